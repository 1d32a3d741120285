// How one workload fares in one outage, for all that is said and whatever is not: judged in every way in which that may
// turn out.
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "recovery/drill.h"
#include "recovery/judge.h"

namespace nines::drills {

RecoveryFigures figuresOf(const Judge& judge);

class Prospect {
 public:
  // So many different ways are judged at most: eight questions, each of which matters whatever the others' answers.
  static constexpr std::size_t kMostJudged = 256;

  Prospect(const Base& base, const Damage& damage, NodeIndex workload, const std::stop_token& stop = {});

  // It was told to stop before all was judged: nothing else of it may be asked then.
  bool stopped() const { return m_stopped; }

  // What is not known is left out of them: what is there holds whatever the answers are. Nothing is known where there
  // would be more ways than are judged.
  const RecoveryFigures& figures() const { return m_figures; }
  // With everything that is not said at its worst; and all other ways in which it may turn out that make a difference.
  const Judge& dark() const { return m_ways.front(); }
  std::span<const Judge> others() const { return std::span(m_ways).subspan(1); }
  // What would have to be said for the figures that are not known: exactly that of which the answer matters for some
  // answers to the rest, unless there are more ways than are judged. Ascending.
  const std::vector<Unsaid>& missing() const { return m_missing; }

 private:
  class Explorer;

  std::vector<Judge> m_ways;
  RecoveryFigures m_figures;
  std::vector<Unsaid> m_missing;
  bool m_stopped = false;
};

}  // namespace nines::drills
