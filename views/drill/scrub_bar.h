// The slider of the drill: a track with a dot for each event, a handle at the moment shown. It has the time axis of the
// chart below it.
#pragma once

#include <QWidget>

#include "drawing/theme.h"
#include "drill/time_scale.h"
#include "drill/timeline_columns.h"
#include "recovery/events.h"

namespace nines {

class ScrubBar final : public QWidget {
  Q_OBJECT

 public:
  explicit ScrubBar(QWidget* parent = nullptr);

  void setScale(const TimeScale& scale);
  void setEvents(std::vector<DrillEvent> events);
  void setTime(double seconds);
  // Whose columns it stands in: its own left edge is at `left` of a timeline of that width.
  void setColumns(const TimelineColumns& columns, int left);

  double time() const { return m_time; }
  double xOf(double seconds) const;
  static Token toneOf(DrillEvent::Tone tone);

  QSize sizeHint() const override { return {200, 28}; }

 signals:
  void timePicked(double seconds);
  void backRequested();
  void forwardRequested();
  void playRequested();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void pick(double x);
  QString tipAt(double x) const;

  TimeScale m_scale;
  std::vector<DrillEvent> m_events;
  double m_time = 0;
  TimelineColumns m_columns;
  int m_left = 0;
};

}  // namespace nines
