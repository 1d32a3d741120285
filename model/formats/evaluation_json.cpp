#include "formats/evaluation_json.h"

#include <array>

#include "formats/json_writer.h"

namespace nines {

std::string evaluationJson(const MefTree& tree, const Probability& probability, double seconds) {
  const bool exact = probability.outcome == Probability::Outcome::exact;
  json::Writer w;
  w.object([&] {
    w.key("top").value(tree.top);
    w.key("probability").value(exact ? std::optional(probability.probability) : std::nullopt);
    w.key("contrary").value(exact ? std::optional(probability.contrary) : std::nullopt);
    if (!exact) {
      w.key("bounds").array(std::array{probability.probability, probability.upper}, [&w](double p) { w.value(p); });
    }
    w.key("events").value(tree.q.size());
    w.key("gates").value(tree.gates);
    w.key("diagramNodes").value(probability.diagramNodes);
    w.key("seconds").value(seconds);
  });
  return std::move(w).take();
}

}  // namespace nines
