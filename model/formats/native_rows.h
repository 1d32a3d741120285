// Single parts of a design as JSON, as they stand in the file: shared by the file and the journal's edits. Private to
// the formats.
#pragma once

#include <optional>
#include <string>

#include "formats/json_fields.h"
#include "topology/topology.h"

namespace nines::json {

void appendRow(std::string& out, const Node& node);
void appendRow(std::string& out, const Link& link);
void appendRow(std::string& out, const Comment& comment);
void appendRow(std::string& out, const Waiver& waiver);
void appendPoints(std::string& out, const std::vector<Point>& points);

// Reads a row; the problem, if there is one. Whether what it refers to exists is for others to say.
std::optional<Problem> readRow(Value value, Node& node);
std::optional<Problem> readRow(Value value, Link& link);
std::optional<Problem> readRow(Value value, Comment& comment);
std::optional<Problem> readRow(Value value, Waiver& waiver);

}  // namespace nines::json
