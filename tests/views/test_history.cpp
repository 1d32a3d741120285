// The history dock: which steps it lists, how they look, what a click asks for.
#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QUndoStack>

#include "history/history_model.h"
#include "history/history_panel.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;
using Step = HistoryModel::Step;

namespace {

void push(QUndoStack& stack, const char* name) { stack.push(new QUndoCommand(QString::fromUtf8(name))); }

QStringList names(const QAbstractItemModel& model) {
  QStringList out;
  for (int row = 0; row < model.rowCount(); ++row) out.append(model.index(row, 0).data().toString());
  return out;
}

// "done", "current" or "undone" of each row, by first letter; capital where the file holds the design as it was then.
QString states(const QAbstractItemModel& model) {
  QString out;
  for (int row = 0; row < model.rowCount(); ++row) {
    const QModelIndex index = model.index(row, 0);
    const QChar state = QLatin1Char("dcu"[index.data(HistoryModel::kStepRole).toInt()]);
    out.append(index.data(HistoryModel::kSavedRole).toBool() ? state.toUpper() : state);
  }
  return out;
}

// A panel that shows, on a stack with three steps of which the last is undone.
struct HistoryFixture {
  HistoryFixture() : panel(&stack) {
    for (const char* name : {"Add Region", "Move A && B", "Delete A && B"}) push(stack, name);
    stack.undo();
    applyTheme(*qApp, lightTheme());
    panel.resize(300, 200);
    panel.show();
    QApplication::setActiveWindow(&panel);
    if (!QTest::qWaitForWindowActive(&panel, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    panel.refreshNow();
  }
  void click(int row) {
    const QPoint at = panel.list().visualRect(panel.list().model()->index(row, 0)).center();
    QTest::mouseClick(panel.list().viewport(), Qt::LeftButton, {}, at);
  }

  QUndoStack stack;
  HistoryPanel panel;
};

}  // namespace

class TestHistory : public QObject {
  Q_OBJECT

 private slots:
  void rowsFollowTheStack() {
    QUndoStack stack;
    HistoryModel model(&stack);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(names(model), QStringList{QStringLiteral("As opened")});
    QCOMPARE(states(model), QStringLiteral("C"));
    push(stack, "Add Region");
    push(stack, "Move A && B");
    model.refresh();
    QCOMPARE(names(model), (QStringList{"As opened", "Add Region", "Move A & B"}));
    QCOMPARE(states(model), QStringLiteral("Ddc"));
    stack.setClean();
    stack.undo();
    model.refresh();
    QCOMPARE(states(model), QStringLiteral("dcU"));
    // A new step replaces what was undone, and with it the saved state.
    push(stack, "Rename");
    push(stack, "Resize");
    model.refresh();
    QCOMPARE(names(model), (QStringList{"As opened", "Add Region", "Rename", "Resize"}));
    QCOMPARE(states(model), QStringLiteral("dddc"));
    stack.clear();
    model.refresh();
    QCOMPARE(names(model), QStringList{QStringLiteral("As opened")});
  }

  // Rows that stay are not touched: a view keeps its place in a long history.
  void onlyWhatDiffersComesAndGoes() {
    QUndoStack stack;
    for (int i = 0; i < 100; ++i) push(stack, "Move");
    HistoryModel model(&stack);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    push(stack, "Add");
    model.refresh();
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted[0][1].toInt(), 101);
    QCOMPARE(removed.size() + reset.size(), 0);
    stack.setIndex(40);
    model.refresh();
    QCOMPARE(inserted.size() + removed.size() + reset.size(), 1);
    QCOMPARE(model.currentRow(), 40);
  }

  void aClickAsksForAllStepsUpToIt() {
    HistoryFixture f;
    QSignalSpy jumps(&f.panel, &HistoryPanel::jumpRequested);
    f.click(3);
    QCOMPARE(jumps.takeFirst()[0].toInt(), 3);
    f.click(0);
    QCOMPARE(jumps.takeFirst()[0].toInt(), 0);
    f.click(2);  // where the design is already
    QVERIFY(jumps.isEmpty());
  }

  void theKeyboardDoesToo() {
    HistoryFixture f;
    QSignalSpy jumps(&f.panel, &HistoryPanel::jumpRequested);
    f.panel.list().setFocus();
    QTest::keyClick(&f.panel.list(), Qt::Key_Up);
    QVERIFY(jumps.isEmpty());  // moving along the list changes nothing yet
    QTest::keyClick(&f.panel.list(), Qt::Key_Return);
    QCOMPARE(jumps.size(), 1);
    QCOMPARE(jumps[0][0].toInt(), 1);
  }

  void theCurrentStepIsInSight() {
    HistoryFixture f;
    for (int i = 0; i < 60; ++i) push(f.stack, "Move");
    f.panel.refreshNow();
    const auto shows = [&](int row) {
      return f.panel.list().viewport()->rect().contains(
          f.panel.list().visualRect(f.panel.list().model()->index(row, 0)));
    };
    QVERIFY(shows(62) && !shows(0));
    f.stack.setIndex(0);
    f.panel.refreshNow();
    QVERIFY(shows(0) && !shows(62));
  }

  void looksDifferInBothThemes() {
    HistoryFixture f;
    f.stack.setClean();
    f.panel.refreshNow();
    const auto inkOf = [&](int row, const QColor& colour) {
      const QRect cell = f.panel.list().visualRect(f.panel.list().model()->index(row, 0));
      const QImage picture = f.panel.list().viewport()->grab(cell).toImage();
      int count = 0;
      for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) count += picture.pixelColor(x, y) == colour;
      }
      return count;
    };
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      keepPicture(f.panel, theme == &lightTheme() ? "history-light" : "history-dark");
      QVERIFY(inkOf(2, themeColour(Token::accent)) > inkOf(1, themeColour(Token::accent)));  // the current one's dot
      QCOMPARE(inkOf(3, themeColour(Token::accent)), 0);                                     // undone
      QVERIFY(inkOf(2, themeColour(Token::text)) > 0);
      QVERIFY(inkOf(3, themeColour(Token::muted)) > 0);
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestHistory)
#include "test_history.moc"
