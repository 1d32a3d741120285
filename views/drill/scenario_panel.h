// The scenario dock: what fails, where, together with what, and which end of the ranges is played.
#pragma once

#include <QString>
#include <map>
#include <vector>

#include "document.h"
#include "recovery/outage.h"
#include "theme/panel.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace nines {

class DrillMode;
class ScenarioRow;

// A figure that a drill takes for granted.
struct AssumedFigure {
  QString label;
  QString value;
  QString source;

  bool operator==(const AssumedFigure&) const = default;
};

class ScenarioPanel final : public Panel {
  Q_OBJECT

 public:
  ScenarioPanel(const Document* document, DrillMode* mode, QWidget* parent = nullptr);

  ScenarioRow* row(OutageKind kind) const { return m_rows.at(kind); }
  QComboBox* places() const { return m_places; }
  QComboBox* timing() const { return m_timing; }
  QPushButton* andButton() const { return m_and; }
  // "Noticing and deciding: 5–30 min": what the drill takes for granted.
  QStringList assumptions() const;

 signals:
  // A person wants to see them all.
  void assumptionsRequested();

 protected:
  void refresh() override;
  void restyle() override;

 private:
  void addRows(QBoxLayout* layout);
  void addFields(QBoxLayout* layout);
  void addAssumptions(QBoxLayout* layout);
  void choose(OutageKind kind);
  void apply();
  void takeOutage();
  void showRows(const Design& design);
  void showPlaces(const Design& design);
  void showJoined(const Design& design);
  void showAssumptions(const Design& design);
  void fillAndMenu();

  const Document* m_document;
  DrillMode* m_mode;
  // The outage as people put it together: the one chosen above, and those joined to it.
  OutagePart m_first;
  std::vector<OutagePart> m_joined;
  std::map<OutageKind, std::string> m_lastPlace;  // by kind: what was chosen last time
  std::map<OutageKind, ScenarioRow*> m_rows;
  QLabel* m_placeLabel = nullptr;
  QComboBox* m_places = nullptr;
  QVBoxLayout* m_joinedRows = nullptr;
  QPushButton* m_and = nullptr;
  QMenu* m_andMenu = nullptr;
  QComboBox* m_timing = nullptr;
  QLabel* m_assumptionsTitle = nullptr;
  QVBoxLayout* m_assumptionRows = nullptr;
  QLabel* m_all = nullptr;
  std::vector<AssumedFigure> m_shownAssumptions;
};

}  // namespace nines
