// Any bytes as a fault tree of another program: refused in one line, or its probability is one, and what we write of it
// has the same.
#include <cmath>
#include <cstdint>

#include "availability/evaluation.h"
#include "checks.h"
#include "formats/mef.h"

using namespace nines;
using namespace nines::fuzz;

namespace {

Probability probabilityOf(const MefTree& tree) {
  Evaluator evaluator(tree.tree, tree.q, std::span(&tree.function, 1), {.diagramNodes = 20'000, .stop = {}});
  return evaluator.probability(tree.function);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = readMef(text, "f.xml", {.missionTime = 10});
  if (!read) {
    require(read.error().text().find('\n') == std::string::npos, "an error is one line");
    return 0;
  }
  const Probability p = probabilityOf(*read);
  require(p.probability >= 0 && p.probability <= p.upper && p.upper <= 1 + 1e-12, "a probability is one");
  if (p.outcome != Probability::Outcome::exact) return 0;
  std::vector<MefEvent> events;
  events.reserve(read->q.size());
  for (std::size_t e = 0; e < read->q.size(); ++e) events.push_back({"e" + std::to_string(e), {}, read->q[e]});
  const auto again = readMef(writeMef(read->tree, read->function, events, read->top, {}), "g.xml");
  require(again.ok(), "what is written can be read");
  const Probability q = probabilityOf(*again);
  if (q.outcome != Probability::Outcome::exact) return 0;
  require(std::abs(q.probability - p.probability) <= 1e-9 * p.probability, "what is written has the same probability");
  return 0;
}
