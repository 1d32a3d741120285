// What a design is after a fix: not only that the finding is gone, but what a person would have done by hand.
#pragma once

#include "rules_support.h"

namespace nines::test {

// The design after the fix of the first finding of this rule; without a fix, the test fails and the design is empty.
inline Topology fixed(const Sketch& sketch, std::string_view rule, std::string_view profile = kDefaultProfile) {
  const Design design = sketch.design(profile);
  for (const Finding& finding : checkRules(design)) {
    if (finding.rule != rule) continue;
    const auto edit = fixFor(design, finding);
    Topology t = design.topology();
    if (edit && apply(t, *edit).ok()) return t;
  }
  QTest::qFail("there is no such finding, or no fix that applies", __FILE__, __LINE__);
  return {};
}

// Null where the node or the property is missing.
inline Value valueOf(const Topology& t, std::string_view id, const char* key) {
  const Node* node = t.nodes.find(id);
  if (!node) return {};
  const auto at = node->properties.find(key);
  return at == node->properties.end() ? Value() : at->second;
}

}  // namespace nines::test
