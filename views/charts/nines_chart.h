// Bars on the nines scale with names, targets and downtime beside them. Only the rows in sight have bars, so that the
// chart costs the same for ten stores and for ten thousand.
#pragma once

#include <QWidget>
#include <memory>

#include "charts/availability_rows.h"

class QScrollBar;

namespace nines {

class NinesPlot;

class NinesChart final : public QWidget {
  Q_OBJECT

 public:
  explicit NinesChart(QWidget* parent = nullptr);
  ~NinesChart() override;

  void setRows(std::vector<AvailabilityRow> rows);
  // Marks the row and scrolls to it; unknown ids mark none.
  void setCurrent(const std::string& id);
  const std::string& current() const { return m_current; }
  // What the accessible description says about the marked row, besides its figure.
  void setDetails(const QString& details);
  // Where a row is painted; empty while it is out of sight.
  QRect rowRect(const std::string& id) const;
  // How wide the scale is.
  int scaleWidth() const { return plotRect().width(); }
  // What bars and ticks are, above the names.
  QRect legendRect() const;
  // Where a value of the nines scale stands, from the widget's left.
  double positionOf(double nines) const;

  QSize minimumSizeHint() const override { return {320, 80}; }

 signals:
  // A person chose this row.
  void chosen(const std::string& id);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Ticks;

  int rowHeight() const;
  int firstRow() const;
  int visibleRows() const;
  QRect plotRect() const;
  int rowAt(QPoint position) const;
  QRect rectOfRow(int row) const;
  int indexOf(const std::string& id) const;
  void choose(int row);
  void step(int from, int direction);
  // How wide names and downtimes are: what their texts need, within bounds, so that the rest is the bars'.
  void measure();
  int legendWidth() const;
  void layOut();
  void updatePlot();
  void updateDescription();
  void paintRow(QPainter& painter, int row) const;
  void paintAxis(QPainter& painter) const;
  void paintLegend(QPainter& painter, const QRect& area) const;
  void paintGrid(QPainter& painter) const;
  void paintTicks(QPainter& painter) const;

  std::vector<AvailabilityRow> m_rows;
  std::string m_current;
  QString m_details;
  int m_names = 0;
  int m_downtime = 0;
  std::unique_ptr<NinesPlot> m_plot;
  Ticks* m_ticks;
  QScrollBar* m_scroll;
};

}  // namespace nines
