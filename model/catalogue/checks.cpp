// What one catalogue file may say given all the others.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

#include "catalogue/catalogue_files.h"
#include "topology/topology.h"

namespace nines::catalogue_files {

namespace {

constexpr std::array<std::string_view, 8> kTones{"region", "az", "net", "cp", "db", "st", "sec", "gen"};
// Figures that the drawing code supplies to subtitles.
constexpr std::array<std::string_view, 9> kDrawnTokens{"chainLayer",  "lag",     "layer",   "members", "place",
                                                       "replication", "running", "standby", "zones"};

bool isTone(std::string_view name) { return std::ranges::find(kTones, name) != kTones.end(); }

const KindFile* findKind(const Files& files, std::string_view id) {
  const auto at = std::ranges::find_if(files.kinds, [id](const KindFile& k) { return k.kind.id == id; });
  return at == files.kinds.end() ? nullptr : &*at;
}

bool isLinkKind(const Files& files, std::string_view id) {
  return std::ranges::any_of(files.links, [id](const LinkFile& l) { return l.kind.id == id; });
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// Checks one kind; puts down problems with its file.
class KindCheck {
 public:
  KindCheck(const KindFile& file, const Files& files, json::Problems& problems)
      : m_file(file), m_kind(file.kind), m_files(files), m_problems(problems) {}

  void run() {
    checkNames();
    checkParents();
    checkProperties(m_kind.properties, m_file.file, m_files, m_problems);
    checkEnds(m_file.outgoing, "/outgoing/");
    checkEnds(m_file.incoming, "/incoming/");
    checkLook();
    for (std::size_t i = 0; i < m_kind.presets.size(); ++i) checkPreset(i);
  }

 private:
  void fail(std::string pointer, std::string reason, ErrorCode code = ErrorCode::dangling) {
    m_problems.add(code, m_file.file, std::move(pointer), std::move(reason));
  }

  void checkNames() {
    if (!isValidId(m_kind.id)) fail("/id", quoted(m_kind.id) + " is no id", ErrorCode::wrongType);
    const bool known =
        std::ranges::find(m_files.categories, m_kind.category, &Category::id) != m_files.categories.end();
    if (!known) fail("/category", "unknown category " + quoted(m_kind.category));
    if (!m_kind.tone.empty() && !isTone(m_kind.tone)) fail("/tone", "unknown tone " + quoted(m_kind.tone));
    if (!m_files.icons.contains(m_kind.icon)) fail("/icon", "there is no icons/" + m_kind.icon + ".svg");
    for (const std::string& name : m_kind.traits) {
      if (!isKnown(name) && bringers(name) == 0) fail("/traits", "unknown trait " + quoted(name));
    }
    for (std::size_t i = 0; i < m_file.newTraits.size(); ++i) {
      const std::string& name = m_file.newTraits[i].name;
      if (!isKnown(name) && bringers(name) == 1) continue;
      fail("/newTraits/" + std::to_string(i), "the trait " + quoted(name) + " is not new", ErrorCode::duplicate);
    }
  }

  static bool isKnown(std::string_view trait) {
    return std::ranges::any_of(Catalogue::knownTraits(), [&](const auto& known) { return known.first.name == trait; });
  }

  // How many times the kinds bring the trait along.
  std::ptrdiff_t bringers(std::string_view trait) const {
    std::ptrdiff_t count = 0;
    for (const KindFile& file : m_files.kinds) count += std::ranges::count(file.newTraits, trait, &Trait::name);
    return count;
  }

  void checkParents() {
    if (m_kind.parents.empty()) fail("/parents", "a kind needs a place to stand", ErrorCode::missing);
    for (std::size_t i = 0; i < m_kind.parents.size(); ++i) {
      const std::string& parent = m_kind.parents[i];
      if (parent == "canvas" || parent == "any") continue;
      const KindFile* kind = findKind(m_files, parent);
      const std::string pointer = "/parents/" + std::to_string(i);
      if (!kind) fail(pointer, "unknown kind " + quoted(parent));
      else if (!kind->kind.isContainer()) fail(pointer, quoted(parent) + " is no container");
    }
  }

  void checkEnds(const Ends& ends, const std::string& where) {
    for (const auto& [link, kinds] : ends) {
      if (!isLinkKind(m_files, link)) fail(where + link, "unknown link kind " + quoted(link));
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (!findKind(m_files, kinds[i])) {
          fail(where + link + "/" + std::to_string(i), "unknown kind " + quoted(kinds[i]));
        }
      }
    }
  }

  void checkCondition(const Condition& condition, const std::string& pointer) {
    for (const std::string& link : {condition.incoming, condition.outgoing}) {
      if (!link.empty() && !isLinkKind(m_files, link)) fail(pointer, "unknown link kind " + quoted(link));
    }
    if (condition.property.empty()) {
      if (!condition.is.empty()) fail(pointer, "values without a property", ErrorCode::missing);
      return;
    }
    const PropertySchema* schema = m_kind.property(condition.property);
    if (!schema) return fail(pointer, "unknown property " + quoted(condition.property));
    for (const Value& value : condition.is) {
      if (const std::string problem = valueProblem(*schema, value); !problem.empty()) {
        fail(pointer, problem, ErrorCode::wrongType);
      }
    }
  }

  void checkLook() {
    for (std::size_t i = 0; i < m_kind.chips.size(); ++i) {
      checkCondition(m_kind.chips[i].when, "/chips/" + std::to_string(i) + "/when");
    }
    for (std::size_t i = 0; i < m_kind.subtitles.size(); ++i) {
      const std::string pointer = "/subtitles/" + std::to_string(i);
      checkCondition(m_kind.subtitles[i].when, pointer + "/when");
      checkTokens(m_kind.subtitles[i].text, pointer + "/text");
    }
    checkCondition(m_kind.stopped, "/stopped");
  }

  void checkTokens(std::string_view text, const std::string& pointer) {
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
      const std::size_t close = text.find('}', open);
      if (close == std::string_view::npos) return fail(pointer, "a brace is not closed", ErrorCode::wrongType);
      const std::string_view token = text.substr(open + 1, close - open - 1);
      if (const std::size_t to = token.find('>'); to != std::string_view::npos) {
        checkTargets(token.substr(0, to), token.substr(to + 1), pointer);
        continue;
      }
      const std::string_view key = token.substr(0, token.find_first_of("?|"));
      const bool drawn = std::ranges::find(kDrawnTokens, key) != kDrawnTokens.end();
      if (!drawn && !m_kind.property(key)) fail(pointer, "unknown property " + quoted(key));
    }
  }

