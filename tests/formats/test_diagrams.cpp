#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <map>
#include <memory>
#include <set>

#include "catalogue/profile.h"
#include "drawing/diagram.h"
#include "formats/d2.h"
#include "formats/dot.h"
#include "formats/export_format.h"
#include "formats/mermaid.h"
#include "formats/native.h"
#include "formats/plantuml.h"
#include "generator.h"
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

// One of each: a container in a container, a card, a store, a frame over two zones, a note, every line.
const char* const kSmall = R"({"nines": 1, "name": "Small \"one\"", "profile": "course-2021", "nodes": [
  {"id": "app-1", "kind": "app-tier", "parent": "za"}, {"id": "app-2", "kind": "app-tier", "parent": "zb"},
  {"id": "db", "kind": "rds-instance", "parent": "za", "name": "orders & co", "properties": {"engine": "mysql"}},
  {"id": "end", "kind": "users", "name": "people"},
  {"id": "group", "kind": "scaling-group", "parent": "r"},
  {"id": "note", "kind": "note", "name": "Mind the \"gap\""},
  {"id": "r", "kind": "region", "name": "eu-west-1", "properties": {"code": "eu-west-1"}},
  {"id": "replica", "kind": "rds-instance", "parent": "zb"},
  {"id": "standby", "kind": "rds-standby", "parent": "zb"},
  {"id": "vault", "kind": "backup-plan", "parent": "r"},
  {"id": "za", "kind": "az", "parent": "r", "name": "eu-west-1a"},
  {"id": "zb", "kind": "az", "parent": "r", "name": "eu-west-1b"}], "links": [
  {"id": "l1", "kind": "member", "from": "app-1", "to": "group"},
  {"id": "l2", "kind": "member", "from": "app-2", "to": "group"},
  {"id": "l3", "kind": "standby", "from": "db", "to": "standby"},
  {"id": "l4", "kind": "replicates", "from": "db", "to": "replica", "properties": {"lagSeconds": 2}},
  {"id": "l5", "kind": "backs-up", "from": "db", "to": "vault"},
  {"id": "l6", "kind": "uses", "from": "end", "to": "group"}]})";

using Writer = std::string (*)(const Design&, std::span<const NodeIndex>);
struct Format {
  const char* name;
  Writer write;
};
constexpr Format kFormats[] = {{"dot", writeDot}, {"mmd", writeMermaid}, {"d2", writeD2}, {"puml", writePlantUml}};

// Of the lines, those that say what is drawn and not how.
QStringList linesWith(const std::string& text, const QString& pattern) {
  return QString::fromStdString(text).split('\n').filter(QRegularExpression(pattern));
}

QByteArray run(const QString& program, const QStringList& arguments, const std::string& input, QString* complaint) {
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForStarted(test::kPatience)) {
    *complaint = program + " does not start";
    return {};
  }
  process.write(input.data(), static_cast<qint64>(input.size()));
  process.closeWriteChannel();
  if (!process.waitForFinished(test::kPatience)) *complaint = program + " does not end";
  else *complaint = QString::fromUtf8(process.readAllStandardError());
  if (process.exitCode() != 0) *complaint += " exit code " + QString::number(process.exitCode());
  return process.readAllStandardOutput();
}

// What Graphviz has read: parent cluster and label by the name of the node or cluster, and the lines between them.
struct Graph {
  std::map<std::string, std::string> parents;
  std::map<std::string, QString> labels;
  std::multiset<std::pair<std::string, std::string>> lines;
};

