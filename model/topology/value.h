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

  // Out of line: what a recursive variant's copy and destruction instantiate costs every including file seconds.
  Value();
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  Value(bool v);
  Value(int v);
  Value(std::int64_t v);
  // A number that std::int64_t holds too becomes one: 5 has one form only.
  Value(std::uint64_t v);
  Value(double v);
  Value(const char* v);
  Value(std::string_view v);
  Value(std::string v);
  Value(Array v);
  Value(Object v);

  bool isNull() const;
  const bool* asBool() const;
  const std::string* asText() const;
  const Array* asArray() const;
  Array* asArray();
  const Object* asObject() const;
  Object* asObject();
  // Any number as double; nothing for other types.
  std::optional<double> asNumber() const;
  // A number that is whole and fits, whatever its notation (7, 7.0); nothing otherwise.
  std::optional<std::int64_t> asInteger() const;

  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), m_data);
  }

  // Exact: 7 and 7.0 differ, because they are written differently.
  friend bool operator==(const Value& a, const Value& b);

 private:
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object> m_data;
};

}  // namespace nines
