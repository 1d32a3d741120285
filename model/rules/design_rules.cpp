// Rules about the drawing itself: where nodes may stand, what links may join.
#include <algorithm>
#include <array>
#include <utility>

#include "catalogue/wording.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/relocation.h"
#include "topology/edits.h"

namespace nines {

namespace {

// The catalogue's answers by position of kinds, since a design asks the same few questions for every node and link.
class Answers {
 public:
  explicit Answers(const Catalogue& catalogue)
      : m_catalogue(catalogue),
        m_count(catalogue.kinds().size()),
        m_contains(m_count * (m_count + 1), kUnasked),
        m_joins(m_count * m_count * catalogue.linkKinds().size(), kUnasked) {}

  bool mayContain(const Kind* parent, const Kind& kind) {
    const std::size_t row = parent ? position(*parent) : m_count;
    char& answer = m_contains[row * m_count + position(kind)];
    if (answer == kUnasked) answer = m_catalogue.mayContain(parent ? std::string_view(parent->id) : "", kind.id);
    return answer != 0;
  }

  bool mayLink(const LinkKind& link, const Kind& from, const Kind& to) {
    const auto row = static_cast<std::size_t>(&link - m_catalogue.linkKinds().data());
    char& answer = m_joins[(row * m_count + position(from)) * m_count + position(to)];
    if (answer == kUnasked) answer = m_catalogue.mayLink(link.id, from.id, to.id);
    return answer != 0;
  }

 private:
  static constexpr char kUnasked = 2;

  std::size_t position(const Kind& kind) const { return static_cast<std::size_t>(&kind - m_catalogue.kinds().data()); }

  const Catalogue& m_catalogue;
  std::size_t m_count;
  std::vector<char> m_contains;  // by container (the last row: the canvas), then kind
  std::vector<char> m_joins;     // by link kind, then ends
};

std::string placeOf(const Design& design, NodeIndex container) {
  if (container == kNone) return "on the canvas";
  return "in " + std::string(titleOf(design, container)) + " (" + design.kind(container)->label + ")";
}

// Of all nodes at once, from the canvas inwards: asked one by one, groups within groups are climbed again for each.
std::vector<NodeIndex> effectiveParents(const Design& design) {
  std::vector<NodeIndex> out(design.nodeCount(), kNone);
  std::vector<NodeIndex> open(design.topLevel().begin(), design.topLevel().end());
  while (!open.empty()) {
    const NodeIndex container = open.back();
    open.pop_back();
    const NodeIndex seen = design.has(container, trait::kTransparent) ? out[container] : container;
    for (const NodeIndex child : design.children(container)) {
      out[child] = seen;
      open.push_back(child);
    }
  }
  return out;
}

void checkAllowedParent(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::vector<NodeIndex> parents = effectiveParents(design);
  Answers answers(design.catalogue());
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const Kind* kind = design.kind(i);
    const NodeIndex parent = parents[i];
    if (!kind || (parent != kNone && !design.kind(parent))) continue;
    if (answers.mayContain(parent == kNone ? nullptr : design.kind(parent), *kind)) continue;
    sink.report({i},
                "{name} ({kind}) stands {place}, but can only stand {homes}, and its place decides which outages "
                "take it down",
                {{"name", std::string(titleOf(design, i))},
                 {"kind", kind->label},
                 {"place", placeOf(design, parent)},
                 {"homes", placesOf(design.catalogue(), *kind)}});
  }
}

// The only data centre of the design, if the node can live in it and does not hold it: kNone if there is none, or a
// choice. Other containers are no such choice: a zone says which outages are survived, and that is the drawer's to say.
NodeIndex onlyHome(const Design& design, NodeIndex node) {
  NodeIndex home = kNone;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (!design.has(i, trait::kDataCentre)) continue;
    if (!design.catalogue().mayContain(design.node(i).kind, design.node(node).kind)) continue;
    if (i == node || edits::isInside(design.topology(), design.node(i).id, design.node(node).id)) continue;
    if (home != kNone) return kNone;
    home = i;
  }
  return home;
}

