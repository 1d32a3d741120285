// Rules about global tables, and tables that should be one.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/recovery.h"
#include "rules/table_sets.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kStrongOffered = "dynamodb.strongConsistency.offered";
constexpr std::string_view kStrongRegions = "dynamodb.strongConsistency.regions";
constexpr std::string_view kStrongSets = "dynamodb.strongConsistency.sets";
constexpr std::string_view kStrongWitnesses = "dynamodb.strongConsistency.witnesses";
constexpr std::string_view kPerRegion = "dynamodb.replicasPerRegion.maximum";
constexpr std::string_view kMultiAccount = "dynamodb.multiAccount.offered";

bool isStrong(const Design& design, NodeIndex table) { return design.read(table, "consistency").text() == "strong"; }

bool isWitness(const Design& design, NodeIndex table) { return design.read(table, "witness").flag(); }

void checkGlobalTable(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const RegionDemand& demand : regionDemands(context, trait::kTable)) {
    const NodeIndex table = demand.store;
    if (reachesOtherRegion(design, table, tableSetOf(design, table))) continue;
    sink.report({table, demand.workload},
                "{workload} has a {kind} of {target} for the loss of a Region, but {name}, which it needs, stands "
                "in {region} only; a global table with a replica in another Region would go on",
                {{"name", titled(design, table)},
                 {"workload", titled(design, demand.workload)},
                 {"kind", std::string(demand.kind)},
                 {"target", formatDuration(demand.seconds)},
                 {"region", regionTitled(design, table)}});
  }
}

// A replica like the table in the other Region. Not for a strong one, for which two Regions would not do, nor for a set
// that is wrong in itself: it stands in one Region, so its tables have to be sorted out first.
std::optional<Edit> fixGlobalTable(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  const NodeIndex workload = design.indexOf(finding.subjects.back());
  const NodeIndex region = table == kNone ? kNone : copyRegionFor(context, table, workload);
  if (region == kNone) return std::nullopt;
  if (isStrong(design, table) || tableSetOf(design, table).size() > 1) return std::nullopt;
  const Node& node = design.node(table);
  Properties properties;
  for (const char* key : {"tableName", "capacityMode", "autoScaling", "pitr", "dataGb"}) {
    if (const auto at = node.properties.find(key); at != node.properties.end()) properties.insert(*at);
  }
  Mending mending(design, "Replicate " + titled(design, table) + " to " + titled(design, region));
  const NodeId replica = mending.add(node.kind, design.node(region).id, named(design, table), std::move(properties));
  mending.link("replicates", node.id, replica);
  return mending.take();
}

// An account and how many tables of a set stand in it.
struct Holder {
  std::string title;
  std::int64_t tables = 0;
};

// Accounts are told apart by their numbers where both are given: one may be drawn twice.
std::map<std::string, Holder> accountsOf(const Design& design, const std::vector<NodeIndex>& set) {
  std::map<std::string, Holder> accounts;
  for (const NodeIndex table : set) {
    const NodeIndex account = accountOf(design, table);
    if (account == kNone) continue;
    const Reading number = design.read(account, "accountId");
    const std::string key = number.known() ? std::string(number.text()) : "node " + design.node(account).id;
    ++accounts.emplace(key, Holder{titled(design, account)}).first->second.tables;
  }
  return accounts;
}

std::string titlesOf(const std::map<std::string, Holder>& accounts) {
  std::vector<std::string> names;
  names.reserve(accounts.size());
  for (const auto& [key, holder] : accounts) names.push_back(holder.title);
  return joined(names);
}

// What is said of accounts where several are on offer: under which conditions, and which of them does not hold.
std::string_view severalAccountsPhrase(bool strong, bool shared) {
  if (strong)
    return "The replicas {tables} of one global table stand in {count} ({accounts}) and are to be strongly "
           "consistent, but AWS replicates between accounts with eventual consistency only (the course teaches one "
           "account)";
  if (shared)
    return "The replicas {tables} of one global table stand in {count}, {tablesOfOne} of them in {account}, but AWS "
           "replicates between accounts only where each replica has an account of its own (the course teaches one "
           "account)";
  return "The replicas {tables} of one global table stand in {count} ({accounts}); AWS allows that with eventual "
         "consistency and an account for each replica, as here, but only where the set grows from a table in a single "
         "Region, so a global table that exists already cannot be extended (the course teaches one account)";
}

