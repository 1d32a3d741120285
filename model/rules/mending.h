// What fixes are made of: an edit that grows change by change, with ids and zones that it has already given out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

// What was drawn inside of a card, where nothing can stand, nobody asked to move or to remove: a fix that would do so
// comes to nothing (take() is empty).
class Mending {
 public:
  Mending(const Design& design, std::string label);

  void set(NodeIndex node, std::string_view key, Value value);
  // Back to what holds where nothing is set.
  void unset(NodeIndex node, std::string_view key);
  void setLink(LinkIndex link, std::string_view key, Value value);
  // Into another container, where a free place is found.
  void move(NodeIndex node, const NodeId& parent);
  // Into another container (kNone: the canvas) without moving on the canvas.
  void rehang(NodeIndex node, NodeIndex parent);
  // One end of a link elsewhere; bends that people placed belonged to the old route.
  void attach(LinkIndex link, NodeIndex from);
  void retarget(LinkIndex link, NodeIndex to);
  void remove(const std::vector<NodeIndex>& nodes);
  void removeLinks(const std::vector<LinkIndex>& links);
  // Adds a node of this kind; gives back its id, which begins like `idFrom` or, without that, like the name.
  NodeId add(std::string_view kind, const NodeId& parent, std::string name, Properties properties,
             std::string_view idFrom = {});
  void link(std::string_view kind, const NodeId& from, const NodeId& to, Properties properties = {});

  // An Availability Zone of the Region, other than those in `avoid` (codes): a drawn one, or else one that the real
  // Region has, which is then added. Drawn ones come in the order of their codes, beginning after `after`; `like` is
  // a zone whose neighbours are preferred where one code is drawn twice. Nothing if the Region has no other.
  struct Zone {
    NodeId id;
    std::string code;
  };
  std::optional<Zone> zone(NodeIndex region, const std::set<std::string, std::less<>>& avoid,
                           std::string_view after = {}, NodeIndex like = kNone);
  // Draws one more zone that the real Region has; nothing if all are drawn, none is, or the Region is unknown.
  std::optional<Zone> addZone(NodeIndex region, const std::set<std::string, std::less<>>& avoid = {},
                              NodeIndex like = kNone);

  // Empty where something would go along that the fix does not speak of.
  Edit take() { return m_carriesAlong ? Edit() : std::move(m_edit); }

 private:
  bool holdsStrays(NodeIndex node) const;
  void setEnds(LinkIndex link, const NodeId& from, const NodeId& to);
  std::string freshId(std::string_view name, std::string_view fallback);
  std::map<std::string, NodeId, std::less<>> drawnZones(NodeIndex region, NodeIndex like) const;

  const Design& m_design;
  Edit m_edit;
  bool m_carriesAlong = false;
  std::set<std::string, std::less<>> m_ids;
  std::map<std::pair<NodeIndex, std::string>, NodeId> m_addedZones;  // by Region and code
};

// The position of the node's top left corner on the canvas; nothing where a rectangle above it is not known yet.
std::optional<Point> originOf(const Design& design, NodeIndex container);

}  // namespace nines
