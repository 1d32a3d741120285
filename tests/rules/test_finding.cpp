// Keys and sentences of findings.
#include "rules/finding.h"

#include "support.h"

using namespace nines;

class TestFinding : public QObject {
  Q_OBJECT

 private slots:
  void keySortsSubjectsAndKeepsTheirRoles() {
    Finding f;
    f.rule = "rds.standby-other-az";
    f.subjects = {"orders-db", "a-standby"};
    QCOMPARE(f.key(), std::string("rds.standby-other-az:a-standby,orders-db"));
    QCOMPARE(f.subjects.front(), std::string("orders-db"));
    f.variant = "region";
    QCOMPARE(f.key(), std::string("rds.standby-other-az:a-standby,orders-db:region"));
  }

  void messageFillsArguments_data() {
    QTest::addColumn<QByteArray>("phrase");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("plain") << QByteArray("nothing to fill") << QByteArray("nothing to fill");
    QTest::newRow("twice") << QByteArray("{name} and {name} have {count}") << QByteArray("{count} and {count} have 6");
    QTest::newRow("at the ends") << QByteArray("{count}{count}") << QByteArray("66");
    QTest::newRow("unknown argument") << QByteArray("a {gap} b") << QByteArray("a {gap} b");
    QTest::newRow("open brace") << QByteArray("a {name") << QByteArray("a {name");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
  }
  // The name is itself "{count}": what people type is never filled in again.
  void messageFillsArguments() {
    QFETCH(QByteArray, phrase);
    QFETCH(QByteArray, message);
    const std::string kept = phrase.toStdString();
    Finding f;
    f.phrase = kept;
    f.arguments = {{"name", "{count}"}, {"count", "6"}};
    QCOMPARE(f.message(), message.toStdString());
  }

  void severityTexts() {
    QCOMPARE(toText(Severity::info), std::string_view("info"));
    QCOMPARE(toText(Severity::warning), std::string_view("warning"));
    QCOMPARE(toText(Severity::error), std::string_view("error"));
  }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "test_finding.moc"
