// What is written on the canvas follows edits wherever they happen: after every edit it is what a canvas opened now
// shows.
#include "canvas_fixture.h"
#include "generator.h"

using namespace nines;
using namespace nines::test;

namespace {

// Name, second line, chip and badge, as they are painted.
QStringList written(const CanvasScene& scene, const std::string& id) {
  QStringList out;
  for (const GroupItem* item : scene.itemsOf(id)) {
    for (const Shape2D& shape : item->group().shapes) {
      if (const auto* text = std::get_if<TextShape>(&shape)) out << QString::fromStdString(text->text);
    }
  }
  return out;
}

QString difference(const CanvasScene& now, const CanvasScene& fresh) {
  for (NodeIndex i = 0; i < fresh.design().nodeCount(); ++i) {
    const std::string& id = fresh.design().node(i).id;
    if (written(now, id) == written(fresh, id)) continue;
    return QString::fromStdString(id) + ": " + written(now, id).join(" | ") + " instead of " +
           written(fresh, id).join(" | ");
  }
  return {};
}

// A chain of replicas; a balancer whose targets are in a group.
Topology farAway() {
  Topology t;
  t.nodes.put(makeNode("r", "region", "", {0, 0, 900, 500}, {{"code", Value("eu-west-1")}}));
  double x = 20;
  for (const char* zone : {"a", "b", "c"}) {
    const std::string name(zone);
    t.nodes.put(makeNode(name, "az", "r", {x + 200, 40, 188, 440}, {{"code", Value("eu-west-1" + name)}}));
    t.nodes.put(makeNode("db-" + name, "rds-instance", name, {21, 40, 146, 52}, {{"engine", Value("mysql")}}));
    t.nodes.put(makeNode("app-" + name, "app-tier", name, {21, 200, 146, 52}));
    t.links.put(makeLink("member-" + name, "member", "app-" + name, "group"));
    x += 200;
  }
  t.nodes.put(makeNode("alb", "load-balancer", "r", {16, 80, 146, 52}));
  Node group = makeNode("group", "scaling-group", "r", {});
  group.rect.reset();
  t.nodes.put(group);
  t.links.put(makeLink("routes", "routes", "alb", "group"));
  t.links.put(makeLink("a-b", "replicates", "db-a", "db-b"));
  t.links.put(makeLink("b-c", "replicates", "db-b", "db-c"));
  return t;
}

}  // namespace

class TestCanvasFollow : public QObject {
  Q_OBJECT

 private slots:
  void layersFollowTheChain() {
    CanvasFixture f(farAway());
    const CanvasScene& scene = f.view.canvasScene();
    const QStringList before = written(scene, "db-c");
    QVERIFY2(before.contains("Layer 3 of 3"), qPrintable(before.join('|')));
    QVERIFY(f.document.submit({"", {RemoveLink{"a-b"}}}));
    QVERIFY2(written(scene, "db-c").contains("MySQL"), qPrintable(written(scene, "db-c").join('|')));  // no chain now
    f.document.undo();
    QCOMPARE(written(scene, "db-c"), before);
  }

  void balancersFollowTheirTargets() {
    CanvasFixture f(farAway());
    const CanvasScene& scene = f.view.canvasScene();
    QVERIFY(written(scene, "alb").join('|').contains("3 AZs"));
    QVERIFY(f.document.submit({"", {SetNodeParent{"app-c", "b"}}}));
    QVERIFY2(written(scene, "alb").join('|').contains("2 AZs"), qPrintable(written(scene, "alb").join('|')));
  }

  void everythingFollowsEveryEdit_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 4; ++seed) QTest::addRow("%d", seed) << seed;
  }
  void everythingFollowsEveryEdit() {
    QFETCH(int, seed);
    Rng rng(static_cast<std::uint64_t>(seed));
    PlainDocument document(generateDesign(static_cast<std::uint64_t>(seed), 40));
    CanvasScene scene(document);
    connect(&document, &Document::changed, &scene, [&](const ChangeSet& changes) { scene.sync(changes); });
    for (int k = 0; k < 25; ++k) {
      if (!document.submit(randomEdit(rng, document.topology()))) continue;
      if (k % 7 == 6 && !document.undoSteps.empty()) document.undo();
      const CanvasScene fresh(document);
      const QString wrong = difference(scene, fresh);
      QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("edit %1, %2").arg(k).arg(wrong)));
    }
  }
};

QTEST_MAIN(TestCanvasFollow)
#include "test_canvas_follow.moc"
