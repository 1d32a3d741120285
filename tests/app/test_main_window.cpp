// The main window's own parts: docks and first fit, tool bar, menus, templates, and what is under way when a command
// comes.
#include <QAction>
#include <QDockWidget>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QToolBar>
#include <QToolButton>

#include "canvas/canvas_view.h"
#include "charts/availability_panel.h"
#include "formats/native.h"
#include "inspector/typed_line.h"
#include "main_window.h"
#include "palette/palette_tile.h"
#include "session.h"
#include "template_dialog.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"
#include "thumbnail.h"
#include "window_support.h"

using namespace nines;
using test::Answers;
using test::clickStandard;
using test::renameTo;

class TestMainWindow : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<Windows> m_windows;
  QString m_file;

  // A window with two cards at 100 %, saved in m_file.
  MainWindow& twoCards() {
    m_file = m_dir->filePath(QStringLiteral("design.nines"));
    test::writeBytes(m_file, QByteArray::fromStdString(writeDesign(test::twoCards("Design"))));
    return start({m_file});
  }
  MainWindow& start(const QStringList& files, QSize size = {1680, 1050}) {
    m_windows->start(files);
    MainWindow& window = *m_windows->all().first();
    window.resize(size);
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, test::kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    return window;
  }

  static const Topology& topology(MainWindow& window) { return window.session().design()->topology(); }
  static Rect rectOf(MainWindow& window, const std::string& id) { return *topology(window).nodes.find(id)->rect; }
  static QPoint centreOf(MainWindow& window, const std::string& id) {
    const CanvasScene& scene = window.canvas().canvasScene();
    return window.canvas().viewportPoint(scene.layout().rect(scene.design().indexOf(id)).centre());
  }
  static void clickCard(MainWindow& window, const std::string& id) {
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, centreOf(window, id));
  }
  static void moveMouse(QWidget* surface, QPoint where, Qt::MouseButtons buttons) {
    QMouseEvent event(QEvent::MouseMove, where, surface->mapToGlobal(where), Qt::NoButton, buttons, {});
    QApplication::sendEvent(surface, &event);
  }
  // The mouse is down on the card and has moved it by 80 px on the screen; the design does not know yet.
  static QPoint grab(MainWindow& window, const std::string& id) {
    QWidget* surface = window.canvas().viewport();
    const QPoint from = centreOf(window, id);
    const QPoint to = from + QPoint(0, 80);
    QTest::mousePress(surface, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 4; ++i) moveMouse(surface, from + (to - from) * i / 4, Qt::LeftButton);
    return to;
  }
  static void release(MainWindow& window, QPoint at) {
    QTest::mouseRelease(window.canvas().viewport(), Qt::LeftButton, {}, at);
  }
  // The inspector's field that shows this text.
  static TypedLine* fieldWith(MainWindow& window, const QString& text) {
    TypedLine* found = nullptr;
    const bool there = QTest::qWaitFor(
        [&] {
          for (auto* line : window.findChildren<TypedLine*>())
            if (line->isVisible() && line->text() == text) found = line;
          return found != nullptr;
        },
        test::kPatience);
    if (!there) QTest::qFail(qPrintable(QStringLiteral("no field with ") + text), __FILE__, __LINE__);
    return found;
  }
  // Types into the name of the card without finishing.
  static TypedLine* halfType(MainWindow& window, const std::string& id, const QString& text) {
    clickCard(window, id);
    TypedLine* name = fieldWith(window, QString::fromStdString(topology(window).nodes.find(id)->name));
    if (!name) return nullptr;
    QTest::mouseClick(name, Qt::LeftButton);
    name->selectAll();
    QTest::keyClicks(name, text);
    return name;
  }
  static QToolButton* toolButton(MainWindow& window, const QString& toolTip) {
    for (auto* button : window.findChild<QToolBar*>()->findChildren<QToolButton*>())
      if (button->toolTip().startsWith(toolTip)) return button;
    QTest::qFail(qPrintable(QStringLiteral("no button ") + toolTip), __FILE__, __LINE__);
    return nullptr;
  }
  static QAction* menuAction(const QMenu& menu, const QString& text) {
    for (QAction* action : menu.actions())
      if (action->text().remove(QLatin1Char('&')) == text) return action;
    return nullptr;
  }
  static QMenu* menuNamed(MainWindow& window, const QString& text) {
    for (QAction* action : window.menuBar()->actions())
      if (action->text().remove(QLatin1Char('&')) == text) return action->menu();
    return nullptr;
  }

 private slots:
  void initTestCase() {
    test::isolate(QStringLiteral("main-window"));
    applyTheme(*qobject_cast<QApplication*>(QCoreApplication::instance()), lightTheme());
  }
  void init() {
    test::forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() {
    for (const auto& window : m_windows->all())
      if (window) window->session().discardChanges();
    m_windows.reset();
  }

  // --- what is under way when a command comes ---

  void undoDropsTheGesture() {
    MainWindow& window = twoCards();
    QVERIFY(window.session().submit(renameTo("Edited")));
    const Rect before = rectOf(window, "left");
    const QPoint at = grab(window, "left");
    QTest::keyClick(&window.canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(window.session().title(), QStringLiteral("Design"));
    release(window, at);
    QCOMPARE(rectOf(window, "left"), before);
    QVERIFY(!window.session().isModified());
    // The next gesture works as ever.
    const QPoint again = grab(window, "left");
    release(window, again);
    QCOMPARE(rectOf(window, "left").y, before.y + 80);
  }

  void undoDropsWhatThePaletteHolds() {
    MainWindow& window = twoCards();
    QVERIFY(window.session().submit(renameTo("Edited")));
    PaletteTile* tile = window.findChildren<PaletteTile*>().first();
    const QPoint start = tile->rect().center();
    const QPoint end = tile->mapFromGlobal(window.canvas().viewport()->mapToGlobal(QPoint(400, 300)));
    QTest::mousePress(tile, Qt::LeftButton, {}, start);
    for (int i = 1; i <= 4; ++i) moveMouse(tile, start + (end - start) * i / 4, Qt::LeftButton);
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(window.session().title(), QStringLiteral("Design"));
    QTest::mouseRelease(tile, Qt::LeftButton, {}, end);
    QCOMPARE(topology(window).nodes.size(), std::size_t{2});
  }

  void savingDropsTheGesture() {
    MainWindow& window = twoCards();
    QVERIFY(window.session().submit(renameTo("Edited")));
    const Rect before = rectOf(window, "left");
    const QPoint at = grab(window, "left");
    QTest::keyClick(&window.canvas(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!window.session().isModified());
    release(window, at);
    QCOMPARE(rectOf(window, "left"), before);
    QVERIFY(!window.session().isModified());
  }

  void savingTakesHalfTypedText() {
    MainWindow& window = twoCards();
    TypedLine* name = halfType(window, "left", QStringLiteral("Shoppers"));
    QVERIFY(name);
    QVERIFY(!window.session().isModified());
    QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!window.session().isModified());
    const auto saved = loadDesign(m_file.toStdString(), Catalogue::shipped());
    QCOMPARE(saved->nodes.find("left")->name, std::string("Shoppers"));
    // The field is ready for more.
    QVERIFY(name->hasFocus());
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, QStringLiteral("!"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers!"));
  }

  void closingAsksAboutHalfTypedText() {
    MainWindow& window = twoCards();
    QVERIFY(halfType(window, "left", QStringLiteral("Shoppers")));
    {
      Answers answers({clickStandard(QMessageBox::Cancel)});
      QVERIFY(!window.close());
      QVERIFY(answers.done());
    }
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers"));
    Answers answers({clickStandard(QMessageBox::Save)});
    QVERIFY(window.close());
    QVERIFY(answers.done());
    QCOMPARE(loadDesign(m_file.toStdString(), Catalogue::shipped())->nodes.find("left")->name, std::string("Shoppers"));
  }

  // A button does not take the focus: what was typed becomes the step that is undone.
  void undoButtonUndoesHalfTypedText() {
    MainWindow& window = twoCards();
    QVERIFY(window.session().submit(renameTo("Edited")));
    QVERIFY(halfType(window, "left", QStringLiteral("Shoppers")));
    QTest::mouseClick(toolButton(window, QStringLiteral("Undo")), Qt::LeftButton);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("left"));
    QCOMPARE(window.session().title(), QStringLiteral("Edited"));
    QTest::mouseClick(toolButton(window, QStringLiteral("Redo")), Qt::LeftButton);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers"));
  }

  // In a field Ctrl+Z is the field's while something is typed, then the design's.
  void undoInAField() {
    MainWindow& window = twoCards();
    TypedLine* name = halfType(window, "left", QStringLiteral("S"));
    QVERIFY(name);
    QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(window.session().undoStack()->count(), 0);
    QVERIFY(name->text() != QStringLiteral("S"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Shoppers"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers"));
    QTest::keyClick(name, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("left"));
    QVERIFY(fieldWith(window, QStringLiteral("left")));
  }

  void menuCommandComesAfterHalfTypedText() {
    MainWindow& window = twoCards();
    QVERIFY(halfType(window, "left", QStringLiteral("Shoppers")));
    QMenu* edit = menuNamed(window, QStringLiteral("Edit"));
    edit->popup({0, 0});
    QAction* remove = menuAction(*edit, QStringLiteral("Delete"));
    QTest::mouseClick(edit, Qt::LeftButton, {}, edit->actionGeometry(remove).center());
    QVERIFY(!topology(window).nodes.find("left"));
    QCOMPARE(window.session().undoStack()->count(), 2);
    window.session().undoStack()->undo();
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers"));
  }

  // --- layout ---

  void docksHaveTheirSizes() {
    // As wide as a small screen: too narrow for both bottom docks side by side. There they are tabs.
    constexpr int kNarrow = 790;
    QWidget small;
    small.setGeometry(0, 0, kNarrow, 500);
    QSettings().setValue(QStringLiteral("window/geometry"), small.saveGeometry());
    MainWindow& window = start({});
    const auto size = [&](const char* name) {
      return window.findChild<QDockWidget*>(QString::fromLatin1(name))->size();
    };
    const auto behindFindings = [&](const char* name) {
      auto* findings = window.findChild<QDockWidget*>(QStringLiteral("findings"));
      return window.tabifiedDockWidgets(findings).contains(window.findChild<QDockWidget*>(QString::fromLatin1(name)));
    };
    QVERIFY(behindFindings("history") && behindFindings("availability"));
    QVERIFY(window.minimumSizeHint().width() <= kNarrow);
    window.findChild<QDockWidget*>(QStringLiteral("palette"))->close();
    window.findChild<QDockWidget*>(QStringLiteral("inspector"))->setFloating(true);
    menuAction(*menuNamed(window, QStringLiteral("View")), QStringLiteral("Reset layout"))->trigger();
    QVERIFY(behindFindings("history") && !behindFindings("availability"));
    QTRY_COMPARE_WITH_TIMEOUT(size("palette").width(), metrics::kLeftDock, test::kPatience);
    QCOMPARE(size("inspector").width(), metrics::kRightDock);
    QCOMPARE(size("findings").height() + metrics::kTabStrip, metrics::kBottomDock);
    QCOMPARE(size("availability").height() + metrics::kTabStrip, metrics::kBottomDock);
    const auto share = [&] {
      return double(size("findings").width()) / (size("findings").width() + size("availability").width());
    };
    QTRY_VERIFY2_WITH_TIMEOUT(std::abs(share() - 690.0 / (690 + 694)) < .01, qPrintable(QString::number(share())),
                              test::kPatience);
    QCOMPARE(window.findChild<QToolBar*>()->height(), metrics::kToolBar);
    QCOMPARE(window.statusBar()->height(), metrics::kStatusBar);
    QCOMPARE(window.menuBar()->height(), metrics::kMenuBar);
  }

  // What limits a workload is seen on a laptop too.
  void theSideOfTheAvailabilityIsSeenOnALaptop() {
    MainWindow& window = start({}, {1440, 900});
    for (const QSize& size : {QSize(1440, 900), QSize(1366, 768), QSize(1280, 800)}) {
      window.resize(size);
      menuAction(*menuNamed(window, QStringLiteral("View")), QStringLiteral("Reset layout"))->trigger();
      QTRY_VERIFY2_WITH_TIMEOUT(window.findChild<AvailabilityPanel*>()->width() >= AvailabilityPanel::kWidthWithSide,
                                qPrintable(QString::number(window.findChild<AvailabilityPanel*>()->width())),
                                test::kPatience);
    }
  }

  // As 1680 px are at 150 %: side by side there would be room for a few letters of each message.
  void bottomDocksAreTabsWhereTheyCouldNotBeRead() {
    MainWindow& window = start({}, {1120, 700});
    auto* findings = window.findChild<QDockWidget*>(QStringLiteral("findings"));
    auto* availability = window.findChild<QDockWidget*>(QStringLiteral("availability"));
    QAction* reset = menuAction(*menuNamed(window, QStringLiteral("View")), QStringLiteral("Reset layout"));
    reset->trigger();
    QVERIFY(window.tabifiedDockWidgets(findings).contains(availability));
    QVERIFY(findings->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(findings->width() >= 800, test::kPatience);
    window.resize(1280, 800);
    reset->trigger();
    QVERIFY(!window.tabifiedDockWidgets(findings).contains(availability));
  }

  // The whole design is seen, as large as it can be, whatever the size that the window gets in the end.
  void firstFitFollowsTheWindow() {
    const QString orders = m_dir->filePath(QStringLiteral("orders.nines"));
    QVERIFY(QFile::copy(QString::fromStdString(test::fixturePath("../../resources/templates/orders.nines")), orders));
    MainWindow& window = start({orders}, {700, 500});
    CanvasView& canvas = window.canvas();
    // Badges count for what is seen: they come with the report.
    QTRY_VERIFY_WITH_TIMEOUT(window.session().report() != nullptr, test::kPatience);
    double last = 0;
    for (const QSize size : {QSize(900, 640), QSize(1400, 880), QSize(2400, 1500), QSize(1200, 900)}) {
      window.resize(size);
      QCoreApplication::processEvents();
      const double zoom = canvas.zoom();
      canvas.fit();
      QCOMPARE(zoom, canvas.zoom());
      QVERIFY(zoom <= 1);
      last = zoom;
    }
    QVERIFY(last < 1);
    window.resize(2400, 1500);
    QCoreApplication::processEvents();
    QCOMPARE(canvas.zoom(), 1.0);

    // Once a person has chosen what to see, a resize leaves it alone.
    canvas.zoomTo(.9);
    window.resize(1000, 800);
    QCoreApplication::processEvents();
    QCOMPARE(canvas.zoom(), .9);
  }

  void fitEndsWithTheFirstEdit() {
    MainWindow& window = twoCards();
    window.resize(500, 400);
    QCoreApplication::processEvents();
    const double zoom = window.canvas().zoom();
    QVERIFY(window.session().submit({"Move", {SetNodeRect{"right", Rect{2000, 0, 146, 52}}}}));
    window.resize(900, 700);
    QCoreApplication::processEvents();
    QCOMPARE(window.canvas().zoom(), zoom);
  }

  // Also where another tab hides the findings.
  void findingsAreCountedInTheirTitle() {
    MainWindow& window = start({});
    auto* dock = window.findChild<QDockWidget*>(QStringLiteral("findings"));
    QCOMPARE(dock->windowTitle(), QStringLiteral("Findings"));
    window.findChild<QDockWidget*>(QStringLiteral("availability"))->raise();
    m_windows->openExample(QStringLiteral("templates/orders.nines"), &window);
    window.session().waitForReport();
    const auto count = window.session().report()->findings.size();
    QVERIFY(count > 0);
    QCOMPARE(dock->windowTitle(), QStringLiteral("Findings %1").arg(count));
    QCOMPARE(dock->toggleViewAction()->text(), QStringLiteral("Findings"));  // menus name the dock alone
  }

  // --- tool bar and menus ---

  void toolButtonsAreOfOneSize() {
    MainWindow& window = start({});
    int icons = 0;
    QStringList named;
    for (auto* button :
         window.findChild<QToolBar*>()->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly)) {
      if (!button->isVisible() || !button->defaultAction()) continue;
      QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->text()));
      if (button->defaultAction()->icon().isNull()) continue;
      ++icons;
      if (button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon) {
        named.append(button->text());
        QCOMPARE(button->height(), metrics::kToolButton);
      } else {
        QCOMPARE(button->size(), QSize(metrics::kToolButton, metrics::kToolButton));
      }
      QCOMPARE(button->iconSize(), QSize(metrics::kToolIcon, metrics::kToolIcon));
    }
    QCOMPARE(icons, 15);
    QCOMPARE(named, QStringList{QStringLiteral("Outage drill")});
  }

  void connectTool() {
    MainWindow& window = twoCards();
    QToolButton* links = toolButton(window, QStringLiteral("Draw links"));
    QToolButton* select = toolButton(window, QStringLiteral("Select"));
    QVERIFY(select->isChecked());
    QTest::mouseClick(links, Qt::LeftButton);
    QVERIFY(window.canvas().isConnecting());
    QVERIFY(links->isChecked() && !select->isChecked());
    QTest::keyClick(&window.canvas(), Qt::Key_Escape);
    QVERIFY(!window.canvas().isConnecting());
    QVERIFY(select->isChecked() && !links->isChecked());
    QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
    QVERIFY(window.canvas().isConnecting());
    QTest::mouseClick(select, Qt::LeftButton);
    QVERIFY(!window.canvas().isConnecting());
    // In this mode a drag draws, and does not move.
    QTest::mouseClick(links, Qt::LeftButton);
    const Rect before = rectOf(window, "left");
    const QPoint at = grab(window, "left");
    release(window, at);
    QCOMPARE(rectOf(window, "left"), before);
  }

  void noteButton() {
    MainWindow& window = twoCards();
    QVERIFY(halfType(window, "left", QStringLiteral("Shoppers")));
    QTest::mouseClick(toolButton(window, QStringLiteral("Insert a note")), Qt::LeftButton);
    QCOMPARE(topology(window).nodes.find("left")->name, std::string("Shoppers"));
    QCOMPARE(topology(window).nodes.size(), std::size_t{3});
    const Node* note = topology(window).nodes.find("note");
    QVERIFY(note);
    QCOMPARE(note->kind, std::string("note"));
    const QRectF seen(window.canvas().viewport()->rect());
    QVERIFY(seen.contains(QPointF(centreOf(window, "note"))));
  }

  // Everything that the palette has, by keyboard; into the selected container.
  void insertMenu() {
    MainWindow& window = start({});
    QMenu* insert = menuNamed(window, QStringLiteral("Insert"));
    QVERIFY(insert);
    std::size_t entries = 0;
    for (const QAction* category : insert->actions()) {
      if (category->menu()) entries += static_cast<std::size_t>(category->menu()->actions().size());
    }
    std::size_t presets = 0;
    for (const Kind& kind : Catalogue::shipped().kinds()) presets += kind.presets.size();
    QCOMPARE(entries, presets);

    QMenu* locations = menuAction(*insert, QStringLiteral("Locations"))->menu();
    QMenu* databases = menuAction(*insert, QStringLiteral("Databases"))->menu();
    const auto choose = [&](QMenu* menu, const QString& text) {
      menu->popup({0, 0});
      QAction* action = menuAction(*menu, text);
      QVERIFY2(action, qPrintable(text));
      QVERIFY(!action->icon().isNull());
      menu->setActiveAction(action);
      QTest::keyClick(menu, Qt::Key_Return);
    };
    choose(locations, QStringLiteral("Region"));
    choose(locations, QStringLiteral("Availability Zone"));
    choose(databases, QStringLiteral("RDS instance: MySQL"));
    int databasesInZones = 0;
    for (const auto& node : topology(window).nodes.rows()) {
      const Node* parent = topology(window).nodes.find(node->parent);
      databasesInZones += node->kind == "rds-instance" && parent && parent->kind == "az";
    }
    QCOMPARE(databasesInZones, 1);
    // Where it may not stand, the status bar says so.
    const std::size_t before = topology(window).nodes.size();
    window.session().openCopy({});
    choose(databases, QStringLiteral("RDS instance: MySQL"));
    QVERIFY(topology(window).nodes.size() < before);
    QVERIFY(topology(window).nodes.size() == 0);
    QVERIFY(!window.statusBar()->currentMessage().isEmpty());
  }

  // --- templates ---

  void emptyCanvasOffersExampleAndTemplates() {
    MainWindow& window = start({});
    auto* open = window.findChild<QPushButton*>(QStringLiteral("openExample"));
    auto* fromTemplate = window.findChild<QPushButton*>(QStringLiteral("newFromTemplate"));
    QVERIFY(open->isVisible() && fromTemplate->isVisible());
    Answers answers({test::pressKey(Qt::Key_Escape)});
    QTest::mouseClick(fromTemplate, Qt::LeftButton);
    QVERIFY(answers.done());
    QCOMPARE(answers.said(), QStringList{QStringLiteral("New from template")});
    QVERIFY(fromTemplate->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    QVERIFY(!open->isVisible());
    QVERIFY(topology(window).nodes.size() > 10);
    QVERIFY(window.session().path().empty());
    QVERIFY(!window.session().isModified());
  }

  void templateIsChosenByKeyboardAndMouse() {
    const auto chosenName = [](QListWidget* list, int row) { return list->item(row)->text(); };
    for (const bool byMouse : {false, true}) {
      MainWindow& window = *m_windows->newWindow();
      QVERIFY(QTest::qWaitForWindowExposed(&window, test::kPatience));
      QString name;
      Answers answers({[&](QWidget* dialog) {
        auto* list = dialog->findChild<QListWidget*>();
        if (list->count() < 2 || !list->hasFocus()) QTest::qFail("no list with the focus", __FILE__, __LINE__);
        name = chosenName(list, 1);
        if (byMouse) {
          const QPoint at = list->visualItemRect(list->item(1)).center();
          QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
          QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, at);
        } else {
          QTest::keyClick(list, Qt::Key_Right);
          QTest::keyClick(list, Qt::Key_Return);
        }
      }});
      QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
      QVERIFY(answers.done());
      QVERIFY(!name.isEmpty());
      QCOMPARE(window.session().title(), name);
      QVERIFY(window.session().path().empty());
    }
  }

  // Painted like the canvas: the picture changes with design and theme, and uses the theme's ground.
  void thumbnailsShowTheDesign() {
    TemplateDialog dialog(lightTheme(), nullptr);
    auto* list = dialog.findChild<QListWidget*>();
    QList<QImage> pictures;
    for (int i = 0; i < list->count(); ++i) {
      const QImage picture = list->item(i)->icon().pixmap(list->iconSize()).toImage();
      QCOMPARE(picture.size(), list->iconSize() * picture.devicePixelRatio());
      QVERIFY(!pictures.contains(picture));
      pictures.append(picture);
      QVERIFY(!list->item(i)->text().isEmpty());
    }
    const auto topology = std::make_shared<const Topology>(test::twoCards("Two"));
    const Design design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile));
    const QImage two = thumbnailOf(design, darkTheme(), {300, 200}, 2).toImage();
    QCOMPARE(two.size(), QSize(600, 400));
    QCOMPARE(two.pixelColor(1, 1), themeColourOf(darkTheme(), Token::canvas));
    // Never enlarged; the left card stands left of the middle, the right one right of it.
    QCOMPARE(two.pixelColor(300, 200), themeColourOf(darkTheme(), Token::canvas));
    int left = 0;
    int right = 0;
    for (int x = 0; x < 600; ++x) {
      const bool painted = two.pixelColor(x, 214) != themeColourOf(darkTheme(), Token::canvas);
      (x < 300 ? left : right) += painted;
    }
    QVERIFY(left > 50 && right > 50);
  }

 private:
  static QColor themeColourOf(const Theme& theme, Token token) {
    const Colour c = theme.colour(token);
    return QColor(c.red, c.green, c.blue);
  }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
