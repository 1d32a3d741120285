#include "layout/standbys.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>

#include "catalogue/kind_with.h"
#include "layout/bending.h"
#include "layout/layout.h"
#include "layout/placed.h"
#include "semantics/pairs.h"
#include "topology/edits.h"

namespace nines {

namespace {

constexpr std::string_view kMultiAz = "multiAz";
constexpr std::string_view kStandbyLink = "standby";

bool isMultiAz(const Properties& properties) {
  const auto at = properties.find(kMultiAz);
  return at != properties.end() && at->second == Value(true);
}

bool isOne(const Design& design, NodeIndex i, std::string_view trait) { return i != kNone && design.has(i, trait); }

class Completion {
 public:
  Completion(const Design& before, const Edit& edit) : m_before(before), m_edit(edit) {
    for (const Change& change : edit.changes) note(change);
  }

  // Most edits have nothing to do with pairs.
  bool hasWork() const { return m_hasWork; }

  Edit run() {
    Topology t = m_before.topology();
    if (!apply(t, m_edit)) return m_edit;
    m_after = std::make_unique<const Design>(std::make_shared<const Topology>(std::move(t)), m_before.catalogue(),
                                             m_before.profile());
    m_out = m_edit;
    m_taken = m_after->topology();
    for (const Change& change : m_edit.changes) follow(change);
    // Together: two that share a link lose it once.
    const Edit removal = edits::removeNodes(m_after->topology(), m_gone);
    m_out.changes.insert(m_out.changes.end(), removal.changes.begin(), removal.changes.end());
    // A place is found for what has none; the edit itself brings its own.
    Edit whole = m_loose ? placed(m_before, std::move(m_out)) : std::move(m_out);
    if (m_moved) addBends(whole);
    return whole;
  }

 private:
  // Those of links to a standby that has moved: all others the edit knows of itself.
  void addBends(Edit& whole) const {
    const auto& links = m_after->topology().links.rows();
    if (std::ranges::all_of(links, [](const auto& link) { return link->bends.empty(); })) return;
    auto topology = std::make_shared<Topology>(m_before.topology());
    if (!apply(*topology, whole)) return;
    const Design then(std::move(topology), m_before.catalogue(), m_before.profile());
    const Layout there(then);
    const auto bends = placing::bendsAlong(*m_after, Layout(*m_after), [&](NodeIndex i) {
      const NodeIndex now = then.indexOf(m_after->node(i).id);
      return now == kNone ? Rect() : there.rect(now);
    });
    std::ranges::copy_if(bends, std::back_inserter(whole.changes), [&](const Change& change) {
      return then.linkIndexOf(std::get<SetLinkBends>(change).id) != kNone;
    });
  }

  bool isPrimary(const NodeId& id) const { return isOne(m_before, m_before.indexOf(id), trait::kDatabaseInstance); }

  void note(const Change& change) {
    if (const auto* c = std::get_if<RemoveNode>(&change)) m_touched.insert(c->id);
    if (const auto* c = std::get_if<RenameNode>(&change)) m_touched.insert(c->id);
    if (const auto* c = std::get_if<SetNodeParent>(&change)) m_touched.insert(c->id);
    if (const auto* c = std::get_if<AddNode>(&change)) m_hasWork = m_hasWork || isMultiAz(c->node.properties);
    const NodeId* id = nullptr;
    if (const auto* c = std::get_if<RemoveNode>(&change)) id = &c->id;
    if (const auto* c = std::get_if<RenameNode>(&change)) id = &c->id;
    if (const auto* c = std::get_if<SetNodeParent>(&change)) id = &c->id;
    if (const auto* c = std::get_if<SetNodeProperty>(&change); c && c->key == kMultiAz) id = &c->id;
    m_hasWork = m_hasWork || (id && isPrimary(*id));
  }

  void follow(const Change& change) {
    if (const auto* c = std::get_if<RemoveNode>(&change)) removeStandby(c->id);
    if (const auto* c = std::get_if<RenameNode>(&change)) rename(*c);
    if (const auto* c = std::get_if<SetNodeParent>(&change)) move(c->id);
    if (const auto* c = std::get_if<AddNode>(&change); c && isMultiAz(c->node.properties)) addStandby(c->node.id);
    if (const auto* c = std::get_if<SetNodeProperty>(&change); c && c->key == kMultiAz) {
      if (c->value == Value(true)) addStandby(c->id);
      if (c->value == Value(false)) removeStandby(c->id);
    }
  }

