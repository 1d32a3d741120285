// Values that editors offer for a property that is free text (resources/catalogue/suggestions.json). Advice: any other
// text is as good.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

namespace nines {

struct Suggestions {
  std::vector<std::string> values;
  Source source;
  bool classes = false;  // names of instance classes (instance_classes.h)
};

// For a node of this kind; `effective` gives the value of its other properties (null for unknown), on which the list
// may depend. Empty where nothing is known.
Suggestions suggestionsFor(std::string_view kind, std::string_view property,
                           const std::function<const Value*(std::string_view key)>& effective);

// Whether the values that are offered depend on this other property: then they mean nothing beside another value of it.
bool suggestionsDependOn(std::string_view kind, std::string_view property, std::string_view other);

}  // namespace nines
