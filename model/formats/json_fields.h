// Takes an object apart key by key and notes the first thing that is wrong. What nobody took is left over: keys of
// newer programs. Private to the formats.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json_text.h"
#include "support/geometry.h"
#include "support/result.h"
#include "topology/value.h"

namespace nines::json {

// What is wrong with a part of a value, and where below it.
struct Problem {
  ErrorCode code = ErrorCode::wrongType;
  Path path;
  std::string reason;
};

// What people call a value's type: "text", "a number", "a list", ...
std::string_view typeName(const Value& value);
// "expected <what>, found <type>"
Problem wrongType(Path path, std::string_view what, const Value& found);

// The least number that is too large to count anything with: 2^64.
inline constexpr double kBeyondCounts = 18446744073709551616.0;

enum class Need { optional, required };

class Fields {
 public:
  // A value that is no object is the first problem.
  explicit Fields(Value value);

  std::string text(const std::string& key, Need need = Need::optional);
  // As text(), and it must be a valid id (topology.h).
  std::string id(const std::string& key);
  bool flag(const std::string& key, Need need = Need::optional);
  std::uint64_t count(const std::string& key, Need need = Need::optional);
  Value::Object object(const std::string& key);
  std::optional<Rect> rect(const std::string& key);
  std::optional<Point> point(const std::string& key);
  std::vector<Point> points(const std::string& key);
  std::optional<Value> any(const std::string& key, Need need = Need::optional);

  // What is there, without taking it; null for nothing.
  const Value* peek(const std::string& key) const;
  bool has(std::string_view key) const { return m_object.find(key) != m_object.end(); }
  // What is left.
  Value::Object rest() { return std::move(m_object); }
  // Makes keys that are left a problem.
  void allowNoMore();

  void fail(Problem problem);
  // Takes over a problem of the part at `key`.
  void fail(const std::string& key, Problem problem);
  const std::optional<Problem>& problem() const { return m_problem; }

 private:
  void expected(const std::string& key, std::string_view what, const Value& found);

  Value::Object m_object;
  std::optional<Problem> m_problem;
};

}  // namespace nines::json
