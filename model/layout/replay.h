// Routing as a sequence of steps, and the same sequence once more after an edit.
#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "layout/changed_areas.h"
#include "layout/link_router.h"
#include "layout/route_facts.h"

namespace nines::routing {

// One look at one link: what came of it, and everything that it could depend on besides its task.
struct Step {
  Route route;
  Area looked;
};

struct LinkRecord {
  LinkFacts facts;
  std::size_t position = 0;  // among all links, in routing order
  std::vector<Step> steps;   // one per look
};

// All steps of a design. Immutable once made, so that threads share it.
struct Record {
  std::vector<NodeFacts> nodes;   // sorted by id
  std::vector<LinkRecord> links;  // sorted by id
  std::size_t looks = 0;
  Crowd crowd = Crowd::none;
};

// When to give up.
struct Limits {
  std::size_t steps = static_cast<std::size_t>(-1);  // to be carried out
  std::stop_token stop;
};

class Replay {
 public:
  // `before` may be empty: then every step is carried out.
  Replay(const Record& before, const Design& design, const Layout& layout, Limits limits = {});

  // Null if it was given up.
  std::shared_ptr<const Record> run();
  std::size_t stepsDone() const { return m_stepsDone; }

 private:
  // A link of either design or of both.
  struct Pair {
    const LinkRecord* before = nullptr;
    std::size_t now = kGone;
    bool sameOwner = false;
    bool marked = false;  // its lines count as changed areas
  };
  static constexpr std::size_t kGone = static_cast<std::size_t>(-1);

  void match();
  void order();
  void findChanges();
  bool asksTheSame(const LinkFacts& before, const LinkFacts& now, const NodeChanges& changes) const;
  void mark(std::size_t pair);
  void markLine(std::size_t pair, const Route& route);
  bool take(std::size_t look);
  bool holds(std::size_t link, std::size_t look) const;
  bool isSeenOtherwise(std::size_t pair, std::size_t link, std::size_t look) const;
  void carryOut(std::size_t link, std::size_t look);
  void follow(std::size_t link, std::size_t look, bool repeated);
  void openWorld(std::size_t position, std::size_t look);

  const Record& m_before;
  const Design& m_design;
  const Layout& m_layout;
  Limits m_limits;
  Record m_now;
  std::vector<std::size_t> m_order;  // links of m_now
  std::vector<Pair> m_pairs;         // the links of m_now in their order, then those that are gone
  std::vector<char> m_anew;          // by link of m_now: another task, or new
  std::unique_ptr<ChangedAreas> m_changes;
  std::unique_ptr<World> m_world;  // made when a step is to be carried out: many edits need none
  std::unique_ptr<LinkRouter> m_router;
  std::size_t m_stepsDone = 0;
};

}  // namespace nines::routing
