// Findings and the recovery matrix as Markdown, read back by another reader: the toolkit's.
#include <QRegularExpression>
#include <QTextBlock>

#include "copy_support.h"
#include "copying/table_copy.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "formats/findings_markdown.h"
#include "formats/markdown.h"
#include "formats/matrix_markdown.h"

using namespace nines;
using namespace nines::test;

namespace {

using Group = FindingLine::Group;

void read(QTextDocument& document, const std::string& markdown) {
  document.setMarkdown(QString::fromStdString(markdown), QTextDocument::MarkdownDialectGitHub);
}

// Headings as "1 Title", everything else as it is read.
QStringList blocks(const std::string& markdown) {
  QTextDocument document;
  read(document, markdown);
  QStringList out;
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    const int level = block.blockFormat().headingLevel();
    if (!block.text().isEmpty()) out << (level ? QString::number(level) + ' ' : QString()) + block.text();
  }
  return out;
}

// Formats that no name may bring about.
bool hasMarkup(const std::string& markdown) {
  QTextDocument document;
  read(document, markdown);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    for (auto at = block.begin(); !at.atEnd(); ++at) {
      const QTextCharFormat format = at.fragment().charFormat();
      if (format.isAnchor() || format.isImageFormat() || format.fontItalic() || format.fontStrikeOut() ||
          format.fontFixedPitch())
        return true;
    }
  }
  return false;
}

// A line break in a name is a blank on the page.
// Without the sign among hostile names that turns words around.
QString onOneLine(QString text) { return text.replace(QLatin1Char('\n'), QLatin1Char(' ')).remove(QChar(0x202e)); }

Report sample() {
  Report report;
  report.rulesChecked = 3;
  report.findings = {
      makeFinding("rds.multi-az", Severity::error, {"orders-db"}, "One"),
      makeFinding("s3.versioning", Severity::warning, {"docs", "orders-db", "app-1", "orders-r1"}, "Two"),
      makeFinding("design.unused", Severity::info, {"orders-r1"}, "Three")};
  return report;
}

}  // namespace

