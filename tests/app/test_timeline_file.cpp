// The timeline of a drill as a file: what is in it, and how people come by it.
#include <QAbstractButton>
#include <QDir>
#include <QStatusBar>

#include "csv_reader.h"
#include "drill/drill_mode.h"
#include "drill/timeline_file.h"
#include "drill/timeline_panel.h"
#include "drill/transport_row.h"
#include "drill_sample.h"
#include "drill_shop.h"
#include "windows_fixture.h"

using namespace nines;
using namespace nines::test;

namespace {

Design designOf(Topology topology) {
  return {std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(),
          Profiles::shipped().orDefault(kDefaultProfile)};
}

std::string withPlainSpaces(std::string text) {
  const std::string hard = "\u00a0";
  for (std::size_t at = text.find(hard); at != std::string::npos; at = text.find(hard)) text.replace(at, 2, " ");
  return text;
}

}  // namespace

class TestTimelineFile : public WindowsFixture {
  Q_OBJECT

  std::unique_ptr<Windows> m_windows;

  // A window in which zone a of the shop is lost.
  MainWindow& drilling() {
    m_windows->start({designFile(QStringLiteral("shop.nines"), shop())});
    MainWindow& window = shown(*m_windows);
    window.resize(1680, 1050);
    auto* mode = window.findChild<DrillMode*>();
    mode->setOutage({{{OutageKind::zone, "eu-west-1a"}}});
    if (!mode->drill()) QTest::qFail("no drill", __FILE__, __LINE__);
    QCoreApplication::processEvents();
    return window;
  }
  static QAbstractButton* button(MainWindow& window) {
    return window.findChild<TimelinePanel*>()->transport()->exportButton();
  }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English));
    isolate(QStringLiteral("timeline-file"));
  }
  void init() {
    forgetEverything();
    m_dir = std::make_unique<QTemporaryDir>();
    m_windows = std::make_unique<Windows>();
  }
  void cleanup() { m_windows.reset(); }

  void markdownSaysFiguresAndSteps() {
    const Design design = designOf(drilledTopology());
    const std::string text = withPlainSpaces(timelineMarkdown(design, *drillSample(), DrillEnd::worst));
    for (const char* line : {"# Timeline: eu\\-west\\-1a is lost",
                             "| Workload | RTO at worst | RPO at worst | Targets |", "## Steps, at worst"})
      QVERIFY2(text.find(line) != std::string::npos ||
                   text.find(QString(line).remove('\\').toStdString()) != std::string::npos,
               text.c_str());
    QVERIFY2(text.find("3 min of 15 min") != std::string::npos, text.c_str());
    QVERIFY2(text.find("25 min of 15 min") != std::string::npos && text.find("missed") != std::string::npos,
             text.c_str());
    QVERIFY2(text.find("| 0:30 | 2:30 |") != std::string::npos, text.c_str());
    const std::string best = withPlainSpaces(timelineMarkdown(design, *drillSample(), DrillEnd::best));
    QVERIFY2(best.find("if all goes well") != std::string::npos && best.find("| 0:20 | 1:20 |") != std::string::npos,
             best.c_str());
    QVERIFY2(best.find("3 min of 15 min") != std::string::npos, best.c_str());  // verdicts are of the worst
  }

  // What people wrote is neither markup nor a formula.
  void hostileNamesStayNames() {
    Topology topology = drilledTopology();
    Node orders = *topology.nodes.find("orders");
    orders.name = "=HYPERLINK(\"x\")|a\n# b";
    topology.nodes.put(orders);
    const Design design = designOf(std::move(topology));
    const auto rows = readCsv(QByteArray::fromStdString(timelineCsv(design, *drillSample(), DrillEnd::worst)));
    QVERIFY(rows && rows->size() > 5);
    for (const QStringList& row : *rows) {
      for (const QString& cell : row) QVERIFY2(!cell.startsWith('='), qPrintable(cell));
    }
    const std::string text = timelineMarkdown(design, *drillSample(), DrillEnd::worst);
    int columns = 0;
    for (const QString& line : QString::fromStdString(text).split('\n')) {
      QVERIFY2(line.isEmpty() || line.startsWith('|') || line.startsWith("# Timeline") || line.startsWith("## Steps"),
               qPrintable(line));
      if (!line.startsWith('|')) {
        columns = 0;
        continue;
      }
      const auto bars = QString(line).remove("\\|").count('|');
      QVERIFY2(columns == 0 || bars == columns, qPrintable(line));
      columns = static_cast<int>(bars);
    }
  }

  void theButtonWritesWhatIsShown() {
    MainWindow& window = drilling();
    const auto* mode = window.findChild<DrillMode*>();
    for (const QString& name : {QStringLiteral("loss.md"), QStringLiteral("loss.csv")}) {
      Answers answers({typePath(path(name))});
      QTest::mouseClick(button(window), Qt::LeftButton);
      QVERIFY(answers.done());
      const std::string expected = name.endsWith("csv")
                                       ? timelineCsv(*mode->design(), *mode->drill(), DrillEnd::worst)
                                       : timelineMarkdown(*mode->design(), *mode->drill(), DrillEnd::worst);
      QCOMPARE(bytesOf(path(name)).toStdString(), expected);
      QVERIFY(window.statusBar()->currentMessage().contains(name));
    }
    // Without an ending it is Markdown.
    Answers answers({typePath(path(QStringLiteral("other")))});
    QTest::mouseClick(button(window), Qt::LeftButton);
    QVERIFY(answers.done());
    QVERIFY(bytesOf(path(QStringLiteral("other.md"))).startsWith("# Timeline"));
  }

  void cancelWritesNothingAndErrorsAreSaid() {
    MainWindow& window = drilling();
    const QStringList before = QDir(m_dir->path()).entryList(QDir::Files);
    {
      Answers answers({pressKey(Qt::Key_Escape)});
      QTest::mouseClick(button(window), Qt::LeftButton);
      QVERIFY(answers.done());
    }
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), before);
    QVERIFY(window.findChild<DrillMode*>()->isActive());
    window.findChild<DrillMode*>()->end();
    QVERIFY(!button(window)->isEnabled());
  }

  // In a narrow dock there is a sign instead of the word, and nothing lies over anything.
  void thereIsRoomForIt_data() {
    QTest::addColumn<int>("width");
    for (const int width : {560, 700, 959, 960, 1160}) QTest::addRow("%d px", width) << width;
  }
  void thereIsRoomForIt() {
    QFETCH(int, width);
    MainWindow& window = drilling();
    DrillMode mode(&window.session());
    TransportRow row(&mode, nullptr);
    row.resize(width, row.height());
    row.show();
    QVERIFY(QTest::qWaitForWindowExposed(&row, kPatience));
    std::vector<QWidget*> parts;
    for (QWidget* part : row.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
      if (part->isVisible()) parts.push_back(part);
    }
    QVERIFY(parts.size() >= 8);
    for (const QWidget* a : parts) {
      QVERIFY2(row.rect().contains(a->geometry()), qPrintable(a->objectName()));
      for (const QWidget* b : parts) {
        const bool apart = a == b || !a->geometry().intersects(b->geometry());
        QVERIFY2(apart, qPrintable(a->objectName() + " over " + b->objectName()));
      }
    }
    QCOMPARE(row.exportButton()->text().isEmpty(), width < 960);
    QVERIFY(!row.exportButton()->accessibleName().isEmpty());
  }
};

QTEST_MAIN(TestTimelineFile)
#include "test_timeline_file.moc"
