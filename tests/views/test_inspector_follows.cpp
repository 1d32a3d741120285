// The inspector beside everything else that happens: undo, other edits, another selection, findings, drills.
#include <QAction>
#include <QCheckBox>

#include "findings/waive_dialog.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_header.h"
#include "inspector/section.h"
#include "inspector_test.h"
#include "theme/style.h"

using namespace nines;
using namespace nines::test;

class TestInspectorFollows : public InspectorTest {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(ordersDesign());
  }
  void cleanup() { m_window.reset(); }

  void undoStaysInTheField() {
    int undone = 0;
    QAction undo(m_window.get());
    undo.setShortcut(QKeySequence::Undo);
    connect(&undo, &QAction::triggered, this, [&] { ++undone; });
    m_window->addAction(&undo);
    select({"orders-db"});
    type(line("engineVersion"), "9");
    QTest::keyClick(line("engineVersion"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 0);
    QCOMPARE(line("engineVersion")->text(), QString("8.0.36"));
    // Once more than there is to undo, and back.
    QTest::keyClick(line("engineVersion"), Qt::Key_Z, Qt::ControlModifier);
    m_panel->refreshNow();
    QTest::keyClick(line("engineVersion"), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(undone, 0);
    QCOMPARE(line("engineVersion")->text(), QString("9"));
    QTest::keyClick(line("engineVersion"), Qt::Key_Return);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value("9"));
    // What was typed is done with.
    QTest::keyClick(line("engineVersion"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 1);
    QTest::keyClick(in<QCheckBox>("multiAz"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(undone, 2);
  }

  void typedTextSurvivesOtherChanges() {
    select({"orders-db"});
    type(line("engineVersion"), "8.4");
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "multiAz", Value(false)}}}));
    m_panel->refreshNow();
    QCOMPARE(line("engineVersion")->text(), QString("8.4"));
    QCOMPARE(in<QCheckBox>("multiAz")->text(), QString("Off"));
    // The same property from elsewhere wins.
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "engineVersion", Value("5.7")}}}));
    m_panel->refreshNow();
    QCOMPARE(line("engineVersion")->text(), QString("5.7"));
  }

  void typedTextBelongsToWhatWasSelected() {
    select({"orders-db"});
    type(line("engineVersion"), "8.4");
    select({"orders-r1"});
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value("8.4"));
    QVERIFY(!m_document->property("orders-r1", "engineVersion"));
  }

  void survivesRemovalOfWhatIsShown() {
    select({"orders-r1"});
    type(line("engineVersion"), "8.4");
    QVERIFY(m_document->submit({"", {RemoveLink{"db-r1"}, RemoveNode{"orders-r1"}}}));
    m_selection->clear();
    m_panel->refreshNow();
    QVERIFY(named("Name of the design"));
  }

  void followsUndo() {
    select({"orders-db"});
    type("engineVersion", "8.4");
    QVERIFY(m_document->undo());
    m_panel->refreshNow();
    QCOMPARE(line("engineVersion")->text(), QString("8.0.36"));
  }

  // The ends of a link follow its edits, and their names.
  void endsOfALinkAreThoseOfNow() {
    m_selection->set({"app-db"});
    m_panel->refreshNow();
    const auto says = [&](const QString& text) {
      for (const auto* label : m_panel->findChildren<QLabel*>())
        if (label->isVisibleTo(m_panel) && label->text().contains(text)) return true;
      return false;
    };
    const Link before = *m_document->topology().links.find("app-db");
    QVERIFY(m_document->submit({"", {RenameNode{before.to, "Renamed end"}}}));
    m_panel->refreshNow();
    QVERIFY(says(QStringLiteral("Renamed end")));
    QVERIFY(m_document->submit({"", {SetLinkEnds{"app-db", before.from, "orders-r1"}}}));
    m_panel->refreshNow();
    QVERIFY(!says(QStringLiteral("Renamed end")));
  }

  void showsLinks() {
    select({"app-db"});
    QCOMPARE(m_panel->findChild<InspectorHeader*>()->title(), QString("app-1 → orders-db"));
    auto* access = in<FieldCombo>("access");
    QCOMPARE(access->display(), QString("Read and write"));
    QTest::keyClick(access, Qt::Key_Up);
    QCOMPARE(*m_document->topology().links.find("app-db")->properties.find("access"),
             (std::pair<const std::string, Value>("access", Value("write"))));
    m_panel->refreshNow();
    keepPicture(*m_panel, "inspector-link");
    for (QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (label->text().contains("#end") && label->text().contains("orders-db")) emit label->linkActivated("#end");
    }
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders-db"});
  }

  void standsFindingsByTheirFields() {
    Report report;
    report.findings = {makeFinding("rds.backup-retention", Severity::warning, {"orders-db"},
                                   "orders-db keeps backups for 1 day; 7 are recommended", "backupRetentionDays"),
                       makeFinding("rds.multi-az", Severity::error, {"orders-db"},
                                   "orders-db runs in one zone only; production needs a standby"),
                       makeFinding("s3.versioning", Severity::error, {"docs"}, "Not about this one")};
    m_document->setReport(report);
    select({"orders-db"});
    QCOMPARE(m_panel->findChildren<FindingMessage*>().size(), qsizetype{2});
    QCOMPARE(row("backupRetentionDays")->findChildren<FindingMessage*>().size(), qsizetype{1});
    QCOMPARE(line("backupRetentionDays")->property(kFieldSeverity).toString(), QString("warning"));
    auto* message = row("backupRetentionDays")->findChild<FindingMessage*>();
    emit message->waiveRequested(report.findings[0]);
    auto* dialog = m_window->findChild<WaiveDialog*>();
    QVERIFY(dialog);
    dialog->reject();
    m_document->setReport(Report());
    m_panel->refreshNow();
    QVERIFY(!m_panel->findChild<FindingMessage*>() || !m_panel->findChild<FindingMessage*>()->isVisible());
    QCOMPARE(line("backupRetentionDays")->property(kFieldSeverity).toString(), QString());
  }

  void foldsSections() {
    select({"orders-db"});
    Section* engine = nullptr;
    for (Section* s : m_panel->findChildren<Section*>()) {
      if (s->title() == "Engine") engine = s;
    }
    QVERIFY(engine);
    QTest::keyClick(engine->findChild<QAbstractButton*>(), Qt::Key_Space);
    QVERIFY(!row("engineVersion"));
    select({"orders-r1"});
    QVERIFY(!row("engineVersion"));
    QVERIFY(row("multiAz"));
  }

  void isReadOnlyDuringADrill() {
    m_document->setReadOnly(true);
    select({"orders-db"});
    QVERIFY(!line("engineVersion")->isEnabled());
    QVERIFY(!named("Name")->isEnabled());
  }
};

QTEST_MAIN(TestInspectorFollows)
#include "test_inspector_follows.moc"
