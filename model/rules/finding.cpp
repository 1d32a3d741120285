#include "rules/finding.h"

#include <algorithm>

#include "support/plain_text.h"

namespace nines {

namespace {
constexpr std::size_t kLongestArgument = 1000;  // characters of a list of names, or of a text that a property holds
}

std::string_view toText(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

std::string Finding::key() const {
  std::size_t size = rule.size() + 1 + variant.size() + 1;
  for (const std::string& subject : subjects) size += subject.size() + 1;
  std::string out;
  out.reserve(size);
  out += rule;
  out += ':';
  if (std::ranges::is_sorted(subjects)) {
    for (const std::string& subject : subjects) (out += subject) += ',';
  } else {
    std::vector<std::string_view> sorted(subjects.begin(), subjects.end());
    std::ranges::sort(sorted);
    for (const std::string_view subject : sorted) (out += subject) += ',';
  }
  if (!subjects.empty()) out.pop_back();
  if (!variant.empty()) (out += ':') += variant;
  return out;
}

std::string Finding::message() const {
  std::string out;
  std::string_view rest = phrase;
  for (;;) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == rest.npos ? rest.npos : rest.find('}', open);
    out += rest.substr(0, open);
    if (close == rest.npos) {
      if (open != rest.npos) out += rest.substr(open);
      return out;
    }
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto at = std::ranges::find(arguments, name, [](const auto& a) { return a.first; });
    if (at != arguments.end()) out += plainWords(at->second, kLongestArgument);
    else out += rest.substr(open, close - open + 1);
    rest.remove_prefix(close + 1);
  }
}

}  // namespace nines
