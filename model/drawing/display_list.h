// What a design looks like, without any toolkit: shapes, texts and icons in z order, coloured by theme tokens. The
// canvas, thumbnails and every export paint this same list through a back end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drawing/theme.h"
#include "support/geometry.h"

namespace nines {

// Opacities that differ between the palettes.
enum class Tint : std::uint8_t {
  plain,
  tile,   // times Theme::tileOpacity: the square behind a card's icon
  frame,  // times Theme::frameOpacity: the body of a cluster
};

struct Ink {
  Token token = Token::none;
  double opacity = 1;
  Tint tint = Tint::plain;

  bool visible() const { return token != Token::none && opacity > 0; }
  bool operator==(const Ink&) const = default;
};

// The colour that the ink has in a theme.
Colour colourOf(const Theme& theme, Ink ink);

// Joins are round.
struct Stroke {
  Ink ink;
  double width = 1;
  std::vector<double> dash;  // lengths in px, on and off in turn; empty: solid
  bool roundCaps = false;

  bool operator==(const Stroke&) const = default;
};

// Drawn only from this zoom on: `names` hides below 30 %, `full` below 50 %.
enum class Detail : std::uint8_t { always, names, full };

enum class Weight : std::uint8_t { regular = 4, medium = 5, semibold = 6, bold = 7 };  // hundreds

struct TextStyle {
  double size = 12;  // px
  Weight weight = Weight::regular;
  double spacing = 0;  // added between letters, px
  bool struckThrough = false;

  bool operator==(const TextStyle&) const = default;
};

enum class Align : std::uint8_t { left, centre, right };

struct RectShape {
  Rect rect;
  double radius = 0;
  Ink fill;
  Stroke stroke;
  Detail detail = Detail::always;
  bool operator==(const RectShape&) const = default;
};

struct EllipseShape {
  Rect rect;
  Ink fill;
  Stroke stroke;
  Detail detail = Detail::always;
  bool operator==(const EllipseShape&) const = default;
};

struct PathStep {
  enum class Kind : std::uint8_t { move, line, quad, cubic, close } kind = Kind::move;
  Point to;
  Point control1;  // quad and cubic
  Point control2;  // cubic
  bool operator==(const PathStep&) const = default;
};

struct PathShape {
  std::vector<PathStep> steps;
  Ink fill;
  Stroke stroke;
  Detail detail = Detail::always;
  bool operator==(const PathShape&) const = default;
};

struct TextShape {
  Point baseline;    // of the left end, middle or right end, as `align` says
  std::string text;  // elided already
  TextStyle style;
  Ink ink;
  Align align = Align::left;
  Detail detail = Detail::names;
  std::string whole{};  // what `text` was cut from, on one line; empty where nothing is cut
  bool operator==(const TextShape&) const = default;
};

// A line icon of resources/icons, drawn in one colour.
struct IconShape {
  Rect rect;
  std::string icon;
  Ink ink;
  Detail detail = Detail::always;
  bool operator==(const IconShape&) const = default;
};

using Shape2D = std::variant<RectShape, EllipseShape, PathShape, TextShape, IconShape>;

// Z bands of the visual specification: larger ones are painted later.
namespace band {
inline constexpr int kDots = 0, kRegion = 10, kZone = 20, kFrame = 30, kHatch = 35, kFrameLabel = 40, kLink = 50,
                     kRegionHeader = 55, kCard = 60, kLinkLabel = 70, kChip = 75, kBadge = 80, kSelection = 90,
                     kGuide = 95, kOverlay = 100;
}  // namespace band

// What one node or link contributes at one height.
struct DrawGroup {
  std::string id;           // of the node or link
  std::string title;        // name, for tooltips and accessible exports
  std::string description;  // kind and second line
  int z = 0;                // band * 1000 + depth
  Rect bounds;              // everything painted, strokes included
  std::vector<Shape2D> shapes;
  bool operator==(const DrawGroup&) const = default;
};

struct DisplayList {
  Rect bounds;
  std::vector<DrawGroup> groups;  // in paint order
};

// Text is measured by whoever paints it: QFontMetricsF in the window, built-in advance tables where no toolkit is.
class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  // Advance width in px.
  virtual double width(std::string_view utf8, const TextStyle& style) const = 0;
};

// What the shape covers when painted, its stroke included.
Rect boundsOf(const Shape2D& shape, const TextMeasure& measure);

// The text, cut with an ellipsis so that it is at most `width` px wide; empty if not even the
// ellipsis fits. Never cuts inside a UTF-8 sequence, before a combining mark or inside a joined emoji.
std::string elided(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width);

}  // namespace nines
