// Printing: what the canvas shows, without its review.
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>

#include "drawing/draw_design.h"
#include "drawing/drill_picture.h"
#include "drill/drill_mode.h"
#include "main_window.h"
#include "painting/painter_backend.h"
#include "printing/print_job.h"
#include "printing/print_preview.h"
#include "session.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// In an outage drill the moment that is shown, else the design.
DisplayList drawingOf(const Design& design, const DrillMode& mode) {
  const auto drill = mode.drill();
  if (!mode.isActive() || !drill) return drawPicture(design, FontMeasure());
  const DrillPicture moment = drillPicture(design, *drill, mode.time(), mode.timing() == DrillMode::Timing::best);
  return drawPicture(design, FontMeasure(), {}, &moment);
}

}  // namespace

void MainWindow::print() {
  settle();
  const auto design = m_session->design();
  const PrintJob job(drawingOf(*design, *m_drill), design->topology().name, currentTheme());
  QPrinter printer(QPrinter::HighResolution);
  job.prepare(printer);
  QPrintDialog dialog(&printer, this);
  dialog.setWindowTitle(tr("Print"));
  if (dialog.exec() != QDialog::Accepted) return;
  if (const Status printed = job.print(printer); !printed) showError(tr("The design was not printed"), printed.error());
}

void MainWindow::showPrintPreview() {
  settle();
  const auto design = m_session->design();
  PrintJob job(drawingOf(*design, *m_drill), design->topology().name, currentTheme());
  QPrinter printer(QPrinter::HighResolution);
  job.prepare(printer);
  PrintPreview preview(&printer, &job, this);
  preview.exec();
  if (!preview.outcome()) showError(tr("The design was not printed"), preview.outcome().error());
}

}  // namespace nines
