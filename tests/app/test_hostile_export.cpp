// A design whose every name and text wants to be something else (markup, a formula, a statement of another language, a
// path) goes through every format that the table names: it stays text, and nothing else comes out than what we write.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <pugixml.hpp>
#include <set>

#include "csv_reader.h"
#include "drawing/utf8.h"
#include "export.h"
#include "formats/native.h"
#include "formats/tables.h"
#include "json_path.h"
#include "support.h"
#include "support/plain_text.h"

using namespace nines;
using namespace nines::test;

namespace {

std::shared_ptr<const Topology> hostile() {
  static const auto topology = [] {
    auto read = readDesign(fixture("hostile/names.nines"), "names.nines", Catalogue::shipped());
    if (!read) qFatal("%s", read.error().text().c_str());
    return std::make_shared<const Topology>(std::move(*read));
  }();
  return topology;
}

Design designOf(const std::shared_ptr<const Topology>& topology) {
  return {topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile)};
}

std::string bytesOf(ExportFormat format, const std::string& table = "resources") {
  ExportRequest request;
  request.format = format;
  request.scale = .1;  // of a PNG: it is a long design
  request.table = table;
  const auto bytes = exportedBytes(designOf(hostile()), request);
  if (!bytes) qWarning("%s", bytes.error().text().c_str());
  return bytes ? *bytes : std::string();
}

// What one of the elements must not have: handlers, and references to anything that is not in the file itself.
QString attributeProblem(const pugi::xml_attribute& attribute) {
  const QString name = QString::fromUtf8(attribute.name()).toLower();
  const QString value = QString::fromUtf8(attribute.value());
  const QString local = name.section(':', -1);
  if (local.startsWith("on")) return "a handler " + name;
  if (local == "href" || local == "src" || local == "data" || local == "action") {
    if (!value.startsWith('#') && !value.startsWith("data:image/png;base64,"))
      return "a reference " + name + "=" + value.left(80);
  }
  static const QRegularExpression elsewhere("url\\(\\s*['\"]?(?!#)|@import|expression\\(",
                                            QRegularExpression::CaseInsensitiveOption);
  if ((local == "style" || local == "fill" || local == "stroke" || local == "filter" || local == "mask" ||
       local == "clip-path") &&
      elsewhere.match(value).hasMatch())
    return "a reference in " + name + "=" + value.left(80);
  return {};
}

// Walks all nodes; the first thing that has no business there.
QString xmlProblem(const pugi::xml_node& root, const std::set<std::string>& elements) {
  struct Walker : pugi::xml_tree_walker {
    const std::set<std::string>* elements = nullptr;
    QString problem;
    bool for_each(pugi::xml_node& node) override {
      if (node.type() == pugi::node_pi || node.type() == pugi::node_doctype || node.type() == pugi::node_cdata)
        problem = QString("a node of type %1: %2").arg(node.type()).arg(node.value());
      if (node.type() == pugi::node_comment && std::string_view(node.value()) != " Nines ")
        problem = QString("a comment: %1").arg(node.value());
      if (node.type() == pugi::node_element && !elements->contains(node.name()))
        problem = QString("an element <%1>").arg(node.name());
      for (const auto& attribute : node.attributes()) {
        if (const QString found = attributeProblem(attribute); !found.isEmpty()) problem = found;
      }
      return problem.isEmpty();
    }
  } walker;
  walker.elements = &elements;
  pugi::xml_node start = root;
  start.traverse(walker);
  return walker.problem;
}

