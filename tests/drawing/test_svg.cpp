#include <QXmlStreamReader>
#include <clocale>
#include <map>

#include "drawing/draw_design.h"
#include "formats/svg.h"
#include "sample.h"
#include "support.h"

using namespace nines;

namespace {

struct Parsed {
  QString error;
  QStringList ids;
  QStringList texts;
  QStringList titles;
  std::map<QString, int> elements;
  QStringList colours;
};

// What is drawn of a text: pieces of it stand in elements of their own, its title is none.
QString textOf(QXmlStreamReader& xml, Parsed& out) {
  QString drawn;
  while (!xml.atEnd() && xml.readNext() != QXmlStreamReader::EndElement) {
    if (xml.isCharacters()) drawn += xml.text();
    if (!xml.isStartElement()) continue;
    if (xml.name() == QLatin1String("title")) out.titles.append(xml.readElementText());
    else drawn += xml.readElementText();
  }
  return drawn;
}

Parsed parse(const std::string& svg) {
  Parsed out;
  QXmlStreamReader xml(QByteArray::fromStdString(svg));
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    const QString name = xml.name().toString();
    ++out.elements[name];
    for (const QXmlStreamAttribute& a : xml.attributes()) {
      if (a.name() == QLatin1String("id")) out.ids.append(a.value().toString());
    }
    if (name == "text") out.texts.append(textOf(xml, out));
    if (name == "title") out.titles.append(xml.readElementText());
  }
  out.error = xml.hasError() ? xml.errorString() : QString();
  return out;
}

std::string svgOf(const DisplayList& list, const Theme& theme = lightTheme(), bool background = true) {
  SvgOptions options;
  options.theme = &theme;
  options.background = background;
  options.title = "Orders: \"warm\" <standby> & more";
  return writeSvg(list, options);
}

DisplayList listOf(DrawGroup group) {
  DisplayList list;
  list.bounds = {0, 0, 100, 100};
  list.groups.push_back(std::move(group));
  return list;
}

}  // namespace

class TestSvg : public QObject {
  Q_OBJECT

