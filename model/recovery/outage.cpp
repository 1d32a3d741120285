#include "recovery/outage.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "recovery/drill_facts.h"
#include "semantics/choices.h"

namespace nines {

namespace {

constexpr std::pair<OutageKind, std::string_view> kKinds[] = {
    {OutageKind::host, "host"},
    {OutageKind::zone, "az"},
    {OutageKind::region, "region"},
    {OutageKind::corruption, "corruption"},
    {OutageKind::onPremises, "on-premises"},
    {OutageKind::maintenance, "maintenance"},
};

bool isOfCode(OutageKind kind) { return kind == OutageKind::zone || kind == OutageKind::region; }

Trait codeTrait(OutageKind kind) { return kind == OutageKind::zone ? trait::kZone : trait::kRegion; }

std::string_view codeOf(const Design& design, OutageKind kind, NodeIndex i) {
  return kind == OutageKind::zone ? design.zoneCode(i) : design.regionCode(i);
}

bool isDrawn(const Design& design, OutageKind kind, std::string_view code) {
  return std::ranges::any_of(design.withTrait(codeTrait(kind)),
                             [&](NodeIndex i) { return codeOf(design, kind, i) == code; });
}

// Nodes that are drawn say how many there are; a number beside them counts for nothing. One whose number nobody says
// has some.
bool hasCountedNodes(const Design& design, NodeIndex cluster) {
  const auto members = design.members(cluster);
  const bool drawn = std::ranges::any_of(members, [&](NodeIndex i) { return design.has(i, trait::kTableCacheNode); });
  return !drawn && drills::cacheNodes(design, cluster).value_or(1) > 0;
}

// Some instance serves here that can fail by itself.
bool hasHost(const Design& design, NodeIndex i) {
  if (design.has(i, trait::kCompute)) return !chooses(design, i, "runsOn", choice::kOutsideZones);
  if (design.has(i, trait::kTableCache)) return hasCountedNodes(design, i);
  const Trait hosts[] = {trait::kDatabaseInstance, trait::kStandby, trait::kClusterInstance,
                         trait::kTableCacheNode,   trait::kServer,  trait::kGateway};
  return std::ranges::any_of(hosts, [&](Trait t) { return design.has(i, t); });
}

bool isOffered(const Design& design, OutageKind kind, NodeIndex i) {
  switch (kind) {
    case OutageKind::host:
      return hasHost(design, i);
    case OutageKind::zone:
    case OutageKind::region:
      return design.has(i, codeTrait(kind));
    case OutageKind::corruption:
      return design.has(i, trait::kStore) ||
             (design.has(i, trait::kServer) && design.read(i, "role").text() == "storage");
    case OutageKind::onPremises:
      return design.has(i, trait::kDataCentre);
    case OutageKind::maintenance:
      return design.has(i, trait::kDatabaseInstance) || design.has(i, trait::kClusterInstance);
  }
  return false;
}

Error refusal(ErrorCode code, std::string reason) { return {code, {}, {}, std::move(reason)}; }

std::optional<OutageKind> kindOf(std::string_view text) {
  const auto* at = std::ranges::find(kKinds, text, &std::pair<OutageKind, std::string_view>::second);
  return at == std::end(kKinds) ? std::nullopt : std::optional(at->first);
}

std::string knownKinds() {
  std::string out;
  for (const auto& [kind, name] : kKinds) out += fmt::format("{}{}", out.empty() ? "" : ", ", name);
  return out;
}

// Why a node has no outage of this kind, after its name.
std::string_view lackOf(OutageKind kind) {
  switch (kind) {
    case OutageKind::host:
      return "has no host that could fail by itself";
    case OutageKind::zone:
      return "is no Availability Zone";
    case OutageKind::region:
      return "is no Region";
    case OutageKind::corruption:
      return "holds no data of its own";
    case OutageKind::onPremises:
      return "is no data centre";
    case OutageKind::maintenance:
      return "is no database instance, and is never restarted for maintenance";
  }
  return {};
}

Result<OutagePart> readPart(const Design& design, std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto kind = kindOf(text.substr(0, colon));
  if (!kind)
    return refusal(ErrorCode::wrongType,
                   fmt::format("\"{}\" is no kind of outage; there are {}", text.substr(0, colon), knownKinds()));
  const std::string_view place = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  if (place.empty())
    return refusal(ErrorCode::missing, fmt::format("\"{}\" does not say where, as {}:ID does", text, toText(*kind)));
  if (isOfCode(*kind) && isDrawn(design, *kind, place)) return OutagePart{*kind, std::string(place)};
  NodeIndex node = design.indexOf(place);
  // The data of an instance are those of its cluster.
  const bool shared = *kind == OutageKind::corruption && node != kNone && design.has(node, trait::kClusterInstance);
  if (shared && design.clusterOf(node) != kNone) node = design.clusterOf(node);
  if (node == kNone)
    return refusal(ErrorCode::dangling, fmt::format("the design has no {} \"{}\"",
                                                    *kind == OutageKind::zone     ? "Availability Zone"
                                                    : *kind == OutageKind::region ? "Region"
                                                                                  : "node",
                                                    place));
  if (!isOffered(design, *kind, node))
    return refusal(ErrorCode::precondition, fmt::format("{} {}", place, lackOf(*kind)));
  if (isOfCode(*kind)) return OutagePart{*kind, std::string(codeOf(design, *kind, node))};
  return OutagePart{*kind, design.node(node).id};
}

bool isLoss(const OutagePart& part) {
  return part.kind == OutageKind::zone || part.kind == OutageKind::region || part.kind == OutageKind::onPremises;
}

// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += i + 1 == texts.size() ? " and " : ", ";
    out += texts[i];
  }
  return out;
}

