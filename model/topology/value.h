// A JSON-shaped value: what properties, assumptions and keys from newer programs hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nines {

class Value {
 public:
  using Array = std::vector<Value>;
  using Object = std::map<std::string, Value, std::less<>>;

  Value() = default;
  Value(bool v) : m_data(v) {}
  Value(int v) : m_data(std::int64_t{v}) {}
  Value(std::int64_t v) : m_data(v) {}
  // A number that std::int64_t holds too becomes one: 5 has one form only.
  Value(std::uint64_t v) {
    if (v <= static_cast<std::uint64_t>(INT64_MAX)) m_data = static_cast<std::int64_t>(v);
    else m_data = v;
  }
  Value(double v) : m_data(v) {}
  Value(const char* v) : m_data(std::string(v)) {}
  Value(std::string_view v) : m_data(std::string(v)) {}
  Value(std::string v) : m_data(std::move(v)) {}
  Value(Array v) : m_data(std::move(v)) {}
  Value(Object v) : m_data(std::move(v)) {}

  bool isNull() const { return std::holds_alternative<std::monostate>(m_data); }
  const bool* asBool() const { return std::get_if<bool>(&m_data); }
  const std::string* asText() const { return std::get_if<std::string>(&m_data); }
  const Array* asArray() const { return std::get_if<Array>(&m_data); }
  Array* asArray() { return std::get_if<Array>(&m_data); }
  const Object* asObject() const { return std::get_if<Object>(&m_data); }
  Object* asObject() { return std::get_if<Object>(&m_data); }
  // Any number as double; nothing for other types.
  std::optional<double> asNumber() const;
  // A number that is whole and fits, whatever its notation (7, 7.0); nothing otherwise.
  std::optional<std::int64_t> asInteger() const;

  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), m_data);
  }

  // Exact: 7 and 7.0 differ, because they are written differently.
  friend bool operator==(const Value& a, const Value& b) { return a.m_data == b.m_data; }

 private:
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> m_data;
};

}  // namespace nines
