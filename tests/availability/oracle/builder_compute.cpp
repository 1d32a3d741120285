// Tiers and scaling groups, caches: what consists of instances that are all alike.
#include <algorithm>
#include <cmath>

#include "builder.h"

namespace nines::oracle {

void Builder::makeTier(Part& part) {
  const Node& node = *part.node;
  const std::string runsOn = m_drawing.text(node, "runsOn");
  if (runsOn != "ec2" && runsOn != "ecs") {
    part.unknown = "no figure for a tier that runs on " + runsOn;
    return;
  }
  for (const Node* group : m_drawing.fromOf(node, "member", "scaling-group")) {
    const std::size_t number = m_out.byId.at(group->id);
    part.container = part.container ? std::min(*part.container, number) : number;
  }
  part.needed = m_drawing.number(node, "needed").value_or(1);
  const double running = m_drawing.number(node, "running").value_or(1);
  const Place place = m_drawing.place(node);
  std::optional<std::size_t> down;
  if (place.centre) {
    down = centre(*place.centre, part);
    if (!down) return;
  }
  for (std::size_t i = 0; static_cast<double>(i) < running; ++i) {
    if (place.centre) part.units.push_back({{*down}, std::nullopt, std::nullopt});
    else part.units.push_back(spreadUnit(place, node, i, host(node.id + " " + std::to_string(i + 1))));
  }
}

void Builder::makeGroup(Part& part) {
  part.needed = m_drawing.number(*part.node, "needed").value_or(1);
  for (const Node* tier : m_drawing.toOf(*part.node, "member", "app-tier")) {
    const std::size_t number = m_out.byId.at(tier->id);
    if (std::find(part.members.begin(), part.members.end(), number) == part.members.end()) {
      part.members.push_back(number);
    }
  }
  if (part.members.empty()) part.unknown = part.node->id + " has no app tiers";
}

// One per Region and scaling group, or per tier in no group, where two or more instances run there.
void Builder::ownEventsOfCompute() {
  for (Part& part : m_out.parts) {
    if (part.sort != Sort::group && part.sort != Sort::tier) continue;
    std::map<std::size_t, int> running;  // by Region
    const auto count = [&](const Part& tier) {
      for (const Unit& unit : tier.units) {
        if (unit.region) ++running[*unit.region];
      }
    };
    if (part.sort == Sort::tier && !part.container) count(part);
    for (const std::size_t member : part.members) count(m_out.parts[member]);
    for (const auto& [where, instances] : running) {
      const std::string name = part.node->id + " in " + m_out.events[where].name;
      if (instances >= 2) part.own[where] = own(name, m_anchors.group);
    }
  }
}

void Builder::makeCache(Part& part) {
  const Node& node = *part.node;
  const Place place = m_drawing.place(node);
  part.fallback = m_drawing.flag(node, "clientFallback");
  if (!place.region.empty()) part.events.push_back(region(place.region));
  const auto drawn = m_drawing.toOf(node, "member", "dax-node");
  for (const Node* each : drawn) part.units.push_back(unit(m_drawing.place(*each), *each, host(each->id)));
  if (drawn.empty()) {
    const auto count = m_drawing.number(node, "nodes");
    if (!count) {
      part.unknown = "how many nodes " + node.id + " has is unknown";
      return;
    }
    std::vector<std::string> zones;
    if (const Value* listed = m_drawing.value(node, "nodeAzs"); listed && listed->asArray()) {
      for (const Value& id : *listed->asArray()) {
        if (!id.asText()) continue;
        if (const auto found = m_drawing.zone(*id.asText(), place)) zones.push_back(*found);
      }
    }
    for (std::size_t i = 0; static_cast<double>(i) < *count; ++i) {
      const std::size_t failing = host(node.id + " " + std::to_string(i + 1));
      if (zones.empty()) part.units.push_back(spreadUnit(place, node, i, failing));
      else part.units.push_back(unit(place.region, zones[i % zones.size()], node, failing));
    }
  }
  if (part.units.size() >= 2) part.events.push_back(own(node.id, m_anchors.cache));
}

}  // namespace nines::oracle
