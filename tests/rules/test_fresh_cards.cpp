// A fresh card is quiet: a node of any kind, as the palette makes it, in any place that its kind may have, is no error.
// Only what the profile's AWS does not offer any more is one from the start, which is the point of its rule.
#include "rules_support.h"

using namespace nines;
using nines::test::designOf;

namespace {

// The id of a new node of this kind in its first place, with all that has to be around it.
NodeId standing(Topology& topology, const Kind& kind, const Properties& properties, const std::string& place) {
  Node node;
  node.id = makeId(topology, kind.id, "node");
  node.kind = kind.id;
  node.properties = properties;
  const Kind* container = Catalogue::shipped().kind(place);
  if (container) node.parent = standing(topology, *container, {}, container->parents.front());
  const NodeId id = node.id;
  topology.nodes.put(std::move(node));
  return id;
}

// What the rulebook says of a preset in a profile, whatever stands around it.
std::set<std::string> removedBy(std::string_view profile, std::string_view preset) {
  if (profile != "aws-2026") return {};
  if (preset == "aurora-multi-master") return {"aurora.multi-master-removed"};
  if (preset == "aurora-serverless-v1") return {"aurora.serverless-v1"};
  return {};
}

}  // namespace

class TestFreshCards : public QObject {
  Q_OBJECT

 private slots:
  void isNoError_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("place");
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      for (const std::string& place : kind.parents) {
        const auto row = [&](const std::string& preset) {
          QTest::addRow("%s %s in %s", kind.id.c_str(), preset.c_str(), place.c_str())
              << QString::fromStdString(kind.id) << QString::fromStdString(preset) << QString::fromStdString(place);
        };
        row({});
        for (const Preset& preset : kind.presets) row(preset.id);
      }
    }
  }
  void isNoError() {
    QFETCH(QString, kind);
    QFETCH(QString, preset);
    QFETCH(QString, place);
    const Kind* k = Catalogue::shipped().kind(kind.toStdString());
    QVERIFY(k);
    const auto chosen = std::ranges::find(k->presets, preset.toStdString(), &Preset::id);
    Topology topology;
    standing(topology, *k, chosen == k->presets.end() ? Properties() : chosen->properties, place.toStdString());
    for (const Profile& profile : Profiles::shipped().all()) {
      std::set<std::string> errors;
      for (const Finding& f : checkRules(designOf(topology, profile.id))) {
        if (f.severity == Severity::error) errors.emplace(f.rule);
      }
      QCOMPARE(errors, removedBy(profile.id, preset.toStdString()));
    }
  }

  // The same in a real Region, however many of its zones are drawn so far, and in one that has too few of them.
  void inARegion_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("zones");
    for (const char* code : {"eu-west-1", "us-west-1"}) {
      for (const char* zones : {"a", "ab", "abc"}) {
        QTest::addRow("%s %s", code, zones) << QString::fromLatin1(code) << QString::fromLatin1(zones);
      }
    }
  }
  void inARegion() {
    QFETCH(QString, code);
    QFETCH(QString, zones);
    const std::string region = code.toStdString();
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      for (const std::string& place : kind.parents) {
        test::Sketch sketch;
        sketch.region(region, zones.toStdString()).node("vpc", "vpc", region).node("site", "data-centre");
        const std::string parent = place == "region"        ? region
                                   : place == "az"          ? region + "a"
                                   : place == "vpc"         ? "vpc"
                                   : place == "data-centre" ? "site"
                                                            : "";
        sketch.node("fresh", kind.id, parent);
        for (const Finding& f : checkRules(sketch.design())) {
          QVERIFY2(f.severity != Severity::error, f.message().c_str());
        }
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestFreshCards)
#include "test_fresh_cards.moc"
