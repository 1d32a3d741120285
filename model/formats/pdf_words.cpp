#include "formats/pdf_words.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf's own pointers, which it is giving up, are not used

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <string_view>
#include <utility>

#include "drawing/utf8.h"

namespace nines {

namespace {

// A typeface whose letters are blank and may mean anything. Its codes are single bytes.
constexpr std::size_t kCodes = 255;  // from 1
constexpr double kWidth = .5;        // of each letter, in its size: what readers expect of one
constexpr std::size_t kMostUnits = 64;

struct Code {
  std::size_t face = 0;
  unsigned code = 0;
};

// UTF-16 in hexadecimal digits; of a letter under a heap of marks the beginning.
std::string unitsOf(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() + 8 <= 4 * kMostUnits;) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    const auto code = static_cast<std::uint32_t>(next.code);
    if (code < 0x10000) out += fmt::format("{:04X}", code);
    else out += fmt::format("{:04X}{:04X}", 0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
  }
  return out;
}

class WordWriter {
 public:
  explicit WordWriter(QPDF& document) : m_document(document) {}

  void write(const std::vector<PdfWord>& words) {
    for (const PdfWord& word : words) assign(word.text);
    addFaces();
    std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(m_document).getAllPages();
    for (std::size_t page = 0; page < pages.size(); ++page) {
      std::vector<const PdfWord*> here;
      for (const PdfWord& word : words) {
        if (word.page == static_cast<int>(page)) here.push_back(&word);
      }
      if (!here.empty()) writePage(pages[page], here);
    }
  }

 private:
  void assign(const std::string& text) {
    const std::size_t count = m_codes.size();
    const auto [at, fresh] = m_codes.try_emplace(text, Code{count / kCodes, static_cast<unsigned>(count % kCodes) + 1});
    if (fresh) m_texts.push_back(text);
  }

  static std::string nameOf(std::size_t face) { return fmt::format("/NinesWords{}", face); }

  QPDFObjectHandle stream(const std::string& text) { return QPDFObjectHandle::newStream(&m_document, text); }

  void addFaces() {
    const QPDFObjectHandle blank = stream("500 0 0 -250 500 1000 d1\n");
    for (std::size_t begin = 0; begin < m_texts.size(); begin += kCodes)
      m_faces.push_back(face(begin, std::min(begin + kCodes, m_texts.size()), blank));
  }

  QPDFObjectHandle face(std::size_t begin, std::size_t end, const QPDFObjectHandle& blank) {
    QPDFObjectHandle letters = QPDFObjectHandle::newDictionary();
    QPDFObjectHandle differences = QPDFObjectHandle::newArray();
    QPDFObjectHandle widths = QPDFObjectHandle::newArray();
    differences.appendItem(QPDFObjectHandle::newInteger(1));
    for (std::size_t i = 0; i < end - begin; ++i) {
      const std::string name = fmt::format("/w{}", i + 1);
      letters.replaceKey(name, blank);
      differences.appendItem(QPDFObjectHandle::newName(name));
      widths.appendItem(QPDFObjectHandle::newInteger(500));
    }
    QPDFObjectHandle encoding = QPDFObjectHandle::newDictionary();
    encoding.replaceKey("/Type", QPDFObjectHandle::newName("/Encoding"));
    encoding.replaceKey("/Differences", differences);
    QPDFObjectHandle font = QPDFObjectHandle::parse(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -250 500 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 "
        "/Resources << >> >>");
    font.replaceKey("/LastChar", QPDFObjectHandle::newInteger(static_cast<long long>(end - begin)));
    font.replaceKey("/CharProcs", letters);
    font.replaceKey("/Encoding", encoding);
    font.replaceKey("/Widths", widths);
    font.replaceKey("/ToUnicode", stream(meanings(begin, end)));
    return m_document.makeIndirectObject(font);
  }

  // What each code says. At most so many in a block, as the format has it.
  std::string meanings(std::size_t begin, std::size_t end) const {
    constexpr std::size_t block = 100;
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n";
    for (std::size_t from = begin; from < end; from += block) {
      const std::size_t to = std::min(from + block, end);
      out += fmt::format("{} beginbfchar\n", to - from);
      for (std::size_t i = from; i < to; ++i) out += fmt::format("<{:02X}> <{}>\n", i - begin + 1, unitsOf(m_texts[i]));
      out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
  }

  void writePage(QPDFPageObjectHelper& page, const std::vector<const PdfWord*>& words) {
    QPDFObjectHandle box = page.getAttribute("/MediaBox", false);
    const double top = box.isArray() && box.getArrayNItems() == 4 ? box.getArrayItem(3).getNumericValue() : 0;
    QPDFObjectHandle resources = page.getAttribute("/Resources", true);
    QPDFObjectHandle fonts = resources.getKey("/Font");
    if (!fonts.isDictionary()) {
      fonts = QPDFObjectHandle::newDictionary();
      resources.replaceKey("/Font", fonts);
    }
    std::string text = "Q q BT 3 Tr\n";
    std::size_t current = m_faces.size();
    for (const PdfWord* word : words) {
      const Code code = m_codes.at(word->text);
      if (code.face != current) {
        current = code.face;
        fonts.replaceKey(nameOf(current), m_faces[current]);
        text += fmt::format("{} 1 Tf\n", nameOf(current));
      }
      text += fmt::format("{:.4f} 0 0 {:.4f} {:.4f} {:.4f} Tm <{:02X}> Tj\n", word->width / kWidth, word->size,
                          word->left, top - word->baseline, code.code);
    }
    // Whatever the toolkit has left of its own coordinates.
    page.addPageContents(stream("q\n"), true);
    page.addPageContents(stream(text + "ET Q\n"), false);
  }

  QPDF& m_document;
  std::map<std::string, Code> m_codes;
  std::vector<std::string> m_texts;  // by code
  std::vector<QPDFObjectHandle> m_faces;
};

}  // namespace

void addWords(QPDF& document, const std::vector<PdfWord>& words) {
  if (!words.empty()) WordWriter(document).write(words);
}

}  // namespace nines
