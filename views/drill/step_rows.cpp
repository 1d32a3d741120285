#include "drill/step_rows.h"

#include <algorithm>
#include <map>
#include <optional>

namespace nines {

namespace {

using Steps = std::vector<std::size_t>;

const char* titleOfKind(StepKind kind) {
  switch (kind) {
    case StepKind::detect:
      return "Detection";
    case StepKind::decide:
      return "Decision";
    case StepKind::promote:
      return "Promotion";
    case StepKind::restore:
      return "Restore";
    case StepKind::retrieve:
      return "Retrieval";
    case StepKind::transfer:
      return "Transfer";
    case StepKind::rePoint:
      return "Re-pointing";
    case StepKind::dns:
      return "DNS";
    case StepKind::start:
    case StepKind::deploy:
      break;
  }
  return "Capacity";
}

class Layout {
 public:
  Layout(const Design& design, const WorkloadDrill& workload, DrillEnd end)
      : m_design(design), m_steps(workload.steps), m_end(end), m_placed(workload.steps.size(), false) {}

  std::vector<StepRow> rows() {
    std::vector<StepRow> rows;
    if (const Steps critical = takeCritical(); !critical.empty()) {
      rows.push_back({"Critical path", true, barsOf(critical)});
    }
    std::vector<Steps> paths;
    while (const auto last = lastLeft()) paths.push_back(takeBackFrom(*last));
    std::ranges::stable_sort(paths, [&](const Steps& a, const Steps& b) {
      return m_steps[a.front()].start.worst < m_steps[b.front()].start.worst;
    });
    std::map<std::string, int> uses;
    for (const Steps& path : paths) ++uses[titleOfKind(m_steps[longest(path)].kind)];
    for (const Steps& path : paths) {
      const DrillStep& step = m_steps[longest(path)];
      std::string title = titleOfKind(step.kind);
      const NodeIndex node = m_design.indexOf(step.subject);
      if (uses[title] > 1 && node != kNone) title += " · " + std::string(titleOf(m_design, node));
      rows.push_back({std::move(title), false, barsOf(path)});
    }
    return rows;
  }

 private:
  // Of two critical steps at the same time (paths of equal length), the later one in the list gets a row of its own.
  Steps takeCritical() {
    Steps critical;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
      if (m_steps[i].critical) critical.push_back(i);
    }
    std::ranges::stable_sort(critical, {}, [&](std::size_t i) { return m_steps[i].start.worst; });
    Steps path;
    for (const std::size_t i : critical) {
      if (!path.empty() && overlaps(path.back(), i)) continue;
      path.push_back(i);
      m_placed[i] = true;
    }
    return path;
  }

  bool overlaps(std::size_t before, std::size_t after) const {
    return m_steps[after].start.worst < m_steps[before].end.worst ||
           m_steps[after].start.best < m_steps[before].end.best;
  }

  std::optional<std::size_t> lastLeft() const {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
      if (!m_placed[i] && (!last || m_steps[i].end.worst >= m_steps[*last].end.worst)) last = i;
    }
    return last;
  }

  Steps takeBackFrom(std::size_t step) {
    Steps path;
    for (std::optional<std::size_t> at = step; at;) {
      path.push_back(*at);
      m_placed[*at] = true;
      std::optional<std::size_t> before;
      for (const std::size_t i : m_steps[*at].after) {
        if (i < m_steps.size() && !m_placed[i] && (!before || m_steps[i].end.worst > m_steps[*before].end.worst))
          before = i;
      }
      at = before;
    }
    std::ranges::reverse(path);
    return path;
  }

  std::size_t longest(const Steps& path) const {
    return *std::ranges::max_element(path, {}, [&](std::size_t i) { return m_steps[i].duration.worst; });
  }

  std::vector<StepBar> barsOf(const Steps& path) const {
    std::vector<StepBar> bars;
    bars.reserve(path.size());
    for (const std::size_t i : path) {
      const DrillStep& step = m_steps[i];
      StepBar bar{i, timeOf(step.start, m_end), 0, timeOf(step.end, m_end)};
      bar.solid = m_end == DrillEnd::best ? bar.to : std::min(bar.from + step.duration.best, bar.to);
      bars.push_back(bar);
    }
    // Played at its best, only what comes last has room to show how long it may take.
    if (m_end == DrillEnd::best) bars.back().to = std::max(bars.back().to, m_steps[path.back()].end.worst);
    return bars;
  }

  const Design& m_design;
  const std::vector<DrillStep>& m_steps;
  DrillEnd m_end;
  std::vector<bool> m_placed;
};

}  // namespace

std::vector<StepRow> stepRows(const Design& design, const WorkloadDrill& workload, DrillEnd end) {
  return Layout(design, workload, end).rows();
}

}  // namespace nines
