// Waivers: active, ended, of no readable end, without reason, author or date, stale.
#include "rules/waivers.h"

#include <QRegularExpression>

#include "rules/idle_waivers.h"
#include "rules/waiver_dates.h"
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
  w.author = "Ann";
  w.at = "2026-01-01";
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

  // Both may have a time, in any place on earth; a day is over everywhere with the day of UTC.
  void endsAtItsTime_data() {
    QTest::addColumn<QString>("until");
    QTest::addColumn<QString>("now");
    QTest::addColumn<bool>("over");
    const auto row = [](const char* until, const char* now, bool over) {
      QTest::addRow("%s, %s", until, now) << until << now << over;
    };
    row("2026-11-23", "2026-11-23T23:59:59Z", false);
    row("2026-11-23", "2026-11-24T00:00:00Z", true);
    row("2026-11-23T08:00:00Z", "2026-11-23T07:59:59Z", false);
    row("2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z", false);
    row("2026-11-23T08:00:00Z", "2026-11-23T08:00:01Z", true);
    row("2026-11-23T08:00", "2026-11-23T08:00:01Z", true);
    row("2026-11-23 08:00", "2026-11-23T08:00:01Z", true);
    row("2026-11-23T08:00:00.500Z", "2026-11-23T08:00:01Z", true);
    row("2026-11-23T08:00:00+02:00", "2026-11-23T06:30:00Z", true);
    row("2026-11-23T08:00:00+0200", "2026-11-23T05:30:00Z", false);
    row("2026-11-23T20:00:00-05:00", "2026-11-24T00:30:00Z", false);
    row("2026-11-23T20:00:00-05", "2026-11-24T01:30:00Z", true);
    row("2026-11-23T08:00:00Z", "2026-11-23", false);
    row("2026-11-23T23:30:00-02:00", "2026-11-24", false);
    row("2026-11-23T00:30:00+02:00", "2026-11-23", true);
  }
  void endsAtItsTime() {
    QFETCH(QString, until);
    QFETCH(QString, now);
    QFETCH(bool, over);
    const std::vector<Finding> findings{findingOf("replica.count", "orders-db")};
    const auto statuses =
        judgeWaivers(waiving("replica.count:orders-db", until.toStdString()), findings, now.toStdString());
    QCOMPARE(statuses.front().state == WaiverState::ended, over);
    QCOMPARE(isWaived(findings[0], statuses), !over);
  }

  void tellsDates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("date");
    for (const char* text : {"2026-11-28", "2024-02-29", "2026-11-28T23:59:59Z", "2026-11-28t23:59:59z",
                             "2026-11-28T10:00:00,25+05:30", "2026-11-28T10:00-0330"})
      QTest::addRow("%s", text) << text << true;
    for (const char* text : {"",
                             " ",
                             "May",
                             "2026",
                             "2026-11",
                             "2026-02-29",
                             "2026-11-31",
                             "26-11-28",
                             "2026/11/28",
                             "2026-11-28x",
                             "2026-11-28T",
                             "2026-11-28T24:00Z",
                             "2026-11-28T10",
                             "2026-11-28T10:60Z",
                             "2026-11-28T10:00:61Z",
                             "2026-11-28T10:00+24:00",
                             "2026-11-28T10:00 CET",
                             "2026-11-28T10:00Z.",
                             "2026-11-28T-1:00Z",
                             "+026-11-28"})
      QTest::addRow("not %s", text) << text << false;
  }
  void tellsDates() {
    QFETCH(QString, text);
    QFETCH(bool, date);
    QCOMPARE(isDate(text.toStdString()), date);
  }

  // The window signs with all three; a file may lack any.
  void needsAuthorAndDate_data() {
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("author");
    QTest::addColumn<QString>("at");
    QTest::addColumn<QString>("missing");
    const auto row = [](const char* reason, const char* author, const char* at, const char* missing) {
      QTest::addRow("%s|%s|%s", reason, author, at) << reason << author << at << missing;
    };
    row("x", "Ann", "2026-01-01", "");
    row("x", "Ann", "2026-01-01T10:00:00Z", "");
    row("x", "", "2026-01-01", "no author");
    row("x", " \t", "2026-01-01", "no author");
    row("x", "Ann", "", "no date");
    row("x", "Ann", "in May", "no date (\"in May\" is none)");
    row("x", "Ann", "2026-02-30", "no date (\"2026-02-30\" is none)");
    row("x", "", "", "no author and no date");
    row("", "Ann", "", "no reason and no date");
    row("", "", " ", "no reason, no author and no date");
  }
  void needsAuthorAndDate() {
    QFETCH(QString, reason);
    QFETCH(QString, author);
    QFETCH(QString, at);
    QFETCH(QString, missing);
    Topology t;
    t.waivers.put({"a.b:c", reason.toStdString(), author.toStdString(), at.toStdString(), "", {}});
    const std::vector<Finding> findings{findingOf("a.b", "c")};
    const auto statuses = judgeWaivers(t, findings, kToday);
    QCOMPARE(isWaived(findings[0], statuses), missing.isEmpty());
    const auto idle = idleWaivers(t, statuses);
    QCOMPARE(idle.size(), std::size_t{missing.isEmpty() ? 0U : 1U});
    for (const IdleWaiver& waiver : idle) {
      QVERIFY(waiver.why == Idleness::unexplained);
      QCOMPARE(QString::fromStdString(wordsOf(waiver)), "a.b:c counts, because its waiver says " + missing);
    }
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
    row(" ", "2026-01-01", "", true, "unexplained: a.b:c counts, because its waiver says no reason");
    row(" ", "", "", true, "unexplained: a.b:c counts, because its waiver says no reason and no date");
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
    other.author = "Bob";
    other.at = "2026-11-23T09:30:00+01:00";
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
    QVERIFY(isDate(nowIso()) && nowIso().ends_with("Z"));
  }
};

QTEST_GUILESS_MAIN(TestWaivers)
#include "test_waivers.moc"
