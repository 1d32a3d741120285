// The outage drill under way: which outage, what comes of it, and the moment that is shown. Canvas and docks follow it;
// it changes nothing of the design.
#pragma once

#include <QObject>
#include <QTimer>
#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "document.h"
#include "recovery/drill.h"

namespace nines {

class LatestWork;

class DrillMode final : public QObject {
  Q_OBJECT

 public:
  // Which end of the ranges is played; verdicts always speak of the worst.
  enum class Timing { best, worst };
  // Works an outage out for one design; null if it cannot. Of a large design on another thread.
  using Work = std::function<std::shared_ptr<const Drill>(const std::shared_ptr<const Design>&, const Outage&)>;
  // Milliseconds that never go back.
  using Clock = std::function<qint64()>;
  // Larger designs are worked out beside the window; smaller ones at once, so that nothing flickers.
  static constexpr std::size_t kAtOnce = 400;
  // What is offered to people, in seconds of the drill per second.
  static constexpr std::array<double, 11> kSpeeds{1, 3, 10, 30, 60, 180, 600, 1800, 3600, 14400, 86400};

  explicit DrillMode(const Document* document, QObject* parent = nullptr);
  ~DrillMode() override;

  // For tests: drills made by hand, and time that does not pass by itself.
  void setWork(Work work);
  void setClock(Clock clock);

  // The mode is on from begin() to end(); an outage may be chosen later. Meanwhile the design is not to be changed.
  bool isActive() const { return m_active; }
  void begin();
  void end();

  const std::shared_ptr<const Design>& design() const { return m_design; }  // that was drilled; null while it is off

  // What fails; no parts: nothing yet. A new outage starts at 0, paused, and begins the mode where it is off.
  const Outage& outage() const { return m_outage; }
  void setOutage(const Outage& outage);
  // What comes of it; null while there is no outage, and while it is worked out. Stays the same object until the outage
  // or the design changes.
  std::shared_ptr<const Drill> drill() const { return m_drill; }
  bool isWorking() const { return m_working; }

  Timing timing() const { return m_timing; }
  void setTiming(Timing timing);

  // The moment shown, in seconds from 0 to length(); length() is when the last thing has happened, and a little more.
  double time() const { return m_time; }
  double length() const { return m_length; }
  void setTime(double seconds);  // held within the range; pauses nothing
  // To the next or previous moment at which something happens, paused.
  void stepForward();
  void stepBack();
  void restart();  // to 0, and plays

  // Plays to the end, where it pauses; from there again from 0. Nothing while there is no drill; one that is worked out
  // plays when it is there.
  bool isPlaying() const { return m_playing; }
  void play();
  void pause();
  void tick();  // catches up with the clock: happens by itself while it plays
  // How many seconds of the drill pass in one second: of what is offered what plays it to its end in a good while,
  // until a person sets one; that one stays until the mode ends.
  double speed() const { return m_speed; }
  void setSpeed(double speed);

  // Moments at which something happens under the chosen timing, ascending, each once.
  const std::vector<double>& moments() const { return m_moments; }
  // The end of a span that the chosen timing plays.
  double at(const Span& span) const { return m_timing == Timing::best ? span.best : span.worst; }

 signals:
  void activeChanged(bool active);
  void drillChanged();  // another outage, another design, or another timing
  void timeChanged(double seconds);
  void playingChanged(bool playing);
  void speedChanged(double speed);

 private:
  void workOut();
  void take(std::shared_ptr<const Drill> drill);
  void collectMoments();
  void fitSpeed();
  void takeSpeed(double speed);
  void follow();  // the document changed

  const Document* m_document;
  Work m_work;
  Clock m_clock;
  std::shared_ptr<const Design> m_design;
  bool m_active = false;
  bool m_playing = false;
  Outage m_outage;
  std::shared_ptr<const Drill> m_drill;
  LatestWork* m_later;
  bool m_working = false;
  bool m_playsNext = false;
  Timing m_timing = Timing::worst;
  double m_time = 0;
  double m_length = 0;
  double m_speed = 60;
  bool m_speedIsChosen = false;
  std::vector<double> m_moments;
  QTimer m_timer;
  qint64 m_ticked = 0;  // by the clock, when time was last caught up
};

}  // namespace nines
