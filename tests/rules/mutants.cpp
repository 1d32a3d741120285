// A check of the fixtures themselves: switches off every rule and moves every limit of the profiles, one at a time, and
// prints which fixture notices. Nothing is compiled per mutant: the rulebook and the profiles are data here. Run by
// packaging/mutants; ends with 1 where a mutant survives that is not explained below.
#include <QRegularExpression>
#include <cstdio>
#include <map>

#include "catalogue/assumptions.h"
#include "fixtures.h"
#include "rules/explanation.h"

using namespace nines;
using namespace nines::test;

namespace {

// Mutants that no fixture can notice, and what does instead, or why there is nothing to notice.
struct Elsewhere {
  const char* mutants;  // an expression for their names
  const char* why;
};
constexpr Elsewhere kElsewhere[] = {
    {"^off: rds.multi-az-engine, aws-2026", "every engine has Multi-AZ today"},
    {"^dax.nodes.advisory .*, course-2021", "the course allows fewer nodes than that anyway"},
    {"^dynamodb.strongConsistency.sets .*, course-2021", "the course offers none, in whichever Regions"},
    {"^dynamodb.strongConsistency.witnesses .*, course-2021", "the course offers none, whatever the witnesses"},
    {"^aurora.promotionTier.minimum", "decides the fix: test_aurora_fixes tiersPreferTheOtherZone"},
    {"^aurora.recreateWriter.worst \\+1", "sentences give whole minutes"},
    {"^rds.sqlServer.minimumBuild.*.express", "rds.sqlServer.editions excludes Express before"},
    {"^rds.sqlServer.minimumBuild.*.web .*, course-2021", "rds.sqlServer.editions excludes Web before"},
    {"^rds.sqlServer.minimumBuild.2008R2.* -1, course-2021", "no build of the release is below its first"},
    {"^rds.sqlServer.minimumBuild.2025.*, aws-2026", "any text that is no build says that it is unknown"},
    {"^rds.sqlServer.mirroring.*, course-2021", "the course's first builds take whole releases"},
    {"^(s3.retrieval|gateway.tapeRetrieval).*.best ", "the worst decides; drills show the best: test_durations"},
    {"^replica.nesting.\\* |^replica.perSource.\\* ", "every engine of the catalogue has an entry of its own"},
    {"^replica.nesting.postgresql another, course-2021", "any text that is no version forbids"},
    {"^replica.perSource.db2 .*, course-2021", "the course has no replicas of Db2: replica.engine"},
    {"^replica.upgradeVersion", "decides the fix: test_fix_results upgradesToWhatIsOffered"},
    {"^s3.lifecycle.noncurrentExpireDays", "decides the fix: test_fix_results oldVersionsExpire"},
    {"^s3.oneZone.saferClass", "decides the fix: test_fix_results oneZoneBecomesThree"},
    {"^snowball.recommendation another, course-2021", "the sentence names what is advised today, in both profiles"},
};

struct Case {
  RuleFixture fixture;
  std::shared_ptr<const Topology> topology;
  std::string profile;
  std::vector<std::string> stated;
  std::map<std::string, std::string> messages;  // by key
};

std::vector<Case> allCases() {
  std::vector<Case> out;
  for (const RuleFixture& fixture : ruleFixtures()) {
    const auto topology = std::make_shared<const Topology>(loadRuleFixture(fixture));
    for (const Profile& profile : Profiles::shipped().all())
      out.push_back(
          {fixture, topology, profile.id, statedFindings(fixture, profile.id), statedMessages(fixture, profile.id)});
  }
  return out;
}

std::vector<Finding> judged(const Case& c, const Profile& profile, std::span<const Rule> rules) {
  return checkRules(Design(c.topology, Catalogue::shipped(), profile), rules);
}

bool agrees(const Case& c, const std::vector<Finding>& findings) {
  return std::ranges::equal(findings, c.stated, {}, stated) && std::ranges::all_of(findings, [&](const Finding& f) {
           const auto at = c.messages.find(f.key());
           return at == c.messages.end() || at->second == f.message();
         });
}

// How a mutant fared.
struct Outcome {
  std::string caughtBy;    // the first fixture that notices, its own rule's first
  std::size_t others = 0;  // further ones
  bool says = false;       // a sentence changed, though no list
};

Outcome outcomeOf(const std::vector<Case>& cases, const Profile& profile, std::span<const Rule> rules,
                  const std::set<std::string_view>& own, bool sentences) {
  Outcome out;
  for (const bool ours : {true, false}) {
    for (const Case& c : cases) {
      if (c.profile != profile.id || own.contains(c.fixture.rule) != ours) continue;
      const auto findings = judged(c, profile, rules);
      if (!agrees(c, findings)) {
        if (out.caughtBy.empty()) out.caughtBy = c.fixture.rule + "/" + c.fixture.name;
        else ++out.others;
      } else if (sentences && !out.says) {
        out.says = findings != judged(c, Profiles::shipped().orDefault(profile.id), rules);
      }
    }
  }
  return out;
}

std::string moved(std::string version, int by) {
  const std::size_t dot = version.rfind('.');
  const std::size_t at = dot == std::string::npos ? 0 : dot + 1;
  const int part = std::stoi(version.substr(at)) + by;
  return part < 0 ? std::string() : version.substr(0, at) + std::to_string(part);
}

bool isVersion(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos && text.back() != '.';
}

// The value moved by one, in words and as a value.
std::vector<std::pair<std::string, Value>> moves(const Value& value) {
  std::vector<std::pair<std::string, Value>> out;
  if (const bool* flag = value.asBool()) return {{"flipped", Value(!*flag)}};
  if (const auto whole = value.asInteger()) {
    out.emplace_back("+1", Value(*whole + 1));
    if (*whole > 0) out.emplace_back("-1", Value(*whole - 1));
    return out;
  }
  if (const auto number = value.asNumber()) return {{"doubled", Value(*number * 2)}, {"halved", Value(*number / 2)}};
  if (const std::string* text = value.asText()) {
    if (!isVersion(*text)) return {{"another", Value(*text + "-other")}};
    for (const int by : {1, -1}) {
      if (const std::string version = moved(*text, by); !version.empty())
        out.emplace_back(by > 0 ? "+1" : "-1", Value(version));
    }
    return out;
  }
  if (const Value::Array* list = value.asArray()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      Value::Array shorter = *list;
      shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
      out.emplace_back("without " + factText((*list)[i]), Value(std::move(shorter)));
    }
  }
  return out;
}

