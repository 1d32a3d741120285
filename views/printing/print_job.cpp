#include "printing/print_job.h"

#include <QCoreApplication>
#include <QPaintEngine>
#include <QPainter>

#include "formats/file_name.h"
#include "painting/page_painter.h"
#include "painting/painter_backend.h"
#include "painting/pdf_device.h"
#include "support/files.h"

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

Error unwritten(const QPrinter& printer) {
  return {ErrorCode::unreadable, printer.outputFileName().toStdString(), {}, "cannot be written"};
}

// The preview paints on the same printer, but into memory.
bool printsIntoFile(const QPrinter& printer) {
  const QPaintEngine* engine = printer.paintEngine();
  return printer.outputFormat() == QPrinter::PdfFormat && engine && engine->type() == QPaintEngine::Pdf;
}

// A theme without colours, for printers that are asked for none.
struct GreyTheme {
  explicit GreyTheme(const Theme& coloured)
      : colours(coloured.colours.begin(), coloured.colours.end()), theme(coloured) {
    for (Colour& colour : colours) {
      const auto grey = static_cast<std::uint8_t>(qGray(colour.red, colour.green, colour.blue));
      colour = {grey, grey, grey, colour.alpha};
    }
    theme.colours = colours;
  }
  GreyTheme(const GreyTheme&) = delete;
  GreyTheme& operator=(const GreyTheme&) = delete;

  std::vector<Colour> colours;
  Theme theme;
};

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
  printer.setFullPage(true);  // margins are the plan's, and a dialog may have changed it
  if (printsIntoFile(printer)) return printFile(printer);
  const Status painted = paintPages(printer, printer);
  return !painted || printer.printerState() != QPrinter::Error ? painted : Status(unwritten(printer));
}

// The toolkit writes as it paints, and says nothing where that fails: half a file would stay, in place of what was
// there.
Status PrintJob::printFile(const QPrinter& printer) const {
  const std::string target = printer.outputFileName().toStdString();
  PdfDevice device(printer.pageLayout(), printer.resolution());
  if (const Status painted = paintPages(device, printer); !painted) return painted.error();
  PdfDetails details;
  details.title = m_title;
  const auto bytes = device.finished(details);
  if (!bytes) return Error{bytes.error().code, target, {}, bytes.error().reason};
  const auto written = writeFileAtomically(target, *bytes);
  return written ? Status(Unit{}) : Status(written.error());
}

Status PrintJob::paintPages(QPagedPaintDevice& device, const QPrinter& printer) const {
  QPainter painter;
  if (!painter.begin(&device)) return unwritten(printer);
  const auto pages = plan(printer);
  if (!pages) {
    printReason(painter, printer, pages.error().reason);
    return Unit{};
  }
  const Theme& theme = m_savesInk ? lightTheme() : m_shown;
  const GreyTheme grey(theme);
  const bool colours = printer.colorMode() == QPrinter::Color;
  const PageLook look{colours ? &theme : &grey.theme, !m_savesInk, m_title};
  const bool isRange = printer.printRange() == QPrinter::PageRange && printer.fromPage() > 0;
  const int first = isRange ? std::min(printer.fromPage(), pages->pages()) - 1 : 0;
  const int last = isRange && printer.toPage() > 0 ? std::min(printer.toPage(), pages->pages()) : pages->pages();
  for (int page = first; page < last; ++page) {
    if (page > first && !device.newPage()) return unwritten(printer);
    paintPage(painter, printer.resolution() / kMmPerInch, *pages, page, m_list, look);
  }
  return painter.end() ? Status(Unit{}) : Status(unwritten(printer));
}

}  // namespace nines