  // The standby that is this primary's alone and that the edit leaves alone.
  std::optional<NodeId> standbyOf(const NodeId& id) const {
    const NodeIndex primary = m_before.indexOf(id);
    const NodeIndex standby = primary == kNone ? kNone : m_before.standbyOf(primary);
    if (standby == kNone || m_before.sources(standby, kStandbyLink).size() != 1) return std::nullopt;
    const NodeId& found = m_before.node(standby).id;
    if (m_touched.contains(found) || m_after->indexOf(found) == kNone) return std::nullopt;
    return found;
  }

  void removeStandby(const NodeId& id) {
    const auto standby = standbyOf(id);
    if (!standby) return;
    m_gone.push_back(*standby);
    m_touched.insert(*standby);
  }

  void rename(const RenameNode& change) {
    const auto standby = standbyOf(change.id);
    if (!standby) return;
    const Node& bearer = *m_before.topology().nodes.find(*standby);
    if (bearer.name != m_before.topology().nodes.find(change.id)->name || bearer.name == change.name) return;
    m_out.changes.emplace_back(RenameNode{*standby, change.name});
  }

  void move(const NodeId& id) {
    const auto standby = standbyOf(id);
    if (!standby) return;
    const NodeIndex primary = m_after->indexOf(id);
    const NodeIndex other = m_after->indexOf(*standby);
    const NodeIndex zone = m_after->zone(primary);
    const NodeIndex there = m_after->zone(other);
    if (zone == kNone || there == kNone) return;
    if (zone != there && m_after->zoneCode(zone).empty()) return;  // which zone that is, is not known
    const bool sameRegion =
        m_after->regionCode(m_after->region(primary)) == m_after->regionCode(m_after->region(other));
    if (sameRegion && m_after->zoneCode(zone) != m_after->zoneCode(there)) return;
    const NodeId& former = m_before.topology().nodes.find(id)->parent;
    const NodeIndex home = m_after->indexOf(former);
    if (const NodeIndex old = zoneAround(home); old != kNone && fits(old, zone)) {
      // They change places.
      m_out.changes.emplace_back(SetNodeParent{*standby, former});
      m_out.changes.emplace_back(SetNodeRect{*standby, m_before.topology().nodes.find(id)->rect});
      m_moved = true;
      return;
    }
    const NodeIndex free = zoneFor(id, zone);
    if (free == kNone) return;
    m_out.changes.emplace_back(SetNodeParent{*standby, m_after->node(free).id});
    m_out.changes.emplace_back(SetNodeRect{*standby, std::nullopt});
    m_moved = true;
    m_loose = true;
  }

  // The zone that the container is, or in which it is a group: groups are looked through.
  NodeIndex zoneAround(NodeIndex container) const {
    NodeIndex at = container;
    while (at != kNone && m_after->has(at, trait::kTransparent)) at = m_after->parent(at);
    return isOne(*m_after, at, trait::kZone) ? at : kNone;
  }

  // A zone of another code in the same Region.
  bool fits(NodeIndex candidate, NodeIndex zone) const {
    return m_after->region(candidate) == m_after->region(zone) &&
           m_after->zoneCode(candidate) != m_after->zoneCode(zone);
  }

  // The one that was chosen, where it may be; else the next.
  NodeIndex zoneFor(const NodeId& database, NodeIndex zone) const {
    const NodeIndex db = m_after->indexOf(database);
    const bool counts = db != kNone && mayChooseStandbyZone(*m_after, db);
    const NodeIndex chosen = counts ? m_after->indexOf(m_after->read(db, "chosenStandbyAz").text()) : kNone;
    const bool may = chosen != kNone && m_after->has(chosen, trait::kZone) && fits(chosen, zone);
    return may ? chosen : zoneBeside(zone);
  }

