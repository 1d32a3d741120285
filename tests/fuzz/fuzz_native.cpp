// Any bytes as a design and as an edit: they are refused with a place, or what they mean survives being written and
// read again, edited and undone, and judged.
#include <cstdint>
#include <string>
#include <string_view>

#include "checks.h"
#include "formats/edit_json.h"
#include "formats/native.h"
#include "generator.h"
#include "support/resources.h"

using namespace nines;
using namespace nines::fuzz;

namespace {

constexpr int kEdits = 3;
// Random edits, rules and fixes cost more than linear time: a long input would use up the run without a new branch.
constexpr std::size_t kMostNodes = 80;

// FNV-1a: edits differ from input to input, and the same input has the same ones when a crash is looked at again.
std::uint64_t seedOf(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

void requireExplained(const Error& error) {
  require(!error.reason.empty(), "an error has a reason");
  require(error.place.line > 0 || error.code == ErrorCode::tooLarge, "an error has a line");
  require(error.text().find('\n') == std::string::npos, "an error is one line");
}

void checkDesign(std::string_view text) {
  const auto design = readDesign(text, "fuzz", Catalogue::shipped());
  if (!design) {
    requireExplained(design.error());
    return;
  }
  requireKept(*design);
  const LineIndex lines(text);
  for (const auto& node : design->nodes.rows()) require(lines.lineOf(node->id) > 0, "every node has a line");
  if (design->nodes.size() > kMostNodes || design->links.size() > kMostNodes) return;
  requireJudged(*design);
  test::Rng rng(seedOf(text));
  Topology edited = *design;
  for (int i = 0; i < kEdits; ++i) {
    require(requireAllOrNothing(edited, test::randomEdit(rng, edited)), "an edit made for the design fits");
  }
  requireJudged(edited);
}

const Topology& orders() {
  static const Topology design =
      readDesign(resource("templates/orders.nines").value_or(""), "orders", Catalogue::shipped()).value();
  return design;
}

void checkEdit(std::string_view text) {
  const auto edit = readEdit(text, "fuzz");
  if (!edit) {
    requireExplained(edit.error());
    return;
  }
  const auto again = readEdit(writeEdit(*edit), "again");
  require(again.ok() && *again == *edit, "an edit comes back");
  Topology design = orders();
  requireAllOrNothing(design, *edit);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  checkDesign(text);
  checkEdit(text);
  return 0;
}
