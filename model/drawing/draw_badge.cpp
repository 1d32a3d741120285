// Badges: the worst severity of a node's findings.
#include <algorithm>
#include <unordered_set>

#include "drawing/draw_parts.h"
#include "layout/badge_place.h"

namespace nines {

namespace draw {

namespace {

constexpr double kOutline = 1.5;

using Step = PathStep::Kind;

}  // namespace

void addErrorSign(GroupBuilder& group, Point centre, int count, double scale) {
  const double radius = 9 * scale;
  const Rect circle = Rect{centre.x, centre.y, 0, 0}.grown(radius);
  group.ellipse(circle, {Token::errFill}, {{Token::card}, kOutline, {}});
  const bool many = count > 99;
  const TextStyle style{(many ? 8.0 : 11.0) * scale, Weight::bold, 0, false};
  group.text({centre.x, centre.y + (many ? 3 : 4) * scale},
             group.fitted(many ? "99+" : std::to_string(count), style, 2 * radius), style, {Token::errSign},
             Detail::always, Align::centre);
}

void addWarningSign(GroupBuilder& group, Point centre, double scale) {
  const auto at = [&](double x, double y) { return centre + Point{x * scale, y * scale}; };
  constexpr double halfWidth = 10, halfHeight = 8.5;
  group.path({{Step::move, at(0, -halfHeight), {}, {}},
              {Step::line, at(halfWidth, halfHeight), {}, {}},
              {Step::line, at(-halfWidth, halfHeight), {}, {}},
              {Step::close, {}, {}, {}}},
             {Token::warnFill}, {{Token::card}, kOutline, {}});
  const Stroke sign{{Token::warnSign}, 2 * scale, {}, true};
  group.path({{Step::move, at(0, -2.5), {}, {}}, {Step::line, at(0, 2), {}, {}}}, {}, sign);
  const Point dot = at(-1.1, 4.4);
  group.ellipse({dot.x, dot.y, 2.2 * scale, 2.2 * scale}, {Token::warnSign});
}

Rect badgePlace(const Layout& layout, NodeIndex i) { return nines::badgePlace(layout.rect(i), layout.place(i).frame); }

DrawGroup badgeOn(const DrawContext& context, NodeIndex i, const Badge& badge) {
  const bool error = badge.severity == Severity::error;
  const Point centre = badgeCentre(context.layout.rect(i), context.layout.place(i).frame);
  GroupBuilder group(context, i, band::kBadge);
  const std::string noun = error ? "error" : "warning";
  group.describe(std::string(titleOf(context.design, i)),
                 std::to_string(badge.count) + " " + noun + (badge.count == 1 ? "" : "s"));
  if (error) {
    addErrorSign(group, centre, badge.count);
  } else {
    addWarningSign(group, centre);
  }
  return group.take();
}

}  // namespace draw

Badges badgesOf(const std::vector<Finding>& findings, const std::vector<std::string>& waivedKeys) {
  const std::unordered_set<std::string> waived(waivedKeys.begin(), waivedKeys.end());
  Badges badges;
  for (const Finding& finding : findings) {
    if (finding.severity < Severity::warning || waived.contains(finding.key())) continue;
    for (std::size_t s = 0; s < finding.subjects.size(); ++s) {
      const auto before = finding.subjects.begin() + static_cast<std::ptrdiff_t>(s);
      if (std::find(finding.subjects.begin(), before, *before) != before) continue;
      Badge& badge = badges[*before];
      if (finding.severity > badge.severity) badge = {finding.severity, 0};
      if (finding.severity == badge.severity) ++badge.count;
    }
  }
  return badges;
}

}  // namespace nines
