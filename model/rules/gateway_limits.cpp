#include "rules/gateway_limits.h"

#include <algorithm>
#include <cmath>

#include "rules/gateway_shares.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr double kGibPerTib = 1024;
constexpr std::string_view kTapes = "gateway.tapes.maximum";
constexpr std::string_view kTapesTotal = "gateway.tapes.totalTib";
constexpr std::string_view kTapeLeast = "gateway.tapeGib.minimum";
constexpr std::string_view kTapeMost = "gateway.tapeGib.maximum";
constexpr std::string_view kDrives = "gateway.tapeDrives";
constexpr std::string_view kChangers = "gateway.mediaChangers";

// The two ways to serve volumes, and where the profile has their limits.
struct VolumeType {
  std::string_view value;
  std::string_view label;
  std::string facts;
  bool cached;
};

const VolumeType& storedVolumes() {
  static const VolumeType type{"stored-volume", "a stored-volume gateway", "gateway.storedVolume.", false};
  return type;
}

const VolumeType& cachedVolumes() {
  static const VolumeType type{"cached-volume", "a cached-volume gateway", "gateway.cachedVolume.", true};
  return type;
}

struct Disk {
  const char* property;
  std::string_view name;
  std::string_view facts;
};
constexpr std::array kDisks{Disk{"cacheGib", "cache", "gateway.cacheGib."},
                            Disk{"uploadBufferGib", "upload buffer", "gateway.uploadBufferGib."}};

NodeIndex subjectOf(const Design& design, const Finding& finding) { return design.indexOf(finding.subjects.front()); }

double limit(const Design& design, std::string_view key) { return static_cast<double>(limitOf(design, key)); }

bool isOfType(const Design& design, NodeIndex gateway, std::string_view type) {
  return design.read(gateway, "type").text() == type;
}

std::optional<double> known(const Design& design, NodeIndex gateway, std::string_view key) {
  const Reading r = design.read(gateway, key);
  return r.known() ? r.value->asNumber() : std::nullopt;
}

struct Volumes {
  std::optional<double> count;
  std::optional<double> largest;
  std::optional<double> total;  // all of them together; where that is not said, all as large as the largest
};

Volumes volumesOf(const Design& design, NodeIndex gateway) {
  Volumes v{known(design, gateway, "volumes"), known(design, gateway, "volumeTib"), known(design, gateway, "totalTib")};
  if (!v.total && v.count && v.largest) v.total = *v.count * *v.largest;
  return v;
}

// One thing that is more than a gateway takes.
struct Excess {
  std::string_view property;
  std::string asked;
  std::string allowed;
};

std::string amount(double number, std::string_view unit) { return formatNumber(number) + " " + std::string(unit); }

// A sum with no more decimals than it takes to read as more than the most that is allowed.
std::string totalOf(double total, double most) {
  const std::string text = formatNumber(total, 2);
  return (text == formatNumber(most) ? formatNumber(total) : text) + " TiB";
}

std::vector<Excess> excessOf(const Design& design, NodeIndex gateway, const VolumeType& type) {
  const double largest = limit(design, type.facts + "volumeTib");
  const double count = limit(design, type.facts + "volumes");
  const double total = limit(design, type.facts + "totalTib");
  const Volumes v = volumesOf(design, gateway);
  std::vector<Excess> out;
  if (v.largest && *v.largest > largest)
    out.push_back(
        {"volumeTib", "a volume of " + amount(*v.largest, "TiB"), "at most " + amount(largest, "TiB") + " a volume"});
  if (v.count && *v.count > count)
    out.push_back({"volumes", amount(*v.count, "volumes"), "at most " + amount(count, "volumes")});
  if (v.total && *v.total > total)
    out.push_back({"totalTib", totalOf(*v.total, total) + " in all", "at most " + amount(total, "TiB") + " in all"});
  if (!type.cached) return out;
  for (const Disk& disk : kDisks) {
    const double least = limit(design, std::string(disk.facts) + "minimum");
    const double most = limit(design, std::string(disk.facts) + "maximum");
    const auto size = known(design, gateway, disk.property);
    if (!size || (*size >= least && *size <= most)) continue;
    const std::string name(disk.name);
    out.push_back({disk.property, amount(*size, "GiB") + " of " + name,
                   formatNumber(least) + " to " + amount(most, "GiB") + " of " + name});
  }
  return out;
}

void reportExcess(const Design& design, NodeIndex gateway, const std::vector<Excess>& excess, std::string_view taker,
                  FindingSink& sink) {
  if (excess.empty()) return;
  std::vector<std::string> asked;
  std::vector<std::string> allowed;
  asked.reserve(excess.size());
  allowed.reserve(excess.size());
  for (const Excess& e : excess) {
    asked.push_back(e.asked);
    allowed.push_back(e.allowed);
  }
  sink.report({gateway}, "{name} is to have {asked}, but {taker} takes {allowed}, and AWS refuses what lies outside",
              {{"name", titled(design, gateway)},
               {"asked", joined(asked)},
               {"taker", std::string(taker)},
               {"allowed", joined(allowed)}},
              excess.front().property);
}

