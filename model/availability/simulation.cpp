#include "availability/simulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <thread>

#include "availability/simulated_system.h"
#include "support/format.h"

namespace nines {

namespace {

using dd::System;
using dd::SystemPlan;

// splitmix64 (public domain, Sebastiano Vigna), one stream for each block of years: what a thread draws depends on the
// block alone.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t block) : m_state(mixed(seed) ^ mixed(~block)) {}

  // Evenly in (0, 1): neither end, so that its logarithm is finite.
  double real() { return (static_cast<double>(next() >> 11) + .5) * 0x1.0p-53; }
  double exponential(double mean) { return -mean * std::log(real()); }

 private:
  static std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::uint64_t next() { return mixed(m_state += 0x9e3779b97f4a7c15u); }

  std::uint64_t m_state;
};

struct Process {
  std::uint32_t gate;
  double up, down;  // means, seconds
  double q;
  bool constant;
};

// Where no duration is known, any will do for the mean.
constexpr double kSomeDuration = 3600;

std::vector<Process> processes(const SystemPlan& plan, std::span<const SimulatedEvent> events) {
  std::vector<Process> out;
  for (EventIndex e = 0; e < events.size(); ++e) {
    const SimulatedEvent& event = events[e];
    if (plan.gateOf(e) == UINT32_MAX || event.probability <= 0) continue;
    const double down = event.durationSeconds > 0 ? event.durationSeconds : kSomeDuration;
    out.push_back(
        {plan.gateOf(e), down * (1 - event.probability) / event.probability, down, event.probability, event.constant});
  }
  return out;
}

struct Toggle {
  double at;
  std::uint32_t process;
  bool operator>(const Toggle& other) const { return at > other.at; }
};

// Some consecutive years, from the steady state on.
class Block {
 public:
  Block(const SystemPlan& plan, std::span<const Process> all, std::span<const dd::Term> functions)
      : m_processes(all),
        m_functions(functions),
        m_system(plan),
        m_happened(plan.formula().size()),
        m_since(functions.size()),
        m_is(functions.size()) {}

  // Seconds down in each year: `downtime` has the years of all functions, one function after the other, `stride` apart.
  // Of a large design a block takes seconds, so that it may be stopped in the middle.
  void run(Stream stream, std::uint32_t years, double* downtime, std::size_t stride, const std::stop_token& stop) {
    const double end = years * kYearSeconds;
    begin(stream, end);
    constexpr std::uint32_t kTogglesBetweenLooks = 4096;
    for (std::uint32_t toggles = 1; !m_queue.empty(); ++toggles) {
      if (toggles % kTogglesBetweenLooks == 0 && stop.stop_requested()) return;
      const Toggle toggle = m_queue.top();
      m_queue.pop();
      const Process& process = m_processes[toggle.process];
      const bool begins = m_happened[process.gate] == 0;
      m_happened[process.gate] = begins ? 1 : 0;
      m_system.flip(process.gate);
      for (std::size_t f = 0; f < m_functions.size(); ++f) {
        const char is = m_system.isTrue(m_functions[f]) ? 1 : 0;
        if (is == m_is[f]) continue;
        if (is == 0) add(m_since[f], toggle.at, downtime + f * stride);
        m_is[f] = is;
        m_since[f] = toggle.at;
      }
      push(toggle.process, toggle.at + next(stream, process, begins), end);
    }
    for (std::size_t f = 0; f < m_functions.size(); ++f) {
      if (m_is[f] != 0) add(m_since[f], end, downtime + f * stride);
    }
  }

 private:
  static double next(Stream& stream, const Process& process, bool down) {
    if (!down) return stream.exponential(process.up);
    return process.constant ? process.down : stream.exponential(process.down);
  }

  // What is left of an exponential time is distributed as the whole is; of a constant one, evenly.
  void begin(Stream& stream, double end) {
    std::ranges::fill(m_happened, 0);
    std::ranges::fill(m_since, 0);
    for (std::uint32_t p = 0; p < m_processes.size(); ++p) {
      const Process& process = m_processes[p];
      const bool down = stream.real() < process.q;
      m_happened[process.gate] = down ? 1 : 0;
      if (process.q >= 1) continue;
      push(p, down && process.constant ? stream.real() * process.down : next(stream, process, down), end);
    }
    m_system.start(m_happened);
    for (std::size_t f = 0; f < m_is.size(); ++f) m_is[f] = m_system.isTrue(m_functions[f]) ? 1 : 0;
  }

  void push(std::uint32_t process, double at, double end) {
    if (at < end) m_queue.push({at, process});
  }

  static void add(double from, double to, double* years) {
    auto year = static_cast<std::size_t>(from / kYearSeconds);
    if (static_cast<double>(year) * kYearSeconds > from) --year;  // the quotient was rounded up
    while (from < to) {
      const double yearEnd = std::min(to, static_cast<double>(year + 1) * kYearSeconds);
      years[year++] += yearEnd - from;
      from = yearEnd;
    }
  }

