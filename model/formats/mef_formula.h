// Formulas of a MEF document, as gates of a fault tree. Private to the formats.
#pragma once

#include "formats/mef_model.h"

namespace nines::mef {

class Formulas {
 public:
  Formulas(Model& model, FaultTree& tree) : m_model(model), m_tree(tree), m_refs(model.definitions().size()) {}

  // The formula of a gate.
  Result<pugi::xml_node> formulaOf(Index gate) const;
  // Gates and events that a formula names.
  Result<std::vector<Index>> namedIn(const pugi::xml_node& formula, Scope scope) const;
  // What a definition is in the tree.
  FaultTree::Ref& ref(Index definition) { return m_refs[definition]; }
  // All that it names must have their references.
  Result<FaultTree::Ref> build(const pugi::xml_node& formula, Scope scope);
  // A house event's constant; false where it has none.
  Result<FaultTree::Ref> constantOf(Index houseEvent) const;

 private:
  using Ref = FaultTree::Ref;

  Result<Index> named(const pugi::xml_node& node, Scope scope) const;
  Result<Ref> constant(const pugi::xml_node& node) const;
  Result<Ref> connect(const pugi::xml_node& node, std::vector<Ref> arguments);
  Result<Ref> count(const pugi::xml_node& node, const std::vector<Ref>& arguments);
  Result<std::uint32_t> number(const pugi::xml_node& node, const char* attribute) const;

  Model& m_model;
  FaultTree& m_tree;
  std::vector<Ref> m_refs;
};

}  // namespace nines::mef
