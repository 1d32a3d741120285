// What fixes of the Aurora family leave behind, and the limits that its sentences name.
#include "rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

std::optional<Finding> findingOf(const Design& design, std::string_view rule) {
  for (const Finding& finding : checkRules(design)) {
    if (finding.rule == rule) return finding;
  }
  return std::nullopt;
}

std::string messageOf(const Sketch& sketch, std::string_view rule, std::string_view profile = kDefaultProfile) {
  const auto finding = findingOf(sketch.design(profile), rule);
  return finding ? finding->message() : std::string();
}

// The design after the fix of the first finding of this rule; without a fix, the test fails and the design is empty.
Topology fixed(const Sketch& sketch, std::string_view rule, std::string_view profile = kDefaultProfile) {
  const Design design = sketch.design(profile);
  const auto finding = findingOf(design, rule);
  const auto edit = finding ? fixFor(design, *finding) : std::nullopt;
  Topology t = design.topology();
  if (edit && apply(t, *edit).ok()) return t;
  QTest::qFail("there is no such finding, or no fix that applies", __FILE__, __LINE__);
  return {};
}

// Null where the node or the property is missing.
Value valueOf(const Topology& t, std::string_view id, const char* key) {
  const Node* node = t.nodes.find(id);
  const auto at = node ? node->properties.find(key) : Properties::const_iterator();
  return node && at != node->properties.end() ? at->second : Value();
}

// "client service access endpoint" of every uses link, sorted; "-" for what is not set.
std::vector<std::string> usesOf(const Topology& t) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Link& l = t.links[i];
    if (l.kind != "uses") continue;
    const auto text = [&](const char* key) {
      const auto at = l.properties.find(key);
      return at == l.properties.end() ? std::string("-") : *at->second.asText();
    };
    out.push_back(l.from + " " + l.to + " " + text("access") + " " + text("endpoint"));
  }
  std::ranges::sort(out);
  return out;
}

using Lines = std::vector<std::string>;

// A cluster "sales" with a writer in zone a and, if asked, readers in the zones of these letters, and a tier "app".
Sketch sales(Properties cluster, const std::string& readers = "b") {
  Sketch s;
  s.region("eu-west-1", "abc").node("sales", "aurora-cluster", "eu-west-1", std::move(cluster));
  s.node("w", "aurora-instance", "eu-west-1a", {{"role", Value("writer")}}).link("member", "w", "sales");
  int n = 0;
  for (const char letter : readers) {
    const std::string id = "r" + std::to_string(++n);
    s.node(id, "aurora-instance", std::string("eu-west-1") + letter).link("member", id, "sales");
  }
  s.node("app", "app-tier", "eu-west-1", {{"clientSideBalancing", Value(true)}});
  return s;
}

Properties use(const char* access, const char* endpoint) {
  return {{"access", Value(access)}, {"endpoint", Value(endpoint)}};
}

Sketch elastic(const char* mode, const char* engine, double least, double most) {
  return Sketch()
      .region("eu-west-1", "")
      .node("sales", "aurora-cluster", "eu-west-1",
            {{"mode", Value(mode)}, {"engine", Value(engine)}, {"minAcu", Value(least)}, {"maxAcu", Value(most)}});
}

}  // namespace

Q_DECLARE_METATYPE(nines::test::Sketch)

class TestAuroraFixes : public QObject {
  Q_OBJECT

 private slots:
  // An instance that another one is drawn inside of would take it along: there is nothing to click.
  void readersDoNotTakeTheWriterAlong() {
    Sketch s;
    s.region("eu-west-1", "ab").node("sales", "aurora-cluster", "eu-west-1");
    s.node("reader", "aurora-instance", "eu-west-1b", {{"role", Value("reader")}});
    s.node("writer", "aurora-instance", "reader", {{"role", Value("writer")}});
    s.link("member", "reader", "sales").link("member", "writer", "sales");
    bool spoken = false;
    for (const Finding& finding : checkRules(s.design())) {
      if (finding.rule != "aurora.reader-other-az") continue;
      spoken = true;
      QVERIFY(!finding.fixable && !fixFor(s.design(), finding));
    }
    QVERIFY(spoken);
  }

