// Fault trees of other programs: what they mean, and that nothing half understood is evaluated.
#include "formats/mef.h"

#include <cmath>

#include "../availability/trees.h"
#include "availability/evaluation.h"
#include "support.h"

using namespace nines;

namespace {

std::string model(const std::string& body) {
  return "<?xml version=\"1.0\"?>\n<opsa-mef>\n" + body + "\n</opsa-mef>\n";
}

std::string tree(const std::string& body) {
  return model("<define-fault-tree name=\"FT\">\n" + body + "\n</define-fault-tree>");
}

std::string basicEvent(const std::string& name, const std::string& expression) {
  return "<define-basic-event name=\"" + name + "\">" + expression + "</define-basic-event>\n";
}

std::string number(const std::string& value) { return "<float value=\"" + value + "\"/>"; }

// Of a formula over a (.1), b (.2), c (.3) and the true house event h and the false one i.
std::string formula(const std::string& text) {
  return tree("<define-gate name=\"top\">" + text + "</define-gate>\n" + basicEvent("a", number(".1")) +
              basicEvent("b", number("0.2")) + basicEvent("c", number("3e-1")) +
              "<define-house-event name=\"h\"><constant value=\"true\"/></define-house-event>"
              "<define-house-event name=\"i\"/>");
}

// Nothing where the text is refused.
double probabilityOf(const std::string& text, std::optional<double> missionTime = {}) {
  const auto read = readMef(text, "t.xml", {.missionTime = missionTime});
  if (!read) {
    qWarning("%s", read.error().text().c_str());
    return -1;
  }
  Evaluator evaluator(read->tree, read->q, std::span(&read->function, 1));
  return evaluator.probability(read->function).probability;
}

std::string refusal(const std::string& text, const MefOptions& options = {}) {
  const auto read = readMef(text, "t.xml", options);
  return read ? std::string("is read") : read.error().text();
}

bool near(double value, double expected) {
  const bool is = std::abs(value - expected) <= 1e-14 * std::abs(expected);
  if (!is) qWarning("%.17g instead of %.17g", value, expected);
  return is;
}

}  // namespace

class TestMef : public QObject {
  Q_OBJECT