Graph graphOf(const QByteArray& json) {
  Graph out;
  const QJsonObject root = QJsonDocument::fromJson(json).object();
  const QJsonArray objects = root["objects"].toArray();
  std::vector<std::string> names;
  for (const QJsonValue& value : objects) names.push_back(value.toObject()["name"].toString().toStdString());
  const auto nameOf = [&](const QJsonValue& i) { return names.at(static_cast<std::size_t>(i.toInt())); };
  for (const QJsonValue& value : objects) {
    const QJsonObject object = value.toObject();
    const std::string name = object["name"].toString().toStdString();
    out.labels[name] = object["label"].toString();
    for (const QJsonValue& inner : object["subgraphs"].toArray()) out.parents[nameOf(inner)] = name;
  }
  const auto depthOf = [&out](const std::string& cluster) {
    int depth = 0;
    for (auto at = out.parents.find(cluster); at != out.parents.end(); at = out.parents.find(at->second)) ++depth;
    return depth;
  };
  // A cluster lists the nodes of clusters in it as well: the innermost one has them itself.
  for (const QJsonValue& value : objects) {
    const QJsonObject object = value.toObject();
    const std::string name = object["name"].toString().toStdString();
    for (const QJsonValue& inner : object["nodes"].toArray()) {
      const auto [known, fresh] = out.parents.emplace(nameOf(inner), name);
      if (!fresh && depthOf(name) > depthOf(known->second)) known->second = name;
    }
  }
  for (const QJsonValue& value : root["edges"].toArray()) {
    const QJsonObject edge = value.toObject();
    out.lines.insert({nameOf(edge["tail"]), nameOf(edge["head"])});
  }
  return out;
}

// Every line that one of these formats may have, so that no name can have begun one of its own.
QRegularExpression grammarOf(const QString& format) {
  const QString safe = "[^\"`<>{}%\\\\\\x00-\\x1f]*";
  if (format == "mmd") {
    const QString text = "(?:[^\"`<>{}%\\\\*_|~$!&@\\[\\]\\x00-\\x1f]|<br/>)*";
    const QString id = "[A-Za-z][A-Za-z0-9_]*";
    return QRegularExpression(
        "^(?!.*[Dd]irection\\s+[A-Za-z])(?:%% Nines|---|# Nines|title: "
        "\"(?:[^\"`<>{}%\\\\*_|~$!&@=\\[\\]\\x00-\\x1f]|\\\\x[0-9a-f]{2})*\"|flowchart LR|\\s*subgraph " +
        id + "\\[\"" + text + "\"\\]|\\s*end|\\s*" + id + "(?:\\(\"" + text + "\"\\)|\\[\\(\"" + text +
        "\"\\)\\]|\\{\\{\"" + text + "\"\\}\\}|\\[\"" + text + "\"\\]|\\(\\(\" \"\\)\\))|  " + id +
        " (?:<?-->|==>|<==>|<?-\\.->|-\\.-)(?:\\|\"" + text + "\"\\|)? " + id +
        "|  classDef [a-z]+ [a-z#0-9:, -]+|  class [A-Za-z0-9_,]+ [a-z]+|)$");
  }
  if (format == "puml") {
    const QString text = "(?:[^\"`<>{}%\\\\*_|~$!&@\\[\\]'#\\x00-\\x1f]|<U\\+00[0-9A-F]{2}>|\\\\n)*";
    const QString id = "[A-Za-z][A-Za-z0-9_]*";
    return QRegularExpression(
        "^(?:@startuml|@enduml|' Nines|left to right direction|hide stereotype|skinparam (?:shadowing "
        "false|roundCorner "
        "10)|skinparam (?:rectangle|database)<<[a-z]+>> \\{|  (?:BorderColor|BackgroundColor) #[0-9a-f]{6}|  "
        "BorderStyle "
        "dashed|title " +
        text + "|\\s*\\}|\\s*(?:rectangle|database|note) \"" + text + "\" as " + id + "(?: <<[a-z]+>>)?(?: \\{)?|" +
        id + " (?:<?-\\[#[0-9a-f]{6}(?:,[a-z]+)?\\]->|\\.\\[#[0-9a-f]{6}\\]\\.) " + id + "(?: : " + text + ")?|)$");
  }
  const QString quoted = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\n$])*\"";
  if (format == "d2") {
    const QString key = "(?:[a-z0-9_-]+|" + quoted + ")";
    const QString style = "\\{[a-z .:;#\"0-9{}-]*\\}?";
    return QRegularExpression("^(?:# Nines|direction: right|classes: \\{|\\s*\\}|  [a-z]+: \\{style: [^\\\\]*\\}|\\s*" +
                              key + ": " + quoted + " " + style + "|\\s*class: [a-z; :]+|" + key + "(?:\\." + key +
                              ")* (?:<?->|--) " + key + "(?:\\." + key + ")*:(?: " + quoted + ")? " + style + "|)$");
  }
  return QRegularExpression("^(?:// Nines|digraph Nines \\{|  (?:graph|node|edge) \\[.*\\];|\\s*subgraph " + quoted +
                            " \\{|\\s*label=" + quoted + "; color=" + quoted + "; fontcolor=" + quoted +
                            "; style=(?:rounded|" + quoted + ");|\\s*" + quoted + "(?: -> " + quoted +
                            ")? \\[(?:[a-z]+=(?:" + quoted + "|[a-z0-9.]+)(?:, )?)+\\];|\\s*\\}|)$");
}

}  // namespace