  std::span<const Process> m_processes;
  std::span<const dd::Term> m_functions;
  System m_system;
  std::vector<char> m_happened;  // by gate of the formula
  std::vector<double> m_since;
  std::vector<char> m_is;  // truth of the functions
  std::priority_queue<Toggle, std::vector<Toggle>, std::greater<>> m_queue;
};

std::vector<DowntimeBar> barsOf(std::span<const double> sorted) {
  constexpr double kHour = 3600;
  constexpr double kDay = 24 * kHour;
  constexpr std::array kEdges{0.,        60.,       300.,      900.,       kHour / 2,       kHour,    2 * kHour,
                              4 * kHour, 8 * kHour, kDay / 2., kDay,       2 * kDay,        4 * kDay, 8 * kDay,
                              16 * kDay, 32 * kDay, 64 * kDay, 128 * kDay, kYearSeconds + 1};
  std::vector<DowntimeBar> bars;
  std::size_t done = 0;
  double from = 0;
  for (const double to : kEdges) {
    const auto end = static_cast<std::size_t>(std::ranges::upper_bound(sorted, to) - sorted.begin());
    bars.push_back({from, to, static_cast<std::uint32_t>(end - done)});
    from = to;
    done = end;
    if (done == sorted.size()) break;
  }
  return bars;
}

// Blocks are independent of each other, as years in a row are not quite: the interval comes of the means of blocks.
DowntimeDistribution summary(std::vector<double> years, std::uint32_t block) {
  constexpr double kQuantile = 2.5758293035489004;  // of the normal distribution, 0.5 % on each side
  DowntimeDistribution out;
  double sum = 0;
  double squares = 0;
  double weight = 0;
  std::size_t blocks = 0;
  for (std::size_t i = 0; i < years.size(); i += block, ++blocks) {
    const std::size_t end = std::min(years.size(), i + block);
    for (std::size_t y = i; y < end; ++y) sum += years[y];
  }
  const auto count = static_cast<double>(years.size());
  out.mean = sum / count;
  for (std::size_t i = 0; i < years.size(); i += block) {
    const std::size_t end = std::min(years.size(), i + block);
    double difference = 0;
    for (std::size_t y = i; y < end; ++y) difference += years[y] - out.mean;
    squares += difference * difference;
    weight += static_cast<double>(end - i);
  }
  const double several = blocks > 1 ? static_cast<double>(blocks) / static_cast<double>(blocks - 1) : 1;
  const double spread = kQuantile * std::sqrt(squares * several) / weight;
  out.meanLow = std::max(0.0, out.mean - spread);
  out.meanHigh = std::min(kYearSeconds, out.mean + spread);
  std::ranges::sort(years);
  const auto quantile = [&](double p) {
    return years[std::min(years.size() - 1, static_cast<std::size_t>(std::ceil(p * count)) - 1)];
  };
  out.p50 = quantile(.5);
  out.p95 = quantile(.95);
  out.p99 = quantile(.99);
  out.bars = barsOf(years);
  return out;
}

// Long enough that its start costs little, short enough that there are many.
std::uint32_t blockOf(std::uint32_t years) { return std::clamp(years / 500, 1u, 200u); }

}  // namespace

std::optional<std::vector<DowntimeDistribution>> simulate(const FaultTree& tree, std::span<const SimulatedEvent> events,
                                                          std::span<const FaultTree::Ref> functions,
                                                          const SimulationOptions& options) {
  const SystemPlan plan(tree, functions);
  const std::vector<Process> all = processes(plan, events);
  std::vector<dd::Term> terms;
  std::vector<std::size_t> places;  // of the functions that are no constants
  for (std::size_t f = 0; f < functions.size(); ++f) {
    if (functions[f].gate() == 0) continue;
    terms.push_back(plan.formula().of(functions[f]));
    places.push_back(f);
  }
  const std::uint32_t years = std::max(1u, options.years);
  const std::uint32_t block = blockOf(years);
  std::vector<double> downtime(terms.size() * years);
  std::atomic<std::uint32_t> nextYear = 0;
  const auto work = [&] {
    Block draws(plan, all, terms);
    while (!options.stop.stop_requested()) {
      const std::uint32_t from = nextYear.fetch_add(block);
      if (from >= years) break;
      const std::uint32_t count = std::min(block, years - from);
      draws.run(Stream(options.seed, from / block), count, downtime.data() + from, years, options.stop);
      if (options.yearsDone) *options.yearsDone += count;
    }
  };
  {
    const unsigned cores = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < std::min(cores, (years + block - 1) / block); ++i) others.emplace_back(work);
    work();
  }
  if (options.stop.stop_requested()) return std::nullopt;
  std::vector<DowntimeDistribution> out(functions.size());
  for (std::size_t f = 0; f < functions.size(); ++f) {
    if (functions[f].gate() == 0)
      out[f] = summary(std::vector<double>(years, functions[f].isNegated() ? kYearSeconds : 0), block);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto first = downtime.begin() + static_cast<std::ptrdiff_t>(i * years);
    out[places[i]] = summary(std::vector<double>(first, first + years), block);
  }
  return out;
}

}  // namespace nines
