#include "availability/sla_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "availability/sla_walk.h"

namespace nines {

namespace {

constexpr std::size_t kDeepestRecord = 64;  // records through the clients of records; nobody draws more than a few

bool choosesHealthy(const Design& design, NodeIndex record) { return design.read(record, "healthCheck").flag(); }

// Where a target stands, as far as it matters whether two of them fail together.
std::string siteOf(const Design& design, NodeIndex i) {
  if (const NodeIndex region = design.region(i); region != kNone) return std::string(design.regionCode(region));
  const NodeIndex centre = dataCentreOf(design, i);
  return std::string(titleOf(design, centre == kNone ? i : centre));
}

// Without a health check nothing leads around a target that is down: the primary, or else all are needed.
std::vector<NodeIndex> neededTargets(const Design& design, NodeIndex record) {
  std::vector<NodeIndex> all;
  std::vector<NodeIndex> primary;
  for (const LinkIndex l : design.outgoing(record)) {
    if (design.link(l).kind != "routes") continue;
    all.push_back(design.to(l));
    if (design.readLink(l, "role").text() == "primary") primary.push_back(design.to(l));
  }
  return design.read(record, "policy").text() == "failover" && !primary.empty() ? primary : all;
}

PathFactor ownFactor(const Design& design, NodeIndex record, const SlaFigure& figure) {
  assert(figure.availability);
  const std::string& id = design.node(record).id;
  const std::string name(titleOf(design, record));
  return {"node " + id, {name, *figure.availability, figure.source, {id}, {}, name}};
}

// Factors that every branch needs are no alternative: they count once, outside.
std::set<std::string> commonKeys(const std::vector<SlaPathFinder::Branch>& branches) {
  std::map<std::string, std::size_t> uses;
  for (const auto& branch : branches) {
    for (const PathFactor& factor : branch.path.factors) ++uses[factor.key];
  }
  std::set<std::string> out;
  for (const auto& [key, count] : uses) {
    if (count == branches.size()) out.insert(key);
  }
  return out;
}

// 1 - prod(1 - a) over the branches, each without what is common to all.
SlaFactor alternativesFactor(const std::vector<SlaPathFinder::Branch>& branches, const std::set<std::string>& common) {
  SlaFactor out;
  out.source = {"1 - (1 - a)(1 - b), AWS: Availability and Beyond", "2021-11-12"};
  double allDown = 1;
  for (const auto& branch : branches) {
    double up = 1;
    std::vector<SlaFactor>& inside = out.alternatives.emplace_back();
    for (const PathFactor& factor : branch.path.factors) {
      if (common.contains(factor.key)) continue;
      up *= factor.shown.availability;
      out.nodes.insert(out.nodes.end(), factor.shown.nodes.begin(), factor.shown.nodes.end());
      inside.push_back(factor.shown);
      inside.back().alternatives.clear();  // one level is enough to follow, and nested ones could grow without bound
    }
    allDown *= 1 - up;
    const char* joint = out.configuration.empty() ? "" : " or ";
    out.configuration += fmt::format("{}{} ({:.8g} %)", joint, branch.site, up * 100);
  }
  out.availability = 1 - allDown;
  return out;
}

}  // namespace

double SlaPath::product() const {
  double out = 1;
  for (const PathFactor& factor : factors) out *= factor.shown.availability;
  return out;
}

SlaPathFinder::SlaPathFinder(const Design& design, const DataSets& sets)
    : m_design(design), m_sets(sets), m_placements(design) {
  m_tooDeep.unknownBecause = "DNS records lead to each other through more services than can be followed";
}

SlaPath SlaPathFinder::pathOf(NodeIndex workload) {
  // Inside a circle a path lacks what was being found around it, and one that is too deep may not be from elsewhere:
  // right for that workload only.
  if (m_metEnd) m_records.clear();
  m_metEnd = false;
  SlaPathWalk walk(*this);
  walk.addClient(workload);
  SlaPath path = std::move(walk).finish();
  if (path.factors.empty() && path.unknownBecause.empty() && path.brokenBecause.empty()) {
    path.brokenBecause = fmt::format("{} uses nothing", titleOf(m_design, workload));
  }
  return path;
}

const SlaPath& SlaPathFinder::recordPath(NodeIndex record) {
  if (const auto at = m_records.find(record); at != m_records.end()) return at->second;
  if (m_open.contains(record)) {
    m_metEnd = true;
    return m_nothing;
  }
  if (m_open.size() >= kDeepestRecord) {
    m_metEnd = true;
    return m_tooDeep;
  }
  m_open.insert(record);
  SlaPath path = findRecordPath(record);
  m_open.erase(record);
  return m_records.insert_or_assign(record, std::move(path)).first->second;
}

SlaPath SlaPathFinder::findRecordPath(NodeIndex record) {
  const SlaFigure figure = plainFigure(m_design, record);
  SlaPath path;
  if (choosesHealthy(m_design, record)) {
    std::vector<Branch> branches;
    for (const auto& [site, targets] : alternativesOf(record)) {
      SlaPathWalk walk(*this);
      walk.addTargets(targets);
      branches.push_back({site, std::move(walk).finish()});
    }
    path = anyOf(record, std::move(branches));
  } else {
    SlaPathWalk walk(*this);
    const std::vector<NodeIndex> targets = neededTargets(m_design, record);
    for (const NodeIndex target : targets) walk.addTargets(std::span(&target, 1));
    path = std::move(walk).finish();
    if (targets.empty()) path.brokenBecause = fmt::format("{} has no targets", titleOf(m_design, record));
  }
  if (figure.availability) path.factors.insert(path.factors.begin(), ownFactor(m_design, record, figure));
  else if (path.unknownBecause.empty()) path.unknownBecause = figure.missing;
  return path;
}

std::vector<std::pair<std::string, std::vector<NodeIndex>>> SlaPathFinder::alternativesOf(NodeIndex record) const {
  std::vector<std::pair<std::string, std::vector<NodeIndex>>> sites;
  std::vector<NodeIndex> open{record};
  std::set<NodeIndex> seen{record};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const NodeIndex target : m_design.targets(open[i], "routes")) {
      if (!seen.insert(target).second) continue;
      if (m_design.has(target, trait::kDnsRecord) && choosesHealthy(m_design, target)) {
        open.push_back(target);
        continue;
      }
      std::string site = siteOf(m_design, target);
      auto at = std::ranges::find(sites, site, [](const auto& entry) { return entry.first; });
      if (at == sites.end()) at = sites.emplace(at, std::move(site), std::vector<NodeIndex>());
      at->second.push_back(target);
    }
  }
  return sites;
}

