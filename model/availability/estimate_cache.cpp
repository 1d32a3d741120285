#include "availability/estimate_cache.h"

namespace nines {

namespace {

constexpr std::uint64_t kRunsKept = 8;  // undoing a few steps finds its figures again

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

void EstimateCache::endRun() {
  ++m_run;
  std::erase_if(m_entries, [&](const auto& entry) { return entry.second.run + kRunsKept < m_run; });
}

}  // namespace nines
