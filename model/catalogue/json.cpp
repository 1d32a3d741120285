#include "catalogue/json.h"

#include <utility>

namespace nines::json {

namespace {

std::string escaped(std::string_view key) {  // RFC 6901
  std::string out;
  for (const char c : key) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

}  // namespace

void Problems::add(Error error) {
  if (!m_first) m_first = std::move(error);
}

void Problems::add(ErrorCode code, const std::string& file, std::string pointer, std::string reason) {
  add(Error{code, file, {0, 0, std::move(pointer)}, std::move(reason)});
}

ObjectReader::ObjectReader(const Value& value, std::string file, std::string pointer, Problems& problems)
    : m_object(value.asObject()), m_file(std::move(file)), m_pointer(std::move(pointer)), m_problems(&problems) {
  if (!m_object) fail(ErrorCode::wrongType, {}, "expected an object");
}

std::string ObjectReader::pointerTo(std::string_view key) const {
  return key.empty() ? m_pointer : m_pointer + "/" + escaped(key);
}

void ObjectReader::fail(ErrorCode code, std::string_view key, std::string reason) {
  m_problems->add(code, m_file, pointerTo(key), std::move(reason));
}

const Value* ObjectReader::find(std::string_view key) {
  m_asked.emplace(key);
  if (!m_object) return nullptr;
  const auto at = m_object->find(key);
  return at == m_object->end() ? nullptr : &at->second;
}

const Value* ObjectReader::optionalValue(std::string_view key) { return find(key); }

const Value& ObjectReader::value(std::string_view key) {
  static const Value kNothing;
  if (const Value* v = find(key)) return *v;
  fail(ErrorCode::missing, {}, "the key \"" + std::string(key) + "\" is missing");
  return kNothing;
}

std::string ObjectReader::text(std::string_view key) {
  const Value& v = value(key);
  const std::string* s = v.asText();
  if (!s || s->empty()) {
    fail(ErrorCode::wrongType, key, "expected a text that is not empty");
    return {};
  }
  return *s;
}

std::string ObjectReader::optionalText(std::string_view key) { return find(key) ? text(key) : std::string(); }

double ObjectReader::number(std::string_view key) {
  const auto n = value(key).asNumber();
  if (!n) fail(ErrorCode::wrongType, key, "expected a number");
  return n.value_or(0);
}

std::optional<double> ObjectReader::optionalNumber(std::string_view key) {
  if (!find(key)) return std::nullopt;
  return number(key);
}

bool ObjectReader::flag(std::string_view key, bool otherwise) {
  const Value* v = find(key);
  if (!v) return otherwise;
  if (!v->asBool()) fail(ErrorCode::wrongType, key, "expected true or false");
  return v->asBool() ? *v->asBool() : otherwise;
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  std::vector<std::string> out;
  const Value* v = find(key);
  if (!v) return out;
  const Value::Array* array = v->asArray();
  if (!array) {
    fail(ErrorCode::wrongType, key, "expected a list of texts");
    return out;
  }
  for (const Value& item : *array) {
    if (const std::string* s = item.asText(); s && !s->empty()) out.push_back(*s);
    else fail(ErrorCode::wrongType, key, "expected a list of texts");
  }
  return out;
}

Source ObjectReader::source(std::string_view key) {
  Source out;
  object(key, [&out](ObjectReader& o) {
    out.text = o.text("text");
    out.date = o.text("date");
  });
  return out;
}

void ObjectReader::each(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const Value* v = find(key);
  if (!v) return;
  const Value::Array* array = v->asArray();
  if (!array) return fail(ErrorCode::wrongType, key, "expected a list of objects");
  for (std::size_t i = 0; i < array->size(); ++i) {
    ObjectReader item((*array)[i], m_file, pointerTo(key) + "/" + std::to_string(i), *m_problems);
    if (!item.m_object) continue;
    read(item);
    item.finish();
  }
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const Value* v = find(key);
  if (!v) return;
  ObjectReader inner(*v, m_file, pointerTo(key), *m_problems);
  if (!inner.m_object) return;
  read(inner);
  inner.finish();
}

void ObjectReader::rest(const std::function<void(const std::string&, const Value&)>& read) {
  if (!m_object) return;
  for (const auto& [key, v] : *m_object) {
    if (m_asked.insert(key).second) read(key, v);
  }
}

void ObjectReader::finish() {
  rest([this](const std::string& key, const Value&) { fail(ErrorCode::unsupported, key, "unknown key"); });
}

}  // namespace nines::json
