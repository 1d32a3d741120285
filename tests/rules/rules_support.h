// What the tests of rules share: judging designs, applying fixes, small designs made by hand.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rulebook.h"
#include "support.h"

namespace nines::test {

inline Design designOf(std::shared_ptr<const Topology> topology, std::string_view profile = kDefaultProfile) {
  return Design(std::move(topology), Catalogue::shipped(), Profiles::shipped().orDefault(profile));
}

inline Design designOf(Topology topology, std::string_view profile = kDefaultProfile) {
  return designOf(std::make_shared<const Topology>(std::move(topology)), profile);
}

inline std::set<std::string> keysOf(const std::vector<Finding>& findings, Severity least = Severity::info) {
  std::set<std::string> keys;
  for (const Finding& f : findings) {
    if (f.severity >= least) keys.insert(f.key());
  }
  return keys;
}

inline std::string listed(const std::set<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : ", ") + key;
  return out;
}

// Builds designs node by node.
class Sketch {
 public:
  Sketch& node(std::string_view id, std::string_view kind, std::string_view parent = {}, Properties properties = {}) {
    Node n;
    n.id = id;
    n.kind = kind;
    n.parent = parent;
    n.properties = std::move(properties);
    m_topology.nodes.put(std::move(n));
    return *this;
  }
  Sketch& link(std::string_view kind, std::string_view from, std::string_view to, Properties properties = {}) {
    Link l;
    l.id = "link-" + std::to_string(m_topology.links.size() + 1000);
    l.kind = kind;
    l.from = from;
    l.to = to;
    l.properties = std::move(properties);
    m_topology.links.put(std::move(l));
    return *this;
  }
  // A Region that AWS has, with zones named by their letters.
  Sketch& region(const std::string& code, std::string_view letters) {
    node(code, "region", {}, {{"code", Value(code)}});
    for (const char letter : letters) {
      const std::string zone = code + letter;
      node(zone, "az", code, {{"code", Value(zone)}});
    }
    return *this;
  }

  const Topology& topology() const { return m_topology; }
  Design design(std::string_view profile = kDefaultProfile) const { return designOf(m_topology, profile); }

 private:
  Topology m_topology;
};

// The rules whose word fixProblem() wants on the mended design: those that report errors, the finding's own, and those
// that may speak in its place. The others can neither add an error nor take one away, as only what is at least as
// severe suppresses one, and they are half of what judging costs. Nobody asks whether what is found then could be
// mended.
inline std::vector<Rule> rulesThatCount(const Finding& finding, std::string_view profile) {
  const Rule* own = findRule(finding.rule);
  std::vector<Rule> out;
  for (const Rule& rule : rulebook()) {
    const bool speaksForIt = own && std::ranges::find(own->suppressedBy, rule.id) != own->suppressedBy.end();
    if (rule.severity(profile) != Severity::error && rule.id != finding.rule && !speaksForIt) continue;
    out.push_back(rule);
    out.back().fix = nullptr;
  }
  return out;
}

// Why what a fix leaves is no mending: its finding is there still, or an error has come. Empty where it is one.
inline std::string harmOf(const Topology& mended, std::string_view profile, const std::set<std::string>& errorsBefore,
                          const Finding& finding) {
  for (const Finding& f : checkRules(designOf(mended, profile), rulesThatCount(finding, profile))) {
    const std::string key = f.key();
    if (key == finding.key()) return "is still there";
    if (f.severity == Severity::error && !errorsBefore.contains(key)) return "its fix brings " + key;
  }
  return {};
}

// What is wrong with the fix of one finding: it must apply, take its finding away, bring no error that was not there,
// and be undone by its inverse. Empty if all holds. What would do harm has to be refused; where `refused` is given,
// that is well then, and counted.
inline std::string fixProblem(const Design& design, const std::set<std::string>& errorsBefore, const Finding& finding,
                              int* refused = nullptr) {
  const auto edit = proposedFix(design, finding);
  if (!edit) return finding.fixable ? "is fixable, but has no fix" : "";
  if (!finding.fixable) return "has a fix, but is not fixable";
  if (edit->label.empty()) return "its fix has no label";
  Topology mended = design.topology();
  const auto applied = apply(mended, *edit);
  if (!applied) return "its fix does not apply: " + applied.error().text();
  const std::string harm = harmOf(mended, design.profile().id, errorsBefore, finding);
  if (!harm.empty() && fixFor(design, finding)) return harm + ", and is let through";
  if (!harm.empty() && !refused) return harm;
  if (!harm.empty()) ++*refused;
  if (!apply(mended, applied->inverse)) return "its fix cannot be undone";
  return mended == design.topology() ? "" : "undoing its fix leaves another design";
}

}  // namespace nines::test
