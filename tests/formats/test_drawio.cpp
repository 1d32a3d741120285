#include <QProcess>
#include <memory>
#include <numeric>
#include <pugixml.hpp>

#include "catalogue/profile.h"
#include "drawing/draw_design.h"
#include "drawio_reader.h"
#include "formats/drawio.h"
#include "formats/drawio_styles.h"
#include "formats/export_format.h"
#include "formats/native.h"
#include "generator.h"
#include "layout/roots.h"
#include "support.h"
#include "support/resources.h"

using namespace nines;

namespace {

Design designOf(Topology topology) {
  const Profile& profile = Profiles::shipped().orDefault(topology.profile);
  return {std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(), profile};
}

Design read(const std::string& text) {
  const auto topology = readDesign(text, "test.nines", Catalogue::shipped());
  Q_ASSERT(topology);
  return designOf(*topology);
}

QString differences(const Design& design, const std::vector<NodeIndex>& nodes, const std::string& text) {
  QStringList out;
  for (const std::string& line : test::differencesOf(design, nodes, text)) out.append(QString::fromStdString(line));
  return out.join('\n');
}

std::vector<NodeIndex> allOf(const Design& design) {
  std::vector<NodeIndex> out(design.nodeCount());
  std::iota(out.begin(), out.end(), NodeIndex{0});
  return out;
}

std::string written(const Design& design, std::span<const NodeIndex> only = {}) {
  return writeDrawio(design, builtInMeasure(), only);
}

// The cell of an id, or its object.
pugi::xml_node partOf(const pugi::xml_document& document, const std::string& id) {
  return document.child("mxfile")
      .child("diagram")
      .child("mxGraphModel")
      .child("root")
      .find_child_by_attribute("id", id.c_str());
}

std::string styleOf(const pugi::xml_document& document, const std::string& id) {
  const pugi::xml_node part = partOf(document, id);
  return (part.child("mxCell") ? part.child("mxCell") : part).attribute("style").value();
}

bool has(const std::string& style, const std::string& entry) {
  return (";" + style).find(";" + entry + ";") != std::string::npos;
}

}  // namespace

class TestDrawio : public QObject {
  Q_OBJECT

 private slots:
  void showsTheDesign_data();
  void showsTheDesign();
  void theReaderSeesDifferences();
  void showsAPart();
  void xmllintTakesIt();
  void shapes();
  void lines();
  void everyKindHasAShape();
  void scalingGroupsAreAwsGroups();
  void valuesComeBack_data();
  void valuesComeBack();
  void labelsAreEscapedTwice();
  void anyDepth();
  void notesKeepTheirLines();
  void longNotesAreCutByCharacters_data();
  void longNotesAreCutByCharacters();
  void cardsSayWhatThePictureSays();
  void linksToThemselvesAreLoops();
  void itIsOurs();
};

void TestDrawio::showsTheDesign_data() {
  QTest::addColumn<std::string>("design");
  for (const Resource& r : resourcesBelow("templates/")) QTest::newRow(r.path.data()) << std::string(r.text);
  QTest::newRow("hostile") << test::fixture("hostile/names.nines");
  QTest::newRow("words") << test::fixture("hostile/words.nines");
  for (const char* name : {"complete", "empty", "locked", "unknown"})
    QTest::newRow(name) << test::fixture(std::string("formats/golden-") + name + ".nines");
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    QTest::newRow(("generated " + std::to_string(seed)).c_str()) << writeDesign(test::generateDesign(seed, 80));
  }
}

void TestDrawio::showsTheDesign() {
  QFETCH(std::string, design);
  const Design d = read(design);
  const std::string text = written(d);
  QCOMPARE(differences(d, allOf(d), text), QString());
  QCOMPARE(written(d), text);
}

// A reader that finds no fault with anything proves nothing.
void TestDrawio::theReaderSeesDifferences() {
  const Design d = read(std::string(*resource("templates/orders.nines")));
  const std::string text = written(d);
  const auto without = [&](const std::string& what, const std::string& with) {
    std::string out = text;
    const std::size_t at = out.find(what);
    return at == std::string::npos ? std::string() : out.replace(at, what.size(), with);
  };
  for (const auto& [what, with] : std::initializer_list<std::pair<const char*, const char*>>{
           {"ninesKind=\"rds-instance\"", "ninesKind=\"server\""},
           {"nines_engine=\"mysql\"", "nines_engine=\"oracle\""},
           {"nines_engine=\"mysql\"", ""},
           {"source=\"orders\"", "source=\"dns\""},
           {"ninesName=\"orders-db\"", "ninesName=\"orders\""},
           {"parent=\"eu-west-1a\"", "parent=\"eu-west-1b\""},
           {"exitX=", "exitX=1"},
           {"<mxGeometry x=\"", "<mxGeometry x=\"1"},
           {"<mxPoint x=\"", "<mxPoint x=\"1"},
           {"label=\"&lt;b", "label=\"&lt;script"},
           {"</mxfile>", ""}}) {
    const std::string changed = without(what, with);
    QVERIFY2(!changed.empty(), what);
    QVERIFY2(!differences(d, allOf(d), changed).isEmpty(), what);
  }
}

