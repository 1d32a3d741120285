// Strict JSON as this folder needs it: text to Value with duplicate keys refused, and readers that know every key.
// Private to model/catalogue.
#pragma once

#include <cassert>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "support/result.h"
#include "topology/value.h"

namespace nines::json {

// Errors: notJson with line and column, duplicate for a key that an object has twice.
Result<Value> parse(std::string_view text, const std::string& file);

// The first thing that is wrong while files are read; later ones are consequences more often than not.
class Problems {
 public:
  void add(Error error);
  void add(ErrorCode code, const std::string& file, std::string pointer, std::string reason);
  bool any() const { return m_first.has_value(); }
  // Only if there is any.
  Error take() {
    assert(m_first);
    return *std::move(m_first);
  }

 private:
  std::optional<Error> m_first;
};

// One object of a file. Every key that it may have is asked for once; finish() refuses the others.
class ObjectReader {
 public:
  ObjectReader(const Value& value, std::string file, std::string pointer, Problems& problems);

  // Required, and not empty.
  std::string text(std::string_view key);
  double number(std::string_view key);
  const Value& value(std::string_view key);
  // Absent ones are empty or `otherwise`.
  std::string optionalText(std::string_view key);
  std::optional<double> optionalNumber(std::string_view key);
  const Value* optionalValue(std::string_view key);
  bool flag(std::string_view key, bool otherwise);
  std::vector<std::string> texts(std::string_view key);
  Source source(std::string_view key);
  // Calls `read` with each object of an array; nothing if it is absent.
  void each(std::string_view key, const std::function<void(ObjectReader&)>& read);
  // Calls `read` with the object's own reader if the key is there.
  void object(std::string_view key, const std::function<void(ObjectReader&)>& read);
  // Calls `read` with the name and value of every key that was not asked for before.
  void rest(const std::function<void(const std::string&, const Value&)>& read);
  void finish();

  // Puts down a problem with this object or one of its keys.
  void fail(ErrorCode code, std::string_view key, std::string reason);
  std::string pointerTo(std::string_view key) const;
  const std::string& file() const { return m_file; }
  Problems& problems() { return *m_problems; }

 private:
  const Value* find(std::string_view key);

  const Value::Object* m_object = nullptr;
  std::string m_file;
  std::string m_pointer;
  Problems* m_problems;
  std::set<std::string, std::less<>> m_asked;
};

}  // namespace nines::json
