// Rules about how clients reach a cluster: by which endpoint, and how long they remember its address.
#include <algorithm>
#include <array>
#include <set>

#include "rules/clusters.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/apart.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kCustomEndpoints = "aurora.customEndpoints.maximum";
constexpr std::string_view kDnsCache = "aurora.clientDnsCache.maximum";  // seconds

// The two nodes that the finding is about; nothing where one is gone.
struct Ends {
  NodeIndex client = kNone;
  NodeIndex service = kNone;
};

std::optional<Ends> endsOf(const Design& design, const Finding& finding) {
  if (finding.subjects.size() < 2) return std::nullopt;
  const Ends ends{design.indexOf(finding.subjects[0]), design.indexOf(finding.subjects[1])};
  if (ends.client == kNone || ends.service == kNone) return std::nullopt;
  return ends;
}

std::vector<LinkIndex> between(const Design& design, const Ends& ends) {
  std::vector<LinkIndex> out;
  for (const LinkIndex l : design.outgoing(ends.client)) {
    if (design.linkType(l) == "uses" && design.to(l) == ends.service) out.push_back(l);
  }
  return out;
}

void checkWriteEndpoint(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!hasSingleWriter(design, cluster)) continue;
    for (const LinkIndex l : strayWrites(design, cluster)) {
      const bool direct = design.to(l) != cluster;
      sink.report({design.from(l), cluster},
                  direct ? "{client} writes straight to {instance} instead of through the cluster endpoint of {name}, "
                           "which alone leads to the writer after a failover"
                         : "{client} writes to {name} through its {endpoint} endpoint, but only the cluster endpoint "
                           "leads to the writer, after a failover too",
                  {{"client", titled(design, design.from(l))},
                   {"instance", titled(design, design.to(l))},
                   {"name", titled(design, cluster)},
                   {"endpoint", endpointLabel(design, l)}});
    }
  }
}

std::optional<Edit> fixWriteEndpoint(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const auto ends = endsOf(design, finding);
  if (!ends) return std::nullopt;
  auto strays = strayWrites(design, ends->service);
  std::erase_if(strays, [&](LinkIndex l) { return design.from(l) != ends->client; });
  Mending mending(design, "Let " + titled(design, ends->client) + " write through the cluster endpoint of " +
                              titled(design, ends->service));
  if (!straighten(mending, design, ends->service, strays)) return std::nullopt;
  return mending.take();
}

// By a link of its own, of one of its groups or, as a group, of each of its tiers. What does not say what it is for may
// be for reading.
bool readsFromReaders(const Design& design, NodeIndex client, NodeIndex cluster) {
  const auto reads = [&](NodeIndex from) {
    return std::ranges::any_of(between(design, {from, cluster}), [&](LinkIndex l) {
      const std::string_view endpoint = endpointOf(design, l);
      return design.readLink(l, "access").text() != "write" && (endpoint == "reader" || endpoint == "custom");
    });
  };
  const auto tiers = design.has(client, trait::kComputeGroup) ? tiersOf(design, client) : std::vector<NodeIndex>();
  return reads(client) || std::ranges::any_of(design.targets(client, "member"), reads) ||
         (!tiers.empty() && std::ranges::all_of(tiers, reads));
}

void checkReadEndpoint(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (!hasSingleWriter(design, cluster)) continue;  // the other modes have no reader endpoint
    // Without a reader, the reader endpoint leads to the writer too and spares nothing.
    const bool writerOnly = !instancesOf(design, cluster).empty() && instancesOf(design, cluster, "reader").empty();
    for (const LinkIndex l : linksTo(design, cluster)) {
      if (design.readLink(l, "workload").text() != "read-intensive") continue;
      if (readsFromReaders(design, design.from(l), cluster)) continue;
      sink.report(
          {design.from(l), cluster},
          writerOnly
              ? "{client} mostly reads from {name} but uses its {endpoint} endpoint; a reader behind the reader "
                "endpoint would spare the writer"
              : "{client} mostly reads from {name} but uses its {endpoint} endpoint; the reader endpoint would spread "
                "these reads over the readers and spare the writer",
          {{"client", titled(design, design.from(l))},
           {"name", titled(design, cluster)},
           {"endpoint", endpointLabel(design, l)}});
    }
  }
}

