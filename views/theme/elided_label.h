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
  // In the colour of what stands beside something rather than for itself.
  void setMuted(bool muted);
  // As much of the text as there is room for.
  QString shown() const;

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool m_muted = false;
};

}  // namespace nines
