// How servers and storage gateways come back: by a copy that runs, made anew in AWS, or refilled over the line.
#include <algorithm>
#include <cmath>

#include "recovery/judge.h"
#include "recovery/transfer_plan.h"

namespace nines::drills {

Step Judge::gatewayStep(NodeIndex gateway) const {
  return lasting(StepKind::deploy, "Deploy {0} anew", m_base.range("compute.deploy"), gateway);
}

// Made anew over what had arrived in AWS.
void Judge::addGatewayWays(NodeIndex store, std::vector<Way>& out) {
  for (const Copy& copy : copiesInAws(store).value_or(std::vector<Copy>(1))) {
    Ready before = decided();
    if (hasTapes(store)) before = m_plan.then(before, tapeStep(store));
    const std::optional<double> lost = lostWithGateway(store, copy);
    out.push_back({.serves = store,
                   .chain = m_plan.then(before, gatewayStep(store)),
                   .clients = Clients::pointed,
                   .how = "What had not been uploaded is lost",
                   .rpo = lost ? std::optional(Span{0, bounded(*lost)}) : std::nullopt});
  }
}

void Judge::addServerWays(NodeIndex store, std::vector<Way>& out) {
  for (const Behind& copy : copiesBehind(store)) {
    if (!isOut(copy.node)) out.push_back(copyWay(copy, {}, "Copy {1}: what it was behind is lost"));
  }
  for (const NodeIndex holder : holdersOf(store)) {
    for (const LinkIndex l : design().outgoing(holder)) {
      const NodeIndex to = design().to(l);
      if (to == kNone) continue;
      const bool backup = design().link(l).kind == "backs-up";
      const bool gateway = design().has(to, trait::kGateway);
      // A server that writes to a gateway has its data there.
      const bool writes = gateway && design().link(l).kind == "uses" && design().readLink(l, "access").text() != "read";
      std::vector<Copy> copies;
      if (gateway && (backup || writes)) addMountedCopies(l, copies);
      else if (backup) addCopies(l, copies);
      std::vector<Step> refills{refillStep(store, l)};
      if (auto posted = postedStep(store)) refills.push_back(std::move(*posted));
      for (const Copy& copy : copies) {
        for (const Step& refill : refills) {
          out.push_back({.serves = store,
                         .chain = m_plan.then(fetched(copy), refill),
                         .clients = Clients::pointed,
                         .how = "Last backup: what was written since is lost",
                         .rpo = lossOf(copy, m_damage.isSpoiled(store)),
                         .rpoBasis = copy.basis,
                         .rpoLink = copy.link});
        }
      }
    }
  }
}

// While its data centre works the data comes back over its line, else the server is made anew in AWS.
Step Judge::refillStep(NodeIndex server, LinkIndex backup) const {
  const NodeIndex site = dataCentreOf(design(), server);
  if (site == kNone || m_damage.isFailed(site)) {
    return lasting(StepKind::deploy, "Deploy {0} in AWS", m_base.range("compute.deploy"), server);
  }
  Step step{.kind = StepKind::transfer, .phrase = "Transfer the data of {0} back", .subject = server, .other = site};
  const Reading size = design().read(server, "dataGb");
  const double days = transferDays(size.number() / 1000, std::max(0.0, design().read(site, "uplinkMbps").number()),
                                   std::clamp(design().readLink(backup, "utilisation").number(0.8), 0.0, 1.0));
  const bool arrives = std::isfinite(days);
  const double seconds = arrives ? days * 86400 : 0;
  step.duration = {seconds, seconds};
  step.owner = size.known() ? site : server;
  step.keys = {size.known() ? "uplinkMbps" : "dataGb"};
  step.sizeUnknown = !size.known() || !arrives;
  return step;
}

// By the device that is drawn for the server or its site, while that works: for more data than its line carries. One
// job is one device, as large as the card says, else as the largest there is; what does not fit has no such way.
std::optional<Step> Judge::postedStep(NodeIndex server) const {
  const NodeIndex site = dataCentreOf(design(), server);
  if (site == kNone || m_damage.isFailed(site)) return std::nullopt;
  const double dataTb = design().read(server, "dataGb").number(0) / 1000;
  for (const NodeIndex device : design().withTrait(trait::kTransferDevice)) {
    const auto sent = design().targets(server, "transfers");
    const bool own = dataCentreOf(design(), device) == site || std::ranges::find(sent, device) != sent.end();
    if (!own || m_damage.isFailed(device)) continue;
    const Value largest = deviceSizes(design().profile().fact("snowball.capacities")).back();
    const double capacity = design().read(device, "capacityTb").number(largest.asNumber().value_or(0));
    if (dataTb > capacity * design().read(device, "jobs").number(1)) continue;
    return lasting(StepKind::transfer, "Send the data of {0} back on {1}", m_base.range("snowball.shipping"), server,
                   device);
  }
  return std::nullopt;
}

}  // namespace nines::drills