// What only reads goes to the reader endpoint; what also writes, or does not say so, gets a second link for its reads.
std::optional<Edit> fixReadEndpoint(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const auto ends = endsOf(design, finding);
  if (!ends) return std::nullopt;
  Mending mending(design, "Let " + titled(design, ends->client) + " read through the reader endpoint of " +
                              titled(design, ends->service));
  std::vector<LinkIndex> intensive = between(design, *ends);
  std::erase_if(intensive, [&](LinkIndex l) { return design.readLink(l, "workload").text() != "read-intensive"; });
  const auto only =
      std::ranges::find_if(intensive, [&](LinkIndex l) { return design.readLink(l, "access").text() == "read"; });
  if (only != intensive.end()) {
    mending.setLink(*only, "endpoint", Value("reader"));
  } else if (!intensive.empty()) {
    Properties properties{
        {"access", Value("read")}, {"endpoint", Value("reader")}, {"workload", Value("read-intensive")}};
    if (!design.readLink(intensive.front(), "hard").flag(true)) properties.emplace("hard", Value(false));
    mending.link("uses", design.node(ends->client).id, design.node(ends->service).id, std::move(properties));
  }
  return mending.take();
}

void checkInstanceEndpoint(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  std::set<NodeIndex> single;  // clusters that are down whenever their only instance is
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (instancesOf(design, cluster).size() == 1) single.insert(cluster);
  }
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    if (isMultiMaster(design, cluster)) continue;
    for (const LinkIndex l : linksTo(design, cluster)) {
      if (endpointOf(design, l) != "instance") continue;
      sink.report({design.from(l), cluster},
                  !single.contains(cluster)
                      ? "{client} uses {name} through the endpoint of one instance, so when this instance fails it "
                        "goes down with it, although the cluster goes on"
                      : "{client} uses {name} through the endpoint of one instance, so when this instance fails it "
                        "goes down with it",
                  {{"client", titled(design, design.from(l))}, {"name", titled(design, cluster)}});
    }
  }
  for (const NodeIndex instance : design.withTrait(trait::kClusterInstance)) {
    const auto clusters = design.targets(instance, "member");
    if (std::ranges::any_of(clusters, [&](NodeIndex c) { return isMultiMaster(design, c); })) continue;
    const bool goesOn = std::ranges::any_of(clusters, [&](NodeIndex c) { return !single.contains(c); });
    for (const LinkIndex l : linksTo(design, instance)) {
      sink.report({design.from(l), instance},
                  goesOn ? "{client} uses {name} by its instance endpoint, so when {name} fails it goes down with it, "
                           "although the cluster goes on"
                         : "{client} uses {name} by its instance endpoint, so when {name} fails it goes down with it",
                  {{"client", titled(design, design.from(l))}, {"name", titled(design, instance)}});
    }
  }
}

// Through the reader endpoint where all that is done is reading, and not from the writer, else the cluster endpoint.
std::optional<Edit> fixInstanceEndpoint(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const auto ends = endsOf(design, finding);
  if (!ends) return std::nullopt;
  const bool direct = design.has(ends->service, trait::kClusterInstance);
  const NodeIndex cluster = direct ? design.clusterOf(ends->service) : ends->service;
  if (cluster == kNone) return std::nullopt;
  const bool fromWriter = direct && design.read(ends->service, "role").text() == "writer";
  Mending mending(design, "Let " + titled(design, ends->client) + " use an endpoint of " + titled(design, cluster));
  for (const LinkIndex l : between(design, *ends)) {
    if (!direct && endpointOf(design, l) != "instance") continue;
    if (direct && !mayUse(design, l, cluster)) return std::nullopt;
    if (direct) mending.retarget(l, cluster);
    const bool reads = design.readLink(l, "access").text() == "read" && !fromWriter && hasSingleWriter(design, cluster);
    const std::string_view endpoint = reads ? "reader" : "cluster";
    if (endpointOf(design, l) != endpoint) mending.setLink(l, "endpoint", Value(std::string(endpoint)));
  }
  return mending.take();
}

void checkCustomEndpoints(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    const std::int64_t count = design.read(cluster, "customEndpoints").integer();
    if (count <= limitOf(design, kCustomEndpoints)) continue;
    sink.report({cluster},
                "{name} has {count}, but an Aurora cluster takes at most {limit}, and AWS refuses to create more",
                {{"name", titled(design, cluster)},
                 {"count", counted(count, "custom endpoint")},
                 {"limit", limitText(design, kCustomEndpoints, Bound::most)}},
                "customEndpoints");
  }
}

std::optional<Edit> fixCustomEndpoints(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex cluster = design.indexOf(finding.subjects.front());
  if (cluster == kNone) return std::nullopt;
  const std::int64_t most = limitOf(design, kCustomEndpoints);
  Mending mending(design, "Keep " + counted(most, "custom endpoint") + " of " + titled(design, cluster));
  mending.set(cluster, "customEndpoints", most);
  return mending.take();
}

