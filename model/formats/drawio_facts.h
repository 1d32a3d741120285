// What a design says of its parts, as attributes of draw.io's objects (drawio.h says how). Private to the formats.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "topology/topology.h"

namespace nines::drawio {

// The name of the attribute for a key.
std::string attributeOf(std::string_view key);
// The value as an attribute: JSON, or a text that cannot be taken for it.
std::string valueText(const Value& value);

void addFacts(pugi::xml_node object, const Topology& topology);
void addFacts(pugi::xml_node object, const Node& node);
void addFacts(pugi::xml_node object, const Link& link);

}  // namespace nines::drawio
