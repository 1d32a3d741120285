// Aligning and distributing, without any canvas.
#include "drawn.h"
#include "formats/native.h"
#include "layout/aligning.h"
#include "layout/placing.h"

using namespace nines;
using namespace nines::test;
using placing::Alignment;
using placing::Direction;

namespace {

// Three cards on the canvas and two in different zones of a Region.
Drawing scattered() {
  Drawing d;
  d.card("a", 0, 0).card("b", 200, 60).card("c", 500, 120);
  d.node("region", "region", "", Rect{0, 400, 600, 400}, {{"code", Value("eu-west-1")}});
  d.node("zone-a", "az", "region", Rect{20, 40, 188, 340}).node("zone-b", "az", "region", Rect{230, 40, 188, 340});
  d.card("left", 21, 40, "zone-a").card("right", 21, 200, "zone-b");
  return d;
}

std::vector<NodeIndex> indices(const Drawn& d, const std::vector<std::string>& ids) {
  std::vector<NodeIndex> out;
  for (const std::string& id : ids) out.push_back(d.at(id));
  return out;
}

Drawn after(const Drawn& d, const Edit& edit) {
  Topology t = *d.topology;
  if (!apply(t, edit)) QTest::qFail("the step does not apply", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

double lineOf(const Rect& r, Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return r.left();
    case Alignment::centre:
      return r.centre().x;
    case Alignment::right:
      return r.right();
    case Alignment::top:
      return r.top();
    case Alignment::middle:
      return r.centre().y;
    case Alignment::bottom:
      return r.bottom();
  }
  return 0;
}

bool isFlat(Alignment alignment) { return alignment >= Alignment::top; }

constexpr Alignment kAll[] = {Alignment::left, Alignment::centre, Alignment::right,
                              Alignment::top,  Alignment::middle, Alignment::bottom};

}  // namespace

class TestAligning : public QObject {
  Q_OBJECT

 private slots:
  void edgesAndMiddlesMeet_data() {
    QTest::addColumn<int>("alignment");
    QTest::addColumn<double>("line");
    QTest::newRow("left") << int(Alignment::left) << 0.0;
    QTest::newRow("centre") << int(Alignment::centre) << 323.0;
    QTest::newRow("right") << int(Alignment::right) << 646.0;
    QTest::newRow("top") << int(Alignment::top) << 0.0;
    QTest::newRow("middle") << int(Alignment::middle) << 86.0;
    QTest::newRow("bottom") << int(Alignment::bottom) << 172.0;
  }
  void edgesAndMiddlesMeet() {
    QFETCH(int, alignment);
    QFETCH(double, line);
    const auto how = static_cast<Alignment>(alignment);
    const Drawn before = scattered().drawn();
    const Edit edit = placing::align(before.design, before.layout, indices(before, {"a", "b", "c"}), how);
    QVERIFY(!edit.label.empty());
    const Drawn now = after(before, edit);
    for (const char* id : {"a", "b", "c"}) {
      QCOMPARE(lineOf(now.rect(id), how), line);
      if (isFlat(how)) QCOMPARE(now.rect(id).x, before.rect(id).x);
      else QCOMPARE(now.rect(id).y, before.rect(id).y);
    }
    QCOMPARE(now.rect("left"), before.rect("left"));
    // In line already.
    QVERIFY(placing::align(now.design, now.layout, indices(now, {"c", "a", "b"}), how).empty());
  }

  void acrossContainersItIsTheCanvasThatCounts() {
    const Drawn before = scattered().drawn();
    const Edit edit = placing::align(before.design, before.layout, indices(before, {"left", "right"}), Alignment::top);
    const Drawn now = after(before, edit);
    QCOMPARE(now.rect("right").y, before.rect("left").y);
    QCOMPARE(now.rect("right").x, before.rect("right").x);
    QCOMPARE(now.design.node(now.at("right")).parent, std::string("zone-b"));
  }

