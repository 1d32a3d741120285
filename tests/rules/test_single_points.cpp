// Single points of failure that are read from estimates which are there already are those of the structure.
#include "availability/estimate.h"
#include "chaos.h"
#include "fixtures.h"
#include "generator.h"
#include "rules/single_points.h"
#include "topology/edit.h"

using namespace nines;
using namespace nines::test;

namespace {

struct Counts {
  int points = 0;
  int known = 0;    // workloads with a figure that have points
  int unknown = 0;  // others that have points
};

std::string wordsOf(const Design& design, std::span<const SinglePoint> points) {
  std::string out;
  for (const SinglePoint& point : points) {
    out += design.node(point.component).id + (point.inOneZone ? " zone" : "") + (point.isService ? " service" : "") +
           (point.isTaken ? " taken" : "") + " " + point.zone + "; ";
  }
  return out;
}

void compare(const Topology& topology, std::string_view profile, Counts& counts) {
  const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                      Profiles::shipped().orDefault(profile));
  const Estimates estimates = estimate(design).value();
  const SinglePoints ofStructure(design);
  const SinglePoints ofEstimates(design, &estimates);
  std::size_t at = 0;
  for (const NodeIndex users : design.withTrait(trait::kWorkload)) {
    const auto points = ofStructure.of(users);
    const std::string found = wordsOf(design, ofEstimates.of(users));
    const std::string expected = wordsOf(design, points);
    if (found != expected) QTest::qFail((found + " instead of " + expected).c_str(), __FILE__, __LINE__);
    counts.points += static_cast<int>(points.size());
    const bool known = estimates.workloads.at(at++).exact.unavailability.has_value();
    if (!points.empty()) ++(known ? counts.known : counts.unknown);
  }
}

}  // namespace

class TestSinglePoints : public QObject {
  Q_OBJECT

 private slots:
  void fixtures() {
    Counts counts;
    for (const RuleFixture& fixture : ruleFixtures()) {
      for (const char* profile : {"course-2021", "aws-2026"}) {
        compare(loadRuleFixture(fixture), profile, counts);
        if (QTest::currentTestFailed()) QFAIL(fixture.path.c_str());
      }
    }
    QVERIFY(counts.known > 50 && counts.unknown > 10);
  }

  void chaos() {
    Counts counts;
    for (std::uint64_t seed = 0; seed < 1'500; ++seed) {
      Topology topology = Chaos(seed).make();
      if (seed % 3 == 1) topology.assumptions["az.unavailability"] = 0.0;
      if (seed % 3 == 2) topology.assumptions["host.perYear"] = 0.5;
      if (seed % 5 == 4) topology.assumptions["region.unavailability"] = 0.0;
      compare(topology, seed % 2 == 0 ? "course-2021" : "aws-2026", counts);
      if (QTest::currentTestFailed()) QFAIL(std::to_string(seed).c_str());
    }
    const std::string words = std::to_string(counts.known) + " " + std::to_string(counts.unknown);
    QVERIFY2(counts.known > 50 && counts.unknown > 50, words.c_str());
  }

  void generated() {
    Counts counts;
    for (std::uint64_t seed = 0; seed < 20; ++seed) compare(generateDesign(seed, 20 + 15 * seed), "aws-2026", counts);
    const std::string words =
        std::to_string(counts.points) + " " + std::to_string(counts.known) + " " + std::to_string(counts.unknown);
    QVERIFY2(counts.points > 10, words.c_str());
  }
};

QTEST_GUILESS_MAIN(TestSinglePoints)
#include "test_single_points.moc"
