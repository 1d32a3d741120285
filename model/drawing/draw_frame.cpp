// Frames around the members of a cluster, and notes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "drawing/draw_parts.h"
#include "drawing/text_fit.h"
#include "layout/arrange.h"
#include "support/ascii.h"

namespace nines::draw {

namespace {

constexpr double kBorderOpacity = .6;
constexpr TextStyle kLabel{10, Weight::semibold, 0, false};
constexpr TextStyle kNoteText{10.5, Weight::regular, 0, false};
constexpr double kLabelStart = 76;  // past the chip of the first member
constexpr double kLabelMargin = 13;
constexpr double kLeastMargin = 4;  // where a name would be cut
constexpr double kLabelPadding = 9;

bool sameWords(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return ascii::lower(x) == ascii::lower(y); });
}

// The border of what something else stands in as well, or of which a part is left out.
const std::vector<double> kOpenDash{5, 4};

// What the catalogue says of a cluster with members: "2 nodes". In a drill, what has become of it.
std::string stateText(const DrawContext& context, NodeIndex i) {
  if (const DrillMark* mark = markOf(context, i)) return mark->line;
  const Subtitle* subtitle = subtitleFor(context.design, i);
  return subtitle && !subtitle->when.incoming.empty() ? draw::subtitleOf(context.design, i, context.drill)
                                                      : std::string();
}

// Kind (what its members are together, where the catalogue has a word for that), name and state: "DAX cluster · cache ·
// 2 nodes". A cluster called after its kind says so once.
std::string frameText(const DrawContext& context, NodeIndex i) {
  const Design& design = context.design;
  const Kind* kind = design.kind(i);
  const std::string_view title = titleOf(design, i);
  std::string out = !kind ? std::string() : kind->setLabel.empty() ? kind->label : kind->setLabel;
  const auto add = [&](std::string_view part) {
    if (!out.empty() && !part.empty()) out += " \u00b7 ";
    out += part;
  };
  if (!sameWords(out, title) && !(kind && sameWords(kind->label, title))) add(title);
  add(stateText(context, i));
  return shareText(spanningMembers(design, i).size(), context.layout.place(i).leftOut) + out;
}

// "1/3 \u00b7 web": a frame around some of its members is narrow, and its name says more than all else.
std::string shortText(std::size_t members, int leftOut, std::string_view name) {
  return fmt::format("{}/{} \u00b7 {}", members - static_cast<std::size_t>(leftOut), members, name);
}

// What may stand on a frame's border, the best first: a later one where that would be cut.
using TabTexts = std::vector<std::string>;

TabTexts tabTexts(const DrawContext& context, NodeIndex i) {
  TabTexts out{frameText(context, i)};
  const int leftOut = context.layout.place(i).leftOut;
  if (leftOut == 0) {
    // The frame's colour tells the kind, and the name tells more; how many there are and how they are stays longest.
    const std::string state = stateText(context, i);
    const std::string title(titleOf(context.design, i));
    out.push_back(state.empty() ? title : title + " \u00b7 " + state);
    if (!state.empty()) out.push_back(state);
    return out;
  }
  const std::size_t members = spanningMembers(context.design, i).size();
  const std::string name(titleOf(context.design, i));
  out.push_back(shareText(members, leftOut) + name);
  out.push_back(shortText(members, leftOut, name));
  return out;
}

TabTexts tabTexts(const SetFrame& frame) {
  TabTexts out{shareText(frame.members.size(), frame.leftOut) + frame.text};
  if (frame.leftOut == 0) return out;
  out.push_back(shortText(frame.members.size(), frame.leftOut, frame.text));
  constexpr std::string_view between = " \u00b7 ";
  if (const std::size_t at = frame.text.find(between); at != std::string::npos)
    out.push_back(shortText(frame.members.size(), frame.leftOut, frame.text.substr(at + between.size())));
  return out;
}

// How far from its left end a frame's upper border is taken by the name of a zone that begins there.
double takenByNames(const DrawContext& context, const Rect& frame, std::span<const NodeIndex> members) {
  constexpr double kClear = 4;
  const Rect band{frame.x, frame.y - 7, kLabelStart, 15};
  double taken = 0;
  for (const NodeIndex member : members) {
    const NodeIndex zone = context.design.zone(member);
    if (zone == kNone) continue;
    const Rect name = context.layout.headerOf(context.design, zone);
    if (name.intersects(band)) taken = std::max(taken, name.right() + kClear - frame.x);
  }
  return taken;
}

// The label on the upper border, not nearer to its left end than `least` and by `aside` px from where it usually is;
// `more` px are kept behind its text. Gives the place of a sign in there.
Point addTab(GroupBuilder& group, const Rect& rect, const TabTexts& texts, const Tones& tones, double more,
             double least, double aside = 0) {
  const double before = std::max(kLabelMargin, least);
  const double usual = rect.width - before - kLabelMargin - 2 * kLabelPadding - more;
  FittedText line;
  for (const std::string& text : texts) {
    line = group.fitted(text, kLabel, usual);
    if (line.whole.empty() && !line.text.empty()) break;
  }
  double margin = kLabelMargin;
  if (texts.size() > 1 && (!line.whole.empty() || line.text.empty())) {
    margin = kLeastMargin;
    const double room = rect.width - std::max(margin, least) - margin - 2 * kLabelPadding - more;
    line = group.fitted(texts.back(), kLabel, room);
  }
  if (line.text.empty()) return rect.topLeft();
  const double written = line.width;
  const double width = std::ceil(written + more) + 2 * kLabelPadding;
  // A long label of a narrow frame starts further left.
  const double start = std::max({margin, least, std::min(kLabelStart, rect.width - margin - width)});
  const Rect tab{std::round(rect.x + start + aside), rect.y - 7, width, 15};
  group.rect(strokedInside(tab, 1), 4, {Token::card}, {{tones.line, kBorderOpacity}, 1, {}}, Detail::names);
  const double middle = tab.centre().x - more / 2;
  group.text({middle, tab.y + 11.25}, std::move(line), kLabel, {tones.text}, Detail::names, Align::centre);
  return {middle + written / 2 + 4, tab.y + 1.5};
}

}  // namespace

