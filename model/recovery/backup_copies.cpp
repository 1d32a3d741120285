// Backups: where copies of what a store held are left, and how old they are.
#include <algorithm>

#include "recovery/judge.h"
#include "semantics/choices.h"

namespace nines::drills {

namespace {

constexpr double kBitsPerGib = 8.0 * 1024 * 1024 * 1024;

Amount hours(const Reading& reading, LinkIndex link) {
  if (!reading.known()) return {{}, {{.link = link, .key = "intervalHours"}}};
  return Amount::of(bounded(reading.number() * 3600));
}

// What still waits for the line when the gateway is lost.
Amount backlog(const Design& design, NodeIndex gateway) {
  const Reading buffer = design.read(gateway, "uploadBufferGib");
  Reading line = design.read(gateway, "uploadMbps");
  if (const NodeIndex site = dataCentreOf(design, gateway); !line.known() && site != kNone) {
    line = design.read(site, "uplinkMbps");
  }
  Amount out;
  if (!buffer.known()) out.lacking.push_back({.node = gateway, .key = "uploadBufferGib"});
  if (!line.known() || line.number() <= 0) out.lacking.push_back({.node = gateway, .key = "uploadMbps"});
  if (out.lacking.empty()) {
    out.seconds = bounded(std::max(0.0, buffer.number()) * kBitsPerGib / (line.number() * 1e6));
  }
  return out;
}

}  // namespace

bool Judge::hasTapes(NodeIndex gateway) const { return chooses(design(), gateway, "type", choice::kKeepsTapes); }

// Backups of whatever holds the same data count, the store's own first.
std::vector<NodeIndex> Judge::holdersOf(NodeIndex store) const {
  std::vector<NodeIndex> out{store};
  for (const NodeIndex n : m_base.sets().nodesOf(m_base.sets().setOf(store))) {
    if (n != store && design().node(n).kind == design().node(store).kind) out.push_back(n);
  }
  return out;
}

std::vector<Judge::Copy> Judge::copiesOf(NodeIndex store) const {
  std::vector<Copy> out;
  std::optional<std::vector<Behind>> copies;
  for (const NodeIndex holder : holdersOf(store)) {
    const std::size_t first = out.size();
    for (const LinkIndex l : design().outgoing(holder)) {
      if (design().link(l).kind == "backs-up") addCopies(l, out);
    }
    if (out.size() == first || holder == store || m_base.facts().isWritten(holder)) continue;
    // Backups of a replica lack what the replica had not got yet.
    if (!copies) copies = copiesBehind(store);
    const auto at = std::ranges::find(*copies, holder, &Behind::node);
    if (at == copies->end()) continue;
    for (Copy& copy : std::span(out).subspan(first)) {
      copy.lag += at->lag.seconds.value_or(0);
      if (!copy.basis) copy.basis = at->lag.usual;
    }
  }
  return out;
}

void Judge::addCopies(LinkIndex link, std::vector<Copy>& out) const {
  const NodeIndex to = design().to(link);
  if (to == kNone) return;
  Amount interval = hours(design().readLink(link, "intervalHours"), link);
  // Only backups have an interval that could be said.
  if (design().link(link).kind != "backs-up") interval.lacking.clear();
  if (design().has(to, trait::kBucket)) return addBucketCopies(design().from(link), to, interval, out);
  if (design().has(to, trait::kGateway)) return addGatewayCopies(to, interval, out);
  if (!design().has(to, trait::kBackupPlan)) return;
  if (!interval.seconds) interval = hours(design().read(to, "intervalHours"), link);
  const Reading days = design().read(to, "retentionDays");
  const bool tooOld = isTooOld(design().from(link), days.known() ? days.number() : 0);
  if (tooOld && (days.known() || !turnsOutWell({.node = to, .key = "retentionDays"}))) return;
  if (!m_damage.isFailed(to)) out.push_back({.interval = interval});
  const Reading copies = design().read(to, "copyTo");
  const Value::Array* regions = copies.known() ? copies.value->asArray() : nullptr;
  if (!regions) return;
  for (const Value& id : *regions) {
    const NodeIndex region = id.asText() ? design().indexOf(*id.asText()) : kNone;
    if (region != kNone && m_damage.isRegionUp(region)) out.push_back({.interval = interval});
  }
}

void Judge::addBucketCopies(NodeIndex store, NodeIndex bucket, const Amount& interval, std::vector<Copy>& out) const {
  if (!isOut(bucket)) out.push_back({.bucket = bucket, .interval = interval});
  for (const LinkIndex l : design().outgoing(bucket)) {
    const NodeIndex copy = design().to(l);
    if (design().link(l).kind != "replicates" || copy == store || isOut(copy)) continue;
    const Lag lag = m_base.lagOf(l);
    out.push_back({.bucket = copy,
                   .interval = interval,
                   .lag = lag.seconds.value_or(0),
                   .basis = lag.usual,
                   .link = lag.usual ? kNone : l});
  }
}

// What has arrived in AWS; nothing if no link leads there, so that nobody said where.
std::optional<std::vector<Judge::Copy>> Judge::copiesInAws(NodeIndex gateway) const {
  std::optional<std::vector<Copy>> out;
  for (const LinkIndex l : design().outgoing(gateway)) {
    const NodeIndex to = design().to(l);
    const std::string& kind = design().link(l).kind;
    const bool sends = kind == "transfers" || (kind == "backs-up" && to != kNone && !design().has(to, trait::kGateway));
    if (!sends || to == kNone) continue;
    if (!out) out.emplace();
    addCopies(l, *out);
  }
  return out;
}

// What a gateway has not uploaded yet is lost with it: its buffer at the speed of the line. Stored volumes and tapes go
// up at intervals, so what was written since is.
Amount Judge::lostWithGateway(NodeIndex gateway, const Copy& copy) const {
  if (!design().read(gateway, "type").known()) return {{}, {{.node = gateway, .key = "type"}}};
  const bool atIntervals = hasTapes(gateway) || keepsVolumes(gateway);
  return (atIntervals ? copy.interval : backlog(design(), gateway)) + Amount::of(copy.lag);
}

bool Judge::keepsVolumes(NodeIndex gateway) const { return chooses(design(), gateway, "type", choice::kKeepsVolumes); }

// Volumes that are stored on premises are there while the gateway works; all else is in AWS, and tapes are read by a
// gateway only.
void Judge::addGatewayCopies(NodeIndex gateway, const Amount& interval, std::vector<Copy>& out) const {
  const auto away = copiesInAws(gateway);
  Copy copy{.tapes = hasTapes(gateway) ? gateway : kNone, .interval = interval};
  if (!m_damage.isFailed(gateway)) {
    if (!away || !away->empty() || keepsVolumes(gateway)) out.push_back(copy);
    return;
  }
  for (const Copy& there : away.value_or(std::vector<Copy>(1))) {
    copy.interval = interval + lostWithGateway(gateway, there);
    copy.bucket = copy.tapes == kNone ? there.bucket : kNone;
    out.push_back(copy);
  }
}

// A server that writes to a gateway, or backs up to it nobody says how often, has its data there.
void Judge::addMountedCopies(LinkIndex link, std::vector<Copy>& out) const {
  const NodeIndex gateway = design().to(link);
  const bool writes = design().link(link).kind == "uses";
  const bool said = !writes && design().readLink(link, "intervalHours").known();
  if (m_damage.isSpoiled(design().from(link)) && !said) return addKeptCopies(link, out);
  Amount interval = writes ? Amount::of(0) : hours(design().readLink(link, "intervalHours"), link);
  if (!interval.seconds && m_damage.isFailed(gateway)) interval = Amount::of(0);
  if (!interval.seconds) {
    for (const Copy& there : copiesInAws(gateway).value_or(std::vector<Copy>(1))) {
      const Amount lost = lostWithGateway(gateway, there);
      if (lost.seconds) interval = Amount::of(std::min(interval.seconds.value_or(*lost.seconds), *lost.seconds));
    }
  }
  addGatewayCopies(gateway, interval, out);
}

// Wrong data goes through the gateway as it is written: good is only what had been kept of it before.
void Judge::addKeptCopies(LinkIndex link, std::vector<Copy>& out) const {
  const NodeIndex gateway = design().to(link);
  for (Copy copy : copiesInAws(gateway).value_or(std::vector<Copy>(1))) {
    if (!copy.interval.seconds && design().link(link).kind == "backs-up") {
      copy.interval.lacking.push_back({.link = link, .key = "intervalHours"});
    }
    if (m_damage.isFailed(gateway)) {
      const bool atIntervals = hasTapes(gateway) || keepsVolumes(gateway);
      const Amount lost = lostWithGateway(gateway, copy);
      copy.interval = atIntervals ? lost : copy.interval + lost;
      copy.lag = 0;
      copy.basis = nullptr;
    }
    if (hasTapes(gateway)) {
      copy.tapes = gateway;
      copy.bucket = kNone;
    }
    out.push_back(std::move(copy));
  }
}

}  // namespace nines::drills
