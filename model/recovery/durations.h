// How long the steps of a recovery take and how far copies are behind: facts of the profile and assumptions that a
// design may override (drill.md, "Durations"). Each figure says where it comes from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/profile.h"
#include "recovery/drill.h"
#include "topology/topology.h"

namespace nines {

// A range of seconds, its origin, and the assumptions by which people change it: keys that the Assumptions dock lists.
struct Duration {
  Span seconds;
  Source source;
  std::vector<std::string> assumptions;
  bool stated = true;  // else nobody gives a figure, neither the profile nor the design, and seconds are zero
};

class Durations {
 public:
  // The profile's figures, with the design's assumptions over them (of keys that the Assumptions dock lists, facts of
  // the profile included). A range whose best end is above its worst counts as its worst end throughout; what is
  // negative or no number counts as the profile's. Keeps references to both.
  Durations(const Profile& profile, const Value::Object& overrides);

  // "decide", "restore", "s3.retrieval.glacier-flexible.bulk": the range from `key`.best to `key`.worst, of assumptions
  // or facts. A key without .best and .worst is one figure for both. Zero, with a source that says so, if there is
  // none; a figure of which the source says that there is none is one once the design has it.
  Duration range(std::string_view key) const;
  // 0 to `key`.worst (else `key`): lags.
  Duration upTo(std::string_view key) const;
  double number(std::string_view key) const;

 private:
  struct Figure {
    const Fact* fact = nullptr;  // null: there is none
    double value = 0;
    double ofProfile = 0;
    bool editable = false;
    bool statedByProfile = false;
    bool stated = false;
  };
  Figure figure(std::string_view key) const;
  Duration duration(std::string_view key, bool fromZero) const;

  const Profile& m_profile;
  const Value::Object& m_overrides;
};

}  // namespace nines
