#include "rules/transfers.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "recovery/transfer_plan.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kWeek = "snowball.network.maximumDays";
constexpr std::string_view kAdvice = "snowball.slowLineAdvice";
constexpr std::string_view kWorthADevice = "snowball.network.deviceFromTb";
constexpr double kLongestShownDays = 100 * 365.25;

bool isDevice(const Design& design, NodeIndex i) { return design.has(i, trait::kTransferDevice); }

std::string daysText(double days) {
  return days > kLongestShownDays ? "more than 100 years" : formatDuration(days * 86400);
}

// An assumption of the profile, or what the design sets in its place.
double assumed(const Design& design, std::string_view key) {
  std::optional<double> number;
  const auto& ours = design.topology().assumptions;
  if (const auto at = ours.find(key); at != ours.end()) number = at->second.asNumber();
  const auto fact = design.profile().assumptions.find(key);
  if (!number && fact != design.profile().assumptions.end()) number = fact->second.value.asNumber();
  if (number) return *number;
  throw std::runtime_error(fmt::format("the profile {} assumes nothing for {}", design.profile().id, key));
}

std::string shippingText(const Design& design) {
  const double best = std::max(0.0, assumed(design, "snowball.shipping.best"));
  const double worst = std::max(best, assumed(design, "snowball.shipping.worst"));
  return daysText(best / 86400) + " to " + daysText(worst / 86400);
}

// What the profile advises past its limit, and what the other one does.
std::string adviceText(const Design& design) {
  std::string ours = design.profile().text(kAdvice).value_or("a device");
  const Fact* theirs = differingFact(design, kAdvice);
  const std::string* other = theirs ? theirs->value.asText() : nullptr;
  if (!other) return ours;
  return ours + (otherIsToday(design) ? " (today: " + *other + ")" : " (the course teaches " + *other + ")");
}

// A transfer of a node, and which of its links it is.
struct Transfer : LineTransfer {
  LinkIndex link = kNone;
};

// Where devices are planned: what fills them, the buckets that they feed, the sites in which they stand.
class Planned {
 public:
  explicit Planned(const Design& design) : m_design(design) {
    for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
      for (const NodeIndex source : design.sources(device, "transfers")) m_nodes.insert(source);
      for (const NodeIndex bucket : design.targets(device, "transfers")) m_nodes.insert(bucket);
      if (const NodeIndex site = siteOf(design, device); site != kNone) m_nodes.insert(site);
    }
  }

  bool covers(LinkIndex link) const {
    if (m_nodes.empty()) return false;
    const NodeIndex from = m_design.from(link);
    return m_nodes.contains(from) || m_nodes.contains(m_design.to(link)) || m_nodes.contains(siteOf(m_design, from));
  }

 private:
  const Design& m_design;
  std::unordered_set<NodeIndex> m_nodes;
};

// The slowest transfer of the node that no device is planned for, and one whose line is unknown.
void judgeTransfers(const Design& design, NodeIndex from, const Planned& planned, FindingSink& sink) {
  const auto limit = static_cast<double>(limitOf(design, kWeek));
  std::optional<Transfer> slowest;
  std::optional<Transfer> unclear;
  double longest = limit;
  for (const LinkIndex l : design.outgoing(from)) {
    if (design.linkType(l) != "transfers" || isDevice(design, design.to(l)) || planned.covers(l)) continue;
    const Transfer t{lineTransferOf(design, l), l};
    if (const auto days = t.days(); days && *days > longest) {
      longest = *days;
      slowest = t;
    }
    if (t.dataTb && *t.dataTb > 0 && !t.linkMbps && !unclear) unclear = t;
  }
  const Transfer* shown = slowest ? &*slowest : unclear ? &*unclear : nullptr;
  if (!shown) return;
  FindingSink::Arguments arguments{{"from", titled(design, from)},
                                   {"to", titled(design, design.to(shown->link))},
                                   {"data", formatNumber(shown->dataTb.value_or(0))},
                                   {"limit", counted(limitOf(design, kWeek), "day")},
                                   {"advice", adviceText(design)}};
  if (!slowest) {
    sink.reportUnknown({from},
                       "It is not said how fast the line from {from} to {to} is, so nobody can tell whether its {data} "
                       "TB are there within {limit}; if they are not, consider {advice}",
                       std::move(arguments));
    return;
  }
  // A quarter of an hour more is no other figure to people.
  const std::string time = daysText(longest);
  const bool reads = time != daysText(static_cast<double>(limitOf(design, kWeek)));
  arguments.emplace_back("time", reads ? time : "a little over " + time);
  arguments.emplace_back("line", formatNumber(shown->linkMbps.value_or(0)));
  arguments.emplace_back("use", formatNumber(shown->utilisation * 100) + " %");
  arguments.emplace_back("least", std::to_string(limitOf(design, kWorthADevice)));
  const bool little = shown->dataTb.value_or(0) < static_cast<double>(limitOf(design, kWorthADevice));
  Finding& finding = sink.report(
      {from},
      little ? "Sending {data} TB from {from} to {to} would take {time} over {line} Mbit/s at {use} utilisation, "
               "longer than {limit}, and recovery cannot use that copy until it is complete; a device pays off from "
               "{least} TB on, so consider a faster line"
             : "Sending {data} TB from {from} to {to} would take {time} over {line} Mbit/s at {use} utilisation, "
               "longer than {limit}, and no device is planned; recovery cannot use that copy until it is complete, so "
               "consider {advice}",
      std::move(arguments));
  if (little) finding.severity = Severity::info;
}

