// What is seen of links and frames while cards are dragged: what letting go gives.
#include "../layout/nested_design.h"
#include "canvas_fixture.h"
#include "formats/native.h"
#include "generator.h"
#include "rng.h"
#include "support/resources.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr int kLongest = 60'000;  // ms, ends what hangs
constexpr double kArrow = 12;     // px, a line ends before its arrow head

// Everything that is drawn of links, and of frames around members.
struct Seen {
  std::map<std::string, std::pair<DrawGroup, DrawGroup>> links;
  std::vector<Rect> frames;
  bool operator==(const Seen&) const = default;
};

Seen seenOf(const CanvasScene& scene) {
  Seen out;
  const auto copyOf = [](const DrawGroup* group) { return group ? *group : DrawGroup(); };
  for (LinkIndex i = 0; i < scene.design().linkCount(); ++i) {
    const LinkId& id = scene.design().link(i).id;
    out.links[id] = {copyOf(scene.links().lineOf(id)), copyOf(scene.links().labelOf(id))};
  }
  const auto addFrame = [&](const std::vector<const GroupItem*>& items) {
    for (const GroupItem* item : items) {
      // Where it is drawn, whatever moved its item there.
      out.frames.push_back(item->group().bounds.translated({item->pos().x(), item->pos().y()}));
    }
  };
  for (NodeIndex i = 0; i < scene.design().nodeCount(); ++i) {
    if (scene.layout().place(i).frame) addFrame(scene.itemsOf(scene.design().node(i).id));
  }
  for (std::size_t k = 0; k < scene.layout().setFrames().size(); ++k) addFrame(scene.itemsOfSet(k));
  return out;
}

QString firstDifference(const Seen& a, const Seen& b) {
  for (const auto& [id, groups] : a.links) {
    const auto at = b.links.find(id);
    if (at == b.links.end() || !(at->second == groups)) return QString::fromStdString("link " + id);
  }
  for (std::size_t k = 0; k < a.frames.size() && k < b.frames.size(); ++k) {
    const Rect& r = a.frames[k];
    const Rect& q = b.frames[k];
    if (r == q) continue;
    return QStringLiteral("frame %1: %2,%3 %4x%5, not %6,%7 %8x%9")
        .arg(k)
        .arg(r.x)
        .arg(r.y)
        .arg(r.width)
        .arg(r.height)
        .arg(q.x)
        .arg(q.y)
        .arg(q.width)
        .arg(q.height);
  }
  return a.frames.size() == b.frames.size() ? QString() : QStringLiteral("frames");
}

// The first card that stands in the middle of the view, away from where it scrolls.
bool isInReach(const CanvasView& view, const Rect& card) {
  const QPoint at = view.viewportPoint(card.centre());
  return view.viewport()->rect().adjusted(60, 60, -60, -60).contains(at);
}

// A line meets the card that is drawn there.
bool isAt(Point end, const CanvasScene& scene, NodeIndex i) {
  if (scene.layout().place(i).frame || !scene.layout().isSolid(scene.design(), i)) return true;
  const GroupItem* body = scene.itemsOf(scene.design().node(i).id).front();
  const QPointF shift = scene.shownShift(scene.design().node(i).id);
  const QRectF drawn = body->boundingRect().translated(shift).adjusted(-kArrow, -kArrow, kArrow, kArrow);
  return drawn.contains(end.x, end.y);
}

class DragRig {
 public:
  explicit DragRig(Topology t) : m_f(std::move(t)) { m_f.view.resize(1300, 900); }

  CanvasFixture& fixture() { return m_f; }
  const CanvasScene& scene() const { return m_f.view.canvasScene(); }