void checkVolumes(const RuleContext& context, const VolumeType& type, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    if (!isOfType(design, gateway, type.value)) continue;
    reportExcess(design, gateway, excessOf(design, gateway, type), type.label, sink);
  }
}

// "2560 GiB (AWS allows 15360 today)".
std::string largestTape(const Design& design) {
  const std::string number = std::to_string(limitOf(design, kTapeMost));
  return number + " GiB" + limitText(design, kTapeMost, Bound::most).substr(number.size());
}

// Disks of an allowed size, where their size is known.
Properties disksOf(const Design& design, NodeIndex gateway) {
  Properties p;
  for (const Disk& disk : kDisks) {
    const auto size = known(design, gateway, disk.property);
    if (!size) continue;
    const double least = limit(design, std::string(disk.facts) + "minimum");
    const double most = limit(design, std::string(disk.facts) + "maximum");
    if (*size < least) p[disk.property] = Value(static_cast<std::int64_t>(least));
    else if (*size > most) p[disk.property] = Value(static_cast<std::int64_t>(most));
    else p[disk.property] = *design.read(gateway, std::string_view(disk.property)).value;
  }
  return p;
}

// How many gateways the volumes need; nothing where it is more than a few, or where volumes would have to be divided.
std::optional<std::int64_t> gatewaysForVolumes(const Design& design, NodeIndex gateway, const VolumeType& type) {
  const Volumes v = volumesOf(design, gateway);
  const double total = limit(design, type.facts + "totalTib");
  const bool said = design.read(gateway, "totalTib").known();
  if (v.largest && *v.largest > limit(design, type.facts + "volumeTib")) return std::nullopt;
  double each = limit(design, type.facts + "volumes");
  if (!said && v.largest && *v.largest > 0) each = std::min(each, std::floor(total / *v.largest));
  double needed = v.count && each >= 1 ? std::ceil(*v.count / each) : 1;
  if (said && v.total) needed = std::max(needed, std::ceil(*v.total / total));
  const auto gateways = gatewaysFor(needed);
  return gateways && v.count && *v.count < static_cast<double>(*gateways) && *gateways > 1 ? std::nullopt : gateways;
}

std::optional<Edit> fixVolumes(const RuleContext& context, const Finding& finding, const VolumeType& type) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone || !isOfType(design, gateway, type.value)) return std::nullopt;
  const auto gateways = gatewaysForVolumes(design, gateway, type);
  if (!gateways) return std::nullopt;
  const Volumes v = volumesOf(design, gateway);
  const Properties disks = type.cached ? disksOf(design, gateway) : Properties();
  std::vector<Properties> shares(static_cast<std::size_t>(*gateways), disks);
  const bool divided = *gateways > 1;
  const auto counts = sharesOf(design.read(gateway, "volumes").integer(), *gateways);
  for (std::size_t i = 0; divided && i < shares.size(); ++i) {
    if (i > 0) shares[i]["type"] = Value(type.value);
    if (i > 0 && v.largest) shares[i]["volumeTib"] = *design.read(gateway, "volumeTib").value;
    if (v.count) shares[i]["volumes"] = Value(counts[i]);
    if (design.read(gateway, "totalTib").known())
      shares[i]["totalTib"] = Value(v.total.value_or(0) / static_cast<double>(*gateways));
  }
  return shareOut(design, gateway, shares,
                  divided
                      ? "Divide the volumes of " + titled(design, gateway) + " among " + counted(*gateways, "gateway")
                      : "Give " + titled(design, gateway) + " disks of a size that AWS takes");
}

}  // namespace

void checkStoredVolumes(const RuleContext& context, FindingSink& sink) { checkVolumes(context, storedVolumes(), sink); }

void checkCachedVolumes(const RuleContext& context, FindingSink& sink) { checkVolumes(context, cachedVolumes(), sink); }

void checkTapeCount(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const double most = limit(design, kTapes);
  const double total = limit(design, kTapesTotal);
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    if (!isOfType(design, gateway, "tape")) continue;
    const auto tapes = known(design, gateway, "tapes");
    const auto size = known(design, gateway, "tapeGib");
    std::vector<Excess> excess;
    if (tapes && *tapes > most)
      excess.push_back({"tapes", amount(*tapes, "tapes"), "at most " + amount(most, "tapes")});
    if (tapes && size && *tapes * *size > total * kGibPerTib) {
      excess.push_back({"tapes", totalOf(*tapes * *size / kGibPerTib, total) + " on tapes",
                        "at most " + amount(total, "TiB") + " on all tapes together"});
    }
    reportExcess(design, gateway, excess, "a virtual tape library", sink);
  }
}

