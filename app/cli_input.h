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
  std::string text;
  std::shared_ptr<const Topology> topology;
};

// Reads a design; `profile` replaces its own unless it is empty.
Result<Input> readInput(const std::string& file, const std::string& profile = {});

// The profile that judges the design. Where the design names one that this version does not know, a line on standard
// error says by which one it is judged instead.
const Profile& judgingProfile(const Input& input);

}  // namespace nines::cli
