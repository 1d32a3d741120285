// Reading the designs that a command names.
#pragma once

#include <memory>
#include <string>

#include "catalogue/profile.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines::cli {

struct Input {
  std::string file;
  std::string text;  // of the file; empty for a design inside of a picture, whose lines nobody can go to
  std::shared_ptr<const Topology> topology;
  std::string ownProfile;  // what the file says, whatever judges it
};

// Reads a design, or that inside of a picture; `profile` replaces its own unless it is empty.
Result<Input> readInput(const std::string& file, const std::string& profile = {});

// The profile that judges the design. Where the design names one that this version does not know, a line on standard
// error says by which one it is judged instead; so does one for each assumption of the design that nothing reads.
const Profile& judgingProfile(const Input& input);

}  // namespace nines::cli