  // No container grows for a line beyond it, and no card leaves its own: nothing happens, and it is said which one.
  void nothingLeavesItsContainer_data() {
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<int>("alignment");
    QTest::addColumn<QString>("held");
    QTest::newRow("left of its zone") << QStringList{"a", "right"} << int(Alignment::left) << "right";
    QTest::newRow("right of its zone") << QStringList{"left", "right"} << int(Alignment::right) << "left";
    QTest::newRow("between two zones") << QStringList{"left", "right"} << int(Alignment::centre) << "left";
    QTest::newRow("above its zone") << QStringList{"a", "right"} << int(Alignment::top) << "right";
    QTest::newRow("below its zone") << QStringList{"far", "right"} << int(Alignment::bottom) << "right";
    QTest::newRow("within all zones") << QStringList{"left", "right"} << int(Alignment::bottom) << "";
    QTest::newRow("on the canvas") << QStringList{"a", "b", "far"} << int(Alignment::right) << "";
  }
  void nothingLeavesItsContainer() {
    QFETCH(QStringList, ids);
    QFETCH(int, alignment);
    QFETCH(QString, held);
    const auto how = static_cast<Alignment>(alignment);
    const Drawn d = scattered().card("far", 1000, 900).drawn();
    std::vector<std::string> names;
    for (const QString& id : ids) names.push_back(id.toStdString());
    const auto nodes = indices(d, names);
    QCOMPARE(placing::beyondItsContainer(d.design, d.layout, nodes, how),
             held.isEmpty() ? kNone : d.at(held.toStdString()));
    QCOMPARE(placing::align(d.design, d.layout, nodes, how).empty(), !held.isEmpty());
  }

  // Left of and above the origin a container grows no more than elsewhere.
  void growthKnowsNoOrigin() {
    const auto grownBy = [](double x, double y) {
      Drawing d;
      d.node("region", "region", "", Rect{x, y, 640, 420}, {{"code", Value("eu-west-1")}});
      d.node("zone", "az", "region", Rect{20, 48, 188, 350});
      d.card("card", 21, 40, "zone").card("below", 21, 290, "zone");
      const Drawn before = d.drawn();
      const NodeIndex both[] = {before.at("card"), before.at("below")};
      const Edit edit = placing::nudge(before.design, before.layout, both, {0, 300});
      const Drawn now = after(before, edit);
      return std::pair(now.rect("region").width, now.rect("region").height);
    };
    const auto [width, height] = grownBy(0, 0);
    QVERIFY(height > 420);
    QCOMPARE(width, 640.0);
    QCOMPARE(grownBy(-3000, -2000), std::pair(width, height));
  }

  void bendsGoAlongWithBothEnds() {
    Drawing d;
    d.node("low", "region", "", Rect{0, 200, 500, 300}, {{"code", Value("eu-west-1")}});
    d.node("high", "region", "", Rect{600, 0, 500, 300}, {{"code", Value("eu-central-1")}});
    d.card("a", 20, 60, "low").card("b", 300, 60, "low").card("c", 20, 60, "high");
    d.link("inside", "replicates", "a", "b", {{200, 240}}).link("across", "replicates", "a", "c", {{550, 100}});
    const Drawn before = d.drawn();
    const Drawn now =
        after(before, placing::align(before.design, before.layout, indices(before, {"low", "high"}), Alignment::top));
    const auto bendsOf = [&](const char* id) { return now.design.link(now.design.linkIndexOf(id)).bends; };
    QCOMPARE(bendsOf("inside"), (std::vector<Point>{{200, 40}}));
    QCOMPARE(bendsOf("across"), (std::vector<Point>{{550, 100}}));
  }

  void containersTakeTheirContentAlong() {
    const Drawn before = scattered().drawn();
    const Edit edit =
        placing::align(before.design, before.layout, indices(before, {"region", "left", "c"}), Alignment::right);
    const Drawn now = after(before, edit);
    QCOMPARE(now.rect("region").right(), 646.0);
    // Inside of another chosen one: it only goes along.
    QCOMPARE(now.rect("left").x - now.rect("region").x, before.rect("left").x - before.rect("region").x);
  }

