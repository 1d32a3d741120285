// What is not said, against every way in which it can be said: designs with some answers taken out are drilled, and so
// is every design that answers them. What the first knows is exactly what all of the others agree in.
#include <map>
#include <set>

#include "drilled.h"
#include "semantics/data_sets.h"

using namespace nines;
using namespace nines::test;

namespace {

struct Question {
  bool ofLink = false;
  std::string owner;
  std::string key;
  std::vector<Value> answers;
};

// Its client reads the data that the link leads to over another link.
bool readsBeside(const Design& design, const std::string& link) {
  const LinkIndex own = design.linkIndexOf(link);
  const DataSets sets(design);
  return std::ranges::any_of(design.outgoing(design.from(own)), [&](LinkIndex l) {
    return l != own && design.link(l).kind == "uses" && design.readLink(l, "access").text() != "write" &&
           sets.setOf(design.to(l)) == sets.setOf(design.to(own));
  });
}

using Answers = std::vector<std::size_t>;  // by question, which of its answers

void say(Topology& topology, const Question& question, const Value* answer) {
  const auto put = [&](auto row, auto& table) {
    if (answer) row.properties[question.key] = *answer;
    else row.properties.erase(question.key);
    table.put(std::move(row));
  };
  if (question.ofLink) put(*topology.links.find(question.owner), topology.links);
  else put(*topology.nodes.find(question.owner), topology.nodes);
}

Topology opened(Topology topology, const std::vector<Question>& questions) {
  for (const Question& question : questions) say(topology, question, nullptr);
  return topology;
}

std::vector<Answers> combinations(const std::vector<Question>& questions) {
  std::vector<Answers> out{Answers(questions.size(), 0)};
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const std::size_t known = out.size();
    for (std::size_t answer = 1; answer < questions[i].answers.size(); ++answer) {
      for (std::size_t k = 0; k < known; ++k) {
        out.push_back(out[k]);
        out.back()[i] = answer;
      }
    }
  }
  return out;
}

std::string spanText(const std::optional<Span>& span) {
  return span ? std::to_string(span->best) + "-" + std::to_string(span->worst) : "nothing";
}

// Of one workload in one outage: the answers, and what they come to.
using Table = std::map<Answers, RecoveryFigures>;

std::optional<Span> agreed(const Table& table, std::optional<Span> RecoveryFigures::* figure) {
  const std::optional<Span>& first = table.begin()->second.*figure;
  const bool all = std::ranges::all_of(table, [&](const auto& entry) { return entry.second.*figure == first; });
  return all ? first : std::nullopt;
}

Bounds hull(const Table& table, Bounds RecoveryFigures::* figure) {
  Bounds out = table.begin()->second.*figure;
  for (const auto& [answers, figures] : table) {
    out.least = std::min(out.least, (figures.*figure).least);
    out.most = std::max(out.most, (figures.*figure).most);
  }
  return out;
}

// The questions of which another answer alone may lead to other figures.
std::vector<MissingValue> deciding(const Table& table, const std::vector<Question>& questions) {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& [answers, figures] : table) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
      Answers other = answers;
      for (other[i] = 0; other[i] < questions[i].answers.size(); ++other[i]) {
        if (table.at(other) != figures) out.emplace(questions[i].owner, questions[i].key);
      }
    }
  }
  std::vector<MissingValue> missing;
  for (const auto& [owner, key] : out) missing.push_back({owner, key});
  return missing;
}

std::vector<MissingValue> sorted(std::vector<MissingValue> missing) {
  std::ranges::sort(missing, {}, [](const MissingValue& each) { return std::pair(each.owner, each.key); });
  return missing;
}

std::string problemOf(const WorkloadDrill& open, const Table& table, const std::vector<Question>& questions) {
  for (const auto figure : {&RecoveryFigures::rto, &RecoveryFigures::readRto, &RecoveryFigures::rpo}) {
    const std::optional<Span> all = agreed(table, figure);
    if (open.*figure != all) return "says " + spanText(open.*figure) + ", the answers " + spanText(all);
  }
  for (const auto figure : {&RecoveryFigures::rtoAtWorst, &RecoveryFigures::rpoAtWorst}) {
    if (open.*figure != hull(table, figure)) return "has other bounds than the answers";
  }
  const auto comesBack = [](const auto& entry) { return entry.second.recovers; };
  const bool some = std::ranges::any_of(table, comesBack);
  const bool all = std::ranges::all_of(table, comesBack);
  if (open.recovers != some || open.recoveryUnknown != (some != all)) return "recovers otherwise than the answers";
  if (sorted(open.missing) != deciding(table, questions)) return "misses something else than what decides";
  return {};
}

