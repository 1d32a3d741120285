#include <algorithm>
#include <utility>

#include "catalogue/assumptions.h"
#include "catalogue/profile.h"
#include "formats/json_fields.h"
#include "formats/json_parse.h"
#include "formats/native.h"
#include "formats/native_rowset.h"
#include "support/files.h"

namespace nines {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The top-level object is one level, a list one, a row one, its properties one: a property's value starts below them.
constexpr std::size_t kLevelsAboveValues = 4;

std::string_view withoutMark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

json::Limits jsonLimits(const FileLimits& limits) { return {limits.bytes, limits.depth, limits.values}; }

// Says first what explains all else: no design at all, or one from another version.
std::optional<json::Problem> checkVersion(json::Fields& fields) {
  const bool given = fields.has("nines");
  const std::string reads = ", this one reads " + std::to_string(kFormatVersion);
  const Value* stated = fields.peek("nines");
  if (const auto number = stated ? stated->asNumber() : std::nullopt; number && *number >= json::kBeyondCounts) {
    return json::Problem{
        ErrorCode::unsupported, {"nines"}, "made by a newer Nines: a format beyond any that there is" + reads};
  }
  const std::uint64_t version = fields.count("nines", json::Need::required);
  if (!given && fields.problem())
    return json::Problem{ErrorCode::missing, {}, "\"nines\" is missing: this is no Nines design"};
  if (fields.problem() || version == kFormatVersion) return fields.problem();
  if (version > kFormatVersion) {
    return json::Problem{
        ErrorCode::unsupported, {"nines"}, "made by a newer Nines: format " + std::to_string(version) + reads};
  }
  return json::Problem{ErrorCode::unsupported, {"nines"}, "there is no format " + std::to_string(version) + reads};
}

void readHead(json::Fields& fields, Topology& topology, const FileLimits& limits) {
  topology.name = fields.text("name");
  if (fields.has("profile")) topology.profile = fields.text("profile");
  topology.revision = fields.count("revision");
  topology.assumptions = fields.object("assumptions");
  if (topology.assumptions.size() > limits.others) {
    fields.fail(
        {ErrorCode::tooLarge, {"assumptions"}, "the object has more than " + std::to_string(limits.others) + " keys"});
  }
  // Those that this program knows are figures; a newer program's are kept as they are.
  for (const auto& [key, value] : topology.assumptions) {
    const auto& known = Profiles::shipped().all().front().assumptions;
    if ((known.contains(key) || assumptionSchema(key)) && !value.asNumber())
      fields.fail(json::wrongType({"assumptions", key}, "a number", value));
  }
  for (const char* key : {"nodes", "links", "comments", "waivers"}) {
    const auto list = fields.any(key);
    if (list && !list->asArray()) fields.fail(json::wrongType({key}, "a list", *list));
  }
}

std::optional<json::Problem> readDocument(Value document, Topology& topology, json::RowSet& rows,
                                          const FileLimits& limits, std::optional<json::Path>& twin) {
  json::Fields fields(std::move(document));
  if (fields.problem()) return fields.problem();
  if (auto problem = checkVersion(fields)) return problem;
  readHead(fields, topology, limits);
  topology.extra = fields.rest();
  if (fields.problem()) return fields.problem();
  if (rows.problem()) return rows.problem();
  return rows.fill(topology, twin);
}

}  // namespace

Result<Topology> readDesign(std::string_view text, const std::string& name, const Catalogue& catalogue,
                            const FileLimits& limits) {
  text = withoutMark(text);
  json::RowSet rows(catalogue, limits);
  auto document = json::parse(text, name, jsonLimits(limits), &rows);
  if (!document) return std::move(document.error());
  Topology topology;
  std::optional<json::Path> twin;
  auto problem = readDocument(std::move(*document), topology, rows, limits, twin);
  if (!problem) return topology;
  if (twin) {
    const std::size_t line = json::placeAt(text, json::offsetOf(text, *twin), *twin).line;
    problem->reason += " on line " + std::to_string(line);
  }
  return json::errorAt(text, name, problem->code, problem->path, std::move(problem->reason));
}

Result<Topology> loadDesign(const std::string& path, const Catalogue& catalogue, const FileLimits& limits) {
  const auto text = readFile(path, limits.bytes);
  if (!text) return text.error();
  return readDesign(*text, path, catalogue, limits);
}

Result<Value> readValue(std::string_view text, const std::string& name, const FileLimits& limits) {
  json::Limits inner = jsonLimits(limits);
  inner.depth -= std::min(inner.depth, kLevelsAboveValues);
  return json::parse(withoutMark(text), name, inner);
}

LineIndex::LineIndex(std::string_view text) {
  text = withoutMark(text);
  std::size_t line = 1;
  std::size_t seen = 0;
  const auto add = [&](std::size_t offset, std::string id) {
    line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(seen),
                                                text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    seen = offset;
    m_lines.emplace_back(std::move(id), line);
  };
  json::forEachRow(text, {"nodes", "links"}, add);
  // Ours are sorted, list by list.
  const auto from = std::ranges::is_sorted_until(m_lines);
  if (std::is_sorted(from, m_lines.end())) std::inplace_merge(m_lines.begin(), from, m_lines.end());
  else std::ranges::sort(m_lines);
}

std::size_t LineIndex::lineOf(std::string_view id) const {
  const auto at =
      std::ranges::lower_bound(m_lines, id, {}, [](const auto& entry) -> std::string_view { return entry.first; });
  return at != m_lines.end() && at->first == id ? at->second : 0;
}

}  // namespace nines
