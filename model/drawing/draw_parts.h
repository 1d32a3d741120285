// What the parts of draw_design.h share. Only for files of this folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/draw_design.h"
#include "drawing/drill_picture.h"
#include "drawing/text_fit.h"

namespace nines::draw {

// Colours of a node's kind.
struct Tones {
  Token line = Token::general;
  Token text = Token::generalText;
};
Tones tonesOf(const Design& design, NodeIndex i);

// subtitleOf() in a drill, in which other members of a group run.
std::string subtitleOf(const Design& design, NodeIndex i, const DrillPicture* drill);
// The subtitle of the node's kind whose condition holds; null if there is none.
const Subtitle* subtitleFor(const Design& design, NodeIndex i);
// What may stand for subtitleOf() where that is too wide, best first: with less and less of the engine's version.
std::vector<std::string> shorterSubtitles(const Design& design, NodeIndex i);

bool isStopped(const Design& design, NodeIndex i);

// The catalogue's subtitle of a Region, with the code before it where the name is another.
std::string regionSubtitle(const Design& design, NodeIndex i);

// Depths beyond this one share a place in the z order.
inline constexpr int kDepths = 1000;
int zOf(int band, int depth);

// A rectangle whose stroke of this width lies inside it.
Rect strokedInside(const Rect& rect, double width);

// Collects the shapes of one group and how far they reach.
class GroupBuilder {
 public:
  GroupBuilder(const DrawContext& context, NodeIndex node, int band);
  GroupBuilder(const TextMeasure& measure, std::string id, int z);

  void describe(std::string title, std::string description);
  void rect(const Rect& rect, double radius, Ink fill, Stroke stroke = {}, Detail detail = Detail::always);
  void ellipse(const Rect& rect, Ink fill, Stroke stroke = {}, Detail detail = Detail::always);
  void path(std::vector<PathStep> steps, Ink fill, Stroke stroke = {}, Detail detail = Detail::always);
  // One line that fits into `width`; empty where there is no room.
  FittedText fitted(std::string_view utf8, const TextStyle& style, double width) const;
  void text(Point baseline, FittedText line, const TextStyle& style, Ink ink, Detail detail = Detail::names,
            Align align = Align::left);
  void icon(const Rect& rect, std::string name, Ink ink, Detail detail = Detail::always);

  DrawGroup take() { return std::move(m_group); }

 private:
  void add(Shape2D shape);
  void add(Shape2D shape, const Rect& bounds);