void checkSingleAccount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const bool offered = design.profile().flag(kMultiAccount).value_or(false);
  for (const auto& set : globalTables(design)) {
    const auto accounts = accountsOf(design, set);
    if (accounts.size() < 2) continue;
    const Holder& fullest =
        std::ranges::max_element(accounts, {}, [](const auto& entry) { return entry.second.tables; })->second;
    const bool strong = std::ranges::any_of(set, [&](NodeIndex table) { return isStrong(design, table); });
    sink.report(set,
                offered ? severalAccountsPhrase(strong, fullest.tables > 1)
                        : "The replicas {tables} of one global table stand in {count} ({accounts}), but all of them "
                          "have to stand in one, because replication does not leave the account (AWS offers it today)",
                {{"tables", titles(design, set)},
                 {"count", counted(static_cast<std::int64_t>(accounts.size()), "account")},
                 {"accounts", titlesOf(accounts)},
                 {"account", fullest.title},
                 {"tablesOfOne", std::to_string(fullest.tables)}});
  }
}

struct Names {
  std::map<std::string, std::size_t> known;  // with the number of tables that have it
  std::vector<NodeIndex> unknown;
};

Names namesOf(const Design& design, const std::vector<NodeIndex>& set) {
  Names names;
  for (const NodeIndex table : set) {
    const Reading name = design.read(table, "tableName");
    if (name.known() && !name.text().empty()) ++names.known[std::string(name.text())];
    else names.unknown.push_back(table);
  }
  return names;
}

void checkReplicaName(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const auto& set : globalTables(design)) {
    const Names names = namesOf(design, set);
    std::vector<std::string> known;
    known.reserve(names.known.size());
    for (const auto& [name, count] : names.known) known.push_back(name);
    if (known.size() > 1) {
      std::vector<std::string> called;
      called.reserve(set.size());
      for (const NodeIndex table : set) {
        if (const std::string_view name = design.read(table, "tableName").text(); !name.empty())
          called.push_back(titled(design, table) + " is called " + std::string(name));
      }
      sink.report(set,
                  "Of the replicas of one global table, {called} in AWS, but all replicas have to have the same table "
                  "name, because that is what joins them",
                  {{"called", joined(called)}}, "tableName");
    } else if (!names.unknown.empty()) {
      sink.reportUnknown(set,
                         "The table name of {tables} is not given; all replicas of a global table have to have the "
                         "same one",
                         {{"tables", titles(design, names.unknown)}}, "tableName");
    }
  }
}

// The name that most of them have, the first of several.
std::optional<Edit> fixReplicaName(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  if (table == kNone) return std::nullopt;
  const auto set = tableSetOf(design, table);
  const Names names = namesOf(design, set);
  const auto most = std::ranges::max_element(names.known, {}, [](const auto& entry) { return entry.second; });
  if (most == names.known.end()) return std::nullopt;
  Mending mending(design, "Call all replicas " + most->first);
  for (const NodeIndex t : set) {
    if (design.read(t, "tableName").text() != most->first) mending.set(t, "tableName", Value(most->first));
  }
  return mending.take();
}

void checkOnePerRegion(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t most = limitOf(design, kPerRegion);
  for (const auto& set : globalTables(design)) {
    std::map<std::string_view, std::vector<NodeIndex>> byRegion;
    for (const NodeIndex table : set) {
      // A witness is no replica.
      if (design.region(table) == kNone || isWitness(design, table)) continue;
      byRegion[design.regionCode(design.region(table))].push_back(table);
    }
    for (const auto& [code, tables] : byRegion) {
      if (static_cast<std::int64_t>(tables.size()) <= most) continue;
      sink.report(tables,
                  "{count} of one global table stand in {region} ({tables}), but a global table has at most {limit} "
                  "in a Region, because all of a table's replicas have the same name",
                  {{"tables", titles(design, tables)},
                   {"count", counted(static_cast<std::int64_t>(tables.size()), "replica")},
                   {"region", regionTitled(design, tables.front())},
                   {"limit", limitText(design, kPerRegion, Bound::most)}});
    }
  }
}