void checkDnsCache(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::int64_t most = limitOf(design, kDnsCache);
  for (const NodeIndex cluster : design.withTrait(trait::kClusterVolume)) {
    for (const LinkIndex l : linksTo(design, cluster)) {
      for (const NodeIndex client : tiersOf(design, design.from(l))) {
        const std::int64_t kept = design.read(client, "clientDnsCacheSeconds").integer();
        if (kept <= most) continue;
        const ValueAndLimit times = durationsApart(static_cast<double>(kept), static_cast<double>(most));
        sink.report({client, cluster},
                    "{client} remembers addresses for {kept}, but those of the endpoints of {name} may be kept for at "
                    "most {limit}: after a failover it would go on talking to the old instance",
                    {{"client", titled(design, client)},
                     {"name", titled(design, cluster)},
                     {"kept", times.value},
                     {"limit", times.limit}},
                    "clientDnsCacheSeconds");
      }
    }
  }
}

std::optional<Edit> fixDnsCache(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex client = design.indexOf(finding.subjects.front());
  if (client == kNone) return std::nullopt;
  const std::int64_t most = limitOf(design, kDnsCache);
  Mending mending(design,
                  "Let " + titled(design, client) + " keep addresses for " + formatDuration(static_cast<double>(most)));
  mending.set(client, "clientDnsCacheSeconds", most);
  return mending.take();
}

constexpr RuleSource kEndpointGuide{"Amazon Aurora User Guide, Amazon Aurora connection management", "2023-06-10"};
constexpr RuleSource kCourse{"Course notes, AWS High Availability: Aurora connection endpoints", "2021"};

constexpr std::array kRules{
    Rule{.id = "aurora.write-endpoint",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Writes to an Aurora cluster go through its cluster endpoint",
         .rationale =
             "Only the cluster endpoint always leads to the writer. Readers refuse writes, and another address "
             "still points to the old instance after a failover.",
         .rows = {"A11", "A12"},
         .sources = {kEndpointGuide, kCourse},
         .check = checkWriteEndpoint,
         .fix = fixWriteEndpoint},
    Rule{.id = "aurora.read-endpoint",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "Clients that mostly read use the reader endpoint",
         .rationale =
             "The reader endpoint spreads connections over all readers. Heavy reading through the cluster endpoint "
             "burdens the one instance that has to write.",
         .rows = {"A13"},
         .sources = {kEndpointGuide, kCourse},
         .check = checkReadEndpoint,
         .fix = fixReadEndpoint},
    Rule{.id = "aurora.instance-endpoint",
         .course2021 = Severity::warning,
         .aws2026 = Severity::warning,
         .title = "No client depends on the endpoint of one instance",
         .rationale =
             "An instance endpoint always leads to the same instance. Whoever uses it does not notice a failover and "
             "stays down until that very instance is back.",
         .rows = {"A15"},
         .sources = {kEndpointGuide, kCourse},
         .suppressedBy = {"aurora.write-endpoint"},
         .check = checkInstanceEndpoint,
         .fix = fixInstanceEndpoint},
    Rule{.id = "aurora.custom-endpoints",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "An Aurora cluster has at most five custom endpoints",
         .rationale = "AWS refuses a sixth custom endpoint, so what is planned for it has to share another one.",
         .rows = {"A14"},
         .sources = {kEndpointGuide},
         .limits = {{"aurora.customEndpoints.maximum", "Custom endpoints per cluster, at most"}},
         .check = checkCustomEndpoints,
         .fix = fixCustomEndpoints},
    Rule{
        .id = "aurora.dns-cache",
        .course2021 = Severity::warning,
        .aws2026 = Severity::warning,
        .title = "Clients of an Aurora cluster do not keep addresses beyond 30 seconds",
        .rationale =
            "A failover and the balancing of the reader endpoint work by DNS. A client that caches look-ups for longer "
            "than they live adds that time to every failover.",
        .rows = {"A16"},
        .sources = {{"Amazon Aurora User Guide, Best practices with Amazon Aurora", "2023-06-10"}, kCourse},
        .limits = {{"aurora.clientDnsCache.maximum", "Seconds that clients may keep an address, at most"}},
        .check = checkDnsCache,
        .fix = fixDnsCache},
};

}  // namespace

std::span<const Rule> auroraClientRules() { return kRules; }

}  // namespace nines
