#include "picture.h"

#include "drawing/draw_design.h"
#include "formats/native.h"
#include "formats/svg.h"
#include "layout/router.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"
#include "support/resources.h"

namespace nines {

namespace {
constexpr double kPngScale = 2;
}

DisplayList pictureOf(const Design& design, const TextMeasure& measure) {
  const Layout layout(design);
  const Badges noBadges;
  return drawDesign({design, layout, measure, noBadges}, routeLinks(design, layout));
}

Status writeSvgPicture(const Design& design, const Theme& theme, const std::string& target) {
  SvgOptions svg;
  svg.theme = &theme;
  svg.title = design.topology().name;
  return writeFileAtomically(target, writeSvg(pictureOf(design, builtInMeasure()), svg));
}

Status writePngPicture(const Design& design, const Theme& theme, const std::string& target) {
  QString why;
  if (writePng(pictureOf(design, FontMeasure()), theme, QString::fromStdString(target), kPngScale, &why)) return Unit{};
  return Error{ErrorCode::unreadable, target, {}, why.toStdString()};
}

QString exampleName(const QString& resourcePath) {
  const auto text = resource(resourcePath.toStdString());
  if (!text) return {};
  const auto topology = readDesign(*text, resourcePath.toStdString(), Catalogue::shipped());
  return topology ? QString::fromStdString(topology->name) : resourcePath;
}

}  // namespace nines
