#include "formats/json_parse.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace nines::json {

namespace {

namespace bj = boost::json;
using Code = boost::system::error_code;

std::string_view view(bj::string_view s) { return {s.data(), s.size()}; }

// What a handler refused, and whether the place is the value at `path` or the second key of that name there.
struct Refusal {
  ErrorCode code;
  std::string reason;
  std::string secondKey;
};

// Builds values from the parser's events, in place: a container's slot stays where it is until the container is closed.
class Builder {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  Builder(const Limits& limits, RowSink* sink) : m_limits(limits), m_sink(sink) {}

  Value& root() { return m_root; }
  const std::optional<Refusal>& refusal() const { return m_refusal; }

  // To the value that is being read.
  Path path() const {
    Path out;
    for (const Frame& frame : m_open) {
      if (frame.array) {
        if (frame.count > 0) out.emplace_back(frame.count - 1);
      } else if (frame.key) {
        out.emplace_back(*frame.key);
      }
    }
    return out;
  }

  // Elements so far of the list that is open innermost; nothing where an object is.
  std::optional<std::size_t> elements() const {
    if (m_open.empty() || !m_open.back().array) return std::nullopt;
    return m_open.back().count;
  }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_array_begin(Code& ec) { return open(Value::Array(), ec); }
  bool on_array_end(std::size_t, Code&) { return close(); }
  bool on_object_begin(Code& ec) { return open(Value::Object(), ec); }
  bool on_object_end(std::size_t, Code&) { return close(); }
  bool on_null(Code& ec) { return put(Value(), ec); }
  bool on_bool(bool v, Code& ec) { return put(v, ec); }
  // A zero with a sign is another number than one without, and integers have none.
  bool on_int64(std::int64_t v, bj::string_view digits, Code& ec) {
    return v == 0 && digits.starts_with('-') ? put(-0.0, ec) : put(v, ec);
  }
  bool on_uint64(std::uint64_t v, bj::string_view, Code& ec) { return put(v, ec); }
  bool on_number_part(bj::string_view, Code&) { return true; }
  bool on_comment_part(bj::string_view, Code&) { return true; }
  bool on_comment(bj::string_view, Code&) { return true; }

  // Boost 1.81 rounds decimals only nearly right, so its value is used for magnitude alone.
  bool on_double(double rough, bj::string_view digits, Code& ec) {
    double exact = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exact);
    if (error == std::errc::result_out_of_range) exact = std::abs(rough) < 1 ? std::copysign(0.0, rough) : HUGE_VAL;
    if (std::isfinite(exact)) return put(exact, ec);
    return slot(ec) && refuse(ec, ErrorCode::notJson, "the number is too large to be held");
  }

  bool on_string_part(bj::string_view s, std::size_t, Code&) { return keep(s); }
  bool on_key_part(bj::string_view s, std::size_t, Code&) { return keep(s); }
  bool on_string(bj::string_view s, std::size_t, Code& ec) { return put(Value(whole(s)), ec); }

  bool on_key(bj::string_view s, std::size_t, Code& ec) {
    Frame& frame = m_open.back();
    const auto [at, inserted] = frame.value->asObject()->try_emplace(whole(s));
    if (!inserted) {
      frame.key = nullptr;
      return refuse(ec, ErrorCode::duplicate, "the key \"" + at->first + "\" occurs twice in this object", at->first);
    }
    frame.key = &at->first;
    frame.slot = &at->second;
    return true;
  }

 private:
  struct Frame {
    Value* value = nullptr;
    bool array = false;
    std::size_t count = 0;             // elements so far
    const std::string* key = nullptr;  // of the member being read
    Value* slot = nullptr;             // and its value
    std::optional<std::size_t> rows;   // elements go to the sink; at most so many
  };

  bool keep(bj::string_view s) {
    m_text.append(s.data(), s.size());
    return true;
  }

  std::string whole(bj::string_view last) {
    if (m_text.empty()) return std::string(view(last));
    m_text.append(last.data(), last.size());
    return std::exchange(m_text, {});
  }

  bool refuse(Code& ec, ErrorCode code, std::string reason, std::string secondKey = {}) {
    m_refusal = Refusal{code, std::move(reason), std::move(secondKey)};
    ec = bj::error::test_failure;  // any will do: the refusal says what it was
    return false;
  }

  // Where the next value goes; null if it is one too many.
  Value* slot(Code& ec) {
    Frame* frame = m_open.empty() ? nullptr : &m_open.back();
    if (frame && frame->array) ++frame->count;
    if (++m_values > m_limits.values) {
      refuse(ec, ErrorCode::tooLarge, "the text has more than " + std::to_string(m_limits.values) + " values");
      return nullptr;
    }
    if (!frame) return &m_root;
    if (!frame->array) return frame->slot;
    if (frame->rows && frame->count > *frame->rows) {
      refuse(ec, ErrorCode::tooLarge, "the list has more than " + std::to_string(*frame->rows) + " entries");
      return nullptr;
    }
    Value::Array& array = *frame->value->asArray();
    // Rectangles and points are what most arrays are.
    if (array.capacity() == 0) array.reserve(4);
    return &array.emplace_back();
  }

  bool put(Value value, Code& ec) {
    Value* at = slot(ec);
    if (!at) return false;
    *at = std::move(value);
    complete();
    return true;
  }

