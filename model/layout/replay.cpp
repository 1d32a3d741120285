#include "layout/replay.h"

#include <algorithm>
#include <numeric>

namespace nines::routing {

namespace {

constexpr std::uint32_t kStanding = 0xffffffffu;  // source of an area: something that is no line

// Small designs get a second look at every link, with all others in place, and very small ones a third.
std::size_t looksAt(std::size_t links) {
  constexpr std::size_t kSecondLook = 400;
  constexpr std::size_t kThirdLook = 80;
  return links <= kThirdLook ? 3 : links <= kSecondLook ? 2 : 1;
}

// The line of one link that another one sees at a look: lines of links before it are new, those after it are of the
// look before.
const Route* seenBy(std::size_t position, const LinkRecord* line, std::size_t look) {
  if (!line) return nullptr;
  if (line->position < position) return &line->steps[look].route;
  return look > 0 ? &line->steps[look - 1].route : nullptr;
}

}  // namespace

Replay::Replay(const Record& before, const Design& design, const Layout& layout, Limits limits)
    : m_before(before), m_design(design), m_layout(layout), m_limits(std::move(limits)) {}

std::shared_ptr<const Record> Replay::run() {
  m_now.nodes = nodeFactsOf(m_design, m_layout);
  for (LinkFacts& facts : linkFactsOf(m_design, m_layout)) m_now.links.push_back({std::move(facts), 0, {}});
  m_now.looks = looksAt(m_now.links.size());
  m_now.crowd = crowdOf(m_design);
  for (LinkRecord& link : m_now.links) link.steps.resize(m_now.looks);
  order();
  match();
  findChanges();
  const auto sure = static_cast<std::size_t>(std::ranges::count(m_anew, 1)) * m_now.looks;
  if (sure > m_limits.steps) return nullptr;
  bool restless = true;
  for (std::size_t look = 0; look < m_now.looks; ++look) {
    if (!restless) {  // a look that changed nothing would see the same when repeated
      for (LinkRecord& link : m_now.links) link.steps[look] = link.steps[look - 1];
      continue;
    }
    if (!take(look)) return nullptr;
    restless = look == 0 || std::ranges::any_of(m_now.links, [&](const LinkRecord& link) {
                 return !(link.steps[look].route == link.steps[look - 1].route);
               });
  }
  return std::make_shared<const Record>(std::move(m_now));
}

void Replay::order() {
  m_order.resize(m_now.links.size());
  std::iota(m_order.begin(), m_order.end(), std::size_t{0});
  // Stable: ties stay in the order of ids.
  std::ranges::stable_sort(m_order, {}, [this](std::size_t k) { return m_now.links[k].facts.rank; });
  for (std::size_t at = 0; at < m_order.size(); ++at) m_now.links[m_order[at]].position = at;
}

void Replay::match() {
  m_pairs.resize(m_now.links.size());
  auto old = m_before.links.begin();
  std::vector<Pair> gone;
  for (std::size_t k = 0; k < m_now.links.size(); ++k) {
    const LinkFacts& facts = m_now.links[k].facts;
    for (; old != m_before.links.end() && old->facts.id < facts.id; ++old) gone.push_back({&*old, kGone, false, false});
    m_pairs[k].now = k;
    if (old == m_before.links.end() || old->facts.id != facts.id) continue;
    m_pairs[k].before = &*old;
    m_pairs[k].sameOwner = old->facts.hasOwnerOf(facts);
    ++old;
  }
  for (; old != m_before.links.end(); ++old) gone.push_back({&*old, kGone, false, false});
  m_pairs.insert(m_pairs.end(), gone.begin(), gone.end());
}

bool Replay::asksTheSame(const LinkFacts& before, const LinkFacts& now, const NodeChanges& changes) const {
  const auto stays = [&](const NodeId& id) { return !std::ranges::binary_search(changes.nodes, id); };
  return now.hasOwnerOf(before) && now.bends == before.bends && stays(now.from) && stays(now.to);
}

void Replay::findChanges() {
  const bool fresh = m_before.links.empty() || m_before.crowd != m_now.crowd;
  m_anew.assign(m_now.links.size(), fresh ? 1 : 0);
  if (fresh) return;
  const NodeChanges changes = changesOf(m_before.nodes, m_now.nodes);
  m_changes = std::make_unique<ChangedAreas>(m_layout.bounds());
  for (const Area& area : changes.areas) m_changes->add(area, kStanding);
  for (std::size_t k = 0; k < m_pairs.size(); ++k) {
    const LinkRecord* before = m_pairs[k].before;
    if (m_pairs[k].now == kGone) {
      mark(k);
      continue;
    }
    const LinkFacts& now = m_now.links[k].facts;
    m_anew[k] = !before || !asksTheSame(before->facts, now, changes) ? 1 : 0;
    // Another place in the order: others may see its old line no more, or for the first time.
    if (!before || !m_pairs[k].sameOwner || before->facts.rank != now.rank) mark(k);
  }
}

void Replay::mark(std::size_t pair) {
  if (m_pairs[pair].marked) return;
  m_pairs[pair].marked = true;
  if (!m_pairs[pair].before) return;
  for (const Step& step : m_pairs[pair].before->steps) markLine(pair, step.route);
}

void Replay::markLine(std::size_t pair, const Route& route) {
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    m_changes->add(Area(Run::between(route.points[k - 1], route.points[k]).rect()), static_cast<std::uint32_t>(pair));
  }
}

