#include <map>

#include "catalogue/profile.h"
#include "support.h"

using namespace nines;

namespace {

std::string profileText(const std::string& id, const std::string& facts) {
  return R"({"id": ")" + id + R"(", "label": "L", "facts": {)" + facts + R"(}, "assumptions": {}})";
}

Result<Profiles> loadTwo(const std::string& course, const std::string& other) {
  const std::vector<Resource> files{{"profiles/course-2021.json", course}, {"profiles/later.json", other}};
  return Profiles::load(files);
}

const std::string kFact = R"("a.b": {"value": 1, "source": "S", "date": "2021"})";

}  // namespace

class ProfilesTest : public QObject {
  Q_OBJECT

 private slots:
  void bothHaveTheSameKeysAndSources() {
    const auto all = Profiles::shipped().all();
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].id, std::string("course-2021"));
    QCOMPARE(all[1].id, std::string("aws-2026"));
    const auto same = [](const auto& a, const auto& b) {
      QCOMPARE(a.size(), b.size());
      for (const auto& [key, fact] : a) {
        QVERIFY2(b.contains(key), key.c_str());
        QVERIFY2(!fact.source.text.empty() && !fact.source.date.empty(), key.c_str());
      }
    };
    same(all[0].facts, all[1].facts);
    same(all[0].assumptions, all[1].assumptions);
  }

  void number_data() {
    QTest::addColumn<double>("course");
    QTest::addColumn<double>("now");
    QTest::newRow("replica.perSource.mysql") << 5.0 << 15.0;
    QTest::newRow("replica.perSource.mariadb") << 5.0 << 15.0;
    QTest::newRow("replica.perSource.postgresql") << 5.0 << 15.0;
    QTest::newRow("replica.perSource.oracle") << 5.0 << 5.0;
    QTest::newRow("replica.perSource.sqlserver") << 5.0 << 5.0;
    QTest::newRow("replica.perSource.db2") << 5.0 << 3.0;
    QTest::newRow("replica.perSource.duckdb") << 5.0 << 15.0;
    QTest::newRow("replica.maxLayers") << 4.0 << 4.0;
    QTest::newRow("rds.backupRetention.maximum") << 35.0 << 35.0;
    QTest::newRow("aurora.replicas.maximum") << 15.0 << 15.0;
    QTest::newRow("aurora.zones.minimum") << 3.0 << 3.0;
    QTest::newRow("aurora.quorum.write") << 4.0 << 4.0;
    QTest::newRow("aurora.quorum.read") << 3.0 << 3.0;
    QTest::newRow("dax.nodes.minimum") << 3.0 << 3.0;
    QTest::newRow("dax.nodes.maximum") << 10.0 << 11.0;
    QTest::newRow("dax.nodes.advisory") << 11.0 << 11.0;
    QTest::newRow("dynamodb.pitrDays.minimum") << 35.0 << 1.0;
    QTest::newRow("dynamodb.pitrDays.maximum") << 35.0 << 35.0;
    QTest::newRow("gateway.tapeGib.maximum") << 2560.0 << 15360.0;
    QTest::newRow("gateway.tapes.maximum") << 1500.0 << 1500.0;
    QTest::newRow("s3.lifecycle.stayDays.glacier-deep-archive") << 180.0 << 180.0;
    QTest::newRow("s3.lifecycle.stayDays.standard") << 0.0 << 0.0;
    QTest::newRow("rds.failover.worst") << 120.0 << 120.0;
  }
  void number() {
    QFETCH(double, course);
    QFETCH(double, now);
    const std::string key = QTest::currentDataTag();
    QCOMPARE(Profiles::shipped().find("course-2021")->number(key), std::optional(course));
    QCOMPARE(Profiles::shipped().find("aws-2026")->number(key), std::optional(now));
  }

  void textsAndFlags() {
    const Profile& course = *Profiles::shipped().find("course-2021");
    const Profile& now = *Profiles::shipped().find("aws-2026");
    QCOMPARE(course.text("replica.nesting.postgresql"), std::optional<std::string>("forbidden"));
    QCOMPARE(now.text("replica.nesting.postgresql"), std::optional<std::string>("14.1"));
    QCOMPARE(now.text("replica.nesting.db2"), std::optional<std::string>("unknown"));
    QCOMPARE(now.text("replica.minimumVersion.mariadb"), std::optional<std::string>("any"));
    QCOMPARE(course.flag("rds.multiAz.db2"), std::optional(false));
    QCOMPARE(now.flag("rds.multiAz.db2"), std::optional(true));
    QCOMPARE(course.flag("aurora.multiMaster.offered"), std::optional(true));
    QCOMPARE(now.flag("aurora.multiMaster.offered"), std::optional(false));
    QCOMPARE(course.fact("snowball.capacities")->value, Value(Value::Array{50, 80}));
    QCOMPARE(now.fact("snowball.capacities")->value, Value(Value::Array{28, 210}));
    QCOMPARE(now.text("rds.sqlServer.minimumBuild.2019.standard"), std::optional<std::string>("15.00.4073.23"));
    QCOMPARE(course.text("rds.sqlServer.minimumBuild.2019.standard"), std::optional<std::string>("none"));
  }

  // Where the course is wrong rather than old, both say what is true.
  void bothTellTheTruth() {
    for (const Profile& profile : Profiles::shipped().all()) {
      QCOMPARE(profile.text("rds.failoverEvent.completed"), std::optional<std::string>("RDS-EVENT-0049"));
      QCOMPARE(profile.flag("rds.sqlServer.standbyZoneChoice"), std::optional(false));
    }
  }

  void assumptions() {
    const Profile& profile = Profiles::shipped().orDefault("course-2021");
    const std::map<std::string, double> expected{{"region.unavailability", 5e-5},
                                                 {"region.perYear", 0.05},
                                                 {"az.unavailability", 5e-4},
                                                 {"az.perYear", 0.5},
                                                 {"host.perYear", 4},
                                                 {"copy.unavailability", 1e-4},
                                                 {"copy.perYear", 12},
                                                 {"own.perYear", 1},
                                                 {"decide.best", 300},
                                                 {"decide.worst", 1800},
                                                 {"repoint.worst", 300},
                                                 {"restore.secondsPerGb", 10}};
    for (const auto& [key, value] : expected) {
      const auto at = profile.assumptions.find(key);
      QVERIFY2(at != profile.assumptions.end(), key.c_str());
      QCOMPARE(at->second.value.asNumber(), std::optional(value));
    }
    QCOMPARE(profile.assumptions.at("az.perYear").source.text, std::string("Nines assumption; AWS publishes none"));
  }

  void everyBestIsAtMostItsWorst() {
    for (const Profile& profile : Profiles::shipped().all()) {
      for (const auto* table : {&profile.facts, &profile.assumptions}) {
        for (const auto& [key, fact] : *table) {
          if (!key.ends_with(".best")) continue;
          const auto worst = table->find(key.substr(0, key.size() - 4) + "worst");
          QVERIFY2(worst != table->end(), key.c_str());
          QVERIFY2(*fact.value.asNumber() <= *worst->second.value.asNumber(), key.c_str());
        }
      }
    }
  }

  void lookUps() {
    const Profile& profile = Profiles::shipped().orDefault("a-newer-program's");
    QCOMPARE(profile.id, std::string("course-2021"));
    QVERIFY(!Profiles::shipped().find("a-newer-program's"));
    QVERIFY(!profile.fact("no.such.fact"));
    QVERIFY(!profile.fact("dotless"));
    QVERIFY(!profile.number("replica.nesting.mysql"));
    QVERIFY(!profile.flag("replica.maxLayers"));
    QVERIFY(!profile.text("replica.maxLayers"));
  }

  void mistake_data() {
    QTest::addColumn<QString>("course");
    QTest::addColumn<QString>("later");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const std::string& course, const std::string& later, const char* error) {
      QTest::newRow(name) << QString::fromStdString(course) << QString::fromStdString(later) << QString(error);
    };
    const std::string good = profileText("course-2021", kFact);
    row("lacks a key", good, profileText("later", ""), "profiles/later.json (/facts): lacks \"a.b\"");
    row("has a key more", profileText("course-2021", ""), profileText("later", kFact), "profiles/course-2021.json");
    row("no source", good, profileText("later", R"("a.b": {"value": 1, "date": "2021"})"), "(/facts/a.b)");
    row("no value", good, profileText("later", R"("a.b": {"source": "S", "date": "2021"})"), "(/facts/a.b)");
    row("unknown key", good, profileText("later", R"("a.b": {"value": 1, "source": "S", "date": "2021", "x": 1})"),
        "(/facts/a.b/x)");
    row("fact twice", good, profileText("later", kFact + "," + kFact), "occurs twice");
    row("other id", good, profileText("sooner", kFact), "profiles/later.json (/id)");
    row("no JSON", good, "{", "profiles/later.json:1:");
  }
  void mistake() {
    QFETCH(QString, course);
    QFETCH(QString, later);
    QFETCH(QString, error);
    const auto loaded = loadTwo(course.toStdString(), later.toStdString());
    QVERIFY(!loaded.ok());
    const QString text = QString::fromStdString(loaded.error().text());
    QVERIFY2(text.contains(error), qPrintable(text));
  }

  void needsTheDefaultProfile() {
    const std::string text = profileText("later", kFact);
    const std::vector<Resource> files{{"profiles/later.json", text}};
    QVERIFY(!Profiles::load(files).ok());
  }
};

QTEST_GUILESS_MAIN(ProfilesTest)
#include "test_profiles.moc"
