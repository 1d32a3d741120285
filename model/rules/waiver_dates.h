// What waivers say of time: since when they hold and until when.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// An ISO 8601 date, or one with a time: "2026-12-31", "2026-12-31T18:00:00+01:00". A time without an offset is UTC.
bool isDate(std::string_view text);
// Whether this end is over: a date after its day (in UTC), one with a time at that moment. `now` is of the same form;
// without a time it is a whole day, in which nothing of that day is over. False where one of them is no date.
bool isOver(std::string_view end, std::string_view now);

// This moment in UTC: "2026-11-28T08:15:00Z".
std::string nowIso();

}  // namespace nines
