// The recovery dock: every workload against everything that can fail, from the newest report.
#pragma once

#include "document.h"
#include "recovery/outage.h"
#include "selection.h"
#include "theme/panel.h"

class QLabel;
class QStackedWidget;

namespace nines {

class MatrixModel;
class MatrixView;

class RecoveryPanel final : public Panel {
  Q_OBJECT

 public:
  RecoveryPanel(Document* document, Selection* selection, QWidget* parent = nullptr);

  MatrixView* view() const { return m_view; }
  MatrixModel* model() const { return m_model; }
  // The newest matrix as Markdown; empty where there is none.
  QString markdown() const;
  // Brings a workload's cell in the column of this outage into sight, chooses it and takes the focus.
  void point(const std::string& workload, const Outage& outage);

 signals:
  // A person wants to see this outage happen; the workload that they asked for is selected already.
  void drillRequested(const nines::Outage& outage);

 protected:
  void refresh() override;

 private:
  Document* m_document;
  Selection* m_selection;
  QStackedWidget* m_pages;
  MatrixModel* m_model;
  MatrixView* m_view;
  QLabel* m_summary;
  QLabel* m_empty;
};

}  // namespace nines
