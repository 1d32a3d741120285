#include "inspector/inspector_header.h"

#include <QPainter>
#include <set>

#include "painting/painter_backend.h"
#include "resource_look.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kHeight = 62;
constexpr int kTile = 38;
constexpr int kIcon = 24;
constexpr double kUnknownSign = 18;  // the text of it
constexpr int kLeft = 12;

// Without what stands between Region and zone, or around them: networks, groups, accounts.
QString kindAndRegionOf(const Design& design, NodeIndex node) {
  QStringList parts;
  for (const NodeIndex place : {design.region(node), design.zone(node)}) {
    if (place != kNone && place != node) parts << toQString(titleOf(design, place));
  }
  const QString kind = kindAndPlaceOf(design, node, 0);
  return parts.isEmpty() ? kind : QStringLiteral("%1 · %2").arg(kind, parts.join(QStringLiteral(" › ")));
}

}  // namespace

InspectorHeader::InspectorHeader(QWidget* parent) : QWidget(parent) { setFixedHeight(kHeight); }

void InspectorHeader::show(const Design& design, const InspectorTarget& target) {
  m_icon.clear();
  m_shorter.clear();
  m_tone = Token::general;
  if (target.ids.size() > 1) showMany(design, target);
  else if (target.kind == InspectorTarget::Kind::nodes) showNode(design, target.ids.front());
  else if (target.kind == InspectorTarget::Kind::links) showLink(design, target.ids.front());
  setToolTip(m_title + QLatin1Char('\n') + m_subtitle);
  setAccessibleName(m_title);
  setAccessibleDescription(m_subtitle);
  update();
}

void InspectorHeader::showNode(const Design& design, const std::string& id) {
  const NodeIndex i = design.indexOf(id);
  const Kind* kind = design.kind(i);
  m_title = toQString(titleOf(design, i));
  m_subtitle = kindAndPlaceOf(design, i);
  m_shorter << kindAndRegionOf(design, i);
  int places = 0;
  for (NodeIndex at = design.parent(i); at != kNone; at = design.parent(at)) ++places;
  while (--places > 0) m_shorter << kindAndPlaceOf(design, i, places);
  m_icon = iconOf(design, i);
  if (kind) m_tone = toneOf(design, *kind);
}

void InspectorHeader::showLink(const Design& design, const std::string& id) {
  const LinkIndex i = design.linkIndexOf(id);
  const LinkKind* kind = design.linkKind(i);
  m_title = QStringLiteral("%1 → %2").arg(toQString(titleOf(design, design.from(i))),
                                          toQString(titleOf(design, design.to(i))));
  m_subtitle = toQString(kind ? std::string_view(kind->label) : std::string_view(design.link(i).kind));
  m_icon = QStringLiteral("connect");
}

void InspectorHeader::showMany(const Design& design, const InspectorTarget& target) {
  const int count = static_cast<int>(target.ids.size());
  m_icon = QStringLiteral("arrange");
  if (target.kind == InspectorTarget::Kind::links) {
    m_title = tr("%n links", nullptr, count);
    m_subtitle.clear();
    return;
  }
  m_title =
      target.kind == InspectorTarget::Kind::both ? tr("%n things", nullptr, count) : tr("%n resources", nullptr, count);
  std::set<std::string> kinds;
  for (const std::string& id : target.ids) {
    if (const Node* node = design.topology().nodes.find(id)) kinds.insert(node->kind);
    else kinds.insert(std::string());
  }
  const Kind* only = kinds.size() == 1 ? design.catalogue().kind(*kinds.begin()) : nullptr;
  m_subtitle = only ? toQString(only->label) : tr("Of %n kinds", nullptr, static_cast<int>(kinds.size()));
  if (!only) return;
  m_icon = toQString(only->icon);
  m_tone = toneOf(design, *only);
}

QString InspectorHeader::subtitleFor(const QFontMetrics& metrics, int room) const {
  QString text = m_subtitle;
  for (const QString& shorter : m_shorter) {
    if (metrics.horizontalAdvance(text) <= room) break;
    text = shorter;
  }
  return metrics.elidedText(text, Qt::ElideRight, room);
}

void InspectorHeader::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect tile(kLeft, (height() - kTile) / 2, kTile, kTile);
  QColor ground = themeColour(m_tone);
  ground.setAlphaF(static_cast<float>(currentTheme().tileOpacity));
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(tile, metrics::kIconTileRadius, metrics::kIconTileRadius);
  if (!m_icon.isEmpty()) {
    const QPoint corner = tile.topLeft() + QPoint((kTile - kIcon) / 2, (kTile - kIcon) / 2);
    painter.drawPixmap(corner, iconPixmap(m_icon, {kIcon, kIcon}, themeColour(m_tone), devicePixelRatioF()));
  } else {
    // As on its card.
    painter.setFont(uiFont(kUnknownSign, QFont::DemiBold));
    painter.setPen(themeColour(m_tone));
    painter.drawText(tile, Qt::AlignCenter, QStringLiteral("?"));
  }
  const int left = tile.right() + 12;
  const int room = width() - left - 8;
  painter.setFont(uiFont(metrics::kNameText, QFont::DemiBold));
  painter.setPen(themeColour(Token::text));
  painter.drawText(QRect(left, tile.top() - 4, room, 21), Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room));
  painter.setFont(uiFont(metrics::kHeaderText));
  painter.setPen(themeColour(Token::muted));
  painter.drawText(QRect(left, tile.top() + 18, room, 17), Qt::AlignVCenter | Qt::AlignLeft,
                   subtitleFor(painter.fontMetrics(), room));
}

}  // namespace nines
