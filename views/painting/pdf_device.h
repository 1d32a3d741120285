// A PDF that is painted into memory, for documents that are exported and for what is printed into a file.
#pragma once

#include <QBuffer>
#include <QPdfWriter>
#include <string>
#include <vector>

#include "formats/pdf_attachment.h"
#include "painting/word_layer.h"
#include "support/result.h"

namespace nines {

// What a device writes into has to be there before the device.
struct PdfMemory {
  PdfMemory();
  QByteArray bytes;
  QBuffer buffer;
};

class PdfDevice final : private PdfMemory, public QPdfWriter, public WordLayer {
 public:
  // Coordinates begin at the paper's corner, in `dpi` units to an inch.
  PdfDevice(const QPageLayout& layout, int dpi);

  bool newPage() override;
  void addWords(const QPainter& painter, const TextShape& line, double width) override;

  // The whole document, once nothing paints on it any more. Error: it cannot be put together.
  // Its words come to those that the details have.
  Result<std::string> finished(PdfDetails details) const;

 private:
  int m_page = 0;
  std::vector<PdfWord> m_words;
};

}  // namespace nines
