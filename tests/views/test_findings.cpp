#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

#include "findings/edit_words.h"
#include "findings/filter_chip.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "findings/waive_dialog.h"
#include "findings/waiver_signs.h"
#include "panel_support.h"
#include "rules/rulebook.h"
#include "theme/themed_icon.h"

using namespace nines;
using namespace nines::test;

namespace {

Report sample() {
  Report report;
  report.rulesChecked = 126;
  report.findings = {
      makeFinding("rds.multi-az", Severity::error, {"orders-db"}, "One", "multiAz"),
      makeFinding("rds.backup-retention", Severity::warning, {"orders-db"}, "Two", "backupRetentionDays"),
      makeFinding("s3.versioning", Severity::warning, {"docs"}, "Three"),
      makeFinding("design.unused", Severity::info, {"orders-r1"}, "Four"),
  };
  return report;
}

// 10,000 findings of one rule.
Report many(int count) {
  Report report;
  for (int i = 0; i < count; ++i) {
    const auto id = "node-" + std::to_string(100000 + i);
    report.findings.push_back(makeFinding("rds.multi-az", Severity::warning, {id}, "Needs a standby"));
  }
  return report;
}

}  // namespace

class TestFindings : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<FindingsPanel> m_panel;

  FindingsView* view() const { return m_panel->view(); }
  int rows() const { return view()->model()->rowCount(); }
  QString cell(int row, int column) const { return view()->model()->index(row, column).data().toString(); }
  QPoint at(int row, int column) const { return view()->visualRect(view()->model()->index(row, column)).center(); }
  QImage picture(int row, int column) const {
    return view()->viewport()->grab(view()->visualRect(view()->model()->index(row, column))).toImage();
  }
  void click(int row, int column) { QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, at(row, column)); }
  QAbstractButton* chip(const QString& text) const {
    for (FilterChip* c : m_panel->findChildren<FilterChip*>()) {
      if (c->text().startsWith(text)) return c;
    }
    return nullptr;
  }
  QString emptySentence() const {
    QStringList words;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (label->isVisible() && !label->text().isEmpty()) words << label->text();
    }
    return words.join('|');
  }
  void show(Report report) {
    m_document->setReport(std::move(report));
    m_panel->refreshNow();
  }
  int rowOf(const QString& message) const {
    for (int row = 0; row < rows(); ++row) {
      if (cell(row, FindingsModel::kMessage) == message) return row;
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
    new QAbstractItemModelTester(m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_panel.get());
    new QAbstractItemModelTester(m_panel->view()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_panel.get());
    m_panel->resize(690, 202);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  void cleanup() { m_panel.reset(); }

  void showsTheWorstFirst() {
    QSignalSpy count(m_panel.get(), &FindingsPanel::countChanged);
    show(sample());
    QCOMPARE(rows(), 4);
    QCOMPARE(cell(0, FindingsModel::kRule), QString("rds.multi-az"));
    QCOMPARE(cell(0, FindingsModel::kResource), QString("orders-db"));
    QCOMPARE(cell(3, FindingsModel::kRule), QString("design.unused"));
    QCOMPARE(count.last()[0].toInt(), 4);
    QCOMPARE(chip("Errors")->text(), QString("Errors 1"));
    QCOMPARE(chip("Warnings")->text(), QString("Warnings 2"));
    QCOMPARE(view()->rowHeight(0), 23);
  }

  void filters() {
    show(sample());
    QTest::mouseClick(chip("Warnings"), Qt::LeftButton);
    QCOMPARE(rows(), 2);
    QTest::mouseClick(chip("Waived"), Qt::LeftButton);
    QCOMPARE(rows(), 0);
    QVERIFY(emptySentence().contains("Nothing is waived"));
    QTest::mouseClick(chip("All"), Qt::LeftButton);
    QTest::keyClicks(m_panel->findChild<QLineEdit*>(), "docs");
    QCOMPARE(rows(), 1);
    QCOMPARE(cell(0, FindingsModel::kMessage), QString("Three"));
    QTest::keyClicks(m_panel->findChild<QLineEdit*>(), "zzz");
    QVERIFY(emptySentence().contains("Nothing matches 'docszzz'"));
    QVERIFY(emptySentence().contains("Clear filter"));
  }

  void summarizesWhatIsThereAndWhatIsShown() {
    show(sample());
    QVERIFY2(emptySentence().contains("1 error, 2 warnings, 1 info"), qPrintable(emptySentence()));
    QTest::mouseClick(chip("Warnings"), Qt::LeftButton);
    QVERIFY2(emptySentence().contains("2 of 4 shown"), qPrintable(emptySentence()));
    QTest::keyClicks(m_panel->findChild<QLineEdit*>(), "docs");
    QVERIFY2(emptySentence().contains("1 of 4 shown"), qPrintable(emptySentence()));
    // Chips and field come first where it is narrow.
    m_panel->resize(480, 202);
    QVERIFY(!emptySentence().contains("shown"));
    for (const FilterChip* c : m_panel->findChildren<FilterChip*>()) QVERIFY(c->width() >= c->sizeHint().width());
    m_panel->resize(690, 202);
    QVERIFY(emptySentence().contains("shown"));
  }

  void filtersFitIntoANarrowDock() {
    show(sample());
    const auto right = [](const QWidget* w) { return w->geometry().right(); };
    QVERIFY2(m_panel->minimumSizeHint().width() <= 380,
             qPrintable(QString::number(m_panel->minimumSizeHint().width())));
    for (const int width : {690, 470, 380}) {
      m_panel->resize(width, 202);
      QApplication::processEvents();
      QCOMPARE(m_panel->width(), width);
      int before = 0;
      for (const char* name : {"All", "Errors", "Warnings", "Info", "Waived"}) {
        const auto* c = static_cast<const FilterChip*>(chip(name));
        QVERIFY2(c->width() >= c->sizeHint().width() && c->x() >= before, name);
        QCOMPARE(c->sizeHint() == c->fullSize(), width > 470 || QLatin1String(name) == "All");
        before = right(c) + 1;
      }
      int columns = 0;
      for (int column = 0; column < FindingsModel::kColumns; ++column) columns += view()->columnWidth(column);
      QCOMPARE(columns, view()->viewport()->width());
      const auto* field = m_panel->findChild<QLineEdit*>();
      QVERIFY(field->x() >= before && field->width() >= 80 && right(field) < width);
    }
    // What is without its word says it in its tooltip.
    QCOMPARE(chip("Warnings")->toolTip(), QString("Warnings 2"));
    QTest::mouseClick(chip("Warnings"), Qt::LeftButton);
    QCOMPARE(rows(), 2);
  }

  void messagesGetTheRoom() {
    show(sample());
    const auto width = [&](int column) { return view()->columnWidth(column); };
    const int resource = width(FindingsModel::kResource);
    const int message = width(FindingsModel::kMessage);
    QVERIFY(message > width(FindingsModel::kRule) + resource);
    // Rules are whole.
    QVERIFY(width(FindingsModel::kRule) >= view()->fontMetrics().horizontalAdvance("rds.backup-retention"));
    int all = 0;
    for (int column = 0; column < FindingsModel::kColumns; ++column) all += width(column);
    QCOMPARE(all, view()->viewport()->width());
    m_panel->resize(890, 202);
    QApplication::processEvents();
    QCOMPARE(width(FindingsModel::kMessage), message + 200);
    QCOMPARE(width(FindingsModel::kResource), resource);
    // Other rules, another width.
    Report report;
    report.findings = {makeFinding("a.b", Severity::error, {"docs"}, "Short")};
    show(report);
    QVERIFY(width(FindingsModel::kMessage) > message + 200);
  }

  void resourcesAreAsWideAsTheirText() {
    const auto need = [&](const QString& text) { return view()->fontMetrics().horizontalAdvance(text); };
    const auto width = [&](int column) { return view()->columnWidth(column); };
    const auto report = [](const std::string& id, const char* message) {
      Report made;
      made.findings = {makeFinding("dax.node-count", Severity::error, {id}, message)};
      return made;
    };
    // A short name leaves the room to a long message ...
    const char* message = "DAX cluster has 2 nodes; a cluster needs at least 3 of them";
    show(report("orders-db", message));
    QVERIFY(width(FindingsModel::kResource) < 120);
    QVERIFY(width(FindingsModel::kResource) > need("orders-db"));
    QVERIFY(width(FindingsModel::kMessage) > need(message));
    // ... a long one is whole beside a short message, and gives way to a long message.
    const std::string longName = "a-resource-with-quite-a-long-name";
    show(report(longName, "Short"));
    QVERIFY(width(FindingsModel::kResource) > need(QString::fromStdString(longName)));
    const std::string longMessage(120, 'x');
    show(report(longName, longMessage.c_str()));
    QVERIFY(width(FindingsModel::kResource) < need(QString::fromStdString(longName)));
    // What does not fit stands whole in the tooltip.
    const QModelIndex cut = view()->model()->index(0, FindingsModel::kMessage);
    QVERIFY(width(FindingsModel::kMessage) < need(QString::fromStdString(longMessage)));
    QCOMPARE(cut.data(Qt::ToolTipRole).toString(), QString::fromStdString(longMessage));
  }

  void messagesGetHalfOfANarrowDock() {
    show(sample());
    m_panel->resize(390, 202);
    QApplication::processEvents();
    const auto width = [&](int column) { return view()->columnWidth(column); };
    QVERIFY(width(FindingsModel::kRule) > 0 && width(FindingsModel::kResource) > 0);
    QVERIFY2(width(FindingsModel::kMessage) >= width(FindingsModel::kRule) + width(FindingsModel::kResource),
             qPrintable(QString::number(width(FindingsModel::kMessage))));
  }

  // The column does not jump while a person types in the field: rules that are filtered out count as well.
  void rulesKeepTheirWidthUnderAFilter() {
    show(sample());
    const int before = view()->columnWidth(FindingsModel::kRule);
    QTest::mouseClick(chip("Info"), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(rows() < m_panel->model()->rowCount());
    QCOMPARE(view()->columnWidth(FindingsModel::kRule), before);
    m_panel->resize(890, 202);
    QApplication::processEvents();
    QCOMPARE(view()->columnWidth(FindingsModel::kRule), before);
  }

  void saysThatAllIsWell() {
    Report report;
    report.rulesChecked = 126;
    show(report);
    QVERIFY2(emptySentence().contains("No findings. 126 rules checked."), qPrintable(emptySentence()));
    QVERIFY(!emptySentence().contains("Clear filter"));
  }

  void selectsResources() {
    show(sample());
    QSignalSpy reveal(m_panel.get(), &FindingsPanel::revealRequested);
    click(rowOf("Three"), FindingsModel::kMessage);
    QCOMPARE(m_selection->ids(), Selection::Ids{"docs"});
    QCOMPARE(reveal.size(), 1);
    QTest::keyClick(view(), Qt::Key_Down);
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders-r1"});
    QCOMPARE(reveal.size(), 1);
    QTest::keyClick(view(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(m_selection->ids(), (Selection::Ids{"docs", "orders-r1"}));
    QTest::keyClick(view(), Qt::Key_Return);
    QCOMPARE(reveal.size(), 2);
  }

  void aNewReportKeepsTheSelection() {
    show(sample());
    click(rowOf("Three"), FindingsModel::kMessage);
    m_selection->clear();
    Report report = sample();
    report.findings.erase(report.findings.begin());
    report.findings.push_back(makeFinding("a.first", Severity::error, {"docs"}, "New"));
    show(report);
    QCOMPARE(rows(), 4);
    QCOMPARE(cell(0, FindingsModel::kMessage), QString("New"));
    QCOMPARE(view()->chosenRows(), QList<int>{rowOf("Three")});
    // What changed was the report, not what a person chose.
    QVERIFY(m_selection->ids().empty());
  }

  void keepsItsPlaceInALongList() {
    show(many(10'000));
    QCOMPARE(rows(), 10'000);
    view()->verticalScrollBar()->setValue(5000 * 23 + 7);
    const QString top = view()->indexAt({1, 1}).siblingAtColumn(FindingsModel::kResource).data().toString();
    Report report = many(10'000);
    report.findings.erase(report.findings.begin(), report.findings.begin() + 100);
    show(report);
    QCOMPARE(rows(), 9'900);
    QCOMPARE(view()->indexAt({1, 1}).siblingAtColumn(FindingsModel::kResource).data().toString(), top);
    QCOMPARE(view()->verticalScrollBar()->value(), 4900 * 23 + 7);
  }

  void fixesInOneStep() {
    // A real rule: a MySQL source of a replica without backups.
    QVERIFY(m_document->submit({"", {SetNodeProperty{"orders-db", "backupRetentionDays", Value(0)}}}));
    m_document->judge();
    m_panel->refreshNow();
    int row = -1;
    for (int i = 0; i < rows(); ++i) {
      const bool wanted = cell(i, FindingsModel::kRule) == "replica.source-backup-retention";
      if (wanted && cell(i, FindingsModel::kFix) == "Fix") row = i;
    }
    QVERIFY(row >= 0);
    const QString tip = view()->model()->index(row, FindingsModel::kFix).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains("orders-db"), qPrintable(tip));
    view()->scrollTo(view()->model()->index(row, 0));
    const std::size_t before = m_document->edits.size();
    click(row, FindingsModel::kFix);
    QCOMPARE(m_document->edits.size(), before + 1);
    const Value* days = m_document->property("orders-db", "backupRetentionDays");
    QVERIFY(!days || days->asInteger().value_or(0) >= 1);
    m_document->judge();
    m_panel->refreshNow();
    for (int i = 0; i < rows(); ++i) QVERIFY(cell(i, FindingsModel::kRule) != "replica.source-backup-retention");
  }

  // Where nothing can be mended, the button shows where it is.
  void whatCannotBeMendedCanBeShown() {
    show(sample());
    for (int row = 0; row < rows(); ++row) QCOMPARE(cell(row, FindingsModel::kFix), QString("Show"));
    const std::size_t before = m_document->edits.size();
    QSignalSpy shown(m_panel.get(), &FindingsPanel::revealRequested);
    click(0, FindingsModel::kFix);
    QCOMPARE(m_document->edits.size(), before);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(shown[0][0].toStringList(), QStringList{"orders-db"});
    QCOMPARE(m_selection->ids(), Selection::Ids{"orders-db"});
    // Keys that fix have nothing to do there.
    QSignalSpy fixes(view(), &FindingsView::fixRequested);
    QTest::keyClick(view(), Qt::Key_F);
    QCOMPARE(fixes.size(), 0);
    // A drill forbids edits, not looking.
    m_document->setReadOnly(true);
    click(1, FindingsModel::kFix);
    QCOMPARE(shown.size(), 2);
    m_document->setReadOnly(false);
    // What is gone cannot be shown.
    Report gone;
    gone.findings = {makeFinding("rds.multi-az", Severity::error, {"nobody"}, "Gone")};
    show(gone);
    QCOMPARE(cell(0, FindingsModel::kFix), QString());
  }

  void waivesWithAReason() {
    show(sample());
    click(rowOf("Three"), FindingsModel::kWaive);
    auto* dialog = m_panel->findChild<WaiveDialog*>();
    QVERIFY(dialog);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), kPatience);
    keepPicture(*dialog, "waive-dialog");
    QPushButton* accept = nullptr;
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
      if (button->text() == "Waive") accept = button;
    }
    QVERIFY(accept && !accept->isEnabled());
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), "Test data only");
    QVERIFY(accept->isEnabled());
    // Who waives says who it is.
    QLineEdit* author = nullptr;
    for (QLineEdit* edit : dialog->findChildren<QLineEdit*>()) {
      if (edit->accessibleName() == "By") author = edit;
    }
    QVERIFY(author);
    author->selectAll();
    QTest::keyClick(author, Qt::Key_Delete);
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(author, "ada");
    QTest::mouseClick(accept, Qt::LeftButton);
    const Waiver* waiver = m_document->topology().waivers.find("s3.versioning:docs");
    QVERIFY(waiver);
    QCOMPARE(waiver->author, std::string("ada"));
    QCOMPARE(waiver->reason, std::string("Test data only"));
    QVERIFY(!waiver->at.empty() && waiver->until.empty());
    QCOMPARE(m_document->edits.size(), std::size_t{1});
  }

  // Enter begins another line of the reason, Ctrl+Enter is done with it, and Esc gives it up.
  void aReasonEndsByCtrlEnter() {
    show(sample());
    click(rowOf("Three"), FindingsModel::kWaive);
    auto* dialog = m_panel->findChild<WaiveDialog*>();
    QTRY_VERIFY_WITH_TIMEOUT(dialog && dialog->isActiveWindow(), kPatience);
    auto* reason = dialog->findChild<QPlainTextEdit*>();
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(dialog->isVisible());  // without a reason nothing is waived
    QTest::keyClicks(reason, "Test");
    QTest::keyClick(reason, Qt::Key_Return);
    QTest::keyClicks(reason, "data");
    QVERIFY(dialog->isVisible());
    if (dialog->author().isEmpty()) QTest::keyClicks(dialog->findChild<QLineEdit*>(), "ada");
    QTest::keyClick(reason, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!dialog->isVisible());
    const Waiver* waiver = m_document->topology().waivers.find("s3.versioning:docs");
    QVERIFY(waiver);
    QCOMPARE(waiver->reason, std::string("Test data"));
  }

  void waivedRowsCanBeRevoked() {
    QVERIFY(m_document->submit(
        {"",
         {SetWaiver{"s3.versioning:docs", Waiver{"s3.versioning:docs", "Test data", "ada", "2026-11-01", "", {}}},
          SetWaiver{"gone:docs", Waiver{"gone:docs", "Old", "", "", "", {}}},
          SetWaiver{"s3.access-policy:docs", Waiver{"s3.access-policy:docs", " ", "ada", "2026-11-01", "", {}}},
          SetWaiver{"s3.mfa-delete:docs", Waiver{"s3.mfa-delete:docs", "Test data", "", "", "in May", {}}},
          SetWaiver{"rds.multi-az:orders-db", Waiver{"rds.multi-az:orders-db", "Then", "", "", "2026-01-01", {}}}}}));
    Report report = sample();
    report.waivers = {{"gone:docs", WaiverState::stale},
                      {"rds.multi-az:orders-db", WaiverState::ended},
                      {"s3.access-policy:docs", WaiverState::unexplained},
                      {"s3.mfa-delete:docs", WaiverState::ended},
                      {"s3.versioning:docs", WaiverState::active}};
    show(report);
    QCOMPARE(rows(), 8);
    QCOMPARE(chip("Warnings")->text(), QString("Warnings 1"));
    // Waivers that silence nothing are listed, but waive nothing.
    QCOMPARE(chip("Waived")->text(), QString("Waived 1"));
    QTest::mouseClick(chip("Waived"), Qt::LeftButton);
    QCOMPARE(rows(), 1);
    const QString waived = cell(0, FindingsModel::kMessage);
    QCOMPARE(waived, QString("Three. Waived: Test data (ada, 2026-11-01)"));
    QTest::mouseClick(chip("All"), Qt::LeftButton);
    QCOMPARE(rows(), 8);
    QCOMPARE(cell(4, FindingsModel::kMessage), QString("Its waiver ended on 2026-01-01"));
    QCOMPARE(cell(5, FindingsModel::kMessage),
             QString("Its waiver is to end on \"in May\", which is no date, so the finding counts"));
    QCOMPARE(cell(6, FindingsModel::kMessage), QString("Its waiver says no reason, so the finding counts"));
    const auto tipOf = [&](int at) {
      return view()->model()->index(at, FindingsModel::kMessage).data(Qt::ToolTipRole).toString();
    };
    QVERIFY2(tipOf(4).endsWith("\nWaiver: Then (until 2026-01-01)"), qPrintable(tipOf(4)));
    QVERIFY2(tipOf(6).endsWith("\nWaiver: ada, 2026-11-01"), qPrintable(tipOf(6)));
    const int row = rowOf(waived);
    const auto shows = [&](int at, const QIcon& sign) {
      const QVariant icon = view()->model()->index(at, FindingsModel::kSeverity).data(Qt::DecorationRole);
      return icon.value<QIcon>().pixmap(16).toImage() == sign.pixmap(16).toImage();
    };
    QVERIFY(shows(row, signIcon(Sign::waived)));
    for (const int at : {4, 5, 6, 7}) QVERIFY(shows(at, endedIcon()));
    for (const Sign other : {Sign::error, Sign::warning, Sign::info, Sign::waived}) QVERIFY(!shows(4, signIcon(other)));
    QCOMPARE(cell(row, FindingsModel::kWaive), QString("Revoke"));
    const QString tip = view()->model()->index(row, FindingsModel::kMessage).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.contains("Test data") && tip.contains("ada"));
    QCOMPARE(cell(4, FindingsModel::kWaive), QString("Remove"));
    keepPicture(*m_panel, "findings-waived");
    view()->scrollTo(view()->model()->index(row, 0));
    click(row, FindingsModel::kWaive);
    QVERIFY(!m_document->topology().waivers.find("s3.versioning:docs"));
    QVERIFY(m_document->topology().waivers.find("gone:docs"));
    view()->setCurrentIndex(view()->model()->index(rows() - 1, 0));
    QTest::keyClick(view(), Qt::Key_W);
    QVERIFY(!m_document->topology().waivers.find("gone:docs"));
  }

  // Disabled buttons: they look so and say why, and a click on one chooses the row as anywhere else.
  void refusesDuringADrill() {
    Report report = sample();
    report.findings[0].fixable = true;
    show(report);
    const QString why = QStringLiteral("The design is read-only during a drill.");
    constexpr std::array kButtons{FindingsModel::kFix, FindingsModel::kWaive};
    std::vector<QImage> before;
    for (const int column : kButtons) before.push_back(picture(0, column));
    m_document->setReadOnly(true);
    for (std::size_t i = 0; i < kButtons.size(); ++i) {
      QCOMPARE(view()->model()->index(0, kButtons[i]).data(Qt::ToolTipRole).toString(), why);
      QVERIFY(picture(0, kButtons[i]) != before[i]);
    }
    QSignalSpy notice(m_panel.get(), &FindingsPanel::notice);
    for (const int column : kButtons) click(0, column);
    QCOMPARE(notice.size(), 0);
    QCOMPARE(view()->chosenRows(), QList<int>{0});
    QVERIFY(!m_panel->findChild<WaiveDialog*>());
    for (const Qt::Key key : {Qt::Key_F, Qt::Key_W}) {
      QTest::keyClick(view(), key);
      QCOMPARE(notice.takeFirst().at(0).toString(), why);
    }
    QVERIFY(m_document->edits.empty());
    m_document->setReadOnly(false);
    for (const int column : kButtons)
      QVERIFY(view()->model()->index(0, column).data(Qt::ToolTipRole).toString() != why);
  }

  void copiesRows() {
    show(sample());
    click(0, FindingsModel::kMessage);
    QTest::keyClick(view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], QString("Severity\tRule\tMessage\tResource\tWaiver"));
    QCOMPARE(lines[1], QString("Error\trds.multi-az\tOne\torders-db\t"));
  }

  void showsAFindingThatAFilterHides() {
    show(sample());
    QTest::mouseClick(chip("Errors"), Qt::LeftButton);
    QVERIFY(m_panel->showFinding("design.unused:orders-r1"));
    QCOMPARE(rows(), 4);
    QCOMPARE(view()->chosenRows(), QList<int>{3});
    QVERIFY(!m_panel->showFinding("no.such:thing"));
  }

  void sortsByColumn() {
    show(sample());
    view()->horizontalHeader()->setSortIndicator(FindingsModel::kMessage, Qt::AscendingOrder);
    QCOMPARE(cell(0, FindingsModel::kMessage), QString("Four"));
  }

  void describesEdits() {
    const Edit edit{"x",
                    {AddNode{{"b", "rds-standby", "eu-west-1b", "standby", {}, {}, {}}},
                     AddLink{{"l", "standby", "orders-db", "b", {}, {}, {}}},
                     SetNodeProperty{"orders-db", "backupRetentionDays", Value(7)}, RemoveNode{"docs"},
                     SetLinkEnds{"db-r1", "app-1", "orders-r1"}}};
    const QStringList lines = describeEdit(edit, *m_document->design());
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[4], QString("Links app-1 to orders-r1 instead of orders-db to orders-r1"));
    QVERIFY2(lines[0].contains("standby") && lines[0].contains("eu-west-1b"), qPrintable(lines[0]));
    QVERIFY2(lines[1].contains("orders-db"), qPrintable(lines[1]));
    QCOMPARE(lines[2], QString("Sets Retention of orders-db to 7\u00a0days"));
    QCOMPARE(lines[3], QString("Removes orders-docs"));
    QCOMPARE(describeEdit(edit, *m_document->design(), 3).last(), QString("and 3 more changes"));
  }

  void looksRightInBothThemes() {
    Report report = sample();
    report.findings[0].phrase = "orders-db runs in one zone only; production needs a standby in another one";
    show(report);
    click(1, FindingsModel::kMessage);
    keepPicture(*m_panel, "findings-light");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::accentSoft)));
    applyTheme(*qApp, darkTheme());
    keepPicture(*m_panel, "findings-dark");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::accentSoft)));
  }
};

QTEST_MAIN(TestFindings)
#include "test_findings.moc"
