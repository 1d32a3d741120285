// Rules about the network around caches in front of tables.
#include <algorithm>
#include <array>
#include <set>

#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"

namespace nines {

namespace {

constexpr std::string_view kPlainPort = "dax.port.plain";
constexpr std::string_view kTlsPort = "dax.port.tls";

void checkInVpc(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kTableCache)) {
    if (networkOf(design, cluster) != kNone) continue;
    Finding& finding =
        sink.report({cluster},
                    "{name} stands {place} outside of any VPC, but a DAX cluster runs in a VPC and is "
                    "reached from there only, unlike its tables",
                    {{"name", titled(design, cluster)},
                     {"place", design.region(cluster) == kNone ? std::string("on the canvas")
                                                               : "in " + regionTitled(design, cluster)}});
    if (!isJoined(design, cluster)) finding.severity = Severity::info;
  }
}

// The VPC that the nodes stand in, else the only one of the Region; where the Region has none, a new one.
std::optional<Edit> fixInVpc(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  const NodeIndex region = cluster == kNone ? kNone : design.region(cluster);
  if (region == kNone) return std::nullopt;
  std::set<NodeIndex> networks;
  for (const NodeIndex node : design.members(cluster)) {
    const NodeIndex network = networkOf(design, node);
    if (network != kNone && design.region(network) == region) networks.insert(network);
  }
  if (networks.empty()) {
    for (const NodeIndex network : design.children(region)) {
      if (design.has(network, trait::kNetwork)) networks.insert(network);
    }
  }
  if (networks.size() > 1) return std::nullopt;
  Mending mending(design, "Move " + titled(design, cluster) + " into a VPC");
  if (!networks.empty()) {
    mending.rehang(cluster, *networks.begin());
    return mending.take();
  }
  const auto kinds = design.catalogue().kinds();
  const auto kind = std::ranges::find_if(kinds, [](const Kind& k) { return k.has(trait::kNetwork); });
  if (kind == kinds.end()) return std::nullopt;
  mending.move(cluster, mending.add(kind->id, design.node(region).id, "vpc", {}));
  return mending.take();
}

std::int64_t neededPort(const Design& design, NodeIndex cluster) {
  return limitOf(design, design.read(cluster, "tls").flag() ? kTlsPort : kPlainPort);
}

const Value::Array* openPorts(const Design& design, NodeIndex cluster) {
  const Reading ports = design.read(cluster, "inboundPorts");
  return ports.known() ? ports.value->asArray() : nullptr;
}

void checkInboundPort(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kTableCache)) {
    const std::int64_t port = neededPort(design, cluster);
    const Value::Array* open = openPorts(design, cluster);
    const auto isPort = [&](const Value& value) { return value.asInteger() == port; };
    if (open && std::ranges::any_of(*open, isPort)) continue;
    std::vector<std::string> listed;
    for (const Value& value : open ? *open : Value::Array()) {
      if (const auto number = value.asInteger()) listed.push_back(std::to_string(*number));
    }
    FindingSink::Arguments arguments{
        {"name", titled(design, cluster)},
        {"port", std::to_string(port)},
        {"why", design.read(cluster, "tls").flag() ? "with TLS" : "without TLS"},
        {"open", listed.empty() ? std::string("no TCP port") : "TCP " + joined(listed) + " only"}};
    if (open) {
      sink.report({cluster},
                  "The security group of {name} opens {open}, but clients reach DAX {why} on TCP {port}, so no request "
                  "gets through",
                  std::move(arguments), "inboundPorts");
    } else {
      sink.reportUnknown({cluster},
                         "It is not said whether the security group of {name} opens TCP {port}, on which clients reach "
                         "DAX {why}",
                         std::move(arguments), "inboundPorts");
    }
  }
}

std::optional<Edit> fixInboundPort(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const std::int64_t port = neededPort(design, cluster);
  const Value::Array* open = openPorts(design, cluster);
  Value::Array ports = open ? *open : Value::Array();
  ports.emplace_back(port);
  Mending mending(design, "Open TCP " + std::to_string(port) + " to " + titled(design, cluster));
  mending.set(cluster, "inboundPorts", Value(std::move(ports)));
  return mending.take();
}

constexpr std::array kRules{
    Rule{.id = "dax.in-vpc",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "A DAX cluster stands in a VPC",
         .rationale =
             "DAX is placed in the subnets of a VPC, behind a security group. DynamoDB is not: it is reached through "
             "an endpoint.",
         .rows = {"X04"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX cluster components", "2023-02-22"}},
         .check = checkInVpc,
         .fix = fixInVpc},
    Rule{.id = "dax.inbound-port",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "The security group of a DAX cluster opens its port",
         .rationale =
             "Clients reach DAX on TCP 8111, or 9111 with TLS. Where the security group does not open it, every "
             "request fails.",
         .rows = {"X05"},
         .sources = {{"Course notes, AWS High Availability: DynamoDB Accelerator", "2021"},
                     {"Amazon DynamoDB Developer Guide, DAX encryption in transit", "2023-02-22"},
                     {"Amazon DynamoDB Accelerator API Reference, Endpoint", "2026-08-07"}},
         .limits = {{"dax.port.plain", "Port without TLS"}, {"dax.port.tls", "Port with TLS"}},
         .check = checkInboundPort,
         .fix = fixInboundPort,
         .fixesAll = true},
};

}  // namespace

std::span<const Rule> daxNetworkRules() { return kRules; }

}  // namespace nines
