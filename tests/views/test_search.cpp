// The search field: what it finds, and how it is used with the keyboard and the mouse.
#include <QListView>
#include <QSignalSpy>

#include "canvas_fixture.h"
#include "search/search_box.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

namespace {

// A document, two commands, and the field, shown.
struct SearchFixture {
  SearchFixture() : document(smallDesign()), box(&document, [this] { return QList<QAction*>{&fit, &off}; }, &window) {
    fit.setText(QStringLiteral("&Fit design…"));
    fit.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_9));
    off.setText(QStringLiteral("Do what cannot be done"));
    off.setEnabled(false);
    window.resize(600, 400);
    window.show();
    QApplication::setActiveWindow(&window);
    if (!QTest::qWaitForWindowActive(&window, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    box.setFocus();
  }

  QString first() const { return box.hits().empty() ? QString() : box.hits().front().title; }

  PlainDocument document;
  QAction fit, off;
  QWidget window;
  SearchBox box;
};

}  // namespace

class TestSearch : public QObject {
  Q_OBJECT

 private slots:
  void finds_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("whole name before longer ones") << "db" << "db";
    QTest::newRow("beginning") << "zon" << "zone-a";
    QTest::newRow("kind") << "rds instance" << "db";
    QTest::newRow("words in any order") << "b zone" << "zone-b";
    QTest::newRow("any case and blanks") << "  ALB " << "alb";
    QTest::newRow("rule id") << "replica.count" << "replica.count";
    QTest::newRow("alias of a rule") << "RDS.15" << "aurora.reader";
    QTest::newRow("command without its mnemonic") << "fit" << "Fit design";
    QTest::newRow("command that cannot be done") << "cannot be done" << "";
    QTest::newRow("nothing") << "no such thing" << "";
    QTest::newRow("blanks only") << "   " << "";
  }
  void finds() {
    QFETCH(QString, query);
    QFETCH(QString, first);
    SearchFixture f;
    QTest::keyClicks(&f.box, query);
    QCOMPARE(f.first(), first);
  }

  void theListHasAFrameAndWholeRows() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      SearchFixture f;
      QTest::keyClicks(&f.box, QStringLiteral("a"));
      const auto* list = f.box.findChild<QListView*>();
      QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), kPatience);
      const int last = list->model()->rowCount() - 1;
      QVERIFY(list->viewport()->rect().contains(list->visualRect(list->model()->index(last, 0))));
      QCOMPARE(list->visualRect(list->model()->index(last, 0)).width(), list->viewport()->width());
      // Without it the list would run into the canvas below.
      const QImage picture = const_cast<QListView*>(list)->grab().toImage();
      QCOMPARE(picture.pixelColor(picture.width() / 2, 0).rgb(), themeColour(Token::fieldBorder).rgb());
    }
    applyTheme(*qApp, lightTheme());
  }

  void everyHitHasEveryWord() {
    SearchFixture f;
    const auto hits = findHits(*f.document.design(), {}, QStringLiteral("db-b instance"), 100);
    QCOMPARE(hits.size(), std::size_t{1});
    QCOMPARE(hits.front().title, QStringLiteral("db-b"));
    QCOMPARE(findHits(*f.document.design(), {}, QStringLiteral("a"), 3).size(), std::size_t{3});
  }

  void enterChoosesTheFirst() {
    SearchFixture f;
    QSignalSpy chosen(&f.box, &SearchBox::resourceChosen);
    QTest::keyClicks(&f.box, QStringLiteral("db"));
    QVERIFY(f.box.list()->isVisible());
    QTest::keyClick(&f.box, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("db"));
    QVERIFY(f.box.text().isEmpty());
    QVERIFY(!f.box.list()->isVisible());
  }

  void arrowsGoRound() {
    SearchFixture f;
    QSignalSpy chosen(&f.box, &SearchBox::resourceChosen);
    QTest::keyClicks(&f.box, QStringLiteral("zone"));
    const auto count = f.box.hits().size();
    QVERIFY(count >= 2);
    QTest::keyClick(&f.box, Qt::Key_Up);
    QCOMPARE(f.box.list()->currentIndex().row(), static_cast<int>(count) - 1);
    QTest::keyClick(&f.box, Qt::Key_Down);
    QTest::keyClick(&f.box, Qt::Key_Down);
    QTest::keyClick(&f.box, Qt::Key_Return);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("zone-b"));
  }

  void aClickChooses() {
    SearchFixture f;
    QSignalSpy chosen(&f.box, &SearchBox::ruleChosen);
    QTest::keyClicks(&f.box, QStringLiteral("replica.chain"));
    QListView* list = f.box.list();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), QStringLiteral("replica.chain-depth"));
  }

  void commandsAreCarriedOut() {
    SearchFixture f;
    QSignalSpy done(&f.fit, &QAction::triggered);
    QTest::keyClicks(&f.box, QStringLiteral("fit des"));
    QTest::keyClick(&f.box, Qt::Key_Enter);
    QCOMPARE(done.count(), 1);
  }

  void escapeGivesUp() {
    SearchFixture f;
    QTest::keyClicks(&f.box, QStringLiteral("db"));
    QTest::keyClick(&f.box, Qt::Key_Escape);
    QVERIFY(f.box.text().isEmpty());
    QVERIFY(!f.box.list()->isVisible());
    QVERIFY(!f.box.hasFocus());
  }

  void nothingFoundSaysSo() {
    SearchFixture f;
    QSignalSpy chosen(&f.box, &SearchBox::resourceChosen);
    QTest::keyClicks(&f.box, QStringLiteral("xyzzy"));
    QCOMPARE(f.box.list()->model()->index(0, 0).data().toString(), QStringLiteral("Nothing matches “xyzzy”"));
    QTest::keyClick(&f.box, Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
  }

  void leavingClosesTheList() {
    SearchFixture f;
    QTest::keyClicks(&f.box, QStringLiteral("db"));
    f.box.clearFocus();
    QVERIFY(!f.box.list()->isVisible());
  }
};

QTEST_MAIN(TestSearch)
#include "test_search.moc"
