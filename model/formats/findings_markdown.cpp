#include "formats/findings_markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/markdown.h"

namespace nines {

namespace {

using Group = FindingLine::Group;

std::string_view titleOf(Group group) {
  switch (group) {
    case Group::error:
      return "Errors";
    case Group::warning:
      return "Warnings";
    case Group::info:
      return "Info";
    case Group::waived:
      return "Waived";
    case Group::idleWaiver:
      break;
  }
  return "Waivers that silence nothing";
}

std::string lineOf(const FindingLine& finding) {
  std::string resources;
  for (const std::string& name : finding.resources) {
    if (!resources.empty()) resources += ", ";
    resources += plainMarkdown(name);
  }
  std::string out = fmt::format("- **{}**", plainMarkdown(finding.rule));
  if (!resources.empty()) out += fmt::format(" ({})", resources);
  out += fmt::format(": {}\n", plainMarkdown(finding.message));
  const bool idle = finding.group == Group::idleWaiver;
  if (!finding.waiver.empty())
    out += fmt::format("  - {}: {}\n", idle ? "Waiver" : "Waived", plainMarkdown(finding.waiver));
  return out;
}

}  // namespace

std::string findingsMarkdown(std::string_view design, std::span<const FindingLine> findings) {
  std::string out = fmt::format("# Findings: {}\n", plainMarkdown(design));
  for (const Group group : {Group::error, Group::warning, Group::info, Group::waived, Group::idleWaiver}) {
    const auto count = std::ranges::count(findings, group, &FindingLine::group);
    if (count == 0) continue;
    out += fmt::format("\n## {} ({})\n\n", titleOf(group), count);
    for (const FindingLine& finding : findings) {
      if (finding.group == group) out += lineOf(finding);
    }
  }
  return out;
}

}  // namespace nines
