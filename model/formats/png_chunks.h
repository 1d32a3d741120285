// The parts of a PNG file that pictures do not need: what Nines adds to the file and finds there again. Written and
// read here rather than by an image library, whose texts are Latin-1, compressed or lost as it likes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

bool isPng(std::string_view beginning);

struct PngPixels {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  bool alpha = false;          // four bytes a pixel (red, green, blue, opacity), else three
  std::uint32_t perMetre = 0;  // pixels that are shown or printed to a metre; 0: not said
  // Fills the bytes of one row.
  std::function<void(std::size_t y, unsigned char* bytes)> row;
};

// A whole PNG file. Rows are packed as they are, without filters: drawings of flat colours become smaller so, and
// choosing a filter for each row takes longer than all the rest. Empty if there is no memory.
std::string encodedPng(const PngPixels& pixels);

// The same picture, marked as exported by Nines and, unless `design` is empty, with that text inside. Both stand before
// the image's data, so that whoever reads only the beginning finds them. A text beyond what a chunk can hold (2 GiB
// compressed) is left out. `png` must be a whole PNG file.
std::string withPngTexts(std::string_view png, std::string_view design);

// The design inside. `limit` is for its text, after unpacking.
Result<std::string> designInPng(std::string_view png, const std::string& name, std::size_t limit);

// Whether a file that begins so was exported by Nines.
bool isOwnPng(std::string_view beginning);

}  // namespace nines