// Containers to move it to, best first: those around it that its kind can live in, at last the canvas (kNone); else the
// only data centre that there is.
std::vector<NodeIndex> homesFor(const Design& design, NodeIndex node) {
  std::vector<NodeIndex> homes;
  for (NodeIndex home = design.effectiveParent(node);; home = design.effectiveParent(home)) {
    const std::string_view kind = home == kNone ? std::string_view() : std::string_view(design.node(home).kind);
    if (design.catalogue().mayContain(kind, design.node(node).kind)) homes.push_back(home);
    if (home == kNone) break;
  }
  if (!homes.empty()) return homes;
  if (const NodeIndex home = onlyHome(design, node); home != kNone) homes.push_back(home);
  return homes;
}

Edit moveTo(const Design& design, NodeIndex node, NodeIndex home) {
  const bool around = home == kNone || edits::isInside(design.topology(), design.node(node).id, design.node(home).id);
  const std::string name = titled(design, node);
  const std::string place = home == kNone ? "the canvas" : titled(design, home);
  Mending mending(design, (around ? "Lift " : "Move ") + name + " to " + place);
  if (around) mending.rehang(node, home);
  else mending.move(node, design.node(home).id);
  return mending.take();
}

// To the first place that tears nothing apart: a member belongs into the Region of its cluster, a standby beside its
// primary in another zone.
std::optional<Edit> fixAllowedParent(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex node = design.indexOf(finding.subjects.front());
  if (node == kNone || design.effectiveParent(node) == kNone) return std::nullopt;
  for (const NodeIndex home : homesFor(design, node)) {
    if (!Relocation(design, node, home).breaksTies()) return moveTo(design, node, home);
  }
  return std::nullopt;
}

// A member that stands in another Region than its cluster or group. A standby in another Region has a rule of its own.
bool leavesRegion(const Design& design, LinkIndex l) {
  if (design.linkType(l) != "member") return false;
  const NodeIndex from = design.region(design.from(l));
  const NodeIndex to = design.region(design.to(l));
  return from != to && from != kNone && to != kNone && design.regionCode(from) != design.regionCode(to);
}

Finding& reportIllegal(const Design& design, LinkIndex l, FindingSink& sink) {
  const NodeIndex from = design.from(l);
  const NodeIndex to = design.to(l);
  return sink.report({from, to},
                     "{from} ({fromKind}) and {to} ({toKind}) are joined by a link of kind \"{link}\", which "
                     "cannot join these two, so no analysis can follow it",
                     {{"from", std::string(titleOf(design, from))},
                      {"to", std::string(titleOf(design, to))},
                      {"link", design.linkKind(l)->label},
                      {"fromKind", design.kind(from)->label},
                      {"toKind", design.kind(to)->label}});
}

Finding& reportFarMember(const Design& design, LinkIndex l, FindingSink& sink) {
  const NodeIndex from = design.from(l);
  const NodeIndex to = design.to(l);
  return sink.report({from, to},
                     "{from} stands in {fromRegion} but is a member of {to} in {toRegion}, and members stand in "
                     "the Region of what they belong to",
                     {{"from", std::string(titleOf(design, from))},
                      {"to", std::string(titleOf(design, to))},
                      {"fromRegion", std::string(titleOf(design, design.region(from)))},
                      {"toRegion", std::string(titleOf(design, design.region(to)))}});
}

void checkLinkEnds(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  Answers answers(design.catalogue());
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const LinkKind* kind = design.linkKind(l);
    if (!kind || !design.kind(design.from(l)) || !design.kind(design.to(l))) continue;
    const bool illegal = !answers.mayLink(*kind, *design.kind(design.from(l)), *design.kind(design.to(l)));
    if (!illegal && !leavesRegion(design, l)) continue;
    Finding& finding = illegal ? reportIllegal(design, l, sink) : reportFarMember(design, l, sink);
    // Two nodes can be joined by several links: a waiver for one is none for the other, whatever comes or goes beside.
    finding.variant = design.link(l).id;
  }
}

