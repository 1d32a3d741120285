// Why something may not stand or be linked where people want it, in plain words. Declared in placing.h.
#include <algorithm>
#include <cctype>

#include "layout/placing.h"

namespace nines::placing {

namespace {

bool isUpper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool isLower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }

NodeIndex effective(const Design& design, NodeIndex container) {
  while (container != kNone && design.has(container, trait::kTransparent)) container = design.parent(container);
  return container;
}

std::string labelOf(const Catalogue& catalogue, std::string_view id) {
  const Kind* kind = catalogue.kind(id);
  return kind ? kind->label : std::string(id);
}

// "Users".
bool isPlural(std::string_view label) {
  return label.size() > 2 && label.back() == 's' && isLower(label[label.size() - 2]) && label[label.size() - 2] != 's';
}

// Abbreviations are spelt out where people say them: "an RDS instance", "a VPC".
std::string withArticle(const std::string& label) {
  if (label.empty() || isPlural(label)) return label;
  const bool spelt = label.size() > 1 && isUpper(label[0]) && !isLower(label[1]) && label[1] != ' ';
  constexpr std::string_view kSpeltVowels = "AEFHILMNORSX";
  constexpr std::string_view kVowels = "AEIOUaeiou";
  const bool vowel = (spelt ? kSpeltVowels : kVowels).find(label[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + label;
}

// In the middle of a sentence: AWS writes Region, Availability Zone and VPC with capitals, boxes are common words.
std::string containerWithArticle(const Catalogue& catalogue, std::string_view id) {
  std::string label = labelOf(catalogue, id);
  const Kind* kind = catalogue.kind(id);
  if (kind && kind->shape == Shape::box && label.size() > 1 && isLower(label[1])) {
    label[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(label[0])));
  }
  return withArticle(label);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

// "in an Availability Zone or a VPC", "in a data centre or on the canvas".
std::string placesOf(const Catalogue& catalogue, const Kind& kind) {
  std::vector<std::string> containers;
  bool canvas = false;
  for (const std::string& parent : kind.parents) {
    if (parent == "canvas") canvas = true;
    else containers.push_back(parent == "any" ? "any container" : containerWithArticle(catalogue, parent));
  }
  if (containers.empty()) return "on the canvas";
  return "in " + joined(containers) + (canvas ? " or on the canvas" : "");
}

std::string capitalized(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

std::string refusal(const Design& design, NodeIndex container, std::string_view kindId) {
  const Catalogue& catalogue = design.catalogue();
  const NodeIndex at = effective(design, container);
  const std::string_view parentKind = at == kNone ? std::string_view() : std::string_view(design.node(at).kind);
  if (catalogue.mayContain(parentKind, kindId)) return {};
  const Kind* kind = catalogue.kind(kindId);
  const std::string label = labelOf(catalogue, kindId);
  const std::string here = at == kNone ? "on the canvas" : "in " + containerWithArticle(catalogue, parentKind);
  return capitalized(withArticle(label)) + (isPlural(label) ? " stand " : " stands ") +
         (kind ? placesOf(catalogue, *kind) : "elsewhere") + ", not " + here;
}

std::string linkRefusal(const Design& design, NodeIndex from, NodeIndex to) {
  if (from == to) return "A link needs two different resources";
  const auto kinds = design.catalogue().linkKindsBetween(design.node(from).kind, design.node(to).kind);
  const std::string ends = design.node(from).title() + " to " + design.node(to).title();
  if (!kinds.empty()) return "Every link that can go from " + ends + " is drawn already";
  const Catalogue& catalogue = design.catalogue();
  return "No link can go from " + ends + " (" + labelOf(catalogue, design.node(from).kind) + " to " +
         labelOf(catalogue, design.node(to).kind) + ")";
}

}  // namespace nines::placing
