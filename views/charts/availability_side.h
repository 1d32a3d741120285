// Beside the chart: of the chosen workload or store what limits it, "what if" of what is
// selected, how the years differ, and the product of SLAs, a page each.
#pragma once

#include <QWidget>

#include "analysis/latest_answer.h"
#include "analysis/report.h"
#include "charts/availability_rows.h"
#include "document.h"
#include "selection.h"

class QLabel;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace nines {

class ShareList;
class WhatIfPage;
class YearsPage;

class AvailabilitySide final : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kWidth = 272;
  static constexpr int kLeastWidth = 244;  // what its tabs need

  AvailabilitySide(const Document* document, Selection* selection, QWidget* parent);

  // Null: nothing is chosen.
  void setRow(const AvailabilityRow* row, const Report* report, const Design* design);
  // All that the page in front shows, for those who hear it.
  QString description() const;

  QTabBar* tabs() const { return m_tabs; }
  ShareList* limits() const { return m_limits; }
  WhatIfPage* whatIf() const { return m_whatIf; }
  YearsPage* years() const { return m_years; }
  ShareList* product() const { return m_product; }
  // Whether what limits a store is still being worked out.
  bool isWorking() const { return m_answers.isBusy(); }

 signals:
  // A row was chosen: its nodes are selected already.
  void revealRequested(const QStringList& ids);
  // What description() says has changed, without anybody having asked.
  void described();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  ShareList* addList(const QString& tab, const QString& accessibleName);
  void showHeading();
  void fitDifference();
  void showLimits(const Design* ofWorkload);  // null: of none
  void takeLimits();
  void select(const ShareList* list, int row);
  // On the canvas: what the row takes down, and the ways that lead there.
  void pointOut(const ShareList* list, int row);

  const Document* m_document;
  Selection* m_selection;
  std::string m_id;  // of the workload or store that is shown
  QString m_name, m_verdictText, m_pointsText;
  QLabel* m_title = nullptr;
  QLabel* m_points = nullptr;
  QLabel* m_verdict = nullptr;
  QTabBar* m_tabs = nullptr;
  QStackedWidget* m_pages = nullptr;
  ShareList* m_limits = nullptr;
  WhatIfPage* m_whatIf = nullptr;
  YearsPage* m_years = nullptr;
  ShareList* m_product = nullptr;
  QLabel* m_difference = nullptr;
  QString m_differenceText, m_differenceFigures;  // why the product is another figure, and without that
  QTimer* m_watch = nullptr;
  bool m_isLate = false;                         // limits of a store take so long that it is said
  std::shared_ptr<const Report> m_limitsReport;  // whose limits are shown or asked for, as are those of the row
  std::string m_limitsOf;
  LatestAnswer<std::vector<Contributor>> m_answers;  // of a store; last: ends before what it wakes
};

}  // namespace nines
