#include "support.h"

#include <fstream>
#include <sstream>

namespace nines::test {

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
