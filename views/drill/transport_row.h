// Buttons that play the drill, its slider, the moment shown and the speed, over the columns of the timeline.
#pragma once

#include <QWidget>

#include "drill/drill_mode.h"
#include "drill/timeline_columns.h"

class QAbstractButton;
class QComboBox;
class QLabel;

namespace nines {

class ScrubBar;

class TransportRow final : public QWidget {
  Q_OBJECT

 public:
  explicit TransportRow(DrillMode* mode, QWidget* parent);

  ScrubBar* scrub() const { return m_scrub; }
  QAbstractButton* playButton() const { return m_play; }
  QComboBox* speeds() const { return m_speeds; }
  QAbstractButton* exportButton() const { return m_export; }
  QString timeText() const;
  void togglePlaying();
  // After whatever changed: the drill, its time, whether it plays, its speed.
  void update();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QAbstractButton* addButton(const QString& icon, const QString& name, void (DrillMode::*action)());
  void layOut();

  DrillMode* m_mode;
  QAbstractButton* m_back;
  QAbstractButton* m_play;
  QAbstractButton* m_forward;
  QAbstractButton* m_restart;
  ScrubBar* m_scrub;
  QLabel* m_time;
  QLabel* m_speedLabel;
  QComboBox* m_speeds;
  QAbstractButton* m_export;
  bool m_showsPause = false;
};

}  // namespace nines
