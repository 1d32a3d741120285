// What decides how an outage ends and what nobody says: a property without a default that is not set, or a part that is
// not drawn. It stays unknown (model.md): a drill takes it for neither answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "recovery/drill.h"
#include "semantics/design.h"

namespace nines {

namespace drills {

struct Unsaid {
  NodeIndex node = kNone;
  LinkIndex link = kNone;  // of a link, else of the node
  std::string_view key;    // of the property; of an assumption; "instances" of a cluster without any

  auto operator<=>(const Unsaid&) const = default;
};

// What a drill takes for granted of everything that is not said, to see whether it matters: that it turns out badly,
// but for these. Of a link's access the bright side is that it only reads.
struct Outlook {
  std::vector<Unsaid> well{};
};

// An amount of time; where it is not known, what would have to be said.
struct Amount {
  std::optional<double> seconds{};
  std::vector<Unsaid> lacking{};

  static Amount of(double known) { return {known, {}}; }
  Amount operator+(const Amount& other) const;
};

MissingValue missingValue(const Design& design, const Unsaid& unsaid);

}  // namespace drills

// "It is not said whether point-in-time recovery of orders is on and how many nodes dax has"; empty for nothing.
std::string missingText(const Design& design, const std::vector<MissingValue>& missing);

}  // namespace nines
