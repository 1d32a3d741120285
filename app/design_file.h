// A design's file as it was read, with what tells later whether somebody else wrote it meanwhile.
#pragma once

#include <string>

#include "support/files.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines {

struct DesignFile {
  std::string path;
  FileStamp stamp;
  Topology topology;
};

Result<DesignFile> readDesignFile(const std::string& path);

}  // namespace nines