void TestDrawio::showsAPart() {
  const Design d = read(std::string(*resource("templates/orders.nines")));
  const Layout layout(d);
  for (const char* id : {"eu-west-1", "orders-db", "orders-app"}) {
    const std::vector<NodeIndex> only{d.indexOf(id)};
    QVERIFY(only.front() != kNone);
    QCOMPARE(differences(d, placing::partOf(d, layout, only), written(d, only)), QString());
  }
}

void TestDrawio::xmllintTakesIt() {
  QProcess xmllint;
  xmllint.start("xmllint", {"--noout", "-"});
  QVERIFY(xmllint.waitForStarted(test::kPatience));
  xmllint.write(QByteArray::fromStdString(written(read(test::fixture("hostile/names.nines")))));
  xmllint.closeWriteChannel();
  QVERIFY(xmllint.waitForFinished(test::kPatience));
  QCOMPARE(QString::fromUtf8(xmllint.readAllStandardError()), QString());
  QCOMPARE(xmllint.exitCode(), 0);
}

void TestDrawio::shapes() {
  Topology t;
  const auto add = [&t](const char* id, const char* kind, Properties properties = {}) {
    t.nodes.put({id, kind, "", id, Rect{0, 0, 146, 52}, std::move(properties), {}});
  };
  add("acc", "account");
  add("dc", "data-centre");
  add("ecs", "app-tier", {{"runsOn", "ecs"}});
  add("my", "rds-instance", {{"engine", "mysql"}});
  add("note", "note");
  add("odd", "quantum-store");
  add("pg", "rds-instance", {{"engine", "postgresql"}});
  add("r", "region");
  add("srv", "server");
  add("v", "vpc");
  add("z", "az");
  pugi::xml_document document;
  QVERIFY(document.load_string(written(designOf(t)).c_str()));
  const auto isGroup = [&](const char* id, const std::string& icon) {
    const std::string style = styleOf(document, id);
    return has(style, "shape=mxgraph.aws4.group") && has(style, "grIcon=mxgraph.aws4." + icon) &&
           has(style, "container=1");
  };
  QVERIFY(isGroup("acc", "group_account"));
  QVERIFY(isGroup("dc", "group_corporate_data_center"));
  QVERIFY(isGroup("r", "group_region"));
  QVERIFY(isGroup("v", "group_vpc2"));
  QVERIFY(has(styleOf(document, "z"), "dashed=1"));
  QVERIFY(has(styleOf(document, "ecs-ICON"), "resIcon=mxgraph.aws4.ecs"));
  QVERIFY(has(styleOf(document, "my-ICON"), "shape=mxgraph.aws4.rds_mysql_instance"));
  QVERIFY(has(styleOf(document, "pg-ICON"), "shape=mxgraph.aws4.rds_postgresql_instance"));
  QVERIFY(has(styleOf(document, "srv-ICON"), "shape=mxgraph.aws4.traditional_server"));
  QVERIFY(has(styleOf(document, "note"), "shape=note"));
  // What the table lacks: a round rectangle with its name and kind.
  QVERIFY(!partOf(document, "odd-ICON"));
  QVERIFY(has(styleOf(document, "odd"), "rounded=1"));
  QCOMPARE(partOf(document, "odd").attribute("label").value(),
           std::string("<b>odd</b><br><font style=\"font-size: 11px; letter-spacing: -0.12px\">quantum-store</font>"));
}

void TestDrawio::lines() {
  const Design d = read(std::string(*resource("templates/orders.nines")));
  pugi::xml_document document;
  QVERIFY(document.load_string(written(d).c_str()));
  std::map<std::string, std::string> styles;  // by kind
  for (LinkIndex l = 0; l < d.linkCount(); ++l) styles[d.link(l).kind] = styleOf(document, d.link(l).id);
  QVERIFY(has(styles["uses"], "endArrow=block") && has(styles["uses"], "startArrow=none"));
  QVERIFY(!has(styles["uses"], "dashed=1"));
  QVERIFY(has(styles["standby"], "strokeWidth=3"));
  QVERIFY(has(styles["replicates"], "dashPattern=6 4"));
  QVERIFY(has(styles["backs-up"], "dashPattern=1 4"));
  QVERIFY(has(styles["member"], "strokeColor=none"));
}