QString svgProblem(const std::string& bytes) {
  // The metadata hold the design as text.
  static const std::set<std::string> elements{
      "svg",        "title",          "desc",    "g",        "rect",  "path",   "text", "tspan",    "line",
      "circle",     "ellipse",        "polygon", "polyline", "defs",  "symbol", "use",  "metadata", "nines:design",
      "nines:part", "linearGradient", "stop",    "clipPath", "marker"};
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full, pugi::encoding_utf8);
  if (!parsed) return QString("no XML at %1: %2").arg(parsed.offset).arg(parsed.description());
  // The declaration is the one thing before the root that may look like an instruction.
  if (const QString found = xmlProblem(document, elements); !found.isEmpty()) return found;
  std::set<std::string> ids;
  for (const auto& match : document.select_nodes("//@id")) {
    if (!ids.insert(match.attribute().value()).second) return QString("twice the id ") + match.attribute().value();
  }
  // A name is there as text, for people who look and for those who listen.
  for (const char* name : {"<script>alert(1)</script>", "]]><script>alert(1)</script>", "@enduml", "&amp;"}) {
    const std::string query = std::string("//title[contains(., \"") + name + "\")]";
    if (document.select_nodes(query.c_str()).empty()) return QString("the name is missing: ") + name;
  }
  return {};
}

QString drawioProblem(const std::string& bytes) {
  static const std::set<std::string> elements{"mxfile", "diagram",    "mxGraphModel", "root",    "object",
                                              "mxCell", "mxGeometry", "Array",        "mxPoint", "UserObject"};
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_full, pugi::encoding_utf8);
  if (!parsed) return QString("no XML at %1: %2").arg(parsed.offset).arg(parsed.description());
  if (const QString found = xmlProblem(document, elements); !found.isEmpty()) return found;
  // Labels are HTML to draw.io: no element of theirs comes from a name.
  for (const auto& match : document.select_nodes("//@label|//@value|//@tooltip")) {
    const QString label = QString::fromUtf8(match.attribute().value());
    static const QRegularExpression element("<\\s*(script|img|a|iframe|style|link|foreignObject|svg|body)\\b",
                                            QRegularExpression::CaseInsensitiveOption);
    if (element.match(label).hasMatch()) return "an element in a label: " + label.left(80);
  }
  return {};
}

QString pngProblem(const std::string& bytes) {
  QImage image;
  if (!image.loadFromData(QByteArray::fromStdString(bytes), "PNG")) return "is not read";
  return image.width() > 50 && image.height() > 50 ? QString() : QString("is empty");
}

// What would run when the file is opened has a name in the clear: our writer compresses streams, not dictionaries.
QString pdfProblem(const std::string& bytes) {
  if (!bytes.starts_with("%PDF-")) return "no PDF";
  for (const char* action :
       {"/JavaScript", "/JS ", "/JS(", "/OpenAction", "/Launch", "/URI", "/SubmitForm", "/GoToR", "/ImportData"}) {
    if (bytes.find(action) != std::string::npos) return QString("holds ") + action;
  }
  return {};
}

bool startsAFormula(const QString& cell) {
  static const QString signs = QString::fromUtf8("=+-@\t\r\n＝＋－＠");
  return !cell.isEmpty() && signs.contains(cell.front());
}

// What a cell says when the sign that marks it as text is taken off, and what is no text is as the writer has it.
QString asWritten(const std::string& text) {
  QString out;
  for (const char32_t code : QString::fromStdString(seenText(text)).toUcs4()) {
    const bool control = (code < 0x20 && code != '\n' && code != '\r' && code != '\t') || (code >= 0x7f && code < 0xa0);
    out += control ? QString(QChar(0xfffd)) : QString::fromUcs4(&code, 1);
  }
  return out;
}

// Wherever a program that separates by other signs may begin a cell: none of its pieces is a formula, numbers are.
QString pieceProblem(const std::string& bytes) {
  static const QRegularExpression separators("[;\t\r\n]");
  for (const QString& piece : QString::fromStdString(bytes).split(separators)) {
    QString bare = piece.trimmed();
    while (bare.startsWith('"')) bare = bare.mid(1).trimmed();
    if (startsAFormula(bare)) return "a formula behind another separator: " + bare.left(80);
  }
  return {};
}