// One look at all links. What the former design's step found still holds as long as it would find the same world. False
// if that is given up.
bool Replay::take(std::size_t look) {
  for (const std::size_t k : m_order) {
    const bool repeated = !holds(k, look);
    if (repeated && (m_stepsDone >= m_limits.steps || m_limits.stop.stop_requested())) return false;
    if (repeated) carryOut(k, look);
    else m_now.links[k].steps[look] = m_pairs[k].before->steps[look];
    follow(k, look, repeated);
  }
  return true;
}

bool Replay::holds(std::size_t link, std::size_t look) const {
  const LinkRecord* before = m_pairs[link].before;
  if (m_anew[link] || !before || look >= before->steps.size()) return false;
  if (look > 0 && !(m_now.links[link].steps[look - 1].route == before->steps[look - 1].route)) return false;
  return !m_changes->any(before->steps[look].looked, [&](std::uint32_t source) {
    return source == kStanding || isSeenOtherwise(source, link, look);
  });
}

// Whether `link` sees another line of a marked link than it did in the former design.
bool Replay::isSeenOtherwise(std::size_t pair, std::size_t link, std::size_t look) const {
  const Pair& other = m_pairs[pair];
  if (pair == link) return false;
  const Route* before = seenBy(m_pairs[link].before->position, other.before, look);
  const LinkRecord* record = other.now == kGone ? nullptr : &m_now.links[other.now];
  const Route* now = seenBy(m_now.links[link].position, record, look);
  if (!before || !now) return before != now;
  return !other.sameOwner || before->points != now->points;
}

void Replay::carryOut(std::size_t link, std::size_t look) {
  LinkRecord& record = m_now.links[link];
  if (!m_world) openWorld(record.position, look);
  m_world->beginLook();
  Step& step = record.steps[look];
  if (look == 0) {
    step.route = m_router->first(record.facts.link);
  } else {
    const Route& old = record.steps[look - 1].route;
    m_world->runs().remove(old.points, record.facts.link);
    step.route = m_router->again(record.facts.link, old);
  }
  step.looked = m_world->looked();
  ++m_stepsDone;
}

// Brings the world and the changed areas up to a step that was taken.
void Replay::follow(std::size_t link, std::size_t look, bool repeated) {
  const LinkRecord& record = m_now.links[link];
  const Route& route = record.steps[look].route;
  if (m_world) {
    const bool stays = look > 0 && !repeated && record.steps[look - 1].route.points == route.points;
    if (look > 0 && !repeated && !stays) m_world->runs().remove(record.steps[look - 1].route.points, record.facts.link);
    if (!stays) m_world->runs().add(route.points, ownerOf(m_design, record.facts.link));
  }
  if (!m_changes || !repeated) return;
  const LinkRecord* before = m_pairs[link].before;
  const bool same = before && look < before->steps.size() && before->steps[look].route.points == route.points;
  if (!same) mark(link);
  if (!same) markLine(link, route);
}

// The world as the step at this place of the order finds it.
void Replay::openWorld(std::size_t position, std::size_t look) {
  m_world = std::make_unique<World>(m_design, m_layout);
  m_router = std::make_unique<LinkRouter>(*m_world);
  for (const LinkRecord& record : m_now.links) {
    if (record.position >= position && look == 0) continue;
    const std::size_t known = record.position < position ? look : look - 1;
    m_world->runs().add(record.steps[known].route.points, ownerOf(m_design, record.facts.link));
  }
}

}  // namespace nines::routing