void TestDrawio::everyKindHasAShape() {
  const DrawioStyles& styles = DrawioStyles::shipped();
  std::set<std::string> ids;
  for (const Kind& kind : Catalogue::shipped().kinds()) {
    QVERIFY2(styles.shape(kind.id), kind.id.c_str());
    ids.insert(kind.id);
    for (const Preset& preset : kind.presets) ids.insert(preset.id);
  }
  for (const auto& [id, shape] : styles.shapes()) {
    QVERIFY2(ids.contains(id), id.c_str());
    QVERIFY2(!shape.style.empty() && shape.style.find_first_of("{}") == std::string::npos, id.c_str());
    QVERIFY(shape.proportions.width > 0 && shape.proportions.height > 0);
  }
  for (const char* name : {"card", "plain", "frame", "looseFrame", "chip", "solidLine", "doubleLine", "dashedLine",
                           "dottedLine", "hiddenLine", "icon"}) {
    for (const char* family : {"databases", "storage", "traffic", "compute", "security", "region", "zone", "general"}) {
      const std::string style = styles.style(name, family);
      QVERIFY2(!style.empty() && style.find_first_of("{}") == std::string::npos, name);
    }
  }
}

// AWS's own shape of a group, around its members.
void TestDrawio::scalingGroupsAreAwsGroups() {
  const auto topology = loadDesign(test::fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
  QVERIFY(topology.ok());
  pugi::xml_document document;
  QVERIFY(document.load_string(written(designOf(*topology)).c_str()));
  for (const char* id : {"orders-app", "orders-app-dr"}) {
    const std::string style = styleOf(document, id);
    QVERIFY2(
        style.find("shape=mxgraph.aws4.groupCenter;grIcon=mxgraph.aws4.group_auto_scaling_group;") != std::string::npos,
        style.c_str());
    QVERIFY(style.find("container=1;") != std::string::npos);
  }
  QVERIFY(styleOf(document, "catalog").find("aws4") == std::string::npos);  // AWS has no group for clusters
}

void TestDrawio::valuesComeBack_data() {
  QTest::addColumn<std::string>("json");
  for (const char* json : {R"("plain")", R"("true")", R"("5")", R"("\"quoted\"")", R"("a\tb\nc")", R"("\u0001")",
                           R"("\ufffe")", R"("<a href='x'>&amp;\"")", R"("")", R"(" 5 ")", R"("null")", "true", "5",
                           "5.5", R"(["a", 1, {"b": null}])", R"("\u202egnp")", R"("[1")", R"("{}")"}) {
    QTest::newRow(json) << std::string(json);
  }
}

void TestDrawio::valuesComeBack() {
  QFETCH(std::string, json);
  const auto value = readValue(json, "test");
  QVERIFY(value.ok());
  Topology t;
  // Also a key and a kind that XML would not have.
  t.nodes.put({"u", "newer-kind", "", "u", {}, {{"some key_\u00e9", *value}, {"plainKey2", *value}}, {}});
  const Design d = designOf(t);
  QCOMPARE(differences(d, allOf(d), written(d)), QString());
}

void TestDrawio::labelsAreEscapedTwice() {
  Topology t;
  t.nodes.put({"u", "users", "", "<i>a</i> & b", {}, {}, {}});
  const std::string text = written(designOf(t));
  QVERIFY(text.find("label=\"&lt;b>&amp;lt;i&amp;gt;a") != std::string::npos ||
          text.find("label=\"&lt;b&gt;&amp;lt;i&amp;gt;a") != std::string::npos);
  pugi::xml_document document;
  QVERIFY(document.load_string(text.c_str()));
  QCOMPARE(partOf(document, "u").attribute("ninesName").value(), std::string("<i>a</i> & b"));
  QVERIFY(std::string(partOf(document, "u").attribute("tooltip").value()).starts_with("&lt;i&gt;a&lt;/i&gt; &amp; b"));
}

