#include "drawing/text_fit.h"

#include <algorithm>

#include "drawing/utf8.h"

namespace nines {

namespace {

constexpr std::string_view kEllipsis = "\u2026";

// How many bytes can be worth measuring: whatever is longer is far too wide, or made of marks without width.
std::size_t worthMeasuring(const TextStyle& style, double width) {
  return static_cast<std::size_t>(std::clamp(96 * width / std::max(style.size, 1.0), 256.0, 1e6));
}

// The ends of the clusters in the first `limit` bytes.
std::vector<std::size_t> clusterEnds(std::string_view text, std::size_t limit) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < text.size();) {
    at = utf8::clusterEnd(text, at);
    if (at > limit) break;
    ends.push_back(at);
  }
  return ends;
}

// The longest prefix of whole clusters that, with `suffix`, fits into the width. Widths grow with the prefix but for
// kerning, so the search is corrected downwards at the end.
std::string_view fittingPrefix(const TextMeasure& measure, std::string_view text, std::string_view suffix,
                               const TextStyle& style, double width) {
  const std::vector<std::size_t> ends = clusterEnds(text, worthMeasuring(style, width));
  const auto fits = [&](std::size_t count) {
    return measure.width(std::string(text.substr(0, ends[count - 1])).append(suffix), style) <= width;
  };
  std::size_t low = 0;
  std::size_t high = ends.size();
  while (low < high) {
    const std::size_t mid = low + (high - low + 1) / 2;
    if (fits(mid)) {
      low = mid;
    } else {
      high = mid - 1;
    }
  }
  while (low > 0 && !fits(low)) --low;
  return low == 0 ? std::string_view() : text.substr(0, ends[low - 1]);
}

std::string_view trimmedRight(std::string_view text) {
  constexpr std::string_view dot = "\u00b7";
  for (;;) {
    if (text.ends_with(' ')) {
      text.remove_suffix(1);
    } else if (text.ends_with(dot)) {
      text.remove_suffix(dot.size());
    } else {
      return text;
    }
  }
}

// The end of the line that starts at `start`: the last break before it becomes too wide.
std::size_t lineEnd(const TextMeasure& measure, std::string_view text, std::size_t start, const TextStyle& style,
                    double width) {
  const std::size_t limit = start + worthMeasuring(style, width);
  std::size_t end = start;
  for (std::size_t next = start; next < text.size();) {
    next = std::min(text.find_first_of(" \n", next), text.size());
    const std::string_view line = text.substr(start, next - start);
    if (next > limit || measure.width(line, style) > width) break;
    end = next;
    if (next == text.size() || text[next] == '\n') return end;
    ++next;
  }
  if (end > start) return end;
  const std::size_t prefix = fittingPrefix(measure, text.substr(start), {}, style, width).size();
  return start + (prefix > 0 ? prefix : utf8::clusterEnd(text, start) - start);
}

}  // namespace

std::string beginningOf(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80) --most;
  return std::string(text.substr(0, most));
}

FittedText fittedText(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width) {
  if (utf8.size() <= worthMeasuring(style, width)) {
    if (const double whole = measure.width(utf8, style); whole <= width) return {std::string(utf8), whole};
  }
  if (measure.width(kEllipsis, style) > width) return {};
  const std::string_view prefix = fittingPrefix(measure, utf8, kEllipsis, style, width);
  std::string text = std::string(trimmedRight(prefix)).append(kEllipsis);
  const double taken = measure.width(text, style);
  return {std::move(text), taken, beginningOf(utf8, kMostOfWhole)};
}

std::string elided(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width) {
  return fittedText(measure, utf8, style, width).text;
}

Rect boundsOfLine(Point baseline, double width, const TextStyle& style, Align align) {
  // Ascent and descent that the interface font and its usual fallbacks stay within, in font sizes.
  constexpr double ascent = 1.0;
  constexpr double descent = 0.3;
  const double back = align == Align::left ? 0 : align == Align::centre ? width / 2 : width;
  return {baseline.x - back, baseline.y - ascent * style.size, width, (ascent + descent) * style.size};
}

std::vector<FittedText> wrapped(const TextMeasure& measure, std::string_view utf8, const TextStyle& style, double width,
                                std::size_t lines) {
  std::vector<FittedText> out;
  std::size_t at = 0;
  while (at < utf8.size() && out.size() < lines) {
    const std::size_t end = lineEnd(measure, utf8, at, style, width);
    const bool last = out.size() + 1 == lines && end < utf8.size();
    const std::string_view line = last ? utf8.substr(at) : utf8.substr(at, end - at);
    FittedText fitted =
        fittedText(measure, utf8::oneLine(line.substr(0, worthMeasuring(style, width) + 1)), style, width);
    if (!fitted.whole.empty()) fitted.whole = utf8::oneLine(beginningOf(line, kMostOfWhole));
    out.push_back(std::move(fitted));
    at = end;
    if (at < utf8.size() && (utf8[at] == ' ' || utf8[at] == '\n')) ++at;
  }
  return out;
}

}  // namespace nines
