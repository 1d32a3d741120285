// Which properties say something only beside another property's value, at some ends of a link, or in some drawings
// (resources/catalogue/relevance.json). Editors leave the others out; files may have them all the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "topology/value.h"

namespace nines {

struct Relevance {
  enum class Drawn { any, replica, noMembers };

  std::string of;  // a node's kind or a link's
  std::string property;
  std::string where;              // another property of the same resource, which has to have ...
  std::vector<Value> is;          // ... one of these; empty: any, or none
  std::vector<std::string> ends;  // kinds of which one has to be at an end of the link; empty: any
  Drawn drawn = Drawn::any;       // the node is a replica, or a cluster without drawn members
};

// In the order of the file.
const std::vector<Relevance>& allRelevance();
// Null for a property that says something always.
const Relevance* relevanceOf(std::string_view kind, std::string_view property);

}  // namespace nines
