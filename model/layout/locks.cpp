#include "layout/locks.h"

#include <algorithm>

#include "layout/layout.h"

namespace nines::placing {

namespace {

// What the change does to the node of this id, if that is what a lock forbids.
class Harm {
 public:
  explicit Harm(const Design& design) : m_design(design) {}

  std::string of(const Change& change) const {
    if (const auto* c = std::get_if<RemoveNode>(&change); c && isLocked(c->id)) return plain(c->id);
    if (const auto* c = std::get_if<RenameNode>(&change); c && isLocked(c->id)) {
      return find(c->id)->name == c->name ? std::string() : plain(c->id);
    }
    if (const auto* c = std::get_if<SetNodeParent>(&change); c && isLocked(c->id)) {
      return find(c->id)->parent == c->parent ? std::string() : plain(c->id);
    }
    if (const auto* c = std::get_if<SetNodeRect>(&change); c && isLocked(c->id)) return ofRect(*c);
    return {};
  }

 private:
  const Node* find(const NodeId& id) const { return m_design.topology().nodes.find(id); }
  bool isLocked(const NodeId& id) const {
    const Node* node = find(id);
    return node && node->locked;
  }

  std::string plain(const NodeId& id) const {
    const Node& node = *find(id);
    const Kind* kind = m_design.catalogue().kind(node.kind);
    return node.title() + " (" + (kind ? kind->label : node.kind) + ") is locked";
  }

  std::string ofRect(const SetNodeRect& change) const {
    const Node& node = *find(change.id);
    if (node.rect == change.rect) return {};
    const bool stays = node.rect && change.rect && node.rect->topLeft() == change.rect->topLeft();
    return plain(change.id) + (stays ? ": it does not grow" : ": it does not move");
  }

  const Design& m_design;
};

}  // namespace

bool hasLocks(const Design& design) {
  return std::ranges::any_of(design.topology().nodes.rows(), [](const auto& node) { return node->locked; });
}

NodeIndex lockedWithin(const Design& design, NodeIndex i) {
  std::vector<NodeIndex> asked{i};
  for (std::size_t at = 0; at < asked.size(); ++at) {
    if (design.node(asked[at]).locked) return asked[at];
    const auto inside = design.children(asked[at]);
    asked.insert(asked.end(), inside.begin(), inside.end());
  }
  return kNone;
}

std::string lockRefusal(const Design& design, const Edit& edit) {
  const Harm harm(design);
  for (const Change& change : edit.changes) {
    if (std::string why = harm.of(change); !why.empty()) return why;
  }
  return {};
}

Point shiftInto(const Design& design, NodeIndex container, const Rect& outer, const Rect& dropped,
                const Insets& insets) {
  if (container == kNone || !design.node(container).locked) return {};
  const auto back = [](double low, double high, double least, double most) {
    const double over = std::max(0.0, high - most);
    return low - over < least ? 0 : -over;
  };
  return {back(dropped.left(), dropped.right(), outer.left() + insets.left, outer.right() - insets.right),
          back(dropped.top(), dropped.bottom(), outer.top() + insets.top, outer.bottom() - insets.bottom)};
}

Edit setLocked(const Design& design, std::span<const NodeIndex> nodes, bool locked) {
  std::vector<NodeIndex> other(nodes.begin(), nodes.end());
  std::erase_if(other, [&](NodeIndex i) { return design.node(i).locked == locked; });
  if (other.empty()) return {};
  const std::string verb = locked ? "Lock " : "Unlock ";
  Edit edit;
  edit.label =
      verb + (other.size() == 1 ? design.node(other.front()).title() : std::to_string(other.size()) + " resources");
  const Layout layout(design);
  for (const NodeIndex i : other) {
    const NodeIndex parent = design.parent(i);
    const Point base = parent == kNone ? Point{} : layout.rect(parent).topLeft();
    const Rect drawn = layout.rect(i).translated(Point{} - base);
    const Node& node = design.node(i);
    // A frame stands where its members do.
    if (locked && !layout.place(i).frame && node.rect != drawn) edit.changes.emplace_back(SetNodeRect{node.id, drawn});
    edit.changes.emplace_back(SetNodeLocked{node.id, locked});
  }
  return edit;
}

}  // namespace nines::placing
