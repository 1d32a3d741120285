// What a drill has made of a design at a moment, and how that is drawn.
#include <limits>

#include "contrast.h"
#include "drawing/draw_legend.h"
#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"
#include "drawn_by_hand.h"
#include "sample.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

// A Region with a zone, in it a database that has a standby in another one; a data centre.
Topology pair() {
  Topology t;
  const auto put = nodesInto(t);
  put("region", "region", "", {0, 0, 592, 416}, {{"code", Value("eu-west-1")}});
  put("zone-a", "az", "region", {176, 40, 188, 360}, {{"code", Value("eu-west-1a")}});
  put("zone-b", "az", "region", {376, 40, 188, 360}, {{"code", Value("eu-west-1b")}});
  put("db", "rds-instance", "zone-a", {21, 200, 146, 52}, {{"engine", Value("mysql")}});
  put("standby", "rds-standby", "zone-b", {21, 200, 146, 52});
  put("app", "app-tier", "zone-b", {21, 40, 146, 52});
  put("centre", "data-centre", "", {700, 0, 200, 200});
  t.links.put({"pair", "standby", "db", "standby", {}, {}, {}});
  t.links.put({"app-db", "uses", "app", "db", {}, {}, {}});
  return t;
}

Drill drillOf(OutageKind kind, const std::string& place, std::vector<NodeChange> nodes,
              std::vector<LinkChange> links = {}) {
  Drill drill;
  drill.outage = {{{kind, place}}};
  drill.nodes = std::move(nodes);
  drill.links = std::move(links);
  return drill;
}

Drill zoneLost() {
  return drillOf(OutageKind::zone, "eu-west-1a", {{"db", Fate::failed, {}}, {"standby", Fate::promoted, {60, 90}}},
                 {{"pair", Traffic::broken, {}}, {"app-db", Traffic::moved, {60, 90}}});
}

struct Drawn {
  std::shared_ptr<const Topology> topology = std::make_shared<const Topology>(pair());
  Design design{topology, Catalogue::shipped(), Profiles::shipped().orDefault(kDefaultProfile)};
  Layout layout{design};
  Badges badges{{"db", {Severity::error, 2}}, {"app", {Severity::warning, 1}}};
  Routes routes = routeLinks(design, layout);

  DrawContext context(const DrillPicture* drill) const { return {design, layout, builtInMeasure(), badges, drill}; }
  std::vector<DrawGroup> node(const char* id, const DrillPicture* drill) const {
    return drawNode(context(drill), design.indexOf(id));
  }
  std::vector<DrawGroup> link(const char* id, const DrillPicture* drill) const {
    return drawLink(context(drill), design.linkIndexOf(id), routes.at(id));
  }
};

template <class Shape>
std::vector<Shape> shapesOf(const std::vector<DrawGroup>& groups) {
  std::vector<Shape> out;
  for (const DrawGroup& group : groups) {
    for (const Shape2D& shape : group.shapes) {
      if (const auto* s = std::get_if<Shape>(&shape)) out.push_back(*s);
    }
  }
  return out;
}

const TextShape* textIn(const std::vector<TextShape>& texts, const std::string& text) {
  const auto at = std::ranges::find(texts, text, &TextShape::text);
  return at == texts.end() ? nullptr : &*at;
}

bool atHeight(const std::vector<DrawGroup>& groups, int band) {
  return std::ranges::any_of(groups, [=](const DrawGroup& group) { return group.z / 1000 == band; });
}

}  // namespace

class TestDrillPicture : public QObject {
  Q_OBJECT

 private slots:
  void changesCountFromTheirTimeOn() {
    const Drawn d;
    const Drill drill = zoneLost();
    const DrillPicture start = drillPicture(d.design, drill, 0);
    QVERIFY(start.of("db") && start.of("db")->fate == Fate::failed);
    QCOMPARE(start.of("db")->line, std::string("Lost"));
    QVERIFY(!start.of("standby"));
    QVERIFY(!start.of("app"));
    QVERIFY(start.trafficOf("pair") && *start.trafficOf("pair") == Traffic::broken);
    QVERIFY(!start.trafficOf("app-db"));
    QVERIFY(!drillPicture(d.design, drill, 89.9).of("standby"));
    const DrillPicture later = drillPicture(d.design, drill, 90);
    QCOMPARE(later.of("standby")->line, std::string("Promoted at 1:30"));
    QVERIFY(*later.trafficOf("app-db") == Traffic::moved);
    QCOMPARE(drillPicture(d.design, drill, 60, true).of("standby")->line, std::string("Promoted at 1:00"));
  }

