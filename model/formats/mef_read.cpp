#include <fmt/format.h>

#include "formats/mef.h"
#include "formats/mef_expression.h"
#include "formats/mef_formula.h"

namespace nines {

namespace {

using namespace mef;

// The one gate that no other one needs.
Result<Index> topOf(const Model& model, const Formulas& formulas, const std::vector<Index>& gates) {
  std::vector<bool> needed(model.definitions().size());
  for (const Index gate : gates) {
    const auto formula = formulas.formulaOf(gate);
    if (!formula) return formula.error();
    const auto named = formulas.namedIn(*formula, model.definitions()[gate].scope);
    if (!named) return named.error();
    for (const Index i : *named) needed[i] = true;
  }
  std::vector<Index> tops;
  for (const Index gate : gates) {
    if (!needed[gate]) tops.push_back(gate);
  }
  if (tops.size() == 1) return tops.front();
  const auto nameOf = [&](std::size_t i) { return model.definitions()[tops[i]].name; };
  return model.error(ErrorCode::unsupported, model.definitions()[tops[1]].node,
                     fmt::format("there are {} top events, \"{}\" and \"{}\"{}: one is needed", tops.size(), nameOf(0),
                                 nameOf(1), tops.size() > 2 ? " among them" : ""));
}

// Makes basic and house events known to the formulas.
Status addEvents(const Model& model, const std::vector<Index>& named, Formulas& formulas, Expressions& expressions,
                 std::vector<bool>& known, MefTree& out) {
  for (const Index i : named) {
    const Definition& definition = model.definitions()[i];
    if (known[i] || definition.sort == Sort::gate) continue;
    known[i] = true;
    if (definition.sort == Sort::houseEvent) {
      const auto constant = formulas.constantOf(i);
      if (!constant) return constant.error();
      formulas.ref(i) = *constant;
      continue;
    }
    const auto q = expressions.probability(i);
    if (!q) return q.error();
    formulas.ref(i) = out.tree.addEvent();
    out.q.push_back(*q);
  }
  return nines::Unit{};
}

}  // namespace

Result<MefTree> readMef(std::string_view text, const std::string& name, const MefOptions& options) {
  Model model;
  if (const Status status = model.read(text, name, options); !status) return status.error();
  MefTree out;
  Formulas formulas(model, out.tree);
  Expressions expressions(model, options.missionTime);
  std::vector<Index> gates;
  for (Index i = 0; i < model.definitions().size(); ++i) {
    if (model.definitions()[i].sort == Sort::gate) gates.push_back(i);
  }
  if (gates.empty()) return Error{ErrorCode::missing, name, {}, "has no gate, and so no top event"};
  const auto namedBy = [&](Index gate) -> Result<std::vector<Index>> {
    const auto formula = formulas.formulaOf(gate);
    if (!formula) return formula.error();
    return formulas.namedIn(*formula, model.definitions()[gate].scope);
  };
  const auto needs = [&](Index gate) -> Result<std::vector<Index>> {
    auto named = namedBy(gate);
    if (named) std::erase_if(*named, [&](Index i) { return model.definitions()[i].sort != Sort::gate; });
    return named;
  };
  std::vector<Walked> walked;
  // Of all gates: where all are needed by others there is a circle, which is what is wrong then.
  const auto order = inOrder(model, gates, walked, needs);
  if (!order) return order.error();
  const auto top = topOf(model, formulas, gates);
  if (!top) return top.error();
  std::vector<bool> known(model.definitions().size());
  for (const Index gate : *order) {
    const auto named = namedBy(gate);
    if (!named) return named.error();
    const Status added = addEvents(model, *named, formulas, expressions, known, out);
    if (!added) return added.error();
    const auto built = formulas.build(*formulas.formulaOf(gate), model.definitions()[gate].scope);
    if (!built) return built.error();
    formulas.ref(gate) = *built;
  }
  out.top = model.definitions()[*top].name;
  out.function = formulas.ref(*top);
  out.gates = gates.size();
  return out;
}

}  // namespace nines
