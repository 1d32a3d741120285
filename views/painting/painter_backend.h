// Paints display lists with QPainter: the canvas, thumbnails and PNG all come through here.
#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <array>
#include <vector>

#include "drawing/display_list.h"

namespace nines {

QColor toQColor(Colour colour);
QColor toQColor(const Theme& theme, Ink ink);
// Inter, else the system's interface font, in pixels. Fonts of the toolkit have whole pixel sizes, so sizes are rounded
// here; what paints and measures below keeps the fraction.
QFont toQFont(const TextStyle& style);

// Measures with the fonts that paint. For the window's thread.
class FontMeasure final : public TextMeasure {
 public:
  double width(std::string_view utf8, const TextStyle& style) const override;

 private:
  struct Face {
    TextStyle style;
    QFontMetricsF metrics;
    double scale;
    std::array<float, 257> advances;  // of Latin-1 and the ellipsis, where kerning is small and speed counts
  };
  const Face& face(const TextStyle& style) const;
  mutable std::vector<Face> m_faces;
};

// What is left out as the picture gets smaller.
namespace legible {
inline constexpr double kEverythingFrom = .5;  // zoom; below, second lines are hidden
inline constexpr double kNamesFrom = .3;       // zoom; below, names, chips and link labels are hidden
// px on the device. Names (12.5) are text down to the zoom at which they are hidden; what is smaller there, such as
// role chips (9) below 42 %, is a bar.
inline constexpr double kTextFrom = 3.75;
inline constexpr double kBarFrom = 2.7;  // px on the device; smaller text is nothing
inline constexpr double kIconFrom = 3;
inline constexpr double kShapeFrom = .5;
}  // namespace legible

// Level of detail of a zoom factor.
Detail detailAt(double zoom);

// A group made ready for painting many times: colours, pens and paths are converted once, texts and icons when they are
// first visible. The canvas keeps one for each of its items.
class PreparedGroup {
 public:
  PreparedGroup(const DrawGroup& group, const Theme& theme);
  PreparedGroup(PreparedGroup&&) noexcept;
  PreparedGroup& operator=(PreparedGroup&&) noexcept;
  ~PreparedGroup();

  // What paint() covers.
  const QRectF& bounds() const { return m_bounds; }
  // Leaves the painter as it was. Leaves out shapes that need more detail than `detail`, and what would be too small to
  // see on the device. Outside of `exposed` anything may be painted or not: give it where the painter's clip leaves no
  // more to be seen; empty for everywhere.
  void paint(QPainter& painter, Detail detail = Detail::full, const QRectF& exposed = {}) const;

 private:
  struct Op;
  QRectF m_bounds;
  Detail m_needed = Detail::full;  // the least that any shape asks for
  std::vector<Op> m_ops;
};

// The same for groups that are painted once. Leaves the painter as it was. Shapes that need more detail than `detail`
// are left out.
void paint(QPainter& painter, const DrawGroup& group, const Theme& theme, Detail detail = Detail::full);
void paint(QPainter& painter, const DisplayList& list, const Theme& theme, Detail detail = Detail::full);

// An icon of resources/icons in one colour; cached per icon, size, colour and pixel ratio. Empty (transparent) where
// there is no such icon.
QPixmap iconPixmap(const QString& icon, QSize size, QColor colour, qreal pixelRatio);

}  // namespace nines
