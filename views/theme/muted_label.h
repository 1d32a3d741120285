// A label in the muted colour of whatever theme is current: second lines, labels of fields.
#pragma once

#include <QLabel>

namespace nines {

class MutedLabel final : public QLabel {
  Q_OBJECT

 public:
  using QLabel::QLabel;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace nines
