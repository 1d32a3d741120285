#include "design_file.h"

#include <utility>

#include "formats/embedded_design.h"
#include "formats/native.h"

namespace nines {

Result<DesignText> readDesignText(const std::string& path) {
  auto bytes = readFile(path, FileLimits().bytes);
  if (!bytes) return bytes.error();
  if (!isPicture(*bytes)) return DesignText{std::move(*bytes), path, false};
  auto inside = embeddedDesign(*bytes, path);
  if (!inside) return inside.error();
  return DesignText{std::move(*inside), insideOf(path), true};
}

Result<DesignFile> readDesignFile(const std::string& path) {
  // Before reading: a write in between is then taken for a later one, which asks once too often but loses nothing.
  const FileStamp stamp = stampOf(path);
  const auto read = readDesignText(path);
  if (!read) return read.error();
  auto topology = readDesign(read->text, read->name, Catalogue::shipped());
  if (!topology) return topology.error();
  return DesignFile{path, stamp, std::move(*topology), read->fromPicture};
}

bool isPictureFile(const std::string& path) {
  constexpr std::size_t enough = 4096;
  return isPicture(beginningOfFile(path, enough));
}

}  // namespace nines
