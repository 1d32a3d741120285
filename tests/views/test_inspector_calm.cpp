// What the inspector leaves out, and what stands inside of its fields: actions, arrows, and refusals of what nobody
// means.
#include "inspector/row_action.h"
#include "inspector/section.h"
#include "inspector/step_arrows.h"
#include "inspector_test.h"

using namespace nines;
using namespace nines::test;

class TestInspectorCalm : public InspectorTest {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    open(ordersDesign());
  }
  void cleanup() { m_window.reset(); }

  // In a field's end, which leaves it the room: neither lies over the arrow nor over what is written.
  void whatSetsAndClearsStandsInTheField() {
    select({"orders-db"});
    for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
      auto* button = r->findChild<RowAction*>();
      if (!r->isVisible() || !button->isVisible()) continue;
      const QRect place(button->mapTo(r, QPoint()), button->size());
      QVERIFY2(r->rect().contains(place), r->schema().key.c_str());
      QCOMPARE(r->editor()->geometry().right(), r->rect().right());
      if (const auto* arrows = r->findChild<StepArrows*>())
        QVERIFY(!place.intersects(QRect(arrows->mapTo(r, QPoint()), arrows->size())));
      if (const auto* typed = r->findChild<TypedLine*>(); typed && r->schema().type != PropertyType::outageTargets)
        QVERIFY(typed->textMargins().right() >= button->width());
    }
  }

  void numbersHaveArrows() {
    select({"orders-db"});
    auto* arrows = in<StepArrows>("allocatedGb");
    QVERIFY(arrows && arrows->isVisible());
    QTest::mouseClick(arrows, Qt::LeftButton, {}, QPoint(8, 4));
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(510));
    QTest::mouseClick(arrows, Qt::LeftButton, {}, QPoint(8, arrows->height() - 4));
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(500));
    QCOMPARE(steps(), std::size_t{2});
    // By the keyboard, from what is being typed.
    type(line("allocatedGb"), "1.2 TB");
    QTest::keyClick(line("allocatedGb"), Qt::Key_Down);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(1100));
    QCOMPARE(steps(), std::size_t{3});
    type(line("allocatedGb"), "plenty");
    QTest::keyClick(line("allocatedGb"), Qt::Key_Up);
    QCOMPARE(steps(), std::size_t{3});
    QTest::keyClick(line("allocatedGb"), Qt::Key_Escape);
    // What several have in common has no next figure where they differ.
    select({"orders-db", "orders-r1"});
    QTest::keyClick(line("allocatedGb"), Qt::Key_Up);
    QCOMPARE(steps(), std::size_t{3});
  }

  // A time that nobody can mean is no target, with the reason below the field.
  void refusesTimesBeyondAll() {
    select({"orders"});
    for (const char* key : {"rtoSeconds", "rpoSeconds"}) {
      const std::size_t before = steps();
      type(key, "1e30 min");
      QCOMPARE(steps(), before);
      QVERIFY(saysUnder(key).contains("No time here is longer than 100 years."));
      QTest::keyClick(line(key), Qt::Key_Escape);
      QVERIFY(!saysUnder(key).contains("No time here is longer than 100 years."));
      type(key, "60");
      QCOMPARE(line(key)->text(), QString("1\u00a0min"));
    }
  }

  // MySQL has no editions; one that is set all the same stays in sight and says so.
  void whatSaysNothingIsLeftOut() {
    select({"orders-db"});
    QVERIFY(!row("edition") && row("storageEngine") && !row("lagAlarm"));
    set("orders-db", "edition", Value("enterprise"));
    QVERIFY(row("edition"));
    QVERIFY(saysUnder("edition").contains("Counts only where Engine is Oracle or SQL Server."));
    set("orders-db", "engine", Value("oracle"));
    QVERIFY(row("edition") && !row("storageEngine"));
    QVERIFY(!saysUnder("edition").contains("Counts only where Engine is Oracle or SQL Server."));
    set("orders-db", "edition", std::nullopt);
    set("orders-db", "engine", std::nullopt);
    QVERIFY(row("edition") && row("storageEngine"));  // it may be any
    select({"orders-r1"});
    QVERIFY(row("lagAlarm"));
    select({"orders-db", "orders-r1"});
    QVERIFY(row("lagAlarm"));  // for one of them it says something
  }

  // A section of which no row is left has no heading either.
  void emptySectionsHaveNoHeading() {
    QVERIFY(m_document->submit({"", {AddNode{Node{"gate", "storage-gateway", "", "gate", {}, {}, {}}}}}));
    const auto headed = [&](const QString& title) {
      for (const auto* part : m_panel->findChildren<Section*>()) {
        if (part->isVisible() && part->title() == title) return true;
      }
      return false;
    };
    select({"gate"});
    QVERIFY(headed("Volumes") && headed("Tapes") && headed("Disks"));
    set("gate", "type", Value("file"));
    QVERIFY(!headed("Volumes") && !headed("Tapes") && headed("Disks"));
    set("gate", "type", Value("tape"));
    QVERIFY(!headed("Volumes") && headed("Tapes") && headed("Disks"));
  }
};

QTEST_MAIN(TestInspectorCalm)
#include "test_inspector_calm.moc"
