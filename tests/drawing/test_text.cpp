#include <random>

#include "drawing/draw_design.h"
#include "drawing/text_fit.h"
#include "drawing/utf8.h"
#include "support.h"

using namespace nines;

namespace {

constexpr TextStyle kStyle{12.5, Weight::semibold, 0, false};

bool isUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.code == utf8::kReplacement && text.substr(at, 3) != "\uFFFD") return false;
    at += next.length;
  }
  return true;
}

// Letters, marks, emoji with joiners, flags, wide characters.
std::string randomText(std::mt19937& random) {
  static const std::vector<std::string> parts = {
      "a",  "W",           "i",    " ",  "-", "é", "e\u0301",      "ß", "数",
      "한", "👩‍💻", "👍🏽", "🇮🇪", "❤️", "ق", "\u1112\u1161", "·", "\t"};
  std::string out;
  const auto count = random() % 60;
  for (unsigned i = 0; i < count; ++i) out += parts[random() % parts.size()];
  return out;
}

}  // namespace

class TestText : public QObject {
  Q_OBJECT

 private slots:
  void widthsAreThoseOfTheFont_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("weight");
    QTest::addColumn<double>("width");  // of 1000 px type
    QTest::newRow("regular") << "a" << 4 << 564.0;
    QTest::newRow("bold") << "a" << 7 << 580.0;
    QTest::newRow("two letters") << "ai" << 4 << 801.0;
    QTest::newRow("Latin-1") << "é" << 4 << 582.0;
    QTest::newRow("ellipsis") << "…" << 4 << 821.0;
    QTest::newRow("wide") << "数数" << 4 << 2000.0;
    QTest::newRow("a mark adds nothing") << "e\u0301" << 4 << 582.0;
    QTest::newRow("empty") << "" << 4 << 0.0;
  }
  void widthsAreThoseOfTheFont() {
    QFETCH(QString, text);
    QFETCH(int, weight);
    QFETCH(double, width);
    const TextStyle style{1000, static_cast<Weight>(weight), 0, false};
    QCOMPARE(builtInMeasure().width(text.toStdString(), style), width);
  }

  void spacingCountsPerLetter() {
    const TextMeasure& measure = builtInMeasure();
    const double plain = measure.width("REPLICA", {9, Weight::bold, 0, false});
    QCOMPARE(measure.width("REPLICA", {9, Weight::bold, .35, false}), plain + 7 * .35);
  }

  void elidedTextFits() {
    const TextMeasure& measure = builtInMeasure();
    std::mt19937 random(20261123);
    for (int i = 0; i < 2000; ++i) {
      const std::string text = randomText(random);
      const double width = static_cast<double>(random() % 200);
      const std::string out = elided(measure, text, kStyle, width);
      QVERIFY2(measure.width(out, kStyle) <= width, text.c_str());
      QVERIFY2(isUtf8(out), text.c_str());
      if (measure.width(text, kStyle) <= width) QCOMPARE(out, text);
      if (out.empty() || out == text) continue;
      QVERIFY(out.ends_with("…"));
      const std::string kept = out.substr(0, out.size() - 3);
      QVERIFY(text.starts_with(kept));
      // What is kept ends where a cluster ends.
      std::size_t at = 0;
      while (at < kept.size()) at = utf8::clusterEnd(text, at);
      QCOMPARE(at, kept.size());
    }
  }

  void elisionKeepsClustersWhole_data() {
    QTest::addColumn<QString>("cluster");
    QTest::newRow("combining mark") << "e\u0301";
    QTest::newRow("family") << "👨‍👩‍👧";
    QTest::newRow("skin tone") << "👍🏽";
    QTest::newRow("flag") << "🇮🇪";
    QTest::newRow("variation selector") << "❤️";
    QTest::newRow("Hangul") << "\u1112\u1161\u11ab";
    QTest::newRow("Devanagari") << "नि";
  }
  void elisionKeepsClustersWhole() {
    QFETCH(QString, cluster);
    const std::string one = cluster.toStdString();
    QCOMPARE(utf8::clusterEnd(one, 0), one.size());
    const std::string text = "ab" + one + one + one + one + one + one + one + one + "cd";
    for (int width = 0; width < 200; ++width) {
      std::string out = elided(builtInMeasure(), text, kStyle, width);
      if (!out.ends_with("…")) continue;
      out.resize(out.size() - 3);
      if (out.size() > 2) QCOMPARE((out.size() - 2) % one.size(), std::size_t{0});
    }
  }

  void twoFlagsAreTwoClusters() { QCOMPARE(utf8::clusterEnd("🇮🇪🇩🇪", 0), std::size_t{8}); }

  void elisionIsFastForEndlessNames() {
    const std::string zalgo = "a" + QString(500000, QChar(0x0301)).toStdString();
    QCOMPARE(elided(builtInMeasure(), zalgo, kStyle, 97), std::string("…"));
    const std::string name(5'000'000, 'x');
    QVERIFY(elided(builtInMeasure(), name, kStyle, 97).size() < 40);
  }

  void nothingFitsIntoNothing() {
    QCOMPARE(elided(builtInMeasure(), "name", kStyle, 0), std::string());
    QCOMPARE(elided(builtInMeasure(), "name", kStyle, -5), std::string());
    QCOMPARE(elided(builtInMeasure(), "", kStyle, 10), std::string());
  }

  void linesFit() {
    const TextMeasure& measure = builtInMeasure();
    std::mt19937 random(7);
    for (int i = 0; i < 500; ++i) {
      const std::string text = randomText(random);
      const std::size_t most = 1 + random() % 4;
      const auto width = static_cast<double>(30 + random() % 150);
      const auto lines = wrapped(measure, text, kStyle, width, most);
      QVERIFY(lines.size() <= most);
      for (const FittedText& line : lines) {
        QVERIFY2(measure.width(line.text, kStyle) <= width, line.text.c_str());
        QVERIFY(line.text.find('\n') == std::string::npos);
        QVERIFY(line.whole.empty() || line.text.empty() || line.text.ends_with("\u2026"));
      }
    }
  }

  void linesBreakAtSpaces() {
    std::vector<std::string> lines;
    for (const FittedText& line :
         wrapped(builtInMeasure(), "Region loss: promote orders-db-dr, then scale the app from 1 to 3",
                 {10.5, Weight::regular, 0, false}, 130, 3)) {
      QVERIFY(line.whole.empty());
      lines.push_back(line.text);
    }
    const std::vector<std::string> expected{"Region loss: promote", "orders-db-dr, then scale", "the app from 1 to 3"};
    QCOMPARE(lines, expected);
  }

  void tooManyLinesEndWithAnEllipsis() {
    const auto lines = wrapped(builtInMeasure(), "one\ntwo\nthree", kStyle, 40, 2);
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0].text, std::string("one"));
    QVERIFY(lines[1].text.starts_with("two") && lines[1].text.ends_with("\u2026"));
    QCOMPARE(lines[1].whole, std::string("two three"));
  }

  // Who shows what was cut otherwise, has it.
  void whatIsCutIsKept() {
    const FittedText cut = fittedText(builtInMeasure(), "Warehouse synchronisation", kStyle, 60);
    QVERIFY(cut.text.ends_with("\u2026"));
    QCOMPARE(cut.whole, std::string("Warehouse synchronisation"));
    QVERIFY(fittedText(builtInMeasure(), "Sync", kStyle, 60).whole.empty());
    std::string endless = "x";
    for (int i = 0; i < 50'000; ++i) endless += "\u00e9";
    const FittedText most = fittedText(builtInMeasure(), endless, kStyle, 60);
    QCOMPARE(most.whole, endless.substr(0, kMostOfWhole - 1));  // a character of two bytes would not fit any more
  }

  void controlCharactersBecomeSpaces() {
    QCOMPARE(utf8::oneLine("a\nb\x01\x7f"
                           "c"),
             std::string("a b  c"));
    QCOMPARE(utf8::oneLine("\xff\xc3"), std::string("\uFFFD\uFFFD"));
  }
};

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
