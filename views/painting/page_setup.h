// How a drawing is put on pages: which paper, which way up, and whether all on one page or spread over tiles that are
// put together again. Values without any toolkit; names are those of the command line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "support/geometry.h"
#include "support/result.h"

namespace nines {

enum class Paper : std::uint8_t { drawing, a0, a1, a2, a3, a4, a5, letter, legal, tabloid };

struct PaperRow {
  Paper paper = Paper::drawing;
  std::string_view id;    // "drawing", "A4", "letter"; as the command line takes it, in any case
  std::string_view name;  // "As large as the drawing", "A4", "Letter"
  double width = 0;       // mm, upright; 0: given by the drawing
  double height = 0;
};

// In the order of a list to choose from.
std::span<const PaperRow> papers();
const PaperRow& rowOf(Paper paper);
// Null: there is none of this name.
const PaperRow* paperNamed(std::string_view id);
// "drawing, A0, ... or tabloid", for messages and help.
std::string paperChoices();

enum class Orientation : std::uint8_t { automatic, portrait, landscape };

std::string_view toText(Orientation orientation);  // "auto", "portrait", "landscape"
// Error: no orientation, and which there are.
Result<Orientation> orientationNamed(std::string_view text);

// mm, between the edge of the paper and what is printed.
struct PageMargins {
  double left = 10;
  double top = 10;
  double right = 10;
  double bottom = 10;

  bool operator==(const PageMargins&) const = default;
};

struct PageSetup {
  Paper paper = Paper::drawing;
  Orientation orientation = Orientation::automatic;  // whichever shows more; a page of the drawing's size has none
  PageMargins margins;
  // 0: all on one page, as large as fits. Else tiles in this size, 1 being 96 px to the inch, over as many pages as
  // that takes; not with a page of the drawing's size.
  double tileScale = 0;
  double overlap = 10;  // mm that neighbouring tiles have in common
  bool marks = true;    // of tiles: where to cut, and which tile it is

  bool tiled() const { return tileScale > 0 && paper != Paper::drawing; }
  bool operator==(const PageSetup&) const = default;
};

inline constexpr double kMaxMargin = 100;     // mm
inline constexpr double kMaxOverlap = 100;    // mm
inline constexpr double kMinTileScale = .05;  // 5 %
inline constexpr double kMaxTileScale = 10;
inline constexpr int kMaxPages = 500;

// A figure of the command line, "12.5", within the bounds of its option. Error: what is wrong with it.
Result<double> marginNamed(std::string_view text);
Result<double> overlapNamed(std::string_view text);
// "100%" or "1" is 96 px to the inch.
Result<double> tileScaleNamed(std::string_view text);

// Paper that lies in a printer: which way up it lies is settled.
struct Sheet {
  double width = 0;  // mm
  double height = 0;
  PageMargins margins;
};

// What goes onto one page.
struct PageTile {
  int row = 0;  // from 0
  int column = 0;
  Rect target;   // mm on the page: where the drawing shows
  Rect trim;     // mm on the page: where to cut, halfway through what it has in common with its neighbours
  Point origin;  // of the drawing: what lies in the target's top left corner
};

struct PagePlan {
  double width = 0;  // of each page, mm
  double height = 0;
  double scale = 1;  // mm to a logical px
  int rows = 1;
  int columns = 1;
  bool tiled = false;
  bool marks = false;  // only where there is something to put together
  Rect target;         // mm on each page: where the drawing shows
  Rect ground;         // mm on each page: all of one that is as large as its drawing; margins of a sheet stay paper
  double overlap = 0;  // mm
  Point origin;        // of the drawing: what lies in the first target's top left corner

  int pages() const { return rows * columns; }
  PageTile tile(int page) const;  // row by row, from 0
};

// Errors: margins that leave no room, an overlap as large as a page, more than kMaxPages pages.
Result<PagePlan> planPages(const PageSetup& setup, const Rect& drawing);
// The same on a printer's sheet: its size, direction and margins instead of the setup's.
Result<PagePlan> planPages(const PageSetup& setup, const Sheet& sheet, const Rect& drawing);

// "Orders, page 2 of 6, row 1 column 2"
std::string tileLabel(const PagePlan& plan, int page, std::string_view title);

}  // namespace nines
