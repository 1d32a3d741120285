// Words of people within sentences of ours, and in whatever shows or carries them.
#pragma once

#include <string>
#include <string_view>

namespace nines {

// Signs that are there to format text and are seen by nobody. Those that turn its direction, or how it is mirrored and
// shaped, would show a sentence, a file or a path with a name in another order than it has; signs without width, tags
// and marks of byte order hide. Everything that leaves them out asks here. Not the joiners, which emoji and several
// scripts are written with.
bool isUnseen(char32_t code);

// The text without what is not seen (but for the tags that make a flag out of 🏴): what people get to see of a name,
// wherever that is. Formats for programs that carry the name itself write these signs by their numbers instead. What is
// no UTF-8 stays as it is.
std::string seenText(std::string_view utf8);

// The text on one line and at most `most` characters long: control characters become spaces, what is not seen is
// dropped, what is cut off leaves an ellipsis. `utf8` is valid UTF-8.
std::string plainWords(std::string_view utf8, std::size_t most);

}  // namespace nines
