// Positions in JSON text: where the value at a path stands, and on which line. Private to the formats.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "support/result.h"

namespace nines::json {

// One step from a value to a part of it: an object's key or an array's index.
using Step = std::variant<std::string, std::size_t>;
using Path = std::vector<Step>;

// RFC 6901.
std::string pointerOf(const Path& path);

// Line and column of an offset, with the path as pointer.
Place placeAt(std::string_view text, std::size_t offset, const Path& path);

// Offset of the value at the path, or of the innermost part of the path that is there. The text must be valid up to
// that value; what follows does not matter.
std::size_t offsetOf(std::string_view text, const Path& path);

// Whether a comma stands behind the value at the path, and before `offset`.
bool commaFollows(std::string_view text, const Path& path, std::size_t offset);

// Offset of the second key of this name in the object at the path, likewise.
std::size_t offsetOfSecondKey(std::string_view text, const Path& object, std::string_view key);

// Calls `row` with the offset and the "id" (or what `key` names) of each object in the top-level arrays of these names
// of valid text, in the order of the text.
void forEachRow(std::string_view text, std::initializer_list<std::string_view> lists,
                const std::function<void(std::size_t offset, std::string id)>& row, std::string_view key = "id");

// Offset of the first byte that is no valid UTF-8; npos if all is.
std::size_t firstInvalidUtf8(std::string_view text);

// Length of the valid UTF-8 sequence that starts at `at`, 0 if there is none.
std::size_t utf8Length(std::string_view text, std::size_t at);

}  // namespace nines::json
