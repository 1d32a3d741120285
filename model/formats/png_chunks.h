// The parts of a PNG file that pictures do not need: what Nines adds to the file and finds there again. Written and
// read here rather than by an image library, whose texts are Latin-1, compressed or lost as it likes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

bool isPng(std::string_view beginning);

// The same picture, marked as exported by Nines and, unless `design` is empty, with that text inside. Both stand before
// the image's data, so that whoever reads only the beginning finds them. A text beyond what a chunk can hold (2 GiB
// compressed) is left out. `png` must be a whole PNG file.
std::string withPngTexts(std::string_view png, std::string_view design);

// The design inside. `limit` is for its text, after unpacking.
Result<std::string> designInPng(std::string_view png, const std::string& name, std::size_t limit);

// Whether a file that begins so was exported by Nines.
bool isOwnPng(std::string_view beginning);

}  // namespace nines
