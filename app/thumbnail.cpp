#include "thumbnail.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "drawing/draw_design.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {
constexpr double kThumbnailMargin = 16;
constexpr double kThinnest = .8;  // px on the screen, of a line in a thumbnail

// So small, hair lines in the colour of a card's border are not to be seen.
void strengthen(DisplayList& list, double scale) {
  for (DrawGroup& group : list.groups) {
    for (Shape2D& shape : group.shapes) {
      std::visit(
          [&](auto& s) {
            if constexpr (requires { s.stroke; }) {
              s.stroke.width = std::max(s.stroke.width, kThinnest / scale);
              if (s.stroke.ink.token == Token::cardBorder) s.stroke.ink.token = Token::faint;
            }
          },
          shape);
    }
  }
}

}  // namespace

void paintReduced(QPainter& painter, DisplayList list, const Theme& theme, double scale) {
  if (scale < 1) strengthen(list, scale);
  paint(painter, list, theme, detailAt(scale));
}

QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio) {
  QPixmap picture((QSizeF(size) * pixelRatio).toSize());
  picture.setDevicePixelRatio(pixelRatio);
  picture.fill(toQColor(theme.colour(Token::canvas)));
  DisplayList list = drawPicture(design, FontMeasure());
  const Rect page = list.bounds.grown(kThumbnailMargin);
  const double scale = std::min({size.width() / page.width, size.height() / page.height, 1.0});
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate((size.width() - page.width * scale) / 2, (size.height() - page.height * scale) / 2);
  painter.scale(scale, scale);
  painter.translate(-page.x, -page.y);
  paintReduced(painter, std::move(list), theme, scale);
  return picture;
}

}  // namespace nines