class TestDiagrams : public QObject {
  Q_OBJECT

 private slots:
  void dotSaysWhatIsDrawn();
  void mermaidSaysWhatIsDrawn();
  void d2SaysWhatIsDrawn();
  void plantUmlSaysWhatIsDrawn();
  void lineByLine_data();
  void lineByLine();
  void graphvizReadsTheDesign_data() { lineByLine_data(); }
  void graphvizReadsTheDesign();
  void longNamesAreCut();
  void aPartOnly();
  void wordsAreSaidOnce();
  void linksToThemselves();
  void theyAreOurs();
};

void TestDiagrams::dotSaysWhatIsDrawn() {
  const std::string text = writeDot(read(kSmall));
  QVERIFY(text.starts_with("// Nines\ndigraph Nines {\n"));
  QVERIFY(text.find("label=\"Small \\\"one\\\"\"") != std::string::npos);
  QCOMPARE(linesWith(text, "subgraph|^ +\"[a-z0-9-]+\" \\[").replaceInStrings(QRegularExpression(", color.*"), ""),
           QStringList(
               {"  \"end\" [label=\"people\\nUsers\\nWorkload\"",
                "  \"note\" [label=\"Mind the \\\"gap\\\"\", shape=note, style=solid", "  subgraph \"cluster_r\" {",
                "    \"group\" [label=\"group\\nAuto Scaling group\\n2 of 2 running\", style=\"rounded,dashed\"",
                "    \"vault\" [label=\"vault\\nBackup plan\"", "    subgraph \"cluster_za\" {",
                "      \"app-1\" [label=\"app-1\\nApp tier\\nEC2 · running\"",
                "      \"db\" [label=\"orders &amp; co\\nRDS instance · Primary\\nMySQL · Multi-AZ\", shape=cylinder, "
                "style=solid",
                "    subgraph \"cluster_zb\" {", "      \"app-2\" [label=\"app-2\\nApp tier\\nEC2 · running\"",
                "      \"replica\" [label=\"replica\\nRDS instance · Replica\\nLayer 2\", shape=cylinder, style=solid",
                "      \"standby\" [label=\"standby\\nRDS standby\\nStandby copy\""}));
  QCOMPARE(linesWith(text, "->").replaceInStrings(QRegularExpression("#[0-9a-f]{6}"), "#"),
           QStringList({"  \"group\" -> \"app-1\" [style=dotted, arrowhead=none, color=\"#\"];",
                        "  \"group\" -> \"app-2\" [style=dotted, arrowhead=none, color=\"#\"];",
                        "  \"db\" -> \"standby\" [label=\"sync\", color=\"#:#\"];",
                        "  \"db\" -> \"replica\" [label=\"async · 2\u00a0s\", style=dashed, color=\"#\"];",
                        "  \"db\" -> \"vault\" [label=\"backs up\", style=dotted, color=\"#\"];",
                        "  \"end\" -> \"group\" [color=\"#\"];"}));
}

void TestDiagrams::mermaidSaysWhatIsDrawn() {
  const std::string text = writeMermaid(read(kSmall));
  QCOMPARE(linesWith(text, "^(?!  class)."),
           QStringList({"---",
                        "# Nines",
                        "title: \"Small \\x22one\\x22\"",
                        "---",
                        "flowchart LR",
                        "  N_end(\"people<br/>Users<br/>Workload\")",
                        "  note[\"Mind the #34;gap#34;\"]",
                        "  subgraph r[\"eu-west-1 · Region · Ireland\"]",
                        "    group{{\"group<br/>Auto Scaling group<br/>2 of 2 running\"}}",
                        "    vault(\"vault<br/>Backup plan\")",
                        "    subgraph za[\"eu-west-1a · Availability Zone\"]",
                        "      app_1(\"app-1<br/>App tier<br/>EC2 · running\")",
                        "      db[(\"orders #38; co<br/>RDS instance · Primary<br/>MySQL · Multi-AZ\")]",
                        "    end",
                        "    subgraph zb[\"eu-west-1b · Availability Zone\"]",
                        "      app_2(\"app-2<br/>App tier<br/>EC2 · running\")",
                        "      replica[(\"replica<br/>RDS instance · Replica<br/>Layer 2\")]",
                        "      standby(\"standby<br/>RDS standby<br/>Standby copy\")",
                        "    end",
                        "  end",
                        "  group -.- app_1",
                        "  group -.- app_2",
                        "  db ==>|\"sync\"| standby",
                        "  db -.->|\"async · 2\u00a0s\"| replica",
                        "  db -.->|\"backs up\"| vault",
                        "  N_end --> group"}));
}

