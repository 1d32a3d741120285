// What engines can do: versions of SQL Server in all the forms people write them, what replicas ask of their source,
// and where a standby counts that is not drawn.
#include "rules/database_engines.h"
#include "rules_support.h"
#include "semantics/pairs.h"

using namespace nines;
using nines::test::designOf;
using nines::test::Sketch;

namespace {

const Profile& profile(const char* id) { return Profiles::shipped().orDefault(id); }

Design withDatabase(Properties properties, std::string_view zones = "ab", std::string_view profileId = "course-2021") {
  Sketch s;
  s.region("eu-west-1", zones).node("db", "rds-instance", "eu-west-1a", std::move(properties));
  return s.design(profileId);
}

}  // namespace

class TestDatabaseEngines : public QObject {
  Q_OBJECT

 private slots:
  void sqlServerVersions_data() {
    QTest::addColumn<QString>("profileId");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("edition");
    QTest::addColumn<int>("fitness");
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("decides");
    QTest::addColumn<bool>("mirrored");
    const auto row = [](const char* profileId, const char* version, const char* edition, Fitness fitness,
                        const char* release, const char* decides = "engineVersion", bool mirrored = false) {
      QTest::addRow("%s %s %s", profileId, version, edition)
          << profileId << version << edition << static_cast<int>(fitness) << release
          << QString::fromLatin1(fitness == Fitness::fit && *version == 0 ? "" : decides) << mirrored;
    };
    const auto today = [&](auto... rest) { row("aws-2026", rest...); };
    // Too old for an availability group, but mirrored: still Multi-AZ.
    const auto mirrored = [&](const char* version, const char* edition, const char* release) {
      row("aws-2026", version, edition, Fitness::fit, release, "engineVersion", true);
    };
    const auto course = [&](auto... rest) { row("course-2021", rest...); };
    course("", "", Fitness::fit, "");
    course("2008 r2", "standard", Fitness::fit, "2008R2");
    course("10.50.6000.34", "enterprise", Fitness::fit, "2008R2");
    course("10.00", "enterprise", Fitness::unknown, "");
    course("10", "enterprise", Fitness::unknown, "");
    course("14", "standard", Fitness::fit, "2017");
    course("14.00.x", "standard", Fitness::fit, "2017");
    course("2019", "standard", Fitness::unfit, "2019");
    course("2019", "", Fitness::unfit, "2019");
    course("2017", "", Fitness::fit, "2017");
    course("2017", "web", Fitness::unfit, "", "edition");
    course("16.00.4120.1", "express", Fitness::unfit, "", "edition");
    course("17.00", "standard", Fitness::unfit, "2025");
    today("14.00.3401.7", "standard", Fitness::fit, "2017");
    today("14.00.3401.7.v1", "standard", Fitness::fit, "2017");
    mirrored("14.00.3401.6", "standard", "2017");
    today("14.00.3049.1", "enterprise", Fitness::fit, "2017");
    mirrored("14.00.3049.0", "enterprise", "2017");
    today("14.00.3049.1", "web", Fitness::fit, "2017");
    today("14.00.3049.1", "", Fitness::fit, "2017");   // in whatever edition
    today("14.00", "standard", Fitness::fit, "2017");  // by whatever technology
    today("2017", "standard", Fitness::fit, "2017");
    today("13.00.5216", "enterprise", Fitness::fit, "2016");
    mirrored("13.00.5215", "enterprise", "2016");
    mirrored("13.00.5216", "standard", "2016");
    mirrored("2014", "enterprise", "2014");
    mirrored("2012", "standard", "2012");
    today("2012", "web", Fitness::unfit, "2012");
    today("2008 R2", "enterprise", Fitness::unfit, "2008R2");
    today("15.00.4073.23", "standard", Fitness::fit, "2019");
    mirrored("15.00.4073.22", "standard", "2019");
    today("2019", "enterprise", Fitness::fit, "2019");
    today("2012", "", Fitness::unknown, "2012", "edition");  // Web has none
    today("17.00", "standard", Fitness::unknown, "2025");
    today("17.00", "", Fitness::unknown, "2025");
    today("2022", "express", Fitness::unfit, "", "edition");
    today("latest", "standard", Fitness::unknown, "");
  }
  void sqlServerVersions() {
    QFETCH(QString, profileId);
    QFETCH(QString, version);
    QFETCH(QString, edition);
    QFETCH(int, fitness);
    QFETCH(QString, release);
    QFETCH(QString, decides);
    QFETCH(bool, mirrored);
    const SqlServerMultiAz verdict =
        sqlServerMultiAz(profile(qPrintable(profileId)), version.toStdString(), edition.toStdString());
    QCOMPARE(static_cast<int>(verdict.fitness), fitness);
    QCOMPARE(verdict.mirrored, mirrored);
    QCOMPARE(QString::fromStdString(verdict.release), release);
    QCOMPARE(QString::fromStdString(std::string(verdict.property)), decides);
  }

