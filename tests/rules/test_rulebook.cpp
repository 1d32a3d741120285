// The rulebook's rows are well formed, and its machinery runs, sorts, drops and survives what it should.
#include <QRegularExpression>
#include <stdexcept>

#include "generator.h"
#include "rules_support.h"

using namespace nines;
using nines::test::designOf;
using nines::test::keysOf;
using nines::test::Sketch;

namespace {

// Typed from the rulebook's sheet, independently of the tables: ids in its order, severities of both profiles.
struct Row {
  std::string_view id;
  Severity course2021;
  Severity aws2026;
};
constexpr auto E = Severity::error;
constexpr auto W = Severity::warning;
constexpr auto I = Severity::info;
constexpr Row kSheet[] = {
    {"design.allowed-parent", E, E},
    {"design.link-ends", E, E},
    {"design.link-count", W, W},  // not in the sheet: see ARCHITECTURE.md, Decisions
    {"design.dependency-cycle", W, W},
    {"design.unused", I, I},
    {"design.allowed-value", W, W},  // likewise
    {"workload.targets", W, W},
    {"workload.availability-target", E, E},
    {"workload.rto-target", E, E},
    {"workload.rpo-target", E, E},
    {"workload.single-point-of-failure", W, W},
    {"workload.highly-available", E, E},
    {"workload.fault-tolerant", W, I},
    {"workload.az-capacity", W, W},
    {"dr.strategy-declared", W, W},
    {"dr.strategy-mismatch", W, W},
    {"dr.backup-in-recovery-region", E, E},
    {"dr.data-in-recovery-region", E, E},
    {"dr.pilot-light-compute", E, E},
    {"dr.warm-standby-running", E, E},
    {"dr.multi-site-full-size", E, E},
    {"dr.multi-site-routing", E, E},
    {"dr.replication-is-not-backup", W, W},
    {"s3.cross-region-replication", W, W},
    {"s3.replication-versioning", E, E},
    {"s3.replication-other-region", W, W},
    {"s3.replication-time-control", W, W},
    {"s3.multipart-upload", W, W},
    {"s3.versioning", W, W},
    {"s3.noncurrent-lifecycle", I, I},
    {"s3.mfa-delete-versioning", E, E},
    {"s3.mfa-delete-lifecycle", E, E},
    {"s3.access-policy", I, W},
    {"s3.lifecycle-order", W, W},
    {"s3.one-zone-sole-copy", E, E},
    {"s3.archive-retrieval-time", E, E},
    {"snowball.capacity", E, E},
    {"snowball.new-customers", I, W},
    {"snowball.network-faster", I, I},
    {"snowball.recommended", W, I},
    {"snowball.ongoing-replication", E, E},
    {"snowball.notifications", I, I},
    {"gateway.on-premises", E, W},
    {"gateway.target", E, E},
    {"gateway.stored-volume-limits", E, E},
    {"gateway.cached-volume-limits", E, E},
    {"gateway.tape-count", E, E},
    {"gateway.tape-size", E, E},
    {"gateway.tape-drives", E, E},
    {"gateway.tape-retrieval-time", E, E},
    {"gateway.upload-buffer", W, W},
    {"rds.multi-az", W, W},
    {"rds.multi-az-engine", E, E},
    {"rds.standby-drawn", I, I},
    {"rds.standby-other-az", E, E},
    {"rds.standby-same-region", E, E},
    {"rds.standby-synchronous", E, E},
    {"rds.standby-not-readable", E, E},
    {"rds.subnet-group-azs", E, E},
    {"rds.standby-az-choice", W, W},
    {"rds.sql-server-version", E, E},
    {"rds.failover-events", W, W},
    {"rds.clients-follow-failover", W, W},
    {"rds.client-dns-cache", W, W},
    {"rds.backup-retention", E, E},
    {"replica.asynchronous", E, E},
    {"replica.read-only", E, E},
    {"replica.engine", E, E},
    {"replica.count", E, E},
    {"replica.no-automatic-failover", W, W},
    {"replica.source-backup-retention", E, E},
    {"replica.storage-engine", E, E},
    {"replica.engine-version", E, E},
    {"replica.chain-depth", E, E},
    {"replica.postgresql-nesting", E, E},
    {"replica.nesting-engine", E, E},
    {"replica.cycle", E, E},
    {"replica.lag-alarm", W, W},
    {"replica.size", W, W},
    {"replica.source-snapshot", I, I},
    {"aurora.three-azs", E, E},
    {"aurora.single-writer", E, E},
    {"aurora.reader", W, W},
    {"aurora.reader-other-az", W, W},
    {"aurora.replica-count", E, E},
    {"aurora.no-instance-replication", E, E},
    {"aurora.promotion-tiers", I, I},
    {"aurora.promotion-target-size", W, W},
    {"aurora.write-endpoint", E, E},
    {"aurora.read-endpoint", W, W},
    {"aurora.instance-endpoint", W, W},
    {"aurora.custom-endpoints", E, E},
    {"aurora.dns-cache", W, W},
    {"aurora.stopped-restart", W, W},
    {"aurora.backup-retention", E, E},
    {"aurora.cross-region", W, W},
    {"aurora.secondary-read-only", W, W},  // likewise
    {"aurora.multi-master-writers", E, E},
    {"aurora.multi-master-replicas", E, E},
    {"aurora.multi-master-balancing", W, W},
    {"aurora.multi-master-removed", I, E},
    {"aurora.serverless-capacity", E, E},
    {"aurora.serverless-v1", I, E},
    {"aurora.serverless-endpoint", E, W},
    {"aurora.serverless-pause", W, W},
    {"aurora.data-api", E, I},
    {"dynamodb.global-table", W, W},
    {"dynamodb.single-account", E, W},
    {"dynamodb.replica-name", E, E},
    {"dynamodb.one-replica-per-region", E, E},
    {"dynamodb.strong-consistency", E, E},
    {"dynamodb.capacity", W, W},
    {"dynamodb.pitr", W, W},
    {"dynamodb.pitr-window", E, E},
    {"dynamodb.long-term-backup", W, W},
    {"dax.node-count", E, E},
    {"dax.spread", E, E},
    {"dax.in-vpc", E, E},
    {"dax.inbound-port", E, E},
    {"dax.client", W, W},
    {"dax.table", E, E},
    {"dax.table-management", E, E},
    {"dax.encryption", W, W},
    {"dax.same-region", E, E},
    {"dax.stale-reads", W, W},
    {"route53.health-check", E, E},
    {"route53.ttl", W, W},
    {"route53.failover-pair", E, E},
    {"load-balancer.azs", W, W},
};

bool matches(std::string_view text, const char* pattern) {
  const QRegularExpression expression(QString::fromLatin1(pattern));
  return expression.match(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))).hasMatch();
}

