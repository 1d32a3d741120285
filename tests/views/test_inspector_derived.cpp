// What the inspector says of a node beside its properties, and what it does with that: real mouse and keyboard events.
#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <algorithm>

#include "inspector/field_button.h"
#include "inspector/finding_message.h"
#include "inspector/name_chips.h"
#include "inspector_test.h"
#include "theme/style.h"

using namespace nines;
using namespace nines::test;

class TestInspectorDerived : public InspectorTest {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QLocale::setDefault(QLocale::c());
    open(pairDesign(), 1100);
  }
  void cleanup() { m_window.reset(); }

  void movesIntoAnotherZone() {
    select({"orders-r2"});
    FieldCombo* zone = list("Zone");
    QVERIFY(zone);
    QCOMPARE(entriesOf(*zone), QStringList({"eu-west-1a", "eu-west-1b", "eu-west-1c"}));
    QCOMPARE(zone->display(), QString("eu-west-1c"));
    choose(zone, "eu-west-1b");
    QCOMPARE(m_document->node("orders-r2").parent, std::string("eu-west-1b"));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(m_document->edits.back().label, std::string("Move orders-r2"));
    QCOMPARE(list("Zone")->display(), QString("eu-west-1b"));
    QVERIFY(m_document->undo());
    m_panel->refreshNow();
    QCOMPARE(m_document->node("orders-r2").parent, std::string("eu-west-1c"));
    QCOMPARE(list("Zone")->display(), QString("eu-west-1c"));
  }

  void zonesAreForWhatStandsInOne_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("shown");
    QTest::newRow("database") << "orders-db" << true;
    QTest::newRow("standby") << "standby" << true;
    QTest::newRow("tier") << "app-1" << true;
    QTest::newRow("bucket") << "docs" << false;
    QTest::newRow("zone") << "eu-west-1a" << false;
    QTest::newRow("Region") << "eu-west-1" << false;
    QTest::newRow("workload") << "orders" << false;
    QTest::newRow("note") << "hint" << false;
  }
  void zonesAreForWhatStandsInOne() {
    QFETCH(QString, id);
    QFETCH(bool, shown);
    select({id.toStdString()});
    QCOMPARE(list("Zone") != nullptr, shown);
  }

  void namesTheWorkloads() {
    Topology t = pairDesign();
    t.nodes.put({"reports", "users", "", "Reports <b>", {}, {}, {}});
    t.links.put({"reports-db", "uses", "reports", "app-1", {}, {}, {}});
    open(t, 1100);
    select({"orders-db"});
    auto* names = fact("Used by")->findChild<NameChips*>();
    QVERIFY(names);
    QCOMPARE(names->chips().size(), std::size_t{2});
    QCOMPARE(names->chips()[1]->text(), QString("Reports <b>"));
    for (const QAbstractButton* chip : names->chips()) QVERIFY(names->rect().contains(chip->geometry()));
    // Its first name selects that workload and brings it into sight.
    QSignalSpy revealed(m_panel, &InspectorPanel::revealRequested);
    QTest::mouseClick(names->chips()[0], Qt::LeftButton);
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders"});
    QCOMPARE(revealed.count(), 1);
    QCOMPARE(revealed.front().front().toStringList(), QStringList{"orders"});
    // What nothing needs names nobody.
    select({"docs"});
    QVERIFY(!fact("Used by"));
  }

  // More names than a row holds stand in several, and of very many the first are shown.
  void namesBreakIntoRows() {
    NameChips chips(nullptr);
    QStringList names;
    for (int i = 0; i < 11; ++i) names << QStringLiteral("Workload %1").arg(i);
    names[3] = QString(200, QLatin1Char('W'));
    chips.resize(180, chips.heightForWidth(180));
    chips.setNames(names);
    QCOMPARE(chips.chips().size(), std::size_t{8});
    QVERIFY(chips.heightForWidth(180) > chips.heightForWidth(600));
    chips.resize(180, chips.heightForWidth(180));
    QRect before;
    for (const QAbstractButton* chip : chips.chips()) {
      QVERIFY(chips.rect().contains(chip->geometry()));
      QVERIFY(!chip->geometry().intersects(before));
      before = chip->geometry();
    }
    QCOMPARE(chips.chips()[3]->toolTip(), names[3]);
    const auto labels = chips.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* l) { return l->text() == "and 3 more" && !l->isHidden(); }));
    chips.setNames({QStringLiteral("One")});
    QCOMPARE(chips.chips().size(), std::size_t{1});
    QVERIFY(std::ranges::all_of(labels, [](const QLabel* l) { return l->isHidden(); }));
  }

  // What is measured is rounded: names whose letters add up to a little more must not end in an ellipsis.
  void namesThatFitAreWhole() {
    NameChips chips(nullptr);
    for (const char* name : {"Reports", "Orders", "Catalogue", "Warehouse sync", "i", "WWW", "fjord, lilt"}) {
      chips.resize(400, 40);
      chips.setNames({QString::fromLatin1(name)});
      const QAbstractButton* chip = chips.chips().front();
      const double text = QFontMetricsF(chip->font()).horizontalAdvance(chip->text());
      const double room = chip->width() - 14;  // 7 on both sides
      QVERIFY2(room >= text, name);
    }
  }

  // Off is a retention of 0 days; on again is what AWS keeps by itself. One step each.
  void switchesAutomaticBackups() {
    select({"orders-db"});
    const auto box = [&] { return fact("Automated")->findChild<QCheckBox*>(); };
    QVERIFY(fact("Automated"));
    QCOMPARE(box()->checkState(), Qt::Checked);
    const auto retention = [&] {
      const auto& properties = m_document->node("orders-db").properties;
      const auto at = properties.find("backupRetentionDays");
      return at == properties.end() ? std::optional<Value>() : at->second;
    };
    const auto before = retention();
    const std::size_t steps = m_document->edits.size();
    QTest::mouseClick(box(), Qt::LeftButton, {}, QPoint(8, box()->height() / 2));
    QVERIFY(retention() == std::optional<Value>(Value(0)));
    m_panel->refreshNow();
    QCOMPARE(box()->text(), QString("Off"));
    QTest::keyClick(box(), Qt::Key_Space);
    QVERIFY(!retention());
    m_panel->refreshNow();
    QCOMPARE(box()->text(), QString("On, assumed"));
    QCOMPARE(m_document->edits.size(), steps + 2);
    QVERIFY(m_document->undo());
    QVERIFY(m_document->undo());
    m_panel->refreshNow();
    QVERIFY(retention() == before);
    // It stands above the retention, in the same section.
    QVERIFY(fact("Automated")->mapTo(m_panel, QPoint()).y() < fact("Restore")->mapTo(m_panel, QPoint()).y());
    // What always has backups needs no switch.
    select({"docs"});
    QVERIFY(!fact("Automated"));
  }

  void movesTheStandby() {
    select({"orders-db"});
    FieldCombo* zone = list("Standby in");
    QVERIFY(zone);
    QCOMPARE(entriesOf(*zone), QStringList({"eu-west-1b", "eu-west-1c"}));  // never in the primary's
    choose(zone, "eu-west-1c");
    QCOMPARE(m_document->node("standby").parent, std::string("eu-west-1c"));
    QCOMPARE(m_document->node("orders-db").parent, std::string("eu-west-1a"));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QVERIFY(m_document->undo());
    QCOMPARE(m_document->node("standby").parent, std::string("eu-west-1b"));
    select({"orders-r1"});
    QVERIFY(!fact("Standby in"));
    // Nor is it offered beside the standby itself.
    select({"standby"});
    QCOMPARE(entriesOf(*list("Zone")), QStringList({"eu-west-1b", "eu-west-1c"}));
  }

  void countsReplicas() {
    select({"orders-db"});
    auto* button = fact("Replicas")->findChild<FieldButton*>();
    QCOMPARE(button->text(), QString("2 in 3 layers"));
    QVERIFY2(button->toolTip().contains("orders-r2, layer 3"), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_selection->ids(), Selection::Ids({"orders-r1", "orders-r2"}));
    select({"orders-r1"});
    button = fact("Replicas")->findChild<FieldButton*>();
    QCOMPARE(button->text(), QString("1"));  // no layer but the one below it
    QVERIFY2(button->toolTip().contains("Its own layer is 2"), qPrintable(button->toolTip()));
    select({"orders-r2"});
    QVERIFY(!fact("Replicas"));
  }

  // Further down a chain both numbers are of what hangs there.
  void countsLayersFromWhereItStands_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::newRow("source") << "orders-db" << "5 in 6 layers";
    QTest::newRow("first") << "orders-r1" << "4 in 5 layers";
    QTest::newRow("third") << "orders-r3" << "2 in 3 layers";
    QTest::newRow("fourth") << "orders-r4" << "1";
  }
  void countsLayersFromWhereItStands() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    Topology t = pairDesign();
    for (const int i : {3, 4, 5}) {
      const std::string name = "orders-r" + std::to_string(i);
      t.nodes.put({name, "rds-instance", "eu-west-1c", name, {}, {{"engine", "mysql"}}, {}});
      t.links.put({"to-" + name, "replicates", "orders-r" + std::to_string(i - 1), name, {}, {}, {}});
    }
    open(t, 1100);
    select({id.toStdString()});
    QCOMPARE(fact("Replicas")->findChild<FieldButton*>()->text(), text);
  }

  // What speaks of the chain stands below the replicas, also where it is about one further down; nothing stands twice.
  void replicasBearTheirFindings() {
    Report report;
    report.findings = {makeFinding("replica.chain-depth", Severity::error, {"orders-r2"}, "The chain is too deep"),
                       makeFinding("replica.count", Severity::warning, {"orders-db"}, "Too many replicas"),
                       makeFinding("replica.size", Severity::warning, {"orders-r2"}, "Smaller than its source"),
                       makeFinding("rds.multi-az", Severity::warning, {"orders-db"}, "Needs a standby", "multiAz")};
    m_document->setReport(report);
    select({"orders-db"});
    DerivedRow* replicas = fact("Replicas");
    QCOMPARE(replicas->findChildren<FindingMessage*>().size(), 2);
    QCOMPARE(replicas->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString("error"));
    QCOMPARE(m_panel->findChildren<FindingMessage*>().size(), 3);
    report.findings.erase(report.findings.begin());
    m_document->setReport(report);
    m_panel->refreshNow();
    QCOMPARE(fact("Replicas")->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString("warning"));
    m_document->setReport({});
    m_panel->refreshNow();
    QCOMPARE(fact("Replicas")->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString());
  }

  void saysHowLongARestoreTakes() {
    select({"orders-db"});
    QCOMPARE(textOf("Restore"), QString("up to 3 h 23 min|500 GB"));
    QVERIFY2(fact("Restore")->toolTip().contains("Source: "), qPrintable(fact("Restore")->toolTip()));
    select({"orders-r1"});
    // What the size adds is unknown: there is no greatest time.
    QCOMPARE(textOf("Restore"), QString("≥ 30 min|size unknown"));
    QVERIFY2(fact("Restore")->toolTip().contains("More by its size"), qPrintable(fact("Restore")->toolTip()));
    select({"docs"});
    QVERIFY(!fact("Restore"));
    set("orders-db", "allocatedGb", Value(1e8));
    select({"orders-db"});
    QVERIFY2(textOf("Restore").endsWith("|100000000 GB"), qPrintable(textOf("Restore")));
  }

  // Where there is no backup the row says so, and what that means.
  void saysThatNothingCanBeRestored() {
    select({"orders-db"});
    enter(line("backupRetentionDays"), "0");
    QCOMPARE(textOf("Restore"), QString("None: automatic backups are off. What is deleted or overwritten stays lost."));
    QVERIFY2(fact("Restore")->toolTip().contains("1 day or more"), qPrintable(fact("Restore")->toolTip()));
    enter(line("backupRetentionDays"), "1");
    QVERIFY2(textOf("Restore").startsWith("up to "), qPrintable(textOf("Restore")));
    QVERIFY(
        m_document->submit({"", {AddNode{Node{"sessions", "dynamodb-table", "eu-west-1", "sessions", {}, {}, {}}}}}));
    select({"sessions"});
    QCOMPARE(textOf("Restore"), QString("Unknown: nothing says whether point-in-time recovery is on."));
    set("sessions", "pitr", Value(false));
    QVERIFY2(textOf("Restore").startsWith("None: point-in-time recovery is off."), qPrintable(textOf("Restore")));
    set("sessions", "pitr", Value(true));
    QVERIFY2(textOf("Restore").startsWith("up to "), qPrintable(textOf("Restore")));
  }

  // Where the standby stands has one row: that of what is drawn, else that of what is asked for where one is wanted.
  void theStandbysZoneHasOneRow() {
    select({"orders-db"});
    QVERIFY(fact("Standby in") && !row("chosenStandbyAz"));
    set("orders-db", "chosenStandbyAz", Value("eu-west-1b"));  // as drawn
    QVERIFY(fact("Standby in") && !row("chosenStandbyAz"));
    select({"orders-r1"});
    QVERIFY(!fact("Standby in") && !row("chosenStandbyAz"));
    QTest::keyClick(in<QCheckBox>("multiAz"), Qt::Key_Space);
    m_panel->refreshNow();
    QVERIFY(!fact("Standby in") && row("chosenStandbyAz"));
    choose(in<FieldCombo>("chosenStandbyAz"), "eu-west-1c · eu-west-1");
    QCOMPARE(*m_document->property("orders-r1", "chosenStandbyAz"), Value("eu-west-1c"));
    // Of SQL Server AWS chooses.
    set("orders-r1", "chosenStandbyAz", std::nullopt);
    set("orders-r1", "engine", Value("sqlserver"));
    QVERIFY(!row("chosenStandbyAz"));
  }
  void whatContradictsTheDrawingStaysInSight() {
    select({"orders-db"});
    set("orders-db", "chosenStandbyAz", Value("eu-west-1c"));
    QVERIFY(fact("Standby in") && row("chosenStandbyAz"));
    QVERIFY(saysUnder("chosenStandbyAz").contains("The standby is drawn in eu-west-1b, which counts."));
    QTest::mouseClick(in<QToolButton>("chosenStandbyAz"), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(!m_document->property("orders-db", "chosenStandbyAz"));
    QVERIFY(!row("chosenStandbyAz"));
    // So does what a finding speaks of.
    Report report;
    report.findings = {
        makeFinding("rds.sql-server-standby-zone", Severity::warning, {"orders-db"}, "AWS chooses", "chosenStandbyAz")};
    m_document->setReport(report);
    m_panel->refreshNow();
    QVERIFY(row("chosenStandbyAz"));
    QCOMPARE(row("chosenStandbyAz")->findChildren<FindingMessage*>().size(), 1);
    m_document->setReport({});
    m_panel->refreshNow();
    QVERIFY(!row("chosenStandbyAz"));
  }

  // --- locks ---

  void locksHoldZones_data() {
    QTest::addColumn<std::string>("locked");
    QTest::addColumn<QString>("zone");  // why its own zone and the standby's stay; empty: they do not
    QTest::addColumn<QString>("standby");
    QTest::newRow("none") << std::string() << "" << "";
    QTest::newRow("database") << std::string("orders-db") << "orders-db is locked and stays."
                              << "orders-db is locked: its standby stays.";
    QTest::newRow("standby") << std::string("standby") << "" << "spare is locked and stays.";
    QTest::newRow("zone around it") << std::string("eu-west-1a") << "" << "";
  }
  void locksHoldZones() {
    QFETCH(std::string, locked);
    QFETCH(QString, zone);
    QFETCH(QString, standby);
    Topology t = pairDesign();
    t.nodes.put({"standby", "rds-standby", "eu-west-1b", "spare", {}, {}, {}});
    open(t, 1100);
    select({"orders-db"});
    if (!locked.empty()) QVERIFY(m_document->submit({"", {SetNodeLocked{locked, true}}}));
    m_panel->refreshNow();
    const auto edits = m_document->edits.size();
    for (const auto& [label, why] : {std::pair("Zone", zone), std::pair("Standby in", standby)}) {
      FieldCombo* combo = list(label);
      QCOMPARE(combo->isEnabled(), why.isEmpty());
      QCOMPARE(combo->accessibleDescription(), why);
      if (why.isEmpty()) continue;
      QCOMPARE(fact(label)->toolTip(), why);
      const QString before = combo->display();
      choose(combo, "eu-west-1c");
      QCOMPARE(combo->display(), before);
      QCOMPARE(m_document->edits.size(), edits);
    }
    if (locked.empty()) return;
    QVERIFY(m_document->submit({"", {SetNodeLocked{locked, false}}}));
    m_panel->refreshNow();
    QVERIFY(list("Zone")->isEnabled() && list("Standby in")->isEnabled());
  }

  // Into the zone of its standby, which would have to give way.
  void aLockedStandbyHoldsItsPrimary() {
    QVERIFY(m_document->submit({"", {SetNodeLocked{"standby", true}}}));
    select({"orders-db"});
    const auto edits = m_document->edits.size();
    QSignalSpy said(m_panel, &InspectorPanel::notice);
    list("Zone")->setFocus();
    QTest::keyClick(list("Zone"), Qt::Key_Down);
    m_panel->refreshNow();
    QCOMPARE(m_document->edits.size(), edits);
    QCOMPARE(m_document->node("orders-db").parent, std::string("eu-west-1a"));
    QCOMPARE(list("Zone")->display(), QString("eu-west-1a"));
    QCOMPARE(list("Zone")->currentText(), QString("eu-west-1a"));
    QCOMPARE(said.count(), 1);
    QVERIFY2(said.front().front().toString().contains("is locked"), qPrintable(said.front().front().toString()));
  }

  void isReadOnlyDuringADrill() {
    m_document->setReadOnly(true);
    select({"orders-db"});
    QVERIFY(!list("Zone")->isEnabled() && !list("Standby in")->isEnabled());
    QTest::mouseClick(fact("Replicas")->findChild<FieldButton*>(), Qt::LeftButton);  // it only selects
    QCOMPARE(m_selection->ids().size(), std::size_t{2});
  }

  void severalShowNoneOfThese() {
    select({"orders-db", "orders-r1"});
    QVERIFY(m_panel->findChildren<DerivedRow*>().isEmpty());
  }
};

QTEST_MAIN(TestInspectorDerived)
#include "test_inspector_derived.moc"
