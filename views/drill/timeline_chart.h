// The drill as a chart: per workload a strip of its states and a row per path of steps, figures and verdict beside
// them. What does not move is painted once and kept; while the drill plays only the playhead is drawn over it.
#pragma once

#include <QAbstractScrollArea>
#include <QPixmap>
#include <memory>
#include <optional>

#include "drill/step_rows.h"
#include "drill/time_scale.h"
#include "drill/timeline_columns.h"

namespace nines {

class TimelineChart final : public QAbstractScrollArea {
  Q_OBJECT

 public:
  struct Step {
    std::size_t workload = 0;  // positions in the drill
    std::size_t step = 0;
    bool operator==(const Step&) const = default;
  };

  explicit TimelineChart(QWidget* parent = nullptr);

  // Without a drill an empty axis is shown, with this text.
  void setDrill(std::shared_ptr<const Design> design, std::shared_ptr<const Drill> drill, DrillEnd end, double length);
  void setEmptyText(const QString& text);
  void setTime(double seconds);
  void setCurrent(std::optional<Step> step);

  // What is shown, which can be behind the mode's for a moment; null where nothing is.
  const std::shared_ptr<const Design>& design() const { return m_design; }
  const std::shared_ptr<const Drill>& drill() const { return m_drill; }
  const TimeScale& scale() const { return m_scale; }
  std::optional<Step> current() const { return m_current; }
  const DrillStep& stepAt(const Step& step) const;
  // Where a step's bar or a workload's line is, in the viewport, also where it is scrolled out of sight.
  QRect barRect(const Step& step) const;
  QRect lineRect(std::size_t workload) const;
  QString toolTipAt(QPoint position) const;
  TimelineColumns columns() const { return TimelineColumns::of(width()); }

 signals:
  // A person chose the step; nothing where they gave the choice up.
  void chosen(std::optional<nines::TimelineChart::Step> step);
  void workloadChosen(std::size_t workload);
  void timePicked(double seconds);
  void backRequested();
  void forwardRequested();
  void playRequested();

 protected:
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Bar {
    Step step;
    StepBar times;
    double room = 0;  // from its left end to whatever stands next in its row, px
  };
  struct Line {
    std::size_t workload = 0;
    bool head = false;  // of the workload: strip and figures; else a row of steps
    QString title;
    int top = 0;
    int height = 0;
    std::vector<Bar> bars;
  };

  void layOut();
  void addWorkload(std::size_t workload, int& top);
  void forget();  // the kept picture
  const WorkloadDrill& workload(const Line& line) const { return m_drill->workloads[line.workload]; }
  double xOf(double seconds) const { return columns().xOf(m_scale.shareOf(seconds)); }
  QRectF boxOf(const Line& line, const Bar& bar) const;
  int topOf(const Line& line) const;
  const Bar* barAt(QPoint position) const;
  const Line* lineAt(QPoint position) const;
  std::vector<const Bar*> allBars() const;
  void moveCurrent(int direction);
  void reveal(const Step& step);
  void describe();
  void pick(QPoint position);
  QString stripTip(const Line& line, double seconds) const;

  void paintAll(QPainter& painter) const;
  void paintAxis(QPainter& painter) const;
  void paintHead(QPainter& painter, const Line& line) const;
  void paintStrip(QPainter& painter, const Line& line) const;
  void paintFigures(QPainter& painter, const Line& line) const;
  void paintSteps(QPainter& painter, const Line& line) const;
  void paintBar(QPainter& painter, const Line& line, const Bar& bar) const;
  void paintBarText(QPainter& painter, const QRectF& box, const Bar& bar, const QString& text) const;
  void paintPlayhead(QPainter& painter) const;
  void paintFocus(QPainter& painter) const;

  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Drill> m_drill;
  DrillEnd m_end = DrillEnd::worst;
  TimeScale m_scale;
  double m_time = 0;
  QString m_emptyText;
  std::vector<Line> m_lines;
  std::optional<Step> m_current;
  bool m_dragging = false;
  bool m_ring = false;  // the focus came by the keyboard, and shows
  QPixmap m_picture;
};

}  // namespace nines