std::string shareText(std::size_t members, int leftOut) {
  return leftOut > 0 ? fmt::format("{} of {} in ", members - static_cast<std::size_t>(leftOut), members)
                     : std::string();
}

DrawGroup frameBody(const DrawContext& context, NodeIndex i) {
  GroupBuilder group(context, i, band::kFrame);
  group.describe(std::string(titleOf(context.design, i)), frameText(context, i));
  group.rect(strokedInside(context.layout.rect(i), 1), 8.5, {Token::card, 1, Tint::frame},
             {{tonesIn(context, i).line, kBorderOpacity},
              1,
              context.layout.place(i).leftOut > 0 ? kOpenDash : std::vector<double>{}});
  return group.take();
}

DrawGroup frameLabel(const DrawContext& context, NodeIndex i) {
  const TabTexts texts = tabTexts(context, i);
  GroupBuilder group(context, i, band::kFrameLabel);
  group.describe(std::string(titleOf(context.design, i)), texts.front());
  const Rect& rect = context.layout.rect(i);
  const Point lock = addTab(group, rect, texts, tonesIn(context, i), lockRoom(context, i),
                            takenByNames(context, rect, spanningMembers(context.design, i)));
  addLock(group, context, i, lock, tonesIn(context, i).text);
  return group.take();
}

std::vector<DrawGroup> setFrame(const DrawContext& context, const SetFrame& frame) {
  const Tones tones = tonesOf(context.design, frame.members.front());
  const std::string key = keyOf(context.design, frame);
  const TabTexts texts = tabTexts(frame);
  GroupBuilder body(context.measure, key, zOf(band::kFrame, 0));
  body.describe(texts.front(), {});
  // What stands in it and is no member would look pale below its fill, and like a member within a whole line.
  const Ink fill = frame.loose ? Ink{} : Ink{Token::card, 1, Tint::frame};
  const std::vector<double> dash = frame.loose || frame.leftOut > 0 ? kOpenDash : std::vector<double>{};
  body.rect(strokedInside(frame.rect, 1), 8.5, fill, {{tones.line, kBorderOpacity}, 1, dash});
  GroupBuilder label(context.measure, key, zOf(band::kFrameLabel, 0));
  label.describe(texts.front(), {});
  const double aside =
      frame.leftOut > 0 ? 0 : frame.label.x - frameTab(frame.rect, lettersOf(frame.text), 0).x;  // clear of cards
  addTab(label, frame.rect, texts, tones, 0, 0, aside);
  return {body.take(), label.take()};
}

DrawGroup noteBody(const DrawContext& context, NodeIndex i) {
  using Step = PathStep::Kind;
  constexpr double fold = 10, padding = 8, firstLine = 15.5, lineHeight = 14;
  const Rect r = strokedInside(context.layout.rect(i), 1);
  const std::string_view title = titleOf(context.design, i);
  const Reading reading = context.design.read(i, "text");
  const std::string_view text = reading.known() ? reading.text() : title;
  GroupBuilder group(context, i, band::kCard);
  group.describe(std::string(title), std::string(text));
  const double f = std::min({fold, r.width, r.height});
  const Point a{r.right() - f, r.bottom()};
  const Point b{r.right(), r.bottom() - f};
  const Stroke border{{Token::noteBorder}, 1, {}};
  group.path({{Step::move, r.topLeft(), {}, {}},
              {Step::line, {r.right(), r.y}, {}, {}},
              {Step::line, b, {}, {}},
              {Step::line, a, {}, {}},
              {Step::line, {r.x, r.bottom()}, {}, {}},
              {Step::close, {}, {}, {}}},
             {Token::note}, border);
  group.path(
      {{Step::move, a, {}, {}}, {Step::line, {a.x, b.y}, {}, {}}, {Step::line, b, {}, {}}, {Step::close, {}, {}, {}}},
      {Token::noteBorder, .35}, border);
  const double lines = (r.height - firstLine - 3) / lineHeight + 1;
  if (lines < 1) return group.take();
  double y = r.y - .5 + firstLine;
  addLock(group, context, i, {r.right() - 6 - kLockSign, r.y + 5}, Token::noteText);
  const double width = r.width - 2 * padding - lockRoom(context, i);
  for (FittedText& line : wrapped(context.measure, text, kNoteText, width, static_cast<std::size_t>(lines))) {
    group.text({r.x - .5 + padding, y}, std::move(line), kNoteText, {Token::noteText},
               Detail::always);  // as bars where it cannot be read: an empty box would say nothing
    y += lineHeight;
  }
  return group.take();
}

}  // namespace nines::draw
