// What the rules about database instances ask of a design.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

class Mending;

// Replicates links between database instances, by their ends.
std::vector<LinkIndex> replicaLinksFrom(const Design& design, NodeIndex source);
std::vector<LinkIndex> replicaLinksTo(const Design& design, NodeIndex replica);
// Sentences name so many replicas of a source.
inline constexpr std::size_t kMostNamed = 4;
// Direct replicas, each once and without the source itself, in id order.
std::vector<NodeIndex> replicasOf(const Design& design, NodeIndex source);
bool hasReplicas(const Design& design, NodeIndex source);
// Sources of a replica, likewise: replicating from itself is a circle, not a source.
std::vector<NodeIndex> sourcesOf(const Design& design, NodeIndex replica);

// The one link that makes the node a replica; nothing where there is none or more than one.
std::optional<LinkIndex> onlySource(const Design& design, NodeIndex replica);
// The database at the top of the replica's chain; kNone where a node of the chain has several sources, or a circle.
NodeIndex topOf(const Design& design, NodeIndex replica);
// The link gets another source; one that is marked synchronous, which no replica can be, does not stay so.
void reattach(Mending& mending, const Design& design, LinkIndex link, NodeIndex source);

// The engine's value ("mysql"); empty if unknown.
std::string_view engineOf(const Design& design, NodeIndex database);
// As people read it ("MySQL"); "its engine" if unknown.
std::string engineLabel(const Design& design, NodeIndex database);

// Whether replicas of this engine may have replicas of their own: yes, no, or from a version on.
struct Nesting {
  bool allowed = false;
  std::string minimum;  // empty: any version
};
Nesting nestingOf(const Profile& profile, std::string_view engine);

// Facts of the profile about automatic backups.
inline constexpr std::string_view kRetentionMinimum = "rds.backupRetention.minimum";
inline constexpr std::string_view kRetentionMaximum = "rds.backupRetention.maximum";
inline constexpr std::string_view kSourceRetentionMinimum = "replica.sourceBackupRetention.minimum";
// Our advice, not a limit: a week leaves time to notice what went wrong.
inline constexpr std::int64_t kAdvisedRetentionDays = 7;

// Days of automatic backups, set or assumed.
std::int64_t backupDays(const Design& design, NodeIndex database);
// Sets them.
Edit keepBackups(const Design& design, NodeIndex database, std::int64_t days);

}  // namespace nines
