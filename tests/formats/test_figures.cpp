#include "support.h"
#include "support/apart.h"
#include "support/format.h"

using namespace nines;

class TestFigures : public QObject {
  Q_OBJECT

 private slots:
  void percent_data() {
    QTest::addColumn<double>("fraction");
    QTest::addColumn<QString>("text");
    QTest::newRow("two nines and a half") << 0.995 << "99.5\u00a0%";
    QTest::newRow("four and a half") << 0.99995 << "99.995\u00a0%";
    QTest::newRow("product") << 0.999300109995 << "99.93\u00a0%";
    QTest::newRow("poor") << 0.989034975 << "98.9\u00a0%";
    QTest::newRow("six nines") << 0.999999510154 << "99.999951\u00a0%";
    QTest::newRow("all") << 1.0 << "100\u00a0%";
    QTest::newRow("none") << 0.0 << "0\u00a0%";
    QTest::newRow("utilisation") << 0.8 << "80\u00a0%";
    QTest::newRow("small") << 0.0004 << "0.04\u00a0%";
  }
  void percent() {
    QFETCH(double, fraction);
    QTEST(QString::fromStdString(formatPercent(fraction)), "text");
  }

  void nothingBelowOneIsAHundred() {
    for (double missing = 1e-3; missing > 1e-9; missing /= 3) {
      const QString text = QString::fromStdString(formatPercent(1 - missing));
      QVERIFY2(!text.startsWith("100"), qPrintable(text));
    }
  }

  void duration_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0.0 << "0\u00a0s";
    QTest::newRow("lag") << 0.4 << "0.4\u00a0s";
    QTest::newRow("short") << 9.96 << "10\u00a0s";
    QTest::newRow("seconds") << 45.2 << "45\u00a0s";
    QTest::newRow("a minute") << 59.7 << "1\u00a0min";
    QTest::newRow("minutes and seconds") << 105.0 << "1\u00a0min\u00a045\u00a0s";
    QTest::newRow("ten minutes") << 599.6 << "10\u00a0min";
    QTest::newRow("minutes") << 3156.0 << "53\u00a0min";
    QTest::newRow("an hour") << 3599.0 << "1\u00a0h";
    QTest::newRow("hours") << 9480.0 << "2\u00a0h\u00a038\u00a0min";
    QTest::newRow("many hours") << 164100.0 << "45\u00a0h\u00a035\u00a0min";
    QTest::newRow("days") << 446400.0 << "5\u00a0d\u00a04\u00a0h";
    QTest::newRow("whole days") << 864000.0 << "10\u00a0d";
  }
  void duration() {
    QFETCH(double, seconds);
    QTEST(QString::fromStdString(formatDuration(seconds)), "text");
  }

  void durationsNeverShrinkAsTheyGrow() {
    // No text repeats after another one came between: a rounding edge would show as "60 s" or a step back.
    QStringList seen;
    for (double seconds = 1; seconds < 500'000; seconds *= 1.002) {
      const QString text = QString::fromStdString(formatDuration(seconds));
      QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("\\b60\u00a0(s|min)"))), qPrintable(text));
      if (!seen.isEmpty() && seen.last() == text) continue;
      QVERIFY2(!seen.contains(text), qPrintable(text));
      seen << text;
    }
  }

  // A value and its limit in one sentence: what differs reads differently, with no more digits than that takes.
  void apart_data() {
    QTest::addColumn<bool>("percent");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("limit");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char* name, bool percent, double value, double limit, const char* a, const char* b) {
      QTest::newRow(name) << percent << value << limit << QString::fromUtf8(a) << QString::fromUtf8(b);
    };
    row("far apart", true, 0.99, 0.9995, "99\u00a0%", "99.95\u00a0%");
    row("just below", true, 0.999496, 0.9995, "99.9496\u00a0%", "99.95\u00a0%");
    row("equal", true, 0.9995, 0.9995, "99.95\u00a0%", "99.95\u00a0%");
    row("next to each other", true, 0.9995 - 1.1102230246251565e-16, 0.9995, "99.94999999999999\u00a0%",
        "99.95\u00a0%");
    row("minutes", false, 120, 60, "2\u00a0min", "1\u00a0min");
    row("a second in hours", false, 10300, 10299, "10300\u00a0s", "10299\u00a0s");
    row("less than a second", false, 5.04, 5.02, "5.04\u00a0s", "5.02\u00a0s");
    row("equal times", false, 10300, 10300, "2\u00a0h\u00a052\u00a0min", "2\u00a0h\u00a052\u00a0min");
  }
  void apart() {
    QFETCH(bool, percent);
    QFETCH(double, value);
    QFETCH(double, limit);
    const ValueAndLimit got = percent ? percentsApart(value, limit) : durationsApart(value, limit);
    QTEST(QString::fromStdString(got.value), "first");
    QTEST(QString::fromStdString(got.limit), "second");
    QCOMPARE(got.value == got.limit, value == limit);
  }

  void downtime() {
    QCOMPARE(downtimePerYear(1), 0.0);
    QCOMPARE(downtimePerYear(0.5), kYearSeconds / 2);
  }

  void numbers() {
    QCOMPARE(formatNumber(0.5), std::string("0.5"));
    QCOMPARE(formatNumber(1200), std::string("1200"));
    QCOMPARE(formatNumber(-0.0000001), std::string("0"));
    QCOMPARE(formatNumber(2.345, 2).substr(0, 3), std::string("2.3"));
  }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "test_figures.moc"
