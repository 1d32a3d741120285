// What the inspector says of a node beside its properties, and what it does with that: real mouse and keyboard events.
#include <QLabel>
#include <QListWidget>
#include <QMainWindow>
#include <QSignalSpy>

#include "inspector/derived_row.h"
#include "inspector/field_button.h"
#include "inspector/field_combo.h"
#include "inspector/field_row.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_panel.h"
#include "inspector/suggestion_button.h"
#include "inspector/typed_line.h"
#include "panel_support.h"
#include "theme/style.h"

using namespace nines;
using namespace nines::test;

class TestInspectorDerived : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<QMainWindow> m_window;
  InspectorPanel* m_panel = nullptr;

  void open(Topology topology) {
    m_window.reset();
    m_document = std::make_unique<PanelDocument>(std::move(topology));
    m_selection = std::make_unique<Selection>();
    m_window = std::make_unique<QMainWindow>();
    m_panel = new InspectorPanel(m_document.get(), m_selection.get());
    m_window->setCentralWidget(m_panel);
    m_window->resize(296, 1100);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), kPatience));
  }
  void select(const Selection::Ids& ids) {
    m_selection->set(ids);
    m_panel->refreshNow();
  }
  DerivedRow* row(const char* label) const {
    for (DerivedRow* r : m_panel->findChildren<DerivedRow*>()) {
      if (r->isVisible() && QLatin1String(r->kind().label) == QLatin1String(label)) return r;
    }
    return nullptr;
  }
  FieldCombo* list(const char* label) const { return row(label) ? row(label)->findChild<FieldCombo*>() : nullptr; }
  static QStringList entriesOf(const FieldCombo& combo) {
    QStringList out;
    for (int i = 0; i < combo.count(); ++i) out << combo.itemText(i);
    return out;
  }
  // By the keyboard, as people without a mouse choose.
  void choose(FieldCombo* combo, const QString& entry) {
    combo->setFocus();
    for (int i = 0; i < combo->count() && combo->currentText() != entry; ++i)
      QTest::keyClick(combo, combo->findText(entry) > combo->currentIndex() ? Qt::Key_Down : Qt::Key_Up);
    m_panel->refreshNow();
  }
  QString textOf(const char* label) const {
    QStringList out;
    if (const DerivedRow* r = row(label)) {
      for (const QLabel* l : r->findChildren<QLabel*>()) {
        if (l->isVisible() && l->text() != QLatin1String(label)) out << l->text();
      }
    }
    return out.join(QLatin1Char('|')).replace(QChar(0xa0), QLatin1Char(' '));
  }

  // A pair over two of three zones with a chain of replicas.
  static Topology pair() {
    Topology t = ordersDesign();
    t.nodes.put({"eu-west-1c", "az", "eu-west-1", "eu-west-1c", {}, {{"code", "eu-west-1c"}}, {}});
    t.nodes.put({"standby", "rds-standby", "eu-west-1b", "orders-db", {}, {}, {}});
    t.links.put({"pair", "standby", "orders-db", "standby", {}, {}, {}});
    t.nodes.put({"orders-r2", "rds-instance", "eu-west-1c", "orders-r2", {}, {{"engine", "mysql"}}, {}});
    t.links.put({"r1-r2", "replicates", "orders-r1", "orders-r2", {}, {}, {}});
    return t;
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(pair());
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
    Topology t = pair();
    t.nodes.put({"reports", "users", "", "Reports <b>", {}, {}, {}});
    t.links.put({"reports-db", "uses", "reports", "app-1", {}, {}, {}});
    open(t);
    select({"orders-db"});
    QCOMPARE(textOf("Used by").count("<a "), 2);
    QVERIFY2(textOf("Used by").contains("Reports &lt;b&gt;</a>"), qPrintable(textOf("Used by")));
    // Its first name selects that workload and brings it into sight.
    QSignalSpy revealed(m_panel, &InspectorPanel::revealRequested);
    QLabel* names = nullptr;
    for (QLabel* l : row("Used by")->findChildren<QLabel*>()) {
      if (l->text().contains("<a ")) names = l;
    }
    QVERIFY(names);
    QTest::mouseMove(names, QPoint(8, names->height() / 2));
    QTest::mouseClick(names, Qt::LeftButton, {}, QPoint(8, names->height() / 2));
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders"});
    QCOMPARE(revealed.count(), 1);
    QCOMPARE(revealed.front().front().toStringList(), QStringList{"orders"});
    // What nothing needs names nobody.
    select({"docs"});
    QVERIFY(!row("Used by"));
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
    QVERIFY(!row("Standby in"));
  }

  void countsReplicas() {
    select({"orders-db"});
    auto* button = row("Replicas")->findChild<FieldButton*>();
    QCOMPARE(button->text(), QString("2 in 3 layers"));
    QVERIFY2(button->toolTip().contains("orders-r2, layer 3"), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_selection->ids(), Selection::Ids({"orders-r1", "orders-r2"}));
    select({"orders-r1"});
    button = row("Replicas")->findChild<FieldButton*>();
    QCOMPARE(button->text(), QString("1"));  // no layer but the one below it
    QVERIFY2(button->toolTip().contains("Its own layer is 2"), qPrintable(button->toolTip()));
    select({"orders-r2"});
    QVERIFY(!row("Replicas"));
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
    Topology t = pair();
    for (const int i : {3, 4, 5}) {
      const std::string name = "orders-r" + std::to_string(i);
      t.nodes.put({name, "rds-instance", "eu-west-1c", name, {}, {{"engine", "mysql"}}, {}});
      t.links.put({"to-" + name, "replicates", "orders-r" + std::to_string(i - 1), name, {}, {}, {}});
    }
    open(t);
    select({id.toStdString()});
    QCOMPARE(row("Replicas")->findChild<FieldButton*>()->text(), text);
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
    DerivedRow* replicas = row("Replicas");
    QCOMPARE(replicas->findChildren<FindingMessage*>().size(), 2);
    QCOMPARE(replicas->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString("error"));
    QCOMPARE(m_panel->findChildren<FindingMessage*>().size(), 3);
    report.findings.erase(report.findings.begin());
    m_document->setReport(report);
    m_panel->refreshNow();
    QCOMPARE(row("Replicas")->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString("warning"));
    m_document->setReport({});
    m_panel->refreshNow();
    QCOMPARE(row("Replicas")->findChild<FieldButton*>()->property(kFieldSeverity).toString(), QString());
  }

  void saysHowLongARestoreTakes() {
    select({"orders-db"});
    QCOMPARE(textOf("Restore"), QString("up to 3 h 23 min|500 GB"));
    QVERIFY2(row("Restore")->toolTip().contains("Source: "), qPrintable(row("Restore")->toolTip()));
    select({"orders-r1"});
    // What the size adds is unknown: there is no greatest time.
    QCOMPARE(textOf("Restore"), QString("≥ 30 min|size unknown"));
    QVERIFY2(row("Restore")->toolTip().contains("More by its size"), qPrintable(row("Restore")->toolTip()));
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-r1", "backupRetentionDays", Value(0)}}}));
    m_panel->refreshNow();
    QVERIFY(!row("Restore"));
    select({"docs"});
    QVERIFY(!row("Restore"));
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
    Topology t = pair();
    t.nodes.put({"standby", "rds-standby", "eu-west-1b", "spare", {}, {}, {}});
    open(t);
    select({"orders-db"});
    if (!locked.empty()) QVERIFY(m_document->submit({"", {SetNodeLocked{locked, true}}}));
    m_panel->refreshNow();
    const auto edits = m_document->edits.size();
    for (const auto& [label, why] : {std::pair("Zone", zone), std::pair("Standby in", standby)}) {
      FieldCombo* combo = list(label);
      QCOMPARE(combo->isEnabled(), why.isEmpty());
      QCOMPARE(combo->accessibleDescription(), why);
      if (why.isEmpty()) continue;
      QCOMPARE(row(label)->toolTip(), why);
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
    QTest::mouseClick(row("Replicas")->findChild<FieldButton*>(), Qt::LeftButton);  // it only selects
    QCOMPARE(m_selection->ids().size(), std::size_t{2});
  }

  void severalShowNoneOfThese() {
    select({"orders-db", "orders-r1"});
    QVERIFY(m_panel->findChildren<DerivedRow*>().isEmpty());
  }

  // --- values to choose from ---

  // Zones of another Region are not offered, but stay visible where they are set.
  void offersZonesOfItsRegion_data() {
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<bool>("foreignSet");
    QTest::addColumn<QStringList>("zones");
    const QStringList ireland{"eu-west-1a · eu-west-1", "eu-west-1b · eu-west-1", "eu-west-1c · eu-west-1"};
    const QString copy = "eu-west-1d · Ireland again";  // the same Region, drawn twice
    const QString foreign = "eu-central-1a · eu-central-1";
    QTest::newRow("database") << QStringList{"orders-db"} << false << ireland + QStringList{copy};
    QTest::newRow("two of them") << QStringList{"orders-db", "orders-r1"} << false << ireland + QStringList{copy};
    QTest::newRow("foreign is set") << QStringList{"orders-db"} << true << ireland + QStringList{copy, foreign};
    QTest::newRow("other Region") << QStringList{"far"} << false << QStringList{foreign};
    QTest::newRow("both Regions") << QStringList{"orders-db", "far"} << false << QStringList{};
  }
  void offersZonesOfItsRegion() {
    QFETCH(QStringList, ids);
    QFETCH(bool, foreignSet);
    QFETCH(QStringList, zones);
    Topology t = pair();
    t.nodes.put({"eu-central-1a", "az", "eu-central-1", "eu-central-1a", {}, {{"code", "eu-central-1a"}}, {}});
    t.nodes.put({"far", "rds-instance", "eu-central-1a", "far", {}, {{"engine", "mysql"}}, {}});
    t.nodes.put({"ireland-2", "region", "", "Ireland again", {}, {{"code", "eu-west-1"}}, {}});
    t.nodes.put({"eu-west-1d", "az", "ireland-2", "eu-west-1d", {}, {{"code", "eu-west-1d"}}, {}});
    open(t);
    if (foreignSet) {
      const Value::Array group{Value("eu-central-1a")};
      QVERIFY(m_document->submit({"",
                                  {SetNodeProperty{"orders-db", "chosenStandbyAz", Value("eu-central-1a")},
                                   SetNodeProperty{"orders-db", "subnetGroupAzs", Value(group)}}}));
    }
    Selection::Ids selected;
    for (const QString& id : ids) selected.insert(id.toStdString());
    select(selected);
    QStringList single;
    QStringList several;
    for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
      if (r->schema().key == "chosenStandbyAz") single = entriesOf(*r->findChild<FieldCombo*>()).mid(1);
      if (r->schema().key != "subnetGroupAzs") continue;
      QTest::mouseClick(r->findChild<FieldButton*>(), Qt::LeftButton);
      auto* list = QApplication::activePopupWidget()->findChild<QListWidget*>();
      for (int i = 0; i < list->count(); ++i) {
        if (list->item(i)->flags() & Qt::ItemIsUserCheckable) several << list->item(i)->text();
      }
      QTest::keyClick(list, Qt::Key_Escape);
    }
    QCOMPARE(single, zones);
    QCOMPARE(several, zones);
  }

  void offersValues_data() {
    QTest::addColumn<std::string>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("class") << std::string("instanceClass") << "db.r6g.xlarge";
    QTest::newRow("version") << std::string("engineVersion") << "8.4";
  }
  void offersValues() {
    QFETCH(std::string, key);
    QFETCH(QString, value);
    select({"orders-db"});
    const auto lineOf = [&]() -> TypedLine* {
      for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
        if (r->schema().key == key) return r->findChild<TypedLine*>();
      }
      return nullptr;
    };
    const auto openList = [] { return QApplication::activePopupWidget()->findChild<QListWidget*>(); };
    TypedLine* line = lineOf();
    auto* arrow = line->findChild<SuggestionButton*>();
    QVERIFY(arrow && arrow->isVisible());
    QVERIFY(!arrow->toolTip().isEmpty());
    // By mouse.
    QTest::mouseClick(arrow, Qt::LeftButton);
    QVERIFY(QApplication::activePopupWidget());
    QListWidget* list = openList();
    const auto items = list->findItems(value, Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    list->scrollToItem(items.front());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(items.front()).center());
    QCOMPARE(*m_document->property("orders-db", key), Value(value.toStdString()));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    // By keyboard: Down opens at what is set, Escape leaves it.
    m_panel->refreshNow();
    line = lineOf();
    line->setFocus();
    QTest::keyClick(line, Qt::Key_Down);
    QCOMPARE(openList()->currentItem()->text(), value);
    QTest::keyClick(openList(), Qt::Key_Escape);
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(openList(), Qt::Key_Up);
    QTest::keyClick(openList(), Qt::Key_Return);
    QVERIFY(!QApplication::activePopupWidget());
    QVERIFY(*m_document->property("orders-db", key) != Value(value.toStdString()));
    // Anything else may be typed.
    m_panel->refreshNow();
    line = lineOf();
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, "another");
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(*m_document->property("orders-db", key), Value("another"));
    QCOMPARE(m_document->edits.size(), std::size_t{3});
  }

  // The keys go to the window, which hands them to the list while that is open. Only moving in it chooses.
  void enterAloneKeepsTheValue_data() {
    QTest::addColumn<QString>("set");    // empty: unknown
    QTest::addColumn<QString>("typed");  // before the list opens
    QTest::addColumn<bool>("byButton");
    QTest::addColumn<QStringList>("offered");
    QTest::addColumn<QString>("opensAt");
    QTest::addColumn<QString>("next");  // what Down and Enter then choose
    const QStringList plain{"5.7", "8.0", "8.4"};
    const QStringList own{"8.0.36", "5.7", "8.0", "8.4"};
    QTest::newRow("other, button") << "8.0.36" << "" << true << own << "8.0.36" << "5.7";
    QTest::newRow("other, Down") << "8.0.36" << "" << false << own << "8.0.36" << "5.7";
    QTest::newRow("suggested") << "8.0" << "" << true << plain << "8.0" << "8.4";
    QTest::newRow("unknown, button") << "" << "" << true << plain << "" << "5.7";
    QTest::newRow("unknown, Down") << "" << "" << false << plain << "" << "5.7";
    QTest::newRow("typed") << "8.0.36" << "8" << false << QStringList{"8", "5.7", "8.0", "8.4"} << "8" << "5.7";
    QTest::newRow("typed a suggestion") << "8.0.36" << "8.0" << false << plain << "8.0" << "8.4";
  }
  void enterAloneKeepsTheValue() {
    QFETCH(QString, set);
    QFETCH(QString, typed);
    QFETCH(bool, byButton);
    QFETCH(QStringList, offered);
    QFETCH(QString, opensAt);
    QFETCH(QString, next);
    std::optional<Value> before;
    if (!set.isEmpty()) before = Value(set.toStdString());
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "engineVersion", before}}}));
    select({"orders-db"});
    const auto edits = m_document->edits.size();
    TypedLine* line = nullptr;
    for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
      if (r->schema().key == "engineVersion") line = r->findChild<TypedLine*>();
    }
    QVERIFY(line);
    QWindow* keys = m_window->windowHandle();
    line->setFocus();
    line->selectAll();
    for (const QChar c : typed) QTest::keyClick(keys, c.toLatin1());
    const QString shown = line->text();
    const auto openList = [&]() -> QListWidget* {
      if (byButton) QTest::mouseClick(line->findChild<SuggestionButton*>(), Qt::LeftButton);
      else QTest::keyClick(keys, Qt::Key_Down);
      QWidget* popup = QApplication::activePopupWidget();
      return popup ? popup->findChild<QListWidget*>() : nullptr;
    };
    QListWidget* list = openList();
    QVERIFY(list);
    QStringList rows;
    for (int i = 0; i < list->count(); ++i) rows << list->item(i)->text();
    QCOMPARE(rows, offered);
    const auto selected = list->selectedItems();
    QCOMPARE(selected.isEmpty() ? QString() : selected.front()->text(), opensAt);
    QTest::keyClick(keys, Qt::Key_Return);
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(m_document->edits.size(), edits);
    QCOMPARE(line->text(), shown);
    QVERIFY(openList());
    QTest::keyClick(keys, Qt::Key_Down);
    QTest::keyClick(keys, Qt::Key_Return);
    QVERIFY(!QApplication::activePopupWidget());
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value(next.toStdString()));
    QCOMPARE(m_document->edits.size(), edits + 1);
  }

  // Versions follow the engine; where nothing is known, nothing is offered.
  void versionsFollowTheEngine() {
    select({"orders-db"});
    const auto offered = [&] {
      for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
        if (r->schema().key != "engineVersion") continue;
        const auto* arrow = r->findChild<SuggestionButton*>();
        return arrow && arrow->isVisible();
      }
      return false;
    };
    QVERIFY(offered());
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "engine", Value("oracle")}}}));
    m_panel->refreshNow();
    QVERIFY(!offered());
  }
};

QTEST_MAIN(TestInspectorDerived)
#include "test_inspector_derived.moc"
