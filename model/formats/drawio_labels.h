// What stands in and on draw.io's objects: text as HTML. Private to the formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/diagram.h"
#include "drawing/display_list.h"

namespace nines::drawio {

// Labels and tooltips are HTML; that this is in XML is pugixml's business.
std::string html(std::string_view text);

// One line of those parts that say anything, which is not HTML yet.
std::string joinedKnown(const std::vector<std::string>& parts);

// The label of a box as HTML. Names are whole, as people edit them there and search them: what does not fit a card is
// clipped by its style. Of what else there is to say as much as has room, which an icon takes some of. A note has its
// first 2,000 characters.
std::string labelOf(const DiagramBox& box, const TextMeasure& measure, bool hasIcon);

}  // namespace nines::drawio