  void theFirstToTakeOverBecomesTheWriter() {
    Sketch s;
    s.region("eu-west-1", "abc").node("sales", "aurora-cluster", "eu-west-1");
    for (const auto& [id, tier] : {std::pair("i1", 2), {"i2", 1}, {"i3", 3}}) {
      s.node(id, "aurora-instance", "eu-west-1a", {{"promotionTier", Value(tier)}}).link("member", id, "sales");
    }
    const Topology t = fixed(s, "aurora.single-writer");
    QVERIFY(valueOf(t, "i2", "role") == Value("writer"));
    QVERIFY(valueOf(t, "i1", "role").isNull() && valueOf(t, "i3", "role").isNull());
  }

  void theSecondWriterBecomesAReader() {
    Sketch s = sales({});
    s.node("w2", "aurora-instance", "eu-west-1c", {{"role", Value("writer")}}).link("member", "w2", "sales");
    const Topology t = fixed(s, "aurora.single-writer");
    QVERIFY(valueOf(t, "w", "role") == Value("writer"));
    QVERIFY(valueOf(t, "w2", "role") == Value("reader"));
  }

  void theReaderMoves() {
    const Topology t = fixed(sales({}, "a"), "aurora.reader-other-az");
    QCOMPARE(t.nodes.find("r1")->parent, std::string("eu-west-1b"));
    QCOMPARE(t.nodes.find("w")->parent, std::string("eu-west-1a"));
  }

  void tiersPreferTheOtherZone() {
    for (const Profile& profile : Profiles::shipped().all()) {
      const Topology t = fixed(sales({}, "ab"), "aurora.promotion-tiers", profile.id);
      QVERIFY(valueOf(t, "r2", "promotionTier") == Value(0));
      QVERIFY(valueOf(t, "r1", "promotionTier").isNull());
    }
  }

  void tiersGoUpWhereNoneIsLower() {
    Sketch s = sales({}, "");
    for (const char* id : {"r1", "r2", "r3"}) {
      s.node(id, "aurora-instance", "eu-west-1b", {{"promotionTier", Value(0)}}).link("member", id, "sales");
    }
    for (const Profile& profile : Profiles::shipped().all()) {
      const Topology t = fixed(s, "aurora.promotion-tiers", profile.id);
      QVERIFY(valueOf(t, "r1", "promotionTier") == Value(0));
      QVERIFY(valueOf(t, "r2", "promotionTier") == Value(1));
      QVERIFY(valueOf(t, "r3", "promotionTier") == Value(1));
    }
  }

  void writesGoThroughTheClusterEndpoint_data() {
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("access");
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QStringList>("after");
    const QString split = QStringLiteral("app sales read ");
    const QString added = QStringLiteral("app sales write -");
    QTest::newRow("write") << "sales" << "write" << "reader" << QStringList{"app sales write cluster"};
    QTest::newRow("reads by reader") << "sales" << "read-write" << "reader" << QStringList{split + "reader", added};
    QTest::newRow("reads by custom") << "sales" << "read-write" << "custom" << QStringList{split + "custom", added};
    QTest::newRow("instance") << "sales" << "read-write" << "instance" << QStringList{"app sales read-write cluster"};
    QTest::newRow("straight") << "w" << "read-write" << "cluster" << QStringList{"app sales read-write cluster"};
  }
  void writesGoThroughTheClusterEndpoint() {
    QFETCH(QString, service);
    QFETCH(QString, access);
    QFETCH(QString, endpoint);
    QFETCH(QStringList, after);
    Sketch s = sales({});
    s.link("uses", "app", service.toStdString(), use(qPrintable(access), qPrintable(endpoint)));
    Lines expected;
    for (const QString& line : after) expected.push_back(line.toStdString());
    QCOMPARE(usesOf(fixed(s, "aurora.write-endpoint")), expected);
  }

  void oneWritingLinkIsEnough() {
    Sketch s = sales({});
    s.link("uses", "app", "sales", use("read-write", "reader")).link("uses", "app", "sales", use("write", "cluster"));
    QCOMPARE(usesOf(fixed(s, "aurora.write-endpoint")), (Lines{"app sales read reader", "app sales write cluster"}));
  }

  void readsGoThroughTheReaderEndpoint() {
    Sketch s = sales({});
    Properties intensive = use("read", "cluster");
    intensive["workload"] = Value("read-intensive");
    s.link("uses", "app", "sales", intensive);
    QCOMPARE(usesOf(fixed(s, "aurora.read-endpoint")), (Lines{"app sales read reader"}));
    Sketch both = sales({});
    intensive["access"] = Value("read-write");
    both.link("uses", "app", "sales", intensive);
    QCOMPARE(usesOf(fixed(both, "aurora.read-endpoint")),
             (Lines{"app sales read reader", "app sales read-write cluster"}));
  }

