#include "catalogue/wording.h"

#include <vector>

#include "support/ascii.h"

namespace nines {

namespace {

using ascii::isLower;
using ascii::isUpper;

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace

std::string labelOf(const Catalogue& catalogue, std::string_view id) {
  const Kind* kind = catalogue.kind(id);
  return kind ? kind->label : std::string(id);
}

bool isPlural(std::string_view label) {
  return label.size() > 2 && label.back() == 's' && isLower(label[label.size() - 2]) && label[label.size() - 2] != 's';
}

std::string withArticle(const std::string& label) {
  if (label.empty() || isPlural(label)) return label;
  const bool spelt = label.size() > 1 && isUpper(label[0]) && !isLower(label[1]) && label[1] != ' ';
  constexpr std::string_view kSpeltVowels = "AEFHILMNORSX";
  constexpr std::string_view kVowels = "AEIOUaeiou";
  const bool vowel = (spelt ? kSpeltVowels : kVowels).find(label[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + label;
}

std::string containerWithArticle(const Catalogue& catalogue, std::string_view id) {
  std::string label = labelOf(catalogue, id);
  const Kind* kind = catalogue.kind(id);
  if (kind && kind->shape == Shape::box && label.size() > 1 && isLower(label[1])) {
    label[0] = ascii::lower(label[0]);
  }
  return withArticle(label);
}

std::string placesOf(const Catalogue& catalogue, const Kind& kind) {
  std::vector<std::string> containers;
  bool canvas = false;
  for (const std::string& parent : kind.parents) {
    if (parent == "canvas") canvas = true;
    else containers.push_back(parent == "any" ? "any container" : containerWithArticle(catalogue, parent));
  }
  if (containers.empty()) return "on the canvas";
  return "in " + listed(containers) + (canvas ? " or on the canvas" : "");
}

}  // namespace nines
