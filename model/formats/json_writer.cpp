#include "formats/json_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "drawing/utf8.h"
#include "support/plain_text.h"

namespace nines::json {

namespace {

// Not seen where a person reads the text, and able to turn or break it.
bool isHidden(char32_t code) { return isUnseen(code) || code == 0x2028 || code == 0x2029; }

// By its number, beyond U+FFFF in two halves.
std::string numbered(char32_t code) {
  const auto value = static_cast<unsigned>(code);
  if (value < 0x10000) return fmt::format("\\u{:04x}", value);
  const unsigned rest = value - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (rest >> 10U), 0xdc00 + (rest & 0x3ffU));
}

}  // namespace

std::string withHiddenNumbered(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (isHidden(next.code)) out += numbered(next.code);
    else out += text.substr(at, next.length);
    at += next.length;
  }
  return out;
}

bool Writer::finish() && {
  m_out += '\n';
  giveAway();
  return !m_refused;
}

void Writer::giveAway() {
  if (!m_refused) m_refused = !m_sink(m_out);
  m_out.clear();
}

void Writer::value(double number) { raw(std::isfinite(number) ? fmt::format("{}", number) : "null"); }

void Writer::value(const Value& any) {
  any.visit([this](const auto& v) {
    using Type = std::decay_t<decltype(v)>;
    if constexpr (std::is_same_v<Type, std::monostate>) {
      null();
    } else if constexpr (std::is_same_v<Type, Value::Array>) {
      array(v, [this](const Value& item) { value(item); });
    } else if constexpr (std::is_same_v<Type, Value::Object>) {
      object([&] {
        for (const auto& [name, item] : v) key(name).value(item);
      });
    } else if constexpr (std::is_integral_v<Type> && !std::is_same_v<Type, bool>) {
      raw(std::to_string(v));
    } else {
      value(v);
    }
  });
}

void Writer::value(std::string_view text) {
  separate();
  m_out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    if (next.code == '"' || next.code == '\\') m_out.append(1, '\\').append(1, static_cast<char>(next.code));
    else if (next.code == '\n') m_out += "\\n";
    else if (next.code == '\t') m_out += "\\t";
    else if (next.code < 0x20 || (next.code >= 0x7f && next.code < 0xa0) || isHidden(next.code))
      m_out += numbered(next.code);
    else utf8::append(m_out, next.code);  // file names may be no UTF-8
  }
  m_out += '"';
}

}  // namespace nines::json
