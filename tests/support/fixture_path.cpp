#include "fixture_path.h"

namespace nines::test {

std::string fixturePath(const std::string& path) { return NINES_SOURCE_DIR "/tests/fixtures/" + path; }

}  // namespace nines::test
