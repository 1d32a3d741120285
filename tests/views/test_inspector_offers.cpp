// Values that the inspector offers for free text, and what it says of others: real mouse and keyboard events.
#include <QListWidget>
#include <QScreen>

#include "inspector/field_button.h"
#include "inspector/suggestion_button.h"
#include "inspector_test.h"

using namespace nines;
using namespace nines::test;

class TestInspectorOffers : public InspectorTest {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(pairDesign(), 1100);
  }
  void cleanup() { m_window.reset(); }

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
    Topology t = pairDesign();
    t.links.erase("pair");
    t.nodes.erase("standby");
    t.nodes.put({"eu-central-1a", "az", "eu-central-1", "eu-central-1a", {}, {{"code", "eu-central-1a"}}, {}});
    t.nodes.put({"far", "rds-instance", "eu-central-1a", "far", {}, {{"engine", "mysql"}, {"multiAz", true}}, {}});
    t.nodes.put({"ireland-2", "region", "", "Ireland again", {}, {{"code", "eu-west-1"}}, {}});
    t.nodes.put({"eu-west-1d", "az", "ireland-2", "eu-west-1d", {}, {{"code", "eu-west-1d"}}, {}});
    open(t, 1100);
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

  void anotherEngineForgetsTheVersion() {
    select({"orders-db", "orders-r1"});
    set("orders-r1", "engine", Value("postgresql"));
    set("orders-r1", "engineVersion", Value("16.3"));
    const auto before = steps();
    pick(in<FieldCombo>("engine"), "PostgreSQL");
    // One step: MySQL's version goes, that of what had the engine already stays.
    QCOMPARE(*m_document->property("orders-db", "engine"), Value("postgresql"));
    QVERIFY(!m_document->property("orders-db", "engineVersion"));
    QCOMPARE(*m_document->property("orders-r1", "engineVersion"), Value("16.3"));
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(500));
    QCOMPARE(steps(), before + 1);
    QVERIFY(m_document->undo());
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "engine"), Value("mysql"));
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value("8.0.36"));
    // What was typed before anybody said of which engine stays.
    set("orders-db", "engine", std::nullopt);
    select({"orders-db"});
    pick(in<FieldCombo>("engine"), "MySQL");
    QCOMPARE(*m_document->property("orders-db", "engineVersion"), Value("8.0.36"));
  }

  void offersWhatAuroraHas() {
    QVERIFY(m_document->submit({"", {AddNode{Node{"writer", "aurora-instance", "eu-west-1a", "writer", {}, {}, {}}}}}));
    const auto offered = [&](const char* id) {
      select({id});
      QTest::mouseClick(line("instanceClass")->findChild<SuggestionButton*>(), Qt::LeftButton);
      auto* list = QApplication::activePopupWidget()->findChild<QListWidget*>();
      QStringList out;
      for (int i = 0; i < list->count(); ++i) out << list->item(i)->text();
      QTest::keyClick(list, Qt::Key_Escape);
      return out;
    };
    const QStringList rds = offered("orders-db");
    const QStringList aurora = offered("writer");
    for (const char* both : {"db.r6g.large", "db.t3.medium", "db.r7i.48xlarge"})
      QVERIFY2(rds.contains(both) && aurora.contains(both), both);
    for (const char* other : {"db.m5.large", "db.t3.micro", "db.t4g.small", "db.r5b.large", "db.r6gd.large"})
      QVERIFY2(rds.contains(other) && !aurora.contains(other), other);
    QVERIFY(aurora.contains("db.serverless") && !rds.contains("db.serverless"));
  }

  // Taken as they are, with a word under the field.
  void advisesOnTexts_data() {
    QTest::addColumn<std::string>("id");
    QTest::addColumn<std::string>("key");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("advice");  // empty: none
    const std::string db = "orders-db", aurora = "writer", dax = "cache", size = "instanceClass", v = "engineVersion";
    QTest::newRow("offered") << db << size << "db.r6g.large" << "";
    QTest::newRow("size") << db << size << "db.r6g.48xlarge" << "db.r6g comes from large to 16xlarge.";
    QTest::newRow("family") << db << size << "db.z9.large" << "No class that Nines knows: its size counts as unknown.";
    QTest::newRow("no class") << db << size << "large" << "A class is written like db.r8g.large.";
    QTest::newRow("EC2's") << db << size << "m5.large" << "A class is written like db.r8g.large.";
    QTest::newRow("dot") << db << size << "db.r6g." << "A class is written like db.r8g.large.";
    QTest::newRow("Oracle's") << db << size << "db.r5.4xlarge.tpc2.mem4x" << "";
    QTest::newRow("of a cache") << db << size << "dax.r5.large" << "A class is written like db.r8g.large.";
    QTest::newRow("cache") << dax << size << "dax.r5.large" << "";
    QTest::newRow("of a database") << dax << size << "db.r5.large" << "A class is written like dax.r5.large.";
    QTest::newRow("Aurora lacks it") << aurora << size << "db.m5.large"
                                     << "AWS has no db.m5.large for this kind of resource.";
    QTest::newRow("Aurora has it") << aurora << size << "db.serverless" << "";
    QTest::newRow("version") << db << v << "8.4" << "";
    QTest::newRow("release") << db << v << "8.0.36" << "";
    QTest::newRow("other version") << db << v << "16.2" << "Known are 5.7, 8.0, 8.4 (2026-08-19).";
    QTest::newRow("nearly") << db << v << "8.01" << "Known are 5.7, 8.0, 8.4 (2026-08-19).";
  }
  void advisesOnTexts() {
    QFETCH(std::string, id);
    QFETCH(std::string, key);
    QFETCH(QString, typed);
    QFETCH(QString, advice);
    Topology t = pairDesign();
    t.nodes.put({"writer", "aurora-instance", "eu-west-1a", "writer", {}, {}, {}});
    t.nodes.put({"cache", "dax-cluster", "eu-west-1", "cache", {}, {}, {}});
    open(t, 1100);
    select({id});
    const QStringList before = saysUnder(key);
    enter(line(key), typed);
    QCOMPARE(*m_document->property(id, key), Value(typed.toStdString()));
    QStringList said = saysUnder(key);
    for (const QString& text : before) said.removeOne(text);
    QCOMPARE(said.join('|'), advice);
  }

  // Lists open within the screen, wherever the window stands.
  void listsStayOnTheScreen_data() {
    QTest::addColumn<std::string>("key");
    QTest::addColumn<bool>("right");
    QTest::addColumn<bool>("bottom");
    for (const char* key : {"instanceClass", "engineVersion", "subnetGroupAzs"}) {
      for (const bool right : {false, true}) {
        for (const bool bottom : {false, true})
          QTest::addRow("%s %s %s", key, bottom ? "bottom" : "top", right ? "right" : "left")
              << std::string(key) << right << bottom;
      }
    }
  }
  void listsStayOnTheScreen() {
    QFETCH(std::string, key);
    QFETCH(bool, right);
    QFETCH(bool, bottom);
    Topology t = pairDesign();
    t.nodes.put({"eu-west-1d", "az", "eu-west-1", "A zone whose name is longer than any field", {}, {}, {}});
    open(t, 700);
    m_window->setWindowFlag(Qt::FramelessWindowHint);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), kPatience));
    select({"orders-db"});
    auto* area = m_panel->findChild<QScrollArea*>();
    area->ensureWidgetVisible(row(key));
    QWidget* field = row(key)->editor()->field();
    const QRect screen = m_window->screen()->availableGeometry();
    const auto there = [&] { return QRect(field->mapToGlobal(QPoint()), field->size()); };
    // The field itself in the corner.
    const QPoint wanted(right ? screen.right() + 1 - field->width() : screen.left(),
                        bottom ? screen.bottom() + 1 - field->height() : screen.top());
    m_window->move(m_window->pos() + wanted - there().topLeft());
    QTRY_COMPARE_WITH_TIMEOUT(there().topLeft(), wanted, kPatience);
    QTest::keyClick(field, key == "subnetGroupAzs" ? Qt::Key_Return : Qt::Key_Down);
    QWidget* popup = QApplication::activePopupWidget();
    QVERIFY(popup);
    QVERIFY2(screen.contains(popup->geometry()), qPrintable(QDebug::toString(popup->geometry())));
    QVERIFY(!there().intersects(popup->geometry()));
    const auto* list = popup->findChild<QListWidget*>();
    QVERIFY(list->viewport()->height() >= std::min(list->count(), 12) * list->sizeHintForRow(0));
    QTest::keyClick(popup, Qt::Key_Escape);
  }
};

QTEST_MAIN(TestInspectorOffers)
#include "test_inspector_offers.moc"