void checkTapeSize(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    const auto size = known(design, gateway, "tapeGib");
    if (!isOfType(design, gateway, "tape") || !size) continue;
    if (*size >= limit(design, kTapeLeast) && *size <= limit(design, kTapeMost)) continue;
    const Fact* theirs = otherIsToday(design) ? differingFact(design, kTapeMost) : nullptr;
    const bool madeToday =
        theirs && *size <= theirs->value.asNumber().value_or(0) && *size >= limit(design, kTapeLeast);
    sink.report({gateway},
                madeToday
                    ? "Tapes of {name} are to hold {size} GiB, but a virtual tape of the course holds {least} to {most}"
                    : "Tapes of {name} are to hold {size} GiB, but a virtual tape holds {least} to {most}, and AWS "
                      "makes no other",
                {{"name", titled(design, gateway)},
                 {"size", formatNumber(*size)},
                 {"least", limitText(design, kTapeLeast, Bound::least)},
                 {"most", largestTape(design)}},
                "tapeGib");
  }
}

void checkTapeDrives(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex gateway : design.withTrait(trait::kGateway)) {
    if (!isOfType(design, gateway, "tape")) continue;
    const Reading drives = design.read(gateway, "tapeDrives");
    const Reading changers = design.read(gateway, "mediaChangers");
    const bool drivesFit = drives.number() == limit(design, kDrives);
    if (drivesFit && changers.number() == limit(design, kChangers)) continue;
    sink.report({gateway},
                "{name} is to have {drives} and {changers}, but every virtual tape library has {allDrives} and "
                "{allChangers}, which backup software is set up for",
                {{"name", titled(design, gateway)},
                 {"drives", counted(drives.integer(), "tape drive")},
                 {"changers", counted(changers.integer(), "media changer")},
                 {"allDrives", counted(limitOf(design, kDrives), "tape drive")},
                 {"allChangers", counted(limitOf(design, kChangers), "media changer")}},
                drivesFit ? "mediaChangers" : "tapeDrives");
  }
}

std::optional<Edit> fixStoredVolumes(const RuleContext& context, const Finding& finding) {
  return fixVolumes(context, finding, storedVolumes());
}

std::optional<Edit> fixCachedVolumes(const RuleContext& context, const Finding& finding) {
  return fixVolumes(context, finding, cachedVolumes());
}

std::optional<Edit> fixTapeCount(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone) return std::nullopt;
  const auto tapes = known(design, gateway, "tapes");
  const auto size = known(design, gateway, "tapeGib");
  // A library full of tapes that AWS does not make is no better when it is divided.
  if (!tapes || (size && (*size < limit(design, kTapeLeast) || *size > limit(design, kTapeMost)))) return std::nullopt;
  double each = limit(design, kTapes);
  if (size) each = std::min(each, std::floor(limit(design, kTapesTotal) * kGibPerTib / *size));
  const auto gateways = each >= 1 ? gatewaysFor(*tapes / each) : std::nullopt;
  if (!gateways || *gateways < 2) return std::nullopt;
  std::vector<Properties> shares;
  shares.reserve(static_cast<std::size_t>(*gateways));
  for (const std::int64_t count : sharesOf(design.read(gateway, "tapes").integer(), *gateways)) {
    Properties& share = shares.emplace_back(Properties{{"tapes", Value(count)}});
    if (shares.size() == 1) continue;
    for (const char* key : {"type", "tapeGib", "archivePool"}) {
      if (const Reading r = design.read(gateway, std::string_view(key)); r.known()) share[key] = *r.value;
    }
  }
  return shareOut(design, gateway, shares,
                  "Divide the tapes of " + titled(design, gateway) + " among " + counted(*gateways, "gateway"));
}

std::optional<Edit> fixTapeSize(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone) return std::nullopt;
  const bool small = design.read(gateway, "tapeGib").number() < limit(design, kTapeLeast);
  const std::int64_t size = limitOf(design, small ? kTapeLeast : kTapeMost);
  Mending mending(design, "Give " + titled(design, gateway) + " tapes of " + std::to_string(size) + " GiB");
  mending.set(gateway, "tapeGib", size);
  return mending.take();
}

std::optional<Edit> fixTapeDrives(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex gateway = subjectOf(design, finding);
  if (gateway == kNone) return std::nullopt;
  Mending mending(design, "Give " + titled(design, gateway) + " the drives that every library has");
  for (const auto& [key, fact] : {std::pair("tapeDrives", kDrives), {"mediaChangers", kChangers}}) {
    if (design.read(gateway, std::string_view(key)).number() != limit(design, fact))
      mending.set(gateway, key, limitOf(design, fact));
  }
  return mending.take();
}

}  // namespace nines
