#include "formats/json_text.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <utility>

namespace nines::json {

namespace {

// Walks over text that is known to be valid as far as it is walked; at the end of the text it stays there.
class Cursor {
 public:
  explicit Cursor(std::string_view text, std::size_t at = 0) : m_text(text), m_at(at) { skipSpace(); }

  std::size_t at() const { return std::min(m_at, m_text.size()); }
  char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

  // Past one character and the space behind it.
  void next() {
    ++m_at;
    skipSpace();
  }

  // Past the string that starts here. `keep` gets it decoded.
  void takeString(std::string& keep) {
    const Raw raw = passRaw();
    if (raw.escaped) keep = decoded(raw.quoted);
    else keep = raw.quoted.substr(1, raw.quoted.size() - 2);
  }

  // Past the string that starts here; true if it is this text.
  bool takeIfEqual(std::string_view text) {
    const Raw raw = passRaw();
    if (raw.escaped) return decoded(raw.quoted) == text;
    return raw.quoted.substr(1, raw.quoted.size() - 2) == text;
  }

  void skipValue() {
    std::size_t depth = 0;
    do {
      const char c = peek();
      if (c == '"') passString();
      else if (c == '[' || c == '{') ++depth, ++m_at;
      else if (c == ']' || c == '}') --depth, ++m_at;
      else if (c == ',' || c == ':') ++m_at;
      else passScalar();
      skipSpace();
    } while (depth > 0 && m_at < m_text.size());
  }

 private:
  // A string with its quotes, as it stands in the text.
  struct Raw {
    std::string_view quoted;
    bool escaped;
  };

  Raw passRaw() {
    const std::size_t start = at();
    const bool escaped = passString();
    std::string_view quoted = m_text.substr(start, at() - start);
    if (quoted.size() < 2) quoted = "\"\"";
    skipSpace();
    return {quoted, escaped};
  }

  static std::string decoded(std::string_view quoted) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(boost::json::string_view(quoted.data(), quoted.size()), error);
    const boost::json::string* string = value.if_string();
    return string ? std::string(string->data(), string->size()) : std::string();
  }

  void skipSpace() {
    while (m_at < m_text.size() && isSpace(m_text[m_at])) ++m_at;
  }

  static bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

  // True if the string has escapes.
  bool passString() {
    bool escaped = false;
    for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
      if (m_text[m_at] != '\\') continue;
      escaped = true;
      ++m_at;
    }
    ++m_at;
    return escaped;
  }

  void passScalar() {
    const auto ends = [](char c) { return c == ',' || c == ']' || c == '}' || isSpace(c); };
    for (++m_at; m_at < m_text.size() && !ends(m_text[m_at]);) ++m_at;
  }

  std::string_view m_text;
  std::size_t m_at;
};

// Enters the member with this key, the `occurrence`th of that name; false, and somewhere behind, if it is not there.
// Leaves the cursor on the value and gives the key's offset.
bool enterMember(Cursor& cursor, std::string_view key, int occurrence, std::size_t& keyOffset) {
  if (cursor.peek() != '{') return false;
  cursor.next();
  while (cursor.peek() == '"') {
    keyOffset = cursor.at();
    const bool found = cursor.takeIfEqual(key) && --occurrence == 0;
    if (cursor.peek() == ':') cursor.next();
    if (found) return true;
    cursor.skipValue();
    if (cursor.peek() == ',') cursor.next();
  }
  return false;
}

bool enterElement(Cursor& cursor, std::size_t index) {
  if (cursor.peek() != '[') return false;
  cursor.next();
  for (; index > 0 && cursor.peek() != ']' && cursor.peek() != '\0'; --index) {
    cursor.skipValue();
    if (cursor.peek() == ',') cursor.next();
  }
  return index == 0 && cursor.peek() != ']';
}

bool enter(Cursor& cursor, const Step& step) {
  if (const auto* index = std::get_if<std::size_t>(&step)) return enterElement(cursor, *index);
  std::size_t keyOffset = 0;
  return enterMember(cursor, std::get<std::string>(step), 1, keyOffset);
}

}  // namespace

std::string pointerOf(const Path& path) {
  std::string out;
  for (const Step& step : path) {
    out += '/';
    if (const auto* index = std::get_if<std::size_t>(&step)) {
      out += std::to_string(*index);
      continue;
    }
    for (const char c : std::get<std::string>(step)) {
      if (c == '~') out += "~0";
      else if (c == '/') out += "~1";
      else out += c;
    }
  }
  return out;
}

Place placeAt(std::string_view text, std::size_t offset, const Path& path) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  return {lines + 1, before.size() - lineStart + 1, pointerOf(path)};
}

std::size_t offsetOf(std::string_view text, const Path& path) {
  Cursor cursor(text);
  std::size_t best = cursor.at();
  for (const Step& step : path) {
    if (!enter(cursor, step)) break;
    best = cursor.at();
  }
  return best;
}

bool commaFollows(std::string_view text, const Path& path, std::size_t offset) {
  Cursor cursor(text, offsetOf(text, path));
  cursor.skipValue();
  return cursor.peek() == ',' && cursor.at() < offset;
}

std::size_t offsetOfSecondKey(std::string_view text, const Path& object, std::string_view key) {
  Cursor cursor(text, offsetOf(text, object));
  std::size_t offset = cursor.at();
  enterMember(cursor, key, 2, offset);
  return offset;
}

namespace {

// Calls `row` for each object of the list that the cursor is at, and passes the list.
void passRows(std::string_view text, Cursor& cursor, std::string_view key,
              const std::function<void(std::size_t offset, std::string id)>& row) {
  cursor.next();
  while (cursor.peek() != ']' && cursor.peek() != '\0') {
    const std::size_t offset = cursor.at();
    Cursor inner(text, offset);
    std::size_t keyOffset = 0;
    if (enterMember(inner, key, 1, keyOffset) && inner.peek() == '"') {
      std::string id;
      inner.takeString(id);
      row(offset, std::move(id));
    }
    cursor.skipValue();
    if (cursor.peek() == ',') cursor.next();
  }
  cursor.next();
}

}  // namespace

void forEachRow(std::string_view text, std::initializer_list<std::string_view> lists,
                const std::function<void(std::size_t offset, std::string id)>& row, std::string_view key) {
  Cursor cursor(text);
  if (cursor.peek() != '{') return;
  cursor.next();
  std::string list;
  while (cursor.peek() == '"') {
    cursor.takeString(list);
    if (cursor.peek() == ':') cursor.next();
    if (cursor.peek() == '[' && std::ranges::find(lists, list) != lists.end()) passRows(text, cursor, key, row);
    else cursor.skipValue();
    if (cursor.peek() == ',') cursor.next();
  }
}

std::size_t utf8Length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4 || !tail(at + 1)) return 0;
  if (lead < 0xe0) return 2;
  const unsigned second = byte(at + 1);
  // Overlong forms, surrogates and what lies beyond U+10FFFF are no UTF-8.
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second >= 0xa0)) return 0;
  if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second >= 0x90)) return 0;
  if (!tail(at + 2)) return 0;
  if (lead < 0xf0) return 3;
  return tail(at + 3) ? 4 : 0;
}

std::size_t firstInvalidUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8Length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace nines::json
