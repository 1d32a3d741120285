// A worst time is one figure, wherever it is said: matrix, status bar, timeline, command line, reports and findings.
#include <QtTest>

#include "../rules/rules_support.h"
#include "cli_drill_text.h"
#include "drill/drill_words.h"
#include "drill/matrix_model.h"
#include "drill/region_loss.h"
#include "formats/matrix_markdown.h"
#include "recovery/runbook.h"
#include "support/apart.h"
#include "support/format.h"

using namespace nines;
using nines::test::Sketch;

namespace {

constexpr const char* kRegion = "eu-west-1";

// Units are held to their figures in most places, and the command line has plain blanks.
QString plainly(QString text) { return text.replace(QChar(0xa0), ' ').replace(QRegularExpression("[ ]+"), " "); }
QString plainly(const std::string& text) { return plainly(QString::fromStdString(text)); }

template <class Figures>
Figures figures(Span rto, std::optional<double> target) {
  Figures out;
  out.affected = true;
  out.rto = out.readRto = out.rpo = rto;
  out.rtoTarget = out.rpoTarget = target;
  return out;
}

}  // namespace

class TestSameFigures : public QObject {
  Q_OBJECT

 private slots:
  void figure_data() {
    QTest::addColumn<double>("best");
    QTest::addColumn<double>("worst");
    QTest::addColumn<double>("target");  // 0: none
    QTest::addColumn<QString>("bestText");
    QTest::addColumn<QString>("worstText");
    QTest::addColumn<QString>("targetText");
    const auto row = [](const char* name, Span span, double target, const char* best, const char* worst,
                        const char* targetText) {
      QTest::newRow(name) << span.best << span.worst << target << best << worst << targetText;
    };
    row("missed", {690, 2790}, 1800, "12 min", "46 min", "30 min");
    row("met", {690, 2790}, 3600, "12 min", "46 min", "1 h");
    row("without a target", {690, 2790}, 0, "12 min", "46 min", "");
    row("hours", {3160, 10290}, 3600, "53 min", "2 h 52 min", "1 h");
    row("to the second", {60, 119.2}, 60, "1 min", "1 min 59 s", "1 min");
    row("one figure", {2790, 2790}, 1800, "", "46 min", "30 min");
  }
  void figure() {
    QFETCH(double, best);
    QFETCH(double, worst);
    QFETCH(double, target);
    QFETCH(QString, bestText);
    QFETCH(QString, worstText);
    QFETCH(QString, targetText);
    const Span span{best, worst};
    const std::optional<double> wanted = target > 0 ? std::optional(target) : std::nullopt;
    const Sketch sketch = Sketch().region(kRegion, "ab").node("orders", "users");
    const auto design = std::make_shared<const Design>(sketch.design());

    DrillMatrix matrix;
    matrix.workloads = {"orders"};
    const Outage lost{{{OutageKind::region, kRegion}}};
    matrix.columns = {{OutageKind::region, lost, kRegion, {figures<MatrixCell>(span, wanted)}}};
    MatrixModel model;
    model.setMatrix(design, std::make_shared<const DrillMatrix>(matrix));
    const QString cell = plainly(model.data(model.index(0, 0), Qt::DisplayRole).toString());
    QCOMPARE(cell, QStringLiteral("RTO %1\nRPO %1").arg(worstText));

    const QString of = wanted ? QStringLiteral(" of %1").arg(targetText) : QString();
    const auto loss = worstRegionLoss(*design, matrix, "orders");
    QCOMPARE(loss.has_value(), wanted.has_value());  // the status bar tells of targets
    if (loss) {
      QCOMPARE(plainly(loss->figures), QStringLiteral("<b>RTO %1</b>%2 · <b>RPO %1</b>%2").arg(worstText, of));
      QCOMPARE(plainly(loss->shorter), QStringLiteral("<b>RTO %1</b> · <b>RPO %1</b>").arg(worstText));
    }

    auto workload = figures<WorkloadDrill>(span, wanted);
    workload.id = "orders";
    workload.states = {{0, ServiceState::down}, {worst, ServiceState::up}};
    for (const Figure& shown : {rtoFigure(workload), rpoFigure(workload)}) {
      QCOMPARE(plainly(shown.value), worstText);
      QCOMPARE(plainly(shown.target), of.trimmed());
    }

    const QString range = bestText.isEmpty() ? worstText : QStringLiteral("%1 to %2").arg(bestText, worstText);
    QCOMPARE(plainly(spanText(span)), range);
    const QString columns = QStringLiteral("%1 %2").arg(range, wanted ? targetText : QStringLiteral("-"));
    const QString row = QStringLiteral("%1 %1").arg(columns);
    QVERIFY2(plainly(cli::matrixText(*design, matrix, false)).contains(row),
             cli::matrixText(*design, matrix, false).c_str());
    Drill drill;
    drill.outage = lost;
    drill.workloads = {workload};
    const QString text = plainly(cli::drillText(*design, drill, false));
    QVERIFY2(text.contains(row), qPrintable(text));
    QVERIFY2(text.contains("At worst: down at once, up from " + plainly(formatDuration(worst))), qPrintable(text));

    const QString reported = plainly(matrixMarkdown(*design, matrix));
    const QString told = wanted ? QStringLiteral("%1 (target %2)").arg(range, targetText) : range;
    QVERIFY2(reported.contains(QStringLiteral("| %1 | %1 |").arg(told)), qPrintable(reported));

    if (wanted) QCOMPARE(plainly(durationsApart(worst, target).value), worstText);  // which findings say
  }

  // What differs reads differently beside its target, in a cell of the matrix as in timeline, status bar and findings.
  void whatIsMissedByLittle() {
    const Span span{690, 2815};
    const double target = 2810;
    const auto cell = figures<MatrixCell>(span, target);
    QCOMPARE(plainly(MatrixModel::lines(cell).join(' ')), QString("RTO 2815 s RPO 2815 s"));
    const auto workload = figures<WorkloadDrill>(span, target);
    QCOMPARE(plainly(rtoFigure(workload).value), QString("2815 s"));
    QCOMPARE(plainly(durationsApart(span.worst, target).value), QString("2815 s"));
  }
};

QTEST_GUILESS_MAIN(TestSameFigures)
#include "test_same_figures.moc"