  // Puts the cards into the selection and the first of them into the middle of the view.
  bool grab(const std::vector<NodeIndex>& cards) {
    Selection::Ids ids;
    for (const NodeIndex i : cards) ids.insert(scene().design().node(i).id);
    m_f.selection.set(std::move(ids));
    const Rect rect = scene().layout().rect(cards.front());
    m_f.view.centerOn(rect.centre().x, rect.centre().y);
    m_from = m_f.at(rect.centre());
    if (!isInReach(m_f.view, rect)) return false;
    m_f.press(m_from);
    return true;
  }
  void moveBy(QPoint by) {
    m_f.moveTo(m_at.value_or(m_from), m_from + by);
    m_at = m_from + by;
  }
  void release() {
    m_f.release(*m_at);
    m_at.reset();
  }
  void escape() {
    QTest::keyClick(&m_f.view, Qt::Key_Escape);
    release();
  }

 private:
  CanvasFixture m_f;
  QPoint m_from;
  std::optional<QPoint> m_at;
};

std::vector<NodeIndex> cardsOf(const CanvasScene& scene) {
  std::vector<NodeIndex> out;
  for (NodeIndex i = 0; i < scene.design().nodeCount(); ++i) {
    if (scene.layout().isSolid(scene.design(), i)) out.push_back(i);
  }
  return out;
}

std::vector<NodeIndex> someOf(std::vector<NodeIndex> cards, std::size_t count, Rng& rng) {
  std::vector<NodeIndex> out;
  while (out.size() < count && !cards.empty()) {
    const auto at = static_cast<std::size_t>(rng.between(0, static_cast<int>(cards.size()) - 1));
    out.push_back(cards[at]);
    cards.erase(cards.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return out;
}

// Whether the step moved anything but what was dragged (and frames, which have no place of their own).
bool madeWay(const Layout& before, const CanvasScene& scene, const Selection::Ids& dragged) {
  for (NodeIndex i = 0; i < scene.layout().size(); ++i) {
    if (scene.layout().place(i).frame) continue;
    bool along = false;
    for (NodeIndex at = i; at != kNone; at = scene.design().parent(at)) {
      along = along || dragged.contains(scene.design().node(at).id);
    }
    if (!along && before.rect(i).topLeft() != scene.layout().rect(i).topLeft()) return true;
  }
  return false;
}

Topology templateOf(const char* name) {
  const auto text = resource(name);
  auto design = readDesign(*text, name, Catalogue::shipped());
  return std::move(*design);
}

}  // namespace

class TestCanvasDrag : public QObject {
  Q_OBJECT

 private slots:
  void restingShowsWhatReleasingGives_data();
  void restingShowsWhatReleasingGives();
  void linesStayAtTheirCards();
  void escapeTakesItAllBack();
  void framesGoAlongWithTheirMembers();
  void linesOfRefusedDropsFollow();
  void manyCardsGetSimpleLines();
  void largeDesignsRouteWhenThePointerRests();
  void bendsShowAsTheyWillBe();
};

void TestCanvasDrag::restingShowsWhatReleasingGives_data() {
  QTest::addColumn<int>("seed");
  for (int seed = 1; seed <= 6; ++seed) QTest::addRow("%d", seed) << seed;
}

// Random drags of 1 to 20 cards over templates, generated and nested designs.
void TestCanvasDrag::restingShowsWhatReleasingGives() {
  QFETCH(const int, seed);
  Rng rng(static_cast<std::uint64_t>(seed));
  Topology t = seed == 1   ? templateOf("templates/orders.nines")
               : seed == 2 ? templateOf("templates/read-scaled-mysql.nines")
               : seed < 5  ? generateDesign(static_cast<std::uint64_t>(seed), 90)
                           : NestedDesign(static_cast<std::uint64_t>(seed)).build();
  DragRig rig(std::move(t));
  CanvasFixture& f = rig.fixture();
  int same = 0;
  for (int k = 0; k < 16; ++k) {
    const auto count = static_cast<std::size_t>(k % 2 == 0 ? rng.between(1, 3) : rng.between(4, 20));
    const auto cards = someOf(cardsOf(rig.scene()), count, rng);
    if (!rig.grab(cards)) continue;
    const Layout before = rig.scene().layout();
    const auto dragged = f.selection.ids();
    // Near enough to stay in the container, or wherever.
    const int far = k % 3 == 0 ? 160 : 40;
    rig.moveBy({rng.between(-90, 90), rng.between(-70, 70)});
    rig.moveBy({rng.between(-far, far), rng.between(-far, far)});
    QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
    const Seen shown = seenOf(rig.scene());
    const std::size_t steps = f.document.undoSteps.size();
    rig.release();
    QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsRoutes(), kLongest);
    QVERIFY(rig.scene().links().routes() == routeLinks(rig.scene().design(), rig.scene().layout()));
    if (f.document.undoSteps.size() == steps) continue;  // refused, or back where it was
    if (!madeWay(before, rig.scene(), dragged)) {
      const Seen now = seenOf(rig.scene());
      QVERIFY2(shown == now, qPrintable(firstDifference(shown, now)));
      ++same;
    }
    f.document.undo();
  }
  QVERIFY2(same >= 3, qPrintable(QString::number(same)));
}

