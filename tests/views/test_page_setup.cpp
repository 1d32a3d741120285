// Pages: what fits where, and what the command line's words mean.
#include <cmath>

#include "painting/page_setup.h"
#include "support.h"

using namespace nines;

namespace {

constexpr double kMm = 25.4 / 96;  // of a logical px

bool isNear(double a, double b) { return std::abs(a - b) < 1e-6; }

PageSetup tiles(double scale) {
  PageSetup setup;
  setup.paper = Paper::a4;
  setup.tileScale = scale;
  return setup;
}

// What of the drawing shows on a tile.
Rect shown(const PagePlan& plan, const PageTile& tile) {
  return {tile.origin.x, tile.origin.y, tile.target.width / plan.scale, tile.target.height / plan.scale};
}

}  // namespace

class TestPageSetup : public QObject {
  Q_OBJECT

 private slots:
  void namesComeBack() {
    QCOMPARE(papers().size(), std::size_t{10});
    for (const PaperRow& row : papers()) {
      const PaperRow* found = paperNamed(row.id);
      QVERIFY(found);
      QCOMPARE(found->paper, row.paper);
      QCOMPARE(rowOf(row.paper).id, row.id);
      QCOMPARE(row.width > 0, row.paper != Paper::drawing);
      QVERIFY(row.height >= row.width);
    }
    QVERIFY(paperNamed("a4") == paperNamed("A4"));
    QVERIFY(paperNamed("Tabloid") == &rowOf(Paper::tabloid));
    QVERIFY(!paperNamed("A6") && !paperNamed("") && !paperNamed("A4 "));
    QCOMPARE(paperChoices(), std::string("drawing, A0, A1, A2, A3, A4, A5, letter, legal or tabloid"));
    for (const char* name : {"auto", "portrait", "landscape"})
      QCOMPARE(std::string(toText(*orientationNamed(name))), std::string(name));
    QCOMPARE(orientationNamed("upright").error().reason,
             std::string("\"upright\" is no orientation; there are auto, portrait and landscape"));
  }

  void figuresHaveBounds() {
    QCOMPARE(*marginNamed("12.5"), 12.5);
    QCOMPARE(*overlapNamed("0"), 0.0);
    QCOMPARE(*tileScaleNamed("150%"), 1.5);
    QCOMPARE(*tileScaleNamed("0.5"), .5);
    for (const char* text : {"", "-1", "101", "5mm", "nan", "inf", "1e9", " 5"}) QVERIFY(!marginNamed(text).ok());
    for (const char* text : {"%", "0", "4%", "1001%", "11", "0.01", "1%%"}) QVERIFY(!tileScaleNamed(text).ok());
    QCOMPARE(marginNamed("101").error().reason, std::string("\"101\" is no margin; 0 to 100 mm are possible"));
  }

  // One page, the drawing in its natural size between the margins.
  void pageOfTheDrawing() {
    const PagePlan plan = *planPages({}, {-100, 50, 960, 480});
    QCOMPARE(plan.pages(), 1);
    QVERIFY(isNear(plan.scale, kMm));
    QVERIFY(isNear(plan.width, 960 * kMm + 20) && isNear(plan.height, 480 * kMm + 20));
    QVERIFY(isNear(plan.target.x, 10) && isNear(plan.target.y, 10));
    QCOMPARE(plan.origin, (Point{-100, 50}));
    QVERIFY(!plan.tiled && !plan.marks);
  }

