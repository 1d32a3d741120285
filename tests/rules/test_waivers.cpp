// Waivers: active, ended, of no readable end, without a reason, stale.
#include "rules/waivers.h"

#include <QRegularExpression>

#include "rules/idle_waivers.h"
#include "support.h"

using namespace nines;

namespace {

constexpr std::string_view kToday = "2026-11-23";

Finding findingOf(std::string_view rule, std::string subject) {
  Finding f;
  f.rule = rule;
  f.subjects = {std::move(subject)};
  return f;
}

Topology waiving(std::string key, std::string until = {}) {
  Topology t;
  Waiver w;
  w.key = std::move(key);
  w.until = std::move(until);
  w.reason = "accepted until the new engine is there";
  t.waivers.put(std::move(w));
  return t;
}

}  // namespace

class TestWaivers : public QObject {
  Q_OBJECT

 private slots:
  void dates_data() {
    QTest::addColumn<QString>("until");
    QTest::addColumn<int>("state");
    QTest::newRow("no end") << "" << static_cast<int>(WaiverState::active);
    QTest::newRow("far ahead") << "2030-01-01" << static_cast<int>(WaiverState::active);
    QTest::newRow("its last day") << "2026-11-23" << static_cast<int>(WaiverState::active);
    QTest::newRow("yesterday") << "2026-11-22" << static_cast<int>(WaiverState::ended);
    QTest::newRow("last year") << "2025-12-31" << static_cast<int>(WaiverState::ended);
    QTest::newRow("with a time") << "2026-11-23T08:00:00Z" << static_cast<int>(WaiverState::active);
    QTest::newRow("with a time, over") << "2026-11-22T23:59:59Z" << static_cast<int>(WaiverState::ended);
    QTest::newRow("no date") << "when it is done" << static_cast<int>(WaiverState::ended);
    QTest::newRow("no such day") << "2027-02-30" << static_cast<int>(WaiverState::ended);
    QTest::newRow("no such month") << "2027-13-01" << static_cast<int>(WaiverState::ended);
    QTest::newRow("German") << "31.12.2030" << static_cast<int>(WaiverState::ended);
    QTest::newRow("a sign") << "2030--1-01" << static_cast<int>(WaiverState::ended);
    QTest::newRow("something behind") << "2030-01-01x" << static_cast<int>(WaiverState::ended);
    QTest::newRow("too short") << "2030-1-1" << static_cast<int>(WaiverState::ended);
  }
  void dates() {
    QFETCH(QString, until);
    QFETCH(int, state);
    const std::vector<Finding> findings{findingOf("replica.count", "orders-db")};
    const auto statuses = judgeWaivers(waiving("replica.count:orders-db", until.toStdString()), findings, kToday);
    QCOMPARE(statuses.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(statuses[0].state), state);
    QCOMPARE(isWaived(findings[0], statuses), statuses[0].state == WaiverState::active);
  }

  void staleWhereTheFindingIsGone() {
    const auto statuses = judgeWaivers(waiving("replica.count:orders-db", "2020-01-01"), {}, kToday);
    QCOMPARE(statuses.size(), std::size_t{1});
    QVERIFY(statuses[0].state == WaiverState::stale);
  }

