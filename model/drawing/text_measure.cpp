// Advance widths of Inter 4.0 (SIL Open Font License), read from the hmtx and cmap tables of Inter-Regular.otf and
// Inter-Bold.otf and rounded to thousandths of the font size. The weights between lie on a straight line in that family
// (checked against Inter-Medium and Inter-SemiBold: off by one thousandth at most). Kerning is left out.
#include <algorithm>
#include <array>
#include <cstddef>

#include "drawing/display_list.h"
#include "drawing/draw_design.h"
#include "drawing/utf8.h"

namespace nines {

namespace {

constexpr std::size_t kAsciiCount = 0x7f - 0x20;
constexpr std::size_t kCount = kAsciiCount + 0x100 - 0xa0;

// U+0020 to U+007E, then U+00A0 to U+00FF.
constexpr std::array<short, kCount> kRegular{
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 625, 464, 605, 636, 642, 608,
    624, 571, 616, 624, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652,
    562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452, 497, 564,
    621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 812,
    540, 557, 541, 362, 327, 362, 659, 281, 278, 558, 631, 723, 548, 266, 551, 591, 915, 449, 540, 540, 460, 670,
    449, 455, 659, 420, 430, 497, 622, 599, 276, 267, 313, 449, 540, 884, 926, 949, 507, 676, 676, 676, 676, 676,
    676, 990, 727, 598, 598, 598, 598, 264, 264, 264, 264, 719, 753, 761, 761, 761, 761, 761, 659, 761, 741, 741,
    741, 741, 665, 631, 609, 564, 564, 564, 564, 564, 564, 925, 558, 582, 582, 582, 582, 237, 237, 237, 237, 580,
    585, 597, 597, 597, 597, 597, 659, 597, 581, 581, 581, 581, 557, 609, 557,
};
constexpr std::array<short, kCount> kBold{
    232, 325,  392, 650, 655, 859, 674, 209, 409, 409, 565,  680,  303, 469, 298, 390, 688, 489, 630, 659, 678, 645,
    660, 595,  661, 660, 298, 303, 680, 680, 680, 562, 1031, 748,  661, 752, 727, 613, 585, 761, 746, 281, 570, 690,
    567, 915,  735, 782, 648, 783, 656, 655, 668, 729, 748,  1036, 714, 724, 667, 409, 390, 409, 488, 477, 497, 580,
    635, 587,  635, 598, 386, 633, 624, 272, 272, 582, 272,  912,  622, 614, 632, 632, 409, 562, 388, 622, 586, 850,
    574, 586,  572, 409, 374, 409, 680, 232, 325, 587, 672,  765,  572, 345, 593, 535, 915, 487, 626, 580, 469, 664,
    565, 460,  680, 424, 442, 497, 667, 610, 298, 374, 321,  485,  629, 879, 916, 965, 562, 748, 748, 748, 748, 748,
    748, 1030, 752, 613, 613, 613, 613, 281, 281, 281, 281,  727,  735, 782, 782, 782, 782, 782, 680, 782, 729, 729,
    729, 729,  724, 671, 664, 580, 580, 580, 580, 580, 580,  914,  587, 598, 598, 598, 598, 272, 272, 272, 272, 599,
    622, 614,  614, 614, 614, 614, 680, 614, 622, 622, 622,  622,  586, 613, 586,
};

// A range of code points and its average width at regular and bold.
struct Block {
  char32_t first;
  char32_t last;
  short regular;
  short bold;
};

// The rest: punctuation that we use, then scripts. Wide characters are a full square. The first match counts.
constexpr std::array kBlocks{
    Block{0x0300, 0x036f, 0, 0},       Block{0x200b, 0x200f, 0, 0},         Block{0xfe00, 0xfe0f, 0, 0},
    Block{0x2009, 0x2009, 182, 154},   Block{0x202f, 0x202f, 182, 154},     Block{0x2013, 0x2013, 500, 500},
    Block{0x2014, 0x2014, 1000, 1000}, Block{0x2018, 0x2019, 199, 242},     Block{0x201c, 0x201d, 381, 422},
    Block{0x2026, 0x2026, 821, 799},   Block{0x2190, 0x21ff, 955, 955},     Block{0x2200, 0x22ff, 659, 680},
    Block{0x0100, 0x024f, 581, 607},   Block{0x0370, 0x03ff, 603, 650},     Block{0x0400, 0x04ff, 678, 711},
    Block{0x1100, 0x115f, 1000, 1000}, Block{0x2e80, 0xa4cf, 1000, 1000},   Block{0xac00, 0xd7a3, 1000, 1000},
    Block{0xf900, 0xfaff, 1000, 1000}, Block{0xfe30, 0xfe6f, 1000, 1000},   Block{0xff00, 0xff60, 1000, 1000},
    Block{0xffe0, 0xffe6, 1000, 1000}, Block{0x2600, 0x27bf, 1250, 1250},   Block{0x1f1e6, 0x1f1ff, 700, 700},
    Block{0x1f3fb, 0x1f3ff, 0, 0},     Block{0x1f000, 0x1faff, 1250, 1250}, Block{0x20000, 0x3fffd, 1000, 1000},
    Block{0xe0000, 0xe01ef, 0, 0},
};
constexpr Block kOther{0, 0, 620, 660};

double between(double regular, double bold, Weight weight) {
  const double share = (static_cast<double>(weight) - static_cast<double>(Weight::regular)) / 3;
  return regular + share * (bold - regular);
}

double advance(char32_t code, Weight weight) {
  if (code >= 0x20 && code < 0x100) {
    if (code >= 0x7f && code < 0xa0) return 0;
    const std::size_t i = code < 0x7f ? code - 0x20 : code - 0xa0 + kAsciiCount;
    return between(kRegular[i], kBold[i], weight);
  }
  if (code < 0x20) return 0;
  const auto block = std::ranges::find_if(kBlocks, [&](const Block& b) { return code >= b.first && code <= b.last; });
  return block == kBlocks.end() ? between(kOther.regular, kOther.bold, weight)
                                : between(block->regular, block->bold, weight);
}

class TableMeasure final : public TextMeasure {
 public:
  double width(std::string_view utf8, const TextStyle& style) const override {
    double thousandths = 0;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < utf8.size(); ++letters) {
      const utf8::Decoded next = utf8::decode(utf8, at);
      thousandths += advance(next.code, style.weight);
      at += next.length;
    }
    return thousandths * style.size / 1000 + static_cast<double>(letters) * style.spacing;
  }
};

}  // namespace

const TextMeasure& builtInMeasure() {
  static const TableMeasure measure;
  return measure;
}

}  // namespace nines
