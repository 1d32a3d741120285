#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "availability/reliability_graph.h"
#include "cli_commands.h"
#include "cli_input.h"
#include "cli_text.h"
#include "formats/mef.h"
#include "support/files.h"

namespace nines::cli {

namespace {

Result<std::string> treeOf(const Design& design, const std::string& file, const std::string& id) {
  const ReliabilityGraph graph(design);
  const auto idOf = [&design](const ReliabilityGraph::Workload& w) { return std::string_view(design.node(w.node).id); };
  const auto found = std::ranges::find(graph.workloads(), std::string_view(id), idOf);
  if (found == graph.workloads().end()) {
    std::vector<std::string_view> known;
    for (const ReliabilityGraph::Workload& w : graph.workloads()) known.push_back(idOf(w));
    return Error{ErrorCode::dangling,
                 file,
                 {},
                 known.empty() ? fmt::format("has no workload \"{}\", nor any other", id)
                               : fmt::format("has no workload \"{}\"; there are {}", id, fmt::join(known, ", "))};
  }
  if (!found->failure.known()) return Error{ErrorCode::missing, file, {}, std::string(found->failure.unknownBecause)};
  std::vector<MefEvent> events;
  events.reserve(graph.events().size());
  for (std::size_t e = 0; e < graph.events().size(); ++e)
    events.push_back({graph.events()[e].key, graph.events()[e].label, graph.q()[e]});
  return writeMef(graph.tree(), found->failure.when, events, id, fmt::format("{} is not served", id));
}

// Why the target must not be written, empty if it may.
std::string targetProblem(const FaultTreeOptions& options) {
  constexpr std::size_t kMost = std::size_t{1} << 30;
  std::error_code error;
  if (!std::filesystem::exists(options.target, error)) return {};
  if (std::filesystem::equivalent(options.file, options.target, error)) return "is the design itself";
  if (options.force) return {};
  const auto text = readFile(options.target, kMost);
  if (text && text->find("<opsa-mef>") != std::string::npos) return {};
  return "exists and is no fault tree; --force replaces it";
}

}  // namespace

int faultTree(const FaultTreeOptions& options) {
  const auto fail = [](const Error& error) {
    complain(error.text());
    return kUnreadable;
  };
  const auto input = readInput(options.file);
  if (!input) return fail(input.error());
  const Design design(input->topology, Catalogue::shipped(), judgingProfile(*input));
  const auto text = treeOf(design, options.file, options.workload);
  if (!text) return fail(text.error());
  if (options.target.empty()) return print(*text) ? kClean : kUnreadable;
  if (const std::string problem = targetProblem(options); !problem.empty())
    return fail({ErrorCode::unreadable, options.target, {}, problem});
  const auto written = writeFileAtomically(options.target, *text);
  return written ? static_cast<int>(kClean) : fail(written.error());
}

}  // namespace nines::cli
