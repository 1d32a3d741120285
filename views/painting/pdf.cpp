#include "painting/pdf.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "painting/page_painter.h"
#include "painting/pdf_device.h"

namespace nines {

namespace {

constexpr int kDpi = 1200;
constexpr int kMaxDpi = 200'000;   // keeps the longest page within 32 bits
constexpr double kUnitsPerPx = 4;  // at least, as the back end takes what is smaller for too small to be read
constexpr double kMmPerInch = 25.4;

Error problem(const char* reason) { return {ErrorCode::unreadable, {}, {}, reason}; }

QPageLayout layoutOf(const PagePlan& plan) {
  const QPageSize size(QSizeF(plan.width, plan.height), QPageSize::Millimeter, {}, QPageSize::ExactMatch);
  return {size, QPageLayout::Portrait, QMarginsF()};
}

Status paintPages(PdfDevice& device, int dpi, const DisplayList& list, const PdfOptions& options,
                  const PagePlan& plan) {
  QPainter painter;
  if (!painter.begin(&device)) return problem("there is not enough memory for the document");
  const PageLook look{options.theme, options.background, options.title};
  for (int page = 0; page < plan.pages(); ++page) {
    if (page > 0 && !device.newPage()) return problem("there is not enough memory for the document");
    paintPage(painter, dpi / kMmPerInch, plan, page, list, look);
  }
  painter.end();
  return Unit{};
}

}  // namespace

Result<std::string> writePdf(const DisplayList& list, const PdfOptions& options) {
  const auto plan = planPages(options.page, list.bounds);
  if (!plan) return plan.error();
  const int dpi = std::clamp(static_cast<int>(std::ceil(kUnitsPerPx / plan->scale * kMmPerInch)), kDpi, kMaxDpi);
  PdfDevice device(layoutOf(*plan), dpi);
  if (const Status painted = paintPages(device, dpi, list, options, *plan); !painted) return painted.error();
  PdfDetails details;
  details.title = options.title;
  details.design = options.design;
  return device.finished(details);
}

}  // namespace nines
