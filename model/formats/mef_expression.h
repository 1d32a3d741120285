// Numbers of a MEF document. Private to the formats.
#pragma once

#include <unordered_map>

#include "formats/mef_model.h"

namespace nines::mef {

class Expressions {
 public:
  Expressions(Model& model, std::optional<double> missionTime) : m_model(model), m_missionTime(missionTime) {}

  // The probability of a basic event.
  Result<double> probability(Index event);

 private:
  Result<double> valueOf(const pugi::xml_node& node, Scope scope);
  Result<double> literal(const pugi::xml_node& node) const;
  Result<double> parameter(const pugi::xml_node& node, Scope scope) const;
  Result<std::vector<double>> argumentsOf(const pugi::xml_node& node, Scope scope);
  // Makes the parameters below an expression known.
  Status prepare(const pugi::xml_node& expression, Scope scope);
  Result<std::vector<Index>> parametersOf(const pugi::xml_node& expression, Scope scope) const;
  Result<pugi::xml_node> expressionOf(const Definition& definition) const;

  Model& m_model;
  std::optional<double> m_missionTime;
  std::unordered_map<Index, double> m_values;  // of parameters
  std::vector<Walked> m_walked;
};

}  // namespace nines::mef