// Everything that may fail, with all answers. Empty if all is well.
std::string compared(const Topology& said, const std::vector<Question>& questions) {
  const Drilled open(opened(said, questions));
  std::map<std::pair<std::string, std::string>, Table> tables;
  for (const Answers& answers : combinations(questions)) {
    Topology topology = said;
    for (std::size_t i = 0; i < questions.size(); ++i) say(topology, questions[i], &questions[i].answers[answers[i]]);
    const Drilled drilled(std::move(topology));
    for (const Outage& outage : open.outages()) {
      for (const WorkloadDrill& w : drilled.drill(outage).workloads)
        tables[{toText(outage), w.id}].emplace(answers, static_cast<const RecoveryFigures&>(w));
    }
  }
  for (const Outage& outage : open.outages()) {
    for (const WorkloadDrill& w : open.drill(outage).workloads) {
      const std::string problem = problemOf(w, tables.at({toText(outage), w.id}), questions);
      if (!problem.empty()) return at(outage, w, problem);
    }
  }
  return {};
}

bool takesWrites(const Topology& t, const Link& link) {
  const Node* from = t.nodes.find(link.from);
  if (link.kind != "uses" || !from || from->kind == "dax-cluster") return false;
  for (std::size_t i = 0; i < t.links.size(); ++i) {
    const Node* source = t.nodes.find(t.links[i].from);
    const bool single = source && (source->kind == "rds-instance" || source->kind == "aurora-cluster");
    if (t.links[i].kind == "replicates" && t.links[i].to == link.to && single) return false;
  }
  return true;
}

// A few of what sensible designs say and what has no default.
std::vector<Question> drawn(const Topology& said, Rng& rng) {
  constexpr std::size_t kMost = 5;
  std::vector<Question> all;
  for (std::size_t i = 0; i < said.nodes.size(); ++i) {
    if (said.nodes[i].kind == "dynamodb-table")
      all.push_back({false, said.nodes[i].id, "pitr", {Value(false), Value(true)}});
  }
  for (std::size_t i = 0; i < said.links.size(); ++i) {
    if (takesWrites(said, said.links[i]))
      all.push_back({true, said.links[i].id, "access", {Value("read"), Value("read-write")}});
  }
  while (all.size() > kMost) all.erase(all.begin() + static_cast<std::ptrdiff_t>(rng.below(all.size())));
  return all;
}

// Two workloads share a table that several tiers of each use, and that has a backup besides.
Topology sharedTable(int tiers) {
  Topology t;
  t.nodes.put({"r", "region", "", "", {}, {{"code", Value("eu-west-1")}}, {}});
  for (const char* id : {"orders", "prices"})
    t.nodes.put({id, "dynamodb-table", "r", "", {}, {{"tableName", Value(id)}, {"pitr", Value(true)}}, {}});
  t.nodes.put({"plan", "backup-plan", "r", "", {}, {}, {}});
  t.links.put({"backs-up", "backs-up", "orders", "plan", {{"intervalHours", Value(6)}}, {}, {}});
  t.nodes.put({"shop", "users", "", "", {}, {{"rpoSeconds", Value(3600)}}, {}});
  for (int i = 0; i < tiers; ++i) {
    const std::string tier = "tier-" + std::to_string(i);
    t.nodes.put({tier, "app-tier", "r", "", {}, {{"running", Value(1)}}, {}});
    t.links.put({"enters-" + tier, "uses", "shop", tier, {{"access", Value("read")}}, {}, {}});
    t.links.put({"uses-" + tier, "uses", tier, i % 2 ? "prices" : "orders", {{"access", Value("read-write")}}, {}, {}});
  }
  return t;
}

std::vector<Question> tiersOf(int tiers) {
  std::vector<Question> out;
  for (int i = 0; i < tiers; ++i)
    out.push_back({true, "uses-tier-" + std::to_string(i), "access", {Value("read"), Value("read-write")}});
  return out;
}

// Servers and tapes in a data centre.
Topology site() {
  Topology t;
  t.nodes.put({"r", "region", "", "", {}, {{"code", Value("eu-west-1")}}, {}});
  t.nodes.put({"site", "data-centre", "", "", {}, {{"uplinkMbps", Value(100)}}, {}});
  t.nodes.put({"files", "server", "site", "", {}, {{"role", Value("storage")}, {"dataGb", Value(200)}}, {}});
  t.nodes.put({"till", "server", "site", "", {}, {{"role", Value("application")}, {"dataGb", Value(10)}}, {}});
  t.nodes.put({"tapes",
               "storage-gateway",
               "site",
               "",
               {},
               {{"type", Value("tape")},
                {"archivePool", Value("glacier")},
                {"uploadBufferGib", Value(100)},
                {"uploadMbps", Value(50)}},
               {}});
  t.nodes.put({"shop", "users", "", "", {}, {{"rtoSeconds", Value::Object{{"on-premises", Value(20000)}}}}, {}});
  t.links.put({"enters", "uses", "shop", "till", {{"access", Value("read-write")}}, {}, {}});
  t.links.put({"reads", "uses", "till", "files", {{"access", Value("read-write")}}, {}, {}});
  t.links.put({"saves", "backs-up", "files", "tapes", {{"intervalHours", Value(24)}}, {}, {}});
  return t;
}

}  // namespace

