// How rows of the findings table look: one line, and whole texts where one is chosen, in every width; buttons; where
// rows stand after undo; waivers that have ended.
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

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
  QString cell(int row, int column) const { return view()->model()->index(row, column).data().toString(); }
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
  void initTestCase() { qputenv("USER", "ada"); }  // who waives
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

  // Nothing of the chosen finding is cut in a dock as narrow as that of a small laptop; the other rows have one line.
  void theChosenRowShowsWholeTexts_data() {
    QTest::addColumn<int>("width");
    QTest::newRow("1366 px") << 508;
    QTest::newRow("1440 px") << 570;
    QTest::newRow("1680 px") << 690;
  }
  void theChosenRowShowsWholeTexts() {
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
      click(row, FindingsModel::kMessage);
      for (int other = 0; other < rows(); ++other) QVERIFY(other == row || view()->rowHeight(other) == 23);
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
    click(rowOf(QString::fromStdString(kLong)), FindingsModel::kMessage);
    QVERIFY(view()->rowHeight(rowOf(QString::fromStdString(kLong))) >= 3 * view()->fontMetrics().lineSpacing());
    QCOMPARE(
        view()->model()->index(rowOf(QString::fromStdString(kLong)), FindingsModel::kMessage).data(Qt::ToolTipRole),
        QVariant(QString::fromStdString(kLong)));
    keepPicture(*m_panel, "findings-whole");
  }

  // Rows have one line. The one that is chosen shows all of its texts, in as many as they need.
  void theChosenRowUnfolds() {
    static const std::string longMessage =
        "orders-r4 is layer 5 of its replica chain; a chain may have 4 layers at most";
    static const std::string another = longMessage + " as well";
    Report made;
    made.findings = {makeFinding("replica.chain-depth", Severity::error, {"orders-r1"}, longMessage),
                     makeFinding("replica.count", Severity::error, {"orders-db"}, another),
                     makeFinding("rds.multi-az", Severity::warning, {"orders-db"}, "Short")};
    show(made);
    m_panel->resize(560, 202);
    QApplication::processEvents();
    const auto height = [&](const std::string& message) { return view()->rowHeight(rowOf(message.c_str())); };
    for (int row = 0; row < rows(); ++row) QCOMPARE(view()->rowHeight(row), 23);
    click(rowOf(longMessage.c_str()), FindingsModel::kMessage);
    QVERIFY(height(longMessage) >= 23 + view()->fontMetrics().lineSpacing() - 2);
    QCOMPARE(height(another), 23);
    // Wherever sorting puts it ...
    view()->sortByColumn(FindingsModel::kMessage, Qt::DescendingOrder);
    QApplication::processEvents();
    QVERIFY(height(longMessage) > 23);
    QCOMPARE(height("Short"), 23);
    view()->sortByColumn(-1, Qt::AscendingOrder);
    // ... by keys as by mouse ...
    QTest::keyClick(view(), view()->currentIndex().row() == 0 ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(height(longMessage), 23);
    QVERIFY(height(another) > 23);
    // ... and only as long as it needs to.
    m_panel->resize(1200, 202);
    QApplication::processEvents();
    QCOMPARE(height(another), 23);
  }

  // A row above that folds while a button below is pressed does not pull the button away from under the pointer.
  void rowsStayWhileAButtonIsHeld() {
    Report made;
    static const std::string longMessage = [] {
      std::string words;
      for (int i = 0; i < 60; ++i) words += "words ";
      return words;
    }();
    for (const char* id : {"docs", "orders-db", "orders-r1"})
      made.findings.push_back(makeFinding("rds.multi-az", Severity::error, {id}, longMessage));
    show(made);
    click(0, FindingsModel::kMessage);
    QVERIFY(view()->rowHeight(0) > 23);
    const QPoint button = view()->visualRect(view()->model()->index(2, FindingsModel::kFix)).center();
    QSignalSpy shown(m_panel.get(), &FindingsPanel::revealRequested);
    QTest::mousePress(view()->viewport(), Qt::LeftButton, {}, button);
    QCOMPARE(view()->indexAt(button).row(), 2);
    QTest::mouseRelease(view()->viewport(), Qt::LeftButton, {}, button);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown[0][0].toStringList(), QStringList{QString::fromStdString(made.findings[2].subjects[0])});
    QCOMPARE(view()->rowHeight(0), 23);
    QVERIFY(view()->rowHeight(2) > 23);
  }

  // However narrow: both buttons are there, in sight and wide enough for their words.
  void buttonsAreThereInEveryWidth_data() {
    QTest::addColumn<int>("width");
    for (const int width : {360, 400, 508, 532, 570, 690, 1100}) QTest::addRow("%d px", width) << width;
  }
  void buttonsAreThereInEveryWidth() {
    QFETCH(int, width);
    static const std::string kNinety(90, 'x');
    Report made;
    made.findings = {
        makeFinding("workload.single-point-of-failure", Severity::error, {"orders-r1", "orders-db"}, kNinety)};
    show(made);
    m_panel->resize(width, 202);
    QApplication::processEvents();
    for (const int column : {FindingsModel::kFix, FindingsModel::kWaive}) {
      const QModelIndex index = view()->model()->index(0, column);
      const QRect cell = view()->visualRect(index);
      QVERIFY(!view()->isColumnHidden(column));
      QVERIFY2(view()->viewport()->rect().contains(cell), qPrintable(QString::number(cell.right())));
      QVERIFY(cell.width() >= view()->fontMetrics().horizontalAdvance(index.data().toString()) + 12);
    }
    QSignalSpy waive(view(), &FindingsView::waiveRequested);
    click(0, FindingsModel::kWaive);
    QCOMPARE(waive.count(), 1);
    if (auto* dialog = m_panel->findChild<WaiveDialog*>()) dialog->close();
  }

  // Undo brings a row back to where it was mended, however far down that was.
  void undoBringsARowBackToItsPlace() {
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    m_document->judge();
    m_panel->refreshNow();
    m_panel->resize(690, 130);  // a few rows, so that there is something to scroll
    QApplication::processEvents();
    int row = -1;
    for (int i = 0; i < rows(); ++i) {
      if (cell(i, FindingsModel::kFix) == "Fix") row = i;
    }
    QVERIFY(row > 0);
    const QString message = cell(row, FindingsModel::kMessage);
    QScrollBar* bar = view()->verticalScrollBar();
    bar->setValue(bar->maximum());
    view()->scrollTo(view()->model()->index(row, 0));
    const int top = view()->visualRect(view()->model()->index(row, 0)).top();
    const int scrolled = bar->value();
    QVERIFY(bar->maximum() > 0);
    click(row, FindingsModel::kFix);
    m_document->judge();
    m_panel->refreshNow();
    QCOMPARE(rowOf(message.toStdString().c_str()), -1);
    bar->setValue(0);  // what people look at meanwhile
    QVERIFY(m_document->undo());
    m_document->judge();
    m_panel->refreshNow();
    const int back = rowOf(message.toStdString().c_str());
    QVERIFY(back >= 0);
    QCOMPARE(view()->currentIndex().row(), back);
    const QRect rect = view()->visualRect(view()->model()->index(back, 0));
    QVERIFY2(rect.top() == top || bar->value() == bar->maximum() || bar->value() == 0,
             qPrintable(QStringLiteral("%1 and %2 of %3").arg(rect.top()).arg(bar->value()).arg(scrolled)));
    QVERIFY(view()->viewport()->rect().contains(rect.topLeft()));
  }

  // A finding says that it was waived once; a filter shows these; waiving it again begins with what was said.
  void endedWaiversAreNamedAtTheirFindings() {
    QVERIFY(m_document->submit(
        {"",
         {SetWaiver{"s3.versioning:docs",
                    Waiver{"s3.versioning:docs", "Test data", "ada", "2026-11-01", "2099-03-01", {}}},
          SetWaiver{"rds.multi-az:orders-db",
                    Waiver{"rds.multi-az:orders-db", "Moves in May", "bob", "", "2026-01-01", {}}}}}));
    Report report = sample();
    show(report);
    QVERIFY(!chip("Ended waivers")->isVisible());
    report.waivers = {{"rds.multi-az:orders-db", WaiverState::ended}, {"s3.versioning:docs", WaiverState::active}};
    show(report);
    QVERIFY(rowOf("One. Waiver by bob ended on 2026-01-01") >= 0);
    QVERIFY(rowOf("Three. Waived: Test data (ada, 2026-11-01, until 2099-03-01)") >= 0);
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
