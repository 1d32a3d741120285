#include <map>
#include <set>

#include "generator.h"
#include "support.h"
#include "topology/edit.h"

using namespace nines;

// The generator keeps its promises, so that what property tests and benchmarks find is about the program.
class TestGenerator : public QObject {
  Q_OBJECT

 private slots:
  void sizes_data();
  void sizes();
  void sameSeedSameDesign();
  void nothingOverlaps();
  void everyChangeTypeOccursAndFits();
};

void TestGenerator::sizes_data() {
  QTest::addColumn<int>("nodes");
  for (const int nodes : {0, 1, 5, 33, 100, 1000, 5000}) QTest::addRow("%d", nodes) << nodes;
}

void TestGenerator::sizes() {
  QFETCH(int, nodes);
  const auto count = static_cast<std::size_t>(nodes);
  const Topology design = test::generateDesign(7, count);
  QCOMPARE(design.nodes.size(), count);
  QCOMPARE(brokenInvariant(design), std::string());
  if (count < 100) return;
  const double linksPerNode = static_cast<double>(design.links.size()) / nodes;
  QVERIFY2(linksPerNode > 0.95 && linksPerNode < 1.25, std::to_string(linksPerNode).c_str());
}

void TestGenerator::sameSeedSameDesign() {
  QVERIFY(test::generateDesign(4, 200) == test::generateDesign(4, 200));
  QVERIFY(!(test::generateDesign(4, 200) == test::generateDesign(5, 200)));
  // The first numbers of the reference implementation for seed 0.
  test::Rng rng(0);
  QCOMPARE(quint64(rng.next()), quint64{0xe220a8397b1dcdafu});
  QCOMPARE(quint64(rng.next()), quint64{0x6e789e6aa1b965f4u});
}

void TestGenerator::nothingOverlaps() {
  const Topology design = test::generateDesign(9, 600);
  std::map<NodeId, std::vector<const Node*>> inside;
  for (const auto& node : design.nodes.rows()) inside[node->parent].push_back(node.get());
  for (const auto& [id, children] : inside) {
    const Node* parent = design.nodes.find(id);
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Node& a = *children[i];
      QVERIFY2(a.rect, a.id.c_str());
      if (parent) QVERIFY2(Rect({0, 0, parent->rect->width, parent->rect->height}).contains(*a.rect), a.id.c_str());
      for (std::size_t j = i + 1; j < children.size(); ++j) {
        QVERIFY2(!a.rect->intersects(*children[j]->rect), (a.id + " " + children[j]->id).c_str());
      }
    }
  }
}

void TestGenerator::everyChangeTypeOccursAndFits() {
  std::set<std::size_t> seen;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    test::Rng rng(seed);
    Topology design = test::generateDesign(seed, 4 * seed);
    for (int i = 0; i < 150; ++i) {
      const Edit edit = test::randomEdit(rng, design);
      for (const Change& change : edit.changes) seen.insert(change.index());
      const auto applied = apply(design, edit);
      QVERIFY2(applied.ok(), applied ? "" : applied.error().text().c_str());
    }
  }
  QCOMPARE(seen.size(), std::variant_size_v<Change>);
}

QTEST_GUILESS_MAIN(TestGenerator)
#include "test_generator.moc"
