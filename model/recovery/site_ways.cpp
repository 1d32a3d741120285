// How servers and storage gateways come back: by a copy that runs, made anew in AWS, or refilled over the line.
#include <algorithm>

#include "recovery/judge.h"

namespace nines::drills {

namespace {

constexpr double kBitsPerGib = 8.0 * 1024 * 1024 * 1024;

bool isTape(const Design& design, NodeIndex gateway) { return design.read(gateway, "type").text() == "tape"; }

}  // namespace

// What a gateway has not uploaded yet is lost with it: its buffer at the speed of the line. Stored volumes go up as
// snapshots, so what was written since the last one is.
static std::optional<Span> gatewayLoss(const Design& design, NodeIndex gateway, const std::optional<double>& interval) {
  const std::string_view type = design.read(gateway, "type").text();
  if (type == "stored-volume" || type == "tape") return interval ? std::optional(Span{0, *interval}) : std::nullopt;
  const Reading buffer = design.read(gateway, "uploadBufferGib");
  Reading line = design.read(gateway, "uploadMbps");
  if (const NodeIndex site = dataCentreOf(design, gateway); !line.known() && site != kNone) {
    line = design.read(site, "uplinkMbps");
  }
  if (!buffer.known() || !line.known() || line.number() <= 0) return std::nullopt;
  return Span{0, std::max(0.0, buffer.number()) * kBitsPerGib / (line.number() * 1e6)};
}

// How often the gateway's own data goes on to AWS, by its links there.
static std::optional<double> snapshotInterval(const Design& design, NodeIndex gateway) {
  for (const LinkIndex l : design.outgoing(gateway)) {
    if (design.link(l).kind != "backs-up") continue;
    Reading interval = design.readLink(l, "intervalHours");
    if (!interval.known()) interval = design.read(design.to(l), "intervalHours");
    if (interval.known()) return std::max(0.0, interval.number()) * 3600;
  }
  return std::nullopt;
}

// Tapes lie in an archive, whatever has become of the gateway.
static Step tapeStep(const Base& base, NodeIndex gateway) {
  const std::string_view pool = base.design().read(gateway, "archivePool").text("glacier");
  Step step = lasting(StepKind::retrieve, "Retrieve the tapes of {0}",
                      base.range("gateway.tapeRetrieval." + std::string(pool)), gateway);
  step.owner = gateway;
  step.keys = {"archivePool"};
  return step;
}

void Judge::addGatewayWays(NodeIndex store, std::vector<Way>& out) {
  if (m_damage.isSpoiled(store)) return addBackupWays(store, out);
  Ready before = decided();
  if (isTape(design(), store)) before = m_plan.then(before, tapeStep(m_base, store));
  Step step = lasting(StepKind::deploy, "Deploy {0} anew", m_base.range("compute.deploy"), store);
  const Ready ready = m_plan.then(before, std::move(step));
  const auto loss = gatewayLoss(design(), store, snapshotInterval(design(), store));
  out.push_back({store, ready, Clients::pointed, "What had not been uploaded is lost", loss, nullptr, {}});
}

void Judge::addServerWays(NodeIndex store, std::vector<Way>& out) {
  for (const LinkIndex l : design().outgoing(store)) {
    const NodeIndex to = design().to(l);
    if (to == kNone) continue;
    const std::string& kind = design().link(l).kind;
    if (kind == "replicates" && design().has(to, trait::kServer) && !isOut(to)) {
      const Reading lag = design().readLink(l, "lagSeconds");
      const auto rpo = lag.known() ? std::optional(Span{0, std::max(0.0, lag.number())}) : std::nullopt;
      out.push_back({to, {}, Clients::unlessTied, "Copy {1}: what it was behind is lost", rpo, nullptr, {}});
    }
    // A server that writes to a gateway has its data there.
    const bool writes =
        kind == "uses" && design().has(to, trait::kGateway) && design().readLink(l, "access").text() != "read";
    if (kind != "backs-up" && !writes) continue;
    std::optional<Span> loss;
    Ready before = decided();
    const Reading every = design().readLink(l, "intervalHours");
    const auto interval = every.known() ? std::optional(std::max(0.0, every.number()) * 3600) : std::nullopt;
    if (design().has(to, trait::kGateway)) {
      auto own = snapshotInterval(design(), to);
      if (!own) own = interval;
      loss = gatewayLoss(design(), to, own);
      if (isTape(design(), to)) before = m_plan.then(before, tapeStep(m_base, to));
    } else {
      if (isOut(to)) continue;
      before = retrieved(before, design().has(to, trait::kBucket) ? to : kNone);
      if (interval) loss = Span{0, *interval};
    }
    if (m_damage.isSpoiled(store)) loss = spoiledToo(loss);
    out.push_back({store,
                   m_plan.then(before, refillStep(store, l)),
                   Clients::pointed,
                   "Last backup: what was written since is lost",
                   loss,
                   nullptr,
                   {}});
  }
}

// While its data centre works the data comes back over its line, else the server is made anew in AWS.
Step Judge::refillStep(NodeIndex server, LinkIndex backup) const {
  const NodeIndex site = dataCentreOf(design(), server);
  if (site == kNone || m_damage.isFailed(site)) {
    Step step = lasting(StepKind::deploy, "Deploy {0} in AWS", m_base.range("compute.deploy"), server);
    return step;
  }
  Step step{.kind = StepKind::transfer, .phrase = "Transfer the data of {0} back", .subject = server, .other = site};
  const Reading size = design().read(server, "dataGb");
  const double line = design().read(site, "uplinkMbps").number();
  const double used = std::clamp(design().readLink(backup, "utilisation").number(0.8), 0.0, 1.0);
  const double seconds = line > 0 && used > 0 ? std::max(0.0, size.number()) * 8000 / (line * used) : 0;
  step.duration = {seconds, seconds};
  step.owner = size.known() ? site : server;
  step.keys = {size.known() ? "uplinkMbps" : "dataGb"};
  step.sizeUnknown = !size.known() || line <= 0;
  return step;
}

}  // namespace nines::drills
