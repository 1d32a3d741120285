// What can be told of a finding: its limits in both profiles, the other profile's verdict, where sources can be read.
#include "rules/explanation.h"

#include "rules_support.h"

using namespace nines;
using nines::test::Sketch;

namespace {

// A source of this engine with so many replicas.
Sketch chain(const char* engine, int replicas) {
  Sketch s;
  s.region("eu-west-1", "a");
  Properties properties;
  if (*engine) properties["engine"] = Value(engine);
  s.node("db", "rds-instance", "eu-west-1a", properties);
  for (int i = 0; i < replicas; ++i) {
    const std::string id = "r" + std::to_string(i);
    s.node(id, "rds-instance", "eu-west-1a", properties).link("replicates", "db", id);
  }
  return s;
}

Explanation explained(const Design& design, std::string_view rule, Finding* finding = nullptr) {
  for (const Finding& f : checkRules(design)) {
    if (f.rule != rule) continue;
    if (finding) *finding = f;
    if (auto out = explain(design, f)) return *out;
  }
  QTest::qFail("there is no such finding", __FILE__, __LINE__);
  return {};
}

}  // namespace

class TestExplanation : public QObject {
  Q_OBJECT

 private slots:
  void limitOfTheEngine() {
    const Design design = chain("mysql", 6).design();
    Finding finding;
    const Explanation e = explained(design, "replica.count", &finding);
    QCOMPARE(e.rule, findRule("replica.count"));
    QCOMPARE(e.limits.size(), std::size_t{1});
    QCOMPARE(e.limits[0].label, std::string("Read replicas per source, at most"));
    QCOMPARE(factText(e.limits[0].ours->value), std::string("5"));
    QVERIFY(e.limits[0].theirs);
    QCOMPARE(factText(e.limits[0].theirs->value), std::string("15"));
    QCOMPARE(e.other->id, std::string("aws-2026"));
    // 6 are allowed there.
    QVERIFY(!e.elsewhere);
    QVERIFY(e.differs(finding));
  }

  void theOtherProfileSpeaksOfTheSame() {
    Finding finding;
    const Explanation more = explained(chain("mysql", 16).design(), "replica.count", &finding);
    QVERIFY(more.elsewhere && more.elsewhere->severity == Severity::error);
    QVERIFY(more.elsewhere->message() != finding.message());
    const Explanation oracle = explained(chain("oracle", 6).design("aws-2026"), "replica.count", &finding);
    QCOMPARE(oracle.other->id, std::string("course-2021"));
    QVERIFY(oracle.elsewhere && oracle.limits.size() == 1 && !oracle.limits[0].theirs);
    QVERIFY(!oracle.differs(finding));
  }

  void withoutTheEngineAllThatMayCount() {
    const Explanation e = explained(chain("", 6).design(), "replica.count");
    std::vector<std::string> labels;
    for (const ExplainedLimit& limit : e.limits) labels.push_back(limit.label);
    QVERIFY(std::ranges::find(labels, "Read replicas per source, at most: db2") != labels.end());
    QCOMPARE(labels.size(), std::size_t{6});
    QCOMPARE(e.furtherLimits, std::size_t{0});
  }

  // SQL Server's release is none of its properties, but the finding says it.
  void argumentsFillInToo() {
    Sketch s;
    s.region("eu-west-1", "ab")
        .node("db", "rds-instance", "eu-west-1a",
              {{"engine", "sqlserver"}, {"edition", "standard"}, {"engineVersion", "14.00.3000.1"}, {"multiAz", true}});
    const Explanation e = explained(s.design("aws-2026"), "rds.sql-server-version");
    std::vector<std::string> values;
    for (const ExplainedLimit& limit : e.limits) values.push_back(factText(limit.ours->value));
    QCOMPARE(values, (std::vector<std::string>{"14.00", "standard, enterprise, web", "14.00.3401.7",
                                               "2012, 2014, 2016, 2017, 2019"}));
  }

