#include "formats/runbook_markdown.h"

#include <fmt/format.h>

#include "formats/markdown.h"

namespace nines {

namespace {

constexpr std::string_view kBlank = "____________________";  // to be filled in by hand

std::string taskLine(const RunbookTask& task) {
  if (task.missing) return fmt::format("- [ ] **Missing:** {}\n", plainMarkdown(task.what));
  if (!task.takes) return fmt::format("- [ ] {}\n", plainMarkdown(task.what));
  return fmt::format("- [ ] {}: **{}** ({})\n", plainMarkdown(task.what), spanText(task.takes->seconds),
                     plainMarkdown(sourceText(task.takes->source)));
}

}  // namespace

std::string runbookMarkdown(const Runbook& runbook) {
  std::string out = fmt::format("# {}\n\n", plainMarkdown(runbook.title()));
  const bool away = runbook.kind == RunbookKind::failover;
  out += fmt::format("From {} to {}. Order of the steps: {}.\n", plainMarkdown(away ? runbook.home : runbook.away),
                     plainMarkdown(away ? runbook.away : runbook.home), plainMarkdown(sourceText(runbook.source)));
  std::size_t number = 0;
  for (const RunbookStep& step : runbook.steps) {
    const std::string owner = step.owner.empty() ? std::string(kBlank) : plainMarkdown(step.owner);
    out += fmt::format("\n## {}. {}\n\nOwner: {}\n\n", ++number, plainMarkdown(step.title), owner);
    for (const RunbookTask& task : step.tasks) out += taskLine(task);
  }
  return out;
}

}  // namespace nines
