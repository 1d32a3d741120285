#include "rules/replication.h"

#include <algorithm>

#include "rules/limits.h"
#include "rules/mending.h"

namespace nines {

namespace {

bool joinsDatabases(const Design& design, LinkIndex l) {
  return design.linkType(l) == "replicates" && design.has(design.from(l), trait::kDatabaseInstance) &&
         design.has(design.to(l), trait::kDatabaseInstance);
}

std::vector<LinkIndex> databaseLinks(const Design& design, std::span<const LinkIndex> links) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : links) {
    if (joinsDatabases(design, l)) out.push_back(l);
  }
  return out;
}

}  // namespace

std::vector<LinkIndex> replicaLinksFrom(const Design& design, NodeIndex source) {
  return databaseLinks(design, design.outgoing(source));
}

std::vector<LinkIndex> replicaLinksTo(const Design& design, NodeIndex replica) {
  return databaseLinks(design, design.incoming(replica));
}

namespace {

// The databases among the far ends, each once and without the node itself, in id order.
std::vector<NodeIndex> otherDatabases(const Design& design, NodeIndex node, NodeList ends) {
  std::vector<NodeIndex> out;
  if (!design.has(node, trait::kDatabaseInstance)) return out;
  for (const NodeIndex other : ends) {
    if (other != node && design.has(other, trait::kDatabaseInstance)) out.push_back(other);
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

}  // namespace

std::vector<NodeIndex> replicasOf(const Design& design, NodeIndex source) {
  return otherDatabases(design, source, design.targets(source, "replicates"));
}

std::vector<NodeIndex> sourcesOf(const Design& design, NodeIndex replica) {
  return otherDatabases(design, replica, design.sources(replica, "replicates"));
}

bool hasReplicas(const Design& design, NodeIndex source) {
  return design.has(source, trait::kDatabaseInstance) &&
         std::ranges::any_of(design.targets(source, "replicates"), [&](NodeIndex other) {
           return other != source && design.has(other, trait::kDatabaseInstance);
         });
}

std::optional<LinkIndex> onlySource(const Design& design, NodeIndex replica) {
  const auto links = replicaLinksTo(design, replica);
  return links.size() == 1 ? std::optional(links.front()) : std::nullopt;
}

NodeIndex topOf(const Design& design, NodeIndex replica) {
  if (design.replicaLayer(replica) == 0) return kNone;
  NodeIndex top = replica;
  while (design.isReplica(top)) {
    const auto up = onlySource(design, top);
    if (!up) return kNone;
    top = design.from(*up);
  }
  return top;
}

void reattach(Mending& mending, const Design& design, LinkIndex link, NodeIndex source) {
  mending.attach(link, source);
  if (design.readLink(link, "mode").text() == "synchronous") mending.setLink(link, "mode", "asynchronous");
}

std::string_view engineOf(const Design& design, NodeIndex database) { return design.read(database, "engine").text(); }

std::string engineLabel(const Design& design, NodeIndex database) {
  const std::string_view engine = engineOf(design, database);
  if (engine.empty()) return "its engine";
  const PropertySchema* schema = design.kind(database) ? design.kind(database)->property("engine") : nullptr;
  return std::string(schema ? schema->choiceLabel(engine) : engine);
}

Nesting nestingOf(const Profile& profile, std::string_view engine) {
  const auto value = profile.text("replica.nesting." + std::string(engine));
  if (!value) return {};
  if (*value == "allowed") return {true, {}};
  const bool isVersion = !value->empty() && value->front() >= '0' && value->front() <= '9';
  return isVersion ? Nesting{true, *value} : Nesting{};
}

std::int64_t backupDays(const Design& design, NodeIndex database) {
  return design.read(database, "backupRetentionDays").integer();
}

Edit keepBackups(const Design& design, NodeIndex database, std::int64_t days) {
  Mending mending(
      design, "Keep automatic backups of " + std::string(titleOf(design, database)) + " for " + counted(days, "day"));
  mending.set(database, "backupRetentionDays", days);
  return mending.take();
}

}  // namespace nines
