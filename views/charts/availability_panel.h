// The availability dock: the product of SLAs per workload and the SLA of each data store on the nines scale, and what
// the product of the chosen one is made of.
#pragma once

#include "charts/availability_rows.h"
#include "document.h"
#include "selection.h"
#include "theme/panel.h"

class QLabel;
class QStackedWidget;

namespace nines {

class FactorList;
class FactorModel;
class NinesChart;

class AvailabilityPanel final : public Panel {
  Q_OBJECT

 public:
  AvailabilityPanel(Document* document, Selection* selection, QWidget* parent = nullptr);

  NinesChart* chart() const { return m_chart; }
  FactorModel* factors() const { return m_factors; }
  FactorList* factorList() const { return m_list; }

 signals:
  // A row was chosen: its node is selected already.
  void revealRequested(const QStringList& ids);

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildFigures();
  QWidget* buildFactors();
  void updateFactors();
  // Whoever cannot see the list, since it gave way, hears it from the chart.
  void describeFactors();
  // The selected row if it has one, else the one shown before, else the first.
  std::string currentRow() const;

  Document* m_document;
  Selection* m_selection;
  std::vector<AvailabilityRow> m_rows;
  FactorModel* m_factors;
  FactorList* m_list = nullptr;
  QStackedWidget* m_pages = nullptr;
  NinesChart* m_chart = nullptr;
  QLabel* m_hint = nullptr;
  QWidget* m_side = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_verdict = nullptr;
};

}  // namespace nines
