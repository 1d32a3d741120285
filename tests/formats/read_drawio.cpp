// read_drawio DESIGN.nines FILE.drawio: whether the file shows the design, for packaging/soak.
#include <cstdio>
#include <iterator>
#include <memory>
#include <numeric>

#include "catalogue/profile.h"
#include "drawio_reader.h"
#include "formats/native.h"
#include "support/files.h"

int main(int argc, char** argv) {
  using namespace nines;
  if (argc != 3) return 2;
  const auto topology = loadDesign(argv[1], Catalogue::shipped());
  constexpr std::size_t kMost = 512 * 1024 * 1024;
  const auto text = readFile(argv[2], kMost);
  if (!topology || !text) return 2;
  const Design design(std::make_shared<const Topology>(*topology), Catalogue::shipped(),
                      Profiles::shipped().orDefault(topology->profile));
  std::vector<NodeIndex> all(design.nodeCount());
  std::iota(all.begin(), all.end(), NodeIndex{0});
  const auto problems = test::differencesOf(design, all, *text);
  for (const std::string& problem : problems) std::puts(problem.c_str());
  return problems.empty() ? 0 : 1;
}
