// Keys and sentences of findings.
#include "rules/finding.h"

#include "support.h"
#include "support/plain_text.h"

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

  // A name that turns the direction of what follows, or goes on for pages, leaves the sentence as it is.
  void namesDoNotDisturbTheSentence_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("override") << QByteArray("a\u202eb\u2066c\u206b") << QByteArray("abc");
    QTest::newRow("marks") << QByteArray("\u061ca\u200eb\u200f") << QByteArray("ab");
    QTest::newRow("lines") << QByteArray("a\nb\tc\u2028d") << QByteArray("a b cd");
    QTest::newRow("Arabic, emoji, dashes")
        << QByteArray("\u0645\u0631 \U0001f600 \u2014 \u2026") << QByteArray("\u0645\u0631 \U0001f600 \u2014 \u2026");
    QTest::newRow("as long as may be") << QByteArray(10, 'x') << QByteArray(10, 'x');
    QTest::newRow("longer") << QByteArray("\u00e4").repeated(11) << QByteArray("\u00e4").repeated(9) + "\u2026";
    QTest::newRow("longer by signs that go") << QByteArray("\u202e").repeated(11) + "ab" << QByteArray("ab");
  }
  void namesDoNotDisturbTheSentence() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, shown);
    QCOMPARE(plainWords(name.toStdString(), 10), shown.toStdString());
    Finding f;
    f.phrase = "{name} stands alone";
    f.arguments = {{"name", name.toStdString()}};
    if (!shown.endsWith("\u2026")) QCOMPARE(f.message(), shown.toStdString() + " stands alone");
  }

  // Several bytes are looked at at once: each has to be seen wherever it stands.
  void everyByteEverywhere() {
    for (int byte = 0; byte < 0x80; ++byte) {
      const bool control = byte < 0x20 || byte == 0x7f;
      for (std::size_t at = 0; at < 19; ++at) {
        std::string text(19, '~');
        std::string plain = text;
        text[at] = static_cast<char>(byte);
        plain[at] = control ? ' ' : static_cast<char>(byte);
        QCOMPARE(plainWords(text, 80), plain);
      }
    }
    for (std::size_t at = 0; at < 19; ++at) {
      const std::string around(19, 'a');
      QCOMPARE(plainWords(around.substr(at) + "\u202e" + around.substr(0, at), 80), around);
    }
  }

  void severityTexts() {
    QCOMPARE(toText(Severity::info), std::string_view("info"));
    QCOMPARE(toText(Severity::warning), std::string_view("warning"));
    QCOMPARE(toText(Severity::error), std::string_view("error"));
  }
};

QTEST_GUILESS_MAIN(TestFinding)
#include "test_finding.moc"
