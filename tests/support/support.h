// What tests share: fixtures, seeded randomness, a designs generator.
#pragma once

#include <QtTest/QtTest>
#include <string>

#include "fixture_path.h"
#include "support/result.h"
#include "topology/topology.h"

namespace nines::test {

// Milliseconds to wait for what must come. No measure of speed: on a crowded machine it comes late, and where it does
// not come at all a test should end.
constexpr int kPatience = 120'000;

// The text of a file below tests/fixtures; fails the test with a message and gives "" if it cannot be read.
std::string fixture(const std::string& path);

}  // namespace nines::test
