// What leaves the design, in which format, and how it will look: form on the left, preview on the right.
#pragma once

#include <QDialog>
#include <memory>

#include "export.h"
#include "export_form.h"

class QLabel;
class QPushButton;

namespace nines {

class ExportPreview;

class ExportDialog final : public QDialog {
  Q_OBJECT

 public:
  // `name`: of the file, without ending. `selected`: what could be exported alone. `report`: what the analyses say of
  // this very design, null where that is not known yet. `moment`: of the drill that is on.
  ExportDialog(std::shared_ptr<const Design> design, std::shared_ptr<const Report> report, std::vector<NodeId> selected,
               ExportMoment moment, const QString& name, QWidget* parent);

  ExportRequest request() const;
  // With the ending of the chosen format.
  QString fileName() const;
  ExportForm* form() const { return m_form; }
  ExportPreview* preview() const { return m_preview; }
  QWidget* fileTile() const;
  QPushButton* exportButton() const { return m_export; }
  QPushButton* copyButton() const { return m_copy; }

 signals:
  // A person wants the file; the dialog stays open until it is accepted.
  void exportRequested();

 protected:
  void done(int result) override;

 private:
  QLayout* buildPreview();
  QLayout* buildButtons();
  void makeDraggable(QWidget* widget);
  void follow();
  void followSize();
  void copy();

  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Report> m_report;
  QString m_name;
  ExportForm* m_form;
  ExportPreview* m_preview;
  QLabel* m_file = nullptr;
  QLabel* m_note = nullptr;
  QPushButton* m_copy = nullptr;
  QPushButton* m_export = nullptr;
};

}  // namespace nines
