#include "formats/pdf_attachment.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf's own pointers, which it is giving up, are not used

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>

#include <set>
#include <stdexcept>
#include <vector>

#include "formats/file_name.h"
#include "formats/pdf_guard.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr std::string_view kOwnSign = "% Nines\n";  // a comment behind the header
constexpr std::string_view kEnding = ".nines";

Error problem(const std::string& name, std::string reason) {
  return {ErrorCode::unreadable, name, {}, std::move(reason)};
}

// Texts as UTF-16: in whatever a person wrote, nothing then looks like a part of the document.
// Readers show them in their windows.
QPDFObjectHandle textObject(const std::string& utf8) {
  return QPDFObjectHandle::newString(QUtil::utf8_to_utf16(seenText(utf8)));
}

void attach(QPDF& document, const PdfDetails& details) {
  QPDFEFStreamObjectHelper stream = QPDFEFStreamObjectHelper::createEFStream(document, details.design);
  stream.setSubtype(std::string(kDesignMimeType));
  const std::string name = fileNameOf(details.title, "design") + std::string(kEnding);
  QPDFFileSpecObjectHelper file = QPDFFileSpecObjectHelper::createFileSpec(document, name, stream);
  QPDFObjectHandle specification = file.getObjectHandle();
  specification.replaceKey("/F", textObject(name));
  specification.replaceKey("/UF", textObject(name));
  specification.replaceKey("/Desc", textObject("The design, to be opened with Nines"));
  specification.replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Source"));
  QPDFEmbeddedFileDocumentHelper(document).replaceEmbeddedFile("design" + std::string(kEnding), file);
  QPDFObjectHandle files = QPDFObjectHandle::newArray();
  files.appendItem(specification);
  document.getRoot().replaceKey("/AF", files);
}

// Says who made it, and nothing of when.
void describe(QPDF& document, const PdfDetails& details) {
  QPDFObjectHandle information = QPDFObjectHandle::newDictionary();
  if (!details.title.empty()) information.replaceKey("/Title", textObject(details.title));
  information.replaceKey("/Creator", textObject("Nines"));
  information.replaceKey("/Producer", textObject("Nines"));
  document.getTrailer().replaceKey("/Info", document.makeIndirectObject(information));
  QPDFObjectHandle root = document.getRoot();
  root.removeKey("/Metadata");
  root.replaceKey("/Lang", QPDFObjectHandle::newString("en"));
  if (details.title.empty()) return;
  QPDFObjectHandle preferences = QPDFObjectHandle::newDictionary();
  preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
  root.replaceKey("/ViewerPreferences", preferences);
}

// The toolkit names its parts of typefaces by the order of a hash table; here by that of their first use.
void nameFonts(QPDF& document) {
  constexpr std::size_t kTag = 6;
  std::size_t count = 0;
  std::set<QPDFObjGen> named;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(document).getAllPages()) {
    QPDFObjectHandle fonts = page.getObjectHandle().getKey("/Resources");
    if (fonts.isDictionary()) fonts = fonts.getKey("/Font");
    if (!fonts.isDictionary()) continue;
    for (const std::string& key : fonts.getKeys()) {
      QPDFObjectHandle parts = fonts.getKey(key).getKey("/DescendantFonts");
      if (!parts.isArray() || parts.getArrayNItems() != 1) continue;
      QPDFObjectHandle about = parts.getArrayItem(0).getKey("/FontDescriptor");
      if (!about.isDictionary() || !named.insert(about.getObjGen()).second) continue;
      const std::string name = about.getKey("/FontName").getName();
      const std::size_t plus = name.find('+');
      if (plus == std::string::npos) continue;
      std::string tag(kTag, 'A');
      std::size_t rest = count++;
      for (auto letter = tag.rbegin(); letter != tag.rend() && rest > 0; ++letter, rest /= 26)
        *letter = static_cast<char>('A' + rest % 26);
      about.replaceKey("/FontName", QPDFObjectHandle::newName("/" + tag + name.substr(plus)));
    }
  }
}

