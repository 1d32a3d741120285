// The findings dock: filter chips, the table, and the sentences where there is nothing to show.
#pragma once

#include <QStringList>

#include "document.h"
#include "findings/findings_filter.h"
#include "selection.h"
#include "theme/panel.h"

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace nines {

class FilterChip;
class FindingsModel;
class FindingsView;
class ProfileStrip;

class FindingsPanel final : public Panel {
  Q_OBJECT

 public:
  FindingsPanel(Document* document, Selection* selection, QWidget* parent = nullptr);
  // What its parts have to say while they go concerns nobody any more.
  ~FindingsPanel() override;

  FindingsView* view() const { return m_view; }
  FindingsModel* model() const { return m_model; }
  void setFilter(FindingFilter filter);
  // Shows what contains the text, of any severity.
  void searchFor(const QString& text);
  // Explains the finding of the current row; false where no row is chosen, or it has none.
  bool explainChosen();
  // All findings as Markdown, whatever the filter hides; empty where there are none.
  QString markdown();
  // Selects the row of a finding; false if it is not there. Filters that hide it are lifted.
  bool showFinding(const std::string& key);

 signals:
  // The resources of a finding that was clicked; they are selected already.
  void revealRequested(const QStringList& ids);
  // What a fix or waiver was refused for, or what was done: a line for the status bar.
  void notice(const QString& text);
  // Without the waived ones, whenever they change: for the dock's tab.
  void countChanged(int findings);

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  // A finding whose "Fix" was pressed: where its row stood, and whether it is gone.
  struct Mended {
    std::string key;
    int top;
    bool gone;
  };

  void build();
  QHBoxLayout* buildFilters();
  QWidget* buildEmptyPage();
  void connectView();
  void follow(const ChangeSet& changes);
  // After another profile was chosen, once its findings are here; told when the panel is next seen.
  void awaitOtherProfile();
  void tellProfileChange();
  void findBack();
  void updateCounts();
  void updateSummary();
  // Where it is narrow the summary goes first, then the words of the chips.
  void fitFilters();
  QString summary() const;
  void updateEmptyPage();
  QString emptySentence() const;
  void clearFilters();
  void selectResources();
  // The canvas shows what the row's fix would change; -1: nothing.
  void pointAtFix(int row);
  void fix(int row);
  void fixAllOf(int row);
  bool explain(int row);
  void waive(const QList<int>& rows);
  // Of these rows of the view.
  QString markdown(const QList<int>& rows) const;
  QString markdownOf(const QList<int>& sourceRows) const;
  int sourceRow(int row) const;  // -1 for a row that has gone
  const Finding* findingAt(int row) const;

  Document* m_document;
  Selection* m_selection;
  FindingsModel* m_model;
  FindingsFilter* m_filter;
  FindingsView* m_view = nullptr;
  ProfileStrip* m_profileStrip = nullptr;
  std::shared_ptr<const Report> m_before;  // by the profile before; null but until the change is told
  std::shared_ptr<const Report> m_after;   // the first by the profile after
  QButtonGroup* m_chips = nullptr;
  QHBoxLayout* m_filterRow = nullptr;
  QLabel* m_summary = nullptr;
  QLineEdit* m_text = nullptr;
  QStackedWidget* m_pages = nullptr;
  QLabel* m_emptySign = nullptr;
  QLabel* m_emptyText = nullptr;
  QLabel* m_emptyLink = nullptr;
  std::vector<Mended> m_mended;  // in the order in which they were, those that were undone left out
  int m_count = -1;
};

}  // namespace nines
