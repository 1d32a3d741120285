#include "formats/enclosures.h"

namespace nines {

Enclosures::Enclosures(const Design& design) : m_places(design.nodeCount()) {
  // Containers before what is in them.
  std::vector<NodeIndex> order(design.topLevel().begin(), design.topLevel().end());
  order.reserve(design.nodeCount());
  for (std::size_t at = 0; at < order.size(); ++at) {
    const NodeIndex outer = order[at];
    const Place around = m_places[outer];
    for (const NodeIndex inner : design.children(outer)) {
      m_places[inner] = {design.has(outer, trait::kAccount) ? outer : around.account,
                         around.outermost == kNone ? outer : around.outermost, around.depth + 1};
      order.push_back(inner);
    }
  }
}

}  // namespace nines
