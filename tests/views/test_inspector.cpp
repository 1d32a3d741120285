// The inspector's fields: each shows what is there, and makes one step of what a person does to it.
#include <QCheckBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "catalogue/relevance.h"
#include "inspector/design_form.h"
#include "inspector/field_button.h"
#include "inspector/inspector_header.h"
#include "inspector/lifecycle_dialog.h"
#include "inspector_test.h"

using namespace nines;
using namespace nines::test;

class TestInspector : public InspectorTest {
  Q_OBJECT

  QToolButton* action(const std::string& key) const { return in<QToolButton>(key); }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(ordersDesign());
  }
  void cleanup() { m_window.reset(); }

  void showsTheDesign() {
    QVERIFY(named("Name of the design"));
    QCOMPARE(named("Name of the design")->text(), QString("Orders"));
    const DesignTotals totals = totalsOf(*m_document->design());
    QCOMPARE(totals.resources, 4);
    QCOMPARE(totals.workloads, 1);
    QCOMPARE(totals.links, 3);
    type(named("Name of the design"), "Orders 2");
    QTest::keyClick(named("Name of the design"), Qt::Key_Return);
    QCOMPARE(m_document->topology().name, std::string("Orders 2"));
    auto* profile = m_panel->findChild<FieldCombo*>();
    QTest::keyClick(profile, Qt::Key_Down);
    QCOMPARE(m_document->topology().profile, std::string("aws-2026"));
    QCOMPARE(steps(), std::size_t{2});
    m_panel->refreshNow();
    keepPicture(*m_panel, "inspector-design");
  }

  // What is not seen belongs to what a person edits.
  void keepsWhatIsNotSeen() {
    set("orders-db", "engineVersion", Value("8.0\u200b.36"));
    select({"orders-db"});
    TypedLine* version = line("engineVersion");
    QVERIFY(version);
    QCOMPARE(version->text(), QStringLiteral("8.0\u200b.36"));
    version->setFocus();
    QTest::keyClick(version, Qt::Key_End);
    QTest::keyClicks(version, "1");
    QTest::keyClick(version, Qt::Key_Return);
    const auto& kept = m_document->topology().nodes.find("orders-db")->properties;
    QCOMPARE(*kept.at("engineVersion").asText(), std::string("8.0\u200b.361"));
  }

  void saysThatAProfileIsUnknown() {
    const auto help = [&] {
      QStringList texts;
      for (const QLabel* label : m_panel->findChild<DesignForm*>()->findChildren<QLabel*>()) texts << label->text();
      return texts.join('|');
    };
    QVERIFY(!help().contains("does not know"));
    QVERIFY(m_document->submit({"", {SetProfile{"aws-2030"}}}));
    m_panel->refreshNow();
    QVERIFY2(help().contains("does not know the profile. It judges the design by Course 2021"), qPrintable(help()));
    QCOMPARE(m_panel->findChild<FieldCombo*>()->display(), QString("aws-2030"));
    QVERIFY(m_document->submit({"", {SetProfile{"aws-2026"}}}));
    m_panel->refreshNow();
    QVERIFY(!help().contains("does not know"));
  }

  void showsANode() {
    select({"orders-db"});
    auto* header = m_panel->findChild<InspectorHeader*>();
    QCOMPARE(header->title(), QString("orders-db"));
    QCOMPARE(header->subtitle(), QString("RDS instance · eu-west-1 › eu-west-1a"));
    QCOMPARE(in<FieldCombo>("engine")->display(), QString("MySQL"));
    QCOMPARE(line("allocatedGb")->text(), QString("500\u00a0GB"));
    QCOMPARE(in<QCheckBox>("multiAz")->text(), QString("On"));
    QCOMPARE(line("backupRetentionDays")->text(), QString("1\u00a0day"));
    QVERIFY(row("backupRetentionDays")->toolTip().contains("Source"));
  }

  void everyKindHasAForm() {
    // Each kind of node and link of the catalogue can be selected, and every property has a row.
    Topology t;
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      // A standby is wanted, so that its zone is asked for.
      Properties properties;
      if (kind.has(trait::kDatabaseInstance)) properties["multiAz"] = Value(true);
      t.nodes.put({kind.id, kind.id, "", "", {}, properties, {}});
    }
    for (const LinkKind& kind : Catalogue::shipped().linkKinds())
      t.links.put({"link-" + kind.id, kind.id, "orders-a", "orders-b", {}, {}, {}});
    t.nodes.put({"orders-a", "note", "", "", {}, {}, {}});
    t.nodes.put({"orders-b", "note", "", "", {}, {}, {}});
    PanelDocument document(t);
    Selection selection;
    InspectorPanel panel(&document, &selection);
    panel.resize(296, 900);
    panel.show();
    // All but what says nothing of these.
    const auto leftOut = [&](const auto& kind) {
      std::set<std::string> lacking;
      for (const PropertySchema& schema : kind.properties) lacking.insert(schema.key);
      for (FieldRow* r : panel.findChildren<FieldRow*>()) {
        if (r->window() == &panel && r->isVisible()) lacking.erase(r->schema().key);
      }
      std::erase_if(lacking, [&](const std::string& key) { return relevanceOf(kind.id, key) != nullptr; });
      return lacking;
    };
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      selection.set({kind.id});
      panel.refreshNow();
      QVERIFY2(leftOut(kind).empty(), kind.id.c_str());
    }
    for (const LinkKind& kind : Catalogue::shipped().linkKinds()) {
      selection.set({"link-" + kind.id});
      panel.refreshNow();
      QVERIFY2(leftOut(kind).empty(), kind.id.c_str());
    }
  }

  void renames() {
    select({"orders-db"});
    type(named("Name"), "main");
    QCOMPARE(steps(), std::size_t{0});
    QTest::keyClick(named("Name"), Qt::Key_Return);
    QCOMPARE(steps(), std::size_t{1});
    QCOMPARE(m_document->node("orders-db").name, std::string("main"));
  }

  void commitsOnceWhenTheFocusLeaves() {
    select({"orders-db"});
    type(line("engineVersion"), "8.4");
    QCOMPARE(steps(), std::size_t{0});
    line("allocatedGb")->setFocus();
    QCOMPARE(steps(), std::size_t{1});
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value("8.4"));
    named("Name")->setFocus();
    QCOMPARE(steps(), std::size_t{1});
  }

  void readsUnits() {
    select({"orders-db"});
    type("allocatedGb", "0.5 TB");
    QCOMPARE(steps(), std::size_t{0});  // 500 GB is what it was
    QCOMPARE(line("allocatedGb")->text(), QString("500\u00a0GB"));
    type("allocatedGb", "2 TB");
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(2000));
    select({"orders"});
    QCOMPARE(line("availabilityTarget")->text(), QString("99.95\u00a0%"));
    type("availabilityTarget", "99.99 %");
    QCOMPARE(*m_document->property("orders", "availabilityTarget"), Value(.9999));
  }

  void saysWhatIsWrong() {
    select({"orders-db"});
    type("allocatedGb", "plenty");
    QCOMPARE(steps(), std::size_t{0});
    bool said = false;
    for (const QLabel* label : row("allocatedGb")->findChildren<QLabel*>())
      said = said || (label->isVisible() && label->text().contains("plenty"));
    QVERIFY(said);
    QCOMPARE(line("allocatedGb")->text(), QString("plenty"));
    QTest::keyClick(line("allocatedGb"), Qt::Key_Escape);
    QCOMPARE(line("allocatedGb")->text(), QString("500\u00a0GB"));
    for (const QLabel* label : row("allocatedGb")->findChildren<QLabel*>())
      QVERIFY(!label->isVisible() || !label->text().contains("plenty"));
  }

  void setsAndClearsDefaults() {
    select({"orders-db"});
    QCOMPARE(action("backupRetentionDays")->text(), QString("Set"));
    QTest::mouseClick(action("backupRetentionDays"), Qt::LeftButton);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "backupRetentionDays"), Value(1));
    QVERIFY(action("backupRetentionDays")->toolTip().startsWith("Clear"));
    QTest::mouseClick(action("backupRetentionDays"), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(!m_document->property("orders-db", "backupRetentionDays"));
    QCOMPARE(line("backupRetentionDays")->text(), QString("1\u00a0day"));
    QVERIFY(!action("instanceClass")->isVisible());
    type("allocatedGb", "");
    QTest::keyClick(line("allocatedGb"), Qt::Key_Delete);
    QTest::keyClick(line("allocatedGb"), Qt::Key_Return);
    QVERIFY(!m_document->property("orders-db", "allocatedGb"));
  }

  // The cross shows where the pointer or the focus is, whichever way the field came to be set; elsewhere the row is
  // calm.
  void whatIsSetCanBeCleared() {
    select({"orders-db"});
    const auto crossed = [&](const char* key) {
      const QImage shown = action(key)->grab().toImage();
      const QRgb ground = shown.pixel(0, shown.height() / 2);
      int apart = 0;
      for (int x = 0; x < shown.width(); ++x) apart += shown.pixel(x, shown.height() / 2) != ground;
      return apart > 0;
    };
    const auto painted = [&](const char* key) {
      QWindow* pointer = m_window->windowHandle();
      QTest::mouseMove(pointer, QPoint(2, 2));
      named("Name")->setFocus();
      if (crossed(key)) return false;
      QTest::mouseMove(pointer, row(key)->editor()->mapTo(m_window.get(), QPoint(4, 4)));
      if (!crossed(key)) return false;
      QTest::mouseMove(pointer, QPoint(2, 2));
      row(key)->editor()->setFocus();
      return crossed(key);
    };
    QVERIFY(painted("allocatedGb") && painted("multiAz") && painted("engine"));
    QTest::mouseClick(action("backupRetentionDays"), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(painted("backupRetentionDays"));
    type("instanceClass", "db.r6g.large");
    QVERIFY(painted("instanceClass"));
    QTest::mouseClick(action("instanceClass"), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(!action("instanceClass")->isVisible());
  }

  void switches() {
    select({"orders-r1"});
    auto* box = in<QCheckBox>("multiAz");
    QCOMPARE(box->text(), QString("Off, assumed"));
    QTest::keyClick(box, Qt::Key_Space);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-r1", "multiAz"), Value(true));
    QCOMPARE(box->text(), QString("On"));
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(*m_document->property("orders-r1", "multiAz"), Value(false));
    select({"orders-db", "orders-r1"});
    QCOMPARE(in<QCheckBox>("multiAz")->text(), QString("Mixed"));
    QCOMPARE(in<QCheckBox>("multiAz")->checkState(), Qt::PartiallyChecked);
    const std::size_t before = steps();
    QTest::keyClick(in<QCheckBox>("multiAz"), Qt::Key_Space);
    QCOMPARE(steps(), before + 1);
    QCOMPARE(*m_document->property("orders-r1", "multiAz"), Value(true));
  }

  // What the analyses take it for, not what the property says.
  void drawnStandbyIsMultiAz() {
    Node standby{"orders-sb", "rds-standby", "eu-west-1b", "orders-sb", {}, {}, {}};
    QVERIFY(m_document->submit(
        {"", {AddNode{standby}, AddLink{{"r1-sb", "standby", "orders-r1", "orders-sb", {}, {}, {}}}}}));
    QVERIFY(m_document->design()->isMultiAz(m_document->design()->indexOf("orders-r1")));
    select({"orders-r1"});
    auto* box = in<QCheckBox>("multiAz");
    QCOMPARE(box->text(), QString("On, by drawn standby"));
    QCOMPARE(box->checkState(), Qt::Checked);
    QVERIFY2(box->sizeHint().width() <= box->width(), "the text is whole");
    QVERIFY(!box->isEnabled());  // off would change nothing
    QTest::mouseClick(action("multiAz"), Qt::LeftButton);
    QCOMPARE(*m_document->property("orders-r1", "multiAz"), Value(true));
    m_panel->refreshNow();
    QCOMPARE(box->text(), QString("On"));
    QVERIFY(box->isEnabled());
    QVERIFY(action("multiAz")->toolTip().contains("drawn standby"));
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(*m_document->property("orders-r1", "multiAz"), Value(false));
    m_panel->refreshNow();
    QCOMPARE(box->text(), QString("On, by drawn standby"));
    select({"orders-db", "orders-r1"});
    QCOMPARE(in<QCheckBox>("multiAz")->text(), QString("On"));
    QVERIFY(m_document->submit({"", {RemoveLink{"r1-sb"}}}));
    select({"orders-r1"});
    QCOMPARE(in<QCheckBox>("multiAz")->text(), QString("Off"));
  }

  void chooses() {
    select({"docs"});
    auto* combo = in<FieldCombo>("storageClass");
    QCOMPARE(combo->display(), QString("Standard"));
    QCOMPARE(combo->itemText(0), QString("Not set (assumed: Standard)"));
    QTest::keyClick(combo, Qt::Key_Down);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("docs", "storageClass"), Value("standard"));
    QTest::keyClick(combo, Qt::Key_Up);
    QVERIFY(!m_document->property("docs", "storageClass"));
    set("orders-db", "engine", Value("oracle"));
    select({"orders-db"});
    QCOMPARE(in<FieldCombo>("edition")->itemText(0), QString("Not set (unknown)"));
  }

  // Route 53 probes every 10 or every 30 seconds, and nothing between.
  void choosesAmongNumbers() {
    QVERIFY(m_document->submit({"", {AddNode{Node{"dns", "route53", "", "dns", {}, {}, {}}}}}));
    select({"dns"});
    auto* combo = in<FieldCombo>("healthCheckIntervalSeconds");
    QVERIFY(combo);
    QCOMPARE(combo->display(), QString::fromUtf8("30\u00a0s"));
    QCOMPARE(combo->itemText(0), QString::fromUtf8("Not set (assumed: 30\u00a0s)"));
    QCOMPARE(combo->count(), 3);
    QTest::keyClick(combo, Qt::Key_Down);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("dns", "healthCheckIntervalSeconds"), Value(10));
    QCOMPARE(combo->display(), QString::fromUtf8("10\u00a0s"));
    QVERIFY(row("healthCheckIntervalSeconds")->toolTip().contains(QString::fromUtf8("10\u00a0s or 30\u00a0s.")));
    // What a file says stays choosable, and 30.0 is 30.
    QVERIFY(m_document->submit({"", {SetNodeProperty{"dns", "healthCheckIntervalSeconds", Value(15)}}}));
    m_panel->refreshNow();
    QCOMPARE(combo->count(), 4);
    QCOMPARE(combo->display(), QString::fromUtf8("15\u00a0s"));
    QVERIFY(m_document->submit({"", {SetNodeProperty{"dns", "healthCheckIntervalSeconds", Value(30.0)}}}));
    m_panel->refreshNow();
    QCOMPARE(combo->count(), 3);
    QCOMPARE(combo->currentText(), QString::fromUtf8("30\u00a0s"));
  }

  void theWheelChangesNothingUnfocused() {
    select({"docs"});
    auto* combo = in<FieldCombo>("storageClass");
    named("Name")->setFocus();
    QWheelEvent wheel(combo->rect().center(), combo->mapToGlobal(combo->rect().center()), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(combo, &wheel);
    QVERIFY(!wheel.isAccepted());
    QCOMPARE(steps(), std::size_t{0});
  }

  void offersNodes() {
    select({"orders-db"});
    auto* copy = in<FieldCombo>("backupCopyRegion");
    QCOMPARE(copy->count(), 3);  // not set and two Regions
    QTest::keyClick(copy, Qt::Key_Down);
    QCOMPARE(*m_document->property("orders-db", "backupCopyRegion"), Value("eu-central-1"));
  }

  void ticksNodes() {
    select({"orders-db"});
    auto* button = in<FieldButton>("subnetGroupAzs");
    QTest::mouseClick(button, Qt::LeftButton);
    auto* list = qobject_cast<QListWidget*>(QApplication::focusWidget());
    if (!list) list = m_panel->findChild<QListWidget*>();
    QVERIFY(list);
    QCOMPARE(list->count(), 2);
    QTest::keyClick(list, Qt::Key_Space);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space);
    QCOMPARE(steps(), std::size_t{0});
    QTest::keyClick(list, Qt::Key_Escape);
    QCOMPARE(steps(), std::size_t{1});
    QCOMPARE(*m_document->property("orders-db", "subnetGroupAzs"),
             Value(Value::Array{Value("eu-west-1a"), Value("eu-west-1b")}));
    m_panel->refreshNow();
    QCOMPARE(button->text(), QString("eu-west-1a, eu-west-1b"));
  }

  void editsTargetsPerOutage() {
    select({"orders"});
    FieldRow* rto = row("rtoSeconds");
    auto* single = rto->findChild<TypedLine*>();
    QCOMPARE(single->text(), QString("15\u00a0min"));
    auto* mode = rto->findChild<FieldCombo*>();
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Up}) {
      QTest::keyClick(mode, key);
      QVERIFY2(mode->showsWhole(), qPrintable(mode->display()));
      QVERIFY(!mode->toolTip().isEmpty());
    }
    QTest::keyClick(mode, Qt::Key_Down);
    QCOMPARE(steps(), std::size_t{0});
    TypedLine* region = nullptr;
    for (TypedLine* l : rto->findChildren<TypedLine*>()) {
      if (l->isVisible() && l->accessibleName() == "Region") region = l;
    }
    QVERIFY(region);
    type(region, "1 h");
    QTest::keyClick(region, Qt::Key_Return);
    m_panel->refreshNow();
    // The figure for all stays for those that it counted for.
    QCOMPARE(*m_document->property("orders", "rtoSeconds"),
             Value(Value::Object{{"az", Value(900)}, {"host", Value(900)}, {"region", Value(3600)}}));
    QCOMPARE(region->text(), QString("1\u00a0h"));
    keepPicture(*m_panel, "inspector-workload");
    type(region, "");
    QTest::keyClick(region, Qt::Key_Delete);
    QTest::keyClick(region, Qt::Key_Return);
    QCOMPARE(*m_document->property("orders", "rtoSeconds"),
             Value(Value::Object{{"az", Value(900)}, {"host", Value(900)}}));
    for (TypedLine* l : rto->findChildren<TypedLine*>()) {
      if (!l->isVisible() || l->text().isEmpty()) continue;
      type(l, "");
      QTest::keyClick(l, Qt::Key_Delete);
      QTest::keyClick(l, Qt::Key_Return);
      m_panel->refreshNow();
    }
    QVERIFY(!m_document->property("orders", "rtoSeconds"));
  }

  void editsLifecycles() {
    select({"docs"});
    QTest::mouseClick(in<FieldButton>("lifecycle"), Qt::LeftButton);
    auto* dialog = m_panel->findChild<LifecycleDialog*>();
    QVERIFY(dialog);
    const auto button = [&](const QString& text) -> QPushButton* {
      for (QPushButton* b : dialog->findChildren<QPushButton*>()) {
        if (b->text().remove('&') == text) return b;
      }
      return nullptr;
    };
    QTest::mouseClick(button("Add rule"), Qt::LeftButton);
    QVERIFY(!button("OK")->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), "30");
    QVERIFY(button("OK")->isEnabled());
    keepPicture(*dialog, "lifecycle-dialog");
    QTest::mouseClick(button("OK"), Qt::LeftButton);
    // Not to the first class: objects begin there.
    const Value::Object rule{{"afterDays", Value(30)}, {"class", Value("standard-ia")}};
    QCOMPARE(*m_document->property("docs", "lifecycle"), Value(Value::Array{Value(rule)}));
  }

  void editsNotes() {
    select({"hint"});
    auto* text = m_panel->findChild<QPlainTextEdit*>();
    QCOMPARE(text->toPlainText(), QString("Region loss: promote orders-db-dr"));
    text->setFocus();
    text->moveCursor(QTextCursor::End);
    QTest::keyClick(text, Qt::Key_Return);
    QTest::keyClicks(text, "then scale");
    QCOMPARE(steps(), std::size_t{0});
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(steps(), std::size_t{1});
    QCOMPARE(*m_document->property("hint", "text"), Value("Region loss: promote orders-db-dr\nthen scale"));
  }

  void looksRightInBothThemes() {
    Report report;
    report.findings = {makeFinding("rds.backup-retention", Severity::warning, {"orders-db"},
                                   "orders-db keeps backups for 1 day; 7 are recommended", "backupRetentionDays"),
                       makeFinding("rds.multi-az", Severity::error, {"orders-db"},
                                   "orders-db runs in one zone only; production needs a standby", "multiAz")};
    report.estimates = Estimates{{}, {{"orders-db", .9995, {"Amazon RDS SLA", "2024-01-22"}, "Multi-AZ", {}, {}}}};
    m_document->setReport(report);
    select({"orders-db"});
    named("Name")->setFocus();
    keepPicture(*m_panel, "inspector-light");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::errSoft)));
    applyTheme(*qApp, darkTheme());
    QApplication::processEvents();
    keepPicture(*m_panel, "inspector-dark");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::errSoft)));
    select({"orders-db", "orders-r1"});
    keepPicture(*m_panel, "inspector-many-dark");
  }
};

QTEST_MAIN(TestInspector)
#include "test_inspector.moc"
