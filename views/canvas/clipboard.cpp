#include "canvas/clipboard.h"

#include "drawing/draw_design.h"
#include "formats/native.h"
#include "formats/svg.h"
#include "painting/painter_backend.h"
#include "painting/png.h"

namespace nines {

namespace {

constexpr char kSvgMime[] = "image/svg+xml";
constexpr char kImageMime[] = "application/x-qt-image";
constexpr char kTextMime[] = "text/plain";

}  // namespace

QStringList DesignMimeData::formats() const {
  return {QLatin1String(kDesignMime), QLatin1String(kSvgMime), QLatin1String(kImageMime), QLatin1String(kTextMime)};
}

QVariant DesignMimeData::retrieveData(const QString& format, QMetaType) const {
  if (format == QLatin1String(kImageMime)) return pictureImage(drawPicture(*m_excerpt, FontMeasure()), {});
  if (format == QLatin1String(kSvgMime)) {
    SvgOptions svg;
    svg.title = m_excerpt->topology().name;
    return QByteArray::fromStdString(writeSvg(drawPicture(*m_excerpt, FontMeasure()), svg));
  }
  const std::string text = writeDesign(m_excerpt->topology());
  if (format == QLatin1String(kTextMime)) return QString::fromStdString(text);
  if (format == QLatin1String(kDesignMime)) return QByteArray::fromStdString(text);
  return {};
}

std::optional<Topology> designIn(const QMimeData& data, const Catalogue& catalogue) {
  QByteArray text = data.data(QLatin1String(kDesignMime));
  if (text.isEmpty()) text = data.text().trimmed().toUtf8();
  if (!text.startsWith('{')) return std::nullopt;
  auto design = readDesign({text.data(), static_cast<std::size_t>(text.size())}, "clipboard", catalogue);
  if (!design) return std::nullopt;
  return std::move(*design);
}

}  // namespace nines
