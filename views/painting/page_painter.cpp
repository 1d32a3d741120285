#include "painting/page_painter.h"

#include "drawing/text_fit.h"
#include "painting/painter_backend.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr double kMarkLength = 4;    // mm
constexpr double kMarkGap = 1;       // mm, between the drawing and its marks
constexpr double kMarkWidth = .15;   // mm
constexpr double kLabelBelow = 4.6;  // mm from the drawing to the label's baseline
constexpr double kLabelBeside = 3;   // mm from the cut to the label
constexpr double kBleed = 1;         // mm
constexpr double kPxPerMm = 96 / 25.4;
constexpr TextStyle kLabel{10, Weight::medium, 0, false};

QRectF toQRectF(const Rect& rect) { return {rect.x, rect.y, rect.width, rect.height}; }

// Papers are whole points in a file: what reaches an edge goes past it, so that no line of bare paper is left.
QRectF groundOf(const PagePlan& plan) {
  const auto bleed = [](double toEdge) { return toEdge < kBleed ? kBleed : 0; };
  const Rect& ground = plan.ground;
  return toQRectF(ground).adjusted(-bleed(ground.x), -bleed(ground.y), bleed(plan.width - ground.right()),
                                   bleed(plan.height - ground.bottom()));
}

// Two lines at each corner of the cut, outside of the drawing.
void paintMarks(QPainter& painter, const PageTile& tile, QColor colour) {
  painter.setPen(QPen(colour, kMarkWidth, Qt::SolidLine, Qt::FlatCap));
  const Rect& shown = tile.target;
  for (const double x : {tile.trim.x, tile.trim.right()}) {
    painter.drawLine(QPointF(x, shown.y - kMarkGap), QPointF(x, shown.y - kMarkGap - kMarkLength));
    painter.drawLine(QPointF(x, shown.bottom() + kMarkGap), QPointF(x, shown.bottom() + kMarkGap + kMarkLength));
  }
  for (const double y : {tile.trim.y, tile.trim.bottom()}) {
    painter.drawLine(QPointF(shown.x - kMarkGap, y), QPointF(shown.x - kMarkGap - kMarkLength, y));
    painter.drawLine(QPointF(shown.right() + kMarkGap, y), QPointF(shown.right() + kMarkGap + kMarkLength, y));
  }
}

// Below the drawing, between the marks. A long title is cut, the numbers never.
void paintLabel(QPainter& painter, const PagePlan& plan, int page, const std::string& whole, const Theme& theme) {
  const std::string title = seenText(whole);
  const PageTile tile = plan.tile(page);
  const FontMeasure measure;
  const double room = (tile.trim.width - 2 * kLabelBeside) * kPxPerMm;
  const double numbers = measure.width(tileLabel(plan, page, "…"), kLabel);
  const std::string name = elided(measure, title, kLabel, room - numbers);
  TextShape text;
  text.text = tileLabel(plan, page, name);
  if (name != title) text.whole = tileLabel(plan, page, title);
  text.style = kLabel;
  text.ink = {Token::text};
  text.detail = Detail::always;
  DrawGroup group;
  group.shapes.emplace_back(std::move(text));
  painter.save();
  painter.translate(tile.trim.x + kLabelBeside, tile.target.bottom() + kLabelBelow);
  painter.scale(1 / kPxPerMm, 1 / kPxPerMm);
  paint(painter, group, theme);
  painter.restore();
}

}  // namespace

void paintPage(QPainter& painter, double unitsPerMm, const PagePlan& plan, int page, const DisplayList& list,
               const PageLook& look) {
  const Theme& theme = look.theme ? *look.theme : lightTheme();
  const QColor canvas = toQColor(theme.colour(Token::canvas));
  const PageTile tile = plan.tile(page);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(unitsPerMm, unitsPerMm);
  if (look.background) painter.fillRect(groundOf(plan), canvas);
  if (plan.marks) {
    paintMarks(painter, tile, toQColor(lightTheme().colour(Token::text)));
    paintLabel(painter, plan, page, look.title, lightTheme());
  }
  const Rect shown{tile.origin.x, tile.origin.y, tile.target.width / plan.scale, tile.target.height / plan.scale};
  if (plan.tiled) painter.setClipRect(toQRectF(tile.target), Qt::IntersectClip);
  painter.translate(tile.target.x, tile.target.y);
  painter.scale(plan.scale, plan.scale);
  painter.translate(-tile.origin.x, -tile.origin.y);
  for (const DrawGroup& group : list.groups) {
    if (!plan.tiled || group.bounds.intersects(shown)) paint(painter, group, theme);
  }
  painter.restore();
}

}  // namespace nines
