#include "painting/pdf.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <cmath>

#include "formats/pdf_attachment.h"
#include "painting/page_painter.h"

namespace nines {

namespace {

constexpr int kDpi = 1200;
constexpr int kMaxDpi = 200'000;   // keeps the longest page within 32 bits
constexpr double kUnitsPerPx = 4;  // at least, as the back end takes what is smaller for too small to be read
constexpr double kMmPerInch = 25.4;

Error problem(const char* reason) { return {ErrorCode::unreadable, {}, {}, reason}; }

QPageSize sizeOf(const PagePlan& plan) {
  return QPageSize(QSizeF(plan.width, plan.height), QPageSize::Millimeter, {}, QPageSize::ExactMatch);
}

Result<QByteArray> painted(const DisplayList& list, const PdfOptions& options, const PagePlan& plan) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  if (!buffer.open(QIODevice::WriteOnly)) return problem("there is not enough memory for the document");
  QPdfWriter writer(&buffer);
  const int dpi = std::clamp(static_cast<int>(std::ceil(kUnitsPerPx / plan.scale * kMmPerInch)), kDpi, kMaxDpi);
  writer.setResolution(dpi);
  writer.setPageSize(sizeOf(plan));
  writer.setPageMargins({0, 0, 0, 0});
  QPainter painter;
  if (!painter.begin(&writer)) return problem("there is not enough memory for the document");
  const PageLook look{options.theme, options.background, options.title};
  for (int page = 0; page < plan.pages(); ++page) {
    if (page > 0 && !writer.newPage()) return problem("there is not enough memory for the document");
    paintPage(painter, dpi / kMmPerInch, plan, page, list, look);
  }
  painter.end();
  return bytes;
}

}  // namespace

Result<std::string> writePdf(const DisplayList& list, const PdfOptions& options) {
  const auto plan = planPages(options.page, list.bounds);
  if (!plan) return plan.error();
  const auto bytes = painted(list, options, *plan);
  if (!bytes) return bytes.error();
  PdfDetails details;
  details.title = options.title;
  details.design = options.design;
  return finishedPdf({bytes->constData(), static_cast<std::size_t>(bytes->size())}, details);
}

}  // namespace nines
