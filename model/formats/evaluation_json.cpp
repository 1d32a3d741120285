#include "formats/evaluation_json.h"

#include <array>

#include "formats/json_writer.h"

namespace nines {

std::string evaluationJson(const MefTree& tree, const Probability& probability, const Possibility& possibility,
                           double seconds) {
  const bool exact = probability.outcome == Probability::Outcome::exact;
  const auto orNull = [&](double p, bool canHappen) {
    return exact && !isTooSmall(p, canHappen) ? std::optional(p) : std::nullopt;
  };
  const bool tooSmall = exact && isTooSmall(probability.probability, possibility.is);
  const std::array bounds{tooSmall ? 0 : probability.probability, tooSmall ? kLeastProbability : probability.upper};
  json::Writer w;
  w.object([&] {
    w.key("top").value(tree.top);
    w.key("probability").value(orNull(probability.probability, possibility.is));
    w.key("contrary").value(orNull(probability.contrary, possibility.isNot));
    if (!exact || tooSmall) w.key("bounds").array(bounds, [&w](double p) { w.value(p); });
    w.key("events").value(tree.q.size());
    w.key("gates").value(tree.gates);
    w.key("diagramNodes").value(probability.diagramNodes);
    w.key("seconds").value(seconds);
  });
  return std::move(w).take();
}

}  // namespace nines