class TestUnsaidOracle : public QObject {
  Q_OBJECT

 private slots:
  void sensibleDesigns_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 100; ++seed) QTest::addRow("%d", seed) << seed;
  }
  void sensibleDesigns() {
    QFETCH(int, seed);
    Rng rng(static_cast<std::uint64_t>(seed) + 1000);
    const Topology said = sensibleDesign(static_cast<std::uint64_t>(seed));
    const std::string problem = compared(said, drawn(said, rng));
    QVERIFY2(problem.empty(), problem.c_str());
  }

  // Several answers that matter only together: as long as no tier says that it writes, nothing of the table is lost.
  void tiersOfOneTable_data() {
    QTest::addColumn<int>("tiers");
    for (int tiers = 1; tiers <= 6; ++tiers) QTest::addRow("%d", tiers) << tiers;
  }
  void tiersOfOneTable() {
    QFETCH(int, tiers);
    std::vector<Question> questions = tiersOf(tiers);
    std::string problem = compared(sharedTable(tiers), questions);
    QVERIFY2(problem.empty(), problem.c_str());
    questions.push_back({false, "orders", "pitr", {Value(false), Value(true)}});
    problem = compared(sharedTable(tiers), questions);
    QVERIFY2(problem.empty(), problem.c_str());
  }

  void dataCentre_data() {
    QTest::addColumn<int>("asked");
    for (int asked = 1; asked < 16; ++asked) QTest::addRow("%d", asked) << asked;
  }
  void dataCentre() {
    QFETCH(int, asked);
    const std::vector<Question> all{{false, "files", "role", {Value("application"), Value("storage")}},
                                    {false, "till", "role", {Value("application"), Value("storage")}},
                                    {false, "tapes", "archivePool", {Value("glacier"), Value("deep-archive")}},
                                    {true, "reads", "access", {Value("read"), Value("read-write")}}};
    std::vector<Question> questions;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (asked >> i & 1) questions.push_back(all[i]);
    }
    const std::string problem = compared(site(), questions);
    QVERIFY2(problem.empty(), problem.c_str());
  }

  // Whoever only writes is one more answer: what is known holds for it as well. Not where the same data is read over
  // another link: a link that does not say what it is for reads too, one that only writes leaves that to the other.
  void onlyWriting_data() { sensibleDesigns_data(); }
  void onlyWriting() {
    QFETCH(int, seed);
    Rng rng(static_cast<std::uint64_t>(seed) + 1000);
    const Topology said = sensibleDesign(static_cast<std::uint64_t>(seed));
    const std::vector<Question> questions = drawn(said, rng);
    const Drilled open(opened(said, questions));
    for (const Question& question : questions) {
      if (!question.ofLink || readsBeside(open.design(), question.owner)) continue;
      Topology topology = said;
      const Value write("write");
      say(topology, question, &write);
      const Drilled drilled(std::move(topology));
      for (const Outage& outage : open.outages()) {
        const Drill unsaid = open.drill(outage);
        for (const WorkloadDrill& w : drilled.drill(outage).workloads) {
          const WorkloadDrill& known = *find(unsaid, w.id);
          QVERIFY2(!known.rto || known.rto == w.rto, at(outage, w, "recovery time").c_str());
          QVERIFY2(!known.rpo || known.rpo == w.rpo, at(outage, w, "loss").c_str());
        }
      }
    }
  }

  // More ways than are judged: nothing is known, and everything is asked for.
  void tooMuch() {
    constexpr int kTiers = 20;
    Topology said = sharedTable(kTiers);
    for (int i = 0; i < kTiers; ++i) {
      const std::string store = "own-" + std::to_string(i);
      said.nodes.put({store, "rds-instance", "r", "", {}, {{"engine", Value("mysql")}}, {}});
      said.links.put({"uses-" + store, "uses", "tier-" + std::to_string(i), store, {}, {}, {}});
    }
    const Drilled drilled(std::move(said));
    const WorkloadDrill w = drilled.drill({{{OutageKind::region, "eu-west-1"}}}).workloads.front();
    QVERIFY(w.recoveryUnknown && w.recovers);
    QVERIFY(!w.rto && !w.readRto && !w.rpo);
    QCOMPARE(w.rtoAtWorst, (Bounds{0, kNever}));
    QCOMPARE(w.missing.size(), std::size_t{kTiers});
  }
};

QTEST_APPLESS_MAIN(TestUnsaidOracle)
#include "test_unsaid_oracle.moc"
