// Sizes of instance classes, for rules that compare a replica or failover target with its source.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

namespace nines {

struct InstanceClass {
  int vcpus = 0;
  double memoryGib = 0;
};

// What "db.r6g.large" or "dax.r5.large" has; nothing for a class that the table (resources/catalogue/
// instance-classes.json) lacks.
std::optional<InstanceClass> instanceClass(std::string_view name);

// The names in that table which begin like this ("db."), in its order: by family, each from small to large.
std::vector<std::string> instanceClassNames(std::string_view start);
// Where the table comes from.
const Source& instanceClassSource();

}  // namespace nines
