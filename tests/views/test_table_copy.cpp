// "Copy" of tables and lists: what is copied, and that it stays text where it is pasted.
#include <QListView>
#include <QStandardItemModel>
#include <QTableView>

#include "copy_support.h"
#include "copying/table_copy.h"

using namespace nines;
using namespace nines::test;

namespace {

struct Bench {
  Bench() {
    model.setHorizontalHeaderLabels({"Name", "Value", "Button"});
    add("one", "1", true);
    add("Heading", "", false);
    add("two", "2", true);
    add("three", "3", true);
    view.setModel(&model);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    copy = new TableCopy(&view, std::vector{copyColumn("Name", 0), copyColumn("Value", 1)});
    view.resize(400, 200);
    view.show();
    QApplication::setActiveWindow(&view);
    if (!QTest::qWaitForWindowActive(&view, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
  }
  void add(const QString& name, const QString& value, bool enabled) {
    QList<QStandardItem*> row{new QStandardItem(name), new QStandardItem(value), new QStandardItem("Fix")};
    for (QStandardItem* item : row) item->setEnabled(enabled);
    model.appendRow(row);
  }
  QPoint at(int row) { return view.visualRect(model.index(row, 0)).center(); }
  QMenu* menu(int row) { return contextMenuOf(&view, view.viewport(), at(row)); }

  QStandardItemModel model;
  QTableView view;
  TableCopy* copy = nullptr;
};

QString tabbedOf(const QString& cell) { return tabbedText({{}, {{cell}}}); }

}  // namespace

class TestTableCopy : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    QGuiApplication::clipboard()->clear();
  }

  void allRowsWhereNoneIsSelected() {
    Bench t;
    pressCopy(&t.view);
    QCOMPARE(copiedLines(), (QStringList{"Name\tValue", "one\t1", "two\t2", "three\t3"}));
    QCOMPARE(copiedHtmlCells(), (QList<QStringList>{{"Name", "Value"}, {"one", "1"}, {"two", "2"}, {"three", "3"}}));
  }