  void gapsBecomeEqual_data() {
    QTest::addColumn<bool>("flat");
    QTest::newRow("horizontally") << true;
    QTest::newRow("vertically") << false;
  }
  void gapsBecomeEqual() {
    QFETCH(bool, flat);
    Drawing d;
    // The second is the nearest to the first in both directions, whatever their names say.
    d.card("z", 0, 0).card("m", 1000, 1000).card("a", 160, 60).card("k", 700, 800);
    const Drawn before = d.drawn();
    const auto how = flat ? Direction::horizontal : Direction::vertical;
    const Edit edit = placing::distribute(before.design, before.layout, indices(before, {"m", "a", "k", "z"}), how);
    const Drawn now = after(before, edit);
    QCOMPARE(now.rect("z"), before.rect("z"));
    QCOMPARE(now.rect("m"), before.rect("m"));
    const auto gap = [&](const char* first, const char* second) {
      return flat ? now.rect(second).left() - now.rect(first).right()
                  : now.rect(second).top() - now.rect(first).bottom();
    };
    const double expected = flat ? (1146 - 4 * 146) / 3.0 : (1052 - 4 * 52) / 3.0;
    QVERIFY(std::abs(gap("z", "a") - expected) <= 1);
    QVERIFY(std::abs(gap("a", "k") - expected) <= 1);
    QVERIFY(std::abs(gap("k", "m") - expected) <= 1);
    for (const char* id : {"z", "a", "k", "m"}) QCOMPARE(now.rect(id).x, std::round(now.rect(id).x));
    QVERIFY(placing::distribute(now.design, now.layout, indices(now, {"m", "a", "k", "z"}), how).empty());
  }

  // A card on the way, chosen or not, is never hidden: what comes into line keeps off it.
  void nothingComesToLieOverOthers() {
    Drawing d;
    d.card("a", 0, 0).card("b", 60, 10).card("in-the-way", 8, 130).card("c", 300, 120);
    const Drawn before = d.drawn();
    const Drawn now =
        after(before, placing::align(before.design, before.layout, indices(before, {"a", "b", "c"}), Alignment::left));
    QCOMPARE(now.rect("a"), before.rect("a"));
    QCOMPARE(now.rect("b"), (Rect{0, 10, 146, 52}));  // they lay over each other before, and may
    QCOMPARE(now.rect("c"), (Rect{0, 202, 146, 52}));
    QCOMPARE(now.rect("in-the-way"), before.rect("in-the-way"));
  }

  void cardsOfOneRowBecomeAColumn() {
    Drawing d;
    d.card("a", 0, 40).card("b", 200, 40).card("c", 400, 32);
    const Drawn before = d.drawn();
    const auto all = indices(before, {"a", "b", "c"});
    const Drawn now = after(before, placing::align(before.design, before.layout, all, Alignment::left));
    QCOMPARE(now.rect("a"), (Rect{0, 40, 146, 52}));
    QCOMPARE(now.rect("c"), (Rect{0, -32, 146, 52}));
    QCOMPARE(now.rect("b"), (Rect{0, 112, 146, 52}));
    QVERIFY(placing::align(now.design, now.layout, all, Alignment::left).empty());
  }

  // Equal gaps are what people asked for: nothing at all, and a word why, where one would lie on what they did not
  // choose.
  void nothingIsSpreadOverWhatStandsThere() {
    Drawing d;
    d.card("first", 0, 0).card("second", 150, 0).card("last", 700, 0).card("stays", 340, 20);
    const Drawn before = d.drawn();
    const auto all = indices(before, {"first", "second", "last"});
    const auto how = Direction::horizontal;
    QCOMPARE(placing::inTheWay(before.design, before.layout, all, how), before.at("stays"));
    QVERIFY(placing::distribute(before.design, before.layout, all, how).empty());
    const auto chosen = indices(before, {"first", "second", "last", "stays"});
    QCOMPARE(placing::inTheWay(before.design, before.layout, chosen, how), kNone);
    const Drawn now = after(before, placing::distribute(before.design, before.layout, chosen, how));
    QCOMPARE(now.rect("second").x, 233.0);
    QCOMPARE(now.rect("stays").x, 467.0);
    QVERIFY(placing::distribute(now.design, now.layout, chosen, how).empty());
  }