  void theLastChangeCounts() {
    const Drawn d;
    const Drill drill = drillOf(OutageKind::host, "db",
                                {{"db", Fate::failed, {}},
                                 {"db", Fate::restored, {600, 1800}},
                                 {"app", Fate::stale, {}},
                                 {"app", Fate::started, {}}});
    QVERIFY(drillPicture(d.design, drill, 1799).of("db")->fate == Fate::failed);
    QVERIFY(drillPicture(d.design, drill, 1800).of("db")->fate == Fate::restored);
    QCOMPARE(drillPicture(d.design, drill, 1800).of("db")->line, std::string("Restored at 30:00"));
    QVERIFY(drillPicture(d.design, drill, 0).of("app")->fate == Fate::started);
  }

  void linesSayWhatHappened() {
    const Drawn d;
    const auto lineAt = [&](Fate fate, double seconds) {
      return drillPicture(d.design, drillOf(OutageKind::corruption, "db", {{"db", fate, {}}}), seconds).of("db")->line;
    };
    // As the banner and the clock of the same moment have it.
    QCOMPARE(lineAt(Fate::stale, 105.7), std::string("Stale 1\u00a0min\u00a046\u00a0s"));
    QCOMPARE(lineAt(Fate::spoiled, 5), std::string("Data is wrong"));
    QCOMPARE(lineAt(Fate::started, 5), std::string("Started at 0:00"));
    const Drill restart = drillOf(OutageKind::maintenance, "db", {{"db", Fate::failed, {}}});
    QCOMPARE(drillPicture(d.design, restart, 5).of("db")->line, std::string("Restarting"));
  }

  void whatTheOutageNamesIsLostWithItsContent() {
    const Drawn d;
    const DrillPicture zone = drillPicture(d.design, zoneLost(), 0);
    QVERIFY(zone.of("zone-a") && zone.of("zone-a")->named);
    QVERIFY(!zone.of("zone-b") && !zone.of("region"));
    const DrillPicture region = drillPicture(d.design, drillOf(OutageKind::region, "eu-west-1", {}), 0);
    QVERIFY(region.of("region")->named);
    QVERIFY(region.of("zone-a") && !region.of("zone-a")->named);
    QVERIFY(!region.of("centre"));
    QVERIFY(drillPicture(d.design, drillOf(OutageKind::onPremises, "centre", {}), 0).of("centre")->named);
  }

  void idsThatAreNotDrawnAreLeftOut() {
    const Drawn d;
    const Drill drill =
        drillOf(OutageKind::host, "gone", {{"gone", Fate::failed, {}}}, {{"gone-too", Traffic::broken, {}}});
    QVERIFY(drillPicture(d.design, drill, 0).nodes.empty() && drillPicture(d.design, drill, 0).links.empty());
  }

  void failedCardsAreGreyAndStruck() {
    const Drawn d;
    const DrillPicture picture = drillPicture(d.design, zoneLost(), 0);
    const auto groups = d.node("db", &picture);
    const auto texts = shapesOf<TextShape>(groups);
    QVERIFY(textIn(texts, "db")->style.struckThrough);
    QVERIFY(textIn(texts, "db")->ink.token == Token::muted);
    QVERIFY(textIn(texts, "Lost"));
    QVERIFY(!textIn(texts, "2"));  // no badge of findings
    QVERIFY(textIn(texts, "PRIMARY")->ink.token == Token::muted);
    QVERIFY(shapesOf<IconShape>(groups).front().ink.token == Token::faint);
    QVERIFY(std::ranges::any_of(shapesOf<RectShape>(groups),
                                [](const RectShape& r) { return r.fill.token == Token::failCard; }));
    QVERIFY(atHeight(groups, band::kBadge));
    QVERIFY(shapesOf<EllipseShape>(groups).front().fill.token == Token::errFill);
    for (const TextShape& text : shapesOf<TextShape>(d.node("db", nullptr))) QVERIFY(!text.style.struckThrough);
  }

