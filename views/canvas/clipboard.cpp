#include "canvas/clipboard.h"

#include <QUrl>

#include "drawing/draw_design.h"
#include "formats/embedded_design.h"
#include "formats/native.h"
#include "formats/svg.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"

namespace nines {

namespace {

constexpr char kImageMime[] = "application/x-qt-image";
constexpr char kTextMime[] = "text/plain";
constexpr double kImageScale = 2;
constexpr double kLeastScale = 1.0 / 64;
constexpr std::size_t kLargestFile = std::size_t{64} * 1024 * 1024;

std::string_view viewOf(const QByteArray& bytes) { return {bytes.data(), static_cast<std::size_t>(bytes.size())}; }

// The design's text in bytes that are either a picture that carries one or that text itself; empty where there is none.
std::string textIn(std::string_view bytes) {
  if (!isPicture(bytes)) return std::string(bytes);
  auto inside = embeddedDesign(bytes, "clipboard");
  return inside ? std::move(*inside) : std::string();
}

std::string textInFiles(const QList<QUrl>& urls) {
  if (urls.size() != 1 || !urls.front().isLocalFile()) return {};
  const auto bytes = readFile(urls.front().toLocalFile().toStdString(), kLargestFile);
  return bytes ? textIn(*bytes) : std::string();
}

std::string textIn(const QMimeData& data) {
  if (data.hasFormat(QLatin1String(kDesignMime))) return data.data(QLatin1String(kDesignMime)).toStdString();
  for (const char* picture : {kSvgMime, kPngMime}) {
    const QByteArray bytes = data.data(QLatin1String(picture));
    if (bytes.isEmpty()) continue;
    if (std::string text = textIn(viewOf(bytes)); !text.empty()) return text;
  }
  if (data.hasUrls()) {
    if (std::string text = textInFiles(data.urls()); !text.empty()) return text;
  }
  return textIn(data.text().trimmed().toStdString());
}

}  // namespace

QStringList DesignMimeData::formats() const {
  return {QLatin1String(kDesignMime), QLatin1String(kSvgMime), QLatin1String(kImageMime), QLatin1String(kTextMime)};
}

QVariant DesignMimeData::retrieveData(const QString& format, QMetaType) const {
  if (format == QLatin1String(kImageMime)) return pictureImage(drawPicture(*m_excerpt, FontMeasure()), PngOptions());
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

PictureMimeData::PictureMimeData(std::shared_ptr<const Design> design, std::vector<NodeIndex> only,
                                 const Topology& carried, const Theme& theme, std::shared_ptr<const DrillPicture> drill)
    : m_design(std::move(design)),
      m_only(std::move(only)),
      m_carried(writeDesign(carried)),
      m_drill(std::move(drill)),
      m_theme(&theme) {}

QStringList PictureMimeData::formats() const {
  return {QLatin1String(kSvgMime), QLatin1String(kPngMime), QLatin1String(kImageMime)};
}

// Whoever asks for one form often asks for the others.
const DisplayList& PictureMimeData::list() const {
  if (!m_list) m_list = drawPicture(*m_design, FontMeasure(), m_only, m_drill.get());
  return *m_list;
}

QVariant PictureMimeData::retrieveData(const QString& format, QMetaType) const {
  if (!formats().contains(format)) return {};
  if (format == QLatin1String(kSvgMime)) {
    const FontMeasure measure;
    SvgOptions svg;
    svg.theme = m_theme;
    svg.title = m_design->topology().name;
    svg.design = m_carried;
    svg.measure = &measure;
    return QByteArray::fromStdString(writeSvg(list(), svg));
  }
  PngOptions png;
  png.theme = m_theme;
  png.design = m_carried;
  // Rather coarse than none.
  png.scale = kImageScale;
  while (png.scale > kLeastScale && !pngProblem(list().bounds, png.scale).isEmpty()) png.scale /= 2;
  if (format == QLatin1String(kImageMime)) return pictureImage(list(), png);
  const auto bytes = writePng(list(), png);
  return bytes ? QVariant(QByteArray::fromStdString(*bytes)) : QVariant();
}

std::optional<Topology> designIn(const QMimeData& data, const Catalogue& catalogue) {
  const std::string text = textIn(data);
  if (!text.starts_with('{')) return std::nullopt;
  auto design = readDesign(text, "clipboard", catalogue);
  if (!design) return std::nullopt;
  return std::move(*design);
}

bool mayHoldDesign(const QMimeData& data) {
  return data.hasFormat(QLatin1String(kDesignMime)) || data.hasText() || data.hasUrls() ||
         data.hasFormat(QLatin1String(kSvgMime)) || data.hasFormat(QLatin1String(kPngMime));
}

}  // namespace nines
