// The availability dock: the estimate per workload and data store on the nines scale, and what limits the chosen one.
#pragma once

#include "charts/availability_rows.h"
#include "document.h"
#include "selection.h"
#include "theme/panel.h"

class QLabel;
class QStackedWidget;

namespace nines {

class AvailabilitySide;
class NinesChart;

class AvailabilityPanel final : public Panel {
  Q_OBJECT

 public:
  // Below, bars would be too short to be compared, and the side gives way. What it shows is in the chart's description
  // then, for those who hear it.
  static constexpr int kWidthWithSide = 560;

  AvailabilityPanel(Document* document, Selection* selection, QWidget* parent = nullptr);

  NinesChart* chart() const { return m_chart; }
  AvailabilitySide* side() const { return m_side; }

 signals:
  // A row was chosen: its node is selected already.
  void revealRequested(const QStringList& ids);

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildFigures();
  void updateSide();
  // Whoever cannot see the side, since it gave way, hears it from the chart.
  void describeSide();
  // The selected row if it has one, else the one shown before, else that of which the status bar speaks.
  std::string currentRow() const;

  Document* m_document;
  Selection* m_selection;
  std::vector<AvailabilityRow> m_rows;
  Selection::Ids m_fromSide;  // what a row of the side selected: the chart stays where it is
  QStackedWidget* m_pages = nullptr;
  NinesChart* m_chart = nullptr;
  QLabel* m_hint = nullptr;
  AvailabilitySide* m_side = nullptr;
};

}  // namespace nines
