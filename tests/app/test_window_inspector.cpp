// The inspector in its window: steps that move a pair of databases, and what is shown after they are undone.
#include "inspector/derived_row.h"
#include "inspector/field_combo.h"
#include "inspector/inspector_header.h"
#include "window_driver.h"
#include "windows_fixture.h"

using namespace nines;

class TestWindowInspector : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;
  MainWindow* m_window = nullptr;
  std::unique_ptr<test::Driver> m_driver;

  std::string now() const { return writeDesign(m_driver->topology()); }
  std::string parentOf(const char* id) const { return m_driver->topology().nodes.find(id)->parent; }
  // What the inspector is about, as people read it.
  QString shown() const {
    m_driver->inspector().refreshNow();
    const auto headers = m_driver->inspector().findChildren<InspectorHeader*>();
    for (const InspectorHeader* header : headers) {
      if (header->isVisible()) return header->title();
    }
    return {};
  }
  FieldCombo* list(const char* label) const {
    m_driver->inspector().refreshNow();
    for (auto* row : m_driver->inspector().findChildren<DerivedRow*>()) {
      if (row->isVisible() && QLatin1String(row->kind().label) == QLatin1String(label))
        return row->findChild<FieldCombo*>();
    }
    return nullptr;
  }
  // From the open list, in one step.
  static void pick(QComboBox* combo, const QString& entry) {
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_F4);
    QAbstractItemView* view = combo->view();
    QTest::keyClick(view, Qt::Key_Home);
    for (int i = 0; i < combo->count() && view->currentIndex().data().toString() != entry; ++i)
      QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("window-inspector")); }
  void init() {
    test::forgetEverything();
    m_windows = std::make_unique<Windows>();
    m_windows->start({});
    m_window = m_windows->all().first();
    m_windows->openExample(QStringLiteral("templates/read-scaled-mysql.nines"), m_window);
    m_window->resize(1680, 1050);
    QApplication::setActiveWindow(m_window);
    QVERIFY(QTest::qWaitForWindowActive(m_window, test::kPatience));
    m_driver = std::make_unique<test::Driver>(*m_window);
    m_driver->select("shop-db");
    QCOMPARE(shown(), QString("shop-db"));
  }
  void cleanup() { m_windows.reset(); }

  // Each stands where the other one stood, in one step, and the inspector stays with the primary.
  void aPrimaryTakesThePlaceOfItsStandby() {
    const std::string before = now();
    const Rect primary = m_driver->rectOf("shop-db");
    const Rect standby = m_driver->rectOf("shop-db-standby");
    const int steps = m_driver->steps();
    pick(list("Zone"), "eu-west-1b");
    QCOMPARE(parentOf("shop-db"), std::string("eu-west-1b"));
    QCOMPARE(parentOf("shop-db-standby"), std::string("eu-west-1a"));
    QCOMPARE(m_driver->rectOf("shop-db"), standby);
    QCOMPARE(m_driver->rectOf("shop-db-standby"), primary);
    QCOMPARE(m_driver->steps(), steps + 1);
    QCOMPARE(list("Zone")->display(), QString("eu-west-1b"));
    QCOMPARE(list("Standby in")->display(), QString("eu-west-1a"));
    const std::string after = now();
    m_driver->shortcut(Qt::Key_Z);
    QCOMPARE(now(), before);
    QCOMPARE(shown(), QString("shop-db"));
    m_driver->shortcut(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(now(), after);
    QCOMPARE(shown(), QString("shop-db"));
  }

  void afterUndoingStandbyInThePrimaryStaysSelected() {
    const std::string before = now();
    pick(list("Standby in"), "eu-west-1c");
    QCOMPARE(parentOf("shop-db-standby"), std::string("eu-west-1c"));
    QCOMPARE(parentOf("shop-db"), std::string("eu-west-1a"));
    QCOMPARE(shown(), QString("shop-db"));
    m_driver->shortcut(Qt::Key_Z);
    QCOMPARE(now(), before);
    QCOMPARE(shown(), QString("shop-db"));
    QCOMPARE(list("Standby in")->display(), QString("eu-west-1b"));
    // With another one selected the step is about the standby.
    m_driver->shortcut(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    m_driver->select("shop-r1");
    m_driver->shortcut(Qt::Key_Z);
    QVERIFY(shown() != QString("shop-r1"));
  }

  void anotherEngineIsOneStep() {
    m_driver->type("Version", "8.0.36");
    const std::string before = now();
    const int steps = m_driver->steps();
    pick(m_driver->row("engine")->findChild<FieldCombo*>(), "PostgreSQL");
    QCOMPARE(m_driver->steps(), steps + 1);
    QVERIFY(!m_driver->topology().nodes.find("shop-db")->properties.contains("engineVersion"));
    m_driver->shortcut(Qt::Key_Z);
    QCOMPARE(now(), before);
  }
};

QTEST_MAIN(TestWindowInspector)
#include "test_window_inspector.moc"
