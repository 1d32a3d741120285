// The export dialog by mouse and keyboard: what it offers for each format, what it shows, what it gives away by drag
// and clipboard.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDrag>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>

#include "canvas/clipboard.h"
#include "csv_reader.h"
#include "drag_source.h"
#include "drawing/drill_picture.h"
#include "export_dialog.h"
#include "export_form.h"
#include "export_mime.h"
#include "export_preview.h"
#include "formats/embedded_design.h"
#include "formats/native.h"
#include "kept_clipboard.h"
#include "page_form.h"
#include "painting/page_setup.h"
#include "theme/theme_style.h"
#include "window_support.h"

using namespace nines;
using namespace nines::test;

namespace {

std::shared_ptr<const Design> orders() {
  auto topology = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
  if (!topology) QTest::qFail("no template", __FILE__, __LINE__);
  return std::make_shared<const Design>(std::make_shared<const Topology>(*topology), Catalogue::shipped(),
                                        Profiles::shipped().orDefault(topology->profile));
}

// A dialog that shows, with everything worked out.
struct Bench {
  explicit Bench(std::vector<NodeId> selected = {}, ExportMoment moment = {})
      : design(orders()), dialog(design, nullptr, std::move(selected), std::move(moment), "Orders", nullptr) {
    dialog.show();
    QApplication::setActiveWindow(&dialog);
    if (!QTest::qWaitForWindowActive(&dialog, kPatience)) QTest::qFail("not active", __FILE__, __LINE__);
    settle();
  }
  void settle() {
    if (!QTest::qWaitFor([this] { return dialog.preview()->isSettled(); }, kPatience))
      QTest::qFail("the preview never settles", __FILE__, __LINE__);
  }
  // As the keyboard does.
  void choose(QComboBox* combo, int row) {
    combo->setFocus();
    while (combo->currentIndex() < row) QTest::keyClick(combo, Qt::Key_Down);
    while (combo->currentIndex() > row) QTest::keyClick(combo, Qt::Key_Up);
    settle();
  }
  void choose(ExportFormat format) {
    const auto rows = exportFormats();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].format == format) return choose(form().formats(), static_cast<int>(i));
    }
    QTest::qFail("no such format", __FILE__, __LINE__);
  }
  void type(QAbstractSpinBox* box, const QString& text) {
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Tab);
    settle();
  }
  ExportForm& form() { return *dialog.form(); }
  QImage seen() { return dialog.preview()->grab().toImage(); }

  std::shared_ptr<const Design> design;
  ExportDialog dialog;
};

bool shows(const QImage& picture, QColor colour) {
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      if (picture.pixelColor(x, y).rgb() == colour.rgb()) return true;
    }
  }
  return false;
}

QColor tokenOf(const Theme& theme, Token token) {
  const Colour c = theme.colour(token);
  return QColor(c.red, c.green, c.blue);
}

// Presses the widget and pulls it this far; gives what is dragged, as the other program would see it.
struct Dragged {
  Dragged(QWidget* from, QPoint way) {
    DragSource::setCarry([this](QDrag* drag) {
      ++count;
      for (const QString& format : drag->mimeData()->formats()) data[format] = drag->mimeData()->data(format);
      urls = drag->mimeData()->urls();
      image = qvariant_cast<QImage>(drag->mimeData()->imageData());
      picture = drag->pixmap();
      delete drag;
    });
    const QPoint start = from->rect().center();
    QTest::mousePress(from, Qt::LeftButton, {}, start);
    for (int step = 1; step <= 4; ++step) QTest::mouseMove(from, start + way * step / 4);
    for (int step = 1; step <= 4; ++step) {
      const QPoint at = start + way * step / 4;
      QMouseEvent move(QEvent::MouseMove, at, from->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
      QApplication::sendEvent(from, &move);
    }
    QTest::mouseRelease(from, Qt::LeftButton, {}, start + way);
  }
  ~Dragged() {
    DragSource::setCarry([](QDrag* drag) { delete drag; });
  }

  int count = 0;
  QHash<QString, QByteArray> data;
  QList<QUrl> urls;
  QImage image;
  QPixmap picture;
};

QByteArray bytesFor(const Design& design, const ExportRequest& request) {
  const auto bytes = exportedBytes(design, request);
  return bytes ? QByteArray::fromStdString(*bytes) : QByteArray("none");
}

}  // namespace

