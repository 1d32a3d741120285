// Rules about DNS records that have to lead clients away from what has failed.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::string_view kTtl = "route53.ttl.maximum";
constexpr std::string_view kPrimaries = "route53.failover.primaries";
constexpr std::string_view kSecondaries = "route53.failover.secondaries";

NodeIndex subjectOf(const Design& design, const Finding& finding) { return design.indexOf(finding.subjects.front()); }

std::vector<LinkIndex> routesFrom(const Design& design, NodeIndex node) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : design.outgoing(node)) {
    if (design.linkType(l) == "routes") out.push_back(l);
  }
  return out;
}

// To which Regions records lead, also by way of other records. Only none, one or several matters, so a record changes
// twice at most and circles of records come to an end.
class Spreads {
 public:
  explicit Spreads(const Design& design) {
    std::vector<NodeIndex> changed;
    for (const NodeIndex record : design.withTrait(trait::kDnsRecord)) {
      for (const LinkIndex l : routesFrom(design, record)) {
        const NodeIndex region = design.region(design.to(l));
        if (region == kNone || design.has(design.to(l), trait::kDnsRecord)) continue;
        merge(record, {design.regionCode(region), false});
      }
      if (m_spreads.contains(record)) changed.push_back(record);
    }
    while (!changed.empty()) {
      const NodeIndex record = changed.back();
      changed.pop_back();
      const Spread spread = m_spreads.at(record);
      for (const LinkIndex l : design.incoming(record)) {
        const NodeIndex above = design.from(l);
        if (design.linkType(l) != "routes" || !design.has(above, trait::kDnsRecord)) continue;
        if (merge(above, spread)) changed.push_back(above);
      }
    }
  }

  bool several(NodeIndex record) const {
    const auto at = m_spreads.find(record);
    return at != m_spreads.end() && at->second.several;
  }

 private:
  struct Spread {
    std::string_view code;
    bool several = false;
  };

  bool merge(NodeIndex record, const Spread& more) {
    const auto [at, fresh] = m_spreads.emplace(record, more);
    if (fresh) return true;
    if (at->second.several || (!more.several && more.code == at->second.code)) return false;
    at->second.several = true;
    return true;
  }

  std::unordered_map<NodeIndex, Spread> m_spreads;
};

bool isFailover(const Design& design, NodeIndex record) { return design.read(record, "policy").text() == "failover"; }

void checkHealthCheck(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Spreads spreads(design);
  for (const NodeIndex record : design.withTrait(trait::kDnsRecord)) {
    const bool failover = isFailover(design, record);
    if (design.read(record, "healthCheck").flag() || (!failover && !spreads.several(record))) continue;
    Finding& finding = sink.report(
        {record},
        failover
            ? "{name} routes by failover but neither has a health check nor evaluates the health of its targets, so "
              "Route 53 does not notice when the primary fails and goes on naming it"
            : "{name} leads to several Regions but neither has a health check nor evaluates the health of its "
              "targets, so clients are still sent to a Region that is down",
        {{"name", titled(design, record)}}, "healthCheck");
    if (!isJoined(design, record)) finding.severity = Severity::info;
  }
}

struct Roles {
  std::size_t primaries = 0;
  std::size_t secondaries = 0;
  std::size_t unsaid = 0;

  std::size_t all() const { return primaries + secondaries + unsaid; }
};

Roles rolesOf(const Design& design, const std::vector<LinkIndex>& routes) {
  Roles roles;
  for (const LinkIndex l : routes) {
    const std::string_view role = design.readLink(l, "role").text();
    ++(role == "primary" ? roles.primaries : role == "secondary" ? roles.secondaries : roles.unsaid);
  }
  return roles;
}

Roles wanted(const Design& design) {
  return {static_cast<std::size_t>(limitOf(design, kPrimaries)),
          static_cast<std::size_t>(limitOf(design, kSecondaries)), 0};
}

bool isPair(const Roles& roles, const Roles& pair) {
  return roles.unsaid == 0 && roles.primaries == pair.primaries && roles.secondaries == pair.secondaries;
}

