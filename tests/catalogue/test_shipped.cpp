// What the shipped catalogue promises beyond the contract: looks, traits, SLAs, presets, Regions.
#include <algorithm>
#include <set>

#include "catalogue/catalogue.h"
#include "catalogue/choice_traits.h"
#include "catalogue/instance_classes.h"
#include "catalogue/profile.h"
#include "catalogue/relevance.h"
#include "catalogue/suggestions.h"
#include "semantics/design.h"
#include "support.h"

using namespace nines;

namespace {

const Kind& kindOf(const char* id) { return *Catalogue::shipped().kind(id); }

std::string presetFor(const char* kindId, const Value::Object& set) {
  const Kind& kind = kindOf(kindId);
  const Preset* preset = kind.presetOf([&](std::string_view key) -> const Value* {
    if (const auto at = set.find(key); at != set.end()) return &at->second;
    const PropertySchema* schema = kind.property(key);
    return schema && schema->fallback ? &*schema->fallback : nullptr;
  });
  return preset ? preset->id : "";
}

}  // namespace

class ShippedTest : public QObject {
  Q_OBJECT

 private slots:
  void loads() {
    const auto loaded = Catalogue::load(resources());
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
  }

  void everyKindIsDescribed() {
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      QVERIFY2(!kind.help.empty() && !kind.label.empty() && !kind.tone.empty(), kind.id.c_str());
      QVERIFY2(!kind.traits.empty(), kind.id.c_str());
      QVERIFY2(!kind.presets.empty(), kind.id.c_str());
      QVERIFY2(resource("icons/" + kind.icon + ".svg").has_value(), kind.id.c_str());
      for (const Preset& preset : kind.presets) {
        QVERIFY2(resource("icons/" + preset.icon + ".svg").has_value(), preset.id.c_str());
        QVERIFY2(!preset.aliases.empty(), preset.id.c_str());
      }
    }
  }

  void everyTraitIsExplainedAndUsed() {
    std::set<std::string_view> used;
    for (const Kind& kind : Catalogue::shipped().kinds()) used.insert(kind.traits.begin(), kind.traits.end());
    for (const auto& [name, meaning] : Catalogue::knownTraits()) {
      QVERIFY2(used.contains(name), std::string(name).c_str());
      QVERIFY2(!meaning.empty(), std::string(name).c_str());
    }
  }

  void storesAreWhatHoldsData() {
    std::set<std::string> stores;
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      if (kind.has(trait::kStore)) stores.insert(kind.id);
    }
    QCOMPARE(stores, (std::set<std::string>{"rds-instance", "aurora-cluster", "dynamodb-table", "s3-bucket"}));
  }

  void paletteFollowsCategories() {
    const Catalogue& catalogue = Catalogue::shipped();
    std::vector<std::string> order;
    for (const Kind& kind : catalogue.kinds()) {
      if (order.empty() || order.back() != kind.category) order.push_back(kind.category);
    }
    QCOMPARE(order, (std::vector<std::string>{"locations", "traffic", "compute", "databases", "storage", "recovery",
                                              "annotations"}));
    QCOMPARE(catalogue.kinds().front().id, std::string("region"));
    QCOMPARE(kindOf("az").tone, std::string("az"));
    QCOMPARE(kindOf("rds-instance").tone, std::string("db"));
  }

  void sla_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("configuration");
    QTest::addColumn<double>("availability");
    const auto row = [](const char* kind, const char* configuration, double a) {
      QTest::addRow("%s %s", kind, configuration) << QString(kind) << QString(configuration) << a;
    };
    row("app-tier", "ec2.single", 0.995);
    row("app-tier", "ec2.redundant", 0.9999);
    row("app-tier", "ecs.single", 0.995);
    row("app-tier", "ecs.redundant", 0.9999);
    row("rds-instance", "single", 0.995);
    row("rds-instance", "redundant", 0.9995);
    row("aurora-cluster", "single", 0.999);
    row("aurora-cluster", "redundant", 0.9999);
    row("load-balancer", "single", 0.999);
    row("load-balancer", "redundant", 0.9999);
    row("dynamodb-table", "single", 0.9999);
    row("dynamodb-table", "global", 0.99999);
    row("dax-cluster", "single", 0.995);
    row("dax-cluster", "redundant", 0.9999);
    row("storage-gateway", "single", 0.999);
    row("route53", "single", 1.0);
    row("s3-bucket", "standard", 0.999);
    row("s3-bucket", "standard-ia", 0.99);
    row("s3-bucket", "one-zone-ia", 0.99);
    row("s3-bucket", "intelligent-tiering", 0.99);
    row("s3-bucket", "glacier-instant", 0.99);
    row("s3-bucket", "glacier-flexible", 0.999);
    row("s3-bucket", "glacier-deep-archive", 0.999);
    row("s3-bucket", "standard.designed", 0.9999);
    row("s3-bucket", "one-zone-ia.designed", 0.995);
  }
  void sla() {
    QFETCH(QString, kind);
    QFETCH(QString, configuration);
    QFETCH(double, availability);
    const Sla* found = kindOf(qPrintable(kind)).sla(configuration.toStdString());
    QVERIFY(found);
    QCOMPARE(found->availability, availability);
    QVERIFY(!found->source.text.empty() && !found->source.date.empty());
  }

  void noFigureWithoutASource() {
    QVERIFY(!kindOf("app-tier").sla("lambda.single"));
    QVERIFY(!kindOf("app-tier").sla("other.redundant"));
    QVERIFY(kindOf("snowball").slas.empty());
  }

  void presetMatchesEffectiveValues() {
    QCOMPARE(presetFor("app-tier", {}), std::string("ec2"));
    QCOMPARE(presetFor("app-tier", {{"runsOn", "ecs"}}), std::string("ecs"));
    QCOMPARE(presetFor("app-tier", {{"runsOn", "other"}}), std::string());
    QCOMPARE(presetFor("rds-instance", {}), std::string("rds-instance"));
    QCOMPARE(presetFor("rds-instance", {{"engine", "mysql"}}), std::string("rds-mysql"));
    QCOMPARE(presetFor("s3-bucket", {}), std::string("s3-bucket"));
    QCOMPARE(presetFor("load-balancer", {{"type", "network"}}), std::string("nlb"));
  }

  void maximumFollowsWhatRuns() {
    Topology topology;
    topology.nodes.put({"tier", "app-tier", {}, {}, {}, {{"running", 3}}, {}});
    topology.nodes.put({"wide", "app-tier", {}, {}, {}, {{"running", 3}, {"maximum", 9}}, {}});
    const Design design(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                        Profiles::shipped().orDefault(kDefaultProfile));
    const Reading tier = design.read(design.indexOf("tier"), "maximum");
    QCOMPARE(tier.integer(), std::int64_t{3});
    QVERIFY(tier.state == Reading::State::assumed);
    const Reading wide = design.read(design.indexOf("wide"), "maximum");
    QCOMPARE(wide.integer(), std::int64_t{9});
    QVERIFY(wide.state == Reading::State::set);
  }

  void chipsAndSubtitles() {
    const Kind& rds = kindOf("rds-instance");
    QCOMPARE(rds.chips.size(), std::size_t{3});
    QCOMPARE(rds.chips[0].text, std::string("REPLICA"));
    QVERIFY(!rds.chips[0].solid);
    QCOMPARE(rds.chips[0].when.incoming, std::string("replicates"));
    QCOMPARE(rds.chips[1].when.outgoing, std::string("standby"));
    QCOMPARE(rds.chips[2].when.property, std::string("multiAz"));
    QVERIFY(rds.chips[1].solid && rds.chips[2].solid);
    QCOMPARE(kindOf("rds-standby").subtitles.front().text, std::string("Standby copy"));
    QCOMPARE(kindOf("app-tier").stopped.property, std::string("running"));
    QCOMPARE(kindOf("app-tier").stopped.is, (std::vector<Value>{0}));
  }

  void region_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("zones");
    QTest::newRow("us-east-1") << "us-east-1" << "N. Virginia" << "abcdef";
    QTest::newRow("us-west-1") << "us-west-1" << "N. California" << "ac";
    QTest::newRow("eu-west-1") << "eu-west-1" << "Ireland" << "abc";
    QTest::newRow("eu-central-1") << "eu-central-1" << "Frankfurt" << "abc";
    QTest::newRow("ap-northeast-1") << "ap-northeast-1" << "Tokyo" << "acd";
    QTest::newRow("ap-northeast-2") << "ap-northeast-2" << "Seoul" << "abcd";
  }
  void region() {
    QFETCH(QString, code);
    QFETCH(QString, place);
    QFETCH(QString, zones);
    const RegionFact* fact = awsRegion(code.toStdString());
    QVERIFY(fact);
    QCOMPARE(fact->place, place.toStdString());
    QString letters;
    for (const std::string& zone : fact->zones) {
      QVERIFY(QString::fromStdString(zone).startsWith(code));
      letters += QString::fromStdString(zone).mid(code.size());
    }
    QCOMPARE(letters, zones);
  }

  void regionsAreUniqueAndUsable() {
    std::set<std::string> codes;
    for (const RegionFact& fact : awsRegions()) {
      QVERIFY2(codes.insert(fact.code).second, fact.code.c_str());
      QVERIFY2(fact.zones.size() >= 2, fact.code.c_str());
    }
    QVERIFY(codes.size() >= 30);
    QVERIFY(!awsRegion("eu-west-9"));
  }

  void instanceClasses() {
    QCOMPARE(instanceClass("db.r6g.large")->vcpus, 2);
    QCOMPARE(instanceClass("db.r6g.large")->memoryGib, 16.0);
    QCOMPARE(instanceClass("db.m5.4xlarge")->memoryGib, 64.0);
    QCOMPARE(instanceClass("db.t3.micro")->memoryGib, 1.0);
    QCOMPARE(instanceClass("dax.r5.24xlarge")->vcpus, 96);
    QVERIFY(!instanceClass("db.z9.enormous"));
    QVERIFY(!instanceClass(""));
    const std::vector<std::string> dax = instanceClassNames("dax.t3.");
    QVERIFY(dax == (std::vector<std::string>{"dax.t3.small", "dax.t3.medium"}));
    QVERIFY(!instanceClassSource().text.empty() && !instanceClassSource().date.empty());
  }

  // What a choice means is said of choices that there are, in traits that have a meaning and a use.
  void choicesHaveTraits() {
    std::set<std::string> used;
    for (const ChoiceTraits& each : choiceTraits()) {
      const Kind* kind = Catalogue::shipped().kind(each.kind);
      const PropertySchema* schema = kind ? kind->property(each.property) : nullptr;
      QVERIFY2(schema, each.kind.c_str());
      QVERIFY2(std::ranges::find(schema->choices, each.value, &Choice::value) != schema->choices.end(),
               each.value.c_str());
      QVERIFY(!each.traits.empty());
      for (const std::string& trait : each.traits) {
        used.insert(trait);
        QVERIFY(choiceHas(each.kind, each.property, each.value, trait));
      }
    }
    std::set<std::string> named;
    for (const ChoiceTrait& trait : choiceTraitNames()) {
      QVERIFY(!trait.meaning.empty());
      QVERIFY2(named.insert(trait.name).second, trait.name.c_str());
    }
    QCOMPARE(used, named);
    QCOMPARE(used, (std::set<std::string>{std::string(choice::kWritesEverywhere), std::string(choice::kOneWriter),
                                          std::string(choice::kRunsByItself), std::string(choice::kServerless),
                                          std::string(choice::kPauses), std::string(choice::kPausesAtZero),
                                          std::string(choice::kKeepsTapes), std::string(choice::kKeepsVolumes),
                                          std::string(choice::kOutsideZones)}));
    QVERIFY(!choiceHas("aurora-cluster", "mode", "provisioned", choice::kRunsByItself));
    QVERIFY(!choiceHas("aurora-cluster", "mode", "quantum", choice::kOneWriter));
  }

  // Every row is about a property that there is, and names values, kinds and traits of it that there are.
  void relevance() {
    const Catalogue& catalogue = Catalogue::shipped();
    QVERIFY(allRelevance().size() > 20);
    std::set<std::pair<std::string, std::string>> seen;
    for (const Relevance& row : allRelevance()) {
      const std::string what = row.of + "." + row.property;
      QVERIFY2(seen.emplace(row.of, row.property).second, what.c_str());
      const Kind* kind = catalogue.kind(row.of);
      const LinkKind* link = catalogue.linkKind(row.of);
      QVERIFY2(kind || link, what.c_str());
      QVERIFY2(kind ? kind->property(row.property) : link->property(row.property), what.c_str());
      QVERIFY2(row.where.empty() == row.is.empty(), what.c_str());
      QVERIFY2(link != nullptr || row.ends.empty(), what.c_str());
      QVERIFY2(kind != nullptr || row.drawn == Relevance::Drawn::any, what.c_str());
      QVERIFY2(!row.where.empty() || !row.ends.empty() || row.drawn != Relevance::Drawn::any, what.c_str());
      for (const std::string& end : row.ends) QVERIFY2(catalogue.kind(end), what.c_str());
      if (row.where.empty()) continue;
      const PropertySchema* other = kind ? kind->property(row.where) : link->property(row.where);
      QVERIFY2(other, what.c_str());
      for (const Value& value : row.is) {
        QVERIFY2(other->typeProblem(value).empty(), what.c_str());
        const std::string* text = value.asText();
        if (text)
          QVERIFY2(std::ranges::find(other->choices, *text, &Choice::value) != other->choices.end(), what.c_str());
      }
      QCOMPARE(relevanceOf(row.of, row.property), &row);
    }
    QVERIFY(!relevanceOf("rds-instance", "engine") && !relevanceOf("quantum-store", "edition"));
  }

  // Every list is of a text property that its kinds have, says where it comes from, and repeats nothing.
  void suggestions_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("one");
    QTest::newRow("database's class") << "rds-instance" << "instanceClass" << "" << "db.r6g.large";
    QTest::newRow("Aurora's class") << "aurora-instance" << "instanceClass" << "" << "db.r6g.large";
    QTest::newRow("cache's class") << "dax-cluster" << "instanceClass" << "" << "dax.r5.large";
    QTest::newRow("MySQL") << "rds-instance" << "engineVersion" << "mysql" << "8.4";
    QTest::newRow("MariaDB") << "rds-instance" << "engineVersion" << "mariadb" << "11.4";
    QTest::newRow("PostgreSQL") << "rds-instance" << "engineVersion" << "postgresql" << "16";
    QTest::newRow("Oracle") << "rds-instance" << "engineVersion" << "oracle" << "";
    QTest::newRow("no engine") << "rds-instance" << "engineVersion" << "" << "";
    QTest::newRow("no list") << "rds-instance" << "edition" << "mysql" << "";
    QTest::newRow("no kind") << "quantum-store" << "instanceClass" << "" << "";
  }
  void suggestions() {
    QFETCH(QString, kind);
    QFETCH(QString, property);
    QFETCH(QString, engine);
    QFETCH(QString, one);
    const Value set(engine.toStdString());
    const Suggestions offered = suggestionsFor(kind.toStdString(), property.toStdString(), [&](std::string_view key) {
      return key == "engine" && !engine.isEmpty() ? &set : nullptr;
    });
    const auto& values = offered.values;
    QCOMPARE(values.empty(), one.isEmpty());
    if (one.isEmpty()) return;
    QVERIFY(std::ranges::find(values, one.toStdString()) != values.end());
    QCOMPARE(std::set<std::string>(values.begin(), values.end()).size(), values.size());
    QVERIFY(!offered.source.text.empty() && !offered.source.date.empty());
    const PropertySchema* schema = Catalogue::shipped().kind(kind.toStdString())->property(property.toStdString());
    QVERIFY(schema && schema->type == PropertyType::text);
  }
};

QTEST_GUILESS_MAIN(ShippedTest)
#include "test_shipped.moc"
