// Outage drills in a window: how they begin and end, what is chosen, and that the design stays as it is.
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QWheelEvent>
#include <cmath>

#include "assumptions/assumptions_panel.h"
#include "drill/drill_banner.h"
#include "drill/drill_mode.h"
#include "drill/scenario_panel.h"
#include "drill/scenario_row.h"
#include "drill/usual_outage.h"
#include "drill_shop.h"
#include "history/history_panel.h"
#include "painting/painter_backend.h"
#include "palette/palette_panel.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "window_driver.h"
#include "windows_fixture.h"

using namespace nines;
using test::Driver;
using test::shop;

namespace {

const Outage kZoneA{{{OutageKind::zone, "eu-west-1a"}}};
const Outage kZoneB{{{OutageKind::zone, "eu-west-1b"}}};

}  // namespace

class TestWindowDrill : public test::WindowsFixture {
  Q_OBJECT

 private:
  std::unique_ptr<Windows> m_windows;

  MainWindow& start() {
    m_windows->start({designFile(QStringLiteral("shop.nines"), shop())});
    MainWindow& window = *m_windows->all().first();
    window.resize(1680, 1050);
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    return window;
  }
  static DrillBanner& banner(MainWindow& window) { return *window.findChild<DrillBanner*>(); }
  static ScenarioPanel& scenario(MainWindow& window) {
    auto& panel = *window.findChild<ScenarioPanel*>();
    panel.refreshNow();
    return panel;
  }
  static void click(QWidget& widget) { QTest::mouseClick(&widget, Qt::LeftButton); }
  static QAction* action(MainWindow& window, const QString& text) {
    for (QAction* found : window.findChildren<QAction*>()) {
      if (found->text().remove(QLatin1Char('&')) == text) return found;
    }
    QTest::qFail(qPrintable(QStringLiteral("no action ") + text), __FILE__, __LINE__);
    return nullptr;
  }
  static std::set<QString> shownDocks(MainWindow& window) {
    std::set<QString> out;
    for (const auto* dock : window.findChildren<QDockWidget*>()) {
      if (!dock->isHidden()) out.insert(dock->objectName());
    }
    return out;
  }
  static bool paintedWith(const QImage& picture, const QColor& colour) {
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        if (picture.pixel(x, y) == colour.rgb()) return true;
      }
    }
    return false;
  }
  // The menu of the "and" button runs a loop of its own while it is open.
  static void joinWith(MainWindow& window, const QString& kind, const QString& place) {
    QMenu* menu = scenario(window).andButton()->menu();
    emit menu->aboutToShow();
    for (const QAction* kinds : menu->actions()) {
      if (kinds->text() != kind) continue;
      kinds->menu()->popup({0, 0});
      for (QAction* entry : kinds->menu()->actions()) {
        if (entry->text() != place) continue;
        QTest::mouseClick(kinds->menu(), Qt::LeftButton, {}, kinds->menu()->actionGeometry(entry).center());
        return;
      }
    }
    QTest::qFail("no such outage", __FILE__, __LINE__);
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("window-drill")); }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void theButtonBeginsAndEndsIt() {
    MainWindow& window = start();
    Driver d(window);
    QVERIFY(banner(window).isHidden());
    d.toolButton(QStringLiteral("See what an outage does"));
    QVERIFY(window.drill().isActive());
    QVERIFY(window.drill().outage() == kZoneA);
    QVERIFY(!window.drill().isPlaying());
    QVERIFY(banner(window).isVisible());
    QCOMPARE(banner(window).sentence(), QStringLiteral("eu-west-1a is lost, 0\u00a0s in. Your design is not changed."));
    QVERIFY(shownDocks(window).contains(QStringLiteral("scenario")));
    QVERIFY(!shownDocks(window).contains(QStringLiteral("palette")));
    QVERIFY(window.session().isReadOnly());
    d.toolButton(QStringLiteral("See what an outage does"));
    QVERIFY(!window.drill().isActive());
    QVERIFY(banner(window).isHidden());
    QVERIFY(!window.session().isReadOnly());
  }

  // The docks of two groups stand in one during a drill: the tabs of the other group do not stay behind, empty.
  void noEmptyTabsLieOverTheDocks() {
    MainWindow& window = start();
    window.resize(1680, 1050);
    QCoreApplication::processEvents();
    Driver d(window);
    d.toolButton(QStringLiteral("See what an outage does"));
    const auto bars = [&] { return window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly); };
    const QList<QTabBar*> shown = bars();
    const auto bottom =
        std::ranges::find_if(shown, [](const QTabBar* bar) { return !bar->isHidden() && bar->count() > 4; });
    QVERIFY(bottom != shown.end());
    for (int i = (*bottom)->count() - 1; i >= 0; --i) {
      QTest::mouseClick(*bottom, Qt::LeftButton, {}, (*bottom)->tabRect(i).center());
      QCoreApplication::processEvents();
      for (const QTabBar* bar : bars()) QVERIFY2(bar->isHidden() || bar->count() > 0, qPrintable(QString::number(i)));
    }
  }

  void theBannerCountsAndRestarts() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    qint64 now = 0;
    window.drill().setClock([&now] { return now; });
    window.drill().setTime(105);
    QVERIFY(banner(window).sentence().contains(QStringLiteral("1\u00a0min\u00a045\u00a0s in")));
    click(*banner(window).restartButton());
    QCOMPARE(window.drill().time(), 0.0);
    QVERIFY(window.drill().isPlaying());
    click(*banner(window).endButton());
    QVERIFY(!window.drill().isActive());
  }

  void keysPlayStepAndEnd() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    qint64 now = 0;
    window.drill().setClock([&now] { return now; });
    QVERIFY(window.drill().moments().size() > 2);
    d.key(Qt::Key_Space);
    QVERIFY(window.drill().isPlaying());
    d.key(Qt::Key_Space);
    QVERIFY(!window.drill().isPlaying());
    d.key(Qt::Key_Right);
    QCOMPARE(window.drill().time(), window.drill().moments().at(1));
    d.key(Qt::Key_Right);
    d.key(Qt::Key_Left);
    QCOMPARE(window.drill().time(), window.drill().moments().at(1));
    d.key(Qt::Key_Escape);
    QVERIFY(!window.drill().isActive());
    // And outside of a drill they are the canvas's again.
    d.select("app-a");
    const Topology before = d.topology();
    d.key(Qt::Key_Right);
    QVERIFY(!(d.topology() == before));
  }

  void speedIsChosenInTheMenu() {
    MainWindow& window = start();
    action(window, QStringLiteral("600×"))->trigger();
    QCOMPARE(window.drill().speed(), 600.0);
    QVERIFY(action(window, QStringLiteral("600×"))->isChecked());
    window.drill().setSpeed(10);
    QVERIFY(action(window, QStringLiteral("10×"))->isChecked());
    QVERIFY(!action(window, QStringLiteral("600×"))->isChecked());
  }

  void scenariosAreChosenFromWhatThereIs() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    ScenarioPanel& panel = scenario(window);
    QVERIFY(panel.row(OutageKind::zone)->isChecked());
    QVERIFY(!panel.row(OutageKind::onPremises)->isEnabled());
    QCOMPARE(panel.row(OutageKind::onPremises)->toolTip(), QStringLiteral("This design has no data centres."));
    QCOMPARE(panel.places()->currentText(), QStringLiteral("eu-west-1a"));
    panel.places()->setFocus();
    QTest::keyClick(panel.places(), Qt::Key_Down);
    QVERIFY(window.drill().outage() == kZoneB);
    click(*panel.row(OutageKind::corruption));
    QVERIFY(window.drill().outage() == (Outage{{{OutageKind::corruption, "db"}}}));
    click(*scenario(window).row(OutageKind::zone));  // where it was
    QVERIFY(window.drill().outage() == kZoneB);
    click(*scenario(window).row(OutageKind::maintenance));
    QVERIFY(window.drill().outage() == (Outage{{{OutageKind::maintenance, "db"}}}));
    scenario(window).timing()->setFocus();
    QTest::keyClick(panel.timing(), Qt::Key_Down);
    QCOMPARE(window.drill().timing(), DrillMode::Timing::best);
  }

  // In a narrow window the banner says that something is left out, and its tip has all.
  void theBannerLeavesOutWhatHasNoRoom() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    DrillBanner& shown = banner(window);
    const auto within = [&](int width) {
      shown.resize(width, shown.height());
      shown.layout()->activate();
      return shown.shownSentence();
    };
    QCOMPARE(within(900), shown.sentence());
    const QString cut = within(420);
    QVERIFY2(cut.endsWith(QChar(0x2026)) && cut.startsWith(QStringLiteral("eu-west-1a is lost")), qPrintable(cut));
    const auto labels = shown.findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [&](const QLabel* label) { return label->toolTip() == shown.sentence(); }));
    QPushButton* buttons[] = {shown.restartButton(), shown.endButton()};
    for (QPushButton* button : buttons) QVERIFY(shown.rect().contains(button->geometry()));
  }

  // The place that people ask about first is the one with most in it, not the first of the alphabet.
  void theUsualPlaceIsTheFullest() {
    Topology t = Topology();
    for (const char* code : {"eu-central-1", "eu-west-1"}) {
      t.nodes.put({code, "region", "", "", {}, {{"code", Value(code)}}, {}});
      for (const char* zone : {"a", "b"}) {
        const std::string id = std::string(code) + zone;
        t.nodes.put({id, "az", code, "", {}, {{"code", Value(id)}}, {}});
      }
    }
    t.nodes.put({"app", "app-tier", "eu-west-1b", "", {}, {}, {}});
    const Design design(std::make_shared<const Topology>(std::move(t)), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    QVERIFY(usualOutage(design, OutageKind::region) == (Outage{{{OutageKind::region, "eu-west-1"}}}));
    QVERIFY(usualOutage(design, OutageKind::zone) == (Outage{{{OutageKind::zone, "eu-west-1b"}}}));
    QVERIFY(usualOutage(design, OutageKind::host) == (Outage{{{OutageKind::host, "app"}}}));
    QVERIFY(usualOutage(design) == usualOutage(design, OutageKind::zone));
    QVERIFY(usualOutage(design, OutageKind::onPremises).parts.empty());
  }

  // As full and first by code, a zone of the Region that only stands by says little: people ask about where they run.
  void theUsualPlaceIsWhereTheWorkloadsRun() {
    const auto design = [](const char* primary) {
      Topology t;
      for (const char* code : {"eu-central-1", "eu-west-1"}) {
        const std::string region = code;
        const bool serves = region == primary;
        t.nodes.put({region, "region", "", "", {}, {{"code", Value(code)}}, {}});
        t.nodes.put({region + "a", "az", region, "", {}, {{"code", Value(region + "a")}}, {}});
        t.nodes.put({region + "-app", "app-tier", region + "a", "", {}, {}, {}});
        t.nodes.put({region + "-db", "rds-instance", region + "a", "", {}, {}, {}});
        if (!serves) t.nodes.put({region + "-more", "app-tier", region + "a", "", {}, {}, {}});
      }
      t.nodes.put({"people", "users", "", "", {}, {{"primaryRegion", Value(primary)}}, {}});
      for (const char* code : {"eu-central-1", "eu-west-1"}) {
        const std::string region = code;
        t.links.put({region + "-u", "uses", "people", region + "-app", {}, {}, {}});
      }
      return Design(std::make_shared<const Topology>(std::move(t)), Catalogue::shipped(),
                    Profiles::shipped().orDefault(kDefaultProfile));
    };
    for (const std::string region : {"eu-central-1", "eu-west-1"}) {
      const Design drawn = design(region.c_str());
      QVERIFY(usualOutage(drawn, OutageKind::region) == (Outage{{{OutageKind::region, region}}}));
      QVERIFY(usualOutage(drawn, OutageKind::zone) == (Outage{{{OutageKind::zone, region + "a"}}}));
      QVERIFY(usualOutage(drawn, OutageKind::host) == (Outage{{{OutageKind::host, region + "-app"}}}));
      QVERIFY(usualOutage(drawn, OutageKind::corruption) == (Outage{{{OutageKind::corruption, region + "-db"}}}));
      QVERIFY(usualOutage(drawn) == usualOutage(drawn, OutageKind::zone));
    }
  }

  void outagesAreJoined() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    joinWith(window, QStringLiteral("Host"), QStringLiteral("app-b"));
    const Outage both = joined({kZoneA, Outage{{{OutageKind::host, "app-b"}}}});
    QVERIFY(window.drill().outage() == both);
    QVERIFY(banner(window).sentence().contains(QStringLiteral("eu-west-1a is lost")));
    // The first is still the one that the rows are about.
    QVERIFY(scenario(window).row(OutageKind::zone)->isChecked());
    QVERIFY(!scenario(window).row(OutageKind::host)->isChecked());
    QToolButton* remove = nullptr;
    for (auto* button : scenario(window).findChildren<QToolButton*>()) {
      if (button->accessibleName() == QLatin1String("Leave out app-b")) remove = button;
    }
    QVERIFY(remove);
    click(*remove);
    QVERIFY(window.drill().outage() == kZoneA);
  }

  void assumptionsOfTheDrillAreListed() {
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    click(*scenario(window).row(OutageKind::corruption));
    const QStringList rows = scenario(window).assumptions();
    QVERIFY2(rows.contains(QStringLiteral("Noticing and deciding: 5–30\u00a0min")), qPrintable(rows.join('\n')));
    QLabel* deciding = nullptr;
    for (auto* label : scenario(window).findChildren<QLabel*>()) {
      if (label->text() == QLatin1String("Noticing and deciding")) deciding = label;
    }
    QVERIFY(deciding);
    // Where it comes from, and in one line: the dock has room for it.
    QVERIFY2(deciding->toolTip().startsWith(QStringLiteral("Nines assumption")), qPrintable(deciding->toolTip()));
    QApplication::processEvents();
    QCOMPARE(deciding->width(), deciding->parentWidget()->contentsRect().width() - 16);
    for (auto* label : scenario(window).findChildren<QLabel*>()) {
      if (label->text().contains(QStringLiteral("All assumptions"))) emit label->linkActivated({});
    }
    QVERIFY(window.findChild<AssumptionsPanel*>()->isVisible());
    // Not to be changed now: an answer of the drill would be another one than what is shown.
    QVERIFY(!window.findChild<AssumptionsPanel*>()->resetAllButton()->isEnabled());
  }

  void theCardsMenuBeginsAndPlays() {
    MainWindow& window = start();
    Driver d(window);
    d.contextMenu(d.centreOf("db"), QStringLiteral("Drill: this fails"));
    QVERIFY(window.drill().outage() == (Outage{{{OutageKind::host, "db"}}}));
    QVERIFY(window.drill().isPlaying());
    QVERIFY(scenario(window).row(OutageKind::host)->isChecked());
    QCOMPARE(scenario(window).places()->currentText(), QStringLiteral("db"));
    d.contextMenu(d.header("zone-b"), QStringLiteral("Drill: this fails"));
    QVERIFY(window.drill().outage() == kZoneB);
  }

  void theDesignIsReadOnlyAndSaysWhy() {
    MainWindow& window = start();
    Driver d(window);
    d.select("app-a");
    d.key(Qt::Key_Right);  // something to undo
    const int steps = d.steps();
    const Topology before = d.topology();
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    const QString why = QStringLiteral("The design is read-only during a drill.");
    d.shortcut(Qt::Key_Z);
    QCOMPARE(d.steps(), steps);
    for (QAction* each :
         {action(window, QStringLiteral("Draw links")), action(window, QStringLiteral("Insert note"))}) {
      QVERIFY(!each->isEnabled());
      QCOMPARE(each->toolTip(), why);
    }
    emit window.findChild<HistoryPanel*>()->jumpRequested(0);
    QCOMPARE(d.steps(), steps);
    QVERIFY(!window.findChild<HistoryPanel*>()->isEnabled());
    QVERIFY(!window.findChild<PalettePanel*>()->isEnabled());
    d.select("db");
    d.inspector().refreshNow();
    for (const FieldRow* row : d.inspector().findChildren<FieldRow*>()) QVERIFY(!row->isEnabled());
    QCOMPARE(d.inspector().toolTip(), why);
    QString said;
    QVERIFY(!window.session().submit(test::renameTo("Other"), &said));
    QCOMPARE(said, why);
    QVERIFY(!window.canvas().placeInSelection(QStringLiteral("users")));
    QVERIFY(d.topology() == before);
    d.key(Qt::Key_Escape);
    d.shortcut(Qt::Key_Z);
    QCOMPARE(d.steps(), steps - 1);
    QVERIFY(action(window, QStringLiteral("Draw links"))->isEnabled());
    QVERIFY(action(window, QStringLiteral("Draw links"))->toolTip() != why);
  }

  void everythingIsAsBeforeAfterwards() {
    MainWindow& window = start();
    Driver d(window);
    window.session().waitForReport();
    d.select("db");
    QApplication::processEvents();
    const auto docks = shownDocks(window);
    const QSize canvas = window.canvas().size();
    const Topology before = d.topology();
    const int steps = d.steps();
    const bool redo = action(window, QStringLiteral("Redo"))->isEnabled();
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    QApplication::processEvents();
    QVERIFY(shownDocks(window) != docks);
    window.drill().setTime(window.drill().length());
    d.key(Qt::Key_Escape);
    QCOMPARE(shownDocks(window), docks);
    QTRY_COMPARE(window.canvas().size(), canvas);
    QVERIFY(d.topology() == before);
    QCOMPARE(d.steps(), steps);
    QCOMPARE(action(window, QStringLiteral("Redo"))->isEnabled(), redo);
    QVERIFY(!window.session().isModified());
  }

  // Fitted it stays fitted; else it is the same place in the same size, whatever people did meanwhile.
  void zoomAndPlaceAreAsBeforeAfterwards() {
    MainWindow& window = start();
    Driver d(window);
    QApplication::processEvents();
    CanvasView& canvas = window.canvas();
    for (const double zoom : {0.0, 1.5}) {
      if (zoom > 0) canvas.zoomAt(zoom, {40, 60});
      const QSize size = canvas.size();
      const double before = canvas.zoom();
      const Point corner = canvas.scenePoint({0, 0});
      d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
      QApplication::processEvents();
      canvas.zoomTo(.4);
      QTest::mouseClick(banner(window).endButton(), Qt::LeftButton);
      QTRY_COMPARE(canvas.size(), size);
      QCOMPARE(canvas.zoom(), before);
      const Point now = canvas.scenePoint({0, 0});
      QVERIFY2(std::hypot(now.x - corner.x, now.y - corner.y) < 1.5 / before,
               qPrintable(QStringLiteral("%1 %2").arg(now.x - corner.x).arg(now.y - corner.y)));
    }
  }

  // Whatever has the focus; a search that is under way is given up first.
  void escapeEndsItFromEverywhere() {
    MainWindow& window = start();
    Driver d(window);
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
      d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
      if (dock->isHidden() || !dock->widget()->isEnabled()) {
        window.drill().end();
        continue;
      }
      dock->raise();
      QApplication::processEvents();
      QApplication::setActiveWindow(&window);
      window.canvas().setFocus();
      for (QWidget* inside : dock->findChildren<QWidget*>()) {
        if (!(inside->focusPolicy() & Qt::TabFocus) || !inside->isVisible() || !inside->isEnabled()) continue;
        inside->setFocus();
        break;
      }
      QWidget* focused = QApplication::focusWidget();
      QVERIFY(focused);
      QTest::keyClick(focused, Qt::Key_Escape);
      QVERIFY2(!window.drill().isActive(),
               qPrintable(dock->objectName() + QLatin1Char(' ') +
                          QLatin1String(focused ? focused->metaObject()->className() : "")));
    }
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    auto& panel = *window.findChild<AssumptionsPanel*>();
    qobject_cast<QDockWidget*>(panel.parentWidget())->raise();
    auto* search = panel.findChild<QLineEdit*>();
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("decide"));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QVERIFY(window.drill().isActive());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(!window.drill().isActive());
  }

  // What is under way is given up first, and all is as it was before the button went down.
  void escapeGivesUpWhatIsUnderWayFirst_data() {
    QTest::addColumn<Qt::MouseButton>("button");
    QTest::addColumn<bool>("onCard");
    QTest::newRow("a pan") << Qt::MiddleButton << false;
    QTest::newRow("a rubber band that the view scrolls under") << Qt::LeftButton << false;
    QTest::newRow("a card that is pressed") << Qt::LeftButton << true;
  }
  void escapeGivesUpWhatIsUnderWayFirst() {
    QFETCH(Qt::MouseButton, button);
    QFETCH(bool, onCard);
    MainWindow& window = start();
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    QApplication::processEvents();
    window.canvas().zoomTo(1);
    d.select("shop");
    const QString selected = window.canvas().accessibleDescription();
    const QPoint place = d.centreOf("db");
    const Rect alb = d.rectOf("alb");
    const QPoint from = onCard ? d.centreOf("alb") : d.at({alb.x - 8, alb.y - 12});
    const QPoint to = d.at({alb.right() + 4, alb.bottom() + 8});
    QTest::mousePress(d.surface(), button, {}, from);
    Driver::move(d.surface(), from, to);
    QWheelEvent wheel(to, d.surface()->mapToGlobal(to), {}, {0, -120}, button, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(d.surface(), &wheel);
    QVERIFY(d.centreOf("db") != place);
    if (button == Qt::LeftButton) QVERIFY(window.canvas().accessibleDescription() != selected);
    const auto isAsBefore = [&] {
      return d.centreOf("db") == place && window.canvas().accessibleDescription() == selected;
    };
    d.key(Qt::Key_Escape);
    QVERIFY(window.drill().isActive());
    QVERIFY(isAsBefore());
    Driver::move(d.surface(), to, from);  // the button is still down
    QTest::mouseRelease(d.surface(), button, {}, from);
    QVERIFY(isAsBefore());
    d.key(Qt::Key_Escape);
    QVERIFY(!window.drill().isActive());
  }

  void halfTypedTextIsAnEditBeforeTheDrill() {
    MainWindow& window = start();
    Driver d(window);
    d.select("app-a");
    d.key(Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("web"));
    window.drill().setOutage(kZoneA);  // as the matrix does
    QCOMPARE(d.topology().nodes.find("app-a")->name, std::string("web"));
    QVERIFY(window.session().isReadOnly());
  }

  void anotherDesignEndsIt() {
    MainWindow& window = start();
    window.drill().setOutage(kZoneA);
    window.session().openCopy(test::twoCards("Other"));
    QVERIFY(!window.drill().isActive());
    QVERIFY(!window.session().isReadOnly());
  }

  void aDesignThatNothingCanHappenToSaysSo() {
    MainWindow& window = start();
    window.session().openCopy(test::twoCards("Other"));
    Driver d(window);
    d.menu(QStringLiteral("Drill"), QStringLiteral("Start outage drill"));
    QVERIFY(window.drill().isActive());
    QVERIFY(!window.drill().drill());
    QVERIFY(banner(window).sentence().startsWith(QStringLiteral("Choose what fails.")));
    for (const OutageKind kind : {OutageKind::host, OutageKind::zone, OutageKind::region, OutageKind::corruption})
      QVERIFY(!scenario(window).row(kind)->isEnabled());
    QVERIFY(!action(window, QStringLiteral("Play"))->isEnabled());
  }

  void looksRightInBothThemes() {
    auto& app = *qobject_cast<QApplication*>(QCoreApplication::instance());
    MainWindow& window = start();
    window.drill().setOutage(kZoneA);
    window.drill().setTime(window.drill().length());
    window.canvas().zoomTo(1);
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(app, *theme);
      QApplication::processEvents();
      const QImage picture = window.grab().toImage();
      const QString folder = qEnvironmentVariable("NINES_PICTURES");
      if (!folder.isEmpty()) picture.save(folder + QStringLiteral("/drill-%1.png").arg(toQString(theme->id)));
      for (const Token token : {Token::failCard, Token::errFill, Token::accent, Token::errSoft, Token::dock})
        QVERIFY2(paintedWith(picture, toQColor(theme->colour(token))), qPrintable(QString::number(int(token))));
    }
    applyTheme(app, lightTheme());
  }

  void theLayoutThatIsKeptIsThatOfOrdinaryDays() {
    MainWindow& window = start();
    window.drill().setOutage(kZoneA);
    QVERIFY(window.close());
    m_windows = std::make_unique<Windows>();
    MainWindow& next = start();
    QVERIFY(shownDocks(next).contains(QStringLiteral("palette")));
    QVERIFY(!shownDocks(next).contains(QStringLiteral("scenario")));
  }
};

QTEST_MAIN(TestWindowDrill)
#include "test_window_drill.moc"
