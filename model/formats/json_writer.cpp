#include "formats/json_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "drawing/utf8.h"

namespace nines::json {

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
    else if (next.code < 0x20 || (next.code >= 0x7f && next.code < 0xa0))
      m_out += fmt::format("\\u{:04x}", static_cast<unsigned>(next.code));
    else utf8::append(m_out, next.code);  // file names may be no UTF-8
  }
  m_out += '"';
}

}  // namespace nines::json
