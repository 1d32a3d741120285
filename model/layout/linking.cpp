#include "layout/linking.h"

#include <algorithm>
#include <map>

#include "catalogue/wording.h"
#include "layout/bending.h"
#include "layout/placing.h"

namespace nines::placing {

namespace {

// Another link of this kind between the two.
bool isDrawnAlready(const Design& design, LinkIndex link, Ends ends, std::string_view kind) {
  return std::ranges::any_of(design.drawnFrom(ends.from), [&](LinkIndex other) {
    return other != link && design.to(other) == ends.to && design.link(other).kind == kind;
  });
}

std::string labelOfKind(const Design& design, LinkIndex link) {
  const LinkKind* kind = design.linkKind(link);
  return kind ? kind->label : design.link(link).kind;
}

std::string pairOf(const Design& design, Ends ends) {
  return design.node(ends.from).title() + " to " + design.node(ends.to).title();
}

// The same link as another kind. There is no change for that: it goes and comes back under its id, its comments too.
void replace(const Design& design, const Link& old, Link now, Edit& edit) {
  std::vector<Comment> comments;
  for (const auto& comment : design.topology().comments.rows()) {
    const auto* target = std::get_if<Comment::OnLink>(&comment->target);
    if (target && target->link == old.id) comments.push_back(*comment);
  }
  for (const Comment& comment : comments) edit.changes.emplace_back(SetComment{comment.id, std::nullopt});
  edit.changes.emplace_back(RemoveLink{old.id});
  edit.changes.emplace_back(AddLink{std::move(now)});
  for (Comment& comment : comments) {
    const CommentId id = comment.id;
    edit.changes.emplace_back(SetComment{id, std::move(comment)});
  }
}

// Known properties of the old kind that the new one lacks would mean nothing there; unknown ones are kept as a file's
// are.
Properties carriedOver(const Catalogue& catalogue, const Link& link, std::string_view kind) {
  const LinkKind* before = catalogue.linkKind(link.kind);
  const LinkKind* now = catalogue.linkKind(kind);
  Properties out;
  for (const auto& [key, value] : link.properties) {
    const PropertySchema* schema = now ? now->property(key) : nullptr;
    const bool lost = schema ? !schema->typeProblem(value).empty() : before && before->property(key);
    if (!lost) out.emplace(key, value);
  }
  return out;
}

}  // namespace

Ends endsWith(const Design& design, LinkIndex link, LinkEnd end, NodeIndex node) {
  return end == LinkEnd::from ? Ends{node, design.to(link)} : Ends{design.from(link), node};
}

std::vector<char> possibleEnds(const Design& design, LinkIndex link, LinkEnd end) {
  const NodeIndex other = end == LinkEnd::from ? design.to(link) : design.from(link);
  std::map<std::string_view, bool> byKind;
  std::vector<char> out(design.nodeCount(), 0);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const std::string_view kind = design.node(i).kind;
    const auto [at, fresh] = byKind.try_emplace(kind, false);
    if (fresh) {
      const Ends ends = endsWith(design, link, end, i);
      at->second = !design.catalogue().linkKindsBetween(design.node(ends.from).kind, design.node(ends.to).kind).empty();
    }
    out[i] = at->second && i != other ? 1 : 0;
  }
  return out;
}

std::vector<std::string_view> relinkChoices(const Design& design, LinkIndex link, Ends ends) {
  if (ends.from == ends.to) return {};
  auto kinds = design.catalogue().linkKindsBetween(design.node(ends.from).kind, design.node(ends.to).kind);
  std::erase_if(kinds, [&](std::string_view kind) { return isDrawnAlready(design, link, ends, kind); });
  const auto own = std::ranges::find(kinds, std::string_view(design.link(link).kind));
  if (own != kinds.end()) std::rotate(kinds.begin(), own, own + 1);
  return kinds;
}

std::string relinkRefusal(const Design& design, LinkIndex link, Ends ends) {
  return relinkChoices(design, link, ends).empty() ? linkRefusal(design, ends.from, ends.to) : std::string();
}

Edit relink(const Design& design, const Layout& layout, LinkIndex link, Ends ends, std::string_view kind) {
  const Link& old = design.link(link);
  Link now = old;
  now.from = design.node(ends.from).id;
  now.to = design.node(ends.to).id;
  Edit edit;
  edit.label = "Connect " + pairOf(design, ends);
  if (now.from == old.from && now.to == old.to && kind == old.kind) return edit;
  if (now.from != old.from) followEnd(now.bends, LinkEnd::from, layout.rect(design.from(link)), layout.rect(ends.from));
  if (now.to != old.to) followEnd(now.bends, LinkEnd::to, layout.rect(design.to(link)), layout.rect(ends.to));
  if (kind != old.kind) {
    now.kind = std::string(kind);
    now.properties = carriedOver(design.catalogue(), old, kind);
    replace(design, old, std::move(now), edit);
    return edit;
  }
  edit.changes.emplace_back(SetLinkEnds{old.id, now.from, now.to});
  if (now.bends != old.bends) edit.changes.emplace_back(SetLinkBends{old.id, std::move(now.bends)});
  return edit;
}

std::string reverseRefusal(const Design& design, LinkIndex link) {
  const Ends ends{design.to(link), design.from(link)};
  const std::string& kind = design.link(link).kind;
  const Catalogue& catalogue = design.catalogue();
  const std::string& from = design.node(ends.from).kind;
  const std::string& to = design.node(ends.to).kind;
  if (!catalogue.mayLink(kind, from, to)) {
    return "No link of the kind '" + labelOfKind(design, link) + "' can go from " + pairOf(design, ends) + " (" +
           labelOf(catalogue, from) + " to " + labelOf(catalogue, to) + ")";
  }
  if (!isDrawnAlready(design, link, ends, kind)) return {};
  return "A link of the kind '" + labelOfKind(design, link) + "' from " + pairOf(design, ends) + " is drawn already";
}

Edit reverse(const Design& design, LinkIndex link) {
  const Link& old = design.link(link);
  Edit edit;
  edit.label = "Reverse link from " + pairOf(design, {design.from(link), design.to(link)});
  edit.changes.emplace_back(SetLinkEnds{old.id, old.to, old.from});
  if (old.bends.size() > 1) {
    edit.changes.emplace_back(SetLinkBends{old.id, std::vector<Point>(old.bends.rbegin(), old.bends.rend())});
  }
  return edit;
}

}  // namespace nines::placing