std::string written(QPDF& document, int level) {
  Pl_Flate::setCompressionLevel(level);
  QPDFWriter writer(document);
  writer.setRecompressFlate(level != kUsualPacking);  // what the toolkit has packed
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setMinimumPDFVersion("1.7");
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setExtraHeaderText(std::string(kOwnSign));
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

// Collects what comes until it is too much.
class Collected final : public Pipeline {
 public:
  explicit Collected(std::size_t limit) : Pipeline("design", nullptr), m_limit(limit) {}

  void write(const unsigned char* data, std::size_t length) override {
    if (length > m_limit - m_text.size()) {
      m_tooLarge = true;
      throw std::length_error("too large");  // libqpdf stops unpacking
    }
    m_text.append(reinterpret_cast<const char*>(data), length);
  }
  void finish() override {}

  bool tooLarge() const { return m_tooLarge; }
  std::string take() { return std::move(m_text); }

 private:
  std::size_t m_limit;
  bool m_tooLarge = false;
  std::string m_text;
};

bool isDesign(QPDFFileSpecObjectHelper& file, const QPDFObjectHandle& stream) {
  const std::string name = file.getFilename();
  const bool ends = name.size() >= kEnding.size() && name.substr(name.size() - kEnding.size()) == kEnding;
  return ends || QPDFEFStreamObjectHelper(stream).getSubtype() == std::string(kDesignMimeType);
}

// Unpacking goes on over broken data, so that only what the file says of its attachment tells whether it is whole.
bool isAsStated(const QPDFObjectHandle& stream, const std::string& text) {
  QPDFEFStreamObjectHelper stated(stream);
  if (stated.getSize() != 0 && stated.getSize() != text.size()) return false;
  if (stated.getChecksum().empty()) return true;
  QPDF scratch;
  scratch.emptyPDF();
  return QPDFEFStreamObjectHelper::createEFStream(scratch, text).getChecksum() == stated.getChecksum();
}

Result<std::string> textOf(QPDFObjectHandle stream, const std::string& name, std::size_t limit) {
  Collected text(limit);
  const bool whole = stream.pipeStreamData(&text, nullptr, 0, qpdf_dl_generalized, true);
  if (text.tooLarge()) return Error{ErrorCode::tooLarge, name, {}, "the design inside of the PDF is too large"};
  if (!whole) return problem(name, "the design inside of the PDF is damaged");
  std::string out = text.take();
  if (!isAsStated(stream, out)) return problem(name, "the design inside of the PDF is damaged");
  return out;
}

Result<std::string> designIn(QPDF& document, const std::string& name, std::size_t limit) {
  std::vector<QPDFObjectHandle> designs;
  for (const auto& [key, file] : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
    QPDFObjectHandle stream = file->getEmbeddedFileStream();
    if (stream.isStream() && isDesign(*file, stream)) designs.push_back(stream);
  }
  if (designs.empty()) return Error{ErrorCode::missing, name, {}, "the PDF holds no design of Nines"};
  if (designs.size() > 1) {
    return Error{ErrorCode::duplicate,
                 name,
                 {},
                 "the PDF holds " + std::to_string(designs.size()) +
                     " designs; save the one that you want from its attachments and open that"};
  }
  return textOf(designs.front(), name, limit);
}

// What libqpdf says, on one line and without what a terminal would obey.
std::string harmless(std::string text) {
  constexpr std::size_t kLongest = 200;
  if (text.size() > kLongest) text.resize(kLongest);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return text;
}

}  // namespace

Result<std::string> finishedPdf(std::string_view pdf, const PdfDetails& details) {
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("picture", pdf.data(), pdf.size());
    if (!details.design.empty()) attach(document, details);
    describe(document, details);
    addWords(document, details.words);
    nameFonts(document);
    return acceptedPdf([&document](int level) { return written(document, level); });
  } catch (const std::exception& failure) {
    return Error{ErrorCode::internal, {}, {}, "the PDF cannot be put together: " + harmless(failure.what())};
  }
}

bool isPdf(std::string_view beginning) { return beginning.substr(0, 5) == "%PDF-"; }

bool isOwnPdf(std::string_view beginning) {
  constexpr std::size_t kHeader = 64;
  return isPdf(beginning) && beginning.substr(0, kHeader).find(kOwnSign) != std::string_view::npos;
}

Result<std::string> attachedDesign(std::string_view pdf, const std::string& name, std::size_t limit) {
  if (!isPdf(pdf)) return problem(name, "is no PDF");
  if (const Status guarded = guardedPdf(pdf, name); !guarded) return guarded.error();
  try {
    // What cannot be said of a document libqpdf would print.
    const auto logger = QPDFLogger::defaultLogger();
    logger->setWarn(logger->discard());
    logger->setError(logger->discard());
    QPDF document;
    document.setSuppressWarnings(true);
    // What is damaged is said to be: a design put together from remains would be another one.
    document.setAttemptRecovery(false);
    document.processMemoryFile("PDF", pdf.data(), pdf.size());
    return designIn(document, name, limit);
  } catch (const QPDFExc& failure) {
    return problem(name, "the PDF is damaged: " + harmless(failure.getMessageDetail()));
  } catch (const std::exception& failure) {
    return problem(name, "the PDF is damaged: " + harmless(failure.what()));
  }
}

}  // namespace nines
