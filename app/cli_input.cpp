#include "cli_input.h"

#include <fmt/format.h>

#include <utility>

#include "catalogue/assumptions.h"
#include "cli_text.h"
#include "design_file.h"
#include "formats/native.h"
#include "support/plain_text.h"

namespace nines::cli {

Result<Input> readInput(const std::string& file, const std::string& profile) {
  auto read = readDesignText(file);
  if (!read) return read.error();
  auto topology = readDesign(read->text, read->name, Catalogue::shipped());
  if (!topology) return topology.error();
  std::string own = topology->profile;
  if (!profile.empty()) topology->profile = profile;
  if (read->fromPicture) read->text.clear();
  return Input{file, std::move(read->text), std::make_shared<const Topology>(std::move(*topology)), std::move(own)};
}

const Profile& judgingProfile(const Input& input) {
  const std::string& named = input.topology->profile;
  const Profile& profile = Profiles::shipped().orDefault(named);
  if (profile.id != named) {
    complain(fmt::format("{}: warning: the profile \"{}\" is not known to this version; judged by {}", input.file,
                         named, profile.id));
  }
  if (const auto strange = strangeAssumptions(input.topology->assumptions); !strange.empty()) {
    const std::string first = plainWords(strange.front(), 80);
    const std::string which = strange.size() == 1
                                  ? fmt::format("assumption \"{}\" is", first)
                                  : fmt::format("assumptions \"{}\" and {} more are", first, strange.size() - 1);
    complain(fmt::format("{}: warning: the {} not known to this version and {} for nothing", input.file, which,
                         strange.size() == 1 ? "counts" : "count"));
  }
  return profile;
}

}  // namespace nines::cli