 private slots:
  void theSampleIsWellFormed() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    const Parsed svg = parse(svgOf(list));
    QCOMPARE(svg.error, QString());
    QCOMPARE(svg.elements.at("svg"), 1);
    QVERIFY(svg.texts.contains("orders-db"));
    QVERIFY(svg.texts.contains("PRIMARY"));
    QVERIFY(svg.titles.contains("Orders: \"warm\" <standby> & more"));
  }

  void everyShapeIsWritten() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    std::size_t shapes = 0;
    for (const DrawGroup& group : list.groups) shapes += group.shapes.size();
    const std::string text = svgOf(list, lightTheme(), false);
    const Parsed svg = parse(text.substr(0, text.find("<defs>")) + text.substr(text.find("</defs>") + 7));
    std::size_t written = 0;
    for (const char* name : {"rect", "ellipse", "path", "text", "use"}) {
      if (svg.elements.contains(name)) written += static_cast<std::size_t>(svg.elements.at(name));
    }
    QCOMPARE(written, shapes);
  }

  void groupsCarryIds() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    const Parsed svg = parse(svgOf(list));
    const QSet<QString> unique(svg.ids.begin(), svg.ids.end());
    QCOMPARE(unique.size(), svg.ids.size());
    for (const DrawGroup& group : list.groups) {
      QVERIFY2(unique.contains(QString::fromStdString(group.id)), group.id.c_str());
    }
  }

  void hostileNamesStayText_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("markup") << QByteArray("</text><script>alert(1)</script>") << "</text><script>alert(1)</script>";
    QTest::newRow("entity") << QByteArray("&amp; &lt; &#0;") << "&amp; &lt; &#0;";
    QTest::newRow("quotes") << QByteArray("\"a\" 'b'") << "\"a\" 'b'";
    QTest::newRow("CDATA") << QByteArray("]]>") << "]]>";
    QTest::newRow("comment") << QByteArray("--><!--") << "--><!--";
    QTest::newRow("control characters") << QByteArray(
                                               "a\x01\x1b\x7f"
                                               "b\0c",
                                               7)
                                        << QString(
                                               "a\x7f"
                                               "bc");
    QTest::newRow("not a character") << QByteArray(
                                            "a\xef\xbf\xbf\xef\xbf\xbe"
                                            "b")
                                     << "ab";
    QTest::newRow("no UTF-8") << QByteArray(
                                     "a\xff\xc0\xaf"
                                     "b")
                              << QString(
                                     "a\uFFFD\uFFFD\uFFFD"
                                     "b");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QString("\uFFFD\uFFFD\uFFFD");
    QTest::newRow("emoji") << QByteArray("👩‍💻 数") << "👩‍💻 数";
    // In pieces, so that no viewer joins them into an arrow or a multiplication.
    QTest::newRow("arrows") << QByteArray("a -> b <=> c --> 2x3, 10x") << "a -> b <=> c --> 2x3, 10x";
    QTest::newRow("spaces") << QByteArray("a  b ") << "a  b ";
  }
  void hostileNamesStayText() {
    QFETCH(QByteArray, name);
    QFETCH(QString, shown);
    DrawGroup group;
    group.id = group.title = group.description = name.toStdString();
    group.shapes.push_back(TextShape{{1, 2}, name.toStdString(), {}, {Token::text}, Align::left, Detail::names});
    const Parsed svg = parse(svgOf(listOf(group)));
    QCOMPARE(svg.error, QString());
    QCOMPARE(svg.texts, QStringList{shown});
    QVERIFY(svg.titles.contains(shown));
    QCOMPARE(svg.elements.contains("script"), false);
  }

  void idsAreXmlNamesAndStayApart() {
    DisplayList list;
    const std::vector<std::string> ids{"1",     "_1", "-1", "_-1", "a.2", "a",       "a b",
                                       "a_20b", "*",  "2a", "",    "é",   "icon.rds"};
    for (const std::string& id : ids) {
      DrawGroup group;
      group.id = id;
      group.shapes.push_back(RectShape{});
      list.groups.push_back(group);
      list.groups.push_back(group);
    }
    const Parsed svg = parse(svgOf(list));
    QCOMPARE(svg.error, QString());
    const QSet<QString> unique(svg.ids.begin(), svg.ids.end());
    QCOMPARE(unique.size(), svg.ids.size());
    QCOMPARE(static_cast<std::size_t>(svg.ids.size()), ids.size() * 2);
    const QRegularExpression xmlName("^[A-Za-z_][A-Za-z0-9_.-]*$");
    for (const QString& id : svg.ids) QVERIFY2(xmlName.match(id).hasMatch(), qPrintable(id));
  }

  void numbersAreShortWhateverTheLocale() {
    DrawGroup group;
    group.id = "g";
    group.shapes.push_back(RectShape{{1.0 / 3, -0.0001, 1e9, 2.5}, 0, {Token::card}, {}, Detail::always});
    const std::string before = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
      std::setlocale(LC_ALL, locale);
      const std::string svg = svgOf(listOf(group));
      QVERIFY(svg.find("x=\"0.333\" y=\"0\" width=\"1000000000\" height=\"2.5\"") != std::string::npos);
    }
    std::setlocale(LC_ALL, before.c_str());
  }

  void whatIsNoNumberStaysValid() {
    DrawGroup group;
    group.id = "g";
    group.shapes.push_back(RectShape{{std::nan(""), INFINITY, -INFINITY, 1e300}, 0, {}, {}, Detail::always});
    const std::string svg = svgOf(listOf(group));
    QVERIFY(svg.find("nan") == std::string::npos);
    QVERIFY(svg.find("inf") == std::string::npos);
  }

  void sameInputSameBytes() {
    QCOMPARE(svgOf(test::Sample().list(builtInMeasure())), svgOf(test::Sample().list(builtInMeasure())));
  }

  void themesDifferInColoursOnly() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    const QRegularExpression colour("#[0-9a-f]{6}\"|-opacity=\"[0-9.]+\"");
    const auto without = [&](const Theme& theme) {
      return QString::fromStdString(svgOf(list, theme))
          .replace(QRegularExpression(" (fill|stroke)-opacity=\"[0-9.]+\""), "")
          .replace(colour, "\"");
    };
    QCOMPARE(without(lightTheme()), without(darkTheme()));
    QVERIFY(svgOf(list, lightTheme()) != svgOf(list, darkTheme()));
  }

  void theBackgroundIsOptional() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    QVERIFY(svgOf(list, lightTheme(), true).size() > svgOf(list, lightTheme(), false).size());
    QVERIFY(svgOf(list, lightTheme(), false).find("#fafbfc") == std::string::npos ||
            parse(svgOf(list, lightTheme(), false)).elements["rect"] + 1 == parse(svgOf(list)).elements["rect"]);
  }

  // Read out as one picture with the design's name.
  void isAPictureWithAName() {
    QXmlStreamReader xml(QByteArray::fromStdString(svgOf(test::Sample().list(builtInMeasure()))));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.attributes().value("role"), QString("img"));
    QCOMPARE(xml.attributes().value("aria-label"), QString("Orders: \"warm\" <standby> & more"));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.name(), QString("title"));
    const std::string nameless = writeSvg(listOf({}), {});
    QVERIFY(nameless.find("aria-label") == std::string::npos && nameless.find("<title>") == std::string::npos);
  }

  // What is cut stands whole in title or description, else in a title of its own.
  void whatIsCutIsTold() {
    const auto written = [](const char* title, const char* description) {
      DrawGroup group;
      group.id = "g";
      group.title = title;
      group.description = description;
      TextShape text;
      text.text = "Ware\u2026";
      text.whole = "Warehouse <sync>";
      group.shapes.emplace_back(text);
      return svgOf(listOf(group));
    };
    const std::string own = "><title>Warehouse &lt;sync&gt;</title>Ware\u2026</text>";
    QVERIFY(written("", "").find(own) != std::string::npos);
    QVERIFY(written("Warehouse", "sync").find(own) != std::string::npos);
    QVERIFY(written("Warehouse <sync>", "").find(own) == std::string::npos);
    QVERIFY(written("", "Kind \u00b7 Warehouse\n<sync>").find(own) == std::string::npos);
  }

  // What was elided or centred for one typeface must fit in another one, too.
  void textsKeepTheirWidths() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    SvgOptions options;
    options.measure = &builtInMeasure();
    std::vector<const TextShape*> texts;
    for (const DrawGroup& group : list.groups) {
      for (const Shape2D& shape : group.shapes) {
        if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back(text);
      }
    }
    std::size_t at = 0;
    QXmlStreamReader xml(QByteArray::fromStdString(writeSvg(list, options)));
    while (!xml.atEnd()) {
      if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != QLatin1String("text")) continue;
      const double width = builtInMeasure().width(texts.at(at)->text, texts.at(at)->style);
      QVERIFY(std::abs(xml.attributes().value("textLength").toDouble() - width) < .001);
      QCOMPARE(xml.attributes().value("lengthAdjust"), QString("spacingAndGlyphs"));
      ++at;
    }
    QVERIFY(at > 60);
    QCOMPARE(at, texts.size());
    QVERIFY(svgOf(list).find("textLength") == std::string::npos);
  }

  // The page has whole pixels, or viewers would paint its last row and column in half.
  void thePageHasWholePixels() {
    DisplayList list = listOf({});
    list.bounds = {-.25, 10.5, 99.5, 20.125};
    SvgOptions options;
    options.margin = 3;
    QXmlStreamReader xml(QByteArray::fromStdString(writeSvg(list, options)));
    QVERIFY(xml.readNextStartElement());
    QCOMPARE(xml.attributes().value("viewBox"), QString("-4 7 107 27"));
    QCOMPARE(xml.attributes().value("width"), QString("107"));
    QCOMPARE(xml.attributes().value("height"), QString("27"));
  }

  // A design inside shows nothing and moves nothing.
  void theDesignInsideIsMetadata() {
    const DisplayList list = test::Sample().list(builtInMeasure());
    SvgOptions options;
    const std::string without = writeSvg(list, options);
    options.design = "{\"nines\": 1}";
    std::string with = writeSvg(list, options);
    const std::size_t start = with.find("<metadata>");
    const std::size_t end = with.find("</metadata>\n");
    QVERIFY(start != std::string::npos && end != std::string::npos);
    QVERIFY(start < with.find("<g"));
    with.erase(start, end + 12 - start);
    QCOMPARE(with, without);
  }

  void fontsFallBack() {
    const std::string svg = svgOf(test::Sample().list(builtInMeasure()));
    QVERIFY(svg.find("Inter, &#39;Segoe UI&#39;, &#39;Helvetica Neue&#39;, Arial, sans-serif") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestSvg)
#include "test_svg.moc"
