// What drills cost: the whole matrix of designs of several sizes, and one drill in full, each beside the closures of
// the same design, which nothing can do without.
#include <memory>

#include "analysis/report.h"
#include "generator.h"
#include "measure.h"
#include "recovery/driller.h"

using namespace nines;

int main() {
  for (const std::size_t nodes : {std::size_t{60}, std::size_t{300}, std::size_t{1'000}, std::size_t{10'000}}) {
    const auto topology = std::make_shared<const Topology>(test::generateDesign(7, nodes));
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
    const Closure closure(design);
    const RecoveryPlans plans(design, closure);
    const auto floor = [&] { return Closure(design); };
    bench::compare(
        "drill matrix", nodes, [&] { static_cast<void>(Driller(design, closure, plans).matrix()); }, "closures", floor);
    const auto zones = offeredOutages(design, OutageKind::zone);
    if (zones.empty()) continue;
    bench::compare(
        "drill of a zone", nodes, [&] { static_cast<void>(Driller(design, closure, plans).drill(zones.front())); },
        "closures", floor);
  }
}
