// The timeline dock of the outage drill: transport, slider, chart, and what there is to say of the chosen step.
#pragma once

#include "drill/drill_mode.h"
#include "drill/timeline_chart.h"
#include "selection.h"
#include "theme/panel.h"

class QLabel;

namespace nines {

class TransportRow;

class TimelinePanel final : public Panel {
  Q_OBJECT

 public:
  TimelinePanel(Document* document, DrillMode* mode, Selection* selection, QWidget* parent = nullptr);

  TimelineChart* chart() const { return m_chart; }
  TransportRow* transport() const { return m_transport; }
  QLabel* details() const { return m_details; }

 signals:
  // As a file; of what is shown.
  void exportRequested();
  // What a chosen bar or line is about: it is selected already.
  void revealRequested(const QStringList& ids);

 protected:
  void refresh() override;

 private:
  DrillEnd end() const { return m_mode->timing() == DrillMode::Timing::best ? DrillEnd::best : DrillEnd::worst; }
  void follow();  // time, playing, speed
  void choose(std::optional<TimelineChart::Step> step);
  void select(const std::string& id);
  void showDetails();

  DrillMode* m_mode;
  Selection* m_selection;
  TransportRow* m_transport;
  TimelineChart* m_chart;
  QLabel* m_details;
};

}  // namespace nines
