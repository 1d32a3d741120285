#include "formats/diagram_text.h"

#include <algorithm>
#include <array>

#include "drawing/draw_design.h"
#include "drawing/text_fit.h"
#include "drawing/utf8.h"
#include "support/ascii.h"

namespace nines::diagram_text {

namespace {

bool isNoCharacter(char32_t code) { return (code & 0xfffe) == 0xfffe; }

constexpr std::size_t kMostOfSource = 20'000;  // bytes looked at: what is behind them is cut off

std::string cleaned(std::string_view text) {
  std::string out;
  std::size_t end = std::min(text.size(), kMostOfSource);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
  const std::string line = utf8::oneLine(text.substr(0, end));
  out.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const utf8::Decoded next = utf8::decode(line, at);
    at += next.length;
    const bool secondSpace = next.code == ' ' && (out.empty() || out.back() == ' ');
    if (!secondSpace && !isNoCharacter(next.code)) utf8::append(out, next.code);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// "RDS instance \u00b7 Replica"; a role that the kind names says nothing more.
std::string joinedKind(const DiagramBox& box) {
  std::string kind = box.share + box.kind;
  if (box.chip.empty() || ascii::lower(box.kind).find(ascii::lower(box.chip)) != std::string::npos) return kind;
  return kind + " \u00b7 " + box.chip.substr(0, 1) + ascii::lower(box.chip.substr(1));
}

// The label with the word before it, unless the picture says that word as well.
std::string wordBefore(const std::string& word, const std::string& label) {
  if (label.empty()) return word;
  return label == word || label.starts_with(word + " ") ? label : word + " \u00b7 " + label;
}

std::vector<std::string> linesOfNote(const DiagramBox& box) {
  constexpr TextStyle style{12, Weight::regular, 0, false};
  constexpr double width = 240;
  constexpr std::size_t most = 8;
  const std::string name = shownName(box);
  const std::string_view text = box.detail.empty() ? std::string_view(name) : std::string_view(box.detail);
  std::vector<std::string> lines;
  lines.reserve(most);
  for (const FittedText& line : wrapped(builtInMeasure(), text.substr(0, kMostOfSource), style, width, most)) {
    lines.push_back(plain(line.text, kMostOfDetail));
  }
  std::erase(lines, "");
  if (lines.empty()) lines.push_back(name);
  return lines;
}

}  // namespace

std::string plain(std::string_view text, std::size_t most) {
  std::string line = cleaned(text);
  std::size_t end = 0;
  std::size_t cut = 0;  // where one character less ends
  for (std::size_t count = 0; end < line.size(); ++count) {
    if (count == most) return line.substr(0, cut) + "\u2026";
    cut = end;
    end = utf8::clusterEnd(line, end);
    // Any number of marks may stand on one letter.
    constexpr std::size_t longest = 64;
    if (end - cut > longest) return line.substr(0, cut) + "\u2026";
  }
  // The last one that was looked at need not be whole.
  return text.size() > kMostOfSource ? line.substr(0, cut) + "\u2026" : line;
}

std::string shownName(const DiagramBox& box, std::size_t most) {
  std::string name = plain(box.name, most);
  return name.empty() ? box.id : name;
}

std::vector<std::string> linesOf(const DiagramBox& box) {
  if (box.form == DiagramBox::Form::note) return linesOfNote(box);
  std::vector<std::string> out;
  const auto add = [&out](std::string_view text, std::size_t most) {
    std::string line = plain(text, most);
    if (!line.empty() && std::ranges::find(out, line) == out.end()) out.push_back(std::move(line));
  };
  // "1 of 2 in DAX cluster" says it all of one that is called after its kind.
  if (const std::string name = shownName(box); box.share.empty() || name != box.kind) add(name, kMostOfName);
  add(joinedKind(box), kMostOfDetail);
  if (box.detail != box.kind) add(box.detail, kMostOfDetail);
  add(box.set, kMostOfDetail);
  return out;
}

std::string titleOf(const DiagramBox& box) {
  return joined(linesOf(box), " \u00b7 ", [](std::string_view line) { return std::string(line); });
}

std::string labelOf(const DiagramLink& link) {
  std::string label = plain(link.label, kMostOfDetail);
  switch (link.line) {
    case DiagramLink::Line::asynchronous:
      return wordBefore("async", label);
    case DiagramLink::Line::synchronous:
      return label.empty() ? "sync" : label;
    case DiagramLink::Line::dotted:
      return wordBefore(ascii::lower(plain(link.kind, kMostOfDetail)), label);
    case DiagramLink::Line::solid:
    case DiagramLink::Line::hidden:
      break;
  }
  return label;
}

std::string joined(const std::vector<std::string>& lines, std::string_view between,
                   const std::function<std::string(std::string_view)>& escape) {
  std::string out;
  for (const std::string& line : lines) {
    if (!out.empty()) out += between;
    out += escape(line);
  }
  return out;
}

std::string wordOf(std::string_view id, std::span<const std::string_view> reserved) {
  std::string out(id);
  std::ranges::replace(out, '-', '_');
  const bool begins = !out.empty() && ascii::isLetter(out[0]);
  return begins && !std::ranges::binary_search(reserved, std::string_view(out)) ? out : "N_" + out;
}

std::string colour(Token token) {
  constexpr std::string_view digits = "0123456789abcdef";
  const Colour c = lightTheme().colour(token);
  std::string hex = "#";
  for (const unsigned part : {c.red, c.green, c.blue}) {
    hex += digits[part >> 4];
    hex += digits[part & 0xf];
  }
  return hex;
}

std::string indent(std::size_t level) {
  constexpr std::size_t most = 24;  // nobody sees more, and files stay small
  return std::string(2 * std::min(level, most), ' ');
}

std::vector<Token> tokensOf(const Diagram& diagram) {
  std::vector<Token> out;
  for (const DiagramBox& box : diagram.boxes) {
    if (std::ranges::find(out, box.line) == out.end()) out.push_back(box.line);
  }
  std::ranges::sort(out);
  return out;
}

std::string_view nameOf(Token token) {
  switch (token) {
    case Token::databases:
      return "databases";
    case Token::storage:
      return "storage";
    case Token::traffic:
      return "traffic";
    case Token::compute:
      return "compute";
    case Token::security:
      return "security";
    case Token::region:
      return "region";
    case Token::zone:
      return "zone";
    default:
      return "general";
  }
}

}  // namespace nines::diagram_text
