// How one workload fares in one outage, for all that is said and whatever is not: judged in several ways where that
// matters.
#pragma once

#include <optional>
#include <vector>

#include "recovery/drill.h"
#include "recovery/judge.h"

namespace nines::drills {

// Figures alone, without steps and words.
struct Figures {
  bool recovers = true;
  bool recoveryUnknown = false;
  std::optional<Span> rto;
  std::optional<Span> readRto;
  std::optional<Span> rpo;
  Bounds rtoAtWorst;
  Bounds rpoAtWorst;

  bool operator==(const Figures&) const = default;
};
Figures figuresOf(const Judge& judge);

class Prospect {
 public:
  Prospect(const Base& base, const Damage& damage, NodeIndex workload);

  // What is not known is left out of them.
  const Figures& figures() const { return m_figures; }
  // With everything that is not said at its worst; and all other ways in which it may turn out that make a difference.
  const Judge& dark() const { return m_dark; }
  const std::vector<Judge>& others() const { return m_others; }
  // What would have to be said for the figures that are not known: exactly that of which the answer matters by itself,
  // unless that is too much to try. Ascending.
  const std::vector<Unsaid>& missing() const { return m_missing; }

 private:
  Figures consider(Judge judge);

  Judge m_dark;
  std::vector<Judge> m_others;
  Figures m_atWorst;
  Figures m_figures;
  std::vector<Unsaid> m_asked;
  std::vector<Unsaid> m_missing;
};

}  // namespace nines::drills
