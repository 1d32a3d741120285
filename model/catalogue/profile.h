// Facts that AWS changed over time, a value per profile with source and date, and the assumptions that analyses use.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"

namespace nines {

// A value with its origin: {"value": 5, "source": "...", "date": "2021"}.
struct Fact {
  Value value;
  Source source;
};

struct Profile {
  std::string id;     // course-2021, aws-2026
  std::string label;  // "Course 2021", "AWS 2026"
  // Dotted keys: "replica.perSource.mysql". A lookup of "a.b.c" falls back to "a.b.*".
  std::map<std::string, Fact, std::less<>> facts;
  // Assumptions of the estimates ("region.unavailability"), same form; a design may override each.
  std::map<std::string, Fact, std::less<>> assumptions;

  const Fact* fact(std::string_view key) const;
  std::optional<double> number(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::string> text(std::string_view key) const;
};

class Profiles {
 public:
  // Reads resources/profiles. Both profiles must have the same keys.
  static Result<Profiles> load(std::span<const Resource> files);
  static const Profiles& shipped();

  std::span<const Profile> all() const { return m_profiles; }
  const Profile* find(std::string_view id) const;
  // The profile with this id; where there is none (a newer program's), the default.
  const Profile& orDefault(std::string_view id) const;

 private:
  std::vector<Profile> m_profiles;
};

// The Regions that AWS has, with the codes of their zones (resources/catalogue/regions.json).
struct RegionFact {
  std::string code;                // eu-west-1
  std::string place;               // Ireland
  std::vector<std::string> zones;  // eu-west-1a ...
};
std::span<const RegionFact> awsRegions();
const RegionFact* awsRegion(std::string_view code);

}  // namespace nines
