// Boxes in boxes where that is not as usual: lines to containers, contents of what should have none, any depth.
#include <memory>

#include "catalogue/profile.h"
#include "drawing/diagram.h"
#include "formats/d2.h"
#include "formats/dot.h"
#include "formats/mermaid.h"
#include "formats/native.h"
#include "formats/plantuml.h"
#include "support.h"

using namespace nines;

namespace {

Design designOf(Topology topology) {
  const Profile& profile = Profiles::shipped().orDefault(topology.profile);
  return {std::make_shared<const Topology>(std::move(topology)), Catalogue::shipped(), profile};
}

Design read(const std::string& text) {
  const auto topology = readDesign(text, "test.nines", Catalogue::shipped());
  Q_ASSERT(topology);
  return designOf(*topology);
}

using Writer = std::string (*)(const Design&, std::span<const NodeIndex>);
constexpr Writer kWriters[] = {writeDot, writeMermaid, writeD2, writePlantUml};

}  // namespace

class TestDiagramNests : public QObject {
  Q_OBJECT

 private slots:
  void linesToContainers();
  void contentsOfWhatHoldsNothing();
  void anyDepth();
};

void TestDiagramNests::linesToContainers() {
  const std::string text = R"({"nines": 1, "name": "", "profile": "course-2021", "nodes": [
    {"id": "db", "kind": "rds-instance", "parent": "za"}, {"id": "out", "kind": "users"},
    {"id": "r", "kind": "region"}, {"id": "za", "kind": "az", "parent": "r"}], "links": [
    {"id": "in", "kind": "uses", "from": "out", "to": "za"},
    {"id": "inner", "kind": "uses", "from": "r", "to": "db"}]})";
  const Design d = read(text);
  const std::string dot = writeDot(d);
  QVERIFY(dot.find("\"out\" -> \"za-ANCHOR\" [color=") != std::string::npos);
  QVERIFY(dot.find("lhead=\"cluster_za\"") != std::string::npos);
  QVERIFY(dot.find("ltail") == std::string::npos);  // what is inside cannot be cut
  const std::string mermaid = writeMermaid(d);
  QVERIFY(mermaid.find("  out --> za\n") != std::string::npos);
  QVERIFY(mermaid.find("  r_ANCHOR --> db\n") != std::string::npos);
  QVERIFY(mermaid.find("    r_ANCHOR((\" \"))\n") != std::string::npos);
  QVERIFY(writeD2(d).find("out -> r.za: {") != std::string::npos);
  QVERIFY(writeD2(d).find("r.n_anchor -> r.za.db: {") != std::string::npos);
  QVERIFY(writePlantUml(d).find("]-> za\n") != std::string::npos);
}

// Illegal containments load.
void TestDiagramNests::contentsOfWhatHoldsNothing() {
  const Design d = read(R"({"nines": 1, "name": "", "profile": "course-2021", "nodes": [
    {"id": "a", "kind": "app-tier", "parent": "n"}, {"id": "n", "kind": "note"}], "links": []})");
  QVERIFY(writePlantUml(d).find("rectangle \"n") != std::string::npos);
  QVERIFY(writePlantUml(d).find("note \"") == std::string::npos);
}

void TestDiagramNests::anyDepth() {
  constexpr int depth = 20'000;
  Topology t;
  for (int i = 0; i < depth; ++i) {
    const std::string id = "n" + std::to_string(100'000 + i);
    t.nodes.put({id, "account", i == 0 ? std::string() : "n" + std::to_string(100'000 + i - 1), "", {}, {}, {}});
  }
  const Design d = designOf(std::move(t));
  const Diagram diagram = diagramOf(d, Layout(d));
  QCOMPARE(diagram.boxes[kDeepestNest].nest, BoxIndex{kDeepestNest - 1});
  QCOMPARE(diagram.boxes[depth - 1].nest, BoxIndex{kDeepestNest - 1});
  for (const Writer write : kWriters) {
    const std::string text = write(d, {});
    QVERIFY(text.find("n119999") != std::string::npos);
    QVERIFY(text.size() < std::size_t{10} << 20);
  }
}

QTEST_GUILESS_MAIN(TestDiagramNests)
#include "test_diagram_nests.moc"