Topology twoNodes() { return Sketch().region("eu-west-1", "a").topology(); }

void reportFirst(const RuleContext& context, FindingSink& sink) {
  sink.report({context.design().indexOf("eu-west-1")}, "general", {});
}
void reportPair(const RuleContext& context, FindingSink& sink) {
  sink.report({context.design().indexOf("eu-west-1"), context.design().indexOf("eu-west-1a")}, "special", {});
}
void reportPairUnknown(const RuleContext& context, FindingSink& sink) {
  sink.reportUnknown({context.design().indexOf("eu-west-1"), context.design().indexOf("eu-west-1a")}, "special", {});
}
void reportTurned(const RuleContext& context, FindingSink& sink) {
  sink.report({context.design().indexOf("eu-west-1a"), context.design().indexOf("eu-west-1")}, "special", {});
}
void reportTwice(const RuleContext& context, FindingSink& sink) {
  reportFirst(context, sink);
  sink.report({context.design().indexOf("eu-west-1")}, "again", {}).severity = Severity::error;
}
void failHalfway(const RuleContext& context, FindingSink& sink) {
  reportFirst(context, sink);
  throw std::runtime_error("out of luck");
}
void failOddly(const RuleContext&, FindingSink&) { throw 7; }
std::optional<Edit> failToFix(const RuleContext&, const Finding&) { throw std::runtime_error("no limit"); }

