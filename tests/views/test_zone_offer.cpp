// A fresh Region offers its zones; who does not want them does nothing.
#include <QToolButton>

#include "canvas/zone_offer.h"
#include "canvas_fixture.h"

using namespace nines;
using namespace nines::test;

class TestZoneOffer : public QObject {
  Q_OBJECT

  static ZoneOffer* offer(CanvasFixture& f) {
    auto* found = f.surface()->findChild<ZoneOffer*>();
    return found && found->isVisible() ? found : nullptr;
  }
  static void placeRegion(CanvasFixture& f) {
    const QPoint at = f.surface()->mapToGlobal(f.at({200, 100}));
    f.view.beginPlacing(QStringLiteral("region"), at);
    f.view.updatePlacing(at);
    if (!f.view.finishPlacing(QStringLiteral("region"), at)) QTest::qFail("no Region", __FILE__, __LINE__);
  }

 private slots:
  void aClickDrawsThem() {
    CanvasFixture f{Topology{}};
    placeRegion(f);
    ZoneOffer* bar = offer(f);
    QVERIFY(bar);
    QVERIFY(f.surface()->rect().contains(bar->geometry()));
    QVERIFY(bar->buttons().size() >= 3);
    QTest::mouseClick(bar->buttons()[2], Qt::LeftButton);
    QCOMPARE(f.document.topology().nodes.size(), std::size_t{4});
    QCOMPARE(f.document.undoSteps.size(), std::size_t{2});
    QVERIFY(!offer(f));
    f.document.undo();
    QCOMPARE(f.document.topology().nodes.size(), std::size_t{1});
    QVERIFY(!offer(f));
  }

  void escapeTakesItAwayAndNothingElse() {
    CanvasFixture f{Topology{}};
    placeRegion(f);
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QVERIFY(!offer(f));
    QCOMPARE(f.selection.ids().size(), std::size_t{1});
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QVERIFY(f.selection.ids().empty());
  }

  void anythingElseTakesItAway() {
    CanvasFixture f{Topology{}};
    placeRegion(f);
    f.click(f.at({-200, -100}));
    QVERIFY(!offer(f));
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  }

  // It goes along when the view moves.
  void itStaysInItsRegion() {
    CanvasFixture f{Topology{}};
    placeRegion(f);
    const QPoint before = offer(f)->pos();
    f.view.zoomTo(.75);
    QVERIFY(offer(f));
    QVERIFY(offer(f)->pos() != before);
    QVERIFY(f.surface()->rect().contains(offer(f)->geometry()));
  }

  void onlyRegionsWithoutZonesOffer() {
    CanvasFixture f;
    QVERIFY(f.view.placeInSelection(QStringLiteral("users")));
    QVERIFY(!offer(f));
    f.selection.clear();
    QVERIFY(f.view.placeInSelection(QStringLiteral("region")));
    QVERIFY(offer(f));
  }
};

QTEST_MAIN(TestZoneOffer)
#include "test_zone_offer.moc"
