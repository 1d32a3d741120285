// A pill that switches a filter on: icon, words and count.
#pragma once

#include <QAbstractButton>
#include <QIcon>

namespace nines {

class FilterChip final : public QAbstractButton {
  Q_OBJECT

 public:
  // No icon: none has its place.
  FilterChip(const QString& label, const QIcon& sign, QWidget* parent);

  // Negative: no count is shown.
  void setCount(int count);
  // Shows icon and count without the word, where it has both.
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
  QIcon m_sign;
  int m_count = -1;
  bool m_compact = false;
};

}  // namespace nines
