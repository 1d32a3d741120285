// A change of a topology as a value, and the one function that carries it out. Undo, redo, paste, fixes, imports and
// the journal's replay all enter through apply().
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "support/result.h"
#include "topology/topology.h"

namespace nines {

struct AddNode {
  Node node;
  bool operator==(const AddNode&) const = default;
};
// The node must have no children, links or comments left.
struct RemoveNode {
  NodeId id;
  bool operator==(const RemoveNode&) const = default;
};
struct RenameNode {
  NodeId id;
  std::string name;
  bool operator==(const RenameNode&) const = default;
};
struct SetNodeRect {
  NodeId id;
  std::optional<Rect> rect;
  bool operator==(const SetNodeRect&) const = default;
};
struct SetNodeParent {
  NodeId id;
  NodeId parent;
  bool operator==(const SetNodeParent&) const = default;
};
// No value: back to the catalogue's default (assumed) or to unknown.
struct SetNodeProperty {
  NodeId id;
  std::string key;
  std::optional<Value> value;
  bool operator==(const SetNodeProperty&) const = default;
};
// Lets gestures on the canvas take hold of it, or no longer.
struct SetNodeLocked {
  NodeId id;
  bool locked = false;
  bool operator==(const SetNodeLocked&) const = default;
};
struct AddLink {
  Link link;
  bool operator==(const AddLink&) const = default;
};
// The link must have no comments left.
struct RemoveLink {
  LinkId id;
  bool operator==(const RemoveLink&) const = default;
};
struct SetLinkEnds {
  LinkId id;
  NodeId from;
  NodeId to;
  bool operator==(const SetLinkEnds&) const = default;
};
struct SetLinkBends {
  LinkId id;
  std::vector<Point> bends;
  bool operator==(const SetLinkBends&) const = default;
};
struct SetLinkProperty {
  LinkId id;
  std::string key;
  std::optional<Value> value;
  bool operator==(const SetLinkProperty&) const = default;
};
// Adds, replaces or (no value) removes.
struct SetComment {
  CommentId id;
  std::optional<Comment> comment;
  bool operator==(const SetComment&) const = default;
};
struct SetWaiver {
  std::string key;
  std::optional<Waiver> waiver;
  bool operator==(const SetWaiver&) const = default;
};
struct SetAssumption {
  std::string key;
  std::optional<Value> value;
  bool operator==(const SetAssumption&) const = default;
};
struct SetDesignName {
  std::string name;
  bool operator==(const SetDesignName&) const = default;
};
struct SetProfile {
  std::string profile;
  bool operator==(const SetProfile&) const = default;
};

using Change = std::variant<AddNode, RemoveNode, RenameNode, SetNodeRect, SetNodeParent, SetNodeProperty, SetNodeLocked,
                            AddLink, RemoveLink, SetLinkEnds, SetLinkBends, SetLinkProperty, SetComment, SetWaiver,
                            SetAssumption, SetDesignName, SetProfile>;

// One step for the person who undoes it: the changes happen in order, all or none.
struct Edit {
  std::string label;  // as the undo menu names it: "Move 3 resources"
  std::vector<Change> changes;

  bool empty() const { return changes.empty(); }
  bool operator==(const Edit&) const = default;
};

// What an edit touched, by aspect. Added and removed ids have `structure`.
enum class Aspect : unsigned {
  structure = 1,  // added, removed, parent or link ends changed
  geometry = 2,   // rectangle or bends
  name = 4,
  property = 8,
  lock = 16,
};

class Aspects {
 public:
  void add(Aspect a) { m_bits |= static_cast<unsigned>(a); }
  bool has(Aspect a) const { return (m_bits & static_cast<unsigned>(a)) != 0; }
  bool only(Aspect a) const { return m_bits == static_cast<unsigned>(a); }
  // Where things are drawn, and whether gestures may change that: no analysis reads it.
  bool ofDrawingOnly() const {
    return (m_bits & ~(static_cast<unsigned>(Aspect::geometry) | static_cast<unsigned>(Aspect::lock))) == 0;
  }
  void add(Aspects other) { m_bits |= other.m_bits; }
  bool operator==(const Aspects&) const = default;

 private:
  unsigned m_bits = 0;
};

struct ChangeSet {
  std::map<NodeId, Aspects, std::less<>> nodes;
  std::map<LinkId, Aspects, std::less<>> links;
  std::set<CommentId> comments;
  bool waivers = false;
  bool assumptions = false;
  bool profile = false;
  bool designName = false;
  bool everything = false;  // another design was opened: nothing is as before

  void add(const ChangeSet& other);
  // False when only positions, locks, names of the design or comments changed: no analysis can come out differently.
  bool touchesAnalyses() const;
};

struct Applied {
  Edit inverse;  // applied to the result it gives back the topology as it was
  ChangeSet changes;
};

// Carries out the edit completely, or changes nothing and says which precondition failed.
Result<Applied> apply(Topology& topology, const Edit& edit);

}  // namespace nines
