#include <string>

#include "formats/json_write.h"
#include "formats/native.h"
#include "formats/native_rows.h"

namespace nines {

namespace {

// One row a line, closed on the line of the last.
template <class Table_>
void appendRows(std::string& out, std::string_view key, const Table_& table) {
  json::appendText(out, key);
  out += ": [";
  for (std::size_t i = 0; i < table.size(); ++i) {
    out += i == 0 ? "\n  " : ",\n  ";
    json::appendRow(out, table[i]);
  }
  out += ']';
}

bool isOurs(std::string_view key) {
  for (const std::string_view ours :
       {"nines", "name", "profile", "revision", "assumptions", "nodes", "links", "comments", "waivers"}) {
    if (key == ours) return true;
  }
  return false;
}

}  // namespace

std::string writeDesign(const Topology& topology) {
  constexpr std::size_t kTypicalNode = 240;
  constexpr std::size_t kTypicalLink = 140;
  std::string out;
  out.reserve(1024 + topology.nodes.size() * kTypicalNode + topology.links.size() * kTypicalLink);
  out += "{\"nines\": " + std::to_string(kFormatVersion);
  json::appendKey(out, "name");
  json::appendText(out, topology.name);
  json::appendKey(out, "profile");
  json::appendText(out, topology.profile);
  json::appendKey(out, "revision");
  out += std::to_string(topology.revision) + ",\n \"assumptions\": {";
  json::appendMembers(out, topology.assumptions);
  out += "},\n ";
  appendRows(out, "nodes", topology.nodes);
  out += ",\n ";
  appendRows(out, "links", topology.links);
  out += ",\n ";
  appendRows(out, "comments", topology.comments);
  out += topology.comments.empty() ? ", " : ",\n ";
  appendRows(out, "waivers", topology.waivers);
  for (const auto& [key, value] : topology.extra) {
    if (isOurs(key)) continue;
    out += ",\n ";
    json::appendText(out, key);
    out += ": ";
    json::appendValue(out, value);
  }
  out += "}\n";
  return out;
}

std::string writeValue(const Value& value) {
  std::string out;
  json::appendValue(out, value);
  return out;
}

}  // namespace nines
