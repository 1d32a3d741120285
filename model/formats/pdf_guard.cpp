#include "formats/pdf_guard.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace nines {

namespace {

constexpr std::string_view kSpace{"\0\t\n\f\r ", 6};
constexpr std::string_view kDelimiters = "()<>[]{}/%";

// Ways of packing that libqpdf knows by these names, besides the one that is measured here. The text ones do not make a
// stream larger, but hide what is packed inside of them.
constexpr std::array<std::string_view, 8> kOtherFilters{
    "LZWDecode", "LZW", "RunLengthDecode", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "Crypt"};

bool isSpace(char c) { return kSpace.find(c) != std::string_view::npos; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool looksPacked(unsigned first, unsigned second) {
  return (first & 0x0fU) == 8 && first >> 4U <= 7 && (first * 256 + second) % 31 == 0;
}

// Unpacks and forgets, counting; what is packed several times over is followed inwards.
class Unpacking {
 public:
  Unpacking(std::size_t& budget, std::size_t layers) : m_budget(budget), m_layers(layers) {
    m_ready = inflateInit(&m_stream) == Z_OK;
  }
  Unpacking(const Unpacking&) = delete;
  Unpacking& operator=(const Unpacking&) = delete;
  ~Unpacking() {
    if (m_ready) inflateEnd(&m_stream);
  }

  // False where the budget or the layers are used up. Broken data is none after its break.
  bool feed(std::span<const unsigned char> packed) {
    m_stream.next_in = const_cast<unsigned char*>(packed.data());  // zlib only reads it
    m_stream.avail_in = static_cast<uInt>(packed.size());
    while (m_ready && !m_ended && m_stream.avail_in > 0) {
      std::array<unsigned char, 16384> out;
      m_stream.next_out = out.data();
      m_stream.avail_out = static_cast<uInt>(out.size());
      const uInt before = m_stream.avail_in;
      const int result = inflate(&m_stream, Z_NO_FLUSH);
      const std::size_t made = out.size() - m_stream.avail_out;
      const std::size_t spent = made + (before - m_stream.avail_in);
      if (spent > m_budget) return false;
      m_budget -= spent;
      m_ended = result != Z_OK;
      if (!inwards({out.data(), made})) return false;
    }
    return true;
  }
  bool ended() const { return m_ended || !m_ready; }

 private:
  bool inwards(std::span<const unsigned char> made) {
    if (m_begun == kBegin) return !m_inner || m_inner->feed(made);
    // The first bytes may come one by one.
    while (m_begun < kBegin && !made.empty()) {
      m_beginning[m_begun++] = made.front();
      made = made.subspan(1);
    }
    if (m_begun < kBegin || !looksPacked(m_beginning[0], m_beginning[1])) return true;
    if (m_layers <= 1) return false;
    m_inner = std::make_unique<Unpacking>(m_budget, m_layers - 1);
    return m_inner->feed(m_beginning) && m_inner->feed(made);
  }

  std::size_t& m_budget;
  std::size_t m_layers;
  z_stream m_stream{};
  bool m_ready = false;
  bool m_ended = false;
  static constexpr std::size_t kBegin = 2;
  std::array<unsigned char, kBegin> m_beginning{};
  std::size_t m_begun = 0;
  std::unique_ptr<Unpacking> m_inner;
};

class Guard {
 public:
  Guard(std::string_view pdf, const PdfLimits& limits) : m_pdf(pdf), m_limits(limits) {}

  // Empty: nothing is wrong.
  std::string problem() {
    for (std::size_t at = m_pdf.find('/'); at != std::string_view::npos; at = m_pdf.find('/', at + 1)) {
      if (std::string reason = judge(nameAt(at + 1), at + 1); !reason.empty()) return reason;
    }
    const auto ends = [](char c) { return isSpace(c) || kDelimiters.find(c) != std::string_view::npos; };
    if (static_cast<std::size_t>(std::ranges::count_if(m_pdf, ends)) > m_limits.tokens) return "it has too many parts";
    if (m_hasTables && m_packsElsewhere) return "it says elsewhere how it is packed";
    if (m_hasTables && m_hasRunLengths) return "it is packed by RunLengthDecode, which Nines does not unpack";
    if (m_lengths > m_limits.indirectLengths) return "too many of its streams have their lengths elsewhere";
    return streamsFit() ? std::string() : "it unpacks to more than Nines takes";
  }

 private:
  // Names may spell any character as #xx.
  std::string nameAt(std::size_t at) const {
    constexpr std::size_t kLongest = 20;
    std::string name;
    for (; at < m_pdf.size() && name.size() < kLongest; ++at) {
      const char c = m_pdf[at];
      if (isSpace(c) || kDelimiters.find(c) != std::string_view::npos) break;
      const int high = c == '#' && at + 2 < m_pdf.size() ? hexDigit(m_pdf[at + 1]) : -1;
      const int low = high >= 0 ? hexDigit(m_pdf[at + 2]) : -1;
      if (low >= 0) at += 2;
      name += low >= 0 ? static_cast<char>(high * 16 + low) : c;
    }
    return name;
  }

  static int hexDigit(char c) {
    if (isDigit(c)) return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  std::string judge(const std::string& name, std::size_t at) {
    if (name == "Encrypt") return "it is encrypted";
    if (std::ranges::find(kOtherFilters, name) != kOtherFilters.end()) {
      return "it is packed by " + name + ", which Nines does not unpack";
    }
    m_hasTables |= name == "XRef";
    m_hasRunLengths |= name == "RL";
    if (name == "Length" && refersElsewhere(at)) ++m_lengths;
    // libqpdf allocates rows of the product of the three.
    const bool isPart = name == "Colors" || name == "BitsPerComponent";
    if ((isPart || name == "Columns") &&
        (refersElsewhere(at) || numberAfter(at) > (isPart ? m_limits.rowParts : m_limits.row)))
      return "its rows are too long";
    const bool isPacking = name == "Filter" || name == "DecodeParms" || name == "DP";
    m_packsElsewhere |= isPacking && hasReference(at);
    return {};
  }

  // What follows a name, blanks and comments left out, as far as anybody would write it.
  std::string_view behindName(std::size_t at) const {
    constexpr std::size_t kFar = 256;
    std::string_view rest = m_pdf.substr(at, kFar);
    while (!rest.empty() && !isSpace(rest.front()) && kDelimiters.find(rest.front()) == std::string_view::npos)
      rest.remove_prefix(1);
    return rest;
  }

  static void skipBlanks(std::string_view& rest) {
    while (!rest.empty() && (isSpace(rest.front()) || rest.front() == '%')) {
      if (rest.front() == '%') rest.remove_prefix(std::min(rest.find_first_of("\r\n"), rest.size()));
      else rest.remove_prefix(1);
    }
  }

  static std::string_view takeNumber(std::string_view& rest) {
    const auto isPart = [](char c) { return isDigit(c) || c == '+' || c == '-'; };
    const auto end = static_cast<std::size_t>(std::ranges::find_if_not(rest, isPart) - rest.begin());
    const std::string_view number = rest.substr(0, end);
    rest.remove_prefix(end);
    return number;
  }

  // "/Length 12 0 R", or so far away that nobody knows.
  bool refersElsewhere(std::size_t at) const {
    std::string_view rest = behindName(at);
    for (int number = 0; number < 2; ++number) {
      skipBlanks(rest);
      if (rest.empty()) return true;
      if (takeNumber(rest).empty()) return false;
    }
    skipBlanks(rest);
    return rest.empty() || rest.front() == 'R';
  }

  // Whether the value behind a name is or holds something that stands elsewhere, or is too long to tell.
  bool hasReference(std::size_t at) const {
    std::string_view rest = behindName(at);
    skipBlanks(rest);
    if (rest.empty() || isDigit(rest.front())) return true;
    const bool isDictionary = rest.starts_with("<<");
    if (!isDictionary && rest.front() != '[') return false;
    const std::size_t end = rest.find(isDictionary ? ">>" : "]");
    if (end == std::string_view::npos) return true;
    const std::string_view inside = rest.substr(0, end + 1);
    for (std::size_t r = inside.find('R', 1); r < end; r = inside.find('R', r + 1)) {
      const char next = inside[r + 1];
      if (isSpace(inside[r - 1]) && (isSpace(next) || kDelimiters.find(next) != std::string_view::npos)) return true;
    }
    return false;
  }

  // "/Columns 12"; what is no number is 0.
  std::size_t numberAfter(std::size_t at) const {
    constexpr std::size_t kMost = 1'000'000'000;
    std::string_view rest = behindName(at);
    skipBlanks(rest);
    std::size_t value = 0;
    for (const char c : takeNumber(rest)) {
      if (isDigit(c)) value = std::min(kMost, value * 10 + static_cast<std::size_t>(c - '0'));
    }
    return value;
  }

  bool streamsFit() const {
    constexpr std::string_view kWord = "stream";
    constexpr std::size_t kPiece = 65536;
    std::size_t budget = m_hasTables ? m_limits.unpackedTables : m_limits.unpacked;
    for (std::size_t at = m_pdf.find(kWord); at != std::string_view::npos; at = m_pdf.find(kWord, at + 1)) {
      std::size_t from = at + kWord.size();
      while (from < m_pdf.size() && isSpace(m_pdf[from])) ++from;
      const std::span<const unsigned char> rest{reinterpret_cast<const unsigned char*>(m_pdf.data()) + from,
                                                m_pdf.size() - from};
      if (rest.size() < 2 || !looksPacked(rest[0], rest[1])) continue;
      Unpacking unpacking(budget, m_limits.layers);
      for (std::size_t done = 0; done < rest.size() && !unpacking.ended(); done += kPiece) {
        if (!unpacking.feed(rest.subspan(done, std::min(kPiece, rest.size() - done)))) return false;
      }
    }
    return true;
  }

  std::string_view m_pdf;
  const PdfLimits& m_limits;
  bool m_hasTables = false;
  bool m_hasRunLengths = false;
  bool m_packsElsewhere = false;
  std::size_t m_lengths = 0;
};

}  // namespace

Status guardedPdf(std::string_view pdf, const std::string& name, const PdfLimits& limits) {
  std::string problem = Guard(pdf, limits).problem();
  if (problem.empty()) return Unit{};
  return Error{ErrorCode::unsupported, name, {}, "the PDF cannot be read: " + std::move(problem)};
}

std::string acceptedPdf(const std::function<std::string(int level)>& packed) {
  std::string usual = packed(kUsualPacking);
  if (guardedPdf(usual, {})) return usual;
  for (const int level : {9, 3, 1}) {
    std::string other = packed(level);
    if (guardedPdf(other, {})) return other;
  }
  return usual;
}

}  // namespace nines
