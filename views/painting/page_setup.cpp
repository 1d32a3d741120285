#include "painting/page_setup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "support/format.h"

namespace nines {

namespace {

constexpr std::array kPapers{
    PaperRow{Paper::drawing, "drawing", "As large as the drawing", 0, 0},
    PaperRow{Paper::a0, "A0", "A0", 841, 1189},
    PaperRow{Paper::a1, "A1", "A1", 594, 841},
    PaperRow{Paper::a2, "A2", "A2", 420, 594},
    PaperRow{Paper::a3, "A3", "A3", 297, 420},
    PaperRow{Paper::a4, "A4", "A4", 210, 297},
    PaperRow{Paper::a5, "A5", "A5", 148, 210},
    PaperRow{Paper::letter, "letter", "Letter", 215.9, 279.4},
    PaperRow{Paper::legal, "legal", "Legal", 215.9, 355.6},
    PaperRow{Paper::tabloid, "tabloid", "Tabloid", 279.4, 431.8},
};

constexpr std::array kOrientations{Orientation::automatic, Orientation::portrait, Orientation::landscape};

constexpr double kMmPerPx = 25.4 / 96;
constexpr double kMaxFitted = 2;       // times the natural size: larger, a small drawing would look odd
constexpr double kLongestPage = 5080;  // mm: what readers of PDF show, 200 inches
constexpr double kLeastRoom = 10;      // mm
constexpr double kMarkStrip = 6;       // mm inside the margins, for marks and label
constexpr double kRounding = 1e-6;     // mm: what is as wide as its pages needs no further one

Error problem(std::string reason) { return {ErrorCode::tooLarge, {}, {}, std::move(reason)}; }
Error wrong(std::string reason) { return {ErrorCode::wrongType, {}, {}, std::move(reason)}; }

bool isSameWord(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

Result<double> figure(std::string_view text, double least, double most, std::string_view what, std::string_view unit) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= least && value <= most) return value;
  return wrong("\"" + std::string(text) + "\" is no " + std::string(what) + "; " + formatNumber(least) + " to " +
               formatNumber(most) + std::string(unit) + " are possible");
}

Sheet upright(const PageSetup& setup) {
  const PaperRow& row = rowOf(setup.paper);
  return {row.width, row.height, setup.margins};
}

Sheet turned(const Sheet& sheet) { return {sheet.height, sheet.width, sheet.margins}; }

Rect roomOn(const Sheet& sheet) {
  const PageMargins& margins = sheet.margins;
  return {margins.left, margins.top, sheet.width - margins.left - margins.right,
          sheet.height - margins.top - margins.bottom};
}

// How many tiles of this length, with so much in common, cover the whole. A double: it may be anything.
double tilesFor(double whole, double tile, double overlap) {
  return std::max(1., std::ceil((whole - overlap - kRounding) / (tile - overlap)));
}

Result<PagePlan> fitted(const Sheet& sheet, const Rect& drawing) {
  const Rect room = roomOn(sheet);
  if (room.width < kLeastRoom || room.height < kLeastRoom) return problem("the margins leave no room on the page");
  PagePlan plan;
  plan.width = sheet.width;
  plan.height = sheet.height;
  const double most = kMmPerPx * kMaxFitted;
  plan.scale = drawing.empty() ? most : std::min({room.width / drawing.width, room.height / drawing.height, most});
  const Size size{drawing.width * plan.scale, drawing.height * plan.scale};
  const Point centre = room.centre();
  plan.target = {centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height};
  plan.ground = room;
  plan.origin = drawing.topLeft();
  return plan;
}

// The page grows with the drawing, up to what readers show.
Result<PagePlan> asLargeAs(const Rect& drawing, const PageMargins& margins) {
  const double across = margins.left + margins.right;
  const double down = margins.top + margins.bottom;
  double scale = kMmPerPx;
  if (!drawing.empty()) {
    scale = std::min({scale, (kLongestPage - across) / drawing.width, (kLongestPage - down) / drawing.height});
  }
  const Sheet sheet{std::max(drawing.width * scale, kLeastRoom) + across,
                    std::max(drawing.height * scale, kLeastRoom) + down, margins};
  auto plan = fitted(sheet, drawing);
  if (plan) plan->ground = {0, 0, sheet.width, sheet.height};
  if (!plan || drawing.empty() || plan->scale <= scale) return plan;
  // A tiny drawing stays as it is on its least page.
  plan->scale = scale;
  const Point centre = roomOn(sheet).centre();
  const Size size{drawing.width * scale, drawing.height * scale};
  plan->target = {centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height};
  return plan;
}

Result<PagePlan> spread(const PageSetup& setup, const Sheet& sheet, const Rect& drawing) {
  Rect room = roomOn(sheet);
  if (setup.marks) room = room.grown(-kMarkStrip);
  if (room.width < kLeastRoom || room.height < kLeastRoom) return problem("the margins leave no room on the page");
  if (setup.overlap > std::min(room.width, room.height) / 2) {
    return problem("tiles cannot have more than half a page in common");
  }
  const double scale = kMmPerPx * setup.tileScale;
  const Size whole{drawing.width * scale, drawing.height * scale};
  const double columns = tilesFor(whole.width, room.width, setup.overlap);
  const double rows = tilesFor(whole.height, room.height, setup.overlap);
  if (!(columns * rows <= kMaxPages)) {
    return problem("the drawing takes " + formatNumber(columns * rows, 0) + " pages in this size; at most " +
                   std::to_string(kMaxPages) + " are possible. Choose a smaller size or larger paper");
  }
  PagePlan plan;
  plan.width = sheet.width;
  plan.height = sheet.height;
  plan.scale = scale;
  plan.columns = static_cast<int>(columns);
  plan.rows = static_cast<int>(rows);
  plan.tiled = plan.pages() > 1;
  plan.marks = setup.marks && plan.tiled;
  plan.target = plan.ground = room;
  plan.overlap = setup.overlap;
  // In the middle of all tiles, so that no narrow rest is left for the last ones.
  const double across = room.width + (columns - 1) * (room.width - setup.overlap);
  const double down = room.height + (rows - 1) * (room.height - setup.overlap);
  plan.origin = {drawing.x - (across - whole.width) / 2 / scale, drawing.y - (down - whole.height) / 2 / scale};
  return plan;
}

// Which of two plans shows more: fewer pages, then a larger scale.
const PagePlan& better(const PagePlan& a, const PagePlan& b) {
  if (a.pages() != b.pages()) return a.pages() < b.pages() ? a : b;
  return b.scale > a.scale ? b : a;
}

}  // namespace