  void clientsLeaveTheInstance() {
    QCOMPARE(
        usesOf(fixed(sales({}).link("uses", "app", "r1", {{"access", Value("read")}}), "aurora.instance-endpoint")),
        (Lines{"app sales read reader"}));
    QCOMPARE(usesOf(fixed(sales({}).link("uses", "app", "w", {{"access", Value("read")}}), "aurora.instance-endpoint")),
             (Lines{"app sales read -"}));
    QCOMPARE(usesOf(fixed(sales({}).link("uses", "app", "sales", {{"endpoint", Value("instance")}}),
                          "aurora.instance-endpoint")),
             (Lines{"app sales - cluster"}));
  }

  // The sentences do not promise a reader, or a cluster that goes on, where one instance is all there is.
  void sentencesFitASingleInstance() {
    Properties intensive = use("read", "cluster");
    intensive["workload"] = Value("read-intensive");
    const auto reading = [&](const std::string& readers) {
      return messageOf(sales({}, readers).link("uses", "app", "sales", intensive), "aurora.read-endpoint");
    };
    QVERIFY(reading("").ends_with("; a reader behind the reader endpoint would spare the writer"));
    QVERIFY(reading("b").ends_with("would spread these reads over the readers and spare the writer"));
    for (const char* target : {"w", "sales"}) {
      const auto depending = [&](const std::string& readers) {
        return messageOf(sales({}, readers).link("uses", "app", target, use("read", "instance")),
                         "aurora.instance-endpoint");
      };
      QVERIFY(depending("").ends_with("fails it goes down with it"));
      QVERIFY(depending("b").ends_with("fails it goes down with it, although the cluster goes on"));
    }
  }

  void aStoppedClusterAnswersNobody() {
    const std::string message =
        messageOf(sales({{"stopped", Value(true)}}).link("uses", "app", "sales", use("read", "cluster")),
                  "aurora.stopped-restart");
    QVERIFY(
        message.ends_with(" is stopped, so the clients that count on it get no answer until somebody starts it or AWS "
                          "does after 7 days"));
  }

  void twoMastersBecomeOne() {
    Sketch s = sales({{"mode", Value("multi-master")}}, "");
    s.node("w2", "aurora-instance", "eu-west-1b", {{"role", Value("writer")}}).link("member", "w2", "sales");
    s.link("uses", "app", "w2", {{"access", Value("write")}}).link("uses", "app", "w", {{"access", Value("read")}});
    const Topology t = fixed(s, "aurora.multi-master-removed", "aws-2026");
    QVERIFY(valueOf(t, "sales", "mode") == Value("provisioned"));
    QVERIFY(valueOf(t, "w", "role") == Value("writer"));
    QVERIFY(valueOf(t, "w2", "role") == Value("reader"));
    QCOMPARE(usesOf(t), (Lines{"app sales write -", "app w read -"}));
  }

  void serverlessBecomesNew() {
    const Topology t = fixed(elastic("serverless-v1", "postgresql", 2, 384), "aurora.serverless-v1", "aws-2026");
    QVERIFY(valueOf(t, "sales", "mode") == Value("serverless-v2"));
    QCOMPARE(valueOf(t, "sales", "minAcu").asNumber(), std::optional(2.0));
    QVERIFY(valueOf(t, "sales", "maxAcu") == Value(256));
  }

  void oneEndpointIsLeft() {
    Sketch s = sales({{"mode", Value("serverless-v1")}, {"customEndpoints", Value(2)}});
    s.link("uses", "app", "r1", use("read", "reader")).link("uses", "app", "sales", use("write", "custom"));
    const Topology t = fixed(s, "aurora.serverless-endpoint");
    QVERIFY(!t.nodes.find("w") && !t.nodes.find("r1"));
    QVERIFY(valueOf(t, "sales", "customEndpoints") == Value(0));
    QCOMPARE(usesOf(t), (Lines{"app sales read -", "app sales write cluster"}));
  }