  const TextMeasure& m_measure;
  DrawGroup m_group;
};

// By shape of the kind.
DrawGroup cardBody(const DrawContext& context, NodeIndex i);
DrawGroup cardChip(const DrawContext& context, NodeIndex i, const Chip& chip);
// Where a badge would be: labels keep off it, so that they stay where they are when one comes.
Rect badgePlace(const Layout& layout, NodeIndex i);
DrawGroup badgeOn(const DrawContext& context, NodeIndex i, const Badge& badge);
// The signs of a badge, in its size or another one.
void addErrorSign(GroupBuilder& group, Point centre, int count, double scale = 1);
void addWarningSign(GroupBuilder& group, Point centre, double scale = 1);

// What a drill has made of the node; null where it is as ever, or no drill is on.
const DrillMark* markOf(const DrawContext& context, NodeIndex i);
// Of a line from one node to another; an end that the design does not have goes by its id.
std::string titleOfWay(const Design& design, NodeIndex from, const NodeId& fromId, NodeIndex to, const NodeId& toId);
// Where both of its ends are lost nobody asks what becomes of the line between them.
bool isCrossed(const Design& design, const DrillPicture& drill, LinkIndex i);
// Colours of the node's kind, or of what a drill has made of it.
Tones tonesIn(const DrawContext& context, NodeIndex i);
// A container's border, which is another where it is lost.
Stroke containerBorder(const DrawContext& context, NodeIndex i, Stroke usual);
// What lies over a container that the outage names, and its name; no groups for others.
bool isNamedLost(const DrawContext& context, NodeIndex i);
std::string lostTitle(const Design& design, NodeIndex i);
DrawGroup lostHatch(const DrawContext& context, NodeIndex i);
DrawGroup lostTab(const DrawContext& context, NodeIndex i);
// The sign of what a drill has made of a card or frame; no shapes where there is none.
DrawGroup drillBadge(const DrawContext& context, NodeIndex i, const DrillMark& mark);
void addFateSign(GroupBuilder& group, Point centre, Fate fate);
// The chip of what has taken a role over; nothing for what has no roles.
std::optional<Chip> newRole(const Design& design, NodeIndex i);
void addHatch(GroupBuilder& group, const Rect& rect);
// Which outage and moment a picture shows, above it; no shapes where there is nothing to say.
DrawGroup drillCaption(const DrawContext& context, const Rect& picture);
// A red cross over a line that carries nothing any more.
void addCross(GroupBuilder& group, Point centre);

DrawGroup regionBody(const DrawContext& context, NodeIndex i);
DrawGroup regionHeader(const DrawContext& context, NodeIndex i);
DrawGroup zoneBody(const DrawContext& context, NodeIndex i);
DrawGroup boxBody(const DrawContext& context, NodeIndex i);
DrawGroup frameBody(const DrawContext& context, NodeIndex i);
DrawGroup frameLabel(const DrawContext& context, NodeIndex i);
// Before the label of a frame in a picture without all of its members: "1 of 3 in ". Empty where none is left out.
std::string shareText(std::size_t members, int leftOut);
std::vector<DrawGroup> setFrame(const DrawContext& context, const SetFrame& frame);
DrawGroup noteBody(const DrawContext& context, NodeIndex i);

// The sign of a locked node, in a square of this size; nothing where the node is not locked.
inline constexpr double kLockSign = 12;
void addLock(GroupBuilder& group, const DrawContext& context, NodeIndex i, Point topLeft, Token tone);
// The room that a name leaves for it.
double lockRoom(const DrawContext& context, NodeIndex i);

// How a link is stroked, its mode considered.
enum class LinkLine { none, solid, twofold, dashed, dotted };
LinkLine lineOf(const Design& design, LinkIndex i);
// One link between tables of a global table stands for both directions.
bool isTwoWay(const Design& design, LinkIndex i);
struct LinkLook {
  Ink ink;  // of the arrow
  Stroke stroke;
  double cut = 7;  // how far the line ends before the arrow's tip
};
LinkLook lookOf(const Design& design, LinkIndex i, LinkLine line);
// The same as a drill has it.
LinkLook lookIn(LinkLook usual, LinkLine line, const Traffic* traffic);
// What stands beside it; empty for nothing. In short, where there is no room for more: without a word for the kind.
std::string labelOf(const Design& design, LinkIndex i, bool inShort = false);
// How far a copy is behind, "1.4 s", where the link says so; and the word for how it is kept, where people have one:
// CRR is cross-Region replication of buckets, SRR same-Region replication. Empty for other links.
std::string lagText(const Design& design, LinkIndex i);
std::string copyWord(const Design& design, LinkIndex i);
// The background that shows between the two lines of a synchronous link.
Token coreColour(const DrawContext& context, LinkIndex i, const Route& route);
// The middle of its longest run; nothing for a route of no length.
std::optional<Point> midRun(const Route& route);
// How wide a label's pill is; 0 for an empty text.
double pillWidth(const DrawContext& context, std::string_view text);
// A place for the pill as if no other link were there.
Rect placeLabel(const DrawContext& context, LinkIndex i, const Route& route, double width);
DrawGroup linkLabel(const DrawContext& context, LinkIndex i, const Rect& pill, std::string_view text);
// The same of a line that is no link, in the accent.
DrawGroup freeLabel(const DrawContext& context, const std::string& id, NodeIndex from, NodeIndex to, const Rect& pill,
                    std::string_view text);
// Places for the labels of lines that are no links, beside those of the links.
class FreeLabels {
 public:
  // Keeps a reference to the context.
  FreeLabels(const DrawContext& context, const Routes& routes, const LabelPlaces& labels);
  ~FreeLabels();
  FreeLabels(const FreeLabels&) = delete;
  FreeLabels& operator=(const FreeLabels&) = delete;
  // Of this width, and around the line's two ends; 0 wide for a line without a label, which others keep off.
  Rect add(const Route& route, const Rect& ends, double width);

 private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

inline constexpr double kPillHeight = 14;
inline constexpr double kPillPadding = 4;

inline constexpr double kCornerRadius = 8;       // of link bends
inline constexpr double kLeastCornerRadius = 3;  // beside a hop
inline constexpr double kHopRadius = 5;
inline constexpr double kLeastHopRadius = 3;  // close to an end
inline constexpr double kArrowLength = 7;
inline constexpr double kArrowWidth = 7.2;

// The path of a route with round corners and hops. The ends are drawn back by these lengths, for arrows.
std::vector<PathStep> linkPath(const std::vector<Point>& points, const std::vector<Point>& hops, double startCut,
                               double endCut);
// The same without hops, for a stroke of these dashes (on and off): a piece for each straight run, which begins where
// its dashes lie by their place on the canvas. Lines that share a trunk have them in common, wherever they come from;
// else those of one would fill the gaps of another.
std::vector<PathStep> dashedPath(const std::vector<Point>& points, double startCut, double endCut,
                                 const std::vector<double>& dash);
// A filled triangle whose tip is at `tip`, seen from `from`.
std::vector<PathStep> arrowHead(Point from, Point tip);

}  // namespace nines::draw