  // "{member>key}": something that links of this kind lead to has to have the property.
  void checkTargets(std::string_view link, std::string_view key, const std::string& pointer) {
    const auto at = m_file.outgoing.find(std::string(link));
    const bool known = at != m_file.outgoing.end() && std::ranges::any_of(at->second, [&](const std::string& id) {
                         const KindFile* target = findKind(m_files, id);
                         return target && target->kind.property(key);
                       });
    if (!known) fail(pointer, "nothing behind a link " + quoted(link) + " has a property " + quoted(key));
  }

  void checkPreset(std::size_t i) {
    const Preset& preset = m_kind.presets[i];
    const std::string pointer = "/presets/" + std::to_string(i);
    if (!isValidId(preset.id)) fail(pointer + "/id", quoted(preset.id) + " is no id", ErrorCode::wrongType);
    if (!m_files.icons.contains(preset.icon)) fail(pointer + "/icon", "there is no icons/" + preset.icon + ".svg");
    for (const auto& [key, value] : preset.properties) {
      const std::string at = pointer + "/properties/" + key;
      const PropertySchema* schema = m_kind.property(key);
      if (!schema) fail(at, "unknown property " + quoted(key));
      else if (const std::string problem = valueProblem(*schema, value); !problem.empty()) {
        fail(at, problem, ErrorCode::wrongType);
      }
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (m_kind.presets[j].properties == preset.properties) {
        fail(pointer, "sets the same properties as the preset " + quoted(m_kind.presets[j].id), ErrorCode::duplicate);
      }
    }
  }

