// Alignment guides and equal distances, as marks.h declares them.
#include <algorithm>
#include <cmath>

#include "canvas/marks.h"
#include "drawing/text_fit.h"

namespace nines::marks {

namespace {

constexpr double kTick = 6;
constexpr double kLabelHeight = 15;
constexpr double kLabelPadding = 5;
constexpr double kLabelText = 10;
constexpr Ink kGuideInk{Token::guide, 1};

// Lengths are of the screen: the scene's are longer when zoomed out.
class GuideDrawing {
 public:
  GuideDrawing(const CanvasScene& scene, double zoom, const Rect& view)
      : m_scene(scene), m_px(1 / zoom), m_view(view.grown(-2 * m_px)) {}

  DrawGroup line(const placing::Guide& guide) {
    m_group = {};
    m_vertical = guide.vertical;
    stroke(guide.low - kTick * m_px, guide.high + kTick * m_px, guide.at);
    tick(guide.low - kTick * m_px, guide.at);
    tick(guide.high + kTick * m_px, guide.at);
    const double end = guide.high + (kTick + 2) * m_px;
    const Point at = m_vertical ? Point{guide.at, end + kLabelHeight / 2 * m_px} : Point{end, guide.at};
    label(at, std::string(guide.edge), m_vertical ? Align::centre : Align::left);
    return std::move(m_group);
  }

  DrawGroup gap(const placing::EqualGap& gap) {
    m_group = {};
    m_vertical = !gap.horizontal;
    stroke(gap.low, gap.high, gap.at);
    tick(gap.low, gap.at);
    tick(gap.high, gap.at);
    const std::string text = std::to_string(std::lround(gap.high - gap.low));
    const double middle = (gap.low + gap.high) / 2;
    // Beside the line, where it is too short to be written on.
    const double aside = (kLabelHeight / 2 + 3) * m_px;
    const Point at = m_vertical ? Point{gap.at + 5 * m_px, middle} : Point{middle, gap.at + aside};
    label(at, text, m_vertical ? Align::left : Align::centre);
    return std::move(m_group);
  }

 private:
  Point point(double along, double across) const { return m_vertical ? Point{across, along} : Point{along, across}; }

  void path(Point a, Point b) {
    PathShape shape;
    shape.steps = {{PathStep::Kind::move, a, {}, {}}, {PathStep::Kind::line, b, {}, {}}};
    shape.stroke = {kGuideInk, m_px, {}, false};
    cover({std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)});
    m_group.shapes.emplace_back(std::move(shape));
  }
  void stroke(double low, double high, double at) { path(point(low, at), point(high, at)); }
  void tick(double along, double at) { path(point(along, at - kTick / 2 * m_px), point(along, at + kTick / 2 * m_px)); }

  void label(Point middle, std::string text, Align align) {
    const TextStyle style{kLabelText * m_px, Weight::semibold};
    const double width = m_scene.measure().width(text, style) + 2 * kLabelPadding * m_px;
    RectShape pill;
    pill.rect = {align == Align::centre ? middle.x - width / 2 : middle.x, middle.y - kLabelHeight / 2 * m_px, width,
                 kLabelHeight * m_px};
    pill.rect.x = std::max(m_view.left(), std::min(pill.rect.x, m_view.right() - width));
    pill.rect.y = std::max(m_view.top(), std::min(pill.rect.y, m_view.bottom() - pill.rect.height));
    pill.radius = 3 * m_px;
    pill.fill = kGuideInk;
    cover(pill.rect);
    TextShape written;
    written.baseline = {pill.rect.centre().x, pill.rect.centre().y + kLabelText * .36 * m_px};
    written.text = std::move(text);
    written.style = style;
    written.ink = {Token::card, 1};
    written.align = Align::centre;
    written.detail = Detail::always;
    m_group.shapes.emplace_back(std::move(pill));
    m_group.shapes.emplace_back(std::move(written));
  }

  void cover(const Rect& r) {
    // `united` leaves out what has no area; a line has none.
    m_group.bounds = m_group.bounds.united(r.grown(m_px));
  }

  const CanvasScene& m_scene;
  double m_px;
  Rect m_view;
  bool m_vertical = true;
  DrawGroup m_group;
};

}  // namespace

std::vector<DrawGroup> guides(const CanvasScene& scene, const std::vector<placing::Guide>& lines,
                              const std::vector<placing::EqualGap>& gaps, double zoom, const Rect& view) {
  std::vector<DrawGroup> out;
  out.reserve(gaps.size() + lines.size());
  GuideDrawing drawing(scene, zoom, view);
  for (const placing::EqualGap& gap : gaps) out.push_back(drawing.gap(gap));
  for (const placing::Guide& line : lines) out.push_back(drawing.line(line));
  return out;
}

}  // namespace nines::marks
