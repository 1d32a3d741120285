// What gestures on the canvas mean, without any canvas.
#include <random>
#include <set>

#include "layout/placing.h"
#include "support.h"

using namespace nines;

namespace {

Node makeNode(std::string id, std::string kind, std::string parent, std::optional<Rect> rect,
              Properties properties = {}) {
  Node node;
  node.name = id;
  node.id = std::move(id);
  node.kind = std::move(kind);
  node.parent = std::move(parent);
  node.rect = rect;
  node.properties = std::move(properties);
  return node;
}

Link makeLink(std::string id, std::string kind, std::string from, std::string to) {
  Link link;
  link.id = std::move(id);
  link.kind = std::move(kind);
  link.from = std::move(from);
  link.to = std::move(to);
  return link;
}

// A topology with its reading and layout, all made anew after each edit.
struct World {
  explicit World(Topology t) { reset(std::move(t)); }

  void reset(Topology t) {
    topology = std::make_shared<const Topology>(std::move(t));
    const Profile& profile = Profiles::shipped().orDefault(topology->profile);
    design = std::make_shared<const Design>(topology, Catalogue::shipped(), profile);
    layout = std::make_shared<const Layout>(*design);
  }
  bool run(const Edit& edit) {
    Topology next = *topology;
    const auto applied = apply(next, edit);
    if (!applied) return false;
    reset(std::move(next));
    return true;
  }
  NodeIndex at(const char* id) const { return design->indexOf(id); }
  Rect rect(const char* id) const { return layout->rect(at(id)); }
  placing::Pick pick(const char* preset) const { return placing::pickOf(design->catalogue(), preset); }
  // The first palette entry of a kind.
  placing::Pick kind(const char* id) const {
    const Kind* found = design->catalogue().kind(id);
    return {found, found->presets.empty() ? nullptr : &found->presets.front()};
  }

  std::shared_ptr<const Topology> topology;
  std::shared_ptr<const Design> design;
  std::shared_ptr<const Layout> layout;
};

Topology twoZones() {
  Topology t;
  t.nodes.put(makeNode("region", "region", "", Rect{0, 0, 592, 416}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("zone-a", "az", "region", Rect{176, 40, 188, 360}, {{"code", Value("eu-west-1a")}}));
  t.nodes.put(makeNode("zone-b", "az", "region", Rect{376, 40, 188, 360}, {{"code", Value("eu-west-1b")}}));
  t.nodes.put(makeNode("app", "app-tier", "zone-a", Rect{21, 40, 146, 52}));
  t.nodes.put(makeNode("db", "rds-instance", "zone-a", Rect{21, 200, 146, 52}));
  t.nodes.put(makeNode("other", "region", "", Rect{640, 0, 400, 416}, {{"code", Value("eu-central-1")}}));
  return t;
}

placing::Move moveOf(const World& w, std::vector<NodeIndex> nodes) {
  return placing::Move(*w.design, *w.layout, nodes, nodes.front());
}

bool contentsInside(const World& w) {
  for (NodeIndex i = 0; i < w.design->nodeCount(); ++i) {
    const NodeIndex parent = w.design->parent(i);
    if (parent != kNone && !w.layout->rect(parent).contains(w.layout->rect(i))) return false;
  }
  return true;
}

// No two containers of one parent overlap, and everything lies in its container.
bool tidy(const World& w) {
  for (NodeIndex i = 0; i < w.design->nodeCount(); ++i) {
    for (NodeIndex j = i + 1; j < w.design->nodeCount(); ++j) {
      const bool containers = w.design->kind(i)->isContainer() && w.design->kind(j)->isContainer();
      const bool siblings = w.design->parent(j) == w.design->parent(i);
      if (containers && siblings && w.layout->rect(i).intersects(w.layout->rect(j))) return false;
    }
  }
  return contentsInside(w);
}

}  // namespace

class TestPlacing : public QObject {
  Q_OBJECT

