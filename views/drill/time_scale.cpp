#include "drill/time_scale.h"

#include <algorithm>
#include <cmath>

#include "support/clock.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86400;

// A step below this share of the axis has no room for a word.
constexpr double kLeastStep = .025;
constexpr double kStretchShare = .1;  // of each stretch, where there are few
constexpr double kDealtOut = .7;      // of the axis to all of them together, at most
constexpr double kSqueezed = .1;      // of the widest stretch's pixels per second
constexpr double kTickRoom = 66;      // px

constexpr double kSteps[] = {1,        2,           5,           10,           15,           30,
                             kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                             kHour,    2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay,
                             2 * kDay, 7 * kDay,    14 * kDay,   30 * kDay,    90 * kDay,    365 * kDay};

bool needsSqueezing(double length, const std::vector<TimeScale::Stretch>& steps) {
  return std::ranges::any_of(steps, [&](const TimeScale::Stretch& step) {
    const double lasts = std::min(step.to, length) - step.from;
    return lasts > 0 && lasts < kLeastStep * length;
  });
}

std::vector<double> momentsOf(double length, const std::vector<TimeScale::Stretch>& steps) {
  std::vector<double> moments{0, length};
  moments.reserve(2 * steps.size() + 2);
  for (const auto& step : steps) {
    for (const double time : {step.from, step.to}) {
      if (time > 0 && time < length) moments.push_back(time);
    }
  }
  std::ranges::sort(moments);
  // What is closer than this is one moment to the eye.
  const double same = length * 1e-6;
  const auto last = std::unique(moments.begin(), moments.end(), [&](double a, double b) { return b - a < same; });
  moments.erase(last, moments.end());
  moments.back() = length;
  return moments;
}

}  // namespace

TimeScale::TimeScale(double length, const std::vector<Stretch>& steps) {
  if (!std::isfinite(length) || length <= 0) return;
  m_knots = {{0, 0}, {length, 1}};
  if (!needsSqueezing(length, steps)) return;
  const std::vector<double> moments = momentsOf(length, steps);
  const auto stretches = static_cast<double>(moments.size() - 1);
  const double fixed = std::min(kStretchShare, kDealtOut / stretches);
  m_knots.clear();
  m_knots.reserve(moments.size());
  for (std::size_t i = 0; i < moments.size(); ++i)
    m_knots.push_back({moments[i], fixed * static_cast<double>(i) + (1 - fixed * stretches) * moments[i] / length});
  m_knots.back().share = 1;
}

double TimeScale::shareOf(double seconds) const {
  if (seconds <= 0) return 0;
  if (seconds >= length()) return 1;
  const auto after = std::ranges::upper_bound(m_knots, seconds, {}, &Knot::seconds);
  const Knot& b = *after;
  const Knot& a = *(after - 1);
  return a.share + (b.share - a.share) * (seconds - a.seconds) / (b.seconds - a.seconds);
}

double TimeScale::timeAt(double share) const {
  if (share <= 0) return 0;
  if (share >= 1) return length();
  const auto after = std::ranges::upper_bound(m_knots, share, {}, &Knot::share);
  const Knot& b = *after;
  const Knot& a = *(after - 1);
  return a.seconds + (b.seconds - a.seconds) * (share - a.share) / (b.share - a.share);
}

std::string TimeScale::labelOf(double seconds) const {
  if (length() < kHour) return formatClock(seconds);
  return seconds == 0 ? "0" : formatDuration(seconds);
}

std::vector<TimeScale::Tick> TimeScale::ticks(double width) const {
  std::vector<Tick> ticks;
  if (!isToScale()) {
    // The last is the axis' end, at which nothing happens.
    double free = 0;
    for (std::size_t i = 0; i + 1 < m_knots.size(); ++i) {
      const double at = m_knots[i].share * width;
      if (at < free) continue;
      ticks.push_back({m_knots[i].seconds, labelOf(m_knots[i].seconds)});
      free = at + kTickRoom;
    }
    return ticks;
  }
  const double wanted = length() * kTickRoom / std::max(width, kTickRoom);
  const auto* fit = std::ranges::lower_bound(kSteps, wanted);
  const double step = fit == std::end(kSteps) ? wanted : *fit;
  for (double at = 0; at <= length(); at += step) ticks.push_back({at, labelOf(at)});
  return ticks;
}

std::vector<double> TimeScale::breaks() const {
  std::vector<double> middles;
  if (isToScale()) return middles;
  const auto density = [&](std::size_t i) {
    return (m_knots[i + 1].share - m_knots[i].share) / (m_knots[i + 1].seconds - m_knots[i].seconds);
  };
  double widest = 0;
  for (std::size_t i = 0; i + 1 < m_knots.size(); ++i) widest = std::max(widest, density(i));
  for (std::size_t i = 0; i + 1 < m_knots.size(); ++i) {
    if (density(i) < kSqueezed * widest) middles.push_back((m_knots[i].share + m_knots[i + 1].share) / 2);
  }
  return middles;
}

}  // namespace nines
