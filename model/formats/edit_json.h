// An edit as one line of JSON and back: the journal's records.
//
// {"label": "Move 3 resources", "changes": [{"change": "set-node-rect", "id": "orders-db", "rect": [24, 48, 146, 52]}]}
// Nodes, links, comments and waivers look as in the file. What an edit takes away ("value", "rect", "comment",
// "waiver") is absent.
#pragma once

#include <string>
#include <string_view>

#include "support/result.h"
#include "topology/edit.h"

namespace nines {

// One line without a newline. readEdit(writeEdit(e)) == e for every edit that apply() accepts.
std::string writeEdit(const Edit& edit);
// Strict: unknown changes and keys, wrong types and missing keys are errors. Whether the edit fits a design is for
// apply() to say. `name` is what errors call the source.
Result<Edit> readEdit(std::string_view line, const std::string& name);

}  // namespace nines
