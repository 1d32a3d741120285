// For packaging/soak.
// read_drawio DESIGN.nines FILE.drawio: whether the file shows the design
// read_drawio DESIGN.nines: how much a diagram of it has to show, "12 shapes, 7 lines"
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <memory>
#include <numeric>

#include "catalogue/profile.h"
#include "drawing/diagram.h"
#include "drawio_reader.h"
#include "formats/native.h"
#include "support/files.h"

int main(int argc, char** argv) {
  using namespace nines;
  if (argc != 2 && argc != 3) return 2;
  const auto topology = loadDesign(argv[1], Catalogue::shipped());
  constexpr std::size_t kMost = 512 * 1024 * 1024;
  if (!topology) return 2;
  const Design design(std::make_shared<const Topology>(*topology), Catalogue::shipped(),
                      Profiles::shipped().orDefault(topology->profile));
  if (argc == 2) {
    const Diagram diagram = diagramOf(design, Layout(design));
    const auto hidden = std::ranges::count(diagram.links, DiagramLink::Line::hidden, &DiagramLink::line);
    std::size_t lines = diagram.links.size() - static_cast<std::size_t>(hidden);
    for (const DiagramBox& box : diagram.boxes) lines += box.members.size();
    std::printf("%zu shapes, %zu lines\n", diagram.boxes.size(), lines);
    return 0;
  }
  const auto text = readFile(argv[2], kMost);
  if (!text) return 2;
  std::vector<NodeIndex> all(design.nodeCount());
  std::iota(all.begin(), all.end(), NodeIndex{0});
  const auto problems = test::differencesOf(design, all, *text);
  for (const std::string& problem : problems) std::puts(problem.c_str());
  return problems.empty() ? 0 : 1;
}
