#include "availability/estimate_cache.h"

#include <algorithm>

namespace nines {

namespace {

constexpr std::uint64_t kRunsKept = 8;  // undoing a few steps finds its figures again

// Whether these rows of the table are, or say the same as, those kept. Then the kept ones become those of the table,
// which are found equal at a glance next time.
template <class Row, class Table, class Index>
bool areKept(std::vector<std::shared_ptr<const Row>>& kept, const Table& table, std::span<const Index> rows) {
  if (kept.size() != rows.size()) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::shared_ptr<const Row>& row = table.rows()[rows[i]];
    if (kept[i] == row) continue;
    if (!saysTheSame(*kept[i], *row)) return false;
    kept[i] = row;
  }
  return true;
}

template <class Row, class Table, class Index>
void keepRows(std::vector<std::shared_ptr<const Row>>& kept, const Table& table, std::span<const Index> rows) {
  kept.clear();
  kept.reserve(rows.size());
  for (const Index i : rows) kept.push_back(table.rows()[i]);
}

}  // namespace

std::size_t EstimateCache::ByContent::operator()(const std::vector<std::uint32_t>& content) const {
  std::uint64_t h = content.size();
  for (const std::uint32_t word : content) {
    h = (h ^ word) * 0x9e3779b97f4a7c15u;
    h ^= h >> 29;
  }
  return h;
}

std::shared_ptr<const FunctionFigures> EstimateCache::find(const std::vector<std::uint32_t>& content) {
  const auto at = m_entries.find(content);
  if (at == m_entries.end()) {
    ++m_misses;
    return nullptr;
  }
  at->second.run = m_run;
  return at->second.figures;
}

void EstimateCache::keep(std::vector<std::uint32_t> content, std::shared_ptr<const FunctionFigures> figures) {
  m_entries.insert_or_assign(std::move(content), Entry{std::move(figures), m_run});
}

void EstimateCache::beginRun(const Design& design) {
  Basis basis{&design.catalogue(), &design.profile(), design.topology().assumptions};
  if (!(basis == m_basis)) m_parts.clear();
  m_basis = std::move(basis);
  m_surroundings.read(design);
}

const EstimatedPart* EstimateCache::findPart(const Design& design, NodeIndex start, const Dependencies& found) {
  m_surroundings.stampsOf(design, found.nodes(), m_stamps);
  const auto at = m_parts.find(design.node(start).id);
  if (at == m_parts.end()) return nullptr;
  Part& part = at->second;
  if (part.stamps != m_stamps) return nullptr;
  const Topology& topology = design.topology();
  if (!areKept<Node>(part.nodes, topology.nodes, found.nodes())) return nullptr;
  if (!areKept<Link>(part.links, topology.links, found.links())) return nullptr;
  part.run = m_run;
  return &part.part;
}

void EstimateCache::keepPart(const Design& design, NodeIndex start, const Dependencies& found, EstimatedPart part) {
  ++m_partsMade;
  Part& kept = m_parts[design.node(start).id];
  keepRows(kept.nodes, design.topology().nodes, found.nodes());
  keepRows(kept.links, design.topology().links, found.links());
  kept.stamps = m_stamps;
  kept.part = std::move(part);
  kept.run = m_run;
}

void EstimateCache::endRun() {
  std::erase_if(m_parts, [&](const auto& entry) { return entry.second.run != m_run; });
  ++m_run;
  std::erase_if(m_entries, [&](const auto& entry) { return entry.second.run + kRunsKept < m_run; });
}

}  // namespace nines
