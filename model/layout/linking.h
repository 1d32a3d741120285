// The edits that gestures on links mean: an end elsewhere, the other way round. See also placing.h (connect) and
// bending.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/layout.h"
#include "topology/edit.h"

namespace nines::placing {

enum class LinkEnd : std::uint8_t { from, to };

// The two ends of the link with one of them at this node.
struct Ends {
  NodeIndex from = kNone;
  NodeIndex to = kNone;
};
Ends endsWith(const Design& design, LinkIndex link, LinkEnd end, NodeIndex node);

// Which nodes could take this end by their kinds alone, whatever is drawn already: by NodeIndex. Where it is now
// counts.
std::vector<char> possibleEnds(const Design& design, LinkIndex link, LinkEnd end);

// What the link could be between these two, its own kind first if that is among it; nothing where another link of the
// kind is drawn there. `relinkRefusal` says why there is nothing, one sentence.
std::vector<std::string_view> relinkChoices(const Design& design, LinkIndex link, Ends ends);
std::string relinkRefusal(const Design& design, LinkIndex link, Ends ends);

// The step: the link keeps its id, its comments and those of its properties that the kind has. Bends that people placed
// stay, but the one beside an end goes along with it. Empty if nothing changes.
Edit relink(const Design& design, const Layout& layout, LinkIndex link, Ends ends, std::string_view kind);

// The other way round, in the same kind. Why not, one sentence; empty if it may.
std::string reverseRefusal(const Design& design, LinkIndex link);
Edit reverse(const Design& design, LinkIndex link);

}  // namespace nines::placing