  void capacitiesBecomeTheNearest_data() {
    QTest::addColumn<Sketch>("sketch");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::newRow("beyond") << elastic("serverless-v2", "mysql", -3, 300) << 0.0 << 256.0;
    QTest::newRow("between") << elastic("serverless-v2", "mysql", 0.7, 8.2) << 0.5 << 8.0;
    QTest::newRow("turned") << elastic("serverless-v2", "mysql", 8, 2) << 2.0 << 8.0;
    QTest::newRow("first version") << elastic("serverless-v1", "mysql", 0, 384) << 1.0 << 256.0;
    QTest::newRow("its other engine") << elastic("serverless-v1", "postgresql", 1, 200) << 2.0 << 192.0;
  }
  void capacitiesBecomeTheNearest() {
    QFETCH(Sketch, sketch);
    QFETCH(double, least);
    QFETCH(double, most);
    const Topology t = fixed(sketch, "aurora.serverless-capacity");
    QCOMPARE(valueOf(t, "sales", "minAcu").asNumber(), std::optional(least));
    QCOMPARE(valueOf(t, "sales", "maxAcu").asNumber(), std::optional(most));
  }

  void backupsAreKeptAsLongAsAdvised() {
    QVERIFY(valueOf(fixed(sales({{"backupRetentionDays", Value(0)}}), "aurora.backup-retention"), "sales",
                    "backupRetentionDays") == Value(7));
    QVERIFY(valueOf(fixed(sales({{"backupRetentionDays", Value(99)}}), "aurora.backup-retention"), "sales",
                    "backupRetentionDays") == Value(35));
  }

  void theOtherRegionGetsASecondary() {
    Sketch s = sales({{"engine", Value("postgresql")}, {"dataApi", Value(true)}});
    s.region("eu-central-1", "")
        .node("shop", "users", {}, {{"rpoSeconds", Value(Value::Object{{"region", Value(5)}})}});
    s.link("uses", "shop", "sales");
    const Topology t = fixed(s, "aurora.cross-region", "aws-2026");
    const Node* copy = t.nodes.find("sales-2");
    QVERIFY(copy && copy->kind == "aurora-cluster" && copy->parent == "eu-central-1");
    QVERIFY(valueOf(t, "sales-2", "engine") == Value("postgresql"));
    QVERIFY(valueOf(t, "sales-2", "dataApi").isNull());
    QVERIFY(!findingOf(test::designOf(t, "aws-2026"), "aurora.cross-region"));
  }

  void sentencesNameTheLimits() {
    const auto contains = [](const std::string& text, const char* part) {
      return text.find(part) != std::string::npos;
    };
    Sketch stopped = sales({{"stopped", Value(true)}});
    stopped.link("uses", "app", "sales");
    for (const Profile& profile : Profiles::shipped().all()) {
      QVERIFY(contains(messageOf(stopped, "aurora.stopped-restart", profile.id), "after 7 days"));
    }
    QCOMPARE(messageOf(elastic("serverless-v1", "mysql", 3, 8), "aurora.serverless-capacity"),
             std::string("sales is to have at least 3 ACU, but Serverless v1 takes 1, 2, 4, 8, 16, 32, 64, 128 or 256, "
                         "and AWS refuses anything else"));
    QCOMPARE(messageOf(elastic("serverless-v2", "mysql", 1, 300), "aurora.serverless-capacity"),
             std::string("sales is to have at most 300 ACU, but Serverless v2 takes 1 to 256 in steps of 0.5, and AWS "
                         "refuses anything else"));
    QVERIFY(contains(messageOf(sales({{"dataApi", Value(true)}}), "aurora.data-api"), "mode is Provisioned"));
    QVERIFY(contains(messageOf(sales({{"dataApi", Value(true)}}), "aurora.data-api", "aws-2026"), "AWS allows today"));
    const Sketch old = elastic("serverless-v1", "mysql", 1, 8);
    QVERIFY(contains(messageOf(old, "aurora.serverless-v1"), "which the course teaches"));
    QVERIFY(contains(messageOf(old, "aurora.serverless-v1", "aws-2026"), "Serverless v2 takes its place"));
    const Sketch masters = sales({{"mode", Value("multi-master")}});
    QVERIFY(contains(messageOf(masters, "aurora.multi-master-removed"), "which the course teaches"));
    QVERIFY(contains(messageOf(masters, "aurora.multi-master-removed", "aws-2026"), "take its place"));
    Sketch both = sales({}, "");
    both.node("r1", "aurora-instance", "eu-west-1b").link("member", "r1", "sales").link("replicates", "w", "r1");
    QVERIFY(contains(messageOf(both, "aurora.no-instance-replication"), "w is drawn replicating to r1"));
  }
};

QTEST_GUILESS_MAIN(TestAuroraFixes)
#include "test_aurora_fixes.moc"
