#include "checks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "analysis/report.h"
#include "drawing/draw_design.h"
#include "formats/edit_json.h"
#include "formats/native.h"
#include "formats/svg.h"
#include "layout/router.h"
#include "rules/fix_trial.h"
#include "rules/rulebook.h"

namespace nines::fuzz {

namespace {

Design designOf(const Topology& topology) {
  return {std::make_shared<const Topology>(topology), Catalogue::shipped(),
          Profiles::shipped().orDefault(topology.profile)};
}

void requireWritten(const Edit& edit) {
  const auto again = readEdit(writeEdit(edit), "again");
  require(again.ok() && *again == edit, "an edit comes back from its line");
}

// checkRules() turns what a rule throws into a finding, so that the window lives on: here it shall be seen.
std::vector<Finding> unguarded(const Design& design) {
  const RuleContext context(design);
  std::vector<Finding> found;
  for (const Rule& rule : rulebook()) {
    if (!rule.check) continue;
    FindingSink sink(design, rule, found);
    rule.check(context, sink);
  }
  for (const Finding& finding : found) {
    const Rule* rule = findRule(finding.rule);
    require(rule != nullptr, "a finding has a rule");
    if (rule->fix && !finding.subjects.empty()) static_cast<void>(rule->fix(context, finding));
  }
  return found;
}

bool isFinite(const Rect& r) {
  return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.width) && std::isfinite(r.height);
}

bool contains(const std::vector<Finding>& findings, const std::string& key) {
  return std::ranges::any_of(findings, [&](const Finding& f) { return f.key() == key; });
}

}  // namespace

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void requireKept(const Topology& design) {
  require(brokenInvariant(design).empty(), "the invariants hold");
  const std::string written = writeDesign(design);
  const auto again = readDesign(written, "again", Catalogue::shipped());
  require(again.ok(), "what is written can be read");
  require(*again == design, "what is read again is the same");
  require(writeDesign(*again) == written, "what is written again is the same");
}

bool requireAllOrNothing(Topology& design, const Edit& edit) {
  const Topology before = design;
  const auto applied = apply(design, edit);
  if (!applied) {
    require(design == before, "a refused edit changes nothing");
    require(!applied.error().reason.empty(), "a refusal has a reason");
    return false;
  }
  requireKept(design);
  requireWritten(edit);
  requireWritten(applied->inverse);
  Topology back = design;
  const auto undone = apply(back, applied->inverse);
  require(undone.ok(), "the inverse fits");
  require(back == before, "the inverse leads back");
  const auto redone = apply(back, undone->inverse);
  require(redone.ok() && back == design, "the inverse of the inverse leads forth");
  return true;
}

void requireJudged(const Topology& topology) {
  const Design design = designOf(topology);
  for (const Finding& finding : unguarded(design)) require(!finding.message().empty(), "a finding says something");
  const auto report = analyse(design.snapshot(), 1);
  require(report != nullptr, "a report that nobody stopped is made");
  for (const Finding& finding : report->findings) {
    const auto fix = proposedFix(design, finding);
    require(fix.has_value() == finding.fixable, "what is fixable has a fix");
    if (!fix) continue;
    Topology mended = topology;
    const bool carriedOut = requireAllOrNothing(mended, *fix);
    if (carriedOut && !contains(checkRules(designOf(mended)), finding.key())) continue;
    // The design may be one that edits led to: the input alone does not show it.
    if (!carriedOut || tryFix(design, finding, *fix).holds())
      std::fprintf(stderr, "finding %s in\n%s", finding.key().c_str(), writeDesign(topology).c_str());
    require(carriedOut, "a fix can be carried out");
    require(!tryFix(design, finding, *fix).holds(), "a fix that leaves its finding is refused");
  }
}

void requireDrawn(const Topology& topology) {
  const Design design = designOf(topology);
  const Layout layout(design);
  for (std::size_t i = 0; i < layout.size(); ++i) {
    require(isFinite(layout.rect(static_cast<NodeIndex>(i))), "a place is finite");
  }
  const Routes routes = routeLinks(design, layout);
  for (const auto& [id, route] : routes) {
    require(topology.links.find(id) != nullptr, "a route has its link");
    require(std::ranges::all_of(route.points, [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }),
            "a route is finite");
  }
  const Badges badges = badgesOf(checkRules(design), {});
  const DisplayList list = drawDesign({design, layout, builtInMeasure(), badges}, routes);
  require(isFinite(list.bounds), "the picture is finite");
  require(!writeSvg(list, {}).empty(), "the picture can be written");
}

}  // namespace nines::fuzz
