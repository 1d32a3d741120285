#include <pty.h>
#include <unistd.h>

#include "cli_text.h"
#include "support.h"

using namespace nines::cli;

class TestCliText : public QObject {
  Q_OBJECT

 private slots:
  void percents_data() {
    QTest::addColumn<double>("availability");
    QTest::addColumn<QString>("text");
    QTest::newRow("all") << 1.0 << "100 %";
    QTest::newRow("product") << .999300109995 << "99.93 %";
    QTest::newRow("SLA") << .9995 << "99.95 %";
    QTest::newRow("two nines") << .99 << "99 %";
    QTest::newRow("below two nines") << .989034975 << "98.9 %";
    QTest::newRow("six nines") << .999999510154 << "99.999951 %";
    QTest::newRow("none") << 0.0 << "0 %";
  }
  void percents() {
    QFETCH(double, availability);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(percent(availability)), text);
  }

  void downtimes_data() {
    QTest::addColumn<double>("availability");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 1.0 << "0 s";
    QTest::newRow("seconds") << .9999995 << "16 s";
    QTest::newRow("minutes and seconds") << .999990 << "5 min 16 s";
    QTest::newRow("minutes") << .9999 << "53 min";
    QTest::newRow("hours") << .999300109995 << "6 h 8 min";
    QTest::newRow("days") << .98 << "7 d 7 h";
    QTest::newRow("never there") << 0.0 << "365 d 6 h";
  }
  void downtimes() {
    QFETCH(double, availability);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(downtimePerYear(availability)), text);
  }

  void tablesAlign() {
    QCOMPARE(QString::fromStdString(table({{{"a"}, {"b"}}, {{"länger"}, {"c"}, {"last"}}, {{"x"}}}, false)),
             QString("a       b\nlänger  c  last\nx\n"));
    QCOMPARE(QString::fromStdString(table({{{"a", Style::error}, {"b"}}}, true)), QString("\033[31ma\033[0m  b\n"));
    QCOMPARE(QString::fromStdString(table({}, false)), QString());
  }

  void controlCharactersNeverReachATerminal() {
    QVERIFY(styled({"\033[2Jx"}, false).find('\033') == std::string::npos);
    QVERIFY(styled({"\033[2Jx", Style::error}, true).find("[2J") != std::string::npos);
    QCOMPARE(QString::fromStdString(styled({"\033[2Jx", Style::error}, true)).count(QChar(0x1b)), 2);
  }

  // Signs that turn the direction of what follows, U+202E among them, would let a name rewrite the line.
  void directionsNeverReachATerminal() {
    const std::string name = "pay\u202elor\u2066x\u2069\u200f\u061cy";
    QCOMPARE(QString::fromStdString(styled({name}, false)), QString("paylorxy"));
    QCOMPARE(QString::fromStdString(table({{{name}, {"b"}}, {{"paylorxyz"}, {"c"}}}, false)),
             QString("paylorxy   b\npaylorxyz  c\n"));
  }

  void coloursOnATerminalOnly() {
    int master = -1;
    int slave = -1;
    QVERIFY(::openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
    std::FILE* terminal = ::fdopen(slave, "w");
    QVERIFY(terminal);
    qputenv("TERM", "xterm");
    qunsetenv("NO_COLOR");
    QVERIFY(isTerminal(terminal));
    QVERIFY(hasColours(terminal));
    qputenv("NO_COLOR", "1");
    QVERIFY(!hasColours(terminal));
    qunsetenv("NO_COLOR");
    qputenv("TERM", "dumb");
    QVERIFY(!hasColours(terminal));
    qputenv("TERM", "xterm");
    std::FILE* file = std::tmpfile();
    QVERIFY(!hasColours(file));
    std::fclose(file);
    std::fclose(terminal);
    ::close(master);
  }
};

QTEST_GUILESS_MAIN(TestCliText)
#include "test_cli_text.moc"
