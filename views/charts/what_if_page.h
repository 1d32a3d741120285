// The page "What if" of the availability dock: of what is selected.
#pragma once

#include <QWidget>
#include <memory>
#include <string>
#include <vector>

#include "document.h"
#include "selection.h"

class QLabel;
class QTableView;

namespace nines {

class WhatIfModel;
struct CopyColumn;

class WhatIfPage final : public QWidget {
  Q_OBJECT

 public:
  WhatIfPage(const Document* document, const Selection* selection, QWidget* parent);

  // Works the figures out where the page is in sight, and selection or report are other ones.
  void follow();
  QString description() const;

  WhatIfModel* model() const { return m_model; }
  QTableView* table() const { return m_table; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void work();
  std::vector<CopyColumn> copyColumns() const;

  const Document* m_document;
  const Selection* m_selection;
  WhatIfModel* m_model;
  QTableView* m_table;
  QLabel* m_title;
  std::shared_ptr<const Report> m_report;  // that is shown
  std::string m_node;
};

}  // namespace nines
