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
  // Shows sign and count without the word, where it has both.
  void setCompact(bool compact);
  QSize fullSize() const { return sizeOf(text()); }
  QSize sizeHint() const override { return sizeOf(shownText()); }
  QSize minimumSizeHint() const override { return sizeOf(compactText()); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString compactText() const;
  QString shownText() const { return m_compact ? compactText() : text(); }
  QSize sizeOf(const QString& text) const;

  QString m_label;
  std::optional<Sign> m_sign;
  int m_count = -1;
  bool m_compact = false;
};

}  // namespace nines