  // What has failed or is stopped is told by its look as well, but its words are there to be read.
  void wordsCanBeReadInEveryState_data() {
    QTest::addColumn<int>("fate");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {false, true}) {
      for (const Fate fate :
           {Fate::failed, Fate::spoiled, Fate::stale, Fate::promoted, Fate::restored, Fate::started}) {
        QTest::addRow("fate %d, %s", static_cast<int>(fate), dark ? "dark" : "light") << static_cast<int>(fate) << dark;
      }
      QTest::addRow("stopped, %s", dark ? "dark" : "light") << -1 << dark;
    }
  }
  void wordsCanBeReadInEveryState() {
    QFETCH(int, fate);
    QFETCH(bool, dark);
    Drawn d;
    Topology topology = *d.topology;
    Node app = *topology.nodes.find("app");
    app.properties["running"] = Value(0);
    topology.nodes.put(app);
    const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    Drill drill = drillOf(OutageKind::zone, "eu-west-1a", {});
    if (fate >= 0) {
      for (const char* id : {"db", "app"}) drill.nodes.push_back({id, static_cast<Fate>(fate), {}});
    }
    const DrillPicture picture = drillPicture(design, drill, 0);
    const DrawContext context{design, d.layout, builtInMeasure(), d.badges, &picture};
    const Theme& theme = dark ? darkTheme() : lightTheme();
    int words = 0;
    for (const char* id : fate >= 0 ? std::vector{"db", "app", "zone-a"} : std::vector{"app", "zone-a"}) {
      for (const DrawGroup& group : drawNode(context, design.indexOf(id))) {
        // A role has its kind's colours, as on ordinary days.
        if (group.z / 1000 == band::kChip && fate != static_cast<int>(Fate::failed)) continue;
        Colour ground = theme.colour(Token::card);
        for (const Shape2D& shape : group.shapes) {
          if (const auto* rect = std::get_if<RectShape>(&shape); rect && rect->fill.visible()) {
            const Colour fill = colourOf(theme, rect->fill);
            if (fill.alpha == 1) ground = fill;
          }
          const auto* text = std::get_if<TextShape>(&shape);
          if (!text) continue;
          ++words;
          const double ratio = contrast(colourOf(theme, text->ink), ground);
          QVERIFY2(ratio >= 4.5, qPrintable(QString("%1: %2").arg(QString::fromStdString(text->text)).arg(ratio)));
        }
      }
    }
    QVERIFY(words >= 3);
  }

  void picturesNameTheirOutageAndMoment() {
    const Drawn d;
    const auto captionAt = [&](double seconds, bool best) {
      return drillPicture(d.design, zoneLost(), seconds, best).caption;
    };
    QCOMPARE(captionAt(0, false), std::string("eu-west-1a is lost \u00b7 the moment it begins"));
    QCOMPARE(captionAt(240, false), std::string("eu-west-1a is lost \u00b7 after 4\u00a0min at worst"));
    QCOMPARE(captionAt(89.6, true), std::string("eu-west-1a is lost \u00b7 after 1\u00a0min\u00a030\u00a0s at best"));
    const DrillPicture moment = drillPicture(d.design, zoneLost(), 240);
    for (const std::vector<NodeIndex>& only : {std::vector<NodeIndex>{}, std::vector{d.design.indexOf("db")}}) {
      const DisplayList usual = drawPicture(d.design, builtInMeasure(), only);
      const DisplayList list = drawPicture(d.design, builtInMeasure(), only, &moment);
      const DrawGroup& first = list.groups.front();
      const auto* text = std::get_if<TextShape>(&first.shapes.front());
      QVERIFY(text);
      QCOMPARE(text->text, moment.caption);
      // Above all, within the picture.
      QVERIFY(first.bounds.bottom() < usual.bounds.top());
      QVERIFY(list.bounds.contains(first.bounds));
      QVERIFY(std::ranges::none_of(usual.groups, [](const DrawGroup& g) { return g.id == "CAPTION"; }));
    }
    const DrillPicture nothing;
    QVERIFY(drawPicture(d.design, builtInMeasure(), {}, &nothing).groups.front().id != "CAPTION");
  }

  void promotedCardsHaveTheNewRole() {
    const Drawn d;
    const DrillPicture picture = drillPicture(d.design, zoneLost(), 90);
    const auto groups = d.node("standby", &picture);
    const auto texts = shapesOf<TextShape>(groups);
    QVERIFY(textIn(texts, "PRIMARY"));
    QVERIFY(!textIn(texts, "STANDBY"));
    QVERIFY(textIn(texts, "Promoted at 1:30"));
    int rings = 0;
    for (const RectShape& rect : shapesOf<RectShape>(groups))
      rings += rect.stroke.ink.token == Token::accent && rect.stroke.ink.opacity < 1;
    QCOMPARE(rings, 3);
    QVERIFY(shapesOf<EllipseShape>(groups).front().fill.token == Token::accent);
  }

  void lostContainersAreHatched() {
    const Drawn d;
    const DrillPicture picture = drillPicture(d.design, zoneLost(), 0);
    const auto zone = d.node("zone-a", &picture);
    QVERIFY(atHeight(zone, band::kHatch));
    QVERIFY(textIn(shapesOf<TextShape>(zone), "zone-a \u00b7 LOST"));
    QVERIFY(shapesOf<RectShape>(zone).front().stroke.ink.token == Token::err);
    const Rect room = d.layout.rect(d.design.indexOf("zone-a"));
    for (const PathShape& path : shapesOf<PathShape>(zone)) {
      for (const PathStep& step : path.steps) QVERIFY(room.grown(-1).contains(step.to));
    }
    QVERIFY(d.node("zone-b", &picture) == d.node("zone-b", nullptr));
    const DrillPicture all = drillPicture(d.design, drillOf(OutageKind::region, "eu-west-1", {}), 0);
    QVERIFY(textIn(shapesOf<TextShape>(d.node("region", &all)), "region \u00b7 LOST"));
    QVERIFY(!atHeight(d.node("zone-a", &all), band::kHatch));
    QVERIFY(shapesOf<RectShape>(d.node("zone-a", &all)).front().stroke.ink.token == Token::err);
  }

  void linksBreakAndTakeOver() {
    const Drawn d;
    const DrillPicture picture = drillPicture(d.design, zoneLost(), 90);
    const auto broken = shapesOf<PathShape>(d.link("pair", &picture));
    QVERIFY(broken.front().stroke.ink == (Ink{Token::link, .55}));
    QVERIFY(broken.back().stroke.ink.token == Token::err);
    QVERIFY(shapesOf<TextShape>(d.link("pair", &picture)).empty());  // "sync" is no longer so
    QVERIFY(!shapesOf<TextShape>(d.link("pair", nullptr)).empty());
    const auto moved = shapesOf<PathShape>(d.link("app-db", &picture));
    QVERIFY(moved.front().stroke.ink == Ink{Token::accent});
    QCOMPARE(moved.front().stroke.width, 2.2);
  }

  // The frame of a group says how many of its tiers run at that moment.
  void framesCountWhatRuns() {
    Topology t = pair();
    for (const char* id : {"group", "app-2", "app-3"}) {
      Node node = *t.nodes.find("app");
      node.id = node.name = id;
      node.properties.clear();
      node.kind = id == std::string("group") ? "scaling-group" : "app-tier";
      if (id == std::string("group")) node.parent = "region";
      if (id == std::string("app-3")) node.properties["running"] = Value(0);
      t.nodes.put(node);
    }
    for (const char* id : {"app", "app-2", "app-3"})
      t.links.put({std::string(id) + "-in", "member", id, "group", {}, {}, {}});
    const Design design(std::make_shared<const Topology>(t), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    const NodeIndex group = design.indexOf("group");
    QCOMPARE(subtitleOf(design, group), std::string("2 of 3 running"));
    const Drill drill =
        drillOf(OutageKind::host, "app", {{"app", Fate::failed, {}}, {"app-3", Fate::started, {60, 90}}});
    const auto at = [&](double seconds) {
      const DrillPicture picture = drillPicture(design, drill, seconds);
      return draw::subtitleOf(design, group, &picture);
    };
    QCOMPARE(at(0), std::string("1 of 3 running"));
    QCOMPARE(at(90), std::string("2 of 3 running"));
  }

  void spoiledStaleAndRunningAgain() {
    const Drawn d;
    const auto draw = [&](Fate fate) {
      const DrillPicture picture = drillPicture(d.design, drillOf(OutageKind::corruption, "db", {{"db", fate, {}}}), 0);
      return d.node("db", &picture);
    };
    QVERIFY(textIn(shapesOf<TextShape>(draw(Fate::spoiled)), "Data is wrong")->ink.token == Token::warn);
    QVERIFY(atHeight(draw(Fate::spoiled), band::kBadge));
    const auto stale = draw(Fate::stale);
    QVERIFY(!atHeight(stale, band::kBadge));
    QVERIFY(textIn(shapesOf<TextShape>(stale), "Stale 0\u00a0s")->ink.token == Token::warn);
    QVERIFY(textIn(shapesOf<TextShape>(draw(Fate::restored)), "Restored at 0:00")->ink.token == Token::ok);
    QVERIFY(draw(Fate::started) != draw(Fate::restored));
  }

  void withoutAnyChangeOnlyBadgesGo() {
    const Drawn d;
    const DrillPicture nothing;
    QVERIFY(atHeight(d.node("db", nullptr), band::kBadge));
    QVERIFY(!atHeight(d.node("db", &nothing), band::kBadge));
    for (const char* id : {"region", "zone-a", "standby", "centre"})
      QVERIFY(d.node(id, &nothing) == d.node(id, nullptr));
    for (const char* id : {"pair", "app-db"}) QVERIFY(d.link(id, &nothing) == d.link(id, nullptr));
  }

  void theLegendHasTheSignsOfTheDrill() {
    const Drawn d;
    const auto texts = [&](const Drill& drill, bool best = false) {
      std::vector<std::string> out;
      for (const TextShape& text : shapesOf<TextShape>(drawDrillLegend(d.design, drill, builtInMeasure(), best).groups))
        out.push_back(text.text);
      return out;
    };
    QVERIFY(drawDrillLegend(d.design, {}, builtInMeasure()).groups.empty());
    QCOMPARE(texts(zoneLost()),
             (std::vector<std::string>{"Drill", "Lost, failed", "Broken link", "New role", "Traffic now"}));
    QCOMPARE(texts(drillOf(OutageKind::corruption, "db", {{"db", Fate::spoiled, {}}, {"db", Fate::restored, {9, 9}}})),
             (std::vector<std::string>{"Drill", "Data is wrong", "Runs again"}));
  }

  // A row without its sign anywhere on the canvas would be looked for in vain.
  void theLegendNamesOnlyWhatIsDrawn() {
    const Drawn d;
    const double never = std::numeric_limits<double>::infinity();
    const auto says = [&](const Drill& drill, const char* text, bool best = false) {
      const auto texts = shapesOf<TextShape>(drawDrillLegend(d.design, drill, builtInMeasure(), best).groups);
      return textIn(texts, text) != nullptr;
    };
    // Whatever the legend says of a drill comes up in the picture of one of its moments, and the other way round.
    const auto crossed = [&](const Drill& drill, std::vector<double> moments) {
      return std::ranges::any_of(moments, [&](double moment) {
        const DrillPicture picture = drillPicture(d.design, drill, moment);
        return draw::isCrossed(d.design, picture, d.design.linkIndexOf("pair"));
      });
    };
    // Between two that are lost for good there is no cross ...
    Drill region = drillOf(OutageKind::region, "eu-west-1", {{"db", Fate::failed, {}}, {"standby", Fate::failed, {}}},
                           {{"pair", Traffic::broken, {}}});
    QVERIFY(!crossed(region, {0, 60, 600}));
    QVERIFY(!says(region, "Broken link"));
    // ... but one comes up as soon as one of them works while the link does not.
    region.nodes.push_back({"standby", Fate::restored, {60, 600}});
    QVERIFY(!crossed(region, {0, 599}) && crossed(region, {600}));
    QVERIFY(says(region, "Broken link"));
    // Unless the link is back by then.
    region.links.push_back({"pair", Traffic::usual, {60, 600}});
    QVERIFY(!crossed(region, {0, 599, 600, 601}));
    QVERIFY(!says(region, "Broken link"));
    // What never comes at worst may come at best.
    const Drill late = drillOf(OutageKind::host, "db", {{"db", Fate::failed, {}}, {"db", Fate::promoted, {60, never}}},
                               {{"app-db", Traffic::moved, {60, never}}});
    QVERIFY(!says(late, "New role") && !says(late, "Traffic now"));
    QVERIFY(says(late, "New role", true) && says(late, "Traffic now", true));
    // A zone without cards, a fate of one moment that another one follows at once, a node that is not drawn.
    QVERIFY(says(drillOf(OutageKind::zone, "eu-west-1a", {{"zone-a", Fate::failed, {}}}), "Lost"));
    QVERIFY(!says(drillOf(OutageKind::host, "db", {{"db", Fate::failed, {}}, {"db", Fate::restored, {}}}), "Failed"));
    QVERIFY(!says(drillOf(OutageKind::host, "db", {{"nobody", Fate::failed, {}}}), "Failed"));
  }

  // The outage lasts: what works again in its place's name works elsewhere, and its card does not shine among the lost.
  void whatWorksAgainElsewhereIsNoCardOfTheLostPlace() {
    const Drawn d;
    const Drill drill =
        drillOf(OutageKind::zone, "eu-west-1a", {{"db", Fate::failed, {}}, {"db", Fate::restored, {60, 2100}}},
                {{"pair", Traffic::broken, {}}});
    const DrillPicture lost = drillPicture(d.design, drill, 2099);
    const DrillPicture again = drillPicture(d.design, drill, 2100);
    QVERIFY(again.of("db")->elsewhere && again.of("db")->fate == Fate::restored);
    QVERIFY(!lost.of("db")->elsewhere);
    const auto texts = shapesOf<TextShape>(d.node("db", &again));
    QVERIFY(textIn(texts, "Elsewhere at 35:00") && textIn(texts, "Elsewhere at 35:00")->ink.token == Token::ok);
    QVERIFY(!textIn(texts, "db")->style.struckThrough);
    QVERIFY(textIn(shapesOf<TextShape>(d.node("db", &lost)), "db")->style.struckThrough);
    const auto bodyOf = [&](const DrillPicture& at) { return shapesOf<RectShape>(d.node("db", &at)).front(); };
    QVERIFY(bodyOf(again) == bodyOf(lost));
    QVERIFY(bodyOf(again).fill.token == Token::failCard);
    // Hours need the room of a word: half of a time would be another one.
    const Drill slow =
        drillOf(OutageKind::zone, "eu-west-1a", {{"db", Fate::failed, {}}, {"db", Fate::restored, {60, 5400}}});
    const DrillPicture hours = drillPicture(d.design, slow, 5400);
    QVERIFY(textIn(shapesOf<TextShape>(d.node("db", &hours)), "Elsewhere 1:30:00"));
    // The same host elsewhere in the design, and one that comes back where it stands, look as ever.
    QVERIFY(!drillPicture(d.design, drillOf(OutageKind::host, "db", drill.nodes), 2100).of("db")->elsewhere);
    const Drill other = drillOf(OutageKind::zone, "eu-west-1b", drill.nodes);
    QVERIFY(!drillPicture(d.design, other, 2100).of("db")->elsewhere);
    QVERIFY(drillPicture(d.design, drillOf(OutageKind::region, "eu-west-1", drill.nodes), 2100).of("db")->elsewhere);
  }
};

QTEST_APPLESS_MAIN(TestDrillPicture)
#include "test_drill_picture.moc"