  void selectedRowsInTheirOrder() {
    Bench t;
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, {}, t.at(3));
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, Qt::ControlModifier, t.at(0));
    pressCopy(&t.view);
    QCOMPARE(copiedLines(), (QStringList{"Name\tValue", "one\t1", "three\t3"}));
  }

  void rowsThatAFilterHidesStayAway() {
    Bench t;
    t.view.setRowHidden(2, true);
    pressCopy(&t.view);
    QCOMPARE(copiedLines(), (QStringList{"Name\tValue", "one\t1", "three\t3"}));
  }

  void theMenuCopiesSelectedOrAllRows() {
    Bench t;
    QVERIFY(chooseIn(t.menu(0), "Copy"));
    QCOMPARE(copiedLines().size(), 4);
    QVERIFY(!chooseIn(t.menu(0), "Copy all"));  // nothing else than "Copy" does
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, {}, t.at(2));
    QVERIFY(chooseIn(t.menu(2), "Copy"));
    QCOMPARE(copiedLines(), (QStringList{"Name\tValue", "two\t2"}));
    QVERIFY(chooseIn(t.menu(2), "Copy all"));
    QCOMPARE(copiedLines().size(), 4);
  }

  void anEmptyTableLeavesTheClipboardAlone() {
    Bench t;
    t.model.removeRows(0, t.model.rowCount());
    QGuiApplication::clipboard()->setText("before");
    t.view.setFocus();
    QTest::keyClick(&t.view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copiedText(), QString("before"));
    QVERIFY(!chooseIn(contextMenuOf(&t.view, t.view.viewport(), {50, 50}), "Copy"));
  }

  // While a cell is edited the key is the field's.
  void anEditorCopiesItsOwnText() {
    Bench t;
    t.view.setCurrentIndex(t.model.index(0, 0));
    t.view.edit(t.model.index(0, 0));
    auto* line = t.view.viewport()->findChild<QLineEdit*>();
    QVERIFY(line);
    line->selectAll();
    pressCopy(line);
    QCOMPARE(copiedText(), QString("one"));
  }

  void anotherFormIsAskedForTheRows() {
    Bench t;
    t.copy->addForm("Copy as list", [](const QList<int>& rows) {
      QStringList out;
      for (const int row : rows) out << QString::number(row);
      return out.join(',');
    });
    QVERIFY(chooseIn(t.menu(0), "Copy as list"));
    QCOMPARE(copiedText(), QString("0,2,3"));
    QTest::mouseClick(t.view.viewport(), Qt::LeftButton, {}, t.at(2));
    QVERIFY(chooseIn(t.menu(2), "Copy as list"));
    QCOMPARE(copiedText(), QString("2"));
  }

  void aCellStaysOneCell() {
    QCOMPARE(tabbedOf("a\tb\nc\r\u2028d"), QString("a b c  d"));
    QCOMPARE(tabbedOf(QStringLiteral("99.95\u00a0%")), QString("99.95 %"));
    for (const QString& name : hostileNames()) {
      const QString text = tabbedText({{"Name", "Value"}, {{name, "1"}, {"last", "2"}}});
      QCOMPARE(text.count('\t'), 3);
      QCOMPARE(text.count('\n'), 2);
      const auto cells = htmlCells(htmlTable({{"Name", "Value"}, {{name, "1"}, {"last", "2"}}}));
      QCOMPARE(cells.size(), 3);
      QCOMPARE(cells.at(2), (QStringList{"last", "2"}));
      QString seen = cells.at(1).at(0);
      if (name.startsWith('@')) QVERIFY(std::exchange(seen, seen.mid(1)).startsWith('\''));  // it would be a formula
      QCOMPARE(seen.replace(QChar::LineSeparator, QLatin1Char('\n')), name);
    }
  }

  // A spreadsheet would read on from the first mark to the next one, over cells and lines.
  void quotationMarksEndNothing() {
    QCOMPARE(tabbedOf("\"=1"), QString("\"\"\"=1\""));
    QCOMPARE(tabbedOf("\"];x->y;[\""), QString("\"\"\"];x->y;[\"\"\""));
    QCOMPARE(tabbedOf("a \"b\""), QString("a \"b\""));  // within a cell it means itself
  }

  void formulasStayText_data() {
    QTest::addColumn<QString>("cell");
    QTest::addColumn<bool>("guarded");
    for (const char* formula :
         {"=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", " =1", "\t=1", "\n=HYPERLINK(\"x\")"})
      QTest::addRow("%s", formula) << QString::fromUtf8(formula) << true;
    QTest::newRow("control") << QStringLiteral("\u0001=1+1") << true;
    QTest::newRow("wide") << QStringLiteral("\uFF1D1+1") << true;
    QTest::newRow("invisible before it") << QStringLiteral("\u200B=1+1") << true;
    for (const char* plain : {"-5", "+3.5", "-0.5 %", "1=1", "a@b", "", "x-y", "–"})
      QTest::addRow("%s", plain) << QString::fromUtf8(plain) << false;
  }
  void formulasStayText() {
    QFETCH(QString, cell);
    QFETCH(bool, guarded);
    QCOMPARE(tabbedOf(cell).startsWith('\''), guarded);
    QCOMPARE(htmlTable({{}, {{cell}}}).contains('\''), guarded);
  }

  // A program may take a second line for a cell of its own.
  void everyLineOfACellStaysText() { QVERIFY(htmlTable({{}, {{"a\n=1+1"}}}).contains("<td>a<br>'=1+1</td>")); }

  void aWidgetThatIsNoTable() {
    QWidget widget;
    QLineEdit field(&widget);
    TextTable table;
    new TableCopy(&widget, [&table] { return table; });
    widget.resize(200, 100);
    widget.setFocusPolicy(Qt::ClickFocus);
    widget.show();
    QVERIFY(QTest::qWaitForWindowActive(&widget, kPatience));
    QVERIFY(!chooseIn(contextMenuOf(&widget, &widget, {150, 90}), "Copy"));
    table = {{"Range"}, {{"0"}, {"1 h"}}};
    pressCopy(&widget);
    QCOMPARE(copiedText(), QString("Range\n0\n1 h"));
    QGuiApplication::clipboard()->clear();
    QVERIFY(chooseIn(contextMenuOf(&widget, &widget, {150, 90}), "Copy"));
    QCOMPARE(copiedText(), QString("Range\n0\n1 h"));
  }
};

QTEST_MAIN(TestTableCopy)
#include "test_table_copy.moc"
