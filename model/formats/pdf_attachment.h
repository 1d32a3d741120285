// The design inside of a PDF, as an attached file that every reader of PDF can save.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/pdf_words.h"
#include "support/result.h"

namespace nines {

inline constexpr std::string_view kDesignMimeType = "application/x-nines+json";

struct PdfDetails {
  std::string title;             // of the document, and what its attachment is called after
  std::string design;            // text of the *.nines file; empty: none
  std::vector<PdfWord> words{};  // what the toolkit's text does not say
};

// A toolkit's PDF with title, programs and design, in one form for the same input: without dates or chance.
Result<std::string> finishedPdf(std::string_view pdf, const PdfDetails& details);

// What any PDF begins with.
bool isPdf(std::string_view beginning);
// What finishedPdf() begins with.
bool isOwnPdf(std::string_view beginning);

// The text of the design that a PDF carries, whatever program has written the PDF since. `name` is what errors call it,
// `limit` is for the text, in bytes. Errors: no PDF, damaged, encrypted, too large when unpacked, no design inside or
// several.
Result<std::string> attachedDesign(std::string_view pdf, const std::string& name, std::size_t limit);

}  // namespace nines