  void laterBuilds() {
    QCOMPARE(laterSqlServerBuild(profile("aws-2026"), "2012", "standard"), std::string("14.00.3401.7"));
    QCOMPARE(laterSqlServerBuild(profile("aws-2026"), "2012", "enterprise"), std::string("13.00.5216"));
    QCOMPARE(laterSqlServerBuild(profile("aws-2026"), "2025", "standard"), std::string());
    QCOMPARE(laterSqlServerBuild(profile("course-2021"), "2017", "standard"), std::string());
    QCOMPARE(laterSqlServerBuild(profile("course-2021"), "2016", "standard"), std::string("14.00"));
  }

  void sources_data() {
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("course");
    QTest::addColumn<bool>("today");
    const auto row = [](const char* engine, const char* property, const char* value, bool course, bool today) {
      QTest::addRow("%s %s %s", engine, property, value) << engine << property << value << course << today;
    };
    row("mysql", "engineVersion", "5.6", true, true);
    row("mysql", "engineVersion", "5.5.62", false, false);
    row("mysql", "engineVersion", "unclear", true, true);
    row("postgresql", "engineVersion", "9.3.5", true, true);
    row("postgresql", "engineVersion", "9.3.4", false, false);
    row("mariadb", "engineVersion", "5.1", true, true);
    row("mysql", "storageEngine", "myisam", false, false);
    row("mariadb", "storageEngine", "innodb", true, true);
    row("postgresql", "storageEngine", "myisam", true, true);
    row("oracle", "edition", "standard", false, false);
    row("oracle", "edition", "enterprise", true, true);
    row("oracle", "storageEngine", "innodb", true, true);
    row("sqlserver", "edition", "web", false, false);
    row("mysql", "edition", "standard", true, true);
    row("db2", "edition", "standard", false, true);
  }
  void sources() {
    QFETCH(QString, engine);
    QFETCH(QString, property);
    QFETCH(QString, value);
    QFETCH(bool, course);
    QFETCH(bool, today);
    const Properties properties{{"engine", Value(engine.toStdString())},
                                {property.toStdString(), Value(value.toStdString())}};
    const Design taught = withDatabase(properties);
    QCOMPARE(maySource(taught, taught.indexOf("db")), course);
    const Design now = withDatabase(properties, "ab", "aws-2026");
    QCOMPARE(maySource(now, now.indexOf("db")), today);
  }

  // The subnet group's next zone, without one the next drawn; round at the end.
  void assumedStandby_data() {
    QTest::addColumn<QString>("drawn");
    QTest::addColumn<QString>("home");
    QTest::addColumn<QStringList>("group");
    QTest::addColumn<QString>("assumed");
    QTest::newRow("the next") << "abc" << "a" << QStringList() << "eu-west-1b";
    QTest::newRow("round") << "abc" << "c" << QStringList() << "eu-west-1a";
    QTest::newRow("the group's") << "abc" << "a" << QStringList{"eu-west-1a", "eu-west-1c"} << "eu-west-1c";
    QTest::newRow("the group's, not drawn") << "ab" << "a" << QStringList{"eu-west-1a", "eu-west-1c"} << "eu-west-1c";
    QTest::newRow("the group has no other") << "abc" << "a" << QStringList{"eu-west-1a"} << "";
    QTest::newRow("no other") << "a" << "a" << QStringList() << "";
  }
  void assumedStandby() {
    QFETCH(QString, drawn);
    QFETCH(QString, home);
    QFETCH(QStringList, group);
    QFETCH(QString, assumed);
    Properties properties{{"multiAz", Value(true)}};
    Value::Array zones;
    for (const QString& zone : group) zones.emplace_back(zone.toStdString());
    if (!zones.empty()) properties.emplace("subnetGroupAzs", Value(std::move(zones)));
    Sketch s;
    s.region("eu-west-1", drawn.toStdString())
        .node("db", "rds-instance", "eu-west-1" + home.toStdString(), std::move(properties));
    const Design design = s.design();
    const DrawnZones all(design);
    QCOMPARE(QString::fromStdString(assumedStandbyZone(design, all, design.indexOf("db"))), assumed);
    QCOMPARE(all.of(design.indexOf("eu-west-1")).size(), static_cast<std::size_t>(drawn.size()));
    QVERIFY(all.of(design.indexOf("db")).empty());
  }