 private slots:
  void refusalNamesWhereItBelongs_data();
  void refusalNamesWhereItBelongs();
  void nothingIsRefusedThatMayStandThere();
  void groupsAreTransparent();
  void placesRegionsWithCodes();
  void placesZonesInColumns();
  void theFirstZoneIsWhereItIsDropped_data();
  void theFirstZoneIsWhereItIsDropped();
  void regionsKeepOffWhatStandsThere_data();
  void regionsKeepOffWhatStandsThere();
  void zoneNamesRunOut();
  void namesStayUnique();
  void placingGrowsWhatIsTooSmall();
  void growingPushesWhatStandsBeside();
  void freeSpotLooksOutwards();
  void movesOnlyTheRoots();
  void swapsPlacesOfRegions();
  void movingTakesBendsAlong();
  void moveRefusesAsAWhole();
  void moveOfAFrameMovesItsMembers();
  void nudgeKeepsWhatIsOutOfTheInsets();
  void resizeKeepsContents();
  void linkChoicesLeaveOutDrawnOnes();
  void randomGesturesKeepTheDesignTidy_data();
  void randomGesturesKeepTheDesignTidy();
};

void TestPlacing::refusalNamesWhereItBelongs_data() {
  QTest::addColumn<QString>("container");
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("why");
  const auto row = [](const char* container, const char* kind, const char* why) {
    QTest::addRow("%s in %s", kind, *container ? container : "the canvas") << container << kind << why;
  };
  row("region", "rds-instance", "An RDS instance stands in an Availability Zone, not in a Region");
  row("", "rds-instance", "An RDS instance stands in an Availability Zone, not on the canvas");
  row("zone-a", "s3-bucket", "An S3 bucket stands in a Region, not in an Availability Zone");
  row("zone-a", "dax-cluster", "A DAX cluster stands in a VPC or a Region, not in an Availability Zone");
  row("region", "users", "Users stand on the canvas, not in a Region");
  row("region", "snowball", "A Snowball stands in a data centre or on the canvas, not in a Region");
  row("", "app-tier",
      "An App tier stands in an Availability Zone, a Region, a VPC or a data centre, not on the canvas");
  row("zone-a", "route53", "A Route 53 record stands in an account or on the canvas, not in an Availability Zone");
  row("zone-a", "made-up", "");
  row("zone-a", "rds-instance", "");
}

void TestPlacing::refusalNamesWhereItBelongs() {
  QFETCH(QString, container);
  QFETCH(QString, kind);
  QFETCH(QString, why);
  const World w(twoZones());
  const NodeIndex at = container.isEmpty() ? kNone : w.design->indexOf(container.toStdString());
  QCOMPARE(QString::fromStdString(placing::refusal(*w.design, at, kind.toStdString())), why);
}

// For every kind in every container: a sentence exactly where the catalogue says no, and it names every place.
void TestPlacing::nothingIsRefusedThatMayStandThere() {
  const World w(twoZones());
  for (const Kind& kind : w.design->catalogue().kinds()) {
    for (const NodeIndex at : {kNone, w.at("region"), w.at("zone-a")}) {
      const std::string parent = at == kNone ? std::string() : w.design->node(at).kind;
      const std::string why = placing::refusal(*w.design, at, kind.id);
      QCOMPARE(why.empty(), w.design->catalogue().mayContain(parent, kind.id));
      if (why.empty()) continue;
      QVERIFY2(why.find(kind.label) != std::string::npos, why.c_str());
      QVERIFY2(why.find(", not ") != std::string::npos, why.c_str());
      for (const std::string& place : kind.parents) {
        const Kind* container = w.design->catalogue().kind(place);
        const std::string word = container ? container->label.substr(1) : place == "canvas" ? "canvas" : "container";
        QVERIFY2(why.find(word) != std::string::npos, why.c_str());
      }
    }
  }
}

void TestPlacing::groupsAreTransparent() {
  Topology t = twoZones();
  t.nodes.put(makeNode("set", "group", "zone-a", Rect{8, 270, 172, 80}));
  const World w(t);
  QVERIFY(placing::refusal(*w.design, w.at("set"), "rds-instance").empty());
  QVERIFY(!placing::refusal(*w.design, w.at("set"), "s3-bucket").empty());
}

void TestPlacing::placesRegionsWithCodes() {
  World w{Topology{}};
  for (const char* code : {"eu-west-1", "eu-central-1", "us-east-1"}) {
    const auto spot = placing::freeSpot(*w.design, *w.layout, *w.pick("region").kind, kNone);
    QVERIFY(spot.refusal.empty());
    const auto added = placing::place(*w.design, *w.layout, w.pick("region"), spot);
    QCOMPARE(added.id, std::string(code));
    QVERIFY(w.run(added.edit));
    QCOMPARE(w.topology->nodes.find(code)->properties.at("code"), Value(code));
  }
  QVERIFY(tidy(w));
}

void TestPlacing::placesZonesInColumns() {
  World w{Topology{}};
  const auto add = [&](const char* preset, Point at) {
    const auto spot = placing::spotAt(*w.design, *w.layout, *w.pick(preset).kind, at);
    return spot.refusal.empty() && w.run(placing::place(*w.design, *w.layout, w.pick(preset), spot).edit);
  };
  QVERIFY(add("region", {320, 210}));
  const Rect region = w.rect("eu-west-1");
  QCOMPARE(region.topLeft(), (Point{0, 0}));
  for (int i = 0; i < 3; ++i) QVERIFY(add("az", {200, 300}));
  for (const char* code : {"eu-west-1a", "eu-west-1b", "eu-west-1c"}) {
    QVERIFY(w.at(code) != kNone);
    QCOMPARE(w.rect(code).width, 188.0);
    QCOMPARE(w.rect(code).y, w.rect("eu-west-1a").y);
  }
  QCOMPARE(w.rect("eu-west-1b").x, w.rect("eu-west-1a").right() + 12);
  QVERIFY(w.rect("eu-west-1").width > region.width);  // the third did not fit
  QVERIFY(tidy(w));
}

// In an empty Region a zone comes to lie below the pointer; the usual column where that is in it.
void TestPlacing::theFirstZoneIsWhereItIsDropped_data() {
  QTest::addColumn<double>("pointer");
  QTest::addColumn<double>("left");
  QTest::newRow("at the left border") << 30.0 << 8.0;
  QTest::newRow("left") << 100.0 << 8.0;
  QTest::newRow("in the column") << 200.0 << 176.0;
  QTest::newRow("right of the middle") << 420.0 << 320.0;
  QTest::newRow("at the right border") << 630.0 << 440.0;
}

void TestPlacing::theFirstZoneIsWhereItIsDropped() {
  QFETCH(double, pointer);
  World w{Topology{}};
  const auto add = [&](const char* preset, Point at) {
    const auto spot = placing::spotAt(*w.design, *w.layout, *w.pick(preset).kind, at);
    return spot.refusal.empty() && w.run(placing::place(*w.design, *w.layout, w.pick(preset), spot).edit);
  };
  QVERIFY(add("region", {320, 210}));
  QVERIFY(add("az", {pointer, 200}));
  const Rect zone = w.rect("eu-west-1a");
  QTEST(zone.x, "left");
  QCOMPARE(w.rect("eu-west-1"), (Rect{0, 0, 640, 420}));  // has not grown
  QVERIFY(tidy(w));
}

// A second Region, dropped so near that it would cover the first one or a card, comes to lie beside these.
void TestPlacing::regionsKeepOffWhatStandsThere_data() {
  QTest::addColumn<double>("x");
  QTest::addColumn<double>("y");
  QTest::addColumn<double>("left");
  QTest::addColumn<double>("top");
  QTest::newRow("right of it") << 700.0 << 210.0 << 664.0 << 0.0;
  QTest::newRow("below it") << 320.0 << 500.0 << 0.0 << 448.0;
  QTest::newRow("far off") << 1400.0 << 210.0 << 1080.0 << 0.0;
}

void TestPlacing::regionsKeepOffWhatStandsThere() {
  QFETCH(double, x);
  QFETCH(double, y);
  World w{Topology{}};
  for (const Point at : {Point{320, 210}, Point{x, y}}) {
    const auto spot = placing::spotAt(*w.design, *w.layout, *w.pick("region").kind, at);
    QVERIFY(spot.refusal.empty());
    QVERIFY(w.run(placing::place(*w.design, *w.layout, w.pick("region"), spot).edit));
  }
  QCOMPARE(w.rect("eu-west-1"), (Rect{0, 0, 640, 420}));
  QTEST(w.rect("eu-central-1").x, "left");
  QTEST(w.rect("eu-central-1").y, "top");
  QVERIFY(tidy(w));
}

void TestPlacing::zoneNamesRunOut() {
  World w(twoZones());
  const auto add = [&] {
    const auto spot = placing::freeSpot(*w.design, *w.layout, *w.pick("az").kind, w.at("region"));
    return w.run(placing::place(*w.design, *w.layout, w.pick("az"), spot).edit);
  };
  QVERIFY(add());
  QVERIFY(w.at("eu-west-1c") != kNone);
  QVERIFY(add());  // a fourth may be drawn: what it means is for rules to say
  QCOMPARE(w.design->nodeCount(), std::size_t{8});
  QVERIFY(tidy(w));
}

void TestPlacing::namesStayUnique() {
  World w(twoZones());
  const auto pick = w.kind("rds-instance");
  std::set<std::string> names;
  for (int i = 0; i < 3; ++i) {
    const auto spot = placing::freeSpot(*w.design, *w.layout, *pick.kind, w.at("zone-b"));
    const auto added = placing::place(*w.design, *w.layout, pick, spot);
    QVERIFY(w.run(added.edit));
    names.insert(w.topology->nodes.find(added.id)->name);
  }
  QCOMPARE(names.size(), std::size_t{3});
}

void TestPlacing::placingGrowsWhatIsTooSmall() {
  World w(twoZones());
  const auto pick = w.kind("rds-instance");
  for (int i = 0; i < 12; ++i) {
    const auto spot = placing::freeSpot(*w.design, *w.layout, *pick.kind, w.at("zone-b"));
    QVERIFY(w.run(placing::place(*w.design, *w.layout, pick, spot).edit));
  }
  QVERIFY(tidy(w));
  QVERIFY(w.rect("zone-b").height > 360);
}

void TestPlacing::growingPushesWhatStandsBeside() {
  World w(twoZones());
  const Rect wide{w.rect("zone-a").x + 120, 300, 146, 52};
  const placing::Spot spot{w.at("zone-a"), wide, {}};
  QVERIFY(w.run(placing::place(*w.design, *w.layout, w.kind("rds-instance"), spot).edit));
  QVERIFY(w.rect("zone-a").width > 188);
  QVERIFY(w.rect("zone-b").x > 376);
  QVERIFY(w.rect("other").x > 640);  // the Region beside made room as well
  QVERIFY(tidy(w));
}

void TestPlacing::freeSpotLooksOutwards() {
  const World w(twoZones());
  const Kind& bucket = *w.kind("s3-bucket").kind;
  const auto spot = placing::freeSpot(*w.design, *w.layout, bucket, w.at("db"));
  QVERIFY(spot.refusal.empty());
  QCOMPARE(spot.container, w.at("region"));
  QVERIFY(!placing::freeSpot(*w.design, *w.layout, bucket, kNone).refusal.empty());
}

void TestPlacing::movesOnlyTheRoots() {
  World w(twoZones());
  const auto move = moveOf(w, {w.at("region"), w.at("zone-a"), w.at("db")});
  const Edit edit = move.edit(move.targetAt({0, 503}));
  QCOMPARE(edit.changes.size(), std::size_t{1});
  const Rect before = w.rect("db");
  QVERIFY(w.run(edit));
  QCOMPARE(w.rect("db"), before.translated({0, 504}));
}

void TestPlacing::swapsPlacesOfRegions() {
  World w(twoZones());
  // Each new centre lies where another moving Region was.
  const auto move = moveOf(w, {w.at("region"), w.at("other")});
  const auto target = move.targetAt({640, 0});
  QVERIFY2(target.refusal.empty(), target.refusal.c_str());
  QVERIFY(w.run(move.edit(target)));
  QCOMPARE(w.rect("region").x, 640.0);
  QCOMPARE(w.topology->nodes.find("other")->parent, std::string());
}

void TestPlacing::movingTakesBendsAlong() {
  Topology t = twoZones();
  Link link = makeLink("l", "uses", "app", "db");
  link.bends = {{400, 150}};
  t.links.put(link);
  World w(t);
  const auto both = moveOf(w, {w.at("zone-a")});
  QVERIFY(w.run(both.edit(both.targetAt({-16, 8}))));
  QCOMPARE(w.topology->links.find("l")->bends.front(), (Point{384, 158}));
  const auto one = moveOf(w, {w.at("db")});
  QVERIFY(w.run(one.edit(one.targetAt({0, 16}))));
  QCOMPARE(w.topology->links.find("l")->bends.front(), (Point{384, 158}));
}

void TestPlacing::moveRefusesAsAWhole() {
  const World w(twoZones());
  const auto move = moveOf(w, {w.at("app"), w.at("db")});
  const auto target = move.targetAt({-150, 0});  // a tier may stand in the Region, a database may not
  QVERIFY(!target.refusal.empty());
}

void TestPlacing::moveOfAFrameMovesItsMembers() {
  Topology t = twoZones();
  t.nodes.put(makeNode("fleet", "scaling-group", "region", Rect{16, 80, 146, 52}));
  t.nodes.put(makeNode("app-b", "app-tier", "zone-b", Rect{21, 40, 146, 52}));
  t.links.put(makeLink("m1", "member", "app", "fleet"));
  t.links.put(makeLink("m2", "member", "app-b", "fleet"));
  World w(t);
  QVERIFY(w.layout->place(w.at("fleet")).frame);
  const auto move = moveOf(w, {w.at("fleet")});
  QVERIFY(move.moves(w.at("app")) && move.moves(w.at("app-b")) && move.moves(w.at("fleet")));
  const Rect frame = w.rect("fleet");
  QVERIFY(w.run(move.edit(move.targetAt({0, 24}))));
  QCOMPARE(w.topology->nodes.find("app")->rect->y, 64.0);
  QCOMPARE(w.rect("fleet"), frame.translated({0, 24}));
}

void TestPlacing::nudgeKeepsWhatIsOutOfTheInsets() {
  Topology t = twoZones();
  t.nodes.put(makeNode("db", "rds-instance", "zone-a", Rect{2, 10, 146, 52}));
  World w(t);
  const NodeIndex db = w.at("db");
  QVERIFY(w.run(placing::nudge(*w.design, *w.layout, {&db, 1}, {1, 0})));
  QCOMPARE(*w.topology->nodes.find("db")->rect, (Rect{3, 10, 146, 52}));
  QVERIFY(w.run(placing::nudge(*w.design, *w.layout, {&db, 1}, {0, -8})));
  QCOMPARE(*w.topology->nodes.find("db")->rect, (Rect{3, 10, 146, 52}));
}

void TestPlacing::resizeKeepsContents() {
  World w(twoZones());
  const Rect db = w.rect("db");
  const placing::Edges edges{true, false, false, true};
  const Rect wanted = placing::resized(*w.design, *w.layout, w.at("zone-a"), edges, {-24, -1000});
  QCOMPARE(wanted.left(), 152.0);
  QVERIFY(wanted.bottom() >= db.bottom());
  QVERIFY(w.run(placing::resize(*w.design, *w.layout, w.at("zone-a"), wanted)));
  QCOMPARE(w.rect("db"), db);
  QCOMPARE(w.rect("zone-a"), wanted);
  QVERIFY(placing::resize(*w.design, *w.layout, w.at("zone-a"), wanted).empty());
}

void TestPlacing::linkChoicesLeaveOutDrawnOnes() {
  World w(twoZones());
  QCOMPARE(placing::linkChoices(*w.design, w.at("app"), w.at("db")).size(), std::size_t{1});
  const auto added = placing::connect(*w.design, w.at("app"), w.at("db"), "uses");
  QVERIFY(w.run(added.edit));
  QVERIFY(placing::linkChoices(*w.design, w.at("app"), w.at("db")).empty());
  QVERIFY(placing::linkRefusal(*w.design, w.at("app"), w.at("db")).find("drawn already") != std::string::npos);
  QVERIFY(placing::linkChoices(*w.design, w.at("db"), w.at("db")).empty());
  QVERIFY(!placing::linkRefusal(*w.design, w.at("db"), w.at("db")).empty());
}

void TestPlacing::randomGesturesKeepTheDesignTidy_data() {
  QTest::addColumn<unsigned>("seed");
  for (unsigned seed = 1; seed <= 20; ++seed) QTest::addRow("seed %u", seed) << seed;
}

// Whatever is dragged about: contents stay inside, every edit applies, and its inverse restores.
void TestPlacing::randomGesturesKeepTheDesignTidy() {
  QFETCH(unsigned, seed);
  std::mt19937 random(seed);
  const auto within = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  World w(twoZones());
  for (int step = 0; step < 40; ++step) {
    const auto node = static_cast<NodeIndex>(within(0, static_cast<int>(w.design->nodeCount()) - 1));
    const Point by{static_cast<double>(within(-300, 300)), static_cast<double>(within(-200, 200))};
    const auto move = moveOf(w, {node});
    const auto target = move.targetAt(by);
    if (!target.refusal.empty()) continue;
    Topology next = *w.topology;
    const auto applied = apply(next, move.edit(target));
    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().reason.c_str());
    Topology back = next;
    QVERIFY(apply(back, applied->inverse).ok());
    QVERIFY(back == *w.topology);
    w.reset(next);
    QVERIFY(contentsInside(w));
  }
}

QTEST_GUILESS_MAIN(TestPlacing)
#include "test_placing.moc"
