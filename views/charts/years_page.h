// The page "Years" of the availability dock: how the yearly downtime of a workload spreads, by simulation.
#pragma once

#include <QWidget>
#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "analysis/latest_answer.h"
#include "availability/simulation.h"
#include "copying/text_table.h"
#include "document.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace nines {

class YearsPlot;

class YearsPage final : public QWidget {
  Q_OBJECT

 public:
  YearsPage(const Document* document, QWidget* parent);
  ~YearsPage() override;

  // Of this workload; empty for none. What was drawn of an earlier report is drawn anew while the page is in sight, and
  // goes where that takes longer than a moment.
  void show(const std::string& workload);
  QString description() const;
  // The columns of the chart with their years; no rows while nothing is known.
  TextTable figures() const;

  bool isRunning() const { return m_running; }
  // What is shown; nothing while it runs and where nothing is known.
  const std::optional<DowntimeDistribution>& distribution() const { return m_distribution; }
  QComboBox* years() const { return m_years; }
  QPushButton* cancelButton() const { return m_cancel; }

 signals:
  // A run ended by itself.
  void finished();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void follow();
  void start();
  void stop();
  void take();
  void dropStale();
  void showResult();
  void showDistribution(const DowntimeDistribution& distribution);

  const Document* m_document;
  std::string m_workload;
  std::shared_ptr<const Report> m_report;  // that is shown, or drawn
  std::string m_drawn;                     // the workload likewise
  QLabel* m_words = nullptr;
  QWidget* m_chart = nullptr;
  std::unique_ptr<YearsPlot> m_plot;
  QComboBox* m_years = nullptr;
  QProgressBar* m_progress = nullptr;
  QPushButton* m_cancel = nullptr;
  QTimer* m_watch = nullptr;
  std::optional<DowntimeDistribution> m_distribution;
  bool m_isStale = false;  // the distribution is that of an earlier report
  bool m_running = false;
  bool m_cancelled = false;
  std::shared_ptr<std::atomic<std::uint32_t>> m_done;
  LatestAnswer<std::optional<DowntimeDistribution>> m_answers;  // last: ends before what it wakes
};

}  // namespace nines
