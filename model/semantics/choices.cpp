#include "semantics/choices.h"

namespace nines {

bool chooses(const Design& design, NodeIndex node, std::string_view property, std::string_view trait) {
  return choiceHas(design.node(node).kind, property, design.read(node, property).text(), trait);
}

bool writesEverywhere(const Design& design, NodeIndex cluster) {
  return chooses(design, cluster, "mode", choice::kWritesEverywhere);
}

bool runsByItself(const Design& design, NodeIndex cluster) {
  return chooses(design, cluster, "mode", choice::kRunsByItself);
}

}  // namespace nines
