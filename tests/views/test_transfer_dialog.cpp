// The transfer planner, typed into as people do.
#include <QLabel>

#include "inspector/field_combo.h"
#include "inspector/typed_line.h"
#include "panel_support.h"
#include "transfer/answer_list.h"
#include "transfer/transfer_dialog.h"

using namespace nines;
using namespace nines::test;

namespace {

Topology site() {
  Topology t;
  t.nodes.put({"dc", "data-centre", "", "Warehouse", {}, {{"uplinkMbps", 200}}, {}});
  t.nodes.put({"gw", "storage-gateway", "dc", "tapes", {}, {{"type", "tape"}, {"writeMbps", 60}}, {}});
  t.nodes.put({"box", "snowball", "dc", "box", {}, {{"dataTb", 10}, {"linkMbps", 100}}, {}});
  return t;
}

}  // namespace

class TestTransferDialog : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  Selection m_selection;
  std::unique_ptr<TransferDialog> m_dialog;

  using Field = TransferDialog::Field;

  // Figures and units are held together; here they need not be.
  QString said() const {
    return m_dialog->transfer()->texts().join(QLatin1Char('\n')).replace(QChar(0x00a0), QLatin1Char(' '));
  }
  void open(Selection::Ids selected) {
    m_selection.set(std::move(selected));
    m_dialog = std::make_unique<TransferDialog>(m_document.get(), &m_selection, nullptr);
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get(), kPatience));
  }
  void type(Field field, const QString& text) {
    TypedLine* line = m_dialog->field(field);
    line->setFocus();
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(site());
  }
  void cleanup() { m_dialog.reset(); }

  // 10 TB over 100 Mbit/s at 80 %: 1,000,000 s are 11 d 13 h 46 min.
  void beginsWithWhatIsSelected() {
    open({"box"});
    QCOMPARE(m_dialog->field(Field::kData)->text(), QString("10\u00a0TB"));
    QCOMPARE(m_dialog->field(Field::kLine)->text(), QString("100\u00a0Mbit/s"));
    QCOMPARE(m_dialog->field(Field::kUtilisation)->text(), QString("80\u00a0%"));
    QVERIFY2(said().contains("Over the line: 11 d 14 h"), qPrintable(m_dialog->transfer()->texts().join('\n')));
    QVERIFY(m_dialog->transfer()->texts().contains("Advice: Take Snowball"));
    keepPicture(*m_dialog, "transfer");
  }

  void everyKeyCounts() {
    open({});
    QVERIFY(m_dialog->transfer()->texts().contains("Advice: Give data, line and utilisation"));
    type(Field::kData, "10 TB");
    type(Field::kLine, "1 Gbit/s");
    // Ten times as fast: 100,000 s are 27 h 46 min 40 s.
    QVERIFY2(said().contains("Over the line: 27 h 47 min"), qPrintable(m_dialog->transfer()->texts().join('\n')));
    QVERIFY(m_dialog->transfer()->texts().contains("Advice: Take the line"));
    // Written with another unit, it comes back in the field's own when it is left.
    QTest::keyClick(m_dialog->field(Field::kLine), Qt::Key_Return);
    QCOMPARE(m_dialog->field(Field::kLine)->text(), QString("1,000\u00a0Mbit/s"));
    QVERIFY(m_dialog->isVisible());
  }

  // 100 Mbit/s at 80 % carry 6.048 TB in seven days to the second: the same figure never stands on both sides of that.
  void aLittleOverAWeekIsMoreThanAWeek() {
    open({});
    type(Field::kLine, "100");
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"6.04", "7 d", "Advice: Take the line"},
        {"6.048", "7 d", "Advice: Take the line"},
        {"6.049", "a little over 7 d", "Advice: Take Snowball"},
        {"6.09", "7 d 1 h", "Advice: Take Snowball"},
    };
    for (const auto& [data, time, advice] : cases) {
      type(Field::kData, QString::fromUtf8(data));
      QCOMPARE(said().section('\n', 0, 0), QStringLiteral("Over the line: %1").arg(QString::fromUtf8(time)));
      QVERIFY2(said().contains(QString::fromUtf8(advice)), qPrintable(said()));
    }
  }

  void whatCannotBeReadIsSaid() {
    open({"box"});
    type(Field::kData, "lots");
    QVERIFY(m_dialog->problem(Field::kData).contains("is no number"));
    QVERIFY(!m_dialog->question().dataTb);
    type(Field::kData, "-3");
    QCOMPARE(m_dialog->problem(Field::kData), QString("It cannot be negative."));
    type(Field::kData, "3");
    QVERIFY(m_dialog->problem(Field::kData).isEmpty());
    QCOMPARE(m_dialog->question().dataTb, std::optional(3.0));
  }

  void objectsAreDivided() {
    open({});
    type(Field::kObject, "1 TB");
    QCOMPARE(m_dialog->multipart()->texts(), (QStringList{"Upload: Multipart, needed", "Parts: 187 to 9935"}));
    type(Field::kObject, "99");
    QCOMPARE(m_dialog->multipart()->texts(), (QStringList{"Upload: In one piece", "Parts: 1"}));
    type(Field::kObject, "200 MB");
    QCOMPARE(m_dialog->multipart()->texts().first(), QString("Upload: Multipart"));
    type(Field::kObject, "6 GB");
    QCOMPARE(m_dialog->multipart()->texts().first(), QString("Upload: Multipart, needed"));
    // The course's S3 ends at 5 TB, that of today does not, but devices do.
    type(Field::kObject, "6 TB");
    QCOMPARE(m_dialog->multipart()->texts().first(), QString("Upload: Larger than an object can be: 5120\u00a0GiB"));
    QVERIFY(m_document->submit({"Profile", {SetProfile{"aws-2026"}}}));
    QCOMPARE(m_dialog->multipart()->texts().first(), QString("Upload: Multipart, needed"));
    type(Field::kData, "100 TB");
    QVERIFY2(said().contains("By Snowball: No: it takes no objects over 5120 GiB"), qPrintable(said()));
  }

  // Whatever is typed, the lines and what stands below them stay where they are.
  void nothingMovesWhileSomebodyTypes() {
    open({});
    const auto places = [&] {
      QList<int> tops;
      for (QWidget* part : {static_cast<QWidget*>(m_dialog->transfer()), static_cast<QWidget*>(m_dialog->multipart()),
                            static_cast<QWidget*>(m_dialog->buffer())})
        tops << part->mapTo(m_dialog.get(), QPoint()).y();
      return tops;
    };
    const auto names = [](const AnswerList* list) {
      QStringList out;
      for (const QString& text : list->texts()) out << text.section(QLatin1Char(':'), 0, 0);
      return out;
    };
    const QList<int> before = places();
    const QStringList lines = names(m_dialog->transfer());
    const QStringList parts = names(m_dialog->multipart());
    QVERIFY(said().contains("Over the line: unknown"));
    const std::pair<Field, QString> typed[] = {{Field::kData, "10"},     {Field::kLine, "100"},
                                               {Field::kObject, "50"},   {Field::kObject, "200"},
                                               {Field::kObject, "1 TB"}, {Field::kObject, "9 TB"}};
    for (const auto& [field, text] : typed) {
      type(field, text);
      QApplication::processEvents();
      QCOMPARE(places(), before);
      QCOMPARE(names(m_dialog->transfer()), lines);
      QCOMPARE(names(m_dialog->multipart()), parts);
    }
    type(Field::kLine, "0");
    QVERIFY2(said().contains("Over the line: Never: nothing gets through"), qPrintable(said()));
  }

  // (100 - 60) Mbit/s for 10 h are 168 GiB.
  void theGatewayIsSized() {
    open({"gw"});
    QCOMPARE(m_dialog->gateway()->display(), QString("Tape gateway"));
    type(Field::kWritten, "100");
    type(Field::kUploaded, "60");
    QVERIFY(m_dialog->buffer()->texts().last().startsWith("Upload buffer: Give"));
    type(Field::kHours, "10");
    QCOMPARE(m_dialog->buffer()->texts().last(), QString("Upload buffer: 168\u00a0GiB"));
    // At 1.2 : 1 the line carries 72 Mbit/s: 28 for 10 h are 117.3 GiB, less than a gateway asks for.
    type(Field::kCompression, "1.2");
    QCOMPARE(m_dialog->buffer()->texts().last(), QString("Upload buffer: 150\u00a0GiB"));
    type(Field::kCompression, "0.5");
    QCOMPARE(m_dialog->problem(Field::kCompression), QString("Nothing gets larger: at least 1."));
    type(Field::kCompression, "");
    type(Field::kWritten, "10000");
    QVERIFY(m_dialog->buffer()->texts().last().endsWith("more than a gateway takes"));
    m_dialog->gateway()->setFocus();
    QTest::keyClick(m_dialog->gateway(), Qt::Key_Home);
    QCOMPARE(m_dialog->question().gateway, std::string());
    QCOMPARE(m_dialog->buffer()->texts(), QStringList{"Gateway: Choose what the site works with"});
  }

  // The profile of the design decides: today nobody new can order a device.
  void followsTheProfile() {
    open({"box"});
    QVERIFY(m_document->submit({"Profile", {SetProfile{"aws-2026"}}}));
    const QStringList texts = m_dialog->transfer()->texts();
    QVERIFY2(texts.join('\n').contains("Snowball: Closed to new customers"), qPrintable(texts.join('\n')));
    QVERIFY(!texts.contains("Advice: Take Snowball"));
    applyTheme(*qApp, darkTheme());
    type(Field::kObject, "500");
    // All that is said can be read: no label is lower than its text.
    for (const QLabel* label : m_dialog->findChildren<QLabel*>()) {
      if (label->isVisible() && label->wordWrap())
        QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    keepPicture(*m_dialog, "transfer-dark");
  }

  void escapeCloses() {
    open({"box"});
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QVERIFY(m_document->edits.empty());
  }
};

QTEST_MAIN(TestTransferDialog)
#include "test_transfer_dialog.moc"
