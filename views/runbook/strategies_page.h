// The strategies compared, below each other: what each would have to add to this design, and what would follow.
#pragma once

#include <QWidget>

#include "document.h"
#include "recovery/strategies.h"
#include "selection.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace nines {

class LatestWork;

class StrategiesPage final : public QWidget {
  Q_OBJECT

 public:
  enum Column { kStrategy, kState, kAdditions, kRto, kRpo, kVerdict, kColumns };

  StrategiesPage(Document* document, Selection* selection, QWidget* parent);

  // Of this workload; works it out anew where the design is another one, on another thread: several designs have to be
  // built and drilled for it.
  void show(const std::shared_ptr<const Design>& design, NodeIndex workload);
  void clear();
  // After another theme.
  void restyle();

  QTableWidget* table() const { return m_table; }
  QPushButton* addButton() const { return m_add; }
  QLabel* heading() const { return m_heading; }
  const StrategyComparison& comparison() const { return m_comparison; }
  bool isWorking() const { return m_working; }

 signals:
  // What a step was refused for, or what was done.
  void notice(const QString& text);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildTable();
  void fill(const Design& design);
  void fillRow(int row, const StrategyOption& option);
  void followRow();
  void add();
  const StrategyOption* chosen() const;

  Document* m_document;
  Selection* m_selection;
  LatestWork* m_later;
  bool m_working = false;
  std::shared_ptr<const Design> m_design;  // that is compared, or is going to be
  std::string m_workload;                  // its id
  StrategyComparison m_comparison;
  QLabel* m_heading = nullptr;
  QPushButton* m_add = nullptr;
  QTableWidget* m_table = nullptr;
};

}  // namespace nines