std::string clauseOf(const Design& design, const OutagePart& part) {
  const std::string place = placeTitle(design, part);
  switch (part.kind) {
    case OutageKind::host: {
      const NodeIndex node = design.indexOf(part.place);
      const bool several =
          node != kNone && (design.has(node, trait::kTableCache) || design.read(node, "running").integer() > 1);
      return several ? fmt::format("one host of {} fails", place) : fmt::format("host of {} fails", place);
    }
    case OutageKind::zone:
    case OutageKind::region:
    case OutageKind::onPremises:
      return place + " is lost";
    case OutageKind::corruption:
      return fmt::format("data of {} is spoiled", place);
    case OutageKind::maintenance:
      return place + " restarts for maintenance";
  }
  return {};
}

}  // namespace

std::string_view toText(OutageKind kind) {
  const auto* at = std::ranges::find(kKinds, kind, &std::pair<OutageKind, std::string_view>::first);
  return at == std::end(kKinds) ? std::string_view() : at->second;
}

Outage joined(const std::vector<Outage>& outages) {
  std::set<OutagePart> parts;
  for (const Outage& outage : outages) parts.insert(outage.parts.begin(), outage.parts.end());
  return {{parts.begin(), parts.end()}};
}

std::string toText(const Outage& outage) {
  std::string out;
  for (const OutagePart& part : outage.parts)
    out += fmt::format("{}{}:{}", out.empty() ? "" : "+", toText(part.kind), part.place);
  return out;
}

Result<Outage> readOutage(const Design& design, std::string_view text) {
  std::set<OutagePart> parts;
  while (true) {
    const std::size_t plus = text.find('+');
    Result<OutagePart> part = readPart(design, text.substr(0, plus));
    if (!part) return std::move(part.error());
    parts.insert(std::move(*part));
    if (plus == std::string_view::npos) return Outage{{parts.begin(), parts.end()}};
    text.remove_prefix(plus + 1);
  }
}

std::string sentenceOf(const Design& design, const Outage& outage) {
  if (outage.parts.empty()) return "Nothing fails";
  std::vector<std::string> clauses;
  for (auto at = outage.parts.begin(); at != outage.parts.end();) {
    const auto end = std::find_if_not(at, outage.parts.end(), isLoss);
    if (end - at < 2) {
      clauses.push_back(clauseOf(design, *at++));
      continue;
    }
    // What is lost in the same way shares its verb.
    std::vector<std::string> places;
    for (; at != end; ++at) places.push_back(placeTitle(design, *at));
    clauses.push_back(listed(places) + " are lost");
  }
  std::string out = listed(clauses);
  // What begins with a name keeps it as it is written.
  const OutageKind first = outage.parts.front().kind;
  if (first == OutageKind::host || first == OutageKind::corruption)
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

std::string placeTitle(const Design& design, const OutagePart& part) {
  // A zone or Region without a code goes by its id, which nobody has to know.
  const NodeIndex node = design.indexOf(part.place);
  const bool named = node != kNone && (!isOfCode(part.kind) || (design.has(node, codeTrait(part.kind)) &&
                                                                codeOf(design, part.kind, node) == part.place));
  return named ? std::string(titleOf(design, node)) : part.place;
}

std::vector<Outage> offeredOutages(const Design& design, OutageKind kind) {
  std::set<std::string> places;
  if (isOfCode(kind)) {
    for (const NodeIndex i : design.withTrait(codeTrait(kind))) places.emplace(codeOf(design, kind, i));
  } else {
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      if (isOffered(design, kind, i)) places.insert(design.node(i).id);
    }
  }
  std::vector<Outage> out;
  out.reserve(places.size());
  for (const std::string& place : places) out.push_back({{{kind, place}}});
  return out;
}

}  // namespace nines
