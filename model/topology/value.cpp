#include "topology/value.h"

#include <cmath>
#include <limits>

namespace nines {

Value::Value() = default;
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

Value::Value(bool v) : m_data(v) {}
Value::Value(int v) : m_data(std::int64_t{v}) {}
Value::Value(std::int64_t v) : m_data(v) {}
Value::Value(std::uint64_t v) {
  if (v <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) m_data = static_cast<std::int64_t>(v);
  else m_data = v;
}
Value::Value(double v) : m_data(v) {}
Value::Value(const char* v) : m_data(std::string(v)) {}
Value::Value(std::string_view v) : m_data(std::string(v)) {}
Value::Value(std::string v) : m_data(std::move(v)) {}
Value::Value(Array v) : m_data(std::move(v)) {}
Value::Value(Object v) : m_data(std::move(v)) {}

bool Value::isNull() const { return std::holds_alternative<std::monostate>(m_data); }
const bool* Value::asBool() const { return std::get_if<bool>(&m_data); }
const std::string* Value::asText() const { return std::get_if<std::string>(&m_data); }
const Value::Array* Value::asArray() const { return std::get_if<Array>(&m_data); }
Value::Array* Value::asArray() { return std::get_if<Array>(&m_data); }
const Value::Object* Value::asObject() const { return std::get_if<Object>(&m_data); }
Value::Object* Value::asObject() { return std::get_if<Object>(&m_data); }

bool operator==(const Value& a, const Value& b) { return a.m_data == b.m_data; }

std::optional<double> Value::asNumber() const {
  if (const auto* i = std::get_if<std::int64_t>(&m_data)) return static_cast<double>(*i);
  if (const auto* u = std::get_if<std::uint64_t>(&m_data)) return static_cast<double>(*u);
  if (const auto* d = std::get_if<double>(&m_data)) return *d;
  return std::nullopt;
}

std::optional<std::int64_t> Value::asInteger() const {
  if (const auto* i = std::get_if<std::int64_t>(&m_data)) return *i;
  if (const auto* d = std::get_if<double>(&m_data)) {
    constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it doubles skip whole numbers
    if (std::trunc(*d) == *d && std::abs(*d) <= kExact) return static_cast<std::int64_t>(*d);
  }
  return std::nullopt;
}

}  // namespace nines
