// What rows of the findings table say: whole texts in every width, and waivers that have ended.
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include "findings/filter_chip.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "findings/waive_dialog.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

Report sample() {
  Report report;
  report.findings = {
      makeFinding("rds.multi-az", Severity::error, {"orders-db"}, "One", "multiAz"),
      makeFinding("rds.backup-retention", Severity::warning, {"orders-db"}, "Two", "backupRetentionDays"),
      makeFinding("s3.versioning", Severity::warning, {"docs"}, "Three"),
      makeFinding("design.unused", Severity::info, {"orders-r1"}, "Four"),
  };
  return report;
}

}  // namespace

class TestFindingsTexts : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<FindingsPanel> m_panel;

  FindingsView* view() const { return m_panel->view(); }
  int rows() const { return view()->model()->rowCount(); }
  void click(int row, int column) {
    QTest::mouseClick(view()->viewport(), Qt::LeftButton, {},
                      view()->visualRect(view()->model()->index(row, column)).center());
  }
  QAbstractButton* chip(const QString& text) const {
    for (FilterChip* c : m_panel->findChildren<FilterChip*>()) {
      if (c->text().startsWith(text)) return c;
    }
    return nullptr;
  }
  void show(Report report) {
    m_document->setReport(std::move(report));
    m_panel->refreshNow();
  }
  int rowOf(const QString& message) const {
    for (int row = 0; row < rows(); ++row) {
      if (view()->model()->index(row, FindingsModel::kMessage).data().toString() == message) return row;
    }
    return -1;
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(ordersDesign());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<FindingsPanel>(m_document.get(), m_selection.get());
    m_panel->resize(690, 202);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  // Nothing of a finding is cut in a dock as narrow as that of a small laptop: rows are as high as their texts.
  void rowsShowWholeTexts_data() {
    QTest::addColumn<int>("width");
    QTest::newRow("1366 px") << 508;
    QTest::newRow("1440 px") << 570;
    QTest::newRow("1680 px") << 690;
  }
  void rowsShowWholeTexts() {
    QFETCH(int, width);
    static const std::string kLong =
        "orders-r4 is layer 5 of its replica chain; a chain may have 4 layers at most, its first source included, "
        "because every layer adds its own lag, and a lag that has grown is hard to find in so long a chain";
    Report made;
    made.findings = {makeFinding("workload.single-point-of-failure", Severity::error, {"orders-db"}, kLong),
                     makeFinding("replica.source-backup-retention", Severity::error, {"docs"}, "Short"),
                     makeFinding("rds.multi-az", Severity::error, {"orders-r1", "orders-db", "docs"}, "Short as well")};
    show(made);
    m_panel->resize(width, 202);
    QApplication::processEvents();
    for (int row = 0; row < rows(); ++row) {
      for (const int column : {FindingsModel::kRule, FindingsModel::kMessage, FindingsModel::kResource}) {
        const QModelIndex index = view()->model()->index(row, column);
        const QString text = index.data().toString();
        // What the style's insets leave of the cell.
        const QRect cell = view()->visualRect(index).adjusted(7, 0, -7, 0);
        const QRect needed =
            view()->fontMetrics().boundingRect(QRect(0, 0, cell.width(), 1000), Qt::TextWordWrap, text);
        QVERIFY2(needed.height() <= cell.height() && needed.width() <= cell.width(),
                 qPrintable(QStringLiteral("%1: %2x%3 in %4x%5")
                                .arg(text)
                                .arg(needed.width())
                                .arg(needed.height())
                                .arg(cell.width())
                                .arg(cell.height())));
      }
    }
    QVERIFY(view()->rowHeight(rowOf(QString::fromStdString(kLong))) >= 3 * view()->fontMetrics().lineSpacing());
    QCOMPARE(
        view()->model()->index(rowOf(QString::fromStdString(kLong)), FindingsModel::kMessage).data(Qt::ToolTipRole),
        QVariant(QString::fromStdString(kLong)));
    keepPicture(*m_panel, "findings-whole");
  }

  // A finding says that it was waived once; a filter shows these; waiving it again begins with what was said.
  void endedWaiversAreNamedAtTheirFindings() {
    QVERIFY(m_document->submit(
        {"",
         {SetWaiver{"s3.versioning:docs", Waiver{"s3.versioning:docs", "Test data", "ada", "", "2099-03-01", {}}},
          SetWaiver{"rds.multi-az:orders-db",
                    Waiver{"rds.multi-az:orders-db", "Moves in May", "bob", "", "2026-01-01", {}}}}}));
    Report report = sample();
    show(report);
    QVERIFY(!chip("Ended waivers")->isVisible());
    report.waivers = {{"rds.multi-az:orders-db", WaiverState::ended}, {"s3.versioning:docs", WaiverState::active}};
    show(report);
    QVERIFY(rowOf("One. Waiver by bob ended on 2026-01-01") >= 0);
    QVERIFY(rowOf("Three. Waived until 2099-03-01") >= 0);
    QVERIFY(chip("Ended waivers 1")->isVisible());
    QTest::mouseClick(chip("Ended waivers"), Qt::LeftButton);
    QCOMPARE(rows(), 2);  // the finding, and the waiver that can be removed
    const int row = rowOf("One. Waiver by bob ended on 2026-01-01");
    QVERIFY(row >= 0 && rowOf("Its waiver ended on 2026-01-01") >= 0);
    keepPicture(*m_panel, "findings-ended");
    click(row, FindingsModel::kWaive);
    auto* dialog = m_panel->findChild<WaiveDialog*>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), kPatience);
    keepPicture(*dialog, "waive-again");
    auto* reason = dialog->findChild<QPlainTextEdit*>();
    QCOMPARE(reason->toPlainText(), QString("Moves in May"));
    bool said = false;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
      said |= label->isVisible() && label->text() == "Waiver by bob ended on 2026-01-01";
    QVERIFY(said);
    // It is selected: typing replaces it.
    QTest::keyClicks(reason, "Moves in June");
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
      if (button->text() == "Waive") QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(m_document->topology().waivers.find("rds.multi-az:orders-db")->reason, std::string("Moves in June"));
    // Where none is left, the filter goes, and hides nothing.
    report.waivers = {{"rds.multi-az:orders-db", WaiverState::active}, {"s3.versioning:docs", WaiverState::active}};
    show(report);
    QVERIFY(!chip("Ended waivers")->isVisible());
    QCOMPARE(rows(), 4);
  }
};

QTEST_MAIN(TestFindingsTexts)
#include "test_findings_texts.moc"
