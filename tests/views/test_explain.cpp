// Findings explained: what the dialog says, how one gets there from findings and inspector, and fixing all of a kind.
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTextBrowser>
#include <algorithm>

#include "findings/explain_dialog.h"
#include "findings/finding_actions.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "inspector/field_row.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_panel.h"
#include "panel_support.h"
#include "rules/rulebook.h"

using namespace nines;
using namespace nines::test;

namespace {

// Three sources without backups, of which one is waived, and six replicas of a MySQL.
Topology brokenDesign() {
  Topology t = ordersDesign();
  Node db = *t.nodes.find("orders-db");
  db.properties["backupRetentionDays"] = Value(0);
  t.nodes.put(db);
  for (const char* id : {"stock", "users"}) {
    t.nodes.put({id, "rds-instance", "eu-west-1a", id, {}, {{"engine", "mysql"}, {"backupRetentionDays", 0}}, {}});
    const std::string replica = std::string(id) + "-r";
    t.nodes.put({replica, "rds-instance", "eu-west-1b", replica, {}, {{"engine", "mysql"}}, {}});
    t.links.put({std::string(id) + "-link", "replicates", id, replica, {}, {}, {}});
  }
  for (int i = 2; i < 7; ++i) {
    const std::string id = "orders-r" + std::to_string(i);
    t.nodes.put({id, "rds-instance", "eu-west-1b", id, {}, {{"engine", "mysql"}}, {}});
    t.links.put({"db-r" + std::to_string(i), "replicates", "orders-db", id, {}, {}, {}});
  }
  return t;
}

constexpr std::string_view kBackups = "replica.source-backup-retention";

}  // namespace

