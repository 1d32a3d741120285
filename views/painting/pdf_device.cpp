#include "painting/pdf_device.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "painting/text_shape.h"

namespace nines {

namespace {

// One letter may say several characters, but some readers of PDF lose all but the first of those beyond the first
// plane.
QStringList partsOf(const QString& cluster) {
  if (std::ranges::none_of(cluster, [](QChar c) { return c.isSurrogate(); })) return {cluster};
  QStringList parts;
  for (qsizetype at = 0; at < cluster.size();) {
    const qsizetype length = cluster[at].isHighSurrogate() && at + 1 < cluster.size() ? 2 : 1;
    parts << cluster.mid(at, length);
    at += length;
  }
  return parts;
}

}  // namespace

PdfMemory::PdfMemory() : buffer(&bytes) { buffer.open(QIODevice::WriteOnly); }

PdfDevice::PdfDevice(const QPageLayout& layout, int dpi) : QPdfWriter(&buffer) {
  setResolution(dpi);
  QPageLayout whole = layout;
  whole.setMode(QPageLayout::FullPageMode);
  setPageLayout(whole);
}

bool PdfDevice::newPage() {
  ++m_page;
  return QPdfWriter::newPage();
}

void PdfDevice::addWords(const QPainter& painter, const TextShape& line, double width) {
  constexpr double kPointsPerInch = 72;
  const std::vector<TextCluster> clusters = clustersOf(line);
  double whole = 0;
  for (const TextCluster& cluster : clusters) whole = std::max(whole, cluster.left + cluster.width);
  if (whole <= 0 || width <= 0) return;
  // Not only narrower: readers take letters that stand closer than their size lets them for printed twice.
  const double reduced = std::min(1., width / whole);
  const double seen = whole * reduced;
  const double start = line.align == Align::left ? 0 : line.align == Align::centre ? -seen / 2 : -seen;
  const QTransform toDevice = painter.combinedTransform();
  const double points = kPointsPerInch / resolution();
  const double scale = std::sqrt(std::abs(toDevice.determinant())) * points;
  const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF();
  for (const TextCluster& cluster : clusters) {
    const double left = start + cluster.left * reduced;
    const double wide = std::max(cluster.width * reduced, line.style.size * reduced / 100);
    // What is not on this page is found on the one that shows it.
    if (!clip.isNull() && !clip.intersects(QRectF(left, -line.style.size, wide, line.style.size))) continue;
    const QStringList parts = partsOf(cluster.text);
    const double each = wide / static_cast<double>(parts.size());
    for (qsizetype i = 0; i < parts.size(); ++i) {
      const QPointF at = toDevice.map(QPointF(left + static_cast<double>(i) * each, 0)) * points;
      m_words.push_back(
          {m_page, parts[i].toStdString(), at.x(), at.y(), each * scale, line.style.size * reduced * scale});
    }
  }
}

Result<std::string> PdfDevice::finished(PdfDetails details) const {
  details.words.insert(details.words.end(), m_words.begin(), m_words.end());
  return finishedPdf({bytes.constData(), static_cast<std::size_t>(bytes.size())}, details);
}

}  // namespace nines