void TestDiagrams::d2SaysWhatIsDrawn() {
  const std::string text = writeD2(read(kSmall));
  QCOMPARE(
      linesWith(text, "^[^{]*(: \"|->|--)").replaceInStrings(QRegularExpression("#[0-9a-f]{6}"), "#"),
      QStringList(
          {"title: \"Small \\\"one\\\"\" {shape: text; near: top-center; style: {font-size: 24; bold: true}}",
           "end: \"people\\nUsers\\nWorkload\" {class: general}",
           "note: \"Mind the \\\"gap\\\"\" {class: general; shape: page}", "r: \"eu-west-1 · Region · Ireland\" {",
           "  group: \"group\\nAuto Scaling group\\n2 of 2 running\" {class: compute; shape: hexagon}",
           "  vault: \"vault\\nBackup plan\" {class: storage}", "  za: \"eu-west-1a · Availability Zone\" {",
           "    app-1: \"app-1\\nApp tier\\nEC2 · running\" {class: compute}",
           "    db: \"orders & co\\nRDS instance · Primary\\nMySQL · Multi-AZ\" {class: databases; shape: cylinder}",
           "  zb: \"eu-west-1b · Availability Zone\" {",
           "    app-2: \"app-2\\nApp tier\\nEC2 · running\" {class: compute}",
           "    replica: \"replica\\nRDS instance · Replica\\nLayer 2\" {class: databases; shape: cylinder}",
           "    standby: \"standby\\nRDS standby\\nStandby copy\" {class: databases}",
           "r.group -- r.za.app-1: {style: {stroke: \"#\"; stroke-dash: 2}}",
           "r.group -- r.zb.app-2: {style: {stroke: \"#\"; stroke-dash: 2}}",
           "r.za.db -> r.zb.standby: \"sync\" {style: {stroke: \"#\"; stroke-width: 4}}",
           "r.za.db -> r.zb.replica: \"async · 2\u00a0s\" {style: {stroke: \"#\"; stroke-dash: 5}}",
           "r.za.db -> r.vault: \"backs up\" {style: {stroke: \"#\"; stroke-dash: 2}}",
           "end -> r.group: {style: {stroke: \"#\"}}"}));
}

void TestDiagrams::plantUmlSaysWhatIsDrawn() {
  const std::string text = writePlantUml(read(kSmall));
  QVERIFY(text.starts_with("@startuml\n' Nines\n"));
  QVERIFY(text.ends_with("\n@enduml\n"));
  QCOMPARE(
      linesWith(text, "^ *(rectangle|database|note|title) |->|\\]\\.")
          .replaceInStrings(QRegularExpression("#[0-9a-f]{6}"), "#"),
      QStringList(
          {"title Small <U+0022>one<U+0022>", "rectangle \"people\\nUsers\\nWorkload\" as N_end <<general>>",
           "note \"Mind the <U+0022>gap<U+0022>\" as N_note",
           "rectangle \"eu-west-1 · Region · Ireland\" as r <<region>> {",
           "  rectangle \"group\\nAuto Scaling group\\n2 of 2 running\" as N_group <<compute>>",
           "  rectangle \"vault\\nBackup plan\" as vault <<storage>>",
           "  rectangle \"eu-west-1a · Availability Zone\" as za <<zone>> {",
           "    rectangle \"app-1\\nApp tier\\nEC2 · running\" as app_1 <<compute>>",
           "    database \"orders <U+0026> co\\nRDS instance · Primary\\nMySQL · Multi-AZ\" as db <<databases>>",
           "  rectangle \"eu-west-1b · Availability Zone\" as zb <<zone>> {",
           "    rectangle \"app-2\\nApp tier\\nEC2 · running\" as app_2 <<compute>>",
           "    database \"replica\\nRDS instance · Replica\\nLayer 2\" as replica <<databases>>",
           "    rectangle \"standby\\nRDS standby\\nStandby copy\" as standby <<databases>>", "N_group .[#]. app_1",
           "N_group .[#]. app_2", "db -[#,bold]-> standby : sync", "db -[#,dashed]-> replica : async · 2\u00a0s",
           "db -[#,dotted]-> vault : backs up", "N_end -[#]-> N_group"}));
}

