#include "formats/png_chunks.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "formats/embedded_design.h"

namespace nines {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kMark = "Software\0Nines"sv;
constexpr std::size_t kFrame = 12;          // of a chunk: length, type, CRC
constexpr std::size_t kHeaderEnd = 8 + 25;  // of signature and IHDR

std::string bigEndian(std::uint32_t value) {
  std::string out(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<char>(value >> (24 - 8 * i) & 0xff);
  return out;
}

std::uint32_t bigEndianAt(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

// Of a chunk's type and data together.
std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::string chunk(std::string_view type, std::string_view data) {
  std::string body(type);
  body += data;
  std::string out = bigEndian(static_cast<std::uint32_t>(data.size()));
  out += body;
  return out += bigEndian(checksum(body));
}

// Empty if the library fails.
std::string packed(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  const int done = compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
                             text.size(), Z_DEFAULT_COMPRESSION);
  out.resize(done == Z_OK ? size : 0);
  return out;
}

std::string designChunk(std::string_view design) {
  if (design.empty()) return {};
  std::string data(kDesignKeyword);
  data += "\0\1\0\0\0"sv;  // packed by method 0; no language, no translated keyword
  const std::string text = packed(design);
  constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();  // the format's own limit
  if (text.empty() || text.size() > most - data.size()) return {};
  return chunk("iTXt", data += text);
}

// Grows with what really comes out, so that a small file cannot ask for much memory at once.
class Unpacker {
 public:
  enum class Outcome { whole, damaged, tooLarge };

  Outcome run(std::string_view bytes, std::size_t limit) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return Outcome::damaged;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());  // of a chunk: less than 2 GiB
    const Outcome outcome = pump(stream, limit);
    inflateEnd(&stream);
    return outcome;
  }
  std::string take() { return std::move(m_text); }

 private:
  Outcome pump(z_stream& stream, std::size_t limit) {
    std::string buffer(std::size_t{64} * 1024, '\0');
    for (;;) {
      stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_out = static_cast<uInt>(buffer.size());
      const int state = inflate(&stream, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END) return Outcome::damaged;  // Z_BUF_ERROR: it was cut off
      const std::size_t made = buffer.size() - stream.avail_out;
      if (made > limit - m_text.size()) return Outcome::tooLarge;
      m_text.append(buffer, 0, made);
      if (state == Z_STREAM_END) return stream.avail_in == 0 ? Outcome::whole : Outcome::damaged;
    }
  }

  std::string m_text;
};

class Reader {
 public:
  Reader(std::string_view png, std::string name, std::size_t limit)
      : m_png(png), m_name(std::move(name)), m_limit(limit) {}

  Result<std::string> read() {
    std::optional<std::string_view> found;
    std::size_t foundAt = 0;
    std::size_t at = kSignature.size();
    for (bool first = true;; first = false) {
      if (const Status whole = checkFrame(at, first); !whole) return whole.error();
      const std::string_view type = m_png.substr(at + 4, 4);
      const std::string_view data = m_png.substr(at + 8, bigEndianAt(m_png, at));
      if (type == "iTXt" && data.starts_with(kDesignKeyword) && data.substr(kDesignKeyword.size()).starts_with('\0')) {
        if (found) return error(ErrorCode::duplicate, at, "is the second one that holds a design: one is expected");
        if (const Status intact = checkSum(at, data.size()); !intact) return intact.error();
        found = data.substr(kDesignKeyword.size() + 1);
        foundAt = at;
      }
      if (type == "IEND") break;
      at += kFrame + data.size();
    }
    if (!found) {
      return Error{
          ErrorCode::missing,
          m_name,
          {},
          "is a PNG picture without a design inside; only pictures that Nines exported with their design open"};
    }
    return textOf(*found, foundAt);
  }

 private:
  Error error(ErrorCode code, std::size_t at, std::string_view what) const {
    return {code, m_name, {}, fmt::format("the PNG chunk at byte {} {}", at, what)};
  }

  // Whether a chunk lies wholly within the file.
  Status checkFrame(std::size_t at, bool first) const {
    const std::size_t left = m_png.size() - at;
    if (left < kFrame) {
      return Error{
          ErrorCode::unreadable, m_name, {}, fmt::format("the PNG picture is cut off at byte {}", m_png.size())};
    }
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const std::string_view type = m_png.substr(at + 4, 4);
    if (!std::ranges::all_of(type, isLetter)) return error(ErrorCode::unreadable, at, "has no valid type");
    if (first && type != "IHDR") return error(ErrorCode::unreadable, at, "should be the picture's header");
    const std::size_t length = bigEndianAt(m_png, at);
    if (length > left - kFrame) {
      return error(ErrorCode::unreadable, at,
                   fmt::format("has {} bytes of which only {} are there", length, left - kFrame));
    }
    return Unit{};
  }

