#include "search/hit_delegate.h"

#include <QAbstractItemView>
#include <QPainter>
#include <algorithm>

#include "painting/painter_backend.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kIconSize = 16;
constexpr int kMargin = 10;
constexpr int kWordsLeft = kMargin + kIconSize + 8;
constexpr int kBelowReason = 6;

QFont reasonFont() { return uiFont(metrics::kHeaderText); }

QString reasonOf(const QModelIndex& index) { return index.data(HitDelegate::kReason).toString(); }

}  // namespace

QSize HitDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QString reason = reasonOf(index);
  if (reason.isEmpty()) return {1, kRow};
  const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
  const int width = (view ? view->viewport()->width() : option.rect.width()) - kWordsLeft - kMargin;
  const QRect room(0, 0, std::max(width, 1), 1000);
  const int height = QFontMetrics(reasonFont()).boundingRect(room, Qt::TextWordWrap, reason).height();
  return {1, kRow - 4 + height + kBelowReason};
}

void HitDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  if (option.state & QStyle::State_Selected) painter->fillRect(option.rect, themeColour(Token::accentSoft));
  const bool enabled = index.flags().testFlag(Qt::ItemIsEnabled);
  const QString reason = reasonOf(index);
  const QRect line(option.rect.left(), option.rect.top(), option.rect.width(), kRow);
  const auto tone = enabled ? static_cast<Token>(index.data(kTone).toInt()) : Token::faint;
  const QPoint icon(line.left() + kMargin, line.center().y() - kIconSize / 2 + 1);
  painter->drawPixmap(icon, iconPixmap(index.data(kIcon).toString(), {kIconSize, kIconSize}, themeColour(tone),
                                       painter->device()->devicePixelRatioF()));
  const QRect words = line.adjusted(kWordsLeft, 0, -kMargin, 0);
  const QString title = index.data().toString();
  painter->setFont(uiFont(metrics::kText));
  painter->setPen(themeColour(enabled ? Token::text : Token::muted));
  const int titleWidth = std::min(painter->fontMetrics().horizontalAdvance(title), words.width());
  painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                    painter->fontMetrics().elidedText(title, Qt::ElideRight, words.width()));
  painter->setFont(reasonFont());
  painter->setPen(themeColour(Token::muted));
  const int room = words.width() - titleWidth - 16;
  if (room > 24) {
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight,
                      painter->fontMetrics().elidedText(index.data(kDetail).toString(), Qt::ElideMiddle, room));
  }
  if (!reason.isEmpty()) {
    const QRect below(words.left(), line.bottom() - 3, words.width(), option.rect.bottom() - line.bottom());
    painter->drawText(below, Qt::TextWordWrap | Qt::AlignLeft, reason);
  }
  painter->restore();
}

}  // namespace nines