class Report {
 public:
  void add(const std::string& mutant, const Outcome& outcome) {
    std::string by = outcome.caughtBy;
    if (outcome.others > 0) by += " and " + std::to_string(outcome.others) + " more";
    const QString name = QString::fromStdString(mutant);
    const auto named = std::ranges::find_if(kElsewhere, [&](const Elsewhere& e) {
      return name.contains(QRegularExpression(QString::fromLatin1(e.mutants)));
    });
    if (by.empty() && named != std::end(kElsewhere)) by = std::string("no fixture: ") + named->why;
    if (by.empty()) {
      by = outcome.says ? "SURVIVES, though sentences change" : "SURVIVES";
      ++m_survivors;
    }
    std::printf("%-68s %s\n", mutant.c_str(), by.c_str());
    std::fflush(stdout);
    ++m_mutants;
  }
  void complain(const std::string& text) {
    std::printf("%s\n", text.c_str());
    ++m_survivors;
  }
  int end() const {
    std::printf("\n%d mutants, %d survivors\n", m_mutants, m_survivors);
    return m_survivors == 0 ? 0 : 1;
  }

 private:
  int m_mutants = 0;
  int m_survivors = 0;
};

void switchOffRules(const std::vector<Case>& cases, Report& report) {
  for (const Rule& off : rulebook()) {
    std::vector<Rule> rules(rulebook().begin(), rulebook().end());
    std::erase_if(rules, [&](const Rule& rule) { return rule.id == off.id; });
    for (const Profile& profile : Profiles::shipped().all()) {
      report.add("off: " + std::string(off.id) + ", " + profile.id, outcomeOf(cases, profile, rules, {off.id}, false));
    }
  }
}

// Which rules say that they compare with the fact.
std::set<std::string_view> readersOf(std::string_view key, const Profile& profile) {
  std::set<std::string_view> out;
  for (const Rule& rule : rulebook()) {
    for (const RuleLimit& limit : rule.limits) {
      const auto keys = factsOf(limit, profile);
      if (std::ranges::find(keys, key) != keys.end()) out.insert(rule.id);
    }
  }
  return out;
}

// What estimates and drills reckon with: rules that read those see a fact by way of them, whatever it is.
bool isReadByEngines(std::string_view key) {
  return assumptionSchema(key) || key.starts_with("aurora.copies.") || key.starts_with("aurora.quorum.");
}

void moveLimits(const std::vector<Case>& cases, Report& report) {
  for (const Profile& shipped : Profiles::shipped().all()) {
    int unread = 0;
    for (const auto& [key, fact] : shipped.facts) {
      const auto readers = readersOf(key, shipped);
      if (readers.empty()) ++unread;
      for (const auto& [how, value] : moves(fact.value)) {
        Profile profile = shipped;
        profile.facts.at(key).value = value;
        const std::string mutant = key + " " + how + ", " + shipped.id;
        const Outcome outcome = outcomeOf(cases, profile, rulebook(), readers, true);
        if (!readers.empty() || (isReadByEngines(key) && !outcome.caughtBy.empty())) report.add(mutant, outcome);
        else if (!isReadByEngines(key) && (!outcome.caughtBy.empty() || outcome.says))
          report.complain(mutant + ": findings change, though no rule says that it reads the fact");
      }
    }
    std::printf("%s: %d of %zu facts are read by no rule yet\n", shipped.id.c_str(), unread, shipped.facts.size());
  }
}

}  // namespace

int main() {
  const std::vector<Case> cases = allCases();
  for (const Case& c : cases) {
    if (agrees(c, judged(c, Profiles::shipped().orDefault(c.profile), rulebook()))) continue;
    std::printf("%s, %s: the fixture fails without any mutant\n", c.fixture.path.c_str(), c.profile.c_str());
    return 2;
  }
  std::printf("%zu fixtures, each in both profiles\n\n", cases.size() / 2);
  Report report;
  switchOffRules(cases, report);
  moveLimits(cases, report);
  return report.end();
}