  bool open(Value container, Code& ec) {
    Value* at = slot(ec);
    if (!at) return false;
    *at = std::move(container);
    Frame frame;
    frame.value = at;
    frame.array = at->asArray() != nullptr;
    if (m_sink && frame.array && m_open.size() == 1 && m_open[0].key) frame.rows = m_sink->rowLimit(*m_open[0].key);
    m_open.push_back(frame);
    return true;
  }

  bool close() {
    m_open.pop_back();
    complete();
    return true;
  }

  // A value is whole; an element of rows leaves at once.
  void complete() {
    if (!m_open.empty()) m_open.back().key = nullptr;
    if (m_open.size() != 2 || !m_open[1].rows) return;
    Value::Array& rows = *m_open[1].value->asArray();
    m_sink->row(*m_open[0].key, m_open[1].count - 1, std::move(rows.back()));
    rows.clear();
  }

  const Limits& m_limits;
  RowSink* m_sink;
  Value m_root;
  std::vector<Frame> m_open;
  std::string m_text;  // the parts of a string so far
  std::size_t m_values = 0;
  std::optional<Refusal> m_refusal;
};

// The six characters before `at` are an escape that needs another behind it.
bool followsLeadingSurrogate(std::string_view text, std::size_t at) {
  if (at < 6 || text.substr(at - 6, 2) != "\\u") return false;
  const bool high = text[at - 4] == 'd' || text[at - 4] == 'D';
  return high && std::string_view("89abAB").find(text[at - 3]) != std::string_view::npos;
}

std::string describe(const Code& ec, std::string_view text, std::size_t offset, const Limits& limits) {
  if (ec == bj::error::too_deep) return "brackets are nested more than " + std::to_string(limits.depth) + " deep";
  if (ec == bj::error::exponent_overflow) return "the number is too large to be held";
  if (ec == bj::error::extra_data) return "there is text behind the end of the document";
  if (ec == bj::error::incomplete || offset >= text.size()) return "the text ends too early";
  if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate ||
      ec == bj::error::expected_utf16_escape || followsLeadingSurrogate(text, offset)) {
    return "a \\u escape names half a character";
  }
  if (ec == bj::error::expected_hex_digit) return "a \\u escape needs four hexadecimal digits";
  const char c = text[offset];
  if (static_cast<unsigned char>(c) < 0x20) return "a control character stands where JSON has none";
  if (static_cast<unsigned char>(c) >= 0x7f) return "a character stands where JSON has none";
  return std::string("'") + c + "' stands where JSON has none";
}

// To what the parser stumbled over. Numbers, texts and words count only once they are whole, so that in a list the path
// still names the one before.
Path stumblePath(const Builder& builder, std::string_view text, std::size_t offset) {
  Path path = builder.path();
  const auto elements = builder.elements();
  if (!elements || offset >= text.size()) return path;
  if (*elements > 0) {
    if (!commaFollows(text, path, offset)) return path;
    path.pop_back();
  }
  path.emplace_back(*elements);
  return path;
}

// What the parser stumbled over. Text that is no UTF-8 is a syntax error to it, so that is looked at first.
Error syntaxError(const Code& ec, std::string_view text, std::size_t offset, const std::string& name,
                  const Limits& limits, const Path& path) {
  const std::size_t invalid = firstInvalidUtf8(text);
  if (invalid <= offset) {
    return {ErrorCode::notJson, name, placeAt(text, invalid, path), "the text is not valid UTF-8"};
  }
  const ErrorCode code = ec == bj::error::too_deep ? ErrorCode::tooLarge : ErrorCode::notJson;
  return {code, name, placeAt(text, offset, path), describe(ec, text, offset, limits)};
}

// Refuses what is no JSON at first sight, with words that help more than a position.
std::optional<Error> glance(std::string_view text, const std::string& name, const Limits& limits) {
  if (text.size() > limits.bytes) {
    const std::string reason = "is larger than the limit of " + std::to_string(limits.bytes) + " bytes";
    return Error{ErrorCode::tooLarge, name, {}, reason};
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return Error{ErrorCode::notJson, name, {1, 1, {}}, "the text is UTF-16; it must be UTF-8"};
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return Error{ErrorCode::notJson, name, {1, 1, {}}, "the file is empty"};
  }
  return std::nullopt;
}

}  // namespace

Error errorAt(std::string_view text, const std::string& name, ErrorCode code, const Path& path, std::string reason) {
  return {code, name, placeAt(text, offsetOf(text, path), path), std::move(reason)};
}

Result<Value> parse(std::string_view text, const std::string& name, const Limits& limits, RowSink* sink) {
  if (auto error = glance(text, name, limits)) return std::move(*error);
  bj::parse_options options;
  options.max_depth = limits.depth;
  bj::basic_parser<Builder> parser(options, limits, sink);
  Code ec;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
  Builder& builder = parser.handler();
  if (const auto& refusal = builder.refusal()) {
    Path path = builder.path();
    if (refusal->secondKey.empty()) return errorAt(text, name, refusal->code, path, refusal->reason);
    const std::size_t offset = offsetOfSecondKey(text, path, refusal->secondKey);
    path.emplace_back(refusal->secondKey);
    return Error{refusal->code, name, placeAt(text, offset, path), refusal->reason};
  }
  if (!ec && used < text.size()) ec = bj::error::extra_data;
  if (ec) return syntaxError(ec, text, used, name, limits, stumblePath(builder, text, used));
  return std::move(builder.root());
}

}  // namespace nines::json
