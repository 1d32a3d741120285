// What the writers of diagrams as text share: labels as lines of plain text, names that are safe, indentation. Private
// to the formats.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/diagram.h"

namespace nines::diagram_text {

// One line without control characters and without those that turn the direction of text around, of at most `most`
// characters as people count them; an ellipsis is the last one where there was more.
std::string plain(std::string_view text, std::size_t most);

inline constexpr std::size_t kMostOfName = 60;
inline constexpr std::size_t kMostOfDetail = 80;

// Its name, or its id where nothing is to be seen of that.
std::string shownName(const DiagramBox& box, std::size_t most = kMostOfName);
// Name, role and kind, second line, and what it is one of; the lines of a note.
std::vector<std::string> linesOf(const DiagramBox& box);
// The same of a container in one line.
std::string titleOf(const DiagramBox& box);
// What stands beside a link in the picture. What is told apart there by its style only is named: "async", "backs up".
std::string labelOf(const DiagramLink& link);

// The lines, each through `escape`, with `between` between them.
std::string joined(const std::vector<std::string>& lines, std::string_view between,
                   const std::function<std::string(std::string_view)>& escape);

// An id, which has small letters, digits and "-" only, with "_" for "-": another one for every id. Words in `reserved`
// (sorted) and what begins with no letter get "N_" in front, which none of the others has.
std::string wordOf(std::string_view id, std::span<const std::string_view> reserved);

// As the light theme has it, in hexadecimal digits behind a "#".
std::string colour(Token token);

// Two spaces for each level, as far as that is of use.
std::string indent(std::size_t level);

// The families of colours among the boxes, by the tokens of their lines, each once, sorted.
std::vector<Token> tokensOf(const Diagram& diagram);
// What they are called in files: "databases".
std::string_view nameOf(Token token);

}  // namespace nines::diagram_text
