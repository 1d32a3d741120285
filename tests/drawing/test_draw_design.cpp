// Properties of every drawing, and the details of single kinds.
#include <set>

#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "sample.h"
#include "support.h"

using namespace nines;

namespace {

struct Drawn {
  test::Sample sample;
  Design design = sample.design();
  Layout layout{design};
  Badges badges = sample.badges();
  DrawContext context{design, layout, builtInMeasure(), badges};

  NodeIndex index(std::string_view id) const { return design.indexOf(id); }
  std::vector<DrawGroup> node(std::string_view id) const { return drawNode(context, index(id)); }
  const DrawGroup* inBand(const std::vector<DrawGroup>& groups, int band) const {
    const auto at = std::ranges::find_if(groups, [band](const DrawGroup& g) { return g.z / draw::kDepths == band; });
    return at == groups.end() ? nullptr : &*at;
  }
};

std::vector<std::string> textsOf(const DrawGroup& group) {
  std::vector<std::string> out;
  for (const Shape2D& shape : group.shapes) {
    if (const auto* text = std::get_if<TextShape>(&shape)) out.push_back(text->text);
  }
  return out;
}

template <class T>
const T& first(const DrawGroup& group) {
  for (const Shape2D& shape : group.shapes) {
    if (const auto* found = std::get_if<T>(&shape)) return *found;
  }
  qFatal("the group lacks such a shape");
}

}  // namespace

class TestDrawDesign : public QObject {
  Q_OBJECT

 private slots:
  void everyShapeLiesInsideItsGroup() {
    const Drawn drawn;
    const DisplayList list = drawDesign(drawn.context, drawn.sample.routes());
    QVERIFY(list.groups.size() > 60);
    for (const DrawGroup& group : list.groups) {
      QVERIFY2(!group.shapes.empty(), group.id.c_str());
      QVERIFY2(list.bounds.grown(.001).contains(group.bounds), group.id.c_str());
      for (const Shape2D& shape : group.shapes) {
        QVERIFY2(group.bounds.grown(.001).contains(boundsOf(shape, builtInMeasure())), group.id.c_str());
      }
    }
  }

  void groupsAreInPaintOrder() {
    const Drawn drawn;
    const DisplayList list = drawDesign(drawn.context, drawn.sample.routes());
    QVERIFY(std::ranges::is_sorted(list.groups, {}, &DrawGroup::z));
  }

  void everythingIsDrawnButMembership() {
    const Drawn drawn;
    std::set<std::string> ids;
    for (const DrawGroup& group : drawDesign(drawn.context, drawn.sample.routes()).groups) ids.insert(group.id);
    for (const auto& node : drawn.design.topology().nodes.rows()) QVERIFY2(ids.contains(node->id), node->id.c_str());
    for (const auto& link : drawn.design.topology().links.rows()) {
      QCOMPARE(ids.contains(link->id), link->kind != "member");
    }
  }

