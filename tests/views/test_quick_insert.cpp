// Placing with the keyboard: "/" and a few letters, and the palette's Enter.
#include <QLabel>
#include <QLineEdit>
#include <QListView>

#include "canvas/quick_insert.h"
#include "canvas_fixture.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

namespace {

struct InsertFixture : CanvasFixture {
  using CanvasFixture::CanvasFixture;
  ~InsertFixture() {
    if (popup) popup->close();
  }

  // "/" with the pointer there; outside the canvas if there is none.
  void open(std::optional<Point> pointer = {}) {
    if (pointer) {
      // Twice: a pointer that is there already makes no event.
      QTest::mouseMove(surface(), at(*pointer) - QPoint(3, 3));
      QTest::mouseMove(surface(), at(*pointer));
    } else {
      QEvent leave(QEvent::Leave);
      QApplication::sendEvent(surface(), &leave);
    }
    // The offscreen platform does not give the focus back when a popup closes.
    QApplication::setActiveWindow(&view);
    QTest::keyClick(&view, Qt::Key_Slash);
    for (QuickInsert* found : view.findChildren<QuickInsert*>()) {
      if (found->isVisible()) popup = found;
    }
    if (!popup || !popup->isVisible()) QTest::qFail("no popup", __FILE__, __LINE__);
  }
  void type(const QString& text) { QTest::keyClicks(popup->field(), text); }
  void key(Qt::Key k) { QTest::keyClick(popup->field(), k); }
  QString caption() const { return popup->findChild<QLabel*>(QStringLiteral("quickInsertCaption"))->text(); }
  QString current() const { return popup->list()->currentIndex().data().toString(); }
  const Node& added() const { return node(*selection.ids().begin()); }

  QPointer<QuickInsert> popup;
};

constexpr Point kInRegion{90, 300};
constexpr Point kInZoneB{470, 120};

}  // namespace

class TestQuickInsert : public QObject {
  Q_OBJECT

 private slots:
  void init() { applyTheme(*qApp, lightTheme()); }

  void threeLettersAndEnter() {
    InsertFixture f;
    f.open(kInRegion);
    QCOMPARE(f.caption(), QStringLiteral("Insert into region"));
    QVERIFY(f.popup->field()->hasFocus());
    f.type("aur");
    QCOMPARE(f.current(), QStringLiteral("Aurora"));
    f.key(Qt::Key_Return);
    QVERIFY(!f.popup || !f.popup->isVisible());
    QCOMPARE(f.document.undoSteps.size(), 1u);
    QCOMPARE(f.added().kind, std::string("aurora-cluster"));
    QCOMPARE(f.added().parent, std::string("region"));
    // Where the pointer was: on the grid, around that point.
    QVERIFY(f.rectOf(f.added().id).contains(kInRegion));
    f.document.undo();
    QVERIFY(f.document.topology() == smallDesign());
  }

  void goesWhereThePointerIs() {
    InsertFixture f;
    f.selection.set({"zone-a"});
    f.open(kInZoneB);
    QCOMPARE(f.caption(), QStringLiteral("Insert into zone-b"));
    f.type("pg");
    f.key(Qt::Key_Enter);
    QCOMPARE(f.added().parent, std::string("zone-b"));
    QCOMPARE(f.added().properties.at("engine"), Value("postgresql"));
    QVERIFY(f.rectOf(f.added().id).contains(kInZoneB));
  }

  void aCardUnderThePointerIsNotHidden() {
    InsertFixture f;
    const Rect db = f.rectOf("db-b");
    f.open(db.centre());
    f.type("mysql");
    f.key(Qt::Key_Return);
    QCOMPARE(f.added().parent, std::string("zone-b"));
    QVERIFY(!f.rectOf(f.added().id).intersects(db));
  }

  void withoutAPointerTheSelectionCounts() {
    InsertFixture f;
    f.selection.set({"db"});  // a card stands for its container
    f.open();
    QCOMPARE(f.caption(), QStringLiteral("Insert into zone-a"));
    // The popup is at that container.
    const QPoint corner = f.surface()->mapToGlobal(f.at(f.rectOf("zone-a").topLeft()));
    QVERIFY(QRect(corner, QSize(100, 100)).contains(f.popup->pos()));
    f.type("multi az");
    f.key(Qt::Key_Return);
    QCOMPARE(f.added().parent, std::string("zone-a"));
    QCOMPARE(f.added().properties.at("multiAz"), Value(true));
  }

