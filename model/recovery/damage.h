// What of a design an outage hits, before anything reacts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "recovery/drill_base.h"
#include "recovery/outage.h"

namespace nines::drills {

class Damage {
 public:
  explicit Damage(const Base& base)
      : m_base(base), m_bits(base.design().nodeCount(), 0), m_isReached(base.design().nodeCount(), 0) {}

  // Forgets the outage before.
  void set(const Outage& outage);

  // Works no more at all.
  bool isFailed(NodeIndex n) const { return m_bits[n] & kFailed; }
  // Its data is wrong.
  bool isSpoiled(NodeIndex n) const { return m_bits[n] & kSpoiled; }
  // Failed, spoiled, or some instances of it are lost.
  bool isHit(NodeIndex n) const { return m_bits[n] != 0; }
  // Failed by itself, while its place works: it can come back there.
  bool isHostOnly(NodeIndex n) const { return isFailed(n) && !(m_bits[n] & kPlace); }
  // A cache without nodes left, not a thing that failed itself.
  bool isEmptied(NodeIndex n) const { return m_bits[n] & kEmptied; }
  bool isMaintained(NodeIndex n) const { return m_bits[n] & kMaintained; }
  // A cluster or cache without a word of where its instances stand: what served may be gone.
  bool isPerhapsGone(NodeIndex n) const { return m_bits[n] & kPerhapsGone; }
  // Instances of a tier or counted cache that are gone.
  std::int64_t lostInstances(NodeIndex n) const;
  // The standby of a pair without a drawn one is lost.
  bool undrawnStandbyLost(NodeIndex database) const { return m_bits[database] & kStandbyLost; }

  bool isRegionLost(std::string_view code) const;
  bool isZoneLost(std::string_view code) const;
  std::size_t lostRegions() const { return m_lostRegions.size(); }
  const std::vector<std::string>& lostZones() const { return m_lostZones; }
  // Whether anything fails; a design may also merely have its data spoiled.
  bool hasFailures() const { return m_hasFailures; }
  // The Region around the node, if there is one, works.
  bool isRegionUp(NodeIndex n) const;

  // All nodes that are hit, each once, in no order.
  const std::vector<NodeIndex>& hit() const { return m_touched; }
  // Hit, or something that it leads to is, or holds the same data as something that is: all else is as ever.
  bool isReached(NodeIndex n) const { return m_isReached[n] != 0; }
  const std::vector<NodeIndex>& reached() const { return m_reached; }
  // Whether the Region has a zone that is left.
  bool hasZoneLeft(NodeIndex region) const;

 private:
  using Bits = std::uint8_t;
  static constexpr Bits kFailed = 1;
  static constexpr Bits kSpoiled = 2;
  static constexpr Bits kPartly = 4;
  static constexpr Bits kPlace = 8;  // what surrounds it is lost
  static constexpr Bits kStandbyLost = 16;
  static constexpr Bits kMaintained = 32;
  static constexpr Bits kEmptied = 64;
  static constexpr Bits kPerhapsGone = 128;

  void mark(NodeIndex n, Bits bits);
  void add(const OutagePart& part);
  void loseZone(const std::string& code);
  void loseHost(NodeIndex n);
  void spoil(NodeIndex store);
  void loseSpread();
  void loseEmptyCaches();
  void reach();

  const Base& m_base;
  std::vector<Bits> m_bits;
  std::vector<NodeIndex> m_touched;
  std::map<NodeIndex, std::int64_t> m_lost;
  std::vector<std::string> m_lostZones;
  std::vector<std::string> m_lostRegions;
  bool m_hasFailures = false;
  std::vector<char> m_isReached;
  std::vector<NodeIndex> m_reached;
  mutable std::map<NodeIndex, bool> m_zoneLeft;  // by Region
};

}  // namespace nines::drills