  void groupsHaveTheRightBands_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<QList<int>>("bands");
    QTest::newRow("region") << "dr" << QList<int>{band::kRegion, band::kRegionHeader};
    QTest::newRow("zone") << "wa" << QList<int>{band::kZone};
    QTest::newRow("box") << "dc" << QList<int>{band::kRegion};
    QTest::newRow("frame") << "catalog" << QList<int>{band::kFrame, band::kFrameLabel};
    QTest::newRow("frame with badge") << "cache" << QList<int>{band::kFrame, band::kFrameLabel, band::kBadge};
    QTest::newRow("card") << "alb" << QList<int>{band::kCard};
    QTest::newRow("card with chip and badge") << "orders-db" << QList<int>{band::kCard, band::kChip, band::kBadge};
    QTest::newRow("note") << "note" << QList<int>{band::kCard};
    QTest::newRow("unknown kind") << "odd" << QList<int>{band::kCard};
  }
  void groupsHaveTheRightBands() {
    QFETCH(QString, node);
    QFETCH(QList<int>, bands);
    const Drawn drawn;
    QList<int> found;
    for (const DrawGroup& group : drawn.node(node.toStdString())) found.append(group.z / draw::kDepths);
    QCOMPARE(found, bands);
  }

  // One sign each, beside the name, where the node is locked and nowhere else.
  void lockedNodesHaveASign() {
    const auto signs = [](const std::vector<DrawGroup>& groups) {
      std::vector<Rect> out;
      for (const DrawGroup& group : groups) {
        for (const Shape2D& shape : group.shapes) {
          const auto* icon = std::get_if<IconShape>(&shape);
          if (icon && icon->icon == "lock") out.push_back(icon->rect);
        }
      }
      return out;
    };
    const Drawn drawn;
    Topology t = drawn.design.topology();
    for (const auto& row : drawn.design.topology().nodes.rows()) {
      Node node = *row;
      node.locked = true;
      t.nodes.put(std::move(node));
    }
    const Design locked(std::make_shared<const Topology>(std::move(t)), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    const Layout layout(locked);
    const DrawContext context{locked, layout, builtInMeasure(), drawn.badges};
    for (NodeIndex i = 0; i < locked.nodeCount(); ++i) {
      const std::string& id = locked.node(i).id;
      QVERIFY2(signs(drawNode(drawn.context, i)).empty(), id.c_str());
      const auto found = signs(drawNode(context, i));
      QVERIFY2(found.size() == 1, id.c_str());
      const Rect at = found.front();
      const Rect around = layout.place(i).frame ? layout.headerOf(locked, i).grown(2) : layout.rect(i);
      QVERIFY2(around.contains(at), id.c_str());
      // Names make room for it.
      for (const DrawGroup& group : drawNode(context, i)) {
        for (const Shape2D& shape : group.shapes) {
          if (!std::holds_alternative<TextShape>(shape) || group.z / draw::kDepths == band::kBadge) continue;
          QVERIFY2(!boundsOf(shape, builtInMeasure()).grown(-1).intersects(at), id.c_str());
        }
      }
      // And so does the strip that links keep off.
      if (!layout.isSolid(locked, i)) QVERIFY2(layout.headerOf(locked, i).grown(2).contains(at), id.c_str());
    }
  }

  void globalTablesHaveAFrame() {
    const Drawn drawn;
    test::Sample sample;
    sample.card("sessions-2", "dynamodb-table", "dr", 822, 60);
    sample.link("global", "replicates", "sessions", "sessions-2", {{1, 1}, {2, 1}});
    const Design design = sample.design();
    const Layout layout(design);
    const DrawContext context{design, layout, builtInMeasure(), drawn.badges};
    QCOMPARE(layout.setFrames().size(), std::size_t{1});
    const auto groups = drawSetFrame(context, layout.setFrames().front());
    QCOMPARE(groups.size(), std::size_t{2});
    QCOMPARE(groups[0].z / draw::kDepths, band::kFrame);
    QCOMPARE(groups[1].z / draw::kDepths, band::kFrameLabel);
    QCOMPARE(textsOf(groups[1]), std::vector<std::string>{"Global table \u00b7 sessions"});
    QVERIFY(layout.setFrames().front().label.grown(2).contains(groups[1].bounds));
    const DisplayList list = drawDesign(context, sample.routes());
    QCOMPARE(std::ranges::count(list.groups, keyOf(design, layout.setFrames().front()), &DrawGroup::id), 2);
    // Nothing foreign stands in it: filled as other frames are, with a whole line.
    const auto& body = first<RectShape>(groups[0]);
    QCOMPARE(layout.setFrames().front().loose, !body.fill.visible());
    QCOMPARE(layout.setFrames().front().loose, !body.stroke.dash.empty());
  }

  void deeperContainersLieAbove() {
    const Drawn drawn;
    QVERIFY(drawn.node("wa")[0].z > drawn.node("eu-west-1")[0].z);
    QCOMPARE(draw::zOf(band::kRegion, 5), band::kRegion * 1000 + 5);
    QVERIFY(draw::zOf(band::kRegion, 1'000'000) < draw::zOf(band::kRegion + 1, 0));
  }

  void textsStayInsideTheirCards() {
    Drawn drawn;
    for (std::size_t n = 0; n < drawn.design.nodeCount(); ++n) {
      const auto i = static_cast<NodeIndex>(n);
      const Rect rect = drawn.layout.rect(i);
      for (const DrawGroup& group : drawNode(drawn.context, i)) {
        if (group.z / draw::kDepths == band::kBadge) continue;
        for (const Shape2D& shape : group.shapes) {
          const auto* text = std::get_if<TextShape>(&shape);
          if (!text) continue;
          const Rect box = boundsOf(shape, builtInMeasure());
          QVERIFY2(box.x >= rect.x && box.right() <= rect.right(), text->text.c_str());
          // Chips and frame labels straddle the upper edge.
          QVERIFY2(text->baseline.y <= rect.bottom() && text->baseline.y >= rect.y, text->text.c_str());
        }
      }
    }
  }

  void oddSizesKeepTextsInside_data() {
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("height");
    for (const double width : {0.0, 1.0, 20.0, 48.0, 60.0, 400.0}) {
      for (const double height : {0.0, 1.0, 17.0, 30.0, 43.0, 51.0, 300.0}) {
        QTest::addRow("%g x %g", width, height) << width << height;
      }
    }
  }
  void oddSizesKeepTextsInside() {
    QFETCH(double, width);
    QFETCH(double, height);
    test::Sample sample;
    for (const char* kind : {"users", "note", "region", "az", "data-centre", "mystery"}) {
      sample.node(std::string("odd-") + kind, kind, "", {3000, 3000, width, height}, {{"text", "some words here"}},
                  "a name that is rather long");
    }
    const Design design = sample.design();
    const Layout layout(design);
    const Badges badges;
    const DrawContext context{design, layout, builtInMeasure(), badges};
    for (const char* kind : {"users", "note", "region", "az", "data-centre", "mystery"}) {
      const NodeIndex i = design.indexOf(std::string("odd-") + kind);
      const Rect rect = layout.rect(i).grown(.001);
      for (const DrawGroup& group : drawNode(context, i)) {
        for (const Shape2D& shape : group.shapes) {
          const auto* text = std::get_if<TextShape>(&shape);
          if (!text) continue;
          const Rect box = boundsOf(shape, builtInMeasure());
          QVERIFY2(box.x >= rect.x && box.right() <= rect.right(), kind);
          QVERIFY2(text->baseline.y <= rect.bottom(), kind);
        }
      }
    }
  }

  void longNamesAreElidedAt97Pixels() {
    const Drawn drawn;
    const DrawGroup card = drawn.node("db-dr")[0];
    const auto& name = first<TextShape>(card);
    QVERIFY(name.text.ends_with("…"));
    QVERIFY(builtInMeasure().width(name.text, name.style) <= 97);
    QCOMPARE(card.title, std::string("orders-db-for-disaster-recovery"));
  }

  void cardsHaveTheirParts() {
    const Drawn drawn;
    const DrawGroup card = drawn.node("orders-db")[0];
    const Rect rect = drawn.layout.rect(drawn.index("orders-db"));
    QCOMPARE(first<RectShape>(card).rect, rect.translated({0, 1.5}));
    QCOMPARE(first<RectShape>(card).fill.token, Token::shadow);
    const auto& icon = first<IconShape>(card);
    QCOMPARE(icon.icon, std::string("rds"));
    QCOMPARE(icon.ink.token, Token::databases);
    QCOMPARE(icon.rect, (Rect{rect.x + 13, rect.y + 16, 20, 20}));
    const std::vector<std::string> texts{"orders-db", "MySQL 8 · Multi-AZ"};
    QCOMPARE(textsOf(card), texts);
    QCOMPARE(first<TextShape>(card).baseline, (Point{rect.x + 43, rect.y + 24}));
  }

  void chipsStraddleTheTopEdge() {
    const Drawn drawn;
    const Rect rect = drawn.layout.rect(drawn.index("orders-db"));
    const auto groups = drawn.node("orders-db");
    const DrawGroup* chip = drawn.inBand(groups, band::kChip);
    QVERIFY(chip);
    QCOMPARE(textsOf(*chip), std::vector<std::string>{"PRIMARY"});
    QCOMPARE(chip->bounds.x, rect.x + 9);
    QCOMPARE(chip->bounds.y, rect.y - 7);
    QCOMPARE(chip->bounds.height, 14.0);
    QCOMPARE(first<RectShape>(*chip).fill.token, Token::databases);
    const auto standby = drawn.node("orders-sb");
    QCOMPARE(first<RectShape>(*drawn.inBand(standby, band::kChip)).fill.token, Token::card);
  }

  void stoppedCardsAreDashedAndFaint() {
    const Drawn drawn;
    const DrawGroup card = drawn.node("dr-app-2")[0];
    const std::vector<double> dash{4, 3};
    QCOMPARE(first<RectShape>(card).stroke.dash, dash);
    QCOMPARE(first<TextShape>(card).ink.token, Token::muted);
    QCOMPARE(first<IconShape>(card).ink.opacity, .6);
    for (const Shape2D& shape : card.shapes) {
      const auto* rect = std::get_if<RectShape>(&shape);
      QVERIFY(!rect || rect->fill.token != Token::shadow);
    }
    QVERIFY(first<RectShape>(drawn.node("dr-app-1")[0]).stroke.dash.empty());
  }

  void badgesShowTheWorst() {
    const Drawn drawn;
    const auto error = drawn.node("orders-db");
    const DrawGroup* badge = drawn.inBand(error, band::kBadge);
    const Rect rect = drawn.layout.rect(drawn.index("orders-db"));
    QCOMPARE(first<EllipseShape>(*badge).rect, (Rect{rect.x + 141 - 9, rect.y + 3 - 9, 18, 18}));
    QCOMPARE(textsOf(*badge), std::vector<std::string>{"1"});
    QCOMPARE(badge->description, std::string("1 error"));
    const auto warning = drawn.node("vault");
    QCOMPARE(first<PathShape>(*drawn.inBand(warning, band::kBadge)).fill.token, Token::warnFill);
    QCOMPARE(drawn.inBand(warning, band::kBadge)->description, std::string("3 warnings"));
    const auto many = drawn.node("orders-r2");
    QCOMPARE(textsOf(*drawn.inBand(many, band::kBadge)), std::vector<std::string>{"99+"});
  }

  // A name that is a little too long for a card is set smaller, a longer one is cut.
  void namesAreSetSmallerBeforeTheyAreCut() {
    test::Sample sample;
    sample.card("short", "users", "", -800, 0, {}, "Orders");
    sample.card("long", "users", "", -800, 100, {}, "Warehouse sync");
    sample.card("longer", "users", "", -800, 200, {}, "Warehouse synchronisation");
    std::map<std::string, TextShape> names;
    for (const DrawGroup& group : drawPicture(sample.design(), builtInMeasure()).groups) {
      for (const Shape2D& shape : group.shapes) {
        const auto* text = std::get_if<TextShape>(&shape);
        if (text && text->style.weight == Weight::semibold) names.emplace(group.id, *text);
      }
    }
    QCOMPARE(names.at("short").style.size, 12.5);
    QCOMPARE(names.at("long").style.size, 11.5);
    QCOMPARE(names.at("long").text, std::string("Warehouse sync"));
    QVERIFY(names.at("long").whole.empty());
    QCOMPARE(names.at("longer").style.size, 12.5);
    QVERIFY(!names.at("longer").whole.empty());
  }

  void regionsSayWhereTheyAre() {
    const Drawn drawn;
    const std::vector<std::string> west{"eu-west-1", "Ireland · primary"};
    const auto named = drawn.node("eu-west-1");
    QCOMPARE(textsOf(*drawn.inBand(named, band::kRegionHeader)), west);
    // A Region with a name of its own shows its code too.
    const auto groups = drawn.node("dr");
    const auto texts = textsOf(*drawn.inBand(groups, band::kRegionHeader));
    QCOMPARE(texts[0], std::string("Recovery"));
    QVERIFY(texts[1].starts_with("eu-central-1 · Frankfurt"));
  }

  // Of the workloads that name it; where they differ, or none does, the role.
  void recoveryRegionsSayTheStrategy() {
    test::Sample sample;
    const auto said = [&] {
      const Design design = sample.design();
      return subtitleOf(design, design.indexOf("dr"));
    };
    QCOMPARE(said(), std::string("Frankfurt \u00b7 recovery"));
    const auto workload = [&](const char* id, const char* strategy) {
      sample.card(id, "users", "", -400, 0, {{"strategy", strategy}, {"recoveryRegion", "dr"}});
    };
    workload("w1", "none");
    QCOMPARE(said(), std::string("Frankfurt \u00b7 recovery"));
    workload("w2", "warm-standby");
    workload("w3", "warm-standby");
    QCOMPARE(said(), std::string("Frankfurt \u00b7 warm standby"));
    workload("w3", "pilot-light");
    QCOMPARE(said(), std::string("Frankfurt \u00b7 recovery"));
  }

  void framesSayWhatTheyHold() {
    const Drawn drawn;
    const auto label = [&](const char* id) {
      const auto groups = drawn.node(id);
      return textsOf(*drawn.inBand(groups, band::kFrameLabel)).at(0);
    };
    QCOMPARE(label("catalog"), std::string("Aurora cluster · catalog"));
    QCOMPARE(label("cache"), std::string("DAX cluster · 2 nodes"));
    QVERIFY(label("group").find("orders-app") != std::string::npos);
  }

  // A frame in one zone is narrow: what it says gets shorter, and how many there are stays. At its zone's upper end the
  // label leaves the zone's name alone.
  void narrowFramesSayHowMany_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("y");
    QTest::addColumn<QString>("written");
    QTest::newRow("all of it") << "c" << 60. << "DAX cluster \u00b7 c \u00b7 2 nodes";
    QTest::newRow("without its kind") << "sessions-cache" << 60. << "sessions-cache \u00b7 2 nodes";
    QTest::newRow("the number alone") << "sessions-cache-of-orders" << 60. << "2 nodes";
    QTest::newRow("beside the zone's name") << "sessions-cache" << 32. << "2 nodes";
  }
  void narrowFramesSayHowMany() {
    QFETCH(QString, name);
    QFETCH(double, y);
    QFETCH(QString, written);
    test::Sample sample;
    sample.node("narrow", "az", "eu-west-1", {1400, 30, 188, 400}, {{"code", "eu-west-1b"}}, "eu-west-1b");
    sample.card("n1", "dax-node", "narrow", 21, y);
    sample.card("n2", "dax-node", "narrow", 21, y + 72);
    sample.node("few", "dax-cluster", "eu-west-1", {}, {}, name.toStdString());
    sample.link("m-n1", "member", "n1", "few");
    sample.link("m-n2", "member", "n2", "few");
    const Design design = sample.design();
    const Layout layout(design);
    const Badges none;
    const DrawContext context{design, layout, builtInMeasure(), none};
    const DrawGroup label = draw::frameLabel(context, design.indexOf("few"));
    QCOMPARE(QString::fromStdString(textsOf(label).at(0)), written);
    QVERIFY(!label.bounds.intersects(layout.headerOf(design, design.indexOf("narrow"))));
    const Rect& frame = layout.rect(design.indexOf("few"));
    QVERIFY(label.bounds.left() >= frame.left() && label.bounds.right() <= frame.right());
  }

  void frameLabelsLieOnTheFrame() {
    const Drawn drawn;
    for (const char* id : {"catalog", "cache", "group", "app-dr"}) {
      const Rect rect = drawn.layout.rect(drawn.index(id));
      const auto groups = drawn.node(id);
      const Rect label = first<RectShape>(*drawn.inBand(groups, band::kFrameLabel)).rect;
      QVERIFY(label.x > rect.x && label.right() < rect.right());
      QVERIFY(label.y < rect.y && label.bottom() > rect.y);
      QCOMPARE(std::round(label.x - rect.x), 77.0);  // 76 and half its border
    }
  }

  void unknownKindsAreNeutralCards() {
    const Drawn drawn;
    const DrawGroup card = drawn.node("odd")[0];
    const std::vector<std::string> texts{"?", "newer-thing", "quantum-store"};
    QCOMPARE(textsOf(card), texts);
  }

  // What stands in one hides neither its name nor a part of it.
  void unknownKindsWithContentAreBoxes() {
    Topology topology;
    topology.nodes.put({"newer", "quantum-store", "", "", {}, {}, {}});
    for (const char* id : {"a", "b"}) topology.nodes.put({id, "s3-bucket", "newer", "", {}, {}, {}});
    const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                        Profiles::shipped().orDefault({}));
    const Layout layout(design);
    const Badges none;
    const DrawContext context{design, layout, builtInMeasure(), none};
    const auto rect = [&](const char* id) { return layout.rect(design.indexOf(id)); };
    const std::vector<DrawGroup> groups = drawNode(context, design.indexOf("newer"));
    QCOMPARE(groups.size(), std::size_t{1});
    QCOMPARE(groups[0].z / draw::kDepths, band::kRegion);
    QCOMPARE(textsOf(groups[0]), std::vector<std::string>{"newer"});
    for (const Shape2D& shape : groups[0].shapes) {
      const auto* text = std::get_if<TextShape>(&shape);
      for (const char* id : {"a", "b"}) {
        QVERIFY(rect("newer").contains(rect(id)));
        QVERIFY(!text || text->baseline.y < rect(id).y);
      }
    }
  }

  void oneChangeChangesOneCard() {
    const Drawn a;
    test::Sample changed;
    changed.card("docs", "s3-bucket", "eu-west-1", 20, 390, {{"versioning", true}}, "renamed");
    const DisplayList before = a.sample.list(builtInMeasure());
    const DisplayList after = changed.list(builtInMeasure());
    QCOMPARE(before.groups.size(), after.groups.size());
    for (std::size_t i = 0; i < before.groups.size(); ++i) {
      const bool concerned =
          before.groups[i].id == "docs" || before.groups[i].title.find("orders-docs") != std::string::npos;
      QVERIFY2(concerned || before.groups[i] == after.groups[i], before.groups[i].id.c_str());
    }
  }

  void emptyDesignsDrawNothing() {
    const Design design(std::make_shared<const Topology>(), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    const Layout layout(design);
    const DisplayList list = drawDesign({design, layout, builtInMeasure(), {}}, {});
    QVERIFY(list.groups.empty());
    QVERIFY(list.bounds.empty());
  }

  void badgesCountTheWorstSeverity() {
    const auto finding = [](std::string_view rule, Severity severity, std::vector<std::string> subjects) {
      Finding f;
      f.rule = rule;
      f.severity = severity;
      f.subjects = std::move(subjects);
      return f;
    };
    const std::vector<Finding> findings{
        finding("a.one", Severity::warning, {"x"}),       finding("a.two", Severity::error, {"x", "y"}),
        finding("a.three", Severity::error, {"x", "x"}),  finding("a.four", Severity::info, {"z"}),
        finding("a.five", Severity::warning, {"y", "w"}), finding("a.six", Severity::error, {"w"}),
    };
    const Badges badges = badgesOf(findings, {findings[5].key()});
    QCOMPARE(badges.at("x"), (Badge{Severity::error, 2}));
    QCOMPARE(badges.at("y"), (Badge{Severity::error, 1}));
    QCOMPARE(badges.at("w"), (Badge{Severity::warning, 1}));
    QVERIFY(!badges.contains("z"));
  }
};

QTEST_GUILESS_MAIN(TestDrawDesign)
#include "test_draw_design.moc"