  // The next one by code, as AWS has no order to offer.
  NodeIndex zoneBeside(NodeIndex zone) const {
    const std::string_view code = m_after->zoneCode(zone);
    NodeIndex next = kNone;
    NodeIndex first = kNone;
    for (const NodeIndex i : m_after->withTrait(trait::kZone)) {
      if (!fits(i, zone)) continue;
      const auto earlier = [&](NodeIndex than) {
        return than == kNone || m_after->zoneCode(i) < m_after->zoneCode(than);
      };
      if (earlier(first)) first = i;
      if (m_after->zoneCode(i) > code && earlier(next)) next = i;
    }
    return next != kNone ? next : first;
  }

  bool engineHasMultiAz(NodeIndex db) const {
    const std::string engine(m_after->read(db, "engine").text());
    return m_after->profile().flag("rds.multiAz." + engine).value_or(true);
  }

  void addStandby(const NodeId& id) {
    const NodeIndex db = m_after->indexOf(id);
    if (!isOne(*m_after, db, trait::kDatabaseInstance) || m_after->standbyOf(db) != kNone) return;
    const NodeIndex zone = m_after->zone(db);
    const NodeIndex beside = zone == kNone || !engineHasMultiAz(db) ? kNone : zoneFor(id, zone);
    const Kind* kind = kindWith(m_after->catalogue(), trait::kStandby);
    if (beside == kNone || !kind) return;
    Node standby;
    standby.id = makeId(m_taken, id + "-standby", kind->id);
    standby.kind = kind->id;
    standby.parent = m_after->node(beside).id;
    standby.name = m_after->node(db).title();
    Link link;
    link.from = id;
    link.to = standby.id;
    link.kind = kStandbyLink;
    m_taken.nodes.put(standby);
    link.id = makeId(m_taken, id + "-" + std::string(kStandbyLink) + "-link", kStandbyLink);
    m_taken.links.put(link);
    m_out.changes.emplace_back(AddNode{std::move(standby)});
    m_out.changes.emplace_back(AddLink{std::move(link)});
    m_loose = true;
  }

  const Design& m_before;
  const Edit& m_edit;
  std::unique_ptr<const Design> m_after;
  Topology m_taken;  // with what is added: for fresh ids
  Edit m_out;
  std::vector<NodeId> m_gone;
  std::set<NodeId, std::less<>> m_touched;  // what the edit, or this, removes, renames or re-parents
  bool m_hasWork = false;
  bool m_moved = false;
  bool m_loose = false;
};

}  // namespace

Edit withStandbys(const Design& before, const Edit& edit) {
  Completion completion(before, edit);
  return completion.hasWork() ? completion.run() : edit;
}

std::vector<Companion> companionsOf(const Design& before, const Edit& edit, const Edit& completed) {
  std::set<NodeId> moved;
  for (const Change& change : completed.changes) {
    if (const auto* c = std::get_if<SetNodeParent>(&change)) moved.insert(c->id);
  }
  for (const Change& change : edit.changes) {
    if (const auto* c = std::get_if<SetNodeParent>(&change)) moved.erase(c->id);
  }
  std::erase_if(moved, [&](const NodeId& id) { return before.indexOf(id) == kNone; });
  if (moved.empty()) return {};
  auto topology = std::make_shared<Topology>(before.topology());
  if (!apply(*topology, completed)) return {};
  const Design after(std::move(topology), before.catalogue(), before.profile());
  const Layout drawn(before);
  const Layout then(after);
  std::vector<Companion> out;
  for (const NodeId& id : moved) {
    const NodeIndex now = after.indexOf(id);
    if (now != kNone) out.push_back({before.indexOf(id), beforeWayIsMade(before, drawn, after, then, now)});
  }
  return out;
}

Rect beforeWayIsMade(const Design& before, const Layout& drawn, const Design& after, const Layout& then,
                     NodeIndex now) {
  const NodeIndex container = after.parent(now);
  const NodeIndex same = container == kNone ? kNone : before.indexOf(after.node(container).id);
  if (same == kNone) return then.rect(now);
  return then.rect(now).translated(drawn.rect(same).topLeft() - then.rect(container).topLeft());
}

}  // namespace nines
