// A stress of routing beside a window for the thread sanitizer, without Qt: one thread edits and shows routes as the
// canvas does, while another finds the full ones. Exits with 1 if the two do not agree in the end.
#include <atomic>
#include <cstdio>

#include "generator.h"
#include "layout/route_keeper.h"
#include "layout/route_runner.h"

namespace {

using namespace nines;

constexpr int kRounds = 6;
constexpr int kEdits = 12;

struct Moment {
  std::shared_ptr<const Design> design;
  std::shared_ptr<const Layout> layout;

  explicit Moment(const Topology& t)
      : design(std::make_shared<const Design>(std::make_shared<const Topology>(t), Catalogue::shipped(),
                                              Profiles::shipped().orDefault(t.profile))),
        layout(std::make_shared<const Layout>(*design)) {}
};

// Edits that are small enough are followed at once, the others by the runner, as on the canvas.
bool round(std::uint64_t seed) {
  constexpr std::size_t kAtOnce = 20;
  test::Rng rng(seed);
  Topology t = test::generateDesign(seed, 60);
  std::atomic<int> wakes = 0;
  RouteRunner runner([&] { ++wakes; });
  RouteKeeper keeper;
  std::uint64_t routed = 0;
  for (std::uint64_t revision = 1; revision <= kEdits; ++revision) {
    if (!apply(t, test::randomEdit(rng, t)).ok()) return false;
    const Moment now(t);
    if (keeper.updateWithin(kAtOnce, *now.design, *now.layout)) {
      routed = revision;
      continue;
    }
    runner.submit({now.design, now.layout, revision, {routed, keeper.record()}});
    keeper.sketch(*now.design, *now.layout);
    if (rng.chance(.3)) runner.waitIdle();
    const auto latest = runner.latest();
    if (latest.revision != revision) continue;
    keeper.adopt(latest.record);
    routed = revision;
  }
  runner.waitIdle();
  const auto latest = runner.latest();
  if (routed < kEdits) {
    if (latest.revision != kEdits || wakes == 0) return false;
    keeper.adopt(latest.record);
  }
  const Moment end(t);
  return keeper.routes() == routeLinks(*end.design, *end.layout);
}

}  // namespace

int main() {
  for (int seed = 1; seed <= kRounds; ++seed) {
    if (round(static_cast<std::uint64_t>(seed))) continue;
    std::fputs("routes found beside the window are not those of the design\n", stderr);
    return 1;
  }
  return 0;
}
