// Signs of waivers, where those of findings are not enough.
#pragma once

#include <QIcon>

namespace nines {

// Of a waiver that waives nothing any more: it ended, its finding is gone, or it says no reason.
QIcon endedIcon();

}  // namespace nines
