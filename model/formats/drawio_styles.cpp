#include "formats/drawio_styles.h"

#include <cassert>

#include "formats/native.h"
#include "support/resources.h"

namespace nines {

namespace {

std::string textOf(const Value::Object& object, std::string_view key) {
  const auto at = object.find(key);
  const std::string* text = at == object.end() ? nullptr : at->second.asText();
  return text ? *text : std::string();
}

double numberOf(const Value::Object& object, std::string_view key) {
  const auto at = object.find(key);
  return at == object.end() ? 1 : at->second.asNumber().value_or(1);
}

const Value::Object& objectOf(const Value::Object& object, std::string_view key) {
  static const Value::Object none;
  const auto at = object.find(key);
  const Value::Object* found = at == object.end() ? nullptr : at->second.asObject();
  return found ? *found : none;
}

void put(std::string& style, std::string_view place, std::string_view text) {
  for (std::size_t at = style.find(place); at != std::string::npos; at = style.find(place, at + text.size())) {
    style.replace(at, place.size(), text);
  }
}

}  // namespace

const DrawioStyles& DrawioStyles::shipped() {
  static const DrawioStyles styles = [] {
    const auto text = resource("formats/drawio.json");
    assert(text);
    const auto table = readValue(*text, "formats/drawio.json");
    assert(table && table->asObject());
    DrawioStyles out;
    for (const auto& [name, style] : objectOf(*table->asObject(), "styles")) out.m_styles[name] = *style.asText();
    for (const auto& [name, hex] : objectOf(*table->asObject(), "colours")) out.m_colours[name] = *hex.asText();
    for (const auto& [id, value] : objectOf(*table->asObject(), "shapes")) {
      const Value::Object& row = *value.asObject();
      DrawioShape shape;
      shape.style = out.m_styles[textOf(row, "style")];
      shape.proportions = {numberOf(row, "width"), numberOf(row, "height")};
      const std::string colour = textOf(row, "colour");
      const auto named = out.m_colours.find(colour);
      put(shape.style, "{colour}", named == out.m_colours.end() ? colour : named->second);
      put(shape.style, "{text}", textOf(row, "text"));
      put(shape.style, "{shape}", textOf(row, "shape"));
      if (const std::string frame = textOf(row, "frame"); !frame.empty()) shape.frame = out.m_styles[frame];
      out.m_shapes[id] = std::move(shape);
    }
    return out;
  }();
  return styles;
}

const DrawioShape* DrawioStyles::shape(std::string_view id) const {
  const auto at = m_shapes.find(id);
  return at == m_shapes.end() ? nullptr : &at->second;
}

std::string DrawioStyles::style(std::string_view name, std::string_view family) const {
  const auto at = m_styles.find(name);
  if (at == m_styles.end()) return {};
  std::string out = at->second;
  const auto colour = m_colours.find(family);
  if (colour != m_colours.end()) put(out, "{colour}", colour->second);
  return out;
}

}  // namespace nines