constexpr Rule kGeneral{.id = "trial.general", .suppressedBy = {"trial.special"}, .check = reportFirst};
constexpr Rule trial(std::string_view id, void (*check)(const RuleContext&, FindingSink&), Severity severity = W) {
  return Rule{.id = id, .course2021 = severity, .aws2026 = severity, .check = check};
}

std::set<std::string> keysFrom(const std::vector<Rule>& rules) {
  return keysOf(checkRules(designOf(twoNodes()), rules));
}

}  // namespace

class TestRulebook : public QObject {
  Q_OBJECT

 private slots:
  void rowsAgreeWithTheSheet() {
    const auto rules = rulebook();
    QCOMPARE(rules.size(), std::size(kSheet));
    for (std::size_t i = 0; i < rules.size(); ++i) {
      QCOMPARE(rules[i].id, kSheet[i].id);
      QVERIFY2(rules[i].severity("course-2021") == kSheet[i].course2021, std::string(kSheet[i].id).c_str());
      QVERIFY2(rules[i].severity("aws-2026") == kSheet[i].aws2026, std::string(kSheet[i].id).c_str());
    }
  }

  void rowsAreComplete_data() {
    QTest::addColumn<QString>("id");
    for (const Rule& rule : rulebook()) {
      const std::string id(rule.id);
      QTest::addRow("%s", id.c_str()) << QString::fromStdString(id);
    }
  }
  void rowsAreComplete() {
    QFETCH(QString, id);
    const Rule* rule = findRule(id.toStdString());
    QVERIFY(rule);
    QVERIFY(matches(rule->id, "^[a-z0-9-]+\\.[a-z0-9-]+$"));
    QVERIFY(matches(rule->title, "^[A-Z].*[^.]$"));
    QVERIFY(matches(rule->rationale, "^[A-Z].{20,}\\.$"));
    QVERIFY(rule->check);
    QVERIFY2((rule->fix == nullptr) == !rule->noFix.empty(), "either a fix, or the reason why there is none");
    QVERIFY(!rule->sources.empty());
    for (const RuleSource& source : rule->sources) {
      QVERIFY(source.text.size() > 10);
      QVERIFY2(matches(source.date, "^20\\d\\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$"),
               std::string(source.date).c_str());
    }
    for (const std::string_view row : rule->rows) QVERIFY(matches(row, "^[GSNTRPAYKIX]\\d\\d$"));
    std::set<std::string_view> aliases;
    for (const std::string_view alias : rule->aliases) {
      QVERIFY2(matches(alias, "^(config|securityhub|trusted-advisor|checkov|prowler|trivy|cfn-lint|cfn-guard):\\S.+$"),
               std::string(alias).c_str());
      QVERIFY(aliases.insert(alias).second);
    }
    for (const std::string_view other : rule->suppressedBy) {
      QVERIFY(matches(other, "^[a-z0-9-]+\\.[a-z0-9-]+$"));
      QVERIFY(other != rule->id);
    }
  }

  void idsAreUnique() {
    std::set<std::string_view> ids;
    for (const Rule& rule : rulebook()) QVERIFY(ids.insert(rule.id).second);
    QVERIFY(!findRule("no.such-rule"));
  }

  // All facts exist in both profiles, so no rule reports that it could not be judged.
  void noRuleFails() {
    for (const Profile& profile : Profiles::shipped().all()) {
      for (const Topology& topology : {Topology(), test::generateDesign(3, 200)}) {
        for (const Finding& f : checkRules(designOf(topology, profile.id))) {
          QVERIFY2(f.variant != "failed", f.message().c_str());
          QVERIFY(!f.unknown || f.severity == Severity::info);
          QVERIFY(findRule(f.rule));
        }
      }
    }
  }

