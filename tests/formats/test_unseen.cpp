// Characters that nobody sees, and that turn the words around them: what people read of a name has none of them,
// formats for programs carry them by their numbers.
#include <QJsonDocument>
#include <QJsonObject>

#include "csv_reader.h"
#include "drawing/utf8.h"
#include "formats/csv.h"
#include "formats/drawio_facts.h"
#include "formats/file_name.h"
#include "formats/json_writer.h"
#include "formats/markdown.h"
#include "formats/native.h"
#include "formats/xml_text.h"
#include "support.h"
#include "support/plain_text.h"

using namespace nines;
using namespace nines::test;

namespace {

// Written out here, not asked of the program: the signs of direction of Unicode, and what else is not seen.
constexpr std::array<char32_t, 12> kTurning{0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c,
                                            0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069};
constexpr std::array<char32_t, 12> kHidden{0x00ad, 0x180e, 0x200b,  0x2060,  0x2064,  0xfeff,
                                           0xfff9, 0xfffb, 0x1d173, 0xe0001, 0xe0041, 0xe007f};

std::string utf8Of(char32_t code) {
  std::string out;
  utf8::append(out, code);
  return out;
}

QByteArray bytes(const std::string& text) { return QByteArray::fromStdString(text); }

}  // namespace

class TestUnseen : public QObject {
  Q_OBJECT

 private slots:
  void signs_data() {
    QTest::addColumn<uint>("code");
    for (const char32_t code : kTurning) QTest::newRow(qPrintable(QString::number(code, 16))) << uint{code};
    for (const char32_t code : kHidden) QTest::newRow(qPrintable(QString::number(code, 16))) << uint{code};
  }
  void signs() {
    QFETCH(uint, code);
    const std::string name = "a" + utf8Of(code) + "bé" + utf8Of(code);
    const std::string seen = "abé";
    QVERIFY(isUnseen(code));
    QCOMPARE(bytes(seenText(name)), bytes(seen));
    QCOMPARE(bytes(plainWords(name, 80)), bytes(seen));
    QCOMPARE(bytes(utf8::oneLine(name)), bytes(seen));
    QCOMPARE(bytes(xmlText(name)), bytes(seen));
    QCOMPARE(bytes(csvCell(name)), bytes(seen));
    QCOMPARE(bytes(plainMarkdown(name)), bytes(seen));
    QVERIFY(fileNameOf(name, "x").find(utf8Of(code)) == std::string::npos);
  }

  // The name itself is in JSON, and in what draw.io keeps for us, as characters of plain ASCII.
  void programsGetTheNameItself_data() { signs_data(); }
  void programsGetTheNameItself() {
    QFETCH(uint, code);
    const std::string name = "a" + utf8Of(code) + "b";
    json::Writer writer;
    writer.object([&] { writer.key(name).value(name); });
    const QByteArray text = bytes(std::move(writer).take());
    QVERIFY2(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }), text);
    const QString exact = QString::fromStdString(name);
    QCOMPARE(QJsonDocument::fromJson(text).object(), (QJsonObject{{exact, exact}}));
    const std::string fact = drawio::valueText(Value(name));
    QVERIFY2(std::ranges::all_of(fact, [](char c) { return static_cast<unsigned char>(c) < 0x80; }), fact.c_str());
    const auto read = readValue(fact, {});
    QVERIFY(read && *read == Value(name));
    // The file keeps what was typed.
    Topology topology;
    topology.name = name;
    const auto again = readDesign(writeDesign(topology), "a.nines", Catalogue::shipped());
    QVERIFY(again && again->name == name);
  }

  void whatPeopleWriteStays_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("family") << QString::fromUtf8("👩\u200d👩\u200d👧");
    QTest::newRow("heart") << QString::fromUtf8("❤\ufe0f");
    QTest::newRow("Persian") << QString::fromUtf8("می\u200cخواهم");
    QTest::newRow("Hebrew") << QString::fromUtf8("שלום");
    QTest::newRow("Arabic") << QString::fromUtf8("قاعدة البيانات");
    QTest::newRow("flag of a Region") << QString::fromUtf8(
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f x");
    QTest::newRow("flag") << QString::fromUtf8("🇩🇪");
    QTest::newRow("accents") << QString::fromUtf8("Zürich é 漢字");
  }
  void whatPeopleWriteStays() {
    QFETCH(QString, text);
    const std::string name = text.toStdString();
    QCOMPARE(bytes(seenText(name)), bytes(name));
    QCOMPARE(bytes(utf8::oneLine(name)), bytes(name));
    QCOMPARE(bytes(plainWords(name, 80)), bytes(name));
    QCOMPARE(bytes(csvCell(name)), bytes(name));
  }

  // A text that is written with tags behind a flag is no flag.
  void tagsHideNothing() {
    std::string hidden = "🏴";
    for (char c = 'a'; c <= 'z'; ++c) hidden += utf8Of(0xe0000 + static_cast<char32_t>(c));
    QVERIFY(seenText(hidden + "b").size() <= std::string("🏴b").size() + 7 * 4);
    QCOMPARE(bytes(seenText("a" + utf8Of(0xe0061))), bytes("a"));
  }

  void bytesThatAreNoTextStay() {
    for (const char* broken :
         {"a\xff", "\xe2\x80", "\xf0\x9f", "a\xc3(b", "\xe2(\xa1", "\x82\xad", "\xe0\x82\xad", "\xc0\xad"})
      QCOMPARE(bytes(seenText(broken)), QByteArray(broken));
  }
};

QTEST_GUILESS_MAIN(TestUnseen)
#include "test_unseen.moc"
