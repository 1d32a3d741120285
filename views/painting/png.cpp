#include "painting/png.h"

#include <QCoreApplication>
#include <QImage>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "formats/png_chunks.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

constexpr double kLogicalDpi = 96;
constexpr double kInch = .0254;  // m

QString tr(const char* text) { return QCoreApplication::translate("nines::png", text); }

const Theme& themeOf(const PngOptions& options) { return options.theme ? *options.theme : lightTheme(); }

bool isPossible(QSizeF pixels) {
  return pixels.width() <= kPngMaxSide && pixels.height() <= kPngMaxSide &&
         pixels.width() * pixels.height() <= static_cast<double>(kPngMaxPixels);
}

QString memoryProblem() { return tr("There is not enough memory for the picture"); }

QImage painted(const DisplayList& list, const PngOptions& options, QSize size) {
  // Without transparency there is a quarter less to pack.
  QImage image(size, options.background ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return image;
  image.fill(options.background ? toQColor(themeOf(options).colour(Token::canvas)) : QColor(Qt::transparent));
  const Rect page = list.bounds.grown(kPngMargin);
  QPainter painter(&image);
  painter.scale(options.scale, options.scale);
  painter.translate(-std::floor(page.x), -std::floor(page.y));
  paint(painter, list, themeOf(options));
  painter.end();
  const double dpi = options.dpi > 0 ? options.dpi : kLogicalDpi * options.scale;
  const int perMetre = static_cast<int>(std::lround(std::min(dpi / kInch, 1e9)));
  image.setDotsPerMeterX(perMetre);
  image.setDotsPerMeterY(perMetre);
  return image;
}

}  // namespace

QSizeF pngSize(const Rect& drawing, double scale) {
  const Rect page = drawing.grown(kPngMargin);
  return {std::ceil((page.right() - std::floor(page.x)) * scale),
          std::ceil((page.bottom() - std::floor(page.y)) * scale)};
}

double largestPngScale(const Rect& drawing) {
  const QSizeF size = pngSize(drawing, 1);
  if (!(size.width() > 0) || !(size.height() > 0)) return 0;
  double scale = std::min({kPngMaxSide / size.width(), kPngMaxSide / size.height(),
                           std::sqrt(static_cast<double>(kPngMaxPixels) / size.width() / size.height())});
  if (!(scale >= kPngLeastScale)) return 0;
  const double digit = std::pow(10, std::floor(std::log10(scale)) - 1);
  // Sides are rounded up to whole pixels, which may be what is too much.
  for (scale = std::floor(scale / digit) * digit; scale >= kPngLeastScale; scale -= digit) {
    if (isPossible(pngSize(drawing, scale))) return scale;
  }
  return 0;
}

QString pngProblem(const Rect& drawing, double scale) {
  const QSizeF pixels = pngSize(drawing, scale);
  const double width = pixels.width();
  const double height = pixels.height();
  if (!(width > 0) || !(height > 0) || !std::isfinite(width) || !std::isfinite(height))
    return tr("The scale must be above 0");
  if (isPossible(pixels)) return {};
  const QLocale locale;
  const double fitting = largestPngScale(drawing);
  const QString advice =
      fitting > 0
          ? tr("Choose a smaller scale (%1 at most), or SVG, which has no such limit").arg(locale.toString(fitting))
          : tr("Choose SVG, which has no such limit");
  // Nobody reads three hundred digits.
  const auto count = [&locale](double n) { return n < 1e12 ? locale.toString(n, 'f', 0) : locale.toString(n, 'g', 3); };
  return tr("The picture would have %1 x %2 pixels; at most %3 a side and %4 in all are possible. %5")
      .arg(count(width), count(height), locale.toString(kPngMaxSide), locale.toString(kPngMaxPixels), advice);
}

QImage pictureImage(const DisplayList& list, const PngOptions& options, QString* why) {
  const auto fail = [&](const QString& reason) {
    if (why) *why = reason;
    return QImage();
  };
  const QSizeF size = pngSize(list.bounds, options.scale);
  if (const QString problem = pngProblem(list.bounds, options.scale); !problem.isEmpty()) return fail(problem);
  QImage image = painted(list, options, size.toSize());
  return image.isNull() ? fail(memoryProblem()) : image;
}

Result<std::string> writePng(const DisplayList& list, const PngOptions& options) {
  QString why;
  const QImage image = pictureImage(list, options, &why);
  if (image.isNull()) return Error{ErrorCode::tooLarge, {}, {}, why.toStdString()};
  PngPixels pixels;
  pixels.width = static_cast<std::uint32_t>(image.width());
  pixels.height = static_cast<std::uint32_t>(image.height());
  pixels.alpha = image.hasAlphaChannel();
  pixels.perMetre = static_cast<std::uint32_t>(image.dotsPerMeterX());
  const auto format = pixels.alpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888;
  pixels.row = [&image, format](std::size_t y, unsigned char* bytes) {
    const QImage row(image.constScanLine(static_cast<int>(y)), image.width(), 1, image.format());
    const QImage converted = row.convertToFormat(format);
    std::copy_n(converted.constBits(), converted.width() * (converted.depth() / 8), bytes);
  };
  const std::string png = encodedPng(pixels);
  if (png.empty()) return Error{ErrorCode::unreadable, {}, {}, memoryProblem().toStdString()};
  return withPngTexts(png, options.design);
}

}  // namespace nines