  // Where people say that it stands, if they may and it can stand there.
  void chosenStandby_data() {
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QStringList>("group");
    QTest::addColumn<QString>("assumed");
    const QStringList none;
    QTest::newRow("a drawn one") << "eu-west-1d" << "mysql" << none << "eu-west-1d";
    QTest::newRow("not drawn, but there") << "eu-west-1c" << "mysql" << none << "eu-west-1c";
    QTest::newRow("no engine") << "eu-west-1c" << "" << none << "eu-west-1c";
    QTest::newRow("SQL Server") << "eu-west-1d" << "sqlserver" << none << "eu-west-1b";
    QTest::newRow("of the group") << "eu-west-1c" << "mysql" << QStringList{"eu-west-1b", "eu-west-1c"} << "eu-west-1c";
    QTest::newRow("not of the group") << "eu-west-1d" << "mysql" << QStringList{"eu-west-1b"} << "eu-west-1b";
    for (const char* impossible : {"eu-west-1a", "eu-central-1a", "eu-central-1b", "eu-west-1", "nowhere", ""})
      QTest::addRow("impossible: %s", impossible) << impossible << "mysql" << none << "eu-west-1b";
  }
  void chosenStandby() {
    QFETCH(QString, chosen);
    QFETCH(QString, engine);
    QFETCH(QStringList, group);
    QFETCH(QString, assumed);
    Properties properties{{"multiAz", Value(true)}, {"chosenStandbyAz", Value(chosen.toStdString())}};
    if (!engine.isEmpty()) properties.emplace("engine", Value(engine.toStdString()));
    Value::Array zones;
    for (const QString& zone : group) zones.emplace_back(zone.toStdString());
    if (!zones.empty()) properties.emplace("subnetGroupAzs", Value(std::move(zones)));
    Sketch s;
    s.region("eu-west-1", "ab").region("eu-central-1", "a");
    s.node("eu-west-1d", "az", "eu-west-1", {{"code", Value("eu-west-1d")}});
    s.node("db", "rds-instance", "eu-west-1a", std::move(properties));
    for (const char* profile : {"course-2021", "aws-2026"}) {
      const Design design = s.design(profile);
      QCOMPARE(QString::fromStdString(assumedStandbyZone(design, DrawnZones(design), design.indexOf("db"))), assumed);
    }
  }

  void noMultiAzThatIsRefused() {
    const Design db2 = withDatabase({{"engine", Value("db2")}});
    QVERIFY(!enableMultiAz(db2, db2.indexOf("db")));
    const Design db2Today = withDatabase({{"engine", Value("db2")}}, "ab", "aws-2026");
    QVERIFY(enableMultiAz(db2Today, db2Today.indexOf("db")));
    const Design express = withDatabase({{"edition", Value("express")}, {"engine", Value("sqlserver")}});
    QVERIFY(!enableMultiAz(express, express.indexOf("db")));
    const Design unknown = withDatabase({});
    QVERIFY(enableMultiAz(unknown, unknown.indexOf("db")));
    QVERIFY(!enableMultiAz(unknown, kNone));
  }
};

QTEST_GUILESS_MAIN(TestDatabaseEngines)
#include "test_database_engines.moc"
