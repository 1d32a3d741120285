// Whole files, read with limits and written atomically.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/result.h"

namespace nines {

// The bytes of a regular file. Errors: unreadable (with the system's reason), tooLarge (checked before reading).
Result<std::string> readFile(const std::string& path, std::size_t limit);

// Writes a temporary file beside the target, flushes it to disk and renames it over the target, so that the target is
// always either the old or the new text. Follows a symbolic link to what it names; keeps the target's permissions.
// What is no regular file, such as a device, is refused: renaming over it would replace it.
Status writeFileAtomically(const std::string& path, std::string_view bytes);

// Tells two states of a file apart without reading it. Files that do not exist, or cannot be looked at, are all alike.
struct FileStamp {
  bool exists = false;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds

  bool operator==(const FileStamp&) const = default;
};
FileStamp stampOf(const std::string& path);

}  // namespace nines
