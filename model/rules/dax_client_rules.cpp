// Rules about what stands before and behind a cache: its clients and its tables.
#include <algorithm>
#include <array>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/table_sets.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kStaleFrom = "dax.staleReads.ttlSeconds";

std::vector<NodeIndex> sortedUnique(std::vector<NodeIndex> nodes) {
  std::ranges::sort(nodes);
  const auto [first, last] = std::ranges::unique(nodes);
  nodes.erase(first, last);
  return nodes;
}

// The tables that the cache stands in front of.
std::vector<NodeIndex> tablesOf(const Design& design, NodeIndex cache) {
  std::vector<NodeIndex> out = design.targets(cache, "uses");
  std::erase_if(out, [&](NodeIndex n) { return !design.has(n, trait::kTable); });
  return sortedUnique(std::move(out));
}

std::vector<LinkIndex> usesBetween(const Design& design, NodeIndex from, NodeIndex to) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : design.outgoing(from)) {
    if (design.linkType(l) == "uses" && design.to(l) == to) out.push_back(l);
  }
  return out;
}

bool managesTables(const Design& design, LinkIndex link) {
  return design.readLink(link, "access").text() == "table-management";
}

// A link from a group means each of its tiers.
std::vector<NodeIndex> clientTiers(const Design& design, NodeIndex cache) {
  std::vector<NodeIndex> out;
  for (const NodeIndex client : design.sources(cache, "uses")) {
    if (design.has(client, trait::kCompute)) out.push_back(client);
    if (!design.has(client, trait::kComputeGroup)) continue;
    for (const NodeIndex tier : design.members(client)) {
      if (design.has(tier, trait::kCompute)) out.push_back(tier);
    }
  }
  return sortedUnique(std::move(out));
}

void checkClient(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    for (const NodeIndex client : clientTiers(design, cache)) {
      if (design.read(client, "daxClient").flag()) continue;
      sink.report({client, cache},
                  "{client} uses {name} but is not built with the DAX client; without it, its requests go to the table "
                  "itself and the cache serves none of them",
                  {{"client", titled(design, client)}, {"name", titled(design, cache)}}, "daxClient");
    }
  }
}

std::optional<Edit> fixClient(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex client = design.indexOf(finding.subjects.front());
  if (client == kNone) return std::nullopt;
  Mending mending(design, "Build " + titled(design, client) + " with the DAX client");
  mending.set(client, "daxClient", true);
  return mending.take();
}

void checkTable(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    if (!tablesOf(design, cache).empty()) continue;
    Finding& finding = sink.report({cache},
                                   "{name} has no DynamoDB table behind it, which a request goes to when the cache "
                                   "does not have the answer",
                                   {{"name", titled(design, cache)}});
    if (!isJoined(design, cache)) finding.severity = Severity::info;
  }
}

// The only table of the cluster's Region. A card that has no link yet gets none outside of a VPC: that would only be
// the next error.
std::optional<Edit> fixTable(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cache = design.indexOf(finding.subjects.front());
  const NodeIndex region = cache == kNone ? kNone : design.region(cache);
  if (region == kNone || (!isJoined(design, cache) && networkOf(design, cache) == kNone)) return std::nullopt;
  NodeIndex only = kNone;
  for (const NodeIndex table : design.withTrait(trait::kTable)) {
    if (design.region(table) != region) continue;
    if (only != kNone) return std::nullopt;
    only = table;
  }
  if (only == kNone) return std::nullopt;
  Mending mending(design, "Put " + titled(design, cache) + " in front of " + titled(design, only));
  mending.link("uses", design.node(cache).id, design.node(only).id);
  return mending.take();
}

void checkTableManagement(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    std::vector<NodeIndex> clients;
    for (const LinkIndex l : design.incoming(cache)) {
      if (design.linkType(l) == "uses" && managesTables(design, l)) clients.push_back(design.from(l));
    }
    for (const NodeIndex client : sortedUnique(std::move(clients))) {
      sink.report({client, cache},
                  "{client} sends table management through {name}, which does not process it: creating, updating and "
                  "deleting tables goes to DynamoDB directly",
                  {{"client", titled(design, client)}, {"name", titled(design, cache)}});
    }
  }
}