 private slots:
  void connectives_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    const QString a = "<basic-event name=\"a\"/>";
    const QString b = "<event name=\"b\"/>";
    const QString c = "<event name=\"c\" type=\"basic-event\"/>";
    const QString abc = a + b + c;
    const double all = .1 * .2 * .3;
    const double none = .9 * .8 * .7;
    const double two = .1 * .2 * .7 + .1 * .8 * .3 + .9 * .2 * .3;
    const double one = 1 - none - two - all;
    QTest::newRow("event") << a << .1;
    QTest::newRow("not") << "<not>" + a + "</not>" << .9;
    QTest::newRow("and") << "<and>" + abc + "</and>" << all;
    QTest::newRow("or") << "<or>" + abc + "</or>" << 1 - none;
    QTest::newRow("nand") << "<nand>" + abc + "</nand>" << 1 - all;
    QTest::newRow("nor") << "<nor>" + abc + "</nor>" << none;
    QTest::newRow("xor") << "<xor>" + a + b + "</xor>" << .1 * .8 + .9 * .2;
    QTest::newRow("xor of three") << "<xor>" + abc + "</xor>" << one + all;
    QTest::newRow("iff") << "<iff>" + a + b + "</iff>" << .1 * .2 + .9 * .8;
    QTest::newRow("iff of three") << "<iff>" + abc + "</iff>" << one + all;
    QTest::newRow("imply") << "<imply>" + a + b + "</imply>" << .9 + .1 * .2;
    QTest::newRow("atleast") << "<atleast min=\"2\">" + abc + "</atleast>" << two + all;
    QTest::newRow("cardinality") << "<cardinality min=\"1\" max=\"2\">" + abc + "</cardinality>" << one + two;
    QTest::newRow("cardinality of none") << "<cardinality min=\"0\" max=\"0\">" + abc + "</cardinality>" << none;
    QTest::newRow("nested") << "<or><and>" + a + "<not>" + b + "</not></and><and>" + b + c + "</and></or>"
                            << .1 * .8 + .2 * .3;
    QTest::newRow("true house event") << "<and>" + a + "<house-event name=\"h\"/></and>" << .1;
    QTest::newRow("house event without value") << "<or>" + a + "<house-event name=\"i\"/></or>" << .1;
    QTest::newRow("constants") << "<and>" + a + "<constant value=\"true\"/><not><constant value=\"false\"/></not></and>"
                               << .1;
    QTest::newRow("certain") << QString("<constant value=\"true\"/>") << 1.;
  }
  void connectives() {
    QFETCH(QString, text);
    QFETCH(double, expected);
    QVERIFY(near(probabilityOf(formula(text.toStdString())), expected));
  }

  void expressions_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    const double t = 1000;
    const QString time = "<system-mission-time/>";
    const QString rate = "<parameter name=\"lambda\"/>";
    QTest::newRow("int") << "<int value=\"1\"/>" << 1.;
    QTest::newRow("parameter") << rate << 1e-9;
    QTest::newRow("chain of parameters") << "<parameter name=\"twice\"/>" << 2e-9;
    // Small ones keep all their digits: 1 - exp would have half of them.
    QTest::newRow("exponential") << "<exponential>" + rate + time + "</exponential>" << -std::expm1(-1e-6);
    QTest::newRow("exponential of four") << "<exponential><float value=\"0\"/>" + rate + "<float value=\"0\"/>" + time +
                                                "</exponential>"
                                         << -std::expm1(-1e-6);
    const double r = 1e-9 + .5;
    QTest::newRow("GLM") << "<GLM><float value=\".25\"/>" + rate + "<float value=\".5\"/><float value=\"2\"/></GLM>"
                         << 1e-9 / r - (1e-9 - .25 * r) / r * std::exp(-r * 2);
    QTest::newRow("GLM that never changes") << QString(
                                                   "<GLM><float value=\".25\"/><float value=\"0\"/><float value=\"0\"/>"
                                                   "<float value=\"7\"/></GLM>")
                                            << .25;
    QTest::newRow("Weibull") << "<Weibull><float value=\"2000\"/><float value=\"2\"/><float value=\"100\"/>" + time +
                                    "</Weibull>"
                             << 1 - std::exp(-std::pow((t - 100) / 2000, 2));
    QTest::newRow("arithmetic") << "<div><sub><add><float value=\"3\"/><float value=\"4\"/></add><float value=\"1\"/>"
                                   "</sub><mul><int value=\"4\"/><int value=\"5\"/></mul></div>"
                                << .3;
    QTest::newRow("what is missing from one")
        << "<sub><float value=\"1\"/><float value=\".999999\"/></sub>" << 1 - .999999;
    QTest::newRow("nothing divided") << "<div><int value=\"0\"/><int value=\"5\"/></div>" << 0.0;
    QTest::newRow("divided by the large") << "<div><float value=\"1e200\"/><float value=\"1e250\"/></div>" << 1e-50;
    QTest::newRow("small by small") << "<div><float value=\"1e-200\"/><float value=\"1e-190\"/></div>" << 1e-10;
    QTest::newRow("functions") << "<min><exp><neg><int value=\"2\"/></neg></exp><sqrt><pow><float value=\".5\"/>"
                                  "<int value=\"2\"/></pow></sqrt><max><abs><float value=\"-.9\"/></abs><mean>"
                                  "<int value=\"0\"/><int value=\"1\"/></mean></max></min>"
                               << std::exp(-2);
  }
  void expressions() {
    QFETCH(QString, text);
    QFETCH(double, expected);
    const std::string body =
        "<define-fault-tree name=\"FT\"><define-gate name=\"top\"><basic-event name=\"e\"/></define-gate>"
        "</define-fault-tree><model-data>" +
        basicEvent("e", text.toStdString()) +
        "<define-parameter name=\"twice\"><mul><int value=\"2\"/><parameter name=\"lambda\"/></mul></define-parameter>"
        "<define-parameter name=\"lambda\" unit=\"hours-1\"><float value=\"1e-9\"/></define-parameter>"
        // What nobody uses need not be understood.
        "<define-parameter name=\"unused\"><lognormal-deviate/></define-parameter></model-data>";
    QVERIFY(std::abs(probabilityOf(model(body), 1000) - expected) <= 1e-13 * expected);
  }

  void missionTimeIsAskedFor() {
    const std::string text =
        tree("<define-gate name=\"top\"><basic-event name=\"e\"/></define-gate>" +
             basicEvent("e", "<exponential><float value=\"1e-3\"/><system-mission-time/></exponential>"));
    QVERIFY(refusal(text).find("--mission-time") != std::string::npos);
    QVERIFY(near(probabilityOf(text, 10), -std::expm1(-1e-2)));
  }

  // Names in components, from the inside outwards; private ones from outside by their path only.
  void scopes() {
    const std::string text = tree(
        "<define-gate name=\"top\"><or><gate name=\"A.g\"/><gate name=\"g2\"/></or></define-gate>\n"
        "<define-component name=\"A\"><define-gate name=\"g\"><and><basic-event name=\"e\"/><basic-event name=\"x\"/>"
        "</and></define-gate>" +
        std::string("<define-basic-event name=\"e\" role=\"private\"><label>L</label><float value=\".5\"/>"
                    "</define-basic-event>") +
        "<define-component name=\"B\"><define-gate name=\"g2\"><and><basic-event name=\"e\"/><basic-event "
        "name=\"f\"/></and></define-gate>" +
        basicEvent("f", number(".25")) + "</define-component></define-component>" +
        "<define-component name=\"C\" role=\"private\">" + basicEvent("e", number(".125")) + "</define-component>" +
        basicEvent("x", number(".75")));
    // e of A is shared: P(e and (x or f)).
    QVERIFY(near(probabilityOf(text), .5 * (1 - .25 * .75)));
    const std::string outside = tree(
        "<define-gate name=\"top\"><basic-event name=\"e\"/></define-gate>"
        "<define-component name=\"A\" role=\"private\">" +
        basicEvent("e", number(".5")) + "</define-component>");
    QVERIFY(refusal(outside).find("\"e\" is not defined") != std::string::npos);
  }

  // Paths from inside of a component, and names that are paths themselves.
  void pathsFromWithin() {
    const std::string text = tree(
        "<define-gate name=\"top\"><or><gate name=\"A.g\"/><basic-event name=\"A.B.e\"/></or></define-gate>"
        "<define-component name=\"A\"><define-gate name=\"g\"><and><basic-event name=\"B.e\"/>"
        "<basic-event name=\"FT.A.C.f\"/></and></define-gate>" +
        std::string("<define-component name=\"B\" role=\"private\">") + basicEvent("e", number(".5")) +
        "</define-component></define-component>" + basicEvent("A.C.f", number(".25")));
    QVERIFY(near(probabilityOf(text), .5));
    QVERIFY(refusal(tree("<define-component name=\"A.B\"/><define-component name=\"A\">" +
                         basicEvent("B.e", number("0")) + "</define-component>\n" + basicEvent("A.B.e", number("0"))))
                .find("t.xml:6:1: \"FT.A.B.e\" is defined twice, first on line 4") != std::string::npos);
  }

  void numbersAsXmlHasThem() {
    for (const char* written : {" 0.1 ", "\t+.1\n", "1e-1"}) {
      const std::string text =
          tree("<define-gate name=\"top\"><basic-event name=\"a\"/></define-gate>" + basicEvent("a", number(written)));
      QVERIFY(near(probabilityOf(text), .1));
    }
  }

  void whatIsReadIsNamed() {
    const auto read = readMef(formula("<or><basic-event name=\"a\"/><basic-event name=\"c\"/></or>"), "t.xml");
    QVERIFY(read);
    QCOMPARE(read->top, std::string("top"));
    QCOMPARE(read->gates, std::size_t{1});
    QCOMPARE(read->q, (std::vector<double>{.3, .1}));
  }

  void harmlessDoctypeIsRead() {
    std::string text = formula("<basic-event name=\"a\"/>");
    text.insert(text.find("<opsa-mef>"), "<!DOCTYPE opsa-mef SYSTEM \"mef.dtd\">\n<!-- a comment -->\n");
    QVERIFY(near(probabilityOf(text), .1));
  }

  void refusals_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const std::string& text, const char* reason) {
      QTest::newRow(name) << QString::fromStdString(text) << reason;
    };
    const std::string top = "<define-gate name=\"top\"><basic-event name=\"a\"/></define-gate>";
    add("empty", "", "is no well-formed XML");
    add("no XML", "hello", "is no well-formed XML");
    add("cut off", "<opsa-mef><define-fault-tree name=\"a\">", "is no well-formed XML");
    // What the library lets pass, and others do not.
    const std::string plain = formula("<event name=\"a\"/>");
    add("two roots", plain + "<opsa-mef/>",
        "t.xml:11:1: is no well-formed XML: it has another element beside its root");
    add("text after the root", plain + "more",
        "t.xml:11:1: is no well-formed XML: it has text beside its root element");
    add("text before the root", "more" + plain, "t.xml:1:1: is no well-formed XML: it has text beside");
    add("attribute twice", formula("<event name=\"a\" name=\"b\"/>"), "the attribute \"name\" twice in one element");
    add("attribute twice, apart", formula("<event name='a' type=\"basic-event\"\nname = 'b'/>"),
        "t.xml:5:1: is no well-formed XML: it has the attribute \"name\" twice");
    add("undeclared entity", formula("<event name=\"a&amp;&b;\"/>"), "the entity \"&b;\", which is not declared");
    add("bare ampersand", formula("<event name=\"a & b\"/>"), "\"&\" that begins no entity");
    add("zero character", formula("<event name=\"a&#0;x\"/>"), "\"&#0;\", which is no character of XML");
    add("half a surrogate", formula("<event name=\"a&#xd800;\"/>"), "\"&#xd800;\", which is no character of XML");
    add("no number of a character", formula("<event name=\"a&#1a;\"/>"), "\"&#1a;\", which is no character of XML");
    add("control character", formula("<event name=\"a\x1b\"/>"), "the character 0x1b, which XML has not");
    add("bracket in a value", formula("<event name=\"a<b\"/>"), "has \"<\" in a value");
    add("text in a formula", formula("<or>x<event name=\"a\"/></or>"), "has text where an element belongs");
    add("CDATA in a formula", formula("<or><![CDATA[<event name=\"b\"/>]]><event name=\"a\"/></or>"),
        "has text where an element belongs");
    add("another root", "<svg/>", "t.xml:1:1: is no Open-PSA model: its root is <svg>");
    add("entity bomb",
        "<!DOCTYPE opsa-mef [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<opsa-mef><label>&b;</label></opsa-mef>",
        "declares entities");
    add("unknown part", model("<define-event-tree name=\"e\"/>"), "t.xml:3:1: <define-event-tree> is not supported");
    add("common cause groups", tree(top + basicEvent("a", number(".1")) + "<define-CCF-group name=\"c\"/>"),
        "<define-CCF-group> is not supported");
    add("nothing", model(""), "has no gate");
    add("no gate", tree(basicEvent("a", number(".1"))), "has no gate");
    add("two tops",
        tree(top + "\n<define-gate name=\"more\"><basic-event name=\"a\"/></define-gate>" +
             basicEvent("a", number(".1"))),
        "t.xml:5:1: there are 2 top events, \"top\" and \"more\"");
    add("circle",
        tree("<define-gate name=\"g\"><gate name=\"h\"/></define-gate>\n"
             "<define-gate name=\"h\"><not><gate name=\"g\"/></not></define-gate>"),
        "\"g\" needs itself, through \"h\"");
    add("gate of itself", tree("<define-gate name=\"g\"><gate name=\"g\"/></define-gate>"), "\"g\" needs itself");
    add("undefined event", tree(top), "t.xml:4:25: \"a\" is not defined");
    add("wrong sort", tree(top + "<define-house-event name=\"a\"/>"), "\"a\" is no basic-event");
    add("defined twice", tree(top + basicEvent("a", number(".1")) + "\n" + basicEvent("a", number(".1"))),
        "\"FT.a\" is defined twice, first on line 4");
    add("public twice",
        tree(top + basicEvent("a", number(".1")) + "<define-component name=\"C\">" + basicEvent("a", number(".1")) +
             "</define-component>"),
        "\"a\" is defined twice");
    add("no name", tree("<define-gate><constant value=\"true\"/></define-gate>"), "<define-gate> has no name");
    add("no formula", tree("<define-gate name=\"top\"/>"), "the gate \"top\" has no formula");
    add("two formulas", formula("<basic-event name=\"a\"/><basic-event name=\"b\"/>"), "more than one formula");
    add("unknown connective", formula("<inhibit><basic-event name=\"a\"/></inhibit>"), "<inhibit> is no connective");
    add("no arguments", formula("<and/>"), "<and> has 0 arguments");
    add("two of not", formula("<not><event name=\"a\"/><event name=\"b\"/></not>"), "<not> has 2 arguments");
    add("one of imply", formula("<imply><event name=\"a\"/></imply>"), "<imply> has 1 argument");
    add("atleast without min", formula("<atleast><event name=\"a\"/></atleast>"), "needs a whole number as min");
    add("negative min", formula("<atleast min=\"-1\"><event name=\"a\"/></atleast>"), "not \"-1\"");
    add("atleast of too few", formula("<atleast min=\"3\"><event name=\"a\"/><event name=\"a\"/></atleast>"),
        "<atleast> wants 3 of 2 arguments");
    add("huge min", formula("<atleast min=\"99999999999999999999\"><event name=\"a\"/></atleast>"),
        "has 99999999999999999999 as min, more than 1000000000");
    add("cardinality upside down", formula("<cardinality min=\"2\" max=\"1\"><event name=\"a\"/></cardinality>"),
        "max below its min");
    add("constant", formula("<constant value=\"maybe\"/>"), "neither true nor false");
    add("no probability", tree(top + basicEvent("a", "")), "the basic event \"a\" has no value");
    add("two probabilities", tree(top + basicEvent("a", number(".1") + number(".2"))), "more than one value");
    add("above 1", tree(top + basicEvent("a", number("1.5"))), "the probability of \"a\" is 1.5, not between 0 and 1");
    add("below 0", tree(top + basicEvent("a", number("-1e-9"))), "not between 0 and 1");
    add("not a number", tree(top + basicEvent("a", number("nan"))), "\"nan\" is no number");
    add("no number", tree(top + basicEvent("a", number("1,5"))), "\"1,5\" is no number");
    add("part of a whole number", tree(top + basicEvent("a", "<int value=\".5\"/>")), "\".5\" is no whole number");
    add("nothing but blanks", tree(top + basicEvent("a", number("  "))), "\"  \" is no number");
    add("too large a number", tree(top + basicEvent("a", number("1e999"))),
        "\"1e999\" is beyond what is calculated with");
    add("too small a number", tree(top + basicEvent("a", number("1e-400"))),
        "\"1e-400\" is beyond what is calculated with");
    add("a number without all of its digits", tree(top + basicEvent("a", number("1e-320"))),
        "\"1e-320\" is beyond what is calculated with");
    add("distribution", tree(top + basicEvent("a", "<lognormal-deviate>" + number(".1") + "</lognormal-deviate>")),
        "<lognormal-deviate> is not supported: no exact number can be had");
    add("undefined parameter", tree(top + basicEvent("a", "<parameter name=\"p\"/>")),
        "the parameter \"p\" is not defined");
    add("circle of parameters",
        tree(top + basicEvent("a", "<parameter name=\"p\"/>") +
             "<define-parameter name=\"p\"><parameter name=\"q\"/></define-parameter>"
             "<define-parameter name=\"q\"><neg><parameter name=\"p\"/></neg></define-parameter>"),
        "\"p\" needs itself");
    add("long name",
        tree("<define-gate name=\"" + std::string(1001, 'x') + "\"><basic-event name=\"a\"/></define-gate>"),
        "the name has more than 1000 bytes");
    add("division by zero", tree(top + basicEvent("a", "<div>" + number("1") + number("0") + "</div>")),
        "has no value");
    add("negative rate", tree(top + basicEvent("a", "<exponential>" + number("-1") + number("1") + "</exponential>")),
        "has no value for its arguments");
    add("three of exponential",
        tree(top + basicEvent("a", "<exponential>" + number("1") + number("1") + number("1") + "</exponential>")),
        "has no value");
  }
  void refusals() {
    QFETCH(QString, text);
    QFETCH(QString, reason);
    const std::string said = refusal(text.toStdString());
    QVERIFY2(said.find(reason.toStdString()) != std::string::npos, said.c_str());
    QVERIFY2(said.starts_with("t.xml"), said.c_str());
    QVERIFY(said.find('\n') == std::string::npos);
  }

  void otherBytesThanUtf8() {
    const std::string said = refusal(formula("<event name=\"\xe4\"/>"));
    QVERIFY2(said.starts_with("t.xml:4:38: is no well-formed XML: it has bytes that are no UTF-8"), said.c_str());
    QVERIFY(near(probabilityOf(tree("<define-gate name=\"t\"><event name=\"\xc3\xa4\xef\xbf\xbd\"/></define-gate>" +
                                    basicEvent("&#228;&#xFFFD;", number(".5")))),
                 .5));
  }

  // What looks like a fault in comments, instructions, texts that are no markup and labels is none.
  void oddButWellFormed() {
    std::string text = formula(
        "<label>a &amp; b, \"c\" <![CDATA[ & < &x; ]]></label><!-- <a b='1' b='2'> & --><?note a=\"&\" ?>"
        "<or ><event name = 'a'  type\n=\"basic-event\" /></or >");
    text += "<!-- end & --> <?bye?>\n";
    QVERIFY(near(probabilityOf(text), .1));
    QVERIFY(near(
        probabilityOf("<!DOCTYPE opsa-mef PUBLIC '-//a>b//' \"x>&.dtd\" >" +
                      tree("<define-gate name=\"&lt;&#38;&#x26;&gt;\"><event name=\"&apos;&quot;\"/></define-gate>" +
                           basicEvent("'&#34;", number(".25")))),
        .25));
  }

  void otherEncodings() {
    for (const std::string_view text : {std::string_view("\xff\xfe<\0o\0", 6), std::string_view("\xfe\xff\0<\0o", 6),
                                        std::string_view("<\0o\0", 4), std::string_view("\0<\0o", 4)}) {
      const std::string said = refusal(std::string(text));
      QVERIFY2(said.starts_with("t.xml: is not in UTF-8") && said.find("UTF-16") != std::string::npos, said.c_str());
    }
  }

  // Elements in elements, gates below gates, parameters of parameters: deep is refused or harmless.
  void depth() {
    constexpr int kDeep = 100'000;
    std::string nested;
    for (int i = 0; i < kDeep; ++i) nested += "<not>";
    nested += "<basic-event name=\"a\"/>";
    for (int i = 0; i < kDeep; ++i) nested += "</not>";
    QVERIFY(refusal(formula(nested)).find("nested more than 400 deep") != std::string::npos);
    std::string chain;
    for (int i = 0; i < kDeep; ++i) {
      chain += "<define-gate name=\"g" + std::to_string(i) + "\"><not><gate name=\"g" + std::to_string(i + 1) +
               "\"/></not></define-gate>";
      chain += "<define-parameter name=\"p" + std::to_string(i) + "\"><parameter name=\"p" + std::to_string(i + 1) +
               "\"/></define-parameter>";
    }
    chain += "<define-gate name=\"g" + std::to_string(kDeep) + "\"><basic-event name=\"a\"/></define-gate>" +
             basicEvent("a", "<parameter name=\"p0\"/>") + "<define-parameter name=\"p" + std::to_string(kDeep) +
             "\"><float value=\".25\"/></define-parameter>";
    QCOMPARE(probabilityOf(tree(chain)), .25);
    QVERIFY(refusal(chain, {.missionTime = {}, .bytes = 1000}).find("larger than 1000 bytes") != std::string::npos);
  }

  // Long names around many definitions, each of which is looked for from deep inside; parameters of their own by the
  // thousand: what that takes must not grow with their product.
  void deepAndMany() {
    constexpr int kMany = 40'000;
    std::string open;
    std::string close;
    for (int i = 0; i < 49; ++i) {
      open += "<define-component name=\"" + std::string(900, 'x') + std::to_string(i) + "\">";
      close += "</define-component>";
    }
    std::string used;
    std::string defined;
    std::string parameters;
    for (int i = 0; i < kMany; ++i) {
      const std::string n = std::to_string(i);
      used += "<basic-event name=\"e" + n + "\"/>";
      defined += basicEvent("e" + n, "<parameter name=\"p" + n + "\"/>");
      parameters += "<define-parameter name=\"p" + n + "\"><float value=\"1e-6\"/></define-parameter>";
    }
    const std::string text =
        tree(open + "<define-gate name=\"top\"><or>" + used + "</or></define-gate>" + defined + close + parameters);
    const double expected = -std::expm1(kMany * std::log1p(-1e-6));
    QVERIFY(std::abs(probabilityOf(text) - expected) <= 1e-12 * expected);
    const std::string deeper = "<define-component name=\"y\"><define-component name=\"z\"/></define-component>";
    QVERIFY(refusal(tree(open + deeper + close)).find("nested more than 50 deep") != std::string::npos);
    QVERIFY(refusal(text, {.missionTime = {}, .elements = 1000}).find("more than 1000 elements") != std::string::npos);
  }

  void whatIsWrittenIsRead() {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      const test::Sample s = test::randomTree(seed, {9, 14});
      std::vector<MefEvent> events;
      // Names that no identifier can have, and that look alike once they are made identifiers.
      for (std::size_t e = 0; e < s.q.size(); ++e)
        events.push_back(
            {e % 3 == 0 ? "1 & <2>" : "own:orders/" + std::to_string(e % 2), "a \"label\" & more", s.q[e]});
      const std::string text = writeMef(s.tree, s.top, events, "Orders & <co>", "need of \"orders\"");
      const auto read = readMef(text, "t.xml");
      QVERIFY2(read, read ? "" : read.error().text().c_str());
      QCOMPARE(read->top, std::string("Orders-co"));
      QVERIFY(near(probabilityOf(text), test::bruteForce(test::truthTable(s.tree, s.top), s.q)));
      QCOMPARE(writeMef(s.tree, s.top, events, "Orders & <co>", "need of \"orders\""), text);
    }
  }

  void constantsAreWritten() {
    const FaultTree tree;
    QCOMPARE(probabilityOf(writeMef(tree, FaultTree::always(), {}, "1", {})), 1.);
    QCOMPARE(probabilityOf(writeMef(tree, FaultTree::never(), {}, "", {})), 0.);
  }
};

QTEST_GUILESS_MAIN(TestMef)
#include "test_mef.moc"
