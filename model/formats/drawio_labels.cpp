#include "formats/drawio_labels.h"

#include <algorithm>

#include "drawing/utf8.h"
#include "formats/diagram_text.h"
#include "formats/xml_text.h"

namespace nines::drawio {

namespace {

constexpr std::size_t kMostOfText = 2000;  // characters of a tooltip or note

std::size_t charactersOf(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < line.size(); at = utf8::clusterEnd(line, at)) ++count;
  return count;
}

// Its lines as people broke them, without blank ones around them. Where there is more than it has room for, it ends
// with an ellipsis; a line break takes the room of a character.
std::string noteText(const DiagramBox& box) {
  std::string out;
  std::size_t left = kMostOfText;
  std::size_t breaks = 0;
  for (std::string_view rest = box.detail; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::size_t room = left - std::min(left, breaks);
    const std::string line = diagram_text::plain(rest.substr(0, end), room);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty()) {
      for (; room > 0 && breaks > 0; --breaks) out += "<br>";
      out += html(line);
      const std::size_t shown = charactersOf(line);
      if (shown >= room && line.ends_with("\u2026")) break;
      left = room - shown;
    }
    if (!out.empty()) ++breaks;
  }
  return out.empty() ? html(diagram_text::shownName(box, kMostOfText)) : out;
}

}  // namespace

std::string html(std::string_view text) { return xmlText(text); }

std::string joinedKnown(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    const std::string line = diagram_text::plain(part, kMostOfText);
    if (!line.empty()) out += (out.empty() ? "" : " \u00b7 ") + line;
  }
  return out;
}

std::string labelOf(const DiagramBox& box, const TextMeasure& measure, bool hasIcon) {
  constexpr double besideIcon = 48;
  constexpr double besideTile = 46.5;  // as the picture's cards have it, so that both say the same
  constexpr double margins = 12;
  constexpr TextStyle name{12, Weight::semibold, 0, false};
  constexpr TextStyle second{11, Weight::regular, 0, false};
  constexpr TextStyle ofCard{11, Weight::regular, -.12, false};
  const std::string shown = diagram_text::shownName(box, diagram_text::kMostOfDetail);
  const auto fits = [&](const std::string& text, const TextStyle& style, double room) {
    return measure.width(text, style) <= room;
  };
  const std::string detail = diagram_text::plain(box.detail, diagram_text::kMostOfDetail);
  switch (box.form) {
    case DiagramBox::Form::note:
      return noteText(box);
    case DiagramBox::Form::frame: {
      const std::string kind = box.share + box.kind;
      const std::string own = shown == box.kind ? std::string() : shown;
      for (const std::string& text : {joinedKnown({kind, own, detail}), joinedKnown({kind, own})}) {
        if (fits(text, second, box.rect.width - 2 * margins)) return html(text);
      }
      return html(box.share.empty() ? shown : joinedKnown({kind, own}));
    }
    case DiagramBox::Form::container: {
      const double rest = box.rect.width - 2 * besideIcon - measure.width(shown, name);
      return detail.empty() || !fits(detail, second, rest) ? html(shown) : html(shown) + "&nbsp; " + html(detail);
    }
    case DiagramBox::Form::card:
      break;
  }
  const double room = box.rect.width - (hasIcon ? besideTile : margins);
  std::string line = detail.empty() ? diagram_text::plain(box.kind, diagram_text::kMostOfDetail) : detail;
  for (const std::string& shorter : box.shorter) {
    if (fits(line, ofCard, room)) break;
    line = diagram_text::plain(shorter, diagram_text::kMostOfDetail);
  }
  return "<b>" + html(shown) + "</b><br><font style=\"font-size: 11px; letter-spacing: -0.12px\">" + html(line) +
         "</font>";
}

}  // namespace nines::drawio