// Simple routing has no use for health checks, so it becomes one that leaves out what is down.
std::optional<Edit> fixHealthCheck(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex record = subjectOf(design, finding);
  if (record == kNone) return std::nullopt;
  const bool simple = design.read(record, "policy").text() == "simple";
  const bool pair = isPair(rolesOf(design, routesFrom(design, record)), wanted(design));
  const std::string policy = pair ? "failover" : "latency";
  Mending mending(
      design, "Probe the targets of " + titled(design, record) + (simple ? " and route by " + policy : std::string()));
  mending.set(record, "healthCheck", true);
  if (simple) mending.set(record, "policy", Value(policy));
  return mending.take();
}

void checkTtl(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t limit = limitOf(design, kTtl);
  const Spreads spreads(design);
  for (const NodeIndex record : design.withTrait(trait::kDnsRecord)) {
    const Reading ttl = design.read(record, "ttlSeconds");
    if (ttl.number() <= static_cast<double>(limit)) continue;
    if (!isFailover(design, record) && !spreads.several(record)) continue;
    sink.report(
        {record},
        "Answers of {name} live for {ttl} s; AWS advises {limit} s at most for a record that has to fail over, because "
        "clients go on asking what has failed for as long",
        {{"name", titled(design, record)},
         {"ttl", std::to_string(ttl.integer())},
         {"limit", limitText(design, kTtl, Bound::most)}},
        "ttlSeconds");
  }
}

std::optional<Edit> fixTtl(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex record = subjectOf(design, finding);
  if (record == kNone) return std::nullopt;
  const std::int64_t limit = limitOf(design, kTtl);
  Mending mending(design, "Let answers of " + titled(design, record) + " live for " + std::to_string(limit) + " s");
  mending.set(record, "ttlSeconds", limit);
  return mending.take();
}

// Whether roles that nobody has given yet could still make it a pair.
bool couldBePair(const Roles& roles, const Roles& pair) {
  return roles.unsaid > 0 && roles.all() == pair.all() && roles.primaries <= pair.primaries &&
         roles.secondaries <= pair.secondaries;
}

// "2 primary targets and 1 target without a role".
std::string rolesText(const Roles& roles) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, const char* what) {
    if (count > 0) parts.push_back(counted(static_cast<std::int64_t>(count), what));
  };
  add(roles.primaries, "primary target");
  add(roles.secondaries, "secondary target");
  const std::size_t roled = parts.size();
  add(roles.unsaid, "target");
  if (parts.size() > roled) parts.back() += " without a role";
  return parts.empty() ? "no targets" : joined(parts);
}

void checkPair(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Roles pair = wanted(design);
  for (const NodeIndex record : design.withTrait(trait::kDnsRecord)) {
    if (!isFailover(design, record)) continue;
    const Roles roles = rolesOf(design, routesFrom(design, record));
    if (isPair(roles, pair)) continue;
    if (couldBePair(roles, pair)) {
      sink.reportUnknown({record},
                         "It is not said which target of {name} is primary and which is secondary, so failover routing "
                         "cannot tell where clients go first",
                         {{"name", titled(design, record)}}, "policy");
      continue;
    }
    Finding& finding = sink.report(
        {record},
        "{name} routes by failover and has {found}, but a failover record is a pair of exactly {primaries} primary and "
        "{secondaries} secondary, {why}",
        {{"name", titled(design, record)},
         {"found", rolesText(roles)},
         {"why", roles.all() == 0 ? "and without any it answers nobody"
                 : roles.all() < pair.all()
                     ? "so there is nowhere to go when the one it has fails"
                     : "and Route 53 refuses a second record of one role; more depth is a tree of records"},
         {"primaries", std::to_string(pair.primaries)},
         {"secondaries", std::to_string(pair.secondaries)}},
        "policy");
    if (!isJoined(design, record)) finding.severity = Severity::info;
  }
}

