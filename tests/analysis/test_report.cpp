#include "analysis/report.h"
#include "analysis/runner.h"
#include "generator.h"
#include "recovery/drill.h"
#include "rules/rulebook.h"
#include "support.h"

using namespace nines;

class TestReport : public QObject {
  Q_OBJECT

 private slots:
  void hasWhatEachEngineSays() {
    const auto topology = std::make_shared<const Topology>(test::generateDesign(7, 120));
    const auto report = analyse(topology, 42);
    QVERIFY(report);
    QCOMPARE(report->revision, std::uint64_t{42});
    QCOMPARE(report->topology, topology);
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
    QCOMPARE(report->findings, checkRules(design));
    QVERIFY(!report->findings.empty());  // the generator makes poor choices
    QCOMPARE(report->rulesChecked, rulebook().size());
    QVERIFY(report->estimates);
    QCOMPARE(report->estimates->workloads.size(), design.withTrait(trait::kWorkload).size());
    QVERIFY(report->matrix);
    QCOMPARE(report->matrix->workloads.size(), report->estimates->workloads.size());
    QVERIFY(!report->matrix->columns.empty());
    QVERIFY(!report->cost);
  }

  void judgesByTheDesignsProfile() {
    Topology topology;
    topology.profile = "aws-2026";
    topology.nodes.put({"bucket", "s3-bucket", "", "", {}, {}, {}});
    topology.waivers.put({"replica.count:gone", "no longer there", "me", "2026-01-01", "", {}});
    const auto report = analyse(std::make_shared<const Topology>(topology), 1);
    QVERIFY(report);
    QCOMPARE(report->waivers.size(), std::size_t{1});
    QVERIFY(report->waivers.front().state == WaiverState::stale);
    QCOMPARE(report->estimates->stores.size(), std::size_t{1});
  }

  void givesUpWhereItIsToldTo() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!analyse(std::make_shared<const Topology>(test::generateDesign(1, 20)), 1, stop.get_token()));
  }

  void isWhatTheRunnerRunsByItself() {
    AnalysisRunner runner([] {});
    const auto topology = std::make_shared<const Topology>(test::generateDesign(2, 60));
    runner.submit(topology, 1);
    runner.waitIdle();
    QVERIFY(runner.latest());
    QCOMPARE(runner.latest()->findings, analyse(topology, 1)->findings);
  }

  // Every workload and store of random designs gets an answer or a reason, and the same one each time.
  void answersOrSaysWhyNot() {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const auto topology = std::make_shared<const Topology>(test::generateDesign(seed, 100));
      const auto report = analyse(topology, seed);
      for (const WorkloadEstimate& workload : report->estimates->workloads) {
        QCOMPARE(workload.slaProduct.has_value(), workload.unknownBecause.empty());
        if (!workload.slaProduct) continue;
        QVERIFY(*workload.slaProduct > 0 && *workload.slaProduct <= 1);
        double product = 1;
        for (const SlaFactor& factor : workload.factors) product *= factor.availability;
        QCOMPARE(product, *workload.slaProduct);
      }
      const auto again = analyse(topology, seed);
      for (std::size_t i = 0; i < again->estimates->workloads.size(); ++i) {
        QCOMPARE(again->estimates->workloads[i].slaProduct, report->estimates->workloads[i].slaProduct);
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestReport)
#include "test_report.moc"
