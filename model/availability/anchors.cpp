#include "availability/anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace nines {

namespace {

// Everything here is worked out in unavailabilities: 1 - availability would leave few digits of what is small.
double either(double a, double b) { return a + b - a * b; }

double square(double x) { return x * x; }

}  // namespace

// A decimal close to 1 lies in a double with an error that is large beside what is missing: taken back to its decimals,
// where it has so few.
double missingFrom(double availability) {
  constexpr double kDecimals = 1e15;
  const double rounded = std::round((1 - availability) * kDecimals) / kDecimals;
  return 1 - rounded == availability ? rounded : 1 - availability;
}

namespace {

// What is left for a service's own failures, so that with the structure's it is down for 1 - SLA.
double own(double sla, double structureDown) {
  return structureDown < 1 ? std::clamp((missingFrom(sla) - structureDown) / (1 - structureDown), 0.0, 1.0) : 0;
}

// P(fewer than so many of n copies are up).
double fewerUp(std::size_t least, std::size_t n, double down) {
  std::vector<double> exactly(n + 1, 0);  // by number of copies that are up
  exactly[0] = 1;
  for (std::size_t copy = 0; copy < n; ++copy) {
    for (std::size_t k = copy + 1; k > 0; --k) exactly[k] = exactly[k] * down + exactly[k - 1] * (1 - down);
    exactly[0] *= down;
  }
  double sum = 0;
  for (std::size_t k = 0; k < std::min(least, n + 1); ++k) sum += exactly[k];
  return sum;
}

double midpoint(const Profile& profile, const std::string& key) {
  return (profile.number(key + ".best").value_or(0) + profile.number(key + ".worst").value_or(0)) / 2;
}

}  // namespace

StorageQuorum StorageQuorum::of(const Profile& profile) {
  const auto whole = [&](const char* key, double otherwise) {
    return static_cast<std::size_t>(profile.number(key).value_or(otherwise));
  };
  return {whole("aurora.copies.zones", 3), whole("aurora.copies.perZone", 2), whole("aurora.quorum.write", 4),
          whole("aurora.quorum.read", 3)};
}

SwitchTimes SwitchTimes::of(const Profile& profile) {
  return {midpoint(profile, "rds.failover"), midpoint(profile, "aurora.failover")};
}

Anchors::Anchors(const Profile& profile)
    : m_defaults(Assumptions::defaults(profile)),
      m_quorum(StorageQuorum::of(profile)),
      m_times(SwitchTimes::of(profile)) {}

double Anchors::side(double singleSla) const { return either(host(singleSla), m_defaults.zone.unavailability); }

double Anchors::withRegion(double down) const { return either(m_defaults.region.unavailability, down); }

double Anchors::host(double singleSla) const { return own(singleSla, withRegion(m_defaults.zone.unavailability)); }

double Anchors::clusterHost(double singleSla) const {
  constexpr std::array<std::size_t, 1> kAlone{0};
  return own(singleSla, withRegion(clusterDown(kAlone, 0)));
}

double Anchors::clusterDown(std::span<const std::size_t> instanceZones, double hostDown) const {
  const double zoneDown = m_defaults.zone.unavailability;
  double sum = 0;
  for (std::uint32_t state = 0; state < 1u << m_quorum.zones; ++state) {  // bit: this zone is up
    double probability = 1;
    std::size_t zonesUp = 0;
    for (std::size_t zone = 0; zone < m_quorum.zones; ++zone) {
      const bool isUp = (state >> zone & 1u) != 0;
      probability *= isUp ? 1 - zoneDown : zoneDown;
      zonesUp += isUp ? 1 : 0;
    }
    double allDown = 1;
    for (const std::size_t zone : instanceZones) allDown *= (state >> zone & 1u) != 0 ? hostDown : 1;
    const double storageDown = fewerUp(m_quorum.write, zonesUp * m_quorum.perZone, m_defaults.copy.unavailability);
    sum += probability * either(allDown, storageDown);
  }
  return sum;
}

double Anchors::switchDown(double hostDown, double seconds) const {
  const FailureRate host{hostDown, m_defaults.hostPerYear};
  double out = 0;
  for (const FailureRate& trigger : {host, m_defaults.zone}) {
    out += trigger.lostTo(seconds);
  }
  return out;
}

double Anchors::pairSwitch(double singleSla) const { return switchDown(host(singleSla), m_times.pair); }

double Anchors::clusterSwitch(double singleSla) const { return switchDown(clusterHost(singleSla), m_times.cluster); }

double Anchors::pair(double singleSla, double sla) const {
  return own(sla, either(withRegion(square(side(singleSla))), pairSwitch(singleSla)));
}

double Anchors::cluster(double singleSla, double sla) const {
  constexpr std::array<std::size_t, 2> kWriterAndReader{0, 1};
  const double down = clusterDown(kWriterAndReader, clusterHost(singleSla));
  return own(sla, either(withRegion(down), clusterSwitch(singleSla)));
}

double Anchors::group(double singleSla, double sla) const { return own(sla, withRegion(square(side(singleSla)))); }

double Anchors::cache(double singleSla, double sla) const {
  return own(sla, withRegion(square(side(singleSla)) * side(singleSla)));
}

double Anchors::regional(double sla) const { return own(sla, withRegion(0)); }

double Anchors::zonal(double sla) const { return own(sla, withRegion(m_defaults.zone.unavailability)); }

double Anchors::global(double regionalSla, double sla) const {
  return own(sla, square(withRegion(regional(regionalSla))));
}

double Anchors::located(double sla) const { return own(sla, 0); }

std::string brokenAnchors(const Catalogue& catalogue, const Profile& profile) {
  constexpr std::string_view kSingle = "single";
  const Anchors anchors(profile);
  for (const Kind& kind : catalogue.kinds()) {
    if (kind.has(trait::kBalancer)) continue;  // has no hosts that anybody sees
    for (const Sla& single : kind.slas) {
      if (!single.configuration.ends_with(kSingle)) continue;
      const std::string prefix = single.configuration.substr(0, single.configuration.size() - kSingle.size());
      const Sla* redundant = kind.sla(prefix + "redundant");
      if (!redundant) continue;
      double host = anchors.host(single.availability);
      double ownDown = anchors.group(single.availability, redundant->availability);
      double switchDown = 0;
      if (kind.has(trait::kClusterVolume)) {
        host = anchors.clusterHost(single.availability);
        ownDown = anchors.cluster(single.availability, redundant->availability);
        switchDown = anchors.clusterSwitch(single.availability);
      } else if (kind.has(trait::kDatabaseInstance)) {
        ownDown = anchors.pair(single.availability, redundant->availability);
        switchDown = anchors.pairSwitch(single.availability);
      } else if (kind.has(trait::kTableCache)) {
        ownDown = anchors.cache(single.availability, redundant->availability);
      }
      if (ownDown + switchDown + square(host) < host) continue;
      return fmt::format("a second instance of {} would gain nothing: {} + {} + {} is not below {}", kind.id, ownDown,
                         switchDown, square(host), host);
    }
  }
  return {};
}

}  // namespace nines
