// An edit as one line of JSON and back: the journal's records.
#pragma once

#include <string>
#include <string_view>

#include "support/result.h"
#include "topology/edit.h"

namespace nines {

std::string writeEdit(const Edit& edit);
// `name` is what errors call the source.
Result<Edit> readEdit(std::string_view line, const std::string& name);

}  // namespace nines
