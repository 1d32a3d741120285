// What a printer will make of the design, with the choices that are about the drawing: on one page or on tiles, in
// which colours. Printer, paper and margins are chosen in the toolkit's own bar below.
#pragma once

#include <QtPrintSupport/QPrintPreviewDialog>

#include "printing/print_job.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;

namespace nines {

class PrintPreview final : public QPrintPreviewDialog {
  Q_OBJECT

 public:
  // Both stay alive as long as the dialog.
  PrintPreview(QPrinter* printer, PrintJob* job, QWidget* parent);

  // How the last printing went, be it for the preview or on paper.
  const Status& outcome() const { return m_outcome; }

 private:
  QWidget* makeChoices();
  void choose();
  void paintPages(QPrinter* printer);

  QPrinter* m_printer;
  PrintJob* m_job;
  QComboBox* m_layout;
  QDoubleSpinBox* m_scale;
  QComboBox* m_colours;
  QCheckBox* m_legend;
  QLabel* m_pages;
  Status m_outcome{Unit{}};
};

}  // namespace nines
