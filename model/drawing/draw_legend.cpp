#include "drawing/draw_legend.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "drawing/draw_parts.h"

namespace nines {

namespace draw {

namespace {

using Step = PathStep::Kind;

constexpr double kPadding = 10;
constexpr double kTitleBaseline = 21;
constexpr double kFirstRow = 42;  // its middle
constexpr double kRow = 24;
constexpr double kSample = 32;
constexpr double kText = 52;
constexpr TextStyle kTitle{12, Weight::semibold, 0, false};
constexpr TextStyle kEntry{11, Weight::regular, 0, false};

// In the order of the table of links in the visual specification.
constexpr std::array kLines{LinkLine::solid, LinkLine::twofold, LinkLine::dashed, LinkLine::dotted};

struct Row {
  LinkLine line = LinkLine::none;
  LinkIndex sample = kNone;                 // the first link that is drawn so
  std::vector<const LinkKind*> kinds = {};  // without doubles, as the catalogue's table orders them
};

std::vector<Row> rowsOf(const Design& design) {
  std::vector<Row> rows;
  rows.reserve(kLines.size());
  for (const LinkLine line : kLines) rows.push_back({line});
  for (std::size_t l = 0; l < design.linkCount(); ++l) {
    const auto i = static_cast<LinkIndex>(l);
    const auto row = std::ranges::find(rows, lineOf(design, i), &Row::line);
    if (row == rows.end()) continue;
    if (row->sample == kNone) row->sample = i;
    const LinkKind* kind = design.linkKind(i);
    if (kind && std::ranges::find(row->kinds, kind) == row->kinds.end()) row->kinds.push_back(kind);
  }
  std::erase_if(rows, [](const Row& row) { return row.sample == kNone; });
  for (Row& row : rows) std::ranges::sort(row.kinds);
  return rows;
}

// What tells the line from the others: how a copy is kept, else the kinds of links.
std::string textOf(const Row& row) {
  if (row.line == LinkLine::twofold) return "Synchronous";
  if (row.line == LinkLine::dashed) return "Asynchronous, lag";
  std::string out;
  for (const LinkKind* kind : row.kinds) {
    std::string label = kind->label;
    if (!out.empty() && !label.empty() && label[0] >= 'A' && label[0] <= 'Z') label[0] += 'a' - 'A';
    out += (out.empty() ? "" : ", ") + label;
  }
  return out.empty() ? "Link" : out;
}

void addRow(GroupBuilder& group, const Design& design, const Row& row, double y) {
  const LinkLook look = lookOf(design, row.sample, row.line);
  const std::vector<PathStep> path{{Step::move, {kPadding, y}, {}, {}}, {Step::line, {kPadding + kSample, y}, {}, {}}};
  group.path(path, {}, look.stroke);
  if (row.line == LinkLine::twofold) group.path(path, {}, {{Token::card}, 2, {}});
  group.text({kText, y + 4}, group.fitted(textOf(row), kEntry, kLegendWidth - kText - kPadding), kEntry, {Token::text});
}

// The worst of the errors shows its sign, warnings theirs; the words name what is there.
void addSigns(GroupBuilder& group, const Badges& badges, double y) {
  int errors = 0;
  bool warnings = false;
  for (const auto& [id, badge] : badges) {
    if (badge.severity == Severity::error) errors = std::max(errors, badge.count);
    else warnings = true;
  }
  const double first = kPadding + 9;
  if (errors > 0) addErrorSign(group, {first, y}, errors);
  if (warnings) addWarningSign(group, {errors > 0 ? first + 20 : first, y});
  const char* text = errors > 0 && warnings ? "Error, warning" : errors > 0 ? "Error" : "Warning";
  group.text({kText, y + 4}, group.fitted(text, kEntry, kLegendWidth - kText - kPadding), kEntry, {Token::text});
}

// The signs of a drill, in the order in which things happen.
enum class DrillRow { lost, failed, spoiled, broken, promoted, runs, moved };

std::vector<DrillRow> rowsOf(const Drill& drill) {
  const auto has = [&](Fate fate) {
    return std::ranges::any_of(drill.nodes, [=](const NodeChange& c) { return c.fate == fate; });
  };
  const auto carries = [&](Traffic traffic) {
    return std::ranges::any_of(drill.links, [=](const LinkChange& c) { return c.traffic == traffic; });
  };
  const bool lost = std::ranges::any_of(drill.outage.parts, [](const OutagePart& part) {
    return part.kind == OutageKind::zone || part.kind == OutageKind::region || part.kind == OutageKind::onPremises;
  });
  std::vector<DrillRow> rows;
  if (lost) rows.push_back(DrillRow::lost);
  if (has(Fate::failed)) rows.push_back(DrillRow::failed);
  if (has(Fate::spoiled)) rows.push_back(DrillRow::spoiled);
  if (carries(Traffic::broken)) rows.push_back(DrillRow::broken);
  if (has(Fate::promoted)) rows.push_back(DrillRow::promoted);
  if (has(Fate::restored) || has(Fate::started)) rows.push_back(DrillRow::runs);
  if (carries(Traffic::moved)) rows.push_back(DrillRow::moved);
  return rows;
}

void addTrafficRow(GroupBuilder& group, Traffic traffic, double y) {
  const LinkLook look = lookIn({{Token::link}, {{Token::link}, 1.5, {}}}, LinkLine::solid, &traffic);
  group.path({{Step::move, {kPadding, y}, {}, {}}, {Step::line, {kPadding + kSample, y}, {}, {}}}, {}, look.stroke);
  if (traffic == Traffic::broken) addCross(group, {kPadding + kSample / 2, y});
}

std::string addDrillRow(GroupBuilder& group, DrillRow row, double y) {
  const Point sign{kPadding + 9, y};
  switch (row) {
    case DrillRow::lost: {
      const Rect box{kPadding, y - 8, kSample, 16};
      group.rect(strokedInside(box, 1.5), 4, {Token::failFill}, {{Token::err}, 1.5, {5, 4}});
      addHatch(group, box.grown(-2));
      return "Lost";
    }
    case DrillRow::failed:
      addFateSign(group, sign, Fate::failed);
      return "Failed";
    case DrillRow::spoiled:
      addFateSign(group, sign, Fate::spoiled);
      return "Data is wrong";
    case DrillRow::broken:
      addTrafficRow(group, Traffic::broken, y);
      return "Broken link";
    case DrillRow::promoted:
      addFateSign(group, sign, Fate::promoted);
      return "New role";
    case DrillRow::runs:
      addFateSign(group, sign, Fate::restored);
      return "Runs again";
    case DrillRow::moved:
      addTrafficRow(group, Traffic::moved, y);
      return "Traffic now";
  }
  return {};
}

void addPanel(GroupBuilder& group, const Rect& panel, const char* title) {
  group.describe("Legend", "What lines and signs mean");
  group.rect(strokedInside(panel, 1), 8, {Token::card}, {{Token::cardBorder}, 1, {}});
  group.text({kPadding, kTitleBaseline}, group.fitted(title, kTitle, kLegendWidth), kTitle, {Token::text});
}

Rect panelOf(std::size_t rows) { return {0, 0, kLegendWidth, kFirstRow + kRow * static_cast<double>(rows - 1) + 18}; }

}  // namespace

}  // namespace draw

DisplayList drawLegend(const Design& design, const Badges& badges, const TextMeasure& measure) {
  using namespace draw;
  const std::vector<Row> rows = rowsOf(design);
  const std::size_t count = rows.size() + (badges.empty() ? 0 : 1);
  if (count == 0) return {};
  const Rect panel = panelOf(count);
  GroupBuilder group(measure, "legend", zOf(band::kOverlay, 0));
  addPanel(group, panel, rows.empty() ? "Findings" : "Links");
  double y = kFirstRow;
  for (const Row& row : rows) {
    addRow(group, design, row, y);
    y += kRow;
  }
  if (!badges.empty()) addSigns(group, badges, y);
  DisplayList list{panel, {}};
  list.groups.push_back(group.take());
  return list;
}

DisplayList drawDrillLegend(const Drill& drill, const TextMeasure& measure) {
  using namespace draw;
  const std::vector<DrillRow> rows = rowsOf(drill);
  if (rows.empty()) return {};
  const Rect panel = panelOf(rows.size());
  GroupBuilder group(measure, "legend", zOf(band::kOverlay, 0));
  addPanel(group, panel, "Drill");
  double y = kFirstRow;
  for (const DrillRow row : rows) {
    const std::string text = addDrillRow(group, row, y);
    group.text({kText, y + 4}, group.fitted(text, kEntry, kLegendWidth - kText - kPadding), kEntry, {Token::text});
    y += kRow;
  }
  DisplayList list{panel, {}};
  list.groups.push_back(group.take());
  return list;
}

}  // namespace nines
