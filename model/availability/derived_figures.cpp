#include "availability/derived_figures.h"

#include <fmt/format.h>

#include <utility>

#include "availability/anchors.h"

namespace nines {

namespace {

constexpr const char* kHost = "one instance by itself";
constexpr const char* kOwn = "its own failures";
constexpr const char* kSwitch = "its switches";

bool endsWith(const Sla& sla, std::string_view word) { return sla.configuration.ends_with(word); }

// One configuration of a kind: what the graph makes of it (the *_structure files), one after the other.
class Rows {
 public:
  Rows(const Kind& kind, const Profile& profile, const Anchors& anchors, std::vector<DerivedFigure>& out)
      : m_kind(kind), m_profile(profile), m_anchors(anchors), m_out(out) {}

  void add(const Sla& sla) {
    if (endsWith(sla, "redundant") && !m_kind.has(trait::kBalancer)) return addRedundant(sla);
    if (m_kind.has(trait::kClusterVolume)) return put(sla, kHost, m_anchors.clusterHost(sla.availability));
    const bool hasHosts =
        m_kind.has(trait::kCompute) || m_kind.has(trait::kDatabaseInstance) || m_kind.has(trait::kTableCache);
    if (hasHosts) return put(sla, kHost, m_anchors.host(sla.availability));
    put(sla, nullptr, managed(sla));
  }

 private:
  // `what` where the configuration has several figures, or is not meant as a whole.
  void put(const Sla& sla, const char* what, double unavailability) {
    std::string label = fmt::format("{}, {}", m_kind.label, sla.configuration);
    constexpr std::string_view kDesigned = ".designed";
    if (label.ends_with(kDesigned)) label.replace(label.size() - kDesigned.size(), kDesigned.size(), ", designed for");
    if (what) label += fmt::format(": {}", what);
    m_out.push_back({std::move(label), unavailability, sla.availability, sla.source});
  }

  void addRedundant(const Sla& sla) {
    const std::string prefix = sla.configuration.substr(0, sla.configuration.size() - std::string("redundant").size());
    const Sla* single = m_kind.sla(prefix + "single");
    if (!single) return;
    if (m_kind.has(trait::kClusterVolume)) {
      put(sla, kOwn, m_anchors.cluster(single->availability, sla.availability));
      put(sla, kSwitch, m_anchors.clusterSwitch(single->availability));
    } else if (m_kind.has(trait::kDatabaseInstance)) {
      put(sla, kOwn, m_anchors.pair(single->availability, sla.availability));
      put(sla, kSwitch, m_anchors.pairSwitch(single->availability));
    } else if (m_kind.has(trait::kTableCache)) {
      put(sla, kOwn, m_anchors.cache(single->availability, sla.availability));
    } else {
      put(sla, kOwn, m_anchors.group(single->availability, sla.availability));
    }
  }

  double managed(const Sla& sla) const {
    if (endsWith(sla, "global")) {
      const Sla* single = m_kind.sla("single");
      return m_anchors.global(single ? single->availability : sla.availability, sla.availability);
    }
    if (m_kind.has(trait::kBalancer))
      return endsWith(sla, "single") ? m_anchors.zonal(sla.availability) : m_anchors.regional(sla.availability);
    if (m_kind.has(trait::kTable)) return m_anchors.regional(sla.availability);
    if (!m_kind.has(trait::kBucket)) return m_anchors.located(sla.availability);
    const std::string name = sla.configuration.substr(0, sla.configuration.find('.'));
    const bool oneZone = m_profile.fact("s3.oneZone.saferClass." + name) != nullptr;
    return oneZone ? m_anchors.zonal(sla.availability) : m_anchors.regional(sla.availability);
  }

  const Kind& m_kind;
  const Profile& m_profile;
  const Anchors& m_anchors;
  std::vector<DerivedFigure>& m_out;
};

}  // namespace

std::vector<DerivedFigure> derivedFigures(const Catalogue& catalogue, const Profile& profile) {
  const Anchors anchors(profile);
  std::vector<DerivedFigure> out;
  for (const Kind& kind : catalogue.kinds()) {
    Rows rows(kind, profile, anchors, out);
    for (const Sla& sla : kind.slas) rows.add(sla);
  }
  return out;
}

}  // namespace nines
