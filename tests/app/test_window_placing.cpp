// Placing and renaming in the whole window: palette, "/" and F2 with real events, and what is kept for the next start.
#include <QLineEdit>
#include <QListView>
#include <QStatusBar>
#include <QUndoStack>

#include "analysis/forecast.h"
#include "canvas/canvas_view.h"
#include "canvas/pointer_hint.h"
#include "canvas/quick_insert.h"
#include "canvas/title_editor.h"
#include "palette/palette_panel.h"
#include "palette/palette_tile.h"
#include "windows_fixture.h"

using namespace nines;

namespace {

Node makeNode(std::string id, std::string kind, std::string parent, Rect rect, Properties properties = {}) {
  Node node;
  node.name = id;
  node.id = std::move(id);
  node.kind = std::move(kind);
  node.parent = std::move(parent);
  node.rect = rect;
  node.properties = std::move(properties);
  return node;
}

// A Region with two zones: too few for Aurora, enough for a Multi-AZ database.
Topology twoZones() {
  Topology t;
  t.name = "Two";
  t.nodes.put(makeNode("region", "region", "", {0, 0, 592, 416}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("zone-a", "az", "region", {176, 40, 188, 360}, {{"code", Value("eu-west-1a")}}));
  t.nodes.put(makeNode("zone-b", "az", "region", {376, 40, 188, 360}, {{"code", Value("eu-west-1b")}}));
  return t;
}

}  // namespace

class TestWindowPlacing : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& start() {
    m_windows->start({designFile(QStringLiteral("two.nines"), twoZones())});
    MainWindow& window = shown(*m_windows);
    window.resize(1680, 1050);
    window.canvas().setFocus();
    return window;
  }
  static QPoint at(MainWindow& window, Point scene) { return window.canvas().viewportPoint(scene); }
  static const Topology& topology(MainWindow& window) { return window.session().design()->topology(); }
  static PaletteTile* tile(MainWindow& window, const QString& preset) {
    for (PaletteTile* found : window.findChildren<PaletteTile*>()) {
      if (found->item().preset == preset) return found;
    }
    return nullptr;
  }
  static QuickInsert* slash(MainWindow& window) {
    QApplication::setActiveWindow(&window);
    window.canvas().setFocus();
    QTest::keyClick(&window.canvas(), Qt::Key_Slash);
    for (QuickInsert* found : window.findChildren<QuickInsert*>()) {
      if (found->isVisible()) return found;
    }
    return nullptr;
  }
  static std::vector<const Node*> ofKind(MainWindow& window, const char* kind) {
    std::vector<const Node*> out;
    for (const auto& node : topology(window).nodes.rows()) {
      if (node->kind == kind) out.push_back(node.get());
    }
    return out;
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("placing")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void draggingShowsWhatWillHappen() {
    MainWindow& window = start();
    PaletteTile* cache = tile(window, QStringLiteral("dax-cluster"));
    const QPoint target = window.canvas().viewport()->mapToGlobal(at(window, {90, 300}));
    QTest::mousePress(cache, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(cache, {60, 40});
    QTest::mouseMove(cache, cache->mapFromGlobal(target));
    const auto* hint = window.findChild<PointerHint*>();
    QTRY_COMPARE_WITH_TIMEOUT(hint->texts().size(), 2, test::kPatience);
    QCOMPARE(hint->texts().first(), QStringLiteral("In region"));
    QVERIFY2(hint->texts().last().contains("does not encrypt at rest"), qPrintable(hint->texts().last()));
    QVERIFY(topology(window) == twoZones());
    QTest::mouseRelease(cache, Qt::LeftButton, {}, cache->mapFromGlobal(target));
    QVERIFY(!hint->isVisible());
    QCOMPARE(ofKind(window, "dax-cluster").size(), std::size_t{1});
  }

  // The session draws the standby of a Multi-AZ database, in another zone: nothing is raised, and nothing is warned of.
  void theForecastKnowsOfStandbys() {
    MainWindow& window = start();
    PaletteTile* pair = tile(window, QStringLiteral("rds-multi-az"));
    const QPoint target = window.canvas().viewport()->mapToGlobal(at(window, {270, 200}));
    QTest::mousePress(pair, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(pair, {60, 40});
    QTest::mouseMove(pair, pair->mapFromGlobal(target));
    QTRY_VERIFY_WITH_TIMEOUT(!window.canvas().isForecastPending(), test::kPatience);
    const auto* hint = window.findChild<PointerHint*>();
    QCOMPARE(hint->texts(), QStringList{QStringLiteral("In zone-a")});
    const auto before = findingKeys(window.session().design()->snapshot());
    QTest::mouseRelease(pair, Qt::LeftButton, {}, pair->mapFromGlobal(target));
    QCOMPARE(ofKind(window, "rds-instance").size(), std::size_t{1});
    QCOMPARE(ofKind(window, "rds-standby").size(), std::size_t{1});
    QCOMPARE(ofKind(window, "rds-standby").front()->parent, std::string("zone-b"));
    QVERIFY(raisedFindings(window.session().design()->snapshot(), before).empty());
    window.session().undoStack()->undo();
    QVERIFY(topology(window) == twoZones());
  }

  void slashAndAFewLetters() {
    MainWindow& window = start();
    QTest::mouseMove(window.canvas().viewport(), at(window, {470, 100}));
    QTest::mouseMove(window.canvas().viewport(), at(window, {470, 120}));
    QuickInsert* popup = slash(window);
    QVERIFY(popup);
    QTest::keyClicks(popup->field(), "pg");
    QTest::keyClick(popup->field(), Qt::Key_Return);
    QCOMPARE(ofKind(window, "rds-instance").size(), std::size_t{1});
    QCOMPARE(ofKind(window, "rds-instance").front()->parent, std::string("zone-b"));
    QVERIFY(window.session().undoStack()->undoText().startsWith("Add "));
  }

  void whatWasUsedIsKnownAtTheNextStart() {
    {
      MainWindow& window = start();
      QVERIFY(window.canvas().placeInSelection(QStringLiteral("nlb")));
      window.session().undoStack()->undo();
      QVERIFY(m_windows->closeAll());  // nothing is left to recover
    }
    m_windows = std::make_unique<Windows>();
    MainWindow& window = start();
    QCOMPARE(window.canvas().recentPresets(), QStringList{QStringLiteral("nlb")});
    QTest::mouseMove(window.canvas().viewport(), at(window, {80, 100}));
    QTest::mouseMove(window.canvas().viewport(), at(window, {90, 300}));
    QuickInsert* popup = slash(window);
    QVERIFY(popup);
    QCOMPARE(popup->shown().first(), QStringLiteral("nlb"));
    popup->close();
  }

  void thePaletteSaysWhereItMayNotPlace() {
    MainWindow& window = start();
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, at(window, {90, 300}));  // the Region
    auto* search = window.findChild<PalettePanel*>()->searchField();
    QTest::keyClicks(search, "mysql");
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(ofKind(window, "rds-instance").empty());
    QCOMPARE(window.statusBar()->currentMessage(),
             QStringLiteral("An RDS instance stands in an Availability Zone, not in a Region"));
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, at(window, {470, 300}));
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(ofKind(window, "rds-instance").size(), std::size_t{1});
    QCOMPARE(ofKind(window, "rds-instance").front()->parent, std::string("zone-b"));
  }

  void theMenusOfferBoth() {
    MainWindow& window = start();
    QVERIFY(window.canvas().quickInsertAction()->isEnabled());
    QVERIFY(!window.canvas().renameAction()->isEnabled());
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, at(window, {60, 12}));
    QVERIFY(window.canvas().renameAction()->isEnabled());
  }

  // What is saved has the name that was just typed.
  void savingCommitsTheName() {
    MainWindow& window = start();
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, at(window, {60, 12}));
    QTest::keyClick(&window.canvas(), Qt::Key_F2);
    auto* editor = window.findChild<TitleEditor*>();
    QVERIFY(editor);
    QTest::keyClicks(editor, "Dublin");
    QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(topology(window).nodes.find("region")->name, std::string("Dublin"));
    QVERIFY(!window.session().isModified());
    QCOMPARE(window.session().undoStack()->undoText(), QStringLiteral("Rename region"));
  }
};

QTEST_MAIN(TestWindowPlacing)
#include "test_window_placing.moc"
