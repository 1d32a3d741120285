#include "drawing.h"

#include <algorithm>
#include <set>

namespace nines::oracle {

namespace {

const Value* find(const Properties& properties, const PropertySchema* schema, std::string_view key) {
  const auto set = properties.find(key);
  if (set != properties.end() && !set->second.isNull()) return &set->second;
  return schema && schema->fallback ? &*schema->fallback : nullptr;
}

}  // namespace

const Value* Drawing::value(const Node& node, std::string_view key) const {
  const Kind* kind = m_catalogue.kind(node.kind);
  return find(node.properties, kind ? kind->property(key) : nullptr, key);
}

const Value* Drawing::value(const Link& link, std::string_view key) const {
  const LinkKind* kind = m_catalogue.linkKind(link.kind);
  return find(link.properties, kind ? kind->property(key) : nullptr, key);
}

std::string Drawing::text(const Node& node, std::string_view key) const {
  const Value* found = value(node, key);
  return found && found->asText() ? *found->asText() : std::string();
}

bool Drawing::flag(const Node& node, std::string_view key) const {
  const Value* found = value(node, key);
  return found && found->asBool() && *found->asBool();
}

std::optional<double> Drawing::number(const Node& node, std::string_view key) const {
  const Value* found = value(node, key);
  return found ? found->asNumber() : std::nullopt;
}

bool Drawing::means(const Link& link) const {
  const Node* a = node(link.from);
  const Node* b = node(link.to);
  return a && b && a != b && m_catalogue.mayLink(link.kind, a->kind, b->kind);
}

std::vector<const Link*> Drawing::from(const Node& node, std::string_view kind) const {
  std::vector<const Link*> out;
  for (const auto& link : m_design.links.rows()) {
    if (link->from == node.id && link->kind == kind && means(*link)) out.push_back(link.get());
  }
  return out;
}

std::vector<const Link*> Drawing::to(const Node& node, std::string_view kind) const {
  std::vector<const Link*> out;
  for (const auto& link : m_design.links.rows()) {
    if (link->to == node.id && link->kind == kind && means(*link)) out.push_back(link.get());
  }
  return out;
}

std::vector<const Node*> Drawing::fromOf(const Node& node, std::string_view linkKind, std::string_view kind) const {
  std::vector<const Node*> out;
  for (const Link* link : from(node, linkKind)) {
    const Node* other = this->node(link->to);
    const bool fresh = std::find(out.begin(), out.end(), other) == out.end();
    if (other && other->kind == kind && fresh) out.push_back(other);
  }
  return out;
}

std::vector<const Node*> Drawing::toOf(const Node& node, std::string_view linkKind, std::string_view kind) const {
  std::vector<const Node*> out;
  for (const Link* link : to(node, linkKind)) {
    const Node* other = this->node(link->from);
    const bool fresh = std::find(out.begin(), out.end(), other) == out.end();
    if (other && other->kind == kind && fresh) out.push_back(other);
  }
  return out;
}

std::string Drawing::code(const Node& node) const {
  const std::string own = text(node, "code");
  return own.empty() ? node.id : own;
}

const Node* Drawing::regionNodeOf(const Node& node) const {
  for (const Node* at = parent(node); at; at = parent(*at)) {
    if (at->kind == "region") return at;
  }
  return nullptr;
}

std::string Drawing::regionOf(const Node& node) const {
  const Node* region = regionNodeOf(node);
  return region ? code(*region) : std::string();
}

// A zone outside of any Region is its own, whatever its code.
std::string Drawing::zoneCode(const Node& zone) const {
  const std::string region = regionOf(zone);
  return region.empty() ? "/" + zone.id : region + "/" + code(zone);
}

Place Drawing::place(const Node& node) const {
  Place place;
  for (const Node* at = parent(node); at; at = parent(*at)) {
    if (at->kind == "data-centre") {
      place.centre = at;
      return place;
    }
    if (at->kind == "az") {
      place.region = regionOf(*at);
      place.regionNode = regionNodeOf(*at);
      place.zone = zoneCode(*at);
      place.area = nullptr;
      return place;
    }
    if (at->kind == "vpc" && !place.area) place.area = at;
    if (at->kind == "region") {
      place.region = code(*at);
      place.regionNode = at;
      if (!place.area) place.area = at;
      return place;
    }
  }
  return place;
}

std::vector<std::string> Drawing::zonesOfRegion(const Place& place) const {
  return place.regionNode ? zones(*place.regionNode) : std::vector<std::string>();
}

std::vector<std::string> Drawing::zonesWithCode(std::string_view region) const {
  std::set<std::string> found;
  for (const auto& node : m_design.nodes.rows()) {
    if (node->kind == "az" && regionOf(*node) == region) found.insert(zoneCode(*node));
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> Drawing::zones(const Node& area) const {
  std::set<std::string> found;
  for (const auto& node : m_design.nodes.rows()) {
    if (node->kind != "az") continue;
    for (const Node* at = parent(*node); at; at = parent(*at)) {
      if (at->id == area.id) found.insert(zoneCode(*node));
    }
  }
  const Node* region = regionNodeOf(area);
  if (found.empty() && region) return zones(*region);
  return {found.begin(), found.end()};
}

std::optional<std::string> Drawing::zone(std::string_view idOrCode, const Place& place) const {
  const Node* found = node(idOrCode);
  if (found && found->kind == "az") return zoneCode(*found);
  const std::string code = place.region + "/" + std::string(idOrCode);
  const auto drawn = zonesOfRegion(place);
  if (std::find(drawn.begin(), drawn.end(), code) == drawn.end()) return std::nullopt;
  return code;
}

}  // namespace nines::oracle