// The link leads to the table instead, where there is one only.
std::optional<Edit> fixTableManagement(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.subjects.size() < 2) return std::nullopt;
  const NodeIndex client = design.indexOf(finding.subjects[0]);
  const NodeIndex cache = design.indexOf(finding.subjects[1]);
  if (client == kNone || cache == kNone) return std::nullopt;
  const auto tables = tablesOf(design, cache);
  if (tables.size() != 1) return std::nullopt;
  Mending mending(design, "Let " + titled(design, client) + " manage " + titled(design, tables.front()) + " directly");
  for (const LinkIndex l : usesBetween(design, client, cache)) {
    if (managesTables(design, l)) mending.retarget(l, tables.front());
  }
  return mending.take();
}

void checkEncryption(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    if (design.read(cache, "encryptionAtRest").flag()) continue;
    sink.report({cache},
                "{name} does not encrypt at rest what it caches, so copies of the tables' data lie open on its disks; "
                "encryption can only be chosen when a cluster is created",
                {{"name", titled(design, cache)}}, "encryptionAtRest");
  }
}

std::optional<Edit> fixEncryption(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cache = design.indexOf(finding.subjects.front());
  if (cache == kNone) return std::nullopt;
  Mending mending(design, "Create " + titled(design, cache) + " with encryption at rest");
  mending.set(cache, "encryptionAtRest", true);
  return mending.take();
}

void checkSameRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    const auto report = [&](NodeIndex other, std::string_view phrase) {
      if (!otherRegions(design, cache, other)) return;
      sink.report({cache, other}, phrase,
                  {{"name", titled(design, cache)},
                   {"other", titled(design, other)},
                   {"region", regionTitled(design, cache)},
                   {"otherRegion", regionTitled(design, other)}});
    };
    for (const NodeIndex table : tablesOf(design, cache)) {
      report(table,
             "{name} stands in {region} but its table {other} in {otherRegion}; a DAX cluster serves tables of its own "
             "Region only");
    }
    for (const NodeIndex client : sortedUnique(design.sources(cache, "uses"))) {
      report(client,
             "{other} stands in {otherRegion} but uses {name} in {region}; a DAX cluster serves clients of its own "
             "Region only, and each Region needs its own");
    }
  }
}

// What there is in the right Region already: the replica of the table beside the cache, or the only cache in
// use beside the client.
NodeIndex counterpart(const Design& design, NodeIndex cache, NodeIndex other) {
  std::vector<NodeIndex> found;
  if (design.has(other, trait::kTable)) {
    for (const NodeIndex replica : tableSetOf(design, other)) {
      if (design.region(replica) != kNone && sameRegion(design, replica, cache)) found.push_back(replica);
    }
  } else {
    for (const NodeIndex beside : design.withTrait(trait::kTableCache)) {
      if (design.region(beside) == design.region(other) && isJoined(design, beside)) found.push_back(beside);
    }
  }
  return found.size() == 1 ? found.front() : kNone;
}

std::optional<Edit> fixSameRegion(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  if (finding.subjects.size() < 2) return std::nullopt;
  const NodeIndex cache = design.indexOf(finding.subjects[0]);
  const NodeIndex other = design.indexOf(finding.subjects[1]);
  if (cache == kNone || other == kNone) return std::nullopt;
  const NodeIndex instead = counterpart(design, cache, other);
  if (instead == kNone) return std::nullopt;
  const bool isTable = design.has(other, trait::kTable);
  const NodeIndex from = isTable ? cache : other;
  Mending mending(design, "Let " + titled(design, from) + " use " + titled(design, instead) + " in " +
                              regionTitled(design, instead));
  for (const LinkIndex l : usesBetween(design, from, isTable ? other : cache)) {
    // Table management that goes through another cache would be the next mistake.
    if (!isTable && managesTables(design, l)) return std::nullopt;
    mending.retarget(l, instead);
  }
  return mending.take();
}

