#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>

#include "catalogue/json.h"

namespace nines::json {

namespace {

using boost::json::error_code;
using boost::json::string_view;

// Builds a Value from the parser's events. An event that returns false ends the parse.
class Builder {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  Value result;
  std::string duplicateKey;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) { return open(Value(Value::Array())); }
  bool on_array_end(std::size_t, error_code&) { return close(); }
  bool on_object_begin(error_code&) { return open(Value(Value::Object())); }
  bool on_object_end(std::size_t, error_code&) { return close(); }
  bool on_string_part(string_view s, std::size_t, error_code&) { return append(s); }
  bool on_string(string_view s, std::size_t, error_code&) {
    append(s);
    return put(Value(std::move(m_text)));
  }
  bool on_key_part(string_view s, std::size_t, error_code&) { return append(s); }
  bool on_key(string_view s, std::size_t, error_code& ec) {
    append(s);
    Frame& top = m_open.back();
    top.key = std::move(m_text);
    m_text.clear();
    if (!top.value.asObject()->contains(top.key)) return true;
    duplicateKey = top.key;
    ec = boost::json::make_error_code(boost::json::error::syntax);
    return false;
  }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t i, string_view, error_code&) { return put(Value(i)); }
  bool on_uint64(std::uint64_t u, string_view, error_code&) { return put(Value(u)); }
  bool on_double(double d, string_view, error_code&) { return put(Value(d)); }
  bool on_bool(bool b, error_code&) { return put(Value(b)); }
  bool on_null(error_code&) { return put(Value()); }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  struct Frame {
    Value value;
    std::string key;
  };

  bool append(string_view s) {
    m_text.append(s.data(), s.size());
    return true;
  }
  bool open(Value container) {
    m_open.push_back({std::move(container), {}});
    return true;
  }
  bool close() {
    Value done = std::move(m_open.back().value);
    m_open.pop_back();
    return put(std::move(done));
  }
  bool put(Value value) {
    m_text.clear();
    if (m_open.empty()) {
      result = std::move(value);
      return true;
    }
    Frame& top = m_open.back();
    if (Value::Array* array = top.value.asArray()) array->push_back(std::move(value));
    else top.value.asObject()->emplace(std::move(top.key), std::move(value));
    return true;
  }

  std::vector<Frame> m_open;
  std::string m_text;
};

Place placeAt(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
  return {lines + 1, before.size() - lineStart + 1, {}};
}

}  // namespace

Result<Value> parse(std::string_view text, const std::string& file) {
  boost::json::basic_parser<Builder> parser{boost::json::parse_options()};
  error_code ec;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  Builder& builder = parser.handler();
  if (!builder.duplicateKey.empty()) {
    return Error{ErrorCode::duplicate, file, placeAt(text, used),
                 "the key \"" + builder.duplicateKey + "\" occurs twice"};
  }
  if (!ec && used < text.size()) ec = boost::json::make_error_code(boost::json::error::extra_data);
  if (ec) return Error{ErrorCode::notJson, file, placeAt(text, used), "no JSON: " + ec.message()};
  return std::move(builder.result);
}

}  // namespace nines::json
