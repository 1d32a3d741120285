// How kinds of resources look in draw.io: the table resources/formats/drawio.json. A preset's row counts before its
// kind's; what has none is a plain rounded rectangle.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "support/geometry.h"

namespace nines {

struct DrawioShape {
  std::string style;
  std::string frame;       // how it is drawn as a frame around its members; empty: as any
  Size proportions{1, 1};  // of an icon
};

class DrawioStyles {
 public:
  // The table that is shipped; a test says that it can be read.
  static const DrawioStyles& shipped();

  // By the id of a preset or kind.
  const std::map<std::string, DrawioShape, std::less<>>& shapes() const { return m_shapes; }
  const DrawioShape* shape(std::string_view id) const;
  // One that belongs to no kind, with the colour of this family put in; empty if there is none of this name.
  std::string style(std::string_view name, std::string_view family = {}) const;

 private:
  std::map<std::string, std::string, std::less<>> m_styles;
  std::map<std::string, std::string, std::less<>> m_colours;
  std::map<std::string, DrawioShape, std::less<>> m_shapes;
};

}  // namespace nines
