// The years that are drawn for the templates, against the exact estimate: two ways to one figure, of designs as people
// have them.
#include <QDir>
#include <memory>

#include "availability/estimate.h"
#include "availability/simulated_design.h"
#include "formats/native.h"
#include "support.h"
#include "support/format.h"

using namespace nines;

namespace {

struct Template {
  std::shared_ptr<const Topology> topology;
  std::unique_ptr<const ReliabilityGraph> graph;
  std::vector<double> exact;  // seconds a year, by workload
};

Template read(const QString& path) {
  auto topology = std::make_shared<const Topology>(loadDesign(path.toStdString(), Catalogue::shipped()).value());
  const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
  Template out{topology, std::make_unique<const ReliabilityGraph>(design), {}};
  const auto estimates = estimate(design);
  for (const WorkloadEstimate& workload : estimates.value().workloads)
    out.exact.push_back(workload.exact.unavailability.value() * kYearSeconds);
  return out;
}

std::vector<Template> templates() {
  const QDir folder(QString::fromStdString(test::fixturePath("../../resources/templates")));
  std::vector<Template> out;
  for (const QString& name : folder.entryList({QStringLiteral("*.nines")}, QDir::Files))
    out.push_back(read(folder.filePath(name)));
  return out;
}

}  // namespace

class TestSimulatedTemplates : public QObject {
  Q_OBJECT

 private slots:
  // Intervals of 99 %: of 200 seeds, dealt out over the templates and their workloads, at least 193 hold the exact
  // value.
  void intervalsHoldTheEstimate() {
    const std::vector<Template> all = templates();
    QVERIFY(all.size() >= 3);
    constexpr std::uint64_t kSeeds = 200;
    int held = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const Template& one = all[seed % all.size()];
      const auto drawn = simulateWorkloads(*one.graph, {.years = 600, .seed = seed, .stop = {}});
      QVERIFY(drawn);
      QCOMPARE(drawn->workloads.size(), one.exact.size());
      const std::size_t w = seed / all.size() % one.exact.size();
      const DowntimeDistribution& years = drawn->workloads[w].value();
      held += years.meanLow <= one.exact[w] && one.exact[w] <= years.meanHigh ? 1 : 0;
    }
    QVERIFY2(held >= 193, qPrintable(QString::number(held)));
  }
};

QTEST_GUILESS_MAIN(TestSimulatedTemplates)
#include "test_simulated_templates.moc"
