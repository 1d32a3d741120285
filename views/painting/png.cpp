#include "painting/png.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QLocale>
#include <cmath>

#include "painting/painter_backend.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("nines::png", text); }

QString sizeProblem(double width, double height, double scale) {
  if (!(scale > 0) || !std::isfinite(width) || !std::isfinite(height)) return tr("The scale must be above 0");
  if (width <= kPngMaxSide && height <= kPngMaxSide && width * height <= static_cast<double>(kPngMaxPixels)) return {};
  const QLocale locale;
  return tr("The picture would have %1 x %2 pixels; at most %3 a side and %4 in all are possible. Export it as "
            "SVG, which has no such limit")
      .arg(locale.toString(width, 'f', 0), locale.toString(height, 'f', 0), locale.toString(kPngMaxSide),
           locale.toString(kPngMaxPixels));
}

QImage painted(const DisplayList& list, const Theme& theme, QSize size, double scale) {
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return image;
  image.setText(QStringLiteral("Software"), QStringLiteral("Nines"));  // export knows its own pictures by it
  image.fill(toQColor(theme.colour(Token::canvas)));
  const Rect page = list.bounds.grown(kPngMargin);
  QPainter painter(&image);
  painter.scale(scale, scale);
  painter.translate(-std::floor(page.x), -std::floor(page.y));
  paint(painter, list, theme);
  return image;
}

}  // namespace

QImage pictureImage(const DisplayList& list, const Theme& theme, double scale, QString* why) {
  const auto fail = [&](const QString& reason) {
    if (why) *why = reason;
    return QImage();
  };
  const Rect page = list.bounds.grown(kPngMargin);
  const double width = std::ceil((page.right() - std::floor(page.x)) * scale);
  const double height = std::ceil((page.bottom() - std::floor(page.y)) * scale);
  if (const QString problem = sizeProblem(width, height, scale); !problem.isEmpty()) return fail(problem);
  QImage image = painted(list, theme, QSize(static_cast<int>(width), static_cast<int>(height)), scale);
  return image.isNull() ? fail(tr("There is not enough memory for the picture")) : image;
}

QByteArray pngBytes(const DisplayList& list, const Theme& theme, double scale, QString* why) {
  const QImage image = pictureImage(list, theme, scale, why);
  if (image.isNull()) return {};
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (image.save(&buffer, "PNG")) return bytes;
  if (why) *why = tr("There is not enough memory for the picture");
  return {};
}

}  // namespace nines