void TestDrawio::anyDepth() {
  Topology t;
  for (int i = 0; i < 20'000; ++i) {
    const std::string id = "n" + std::to_string(100'000 + i);
    t.nodes.put({id, "account", i == 0 ? std::string() : "n" + std::to_string(100'000 + i - 1), "", {}, {}, {}});
  }
  const std::string text = written(designOf(std::move(t)));
  QVERIFY(text.find("parent=\"n119998\"") != std::string::npos);
}

void TestDrawio::notesKeepTheirLines() {
  Topology t;
  t.nodes.put({"n", "note", "", "", {}, {{"text", "first <one>\r\nsecond\n\nfourth\n"}}, {}});
  pugi::xml_document document;
  QVERIFY(document.load_string(written(designOf(t)).c_str()));
  QCOMPARE(partOf(document, "n").attribute("label").value(), std::string("first &lt;one&gt;<br>second<br><br>fourth"));
  t.nodes.put({"n", "note", "", "", {}, {{"text", "\n \n"}}, {}});
  QVERIFY(document.load_string(written(designOf(t)).c_str()));
  QCOMPARE(partOf(document, "n").attribute("label").value(), std::string("n"));
}

void TestDrawio::longNotesAreCutByCharacters_data() {
  QTest::addColumn<QString>("note");
  QTest::addColumn<QString>("label");
  const auto many = [](int count, const char* what) { return QString::fromUtf8(what).repeated(count); };
  const QString more = QString::fromUtf8("\u2026");
  QTest::newRow("more bytes than characters") << "a" + many(1500, "ü") << "a" + many(1500, "ü");
  QTest::newRow("whole") << many(2000, "ü") << many(2000, "ü");
  QTest::newRow("one more") << many(2001, "ü") << many(1999, "ü") + more;
  QTest::newRow("lines") << many(1000, "é") + "\n\n" + many(998, "ß") << many(1000, "é") + "<br><br>" + many(998, "ß");
  QTest::newRow("a line too long") << many(1000, "é") + "\n" + many(1000, "ß") + "\nlast"
                                   << many(1000, "é") + "<br>" + many(998, "ß") + more;
  QTest::newRow("a line too many") << many(2000, "é") + "\nlast" << many(2000, "é") + more;
  QTest::newRow("only blank lines more") << many(2000, "é") + "\n \n" << many(2000, "é");
  QTest::newRow("blank lines") << "a" + many(3000, "\n") + "b" << "a" + more;
  QTest::newRow("families") << "a" + many(1200, "👩‍👩‍👧‍👦")
                            << "a" + many(799, "👩‍👩‍👧‍👦") + more;
}

void TestDrawio::longNotesAreCutByCharacters() {
  QFETCH(QString, note);
  QFETCH(QString, label);
  Topology t;
  t.nodes.put({"n", "note", "", "", {}, {{"text", note.toStdString()}}, {}});
  pugi::xml_document document;
  QVERIFY(document.load_string(written(designOf(t)).c_str()));
  QCOMPARE(QString::fromUtf8(partOf(document, "n").attribute("label").value()), label);
}

// Of the version as much as the card has room for.
void TestDrawio::cardsSayWhatThePictureSays() {
  const Design d = read(test::fixture("../../resources/templates/orders.nines"));
  pugi::xml_document document;
  QVERIFY(document.load_string(written(d).c_str()));
  const DisplayList list = drawPicture(d, builtInMeasure());
  int compared = 0;
  for (const DrawGroup& group : list.groups) {
    const NodeIndex i = d.indexOf(group.id);
    if (i == kNone || d.kind(i)->isContainer() || !d.has(i, trait::kDatabaseInstance)) continue;
    for (const Shape2D& shape : group.shapes) {
      const auto* text = std::get_if<TextShape>(&shape);
      if (!text || text->style.size != 11) continue;
      const std::string label = partOf(document, group.id).attribute("label").value();
      QVERIFY2(label.find(">" + text->text + "</font>") != std::string::npos, (label + " | " + text->text).c_str());
      ++compared;
    }
  }
  QVERIFY(compared > 3);
}

void TestDrawio::linksToThemselvesAreLoops() {
  Topology t;
  t.nodes.put({"db", "rds-instance", "", "db", {}, {}, {}});
  t.links.put({"self", "replicates", "db", "db", {}, {}, {}});
  const Design d = designOf(t);
  const std::string text = written(d);
  QCOMPARE(differences(d, allOf(d), text), QString());
  pugi::xml_document document;
  QVERIFY(document.load_string(text.c_str()));
  const pugi::xml_node cell = partOf(document, "self").child("mxCell");
  QCOMPARE(cell.attribute("source").value(), std::string("db"));
  QCOMPARE(cell.attribute("target").value(), std::string("db"));
  QVERIFY(!cell.attribute("visible"));
  QVERIFY(has(styleOf(document, "self"), "dashed=1"));
}

void TestDrawio::itIsOurs() {
  const std::string text = written(read(test::fixture("formats/golden-empty.nines")));
  const ExportFormatRow* row = exportFormatOf("x.drawio");
  QVERIFY(row);
  QVERIFY(row->isOurs(text));
  QVERIFY(!isOwnExport("<?xml version=\"1.0\"?>\n<mxfile host=\"app.diagrams.net\"></mxfile>"));
}

QTEST_GUILESS_MAIN(TestDrawio)
#include "test_drawio.moc"
