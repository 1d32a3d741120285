// What reading a PDF would cost, worked out beforehand. libqpdf keeps what it unpacks in memory and follows what refers
// to each other by recursion, both without bounds; a file is only given to it where neither can become large.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

struct PdfLimits {
  std::size_t unpacked = std::size_t{256} * 1024 * 1024;  // bytes of all streams together, packed and unpacked
  // The same where the document keeps its table of objects in a stream: each byte may become an entry of 80.
  std::size_t unpackedTables = std::size_t{16} * 1024 * 1024;
  std::size_t layers = 4;              // of packing around each other
  std::size_t indirectLengths = 1000;  // streams whose length stands elsewhere
  std::size_t tokens = 4'000'000;      // ends of words, in all of the file: each may become an object
  // Of what is packed by differences between rows: columns, and colours or bits of each.
  std::size_t row = 65'536;
  std::size_t rowParts = 32;
};

// Errors: encrypted, packed in other ways than Nines and most programs do, or beyond the limits.
Status guardedPdf(std::string_view pdf, const std::string& name, const PdfLimits& limits = {});

inline constexpr int kUsualPacking = 6;
// A file packed at the first level of zlib, its usual one before others, at which guardedPdf() takes it: what is packed
// may look like a name that it refuses, by chance. The usual one's where it takes none.
std::string acceptedPdf(const std::function<std::string(int level)>& packed);

}  // namespace nines
