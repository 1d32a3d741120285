// How long it takes to make a database or table anew from its backup.
#pragma once

#include <optional>
#include <string_view>

#include "recovery/durations.h"
#include "semantics/design.h"

namespace nines {

// Where the figures of a store's restore stand: keys of durations, and the property that says how large it is.
struct RestoreKeys {
  std::string_view time;
  std::string_view secondsPerGb;  // empty, like `size`, where the size does not count
  std::string_view size;
};
RestoreKeys restoreKeys(const Design& design, NodeIndex store);
// `perGb` is null where the size does not count; what is unknown counts as nothing.
Span restoreSpan(const Duration& time, const Duration* perGb, const Reading& size);

struct RestoreTime {
  Span seconds;
  Source source;
  bool sizeCounts = false;
  std::optional<double> gb;  // empty where it is unknown or does not count
};
// Without what comes before it (a decision) and after it (clients that are pointed to the new endpoint). Nothing for
// what is not restored (anything but databases, clusters and tables), or has neither automatic backups nor a link to
// one.
std::optional<RestoreTime> restoreTime(const Design& design, NodeIndex store);

}  // namespace nines
