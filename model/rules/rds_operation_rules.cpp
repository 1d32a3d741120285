// Rules about running database instances: who hears of a failover, who follows it, and what is left when a copy does
// not help.
#include <algorithm>
#include <array>
#include <compare>
#include <set>
#include <span>

#include "rules/database_engines.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"
#include "rules/tier_twins.h"
#include "semantics/pairs.h"
#include "support/apart.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kEventPrefix = "RDS-EVENT-";
constexpr std::string_view kCompleted = "rds.failoverEvent.completed";
constexpr std::string_view kConverted = "rds.failoverEvent.converted";
constexpr std::string_view kCacheLimit = "rds.clientDnsCache.maximum";
constexpr std::string_view kAuroraCacheLimit = "aurora.clientDnsCache.maximum";
constexpr std::string_view kEndpointTtl = "rds.endpointTtl";

// "RDS-EVENT-0049", "rds-event-0049" and "0049" are one event.
std::string eventNumber(std::string_view text) {
  std::string upper;
  for (const char c : text) {
    if (c != ' ') upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return upper.starts_with(kEventPrefix) ? upper.substr(kEventPrefix.size()) : upper;
}

bool names(const Value::Array& events, std::string_view event) {
  return std::ranges::any_of(events, [&](const Value& entry) {
    const std::string* text = entry.asText();
    return text && eventNumber(*text) == eventNumber(event);
  });
}

void checkFailoverEvents(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto completed = design.profile().text(kCompleted);
  const auto converted = design.profile().text(kConverted);
  if (!completed || !converted) return;
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const Reading events = design.read(db, "failoverEvents");
    const Value::Array* list = events.known() ? events.value->asArray() : nullptr;
    if (!list || !design.isMultiAz(db) || !names(*list, *converted) || names(*list, *completed)) continue;
    sink.report({db},
                "The event subscription of {name} names {converted}, which says that a conversion to Multi-AZ is "
                "complete, but not {completed}, which says that a failover is; nobody would hear of one",
                {{"name", titled(design, db)}, {"converted", *converted}, {"completed", *completed}}, "failoverEvents");
  }
}

std::optional<Edit> fixFailoverEvents(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  const auto completed = design.profile().text(kCompleted);
  if (db == kNone || !completed) return std::nullopt;
  const Reading events = design.read(db, "failoverEvents");
  Value::Array list = events.known() && events.value->asArray() ? *events.value->asArray() : Value::Array();
  list.emplace_back(*completed);
  Mending mending(design, "Subscribe to " + *completed + " of " + titled(design, db));
  mending.set(db, "failoverEvents", std::move(list));
  return mending.take();
}

// Calls visit(tier) for the tiers in one scaling group or behind one balancer.
template <class Visit>
void forEachTier(const Design& design, NodeIndex group, Visit visit) {
  for (const LinkIndex l : design.incoming(group)) {
    const bool isMember = design.linkType(l) == "member" && design.has(group, trait::kComputeGroup);
    if (isMember && design.has(design.from(l), trait::kCompute)) visit(design.from(l));
  }
  if (!design.has(group, trait::kBalancer)) return;
  for (const LinkIndex l : design.outgoing(group)) {
    if (design.linkType(l) != "routes") continue;
    if (design.has(design.to(l), trait::kCompute)) visit(design.to(l));
    if (design.has(design.to(l), trait::kComputeGroup)) forEachTier(design, design.to(l), visit);
  }
}

// One tier that runs and uses a Multi-AZ database of its Region, itself or by its group.
struct Seat {
  NodeIndex db = kNone;
  std::string_view zone;  // empty: the tier stands in a Region or VPC, and so in all of its zones

  auto operator<=>(const Seat&) const = default;
};

