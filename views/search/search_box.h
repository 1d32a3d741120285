// The search field of the toolbar: type a part of a name, a rule or a command, choose with arrows and Enter or with the
// mouse.
#pragma once

#include <QAction>
#include <QLineEdit>
#include <functional>
#include <vector>

#include "document.h"
#include "search/search_hits.h"

class QListView;
class QStandardItemModel;

namespace nines {

class SearchBox final : public QLineEdit {
  Q_OBJECT

 public:
  using Commands = std::function<QList<QAction*>()>;  // asked anew at every search

  SearchBox(const Document* document, Commands commands, QWidget* parent = nullptr);

  // What the list shows now; empty while it is closed.
  const std::vector<SearchHit>& hits() const { return m_hits; }
  QListView* list() const { return m_list; }

  QSize sizeHint() const override;

 signals:
  void resourceChosen(const QString& id);
  void ruleChosen(const QString& id);
  // Something was chosen, or the search given up: the keyboard belongs elsewhere now. Comes before the choice.
  void left();

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void search();
  void showList();
  void closeList();
  void leave();
  void choose(int row);

  const Document* m_document;
  Commands m_commands;
  std::vector<SearchHit> m_hits;
  QListView* m_list;
  QStandardItemModel* m_model;
};

}  // namespace nines
