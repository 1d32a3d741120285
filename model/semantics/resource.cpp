#include "semantics/resource.h"

namespace nines {

bool isResource(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  return !kind || !(kind->isContainer() || kind->has(trait::kAnnotation) || kind->has(trait::kWorkload));
}

}  // namespace nines