void TestDiagrams::lineByLine_data() {
  QTest::addColumn<std::string>("design");
  for (const Resource& r : resourcesBelow("templates/")) QTest::newRow(r.path.data()) << std::string(r.text);
  QTest::newRow("hostile") << test::fixture("hostile/names.nines");
  QTest::newRow("words") << test::fixture("hostile/words.nines");
  QTest::newRow("generated") << writeDesign(test::generateDesign(7, 120));
  QTest::newRow("empty") << test::fixture("formats/golden-empty.nines");
}

void TestDiagrams::lineByLine() {
  QFETCH(std::string, design);
  const Design d = read(design);
  for (const Format& format : kFormats) {
    const QRegularExpression grammar = grammarOf(format.name);
    QVERIFY2(grammar.isValid(), qPrintable(grammar.errorString()));
    const QString text = QString::fromStdString(format.write(d, {}));
    for (const QString& line : text.split('\n')) {
      QVERIFY2(grammar.match(line).hasMatch(), qPrintable(QString(format.name) + ": " + line));
    }
    QVERIFY(!text.contains(
        QRegularExpression("[\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{7f}-\\x{9f}\\x{2028}\\x{2029}]")));
    QCOMPARE(text.toStdString(), format.write(d, {}));
  }
}

void TestDiagrams::graphvizReadsTheDesign() {
  QFETCH(std::string, design);
  const Design d = read(design);
  const Diagram diagram = diagramOf(d, Layout(d));
  QString complaint;
  // No layout: what it has read.
  const Graph graph = graphOf(run("dot", {"-Tdot_json"}, writeDot(d), &complaint));
  QCOMPARE(complaint, QString());
  for (const DiagramBox& box : diagram.boxes) {
    const std::string name = (box.holds() ? "cluster_" : "") + box.id;
    QVERIFY2(graph.labels.contains(name), name.c_str());
    const auto parent = graph.parents.find(name);
    const std::string in = box.nest == kNoBox ? std::string() : "cluster_" + diagram.boxes[box.nest].id;
    QCOMPARE(parent == graph.parents.end() ? std::string() : parent->second, in);
  }
  std::multiset<std::pair<std::string, std::string>> lines;
  const auto endOf = [&](BoxIndex b) { return diagram.boxes[b].id + (diagram.boxes[b].holds() ? "-ANCHOR" : ""); };
  for (const DiagramLink& link : diagram.links) {
    if (link.line != DiagramLink::Line::hidden) lines.insert({endOf(link.from), endOf(link.to)});
  }
  for (BoxIndex b = 0; b < diagram.boxes.size(); ++b) {
    for (const BoxIndex member : diagram.boxes[b].members) lines.insert({endOf(b), endOf(member)});
  }
  QVERIFY(graph.lines == lines);
}