// By database, then zone. Who stands in another Region does not follow a failover anyway.
std::vector<Seat> seatsOf(const Design& design, NodeIndex group) {
  std::vector<Seat> out;
  forEachTier(design, group, [&](NodeIndex tier) {
    if (design.region(tier) == kNone || design.read(tier, "running").integer(1) == 0) return;
    const NodeIndex zone = design.zone(tier);
    const auto add = [&](NodeIndex client) {
      for (const LinkIndex l : design.outgoing(client)) {
        const NodeIndex db = design.to(l);
        if (design.linkType(l) != "uses" || !design.has(db, trait::kDatabaseInstance)) continue;
        if (!design.isMultiAz(db) || !sameRegion(design, tier, db)) continue;
        out.push_back({db, zone == kNone ? std::string_view() : design.zoneCode(zone)});
      }
    };
    add(tier);
    for (const LinkIndex l : design.outgoing(tier)) {
      if (design.linkType(l) == "member" && design.has(design.to(l), trait::kComputeGroup)) add(design.to(l));
    }
  });
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

// The zones of the pair, drawn or assumed.
std::set<std::string, std::less<>> zonesOfPair(const RuleContext& context, NodeIndex db) {
  const Design& design = context.design();
  std::set<std::string, std::less<>> out;
  if (design.zone(db) != kNone) out.emplace(design.zoneCode(design.zone(db)));
  const NodeIndex standby = design.standbyOf(db);
  if (standby == kNone) {
    std::string zone = assumedStandbyZone(design, context.drawnZones(), db);
    if (!zone.empty()) out.insert(std::move(zone));
  } else if (design.zone(standby) != kNone && sameRegion(design, standby, db)) {
    out.emplace(design.zoneCode(design.zone(standby)));
  }
  return out;
}

// A scaling group behind a balancer counts with all that is behind it: one group per zone is a way to spread.
bool isJudged(const Design& design, NodeIndex group) {
  return !design.has(group, trait::kComputeGroup) || std::ranges::none_of(design.incoming(group), [&](LinkIndex l) {
    return design.linkType(l) == "routes" && design.has(design.from(l), trait::kBalancer);
  });
}

// The seats of one database in one group.
void judgeSpread(const RuleContext& context, NodeIndex group, std::span<const Seat> seats, FindingSink& sink) {
  const Design& design = context.design();
  const NodeIndex db = seats.front().db;
  if (seats.front().zone.empty()) return;
  const auto pair = zonesOfPair(context, db);
  std::string assumed;
  if (design.standbyOf(db) == kNone)
    assumed = " (its standby is not drawn and taken to stand in " +
              assumedStandbyZone(design, context.drawnZones(), db) + ")";
  std::vector<std::string> missing;
  for (const std::string& zone : pair) {
    if (std::ranges::find(seats, zone, &Seat::zone) == seats.end()) missing.push_back(zone);
  }
  if (missing.empty()) return;
  std::vector<std::string> zones;
  zones.reserve(seats.size());
  for (const Seat& seat : seats) zones.emplace_back(seat.zone);
  sink.report({db, group},
              "The tiers of {group} that use {name} run in {zones} only, while {name} can run in {pair}{assumed}, and "
              "they have to run in each of these; while it runs in {missing} every request crosses Availability Zones, "
              "and with {zones} lost nothing of {group} is left to use it",
              {{"name", titled(design, db)},
               {"group", titled(design, group)},
               {"pair", joined({pair.begin(), pair.end()})},
               {"missing", joined(missing, "or")},
               {"assumed", assumed},
               {"zones", joined(zones)}});
}

void checkClientsFollow(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const Trait kind : {trait::kBalancer, trait::kComputeGroup}) {
    for (const NodeIndex group : design.withTrait(kind)) {
      if (!isJudged(design, group)) continue;
      const std::vector<Seat> seats = seatsOf(design, group);
      for (auto first = seats.begin(); first != seats.end();) {
        const auto last = std::find_if(first, seats.end(), [&](const Seat& s) { return s.db != first->db; });
        judgeSpread(context, group, {first, last}, sink);
        first = last;
      }
    }
  }
}