// Whatever else makes way or refuses: no line hangs in the air, neither at once nor at rest.
void TestCanvasDrag::linesStayAtTheirCards() {
  DragRig rig(templateOf("templates/orders.nines"));
  Rng rng(11);
  for (int k = 0; k < 12; ++k) {
    const auto cards = someOf(cardsOf(rig.scene()), static_cast<std::size_t>(rng.between(1, 6)), rng);
    if (!rig.grab(cards)) continue;
    for (int part = 0; part < 3; ++part) {
      rig.moveBy({rng.between(-250, 250), rng.between(-200, 200)});
      const bool rests = part == 2;
      if (rests) QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
      for (LinkIndex i = 0; i < rig.scene().design().linkCount(); ++i) {
        const LinkId& id = rig.scene().design().link(i).id;
        const DrawGroup* line = rig.scene().links().lineOf(id);
        if (!line) continue;
        const auto* path = std::get_if<PathShape>(&line->shapes.front());
        QVERIFY(path);
        QVERIFY2(isAt(path->steps.front().to, rig.scene(), rig.scene().design().from(i)), id.c_str());
        if (rests) {
          const Point end = rig.scene().links().route(id)->points.back();
          QVERIFY2(isAt(end, rig.scene(), rig.scene().design().to(i)), id.c_str());
        }
      }
    }
    rig.escape();
  }
}

void TestCanvasDrag::escapeTakesItAllBack() {
  DragRig rig(templateOf("templates/orders.nines"));
  const Seen before = seenOf(rig.scene());
  const Routes routes = rig.scene().links().routes();
  Rng rng(5);
  for (int k = 0; k < 6; ++k) {
    if (!rig.grab(someOf(cardsOf(rig.scene()), 4, rng))) continue;
    rig.moveBy({160, 90});
    if (k % 2 == 0) QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
    if (k % 2 == 0) QVERIFY(!(seenOf(rig.scene()) == before));
    rig.escape();
    QVERIFY(!rig.scene().awaitsDrag());
    const Seen now = seenOf(rig.scene());
    QVERIFY2(now == before, qPrintable(firstDifference(before, now)));
    QVERIFY(rig.scene().links().routes() == routes);
  }
  QVERIFY(rig.fixture().document.undoSteps.empty());
}

