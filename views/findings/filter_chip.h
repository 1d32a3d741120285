// A pill that switches a filter on: sign, words and count.
#pragma once

#include <QAbstractButton>
#include <optional>

#include "theme/themed_icon.h"

namespace nines {

class FilterChip final : public QAbstractButton {
  Q_OBJECT

 public:
  FilterChip(const QString& label, std::optional<Sign> sign, QWidget* parent);

  // Negative: no count is shown.
  void setCount(int count);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_label;
  std::optional<Sign> m_sign;
};

}  // namespace nines
