// What the inspector promises for every field: invites what is unknown, advises on ranges, keeps what differs between
// several, mends where it complains, and speaks the person's language of numbers while files speak their own.
#include <QCheckBox>
#include <QLabel>
#include <QMainWindow>
#include <QScrollBar>
#include <QToolButton>
#include <QWheelEvent>

#include "formats/native.h"
#include "inspector/field_button.h"
#include "inspector/field_combo.h"
#include "inspector/field_row.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_panel.h"
#include "inspector/lifecycle_dialog.h"
#include "inspector/section.h"
#include "inspector/typed_line.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

Topology twoWorkloads() {
  Topology t = ordersDesign();
  Node orders = *t.nodes.find("orders");
  orders.properties["rtoSeconds"] = Value(Value::Object{{"az", Value(60)}, {"region", Value(3600)}});
  t.nodes.put(orders);
  t.nodes.put({"reports", "users", "", "Reports", {}, {{"rtoSeconds", Value::Object{{"host", Value(30)}}}}, {}});
  return t;
}

}  // namespace

class TestInspectorPromises : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<QMainWindow> m_window;
  InspectorPanel* m_panel = nullptr;

  void show(Topology topology) {
    m_window.reset();
    m_document = std::make_unique<PanelDocument>(std::move(topology));
    m_selection = std::make_unique<Selection>();
    m_window = std::make_unique<QMainWindow>();
    m_panel = new InspectorPanel(m_document.get(), m_selection.get());
    m_window->setCentralWidget(m_panel);
    m_window->resize(296, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), kPatience));
  }
  void select(const Selection::Ids& ids) {
    m_selection->set(ids);
    m_panel->refreshNow();
  }
  FieldRow* row(const std::string& key) const {
    for (FieldRow* r : m_panel->findChildren<FieldRow*>()) {
      if (r->isVisible() && r->schema().key == key) return r;
    }
    return nullptr;
  }
  TypedLine* line(const std::string& key) const { return row(key)->findChild<TypedLine*>(); }
  TypedLine* kindLine(const std::string& key, const QString& kind) const {
    for (TypedLine* l : row(key)->findChildren<TypedLine*>()) {
      if (l->isVisible() && l->accessibleName() == kind) return l;
    }
    return nullptr;
  }
  void type(TypedLine* field, const QString& text) {
    field->setFocus();
    field->selectAll();
    if (text.isEmpty()) QTest::keyClick(field, Qt::Key_Delete);
    else QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    m_panel->refreshNow();
  }
  QStringList saysUnder(const std::string& key) const {
    QStringList out;
    for (const QLabel* label : row(key)->findChildren<QLabel*>()) {
      if (label->isVisible()) out << label->text();
    }
    return out;
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QLocale::setDefault(QLocale::c());
    show(ordersDesign());
  }
  void cleanup() {
    QLocale::setDefault(QLocale::c());
    m_window.reset();
  }

  // Every property without a default and value asks for one, in every kind of field.
  void unknownOnesInvite() {
    Topology t;
    for (const Kind& kind : Catalogue::shipped().kinds()) t.nodes.put({kind.id, kind.id, "", "", {}, {}, {}});
    show(t);
    int asked = 0;
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      select({kind.id});
      for (FieldRow* field : m_panel->findChildren<FieldRow*>()) {
        const PropertySchema& schema = field->schema();
        if (!field->isVisible() || schema.fallback || !schema.fallbackFrom.empty()) continue;
        QString shown;
        if (auto* box = field->findChild<QCheckBox*>()) shown = box->text();
        else if (auto* combo = field->findChild<FieldCombo*>(); combo && schema.type != PropertyType::outageTargets)
          shown = combo->display();
        else if (auto* button = field->findChild<FieldButton*>()) shown = button->text();
        else if (auto* typed = field->findChild<TypedLine*>()) shown = typed->placeholderText();
        else continue;  // a note's text
        const bool invites =
            shown.startsWith("Enter ") || shown == "Choose…" || shown == "On or off?" || shown == "Add rules…";
        QVERIFY2(invites, qPrintable(QString::fromStdString(kind.id + "." + schema.key + ": ") + shown));
        QVERIFY(!field->findChild<QToolButton*>()->isVisible());  // there is nothing to set or clear
        ++asked;
      }
    }
    QVERIFY(asked > 20);
    select({"rds-instance"});
    QCOMPARE(line("allocatedGb")->placeholderText(), QString("Enter GB"));
    select({"users"});
    QCOMPARE(line("availabilityTarget")->placeholderText(), QString("Enter a share"));
    QCOMPARE(line("rtoSeconds")->placeholderText(), QString("Enter a duration"));
  }

  // What lies outside is taken, and what is usual stands under it.
  void rangesAreAdvice() {
    select({"orders-db"});
    const PropertySchema& schema = row("backupRetentionDays")->schema();
    QVERIFY(schema.minimum == 0.0 && schema.maximum == 35.0);
    QVERIFY(!saysUnder("backupRetentionDays").contains("From 0\u00a0days to 35\u00a0days."));
    type(line("backupRetentionDays"), "99");
    QCOMPARE(*m_document->property("orders-db", "backupRetentionDays"), Value(99));
    QVERIFY(saysUnder("backupRetentionDays").contains("From 0\u00a0days to 35\u00a0days."));
    type(line("backupRetentionDays"), "35");
    QVERIFY(!saysUnder("backupRetentionDays").contains("From 0\u00a0days to 35\u00a0days."));
  }

  void durationsOfSeveralParts() {
    select({"orders"});
    type(line("rtoSeconds"), "5 min");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(300));
    QCOMPARE(line("rtoSeconds")->text(), QString("5\u00a0min"));
    type(line("rtoSeconds"), "1 h 30 min");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(5400));
    type(line("rtoSeconds"), "2min30s");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(150));
    const std::size_t before = m_document->edits.size();
    type(line("rtoSeconds"), "1 h 30");
    QCOMPARE(m_document->edits.size(), before);  // 30 of what?
  }

  // Two workloads with targets of their own: a new figure for one kind of outage leaves the others to each.
  void severalKeepWhatDiffers() {
    show(twoWorkloads());
    select({"orders", "reports"});
    auto* mode = row("rtoSeconds")->findChild<FieldCombo*>();
    if (!kindLine("rtoSeconds", "Region")) QTest::keyClick(mode, Qt::Key_Down);
    TypedLine* region = kindLine("rtoSeconds", "Region");
    QVERIFY(region);
    QCOMPARE(region->placeholderText(), QString("Mixed"));
    type(region, "2 h");
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(*m_document->property("orders", "rtoSeconds"),
             Value(Value::Object{{"az", Value(60)}, {"region", Value(7200)}}));
    QCOMPARE(*m_document->property("reports", "rtoSeconds"),
             Value(Value::Object{{"host", Value(30)}, {"region", Value(7200)}}));
    QVERIFY(m_document->undo());
    QCOMPARE(*m_document->property("reports", "rtoSeconds"), Value(Value::Object{{"host", Value(30)}}));
  }

  // In one form, without another dialog.
  void aWorkloadsTargetsAreInOnePlace() {
    select({"orders"});
    for (const char* key :
         {"availabilityTarget", "rtoSeconds", "rpoSeconds", "claim", "strategy", "primaryRegion", "recoveryRegion"}) {
      QVERIFY2(row(key), key);
    }
    for (const char* key : {"rtoSeconds", "rpoSeconds"}) {
      QTest::keyClick(row(key)->findChild<FieldCombo*>(), Qt::Key_Down);
      for (const Choice& kind : row(key)->schema().choices)
        QVERIFY2(kindLine(key, QString::fromStdString(kind.label)), kind.value.c_str());
    }
    type(kindLine("rpoSeconds", "Data corruption"), "15 min");
    QCOMPARE(*m_document->property("orders", "rpoSeconds"), Value(Value::Object{{"corruption", Value(900)}}));
    QTest::keyClick(row("claim")->findChild<FieldCombo*>(), Qt::Key_Down);
    QTest::keyClick(row("strategy")->findChild<FieldCombo*>(), Qt::Key_Down);
    QTest::keyClick(row("recoveryRegion")->findChild<FieldCombo*>(), Qt::Key_Down);
    QVERIFY(m_document->property("orders", "claim") && m_document->property("orders", "strategy"));
    QCOMPARE(*m_document->property("orders", "recoveryRegion"), Value("eu-central-1"));
  }

  // The link under a field carries out the correction; with the keyboard, as with the mouse.
  void aFindingIsMendedUnderItsField() {
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    m_document->judge();
    select({"orders-db"});
    QLabel* links = nullptr;
    for (auto* found : row("backupRetentionDays")->findChildren<FindingMessage*>()) {
      for (auto* label : found->findChildren<QLabel*>()) {
        if (label->text().contains("#fix")) links = label;
      }
    }
    QVERIFY(links);
    const std::size_t before = m_document->edits.size();
    links->setFocus(Qt::TabFocusReason);
    if (!links->hasSelectedText()) QTest::keyClick(links, Qt::Key_Tab);
    QTest::keyClick(links, Qt::Key_Return);
    QCOMPARE(m_document->edits.size(), before + 1);
    QVERIFY(*m_document->property("orders-db", "backupRetentionDays") != Value(0));
  }

  void theWheelPassesOverEveryField() {
    for (const Kind& kind : Catalogue::shipped().kinds())
      m_document->submit({"", {AddNode{{"k-" + kind.id, kind.id, "", "", {}, {}, {}}}}});
    const std::size_t before = m_document->edits.size();
    int wheels = 0;
    const auto turn = [&](QWidget* over) {
      for (const int delta : {-120, 120}) {
        QWheelEvent wheel(over->rect().center(), over->mapToGlobal(over->rect().center()), {}, {0, delta}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(over, &wheel);
        ++wheels;
      }
    };
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      select({"k-" + kind.id});
      for (FieldRow* field : m_panel->findChildren<FieldRow*>()) {
        for (QWidget* part : field->findChildren<QWidget*>()) {
          if (part->isVisible() && !part->hasFocus()) turn(part);
        }
      }
      m_panel->refreshNow();
    }
    QVERIFY(wheels > 200);
    QCOMPARE(m_document->edits.size(), before);
    // Nor in the window of a list.
    select({"docs"});
    QTest::mouseClick(row("lifecycle")->findChild<FieldButton*>(), Qt::LeftButton);
    auto* dialog = m_panel->findChild<LifecycleDialog*>();
    QVERIFY(dialog);
    for (auto* button : dialog->findChildren<QAbstractButton*>()) {
      if (button->text().remove('&') == "Add rule") QTest::mouseClick(button, Qt::LeftButton);
    }
    auto* choice = dialog->findChild<QComboBox*>();
    QVERIFY(choice && !choice->hasFocus());
    const int chosen = choice->currentIndex();
    turn(choice);
    QCOMPARE(choice->currentIndex(), chosen);
    dialog->reject();
  }

  // A comma for people in Germany, a point in the file.
  void numbersAreThePersonsInFieldsAndOursInFiles() {
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    show(ordersDesign());
    select({"orders-db"});
    type(line("allocatedGb"), "1,5 TB");
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(1500));
    select({"docs"});
    type(line("dataGb"), "12,25");
    QCOMPARE(line("dataGb")->text(), QString("12,25\u00a0GB"));
    select({"orders"});
    QCOMPARE(line("availabilityTarget")->text(), QString("99,95\u00a0%"));
    type(line("availabilityTarget"), "99,99 %");
    const std::string file = writeDesign(m_document->topology());
    QVERIFY(file.find("\"dataGb\": 12.25") != std::string::npos);
    QVERIFY(file.find("\"availabilityTarget\": 0.9999") != std::string::npos);
    QVERIFY(file.find("12,25") == std::string::npos);
  }

  void locks() {
    const auto box = [&]() -> QCheckBox* {
      for (auto* found : m_panel->findChildren<QCheckBox*>()) {
        if (found->isVisible() && found->accessibleName() == "Locked") return found;
      }
      return nullptr;
    };
    select({"orders-r1"});
    QVERIFY(box());
    QCOMPARE(box()->text(), QString("Off"));
    QTest::keyClick(box(), Qt::Key_Space);
    m_panel->refreshNow();
    QVERIFY(m_document->node("orders-r1").locked);
    QCOMPARE(box()->text(), QString("On"));
    // Names and properties are not its business.
    TypedLine* name = nullptr;
    for (auto* found : m_panel->findChildren<TypedLine*>()) {
      if (found->isVisible() && found->accessibleName() == "Name") name = found;
    }
    QVERIFY(name);
    type(name, "reader");
    QCOMPARE(m_document->node("orders-r1").name, std::string("reader"));
    select({"orders-db", "orders-r1"});
    QCOMPARE(box()->text(), QString("Mixed"));
    QTest::keyClick(box(), Qt::Key_Space);
    m_panel->refreshNow();
    QVERIFY(m_document->node("orders-db").locked);
    QTest::keyClick(box(), Qt::Key_Space);
    QVERIFY(!m_document->node("orders-db").locked && !m_document->node("orders-r1").locked);
    select({"app-db"});
    QVERIFY(!box());  // a link has no place of its own
  }

  void assumedOnesAreSetByOneClick() {
    select({"orders-r1"});
    auto* action = row("backupRetentionDays")->findChild<QToolButton*>();
    QCOMPARE(action->text(), QString("Set"));
    QVERIFY(saysUnder("backupRetentionDays").contains("assumed"));
    QTest::mouseClick(action, Qt::LeftButton);
    m_panel->refreshNow();
    QCOMPARE(*m_document->property("orders-r1", "backupRetentionDays"), Value(1));
    QVERIFY(!saysUnder("backupRetentionDays").contains("assumed"));
  }
};

QTEST_MAIN(TestInspectorPromises)
#include "test_inspector_promises.moc"