std::span<const PaperRow> papers() { return kPapers; }

const PaperRow& rowOf(Paper paper) { return kPapers[static_cast<std::size_t>(paper)]; }

const PaperRow* paperNamed(std::string_view id) {
  const auto row = std::ranges::find_if(kPapers, [id](const PaperRow& r) { return isSameWord(r.id, id); });
  return row == kPapers.end() ? nullptr : &*row;
}

std::string paperChoices() {
  std::string out;
  for (const PaperRow& row : kPapers) {
    if (!out.empty()) out += &row == &kPapers.back() ? " or " : ", ";
    out += row.id;
  }
  return out;
}

std::string_view toText(Orientation orientation) {
  switch (orientation) {
    case Orientation::automatic:
      return "auto";
    case Orientation::portrait:
      return "portrait";
    case Orientation::landscape:
      return "landscape";
  }
  return {};
}

Result<Orientation> orientationNamed(std::string_view text) {
  for (const Orientation orientation : kOrientations) {
    if (isSameWord(toText(orientation), text)) return orientation;
  }
  return wrong("\"" + std::string(text) + "\" is no orientation; there are auto, portrait and landscape");
}

Result<double> marginNamed(std::string_view text) { return figure(text, 0, kMaxMargin, "margin", " mm"); }

Result<double> overlapNamed(std::string_view text) { return figure(text, 0, kMaxOverlap, "overlap", " mm"); }

Result<double> tileScaleNamed(std::string_view text) {
  constexpr double kPercent = 100;
  const bool inPercent = text.ends_with('%');
  const std::string_view number = inPercent ? text.substr(0, text.size() - 1) : text;
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (inPercent) value /= kPercent;
  if (error == std::errc() && end == number.data() + number.size() && value >= kMinTileScale && value <= kMaxTileScale)
    return value;
  return wrong("\"" + std::string(text) + "\" is no size of tiles; " + formatNumber(kMinTileScale * kPercent) +
               "% to " + formatNumber(kMaxTileScale * kPercent) + "% are possible, as in 200%");
}

PageTile PagePlan::tile(int page) const {
  PageTile out;
  out.row = page / columns;
  out.column = page % columns;
  out.target = target;
  const double stepX = (target.width - overlap) / scale;
  const double stepY = (target.height - overlap) / scale;
  out.origin = {origin.x + out.column * stepX, origin.y + out.row * stepY};
  const double left = out.column > 0 ? overlap / 2 : 0;
  const double right = out.column < columns - 1 ? overlap / 2 : 0;
  const double top = out.row > 0 ? overlap / 2 : 0;
  const double bottom = out.row < rows - 1 ? overlap / 2 : 0;
  out.trim = {target.x + left, target.y + top, target.width - left - right, target.height - top - bottom};
  return out;
}

Result<PagePlan> planPages(const PageSetup& setup, const Sheet& sheet, const Rect& drawing) {
  return setup.tileScale > 0 ? spread(setup, sheet, drawing) : fitted(sheet, drawing);
}

Result<PagePlan> planPages(const PageSetup& setup, const Rect& drawing) {
  if (setup.paper == Paper::drawing) return asLargeAs(drawing, setup.margins);
  const Sheet sheet = upright(setup);
  if (setup.orientation == Orientation::portrait) return planPages(setup, sheet, drawing);
  if (setup.orientation == Orientation::landscape) return planPages(setup, turned(sheet), drawing);
  const auto portrait = planPages(setup, sheet, drawing);
  const auto landscape = planPages(setup, turned(sheet), drawing);
  if (!portrait || !landscape) return portrait ? portrait : landscape;
  // Where both are as good, wide drawings lie.
  return drawing.width > drawing.height ? better(*landscape, *portrait) : better(*portrait, *landscape);
}

std::string tileLabel(const PagePlan& plan, int page, std::string_view title) {
  const PageTile tile = plan.tile(page);
  return std::string(title) + (title.empty() ? "Page " : ", page ") + std::to_string(page + 1) + " of " +
         std::to_string(plan.pages()) + ", row " + std::to_string(tile.row + 1) + " column " +
         std::to_string(tile.column + 1);
}

}  // namespace nines
