// Printing and its preview. Printers are files here.
#include <sys/resource.h>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGraphicsView>
#include <QImage>
#include <QLabel>
#include <QProcess>
#include <QTemporaryDir>
#include <QToolBar>
#include <QtPrintSupport/QPrintPreviewWidget>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "drawing/draw_design.h"
#include "formats/native.h"
#include "painting/painter_backend.h"
#include "printing/print_job.h"
#include "printing/print_preview.h"
#include "support.h"
#include "support/resources.h"
#include "theme/theme_style.h"

using namespace nines;
using nines::test::kPatience;

namespace {

DisplayList orders(bool legend) {
  const Topology topology =
      readDesign(*resource("templates/orders.nines"), "orders.nines", Catalogue::shipped()).value();
  return drawPicture(
      Design(std::make_shared<const Topology>(topology), Catalogue::shipped(), Profiles::shipped().orDefault({})),
      FontMeasure(), {}, nullptr, legend);
}

DisplayList nothing(bool) { return {}; }

QByteArray said(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments);
  if (!process.waitForFinished(-1) || process.exitCode() != 0) qWarning() << program << process.readAllStandardError();
  return process.readAllStandardOutput();
}

int inkIn(const QImage& image, QRgb ground) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) count += image.pixel(x, y) != ground;
  return count;
}

// While it lives no file of the process grows past so many bytes.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t most) : m_signal(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit limit{most, m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;
  ~SmallFiles() {
    setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, m_signal);
  }

 private:
  rlimit m_before{};
  void (*m_signal)(int);
};

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QFile::WriteOnly)) QTest::qFail("cannot write", __FILE__, __LINE__);
  file.write(bytes);
}

QByteArray read(const QString& path) {
  QFile file(path);
  return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

PageSetup tiledAt(double scale) {
  PageSetup pages;
  pages.tileScale = scale;
  return pages;
}

}  // namespace

