// CSV: what RFC 4180 asks for, and cells that no spreadsheet takes for formulas.
#include "formats/csv.h"

#include <clocale>

#include "csv_reader.h"
#include "support.h"

using namespace nines;
using nines::test::readCsv;
using nines::test::withoutByteOrder;

namespace {

DataTable oneCell(Value value) {
  DataTable out;
  out.columns = {{"key", {}}};
  out.rows.push_back({std::move(value)});
  return out;
}

QByteArray bytesOf(Value value) {
  return withoutByteOrder(QByteArray::fromStdString(writeCsv(oneCell(std::move(value)))));
}

}  // namespace

class TestCsv : public QObject {
  Q_OBJECT

 private slots:
  void plainValues() {
    QCOMPARE(bytesOf({}), QByteArray("key\r\n\r\n"));
    QCOMPARE(bytesOf(true), QByteArray("key\r\ntrue\r\n"));
    QCOMPARE(bytesOf(-5), QByteArray("key\r\n-5\r\n"));
    QCOMPARE(bytesOf(std::uint64_t{18446744073709551615U}), QByteArray("key\r\n18446744073709551615\r\n"));
    QCOMPARE(bytesOf(65.0), QByteArray("key\r\n65\r\n"));
    QCOMPARE(bytesOf(.9995), QByteArray("key\r\n0.9995\r\n"));
    QCOMPARE(bytesOf(-1.5e-7), QByteArray("key\r\n-1.5e-07\r\n"));
    QCOMPARE(bytesOf("plain text"), QByteArray("key\r\nplain text\r\n"));
    QCOMPARE(bytesOf(""), QByteArray("key\r\n\r\n"));
  }

  void listsAndObjects() {
    QCOMPARE(bytesOf(Value::Array{"eu-a", "eu-b", 3}), QByteArray("key\r\n\"eu-a; eu-b; 3\"\r\n"));
    QCOMPARE(bytesOf(Value::Array{}), QByteArray("key\r\n\r\n"));
    QCOMPARE(bytesOf(Value::Object{{"az", 60}}), QByteArray("key\r\n\"{\"\"az\"\": 60}\"\r\n"));
    QCOMPARE(bytesOf(Value::Array{Value::Object{{"a", "b"}}}), QByteArray("key\r\n\"[{\"\"a\"\": \"\"b\"\"}]\"\r\n"));
    // A list is a text: its first item begins the cell.
    QCOMPARE(bytesOf(Value::Array{"=1", "b"}), QByteArray("key\r\n\"'=1; b\"\r\n"));
  }

  void headings() {
    DataTable table;
    table.columns = {{"id", {}}, {"allocatedGb", "GB"}, {"=odd \"key\"", {}}};
    QCOMPARE(QByteArray::fromStdString(writeCsv(table)),
             QByteArray("\xEF\xBB\xBFid,\"allocatedGb (GB)\",\"'=odd \"\"key\"\"\"\r\n"));
    // Once in quotation marks is enough.
    table.columns = {{"id", {}}, {"a,b", {}}};
    QCOMPARE(QByteArray::fromStdString(writeCsv(table)), QByteArray("\xEF\xBB\xBFid,\"a,b\"\r\n"));
  }