void TestDiagrams::longNamesAreCut() {
  Topology t;
  t.nodes.put({"u", "users", "", std::string(10'000, 'x'), {}, {}, {}});
  const Design d = designOf(t);
  for (const Format& format : kFormats) {
    const std::string text = format.write(d, {});
    QVERIFY(text.find(std::string(59, 'x') + "\u2026") != std::string::npos);
    QVERIFY(text.find(std::string(60, 'x')) == std::string::npos);
  }
}

void TestDiagrams::aPartOnly() {
  const Design d = read(kSmall);
  const std::vector<NodeIndex> only{d.indexOf("zb")};
  for (const Format& format : kFormats) {
    const std::string text = format.write(d, only);
    QVERIFY(text.find("standby") != std::string::npos);
    QVERIFY(text.find("people") == std::string::npos);
    QVERIFY(text.find("eu-west-1a") == std::string::npos);
    QVERIFY(text.find("->") == std::string::npos);
    // Of the group as much as the picture of that zone shows, called by its name or after its kind.
    QVERIFY2(text.find("1 of 2 in Auto Scaling group") != std::string::npos, text.c_str());
  }
  Topology named = d.topology();
  Node group = *named.nodes.find("group");
  group.name = "Auto Scaling group";
  named.nodes.put(group);
  for (const Format& format : kFormats) {
    const std::string text = format.write(designOf(named), only);
    QVERIFY2(text.find("Auto Scaling group \u00b7 1 of 2") == std::string::npos, text.c_str());
  }
}

// The picture says "async" of what crosses Regions, as the dashes do.
void TestDiagrams::wordsAreSaidOnce() {
  const Design d = read(R"({"nines": 1, "profile": "course-2021", "nodes": [
    {"id": "a", "kind": "region", "properties": {"code": "eu-west-1"}},
    {"id": "b", "kind": "region", "properties": {"code": "eu-central-1"}},
    {"id": "copy", "kind": "rds-instance", "parent": "b", "properties": {"engine": "mysql"}},
    {"id": "db", "kind": "rds-instance", "parent": "a", "properties": {"engine": "mysql"}}], "links": [
    {"id": "l", "kind": "replicates", "from": "db", "to": "copy", "properties": {"lagSeconds": 0.3}}]})");
  for (const Format& format : kFormats) {
    const QString text = QString::fromStdString(format.write(d, {}));
    const QStringList lines = text.split('\n').filter("async");
    QVERIFY2(lines.size() == 1 && lines.first().count("async") == 1, qPrintable(text));
    QVERIFY2(lines.first().contains("0.3"), qPrintable(text));
  }
}

// Of a card and of a container with something in it.
void TestDiagrams::linksToThemselves() {
  const Design d = read(R"({"nines": 1, "profile": "course-2021", "nodes": [
    {"id": "db", "kind": "rds-instance", "parent": "r"},
    {"id": "r", "kind": "region", "properties": {"code": "eu-west-1"}}], "links": [
    {"id": "l1", "kind": "replicates", "from": "db", "to": "db"},
    {"id": "l2", "kind": "uses", "from": "r", "to": "r"}]})");
  QCOMPARE(linesWith(writeDot(d, {}), " -> ").size(), qsizetype{2});
  QCOMPARE(linesWith(writeDot(d, {}), "^  \"db\" -> \"db\" .*style=dashed").size(), qsizetype{1});
  QCOMPARE(linesWith(writeDot(d, {}), "^  \"r-ANCHOR\" -> \"r-ANCHOR\" ").size(), qsizetype{1});
  QString complaint;
  QVERIFY(run("dot", {"-Tsvg"}, writeDot(d, {}), &complaint).contains("<svg"));
  QCOMPARE(complaint, QString());
  QCOMPARE(linesWith(writeMermaid(d, {}), "^  db -\\.->.* db$").size(), qsizetype{1});
  QCOMPARE(linesWith(writeMermaid(d, {}), "^  r_ANCHOR --> r_ANCHOR$").size(), qsizetype{1});
  QCOMPARE(linesWith(writeMermaid(d, {}), "r_ANCHOR\\(\\(").size(), qsizetype{1});
  QCOMPARE(linesWith(writeD2(d, {}), "^r\\.db -> r\\.db:").size(), qsizetype{1});
  QCOMPARE(linesWith(writeD2(d, {}), "^r\\.n_anchor -> r\\.n_anchor:").size(), qsizetype{1});
  QCOMPARE(linesWith(writePlantUml(d, {}), "^db -.*-> db").size(), qsizetype{1});
  QCOMPARE(linesWith(writePlantUml(d, {}), "^r -.*-> r").size(), qsizetype{1});
}

void TestDiagrams::theyAreOurs() {
  const Design d = read(kSmall);
  for (const Format& format : kFormats) {
    const ExportFormatRow* row = exportFormatOf(std::string("x.") + format.name);
    QVERIFY2(row, format.name);
    const std::string text = format.write(d, {});
    QVERIFY(row->isOurs(std::string_view(text).substr(0, kExportBeginning)));
    QVERIFY(isOwnExport(text));
    QVERIFY(!isOwnExport(text.substr(text.find("ines") + 4)));
  }
}

QTEST_GUILESS_MAIN(TestDiagrams)
#include "test_diagrams.moc"
