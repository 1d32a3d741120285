#include "drawing/draw_design.h"
#include "sample.h"
#include "support.h"

using namespace nines;

namespace {

std::string subtitleIn(const test::Sample& sample, std::string_view id) {
  const Design design = sample.design();
  return subtitleOf(design, design.indexOf(id));
}

}  // namespace

class TestSubtitle : public QObject {
  Q_OBJECT

 private slots:
  void subtitlesReadLikeThePicture_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("subtitle");
    QTest::newRow("engine and version") << "orders-db" << "MySQL 8 · Multi-AZ";
    QTest::newRow("standby") << "orders-sb" << "Standby copy";
    QTest::newRow("layer") << "orders-r2" << "Layer 3 of 4";
    QTest::newRow("last layer") << "orders-r3" << "Layer 4 of 4";
    QTest::newRow("replica without one of its own") << "db-dr" << "Layer 2";
    QTest::newRow("one running") << "app-1" << "EC2 · running";
    QTest::newRow("several running") << "reports" << "ECS · 2 tasks";
    QTest::newRow("stopped") << "dr-app-2" << "Stopped";
    QTest::newRow("zones of a group's members") << "alb" << "ALB · 3 AZs";
    QTest::newRow("backup plan") << "vault" << "35 days · daily";
    QTest::newRow("bucket") << "docs" << "S3 · versioned";
    QTest::newRow("table") << "sessions" << "DynamoDB";
    QTest::newRow("copy of a bucket") << "docs-dr" << "S3 · CRR target";
    QTest::newRow("node of a cache without a class") << "dax-1" << "DAX node";
    QTest::newRow("replica table") << "sessions-dr" << "Global replica";
    QTest::newRow("record") << "dns" << "Failover routing";
    QTest::newRow("writer") << "catalog-1" << "db.r6g.large";
    QTest::newRow("Region") << "eu-west-1" << "Ireland · primary";
    QTest::newRow("unknown kind") << "odd" << "quantum-store";
  }
  void subtitlesReadLikeThePicture() {
    QFETCH(QString, node);
    QFETCH(QString, subtitle);
    QCOMPARE(QString::fromStdString(subtitleIn(test::Sample(), node.toStdString())), subtitle);
  }

  // A replica that is the end of its chain says how far it is behind: its layer tells nothing.
  void replicasOfASourceSayTheirLag() {
    test::Sample sample;
    const Properties mysql{{"engine", "mysql"}, {"engineVersion", "8.0.36"}};
    sample.card("source", "rds-instance", "wa", 0, 0, mysql);
    sample.card("copy", "rds-instance", "wa", 0, 0, mysql);
    sample.card("versionless", "rds-instance", "wa", 0, 0, {{"engine", "mysql"}});
    sample.card("bare", "rds-instance", "wa", 0, 0);
    sample.link("l-1", "replicates", "source", "copy", {}, {{"lagSeconds", 1.4}});
    sample.link("l-2", "replicates", "source", "versionless", {}, {{"lagSeconds", 105}});
    sample.link("l-3", "replicates", "source", "bare");
    QCOMPARE(subtitleIn(sample, "copy"), std::string("MySQL 8.0.36 · 1.4\u00a0s"));
    QCOMPARE(subtitleIn(sample, "versionless"), std::string("MySQL · 1\u00a0min\u00a045\u00a0s"));
    QCOMPARE(subtitleIn(sample, "bare"), std::string("Layer 2"));
    sample.card("next", "rds-instance", "wa", 0, 0, mysql);
    sample.link("l-4", "replicates", "copy", "next");
    QCOMPARE(subtitleIn(sample, "copy"), std::string("Layer 2 of 3"));
  }

  // A fact of what a card belongs to.
  void nodesHaveTheClassOfTheirCluster() {
    test::Sample sample;
    sample.card("small", "dax-cluster", "eu-west-1", 0, 0, {{"instanceClass", "dax.t3.small"}});
    sample.card("member-1", "dax-node", "wa", 0, 0);
    sample.card("alone", "dax-node", "wa", 0, 0);
    sample.link("m-1", "member", "member-1", "small");
    QCOMPARE(subtitleIn(sample, "member-1"), std::string("dax.t3.small"));
    QCOMPARE(subtitleIn(sample, "alone"), std::string("DAX node"));
  }

  void amountsHaveTheUnitThatKeepsThemShort_data() {
    QTest::addColumn<double>("gb");
    QTest::addColumn<QString>("shown");
    QTest::newRow("small") << 1.5 << "Storage · 1.5 GB";
    QTest::newRow("below the next unit") << 999.0 << "Storage · 999 GB";
    QTest::newRow("one of the next") << 1000.0 << "Storage · 1 TB";
    QTest::newRow("rounded") << 4096.0 << "Storage · 4.1 TB";
    QTest::newRow("large") << 250000.0 << "Storage · 250 TB";
  }
  void amountsHaveTheUnitThatKeepsThemShort() {
    QFETCH(double, gb);
    test::Sample sample;
    sample.card("disk", "server", "dc", 0, 0, {{"role", "storage"}, {"dataGb", gb}});
    QTEST(QString::fromStdString(subtitleIn(sample, "disk")), "shown");
  }

  // What the name says already is not said again where there is something else to say.
  void theNameIsNotRepeated() {
    test::Sample sample;
    sample.card("named", "storage-gateway", "dc", 0, 0, {{"type", "file"}}, "file-gateway");
    sample.card("other", "storage-gateway", "dc", 0, 0, {{"type", "file"}}, "warehouse");
    sample.card("alike", "dynamodb-table", "eu-west-1", 0, 0, {}, "DynamoDB");
    QCOMPARE(subtitleIn(sample, "named"), std::string("Storage Gateway"));
    QCOMPARE(subtitleIn(sample, "other"), std::string("File gateway"));
    QCOMPARE(subtitleIn(sample, "alike"), std::string("DynamoDB"));
  }

  // A version gives way to what stands behind it.
  void cardsShortenTheVersionFirst_data() {
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << "mysql" << "8" << "MySQL 8 · Multi-AZ";
    QTest::newRow("parts of it") << "mysql" << "8.0.36" << "MySQL 8 · Multi-AZ";
    QTest::newRow("none of it") << "mariadb" << "10.11.4" << "MariaDB · Multi-AZ";
  }
  void cardsShortenTheVersionFirst() {
    QFETCH(QString, engine);
    QFETCH(QString, version);
    QFETCH(QString, shown);
    test::Sample sample;
    sample.card("db", "rds-instance", "wa", 0, 0,
                {{"engine", engine.toStdString()}, {"engineVersion", version.toStdString()}, {"multiAz", true}});
    const Design design = sample.design();
    const Layout layout(design);
    const Badges badges;
    QStringList texts;
    for (const DrawGroup& group : drawNode({design, layout, builtInMeasure(), badges}, design.indexOf("db"))) {
      for (const Shape2D& shape : group.shapes) {
        if (const auto* text = std::get_if<TextShape>(&shape)) texts << QString::fromStdString(text->text);
      }
    }
    QVERIFY2(texts.contains(shown), qPrintable(texts.join('|')));
    QVERIFY(QString::fromStdString(subtitleOf(design, design.indexOf("db"))).contains(version));  // the tooltip's
  }

  void aShortVersionStaysWhole() {
    test::Sample sample;
    sample.card("db", "rds-instance", "wa", 0, 0, {{"engine", "mysql"}, {"engineVersion", "8.0.36"}});
    QCOMPARE(subtitleIn(sample, "db"), std::string("MySQL 8.0.36"));
  }

  void unknownValuesLeaveTheirSegmentOut() {
    test::Sample sample;
    sample.card("bare", "load-balancer", "eu-west-1", 0, 0, {{"type", "application"}});
    QCOMPARE(subtitleIn(sample, "bare"), std::string("ALB"));  // no target, no zones
    sample.card("engine-only", "rds-instance", "wa", 0, 0, {{"engine", "mysql"}});
    QCOMPARE(subtitleIn(sample, "engine-only"), std::string("MySQL"));
    sample.card("nothing", "rds-instance", "wa", 0, 0);
    QCOMPARE(subtitleIn(sample, "nothing"), std::string("RDS"));
    sample.card("nowhere", "region", "", 0, 0);
    QVERIFY(subtitleIn(sample, "nowhere").find("{") == std::string::npos);
  }

  void countsAgreeWithTheirNoun() {
    test::Sample sample;
    sample.card("plan", "backup-plan", "eu-west-1", 0, 0, {{"intervalHours", 24}, {"retentionDays", 1}});
    QCOMPARE(subtitleIn(sample, "plan"), std::string("1 day · daily"));
    sample.card("alb-2", "load-balancer", "eu-west-1", 0, 0, {{"type", "application"}});
    sample.link("alb-2-app", "routes", "alb-2", "app-1");
    QCOMPARE(subtitleIn(sample, "alb-2"), std::string("ALB · 1 AZ"));
  }

  void wholeNumbersHaveNoDecimals() {
    test::Sample sample;
    sample.card("plan", "backup-plan", "eu-west-1", 0, 0, {{"intervalHours", 24.0}, {"retentionDays", 35.0}});
    QVERIFY(subtitleIn(sample, "plan").starts_with("35 days"));
    sample.card("disk", "server", "dc", 0, 0, {{"role", "storage"}, {"dataGb", 1.5}});
    QVERIFY(subtitleIn(sample, "disk").ends_with("1.5 GB"));
  }

  void replicasInACircleHaveNoLayer() {
    test::Sample sample;
    sample.link("circle", "replicates", "orders-r3", "orders-r1");
    QVERIFY(subtitleIn(sample, "orders-r2").find("Layer") == std::string::npos);
  }

  void valuesOfAWrongTypeDoNoHarm() {
    test::Sample sample;
    sample.card("odd-plan", "backup-plan", "eu-west-1", 0, 0,
                {{"retentionDays", Value::Object{{"a", 1}}}, {"intervalHours", Value::Array{}}});
    const std::string text = subtitleIn(sample, "odd-plan");
    QVERIFY2(text.find('{') == std::string::npos, text.c_str());
  }
};

QTEST_GUILESS_MAIN(TestSubtitle)
#include "test_subtitle.moc"
