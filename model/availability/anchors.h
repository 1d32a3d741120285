// What cannot be assumed is anchored: a configuration that stands alone in its reference placement comes out at the SLA
// that AWS publishes for it (availability.md). Anchors are computed from the profile's default assumptions and then
// hold in every placement, whatever a design assumes instead.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "availability/assumptions.h"
#include "catalogue/catalogue.h"

namespace nines {

// How the six copies of a cluster's storage stand, and how many of them it needs.
struct StorageQuorum {
  std::size_t zones = 3;
  std::size_t perZone = 2;
  std::size_t write = 4;
  std::size_t read = 3;

  static StorageQuorum of(const Profile& profile);
};

// Seconds that a switch to the other side takes: midpoints of what AWS says.
struct SwitchTimes {
  double pair = 0;     // of a database to its standby
  double cluster = 0;  // of a cluster to another instance

  static SwitchTimes of(const Profile& profile);
};

// 1 - availability, as the decimals say it.
double missingFrom(double availability);

class Anchors {
 public:
  explicit Anchors(const Profile& profile);

  // q of the host below a service that has this SLA alone, in one zone.
  double host(double singleSla) const;
  // q of a cluster's only instance, with its storage in three zones.
  double clusterHost(double singleSla) const;

  // q of the own event of a configuration with this SLA:
  double pair(double singleSla, double sla) const;      // two hosts in two zones, with a switch
  double cluster(double singleSla, double sla) const;   // writer and reader in two of three zones, with a switch
  double group(double singleSla, double sla) const;     // one of two hosts in two zones
  double cache(double singleSla, double sla) const;     // one of three hosts in three zones
  double regional(double sla) const;                    // all zones of a Region at once
  double zonal(double sla) const;                       // one zone of a Region
  double global(double regionalSla, double sla) const;  // any of two Regions
  double located(double sla) const;                     // beside where it stands

  // The q of the switch in the reference placement.
  double pairSwitch(double singleSla) const;
  double clusterSwitch(double singleSla) const;

  const StorageQuorum& quorum() const { return m_quorum; }
  const SwitchTimes& times() const { return m_times; }

 private:
  // P(down) of one host with its zone.
  double side(double singleSla) const;
  double withRegion(double down) const;
  // P(no instance is up or too few copies are), instances in zones with these numbers.
  double clusterDown(std::span<const std::size_t> instanceZones, double hostDown) const;
  double switchDown(double hostDown, double seconds) const;

  Assumptions m_defaults;
  StorageQuorum m_quorum;
  SwitchTimes m_times;
};

// What stands against the promise that redundancy always gains, q_S + q_F + q_H^2 < q_H: a sentence naming kind and
// figures, empty if every kind keeps it.
std::string brokenAnchors(const Catalogue& catalogue, const Profile& profile);

}  // namespace nines
