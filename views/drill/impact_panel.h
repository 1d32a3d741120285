// The impact dock of the outage drill: what the shown moment means for workloads and resources, what happens when, and
// the verdict. Its window title names the moment.
#pragma once

#include "drill/drill_mode.h"
#include "drill/impact_rows.h"
#include "selection.h"
#include "theme/panel.h"

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace nines {

class DrillList;
class ImpactTiles;
class ImpactVerdict;
class Section;

class ImpactPanel final : public Panel {
  Q_OBJECT

 public:
  ImpactPanel(Document* document, DrillMode* mode, Selection* selection, QWidget* parent = nullptr);

  DrillList* workloads() const { return m_workloads; }
  DrillList* events() const { return m_events; }
  DrillList* losses() const { return m_losses; }
  ImpactTiles* tiles() const { return m_tiles; }
  ImpactVerdict* verdict() const { return m_verdict; }

 signals:
  // What a chosen row is about: it is selected already.
  void revealRequested(const QStringList& ids);

 protected:
  void refresh() override;

 private:
  void build();
  void follow();  // the moment
  void showEvents();
  void select(const std::string& id);
  DrillEnd end() const { return m_mode->timing() == DrillMode::Timing::best ? DrillEnd::best : DrillEnd::worst; }

  DrillMode* m_mode;
  Selection* m_selection;
  std::vector<DrillEvent> m_told;
  std::vector<ImpactRow> m_impacts;
  std::vector<LossRow> m_lost;
  int m_now = -1;                // the newest event that has happened
  std::ptrdiff_t m_passed = -1;  // how many moments of the drill have: nothing changes between them
  QStackedWidget* m_pages;
  QLabel* m_empty;
  DrillList* m_workloads;
  ImpactTiles* m_tiles;
  DrillList* m_events;
  ImpactVerdict* m_verdict;
  Section* m_lossSection = nullptr;
  DrillList* m_losses;
};

}  // namespace nines
