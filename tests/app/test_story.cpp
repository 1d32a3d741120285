// The whole story with window events alone: a two-zone MySQL is drawn by drag and drop in an empty window, a finding
// appears and is mended with one click, the design is saved through the dialog, and the command line finds the file
// clean.
#include <QMenu>
#include <QProcess>
#include <QTemporaryDir>

#include "canvas/canvas_view.h"
#include "charts/availability_panel.h"
#include "charts/nines_chart.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "main_window.h"
#include "palette/palette_tile.h"
#include "session.h"
#include "window_support.h"

using namespace nines;

namespace {

// A window that is driven like a person drives it.
class Driver {
 public:
  explicit Driver(MainWindow& window) : m_window(window), m_canvas(window.canvas()) {}

  const Topology& topology() const { return m_window.session().design()->topology(); }
  QWidget* surface() const { return m_canvas.viewport(); }
  QPoint at(Point scene) const { return m_canvas.viewportPoint(scene); }
  QPoint centreOf(const std::string& id) const { return at(rectOf(id).centre()); }
  Rect rectOf(const std::string& id) const {
    const CanvasScene& scene = m_canvas.canvasScene();
    return scene.layout().rect(scene.design().indexOf(id));
  }

  // Drags a palette tile to a point of the canvas; gives the id of what was placed, empty if nothing was.
  std::string place(const QString& label, QPoint target) {
    PaletteTile* tile = nullptr;
    for (PaletteTile* candidate : m_window.findChildren<PaletteTile*>()) {
      if (candidate->text() == label) tile = candidate;
    }
    if (!tile) {
      QTest::qFail(qPrintable(QStringLiteral("no palette tile ") + label), __FILE__, __LINE__);
      return {};
    }
    const auto before = idsOf(topology());
    const QPoint start = tile->rect().center();
    const QPoint end = tile->mapFromGlobal(surface()->mapToGlobal(target));
    QTest::mousePress(tile, Qt::LeftButton, {}, start);
    move(tile, start, end);
    QTest::mouseRelease(tile, Qt::LeftButton, {}, end);
    for (const auto& id : idsOf(topology())) {
      if (!before.contains(id)) return id;
    }
    return {};
  }

  // Draws a link from the handle on the right of one card, which shows while it is selected, to another card.
  void connectCards(const std::string& from, const std::string& to) {
    const Rect r = rectOf(from);
    QTest::mouseClick(surface(), Qt::LeftButton, {}, centreOf(from));
    const QPoint handle = at({r.right(), r.centre().y});
    QTest::mousePress(surface(), Qt::LeftButton, {}, handle);
    move(surface(), handle, centreOf(to));
    QTest::mouseRelease(surface(), Qt::LeftButton, {}, centreOf(to));
    // Where several kinds are possible a menu asks: the first is taken with the keyboard.
    if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
      QTest::keyClick(menu, Qt::Key_Down);
      QTest::keyClick(menu, Qt::Key_Return);
    }
  }

  static std::set<std::string> idsOf(const Topology& topology) {
    std::set<std::string> ids;
    for (const auto& node : topology.nodes.rows()) ids.insert(node->id);
    return ids;
  }

 private:
  static void move(QWidget* widget, QPoint from, QPoint to) {
    constexpr int kSteps = 6;
    for (int i = 1; i <= kSteps; ++i) {
      const QPoint where = from + (to - from) * i / kSteps;
      QMouseEvent event(QEvent::MouseMove, where, widget->mapToGlobal(where), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(widget, &event);
    }
  }

  MainWindow& m_window;
  CanvasView& m_canvas;
};

bool hasRule(FindingsModel* model, std::string_view rule) {
  for (int i = 0; i < model->rowCount(); ++i) {
    const Finding* finding = model->finding(i);
    if (finding && finding->rule == rule) return true;
  }
  return false;
}

}  // namespace