SlaPath SlaPathFinder::anyOf(NodeIndex record, std::vector<Branch> branches) const {
  SlaPath out;
  if (branches.empty()) {
    out.brokenBecause = fmt::format("{} has no targets", titleOf(m_design, record));
    return out;
  }
  const std::string broken = branches.front().path.brokenBecause;
  std::erase_if(branches, [](const Branch& branch) { return !branch.path.brokenBecause.empty(); });
  if (branches.empty()) {
    out.brokenBecause = broken;
    return out;
  }
  if (branches.size() == 1) return std::move(branches.front().path);
  const std::set<std::string> common = commonKeys(branches);
  for (const Branch& branch : branches) {
    if (out.unknownBecause.empty()) out.unknownBecause = branch.path.unknownBecause;
  }
  for (const PathFactor& factor : branches.front().path.factors) {
    if (common.contains(factor.key)) out.factors.push_back(factor);
  }
  SlaFactor either = alternativesFactor(branches, common);
  either.names = titleOf(m_design, record);
  either.label = fmt::format("{}: {}", either.names, either.configuration);
  // Alternatives that never fail, or that need nothing beyond what all need, add nothing.
  if (either.availability < 1) out.factors.push_back({"any of " + m_design.node(record).id, std::move(either)});
  return out;
}

}  // namespace nines
