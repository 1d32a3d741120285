// The legend explains what is on the canvas, and nothing else.
#include "drawing/draw_legend.h"
#include "drawing/drill_picture.h"
#include "sample.h"
#include "support.h"

using namespace nines;
using namespace nines::test;

namespace {

QStringList textsOf(const DisplayList& list) {
  QStringList out;
  for (const DrawGroup& group : list.groups) {
    for (const Shape2D& shape : group.shapes) {
      if (const auto* text = std::get_if<TextShape>(&shape)) out.append(QString::fromStdString(text->text));
    }
  }
  return out;
}

Design designOf(const Topology& topology) {
  return {std::make_shared<const Topology>(topology), Catalogue::shipped(),
          Profiles::shipped().orDefault(kDefaultProfile)};
}

// Two databases and a link of this kind between them.
Topology pair(const std::string& kind, Properties properties = {}) {
  Topology topology;
  for (const char* id : {"a", "b"}) {
    Node node;
    node.id = id;
    node.kind = "rds-instance";
    topology.nodes.put(node);
  }
  topology.links.put(Link{"l", kind, "a", "b", std::move(properties), {}, {}});
  return topology;
}

}  // namespace

class TestLegend : public QObject {
  Q_OBJECT

 private slots:
  void nothingToExplain() {
    QVERIFY(drawLegend(designOf({}), {}, builtInMeasure()).groups.empty());
    // Members are drawn as a frame, not as a line.
    QVERIFY(drawLegend(designOf(pair("member")), {}, builtInMeasure()).groups.empty());
  }

  void oneRowForEachWayOfDrawing_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("text");
    QTest::newRow("uses") << "uses" << "" << "Uses";
    QTest::newRow("routes") << "routes" << "" << "Routes";
    QTest::newRow("standby") << "standby" << "" << "Synchronous";
    QTest::newRow("replica") << "replicates" << "" << "Asynchronous, lag";
    QTest::newRow("strong replica") << "replicates" << "synchronous" << "Synchronous";
    QTest::newRow("backup") << "backs-up" << "" << "Backup";
    QTest::newRow("transfer") << "transfers" << "" << "Transfers";
    QTest::newRow("unknown kind") << "teleports" << "" << "Link";
  }
  void oneRowForEachWayOfDrawing() {
    QFETCH(QString, kind);
    QFETCH(QString, mode);
    QFETCH(QString, text);
    Properties properties;
    if (!mode.isEmpty()) properties["mode"] = Value(mode.toStdString());
    const auto list = drawLegend(designOf(pair(kind.toStdString(), properties)), {}, builtInMeasure());
    QCOMPARE(textsOf(list), (QStringList{QStringLiteral("Links"), text}));
  }

  // Solid lines all send requests; what else looks alike is named.
  void kindsThatLookAlikeShareARow() {
    Topology topology = pair("routes");
    topology.links.put(Link{"m", "uses", "a", "b", {}, {}, {}});
    topology.links.put(Link{"n", "uses", "b", "a", {}, {}, {}});
    QCOMPARE(textsOf(drawLegend(designOf(topology), {}, builtInMeasure())),
             (QStringList{QStringLiteral("Links"), QStringLiteral("Uses")}));
  }

  void signsOnlyWhereCardsCarrySome() {
    const Design design = designOf(pair("member"));
    const auto last = [&](const Badges& badges) {
      return textsOf(drawLegend(design, badges, builtInMeasure())).last();
    };
    QCOMPARE(last({{"a", {Severity::warning, 1}}}), QStringLiteral("Warning"));
    QCOMPARE(last({{"a", {Severity::error, 1}}}), QStringLiteral("Error"));
    QCOMPARE(last({{"a", {Severity::warning, 1}}, {"b", {Severity::error, 1}}}), QStringLiteral("Error, warning"));
  }

  // A picture that leaves the window explains what is drawn in it, and nothing else.
  void picturesExplainWhatIsDrawn() {
    const Design design = Sample().design();
    const auto legendOf = [&](const std::vector<std::string>& ids, const DrillPicture* drill = nullptr) {
      std::vector<NodeIndex> only;
      for (const std::string& id : ids) only.push_back(design.indexOf(id));
      DisplayList list = drawPicture(design, builtInMeasure(), only, drill, true);
      std::erase_if(list.groups, [](const DrawGroup& group) { return !group.id.starts_with("LEGEND"); });
      return textsOf(list);
    };
    QCOMPARE(legendOf({}), (QStringList{"Links", "Uses", "Synchronous", "Asynchronous, lag", "Backup, transfers"}));
    QCOMPARE(legendOf({"dc"}), (QStringList{"Links", "Uses"}));
    QCOMPARE(legendOf({"orders-db", "orders-sb"}), (QStringList{"Links", "Synchronous"}));
    QCOMPARE(legendOf({"note"}), QStringList());
    DrillPicture moment;
    moment.nodes["wa"] = {Fate::failed, "Lost", true};
    moment.nodes["orders-db"] = {Fate::failed, "Lost", false};
    moment.nodes["orders-sb"] = {Fate::promoted, "Promoted at 1:30", false};
    moment.links["standby"] = Traffic::broken;
    QCOMPARE(legendOf({"orders-db", "orders-sb"}, &moment),
             (QStringList{"Links", "Synchronous", "Drill", "Failed", "Broken link", "New role"}));
    QCOMPARE(legendOf({"dc"}, &moment), (QStringList{"Links", "Uses"}));
    QCOMPARE(legendOf({"wa"}, &moment).sliced(legendOf({"wa"}).size()), (QStringList{"Drill", "Lost, failed"}));
  }

  void aPicturesLegendIsBesideTheDrawing() {
    const Design design = Sample().design();
    const DrillPicture none;
    for (const std::vector<NodeIndex>& only : {std::vector<NodeIndex>{}, std::vector{design.indexOf("wa")},
                                               std::vector{design.indexOf("dc")}, std::vector{design.indexOf("dr")}}) {
      const DisplayList usual = drawPicture(design, builtInMeasure(), only);
      const DisplayList list = drawPicture(design, builtInMeasure(), only, nullptr, true);
      QCOMPARE(list.groups.size(), usual.groups.size() + 1);
      const DrawGroup& legend = list.groups.back();
      QVERIFY(!legend.bounds.intersects(usual.bounds));
      QVERIFY(list.bounds.contains(legend.bounds) && list.bounds.contains(usual.bounds));
      for (const Shape2D& shape : legend.shapes) {
        if (const auto* text = std::get_if<TextShape>(&shape)) QCOMPARE(text->whole, std::string());
      }
    }
  }

  void everythingStaysInsideThePanel() {
    const Sample sample;
    const DisplayList list = drawLegend(sample.design(), sample.badges(), builtInMeasure());
    QCOMPARE(list.groups.size(), std::size_t{1});
    QCOMPARE(list.bounds.width, kLegendWidth);
    const Rect& bounds = list.groups.front().bounds;
    QVERIFY(bounds.x >= 0 && bounds.y >= 0);
    QVERIFY(bounds.right() <= list.bounds.right() && bounds.bottom() <= list.bounds.bottom());
  }
};

QTEST_MAIN(TestLegend)
#include "test_legend.moc"
