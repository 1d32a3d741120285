// What is drawn of a design, without saying how: boxes in boxes, lines between them, frames around some. The formats of
// other programs are written from it, most of which lay out by themselves.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "drawing/theme.h"
#include "layout/layout.h"

namespace nines {

namespace placing {
struct ShownPart;  // layout/shown_part.h
}

// Positions in Diagram::boxes.
using BoxIndex = std::size_t;
inline constexpr BoxIndex kNoBox = static_cast<BoxIndex>(-1);

// Nests are at most this deep: nobody reads more, and other programs walk them by recursion.
inline constexpr std::size_t kDeepestNest = 100;

struct DiagramBox {
  enum class Form : std::uint8_t { container, frame, card, note };

  NodeIndex node = kNone;
  Form form = Form::card;
  BoxIndex parent = kNoBox;  // the container that it stands in
  // The same for programs in which what belongs together stands in one box: a frame whose members share their container
  // stands in that, and they in it. Other frames have lines to their members there.
  BoxIndex nest = kNoBox;
  std::vector<BoxIndex> inside;   // whose nest this is, in id order
  std::vector<BoxIndex> members;  // of a frame that does not hold them
  std::string id;
  std::string name;
  std::string kind;                  // "RDS instance"
  std::string share;                 // before that, of a frame without some of its members: "1 of 3 in "
  std::string chip;                  // "PRIMARY"; empty for none
  std::string detail;                // second line; the text of a note
  std::vector<std::string> shorter;  // what may stand for the second line where that is too wide, best first
  std::string set;                   // what it is one of: "Global table \u00b7 sessions"; empty for nothing
  Token line = Token::general;
  Token text = Token::generalText;
  bool store = false;  // holds data
  Rect rect;           // absolute

  // Others stand in it, whatever it is.
  bool holds() const { return form == Form::container || !inside.empty(); }
};

struct DiagramLink {
  enum class Line : std::uint8_t { hidden, solid, synchronous, asynchronous, dotted };

  LinkIndex link = kNone;
  std::string id;
  BoxIndex from = kNoBox;
  BoxIndex to = kNoBox;
  Line line = Line::solid;
  bool twoWay = false;  // with an arrow at both ends
  std::string kind;     // "Replicates"
  std::string label;    // what the picture says of it; empty for nothing
  Token ink = Token::link;
};

struct DiagramSet {
  std::string text;  // "1 of 2 in Global table \u00b7 sessions" where one of them is not shown
  std::vector<BoxIndex> members;
  Rect rect;
  bool loose = false;  // something else stands in it as well
};

struct Diagram {
  std::string name;                // of the design
  std::vector<DiagramBox> boxes;   // in id order
  std::vector<DiagramLink> links;  // in id order, those that have no line in the picture as well
  std::vector<DiagramSet> sets;
  std::vector<BoxIndex> top;  // boxes without a nest

  // Whether `outer` is `inner` or around it, by nest.
  bool isIn(BoxIndex inner, BoxIndex outer) const;
};

// Of what a picture of these nodes shows (layout/shown_part.h), or of the whole design where there are none.
Diagram diagramOf(const Design& design, const Layout& layout, std::span<const NodeIndex> only = {});
Diagram diagramOf(const Design& design, const placing::ShownPart& part);

}  // namespace nines
