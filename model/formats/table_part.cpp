#include "formats/table_part.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analysis/report.h"
#include "recovery/drill.h"

namespace nines {

namespace {

std::vector<NodeIndex> indicesOf(const Design& design, std::span<const NodeId> ids) {
  std::vector<NodeIndex> out;
  for (const NodeId& id : ids) {
    if (const NodeIndex i = design.indexOf(id); i != kNone) out.push_back(i);
  }
  return out;
}

// What fails by itself in the part: nodes by id, zones and Regions also by code, as outages name them.
std::set<std::string, std::less<>> placesOf(const Design& design, const placing::ShownPart& part) {
  std::set<std::string, std::less<>> out;
  for (const NodeIndex i : part.nodes) {
    out.insert(design.node(i).id);
    if (design.has(i, trait::kRegion)) out.emplace(design.regionCode(i));
    if (design.has(i, trait::kZone)) out.emplace(design.zoneCode(i));
  }
  return out;
}

template <class Rows, class Belongs>
void keepOnly(Rows& rows, const Belongs& belongs) {
  using std::erase_if;
  erase_if(rows, [&](const auto& row) { return !belongs(row); });
}

// A copy in which only what belongs is affected.
DrillMatrix matrixOf(const DrillMatrix& whole, const std::set<std::string, std::less<>>& places,
                     const std::vector<char>& inside) {
  DrillMatrix out = whole;
  for (MatrixColumn& column : out.columns) {
    for (std::size_t w = 0; w < out.workloads.size(); ++w) {
      const MatrixCell& cell = std::as_const(column.cells)[w];
      if (inside[w] || !cell.affected) continue;
      const auto& parts = (column.outage ? *column.outage : cell.outage).parts;
      const bool fails =
          !parts.empty() && std::ranges::all_of(parts, [&](const OutagePart& p) { return places.contains(p.place); });
      if (!fails) column.cells[w].affected = false;
    }
  }
  return out;
}

}  // namespace

TablePart::TablePart(const Design& design, std::span<const NodeId> only)
    : m_design(design),
      m_only(only.begin(), only.end()),
      m_shown(placing::shownPart(design, Layout(design), indicesOf(design, only))) {
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    if (m_only.empty() || m_shown.hasLink(design, l)) m_links.push_back(l);
  }
}

bool TablePart::has(std::string_view id) const {
  if (const NodeIndex i = m_design.indexOf(id); i != kNone) return m_shown.has(i);
  const Link* link = m_design.topology().links.find(id);
  return link && m_shown.has(m_design.indexOf(link->from)) && m_shown.has(m_design.indexOf(link->to));
}

// As Finding::key() makes them.
bool TablePart::isAbout(std::string_view findingKey) const {
  const std::size_t rule = findingKey.find(':');
  if (rule == std::string_view::npos) return false;
  std::string_view subjects = findingKey.substr(rule + 1, findingKey.find(':', rule + 1) - rule - 1);
  while (!subjects.empty()) {
    const std::string_view id = subjects.substr(0, subjects.find(','));
    if (has(id)) return true;
    subjects.remove_prefix(std::min(id.size() + 1, subjects.size()));
  }
  return false;
}

std::shared_ptr<const Report> TablePart::of(std::shared_ptr<const Report> report) const {
  if (m_only.empty() || !report) return report;
  auto out = std::make_shared<Report>(*report);
  keepOnly(out->findings, [&](const Finding& f) {
    return std::ranges::any_of(f.subjects, [&](const std::string& id) { return has(id); });
  });
  keepOnly(out->waivers, [&](const WaiverStatus& waiver) { return isAbout(waiver.key); });
  const auto isInside = [&](const auto& row) { return has(row.id); };
  if (auto& estimates = out->estimates) {
    keepOnly(estimates->workloads, isInside);
    keepOnly(estimates->stores, isInside);
  }
  if (out->matrix) {
    std::vector<char> inside;
    for (const std::string& workload : out->matrix->workloads) inside.push_back(has(workload) ? 1 : 0);
    out->matrix = std::make_shared<const DrillMatrix>(matrixOf(*out->matrix, placesOf(m_design, m_shown), inside));
  }
  return out;
}

}  // namespace nines
