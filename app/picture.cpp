#include "picture.h"

#include <QPainter>
#include <algorithm>
#include <variant>

#include "drawing/draw_design.h"
#include "formats/svg.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"

namespace nines {

namespace {
constexpr double kPngScale = 2;
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

Status writeSvgPicture(const Design& design, const Theme& theme, const std::string& target) {
  SvgOptions svg;
  svg.theme = &theme;
  svg.title = design.topology().name;
  const auto written = writeFileAtomically(target, writeSvg(drawPicture(design, FontMeasure()), svg));
  return written ? Status(Unit{}) : Status(written.error());
}

Status writePngPicture(const Design& design, const Theme& theme, const std::string& target) {
  QString why;
  const QByteArray bytes = pngBytes(drawPicture(design, FontMeasure()), theme, kPngScale, &why);
  if (bytes.isEmpty()) return Error{ErrorCode::unreadable, target, {}, why.toStdString()};
  // As it is called, also where that is no text: the toolkit would write a file of another name.
  const auto written = writeFileAtomically(target, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
  return written ? Status(Unit{}) : Status(written.error());
}

QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio) {
  QPixmap picture((QSizeF(size) * pixelRatio).toSize());
  picture.setDevicePixelRatio(pixelRatio);
  picture.fill(toQColor(theme.colour(Token::canvas)));
  DisplayList list = drawPicture(design, FontMeasure());
  const Rect page = list.bounds.grown(kThumbnailMargin);
  const double scale = std::min({size.width() / page.width, size.height() / page.height, 1.0});
  strengthen(list, scale);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate((size.width() - page.width * scale) / 2, (size.height() - page.height * scale) / 2);
  painter.scale(scale, scale);
  painter.translate(-page.x, -page.y);
  paint(painter, list, theme, detailAt(scale));
  return picture;
}

}  // namespace nines
