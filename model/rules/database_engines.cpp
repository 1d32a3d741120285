#include "rules/database_engines.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/replication.h"

namespace nines {

namespace {

constexpr std::string_view kReleasePrefix = "rds.sqlServer.version.";
constexpr std::string_view kEditions = "rds.sqlServer.editions";

// The numbers that a version begins with: {14, 0} of "14.00.x", {14, 0, 3401, 7} of "14.00.3401.7.v1".
std::vector<int> leadingNumbers(std::string_view version) {
  std::vector<int> parts;
  while (!version.empty()) {
    int part = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), part);
    if (error != std::errc() || part < 0) break;
    parts.push_back(part);
    version.remove_prefix(static_cast<std::size_t>(end - version.data()));
    if (!version.starts_with('.')) break;
    version.remove_prefix(1);
  }
  return parts;
}

std::string dotted(const std::vector<int>& parts) {
  std::string out;
  for (const int part : parts) out += (out.empty() ? "" : ".") + std::to_string(part);
  return out;
}

// "2008 r2" and "2008R2" are one name.
std::string plainName(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

struct Release {
  std::string name;    // "2017"
  std::string number;  // "14.00"
};

std::vector<Release> releasesOf(const Profile& profile) {
  std::vector<Release> out;
  for (auto at = profile.facts.lower_bound(kReleasePrefix);
       at != profile.facts.end() && at->first.starts_with(kReleasePrefix); ++at) {
    if (const std::string* number = at->second.value.asText()) {
      out.push_back({at->first.substr(kReleasePrefix.size()), *number});
    }
  }
  // By number: the names sort alike, but only because they are years.
  std::ranges::sort(out, {}, [](const Release& r) { return leadingNumbers(r.number); });
  return out;
}

bool isOf(const Release& release, std::string_view version) {
  if (plainName(version) == release.name) return true;
  const std::vector<int> has = leadingNumbers(version);
  const std::vector<int> asks = leadingNumbers(release.number);
  if (has.empty() || asks.empty() || has[0] != asks[0]) return false;
  // "14" alone is 14.00, while "10" could be 10.00, which is another release than 10.50.
  return has.size() == 1 ? asks.size() < 2 || asks[1] == 0 : std::equal(asks.begin(), asks.end(), has.begin());
}

std::optional<Release> releaseNamed(const Profile& profile, std::string_view version) {
  for (Release& release : releasesOf(profile)) {
    if (isOf(release, version)) return std::move(release);
  }
  return std::nullopt;
}

std::vector<std::string> listOf(const Fact* fact) {
  std::vector<std::string> out;
  const Value::Array* entries = fact ? fact->value.asArray() : nullptr;
  if (!entries) return out;
  for (const Value& entry : *entries) {
    if (const std::string* text = entry.asText()) out.push_back(*text);
  }
  return out;
}

bool contains(const std::vector<std::string>& list, std::string_view entry) {
  return std::ranges::find(list, entry) != list.end();
}

// One release in one edition: its minimum build, empty for none, and whether the version is known to have it.
std::pair<std::string, Fitness> buildFitness(const Profile& profile, const Release& release, std::string_view version,
                                             std::string_view edition) {
  const auto minimum = profile.text(minimumBuildKey(release.name, edition));
  if (minimum == "none") return {{}, Fitness::unfit};
  if (!minimum || leadingNumbers(*minimum).empty()) return {{}, Fitness::unknown};
  // A name, or a major number, says no more than the release does.
  const bool named = plainName(version) == release.name || leadingNumbers(version).size() < 2;
  const auto newEnough = isAtLeast(named ? release.number : dotted(leadingNumbers(version)), *minimum);
  return {*minimum, !newEnough ? Fitness::unknown : *newEnough ? Fitness::fit : Fitness::unfit};
}

// AWS picks the technology by version and edition: what is too old for an availability group is mirrored.
bool isMirrored(const Profile& profile, const Release& release, std::string_view edition) {
  return contains(listOf(profile.fact("rds.sqlServer.mirroring." + std::string(edition))), release.name);
}

std::string_view versionOf(const Design& design, NodeIndex database) {
  return design.read(database, "engineVersion").text();
}

}  // namespace

std::string minimumBuildKey(std::string_view release, std::string_view edition) {
  return "rds.sqlServer.minimumBuild." + std::string(release) + "." + std::string(edition);
}

std::vector<std::string> sqlServerEditions(const Profile& profile) { return listOf(profile.fact(kEditions)); }

std::vector<std::string> sqlServerReleases(const Profile& profile, std::string_view edition) {
  const std::vector<std::string> editions =
      edition.empty() ? sqlServerEditions(profile) : std::vector<std::string>{std::string(edition)};
  std::vector<std::string> out;
  for (const Release& release : releasesOf(profile)) {
    const auto has = [&](const std::string& each) {
      const auto minimum = profile.text(minimumBuildKey(release.name, each));
      return isMirrored(profile, release, each) || (minimum && !leadingNumbers(*minimum).empty());
    };
    if (std::ranges::any_of(editions, has)) out.push_back(release.name);
  }
  return out;
}

