// nines_bench_rules [NODES...] (default 1000 10000 100000): what the rulebook costs on seeded designs, and how it
// grows. "rules" are those that judge the drawing alone, "all rules" also those that read the structure of the
// estimate, and "rules with targets" have estimates and drills to look at as well. With --rules: each rule by itself.
// Beside each figure stands one walk over all nodes and links that looks up one property of each.
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "generator.h"
#include "measure.h"
#include "rules/rulebook.h"

using namespace nines;

namespace {

constexpr std::uint64_t kSeed = 42;

// Nothing is promised, so nothing has to be estimated or drilled.
Topology withoutTargets(Topology topology) {
  Edit edit;
  for (const auto& node : topology.nodes.rows()) {
    for (const char* key : {"availabilityTarget", "rtoSeconds", "rpoSeconds"}) {
      if (node->properties.contains(key)) edit.changes.push_back(SetNodeProperty{node->id, key, std::nullopt});
    }
  }
  if (!edit.empty() && !apply(topology, edit).ok()) std::abort();
  return topology;
}

void readAll(const Design& design) {
  std::size_t known = 0;
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) known += design.read(i, "engine").known() ? 1 : 0;
  for (LinkIndex l = 0; l < design.linkCount(); ++l) known += design.readLink(l, "access").known() ? 1 : 0;
  if (known == 0) std::abort();
}

// Those that need no engine of an estimate or a drill.
std::vector<Rule> ofTheDrawingAlone() {
  std::vector<Rule> out(rulebook().begin(), rulebook().end());
  std::erase_if(out, [](const Rule& rule) {
    return rule.id == "workload.single-point-of-failure" || rule.id == "workload.highly-available";
  });
  return out;
}

void benchEach(const Design& design) {
  const RuleContext context(design);
  for (const Rule& rule : rulebook()) {
    const auto judge = [&] {
      std::vector<Finding> out;
      FindingSink sink(design, rule, out);
      rule.check(context, sink);
    };
    bench::compare(std::string(rule.id), design.nodeCount(), judge, "one property of each", [&] { readAll(design); });
  }
}

struct Measured {
  std::size_t nodes = 0;
  double milliseconds = 0;
};

// Milliseconds of the rules without targets.
double benchSize(std::size_t nodes, bool each) {
  const Topology generated = test::generateDesign(kSeed, nodes);
  const auto shared = std::make_shared<const Topology>(withoutTargets(generated));
  const Profile& profile = Profiles::shipped().orDefault(shared->profile);
  const Design design(shared, Catalogue::shipped(), profile);
  const auto floor = [&] { readAll(design); };
  const int runs = nodes > 20'000 ? 3 : 9;
  if (each) benchEach(design);
  bench::compare(
      "index", nodes, [&] { const Design again(shared, Catalogue::shipped(), profile); }, "one property of each", floor,
      runs);
  const std::vector<Rule> rules = ofTheDrawingAlone();
  const double ms =
      bench::compare("rules", nodes, [&] { (void)checkRules(design, rules); }, "one property of each", floor, runs);
  bench::compare("all rules", nodes, [&] { (void)checkRules(design); }, "one property of each", floor, runs);
  if (nodes > 20'000) return ms;
  const auto promised = std::make_shared<const Topology>(generated);
  const Design whole(promised, Catalogue::shipped(), profile);
  bench::compare("rules with targets", nodes, [&] { (void)checkRules(whole); }, "one property of each", floor, 3);
  return ms;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::size_t> sizes;
  bool each = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--rules") == 0) each = true;
    else sizes.push_back(std::strtoul(argv[i], nullptr, 10));
  }
  if (sizes.empty()) sizes = {1'000, 10'000, 100'000};
  std::optional<Measured> before;
  for (const std::size_t nodes : sizes) {
    const double ms = benchSize(nodes, each);
    if (before && nodes > before->nodes) {
      const double exponent = std::log(ms / before->milliseconds) /
                              std::log(static_cast<double>(nodes) / static_cast<double>(before->nodes));
      std::printf("{\"bench\": \"growth of rules\", \"from\": %zu, \"nodes\": %zu, \"exponent\": %.2f}\n",
                  before->nodes, nodes, exponent);
    }
    before = Measured{nodes, ms};
  }
}
