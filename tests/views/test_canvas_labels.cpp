// Labels of links on the canvas follow every edit as if the design had just been opened.
#include "canvas_fixture.h"
#include "generator.h"
#include "painting/painter_backend.h"

using namespace nines;
using namespace nines::test;

namespace {

void compare(const CanvasScene& scene) {
  const Badges badges;
  const LabelPlaces expected =
      placeLabels({scene.design(), scene.layout(), FontMeasure(), badges}, scene.links().routes());
  for (LinkIndex i = 0; i < scene.design().linkCount(); ++i) {
    const LinkId& id = scene.design().link(i).id;
    const DrawGroup* label = scene.links().labelOf(id);
    const auto place = expected.find(id);
    QVERIFY2((label != nullptr) == (place != expected.end()), id.c_str());
    if (label) QVERIFY2(std::get<RectShape>(label->shapes[0]).rect == place->second, id.c_str());
  }
}

}  // namespace

class TestCanvasLabels : public QObject {
  Q_OBJECT

 private slots:
  // A card is dropped where the label of a line stands: the line stays, its label gives way.
  void aLabelMakesWayForACard() {
    Topology t;
    t.nodes.put(makeNode("a", "rds-instance", "", {0, 0, 146, 52}));
    t.nodes.put(makeNode("b", "rds-instance", "", {600, 0, 146, 52}));
    t.nodes.put(makeNode("c", "rds-instance", "", {300, 400, 146, 52}));
    t.links.put({"lag", "replicates", "a", "b", {{"lagSeconds", Value(2)}}, {}, {}});
    PlainDocument document(t);
    Selection selection;
    CanvasView view(&document, &selection);
    const LinkLayer& links = view.canvasScene().links();
    const DrawGroup* label = links.labelOf("lag");
    QVERIFY(label);
    const Rect before = std::get<RectShape>(label->shapes[0]).rect;
    const Route route = *links.route("lag");
    const Rect card{before.x - 50, before.bottom() - 59, 146, 52};  // ends above the line, as far as lines keep away
    QVERIFY(card.intersects(before));
    QVERIFY(document.submit({"Move", {SetNodeRect{"c", card}}}));
    QVERIFY(*links.route("lag") == route);
    label = links.labelOf("lag");
    QVERIFY(label);
    QVERIFY(!std::get<RectShape>(label->shapes[0]).rect.intersects(card));
  }

  // Whatever does not concern them leaves them as they are.
  void labelsOutliveOtherEdits() {
    PlainDocument document(generateDesign(5, 60));
    Selection selection;
    CanvasView view(&document, &selection);
    QVERIFY(document.submit({"Rename design", {SetDesignName{"Other"}}}));
    compare(view.canvasScene());
    document.undo();
    compare(view.canvasScene());
  }

  void afterRandomEdits_data() {
    QTest::addColumn<quint64>("seed");
    for (const quint64 seed : {3u, 8u, 21u}) QTest::addRow("seed %d", int(seed)) << seed;
  }
  void afterRandomEdits() {
    QFETCH(quint64, seed);
    Rng rng(seed);
    PlainDocument document(generateDesign(seed, 60));
    Selection selection;
    CanvasView view(&document, &selection);
    compare(view.canvasScene());
    for (int step = 0; step < 25; ++step) {
      document.submit(randomEdit(rng, document.topology()));
      compare(view.canvasScene());
    }
  }
};

QTEST_MAIN(TestCanvasLabels)
#include "test_canvas_labels.moc"
