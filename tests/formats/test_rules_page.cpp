// The rulebook as a page: complete, and nothing in it is taken for markup.
#include "formats/rules_page.h"

#include "support.h"

using namespace nines;
using namespace nines::test;

class TestRulesPage : public QObject {
  Q_OBJECT

 private slots:
  // The page in the tree is the one of this rulebook: `nines rules --format md > RULES.md` renews it.
  void isThatOfTheTree() {
    const std::string path = fixturePath("../../RULES.md");
    QFile file(QString::fromStdString(path));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray::fromStdString(rulesPage(rulebook())));
  }

  void everyRuleHasItsPart() {
    const QString page = QString::fromStdString(rulesPage(rulebook()));
    QVERIFY(page.startsWith("# Rulebook\n\nThe " + QString::number(rulebook().size()) + " rules"));
    for (const Rule& rule : rulebook()) {
      const QString head = "### " + QString::fromStdString(std::string(rule.id)) + "\n";
      QCOMPARE(page.count(head), 1);
      const QString part = page.section(head, 1).section("\n### ", 0, 0);
      for (const RuleSource& source : rule.sources)
        QVERIFY2(part.contains(QString::fromStdString(std::string(source.date))), rule.id.data());
    }
  }

  void severitiesOfBothProfiles() {
    Rule one{.id = "a.b",
             .course2021 = Severity::info,
             .aws2026 = Severity::error,
             .title = "Title",
             .rationale = "Why.",
             .noFix = "nobody knows how"};
    const std::string page = rulesPage(std::span(&one, 1));
    QVERIFY(page.find("**info** (course-2021), **error** (aws-2026)") != std::string::npos);
    QVERIFY(page.find("No fix: nobody knows how") != std::string::npos);
    one.aws2026 = Severity::info;
    QVERIFY(rulesPage(std::span(&one, 1)).find("Title. **info**\n") != std::string::npos);
  }

  // A limit has both profiles' values where they differ, and a line per key where there are several.
  void limitsOfBothProfiles() {
    const Rule rule{.id = "a.b",
                    .title = "Title",
                    .rationale = "Why.",
                    .sources = {{"Amazon RDS User Guide, somewhere", "2023-06-10"}},
                    .limits = {{"replica.maxLayers", "Layers"},
                               {"replica.perSource.{engine}", "Replicas"},
                               {"rds.sqlServer.minimumBuild.*", "Builds"}},
                    .noFix = "none"};
    const QString page = QString::fromStdString(rulesPage(std::span(&rule, 1)));
    QVERIFY2(page.contains("- Layers: 4\n"), qPrintable(page));
    QVERIFY2(page.contains("- Replicas, db2: 5 (course-2021), 3 (aws-2026)\n"), qPrintable(page));
    QVERIFY2(page.contains("- Replicas, oracle: 5\n"), qPrintable(page));
    QVERIFY2(page.contains("- Builds: 32 facts of the profiles\n"), qPrintable(page));
    QVERIFY2(page.contains("- Source: [Amazon RDS User Guide, somewhere]("
                           "https://github.com/awsdocs/amazon-rds-user-guide) (2023-06-10)"),
             qPrintable(page));
  }

  void textStaysText() {
    const Rule rule{.id = "a.b", .title = "Up to 5 * <n> [of] a_b", .rationale = "Why.", .noFix = "none"};
    const std::string page = rulesPage(std::span(&rule, 1));
    QVERIFY(page.find("Up to 5 \\* \\<n\\> \\[of\\] a\\_b") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestRulesPage)
#include "test_rules_page.moc"
