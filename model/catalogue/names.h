// Names of the catalogue that code speaks of, as numbers. Analyses ask for traits, links and properties a million times
// per design, and comparing texts would be most of what they do: a literal becomes its number when the program is
// compiled, and what comes from files is looked up once.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace nines {

// One of the traits that the program knows (namespace trait in catalogue.h). Traits that a kind brings along have a
// name only.
struct Trait {
  std::string_view name;
  unsigned bit = 0;  // below 32, its position among Catalogue::knownTraits()

  constexpr std::uint32_t mask() const { return std::uint32_t{1} << bit; }
  constexpr operator std::string_view() const { return name; }
  friend constexpr bool operator==(Trait a, Trait b) { return a.bit == b.bit; }
};

// Texts that are there when the program runs; literals have constructors of their own.
template <class T>
concept RunningText = std::convertible_to<const T&, std::string_view> && !std::is_array_v<T> && !std::is_pointer_v<T>;

// A kind of link. Those that have a meaning to analyses have a number each; all others share one, and none is asked
// for.
class LinkType {
 public:
  static constexpr std::size_t kCount = 7;  // that have a meaning

  // Of a literal: anything but the id of a link kind with a meaning does not compile.
  consteval LinkType(const char* id) : m_number(numberOf(id)) {
    if (!hasMeaning()) throw "no kind of link that has a meaning";
  }
  template <RunningText Text>
  constexpr LinkType(const Text& id) : m_number(numberOf(id)) {}
  constexpr LinkType() = default;

  constexpr bool hasMeaning() const { return m_number < kCount; }
  constexpr std::size_t number() const { return m_number; }  // below kCount where it has a meaning, else kCount
  static constexpr std::span<const std::string_view, kCount> ids();

  friend constexpr bool operator==(LinkType a, LinkType b) = default;

 private:
  static constexpr std::array<std::string_view, kCount> kIds{"uses",   "routes",   "standby",  "replicates",
                                                             "member", "backs-up", "transfers"};

  static constexpr std::uint8_t numberOf(std::string_view id) {
    for (std::size_t i = 0; i < kCount; ++i) {
      if (kIds[i] == id) return static_cast<std::uint8_t>(i);
    }
    return kCount;
  }

  std::uint8_t m_number = kCount;
};

constexpr std::span<const std::string_view, LinkType::kCount> LinkType::ids() { return kIds; }

// The key of a property, with its hash. The text that it was made of has to stay.
class PropertyKey {
 public:
  // Of a literal: the hash alone says which property of the catalogue is meant, as Catalogue::load() takes no two keys
  // with the same one.
  template <std::size_t Size>
  consteval PropertyKey(const char (&key)[Size]) : PropertyKey(std::string_view(key), true) {}
  template <std::same_as<const char*> Text>
  constexpr PropertyKey(Text key) : PropertyKey(std::string_view(key), false) {}
  template <RunningText Text>
  constexpr PropertyKey(const Text& key) : PropertyKey(std::string_view(key), false) {}

  constexpr std::string_view text() const { return {m_text, m_size}; }
  constexpr std::uint32_t hash() const { return m_hash; }
  constexpr bool isLiteral() const { return m_literal; }
  friend constexpr bool operator==(const PropertyKey& a, const PropertyKey& b) {
    return a.m_hash == b.m_hash && a.text() == b.text();
  }

 private:
  constexpr PropertyKey(std::string_view key, bool literal)
      : m_text(key.data()),
        m_size(static_cast<std::uint32_t>(key.size()) & kMostSize),
        m_literal(literal),
        m_hash(hashOf(key)) {}

  static constexpr std::uint32_t kMostSize = 0x7fffffffu;

  // FNV-1a.
  static constexpr std::uint32_t hashOf(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
  }

  const char* m_text;
  std::uint32_t m_size : 31;
  std::uint32_t m_literal : 1;
  std::uint32_t m_hash;
};

}  // namespace nines
