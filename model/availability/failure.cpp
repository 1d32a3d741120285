#include "availability/failure.h"

namespace nines {

namespace {

struct Parts {
  std::vector<FaultTree::Ref> when;
  std::string_view unknownBecause;
};

Parts partsOf(const std::vector<Failure>& failures) {
  Parts out;
  out.when.reserve(failures.size());
  for (const Failure& failure : failures) {
    out.when.push_back(failure.when);
    if (out.unknownBecause.empty()) out.unknownBecause = failure.unknownBecause;
  }
  return out;
}

}  // namespace

Failure anyOf(FaultTree& tree, const std::vector<Failure>& parts) {
  const Parts all = partsOf(parts);
  return {tree.any(all.when), all.unknownBecause};
}

Failure allOf(FaultTree& tree, const std::vector<Failure>& parts) {
  const Parts all = partsOf(parts);
  return {tree.all(all.when), all.unknownBecause};
}

}  // namespace nines