  // Readers show pages of 200 inches at most.
  void hugeDrawingsShrink() {
    const PagePlan plan = *planPages({}, {0, 0, 60'000, 1'000});
    QVERIFY(plan.width <= 5080 + 1e-6);
    QVERIFY(isNear(plan.target.width, 60'000 * plan.scale));
    QVERIFY(plan.target.right() <= plan.width - 10 + 1e-6);
  }

  void emptyDrawingsHaveAPage_data() {
    QTest::addColumn<bool>("a4");
    QTest::newRow("own size") << false;
    QTest::newRow("A4") << true;
  }
  void emptyDrawingsHaveAPage() {
    QFETCH(bool, a4);
    PageSetup setup;
    if (a4) setup.paper = Paper::a4;
    const auto plan = planPages(setup, Rect{});
    QVERIFY(plan.ok());
    QVERIFY(plan->width >= 20 && plan->height >= 20 && std::isfinite(plan->scale));
  }

  void fittedDrawingsFillTheRoom() {
    PageSetup setup;
    setup.paper = Paper::a4;
    setup.margins = {10, 20, 30, 40};
    setup.orientation = Orientation::portrait;
    const PagePlan upright = *planPages(setup, {0, 0, 2000, 1000});
    QVERIFY(isNear(upright.width, 210) && isNear(upright.height, 297));
    QVERIFY(isNear(upright.target.x, 10) && isNear(upright.target.width, 170));
    QVERIFY(isNear(upright.target.centre().y, 20 + (297 - 60) / 2.));
    setup.orientation = Orientation::automatic;
    const PagePlan lying = *planPages(setup, {0, 0, 2000, 1000});
    QVERIFY(isNear(lying.width, 297) && isNear(lying.height, 210));
    QVERIFY(lying.scale > upright.scale);
    QVERIFY(planPages(setup, {0, 0, 1000, 2000})->width < 250);
    // A single card does not become a poster.
    QVERIFY(isNear(planPages(setup, {0, 0, 150, 52})->scale, 2 * kMm));
  }

  // Every point of the drawing is inside the cut of one tile, neighbours share the overlap, and cuts meet.
  void tilesCoverTheDrawing_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("overlap");
    QTest::addColumn<bool>("marks");
    QTest::newRow("wide") << 4000. << 500. << 10. << true;
    QTest::newRow("high") << 300. << 3000. << 0. << true;
    QTest::newRow("both") << 2500. << 2600. << 25. << false;
    QTest::newRow("one") << 500. << 300. << 10. << true;
  }
  void tilesCoverTheDrawing() {
    QFETCH(double, width);
    QFETCH(double, height);
    QFETCH(double, overlap);
    QFETCH(bool, marks);
    PageSetup setup = tiles(1);
    setup.overlap = overlap;
    setup.marks = marks;
    const Rect drawing{-70, 30, width, height};
    const PagePlan plan = *planPages(setup, drawing);
    QCOMPARE(plan.tiled, plan.pages() > 1);
    QCOMPARE(plan.marks, marks && plan.tiled);
    QVERIFY(isNear(plan.scale, kMm));
    Rect all;
    for (int page = 0; page < plan.pages(); ++page) {
      const PageTile tile = plan.tile(page);
      QCOMPARE(tile.row * plan.columns + tile.column, page);
      QVERIFY(tile.target.x >= 10 && tile.target.right() <= plan.width - 10 + 1e-6);
      QVERIFY(tile.target.y >= 10 && tile.target.bottom() <= plan.height - 10 + 1e-6);
      QVERIFY(Rect(tile.target).grown(1e-9).contains(tile.trim));
      all = all.united(shown(plan, tile));
      // The cut of the next tile begins where this one's ends.
      if (tile.column + 1 == plan.columns) continue;
      const PageTile next = plan.tile(page + 1);
      const double end = tile.origin.x + (tile.trim.right() - tile.target.x) / plan.scale;
      const double begin = next.origin.x + (next.trim.x - next.target.x) / plan.scale;
      QVERIFY(isNear(end, begin));
      QVERIFY(isNear((shown(plan, tile).right() - next.origin.x) * plan.scale, overlap));
    }
    QVERIFY(all.grown(1e-6).contains(drawing));
    // In the middle, and no tile more than it takes.
    QVERIFY(isNear(all.centre().x, drawing.centre().x) && isNear(all.centre().y, drawing.centre().y));
    QVERIFY(all.width - drawing.width < (plan.target.width - overlap) / plan.scale || plan.columns == 1);
    QVERIFY(all.height - drawing.height < (plan.target.height - overlap) / plan.scale || plan.rows == 1);
  }

  // Exactly as large as two tiles: no third one for a rounding error.
  void exactFitsNeedNoFurtherTile() {
    PageSetup setup = tiles(1);
    setup.orientation = Orientation::portrait;
    const PagePlan one = *planPages(setup, {0, 0, 100, 100});
    const double twice = (2 * one.target.width - setup.overlap) / one.scale;
    QCOMPARE(planPages(setup, {0, 0, twice, 100})->columns, 2);
    QCOMPARE(planPages(setup, {0, 0, twice + 1, 100})->columns, 3);
  }

  void automaticTilesAreFewest() {
    for (const Rect& drawing : {Rect{0, 0, 3000, 900}, Rect{0, 0, 900, 3000}, Rect{0, 0, 1500, 1400}}) {
      PageSetup setup = tiles(1);
      const int chosen = planPages(setup, drawing)->pages();
      setup.orientation = Orientation::portrait;
      const int portrait = planPages(setup, drawing)->pages();
      setup.orientation = Orientation::landscape;
      QCOMPARE(chosen, std::min(portrait, planPages(setup, drawing)->pages()));
    }
  }

  void impossiblePagesSayWhy() {
    PageSetup setup = tiles(10);
    QCOMPARE(
        planPages(setup, {0, 0, 10'000, 10'000}).error().reason,
        std::string("the drawing takes 16432 pages in this size; at most 500 are possible. Choose a smaller size or "
                    "larger paper"));
    QVERIFY(!planPages(setup, {0, 0, 1e12, 1e12}).ok());
    setup = tiles(1);
    setup.overlap = 100;
    QVERIFY(planPages(setup, {0, 0, 100, 100}).error().reason.starts_with("tiles cannot"));
    setup.margins = {100, 10, 105, 10};
    setup.overlap = 0;
    setup.orientation = Orientation::portrait;
    QVERIFY(planPages(setup, {0, 0, 100, 100}).error().reason.starts_with("the margins"));
    setup.tileScale = 0;
    QVERIFY(planPages(setup, {0, 0, 100, 100}).error().reason.starts_with("the margins"));
  }

  // A printer's sheet lies as it lies.
  void sheetsOverrideTheSetup() {
    PageSetup setup;
    const PagePlan plan = *planPages(setup, Sheet{300, 200, {5, 5, 5, 5}}, {0, 0, 500, 5000});
    QVERIFY(isNear(plan.width, 300) && isNear(plan.height, 200) && isNear(plan.target.height, 190));
    setup.tileScale = 1;
    QVERIFY(planPages(setup, Sheet{300, 200, {5, 5, 5, 5}}, {0, 0, 500, 5000})->rows > 5);
  }

  void labelsNameTheTile() {
    const PagePlan plan = *planPages(tiles(1), {0, 0, 2000, 1200});
    QCOMPARE(plan.columns, 3);
    QCOMPARE(plan.rows, 2);
    QCOMPARE(tileLabel(plan, 1, "Orders"), std::string("Orders, page 2 of 6, row 1 column 2"));
    QCOMPARE(tileLabel(plan, 5, ""), std::string("Page 6 of 6, row 2 column 3"));
  }
};

QTEST_GUILESS_MAIN(TestPageSetup)
#include "test_page_setup.moc"
