// Words of a PDF that a toolkit cannot say: those of scripts whose letters change their shape, and emoji. They are
// drawn as shapes, and stand there once more as text that is not seen, for searching and copying. Private to the
// formats, except for PdfWord.
#pragma once

#include <string>
#include <vector>

class QPDF;

namespace nines {

// What people count as one character, where it is seen on its page. In points, from the page's top left corner.
struct PdfWord {
  int page = 0;      // from 0
  std::string text;  // UTF-8
  double left = 0;
  double baseline = 0;
  double width = 0;
  double size = 0;  // of its letters
};

// Puts them on their pages, in their order. Characters of one line are to come from left to right, also where people
// read them the other way round: that is how readers of PDF look at them. Throws what libqpdf does.
void addWords(QPDF& document, const std::vector<PdfWord>& words);

}  // namespace nines
