// Whole files, read with limits and written atomically.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

// The bytes of a regular file. Errors: unreadable (with the system's reason), tooLarge (checked before reading).
Result<std::string> readFile(const std::string& path, std::size_t limit);

// Writes a temporary file beside the target, flushes it to disk and renames it over the target, so that the target is
// always either the old or the new text. Follows a symbolic link to what it names; keeps the target's permissions.
Status writeFileAtomically(const std::string& path, std::string_view bytes);

}  // namespace nines
