#include "picture.h"

#include <QPainter>
#include <algorithm>

#include "drawing/draw_design.h"
#include "formats/svg.h"
#include "layout/router.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"

namespace nines {

namespace {
constexpr double kPngScale = 2;
constexpr double kThumbnailMargin = 16;
}  // namespace

DisplayList pictureOf(const Design& design, const TextMeasure& measure) {
  const Layout layout(design);
  const Badges noBadges;
  return drawDesign({design, layout, measure, noBadges}, routeLinks(design, layout));
}

Status writeSvgPicture(const Design& design, const Theme& theme, const std::string& target) {
  SvgOptions svg;
  svg.theme = &theme;
  svg.title = design.topology().name;
  const auto written = writeFileAtomically(target, writeSvg(pictureOf(design, FontMeasure()), svg));
  return written ? Status(Unit{}) : Status(written.error());
}

Status writePngPicture(const Design& design, const Theme& theme, const std::string& target) {
  QString why;
  if (writePng(pictureOf(design, FontMeasure()), theme, QString::fromStdString(target), kPngScale, &why)) return Unit{};
  return Error{ErrorCode::unreadable, target, {}, why.toStdString()};
}

QPixmap thumbnailOf(const Design& design, const Theme& theme, QSize size, qreal pixelRatio) {
  QPixmap picture((QSizeF(size) * pixelRatio).toSize());
  picture.setDevicePixelRatio(pixelRatio);
  picture.fill(toQColor(theme.colour(Token::canvas)));
  const DisplayList list = pictureOf(design, FontMeasure());
  const Rect page = list.bounds.grown(kThumbnailMargin);
  const double scale = std::min({size.width() / page.width, size.height() / page.height, 1.0});
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate((size.width() - page.width * scale) / 2, (size.height() - page.height * scale) / 2);
  painter.scale(scale, scale);
  painter.translate(-page.x, -page.y);
  paint(painter, list, theme, detailAt(scale));
  return picture;
}

}  // namespace nines
