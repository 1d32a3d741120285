// Figures of functions that were worked out before, by their content: an edit costs only what it touches. Belongs to
// whoever analyses one design again and again; not for several threads at once.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "availability/evaluation.h"

namespace nines {

// Events are numbered as in the function by itself.
struct FunctionFigures {
  Probability probability;
  std::vector<EventImportance> importance;
  std::vector<CutSet> cutSets;
};

class EstimateCache {
 public:
  // The figures, or null. What was found or kept in one of the last few runs stays.
  std::shared_ptr<const FunctionFigures> find(const std::vector<std::uint32_t>& content);
  void keep(std::vector<std::uint32_t> content, std::shared_ptr<const FunctionFigures> figures);
  // Ends a run: forgets what none of the last few runs asked for.
  void endRun();

  std::size_t size() const { return m_entries.size(); }
  // How often find() had to give null, for tests.
  std::size_t misses() const { return m_misses; }

 private:
  struct ByContent {
    std::size_t operator()(const std::vector<std::uint32_t>& content) const;
  };
  struct Entry {
    std::shared_ptr<const FunctionFigures> figures;
    std::uint64_t run = 0;
  };

  std::unordered_map<std::vector<std::uint32_t>, Entry, ByContent> m_entries;
  std::uint64_t m_run = 0;
  std::size_t m_misses = 0;
};

}  // namespace nines
