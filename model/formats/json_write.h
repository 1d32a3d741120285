// Values to JSON text: one line, keys sorted, numbers in the C locale. Private to the formats.
#pragma once

#include <string>
#include <string_view>

#include "support/geometry.h"
#include "topology/value.h"

namespace nines::json {

// A string in quotes. Bytes that are no UTF-8 become U+FFFD, so that what is written can always be read.
void appendText(std::string& out, std::string_view text);
// The shortest digits that give the same number again; a whole one keeps its ".0", so that it stays a double.
void appendNumber(std::string& out, double value);
// As appendNumber, but a whole coordinate has no fraction: 288.
void appendCoordinate(std::string& out, double value);
void appendRect(std::string& out, const Rect& rect);
void appendPoint(std::string& out, Point point);
void appendValue(std::string& out, const Value& value);
// `"key": ` with a comma before it unless the object has just begun.
void appendKey(std::string& out, std::string_view key);
void appendMembers(std::string& out, const Value::Object& object);

}  // namespace nines::json