// Nothing that turns the text around it stands in a file as itself: a mark of byte order at the beginning is none.
QString turnProblem(const std::string& bytes) {
  for (std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < bytes.size();) {
    const auto next = utf8::decode(bytes, at);
    at += next.length;
    if (isUnseen(next.code)) return QString("a character that is not seen: %1").arg(uint{next.code}, 0, 16);
  }
  return {};
}

QString csvProblem() {
  const Design design = designOf(hostile());
  for (const NamedTable& table : namedTables()) {
    const std::string bytes = bytesOf(ExportFormat::csv, std::string(table.name));
    const auto rows = readCsv(QByteArray::fromStdString(bytes));
    if (!rows) return QString::fromUtf8(table.name.data()) + " is no CSV";
    for (const QStringList& row : *rows) {
      for (const QString& cell : row) {
        bool isNumber = false;
        cell.toDouble(&isNumber);
        if (startsAFormula(cell) && !isNumber) return "a formula: " + cell.left(80);
      }
    }
    if (const QString found = pieceProblem(bytes); !found.isEmpty()) return found;
    if (const QString found = turnProblem(bytes); !found.isEmpty()) return found;
    if (!bytes.starts_with("\xEF\xBB\xBF")) return "spreadsheets would take it for another encoding";
    if (table.name != "resources") continue;
    if (rows->size() != static_cast<qsizetype>(design.nodeCount()) + 1) return "rows are missing";
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      const QString name = asWritten(std::string(titleOf(design, i)));
      const QString cell = rows->at(static_cast<qsizetype>(i) + 1).at(1);
      // Signs that mark text aside.
      if (QString(cell).remove('\'') != QString(name).remove('\'')) return "another name: " + cell.left(80);
      // A name is a text, however much it looks like a number: "-5" must not become one.
      if (startsAFormula(name) && !cell.startsWith('\'')) return "not marked as text: " + cell.left(80);
    }
  }
  return {};
}

QString jsonProblem(const std::string& bytes) {
  QJsonParseError problem;
  const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(bytes), &problem);
  if (problem.error != QJsonParseError::NoError) return problem.errorString();
  const Design design = designOf(hostile());
  const QJsonArray resources = document.object()["resources"].toArray();
  if (resources.size() != static_cast<qsizetype>(design.nodeCount())) return "resources are missing";
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const QString name = at(resources[static_cast<qsizetype>(i)], "name").toString();
    // By bytes: a text for the toolkit loses a mark of byte order.
    if (name.toStdString() != titleOf(design, i)) return "another name: " + name.left(80);
  }
  // A terminal that shows the file obeys nothing in it.
  for (const char c : bytes) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f) return "a control character";
  }
  return {};
}

// Of every text for another tool: one encoding, no controls, and no line that begins a statement of a name's own.
// What each language makes of it, its own tests and its own program say.
QString textProblem(const std::string& bytes) {
  if (bytes.empty()) return "is empty";
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next = utf8::decode(bytes, at);
    at += next.length;
    if (next.code < 0x20 && next.code != '\n' && next.code != '\t')
      return QString("a control character %1").arg(next.code);
    if (next.code >= 0x7f && next.code < 0xa0) return QString("a control character %1").arg(next.code);
  }
  static const QRegularExpression statement(
      "^\\s*(!include|!define|!procedure|click\\s|%%\\{|@enduml.|skinparam x|\\.\\.\\.@|system\\()");
  for (const QString& line : QString::fromStdString(bytes).split('\n')) {
    if (statement.match(line).hasMatch()) return "a statement: " + line.left(80);
  }
  return {};
}

}  // namespace

class TestHostileExport : public QObject {
  Q_OBJECT

