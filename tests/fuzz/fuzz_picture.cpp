// Any bytes as a design that is drawn: what a file may hold, the canvas and the command line must be able to show.
#include <cstdint>
#include <string_view>

#include "checks.h"
#include "formats/native.h"

using namespace nines;

namespace {
// Routing costs more than linear time: a long input would use up the run without a new branch.
constexpr std::size_t kMost = 40;
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto design = readDesign(text, "fuzz", Catalogue::shipped());
  if (!design || design->nodes.size() > kMost || design->links.size() > kMost) return 0;
  fuzz::requireDrawn(*design);
  return 0;
}
