#include "formats/json_write.h"

#include <array>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "formats/json_text.h"

namespace nines::json {

namespace {

void appendEscape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  out += "\\u00";
  out += kHex[static_cast<unsigned char>(c) >> 4];
  out += kHex[static_cast<unsigned char>(c) & 0xf];
}

template <class Number>
void appendInteger(std::string& out, Number value) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

// Plain notation for magnitudes that people write so, scientific beyond. True if the number reads as whole.
bool appendDigits(std::string& out, double value) {
  constexpr double kPlainFrom = 1e-6;
  constexpr double kPlainBelow = 1e15;
  const double magnitude = std::abs(value);
  const bool plain = magnitude == 0 || (magnitude >= kPlainFrom && magnitude < kPlainBelow);
  std::array<char, 32> digits;
  char* const first = digits.data();
  char* const last = first + digits.size();
  char* end = nullptr;
  if (plain) end = std::to_chars(first, last, value, std::chars_format::fixed).ptr;
  else end = std::to_chars(first, last, value, std::chars_format::scientific).ptr;
  out.append(first, end);
  return plain && std::trunc(value) == value;
}

}  // namespace

void appendText(std::string& out, std::string_view text) {
  out += '"';
  std::size_t clean = 0;  // start of what can be copied as it is
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\') {
      ++i;
      continue;
    }
    const std::size_t length = byte < 0x80 ? 0 : utf8Length(text, i);
    if (length == 0) {
      out.append(text, clean, i - clean);
      if (byte < 0x80) appendEscape(out, c);
      else out += "\xEF\xBF\xBD";
      clean = i + 1;
    }
    i += length == 0 ? 1 : length;
  }
  out.append(text, clean, text.size() - clean);
  out += '"';
}

void appendNumber(std::string& out, double value) {
  // JSON has no word for these; no reader and no edit lets them into a design.
  if (!std::isfinite(value)) out += "null";
  else if (appendDigits(out, value)) out += ".0";
}

void appendCoordinate(std::string& out, double value) {
  appendDigits(out, value == 0 ? 0 : value);  // -0 is the same place as 0
}

void appendPoint(std::string& out, Point point) {
  out += '[';
  appendCoordinate(out, point.x);
  out += ", ";
  appendCoordinate(out, point.y);
  out += ']';
}

void appendRect(std::string& out, const Rect& rect) {
  out += '[';
  for (const double part : {rect.x, rect.y, rect.width, rect.height}) {
    if (out.back() != '[') out += ", ";
    appendCoordinate(out, part);
  }
  out += ']';
}

void appendKey(std::string& out, std::string_view key) {
  if (out.back() != '{') out += ", ";
  appendText(out, key);
  out += ": ";
}

void appendMembers(std::string& out, const Value::Object& object) {
  for (const auto& [key, value] : object) {
    appendKey(out, key);
    appendValue(out, value);
  }
}

void appendValue(std::string& out, const Value& value) {
  value.visit([&out](const auto& v) {
    using Type = std::decay_t<decltype(v)>;
    if constexpr (std::is_same_v<Type, std::monostate>) {
      out += "null";
    } else if constexpr (std::is_same_v<Type, bool>) {
      out += v ? "true" : "false";
    } else if constexpr (std::is_same_v<Type, double>) {
      appendNumber(out, v);
    } else if constexpr (std::is_same_v<Type, std::string>) {
      appendText(out, v);
    } else if constexpr (std::is_same_v<Type, Value::Array>) {
      out += '[';
      for (std::size_t i = 0; i < v.size(); ++i) {
        if (i > 0) out += ", ";
        appendValue(out, v[i]);
      }
      out += ']';
    } else if constexpr (std::is_same_v<Type, Value::Object>) {
      out += '{';
      appendMembers(out, v);
      out += '}';
    } else {
      appendInteger(out, v);
    }
  });
}

}  // namespace nines::json