 private slots:
  void staysText_data() {
    QTest::addColumn<int>("format");
    for (const ExportFormatRow& row : exportFormats())
      QTest::newRow(std::string(row.ending).c_str()) << static_cast<int>(row.format);
  }
  void staysText() {
    QFETCH(int, format);
    const std::string bytes = bytesOf(static_cast<ExportFormat>(format));
    QVERIFY(!bytes.empty());
    QVERIFY(isOwnExport(std::string_view(bytes).substr(0, kExportBeginning)));
    const auto problem = [&]() -> QString {
      switch (static_cast<ExportFormat>(format)) {
        case ExportFormat::svg:
          return svgProblem(bytes);
        case ExportFormat::png:
          return pngProblem(bytes);
        case ExportFormat::pdf:
          return pdfProblem(bytes);
        case ExportFormat::drawio:
          return drawioProblem(bytes);
        case ExportFormat::csv:
          return csvProblem();
        case ExportFormat::json:
          return jsonProblem(bytes);
        default:
          return textProblem(bytes);
      }
    }();
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto packed = [](ExportFormat f) { return f == ExportFormat::png || f == ExportFormat::pdf; };
    if (packed(static_cast<ExportFormat>(format))) return;
    const QString turned = turnProblem(bytes);
    QVERIFY2(turned.isEmpty(), qPrintable(turned));
  }

  // The checks themselves find what they are for.
  void checksFindWhatTheyLookFor() {
    const auto svg = [](const char* inside) {
      return svgProblem(std::string("<?xml version=\"1.0\"?><svg>") + inside + "</svg>");
    };
    QVERIFY(svg("<script>alert(1)</script>").contains("an element <script>"));
    QVERIFY(svg("<g onload='x'/>").contains("a handler"));
    QVERIFY(svg("<use xlink:href='https://example.com/x'/>").contains("a reference"));
    QVERIFY(svg("<rect fill='url(https://example.com/x)'/>").contains("a reference"));
    QVERIFY(svg("<!-- else --><g/>").contains("a comment"));
    QVERIFY(svg("<g id='a'/><g id='a'/>").contains("twice"));
    QVERIFY(svg("<g>").contains("no XML"));
    QVERIFY(svg("<g/>").contains("missing"));
    QVERIFY(!textProblem("a\n!include x\n").isEmpty());
    QVERIFY(!textProblem("a\x1b[31m").isEmpty());
    QVERIFY(turnProblem("a\u202e").contains("202e"));
    QVERIFY(!pdfProblem("%PDF-1.7 /JS (x)").isEmpty());
    QVERIFY(!drawioProblem("<mxfile><object label='&lt;img src=x&gt;'/></mxfile>").isEmpty());
  }

  // The fixture has what it is for, or all of the above would say little.
  void fixtureIsHostile() {
    std::string names;
    std::size_t longest = 0;
    for (const auto& node : hostile()->nodes.rows()) {
      names += node->name + "\n";
      longest = std::max(longest, node->name.size());
    }
    QVERIFY(longest >= 10'000);
    for (const char* needed : {"<script>", "]]>",    "-->",     "&amp;",   "\"",      "\\",        "\x1b",
                               "\u202e",   "\u200d", "=cmd|",   "@SUM",    "+1",      "../../etc", "%%{init",
                               "!include", "[[",     "click a", "@enduml", "digraph", "\t",        "\n"})
      QVERIFY2(names.find(needed) != std::string::npos, needed);
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      const auto isOf = [&](const auto& node) { return node->kind == kind.id; };
      QVERIFY2(std::ranges::any_of(hostile()->nodes.rows(), isOf), kind.id.c_str());
    }
    for (const LinkKind& kind : Catalogue::shipped().linkKinds()) {
      const auto isOf = [&](const auto& link) { return link->kind == kind.id; };
      QVERIFY2(std::ranges::any_of(hostile()->links.rows(), isOf), kind.id.c_str());
    }
    QVERIFY(hostile()->waivers.size() > 10);
    QVERIFY(hostile()->comments.size() > 10);
  }
};

QTEST_MAIN(TestHostileExport)
#include "test_hostile_export.moc"