  // Only of the chunk that is read: other programs write wrong ones into theirs.
  Status checkSum(std::size_t at, std::size_t length) const {
    const std::uint32_t stored = bigEndianAt(m_png, at + 8 + length);
    if (stored == checksum(m_png.substr(at + 4, 4 + length))) return Unit{};
    return error(ErrorCode::unreadable, at, "holds a design that is damaged: its checksum is wrong");
  }

  // What stands behind the keyword: flags, two texts that nobody needs, the design.
  Result<std::string> textOf(std::string_view data, std::size_t at) const {
    if (data.size() < 2) return error(ErrorCode::unreadable, at, "ends before its text begins");
    const bool isPacked = data[0] == 1;
    if (static_cast<unsigned char>(data[0]) > 1 || (isPacked && data[1] != 0)) {
      return error(ErrorCode::unsupported, at, "is packed by a method that is not known");
    }
    data.remove_prefix(2);
    for (int text = 0; text < 2; ++text) {
      const std::size_t end = data.find('\0');
      if (end == std::string_view::npos) return error(ErrorCode::unreadable, at, "ends before its text begins");
      data.remove_prefix(end + 1);
    }
    if (!isPacked) return data.size() > m_limit ? tooLarge(at) : Result<std::string>(std::string(data));
    Unpacker unpacker;
    switch (unpacker.run(data, m_limit)) {
      case Unpacker::Outcome::whole:
        return unpacker.take();
      case Unpacker::Outcome::tooLarge:
        return tooLarge(at);
      case Unpacker::Outcome::damaged:
        break;
    }
    return error(ErrorCode::unreadable, at, "holds a design that cannot be unpacked");
  }

  Result<std::string> tooLarge(std::size_t at) const {
    return error(ErrorCode::tooLarge, at, fmt::format("holds a design of more than {} bytes", m_limit));
  }

  std::string_view m_png;
  std::string m_name;
  std::size_t m_limit;
};

}  // namespace

std::string encodedPng(const PngPixels& pixels) {
  constexpr int kQuick = 3;
  constexpr std::size_t kPiece = 65536;
  std::string header = bigEndian(pixels.width) + bigEndian(pixels.height);
  header += {8, static_cast<char>(pixels.alpha ? 6 : 2), 0, 0, 0};
  std::string out = std::string(kSignature) + chunk("IHDR", header);
  if (pixels.perMetre > 0) out += chunk("pHYs", bigEndian(pixels.perMetre) + bigEndian(pixels.perMetre) + '\x01');
  z_stream stream{};
  if (deflateInit(&stream, kQuick) != Z_OK) return {};
  std::string row(1 + std::size_t{pixels.width} * (pixels.alpha ? 4 : 3), '\0');  // the first byte: no filter
  std::string ready(kPiece, '\0');
  const auto hand = [&] {
    if (stream.next_out) out += chunk("IDAT", std::string_view(ready).substr(0, kPiece - stream.avail_out));
    stream.next_out = reinterpret_cast<Bytef*>(ready.data());
    stream.avail_out = static_cast<uInt>(kPiece);
  };
  hand();
  for (std::size_t y = 0; y < pixels.height; ++y) {
    pixels.row(y, reinterpret_cast<unsigned char*>(row.data()) + 1);
    stream.next_in = reinterpret_cast<Bytef*>(row.data());
    stream.avail_in = static_cast<uInt>(row.size());
    while (stream.avail_in > 0) {
      deflate(&stream, Z_NO_FLUSH);
      if (stream.avail_out == 0) hand();
    }
  }
  while (deflate(&stream, Z_FINISH) == Z_OK) hand();
  hand();
  deflateEnd(&stream);
  return out += chunk("IEND", {});
}

bool isPng(std::string_view beginning) { return beginning.starts_with(kSignature); }

std::string withPngTexts(std::string_view png, std::string_view design) {
  std::string out;
  const std::string texts = chunk("tEXt", kMark) + designChunk(design);
  out.reserve(png.size() + texts.size());
  out.append(png.substr(0, kHeaderEnd)).append(texts);
  if (png.size() > kHeaderEnd) out.append(png.substr(kHeaderEnd));
  return out;
}

bool isOwnPng(std::string_view beginning) {
  return isPng(beginning) && beginning.find(kMark) != std::string_view::npos;
}

Result<std::string> designInPng(std::string_view png, const std::string& name, std::size_t limit) {
  return Reader(png, name, limit).read();
}

}  // namespace nines
