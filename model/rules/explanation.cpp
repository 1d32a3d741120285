#include "rules/explanation.h"

#include <algorithm>

#include "rules/limits.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::size_t kMostPerLimit = 8;

const Profile* otherThan(const Profile& profile) {
  const auto all = Profiles::shipped().all();
  const auto at = std::ranges::find_if(all, [&](const Profile& p) { return p.id != profile.id; });
  return at == all.end() ? nullptr : &*at;
}

// "a.{engine}.b" as parts, each a text or the name of what is to be filled in.
struct Part {
  std::string_view text;
  bool open = false;
};

std::vector<Part> partsOf(std::string_view pattern) {
  std::vector<Part> parts;
  while (!pattern.empty()) {
    if (pattern == "*") {
      parts.push_back({{}, true});
      break;
    }
    if (pattern.front() == '{') {
      const std::size_t end = pattern.find('}');
      parts.push_back({pattern.substr(1, end - 1), true});
      pattern.remove_prefix(end + 1);
      continue;
    }
    const std::size_t end = std::min(pattern.find_first_of("{*"), pattern.size());
    parts.push_back({pattern.substr(0, end), false});
    pattern.remove_prefix(end);
  }
  return parts;
}

// What the key has where the parts are open; nothing if it is no key of theirs. An open part never holds a dot, unless
// it is the "*" at the end.
std::optional<std::string> matched(const std::vector<Part>& parts, std::string_view key) {
  std::string open;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i].open) {
      if (!key.starts_with(parts[i].text)) return std::nullopt;
      key.remove_prefix(parts[i].text.size());
      continue;
    }
    const bool rest = parts[i].text.empty();  // "*"
    const std::size_t end = rest ? key.size() : std::min(key.find('.'), key.size());
    if (end == 0) return std::nullopt;
    open += (open.empty() ? "" : " ") + std::string(key.substr(0, end));
    key.remove_prefix(end);
  }
  return key.empty() ? std::optional(open) : std::nullopt;
}

// What stands for "{name}": the first subject's property, or the finding's argument where it has no such property;
// empty where that is unknown.
std::string valueOf(const Design& design, const Finding& finding, std::string_view name) {
  const NodeIndex node = finding.subjects.empty() ? kNone : design.indexOf(finding.subjects.front());
  const Kind* kind = node == kNone ? nullptr : design.kind(node);
  if (kind && kind->property(name)) return std::string(design.read(node, name).text());
  const auto at = std::ranges::find(finding.arguments, name, &std::pair<std::string_view, std::string>::first);
  return at == finding.arguments.end() ? std::string() : at->second;
}

std::string filled(const Design& design, const Finding& finding, std::string_view pattern) {
  std::string out;
  for (const Part& part : partsOf(pattern)) {
    if (!part.open) out += part.text;
    else if (const std::string value = valueOf(design, finding, part.text); !value.empty()) out += value;
    else out += part.text.empty() ? std::string("*") : "{" + std::string(part.text) + "}";
  }
  return out;
}

class Explainer {
 public:
  Explainer(const Design& design, const Finding& finding, Explanation& out)
      : m_design(design), m_finding(finding), m_out(out) {}

  void add(const RuleLimit& limit) {
    const std::string pattern = filled(m_design, m_finding, limit.fact);
    const std::vector<Part> parts = partsOf(pattern);
    if (std::ranges::none_of(parts, &Part::open)) {
      if (const Fact* fact = m_out.profile->fact(pattern)) add(std::string(limit.label), *fact, pattern);
      return;
    }
    std::size_t count = 0;
    for (const auto& [key, fact] : m_out.profile->facts) {
      const auto open = matched(parts, key);
      if (!open || open == "*") continue;
      if (++count > kMostPerLimit) ++m_out.furtherLimits;
      else add(std::string(limit.label) + ": " + *open, fact, key);
    }
  }

 private:
  void add(std::string label, const Fact& fact, std::string_view key) {
    const Fact* theirs = m_out.other ? m_out.other->fact(key) : nullptr;
    m_out.limits.push_back({std::move(label), &fact, theirs && !(theirs->value == fact.value) ? theirs : nullptr});
  }

  const Design& m_design;
  const Finding& m_finding;
  Explanation& m_out;
};

}  // namespace

bool Explanation::differs(const Finding& finding) const {
  if (!other) return false;
  return !elsewhere || elsewhere->severity != finding.severity ||
         std::ranges::any_of(limits, [](const ExplainedLimit& limit) { return limit.theirs != nullptr; });
}

std::optional<Explanation> explain(const Design& design, const Finding& finding) {
  Explanation out;
  out.rule = findRule(finding.rule);
  if (!out.rule) return std::nullopt;
  out.profile = &design.profile();
  out.other = otherThan(design.profile());
  Explainer explainer(design, finding, out);
  for (const RuleLimit& limit : out.rule->limits) explainer.add(limit);
  if (!out.other) return out;
  const std::string key = finding.key();
  const Design theirs(design.snapshot(), design.catalogue(), *out.other);
  for (Finding& f : checkRule(theirs, *out.rule)) {
    if (f.key() == key) out.elsewhere = std::move(f);
  }
  return out;
}

std::vector<std::string_view> factsOf(const RuleLimit& limit, const Profile& profile) {
  const std::vector<Part> parts = partsOf(limit.fact);
  std::vector<std::string_view> out;
  for (const auto& [key, fact] : profile.facts) {
    if (matched(parts, key)) out.push_back(key);
  }
  return out;
}

std::string factText(const Value& value) {
  if (const bool* flag = value.asBool()) return *flag ? "yes" : "no";
  if (const auto number = value.asNumber()) return formatNumber(*number);
  if (const std::string* text = value.asText()) return *text;
  const Value::Array* list = value.asArray();
  std::string out;
  for (const Value& item : list ? *list : Value::Array()) out += (out.empty() ? "" : ", ") + factText(item);
  return out.empty() ? "none" : out;
}

}  // namespace nines
