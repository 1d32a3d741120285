#include "painting/fonts.h"

#include <QGuiApplication>
#include <algorithm>
#include <cmath>

#include "drawing/utf8.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

constexpr char32_t kEllipsis = 0x2026;
constexpr std::size_t kEllipsisSlot = 256;

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

const FontMeasure::Face& FontMeasure::face(const TextStyle& style) const {
  const auto known = std::ranges::find(m_faces, style, &Face::style);
  if (known != m_faces.end()) return *known;
  const ScaledFont font = scaledFont(style);
  Face face{style, QFontMetricsF(font.font), font.scale, {}};
  // The width of a single character comes without letter spacing.
  for (std::size_t code = 0x20; code < face.advances.size(); ++code) {
    const auto character = static_cast<char16_t>(code == kEllipsisSlot ? kEllipsis : code);
    const double advance = face.metrics.horizontalAdvance(QChar(character));
    face.advances[code] = static_cast<float>(advance * font.scale + style.spacing);
  }
  m_faces.push_back(std::move(face));
  return m_faces.back();
}

double FontMeasure::width(std::string_view utf8, const TextStyle& style) const {
  const Face& known = face(style);
  double sum = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const utf8::Decoded next = utf8::decode(utf8, at);
    const bool isEllipsis = next.code == kEllipsis;
    if (next.code >= kEllipsisSlot && !isEllipsis) {
      const QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
      return known.metrics.horizontalAdvance(text) * known.scale;
    }
    sum += static_cast<double>(known.advances[isEllipsis ? kEllipsisSlot : next.code]);
    at += next.length;
  }
  return sum;
}

}  // namespace nines