  void severitiesDiffer() {
    Sketch s;
    s.node("box", "snowball", {}, {{"capacityTb", 80}, {"notifications", true}});
    Finding finding;
    const Explanation e = explained(s.design(), "snowball.new-customers", &finding);
    QVERIFY(finding.severity == Severity::info);
    QVERIFY(e.elsewhere && e.elsewhere->severity == Severity::warning && e.differs(finding));
  }

  void noRuleNoExplanation() {
    Finding finding;
    finding.rule = "no.such-rule";
    QVERIFY(!explain(Sketch().design(), finding));
  }

  // What rules say they compare with are facts that both profiles have.
  void limitsAreFacts_data() {
    QTest::addColumn<QString>("id");
    for (const Rule& rule : rulebook()) {
      const std::string id(rule.id);
      if (!rule.limits.empty()) QTest::addRow("%s", id.c_str()) << QString::fromStdString(id);
    }
  }
  void limitsAreFacts() {
    QFETCH(QString, id);
    const Rule* rule = findRule(id.toStdString());
    for (const RuleLimit& limit : rule->limits) {
      QVERIFY2(limit.label.size() > 4 && !limit.label.ends_with('.'), std::string(limit.label).c_str());
      for (const Profile& profile : Profiles::shipped().all())
        QVERIFY2(!factsOf(limit, profile).empty(), std::string(limit.fact).c_str());
    }
  }

  void patternsMatchWholeKeys() {
    const Profile& profile = Profiles::shipped().orDefault("course-2021");
    const auto keys = [&](std::string_view pattern) { return factsOf(RuleLimit{pattern, "x"}, profile); };
    QCOMPARE(keys("dax.nodes.minimum").size(), std::size_t{1});
    QCOMPARE(keys("dax.nodes.*").size(), std::size_t{3});
    QCOMPARE(keys("dax.{any}.minimum").size(), std::size_t{2});  // nodes, zones
    QCOMPARE(keys("dax.nodes").size(), std::size_t{0});
    QCOMPARE(keys("dax.{any}").size(), std::size_t{0});
    QCOMPARE(keys("rds.sqlServer.minimumBuild.{release}.{edition}").size(), std::size_t{32});
  }

  void valuesAsText() {
    QCOMPARE(factText(Value(true)), std::string("yes"));
    QCOMPARE(factText(Value(0.5)), std::string("0.5"));
    QCOMPARE(factText(Value("14.1")), std::string("14.1"));
    QCOMPARE(factText(Value(Value::Array{Value(50), Value(80)})), std::string("50, 80"));
    QCOMPARE(factText(Value(Value::Array{})), std::string("none"));
  }

  // An address belongs to the state that was read: another date is another document.
  void addresses() {
    QCOMPARE(addressOf("Amazon RDS User Guide, read replicas", "2023-06-10"),
             std::string_view("https://github.com/awsdocs/amazon-rds-user-guide"));
    QVERIFY(addressOf("Amazon RDS User Guide, read replicas", "2026-11-22").empty());
    QVERIFY(addressOf("Course notes, AWS High Availability", "2021").empty());
    QCOMPARE(addressOf("Amazon RDS SLA", "2024-01-22"), std::string_view("https://aws.amazon.com/es/rds-sla"));
    QVERIFY(addressOf("Route 53 SLA, quoted by third parties", "2026-11-22").empty());
    QCOMPARE(addressOf("https://example.org/page and more", ""), std::string_view("https://example.org/page"));
    bool any = false;
    for (const Rule& rule : rulebook()) {
      for (const RuleSource& source : rule.sources) {
        const std::string_view address = addressOf(source.text, source.date);
        any = any || !address.empty();
        QVERIFY(address.empty() || address.starts_with("https://"));
      }
    }
    QVERIFY(any);
  }
};

QTEST_GUILESS_MAIN(TestExplanation)
#include "test_explanation.moc"
