// The findings that a drop would raise, worked out beside the window while the drag goes on: a rulebook over ten
// thousand nodes takes longer than a frame.
#pragma once

#include <QObject>
#include <memory>
#include <mutex>
#include <vector>

#include "analysis/forecast.h"
#include "analysis/runner.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

class DropForecast final : public QObject {
  Q_OBJECT

 public:
  explicit DropForecast(QObject* parent) : QObject(parent) {}
  ~DropForecast() override;

  // What the edit would raise in the design; replaces what was asked before.
  void ask(const Design& design, const Edit& edit);
  void forget();
  // Of what was asked last; empty until it is known.
  const std::vector<Finding>& raised() const { return m_raised; }
  // Still working on what was asked last.
  bool isPending() const { return m_pending; }

 signals:
  void arrived();

 private:
  std::shared_ptr<const Report> judge(const std::shared_ptr<const Topology>& after, std::uint64_t number);
  void take();

  std::vector<Finding> m_raised;
  bool m_pending = false;
  std::uint64_t m_number = 0;

  std::mutex m_mutex;
  std::shared_ptr<const Topology> m_before;  // guarded
  // The worker's own: what it knows of the design as it is.
  std::shared_ptr<const Topology> m_known;
  FindingKeys m_knownKeys;

  std::unique_ptr<AnalysisRunner> m_runner;  // made when it is first needed, gone before what it uses
};

}  // namespace nines