  // Of what lay clear of each other in one container nothing lies over anything afterwards.
  void randomChoicesHideNothing() {
    const auto apart = [](const Drawn& d, NodeIndex i, NodeIndex j) {
      return d.layout.place(i).frame || d.layout.place(j).frame || !d.layout.rect(i).intersects(d.layout.rect(j));
    };
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const Drawn before(randomDrawing(seed));
      Rng rng(seed);
      std::vector<NodeIndex> chosen;
      for (NodeIndex i = 0; i < before.design.nodeCount(); ++i) {
        if (rng.chance(.2)) chosen.push_back(i);
      }
      std::vector<Edit> edits;
      for (const Alignment how : kAll) edits.push_back(placing::align(before.design, before.layout, chosen, how));
      for (const Direction how : {Direction::horizontal, Direction::vertical})
        edits.push_back(placing::distribute(before.design, before.layout, chosen, how));
      for (const Edit& edit : edits) {
        const Drawn now = after(before, edit);
        for (NodeIndex i = 0; i < now.design.nodeCount(); ++i) {
          for (NodeIndex j = 0; j < i; ++j) {
            if (now.design.parent(i) != now.design.parent(j) || !apart(before, i, j) || apart(now, i, j)) continue;
            QFAIL((std::to_string(seed) + ", " + edit.label + ": " + now.design.node(i).id + " over " +
                   now.design.node(j).id)
                      .c_str());
          }
        }
      }
    }
  }

  void tooFewAreLeftAlone() {
    const Drawn d = scattered().drawn();
    QVERIFY(placing::align(d.design, d.layout, {}, Alignment::left).empty());
    QVERIFY(placing::align(d.design, d.layout, indices(d, {"b"}), Alignment::left).empty());
    QVERIFY(placing::align(d.design, d.layout, indices(d, {"zone-b", "right"}), Alignment::left).empty());
    QVERIFY(placing::distribute(d.design, d.layout, indices(d, {"a", "b"}), Direction::horizontal).empty());
  }

  // Frames lie around their members: what is not chosen stays.
  void framesAreNotAligned() {
    Drawing d = scattered();
    d.node("group", "scaling-group", "region").card("tier", 21, 120, "zone-a", "app-tier");
    d.link("m", "member", "tier", "group");
    const Drawn before = d.drawn();
    QVERIFY(before.layout.place(before.at("group")).frame);
    QVERIFY(placing::align(before.design, before.layout, indices(before, {"group", "a"}), Alignment::left).empty());
    QCOMPARE(placing::alignable(before.design, before.layout, indices(before, {"group", "a", "tier"})).size(),
             std::size_t{2});
  }

  // Over random designs: in line unless a container holds one back, undone exactly, the rest untouched.
  void randomChoices() {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      const Drawn before(randomDrawing(seed));
      Rng rng(seed);
      std::vector<NodeIndex> chosen;
      for (NodeIndex i = 0; i < before.design.nodeCount(); ++i) {
        if (rng.chance(.15)) chosen.push_back(i);
      }
      for (const Alignment how : kAll) {
        const Edit edit = placing::align(before.design, before.layout, chosen, how);
        Topology t = *before.topology;
        const auto applied = apply(t, edit);
        QVERIFY(applied.ok());
        const Drawn now(t);
        for (const NodeIndex i : placing::alignable(before.design, before.layout, chosen)) {
          const NodeIndex parent = now.design.parent(i);
          QCOMPARE(parent, before.design.parent(i));
          if (parent == kNone || !before.layout.rect(parent).contains(before.layout.rect(i))) continue;
          const std::string where = std::to_string(seed) + ", " + edit.label + ": " + now.design.node(i).id;
          QVERIFY2(now.layout.rect(parent).contains(now.layout.rect(i)), where.c_str());
        }
        QVERIFY(apply(t, applied->inverse).ok());
        QCOMPARE(writeDesign(t), writeDesign(*before.topology));
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestAligning)
#include "test_aligning.moc"
