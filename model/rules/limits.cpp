#include "rules/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace nines {

namespace {

const Profile* otherProfile(const Design& design) {
  const auto all = Profiles::shipped().all();
  const auto at = std::ranges::find_if(all, [&](const Profile& p) { return p.id != design.profile().id; });
  return at == all.end() ? nullptr : &*at;
}

// The numbers of a dotted version; empty if it is none.
std::vector<int> partsOf(std::string_view version) {
  std::vector<int> parts;
  while (!version.empty()) {
    int part = 0;
    const auto [end, error] = std::from_chars(version.data(), version.data() + version.size(), part);
    if (error != std::errc() || part < 0) return {};
    parts.push_back(part);
    version.remove_prefix(static_cast<std::size_t>(end - version.data()));
    if (version.empty()) break;
    if (version.front() != '.' || version.size() == 1) return {};
    version.remove_prefix(1);
  }
  return parts;
}

}  // namespace

std::optional<std::int64_t> findLimit(const Design& design, std::string_view key) {
  const Fact* fact = design.profile().fact(key);
  return fact ? fact->value.asInteger() : std::nullopt;
}

std::int64_t limitOf(const Design& design, std::string_view key) {
  if (const auto limit = findLimit(design, key)) return *limit;
  throw std::runtime_error(fmt::format("the profile {} has no number {}", design.profile().id, key));
}

const Fact* differingFact(const Design& design, std::string_view key) {
  const Profile* other = otherProfile(design);
  const Fact* theirs = other ? other->fact(key) : nullptr;
  const Fact* ours = design.profile().fact(key);
  return theirs && (!ours || !(theirs->value == ours->value)) ? theirs : nullptr;
}

bool otherIsToday(const Design& design) { return design.profile().id == kDefaultProfile; }

std::string limitText(const Design& design, std::string_view key, Bound bound) {
  const std::int64_t ours = limitOf(design, key);
  const Fact* theirs = differingFact(design, key);
  return limitText(design, ours, theirs ? theirs->value.asInteger().value_or(ours) : ours, bound);
}

std::string limitText(const Design& design, std::int64_t ours, std::int64_t theirs, Bound bound) {
  std::string text = std::to_string(ours);
  if (ours == theirs) return text;
  const std::string_view aside = !otherIsToday(design)  ? " (the course teaches {})"
                                 : bound == Bound::most ? " (AWS allows {} today)"
                                                        : " (AWS asks for {} today)";
  return text + fmt::format(fmt::runtime(aside), theirs);
}

std::optional<bool> isAtLeast(std::string_view version, std::string_view minimum) {
  const std::vector<int> have = partsOf(version);
  const std::vector<int> need = partsOf(minimum);
  if (have.empty() || need.empty()) return std::nullopt;
  const auto [h, n] = std::ranges::mismatch(have, need);
  if (n == need.end()) return true;
  if (h == have.end()) return std::nullopt;
  return *h > *n;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& names, std::string_view last, std::size_t most) {
  const std::size_t shown = names.size() > most ? most - 1 : names.size();
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == names.size() ? fmt::format(" {} ", last) : std::string(", ");
    out += names[i];
  }
  if (shown < names.size()) out += fmt::format(" {} {} more", last, names.size() - shown);
  return out;
}

}  // namespace nines
