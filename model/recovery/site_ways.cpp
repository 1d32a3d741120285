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
    const Amount lost = lostWithGateway(store, copy);
    out.push_back({.serves = store,
                   .chain = m_plan.then(before, gatewayStep(store)),
                   .clients = Clients::pointed,
                   .how = "What had not been uploaded is lost",
                   .rpo = lost.seconds ? std::optional(Span{0, bounded(*lost.seconds)}) : std::nullopt,
                   .lacking = lost.lacking});
  }
}

void Judge::addServerWays(NodeIndex store, std::vector<Way>& out) {
  for (const Behind& copy : copiesBehind(store)) {
    if (!isOut(copy.node)) out.push_back(copyWay(copy, {}, "Copy {1}: what it was behind is lost"));
  }
  if (!m_damage.isSpoiled(store)) addSourceWays(store, out);
  for (const NodeIndex holder : holdersOf(store)) {
    for (const LinkIndex l : design().outgoing(holder)) {
      const NodeIndex to = design().to(l);
      if (to == kNone) continue;
      const bool backup = design().link(l).kind == "backs-up";
      const bool gateway = design().has(to, trait::kGateway);
      // A server that writes to a gateway has its data there.
      const Reading access = design().readLink(l, "access");
      const bool writes =
          gateway && design().link(l).kind == "uses" && (access.known() ? access.text() != "read" : writesBy(l));
      std::vector<Copy> copies;
      if (gateway && (backup || writes)) addMountedCopies(l, copies);
      else if (backup) addCopies(l, copies);
      if (copies.empty()) continue;
      std::vector<Step> refills;
      if (auto refill = refillStep(store, l)) refills.push_back(std::move(*refill));
      if (auto posted = postedStep(store)) refills.push_back(std::move(*posted));
      for (const Copy& copy : copies) {
        for (const Step& refill : refills) {
          out.push_back({.serves = store,
                         .chain = m_plan.then(fetched(copy), refill),
                         .clients = Clients::pointed,
                         .how = "Last backup: what was written since is lost",
                         .rpo = lossOf(copy, m_damage.isSpoiled(store)),
                         .rpoBasis = copy.basis,
                         .rpoLink = copy.link,
                         .lacking = copy.interval.lacking});
        }
      }
    }
  }
}

// While its data centre works the data comes back over its line, else the server is made anew in AWS. Over a line that
// carries nothing it does not come back.
std::optional<Step> Judge::refillStep(NodeIndex server, LinkIndex backup) const {
  const NodeIndex site = dataCentreOf(design(), server);
  if (site == kNone || m_damage.isFailed(site)) {
    return lasting(StepKind::deploy, "Deploy {0} in AWS", m_base.range("compute.deploy"), server);
  }
  Step step{.kind = StepKind::transfer, .phrase = "Transfer the data of {0} back", .subject = server, .other = site};
  const Reading size = design().read(server, "dataGb");
  const Reading line = design().read(site, "uplinkMbps");
  step.owner = site;
  step.keys = {"uplinkMbps"};
  // Without either there is nothing to divide.
  if (!size.known() || !line.known()) {
    const bool quick = (size.known() || turnsOutWell({.node = server, .key = "dataGb"})) &&
                       (line.known() || turnsOutWell({.node = site, .key = "uplinkMbps"}));
    if (!quick) step.duration = kNobodyKnows;
    return step;
  }
  const double days = transferDays(size.number() / 1000, std::max(0.0, line.number()),
                                   std::clamp(design().readLink(backup, "utilisation").number(0.8), 0.0, 1.0));
  if (!std::isfinite(days)) return std::nullopt;
  step.duration = {days * 86400, days * 86400};
  return step;
}

// One job is one device. Where nobody says how large it is, it may be any of those on offer.
bool Judge::fits(NodeIndex server, NodeIndex device) const {
  const Reading size = design().read(server, "dataGb");
  if (!size.known()) return turnsOutWell({.node = server, .key = "dataGb"});
  const double jobs = design().read(device, "jobs").number(1);
  if (jobs <= 0) return false;
  const double perJob = size.number() / 1000 / jobs;
  if (const Reading capacity = design().read(device, "capacityTb"); capacity.known())
    return perJob <= capacity.number();
  const std::vector<Value> sizes = deviceSizes(design().profile().fact("snowball.capacities"));
  if (perJob <= sizes.front().asNumber().value_or(0)) return true;
  return perJob <= sizes.back().asNumber().value_or(0) && turnsOutWell({.node = device, .key = "capacityTb"});
}

// By the device that is drawn for the server or its site, while that works: for more data than its line carries. What
// does not fit has no such way.
std::optional<Step> Judge::postedStep(NodeIndex server) const {
  const NodeIndex site = dataCentreOf(design(), server);
  if (site == kNone || m_damage.isFailed(site)) return std::nullopt;
  for (const NodeIndex device : design().withTrait(trait::kTransferDevice)) {
    const auto sent = design().targets(server, "transfers");
    const bool own = dataCentreOf(design(), device) == site || std::ranges::find(sent, device) != sent.end();
    if (!own || m_damage.isFailed(device)) continue;
    if (!fits(server, device)) continue;
    return lasting(StepKind::transfer, "Send the data of {0} back on {1}", m_base.range("snowball.shipping"), server,
                   device);
  }
  return std::nullopt;
}

}  // namespace nines::drills
