#include "drawing/draw_legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "drawing/draw_detour.h"
#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"
#include "drawing/drill_signs.h"

namespace nines {

namespace draw {

namespace {

using Step = PathStep::Kind;

constexpr double kPadding = 10;
constexpr double kTitleBaseline = 19.5;
constexpr double kFirstRow = 40.5;  // its middle
constexpr double kRow = 23;
constexpr double kLastRow = 27.5;  // from its middle to the bottom
constexpr double kSample = 30;
constexpr double kText = 50;
constexpr double kSignScale = .86;  // of a badge on a card
constexpr TextStyle kTitle{11, Weight::semibold, 0, false};
constexpr TextStyle kEntry{11, Weight::regular, 0, false};

// In the order of the table of links in the visual specification.
constexpr std::array kLines{LinkLine::solid, LinkLine::twofold, LinkLine::dashed, LinkLine::dotted};

struct Row {
  LinkLine line = LinkLine::none;
  LinkIndex sample = kNone;                 // the first link that is drawn so
  std::vector<const LinkKind*> kinds = {};  // without doubles, as the catalogue's table orders them
};

using LinkFilter = std::function<bool(LinkIndex)>;

std::vector<Row> rowsOf(const Design& design, const LinkFilter& isDrawn) {
  std::vector<Row> rows;
  rows.reserve(kLines.size());
  for (const LinkLine line : kLines) rows.push_back({line});
  for (std::size_t l = 0; l < design.linkCount(); ++l) {
    const auto i = static_cast<LinkIndex>(l);
    const auto row = std::ranges::find(rows, lineOf(design, i), &Row::line);
    if (row == rows.end() || !isDrawn(i)) continue;
    if (row->sample == kNone) row->sample = i;
    const LinkKind* kind = design.linkKind(i);
    if (kind && std::ranges::find(row->kinds, kind) == row->kinds.end()) row->kinds.push_back(kind);
  }
  std::erase_if(rows, [](const Row& row) { return row.sample == kNone; });
  for (Row& row : rows) std::ranges::sort(row.kinds);
  return rows;
}

// What tells the line from the others: how a copy is kept, else the kinds of links.
std::string textOf(const Catalogue& catalogue, const Row& row) {
  if (row.line == LinkLine::twofold) return "Synchronous";
  if (row.line == LinkLine::dashed) return "Asynchronous, lag";
  // Whatever is drawn solid sends requests, and the first kind of the table says so.
  if (row.line == LinkLine::solid && !row.kinds.empty()) return row.kinds.front()->label;
  const auto kinds = catalogue.linkKinds();
  const auto dotted = std::ranges::find(kinds, "dotted", &LinkKind::line);
  std::string out;
  for (const LinkKind* kind : row.kinds) {
    // The line is named by what comes of the first kind that is drawn so.
    std::string label = dotted != kinds.end() && kind == &*dotted ? "Backup" : kind->label;
    if (!out.empty() && !label.empty() && label[0] >= 'A' && label[0] <= 'Z') label[0] += 'a' - 'A';
    out += (out.empty() ? "" : ", ") + label;
  }
  return out.empty() ? "Link" : out;
}

// What is explained, and how it is drawn: `at` is the left end of the sample, in the middle of its row.
struct Entry {
  std::string text;
  std::function<void(GroupBuilder&, Point at)> sample;
};

struct Panel {
  const char* title = "";
  std::vector<Entry> entries = {};
};

std::vector<PathStep> across(Point at) {
  return {{Step::move, at, {}, {}}, {Step::line, at + Point{kSample, 0}, {}, {}}};
}

// The centre of a sign, and of one beside it.
Point signAt(Point at, int place = 0) { return at + Point{7 + 17.0 * place, 0}; }

Entry entryOf(const Design& design, const Row& row) {
  const LinkLook look = lookOf(design, row.sample, row.line);
  return {textOf(design.catalogue(), row), [look, line = row.line](GroupBuilder& group, Point at) {
            group.path(across(at), {}, look.stroke);
            if (line == LinkLine::twofold) group.path(across(at), {}, {{Token::card}, 2, {}});
          }};
}

Panel linksOf(const Design& design, const LinkFilter& isDrawn) {
  Panel panel{"Links"};
  for (const Row& row : rowsOf(design, isDrawn)) panel.entries.push_back(entryOf(design, row));
  return panel;
}

// The worst of the errors shows its sign, warnings theirs; the words name what is there.
Entry entryOf(const Badges& badges) {
  int errors = 0;
  bool warnings = false;
  for (const auto& [id, badge] : badges) {
    if (badge.severity == Severity::error) errors = std::max(errors, badge.count);
    else warnings = true;
  }
  const char* text = errors > 0 && warnings ? "Error, warning" : errors > 0 ? "Error" : "Warning";
  return {text, [errors, warnings](GroupBuilder& group, Point at) {
            if (errors > 0) addErrorSign(group, signAt(at), errors, kSignScale);
            if (warnings) addWarningSign(group, signAt(at, errors > 0 ? 1 : 0), kSignScale);
          }};
}

Entry entryOf(const char* text, Fate fate) {
  return {text, [fate](GroupBuilder& group, Point at) { addFateSign(group, at + Point{9, 0}, fate); }};
}

Entry entryOf(const char* text, Traffic traffic) {
  return {text, [traffic](GroupBuilder& group, Point at) {
            const LinkLook look = lookIn({{Token::link}, {{Token::link}, 1.5, {}}}, LinkLine::solid, &traffic);
            group.path(across(at), {}, look.stroke);
            if (traffic == Traffic::broken) addCross(group, at + Point{kSample / 2, 0});
          }};
}

// As long as the sample, so that the dashes are told from a solid line.
void addCopyingSample(GroupBuilder& group, Point at) {
  group.path(across(at), {}, detourStroke(DetourKind::replication));
}

void addLostSample(GroupBuilder& group, Point at) {
  const Rect box{at.x, at.y - 8, kSample, 16};
  group.rect(strokedInside(box, 1.5), 4, {Token::failFill}, {{Token::err}, 1.5, {5, 4}});
  addHatch(group, box.grown(-2));
}

void addLostAndFailedSample(GroupBuilder& group, Point at) {
  addLostSample(group, at);
  addFateSign(group, at + Point{kSample - 5, -2}, Fate::failed);
}

// In the order in which things happen.
Panel drillOf(const DrillSigns& signs) {
  Panel panel{"Drill"};
  const auto fate = [&](const char* text, Fate which) {
    if (signs.fates.contains(which)) panel.entries.push_back(entryOf(text, which));
  };
  const auto traffic = [&](const char* text, Traffic which) {
    if (signs.traffic.contains(which)) panel.entries.push_back(entryOf(text, which));
  };
  // One row for both, where there are both: the legend lies over the canvas.
  const bool failed = signs.fates.contains(Fate::failed);
  if (signs.lost && failed) panel.entries.push_back({"Lost, failed", addLostAndFailedSample});
  else if (signs.lost) panel.entries.push_back({"Lost", addLostSample});
  else fate("Failed", Fate::failed);
  fate("Data is wrong", Fate::spoiled);
  traffic("Broken link", Traffic::broken);
  fate("New role", Fate::promoted);
  if (signs.fates.contains(Fate::restored) || signs.fates.contains(Fate::started))
    panel.entries.push_back(entryOf("Runs again", Fate::restored));
  traffic("Traffic now", Traffic::moved);
  if (signs.copying) panel.entries.push_back({"New replication", addCopyingSample});
  return panel;
}

double heightOf(const Panel& panel) {
  return kFirstRow + kRow * static_cast<double>(panel.entries.size() - 1) + kLastRow;
}

DrawGroup drawn(const Panel& panel, const std::string& id, const Rect& place, const TextMeasure& measure) {
  GroupBuilder group(measure, id, zOf(band::kOverlay, 0));
  group.describe("Legend", "What lines and signs mean");
  group.rect(strokedInside(place, 1), 8, {Token::card}, {{Token::border2}, 1, {}});
  group.text({place.x + kPadding, place.y + kTitleBaseline}, group.fitted(panel.title, kTitle, place.width), kTitle,
             {Token::muted});
  double y = place.y + kFirstRow;
  for (const Entry& entry : panel.entries) {
    entry.sample(group, {place.x + kPadding, y});
    group.text({place.x + kText, y + 4}, group.fitted(entry.text, kEntry, place.width - kText - kPadding), kEntry,
               {Token::text});
    y += kRow;
  }
  return group.take();
}

// A panel whose top left corner is the origin; no groups where there is nothing to explain.
DisplayList listOf(const Panel& panel, const TextMeasure& measure) {
  if (panel.entries.empty()) return {};
  const Rect place{0, 0, kLegendWidth, heightOf(panel)};
  return {place, {drawn(panel, "LEGEND", place, measure)}};
}

// So that no word is cut, within reason.
double widthOf(const std::vector<Panel>& panels, const TextMeasure& measure) {
  constexpr double kMost = 320;
  double width = kLegendWidth;
  for (const Panel& panel : panels) {
    for (const Entry& entry : panel.entries)
      width = std::max(width, std::ceil(kText + measure.width(entry.text, kEntry) + kPadding) + 1);
  }
  return std::min(width, kMost);
}

}  // namespace

DisplayList withLegend(DisplayList picture, const DrawContext& context) {
  const Design& design = context.design;
  std::set<std::string_view> shown;
  for (const DrawGroup& group : picture.groups) shown.insert(group.id);
  std::vector<Panel> panels{linksOf(design, [&](LinkIndex l) { return shown.contains(design.link(l).id); })};
  if (context.drill) panels.push_back(drillOf(signsOf(design, *context.drill, shown)));
  std::erase_if(panels, [](const Panel& panel) { return panel.entries.empty(); });
  if (panels.empty()) return picture;
  constexpr double kApart = 16;
  constexpr double kBetween = 8;
  const double width = widthOf(panels, context.measure);
  double stacked = -kBetween;
  double highest = 0;
  for (const Panel& panel : panels) {
    stacked += heightOf(panel) + kBetween;
    highest = std::max(highest, heightOf(panel));
  }
  const Rect bounds = picture.bounds;
  const double abreast = static_cast<double>(panels.size()) * (width + kBetween) - kBetween;
  // Wherever it adds less to the picture.
  const bool beside = (bounds.width + kApart + width) * std::max(bounds.height, stacked) <
                      std::max(bounds.width, abreast) * (bounds.height + kApart + highest);
  Point at = beside ? Point{bounds.right() + kApart, std::max(bounds.top(), bounds.bottom() - stacked)}
                    : Point{bounds.left(), bounds.bottom() + kApart};
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const Rect place{std::round(at.x), std::round(at.y), width, heightOf(panels[p])};
    picture.groups.push_back(drawn(panels[p], p == 0 ? "LEGEND" : "LEGEND-2", place, context.measure));
    picture.bounds = picture.bounds.united(place);
    at = beside ? at + Point{0, place.height + kBetween} : at + Point{width + kBetween, 0};
  }
  return picture;
}

}  // namespace draw

DisplayList drawLegend(const Design& design, const Badges& badges, const TextMeasure& measure) {
  draw::Panel panel = draw::linksOf(design, [](LinkIndex) { return true; });
  if (panel.entries.empty()) panel.title = "Findings";
  if (!badges.empty()) panel.entries.push_back(draw::entryOf(badges));
  return draw::listOf(panel, measure);
}

DisplayList drawDrillLegend(const Design& design, const Drill& drill, const TextMeasure& measure, bool best) {
  return draw::listOf(draw::drillOf(draw::signsOf(design, drill, best)), measure);
}

}  // namespace nines