class TestMarkdownCopy : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QGuiApplication::clipboard()->clear();
  }

  void groupsInOrder() {
    const std::vector<FindingLine> lines{{Group::info, "c.c", "Third", {"x"}},
                                         {Group::error, "a.a", "First", {"x", "y"}},
                                         {Group::waived, "d.d", "Fourth", {"x"}, "Accepted (Ann, until 2030-01-01)"},
                                         {Group::error, "b.b", "Second", {}}};
    const std::string markdown = findingsMarkdown("Orders", lines);
    QCOMPARE(blocks(markdown), (QStringList{"1 Findings: Orders", "2 Errors (2)", "a.a (x, y): First", "b.b: Second",
                                            "2 Info (1)", "c.c (x): Third", "2 Waived (1)", "d.d (x): Fourth",
                                            "Waived: Accepted (Ann, until 2030-01-01)"}));
    QVERIFY(markdown.find("- **a.a** (x, y): First\n") != std::string::npos);
  }

  void namesStayText() {
    for (const QString& name : hostileNames()) {
      const std::string hostile = name.toStdString();
      const std::vector<FindingLine> lines{{Group::error, "a.a", hostile, {hostile}, hostile}};
      const std::string markdown = findingsMarkdown(hostile, lines);
      const QString plain = onOneLine(name);
      QCOMPARE(blocks(markdown), (QStringList{"1 Findings: " + plain, "2 Errors (1)",
                                              QStringLiteral("a.a (%1): %1").arg(plain), "Waived: " + plain}));
      QVERIFY2(!hasMarkup(markdown), markdown.c_str());
    }
  }

  // Sites look for these in each piece of text between two tags, when Markdown and its escapes are done with.
  void namesBecomeNothingOnSites_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("found");  // what a site would make something of
    QTest::newRow("emoji") << ":bomb:" << ":bomb:";
    QTest::newRow("emoji, signs") << "a :+1: b" << ":+1:";
    QTest::newRow("emoji between letters") << "db:fire:eu" << ":fire:";
    QTest::newRow("two in a row") << ":a:b:" << ":a:";
    QTest::newRow("the second of two") << ":a:b:" << ":b:";
    QTest::newRow("mention") << "@octocat" << "@octocat";
    QTest::newRow("mention of a team") << "to @org/team" << "@org";
    QTest::newRow("mail") << "me@example.org" << "me@example.org";
    QTest::newRow("issue") << "#12" << "#12";
    QTest::newRow("issue elsewhere") << "org/repo#12" << "#12";
    QTest::newRow("issue in words") << "GH-12" << "GH-12";
    QTest::newRow("issue in small words") << "see gh-12" << "gh-12";
    QTest::newRow("merge request") << "!12" << "!12";
    QTest::newRow("commit") << "a5c3785" << "a5c3785";
    QTest::newRow("whole commit") << "a5c3785ed8d6a35868bc169f07e40e889087fd2e" << "a5c3785ed8d6";
    QTest::newRow("address") << "https://example.org/x" << "https://example.org";
    QTest::newRow("site") << "www.example.org" << "www.example.org";
    QTest::newRow("site in capitals") << "Www.example.org" << "Www.example.org";
    QTest::newRow("formula") << "$x$" << "$x$";
  }
  void namesBecomeNothingOnSites() {
    QFETCH(QString, name);
    QFETCH(QString, found);
    const QString markdown = QString::fromStdString(plainMarkdown(name.toStdString()));
    static const QRegularExpression tags("</?span>");
    static const QRegularExpression escapes("\\\\([!-/:-@\\[-`{-~])");
    QString read = markdown;
    QCOMPARE(read.remove(tags).replace(escapes, "\\1"), name);
    for (QString piece : markdown.split(tags)) {
      piece.replace(escapes, "\\1");
      QVERIFY2(!piece.contains(found), qPrintable(markdown));
    }
  }

  // And nothing else is parted.
  void ordinaryNamesStayAsTheyAre() {
    for (const char* name : {"Orders DB", "eu-west-1a", "a: b: c", "12:30:45 h", "50 % of 3.5", "db-1!", "C# and F#",
                             "decade", "123456789012", "10:00", "a@ b", "www", "it's 5-6"}) {
      const std::string markdown = plainMarkdown(name);
      QVERIFY2(markdown.find("<span>") == std::string::npos || std::string_view(name) == "12:30:45 h",
               markdown.c_str());
    }
  }

  // A name must not turn the words around that stand behind it on its line.
  void namesTurnNothingAround() {
    const std::string name = "safe\u202egnp.exe \u2067\u200f\u2028end";
    const std::vector<FindingLine> lines{{Group::error, "a.a", name, {name}, name}};
    const std::string markdown = findingsMarkdown(name, lines);
    for (const char* sign : {"\u202e", "\u2067", "\u200f", "\u2028"}) QCOMPARE(markdown.find(sign), std::string::npos);
    QVERIFY(markdown.find("safegnp.exe end") != std::string::npos);
  }

  void theMatrixIsATable() {
    for (const QString& name : hostileNames() + QStringList{"Orders"}) {
      Topology t = ordersDesign();
      Node users = *t.nodes.find("orders");
      users.name = name.toStdString();
      t.nodes.put(users);
      PanelDocument document(std::move(t));
      document.judge();
      const DrillMatrix& matrix = *document.report()->matrix;
      const std::string markdown = matrixMarkdown(*document.design(), matrix);
      QTextDocument page;
      read(page, markdown);
      const QList<QStringList> cells = cellsOf(page);
      qsizetype affected = 0;
      for (const MatrixColumn& column : matrix.columns) affected += column.cells[0].affected ? 1 : 0;
      const bool others = affected < static_cast<qsizetype>(matrix.columns.size());
      QCOMPARE(cells.size(), affected + (others ? 2 : 1));
      QCOMPARE(cells.first(), (QStringList{"Workload", "Outage", "RTO", "RPO", "Targets"}));
      for (qsizetype row = 1; row < cells.size(); ++row) QCOMPARE(cells.at(row).first(), onOneLine(name));
      QVERIFY2(!hasMarkup(markdown), markdown.c_str());
    }
  }

  void timesAndVerdicts() {
    PanelDocument document(ordersDesign());
    const Outage zone{{{OutageKind::zone, "eu-west-1a"}}};
    DrillMatrix matrix;
    matrix.workloads = {"orders"};
    const auto add = [&](MatrixCell cell) {
      MatrixColumn column;
      column.title = "eu-west-1a";
      column.outage = zone;
      column.cells.push_back(std::move(cell));
      matrix.columns.push_back(std::move(column));
    };
    MatrixCell none;
    none.outage = zone;
    MatrixCell unknown = none;
    unknown.affected = true;
    unknown.rto = Span{60, 60};
    MatrixCell met = unknown;
    met.rto = Span{60, 120};
    met.rpo = Span{0, 0};
    met.rtoTarget = 900;
    met.met = true;
    MatrixCell lost = none;
    lost.affected = true;
    lost.recovers = false;
    lost.rtoTarget = 900;
    lost.met = false;
    for (const MatrixCell& cell : {met, lost, none, unknown}) add(cell);
    const std::string markdown = matrixMarkdown(*document.design(), matrix);
    QTextDocument page;
    read(page, markdown);
    QList<QStringList> cells = cellsOf(page);
    // Figures and units are held together.
    for (QStringList& row : cells) row.replaceInStrings(QChar(0x00a0), QStringLiteral(" "));
    QCOMPARE(cells.at(1),
             (QStringList{"Orders", "eu-west-1a is lost", "1 min to 2 min (target 15 min)", "0 s", "met"}));
    QCOMPARE(cells.at(2).mid(2), (QStringList{"no recovery", "–", "missed"}));
    QCOMPARE(cells.at(3).mid(2), (QStringList{"1 min", "unknown", "no target"}));
    QCOMPARE(cells.at(4), (QStringList{"Orders", "1 more do not affect it", "–", "–", "–"}));
  }

  void findingsFromTheirDock() {
    PanelDocument document(ordersDesign());
    Selection selection;
    FindingsPanel panel(&document, &selection);
    panel.resize(690, 230);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel, kPatience));
    QCOMPARE(panel.markdown(), QString());
    document.setReport(sample());
    // All resources, where the table names only the first ones.
    QVERIFY(panel.markdown().contains("(orders-docs, orders-db, app-1, orders-r1)"));
    QCOMPARE(panel.markdown().count("\n## "), 3);
    QTest::keyClicks(panel.findChild<QLineEdit*>(), "rds");
    QCOMPARE(panel.view()->model()->rowCount(), 1);
    QCOMPARE(panel.markdown().count("\n## "), 3);
    const QPoint at = panel.view()->visualRect(panel.view()->model()->index(0, FindingsModel::kMessage)).center();
    QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(chooseIn(contextMenuOf(panel.view(), panel.view()->viewport(), at), "Copy as Markdown"));
    QVERIFY2(copiedText().startsWith("# Findings: Orders\n\n## Errors (1)\n"), qPrintable(copiedText()));
    QVERIFY(copiedText().contains("**rds.multi-az** (orders-db): "));
    QVERIFY(!copiedText().contains("Warnings"));
  }

  void waivedOnesSayWhy() {
    Topology t = ordersDesign();
    t.waivers.put({"rds.multi-az:orders-db", "Enough * for * now", "Ann", "2026-01-01", "", {}});
    t.waivers.put({"gone.rule:docs", "Old", "", "", "", {}});
    PanelDocument document(std::move(t));
    Selection selection;
    Report report = sample();
    report.waivers = {{"gone.rule:docs", WaiverState::stale, "Old"},
                      {"rds.multi-az:orders-db", WaiverState::active, "Enough * for * now"}};
    document.setReport(std::move(report));
    FindingsPanel panel(&document, &selection);
    const QStringList seen = blocks(panel.markdown().toStdString());
    QVERIFY(seen.contains("2 Waived (1)"));
    QVERIFY2(seen.contains("Waived: Enough * for * now (Ann, 2026-01-01)"), qPrintable(seen.join('\n')));
    QVERIFY(seen.contains("2 Waivers that silence nothing (1)"));
    QVERIFY(seen.contains("gone.rule (orders-docs): Waiver without a finding: Old"));
  }
};

QTEST_MAIN(TestMarkdownCopy)
#include "test_markdown_copy.moc"
