#include "support.h"

#include <fstream>
#include <sstream>

namespace nines::test {

std::string fixturePath(const std::string& path) { return NINES_SOURCE_DIR "/tests/fixtures/" + path; }

std::string fixture(const std::string& path) {
  std::ifstream in(fixturePath(path), std::ios::binary);
  if (!in) {
    QTest::qFail(("cannot read fixture " + path).c_str(), __FILE__, __LINE__);
    return {};
  }
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace nines::test
