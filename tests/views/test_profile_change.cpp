// Another rule profile: the findings dock says which findings that brings, takes and changes.
#include <QDialog>
#include <QPushButton>
#include <QTextBrowser>

#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/profile_strip.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

FindingRow row(const char* key, Severity severity, const char* message) {
  FindingRow out;
  out.key = key;
  out.rule = QString::fromUtf8(key).section(':', 0, 0);
  out.severity = severity;
  out.message = QString::fromUtf8(message);
  out.finding = std::make_shared<const Finding>();
  return out;
}

// A MySQL with six replicas: one too many for the course, few for AWS today.
Topology sixReplicas() {
  Topology t = ordersDesign();
  for (int i = 2; i < 7; ++i) {
    const std::string id = "orders-r" + std::to_string(i);
    t.nodes.put({id, "rds-instance", "eu-west-1b", id, {}, {{"engine", "mysql"}}, {}});
    t.links.put({"db-r" + std::to_string(i), "replicates", "orders-db", id, {}, {}, {}});
  }
  return t;
}

Edit profile(const char* id) { return {"Change profile", {SetProfile{id}}}; }

}  // namespace

class TestProfileChange : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<FindingsPanel> m_panel;

  ProfileStrip* strip() const { return m_panel->findChild<ProfileStrip*>(); }
  QPushButton* button(const QString& text) const {
    const auto buttons = strip()->findChildren<QPushButton*>();
    const auto at = std::ranges::find(buttons, text, &QPushButton::text);
    return at == buttons.end() ? nullptr : *at;
  }
  void switchTo(const char* id) {
    QVERIFY(m_document->submit(profile(id)));
    m_panel->refreshNow();  // the report is still the old one
    m_document->judge();
    m_panel->refreshNow();
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(sixReplicas());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<FindingsPanel>(m_document.get(), m_selection.get());
    m_document->judge();
    m_panel->resize(900, 240);
    m_panel->show();
    m_panel->refreshNow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  void whatIsCompared() {
    FindingRow waiver = row("w:1", Severity::info, "idle");
    waiver.finding = nullptr;
    waiver.kind = RowKind::staleWaiver;
    const auto change = profileChange(
        {row("a:1", Severity::error, "a"), row("b:1", Severity::error, "b"), row("c:1", Severity::info, "5"), waiver},
        {row("b:1", Severity::warning, "b"), row("c:1", Severity::info, "15"), row("d:1", Severity::info, "<d>")});
    QCOMPARE(change.gone.size(), 1U);
    QCOMPARE(change.gone[0].key, "a:1");
    QCOMPARE(change.come.size(), 1U);
    QCOMPARE(change.come[0].key, "d:1");
    QCOMPARE(change.changed.size(), 2U);
    QCOMPARE(profileChangeSummary(change), QString("1 finding new, 1 gone, 2 changed"));
    const QString html = profileChangeHtml(change);
    QVERIFY(html.contains("&lt;d&gt;") && !html.contains("<d>"));
    QVERIFY2(html.contains("Before: Error<"), qPrintable(html));
    QVERIFY2(html.contains("Before: 5<"), qPrintable(html));
    QVERIFY(profileChange(change.come, change.come).isEmpty());
  }

  void theStripTellsOfAnotherProfile() {
    QVERIFY(!strip()->isVisible());
    const auto before = m_document->report()->findings;
    switchTo("aws-2026");
    QVERIFY(strip()->isVisible());
    QVERIFY2(strip()->text().startsWith("AWS 2026 instead of Course 2021: "), qPrintable(strip()->text()));
    // Counted by keys alone.
    std::set<std::string> old;
    std::set<std::string> now;
    for (const Finding& f : before) old.insert(f.key());
    for (const Finding& f : m_document->report()->findings) now.insert(f.key());
    const auto gone = std::ranges::count_if(old, [&](const std::string& key) { return !now.contains(key); });
    QVERIFY(gone > 0);
    QVERIFY2(strip()->text().contains(QRegularExpression(QString("\\b%1 (findings? )?gone").arg(gone))),
             qPrintable(strip()->text()));
    QVERIFY(std::ranges::any_of(
        old, [&](const std::string& key) { return key.starts_with("replica.count:") && !now.contains(key); }));
  }

  // By keyboard.
  void oneByOne() {
    switchTo("aws-2026");
    button("Details")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(button("Details"), Qt::Key_Space);
    auto* dialog = m_panel->findChild<QDialog*>("profileChange");
    QVERIFY(dialog && dialog->isVisible());
    const QString said = dialog->findChild<QTextBrowser*>()->toPlainText();
    QVERIFY2(said.contains("Gone (") && said.contains("replica.count: "), qPrintable(said));
    QTest::keyClick(dialog, Qt::Key_Escape);
  }

  void closedByItsButtonAndByAnotherDesign() {
    switchTo("aws-2026");
    QTest::mouseClick(button("Close"), Qt::LeftButton);
    QVERIFY(!strip()->isVisible());
    QVERIFY(m_document->undo());
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY2(strip()->text().startsWith("Course 2021 instead of AWS 2026: "), qPrintable(strip()->text()));
    QVERIFY(strip()->isVisible());
    ChangeSet opened;
    opened.everything = true;
    emit m_document->changed(opened, false);
    QVERIFY(!strip()->isVisible());
  }

  // To and fro before the report is there: nothing to tell.
  void takenBackAtOnce() {
    QVERIFY(m_document->submit(profile("aws-2026")));
    QVERIFY(m_document->undo());
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(!strip()->isVisible());
  }

  // Behind another tab: what was edited after the switch is not the profile's doing.
  void editsWhileNobodyLooks() {
    m_panel->hide();
    QVERIFY(m_document->submit(profile("aws-2026")));
    m_document->judge();
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    m_document->judge();
    m_panel->show();
    m_panel->refreshNow();
    QVERIFY(strip()->isVisible());
    QVERIFY2(!strip()->text().contains("new"), qPrintable(strip()->text()));
  }

  // An edit that comes before the other profile's report would count as its doing: nothing is told.
  void anEditInBetween() {
    QVERIFY(m_document->submit(profile("aws-2026")));
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(!strip()->isVisible());
  }

  void noOtherEditShowsIt() {
    QVERIFY(m_document->submit({"Rename", {SetDesignName{"Other"}}}));
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(!strip()->isVisible());
  }
};

QTEST_MAIN(TestProfileChange)
#include "test_profile_change.moc"
