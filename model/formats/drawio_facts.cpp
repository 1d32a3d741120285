#include "formats/drawio_facts.h"

#include <utility>

#include "drawing/utf8.h"
#include "formats/json_writer.h"
#include "formats/native.h"
#include "support/plain_text.h"

namespace nines::drawio {

namespace {

void set(pugi::xml_node object, const char* name, const std::string& value) {
  object.append_attribute(name).set_value(value.c_str());
}

bool isXmlText(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.code < 0x20 || next.code == 0xfffe || next.code == 0xffff) return false;
    at += next.length;
  }
  return true;
}

// JSON, with its own form for what XML has none for.
std::string inJson(const Value& value) {
  const std::string json = json::withHiddenNumbered(writeValue(value));
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const utf8::Decoded next = utf8::decode(json, at);
    if (next.code == 0xfffe) out += "\\ufffe";
    else if (next.code == 0xffff) out += "\\uffff";
    else if (next.code >= 0x20) utf8::append(out, next.code);
    at += next.length;
  }
  return out;
}

void addValues(pugi::xml_node object, const Value::Object& values) {
  for (const auto& [key, value] : values) set(object, attributeOf(key).c_str(), valueText(value));
}

void addExtra(pugi::xml_node object, const Value::Object& extra) {
  if (!extra.empty()) set(object, "ninesExtra", valueText(Value(extra)));
}

}  // namespace

std::string attributeOf(std::string_view key) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "nines_";
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    if (plain) out += c;
    else out.append(1, '_').append(1, digits[byte >> 4]).append(1, digits[byte & 0xf]);
  }
  return out;
}

std::string valueText(const Value& value) {
  const std::string* text = value.asText();
  const bool asItIs = text && isXmlText(*text) && seenText(*text) == *text && !readValue(*text, {});
  return asItIs ? *text : inJson(value);
}

void addFacts(pugi::xml_node object, const Topology& topology) {
  set(object, "ninesName", valueText(topology.name));
  set(object, "ninesProfile", valueText(topology.profile));
  addValues(object, topology.assumptions);
}

void addFacts(pugi::xml_node object, const Node& node) {
  set(object, "ninesKind", valueText(node.kind));
  set(object, "ninesName", valueText(node.name));
  if (node.locked) set(object, "ninesLocked", "true");
  addValues(object, node.properties);
  addExtra(object, node.extra);
}

void addFacts(pugi::xml_node object, const Link& link) {
  set(object, "ninesKind", valueText(link.kind));
  if (!link.bends.empty()) {
    Value::Array bends;
    bends.reserve(link.bends.size());
    for (const Point& p : link.bends) bends.emplace_back(Value::Array{Value(p.x), Value(p.y)});
    set(object, "ninesBends", valueText(Value(std::move(bends))));
  }
  addValues(object, link.properties);
  addExtra(object, link.extra);
}

}  // namespace nines::drawio