  void texts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");  // as a reader of CSV gets it
    QTest::newRow("comma") << "a,b" << "a,b";
    QTest::newRow("quotes") << "\"a\" \"\"" << "\"a\" \"\"";
    QTest::newRow("line end") << "a\nb" << "a\nb";
    QTest::newRow("CRLF inside") << "a\r\nb" << "a\r\nb";
    QTest::newRow("blanks") << " a " << " a ";
    QTest::newRow("semicolon") << "a;b" << "a;b";
    QTest::newRow("controls") << QString::fromUtf8("a\x01\x1b\x7f") << QString::fromUtf8("a\ufffd\ufffd\ufffd");
    QTest::newRow("emoji") << QString::fromUtf8("👩‍👩‍👧") << QString::fromUtf8("👩‍👩‍👧");
    QTest::newRow("right to left") << QString::fromUtf8("שלום") << QString::fromUtf8("שלום");
    // Cells of their own where lists are separated by ";".
    QTest::newRow("behind a semicolon") << "x;=1+1" << "x;'=1+1";
    QTest::newRow("behind blanks") << "x; \t=1" << "x; \t'=1";
    QTest::newRow("behind a quote") << "x;\"=1" << "x;\"'=1";
    QTest::newRow("on the next line") << "x\n-1" << "x\n'-1";
    QTest::newRow("on the next line, CRLF") << "x\r\n@y" << "x\r\n'@y";
    QTest::newRow("tab first") << "\t=1" << "'\t'=1";
    QTest::newRow("line end first") << "\n=1" << "'\n'=1";
    QTest::newRow("sign not behind it") << "x;a=1" << "x;a=1";
    QTest::newRow("minus inside") << "a-b" << "a-b";
    QTest::newRow("apostrophe") << "'a" << "'a";
    for (const char* formula :
         {"=1+1", "+1", "-1", "@SUM(1)", "\t1", "\r1", "\n1", "-", "＝1", "＋1", "－1", "＠1", "=cmd|' /C calc'!A0"})
      QTest::newRow(formula) << QString::fromUtf8(formula) << "'" + QString::fromUtf8(formula);
    // What a program may skip before it looks.
    for (const char* hidden : {" =1", "  @x", "\u00a0=1", "\u3000+1", "\u200d=1", "\u200c=1"})
      QTest::newRow(hidden) << QString::fromUtf8(hidden) << "'" + QString::fromUtf8(hidden);
    // What is not seen is not there.
    for (const char* unseen : {"\u200b", "\ufeff", "\u202e", "\u00ad", "\u2066\u2069"}) {
      QTest::newRow(unseen) << QString::fromUtf8(unseen) + "=1" << "'=1";
      QTest::newRow(qPrintable(QString::fromUtf8(unseen) + "inside"))
          << "a" + QString::fromUtf8(unseen) + "b;" + QString::fromUtf8(unseen) + "=1" << "ab;'=1";
    }
    QTest::newRow("control first") << QString::fromUtf8("\x01=1") << QString::fromUtf8("'\ufffd=1");
    QTest::newRow("long") << QString(10'000, 'x') << QString(10'000, 'x');
  }
  void texts() {
    QFETCH(QString, text);
    QFETCH(QString, cell);
    const auto rows = readCsv(bytesOf(Value(text.toStdString())));
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(1), QStringList{cell});
  }

  // Whatever the language of the machine.
  void commasOfALocaleStayOut() {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) {
      if (std::setlocale(LC_ALL, name)) QCOMPARE(bytesOf(1234567.25), QByteArray("key\r\n1234567.25\r\n"));
    }
    std::setlocale(LC_ALL, before.c_str());
  }

  void ownHeadingsAreKnown() {
    for (const NamedTable& table : namedTables()) {
      std::string plain;
      std::string quoted;
      std::string heading = "\xEF\xBB\xBF";
      for (const std::string_view& key : table.keys) {
        const std::string in = '"' + std::string(key) + '"';
        const std::string comma = plain.empty() ? "" : ",";
        plain += comma + std::string(key);
        quoted += comma + in;
        heading += comma + (&key - table.keys.data() == 1 ? in : std::string(key));
      }
      // As somebody else would write the same titles, or a spreadsheet what it has read.
      for (const std::string& theirs : {plain, quoted}) {
        QVERIFY(!isOwnCsv(theirs + "\r\n"));
        QVERIFY(!isOwnCsv("\xEF\xBB\xBF" + theirs + "\r\n"));
        QVERIFY(!isOwnCsv("\xEF\xBB\xBF" + theirs + ",engine\n"));
      }
      QVERIFY(!isOwnCsv(heading.substr(3) + "\r\n"));
      QVERIFY(isOwnCsv(heading + "\r\n"));
      QVERIFY(isOwnCsv(heading + ",engine\r\nx"));
      QVERIFY(!isOwnCsv(heading));
      QVERIFY(!isOwnCsv(heading + "x\r\n"));
      QVERIFY(!isOwnCsv("x" + heading + "\r\n"));
      QVERIFY(!isOwnCsv(heading.substr(0, heading.rfind(',')) + "\r\n"));
    }
    QVERIFY(!isOwnCsv({}));
    QVERIFY(!isOwnCsv("id,name\r\n"));
  }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "test_csv.moc"
