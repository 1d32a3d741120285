// What tests share: fixtures, seeded randomness, a designs generator.
#pragma once

#include <QtTest/QtTest>
#include <string>

#include "fixture_path.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines::test {

// The text of a file below tests/fixtures; fails the test with a message and gives "" if it cannot be read.
std::string fixture(const std::string& path);

}  // namespace nines::test
