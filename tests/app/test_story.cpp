// The whole story with window events alone: a two-zone MySQL is drawn by drag and drop in an empty window, a finding
// appears and is mended with one click, the design is saved through the dialog, and the command line finds the file
// clean.
#include <QProcess>
#include <QTemporaryDir>

#include "charts/availability_panel.h"
#include "charts/nines_chart.h"
#include "window_driver.h"

using namespace nines;

using test::Driver;

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
    QVERIFY(QTest::qWaitFor([&] { return driver.hasFinding("replica.count"); }, test::kPatience));
    driver.clickFix("replica.count");
    QVERIFY(QTest::qWaitFor([&] { return !driver.hasFinding("replica.count"); }, test::kPatience));
    const Topology mended = driver.topology();

    // Undone and redone with the keyboard.
    QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return driver.hasFinding("replica.count"); }, test::kPatience));
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
    check.start(program, {QStringLiteral("check"), file});
    QVERIFY(check.waitForFinished(-1));
    const QByteArray output = check.readAllStandardOutput() + check.readAllStandardError();
    QVERIFY2(check.exitCode() == 0, output.constData());
    // What is left is advice about replicas that nobody watches; no error, and nothing about their number.
    QVERIFY2(!output.contains("replica.count") && !output.contains("error"), output.constData());
    QVERIFY2(output.contains("replica.lag-alarm"), output.constData());
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
};

QTEST_MAIN(TestStory)
#include "test_story.moc"
