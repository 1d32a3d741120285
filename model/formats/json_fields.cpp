#include "formats/json_fields.h"

#include <fmt/format.h>

#include <cmath>
#include <type_traits>
#include <utility>

#include "topology/topology.h"

namespace nines::json {

namespace {

constexpr std::string_view kTooFar = "is farther away than any place of a canvas (1,000,000,000 px)";
static_assert(kFarthest == 1e9);

std::optional<Point> asPoint(const Value& value) {
  const Value::Array* parts = value.asArray();
  if (!parts || parts->size() != 2) return std::nullopt;
  const auto x = (*parts)[0].asNumber();
  const auto y = (*parts)[1].asNumber();
  if (!x || !y) return std::nullopt;
  return Point{*x, *y};
}

}  // namespace

std::string_view typeName(const Value& value) {
  return value.visit([](const auto& v) -> std::string_view {
    using Type = std::decay_t<decltype(v)>;
    if constexpr (std::is_same_v<Type, std::monostate>) return "null";
    else if constexpr (std::is_same_v<Type, bool>) return v ? "true" : "false";
    else if constexpr (std::is_same_v<Type, std::string>) return "text";
    else if constexpr (std::is_same_v<Type, Value::Array>) return "a list";
    else if constexpr (std::is_same_v<Type, Value::Object>) return "an object";
    else return "a number";
  });
}

Problem wrongType(Path path, std::string_view what, const Value& found) {
  std::string given(typeName(found));
  // "expected a whole number, found a number" would say nothing.
  if (const auto number = found.asNumber(); number && what.ends_with("number")) given = fmt::format("{}", *number);
  return {ErrorCode::wrongType, std::move(path), "expected " + std::string(what) + ", found " + given};
}

Fields::Fields(Value value) {
  if (Value::Object* object = value.asObject()) m_object = std::move(*object);
  else fail(wrongType({}, "an object", value));
}

void Fields::fail(Problem problem) {
  if (!m_problem) m_problem = std::move(problem);
}

void Fields::fail(const std::string& key, Problem problem) {
  problem.path.insert(problem.path.begin(), key);
  fail(std::move(problem));
}

void Fields::expected(const std::string& key, std::string_view what, const Value& found) {
  fail(wrongType({key}, what, found));
}

std::optional<Value> Fields::any(const std::string& key, Need need) {
  auto node = m_object.extract(key);
  if (!node.empty()) return std::move(node.mapped());
  if (need == Need::required) fail({ErrorCode::missing, {}, "\"" + key + "\" is missing"});
  return std::nullopt;
}

std::string Fields::text(const std::string& key, Need need) {
  const auto value = any(key, need);
  if (!value) return {};
  if (const std::string* text = value->asText()) return *text;
  expected(key, "text", *value);
  return {};
}

std::string Fields::id(const std::string& key) {
  const bool given = has(key);
  std::string id = text(key, Need::required);
  if (given && !m_problem && !isValidId(id)) {
    fail({ErrorCode::wrongType, {key}, "an id has 1 to 200 of the characters a-z, 0-9 and -"});
  }
  return id;
}

bool Fields::flag(const std::string& key, Need need) {
  const auto value = any(key, need);
  if (!value) return false;
  if (const bool* flag = value->asBool()) return *flag;
  expected(key, "true or false", *value);
  return false;
}

const Value* Fields::peek(const std::string& key) const {
  const auto at = m_object.find(key);
  return at == m_object.end() ? nullptr : &at->second;
}

std::uint64_t Fields::count(const std::string& key, Need need) {
  const auto value = any(key, need);
  if (!value) return 0;
  const auto large = value->visit([](const auto& v) -> std::optional<std::uint64_t> {
    if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::uint64_t>) return v;
    else return std::nullopt;
  });
  if (large) return *large;
  if (const auto number = value->asInteger(); number && *number >= 0) return static_cast<std::uint64_t>(*number);
  const auto number = value->asNumber();
  if (number && *number >= kBeyondCounts) fail({ErrorCode::wrongType, {key}, "the number is too large"});
  else if (number) fail({ErrorCode::wrongType, {key}, "expected a whole number that is not negative"});
  else expected(key, "a whole number", *value);
  return 0;
}

Value::Object Fields::object(const std::string& key) {
  auto value = any(key);
  if (!value) return {};
  if (Value::Object* object = value->asObject()) return std::move(*object);
  expected(key, "an object", *value);
  return {};
}

std::optional<Rect> Fields::rect(const std::string& key) {
  constexpr std::string_view kForm = "[x, y, width, height]";
  const auto value = any(key);
  if (!value) return std::nullopt;
  const Value::Array* parts = value->asArray();
  if (!parts) {
    expected(key, kForm, *value);
    return std::nullopt;
  }
  if (parts->size() != 4) {
    fail({ErrorCode::wrongType,
          {key},
          "expected " + std::string(kForm) + ", found " + std::to_string(parts->size()) + " entries"});
    return std::nullopt;
  }
  double numbers[4] = {};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto number = (*parts)[i].asNumber();
    if (!number) fail(wrongType({key, i}, "a number", (*parts)[i]));
    else if (i >= 2 && *number < 0) fail({ErrorCode::wrongType, {key, i}, "width and height must not be negative"});
    else if (std::abs(*number) > kFarthest) fail({ErrorCode::wrongType, {key, i}, std::string(kTooFar)});
    numbers[i] = number.value_or(0);
  }
  return Rect{numbers[0], numbers[1], numbers[2], numbers[3]};
}

std::optional<Point> Fields::point(const std::string& key) {
  const auto value = any(key);
  if (!value) return std::nullopt;
  const auto point = asPoint(*value);
  if (!point) expected(key, "[x, y]", *value);
  else if (!isStorable(*point)) fail({ErrorCode::wrongType, {key}, std::string(kTooFar)});
  return point;
}

std::vector<Point> Fields::points(const std::string& key) {
  std::vector<Point> out;
  const auto value = any(key);
  if (!value) return out;
  const Value::Array* items = value->asArray();
  if (!items) {
    expected(key, "a list of [x, y]", *value);
    return out;
  }
  out.reserve(items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto point = asPoint((*items)[i]);
    if (!point) fail(wrongType({key, i}, "[x, y]", (*items)[i]));
    else if (!isStorable(*point)) fail({ErrorCode::wrongType, {key, i}, std::string(kTooFar)});
    else out.push_back(*point);
  }
  return out;
}

void Fields::allowNoMore() {
  if (!m_object.empty()) fail({ErrorCode::wrongType, {m_object.begin()->first}, "this key has no meaning here"});
}

}  // namespace nines::json