bool engineHasMultiAz(const Design& design, NodeIndex database) {
  return design.profile().flag("rds.multiAz." + std::string(engineOf(design, database))).value_or(true);
}

SqlServerMultiAz sqlServerMultiAz(const Profile& profile, std::string_view version, std::string_view edition) {
  const std::vector<std::string> editions = sqlServerEditions(profile);
  if (!edition.empty() && !contains(editions, edition)) return {Fitness::unfit, "edition", {}, {}};
  if (version.empty()) return {};
  const auto release = releaseNamed(profile, version);
  if (!release) return {Fitness::unknown, "engineVersion", {}, {}};
  if (!edition.empty()) {
    auto [minimum, fitness] = buildFitness(profile, *release, version, edition);
    const bool mirrored = fitness == Fitness::unfit && isMirrored(profile, *release, edition);
    if (isMirrored(profile, *release, edition)) fitness = Fitness::fit;
    return {fitness, "engineVersion", release->name, std::move(minimum), mirrored};
  }
  // Without an edition only what holds for all of them is known.
  std::optional<Fitness> common;
  for (const std::string& each : editions) {
    const Fitness fitness =
        isMirrored(profile, *release, each) ? Fitness::fit : buildFitness(profile, *release, version, each).second;
    if (common.value_or(fitness) != fitness) return {Fitness::unknown, "edition", release->name, {}};
    common = fitness;
  }
  return {common.value_or(Fitness::fit), "engineVersion", release->name, {}};
}

std::string laterSqlServerBuild(const Profile& profile, const std::string& release, std::string_view edition) {
  bool later = false;
  for (const Release& each : releasesOf(profile)) {
    if (later) {
      const auto minimum = profile.text(minimumBuildKey(each.name, edition));
      if (minimum && !leadingNumbers(*minimum).empty()) return *minimum;
    }
    later = later || each.name == release;
  }
  return {};
}

bool mayHaveMultiAz(const Design& design, NodeIndex database) {
  if (!engineHasMultiAz(design, database)) return false;
  return engineOf(design, database) != kSqlServer ||
         sqlServerMultiAz(design.profile(), versionOf(design, database), design.read(database, "edition").text())
                 .fitness != Fitness::unfit;
}

std::optional<Edit> enableMultiAz(const Design& design, NodeIndex database) {
  if (database == kNone || !mayHaveMultiAz(design, database)) return std::nullopt;
  Mending mending(design, "Enable Multi-AZ for " + titled(design, database));
  mending.set(database, "multiAz", true);
  return mending.take();
}

std::vector<std::string> replicaEditions(const Profile& profile, std::string_view engine) {
  return listOf(profile.fact("replica.editions." + std::string(engine)));
}

std::string replicaMinimumVersion(const Profile& profile, std::string_view engine) {
  const auto minimum = engine.empty() ? std::nullopt : profile.text("replica.minimumVersion." + std::string(engine));
  return minimum && *minimum != "any" ? *minimum : std::string();
}

Fitness replicaEngineFitness(const Design& design, NodeIndex source) {
  const auto supported = design.profile().flag("replica.engineSupported." + std::string(engineOf(design, source)));
  return supported.value_or(true) ? Fitness::fit : Fitness::unfit;
}

Fitness replicaEditionFitness(const Design& design, NodeIndex source) {
  const auto editions = replicaEditions(design.profile(), engineOf(design, source));
  if (editions.empty()) return Fitness::fit;
  const std::string_view edition = design.read(source, "edition").text();
  if (edition.empty()) return Fitness::unknown;
  return contains(editions, edition) ? Fitness::fit : Fitness::unfit;
}

Fitness replicaVersionFitness(const Design& design, NodeIndex source) {
  const std::string minimum = replicaMinimumVersion(design.profile(), engineOf(design, source));
  const std::string_view version = versionOf(design, source);
  if (minimum.empty() || version.empty()) return Fitness::fit;
  const auto newEnough = isAtLeast(version, minimum);
  return !newEnough ? Fitness::unknown : *newEnough ? Fitness::fit : Fitness::unfit;
}

Fitness replicaTablesFitness(const Design& design, NodeIndex source) {
  const auto needed = design.profile().text("replica.storageEngine." + std::string(engineOf(design, source)));
  const std::string_view tables = design.read(source, "storageEngine").text();
  return needed && !tables.empty() && tables != *needed ? Fitness::unfit : Fitness::fit;
}

bool maySource(const Design& design, NodeIndex database) {
  return replicaEngineFitness(design, database) != Fitness::unfit &&
         replicaEditionFitness(design, database) != Fitness::unfit &&
         replicaVersionFitness(design, database) != Fitness::unfit &&
         replicaTablesFitness(design, database) != Fitness::unfit;
}

std::string choiceText(const Design& design, NodeIndex database, std::string_view property, std::string_view value) {
  const PropertySchema* schema = design.kind(database) ? design.kind(database)->property(property) : nullptr;
  return std::string(schema ? schema->choiceLabel(value) : value);
}

std::string otherProfileNote(const Design& design, const std::string& aws, const std::string& course) {
  return otherIsToday(design) ? " (AWS " + aws + " today)" : " (the course " + course + ")";
}

}  // namespace nines