  void orderIsWorstFirstAndStable() {
    const Design design = designOf(test::generateDesign(5, 300));
    const auto findings = checkRules(design);
    QVERIFY(findings.size() > 2);
    QVERIFY(checkRules(design) == findings);
    std::set<std::string> keys;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      QVERIFY(keys.insert(findings[i].key()).second);
      if (i == 0) continue;
      const Finding& before = findings[i - 1];
      QVERIFY(before.severity >= findings[i].severity);
      if (before.severity != findings[i].severity) continue;
      QVERIFY(std::pair(before.rule, before.key()) < std::pair(findings[i].rule, findings[i].key()));
    }
  }

  void aSpecialRuleSilencesAGeneralOne() {
    QCOMPARE(keysFrom({kGeneral, trial("trial.special", reportPair)}),
             std::set<std::string>{"trial.special:eu-west-1,eu-west-1a"});
    QCOMPARE(keysFrom({kGeneral, trial("trial.other", reportPair)}).size(), std::size_t{2});
  }

  void onlyTheSameFirstSubjectAndAtLeastAsSevere() {
    QCOMPARE(keysFrom({kGeneral, trial("trial.special", reportTurned)}).size(), std::size_t{2});
    QCOMPARE(keysFrom({kGeneral, trial("trial.special", reportPair, Severity::info)}).size(), std::size_t{2});
    QCOMPARE(keysFrom({kGeneral, trial("trial.special", reportPairUnknown)}).size(), std::size_t{2});
  }

  void onlyWhereAllSubjectsAreShared() {
    Rule general = trial("trial.general", reportPair);
    general.suppressedBy = {"trial.special"};
    QCOMPARE(keysFrom({general, trial("trial.special", reportFirst)}).size(), std::size_t{2});
    QCOMPARE(keysFrom({general, trial("trial.special", reportPair)}).size(), std::size_t{1});
  }

  void oneFindingPerKeyTheWorst() {
    const std::vector<Rule> rules{trial("trial.twice", reportTwice)};
    const auto findings = checkRules(designOf(twoNodes()), rules);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings[0].severity == Severity::error);
    QCOMPARE(findings[0].message(), std::string("again"));
  }

  void aRuleThatFailsTakesNobodyDown() {
    const std::vector<Rule> rules{trial("trial.half", failHalfway, E), trial("trial.odd", failOddly, E),
                                  trial("trial.good", reportFirst)};
    const auto findings = checkRules(designOf(twoNodes()), rules);
    QCOMPARE(keysOf(findings),
             (std::set<std::string>{"trial.good:eu-west-1", "trial.half::failed", "trial.odd::failed"}));
    QCOMPARE(keysOf(findings, W), std::set<std::string>{"trial.good:eu-west-1"});
    QCOMPARE(findings[1].message(), std::string("The rule trial.half could not be judged: out of luck"));
    QVERIFY(findings[1].unknown && !findings[1].fixable);
  }

  void aFixThatFailsIsNone() {
    Rule rule = trial("trial.rule", reportFirst);
    rule.fix = failToFix;
    const std::vector<Rule> rules{rule};
    QVERIFY(!checkRules(designOf(twoNodes()), rules).front().fixable);
  }

  // Findings outlive the design: they are kept in a report while people go on editing.
  void fixesOfStaleFindingsAreNone() {
    const Design design = Sketch().region("eu-west-1", "a").node("orders", "dynamodb-table", "eu-west-1").design();
    const auto findings = checkRules(design);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(fixFor(design, findings.front()));
    QVERIFY(!fixFor(designOf(Topology()), findings.front()));
    Finding unknownRule = findings.front();
    unknownRule.rule = "no.such-rule";
    QVERIFY(!fixFor(design, unknownRule));
  }
};

QTEST_GUILESS_MAIN(TestRulebook)
#include "test_rulebook.moc"
