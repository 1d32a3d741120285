// Versions, limits and how sentences name them.
#include "rules/limits.h"

#include "rules_support.h"

using namespace nines;
using nines::test::Sketch;

class TestLimits : public QObject {
  Q_OBJECT

 private slots:
  void versions_data() {
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("minimum");
    QTest::addColumn<int>("answer");  // -1: cannot be said
    QTest::newRow("equal") << "14.1" << "14.1" << 1;
    QTest::newRow("newer part") << "14.10" << "14.9" << 1;
    QTest::newRow("newer major") << "15" << "14.1" << 1;
    QTest::newRow("more exact") << "14.1.3" << "14.1" << 1;
    QTest::newRow("older part") << "14.0" << "14.1" << 0;
    QTest::newRow("older major") << "9.6.24" << "14.1" << 0;
    QTest::newRow("leading zeros") << "14.00.3049.1" << "14.00.3401.7" << 0;
    QTest::newRow("major only") << "14" << "14.1" << -1;
    QTest::newRow("unknown") << "" << "14.1" << -1;
    QTest::newRow("a word") << "newest" << "14.1" << -1;
    QTest::newRow("a suffix") << "8.0.mysql_aurora" << "8.1" << -1;
    QTest::newRow("a dot too many") << "14." << "14.1" << -1;
    QTest::newRow("negative") << "-14.1" << "14.1" << -1;
  }
  void versions() {
    QFETCH(QString, version);
    QFETCH(QString, minimum);
    QFETCH(int, answer);
    const auto said = isAtLeast(version.toStdString(), minimum.toStdString());
    QCOMPARE(said ? static_cast<int>(*said) : -1, answer);
  }

  void limitsNameTheOtherProfile() {
    const Sketch empty;
    const Design course = empty.design("course-2021");
    const Design today = empty.design("aws-2026");
    QCOMPARE(limitText(course, "replica.perSource.mysql", Bound::most), std::string("5 (AWS allows 15 today)"));
    QCOMPARE(limitText(today, "replica.perSource.mysql", Bound::most), std::string("15 (the course teaches 5)"));
    QCOMPARE(limitText(course, "dax.nodes.maximum", Bound::most), std::string("10 (AWS allows 11 today)"));
    QCOMPARE(limitText(course, "replica.maxLayers", Bound::most), std::string("4"));
    QCOMPARE(limitText(today, "aurora.zones.minimum", Bound::least), std::string("3"));
  }

  void aMissingLimitIsNoNumber() {
    const Design design = Sketch().design();
    QVERIFY(!findLimit(design, "no.such.fact"));
    QVERIFY_EXCEPTION_THROWN(limitOf(design, "no.such.fact"), std::runtime_error);
  }

  void lists() {
    QCOMPARE(joined({}), std::string());
    QCOMPARE(joined({"a"}), std::string("a"));
    QCOMPARE(joined({"a", "b"}), std::string("a and b"));
    QCOMPARE(joined({"a", "b", "c"}, "or"), std::string("a, b or c"));
    QCOMPARE(joined({"a", "b", "c", "d"}, "and", 3), std::string("a, b and 2 more"));
    QCOMPARE(counted(1, "day"), std::string("1 day"));
    QCOMPARE(counted(0, "day"), std::string("0 days"));
  }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "test_limits.moc"