class TestPrint : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::unique_ptr<QPrinter> m_printer;

  QString file() const { return m_folder.filePath("printed.pdf"); }
  QString text() const { return QString::fromUtf8(said("pdftotext", {"-raw", file(), "-"})).simplified(); }
  int pages() const {
    return QRegularExpression("Pages: +(\\d+)").match(said("pdfinfo", {file()})).captured(1).toInt();
  }
  QImage page(int number) const {
    const QString n = QString::number(number);
    said("pdftoppm", {"-png", "-singlefile", "-r", "40", "-f", n, "-l", n, file(), m_folder.filePath("page")});
    return QImage(m_folder.filePath("page.png")).convertToFormat(QImage::Format_RGB32);
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QFile::remove(file());
    m_printer = std::make_unique<QPrinter>(QPrinter::HighResolution);
    m_printer->setOutputFormat(QPrinter::PdfFormat);
    m_printer->setColorMode(QPrinter::Color);  // whatever the printer of this machine is
    m_printer->setOutputFileName(file());
    m_printer->setPageSize(QPageSize(QPageSize::A4));
    m_printer->setPageMargins({10, 10, 10, 10}, QPageLayout::Millimeter);
  }

  // Printing into a file suggests a path that Qt makes of the document's name.
  void theNameIsNoPath() {
    PrintJob(orders, "../win/planted.v1", lightTheme()).prepare(*m_printer);
    QVERIFY2(!m_printer->docName().contains('/'), qPrintable(m_printer->docName()));
    QVERIFY(m_printer->docName().contains("planted"));
    PrintJob(orders, "", lightTheme()).prepare(*m_printer);
    QCOMPARE(m_printer->docName(), QString("Design"));
    PrintJob(orders, "Orders: warm standby", lightTheme()).prepare(*m_printer);
    QVERIFY(m_printer->docName().startsWith("Orders"));
  }

  void printsOnePageThatLiesAsTheDrawing() {
    const PrintJob job(orders, "Orders", darkTheme());
    job.prepare(*m_printer);
    QCOMPARE(m_printer->pageLayout().orientation(), QPageLayout::Landscape);
    QVERIFY(job.print(*m_printer).ok());
    QCOMPARE(pages(), 1);
    QVERIFY2(text().contains("orders-db"), qPrintable(text()));
    const QImage image = page(1);
    QVERIFY(image.width() > image.height());
    // Light on paper, though the screen is dark; nothing in the margins.
    QCOMPARE(image.pixel(1, 1), QColor(255, 255, 255).rgb());
    QVERIFY(inkIn(image, image.pixel(1, 1)) > 2000);
    QCOMPARE(inkIn(image.copy(0, 0, image.width(), 14), image.pixel(1, 1)), 0);
    QVERIFY(said("pdfinfo", {file()}).contains("Orders"));
  }

  void printsTheLegend() {
    PrintJob job(orders, "Orders", lightTheme());
    job.prepare(*m_printer);
    QVERIFY(job.print(*m_printer).ok());
    QVERIFY(!text().contains("Asynchronous, lag"));
    job.setHasLegend(true);
    QVERIFY(job.print(*m_printer).ok());
    QVERIFY2(text().contains("Asynchronous, lag"), qPrintable(text()));
  }

  void printsTheColoursOfTheScreen() {
    PrintJob job(orders, "Orders", darkTheme());
    job.setSavesInk(false);
    job.prepare(*m_printer);
    QVERIFY(job.print(*m_printer).ok());
    const QImage image = page(1);
    QVERIFY(qGray(image.pixel(20, image.height() / 2)) < 80);
    QCOMPARE(qGray(image.pixel(1, 1)), 255);  // margins stay paper, as those of tiles do
  }

  void printsTilesAndRanges() {
    PrintJob job(orders, "Orders", lightTheme());
    job.setPages(tiledAt(1));
    job.prepare(*m_printer);
    const int count = job.plan(*m_printer)->pages();
    QVERIFY(count >= 4);
    QVERIFY(job.print(*m_printer).ok());
    QCOMPARE(pages(), count);
    const QString label = "Orders, page %1 of " + QString::number(count);
    QVERIFY(text().contains(label.arg(1)) && text().contains(label.arg(count)));
    m_printer->setPrintRange(QPrinter::PageRange);
    m_printer->setFromTo(2, 3);
    QVERIFY(job.print(*m_printer).ok());
    QCOMPARE(pages(), 2);
    QVERIFY(!text().contains(label.arg(1)) && text().contains(label.arg(2)) && text().contains(label.arg(3)));
  }

  void impossiblePagesSayWhy() {
    PrintJob job(orders, "Orders", lightTheme());
    job.setPages(tiledAt(10));
    m_printer->setPageSize(QPageSize(QPageSize::A6));
    job.prepare(*m_printer);
    QVERIFY(!job.plan(*m_printer).ok());
    QVERIFY(job.print(*m_printer).ok());
    QCOMPARE(pages(), 1);
    QVERIFY2(text().startsWith("The drawing takes"), qPrintable(text()));
  }

  void whatCannotBeWrittenIsSaid() {
    const PrintJob job(orders, "Orders", lightTheme());
    m_printer->setOutputFileName(m_folder.filePath("no such folder/a.pdf"));
    job.prepare(*m_printer);
    const Status printed = job.print(*m_printer);
    QVERIFY(!printed.ok());
    QVERIFY(printed.error().text().find("a.pdf") != std::string::npos);
  }

  // A file that cannot grow is what a full disk looks like from here.
  void fullTargetsKeepWhatTheyHad() {
    PrintJob job(orders, "Orders", lightTheme());
    job.prepare(*m_printer);
    const auto print = [&] {
      const SmallFiles small(4096);
      return job.print(*m_printer);
    };
    const Status fresh = print();
    QVERIFY(!fresh.ok());
    QVERIFY2(fresh.error().text().find("printed.pdf") != std::string::npos, fresh.error().text().c_str());
    const std::string reason = std::generic_category().message(EFBIG);  // in the words of the locale
    QVERIFY2(fresh.error().text().find(reason) != std::string::npos, fresh.error().text().c_str());
    QCOMPARE(QDir(m_folder.path()).entryList({"printed*", ".*"}, QDir::Files | QDir::Hidden), QStringList());
    write(file(), "what was there before");
    QVERIFY(!print().ok());
    QCOMPARE(read(file()), QByteArray("what was there before"));
    QCOMPARE(QDir(m_folder.path()).entryList({"printed*", ".*"}, QDir::Files | QDir::Hidden),
             QStringList("printed.pdf"));
    QVERIFY(job.print(*m_printer).ok());
    QVERIFY(read(file()).startsWith("%PDF-"));
  }

  void devicesAreNoFiles() {
    const PrintJob job(orders, "Orders", lightTheme());
    m_printer->setOutputFileName("/dev/full");
    job.prepare(*m_printer);
    const Status printed = job.print(*m_printer);
    QVERIFY(!printed.ok());
    QVERIFY2(printed.error().text().find("no regular file") != std::string::npos, printed.error().text().c_str());
  }

  // Through the preview's own printing, which asks nothing here.
  void previewWritesNothing() {
    PrintJob job(orders, "Orders", lightTheme());
    job.prepare(*m_printer);
    write(file(), "what was there before");
    PrintPreview dialog(m_printer.get(), &job, nullptr);
    const QSize room = dialog.screen()->availableSize();
    QVERIFY(dialog.width() < room.width() && dialog.height() < room.height());
    dialog.show();
    auto* preview = dialog.findChild<QPrintPreviewWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(preview->pageCount(), 1, kPatience);
    QVERIFY(dialog.outcome().ok());
    QCOMPARE(read(file()), QByteArray("what was there before"));
    preview->print();
    QVERIFY(dialog.outcome().ok());
    QVERIFY(read(file()).startsWith("%PDF-"));
    {
      const SmallFiles small(4096);
      preview->print();
    }
    QVERIFY(!dialog.outcome().ok());
    QVERIFY(read(file()).startsWith("%PDF-"));
  }

  void greyIsGrey() {
    PrintJob job(orders, "Orders", lightTheme());
    job.prepare(*m_printer);
    const auto colourful = [this] {
      const QImage image = page(1);
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          if (QColor(image.pixel(x, y)).saturation() > 0) return true;
      return false;
    };
    QVERIFY(job.print(*m_printer).ok());
    QVERIFY(colourful());
    m_printer->setColorMode(QPrinter::GrayScale);
    QVERIFY(job.print(*m_printer).ok());
    QVERIFY(!colourful());
  }

  void emptyDesignsArePages() {
    const PrintJob job(nothing, "", lightTheme());
    job.prepare(*m_printer);
    QVERIFY(job.print(*m_printer).ok());
    QCOMPARE(pages(), 1);
  }

  void previewFollowsTheChoices() {
    PrintJob job(orders, "Orders", darkTheme());
    job.prepare(*m_printer);
    PrintPreview dialog(m_printer.get(), &job, nullptr);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog, kPatience));
    auto* preview = dialog.findChild<QPrintPreviewWidget*>();
    const auto bars = dialog.findChildren<QToolBar*>();
    QVERIFY(!bars.isEmpty());
    for (const QToolBar* bar : bars) QVERIFY(!bar->isMovable());
    auto* scale = dialog.findChild<QDoubleSpinBox*>("printScale");
    auto* layout = dialog.findChild<QComboBox*>("printLayout");
    const auto* count = dialog.findChild<QLabel*>("printPages");
    QTRY_COMPARE_WITH_TIMEOUT(preview->pageCount(), 1, kPatience);
    QVERIFY(!scale->isEnabled());
    QVERIFY(QRect(QPoint(), dialog.size()).contains(layout->geometry()));
    layout->setFocus();
    QTest::keyClick(layout, Qt::Key_Down);
    QVERIFY(job.pages().tileScale == 1 && scale->isEnabled());
    const int tiles = job.plan(*m_printer)->pages();
    QTRY_COMPARE_WITH_TIMEOUT(preview->pageCount(), tiles, kPatience);
    QVERIFY(count->text().startsWith(QString::number(tiles)));
    scale->setFocus();
    scale->selectAll();
    QTest::keyClicks(scale, "50");
    QTest::keyClick(scale, Qt::Key_Tab);
    QCOMPARE(job.pages().tileScale, .5);
    QTRY_VERIFY_WITH_TIMEOUT(preview->pageCount() < tiles, kPatience);
    auto* colours = dialog.findChild<QComboBox*>("printColours");
    colours->setFocus();
    QTest::keyClick(colours, Qt::Key_Down);
    QVERIFY(!job.savesInk());
    QTest::keyClick(colours, Qt::Key_Up);
    QVERIFY(job.savesInk());
    auto* legend = dialog.findChild<QCheckBox*>("printLegend");
    legend->setFocus();
    QTest::keyClick(legend, Qt::Key_Space);
    QVERIFY(job.hasLegend());
    // Its pages show the drawing.
    auto* pagesView = preview->findChild<QGraphicsView*>();
    QVERIFY(pagesView);
    QImage image(800, 600, QImage::Format_RGB32);
    image.fill(0);
    QPainter painter(&image);
    pagesView->scene()->render(&painter);
    painter.end();
    QSet<QRgb> colourSet;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) colourSet.insert(image.pixel(x, y));
    QVERIFY(colourSet.size() > 40);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
  }
};

QTEST_MAIN(TestPrint)
#include "test_print.moc"
