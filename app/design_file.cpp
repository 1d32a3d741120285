#include "design_file.h"

#include "formats/native.h"

namespace nines {

Result<DesignFile> readDesignFile(const std::string& path) {
  // Before reading: a write in between is then taken for a later one, which asks once too often but loses nothing.
  const FileStamp stamp = stampOf(path);
  auto topology = loadDesign(path, Catalogue::shipped());
  if (!topology) return topology.error();
  return DesignFile{path, stamp, std::move(*topology)};
}

}  // namespace nines
