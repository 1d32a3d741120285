// What the inspector promises for every field: invites what is unknown, advises on ranges, keeps what differs between
// several, mends where it complains, and speaks the person's language of numbers while files speak their own.
#include <QCheckBox>
#include <QDesktopServices>
#include <QScrollBar>
#include <QToolButton>
#include <QUrl>
#include <QWheelEvent>

#include "formats/native.h"
#include "inspector/field_button.h"
#include "inspector/finding_message.h"
#include "inspector/lifecycle_dialog.h"
#include "inspector/section.h"
#include "inspector_test.h"
#include "semantics/targets.h"

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

class TestInspectorPromises : public InspectorTest {
  Q_OBJECT

  TypedLine* kindLine(const std::string& key, const QString& kind) const {
    for (TypedLine* l : row(key)->findChildren<TypedLine*>()) {
      if (l->isVisible() && l->accessibleName() == kind) return l;
    }
    return nullptr;
  }

  QUrl m_opened;

 public slots:
  void opened(const QUrl& address) { m_opened = address; }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QLocale::setDefault(QLocale::c());
    open(ordersDesign());
  }
  void cleanup() {
    QLocale::setDefault(QLocale::c());
    m_window.reset();
  }

  // Every property without a default and value asks for one, in every kind of field.
  void unknownOnesInvite() {
    Topology t;
    for (const Kind& kind : Catalogue::shipped().kinds()) t.nodes.put({kind.id, kind.id, "", "", {}, {}, {}});
    open(t);
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
    enter(line("backupRetentionDays"), "99");
    QCOMPARE(*m_document->property("orders-db", "backupRetentionDays"), Value(99));
    QVERIFY(saysUnder("backupRetentionDays").contains("From 0\u00a0days to 35\u00a0days."));
    enter(line("backupRetentionDays"), "35");
    QVERIFY(!saysUnder("backupRetentionDays").contains("From 0\u00a0days to 35\u00a0days."));
  }

  void durationsOfSeveralParts() {
    select({"orders"});
    enter(line("rtoSeconds"), "5 min");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(300));
    QCOMPARE(line("rtoSeconds")->text(), QString("5\u00a0min"));
    enter(line("rtoSeconds"), "1 h 30 min");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(5400));
    enter(line("rtoSeconds"), "2min30s");
    QCOMPARE(*m_document->property("orders", "rtoSeconds"), Value(150));
    const std::size_t before = m_document->edits.size();
    enter(line("rtoSeconds"), "1 h 30");
    QCOMPARE(m_document->edits.size(), before);  // 30 of what?
  }

  // Two workloads with targets of their own: a new figure for one kind of outage leaves the others to each.
  void severalKeepWhatDiffers() {
    open(twoWorkloads());
    select({"orders", "reports"});
    auto* mode = row("rtoSeconds")->findChild<FieldCombo*>();
    if (!kindLine("rtoSeconds", "Region")) QTest::keyClick(mode, Qt::Key_Down);
    TypedLine* region = kindLine("rtoSeconds", "Region");
    QVERIFY(region);
    QCOMPARE(region->placeholderText(), QString("Mixed"));
    QCOMPARE(kindLine("rtoSeconds", "Maintenance")->placeholderText(), QString("None"));
    enter(region, "2 h");
    QCOMPARE(kindLine("rtoSeconds", "Region")->text(), QString("2\u00a0h"));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(*m_document->property("orders", "rtoSeconds"),
             Value(Value::Object{{"az", Value(60)}, {"region", Value(7200)}}));
    QCOMPARE(*m_document->property("reports", "rtoSeconds"),
             Value(Value::Object{{"host", Value(30)}, {"region", Value(7200)}}));
    QVERIFY(m_document->undo());
    QCOMPARE(*m_document->property("reports", "rtoSeconds"), Value(Value::Object{{"host", Value(30)}}));
  }

  // One figure counts for host and zone, and for the Region where there is a second one: it goes on counting for those
  // that get no figure of their own.
  void oneFigureIsKeptWhereOneOutageGetsItsOwn() {
    Topology t = twoWorkloads();
    t.nodes.put({"reports", "users", "", "Reports", {}, {{"rtoSeconds", Value(14400)}}, {}});
    open(t);
    const bool second = hasSecondRegion(*m_document->design());
    select({"reports"});
    auto* mode = row("rtoSeconds")->findChild<FieldCombo*>();
    if (!kindLine("rtoSeconds", "Region")) QTest::keyClick(mode, Qt::Key_Down);
    QCOMPARE(kindLine("rtoSeconds", "Host")->text(), QString("4\u00a0h"));
    QCOMPARE(m_document->edits.size(), std::size_t{0});
    enter(kindLine("rtoSeconds", "Region"), "10 min");
    QCOMPARE(*m_document->property("reports", "rtoSeconds"),
             Value(Value::Object{{"az", Value(14400)}, {"host", Value(14400)}, {"region", Value(600)}}));
    QVERIFY(m_document->undo());
    QCOMPARE(*m_document->property("reports", "rtoSeconds"), Value(14400));
    select({"orders", "reports"});
    QVERIFY(kindLine("rtoSeconds", "Region"));
    QCOMPARE(kindLine("rtoSeconds", "Host")->placeholderText(), QString("Mixed"));
    QCOMPARE(kindLine("rtoSeconds", "Data corruption")->placeholderText(), QString("None"));
    enter(kindLine("rtoSeconds", "Availability Zone"), "1 min");
    Value::Object kept{{"az", Value(60)}, {"host", Value(14400)}};
    if (second) kept.emplace("region", Value(14400));
    QCOMPARE(*m_document->property("reports", "rtoSeconds"), Value(kept));
    QCOMPARE(*m_document->property("orders", "rtoSeconds"),
             Value(Value::Object{{"az", Value(60)}, {"region", Value(3600)}}));
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
    enter(kindLine("rpoSeconds", "Data corruption"), "15 min");
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
    open(ordersDesign());
    select({"orders-db"});
    enter(line("allocatedGb"), "1,5 TB");
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(1500));
    select({"docs"});
    enter(line("dataGb"), "12,25");
    QCOMPARE(line("dataGb")->text(), QString("12,25\u00a0GB"));
    select({"orders"});
    QCOMPARE(line("availabilityTarget")->text(), QString("99,95\u00a0%"));
    enter(line("availabilityTarget"), "99,99 %");
    const std::string file = writeDesign(m_document->topology());
    QVERIFY(file.find("\"dataGb\": 12.25") != std::string::npos);
    QVERIFY(file.find("\"availabilityTarget\": 0.9999") != std::string::npos);
    QVERIFY(file.find("12,25") == std::string::npos);
  }

  // The document behind a figure is a click away, where it is known to lie somewhere.
  void sourcesOfSlasAreLinks() {
    open(ordersDesign());
    Report report;
    report.estimates = Estimates{{}, {{"orders-db", .9995, {"Amazon RDS SLA", "2024-01-22"}, "Multi-AZ", {}, {}}}};
    m_document->setReport(report);
    select({"orders-db"});
    const auto sla = [&]() -> QLabel* {
      for (QLabel* label : m_panel->findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains("<b>SLA")) return label;
      }
      return nullptr;
    };
    QLabel* label = sla();
    QVERIFY(label);
    QCOMPARE(label->focusPolicy(), Qt::StrongFocus);
    QDesktopServices::setUrlHandler("https", this, "opened");
    for (int y = 2; y < label->height() && m_opened.isEmpty(); y += 4) {
      for (int x = 2; x < label->width() && m_opened.isEmpty(); x += 8) {
        QTest::mouseClick(label, Qt::LeftButton, {}, {x, y});
      }
    }
    QDesktopServices::unsetUrlHandler("https");
    QCOMPARE(m_opened, QUrl("https://aws.amazon.com/es/rds-sla"));
    report.estimates = Estimates{{}, {{"orders-db", .9995, {"A book", "2024"}, "Multi-AZ", {}, {}}}};
    m_document->setReport(report);
    select({"orders-db"});
    label = sla();
    QVERIFY(label && label->text().contains("Source: A book, 2024") && !label->text().contains("<a "));
    QCOMPARE(label->focusPolicy(), Qt::NoFocus);
  }

  // What the model writes into sentences and figures with a point, people read with theirs.
  void figuresOfTheModelAreThePersonsToo() {
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    open(ordersDesign());
    Report report;
    report.estimates = Estimates{{}, {{"orders-db", .9995, {"Amazon RDS SLA", "2024-01-22"}, "Multi-AZ", {}, {}}}};
    Finding finding =
        makeFinding("workload.availability-target", Severity::error, {"orders-db"},
                    "{name} with {version} reaches {found}, not {target}, and waits {time}", "allocatedGb");
    finding.arguments = {{"name", "shop 8.0 s"},
                         {"version", "8.0"},
                         {"found", "99.95\u00a0%"},
                         {"target", "99.99\u00a0%"},
                         {"time", "1.5\u00a0s"}};
    report.findings = {finding};
    m_document->setReport(report);
    select({"orders-db"});
    QStringList texts;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (label->isVisible()) texts << label->text();
    }
    const QString all = texts.join('|');
    QVERIFY2(all.contains("SLA 99,95\u00a0%"), qPrintable(all));
    QVERIFY2(all.contains("shop 8.0 s with 8.0 reaches 99,95\u00a0%, not 99,99\u00a0%, and waits 1,5\u00a0s"),
             qPrintable(all));
    QCOMPARE(finding.message(), std::string("shop 8.0 s with 8.0 reaches 99.95\u00a0%, not 99.99\u00a0%, and waits "
                                            "1.5\u00a0s"));
  }

  // Large ones are written out, with the person's separators, and read back with them.
  void largeNumbersAreWrittenOut() {
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    open(ordersDesign());
    select({"orders-db"});
    enter(line("allocatedGb"), "100000000");
    QCOMPARE(line("allocatedGb")->text(), QString("100.000.000\u00a0GB"));
    QVERIFY(saysUnder("allocatedGb").contains("From 5\u00a0GB to 65.536\u00a0GB."));
    const auto before = steps();
    enter(line("allocatedGb"), line("allocatedGb")->text());
    QCOMPARE(steps(), before);
    enter(line("allocatedGb"), "1.500,5");
    QCOMPARE(*m_document->property("orders-db", "allocatedGb"), Value(1500.5));
    QVERIFY(writeDesign(m_document->topology()).find("\"allocatedGb\": 1500.5") != std::string::npos);
  }

  // Of all that is typed beyond a range this is the one thing that nobody can mean.
  void targetsAreNotNegative() {
    select({"orders"});
    for (const char* key : {"rtoSeconds", "rpoSeconds"}) {
      const auto before = steps();
      enter(line(key), "-5 min");
      QCOMPARE(steps(), before);
      QVERIFY(saysUnder(key).contains("A target is no time below 0."));
      QTest::keyClick(line(key), Qt::Key_Escape);
      QVERIFY(!saysUnder(key).contains("A target is no time below 0."));
      enter(line(key), "0");
      QCOMPARE(*m_document->property("orders", key), Value(0));
      QVERIFY(!saysUnder(key).contains("A target is no time below 0."));
      QTest::keyClick(row(key)->findChild<FieldCombo*>(), Qt::Key_Down);
      enter(kindLine(key, "Region"), "-1");
      QCOMPARE(*m_document->property("orders", key), Value(0));
      QVERIFY(saysUnder(key).contains("A target is no time below 0."));
      QTest::keyClick(kindLine(key, "Region"), Qt::Key_Escape);
      QVERIFY(!saysUnder(key).contains("A target is no time below 0."));
    }
  }

  void locks() {
    const auto box = [&]() -> QCheckBox* {
      for (auto* found : m_panel->findChildren<QCheckBox*>()) {
        if (found->isVisible() && found->accessibleName() == "Locked") return found;
      }
      return nullptr;
    };
    select({"orders-r1"});
    QVERIFY(!box());  // locking is done on the canvas: nothing is said of what is free
    QVERIFY(m_document->submit({"Lock", {SetNodeLocked{"orders-r1", true}}}));
    m_panel->refreshNow();
    QVERIFY(box());
    QCOMPARE(box()->text(), QString("On"));
    // Names and properties are not its business.
    TypedLine* name = nullptr;
    for (auto* found : m_panel->findChildren<TypedLine*>()) {
      if (found->isVisible() && found->accessibleName() == "Name") name = found;
    }
    QVERIFY(name);
    enter(name, "reader");
    QCOMPARE(m_document->node("orders-r1").name, std::string("reader"));
    select({"orders-db", "orders-r1"});
    QCOMPARE(box()->text(), QString("Mixed"));
    QTest::keyClick(box(), Qt::Key_Space);
    m_panel->refreshNow();
    QVERIFY(m_document->node("orders-db").locked);
    QTest::keyClick(box(), Qt::Key_Space);
    QVERIFY(!m_document->node("orders-db").locked && !m_document->node("orders-r1").locked);
    m_panel->refreshNow();
    QVERIFY(!box());
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