void checkStaleReads(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t from = limitOf(design, kStaleFrom);
  const std::string limit = formatDuration(static_cast<double>(from));
  for (const NodeIndex cache : design.withTrait(trait::kTableCache)) {
    const double kept = design.read(cache, "itemTtlSeconds").number();
    if (kept < static_cast<double>(from)) continue;
    for (const NodeIndex table : tablesOf(design, cache)) {
      if (!reachesOtherRegion(design, table, tableSetOf(design, table))) continue;
      sink.report({cache, table},
                  "{name} keeps items for {kept} in front of {table}, a replica of a global table; writes in other "
                  "Regions do not refresh it, so less than {limit} is advised",
                  {{"name", titled(design, cache)},
                   {"table", titled(design, table)},
                   {"kept", formatDuration(kept)},
                   {"limit", limit}},
                  "itemTtlSeconds");
    }
  }
}

std::optional<Edit> fixStaleReads(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cache = design.indexOf(finding.subjects.front());
  if (cache == kNone) return std::nullopt;
  const std::int64_t seconds = limitOf(design, kStaleFrom) / 2;
  Mending mending(design, "Keep items in " + titled(design, cache) + " for " + counted(seconds, "second"));
  mending.set(cache, "itemTtlSeconds", seconds);
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "dax.client",
         .title = "Applications reach a DAX cluster through the DAX client",
         .rationale =
             "The DAX client takes the calls that are meant for DynamoDB and sends them to the cluster's nodes. An "
             "application without it goes past the cache.",
         .rows = {"X06"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX: how it works", "2023-02-22"}},
         .check = checkClient,
         .fix = fixClient,
         .fixesAll = true},
    Rule{.id = "dax.table",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DAX cluster stands in front of a table",
         .rationale =
             "What the cache does not have, and every write, goes to the table. A cluster without one answers nothing.",
         .rows = {"X07"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX: how it works", "2023-02-22"}},
         .check = checkTable,
         .fix = fixTable},
    Rule{.id = "dax.table-management",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Table management goes to DynamoDB directly",
         .rationale = "DAX knows calls that read and write items only. It refuses those that manage tables.",
         .rows = {"X09"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX: how it works", "2023-02-22"}},
         .check = checkTableManagement,
         .fix = fixTableManagement},
    Rule{.id = "dax.encryption",
         .title = "A DAX cluster encrypts what it stores",
         .rationale =
             "The nodes write cached data to disk. Encryption at rest (AES-256) can only be chosen when the cluster is "
             "created.",
         .rows = {"X10"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX encryption at rest", "2023-02-22"}},
         .aliases = {"config:dax-encryption-enabled", "securityhub:DynamoDB.3", "checkov:CKV_AWS_47", "trivy:AWS-0023",
                     "cfn-guard:dax_encryption_enabled"},
         .check = checkEncryption,
         .fix = fixEncryption,
         .fixesAll = true},
    Rule{.id = "dax.same-region",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DAX cluster stands in the Region of its tables and clients",
         .rationale =
             "A cluster belongs to a VPC of one Region, and global tables do not replicate what it caches. Each Region "
             "needs a cluster of its own.",
         .rows = {"X11"},
         .sources = {{"Amazon DynamoDB Developer Guide, DAX: how it works", "2023-02-22"}},
         .check = checkSameRegion,
         .fix = fixSameRegion},
    Rule{.id = "dax.stale-reads",
         .title = "A cache in front of a global table keeps items for a short time",
         .rationale =
             "Writes that arrive from other Regions go past the cache, so it serves the old item until its time is up, "
             "which is five minutes unless it is set.",
         .rows = {"X12"},
         .sources = {{"Amazon DynamoDB Developer Guide, DAX: how it works", "2023-02-22"}},
         .limits = {{"dax.staleReads.ttlSeconds", "Seconds to live from which Nines speaks"}},
         .check = checkStaleReads,
         .fix = fixStaleReads,
         .fixesAll = true},
};

}  // namespace

std::span<const Rule> daxClientRules() { return kRules; }

}  // namespace nines