class TestStory : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    test::isolate(QStringLiteral("story"));
    test::forgetEverything();
  }

  void story() {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("story.nines"));
    Windows windows;
    windows.start({});
    MainWindow& window = *windows.all().first();
    window.resize(1680, 1050);
    QVERIFY(QTest::qWaitForWindowActive(&window, test::kPatience));
    Driver driver(window);
    QString said;
    connect(&window.canvas(), &CanvasView::statusMessage, &window,
            [&](const QString& text) { said += text + QLatin1Char(';'); });
    window.canvas().zoomTo(1);

    // Places.
    const std::string region = driver.place(QStringLiteral("Region"), driver.at({300, 220}));
    QVERIFY(!region.empty());
    const auto inRegion = [&] { return driver.centreOf(region); };
    std::vector<std::string> zones;
    for (const auto& node : driver.topology().nodes.rows()) {
      if (node->kind == "az") zones.push_back(node->id);
    }
    while (zones.size() < 2) zones.push_back(driver.place(QStringLiteral("Zone"), inRegion()));
    QVERIFY2(!zones[0].empty() && !zones[1].empty(), qPrintable(said));
    window.canvas().fit();

    // A primary with its standby in the other zone.
    const std::string primary = driver.place(QStringLiteral("MySQL"), cell(driver, zones[0], 0));
    QVERIFY(!primary.empty());
    QCOMPARE(driver.topology().nodes.find(primary)->parent, zones[0]);
    auto* chart = window.findChild<AvailabilityPanel*>()->chart();
    QVERIFY(QTest::qWaitFor([&] { return !chart->rowRect(primary).isEmpty(); }, test::kPatience));
    const QRgb alone = barAt(*chart, primary, ninesOf(.999));  // beyond the 99.5 % of a single instance
    const std::string standby = driver.place(QStringLiteral("RDS standby"), cell(driver, zones[1], 0));
    QVERIFY(!standby.empty());
    driver.connectCards(primary, standby);
    QCOMPARE(driver.topology().links.size(), std::size_t{1});
    QCOMPARE(driver.topology().links[0].kind, std::string("standby"));
    // The bar grows to the 99.95 % of a pair.
    QVERIFY(QTest::qWaitFor([&] { return barAt(*chart, primary, ninesOf(.999)) != alone; }, test::kPatience));

    // Six replicas.
    for (int i = 0; i < 6; ++i) {
      window.canvas().fit();
      const std::string replica =
          driver.place(QStringLiteral("MySQL"), cell(driver, zones[static_cast<std::size_t>(i % 2)], 1 + i / 2));
      QVERIFY2(!replica.empty(), qPrintable(QString::number(i)));
      driver.connectCards(primary, replica);
    }
    QCOMPARE(driver.topology().links.size(), std::size_t{7});

    // The finding, and one click that mends it.
    auto* findings = window.findChild<FindingsPanel*>();
    QVERIFY(QTest::qWaitFor([&] { return hasRule(findings->model(), "replica.count"); }, test::kPatience));
    clickFix(*findings, "replica.count");
    QVERIFY(QTest::qWaitFor([&] { return !hasRule(findings->model(), "replica.count"); }, test::kPatience));
    const Topology mended = driver.topology();

    // Undone and redone with the keyboard.
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return hasRule(findings->model(), "replica.count"); }, test::kPatience));
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(driver.topology() == mended);

    // Saved with the keyboard: the first time it asks where.
    QVERIFY(window.session().isModified());
    test::Answers answers({test::typePath(file)});
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(answers.done());
    QVERIFY(!window.session().isModified());
    QVERIFY(window.session().path() == file.toStdString());

    // The command line gives the same verdict on the same file.
    const QString program = qEnvironmentVariable("NINES_BINARY");
    QVERIFY(!program.isEmpty());
    QProcess check;
    check.start(program, {QStringLiteral("check"), file, QStringLiteral("--fail-on"), QStringLiteral("info")});
    QVERIFY(check.waitForFinished(-1));
    const QByteArray output = check.readAllStandardOutput() + check.readAllStandardError();
    QVERIFY2(check.exitCode() == 0, output.constData());
    QVERIFY(windows.closeAll());
  }

 private:
  // The n-th row of cards in a zone.
  static QPoint cell(const Driver& driver, const std::string& zone, int row) {
    const Rect r = driver.rectOf(zone);
    return driver.at({r.centre().x, r.top() + 64 + 72.0 * row});
  }

  // What the chart shows of the row at this place of its scale.
  static QRgb barAt(NinesChart& chart, const std::string& id, double nines) {
    const QRect row = chart.rowRect(id);
    const QImage image = chart.grab().toImage();
    const QPoint at(qRound(chart.positionOf(nines)), row.center().y());
    return row.isEmpty() || !image.rect().contains(at) ? 0 : image.pixel(at);
  }

  static void clickFix(FindingsPanel& panel, std::string_view rule) {
    FindingsView* view = panel.view();
    QAbstractItemModel* shown = view->model();
    for (int row = 0; row < shown->rowCount(); ++row) {
      if (shown->index(row, FindingsModel::kRule).data().toString().toStdString() != rule) continue;
      const QModelIndex button = shown->index(row, FindingsModel::kFix);
      view->scrollTo(button);
      QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(button).center());
      return;
    }
    QTest::qFail("no row with that rule", __FILE__, __LINE__);
  }
};

QTEST_MAIN(TestStory)
#include "test_story.moc"
