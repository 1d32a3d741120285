// The clipboard beyond the end of the program.
#pragma once

namespace nines {

// What of ours is on the clipboard is drawn when somebody asks for it; from now on it is there as bytes. For the end of
// the program: programs that keep clipboards ask when nothing can be drawn any more.
void keepClipboard();

}  // namespace nines
