// What a choice of a property means to rules and analyses, as traits say it of kinds (resources/catalogue/
// choice-traits.json): they ask for the trait and not for the product's name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nines {

namespace choice {
inline constexpr std::string_view kWritesEverywhere = "writes-everywhere";
inline constexpr std::string_view kOneWriter = "one-writer";
inline constexpr std::string_view kRunsByItself = "runs-by-itself";
inline constexpr std::string_view kServerless = "serverless";
inline constexpr std::string_view kPauses = "pauses";
inline constexpr std::string_view kPausesAtZero = "pauses-at-zero";
inline constexpr std::string_view kKeepsTapes = "keeps-tapes";
inline constexpr std::string_view kKeepsVolumes = "keeps-volumes";
inline constexpr std::string_view kOutsideZones = "outside-zones";
}  // namespace choice

struct ChoiceTraits {
  std::string kind;
  std::string property;
  std::string value;
  std::vector<std::string> traits;
};

// In the file's order.
std::span<const ChoiceTraits> choiceTraits();
// Names with what they mean, likewise.
struct ChoiceTrait {
  std::string name;
  std::string meaning;
};
std::span<const ChoiceTrait> choiceTraitNames();

// Whether this value of a property has the trait; false for what the file does not list.
bool choiceHas(std::string_view kind, std::string_view property, std::string_view value, std::string_view trait);

}  // namespace nines
