// Any bytes: they are refused with a place, or they are a design that survives being written and read again.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "formats/edit_json.h"
#include "formats/native.h"

using namespace nines;

namespace {

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

void checkDesign(std::string_view text) {
  const auto design = readDesign(text, "fuzz", Catalogue::shipped());
  if (!design) {
    const Error& error = design.error();
    require(!error.reason.empty(), "an error has a reason");
    require(error.place.line > 0 || error.code == ErrorCode::tooLarge, "an error has a line");
    require(error.text().find('\n') == std::string::npos, "an error is one line");
    return;
  }
  require(brokenInvariant(*design).empty(), "what is read keeps the invariants");
  const std::string written = writeDesign(*design);
  const auto again = readDesign(written, "again", Catalogue::shipped());
  require(again.ok(), "what is written can be read");
  require(*again == *design, "what is read again is the same");
  require(writeDesign(*again) == written, "what is written again is the same");
  const LineIndex lines(text);
  for (const auto& node : design->nodes.rows()) require(lines.lineOf(node->id) > 0, "every node has a line");
}

void checkEdit(std::string_view text) {
  const auto edit = readEdit(text, "fuzz");
  if (!edit) return;
  const std::string written = writeEdit(*edit);
  const auto again = readEdit(written, "again");
  require(again.ok() && *again == *edit, "an edit comes back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  checkDesign(text);
  checkEdit(text);
  return 0;
}