void TestCanvasDrag::framesGoAlongWithTheirMembers() {
  Topology t;
  t.nodes.put(makeNode("region", "region", "", {0, 0, 700, 400}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("group", "scaling-group", "region", {0, 0, 146, 52}));
  t.nodes.put(makeNode("one", "app-tier", "region", {64, 120, 146, 52}));
  t.nodes.put(makeNode("two", "app-tier", "region", {320, 120, 146, 52}));
  t.links.put(makeLink("m1", "member", "one", "group"));
  t.links.put(makeLink("m2", "member", "two", "group"));
  DragRig rig(std::move(t));
  const NodeIndex group = rig.scene().design().indexOf("group");
  QVERIFY(rig.scene().layout().place(group).frame);
  const auto drawn = [&] { return rig.scene().itemsOf("group").front()->group().bounds; };
  const Rect before = drawn();
  QVERIFY(rig.grab({rig.scene().design().indexOf("two")}));
  rig.moveBy({80, 64});
  QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
  const Rect then = drawn();
  QCOMPARE(then.right(), before.right() + 80);
  QCOMPARE(then.bottom(), before.bottom() + 64);
  rig.escape();
  QCOMPARE(drawn(), before);
  QVERIFY(rig.grab({rig.scene().design().indexOf("two")}));
  rig.moveBy({80, 64});
  rig.release();
  QCOMPARE(drawn(), then);
}

void TestCanvasDrag::linesOfRefusedDropsFollow() {
  DragRig rig(smallDesign());
  const NodeIndex db = rig.scene().design().indexOf("db");
  QVERIFY(rig.grab({db}));
  rig.moveBy({-350, -180});  // out of its zone, onto the Region
  QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
  QVERIFY(isAt(rig.scene().links().route("app-db")->points.back(), rig.scene(), db));
  rig.release();
  QVERIFY(rig.fixture().document.undoSteps.empty());
  QVERIFY(rig.scene().links().routes() == routeLinks(rig.scene().design(), rig.scene().layout()));
}

void TestCanvasDrag::manyCardsGetSimpleLines() {
  DragRig rig(generateDesign(4, 90));
  Rng rng(2);
  const Routes before = rig.scene().links().routes();
  QVERIFY(rig.grab(someOf(cardsOf(rig.scene()), 25, rng)));
  rig.moveBy({64, 40});
  QVERIFY(!rig.scene().awaitsDrag());
  QVERIFY(rig.scene().links().routes() == before);
  rig.escape();
}

void TestCanvasDrag::largeDesignsRouteWhenThePointerRests() {
  DragRig rig(generateDesign(7, 1300));
  QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsRoutes(), kLongest);
  const Design& design = rig.scene().design();
  LinkIndex first = 0;
  while (!rig.scene().layout().isSolid(design, design.from(first)) ||
         !rig.scene().links().lineOf(design.link(first).id))
    ++first;
  const NodeIndex card = design.from(first);
  const LinkId link = design.link(first).id;
  const DrawGroup atRest = *rig.scene().links().lineOf(link);
  const Routes before = rig.scene().links().routes();
  QVERIFY(rig.grab({card}));
  rig.moveBy({32, 24});
  // At once the line is drawn along ...
  QVERIFY(rig.scene().links().routes() == before);
  QVERIFY(!(*rig.scene().links().lineOf(link) == atRest));
  // ... and found when it rests.
  QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
  const Seen shown = seenOf(rig.scene());
  rig.release();
  QVERIFY(!rig.scene().awaitsRoutes());
  QVERIFY(rig.scene().links().routes() == routeLinks(rig.scene().design(), rig.scene().layout()));
  const Seen now = seenOf(rig.scene());
  QVERIFY2(shown == now, qPrintable(firstDifference(shown, now)));
}

void TestCanvasDrag::bendsShowAsTheyWillBe() {
  Topology t;
  t.nodes.put(makeNode("a", "users", "", {0, 0, 146, 52}));
  t.nodes.put(makeNode("b", "load-balancer", "", {400, 200, 146, 52}));
  Link link = makeLink("l", "routes", "a", "b");
  link.bends = {{248, 26}, {248, 226}};
  t.links.put(link);
  DragRig rig(std::move(t));
  QVERIFY(rig.grab({rig.scene().design().indexOf("b")}));
  rig.moveBy({0, 80});
  QTRY_VERIFY_WITH_TIMEOUT(!rig.scene().awaitsDrag(), kLongest);
  const Seen shown = seenOf(rig.scene());
  rig.release();
  QVERIFY((rig.fixture().document.topology().links.find("l")->bends == std::vector<Point>{{248, 26}, {248, 306}}));
  QVERIFY(shown == seenOf(rig.scene()));
}

QTEST_MAIN(TestCanvasDrag)
#include "test_canvas_drag.moc"
