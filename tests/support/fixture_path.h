// Where the fixtures lie.
#pragma once

#include <string>

namespace nines::test {

// The path of a file or folder below tests/fixtures.
std::string fixturePath(const std::string& path);

}  // namespace nines::test