struct Spread {
  std::set<std::string_view> regions;
  std::int64_t replicas = 0;
  std::int64_t witnesses = 0;
  bool unplaced = false;
};

Spread spreadOf(const Design& design, const std::vector<NodeIndex>& set) {
  Spread spread;
  for (const NodeIndex table : set) {
    ++(isWitness(design, table) ? spread.witnesses : spread.replicas);
    if (design.region(table) == kNone) spread.unplaced = true;
    else spread.regions.insert(design.regionCode(design.region(table)));
  }
  return spread;
}

// The set of Regions within which strong consistency is offered: what the codes of all of them begin with. Empty where
// the Region is in none.
std::string_view strongSetOf(const Design& design, std::string_view code) {
  const Fact* sets = design.profile().fact(kStrongSets);
  const Value::Array* list = sets ? sets->value.asArray() : nullptr;
  for (const Value& set : list ? *list : Value::Array()) {
    if (const std::string* begin = set.asText(); begin && code.starts_with(*begin))
      return code.substr(0, begin->size());
  }
  return {};
}

// Of Regions that AWS does not have nobody can say it.
bool shareAStrongSet(const Design& design, const std::set<std::string_view>& codes) {
  if (std::ranges::any_of(codes, [](std::string_view code) { return !awsRegion(code); })) return true;
  const std::string_view first = codes.empty() ? std::string_view() : strongSetOf(design, *codes.begin());
  return !first.empty() &&
         std::ranges::all_of(codes, [&](std::string_view code) { return strongSetOf(design, code) == first; });
}

std::string witnessText(std::int64_t witnesses) {
  if (witnesses == 0) return {};
  return witnesses == 1 ? " and 1 witness" : " and " + std::to_string(witnesses) + " witnesses";
}

void checkStrongConsistency(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const bool offered = design.profile().flag(kStrongOffered).value_or(false);
  const std::int64_t wanted = limitOf(design, kStrongRegions);
  const std::int64_t witnesses = limitOf(design, kStrongWitnesses);
  for (const auto& set : globalTables(design)) {
    if (!std::ranges::any_of(set, [&](NodeIndex t) { return isStrong(design, t); })) continue;
    const Spread spread = spreadOf(design, set);
    const bool fits = spread.replicas + spread.witnesses == wanted && spread.witnesses <= witnesses &&
                      static_cast<std::int64_t>(spread.regions.size()) == wanted;
    const bool together = shareAStrongSet(design, spread.regions);
    const bool stands = offered && (spread.unplaced || (fits && together));
    const auto accounts = accountsOf(design, set);
    if (stands && accounts.size() < 2) continue;
    FindingSink::Arguments arguments{{"tables", titles(design, set)},
                                     {"codes", joined({spread.regions.begin(), spread.regions.end()})},
                                     {"regions", counted(static_cast<std::int64_t>(spread.regions.size()), "Region")},
                                     {"replicas", counted(spread.replicas, "replica") + witnessText(spread.witnesses)},
                                     {"wanted", std::to_string(wanted)},
                                     {"fewer", std::to_string(wanted - witnesses)},
                                     {"accounts", titlesOf(accounts)}};
    sink.report(set,
                stands ? "The global table {tables} is to be strongly consistent, but stands in several accounts "
                         "({accounts}), between which AWS replicates with eventual consistency only"
                : offered && fits
                    ? "The global table {tables} is to be strongly consistent over {codes}, but AWS offers that within "
                      "one group of Regions only, of the United States, of Europe or of Asia and the Pacific, because "
                      "every write waits for an answer from another one"
                : offered
                    ? "The global table {tables} is to be strongly consistent with {replicas} in "
                      "{regions}; it needs exactly {wanted} Regions, with {wanted} replicas, or {fewer} and a "
                      "witness, so that a majority outlives any one"
                    : "The global table {tables} is to be strongly consistent, but replicas of a global table are "
                      "eventually consistent only, because each takes writes of its own (AWS offers it today in "
                      "exactly {wanted} Regions)",
                std::move(arguments), "consistency");
  }
}