// Links of which a node can have one only, at that end; to the same node any number.
struct OneOnly {
  LinkType link;
  bool outgoing = true;
  std::string_view why;
};
constexpr std::array kOneOnly{
    OneOnly{"standby", true,
            "a Multi-AZ database has one standby (two that can be read make a Multi-AZ DB cluster, which cannot be "
            "drawn here)"},
    OneOnly{"standby", false, "a standby is the second copy of one database"},
    OneOnly{"member", true, "an instance, node or tier belongs to one cluster or group"},
};

NodeList endsOf(const Design& design, NodeIndex i, const OneOnly& one) {
  // Of a kind that nobody knows nobody can say what it is the standby of.
  if (!one.outgoing && !design.has(i, trait::kStandby)) return {};
  return one.outgoing ? design.targets(i, one.link) : design.sources(i, one.link);
}

// The nodes at the other ends, each once, in the order of their links.
std::vector<NodeIndex> othersOf(const Design& design, NodeIndex i, const OneOnly& one) {
  std::vector<NodeIndex> out;
  for (const NodeIndex other : endsOf(design, i, one)) {
    if (std::ranges::find(out, other) == out.end()) out.push_back(other);
  }
  return out;
}

void checkLinkCount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    for (const OneOnly& one : kOneOnly) {
      if (endsOf(design, i, one).size() < 2) continue;
      const std::vector<NodeIndex> others = othersOf(design, i, one);
      if (others.size() < 2) continue;
      std::vector<NodeIndex> subjects{i};
      subjects.insert(subjects.end(), others.begin(), others.end());
      const std::string_view id = LinkType::ids()[one.link.number()];
      const LinkKind* kind = design.catalogue().linkKind(id);
      sink.report(subjects,
                  "{name} has {count} of kind \"{link}\", {way} {others}, but {why}, so AWS cannot build what every "
                  "figure here is about",
                  {{"name", titled(design, i)},
                   {"count", counted(static_cast<std::int64_t>(others.size()), "link")},
                   {"link", kind ? kind->label : std::string(id)},
                   {"way", one.outgoing ? "to" : "from"},
                   {"others", titles(design, others)},
                   {"why", std::string(one.why)}});
    }
  }
}

constexpr std::array kRules{
    Rule{
        .id = "design.allowed-parent",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "Every resource stands where its kind can live",
        .rationale =
            "The place of a resource decides which outages take it down: a Regional service drawn in a zone, or "
            "an instance drawn outside one, makes every other answer wrong.",
        .rows = {"Y01", "X04", "T01"},
        .sources = {{"Amazon DynamoDB Developer Guide: a table is replicated over the Availability Zones of its Region",
                     "2023-02-22"},
                    {"Amazon DynamoDB Developer Guide, DAX: a cluster runs in a VPC", "2023-02-22"},
                    {"AWS Storage Gateway User Guide: a gateway runs on premises or on EC2", "2022-01-31"}},
        .check = checkAllowedParent,
        .fix = fixAllowedParent},
    Rule{.id = "design.link-ends",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Links join kinds that they can join",
         .rationale =
             "A link that AWS has no counterpart for means nothing: analyses skip it, and people who build the "
             "design find out too late.",
         .rows = {},
         .sources = {{"The catalogue of this program: the ends that each kind of link may have", "2026-11-22"}},
         .check = checkLinkEnds,
         .noFix = "Only a person knows which end was meant, or whether the link should be there at all."},
    Rule{.id = "design.link-count",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Standbys belong to one database, members to one cluster or group",
         .rationale =
             "RDS keeps one standby for one database, and an instance has the storage of one cluster. Where a drawing "
             "shares them, two things count on what only one of them can have.",
         .rows = {},
         .sources = {{"Amazon RDS User Guide, Multi-AZ DB instance deployments", "2023-06-10"},
                     {"Amazon Aurora User Guide, Aurora DB clusters", "2023-06-10"}},
         .check = checkLinkCount,
         .noFix = "Only a person knows which of them it belongs to."},
};

}  // namespace

std::span<const Rule> designRules() { return kRules; }

}  // namespace nines
