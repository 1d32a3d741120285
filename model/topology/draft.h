// A topology in the making: what an edit would leave, beside the topology that it starts from. Nothing is copied but
// what changes, and nothing changes before commit(), so that a refused edit leaves no trace.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "topology/topology.h"

namespace nines {

// A table with changes on top. Every call but findAny() and forEach() takes logarithmic time.
template <class Row, std::string Row::* Key>
class TableDraft {
 public:
  using Changes = typename Table<Row, Key>::Changes;

  explicit TableDraft(const Table<Row, Key>& base) : m_base(base) {}

  const Row* find(std::string_view key) const {
    if (const auto at = m_changes.find(key); at != m_changes.end()) return at->second.get();
    return m_base.find(key);
  }
  void put(Row row) {
    auto shared = std::make_shared<const Row>(std::move(row));
    m_changes.insert_or_assign((*shared).*Key, shared);
  }
  void erase(const std::string& key) { m_changes.insert_or_assign(key, nullptr); }

  // The first row that `matches` in no meaningful order, or null. Looks at every row.
  template <class Matches>
  const Row* findAny(Matches matches) const {
    for (const auto& [key, row] : m_changes) {
      if (row && matches(*row)) return row.get();
    }
    for (const auto& row : m_base.rows()) {
      if (matches(*row) && !m_changes.contains((*row).*Key)) return row.get();
    }
    return nullptr;
  }

  // Visits every row in no meaningful order.
  template <class Visit>
  void forEach(Visit visit) const {
    for (const auto& [key, row] : m_changes) {
      if (row) visit(*row);
    }
    for (const auto& row : m_base.rows()) {
      if (!m_changes.contains((*row).*Key)) visit(*row);
    }
  }

  Changes take() { return std::move(m_changes); }

 private:
  const Table<Row, Key>& m_base;
  Changes m_changes;  // no row: erased
};

class Draft {
 public:
  // `manyRemovals`: counts what refers to each id beforehand, which is linear once instead of with every removal.
  Draft(const Topology& base, bool manyRemovals);

  const Node* node(std::string_view id) const { return m_nodes.find(id); }
  const Link* link(std::string_view id) const { return m_links.find(id); }
  const Comment* comment(std::string_view id) const { return m_comments.find(id); }
  const Waiver* waiver(std::string_view key) const { return m_waivers.find(key); }

  void put(Node node);
  void put(Link link);
  void put(Comment comment);
  void put(Waiver waiver) { m_waivers.put(std::move(waiver)); }
  void eraseNode(const NodeId& id);
  void eraseLink(const LinkId& id);
  void eraseComment(const CommentId& id);
  void eraseWaiver(const std::string& key) { m_waivers.erase(key); }

  // The first node that `matches` in no meaningful order, or null; every node. Both look at all of them.
  template <class Matches>
  const Node* anyNode(Matches matches) const {
    return m_nodes.findAny(matches);
  }
  template <class Visit>
  void forEachNode(Visit visit) const {
    m_nodes.forEach(visit);
  }

  // What keeps a node or link from being removed, in words; empty if nothing.
  std::string whatHoldsNode(const NodeId& id) const;
  std::string whatHoldsLink(const LinkId& id) const;

  // Carries the changes over; the draft is void afterwards.
  void commit(Topology& base);

 private:
  bool mayBeReferredTo(std::string_view id) const;
  void count(const Node& node, int by);
  void count(const Link& link, int by);
  void count(const Comment& comment, int by);
  void count(const std::string& id, int by);

  TableDraft<Node, &Node::id> m_nodes;
  TableDraft<Link, &Link::id> m_links;
  TableDraft<Comment, &Comment::id> m_comments;
  TableDraft<Waiver, &Waiver::key> m_waivers;
  bool m_counts;
  // Children, link ends and comments by the node or link that they refer to.
  std::unordered_map<std::string, int> m_references;
};

}  // namespace nines
