// The design inside of an SVG picture: <metadata> with an element of our own namespace. Its text stands there in
// base64, since a design's text may hold characters that XML has no way to write, and in parts, since readers of XML
// refuse texts beyond some size.
#pragma once

#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

// The element to stand below the root.
std::string svgMetadata(std::string_view design);

// The design of a picture in XML, whatever its encoding, prefixes and layout have become since it was exported.
Result<std::string> designInSvg(std::string_view svg, const std::string& name);

}  // namespace nines
