#include "drill/drill_mode.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>
#include <utility>

#include "latest_work.h"
#include "recovery/driller.h"

namespace nines {

namespace {

constexpr int kTickMs = 16;
constexpr double kMsPerSecond = 1000;
// Closer moments are one: sums of durations differ in the last digits.
constexpr double kSameMoment = 1e-6;
// What is shown after the last event, so that its effect can be seen.
constexpr double kTail = .05;
constexpr double kLeastTail = 5;
// Seconds that a drill takes at least to play by itself: long enough to say aloud what happens.
constexpr double kGoodWhile = 12;

DrillMode::Clock steadyClock() {
  QElapsedTimer timer;
  timer.start();
  return [timer] { return timer.elapsed(); };
}

std::shared_ptr<const Drill> drillOf(const std::shared_ptr<const Design>& design, const Outage& outage) {
  const Closure closure(*design);
  const RecoveryPlans plans(*design, closure);
  return std::make_shared<const Drill>(Driller(*design, closure, plans).drill(outage));
}

}  // namespace

DrillMode::DrillMode(const Document* document, QObject* parent)
    : QObject(parent), m_document(document), m_work(drillOf), m_clock(steadyClock()), m_later(new LatestWork(this)) {
  m_timer.setInterval(kTickMs);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &DrillMode::tick);
  connect(m_document, &Document::changed, this, &DrillMode::follow);
}

DrillMode::~DrillMode() = default;

void DrillMode::setWork(Work work) { m_work = std::move(work); }

void DrillMode::setClock(Clock clock) {
  m_clock = std::move(clock);
  m_ticked = m_clock();
}

void DrillMode::begin() {
  if (m_active) return;
  m_active = true;
  m_design = m_document->design();
  emit activeChanged(true);
}

void DrillMode::end() {
  if (!m_active) return;
  pause();
  m_active = false;
  m_speedIsChosen = false;
  m_outage = {};
  m_design = nullptr;
  workOut();
  setTime(0);
  emit activeChanged(false);
}

void DrillMode::setOutage(const Outage& outage) {
  begin();
  if (outage == m_outage) return;
  pause();
  m_outage = outage;
  m_time = 0;
  workOut();
  emit timeChanged(m_time);
}

void DrillMode::workOut() {
  m_later->forget();
  const bool anything = m_active && m_design && !m_outage.parts.empty() && m_work;
  m_working = anything && m_design->nodeCount() > kAtOnce;
  if (!m_working) return take(anything ? m_work(m_design, m_outage) : nullptr);
  take(nullptr);
  m_later->ask([this, work = m_work, design = m_design, outage = m_outage]() -> LatestWork::Done {
    return [this, drill = work(design, outage)] {
      m_working = false;
      take(drill);
      if (std::exchange(m_playsNext, false)) play();
    };
  });
}

void DrillMode::take(std::shared_ptr<const Drill> drill) {
  m_drill = std::move(drill);
  collectMoments();
  emit drillChanged();
}

// Only another file, or another profile: nothing else changes while a drill is on.
void DrillMode::follow() {
  if (!m_active) return;
  m_design = m_document->design();
  m_playsNext = false;
  workOut();
  setTime(m_time);
}

void DrillMode::setTiming(Timing timing) {
  if (timing == m_timing) return;
  m_timing = timing;
  collectMoments();
  emit drillChanged();
  setTime(m_time);
}

void DrillMode::collectMoments() {
  m_moments.clear();
  m_length = 0;
  if (!m_drill) return;
  std::vector<double> all{0};
  for (const NodeChange& change : m_drill->nodes) all.push_back(at(change.at));
  for (const LinkChange& change : m_drill->links) all.push_back(at(change.at));
  for (const WorkloadDrill& workload : m_drill->workloads) {
    for (const DrillStep& step : workload.steps) all.insert(all.end(), {at(step.start), at(step.end)});
    const auto& states = m_timing == Timing::best ? workload.bestStates : workload.states;
    for (const StateChange& change : states) all.push_back(change.from);
  }
  std::erase_if(all, [](double moment) { return !std::isfinite(moment) || moment < 0; });
  std::ranges::sort(all);
  m_moments.reserve(all.size());
  for (const double moment : all) {
    if (m_moments.empty() || moment - m_moments.back() > kSameMoment) m_moments.push_back(moment);
  }
  m_length = m_moments.back() + std::max(kLeastTail, m_moments.back() * kTail);
  if (!m_speedIsChosen) fitSpeed();
}

// The fastest with which it takes a good while.
void DrillMode::fitSpeed() {
  double fitting = kSpeeds.front();
  for (const double speed : kSpeeds) {
    if (m_length / speed >= kGoodWhile) fitting = speed;
  }
  takeSpeed(fitting);
}

void DrillMode::setTime(double seconds) {
  const double held = std::clamp(seconds, 0.0, m_length);
  if (held == m_time) return;
  m_time = held;
  emit timeChanged(m_time);
}

void DrillMode::stepForward() {
  pause();
  const auto next = std::ranges::find_if(m_moments, [this](double moment) { return moment > m_time + kSameMoment; });
  setTime(next == m_moments.end() ? m_length : *next);
}

void DrillMode::stepBack() {
  pause();
  double before = 0;
  for (const double moment : m_moments) {
    if (moment < m_time - kSameMoment) before = moment;
  }
  setTime(before);
}

void DrillMode::restart() {
  setTime(0);
  play();
}

void DrillMode::play() {
  m_playsNext = m_working;
  if (m_playing || !m_drill) return;
  if (m_time >= m_length) setTime(0);
  m_playing = true;
  m_ticked = m_clock();
  m_timer.start();
  emit playingChanged(true);
}

void DrillMode::pause() {
  m_playsNext = false;
  if (!m_playing) return;
  m_playing = false;
  m_timer.stop();
  emit playingChanged(false);
}

void DrillMode::setSpeed(double speed) {
  if (!(speed > 0)) return;
  m_speedIsChosen = true;
  takeSpeed(speed);
}

void DrillMode::takeSpeed(double speed) {
  if (speed == m_speed) return;
  tick();
  m_speed = speed;
  emit speedChanged(speed);
}

void DrillMode::tick() {
  if (!m_playing) return;
  const qint64 now = m_clock();
  const double passed = static_cast<double>(now - std::exchange(m_ticked, now)) / kMsPerSecond;
  setTime(m_time + passed * m_speed);
  if (m_time >= m_length) pause();
}

}  // namespace nines
