#include "cli_input.h"

#include <utility>

#include "formats/native.h"
#include "support/files.h"

namespace nines::cli {

Result<Input> readInput(const std::string& file, const std::string& profile) {
  auto text = readFile(file, FileLimits().bytes);
  if (!text) return text.error();
  auto topology = readDesign(*text, file, Catalogue::shipped());
  if (!topology) return topology.error();
  if (!profile.empty()) topology->profile = profile;
  return Input{file, std::move(*text), std::make_shared<const Topology>(std::move(*topology))};
}

}  // namespace nines::cli
