// Palette entries on their way to the canvas.
#include <algorithm>

#include "canvas/canvas_view.h"
#include "canvas/drop_forecast.h"
#include "canvas/empty_state.h"
#include "canvas/quick_insert.h"
#include "canvas/zone_offer.h"
#include "layout/zones.h"
#include "theme/text.h"

namespace nines {

namespace {

placing::Pick pickFor(const CanvasScene& scene, const QString& presetId) {
  return placing::pickOf(scene.design().catalogue(), presetId.toStdString());
}

}  // namespace

void CanvasView::beginPlacing(const QString& presetId, QPoint globalPos) {
  cancelGesture();
  m_outlookBefore = outlook();
  m_emptyState->hide();  // it asks for what is being done, and would lie over the ghost
  m_edgeScroll.begin(viewport()->mapFromGlobal(globalPos));
  m_place.begin(pickFor(m_scene, presetId));
  m_place.update(globalPos);
}

// Only from within: on its way from the palette it crosses the edge.
void CanvasView::updatePlacing(QPoint globalPos) {
  m_placeAt = globalPos;
  m_place.update(globalPos);
  const QPoint at = viewport()->mapFromGlobal(globalPos);
  if (m_place.isActive() && viewport()->rect().contains(at)) m_edgeScroll.follow(at);
  else m_edgeScroll.stop();
}

bool CanvasView::finishPlacing(const QString& presetId, QPoint globalPos) {
  m_edgeScroll.stop();
  const bool placed = m_place.finish(globalPos);
  m_emptyState->setVisible(m_scene.design().nodeCount() == 0);
  if (placed) {
    remember(presetId);
    setFocus(Qt::OtherFocusReason);
    offerZones();
  }
  if (m_badgesPending) followReport();
  return placed;
}

bool CanvasView::isForecastPending() const { return m_forecast->isPending(); }

void CanvasView::cancelPlacing() {
  const bool was = m_place.isActive();
  cancelGesture();
  if (was) lookAsBefore();
}

bool CanvasView::placeInSelection(const QString& presetId) {
  cancelGesture();
  const placing::Pick pick = pickFor(m_scene, presetId);
  if (!pick.kind) return false;
  if (m_document->isReadOnly()) {
    say(tr("The design is read-only during a drill"));
    return false;
  }
  if (!m_place.place(pick, m_place.spotInSelection(*pick.kind))) return false;
  remember(presetId);
  reveal(QString::fromStdString(*m_selection->ids().begin()));
  offerZones();
  return true;
}

// A Region alone says nothing about availability: its zones are one click away, and nobody has to take them.
void CanvasView::offerZones() {
  dropZoneOffer();
  const NodeIndex region = onlySelectedNode();
  const auto left = region == kNone ? std::vector<std::string>() : placing::zonesLeft(m_scene.design(), region);
  if (left.empty() || !m_scene.design().children(region).empty()) return;
  const QString name = toQString(titleOf(m_scene.design(), region));
  m_zoneOffer = new ZoneOffer(name, static_cast<int>(left.size()), viewport());
  connect(m_zoneOffer, &ZoneOffer::chosen, this, [this, id = m_scene.design().node(region).id](int count) {
    const NodeIndex at = m_scene.design().indexOf(id);
    if (at != kNone) submit(placing::addZones(m_scene.design(), m_scene.layout(), at, static_cast<std::size_t>(count)));
  });
  placeZoneOffer();
  m_zoneOffer->show();
}

void CanvasView::placeZoneOffer() {
  const NodeIndex region = onlySelectedNode();
  if (!m_zoneOffer || region == kNone) return;
  constexpr int kAside = 16;
  const QPoint header = viewportPoint(m_scene.layout().rect(region).topLeft() + Point{0, kRegionHeader});
  const QPoint most(viewport()->width() - m_zoneOffer->width(), viewport()->height() - m_zoneOffer->height());
  m_zoneOffer->move(std::clamp(header.x() + kAside, 0, std::max(0, most.x())),
                    std::clamp(header.y() + kAside, 0, std::max(0, most.y())));
}

bool CanvasView::dropZoneOffer() {
  if (!m_zoneOffer) return false;
  // A click on it may have brought us here.
  m_zoneOffer->hide();
  m_zoneOffer->deleteLater();
  m_zoneOffer = nullptr;
  return true;
}

void CanvasView::remember(const QString& preset) {
  constexpr qsizetype kMostRecent = 8;
  m_recent.removeAll(preset);
  m_recent.prepend(preset);
  if (m_recent.size() > kMostRecent) m_recent.resize(kMostRecent);
  emit recentPresetsChanged(m_recent);
}

// What is offered and what is refused is known when it opens: nothing changes the design while it shows.
void CanvasView::openQuickInsert() {
  cancelGesture();
  commitPending();
  if (m_document->isReadOnly()) {
    say(tr("The design is read-only during a drill"));
    return;
  }
  std::optional<Point> at;
  if (m_pointer && viewport()->rect().contains(*m_pointer)) at = scenePoint(*m_pointer);
  const Design& design = m_scene.design();
  const Layout& layout = m_scene.layout();
  std::vector<QuickInsert::Entry> entries;
  for (const PaletteCategory& category : paletteItems(design.catalogue())) {
    for (const PaletteItem& item : category.items) {
      const Kind& kind = *pickFor(m_scene, item.preset).kind;
      const placing::Spot spot = at ? placing::spotAt(design, layout, kind, *at) : m_place.spotInSelection(kind);
      entries.push_back({item, toQString(spot.refusal)});
    }
  }
  const NodeIndex target = at ? containerAt(design, layout, *at) : m_place.containerOfSelection().value_or(kNone);
  const QString where =
      target == kNone ? tr("Insert on the canvas") : tr("Insert into %1").arg(toQString(titleOf(design, target)));
  auto* popup = new QuickInsert(std::move(entries), m_recent, where, this);
  connect(popup, &QuickInsert::chosen, this, [this, at](const QString& preset) { placeChosen(preset, at); });
  const QPoint corner = at && m_pointer   ? *m_pointer
                        : target == kNone ? viewport()->rect().center() - QPoint(190, 150)
                                          : viewportPoint(layout.rect(target).topLeft() + Point{16, 32});
  const QRect seen = viewport()->rect();
  popup->popupAt(viewport()->mapToGlobal(
      QPoint(std::clamp(corner.x(), 0, seen.right()), std::clamp(corner.y(), 0, seen.bottom()))));
}

void CanvasView::placeChosen(const QString& preset, std::optional<Point> at) {
  if (!at) {
    placeInSelection(preset);
    return;
  }
  const placing::Pick pick = pickFor(m_scene, preset);
  if (!m_place.place(pick, placing::spotAt(m_scene.design(), m_scene.layout(), *pick.kind, *at))) return;
  remember(preset);
  reveal(QString::fromStdString(*m_selection->ids().begin()));
  offerZones();
}

}  // namespace nines
