// The catalogue's files as read, before they are checked against each other. Private to model/catalogue.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/json.h"

namespace nines::catalogue_files {

// Link kind -> node kinds at the other end.
using Ends = std::map<std::string, std::vector<std::string>>;

struct Trait {
  std::string name;
  std::string meaning;
};

struct KindFile {
  std::string file;
  double order = 0;  // position within its category
  Kind kind;
  std::vector<Trait> newTraits;  // that the kind brings along, for rules of its own
  Ends outgoing;
  Ends incoming;
};

struct LinkFile {
  std::string file;
  double order = 0;
  LinkKind kind;
};

struct Files {
  std::vector<KindFile> kinds;
  std::vector<LinkFile> links;
  std::vector<Category> categories;
  std::set<std::string, std::less<>> icons;  // names without folder and ending
};

// Reads every file below catalogue/ that describes kinds, links or categories, and the names of the icons.
Files read(std::span<const Resource> resources, json::Problems& problems);

std::vector<PropertySchema> readProperties(json::ObjectReader& owner);
Condition readCondition(json::ObjectReader& reader);

// Puts down the first contradiction between files.
void check(const Files& files, json::Problems& problems);
// A schema's own contradictions: a default of a wrong type or outside its choices, a range upside down.
void checkProperties(const std::vector<PropertySchema>& properties, const std::string& file, const Files& files,
                     json::Problems& problems);
// Empty, or why the value is none that this property's editor would offer.
std::string valueProblem(const PropertySchema& schema, const Value& value);

}  // namespace nines::catalogue_files
