#include "topology/draft.h"

namespace nines {

Draft::Draft(const Topology& base, bool manyRemovals)
    : m_nodes(base.nodes),
      m_links(base.links),
      m_comments(base.comments),
      m_waivers(base.waivers),
      m_counts(manyRemovals) {
  if (!m_counts) return;
  m_references.reserve(base.nodes.size() + base.links.size());
  for (const auto& node : base.nodes.rows()) count(*node, 1);
  for (const auto& link : base.links.rows()) count(*link, 1);
  for (const auto& comment : base.comments.rows()) count(*comment, 1);
}

void Draft::count(const std::string& id, int by) {
  if (m_counts) m_references[id] += by;
}

void Draft::count(const Node& node, int by) {
  if (!node.parent.empty()) count(node.parent, by);
}

void Draft::count(const Link& link, int by) {
  count(link.from, by);
  count(link.to, by);
}

void Draft::count(const Comment& comment, int by) {
  if (const auto* onNode = std::get_if<Comment::OnNode>(&comment.target)) count(onNode->node, by);
  if (const auto* onLink = std::get_if<Comment::OnLink>(&comment.target)) count(onLink->link, by);
}

void Draft::put(Node node) {
  if (const Node* before = m_nodes.find(node.id)) count(*before, -1);
  count(node, 1);
  m_nodes.put(std::move(node));
}

void Draft::put(Link link) {
  if (const Link* before = m_links.find(link.id)) count(*before, -1);
  count(link, 1);
  m_links.put(std::move(link));
}

void Draft::put(Comment comment) {
  if (const Comment* before = m_comments.find(comment.id)) count(*before, -1);
  count(comment, 1);
  m_comments.put(std::move(comment));
}

void Draft::eraseNode(const NodeId& id) {
  if (const Node* before = m_nodes.find(id)) count(*before, -1);
  m_nodes.erase(id);
}

void Draft::eraseLink(const LinkId& id) {
  if (const Link* before = m_links.find(id)) count(*before, -1);
  m_links.erase(id);
}

void Draft::eraseComment(const CommentId& id) {
  if (const Comment* before = m_comments.find(id)) count(*before, -1);
  m_comments.erase(id);
}

bool Draft::mayBeReferredTo(std::string_view id) const {
  if (!m_counts) return true;
  const auto at = m_references.find(std::string(id));
  return at != m_references.end() && at->second > 0;
}

std::string Draft::whatHoldsNode(const NodeId& id) const {
  if (!mayBeReferredTo(id)) return {};
  if (const Node* child = m_nodes.findAny([&](const Node& node) { return node.parent == id; }))
    return "'" + id + "' still contains '" + child->id + "'";
  if (const Link* link = m_links.findAny([&](const Link& l) { return l.from == id || l.to == id; }))
    return "link '" + link->id + "' still ends at '" + id + "'";
  const Comment::Target target = Comment::OnNode{id};
  if (m_comments.findAny([&](const Comment& comment) { return comment.target == target; }))
    return "a comment still hangs on '" + id + "'";
  return {};
}

std::string Draft::whatHoldsLink(const LinkId& id) const {
  if (!mayBeReferredTo(id)) return {};
  const Comment::Target target = Comment::OnLink{id};
  if (m_comments.findAny([&](const Comment& comment) { return comment.target == target; }))
    return "a comment still hangs on link '" + id + "'";
  return {};
}

void Draft::commit(Topology& base) {
  base.nodes.merge(m_nodes.take());
  base.links.merge(m_links.take());
  base.comments.merge(m_comments.take());
  base.waivers.merge(m_waivers.take());
}

}  // namespace nines