  void silencesWithAReasonOnly_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("until");
    QTest::addColumn<bool>("found");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, const char* reason, const char* until, bool found, WaiverState state) {
      QTest::newRow(name) << reason << until << found << static_cast<int>(state);
    };
    row("a reason", "x", "", true, WaiverState::active);
    row("none", "", "", true, WaiverState::unexplained);
    row("blanks", " \t\n ", "", true, WaiverState::unexplained);
    row("none, still running", "", "2030-01-01", true, WaiverState::unexplained);
    row("none, and over", "", "2020-01-01", true, WaiverState::ended);
    row("none, and no date", "", "31.12.2030", true, WaiverState::ended);
    row("none, and no finding", "", "", false, WaiverState::stale);
  }
  void silencesWithAReasonOnly() {
    QFETCH(QString, reason);
    QFETCH(QString, until);
    QFETCH(bool, found);
    QFETCH(int, state);
    Topology t;
    t.waivers.put({"replica.count:orders-db", reason.toStdString(), "Ann", "2026-01-01", until.toStdString(), {}});
    std::vector<Finding> findings;
    if (found) findings.push_back(findingOf("replica.count", "orders-db"));
    const auto statuses = judgeWaivers(t, findings, kToday);
    QCOMPARE(statuses.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(statuses[0].state), state);
    if (found) QCOMPARE(isWaived(findings[0], statuses), statuses[0].state == WaiverState::active);
  }

  void idleWaiversSayWhy_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("until");
    QTest::addColumn<bool>("found");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* reason, const char* at, const char* until, bool found, const char* words) {
      QTest::addRow("%s", words) << reason << at << until << found << words;
    };
    row("x", "2026-01-01", "2030-01-01", true, "");
    row("x", "2026-01-01", "2026-03-31", true, "ended: a.b:c counts again, because its waiver ended on 2026-03-31");
    row("x", "", "31.12.2030", true,
        "unreadable: a.b:c counts, because its waiver is to end on \"31.12.2030\", which is no date (as in "
        "2026-12-31)");
    row("", "", "in May", true,
        "unreadable: a.b:c counts, because its waiver is to end on \"in May\", which is no date (as in 2026-12-31)");
    row(" ", "", "", true, "unexplained: a.b:c counts, because its waiver says no reason");
    row("x", "", "in May", false, "stale: a.b:c is not found any more");
    row("x", "2026-01-01", "", false, "stale: a.b:c is not found any more; its waiver is of 2026-01-01");
  }
  void idleWaiversSayWhy() {
    QFETCH(QString, reason);
    QFETCH(QString, at);
    QFETCH(QString, until);
    QFETCH(bool, found);
    QFETCH(QString, words);
    Topology t;
    t.waivers.put({"a.b:c", reason.toStdString(), "Ann", at.toStdString(), until.toStdString(), {}});
    const auto findings = found ? std::vector{findingOf("a.b", "c")} : std::vector<Finding>();
    const auto idle = idleWaivers(t, judgeWaivers(t, findings, kToday));
    QCOMPARE(idle.size(), std::size_t{words.isEmpty() ? 0u : 1u});
    for (const IdleWaiver& waiver : idle)
      QCOMPARE(QString::fromStdString(std::string(toText(waiver.why)) + ": " + wordsOf(waiver)), words);
  }

  // A file can say anything; a line of a terminal shows a short text on one line.
  void whatAFileSaysStaysOnItsLine() {
    const std::string words = wordsOf({"a.b:c", Idleness::unreadable, {}, "soon\n" + std::string(200, 'x')});
    QVERIFY(words.find('\n') == std::string::npos && words.size() < 160);
  }

  void silencesItsOwnKeyOnly() {
    Topology t = waiving("replica.count:orders-db");
    Waiver other;
    other.key = "dynamodb.pitr:carts";
    other.reason = "rebuilt from the log";
    t.waivers.put(other);
    const std::vector<Finding> findings{findingOf("replica.count", "orders-db"), findingOf("replica.count", "orders"),
                                        findingOf("dynamodb.pitr", "carts")};
    const auto statuses = judgeWaivers(t, findings, kToday);
    QCOMPARE(statuses.size(), std::size_t{2});
    QVERIFY(isWaived(findings[0], statuses));
    QVERIFY(!isWaived(findings[1], statuses));
    QVERIFY(isWaived(findings[2], statuses));
  }

  void todayIsADate() {
    const QRegularExpression date(QStringLiteral("^2\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$"));
    QVERIFY(date.match(QString::fromStdString(todayIso())).hasMatch());
  }
};

QTEST_GUILESS_MAIN(TestWaivers)
#include "test_waivers.moc"
