// How rows of a search's list look: icon and title on the left, what it is on the right; below, in a row that cannot be
// chosen, why.
#pragma once

#include <QStyledItemDelegate>

namespace nines {

class HitDelegate final : public QStyledItemDelegate {
  Q_OBJECT

 public:
  enum Role { kDetail = Qt::UserRole, kIcon, kTone, kReason };
  static constexpr int kRow = 28;

  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace nines
