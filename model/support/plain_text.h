// Words of people within sentences of ours.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// Signs that are not seen and turn the direction of the text around them, or how it is mirrored and shaped: names with
// them would show a sentence, a file or a path in another order than it has. Everything that leaves them out asks here.
bool turnsDirection(char32_t code);

// The text on one line and at most `most` characters long: control characters become spaces, signs that turn the
// direction of what follows are dropped, what is cut off leaves an ellipsis. `utf8` is valid UTF-8.
std::string plainWords(std::string_view utf8, std::size_t most);

}  // namespace nines
