// The runbook dock: failover and fail-back of a workload, for the strategy that it declares or another one, and the
// strategies compared.
#pragma once

#include <QStringList>
#include <map>
#include <optional>
#include <string>

#include "document.h"
#include "recovery/runbook.h"
#include "selection.h"
#include "theme/panel.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace nines {

class FieldCombo;
class RunbookList;
class RunbookModel;
class StrategiesPage;

class RunbookPanel final : public Panel {
  Q_OBJECT

 public:
  RunbookPanel(Document* document, Selection* selection, QWidget* parent = nullptr);

  FieldCombo* workloads() const { return m_workloads; }
  FieldCombo* strategies() const { return m_strategies; }
  QTabBar* tabs() const { return m_tabs; }
  RunbookList* list() const { return m_list; }
  RunbookModel* model() const { return m_model; }
  StrategiesPage* compared() const { return m_compared; }
  QPushButton* copyButton() const { return m_copy; }
  QPushButton* saveButton() const { return m_save; }
  // Nothing while there is no workload, and while strategies are compared.
  const std::optional<Runbook>& runbook() const { return m_runbook; }

 signals:
  // The resources of a row that was chosen; they are selected already.
  void revealRequested(const QStringList& ids);
  // The page is to be written to a file; `name` is what it could be called, without ending.
  void saveRequested(const QString& name, const QString& markdown);
  // What was done: a line for the status bar.
  void notice(const QString& text);

 protected:
  void refresh() override;
  void restyle() override;

 private:
  QHBoxLayout* buildBar();
  void fillWorkloads(const Design& design);
  void fillStrategies(const RecoveryPlan& plan);
  void write(const Design& design);
  void followSelection();
  void choose(int row);
  void name(int step, const QString& owner);
  QString markdown() const;

  Document* m_document;
  Selection* m_selection;
  RunbookModel* m_model;
  FieldCombo* m_workloads = nullptr;
  FieldCombo* m_strategies = nullptr;
  QTabBar* m_tabs = nullptr;
  QPushButton* m_copy = nullptr;
  QPushButton* m_save = nullptr;
  QStackedWidget* m_pages = nullptr;
  RunbookList* m_list = nullptr;
  StrategiesPage* m_compared = nullptr;
  QLabel* m_hint = nullptr;
  std::string m_workload;                   // its id
  std::map<std::string, Strategy> m_asked;  // by workload: what was chosen instead of its own strategy
  std::optional<Runbook> m_runbook;
};

// "Warm standby": a strategy at the beginning of a text.
QString strategyName(Strategy strategy);

}  // namespace nines
