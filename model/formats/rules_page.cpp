#include "formats/rules_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "formats/markdown.h"
#include "rules/explanation.h"

namespace nines {

namespace {

std::string_view familyOf(const Rule& rule) { return rule.id.substr(0, rule.id.find('.')); }

std::string severities(const Rule& rule) {
  if (rule.course2021 == rule.aws2026) return fmt::format("**{}**", toText(rule.course2021));
  return fmt::format("**{}** (course-2021), **{}** (aws-2026)", toText(rule.course2021), toText(rule.aws2026));
}

// "5 (course-2021), 15 (aws-2026)"; once where both say the same.
std::string valuesOf(std::string_view key) {
  std::string out;
  std::string first;
  bool differ = false;
  for (const Profile& profile : Profiles::shipped().all()) {
    const Fact* fact = profile.fact(key);
    const std::string text = fact ? plainMarkdown(factText(fact->value)) : "none";
    if (out.empty()) first = text;
    differ = differ || text != first;
    out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", text, profile.id);
  }
  return differ ? out : first;
}

// What the limit leaves open and the key says: "mysql", "deep-archive, worst".
std::string keptOpen(const RuleLimit& limit, std::string_view key) {
  std::string out;
  for (const char c : key.substr(std::min(key.size(), limit.fact.find_first_of("*{"))))
    out += c == '.' ? std::string(", ") : std::string(1, c);
  return out;
}

// Limits of which there are many, one per class or release, stand in the profiles only.
std::string limitsOf(const Rule& rule) {
  constexpr std::size_t kMost = 8;
  std::string out;
  for (const RuleLimit& limit : rule.limits) {
    const auto keys = factsOf(limit, Profiles::shipped().all().front());
    if (keys.size() > kMost)
      out += fmt::format("- {}: {} facts of the profiles\n", plainMarkdown(limit.label), keys.size());
    else if (keys.size() == 1) out += fmt::format("- {}: {}\n", plainMarkdown(limit.label), valuesOf(keys.front()));
    else
      for (const std::string_view key : keys)
        out += fmt::format("- {}, {}: {}\n", plainMarkdown(limit.label), plainMarkdown(keptOpen(limit, key)),
                           valuesOf(key));
  }
  return out;
}

std::string sourceText(const RuleSource& source) {
  const std::string_view address = addressOf(source.text, source.date);
  return address.empty() ? plainMarkdown(source.text) : fmt::format("[{}]({})", plainMarkdown(source.text), address);
}

std::string part(const Rule& rule) {
  std::string out = fmt::format("### {}\n{}. {}\n\n{}\n\n", rule.id, plainMarkdown(rule.title), severities(rule),
                                plainMarkdown(rule.rationale));
  out += limitsOf(rule);
  if (rule.fix) out += "- Nines can mend it.\n";
  else out += fmt::format("- No fix: {}\n", plainMarkdown(rule.noFix));
  for (const RuleSource& source : rule.sources)
    out += fmt::format("- Source: {} ({})\n", sourceText(source), source.date);
  if (rule.aliases.empty()) return out + '\n';
  out += "- Elsewhere:";
  for (const std::string_view& alias : rule.aliases)
    out += fmt::format("{} `{}`", &alias == rule.aliases.begin() ? "" : ",", alias);
  return out + "\n\n";
}

}  // namespace

std::string rulesPage(std::span<const Rule> rules) {
  std::string out = fmt::format(
      "# Rulebook\n\nThe {} rules that Nines checks, as `nines rules --format md` prints them. A severity that differs "
      "between the two profiles, what the 2021 course teaches and what AWS says today, is given for both.\n\n",
      rules.size());
  std::string_view family;
  for (const Rule& rule : rules) {
    if (familyOf(rule) != family) {
      family = familyOf(rule);
      out += fmt::format("## {}\n\n", family);
    }
    out += part(rule);
  }
  out.pop_back();  // one line break at the end
  return out;
}

}  // namespace nines
