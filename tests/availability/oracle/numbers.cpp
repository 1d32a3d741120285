#include "numbers.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string_view>
#include <vector>

#include "states.h"

namespace nines::oracle {

namespace {

long double number(const Profile& profile, const Topology* design, std::string_view key) {
  if (design) {
    const auto own = design->assumptions.find(key);
    if (own != design->assumptions.end()) {
      if (const auto value = own->second.asNumber()) return *value;
    }
  }
  const auto assumption = profile.assumptions.find(key);
  if (assumption == profile.assumptions.end()) return 0;
  return assumption->second.value.asNumber().value_or(0);
}

Assumed read(const Profile& profile, const Topology* design) {
  const auto rate = [&](std::string_view q, std::string_view perYear) {
    return Rate{number(profile, design, q), number(profile, design, perYear)};
  };
  return {rate("region.unavailability", "region.perYear"), rate("az.unavailability", "az.perYear"),
          rate("copy.unavailability", "copy.perYear"),     number(profile, design, "host.perYear"),
          number(profile, design, "own.perYear"),          number(profile, design, "data-centre.perYear"),
          number(profile, design, "s3.designedFor")};
}

// Unavailability of a reference placement: the events' probabilities, and what is up in a state.
long double down(const std::vector<long double>& q, const std::function<bool(const State&)>& isUp) {
  std::vector<std::size_t> all(q.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  State state(q.size());
  return downIn(all, q, state, isUp);
}

long double own(long double sla, long double structure, long double switching) {
  return std::max(0.0L, 1.0L - sla / ((1.0L - structure) * (1.0L - switching)));
}

// Three zones (events 0 to 2) and two copies in each (3 to 8): how many copies are up.
int copiesUp(const State& state) {
  int up = 0;
  for (std::size_t i = 0; i < 6; ++i) up += !state[i / 2] && !state[3 + i] ? 1 : 0;
  return up;
}

}  // namespace

Assumed assumedBy(const Profile& profile) { return read(profile, nullptr); }
Assumed assumedBy(const Profile& profile, const Topology& design) { return read(profile, &design); }

long double switchCost(const Rate& trigger, long double seconds) {
  return std::min(trigger.perYear * seconds, trigger.q * kYear) / kYear;
}

bool Assumed::possible() const {
  for (const Rate& rate : {region, zone, copy}) {
    if (rate.q < 0 || rate.q > 1 || rate.perYear < 0) return false;
  }
  return hostPerYear >= 0 && ownPerYear >= 0 && centrePerYear >= 0 && (designedFor == 0 || designedFor == 1);
}

long double Anchors::bucket(long double sla) const { return own(sla, m_region, 0); }
long double Anchors::oneZoneBucket(long double sla) const { return own(sla, m_regionAndZone, 0); }

Anchors::Anchors(const Assumed& assumed)
    : m_region(assumed.region.q),
      m_regionAndZone(down({assumed.region.q, assumed.zone.q}, [](const State& s) { return !s[0] && !s[1]; })) {
  const long double r = assumed.region.q;
  const long double z = assumed.zone.q;
  const long double c = assumed.copy.q;
  host = 1.0L - 0.995L / ((1.0L - r) * (1.0L - z));

  const std::vector<long double> storage{z, z, z, c, c, c, c, c, c};
  const long double alone = down(storage, [](const State& s) { return !s[0] && copiesUp(s) >= 4; });
  auroraHost = 1.0L - 0.999L / ((1.0L - r) * (1.0L - alone));

  const Rate hosts{host, assumed.hostPerYear};
  const Rate auroraHosts{auroraHost, assumed.hostPerYear};
  // One of two hosts in two zones, Region included.
  const long double oneOfTwo =
      down({r, z, host, z, host}, [](const State& s) { return !s[0] && ((!s[1] && !s[2]) || (!s[3] && !s[4])); });
  pair = own(0.9995L, oneOfTwo, switchCost(hosts, kPairSwitchSeconds) + switchCost(assumed.zone, kPairSwitchSeconds));
  group = own(0.9999L, oneOfTwo, 0);

  std::vector<long double> writerAndReader = storage;
  writerAndReader.insert(writerAndReader.end(), {auroraHost, auroraHost, r});
  const long double clusterDown = down(writerAndReader, [](const State& s) {
    return !s[11] && copiesUp(s) >= 4 && ((!s[0] && !s[9]) || (!s[1] && !s[10]));
  });
  cluster = own(0.9999L, clusterDown,
                switchCost(auroraHosts, kClusterSwitchSeconds) + switchCost(assumed.zone, kClusterSwitchSeconds));

  balancer = own(0.9999L, r, 0);
  balancerInOneZone = own(0.999L, m_regionAndZone, 0);
  table = own(0.9999L, r, 0);
  globalTable =
      own(0.99999L, down({r, table, r, table}, [](const State& s) { return (!s[0] && !s[1]) || (!s[2] && !s[3]); }), 0);
  cache = own(0.9999L,
              down({r, z, host, z, host, z, host},
                   [](const State& s) { return !s[0] && ((!s[1] && !s[2]) || (!s[3] && !s[4]) || (!s[5] && !s[6])); }),
              0);
  gateway = own(0.999L, 0, 0);
}

}  // namespace nines::oracle
