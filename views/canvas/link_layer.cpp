#include "canvas/link_layer.h"

#include <utility>

#include "layout/route_sketch.h"

namespace nines {

namespace {

// So much routing is done while the window waits: some 50 ms on a machine of 2022.
constexpr std::size_t kStepsAtOnce = 400;
// And so much between two frames of a drag: some 12 ms.
constexpr std::size_t kStepsPerFrame = 100;

bool isLabel(const DrawGroup& group) { return group.z >= band::kLinkLabel * 1000; }

const std::vector<Point>& hopsOf(const std::unordered_map<LinkId, std::vector<Point>>& hops, const LinkId& id) {
  static const std::vector<Point> kNoHops;
  const auto at = hops.find(id);
  return at == hops.end() ? kNoHops : at->second;
}

}  // namespace

LinkLayer::LinkLayer(QGraphicsScene& scene, const CanvasStyle& style, std::function<void()> arrived)
    : m_lines(new LayerItem(style, band::kLink * 1000)),
      m_labels(new LayerItem(style, band::kLinkLabel * 1000)),
      m_arrived(std::move(arrived)) {
  scene.addItem(m_lines);
  scene.addItem(m_labels);
}

const Route* LinkLayer::route(std::string_view id) const {
  const auto at = routes().find(LinkId(id));
  return at == routes().end() ? nullptr : &at->second;
}

std::vector<DrawGroup> LinkLayer::draw(const DrawContext& context, LinkIndex i) const {
  const LinkId& id = context.design.link(i).id;
  const auto at = routes().find(id);
  if (at == routes().end()) return {};
  const auto label = m_places.find(id);
  return drawLink(context, i, at->second, hopsOf(m_hops, id), label == m_places.end() ? nullptr : &label->second);
}

std::vector<LinkId> LinkLayer::follow(const Picture& drawn) {
  ++m_revision;
  m_document = drawn;
  m_shown = drawn;
  const Offer offer = std::exchange(m_offer, {});
  if (offer.record && offer.design->topology() == drawn.design->topology()) {
    m_routed = m_revision;
    m_waiting = false;
    return m_keeper.adopt(offer.record);
  }
  if (auto changed = m_keeper.updateWithin(kStepsAtOnce, *drawn.design, *drawn.layout)) {
    m_routed = m_revision;
    m_waiting = false;
    return std::move(*changed);
  }
  if (!m_runner) m_runner = std::make_unique<RouteRunner>(m_arrived);
  m_runner->submit({drawn.design, drawn.layout, m_revision, {m_routed, m_keeper.record()}});
  m_waiting = true;
  return m_keeper.sketch(*drawn.design, *drawn.layout);
}

bool LinkLayer::take(const DrawContext& context) {
  if (!m_waiting) return false;
  const RouteRunner::Routed found = m_runner->latest();
  if (found.revision != m_revision) return false;
  m_routed = m_revision;
  m_waiting = false;
  const std::vector<LinkId> changed = m_keeper.adopt(found.record);
  if (changed.size() * 4 > m_keeper.routes().size()) redrawAll(context);
  else redraw(context, {changed.begin(), changed.end()});
  return true;
}

void LinkLayer::rebuild(const DrawContext& context, const Picture& drawn) {
  follow(drawn);
  redrawAll(context);
}

void LinkLayer::redrawAll(const DrawContext& context) {
  m_hops = findHops(context.design, routes());
  m_places = placeLabels(context, routes());
  std::vector<DrawGroup> lines;
  std::vector<DrawGroup> labels;
  for (LinkIndex i = 0; i < context.design.linkCount(); ++i) {
    for (DrawGroup& group : draw(context, i)) (isLabel(group) ? labels : lines).push_back(std::move(group));
  }
  m_lines->setGroups(std::move(lines));
  m_labels->setGroups(std::move(labels));
}

void LinkLayer::put(const DrawContext& context, std::string_view id) {
  const LinkIndex i = context.design.linkIndexOf(id);
  put(id, i == kNone ? std::vector<DrawGroup>() : draw(context, i));
}

void LinkLayer::put(std::string_view id, std::vector<DrawGroup> groups) {
  bool line = false;
  bool label = false;
  for (DrawGroup& group : groups) {
    (isLabel(group) ? label : line) = true;
    (isLabel(group) ? m_labels : m_lines)->put(std::move(group));
  }
  if (!line) m_lines->remove(id);
  if (!label) m_labels->remove(id);
}

void LinkLayer::sync(const DrawContext& context, const Picture& drawn, const ChangeSet& changes) {
  const auto rerouted = follow(drawn);
  Ids dirty(rerouted.begin(), rerouted.end());
  for (const auto& entry : changes.links) dirty.insert(entry.first);
  for (const auto& [id, aspects] : changes.nodes) {  // a label can say what an end's property means
    const NodeIndex i = aspects.has(Aspect::property) ? context.design.indexOf(id) : kNone;
    if (i == kNone) continue;
    for (const LinkIndex link : context.design.drawnFrom(i)) dirty.insert(context.design.link(link).id);
    for (const LinkIndex link : context.design.drawnTo(i)) dirty.insert(context.design.link(link).id);
  }
  // What moved may stand in the way of a label whose own line stays. Waivers, assumptions and the design's
  // name stand in none's.
  if (!changes.nodes.empty() || !dirty.empty()) redraw(context, std::move(dirty));
}

// These links, and those whose hops or labels follow from theirs.
void LinkLayer::redraw(const DrawContext& context, Ids dirty) {
  if (!dirty.empty()) followHops(findHops(context.design, routes()), dirty);
  followPlaces(placeLabels(context, routes()), dirty);
  for (const std::string& id : dirty) put(context, id);
}

void LinkLayer::followHops(Hops hops, Ids& dirty) {
  for (const auto& [id, at] : hops) {
    if (hopsOf(m_hops, id) != at) dirty.insert(id);
  }
  for (const auto& [id, at] : m_hops) {
    if (hopsOf(hops, id) != at) dirty.insert(id);
  }
  m_hops = std::move(hops);
}

void LinkLayer::followPlaces(LabelPlaces places, Ids& dirty) {
  const auto placeIn = [](const LabelPlaces& all, const LinkId& id) {
    const auto at = all.find(id);
    return at == all.end() ? nullptr : &at->second;
  };
  for (const auto& [id, place] : places) {
    const Rect* before = placeIn(m_places, id);
    if (!before || !(*before == place)) dirty.insert(id);
  }
  for (const auto& [id, place] : m_places) {
    if (!placeIn(places, id)) dirty.insert(id);
  }
  m_places = std::move(places);
}

void LinkLayer::keep() {
  if (!m_kept) m_kept = Kept{m_keeper.record(), m_hops, m_places};
}

bool LinkLayer::show(const Picture& picture, const DrawContext& context) {
  keep();
  const auto changed = m_keeper.updateWithin(kStepsPerFrame, *picture.design, *picture.layout);
  if (!changed) return false;
  m_routed = ++m_revision;
  showChanged(picture, context, *changed);
  return true;
}

void LinkLayer::show(const RouteRunner::Routed& routed, const DrawContext& context) {
  keep();
  m_routed = routed.revision;
  showChanged(routed.of, context, m_keeper.adopt(routed.record));
}

void LinkLayer::showChanged(const Picture& picture, const DrawContext& context, const std::vector<LinkId>& changed) {
  m_shown = picture;
  Ids dirty = std::exchange(m_stretched, {});
  dirty.insert(changed.begin(), changed.end());
  redraw(context, std::move(dirty));
}

void LinkLayer::ask(std::function<Picture()> prepare) {
  if (!m_runner) m_runner = std::make_unique<RouteRunner>(m_arrived);
  m_asked = ++m_revision;
  m_runner->submit({nullptr, nullptr, m_asked, {m_routed, m_keeper.record(), {}}, std::move(prepare)});
}

std::optional<RouteRunner::Routed> LinkLayer::takeAsked() {
  if (m_asked == 0) return std::nullopt;
  RouteRunner::Routed found = m_runner->latest();
  if (found.revision != m_asked) return std::nullopt;
  m_asked = 0;
  return found;
}

void LinkLayer::stretch(const DrawContext& context, const std::vector<LinkIndex>& links,
                        const std::function<Rect(NodeIndex)>& rectOf) {
  for (const LinkIndex i : links) {
    const LinkId& id = context.design.link(i).id;
    const auto at = routes().find(id);
    if (at == routes().end()) continue;
    const NodeIndex from = context.design.from(i);
    const NodeIndex to = context.design.to(i);
    const EndOnItsWay start{m_shown.layout->rect(from), rectOf(from)};
    const EndOnItsWay end{m_shown.layout->rect(to), rectOf(to)};
    if (start.by() == Point{} && end.by() == Point{}) {
      if (m_stretched.erase(id) > 0) put(context, id);
      continue;
    }
    const auto label = m_places.find(id);
    const Point by = start.by() + end.by();  // the label goes along half the way with each
    const Rect place = label == m_places.end() ? Rect() : label->second.translated({by.x / 2, by.y / 2});
    put(id, drawLink(context, i, stretched(at->second, start, end), {}, &place));
    m_stretched.insert(id);
  }
}

void LinkLayer::endDrag(const DrawContext& context) {
  m_asked = 0;
  Ids dirty = std::exchange(m_stretched, {});
  if (m_kept) {
    if (m_shown.ofDrop) m_offer = {m_shown.design, m_keeper.record()};
    const auto changed = m_keeper.adopt(m_kept->record);
    dirty.insert(changed.begin(), changed.end());
    followHops(std::move(m_kept->hops), dirty);
    followPlaces(std::move(m_kept->places), dirty);
    m_kept.reset();
    m_shown = m_document;
    m_routed = ++m_revision;
  }
  for (const std::string& id : dirty) put(context, id);
}

void LinkLayer::restyle(const DrawContext& context, const Ids& ids) {
  for (const std::string& id : ids) put(context, id);
}

void LinkLayer::setHidden(const Ids& ids) {
  m_lines->setHidden(ids);
  m_labels->setHidden(ids);
}

void LinkLayer::setOpacity(double opacity) {
  m_lines->setOpacity(opacity);
  m_labels->setOpacity(opacity);
}

}  // namespace nines
