// The hash of the engine's tables.
#pragma once

#include <cstdint>

namespace nines::dd {

constexpr std::uint64_t hashOf(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t h = a * 0x9e3779b97f4a7c15u ^ b * 0xbf58476d1ce4e5b9u ^ c * 0x94d049bb133111ebu;
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  return h ^ (h >> 32);
}

}  // namespace nines::dd