// The tiers that use the database: themselves, or as members of a group that does.
std::vector<NodeIndex> clientTiers(const Design& design, NodeIndex db) {
  std::vector<NodeIndex> out;
  for (const NodeIndex client : design.sources(db, "uses")) {
    if (design.has(client, trait::kCompute)) out.push_back(client);
    if (!design.has(client, trait::kComputeGroup)) continue;
    for (const NodeIndex tier : design.members(client)) {
      if (design.has(tier, trait::kCompute)) out.push_back(tier);
    }
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

// All codes of the Region but this one, so that it is the one that is found or drawn.
std::set<std::string, std::less<>> othersThan(const Design& design, NodeIndex region, std::string_view code) {
  const auto drawn = design.drawnZones(region);
  std::set<std::string, std::less<>> out(drawn.begin(), drawn.end());
  if (const RegionFact* fact = awsRegion(design.regionCode(region))) out.insert(fact->zones.begin(), fact->zones.end());
  if (const auto at = out.find(code); at != out.end()) out.erase(at);
  return out;
}

bool usesDatabase(const Design& design, NodeIndex tier, NodeIndex db) {
  const auto tiers = clientTiers(design, db);
  return std::ranges::binary_search(tiers, tier);
}

// The first tier of the group that runs in a zone and uses the database has a twin in each zone of the pair that lacks
// one; where one stands there that does not run, only a person knows why.
std::optional<Edit> fixClientsFollow(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  const NodeIndex group = design.indexOf(finding.subjects.back());
  if (db == kNone || group == kNone || design.region(db) == kNone) return std::nullopt;
  NodeIndex first = kNone;
  auto missing = zonesOfPair(context, db);
  bool isStopped = false;
  forEachTier(design, group, [&](NodeIndex tier) {
    if (design.zone(tier) == kNone || !sameRegion(design, tier, db) || !usesDatabase(design, tier, db)) return;
    const auto at = missing.find(design.zoneCode(design.zone(tier)));
    const bool runs = design.read(tier, "running").number() >= 1;
    isStopped = isStopped || (!runs && at != missing.end());
    if (runs && (first == kNone || tier < first)) first = tier;
    if (runs && at != missing.end()) missing.erase(at);
  });
  const auto source = first == kNone || isStopped ? std::nullopt : twinSource(design, first);
  if (!source) return std::nullopt;
  Mending mending(design, "Add " + titled(design, first) + " in " + joined({missing.begin(), missing.end()}));
  for (const std::string& code : missing) {
    const auto zone = mending.zone(design.region(db), othersThan(design, design.region(db), code), {}, design.zone(db));
    if (!zone || zone->code != code || !addTwin(design, first, *source, *zone, mending)) return std::nullopt;
  }
  return mending.take();
}

void checkDnsCache(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto most = static_cast<double>(limitOf(design, kCacheLimit));
  const auto lives = static_cast<double>(limitOf(design, kEndpointTtl));
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    if (!design.isMultiAz(db)) continue;
    for (const NodeIndex client : clientTiers(design, db)) {
      const double kept = design.read(client, "clientDnsCacheSeconds").number();
      if (kept <= most) continue;
      const ValueAndLimit times = durationsApart(kept, most);
      sink.report({client, db},
                  "{client} keeps the address of {name} for {kept}; more than {limit} is too long, because a failover "
                  "moves the endpoint, whose address holds for {lives}, and {client} would go on calling the lost side",
                  {{"client", titled(design, client)},
                   {"name", titled(design, db)},
                   {"kept", times.value},
                   {"limit", times.limit},
                   {"lives", formatDuration(lives)}},
                  "clientDnsCacheSeconds");
    }
  }
}

std::optional<Edit> fixDnsCache(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex client = design.indexOf(finding.subjects.front());
  if (client == kNone) return std::nullopt;
  // As short as clients of Aurora clusters need it, too, and no shorter: look-ups are traffic.
  const std::int64_t seconds = std::min(limitOf(design, kCacheLimit), limitOf(design, kAuroraCacheLimit));
  Mending mending(design, "Let " + titled(design, client) + " cache addresses for " + counted(seconds, "second"));
  mending.set(client, "clientDnsCacheSeconds", seconds);
  return mending.take();
}

void checkBackupRetention(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t least = limitOf(design, kRetentionMinimum);
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  for (const NodeIndex db : design.withTrait(trait::kDatabaseInstance)) {
    const std::int64_t days = backupDays(design, db);
    if ((days >= least && days <= most) || design.isReplica(db)) continue;
    FindingSink::Arguments arguments{{"name", titled(design, db)},
                                     {"days", counted(days, "day")},
                                     {"limit", limitText(design, kRetentionMaximum, Bound::most)}};
    sink.report(
        {db},
        days >= least
            ? "{name} is to keep automatic backups for {days}; RDS keeps them for {limit} days at most, so older "
              "ones would not exist"
            : "{name} keeps no automatic backups (retention {days}); RDS keeps them for up to {limit} days, "
              "and without them there is no point in time to go back to after a bad write",
        std::move(arguments), "backupRetentionDays");
  }
}

std::optional<Edit> fixBackupRetention(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex db = design.indexOf(finding.subjects.front());
  if (db == kNone) return std::nullopt;
  // Too many days are cut to what RDS keeps; none at all become what is advised.
  const std::int64_t most = limitOf(design, kRetentionMaximum);
  return keepBackups(design, db, backupDays(design, db) > most ? most : kAdvisedRetentionDays);
}

constexpr RuleSource kMultiAzGuide{"Amazon RDS User Guide, Multi-AZ DB instance deployments", "2023-06-10"};

constexpr std::array kRules{
    Rule{.id = "rds.failover-events",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "A subscription to failovers names the event of a failover",
         .rationale = "RDS-EVENT-0013 says that a failover has begun and RDS-EVENT-0049 that it is complete. "
                      "RDS-EVENT-0025, which "
                      "the course names, says that a database was converted to Multi-AZ.",
         .rows = {"R07"},
         .sources = {{"Amazon RDS User Guide, event categories and messages", "2023-06-10"}},
         .aliases = {"securityhub:RDS.19", "securityhub:RDS.20", "prowler:rds_instance_critical_event_subscription"},
         .limits = {{"rds.failoverEvent.completed", "Event of a failover that is complete"},
                    {"rds.failoverEvent.converted", "Event of a conversion to Multi-AZ"}},
         .check = checkFailoverEvents,
         .fix = fixFailoverEvents},
    Rule{.id = "rds.clients-follow-failover",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Clients run in every Availability Zone that their database may fail over to",
         .rationale =
             "A database that survives the loss of a zone helps nobody if all its clients were in that zone. AWS "
             "advises to balance application hosts across all zones.",
         .rows = {"R16"},
         .sources = {kMultiAzGuide, {"Course notes, AWS High Availability: RDS Multi-AZ", "2021"}},
         .check = checkClientsFollow,
         .fix = fixClientsFollow},
    Rule{.id = "rds.client-dns-cache",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Clients of a Multi-AZ database keep its address for a minute at most",
         .rationale =
             "A failover keeps the endpoint's name and changes its address. A client that caches the address, as some "
             "Java set-ups do until they are restarted, calls the lost side meanwhile.",
         .rows = {"R18"},
         .sources = {{"Amazon RDS User Guide, Setting the JVM TTL for DNS name lookups", "2023-06-10"}},
         .limits = {{"rds.clientDnsCache.maximum", "Seconds that clients may keep an address, at most"},
                    {"rds.endpointTtl", "Seconds that the endpoint itself lives"},
                    {"aurora.clientDnsCache.maximum", "Seconds that Fix sets"}},
         .check = checkDnsCache,
         .fix = fixDnsCache},
    Rule{.id = "rds.backup-retention",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A primary keeps automatic backups",
         .rationale =
             "A standby copies a bad write or a deletion within milliseconds. Only a backup leads back, and point-"
             "in-time recovery needs a retention of 1 to 35 days.",
         .rows = {"R19"},
         .sources = {{"AWS Trusted Advisor, Amazon RDS Backups", "2026"},
                     {"Amazon RDS User Guide, Working with backups", "2023-06-10"}},
         .aliases = {"config:db-instance-backup-enabled", "securityhub:RDS.11", "trusted-advisor:opQPADkZvH",
                     "checkov:CKV_AWS_133", "prowler:rds_instance_backup_enabled", "trivy:AWS-0077", "cfn-lint:E3719",
                     "cfn-guard:db_instance_backup_enabled"},
         .suppressedBy = {"replica.source-backup-retention"},
         .limits = {{"rds.backupRetention.minimum", "Days of automatic backups, at least"},
                    {"rds.backupRetention.maximum", "Days of automatic backups, at most"}},
         .check = checkBackupRetention,
         .fix = fixBackupRetention},
};

}  // namespace

std::span<const Rule> rdsOperationRules() { return kRules; }

}  // namespace nines
