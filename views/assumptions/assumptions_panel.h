// The assumptions dock: what estimates and drills take for granted, each with its source, to be changed for this
// design.
#pragma once

#include "document.h"
#include "theme/panel.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace nines {

class AssumptionsModel;
class ElidedLabel;

class AssumptionsPanel final : public Panel {
  Q_OBJECT

 public:
  explicit AssumptionsPanel(Document* document, QWidget* parent = nullptr);

  QTableView* table() const { return m_table; }
  AssumptionsModel* model() const { return m_model; }
  QPushButton* resetAllButton() const { return m_resetAll; }
  QLineEdit* searchField() const { return m_search; }

 signals:
  // Why a value was not taken.
  void notice(const QString& text);

 protected:
  void refresh() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildBar(QBoxLayout* layout);
  void buildTable();
  // Shows the rows that have all words typed, and the headings over them.
  void filter(const QString& typed);
  // What the widest text of a column needs.
  int widthFor(int column, int least) const;
  void fitColumns();
  void say(const QString& problem);

  AssumptionsModel* m_model;
  QTableView* m_table = nullptr;
  ElidedLabel* m_hint = nullptr;
  QLabel* m_nothing = nullptr;
  QLineEdit* m_search = nullptr;
  QPushButton* m_resetAll = nullptr;
};

}  // namespace nines