// Buckets, and whether anything but a device brings data into them.
class Feeds {
 public:
  explicit Feeds(const Design& design) : m_design(design) {}

  bool beyondDevices(NodeIndex bucket) {
    const auto [at, fresh] = m_known.emplace(bucket, false);
    if (!fresh) return at->second;
    at->second = std::ranges::any_of(m_design.incoming(bucket), [&](LinkIndex l) {
      const LinkType kind = m_design.linkType(l);
      return (kind == "transfers" || kind == "replicates" || kind == "backs-up") &&
             !isDevice(m_design, m_design.from(l));
    });
    return at->second;
  }

 private:
  const Design& m_design;
  std::unordered_map<NodeIndex, bool> m_known;
};

// The buckets that the device feeds, each once.
std::vector<NodeIndex> bucketsOf(const Design& design, NodeIndex device) {
  std::vector<NodeIndex> buckets = design.targets(device, "transfers");
  std::ranges::sort(buckets);
  buckets.erase(std::ranges::unique(buckets).begin(), buckets.end());
  return buckets;
}

std::vector<NodeIndex> sendersTo(const Design& design, NodeIndex device) {
  std::vector<NodeIndex> senders = design.sources(device, "transfers");
  std::ranges::sort(senders);
  senders.erase(std::ranges::unique(senders).begin(), senders.end());
  return senders;
}

// What a link over the line takes over from the device.
Properties lineProperties(const Design& design, NodeIndex device) {
  Properties p;
  for (const char* key : {"linkMbps", "utilisation"}) {
    if (const Reading r = design.read(device, std::string_view(key)); r.state == Reading::State::set) p[key] = *r.value;
  }
  return p;
}

// How much the sender was to load onto the device: what their link says, else all of it if there is no other sender.
std::optional<Value> loadOf(const Design& design, NodeIndex sender, NodeIndex device, bool alone) {
  for (const LinkIndex l : design.outgoing(sender)) {
    if (design.linkType(l) != "transfers" || design.to(l) != device) continue;
    if (const Reading data = design.readLink(l, "dataTb"); data.known()) return *data.value;
  }
  const Reading all = design.read(device, "dataTb");
  return alone && all.known() ? std::optional(*all.value) : std::nullopt;
}

bool sends(const Design& design, NodeIndex sender, NodeIndex bucket) {
  return std::ranges::any_of(design.outgoing(sender),
                             [&](LinkIndex l) { return design.linkType(l) == "transfers" && design.to(l) == bucket; });
}

// What the device was to carry: what its card says, else what is said of its loads.
double carriedTb(const Design& design, NodeIndex device, const std::vector<NodeIndex>& senders) {
  if (const Reading data = design.read(device, "dataTb"); data.known()) return data.number();
  double sum = 0;
  for (const NodeIndex sender : senders) {
    const auto load = loadOf(design, sender, device, false);
    sum += load ? load->asNumber().value_or(0) : 0;
  }
  return sum;
}