bool leadsTo(const Design& design, LinkIndex route, std::string_view regionRole) {
  const NodeIndex region = design.region(design.to(route));
  return region != kNone && design.read(region, "role").text() == regionRole;
}

// Which of two routes is the secondary one: by the role of the other, else by the Regions' roles. Nothing where only a
// person can say.
std::optional<std::size_t> secondaryOf(const Design& design, const std::vector<LinkIndex>& routes) {
  const std::array<std::string_view, 2> said{design.readLink(routes[0], "role").text(),
                                             design.readLink(routes[1], "role").text()};
  for (const std::size_t i : {0u, 1u}) {
    const std::string_view other = said[1 - i];
    if (said[i].empty() && !other.empty()) return other == "primary" ? i : 1 - i;
  }
  for (const std::size_t i : {0u, 1u}) {
    if (leadsTo(design, routes[i], "recovery") && !leadsTo(design, routes[1 - i], "recovery")) return i;
    if (leadsTo(design, routes[i], "primary") && !leadsTo(design, routes[1 - i], "primary")) return 1 - i;
  }
  return std::nullopt;
}

std::optional<Edit> fixPair(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex record = subjectOf(design, finding);
  if (record == kNone) return std::nullopt;
  const std::vector<LinkIndex> routes = routesFrom(design, record);
  const Roles pair = wanted(design);
  if (routes.size() != 2 || pair.primaries != 1 || pair.secondaries != 1) return std::nullopt;
  const auto secondary = secondaryOf(design, routes);
  if (!secondary) return std::nullopt;
  const LinkIndex first = routes[1 - *secondary];
  const LinkIndex second = routes[*secondary];
  Mending mending(design, "Prefer " + titled(design, design.to(first)) + " over " + titled(design, design.to(second)));
  if (design.readLink(first, "role").text() != "primary") mending.setLink(first, "role", Value("primary"));
  if (design.readLink(second, "role").text() != "secondary") mending.setLink(second, "role", Value("secondary"));
  return mending.take();
}

constexpr RuleSource kCourse{"Course notes, AWS High Availability: multi-site disaster recovery, Route 53", "2021"};
constexpr RuleSource kRecords{"Amazon Route 53 Developer Guide, values for failover records", "2023-05-19"};

constexpr std::array kRules{
    Rule{.id = "route53.health-check",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Records that fail over have health checks",
         .rationale =
             "Route 53 takes every target for healthy unless a health check says otherwise. Without one, a failover is "
             "a person who changes the record.",
         .rows = {"G06"},
         .sources = {kCourse, kRecords, {"Amazon Route 53 Developer Guide, how health checks decide", "2023-05-19"}},
         .aliases = {"trusted-advisor:Route 53 Deleted Health Checks"},
         .check = checkHealthCheck,
         .fix = fixHealthCheck},
    Rule{.id = "route53.ttl",
         .title = "Answers that have to change soon do not live for long",
         .rationale =
             "Resolvers and clients keep an answer for its time to live, also when Route 53 would give another by now. "
             "AWS advises 60 s or less for records with health checks.",
         .rows = {"G06"},
         .sources = {kRecords},
         .aliases = {"trusted-advisor:Route 53 High TTL Resource Record Sets"},
         .limits = {{"route53.ttl.maximum", "Seconds to live, at most"}},
         .check = checkTtl,
         .fix = fixTtl},
    Rule{.id = "route53.failover-pair",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Failover routing has one primary and one secondary",
         .rationale =
             "A failover record is two records of one name, one primary and one secondary. Route 53 refuses a second "
             "of either, and with one alone there is nowhere to go.",
         .rows = {"G06"},
         .sources = {kCourse, kRecords},
         .aliases = {"trusted-advisor:Route 53 Failover Resource Record Sets"},
         .limits = {{"route53.failover.primaries", "Primary records of a failover pair"},
                    {"route53.failover.secondaries", "Secondary records of a failover pair"}},
         .check = checkPair,
         .fix = fixPair},
};

}  // namespace

std::span<const Rule> recordRules() { return kRules; }

}  // namespace nines
