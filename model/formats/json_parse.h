// JSON text to values, strictly: no duplicate keys, no number that is not finite, only UTF-8, within limits. Private to
// the formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "formats/json_text.h"
#include "support/result.h"
#include "topology/value.h"

namespace nines::json {

struct Limits {
  std::size_t bytes = 0;
  std::size_t depth = 0;
  std::size_t values = 0;  // of any type, anywhere: what bounds the memory that a text can ask for
};

// Takes the elements of large arrays one by one, so that only one of them is a value at a time.
class RowSink {
 public:
  virtual ~RowSink() = default;
  // How many elements the array at this top-level key may have; nothing: it is kept like any other value.
  virtual std::optional<std::size_t> rowLimit(std::string_view key) const = 0;
  // The next element of the array at the key.
  virtual void row(std::string_view key, std::size_t index, Value value) = 0;
};

// The document; the arrays that `sink` took are empty in it. `name` is what errors call the source.
Result<Value> parse(std::string_view text, const std::string& name, const Limits& limits, RowSink* sink = nullptr);

// An error at the value at `path`, or where that is missing at the innermost part that is there.
Error errorAt(std::string_view text, const std::string& name, ErrorCode code, const Path& path, std::string reason);

}  // namespace nines::json
