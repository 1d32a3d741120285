// What stands around the nodes of a design, from one snapshot to the next: a figure that was read from equal rows holds
// as long as the containers around these say the same. Where those lie and how large they are does not count.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/design.h"

namespace nines {

// Whether two rows say the same to analyses: all but what is drawn.
bool saysTheSame(const Node& a, const Node& b);
bool saysTheSame(const Link& a, const Link& b);

class Surroundings {
 public:
  // A number that is another one after each change.
  using Stamp = std::uint64_t;

  // Its catalogue has to outlive this.
  void read(const Design& design);
  // Those of what surrounds these nodes of the design that was read last. Equal stamps mean that nothing changed.
  void stampsOf(const Design& design, std::span<const NodeIndex> nodes, std::vector<Stamp>& out);

 private:
  using Rows = std::vector<std::shared_ptr<const Node>>;

  // All containers below one that stands on the canvas, itself included.
  struct Site {
    Rows containers;
    Stamp stamp = 0;
    bool isShared = false;  // another site has drawings of the same Region
    bool seen = false;
    std::uint64_t asked = 0;  // by the number of the question
  };

  void findZoneKeys(const Catalogue& catalogue);
  bool namesZones(const Design& design, NodeIndex node) const;
  void findSites(const Design& design);
  void markShared(const Design& design);

  const Catalogue* m_catalogue = nullptr;
  // Of the kinds that have some: properties that name zones.
  std::unordered_map<const Kind*, std::vector<std::string>> m_zoneKeys;
  std::unordered_map<std::string, Site> m_sites;  // by the id of the outermost container
  std::vector<Site*> m_siteOf;                    // by node; null on the canvas
  Stamp m_last = 0;
  Stamp m_whole = 0;  // of all sites together
  std::uint64_t m_question = 0;
};

}  // namespace nines
