#include "painting/painter_backend.h"

#include <QPaintEngine>
#include <QPainterPath>
#include <QPainterPathStroker>
#include <QSvgRenderer>
#include <algorithm>
#include <cmath>

#include "drawing/draw_design.h"
#include "painting/icons.h"
#include "painting/sprite.h"
#include "painting/text_shape.h"
#include "painting/word_layer.h"

namespace nines {

namespace {

constexpr double kStrikeHeight = .3;  // of a struck text's size, above its baseline
constexpr double kStrikeWidth = .08;
constexpr double kSpriteUpTo = 400;  // px on the device
constexpr double kBarOpacity = .35;
constexpr double kBorderFrom = .25;  // px on the device; thinner borders only tint

QRectF toQRectF(const Rect& rect) { return {rect.x, rect.y, rect.width, rect.height}; }
QPointF toQPointF(Point p) { return {p.x, p.y}; }

QPen toQPen(const Theme& theme, const Stroke& stroke) {
  if (!stroke.ink.visible()) return Qt::NoPen;
  QPen pen(toQColor(theme, stroke.ink), stroke.width, Qt::SolidLine, stroke.roundCaps ? Qt::RoundCap : Qt::FlatCap,
           Qt::RoundJoin);
  if (stroke.dash.empty() || stroke.width <= 0) return pen;
  QList<qreal> dashes;
  for (const double length : stroke.dash) dashes.append(length / stroke.width);
  pen.setDashPattern(dashes);
  return pen;
}

QPainterPath toQPath(const std::vector<PathStep>& steps) {
  QPainterPath path;
  for (const PathStep& step : steps) {
    const QPointF to = toQPointF(step.to);
    switch (step.kind) {
      case PathStep::Kind::move:
        path.moveTo(to);
        break;
      case PathStep::Kind::line:
        path.lineTo(to);
        break;
      case PathStep::Kind::quad:
        path.quadTo(toQPointF(step.control1), to);
        break;
      case PathStep::Kind::cubic:
        path.cubicTo(toQPointF(step.control1), toQPointF(step.control2), to);
        break;
      case PathStep::Kind::close:
        path.closeSubpath();
        break;
    }
  }
  return path;
}

// Flattened finely enough for the largest zoom.
QPolygonF strokedOutline(const QPainterPath& path, const QPen& pen) {
  constexpr double fine = 4;
  QPainterPathStroker stroker(pen);
  stroker.setCurveThreshold(.25 / fine);
  const QTransform larger = QTransform::fromScale(fine, fine);
  return QTransform::fromScale(1 / fine, 1 / fine).map(stroker.createStroke(path).toFillPolygon(larger));
}

// What painting needs to know of its painter.
struct Surface {
  Surface(const QPainter& painter, const QRectF& exposed_)
      : exposed(exposed_),
        device(painter.deviceTransform()),
        scale(std::sqrt(std::abs(device.determinant()))),
        sprites(takesSprites(painter)),
        document(painter.paintEngine() && painter.paintEngine()->type() == QPaintEngine::Pdf),
        words(document ? wordLayerOf(painter) : nullptr) {}

  // Of a large rectangle what can be seen of it, with edges and corners where they are.
  QRectF cut(const QRectF& rect, double beyond) const {
    return exposed.isEmpty() ? rect : rect & exposed.adjusted(-beyond, -beyond, beyond, beyond);
  }

  QRectF exposed;
  QTransform device;
  double scale;  // device pixels of a logical one
  bool sprites;
  bool document;     // names the characters of its glyphs, as far as it knows them
  WordLayer* words;  // where it takes what it does not know
};

}  // namespace

struct PreparedGroup::Op {
  enum class Kind { rect, ellipse, path, text, icon } kind = Kind::rect;
  Detail detail = Detail::always;
  double radius = 0;
  QRectF rect;
  QColor fill;  // invalid: none
  QPen pen = Qt::NoPen;
  QPainterPath path;
  TextShape text;
  QString icon;
  mutable ShapedText shape;   // made when first painted, likewise below
  mutable QPolygonF outline;  // what the pen covers of a path
  mutable double barWidth = -1;
  mutable QPixmap sprite;
  mutable double spriteScale = 0;
  mutable QPointF spriteRest;

