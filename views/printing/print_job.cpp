#include "printing/print_job.h"

#include <QCoreApplication>
#include <QPainter>

#include "formats/file_name.h"
#include "painting/page_painter.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kReasonSize = 4;  // mm, of the letters on a page that says why there is nothing else

void printReason(QPainter& painter, const QPrinter& printer, const std::string& reason) {
  const double unitsPerMm = printer.resolution() / kMmPerInch;
  QFont font = toQFont({});
  font.setPixelSize(static_cast<int>(kReasonSize * unitsPerMm));
  painter.setFont(font);
  painter.setPen(toQColor(lightTheme().colour(Token::text)));
  QString text = QString::fromStdString(reason);
  text[0] = text[0].toUpper();
  // The painter begins at the paper's corner.
  painter.drawText(printer.pageLayout().paintRectPixels(printer.resolution()), Qt::AlignCenter | Qt::TextWordWrap,
                   text + QLatin1Char('.'));
}

}  // namespace

PrintJob::PrintJob(const Draw& draw, std::string title, const Theme& shown)
    : m_draw(draw), m_list(draw(false)), m_title(std::move(title)), m_shown(shown) {}

void PrintJob::setHasLegend(bool has) {
  if (has == m_hasLegend) return;
  m_hasLegend = has;
  m_list = m_draw(has);
}

void PrintJob::prepare(QPrinter& printer) const {
  // What prints into a file suggests a path that is made of it.
  const std::string fallback = QCoreApplication::translate("nines::PrintJob", "Design").toStdString();
  printer.setDocName(QString::fromStdString(fileNameOf(m_title, fallback)));
  printer.setCreator(QStringLiteral("Nines"));
  printer.setFullPage(true);
  const bool isWide = m_list.bounds.width > m_list.bounds.height;
  printer.setPageOrientation(isWide ? QPageLayout::Landscape : QPageLayout::Portrait);
}

Result<PagePlan> PrintJob::plan(const QPrinter& printer) const {
  const QPageLayout layout = printer.pageLayout();
  const QSizeF paper = layout.fullRect(QPageLayout::Millimeter).size();
  const QMarginsF margins = layout.margins(QPageLayout::Millimeter);
  const Sheet sheet{paper.width(), paper.height(), {margins.left(), margins.top(), margins.right(), margins.bottom()}};
  return planPages(m_pages, sheet, m_list.bounds);
}

Status PrintJob::print(QPrinter& printer) const {
  const auto failed = [&printer] {
    return Error{ErrorCode::unreadable, printer.outputFileName().toStdString(), {}, "cannot be written"};
  };
  printer.setFullPage(true);  // margins are the plan's, and a dialog may have changed it
  QPainter painter;
  if (!painter.begin(&printer)) return failed();
  const auto pages = plan(printer);
  if (!pages) {
    printReason(painter, printer, pages.error().reason);
    return Unit{};
  }
  const PageLook look{m_savesInk ? &lightTheme() : &m_shown, !m_savesInk, m_title};
  const bool isRange = printer.printRange() == QPrinter::PageRange && printer.fromPage() > 0;
  const int first = isRange ? std::min(printer.fromPage(), pages->pages()) - 1 : 0;
  const int last = isRange && printer.toPage() > 0 ? std::min(printer.toPage(), pages->pages()) : pages->pages();
  for (int page = first; page < last; ++page) {
    if (page > first && !printer.newPage()) return failed();
    paintPage(painter, printer.resolution() / kMmPerInch, *pages, page, m_list, look);
  }
  return painter.end() && printer.printerState() != QPrinter::Error ? Status(Unit{}) : Status(failed());
}

}  // namespace nines