// Where it is not offered, eventual is all that there is. Where it is, only a person knows what is to give way.
std::optional<Edit> fixStrongConsistency(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex table = design.indexOf(finding.subjects.front());
  if (table == kNone || design.profile().flag(kStrongOffered).value_or(false)) return std::nullopt;
  Mending mending(design, "Make " + titled(design, table) + " and its replicas eventually consistent");
  for (const NodeIndex t : tableSetOf(design, table)) {
    if (isStrong(design, t)) mending.set(t, "consistency", Value("eventual"));
  }
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "dynamodb.global-table",
         .title = "What must survive a Region does not rest on a table in one",
         .rationale =
             "A table survives the loss of a zone, not of its Region. A global table keeps a replica in every Region "
             "that it names, and each takes reads and writes.",
         .rows = {"Y04"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB global tables", "2021"},
                     {"Amazon DynamoDB Developer Guide, Global tables", "2023-02-22"}},
         .check = checkGlobalTable,
         .fix = fixGlobalTable},
    Rule{.id = "dynamodb.single-account",
         .course2021 = Severity::error,
         .aws2026 = Severity::warning,
         .title = "Replicas of a global table stand in one account",
         .rationale =
             "The course knows global tables within one account only. AWS has offered several accounts since, with "
             "eventual consistency and one account per replica, and only for sets that begin as a table in one "
             "Region: a warning, since the drawing cannot show how a set came to be.",
         .rows = {"Y05"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB global tables", "2021"},
                     {"Amazon DynamoDB Developer Guide, Multi-account global tables", "2026-11-22"}},
         .limits = {{"dynamodb.multiAccount.offered", "Replicas in several accounts"}},
         .check = checkSingleAccount,
         .noFix = "Moving a table to another account is a migration, and only a person knows which account it is."},
    Rule{.id = "dynamodb.replica-name",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Replicas of a global table have the same table name",
         .rationale =
             "The name is what makes tables in several Regions one global table, and what applications ask for after "
             "a switch to another Region. The key schema has to be the same, too.",
         .rows = {"Y08"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB global tables", "2021"},
                     {"Amazon DynamoDB Developer Guide, Global tables", "2023-02-22"}},
         .check = checkReplicaName,
         .fix = fixReplicaName},
    Rule{
        .id = "dynamodb.one-replica-per-region",
        .course2021 = Severity::error,
        .aws2026 = Severity::error,
        .title = "A global table has one replica in a Region",
        .rationale =
            "Replicas share their name, and a name is given once in a Region. A second replica there would not survive "
            "anything that the first does not.",
        .rows = {"Y04"},
        .sources = {{"Amazon DynamoDB Developer Guide, Global tables", "2023-02-22"}},
        .limits = {{"dynamodb.replicasPerRegion.maximum", "Replicas per Region, at most"}},
        .check = checkOnePerRegion,
        .noFix = "Only a person knows which of the tables is the replica, and what the other one was meant to be."},
    Rule{.id = "dynamodb.strong-consistency",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A strongly consistent global table has exactly three Regions",
         .rationale =
             "With strong consistency a write counts once two of three Regions have it, so that the loss of one loses "
             "nothing. All of them belong to one account. The course knows eventually consistent global tables only.",
         .rows = {"Y06"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB global tables", "2021"},
                     {"Amazon DynamoDB Developer Guide, Global tables with strong consistency", "2026-11-22"}},
         .limits = {{"dynamodb.strongConsistency.offered", "Strong consistency over Regions is on offer"},
                    {"dynamodb.strongConsistency.regions", "Regions of a set with strong consistency"},
                    {"dynamodb.strongConsistency.sets", "Sets of Regions, by the beginning of their codes"},
                    {"dynamodb.strongConsistency.witnesses", "Of these may be witnesses"}},
         .check = checkStrongConsistency,
         .fix = fixStrongConsistency},
};

}  // namespace

std::span<const Rule> dynamodbGlobalRules() { return kRules; }

}  // namespace nines
