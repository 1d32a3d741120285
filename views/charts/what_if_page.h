// The page "What if" of the availability dock: of what is selected.
#pragma once

#include <QWidget>
#include <memory>
#include <string>
#include <vector>

#include "analysis/latest_answer.h"
#include "availability/what_if.h"
#include "document.h"
#include "selection.h"

class QLabel;
class QTableView;
class QTimer;

namespace nines {

class WhatIfModel;
struct CopyColumn;

class WhatIfPage final : public QWidget {
  Q_OBJECT

 public:
  WhatIfPage(const Document* document, const Selection* selection, QWidget* parent);

  // Has the figures worked out beside the window where the page is in sight, and selection or report are other ones.
  // Until they are there, those of the same node stay in sight.
  void follow();
  bool isWorking() const { return m_answers.isBusy(); }
  QString description() const;

  WhatIfModel* model() const { return m_model; }
  QTableView* table() const { return m_table; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  using Figures = std::vector<WhatIfFigures>;

  std::string selectedNode() const;
  void ask();
  void take();
  void show(Figures figures);
  void showWorking();
  void setTitle(const QString& title, bool alone);
  QString nodeName(const std::string& node) const;
  std::vector<CopyColumn> copyColumns() const;

  const Document* m_document;
  const Selection* m_selection;
  WhatIfModel* m_model;
  QTableView* m_table;
  QLabel* m_title;
  QTimer* m_watch;
  std::shared_ptr<const Report> m_report;  // that is shown or asked about, as is the node
  std::string m_node;
  std::string m_shown;              // the node whose rows are in sight
  LatestAnswer<Figures> m_answers;  // last: ends before what it wakes
};

}  // namespace nines
