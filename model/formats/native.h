// The *.nines file: reading with precise errors, deterministic writing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines {

inline constexpr int kFormatVersion = 1;

struct FileLimits {
  std::size_t bytes = std::size_t{128} * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t nodes = 200'000;
  std::size_t links = 500'000;
  std::size_t others = 200'000;    // comments, waivers, assumptions, each
  std::size_t values = 8'000'000;  // JSON values of any type, anywhere: bounds the memory that unknown keys can take
};

// Reads a design. Known properties must have their type; values out of range, illegal containments and links load, and
// so do kinds, properties, keys and profiles that this program does not know. Numbers are 64-bit integers or doubles;
// an integer beyond 64 bits becomes a double. A byte order mark is ignored. `name` is what errors call the file.
Result<Topology> readDesign(std::string_view text, const std::string& name, const Catalogue& catalogue,
                            const FileLimits& limits = {});
// Reads the file at `path`, refusing early what is too large, a directory, a pipe or unreadable.
Result<Topology> loadDesign(const std::string& path, const Catalogue& catalogue, const FileLimits& limits = {});

// The text of the file: sorted by id, one node, link, comment message or waiver on a line, C locale, ends in a newline.
// readDesign(writeDesign(t)) == t, and writeDesign of what was read from our own text gives the same bytes.
std::string writeDesign(const Topology& topology);

// Where things stand in a text that readDesign accepted: line numbers (from 1) by id, for reports.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  // The line on which the node or link with this id begins; 0 if it is not there.
  std::size_t lineOf(std::string_view id) const;

 private:
  std::vector<std::pair<std::string, std::size_t>> m_lines;  // sorted by id
};

// JSON of a single value, as in the file, on one line: the clipboard uses it. A value that is read can be put into any
// design without passing the file's limit on depth.
std::string writeValue(const Value& value);
Result<Value> readValue(std::string_view text, const std::string& name, const FileLimits& limits = {});

}  // namespace nines
