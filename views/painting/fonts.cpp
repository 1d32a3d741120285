#include "painting/fonts.h"

#include <QGuiApplication>
#include <algorithm>
#include <cmath>

#include "painting/painter_backend.h"

namespace nines {

namespace {

QFont fontAt(int pixelSize, const TextStyle& style, double scale) {
  QFont font;
  font.setFamilies({QStringLiteral("Inter"), QGuiApplication::font().family()});
  font.setPixelSize(pixelSize);
  font.setWeight(static_cast<QFont::Weight>(static_cast<int>(style.weight) * 100));
  font.setHintingPreference(QFont::PreferNoHinting);
  if (style.spacing != 0) font.setLetterSpacing(QFont::AbsoluteSpacing, style.spacing / scale);
  font.setStrikeOut(style.struckThrough);
  return font;
}

}  // namespace

QFont toQFont(const TextStyle& style) {
  return fontAt(std::max(1, static_cast<int>(std::lround(style.size))), style, 1);
}

ScaledFont scaledFont(const TextStyle& style) {
  const bool whole = style.size == std::floor(style.size);
  const int pixels = std::max(1, static_cast<int>(std::ceil(whole ? style.size : style.size * 2)));
  const double scale = style.size / pixels;
  return {fontAt(pixels, style, scale), scale};
}

double FontMeasure::width(std::string_view utf8, const TextStyle& style) const {
  auto face = std::ranges::find(m_faces, style, &Face::style);
  if (face == m_faces.end()) {
    const ScaledFont font = scaledFont(style);
    m_faces.push_back({style, QFontMetricsF(font.font), font.scale});
    face = m_faces.end() - 1;
  }
  const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
  return face->metrics.horizontalAdvance(text) * face->scale;
}

}  // namespace nines
