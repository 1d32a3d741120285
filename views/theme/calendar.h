// The calendar that a date field opens, in the colours of the theme.
#pragma once

class QCalendarWidget;

namespace nines {

// Weekdays uncut, weekends like other days, arrows of our own, a quiet bar on top.
void dress(QCalendarWidget& calendar);

}  // namespace nines