  void read(const RectShape& shape, const Theme& theme);
  void read(const EllipseShape& shape, const Theme& theme);
  void read(const PathShape& shape, const Theme& theme);
  void read(const TextShape& shape, const Theme& theme);
  void read(const IconShape& shape, const Theme& theme);

  void paint(QPainter& painter, const Surface& surface) const;
  void paintRect(QPainter& painter, const Surface& surface) const;
  QColor mixed() const;
  void paintPath(QPainter& painter, const Surface& surface) const;
  void paintText(QPainter& painter, const Surface& surface) const;
  void paintAsShapes(QPainter& painter, const Surface& surface) const;
  void paintBar(QPainter& painter) const;
  void paintIcon(QPainter& painter, const Surface& surface) const;
  void usePens(QPainter& painter) const;
};

void PreparedGroup::Op::read(const RectShape& shape_, const Theme& theme) {
  kind = Kind::rect;
  rect = toQRectF(shape_.rect);
  radius = std::min({shape_.radius, shape_.rect.width / 2, shape_.rect.height / 2});
  fill = toQColor(theme, shape_.fill);
  pen = toQPen(theme, shape_.stroke);
}

void PreparedGroup::Op::read(const EllipseShape& shape_, const Theme& theme) {
  kind = Kind::ellipse;
  rect = toQRectF(shape_.rect);
  fill = toQColor(theme, shape_.fill);
  pen = toQPen(theme, shape_.stroke);
}

void PreparedGroup::Op::read(const PathShape& shape_, const Theme& theme) {
  kind = Kind::path;
  path = toQPath(shape_.steps);
  fill = toQColor(theme, shape_.fill);
  pen = toQPen(theme, shape_.stroke);
}

void PreparedGroup::Op::read(const TextShape& shape_, const Theme& theme) {
  kind = Kind::text;
  text = shape_;
  fill = toQColor(theme, shape_.ink);
}

void PreparedGroup::Op::read(const IconShape& shape_, const Theme& theme) {
  kind = Kind::icon;
  rect = toQRectF(shape_.rect);
  icon = QString::fromStdString(shape_.icon);
  fill = toQColor(theme, shape_.ink);
}

void PreparedGroup::Op::usePens(QPainter& painter) const {
  painter.setPen(pen);
  if (fill.isValid()) {
    painter.setBrush(fill);
  } else {
    painter.setBrush(Qt::NoBrush);
  }
}

void PreparedGroup::Op::paint(QPainter& painter, const Surface& surface) const {
  switch (kind) {
    case Kind::text:
      return paintText(painter, surface);
    case Kind::icon:
      return paintIcon(painter, surface);
    case Kind::rect:
      return paintRect(painter, surface);
    case Kind::ellipse:
      usePens(painter);
      return painter.drawEllipse(rect);
    case Kind::path:
      return paintPath(painter, surface);
  }
}

// Stroking a path with round corners costs many times what filling its outline does, and comes out the same. Lines of a
// pixel and less the toolkit draws faster than either, and of dashes there are too many.
void PreparedGroup::Op::paintPath(QPainter& painter, const Surface& surface) const {
  if (!surface.sprites || pen.style() != Qt::SolidLine || pen.widthF() * surface.scale <= 1) {
    usePens(painter);
    return painter.drawPath(path);
  }
  if (fill.isValid()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPath(path);
  }
  if (outline.isEmpty()) outline = strokedOutline(path, pen);
  painter.setPen(Qt::NoPen);
  painter.setBrush(pen.color());
  painter.drawPolygon(outline, Qt::WindingFill);
}

void PreparedGroup::Op::paintRect(QPainter& painter, const Surface& surface) const {
  const double side = std::max(rect.width(), rect.height()) * surface.scale;
  if (side < legible::kShapeFrom) return;
  if (radius * surface.scale < 1) {  // the corners could not be told apart
    const bool plain = pen.style() == Qt::NoPen || pen.widthF() * surface.scale < kBorderFrom;
    // Where there is no fill its colour is black, and opaque.
    if (plain && fill.isValid() && fill.alpha() == 255) return painter.fillRect(rect, mixed());
    usePens(painter);
    return painter.drawRect(rect);
  }
  if (pen.style() == Qt::CustomDashLine) {
    usePens(painter);
    return painter.drawRoundedRect(rect, radius, radius);
  }
  if (side > kSpriteUpTo || !surface.sprites) {
    // What comes instead of an edge out of sight stays out of sight with its corners.
    const QRectF seen = surface.cut(rect, 2 * (radius + pen.widthF()) + 2);
    if (seen.isEmpty()) return;
    usePens(painter);
    return painter.drawRoundedRect(seen, radius, radius);
  }
  const double border = pen.style() == Qt::NoPen ? 0 : pen.widthF() / 2;
  const SpritePlace place = spritePlace(surface.device.map(rect.topLeft() - QPointF(border, border)));
  if (spriteScale != surface.scale || spriteRest != place.rest) {
    sprite = rectSprite(rect.size(), radius, fill, pen, place.rest, surface.device);
    spriteScale = surface.scale;
    spriteRest = place.rest;
  }
  drawSprite(painter, sprite, place.corner, surface.device);
}

// Fill and border by their shares, for where they cannot be told apart.
QColor PreparedGroup::Op::mixed() const {
  if (pen.style() == Qt::NoPen || rect.isEmpty()) return fill;
  const QColor border = pen.color();
  const double area = 2 * (rect.width() + rect.height()) * pen.widthF() / (rect.width() * rect.height());
  const double share = std::min(1., area) * border.alphaF();
  const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
  return {mix(fill.red(), border.red()), mix(fill.green(), border.green()), mix(fill.blue(), border.blue())};
}

void PreparedGroup::Op::paintText(QPainter& painter, const Surface& surface) const {
  const double size = text.style.size * surface.scale;
  if (size < legible::kBarFrom || !fill.isValid()) return;
  if (size < legible::kTextFrom) return paintBar(painter);
  if (shape.runs.isEmpty()) shape = knownShape(text);
  painter.setPen(fill);
  const QTransform before = painter.worldTransform();
  painter.translate(text.baseline.x, text.baseline.y);
  if (shape.scale != 1) painter.scale(shape.scale, shape.scale);
  if (surface.document && !(shape.plain && text.whole.empty())) paintAsShapes(painter, surface);
  else
    for (const QGlyphRun& run : shape.runs) painter.drawGlyphRun(shape.origin, run);
  if (text.style.struckThrough) {
    const double unscaled = text.style.size / shape.scale;
    const double y = -unscaled * kStrikeHeight;
    painter.setPen(QPen(fill, unscaled * kStrikeWidth));
    painter.drawLine(QPointF(shape.origin.x(), y), QPointF(shape.origin.x() + shape.width, y));
  }
  painter.setWorldTransform(before);
}

// What is seen is no text, and in its place stands, unseen, what it says: of a text that is cut the whole of it.
void PreparedGroup::Op::paintAsShapes(QPainter& painter, const Surface& surface) const {
  paintShapes(painter, shape, fill);
  if (!surface.words) return;
  const double back = shape.scale == 1 ? 1 : 1 / shape.scale;
  const QTransform before = painter.worldTransform();
  if (back != 1) painter.scale(back, back);
  TextShape line = text;
  if (!text.whole.empty()) line.text = text.whole;
  surface.words->addWords(painter, line, shape.width * shape.scale);
  painter.setWorldTransform(before);
}

// Text too small to read: where it stands and how long it is.
void PreparedGroup::Op::paintBar(QPainter& painter) const {
  if (barWidth < 0) barWidth = builtInMeasure().width(text.text, text.style);
  const double back = text.align == Align::left ? 0 : text.align == Align::centre ? barWidth / 2 : barWidth;
  const double size = text.style.size;
  QColor colour = fill;
  colour.setAlphaF(static_cast<float>(colour.alphaF() * kBarOpacity));
  painter.fillRect(QRectF(text.baseline.x - back, text.baseline.y - size * .6, barWidth, size * .6), colour);
}

void PreparedGroup::Op::paintIcon(QPainter& painter, const Surface& surface) const {
  if (rect.width() * surface.scale < legible::kIconFrom || !fill.isValid()) return;
  if (!surface.sprites) {
    QSvgRenderer renderer(iconSvg(icon, fill));
    const double before = painter.opacity();
    painter.setOpacity(before * fill.alphaF());
    renderer.render(&painter, rect);
    painter.setOpacity(before);
    return;
  }
  const QRectF place = surface.device.mapRect(rect);
  if (spriteScale != surface.scale) {
    sprite = iconPixmap(icon, place.size().toSize().expandedTo({1, 1}), fill, 1);
    spriteScale = surface.scale;
  }
  drawSprite(painter, sprite, QPointF(place.topLeft().toPoint()), surface.device);
}

PreparedGroup::PreparedGroup(const DrawGroup& group, const Theme& theme) : m_bounds(toQRectF(group.bounds)) {
  m_ops.reserve(group.shapes.size());
  for (const Shape2D& shape : group.shapes) {
    Op& op = m_ops.emplace_back();
    std::visit(
        [&](const auto& s) {
          op.detail = s.detail;
          m_needed = std::min(m_needed, s.detail);
          op.read(s, theme);
        },
        shape);
  }
}

PreparedGroup::PreparedGroup(PreparedGroup&&) noexcept = default;
PreparedGroup& PreparedGroup::operator=(PreparedGroup&&) noexcept = default;
PreparedGroup::~PreparedGroup() = default;

void PreparedGroup::paint(QPainter& painter, Detail detail, const QRectF& exposed) const {
  if (m_needed > detail || m_ops.empty()) return;
  // Not save(): it copies what is never touched here, and there are thousands of groups.
  const QPen pen = painter.pen();
  const QBrush brush = painter.brush();
  const QPainter::RenderHints hints = painter.renderHints();
  constexpr QPainter::RenderHints smooth = QPainter::Antialiasing | QPainter::TextAntialiasing;
  if ((hints & smooth) != smooth) painter.setRenderHints(smooth);
  const Surface surface(painter, exposed);
  for (const Op& op : m_ops) {
    if (op.detail <= detail) op.paint(painter, surface);
  }
  if ((hints & smooth) != smooth) {
    painter.setRenderHints(smooth, false);
    painter.setRenderHints(hints);
  }
  painter.setPen(pen);
  painter.setBrush(brush);
}

QColor toQColor(Colour colour) {
  QColor out(colour.red, colour.green, colour.blue);
  out.setAlphaF(static_cast<float>(colour.alpha));
  return out;
}

QColor toQColor(const Theme& theme, Ink ink) { return ink.visible() ? toQColor(colourOf(theme, ink)) : QColor(); }

Detail detailAt(double zoom) {
  if (zoom < legible::kNamesFrom) return Detail::always;
  return zoom < legible::kEverythingFrom ? Detail::names : Detail::full;
}

void paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail) {
  const auto isShown = [detail](const Shape2D& shape) {
    return std::visit([detail](const auto& s) { return s.detail <= detail; }, shape);
  };
  if (std::ranges::none_of(group.shapes, isShown)) return;
  PreparedGroup(group, theme).paint(painter, detail);
}

void paint(QPainter& painter, const DisplayList& list, const Theme& theme, Detail detail) {
  for (const DrawGroup& group : list.groups) paint(painter, group, theme, detail);
}

}  // namespace nines
