#include "catalogue/profile.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "catalogue/json.h"
#include "topology/topology.h"

namespace nines {

namespace {

using Facts = std::map<std::string, Fact, std::less<>>;

constexpr std::string_view kFolder = "profiles/";

Facts readFacts(json::ObjectReader& reader, std::string_view key) {
  Facts out;
  reader.value(key);
  reader.object(key, [&out](json::ObjectReader& facts) {
    facts.rest([&](const std::string& name, const Value&) {
      facts.object(name, [&](json::ObjectReader& r) {
        Fact fact{r.value("value"), {r.text("source"), r.text("date")}};
        r.texts("rows");  // rows of the fact sheet that it honours: tests/claims compares
        if (fact.value.isNull()) r.fail(ErrorCode::wrongType, "value", "a fact needs a value");
        out.emplace(name, std::move(fact));
      });
    });
  });
  return out;
}

Profile readProfile(json::ObjectReader& reader) {
  Profile out;
  out.id = reader.text("id");
  if (kFolder.size() + out.id.size() + 5 != reader.file().size() ||
      reader.file().compare(kFolder.size(), out.id.size(), out.id) != 0) {
    reader.fail(ErrorCode::dangling, "id", "the id is not the file's name");
  }
  out.label = reader.text("label");
  out.facts = readFacts(reader, "facts");
  out.assumptions = readFacts(reader, "assumptions");
  return out;
}

// Every key of `a` must be in `b`.
void compare(const Facts& a, const Facts& b, const std::string& file, const std::string& pointer,
             json::Problems& problems) {
  for (const auto& [key, fact] : a) {
    if (!b.contains(key))
      problems.add(ErrorCode::missing, file, pointer, "lacks \"" + key + "\", which another profile has");
  }
}

void checkKeys(const std::vector<Profile>& profiles, json::Problems& problems) {
  for (const Profile& a : profiles) {
    for (const Profile& b : profiles) {
      const std::string file = std::string(kFolder) + b.id + ".json";
      compare(a.facts, b.facts, file, "/facts", problems);
      compare(a.assumptions, b.assumptions, file, "/assumptions", problems);
    }
  }
}

}  // namespace

// a.b.c, else a.b.*
const Fact* Profile::fact(std::string_view key) const {
  if (const auto at = facts.find(key); at != facts.end()) return &at->second;
  const std::size_t dot = key.rfind('.');
  if (dot == std::string_view::npos) return nullptr;
  const auto at = facts.find(std::string(key.substr(0, dot + 1)) + "*");
  return at == facts.end() ? nullptr : &at->second;
}

std::optional<double> Profile::number(std::string_view key) const {
  const Fact* f = fact(key);
  return f ? f->value.asNumber() : std::nullopt;
}

std::optional<bool> Profile::flag(std::string_view key) const {
  const Fact* f = fact(key);
  const bool* b = f ? f->value.asBool() : nullptr;
  return b ? std::optional(*b) : std::nullopt;
}

std::optional<std::string> Profile::text(std::string_view key) const {
  const Fact* f = fact(key);
  const std::string* s = f ? f->value.asText() : nullptr;
  return s ? std::optional(*s) : std::nullopt;
}

Result<Profiles> Profiles::load(std::span<const Resource> files) {
  json::Problems problems;
  Profiles out;
  for (const Resource& resource : files) {
    if (!resource.path.starts_with(kFolder)) continue;
    const std::string name(resource.path);
    Result<Value> json = json::parse(resource.text, name);
    if (!json) return std::move(json.error());
    json::ObjectReader reader(*json, name, {}, problems);
    out.m_profiles.push_back(readProfile(reader));
    reader.finish();
  }
  if (!problems.any()) checkKeys(out.m_profiles, problems);
  if (!problems.any() && !out.find(kDefaultProfile)) {
    problems.add(ErrorCode::missing, std::string(kFolder), {}, "the default profile is missing");
  }
  if (problems.any()) return problems.take();
  // The default first, as menus show them.
  const auto first = std::ranges::find(out.m_profiles, kDefaultProfile, &Profile::id);
  std::rotate(out.m_profiles.begin(), first, first + 1);
  return out;
}

const Profiles& Profiles::shipped() {
  static const Profiles profiles = [] {
    auto loaded = load(resources());
    if (loaded) return std::move(loaded).value();
    std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
    std::abort();
  }();
  return profiles;
}

const Profile* Profiles::find(std::string_view id) const {
  const auto at = std::ranges::find(m_profiles, id, &Profile::id);
  return at == m_profiles.end() ? nullptr : &*at;
}

const Profile& Profiles::orDefault(std::string_view id) const {
  const Profile* profile = find(id);
  return profile ? *profile : *find(kDefaultProfile);
}

}  // namespace nines
