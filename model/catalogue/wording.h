// Names of kinds inside sentences.
#pragma once

#include <string>
#include <string_view>

#include "catalogue/catalogue.h"

namespace nines {

// The label of a kind, or its id where the catalogue lacks it.
std::string labelOf(const Catalogue& catalogue, std::string_view kind);
// "Users".
bool isPlural(std::string_view label);
// Abbreviations are spelt out where people say them: "an RDS instance", "a VPC".
std::string withArticle(const std::string& label);
// In the middle of a sentence: AWS writes Region, Availability Zone and VPC with capitals, boxes are common words.
std::string containerWithArticle(const Catalogue& catalogue, std::string_view kind);
// Where the kind may stand: "in an Availability Zone or a VPC", "in a data centre or on the canvas".
std::string placesOf(const Catalogue& catalogue, const Kind& kind);

}  // namespace nines
