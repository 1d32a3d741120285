// A design's file as it was read, with what tells later whether somebody else wrote it meanwhile.
#pragma once

#include <string>

#include "support/files.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines {

// The text of a design, from a file of its own or from inside of a picture.
struct DesignText {
  std::string text;
  std::string name;  // what messages about its lines call it
  bool fromPicture = false;
};
Result<DesignText> readDesignText(const std::string& path);

struct DesignFile {
  std::string path;
  FileStamp stamp;
  Topology topology;
  bool fromPicture = false;  // the file is a picture: nothing to be saved to
};

Result<DesignFile> readDesignFile(const std::string& path);

// Whether there is a picture at the path, whatever it is called.
bool isPictureFile(const std::string& path);

}  // namespace nines