class TestExplain : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<FindingsPanel> m_panel;

  FindingsView* view() const { return m_panel->view(); }
  Finding finding(std::string_view key) const {
    for (const Finding& f : m_document->report()->findings) {
      if (f.key() == key) return f;
    }
    QTest::qFail("there is no such finding", __FILE__, __LINE__);
    return {};
  }
  void choose(std::string_view key) {
    QVERIFY(m_panel->showFinding(std::string(key)));
    view()->setFocus();
  }
  QMenu* contextMenu() {
    const QPoint at = view()->visualRect(view()->currentIndex()).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, view()->viewport()->mapToGlobal(at));
    QApplication::sendEvent(view()->viewport(), &event);
    return view()->findChild<QMenu*>("findingsMenu");
  }
  static QAction* entry(const QMenu& menu, const QString& begin) {
    for (QAction* action : menu.actions()) {
      if (action->text().startsWith(begin)) return action;
    }
    return nullptr;
  }
  static void clickEntry(QMenu& menu, const QString& begin) {
    QAction* action = entry(menu, begin);
    QVERIFY2(action, qPrintable(begin));
    QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  ExplainDialog* dialog() const { return m_panel->findChild<ExplainDialog*>(); }
  static QString textOf(const ExplainDialog& dialog) { return dialog.findChild<QTextBrowser*>()->toPlainText(); }
  static QPushButton* button(const ExplainDialog& dialog, const QString& begin) {
    for (QPushButton* b : dialog.findChildren<QPushButton*>()) {
      if (b->text().remove('&').startsWith(begin)) return b;
    }
    return nullptr;
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(brokenDesign());
    m_document->judge();
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<FindingsPanel>(m_document.get(), m_selection.get());
    m_panel->resize(690, 202);
    m_panel->show();
    m_panel->refreshNow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  void saysAllThatTheRulebookKnows() {
    const Finding f = finding("replica.count:orders-db");
    ExplainDialog explained(m_document.get(), f);
    const QString text = textOf(explained);
    const Rule& rule = *findRule("replica.count");
    for (const std::string_view part : {rule.rationale, rule.sources[0].text, rule.sources[0].date, rule.rows[0]})
      QVERIFY2(text.contains(QString::fromUtf8(part.data(), qsizetype(part.size()))), qPrintable(text));
    QVERIFY(text.contains(QString::fromStdString(f.message())));
    QVERIFY2(text.contains("Read replicas per source, at most\n5\n15"), qPrintable(text));
    QVERIFY2(text.contains("AWS 2026 finds nothing here."), qPrintable(text));
    QVERIFY2(text.contains("What Fix would do"), qPrintable(text));
    bool titled = false;
    for (const QLabel* label : explained.findChildren<QLabel*>())
      titled = titled || label->text() == QString::fromUtf8(rule.title.data(), qsizetype(rule.title.size()));
    QVERIFY(titled);
  }

  void namesOtherTools() {
    const Rule& rule = *findRule("rds.backup-retention");
    Finding f = finding("replica.source-backup-retention:orders-db");
    f.rule = rule.id;
    const QString text = textOf(ExplainDialog(m_document.get(), f));
    for (const char* name : {"AWS Config: db-instance-backup-enabled", "AWS Security Hub: RDS.11",
                             "AWS Trusted Advisor: opQPADkZvH", "checkov: CKV_AWS_133", "cfn-lint: E3719"})
      QVERIFY2(text.contains(name), name);
  }

  // Without a fix the rule's own reason stands there.
  void saysWhyThereIsNoFix() {
    Finding f = finding("replica.count:orders-db");
    const Rule& rule = *findRule("snowball.recommended");
    f.rule = rule.id;
    f.fixable = false;
    const ExplainDialog explained(m_document.get(), f);
    QVERIFY(textOf(explained).contains(QString::fromUtf8(rule.noFix.data(), qsizetype(rule.noFix.size()))));
    QVERIFY(!button(explained, "Fix"));
  }

  void addressesOpen() {
    ExplainDialog explained(m_document.get(), finding("replica.source-backup-retention:orders-db"));
    auto* browser = explained.findChild<QTextBrowser*>();
    const QString address = "https://github.com/awsdocs/amazon-rds-user-guide";
    QVERIFY(browser->toHtml().contains("href=\"" + address));
    explained.show();
    QVERIFY(QTest::qWaitForWindowActive(&explained, kPatience));
    QDesktopServices::setUrlHandler("https", this, "openUrl");
    m_opened.clear();
    // By keyboard: Tab goes to the first link, Enter opens it.
    browser->setFocus();
    QTest::keyClick(browser, Qt::Key_Tab);
    QTest::keyClick(browser, Qt::Key_Return);
    QDesktopServices::unsetUrlHandler("https");
    QCOMPARE(m_opened, QList<QUrl>{QUrl(address)});
  }

  void escapeCloses() {
    choose("replica.count:orders-db");
    QVERIFY(m_panel->explainChosen());
    QPointer<ExplainDialog> open = dialog();
    QVERIFY(open);
    QTRY_VERIFY_WITH_TIMEOUT(open->isVisible(), kPatience);
    QTest::keyClick(open->focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!open, kPatience);
  }

  void nothingChosenNothingExplained() {
    view()->clearSelection();
    QVERIFY(!m_panel->explainChosen());
    QVERIFY(!dialog());
  }

  void theMenuExplains() {
    choose("replica.count:orders-db");
    QMenu* menu = contextMenu();
    QVERIFY(menu && entry(*menu, "Explain"));
    clickEntry(*menu, "Explain");
    QVERIFY(dialog());
  }

  void theMenuFixesAllOfAKind() {
    choose("replica.source-backup-retention:stock");
    QMenu* menu = contextMenu();
    QVERIFY(menu);
    clickEntry(*menu, "Fix all 3 of this kind");
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(m_document->edits[0].label, std::string("Fix 3 × replica.source-backup-retention"));
    m_document->judge();
    for (const Finding& f : m_document->report()->findings) QVERIFY(f.rule != kBackups);
    QVERIFY(m_document->undo());
    QCOMPARE(*m_document->property("stock", "backupRetentionDays"), Value(0));
  }

  void waivedOnesStay() {
    const std::string key = "replica.source-backup-retention:users";
    QVERIFY(m_document->submit({"", {SetWaiver{key, Waiver{key, "Scratch data", "ada", "2026-11-01", "", {}}}}}));
    m_document->judge();
    QCOMPARE(fixAllOffer(*m_document, kBackups).count, 2);
    QString why;
    QVERIFY(submitFixAll(*m_document, kBackups, &why));
    QCOMPARE(*m_document->property("users", "backupRetentionDays"), Value(0));
    QVERIFY(*m_document->property("stock", "backupRetentionDays") != Value(0));
  }

  // What a fix would move stays where somebody has locked it: Fix says so beforehand and when it is pressed.
  void lockedOnesStay() {
    Edit edit{"Draw", {}};
    for (const std::string id : {"bills", "stores"}) {
      const std::string standby = id + "-standby";
      edit.changes.emplace_back(
          AddNode{{id, "rds-instance", "eu-west-1a", id, {}, {{"engine", "mysql"}, {"multiAz", true}}, {}}});
      edit.changes.emplace_back(AddNode{{standby, "rds-standby", "eu-west-1a", standby, {}, {}, {}}});
      edit.changes.emplace_back(AddLink{{id + "-link", "standby", id, standby, {}, {}, {}}});
    }
    edit.changes.emplace_back(SetNodeLocked{"bills-standby", true});
    QVERIFY(m_document->submit(edit));
    m_document->judge();
    const auto homeOf = [&](const char* id) { return m_document->design()->topology().nodes.find(id)->parent; };
    const Finding locked = finding("rds.standby-other-az:bills,bills-standby");
    const QString reason = "bills-standby (RDS standby) is locked";
    QVERIFY2(fixToolTip(*m_document->design(), locked).contains(reason),
             qPrintable(fixToolTip(*m_document->design(), locked)));
    QString why;
    QVERIFY(!submitFix(*m_document, locked, &why));
    QVERIFY2(why.startsWith(reason), qPrintable(why));
    QVERIFY2(submitFixAll(*m_document, locked.rule, &why), qPrintable(why));
    const QString stays = "One stays as it was: " + reason;
    QVERIFY2(why.startsWith(stays), qPrintable(why));
    QCOMPARE(homeOf("bills-standby"), std::string("eu-west-1a"));
    QVERIFY(homeOf("stores-standby") != "eu-west-1a");
    QVERIFY(m_document->undo());
    m_document->judge();
    // The dialog closes only where there is nothing to tell.
    ExplainDialog explained(m_document.get(), locked);
    explained.show();
    QTest::mouseClick(button(explained, "Fix all 2"), Qt::LeftButton);
    QVERIFY(homeOf("stores-standby") != "eu-west-1a");
    QVERIFY(explained.isVisible());
    const auto labels = explained.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(
        labels, [&](const QLabel* label) { return label->isVisible() && label->text().startsWith(stays); }));
    m_document->judge();
    QVERIFY(!submitFixAll(*m_document, locked.rule, &why));
    QVERIFY2(why.startsWith(reason), qPrintable(why));
    QVERIFY(m_document->submit({"Unlock", {SetNodeLocked{"bills-standby", false}}}));
    QVERIFY2(submitFix(*m_document, locked, &why), qPrintable(why));
    QVERIFY(homeOf("bills-standby") != "eu-west-1a");
  }

  // A client that was drawn into the recovery Region writes to the replica there, which counts as work after a
  // failover: lifted out of it, it would be an error. So it stays, and Fix says why, beforehand and when it is pressed.
  void whatWouldBringAnErrorStays() {
    Edit edit{"Draw", {}};
    edit.changes.emplace_back(
        AddNode{{"far", "region", "", "far", {}, {{"code", "eu-central-1"}, {"role", "recovery"}}, {}}});
    edit.changes.emplace_back(AddNode{{"far-a", "az", "far", "far-a", {}, {{"code", "eu-central-1a"}}, {}}});
    edit.changes.emplace_back(AddNode{{"copy", "rds-instance", "far-a", "copy", {}, {{"engine", "mysql"}}, {}}});
    edit.changes.emplace_back(AddLink{{"copying", "replicates", "stock", "copy", {}, {}, {}}});
    for (const std::string id : {"app", "web"})
      edit.changes.emplace_back(AddNode{{id, "users", "far", id, {}, {}, {}}});
    edit.changes.emplace_back(AddLink{{"writing", "uses", "app", "copy", {{"access", "write"}}, {}, {}}});
    QVERIFY(m_document->submit(edit));
    m_document->judge();
    const auto homeOf = [&](const char* id) { return m_document->design()->topology().nodes.find(id)->parent; };
    const Finding astray = finding("design.allowed-parent:app");
    QVERIFY(astray.fixable);
    const QString reason = "this fix would bring an error: app writes to copy, which is a read replica";
    const QString tip = fixToolTip(*m_document->design(), astray);
    QVERIFY2(tip.contains("<i>Not done by itself: " + reason), qPrintable(tip));
    QVERIFY(!fixToolTip(*m_document->design(), finding("design.allowed-parent:web")).contains("Not done"));
    QVERIFY(!textOf(ExplainDialog(m_document.get(), finding("design.allowed-parent:web"))).contains("Not done"));
    const std::size_t steps = m_document->edits.size();
    ExplainDialog one(m_document.get(), astray);
    one.show();
    QVERIFY2(textOf(one).contains("Not done by itself: " + reason), qPrintable(textOf(one)));
    QTest::mouseClick(button(one, "Fix"), Qt::LeftButton);
    QCOMPARE(m_document->edits.size(), steps);
    QVERIFY(one.isVisible());
    const auto labels = one.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [&](const QLabel* label) {
      return label->isVisible() && label->text().startsWith("Not done by itself: " + reason);
    }));
    QString why;
    QVERIFY(submitFixAll(*m_document, astray.rule, &why));
    QVERIFY2(why.startsWith("One stays as it was: " + reason) && why.endsWith('.'), qPrintable(why));
    QCOMPARE(homeOf("app"), std::string("far"));
    QCOMPARE(homeOf("web"), std::string());
  }

  // What a lock does not speak of is mended: values of a locked node.
  void valuesOfLockedOnesAreMended() {
    QVERIFY(m_document->submit({"Lock", {SetNodeLocked{"stock", true}}}));
    QString why;
    QVERIFY2(submitFix(*m_document, finding("replica.source-backup-retention:stock"), &why), qPrintable(why));
    QVERIFY(*m_document->property("stock", "backupRetentionDays") != Value(0));
  }

  // What is accepted says why and by whom; what is not says nothing of it.
  void saysThatItIsWaived() {
    const std::string key = "replica.source-backup-retention:users";
    const Finding f = finding(key);
    const auto second = [](const ExplainDialog& dialog) {
      QString all;
      for (const QLabel* label : dialog.findChildren<QLabel*>()) all += label->text() + '\n';
      return all;
    };
    {
      const ExplainDialog open(m_document.get(), f);
      QVERIFY(!second(open).contains("waived") && !textOf(open).contains("Waived"));
    }
    QVERIFY(m_document->submit({"", {SetWaiver{key, Waiver{key, "Scratch <data>", "ada", "2026-11-01", "", {}}}}}));
    m_document->judge();
    const ExplainDialog waived(m_document.get(), f);
    QVERIFY2(second(waived).contains(", waived · "), qPrintable(second(waived)));
    QVERIFY2(textOf(waived).contains("Waived\nScratch <data> (ada, 2026-11-01)"), qPrintable(textOf(waived)));
  }

  void keyFixesAllOfAKind() {
    choose("replica.source-backup-retention:stock");
    QTest::keyClick(view(), Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(m_document->edits[0].label, std::string("Fix 3 × replica.source-backup-retention"));
  }

  // Where none can be mended the entry is there, disabled, and says why.
  void saysWhyItFixesNone() {
    Report report;
    report.findings = {makeFinding("snowball.recommended", Severity::info, {"docs"}, "One"),
                       makeFinding("replica.count", Severity::error, {"stock"}, "Two")};
    m_document->setReport(std::move(report));
    m_panel->refreshNow();
    for (const auto& [key, reason] :
         {std::pair<const char*, QString>("snowball.recommended:docs",
                                          QString::fromUtf8(findRule("snowball.recommended")->noFix.data())),
          {"replica.count:stock", "None of its findings can be mended"}}) {
      choose(key);
      QMenu* menu = contextMenu();
      QVERIFY(menu);
      QAction* all = entry(*menu, "Fix all of this kind");
      QVERIFY(all && !all->isEnabled());
      QVERIFY2(all->toolTip().startsWith(reason), qPrintable(all->toolTip()));
      QVERIFY(menu->toolTipsVisible());
      menu->close();
      QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QTest::keyClick(view(), Qt::Key_F, Qt::ShiftModifier);
    QVERIFY(m_document->edits.empty());
  }

  void theDialogFixes() {
    choose("replica.source-backup-retention:stock");
    QVERIFY(m_panel->explainChosen());
    QVERIFY(button(*dialog(), "Fix all 3 of this kind"));
    QTest::mouseClick(button(*dialog(), "Fix"), Qt::LeftButton);
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QVERIFY(*m_document->property("stock", "backupRetentionDays") != Value(0));
    QCOMPARE(*m_document->property("users", "backupRetentionDays"), Value(0));
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!dialog());
    m_document->judge();
    choose("replica.source-backup-retention:users");
    QVERIFY(m_panel->explainChosen());
    QTest::mouseClick(button(*dialog(), "Fix all 2"), Qt::LeftButton);
    QVERIFY(*m_document->property("users", "backupRetentionDays") != Value(0));
    QCOMPARE(m_document->edits.back().label, std::string("Fix 2 × replica.source-backup-retention"));
  }

  // A fix that does not fit any more says so, and the dialog stays.
  void theDialogSaysWhatDoesNotFit() {
    ExplainDialog explained(m_document.get(), finding("replica.source-backup-retention:stock"));
    explained.show();
    QVERIFY(m_document->submit({"", {RemoveLink{"stock-link"}, RemoveNode{"stock"}}}));
    QTest::mouseClick(button(explained, "Fix"), Qt::LeftButton);
    QVERIFY(explained.isVisible());
    bool said = false;
    for (const QLabel* label : explained.findChildren<QLabel*>())
      said = said || (label->isVisible() && label->text().contains("The design has changed"));
    QVERIFY(said);
  }

  void nothingToFixDuringADrill() {
    m_document->setReadOnly(true);
    const ExplainDialog explained(m_document.get(), finding("replica.source-backup-retention:stock"));
    QVERIFY(!button(explained, "Fix") && button(explained, "Close"));
    QCOMPARE(fixAllOffer(*m_document, kBackups).count, 0);
    QVERIFY(fixAllOffer(*m_document, kBackups).reason.contains("drill"));
  }

  void theInspectorExplains() {
    InspectorPanel inspector(m_document.get(), m_selection.get());
    inspector.resize(296, 900);
    inspector.show();
    m_selection->set({"orders-db"});
    inspector.refreshNow();
    QVERIFY(QTest::qWaitForWindowActive(&inspector, kPatience));
    FieldRow* backups = nullptr;
    FieldRow* engine = nullptr;
    for (FieldRow* row : inspector.findChildren<FieldRow*>()) {
      if (row->schema().key == "backupRetentionDays") backups = row;
      if (row->schema().key == "engine") engine = row;
    }
    QVERIFY(backups && engine);
    engine->editor()->field()->setFocus();
    QVERIFY(!inspector.explainFocused());
    backups->editor()->field()->setFocus();
    QVERIFY(inspector.explainFocused());
    auto* first = inspector.findChild<ExplainDialog*>();
    QVERIFY(first && textOf(*first).contains("orders-db is the source of"));
    first->close();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    // The visible way: a link in the message.
    auto* message = backups->findChild<FindingMessage*>();
    QVERIFY(message);
    for (QLabel* label : message->findChildren<QLabel*>()) {
      if (label->text().contains("Explain…")) emit label->linkActivated("#explain");
    }
    QVERIFY(inspector.findChild<ExplainDialog*>());
  }

  void looksRightInBothThemes() {
    ExplainDialog explained(m_document.get(), finding("replica.count:orders-db"));
    explained.show();
    QVERIFY(QTest::qWaitForWindowActive(&explained, kPatience));
    auto* browser = explained.findChild<QTextBrowser*>();
    const QString light = browser->toHtml();
    keepPicture(explained, "explain-light");
    applyTheme(*qApp, darkTheme());
    QApplication::processEvents();
    keepPicture(explained, "explain-dark");
    QVERIFY(browser->toHtml().contains(themeColour(Token::accent).name()));
    QVERIFY(browser->toHtml() != light);
  }

 public:
  // For QDesktopServices; as a slot it would be run as a test.
  Q_INVOKABLE void openUrl(const QUrl& url) { m_opened << url; }

 private:
  QList<QUrl> m_opened;
};

QTEST_MAIN(TestExplain)
#include "test_explain.moc"
