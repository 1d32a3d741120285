#include "canvas/drop_forecast.h"

namespace nines {

DropForecast::~DropForecast() { m_runner.reset(); }

void DropForecast::ask(const Design& design, const Edit& edit) {
  forget();
  auto after = std::make_shared<Topology>(design.topology());
  if (!apply(*after, edit)) return;
  {
    const std::lock_guard lock(m_mutex);
    m_before = design.snapshot();
  }
  if (!m_runner) {
    m_runner = std::make_unique<AnalysisRunner>(
        [this] { QMetaObject::invokeMethod(this, &DropForecast::take, Qt::QueuedConnection); },
        [this](const std::shared_ptr<const Topology>& topology, std::uint64_t number, const std::stop_token&) {
          return judge(topology, number);
        });
  }
  m_pending = true;
  m_runner->submit(std::move(after), m_number);
}

void DropForecast::forget() {
  ++m_number;
  m_pending = false;
  m_raised.clear();
}

// On the worker's thread.
std::shared_ptr<const Report> DropForecast::judge(const std::shared_ptr<const Topology>& after, std::uint64_t number) {
  std::shared_ptr<const Topology> before;
  {
    const std::lock_guard lock(m_mutex);
    before = m_before;
  }
  if (before != m_known) {
    m_knownKeys = findingKeys(before);
    m_known = std::move(before);
  }
  auto report = std::make_shared<Report>();
  report->revision = number;
  report->topology = after;
  report->findings = raisedFindings(after, m_knownKeys);
  return report;
}

void DropForecast::take() {
  const auto latest = m_runner->latest();
  if (!m_pending || !latest || latest->revision != m_number) return;
  m_pending = false;
  m_raised = latest->findings;
  emit arrived();
}

}  // namespace nines