  void refusedEntriesSayWhy() {
    InsertFixture f;
    f.open(kInZoneB);
    f.type("bucket");
    const QModelIndex first = f.popup->list()->model()->index(0, 0);
    QVERIFY(!first.flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(!f.popup->list()->currentIndex().isValid());
    QVERIFY(first.data(Qt::AccessibleTextRole)
                .toString()
                .contains("An S3 bucket stands in a Region, not in an Availability Zone"));
    // A row with a reason is higher than one without.
    const int high = f.popup->list()->visualRect(first).height();
    f.key(Qt::Key_Return);
    QTest::mouseClick(f.popup->list()->viewport(), Qt::LeftButton, {}, f.popup->list()->visualRect(first).center());
    QVERIFY(f.popup->isVisible());
    QVERIFY(f.document.undoSteps.empty());
    f.popup->field()->clear();
    f.type("mysql");
    QVERIFY(high > f.popup->list()->visualRect(f.popup->list()->model()->index(0, 0)).height());
  }

  void whatMayStandComesBeforeWhatMayNot() {
    InsertFixture f;
    f.open(kInZoneB);
    f.type("aurora");
    const QStringList shown = f.popup->shown();
    const Catalogue& catalogue = Catalogue::shipped();
    bool refused = false;
    for (const QString& preset : shown) {
      const Kind* kind = placing::pickOf(catalogue, preset.toStdString()).kind;
      const bool may = catalogue.mayContain("az", kind->id);
      QVERIFY2(!(refused && may), qPrintable(shown.join(',')));
      refused = refused || !may;
    }
    QVERIFY(refused);
    QCOMPARE(shown.first(), QStringLiteral("aurora-writer"));
  }

  void escapeLeavesEverythingAsItWas() {
    InsertFixture f;
    f.selection.set({"db"});
    f.open(kInRegion);
    f.type("aur");
    f.key(Qt::Key_Escape);
    QVERIFY(!f.popup || !f.popup->isVisible());
    QVERIFY(f.document.topology() == smallDesign());
    QVERIFY(f.document.undoSteps.empty());
    QCOMPARE(f.selection.ids(), (Selection::Ids{"db"}));
    QVERIFY(f.view.recentPresets().isEmpty());
  }

  void arrowsChoose() {
    InsertFixture f;
    f.open(kInRegion);
    f.type("load");
    QCOMPARE(f.current(), QStringLiteral("ALB"));
    f.key(Qt::Key_Down);
    QCOMPARE(f.current(), QStringLiteral("NLB"));
    f.key(Qt::Key_Down);
    QCOMPARE(f.current(), QStringLiteral("ALB"));
    f.key(Qt::Key_Up);
    f.key(Qt::Key_Return);
    QCOMPARE(f.added().properties.at("type"), Value("network"));
  }

  void aClickChooses() {
    InsertFixture f;
    f.open(kInRegion);
    f.type("nlb");
    QListView* list = f.popup->list();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(f.added().properties.at("type"), Value("network"));
  }

  void whatWasUsedLastComesFirst() {
    InsertFixture f;
    QSignalSpy changed(&f.view, &CanvasView::recentPresetsChanged);
    f.open(kInRegion);
    const QString usual = f.popup->shown().first();
    f.type("nlb");
    f.key(Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    f.selection.set({"zone-b"});
    QVERIFY(f.view.placeInSelection("rds-mariadb"));
    QCOMPARE(f.view.recentPresets(), (QStringList{"rds-mariadb", "nlb"}));
    f.open(kInRegion);
    QCOMPARE(f.popup->shown().first(), QStringLiteral("nlb"));  // the database may not stand here
    QVERIFY(usual != QStringLiteral("nlb"));
    f.popup->close();
    f.open(kInZoneB);
    QCOMPARE(f.popup->shown().first(), QStringLiteral("rds-mariadb"));
    // Between equally good ones as well.
    f.type("relational");
    QCOMPARE(f.popup->shown().first(), QStringLiteral("rds-mariadb"));
  }

  void theSearchSaysWhenNothingFits() {
    InsertFixture f;
    f.open(kInRegion);
    f.type("xyzzy");
    QCOMPARE(f.popup->list()->model()->index(0, 0).data().toString(), QStringLiteral("Nothing matches “xyzzy”"));
    f.key(Qt::Key_Return);
    QVERIFY(f.popup->isVisible());
  }

  void aReadOnlyDesignSaysSo() {
    InsertFixture f;
    f.document.readOnly = true;
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    f.view.openQuickInsert();
    QVERIFY(!f.view.findChild<QuickInsert*>());
    QVERIFY(!f.view.placeInSelection("region"));
    QVERIFY(said.back().front().toString().contains("read-only"));
  }

  // Without a pointer and without a popup: the palette's Enter.
  void enterPlacesInTheSelection_data() {
    QTest::addColumn<QStringList>("selected");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("parent");
    QTest::newRow("a container") << QStringList{"zone-b"} << "rds-mysql" << "zone-b";
    QTest::newRow("a card: its container") << QStringList{"db"} << "rds-mysql" << "zone-a";
    QTest::newRow("what the zone refuses goes further out") << QStringList{"db"} << "s3-bucket" << "region";
    QTest::newRow("two cards of one zone") << QStringList{"db", "app"} << "ec2" << "zone-a";
    QTest::newRow("cards of two zones: the Region around") << QStringList{"db", "db-b"} << "alb" << "region";
    QTest::newRow("a link counts for nothing") << QStringList{"alb-app"} << "users" << "";
    QTest::newRow("nothing: the canvas") << QStringList() << "users" << "";
    QTest::newRow("nothing: the one container that may") << QStringList() << "s3-bucket" << "region";
  }
  void enterPlacesInTheSelection() {
    QFETCH(QStringList, selected);
    QFETCH(QString, preset);
    QFETCH(QString, parent);
    InsertFixture f;
    Selection::Ids ids;
    for (const QString& id : selected) ids.insert(id.toStdString());
    f.selection.set(ids);
    QVERIFY(f.view.placeInSelection(preset));
    QCOMPARE(QString::fromStdString(f.added().parent), parent);
    QCOMPARE(f.document.undoSteps.size(), 1u);
    for (const char* other : {"alb", "app", "db", "db-b"}) QVERIFY(!f.rectOf(f.added().id).intersects(f.rectOf(other)));
    if (!parent.isEmpty()) QVERIFY(f.rectOf(parent.toStdString()).contains(f.rectOf(f.added().id)));
  }

  void withNothingSelectedTheLastContainerIsMeant() {
    InsertFixture f;
    f.selection.set({"zone-b"});
    QVERIFY(f.view.placeInSelection("rds-mysql"));
    f.selection.clear();
    QVERIFY(f.view.placeInSelection("ec2"));
    QCOMPARE(f.added().parent, std::string("zone-b"));
  }

  void aRefusalIsSaid() {
    InsertFixture f;
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    f.selection.set({"region"});
    QVERIFY(!f.view.placeInSelection("rds-mysql"));
    QCOMPARE(said.back().front().toString(),
             QStringLiteral("An RDS instance stands in an Availability Zone, not in a Region"));
    QVERIFY(f.document.topology() == smallDesign());
  }

  void aFullContainerGrows() {
    InsertFixture f;
    f.selection.set({"zone-b"});
    const double before = f.rectOf("zone-b").height;
    for (int i = 0; i < 6; ++i) QVERIFY(f.view.placeInSelection("rds-mysql"));
    QVERIFY(f.rectOf("zone-b").height > before);
    QVERIFY(f.rectOf("region").contains(f.rectOf("zone-b")));
    QVERIFY(f.rectOf("zone-b").contains(f.rectOf(f.added().id)));
  }
};

QTEST_MAIN(TestQuickInsert)
#include "test_quick_insert.moc"
