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

// At most so many of its first bytes, without waiting for any; empty if there are none or they cannot be read.
std::string beginningOfFile(const std::string& path, std::size_t most);

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

// Writes a temporary file beside the target, flushes it to disk and renames it over the target, so that the target is
// always either the old or the new text. Follows a symbolic link to what it names; keeps the target's permissions.
// What is no regular file, such as a device or a link to nothing, is refused: renaming over it would replace it. Gives
// the stamp of what was written: one taken by name afterwards could already be that of another program's file.
Result<FileStamp> writeFileAtomically(const std::string& path, std::string_view bytes);

// The building blocks, for files that grow.

// All bytes, also where the system takes them in parts. False: errno says why, and a part may have been written.
bool writeAll(int descriptor, std::string_view bytes);
// Without it a power failure could take a new file's name, though not its content. The current folder if empty.
void syncFolder(const std::string& folder);
// What the system says of the last failed call: `what`, then the reason of errno.
Error systemError(const std::string& path, std::string_view what);

}  // namespace nines
