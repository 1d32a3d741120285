// A label of one line that may be narrower than its text: the rest of it is then a sign of omission, and its tooltip
// has all of it.
#pragma once

#include <QLabel>

namespace nines {

class ElidedLabel final : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  void setWhole(const QString& text);
  // As much of the text as there is room for.
  QString shown() const;

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace nines
