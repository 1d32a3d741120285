// The JSON that the command line prints: keys are fixed, more may be added. One line, UTF-8, C locale; figures have
// full double precision, what is not known is null.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "availability/estimates.h"
#include "availability/simulated_design.h"
#include "rules/idle_waivers.h"
#include "rules/rulebook.h"
#include "rules/waivers.h"
#include "support/result.h"

namespace nines {

namespace json {
class Writer;
}

// What the rules said about one file.
struct FileFindings {
  std::string file;     // as it was named
  std::string profile;  // whose facts counted
  std::vector<Finding> findings;
  std::vector<WaiverStatus> waivers;
  std::vector<std::size_t> lines;      // by finding: where its first subject stands in the file; 0 unknown
  std::string unknownProfile{};        // that the design names and this version lacks; empty: the one that counted
  std::vector<IdleWaiver> idle{};      // of the waivers
  Table<Waiver, &Waiver::key> said{};  // the waivers as the design has them
};

// What was found as keys of an object that is under way: profile, unknownProfile, findings, staleWaivers, endedWaivers,
// unreadableWaivers, unexplainedWaivers, and idleWaivers with all of these.
void writeFindings(json::Writer& out, const FileFindings& file);
std::string findingsJson(std::span<const FileFindings> files, std::span<const Error> unreadable);
// Likewise: workloads, stores.
void writeEstimates(json::Writer& out, const Estimates& estimates, const SimulatedWorkloads* simulated = nullptr);
// With what was simulated of the same design, if anything.
std::string estimatesJson(const Estimates& estimates, const SimulatedWorkloads* simulated = nullptr);
std::string rulesJson(std::span<const Rule> rules);

}  // namespace nines
