#include "drawing/theme.h"

#include "contrast.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

// "#F1F3F6", or with alpha "rgba(20,30,50,.10)", as the visual specification writes colours.
QString asText(Colour c) {
  if (c.alpha == 1) return QString::asprintf("#%02X%02X%02X", c.red, c.green, c.blue);
  return QStringLiteral("rgba(%1,%2,%3,%4)").arg(c.red).arg(c.green).arg(c.blue).arg(c.alpha);
}

}  // namespace

class TestTheme : public QObject {
  Q_OBJECT

 private slots:
  void tokensAreThoseOfTheSpecification_data() {
    QTest::addColumn<int>("token");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("dark");
    const auto row = [](const char* name, Token token, const char* light, const char* dark) {
      QTest::newRow(name) << static_cast<int>(token) << QString(light) << QString(dark);
    };
    row("window", Token::window, "#F1F3F6", "#1B1E24");
    row("field border", Token::fieldBorder, "#C6CDD7", "#3C4450");
    row("border2", Token::border2, "#E6E9EE", "#2F353F");
    row("text", Token::text, "#1A2230", "#E7EAF0");
    row("accent text", Token::accentText, "#FFFFFF", "#0E1220");
    row("errFill", Token::errFill, "#CF2F37", "#E5484D");
    row("sign on warnFill", Token::warnSign, "#2A1D00", "#2A1D00");
    row("okSoft", Token::okSoft, "#E4F5EB", "#1D3328");
    row("card", Token::card, "#FFFFFF", "#272C35");
    row("shadow", Token::shadow, "rgba(20,30,50,0.1)", "rgba(0,0,0,0.35)");
    row("label", Token::label, "#EFF6F9", "#1A242B");
    row("noteT", Token::noteText, "#5A4B08", "#F0E3A0");
    row("track", Token::track, "#E9ECF1", "#2C323B");
    row("hatch", Token::hatch, "rgba(207,47,55,0.22)", "rgba(255,107,111,0.25)");
    row("databases", Token::databases, "#C925D1", "#E57BEB");
    row("storage, small text", Token::storageText, "#6B8E14", "#A5CF4B");
    row("compute, small text", Token::computeText, "#B04F00", "#FF9C45");
    row("region tab", Token::regionTab, "#D8EFEF", "#18373A");
    row("zone fill", Token::zoneFill, "rgba(20,126,186,0.03)", "rgba(90,178,232,0.045)");
    row("general", Token::generalText, "#5B6675", "#A3ADBB");
  }
  void tokensAreThoseOfTheSpecification() {
    QFETCH(int, token);
    QFETCH(QString, light);
    QFETCH(QString, dark);
    QCOMPARE(asText(lightTheme().colour(static_cast<Token>(token))), light);
    QCOMPARE(asText(darkTheme().colour(static_cast<Token>(token))), dark);
  }

  // "Measured contrast" of the specification.
  void contrastIsAsMeasured() {
    const auto measured = [](const Theme& theme, Token a, Token b) {
      return std::round(contrast(theme.colour(a), theme.colour(b)) * 10) / 10;
    };
    QCOMPARE(measured(lightTheme(), Token::text, Token::card), 16.0);
    QCOMPARE(measured(darkTheme(), Token::text, Token::card), 11.6);
    QCOMPARE(measured(lightTheme(), Token::muted, Token::card), 6.1);
    QCOMPARE(measured(darkTheme(), Token::muted, Token::card), 6.2);
  }

  void tonesNameFamilies() {
    QCOMPARE(toneToken("db"), Token::databases);
    QCOMPARE(toneTextToken("cp"), Token::computeText);
    QCOMPARE(toneToken("sec"), Token::security);
    QCOMPARE(toneToken("az"), Token::zone);
    QCOMPARE(toneToken("something newer"), Token::general);
  }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "test_theme.moc"
