// What database engines can do, by the facts of the profile: standbys, read replicas, versions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

inline constexpr std::string_view kSqlServer = "sqlserver";

// Whether something has what is asked of it, as far as the design tells.
enum class Fitness { fit, unfit, unknown };

// Whether the engine has Multi-AZ; an unknown engine may have it.
bool engineHasMultiAz(const Design& design, NodeIndex database);

// Whether SQL Server of one version and edition has Multi-AZ.
struct SqlServerMultiAz {
  Fitness fitness = Fitness::fit;
  std::string_view property = {};  // what decides it: "engineVersion" or "edition"
  std::string release = {};        // "2017"; empty where the version names none that is known
  std::string minimum = {};        // the build from which on the release has it; empty where no build has it
  // Fit, but by Database Mirroring: its build has no availability group, which the release has from `minimum` on.
  bool mirrored = false;
};
// Both as the design gives them, empty where it does not. Without a version nothing is said against it.
SqlServerMultiAz sqlServerMultiAz(const Profile& profile, std::string_view version, std::string_view edition);
// The oldest build of a later release in which this edition has Multi-AZ; empty if there is none.
std::string laterSqlServerBuild(const Profile& profile, const std::string& release, std::string_view edition);
// The key of the fact: the first build of a release that has Multi-AZ, or "none".
std::string minimumBuildKey(std::string_view release, std::string_view edition);
// The releases, by age, in which an edition (any one, if empty) has Multi-AZ, from some build on or by mirroring.
std::vector<std::string> sqlServerReleases(const Profile& profile, std::string_view edition);
// The editions that have Multi-AZ in some release.
std::vector<std::string> sqlServerEditions(const Profile& profile);

// Nothing is known that would make AWS refuse Multi-AZ for it.
bool mayHaveMultiAz(const Design& design, NodeIndex database);
// Switches Multi-AZ on; empty where AWS would refuse it, which would only trade one finding for an error.
std::optional<Edit> enableMultiAz(const Design& design, NodeIndex database);

// What read replicas ask of their source. Fit where nothing is known against it.
Fitness replicaEngineFitness(const Design& design, NodeIndex source);
Fitness replicaEditionFitness(const Design& design, NodeIndex source);  // unknown without an edition
Fitness replicaVersionFitness(const Design& design, NodeIndex source);  // unknown for a version that says too little
Fitness replicaTablesFitness(const Design& design, NodeIndex source);
// None of them is known to be missing.
bool maySource(const Design& design, NodeIndex database);

// The editions of the engine that have read replicas; empty where the edition does not matter.
std::vector<std::string> replicaEditions(const Profile& profile, std::string_view engine);
// The version that read replicas need; empty where any will do.
std::string replicaMinimumVersion(const Profile& profile, std::string_view engine);

// As people read them: the label of a choice of the database's kind.
std::string choiceText(const Design& design, NodeIndex database, std::string_view property, std::string_view value);

// How the other profile judges, as an aside for a sentence: " (AWS allows it today)".
std::string otherProfileNote(const Design& design, const std::string& aws, const std::string& course);

}  // namespace nines
