// What was worked out before, so that an edit costs only what it touches: of workloads and stores by the rows that they
// were read from, of functions by their content. Belongs to whoever analyses one design again and again; not for
// several threads at once. Catalogues and profiles have to outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "availability/dependencies.h"
#include "availability/estimates.h"
#include "availability/evaluation.h"
#include "availability/surroundings.h"

namespace nines {

// Events are numbered as in the function by itself.
struct FunctionFigures {
  Probability probability;
  std::vector<EventImportance> importance;
  std::vector<CutSet> cutSets;
};

// What is said of one workload or store.
struct EstimatedPart {
  std::shared_ptr<const WorkloadEstimate> workload;  // of a store: null
  std::shared_ptr<const StoreEstimate> store;        // of a workload: null
  bool isFinal = true;                               // false: too large, which it may not be with more memory
};

class EstimateCache {
 public:
  // The figures, or null. What was found or kept in one of the last few runs stays.
  std::shared_ptr<const FunctionFigures> find(const std::vector<std::uint32_t>& content);
  void keep(std::vector<std::uint32_t> content, std::shared_ptr<const FunctionFigures> figures);

  // Begins a run over a design; what was kept of parts goes where profile or assumptions have changed.
  void beginRun(const Design& design);
  // What was kept of the workload or store, if nothing that it was read from has changed since; else null.
  const EstimatedPart* findPart(const Design& design, NodeIndex start, const Dependencies& found);
  // After findPart() of the same start.
  void keepPart(const Design& design, NodeIndex start, const Dependencies& found, EstimatedPart part);
  // Ends a run: forgets what none of the last few runs asked for.
  void endRun();

  std::size_t size() const { return m_entries.size(); }
  // How often find() had to give null, for tests.
  std::size_t misses() const { return m_misses; }
  // How many parts were kept because they were not known before, for tests.
  std::size_t partsMade() const { return m_partsMade; }

 private:
  struct ByContent {
    std::size_t operator()(const std::vector<std::uint32_t>& content) const;
  };
  struct Entry {
    std::shared_ptr<const FunctionFigures> figures;
    std::uint64_t run = 0;
  };
  struct Part {
    std::vector<std::shared_ptr<const Node>> nodes;
    std::vector<std::shared_ptr<const Link>> links;
    std::vector<Surroundings::Stamp> stamps;
    EstimatedPart part;
    std::uint64_t run = 0;
  };
  // Of a design as a whole.
  struct Basis {
    const Catalogue* catalogue = nullptr;
    const Profile* profile = nullptr;
    Value::Object assumptions;

    bool operator==(const Basis&) const = default;
  };

  std::unordered_map<std::vector<std::uint32_t>, Entry, ByContent> m_entries;
  std::unordered_map<std::string, Part> m_parts;  // by the id of the workload or store
  Basis m_basis;
  Surroundings m_surroundings;
  std::vector<Surroundings::Stamp> m_stamps;  // of what was asked for last
  std::uint64_t m_run = 0;
  std::size_t m_misses = 0;
  std::size_t m_partsMade = 0;
};

}  // namespace nines