class TestExportDialog : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    isolate(QStringLiteral("export-dialog"));
    QLocale::setDefault(QLocale(QLocale::English));
  }
  void init() {
    forgetEverything();
    applyTheme(*qApp, lightTheme());
    QGuiApplication::clipboard()->clear();
  }

  void onlyWhatMeansSomething() {
    Bench b({"orders-db"});
    for (const ExportFormatRow& row : exportFormats()) {
      b.choose(row.format);
      const auto visible = [&](const QWidget* widget) { return widget->isVisible(); };
      const ExportForm& form = b.form();
      QCOMPARE(visible(form.parts()), takes(row.format, ExportOption::part));
      QCOMPARE(visible(form.themes()), takes(row.format, ExportOption::theme));
      QCOMPARE(visible(form.transparent()), takes(row.format, ExportOption::transparency));
      QCOMPARE(visible(form.legend()), takes(row.format, ExportOption::legend));
      QCOMPARE(visible(form.scale()), takes(row.format, ExportOption::scale));
      QCOMPARE(visible(form.resolution()), takes(row.format, ExportOption::dpi));
      QCOMPARE(visible(form.page()->papers()), takes(row.format, ExportOption::page));
      QCOMPARE(visible(form.tables()), takes(row.format, ExportOption::table));
      QCOMPARE(visible(form.withDesign()), takes(row.format, ExportOption::design));
      QCOMPARE(b.dialog.fileName(), QStringLiteral("Orders.") + QString::fromUtf8(row.ending.data()));
      QCOMPARE(b.dialog.preview()->drawing().has_value(), row.picture);
      QVERIFY(b.dialog.exportButton()->isEnabled());
    }
  }

  void textsAreShown() {  // the beginning of what will be written
    Bench b;
    int texts = 0;
    for (const ExportFormatRow& row : exportFormats()) {
      if (row.picture) continue;
      ++texts;
      b.choose(row.format);
      const QString shown = b.dialog.preview()->text();
      QString whole = QString::fromUtf8(bytesFor(*b.design, b.dialog.request()));
      QVERIFY2(!shown.isEmpty(), row.name.data());
      const QString beginning = shown.endsWith(QStringLiteral("\n…")) ? shown.chopped(2) : shown;
      whole.replace("\r\n", "\n").replace(QChar::Nbsp, QLatin1Char(' '));  // as the toolkit's field gives them
      QVERIFY2(whole.startsWith(beginning), row.name.data());
    }
    QVERIFY(texts > 0);
  }

  void theThemeAndTheGroundAreShown() {
    Bench b;
    b.choose(ExportFormat::svg);
    QVERIFY(shows(b.seen(), tokenOf(lightTheme(), Token::canvas)));
    b.choose(b.form().themes(), 1);
    QCOMPARE(b.dialog.request().theme, &darkTheme());
    QVERIFY(shows(b.seen(), tokenOf(darkTheme(), Token::canvas)));
    QVERIFY(!shows(b.seen(), tokenOf(lightTheme(), Token::canvas)));
    QTest::mouseClick(b.form().transparent(), Qt::LeftButton, {}, {8, b.form().transparent()->height() / 2});
    QVERIFY(!b.dialog.request().background);
    QVERIFY(!shows(b.seen(), tokenOf(darkTheme(), Token::canvas)));
    QVERIFY(shows(b.seen(), themeColour(Token::track)));
  }

  void theLegendIsShown() {
    Bench b;
    b.choose(ExportFormat::svg);
    const auto bare = b.dialog.preview()->drawing();
    const QImage without = b.seen();
    QVERIFY(!bytesFor(*b.design, b.dialog.request()).contains("id=\"LEGEND\""));
    QTest::mouseClick(b.form().legend(), Qt::LeftButton, {}, {8, b.form().legend()->height() / 2});
    b.settle();
    QVERIFY(bytesFor(*b.design, b.dialog.request()).contains("id=\"LEGEND\""));
    QVERIFY(b.dialog.preview()->drawing() != bare);
    QVERIFY(b.seen() != without);
    b.choose(ExportFormat::csv);
    QVERIFY(!b.dialog.request().legend);
  }

  // What is said of the size is what the file has.
  void theSizeInPixels() {
    Bench b;
    b.choose(ExportFormat::png);
    for (const char* scale : {"1", "2.5"}) {
      b.type(b.form().scale(), QString::fromUtf8(scale));
      const QImage image = QImage::fromData(bytesFor(*b.design, b.dialog.request()));
      const QLocale locale;
      const QString size =
          QStringLiteral("%1 × %2 px").arg(locale.toString(image.width()), locale.toString(image.height()));
      QVERIFY2(b.form().size()->text().startsWith(size), qPrintable(b.form().size()->text() + " / " + size));
    }
    b.type(b.form().scale(), "1");
    QCOMPARE(b.form().resolution()->text(), QString("As the scale: 96 dpi"));
    b.type(b.form().resolution(), "300");
    QCOMPARE(b.dialog.request().dpi, 300);
    const QImage image = QImage::fromData(bytesFor(*b.design, b.dialog.request()));
    QCOMPARE(qRound(image.dotsPerMeterX() * .0254), 300);
  }

  void tooLargeIsSaidBefore() {
    Bench b;
    b.choose(ExportFormat::png);
    b.type(b.form().scale(), "20");
    QVERIFY2(!b.form().problem().isEmpty(), qPrintable(b.form().size()->text()));
    QCOMPARE(b.form().size()->text(), b.form().problem());
    QVERIFY(!b.dialog.exportButton()->isEnabled() && !b.dialog.copyButton()->isEnabled());
    b.type(b.form().scale(), "1");
    QVERIFY(b.dialog.exportButton()->isEnabled());
  }

  void aPartIsNamed() {
    {
      Bench b;
      QVERIFY(!b.form().parts()->isVisible());  // nothing to choose from
      QVERIFY(b.dialog.request().only.empty());
    }
    Bench card({"orders-db"});
    QCOMPARE(card.form().parts()->itemText(0), QString("Whole design"));
    QCOMPARE(card.form().parts()->itemText(1), QString("Selection: orders-db"));
    // What somebody has selected is offered first.
    QCOMPARE(card.form().parts()->currentIndex(), 1);
    QCOMPARE(card.dialog.request().only, std::vector<NodeId>{"orders-db"});
    const Rect part = *card.dialog.preview()->drawing();
    card.choose(card.form().parts(), 0);
    QVERIFY(card.dialog.request().only.empty());
    QVERIFY(part.width < card.dialog.preview()->drawing()->width / 2);
    card.choose(card.form().parts(), 1);
    QVERIFY(*card.dialog.preview()->drawing() == part);
    std::string region;
    for (const auto& node : card.design->topology().nodes.rows()) {
      if (node->kind == "region") region = node->id;
    }
    Bench container({region});
    const QString title = QString::fromStdString(container.design->topology().nodes.find(region)->title());
    QCOMPARE(container.form().parts()->itemText(1), title + " with all in it");
    // Tables too, of the same part.
    for (const ExportFormat format : {ExportFormat::csv, ExportFormat::json}) {
      container.choose(format);
      QVERIFY(container.form().parts()->isVisible());
      QCOMPARE(container.dialog.request().only, std::vector<NodeId>{region});
      const auto some = exportedBytes(*container.design, container.dialog.request());
      container.choose(container.form().parts(), 0);
      const auto whole = exportedBytes(*container.design, container.dialog.request());
      QVERIFY(some && whole && some->size() < whole->size());
      container.choose(container.form().parts(), 1);
    }
  }

  // What the window shows is what is exported; other formats say that they know no drill.
  void theMomentOfADrill() {
    {
      Bench b;
      QVERIFY(!b.form().moments()->isVisible() && !b.form().ordinary()->isVisible());
    }
    DrillPicture picture;
    picture.nodes["orders-db-standby"] = {Fate::promoted, "Promoted at 1:30", false};
    Bench b({}, {std::make_shared<const DrillPicture>(picture), "Drill after 2 min at worst"});
    for (const ExportFormatRow& row : exportFormats()) {
      b.choose(row.format);
      QCOMPARE(b.form().moments()->isVisible(), row.picture);
      QCOMPARE(b.form().ordinary()->isVisible(), !row.picture);
    }
    b.choose(ExportFormat::svg);
    QCOMPARE(b.form().moments()->currentText(), QString("Drill after 2 min at worst"));
    QVERIFY(bytesFor(*b.design, b.dialog.request()).contains(">Promoted at 1:30</text>"));
    const QImage drilled = b.seen();
    b.choose(b.form().moments(), 1);
    QVERIFY(!bytesFor(*b.design, b.dialog.request()).contains("Promoted"));
    QVERIFY(b.seen() != drilled);
    b.choose(b.form().moments(), 0);
    QCOMPARE(b.seen(), drilled);
  }

  void choicesComeBack() {
    {
      Bench b;
      b.choose(ExportFormat::png);
      b.choose(b.form().themes(), 1);
      b.type(b.form().scale(), "3");
      QTest::mouseClick(b.form().legend(), Qt::LeftButton, {}, {8, b.form().legend()->height() / 2});
      QTest::mouseClick(b.form().withDesign(), Qt::LeftButton, {}, {8, b.form().withDesign()->height() / 2});
      b.dialog.accept();
    }
    {
      Bench b;
      const ExportRequest request = b.dialog.request();
      QCOMPARE(request.format, ExportFormat::png);
      QCOMPARE(request.theme, &darkTheme());
      QCOMPARE(request.scale, 3.);
      QVERIFY(!request.withDesign);
      QVERIFY(request.legend);
      b.choose(ExportFormat::svg);
      b.dialog.reject();  // what is given up is not kept
    }
    Bench b;
    QCOMPARE(b.dialog.request().format, ExportFormat::png);
  }

  void thePictureIsDraggedOut() {
    Bench b;
    b.choose(ExportFormat::svg);
    const Dragged dragged(b.dialog.preview()->picture(), {40, 10});
    QCOMPARE(dragged.count, 1);
    QCOMPARE(dragged.urls.size(), qsizetype{1});
    const QString file = dragged.urls.front().toLocalFile();
    QCOMPARE(QFileInfo(file).fileName(), QString("Orders.svg"));
    QCOMPARE(bytesOf(file), bytesFor(*b.design, b.dialog.request()));
    QCOMPARE(dragged.data.value(kSvgMime), bytesOf(file));
    ExportRequest png = b.dialog.request();
    png.format = ExportFormat::png;
    QCOMPARE(dragged.data.value(kPngMime), bytesFor(*b.design, png));
    QVERIFY(dragged.image.width() > 500 && !dragged.picture.isNull());
    QVERIFY(dragged.data.value("text/uri-list").startsWith("file:///"));
    // The next one takes no other's place.
    const Dragged again(b.dialog.fileTile(), {40, 0});
    QCOMPARE(again.count, 1);
    QVERIFY(again.urls.front() != dragged.urls.front() && QFile::exists(file));
  }

  void aTextIsDraggedByItsTile() {
    Bench b;
    b.choose(ExportFormat::csv);
    const Dragged dragged(b.dialog.fileTile(), {40, 0});
    QCOMPARE(dragged.count, 1);
    const QByteArray whole = bytesFor(*b.design, b.dialog.request());
    // A text has no mark of byte order; a file may.
    QVERIFY(whole.startsWith("\xEF\xBB\xBF"));
    QCOMPARE(dragged.data.value("text/plain"), withoutByteOrder(whole));
    QCOMPARE(bytesOf(dragged.urls.front().toLocalFile()), whole);
    QVERIFY(!dragged.data.contains(kSvgMime));
  }

  void aClickIsNoDrag() {
    Bench b;
    const Dragged dragged(b.dialog.preview()->picture(), {2, 1});
    QCOMPARE(dragged.count, 0);
  }

  void copyPutsItOnTheClipboard() {
    Bench b;
    b.choose(ExportFormat::png);
    QTest::mouseClick(b.dialog.copyButton(), Qt::LeftButton);
    const QMimeData* held = QGuiApplication::clipboard()->mimeData();
    QVERIFY(held->hasImage() && !held->hasUrls());
    const QByteArray png = held->data(kPngMime);
    const auto inside = embeddedDesign({png.data(), static_cast<std::size_t>(png.size())}, "clipboard");
    QVERIFY(inside);
    QCOMPARE(*inside, writeDesign(b.design->topology()));
    b.choose(ExportFormat::csv);
    QTest::mouseClick(b.dialog.copyButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), withoutByteOrder(bytesFor(*b.design, b.dialog.request())));
  }

  // At the end of the program nothing can be drawn any more.
  void theClipboardIsKept() {
    Bench b;
    b.choose(ExportFormat::svg);
    QTest::mouseClick(b.dialog.copyButton(), Qt::LeftButton);
    const auto bytes = [] {
      const QMimeData* held = QGuiApplication::clipboard()->mimeData();
      QMap<QString, QByteArray> out;
      for (const QString& format : held->formats()) out[format] = held->data(format);
      return out;
    };
    const auto before = bytes();
    QVERIFY(qobject_cast<const ExportMimeData*>(QGuiApplication::clipboard()->mimeData()) && before.size() >= 3);
    keepClipboard();
    QVERIFY(!qobject_cast<const ExportMimeData*>(QGuiApplication::clipboard()->mimeData()));
    QCOMPARE(bytes(), before);
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
    QGuiApplication::clipboard()->setText("of others");
    keepClipboard();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("of others"));
  }

  void byKeyboardAlone() {
    Bench b({"orders-db"});
    QSignalSpy asked(&b.dialog, &ExportDialog::exportRequested);
    QVERIFY(b.form().formats()->hasFocus());
    QTest::keyClick(b.form().formats(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    // Every control that shows is reached by Tab and has a name.
    b.choose(ExportFormat::png);
    QSet<QWidget*> reached;
    for (int i = 0; i < 40; ++i) {
      QWidget* focus = QApplication::focusWidget();
      QVERIFY(focus);
      reached.insert(focus);
      QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (QWidget* control : std::initializer_list<QWidget*>{
             b.form().formats(), b.form().parts(), b.form().themes(), b.form().transparent(), b.form().scale(),
             b.form().resolution(), b.form().withDesign(), b.dialog.copyButton(), b.dialog.exportButton()}) {
      QVERIFY2(reached.contains(control), qPrintable(control->accessibleName() + control->objectName()));
      const auto* button = qobject_cast<QAbstractButton*>(control);
      QVERIFY(!control->accessibleName().isEmpty() || (button && !button->text().isEmpty()));
    }
    QTest::keyClick(&b.dialog, Qt::Key_Escape);
    QVERIFY(!b.dialog.isVisible());
  }

  void fitsOnASmallScreen() {
    for (const ExportFormatRow& row : exportFormats()) {
      Bench b({"orders-db"});
      b.choose(row.format);
      if (takes(row.format, ExportOption::page)) {
        b.choose(b.form().page()->papers(), 3);
        b.choose(b.form().page()->fits(), 1);
      }
      b.dialog.adjustSize();
      QVERIFY2(b.dialog.minimumSizeHint().width() <= 1180 && b.dialog.minimumSizeHint().height() <= 640,
               row.name.data());
    }
  }

  void pagesOfAPdf() {
    Bench b;
    b.choose(ExportFormat::pdf);
    PageForm* page = b.form().page();
    QVERIFY(!page->orientations()->isVisible() && !page->fits()->isVisible());  // the page is as large as the drawing
    QVERIFY(b.dialog.request().page.paper == Paper::drawing);
    b.choose(page->papers(), page->papers()->findData("A4"));
    QVERIFY(page->orientations()->isVisible() && page->fits()->isVisible() && !page->tileScale()->isVisible());
    QVERIFY(b.dialog.request().page.paper == Paper::a4 && !b.dialog.request().page.tiled());
    b.choose(page->fits(), 1);
    QVERIFY(page->tileScale()->isVisible());
    QCOMPARE(b.dialog.request().page.tileScale, 1.);
    QVERIFY(shows(b.seen(), tokenOf(lightTheme(), Token::accent)));  // outlines of the pages
    const int pages = planPages(b.dialog.request().page, *b.dialog.preview()->drawing())->pages();
    QVERIFY(pages > 1);
    QVERIFY2(b.form().pages()->isVisible() && b.form().pages()->text().startsWith(QString("%1 pages, ").arg(pages)),
             qPrintable(b.form().pages()->text()));
    b.choose(page->fits(), 0);
    QVERIFY(QStringList({"1 page, 29.7 × 21.0 cm"}).contains(b.form().pages()->text()));
  }

  // Also the outermost lines of the outermost pages.
  void outlinesOfPagesAreWhole() {
    Bench b;
    b.choose(ExportFormat::pdf);
    b.choose(b.form().page()->papers(), b.form().page()->papers()->findData("A4"));
    for (const int fit : {0, 1}) {
      b.choose(b.form().page()->fits(), fit);
      for (const QSize room : {QSize(500, 400), QSize(333, 777)}) {
        const QImage image = b.dialog.preview()->picture()->picture(room).toImage();
        const auto hasLine = [&](const QRect& part) {
          return shows(image.copy(part), tokenOf(lightTheme(), Token::accent));
        };
        const QRect whole = image.rect();
        QVERIFY(hasLine({0, 0, whole.width(), 1}) && hasLine({0, 0, 1, whole.height()}));
        QVERIFY(hasLine({0, whole.bottom(), whole.width(), 1}) && hasLine({whole.right(), 0, 1, whole.height()}));
      }
    }
  }

  void impossiblePagesAreSaidBefore() {
    QSettings().setValue("export/margin", 55);
    Bench b;
    b.choose(ExportFormat::pdf);
    PageForm* page = b.form().page();
    b.choose(page->papers(), page->papers()->findData("A5"));
    b.choose(page->fits(), 1);
    b.type(page->tileScale(), "1000");
    QVERIFY2(b.form().pages()->text().contains("pages in this size"), qPrintable(b.form().pages()->text()));
    QVERIFY(!b.dialog.exportButton()->isEnabled() && !b.dialog.copyButton()->isEnabled());
    b.type(page->tileScale(), "100");
    QVERIFY(b.dialog.exportButton()->isEnabled());
  }

  void namesOfFiles() {
    QCOMPARE(fileNameFor("Orders"), QString("Orders"));
    QCOMPARE(fileNameFor("../../etc/passwd"), QString("-..-etc-passwd"));
    QCOMPARE(fileNameFor("a\nb\tc  d"), QString("a b c d"));
    QCOMPARE(fileNameFor("C:\\x?*|<>\""), QString("C--x------"));
    QCOMPARE(fileNameFor(QStringLiteral("\u202Egpj.exe")), QString("gpj.exe"));
    for (const QString& empty : {QString(), QString("..."), QString(" \n ")})
      QCOMPARE(fileNameFor(empty), QString("Design"));
    const QString grin = QStringLiteral("\U0001F600");
    for (const QString& letter : {QString("x"), QStringLiteral("\u4e2d"), grin}) {
      const QString name = fileNameFor(letter.repeated(10'000));
      QVERIFY(name.toUtf8().size() <= 240 && name.size() >= 79);
      QVERIFY(!name.back().isHighSurrogate());
    }
  }
};

QTEST_MAIN(TestExportDialog)
#include "test_export_dialog.moc"