  const KindFile& m_file;
  const Kind& m_kind;
  const Files& m_files;
  json::Problems& m_problems;
};

// The plain preset has its kind's id; every other id is used once, by a preset or a kind.
void checkPresetIds(const Files& files, json::Problems& problems) {
  std::set<std::string, std::less<>> seen;
  for (const KindFile& file : files.kinds) {
    for (std::size_t i = 0; i < file.kind.presets.size(); ++i) {
      const std::string& id = file.kind.presets[i].id;
      const bool othersKind = id != file.kind.id && findKind(files, id);
      if (seen.insert(id).second && !othersKind) continue;
      problems.add(ErrorCode::duplicate, file.file, "/presets/" + std::to_string(i) + "/id",
                   "the preset id " + quoted(id) + " is already taken");
    }
  }
}

void checkCategories(const Files& files, json::Problems& problems) {
  const std::string file = "catalogue/categories.json";
  if (files.categories.empty()) problems.add(ErrorCode::missing, file, {}, "there are no categories");
  for (std::size_t i = 0; i < files.categories.size(); ++i) {
    const Category& category = files.categories[i];
    const std::string pointer = "/categories/" + std::to_string(i);
    if (!isTone(category.tone)) {
      problems.add(ErrorCode::dangling, file, pointer + "/tone", "unknown tone " + quoted(category.tone));
    }
    const auto same = std::ranges::count(files.categories, category.id, &Category::id);
    if (same > 1)
      problems.add(ErrorCode::duplicate, file, pointer + "/id", "the id " + quoted(category.id) + " occurs twice");
  }
}

void checkProperty(const PropertySchema& schema, const std::string& pointer, const std::string& file,
                   const Files& files, json::Problems& problems) {
  const auto fail = [&](std::string_view key, std::string reason, ErrorCode code) {
    problems.add(code, file, pointer + std::string(key), std::move(reason));
  };
  const bool choosing = schema.type == PropertyType::choice || schema.type == PropertyType::choiceList;
  if (choosing && schema.choices.empty()) fail("", "a choice needs choices", ErrorCode::missing);
  for (std::size_t i = 0; i < schema.choices.size(); ++i) {
    if (std::ranges::count(schema.choices, schema.choices[i].value, &Choice::value) < 2) continue;
    fail("/choices/" + std::to_string(i) + "/value", "the choice occurs twice", ErrorCode::duplicate);
  }
  const bool counting = schema.type == PropertyType::integer || schema.type == PropertyType::number;
  if (!counting && !schema.steps.empty()) fail("/steps", "only a number has steps", ErrorCode::wrongType);
  if (!schema.steps.empty() && (schema.minimum || schema.maximum))
    fail("/steps", "steps are a range already", ErrorCode::duplicate);
  const bool pointing = schema.type == PropertyType::node || schema.type == PropertyType::nodeList;
  if (pointing && schema.nodeKinds.empty()) fail("", "a node property needs node kinds", ErrorCode::missing);
  for (std::size_t i = 0; i < schema.nodeKinds.size(); ++i) {
    if (findKind(files, schema.nodeKinds[i])) continue;
    fail("/nodeKinds/" + std::to_string(i), "unknown kind " + quoted(schema.nodeKinds[i]), ErrorCode::dangling);
  }
  if (schema.minimum && schema.maximum && *schema.minimum > *schema.maximum) {
    fail("/minimum", "the minimum is above the maximum", ErrorCode::wrongType);
  }
  if (!schema.fallback) return;
  if (std::string problem = valueProblem(schema, *schema.fallback); !problem.empty()) {
    fail("/default", std::move(problem), ErrorCode::wrongType);
  }
}

template <class Rows>
void checkIds(const Rows& rows, json::Problems& problems) {
  std::set<std::string, std::less<>> seen;
  for (const auto& row : rows) {
    if (seen.insert(row.kind.id).second) continue;
    problems.add(ErrorCode::duplicate, row.file, "/id", "the id " + quoted(row.kind.id) + " occurs twice");
  }
}

// Literals of the program stand for the property with their hash (PropertyKey).
void checkHashes(const Files& files, json::Problems& problems) {
  std::map<std::uint32_t, std::string_view> known;
  const auto check = [&](const auto& row, std::span<const PropertySchema> properties) {
    for (std::size_t i = 0; i < properties.size(); ++i) {
      const std::string& key = properties[i].key;
      const auto [at, fresh] = known.try_emplace(PropertyKey(key).hash(), key);
      if (fresh || at->second == key) continue;
      problems.add(ErrorCode::duplicate, row.file, "/properties/" + std::to_string(i) + "/key",
                   "the key " + quoted(key) + " has the same hash as " + quoted(at->second) + "; choose another");
    }
  };
  for (const auto& row : files.kinds) check(row, row.kind.properties);
  for (const auto& row : files.links) check(row, row.kind.properties);
}

}  // namespace

void checkProperties(const std::vector<PropertySchema>& properties, const std::string& file, const Files& files,
                     json::Problems& problems) {
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const PropertySchema& schema = properties[i];
    const std::string pointer = "/properties/" + std::to_string(i);
    checkProperty(schema, pointer, file, files, problems);
    if (std::ranges::count(properties, schema.key, &PropertySchema::key) > 1) {
      problems.add(ErrorCode::duplicate, file, pointer + "/key",
                   "the property " + quoted(schema.key) + " occurs twice");
    }
    if (schema.fallbackFrom.empty()) continue;
    const auto at = std::ranges::find(properties, schema.fallbackFrom, &PropertySchema::key);
    if (at == properties.end() || at->type != schema.type || !at->fallbackFrom.empty() || schema.fallback) {
      problems.add(ErrorCode::dangling, file, pointer + "/defaultFrom",
                   "expected another property of the same type, and no default beside it");
    }
  }
}

void check(const Files& files, json::Problems& problems) {
  checkCategories(files, problems);
  checkIds(files.kinds, problems);
  checkIds(files.links, problems);
  for (const LinkFile& link : files.links) checkProperties(link.kind.properties, link.file, files, problems);
  for (const KindFile& kind : files.kinds) KindCheck(kind, files, problems).run();
  checkHashes(files, problems);
  checkPresetIds(files, problems);
}

}  // namespace nines::catalogue_files
