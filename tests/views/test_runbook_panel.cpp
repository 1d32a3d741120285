// The runbook dock, by mouse and keyboard.
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

#include "formats/native.h"
#include "inspector/field_combo.h"
#include "panel_support.h"
#include "runbook/runbook_list.h"
#include "runbook/runbook_model.h"
#include "runbook/runbook_panel.h"

using namespace nines;
using namespace nines::test;

class TestRunbookPanel : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<RunbookPanel> m_panel;

  int rowWith(const QString& part) const {
    for (int row = 0; row < m_panel->model()->rowCount(); ++row) {
      if (m_panel->model()->index(row).data().toString().contains(part)) return row;
    }
    return -1;
  }
  void settle() {
    QApplication::processEvents();
    m_panel->refreshNow();
  }
  void click(int row) {
    const QModelIndex index = m_panel->model()->index(row);
    m_panel->list()->scrollTo(index);
    QTest::mouseClick(m_panel->list()->viewport(), Qt::LeftButton, {}, m_panel->list()->visualRect(index).center());
  }
  QString ownerOf(const QString& part) const {
    return m_panel->model()->index(rowWith(part)).data(RunbookModel::kOwnerRole).toString();
  }
  void writeOwner(int row, const QString& name) {
    RunbookList* list = m_panel->list();
    const QModelIndex index = m_panel->model()->index(row);
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->ownerRect(index).center());
    auto* editor = list->findChild<QLineEdit*>();
    if (!editor) return QTest::qFail("no editor", __FILE__, __LINE__);
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_Delete);
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!list->findChild<QLineEdit*>(), kPatience);
  }
  // By the keyboard, as its popup would: the combo box has the focus and takes a letter or an arrow.
  void chooseStrategy(int row) {
    FieldCombo* combo = m_panel->strategies();
    combo->setFocus();
    while (combo->currentIndex() < row) QTest::keyClick(combo, Qt::Key_Down);
    while (combo->currentIndex() > row) QTest::keyClick(combo, Qt::Key_Up);
    settle();
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    auto orders = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(orders.ok());
    m_document = std::make_unique<PanelDocument>(*orders);
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<RunbookPanel>(m_document.get(), m_selection.get());
    m_panel->resize(694, 320);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
    settle();
  }
  void cleanup() { m_panel.reset(); }

  void showsTheDeclaredStrategy() {
    QVERIFY(m_panel->runbook().has_value());
    m_selection->set({"orders"});
    settle();
    QCOMPARE(m_panel->workloads()->currentText(), QString("Orders"));
    QCOMPARE(m_panel->strategies()->display(), QString("Warm standby"));
    QCOMPARE(m_panel->strategies()->mark(), QString("declared"));
    QCOMPARE(m_panel->strategies()->currentText(), QString("Warm standby (declared)"));
    QCOMPARE(m_panel->workloads()->display(), QString("Orders"));
    QVERIFY(rowWith("Promote orders-db-dr") > 0);
    keepPicture(*m_panel, "runbook");
    applyTheme(*qApp, darkTheme());
    keepPicture(*m_panel, "runbook-dark");
  }

  // Docks get another width and keep their height, and nothing of the design has changed.
  void rowsAreAsHighAsTheirTextsAsk_data() {
    QTest::addColumn<int>("width");
    for (const int width : {150, 300, 900}) QTest::addRow("from %d", width) << width;
  }
  void rowsAreAsHighAsTheirTextsAsk() {
    QFETCH(int, width);
    RunbookList list(m_panel->model(), nullptr);
    list.resize(width, 320);
    list.show();
    QApplication::processEvents();
    QVERIFY(list.visualRect(m_panel->model()->index(0)).height() > 0);
    list.resize(694, 320);
    QApplication::processEvents();
    int top = list.visualRect(m_panel->model()->index(0)).top();
    for (int row = 0; row < m_panel->model()->rowCount(); ++row) {
      const QModelIndex index = m_panel->model()->index(row);
      QCOMPARE(list.visualRect(index).top(), top);
      top += list.sizeHintForIndex(index).height();
    }
  }

  void aClickedStepSelectsItsResources() {
    m_selection->set({"orders"});
    settle();
    QSignalSpy revealed(m_panel.get(), &RunbookPanel::revealRequested);
    click(rowWith("Promote orders-db-dr"));
    QCOMPARE(m_selection->ids(), (Selection::Ids{"orders-db-dr"}));
    QCOMPARE(revealed.count(), 1);
    QCOMPARE(revealed.first().first().toStringList(), QStringList{"orders-db-dr"});
    // A heading stands for all of its tasks.
    click(rowWith("3. Bring the applications"));
    QVERIFY(m_selection->contains("orders-app-dr"));
    QVERIFY(!m_selection->contains("orders-db-dr"));
  }

  void arrowKeysWalkThroughTheSteps() {
    m_selection->set({"orders"});
    settle();
    click(rowWith("Promote orders-db-dr"));
    const int row = rowWith("Promote orders-db-dr");
    QTest::keyClick(m_panel->list(), Qt::Key_Down);
    QCOMPARE(m_panel->list()->currentIndex().row(), row + 1);
    QVERIFY(m_selection->ids() != (Selection::Ids{"orders-db-dr"}));
    QTest::keyClick(m_panel->list(), Qt::Key_Up);
    QCOMPARE(m_selection->ids(), (Selection::Ids{"orders-db-dr"}));
  }

  void anotherStrategyIsAnotherRunbook() {
    m_selection->set({"orders"});
    settle();
    chooseStrategy(0);
    QCOMPARE(m_panel->runbook()->strategy, Strategy::backupRestore);
    QCOMPARE(m_panel->runbook()->steps.size(), std::size_t{5});
    // What was asked for one workload stays with it.
    m_selection->set({"catalogue"});
    settle();
    QCOMPARE(m_panel->runbook()->workload, std::string("catalogue"));
    QCOMPARE(m_panel->runbook()->strategy, Strategy::warmStandby);
    m_selection->set({"orders"});
    settle();
    QCOMPARE(m_panel->runbook()->strategy, Strategy::backupRestore);
  }

  void theOtherWayIsATabAway() {
    m_selection->set({"orders"});
    settle();
    QTest::mouseClick(m_panel->tabs(), Qt::LeftButton, {}, m_panel->tabs()->tabRect(1).center());
    settle();
    QCOMPARE(m_panel->runbook()->kind, RunbookKind::failback);
    QVERIFY(rowWith("1. Replicate from eu-central-1 back to eu-west-1") == 0);
    keepPicture(*m_panel, "runbook-failback");
  }

  void copiesAndSavesMarkdown() {
    QSignalSpy saved(m_panel.get(), &RunbookPanel::saveRequested);
    m_selection->set({"orders"});
    settle();
    QTest::mouseClick(m_panel->copyButton(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("# Orders: failover, warm standby\n"));
    QTest::mouseClick(m_panel->saveButton(), Qt::LeftButton);
    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved.first().at(0).toString(), QString("Orders: failover, warm standby"));
    QCOMPARE(saved.first().at(1).toString(), QGuiApplication::clipboard()->text());
  }

  // A click into the field beside a step, a name and Enter: kept with the workload, in one step of the history.
  void ownersAreNamedBesideTheirSteps() {
    m_selection->set({"orders"});
    settle();
    m_panel->list()->setFocus();
    QSignalSpy chosen(m_panel->list(), &RunbookList::chosen);
    writeOwner(rowWith("2. "), "  Ann   Lee ");
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QCOMPARE(m_document->edits.back().label, std::string("Set the owner of step 2"));
    settle();
    QCOMPARE(ownerOf("2. "), QString("Ann Lee"));
    QCOMPARE(ownerOf("1. "), QString());
    QVERIFY(m_panel->model()->index(rowWith("2. ")).data(Qt::AccessibleTextRole).toString().contains("Owner: Ann Lee"));
    QTest::mouseClick(m_panel->copyButton(), Qt::LeftButton);
    QVERIFY(QGuiApplication::clipboard()->text().contains("\n\nOwner: Ann Lee\n\n"));
    QCOMPARE(QGuiApplication::clipboard()->text().count("Owner: ____"), 3);
    keepPicture(*m_panel, "runbook-owner");
    // Of this runbook alone: neither of the way back, nor of another strategy, nor of another workload.
    chooseStrategy(1);
    QCOMPARE(ownerOf("2. "), QString());
    chooseStrategy(2);
    QCOMPARE(ownerOf("2. "), QString("Ann Lee"));
    QTest::mouseClick(m_panel->tabs(), Qt::LeftButton, {}, m_panel->tabs()->tabRect(1).center());
    settle();
    QCOMPARE(ownerOf("2. "), QString());
    m_selection->set({"catalogue"});
    settle();
    QCOMPARE(ownerOf("2. "), QString());
    // What the file has, it has again.
    const auto loaded = readDesign(writeDesign(m_document->topology()), "orders", Catalogue::shipped());
    QVERIFY(loaded.ok());
    QVERIFY(loaded->nodes.find("orders")->properties == m_document->node("orders").properties);
    QVERIFY(m_document->undo());
    QVERIFY(!m_document->property("orders", "runbookOwners"));
  }

  void anEmptyNameIsNobody() {
    m_selection->set({"orders"});
    settle();
    writeOwner(rowWith("1. "), "Ann");
    settle();
    writeOwner(rowWith("1. "), "Ann");  // the same: no step
    settle();
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    writeOwner(rowWith("1. "), "");
    settle();
    QCOMPARE(m_document->edits.size(), std::size_t{2});
    QVERIFY(!m_document->property("orders", "runbookOwners"));
  }

  // By the keyboard: F2 at a step, Esc gives it up.
  void ownersAreNamedByTheKeyboard() {
    m_selection->set({"orders"});
    settle();
    m_panel->list()->setFocus();
    m_panel->list()->setCurrentIndex(m_panel->model()->index(0));
    QTest::keyClick(m_panel->list(), Qt::Key_F2);
    auto* editor = m_panel->list()->findChild<QLineEdit*>();
    QVERIFY(editor && editor->hasFocus());
    QTest::keyClicks(editor, "Ben");
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(m_document->edits.empty());
    m_panel->list()->setCurrentIndex(m_panel->model()->index(1));  // a task has no owner
    QTest::keyClick(m_panel->list(), Qt::Key_F2);
    QVERIFY(m_document->edits.empty());
  }

  // Whether the design may change or not: during a drill names are read, not written.
  void ownersAreReadOnlyDuringADrill() {
    m_selection->set({"orders"});
    settle();
    writeOwner(rowWith("1. "), "Ann");
    m_document->setReadOnly(true);
    emit m_document->readOnlyChanged();
    settle();
    QCOMPARE(ownerOf("1. "), QString("Ann"));
    QTest::mouseClick(m_panel->list()->viewport(), Qt::LeftButton, {},
                      m_panel->list()->ownerRect(m_panel->model()->index(rowWith("1. "))).center());
    QVERIFY(!m_panel->list()->isPersistentEditorOpen(m_panel->model()->index(rowWith("1. "))));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
  }

  // Who is named in the file by hand, with what no field can hold.
  void strangeOwnersDoNoHarm() {
    Properties odd{{"runbookOwners", Value(Value::Object{{"failover.warm-standby.1", Value(7)},
                                                         {"failover.warm-standby.2", Value("A\nB")}})}};
    for (const auto& [key, value] : odd) QVERIFY(m_document->submit({"Odd", {SetNodeProperty{"orders", key, value}}}));
    m_selection->set({"orders"});
    settle();
    QCOMPARE(ownerOf("1. "), QString());
    QCOMPARE(ownerOf("2. "), QString("A B"));
    QVERIFY(m_document->submit({"Odder", {SetNodeProperty{"orders", "runbookOwners", Value("nobody")}}}));
    settle();
    QCOMPARE(ownerOf("2. "), QString());
  }

  // The longest of the entries fits.
  void theStrategyIsReadWhole() {
    m_selection->set({"orders"});
    settle();
    for (int row = 0; row < m_panel->strategies()->count(); ++row) {
      chooseStrategy(row);
      QVERIFY2(m_panel->strategies()->showsWhole(), qPrintable(QStringLiteral("%1 in %2 of %3")
                                                                   .arg(m_panel->strategies()->display())
                                                                   .arg(m_panel->strategies()->width())
                                                                   .arg(m_panel->strategies()->sizeHint().width())));
    }
  }

  void followsTheDesign() {
    m_selection->set({"orders"});
    settle();
    QVERIFY(m_document->submit({"Scale", {SetNodeProperty{"app-dr-2", "running", Value(1)}}}));
    settle();
    QCOMPARE(rowWith("Scale orders-app in eu-central-1"), -1);
    QVERIFY(rowWith("orders-app in eu-central-1 runs all it needs (2 of 2)") > 0);
  }

  void withoutAWorkloadItSaysWhatToDo() {
    PanelDocument empty;
    RunbookPanel panel(&empty, m_selection.get());
    panel.resize(500, 200);
    panel.show();
    panel.refreshNow();
    QCOMPARE(panel.model()->rowCount(), 0);
    QVERIFY(!panel.copyButton()->isEnabled() && !panel.strategies()->isEnabled());
  }

  // Texts wrap instead of being cut: a wider dock has lower rows.
  void textsWrap() {
    m_selection->set({"orders"});
    settle();
    QTest::mouseClick(m_panel->tabs(), Qt::LeftButton, {}, m_panel->tabs()->tabRect(1).center());
    settle();
    const QModelIndex row = m_panel->model()->index(rowWith("See that catalog"));
    const int narrow = m_panel->list()->visualRect(row).height();
    m_panel->resize(1400, 320);
    QTRY_VERIFY_WITH_TIMEOUT(m_panel->list()->visualRect(row).height() < narrow, kPatience);
  }
};

QTEST_MAIN(TestRunbookPanel)
#include "test_runbook_panel.moc"