// Whether the line is known to need longer than a device is worth.
bool isTooSlow(const Design& design, NodeIndex device, const std::vector<NodeIndex>& senders) {
  Reading line = design.read(device, "linkMbps");
  const NodeIndex site = siteOf(design, senders.front());
  if (!line.known() && site != kNone) line = design.read(site, "uplinkMbps");
  if (!line.known()) return false;
  return transferDays(carriedTb(design, device, senders), line.number(), design.read(device, "utilisation").number()) >
         static_cast<double>(limitOf(design, kWeek));
}

}  // namespace

void checkNetworkFaster(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const auto limit = static_cast<double>(limitOf(design, kWeek));
  for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
    const Reading data = design.read(device, "dataTb");
    const Reading line = design.read(device, "linkMbps");
    if (!data.known() || !line.known() || design.read(device, "ongoing").flag()) continue;
    if (data.number() < 0) continue;
    const double use = design.read(device, "utilisation").number();
    const double days = transferDays(data.number(), line.number(), use);
    if (days > limit) continue;
    sink.report({device},
                "The line ({line} Mbit/s at {use} utilisation) would carry the {data} TB of {name} in {time}, within "
                "{limit}, while a device takes {shipping} to be delivered, filled, sent back and imported",
                {{"line", formatNumber(line.number())},
                 {"use", formatNumber(use * 100) + " %"},
                 {"name", titled(design, device)},
                 {"data", formatNumber(data.number())},
                 {"time", daysText(days)},
                 {"limit", counted(limitOf(design, kWeek), "day")},
                 {"shipping", shippingText(design)}},
                "linkMbps");
  }
}

void checkDeviceRecommended(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Planned planned(design);
  for (const Trait sender : {trait::kServer, trait::kGateway}) {
    for (const NodeIndex from : design.withTrait(sender)) judgeTransfers(design, from, planned, sink);
  }
}

void checkOngoingReplication(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  Feeds feeds(design);
  for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
    if (!design.read(device, "ongoing").flag()) continue;
    const std::vector<NodeIndex> buckets = bucketsOf(design, device);
    if (buckets.empty()) {
      sink.reportUnknown({device},
                         "The data of {name} keeps changing, and it is not said which bucket it goes to; a device "
                         "carries it once, so that bucket needs a path over the line as well",
                         {{"name", titled(design, device)}}, "ongoing");
      continue;
    }
    const auto lonely = std::ranges::find_if(buckets, [&](NodeIndex b) { return !feeds.beyondDevices(b); });
    if (lonely == buckets.end()) continue;
    sink.report({device},
                "The data of {name} keeps changing, but a device carries it once, and nothing else brings data to "
                "{bucket}: what is written after the device has left never gets there",
                {{"name", titled(design, device)}, {"bucket", titled(design, *lonely)}}, "ongoing");
  }
}

std::optional<Edit> fixOngoingReplication(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex device = design.indexOf(finding.subjects.front());
  if (device == kNone) return std::nullopt;
  const std::vector<NodeIndex> senders = sendersTo(design, device);
  if (senders.empty()) return std::nullopt;
  Feeds feeds(design);
  Mending mending(design, "Let new data go over the line beside " + titled(design, device));
  for (const NodeIndex bucket : bucketsOf(design, device)) {
    if (feeds.beyondDevices(bucket)) continue;
    for (const NodeIndex sender : senders) {
      mending.link("transfers", design.node(sender).id, design.node(bucket).id, lineProperties(design, device));
    }
  }
  return mending.take();
}

std::optional<Edit> replaceDeviceByLine(const Design& design, NodeIndex device) {
  const std::vector<NodeIndex> buckets = bucketsOf(design, device);
  const std::vector<NodeIndex> senders = sendersTo(design, device);
  if (buckets.size() != 1 || senders.empty()) return std::nullopt;
  if (isTooSlow(design, device, senders)) return std::nullopt;
  const NodeIndex bucket = buckets.front();
  Mending mending(design, "Send the data of " + titled(design, device) + " with AWS DataSync");
  for (const NodeIndex sender : senders) {
    if (sends(design, sender, bucket)) continue;
    Properties p = lineProperties(design, device);
    if (const auto load = loadOf(design, sender, device, senders.size() == 1)) p["dataTb"] = *load;
    mending.link("transfers", design.node(sender).id, design.node(bucket).id, std::move(p));
  }
  mending.remove({device});
  return mending.take();
}

}  // namespace nines
