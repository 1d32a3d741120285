// Findings for a wiki, a mail or a pull request.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nines {

// A finding as people read it.
struct FindingLine {
  enum class Group { error, warning, info, waived, idleWaiver };  // the last: a waiver that silences nothing (any more)

  Group group = Group::info;
  std::string rule;
  std::string message;
  std::vector<std::string> resources;  // names
  std::string waiver{};                // reason, author and end of a waiver; may be empty
};

// Markdown: a section for each group that there is, in this order, and a line per finding with rule, message and all
// its resources. Names stay text, whatever they hold.
std::string findingsMarkdown(std::string_view design, std::span<const FindingLine> findings);

}  // namespace nines
