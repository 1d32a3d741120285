// Printing: what the canvas shows, without its review.
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>

#include "drawing/draw_design.h"
#include "drawing/drill_picture.h"
#include "drill/drill_mode.h"
#include "form_rows.h"
#include "main_window.h"
#include "painting/painter_backend.h"
#include "printing/print_job.h"
#include "printing/print_preview.h"
#include "session.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr auto kLegend = "print/legend";  // as it was chosen in the last preview

// In an outage drill the moment that is shown, else the design.
PrintJob jobOf(const std::shared_ptr<const Design>& design, const DrillMode& mode) {
  std::shared_ptr<const DrillPicture> moment;
  if (const auto drill = mode.drill(); mode.isActive() && drill) {
    const bool best = mode.timing() == DrillMode::Timing::best;
    moment = std::make_shared<const DrillPicture>(drillPicture(*design, *drill, mode.time(), best));
  }
  const auto draw = [design, moment](bool legend) {
    return drawPicture(*design, FontMeasure(), {}, moment.get(), legend);
  };
  PrintJob job(draw, design->topology().name, currentTheme());
  job.setHasLegend(recalled(kLegend, false).toBool());
  return job;
}

}  // namespace

void MainWindow::print() {
  settle();
  const auto design = m_session->design();
  const PrintJob job = jobOf(design, *m_drill);
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
  PrintJob job = jobOf(design, *m_drill);
  QPrinter printer(QPrinter::HighResolution);
  job.prepare(printer);
  PrintPreview preview(&printer, &job, this);
  preview.exec();
  keep(kLegend, job.hasLegend());
  if (!preview.outcome()) showError(tr("The design was not printed"), preview.outcome().error());
}

}  // namespace nines
