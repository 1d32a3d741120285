// What a drill's parts say of themselves.
#include "recovery/drill.h"

#include "support.h"

using namespace nines;

namespace {

using Verdict = std::optional<bool>;

Verdict met(std::optional<double> rtoTarget, Verdict rtoMet, std::optional<double> rpoTarget, Verdict rpoMet) {
  WorkloadDrill drill;
  drill.rtoTarget = rtoTarget;
  drill.rtoMet = rtoMet;
  drill.rpoTarget = rpoTarget;
  drill.rpoMet = rpoMet;
  return drill.met();
}

}  // namespace

class TestDrill : public QObject {
  Q_OBJECT

 private slots:
  void bothTargetsTogether() {
    QCOMPARE(met({}, {}, {}, {}), Verdict());
    QCOMPARE(met(60, true, {}, {}), Verdict(true));
    QCOMPARE(met({}, {}, 60, true), Verdict(true));
    QCOMPARE(met(60, true, 60, true), Verdict(true));
    QCOMPARE(met(60, false, {}, {}), Verdict(false));
    QCOMPARE(met(60, true, 60, false), Verdict(false));
    QCOMPARE(met(60, false, 60, true), Verdict(false));
  }

  // What cannot be judged is not met; one that is missed is enough to miss both.
  void oneThatCannotBeJudged() {
    QCOMPARE(met(60, true, 60, {}), Verdict());
    QCOMPARE(met(60, {}, 60, true), Verdict());
    QCOMPARE(met(60, {}, {}, {}), Verdict());
    QCOMPARE(met(60, false, 60, {}), Verdict(false));
    QCOMPARE(met(60, {}, 60, false), Verdict(false));
  }

  // The texts are those of the command line's contract.
  void namesOfStepsAndStates() {
    std::string kinds;
    for (int kind = 0; kind <= static_cast<int>(StepKind::deploy); ++kind)
      kinds += (kind > 0 ? "|" : "") + std::string(toText(static_cast<StepKind>(kind)));
    QCOMPARE(kinds, std::string("detect|decide|promote|restore|retrieve|transfer|re-point|dns|start|deploy"));
    std::string states;
    for (int state = 0; state <= static_cast<int>(ServiceState::down); ++state)
      states += (state > 0 ? "|" : "") + std::string(toText(static_cast<ServiceState>(state)));
    QCOMPARE(states, std::string("up|degraded|read-only|down"));
  }
};

QTEST_APPLESS_MAIN(TestDrill)
#include "test_drill.moc"
