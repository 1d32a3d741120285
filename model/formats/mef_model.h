// The definitions of a MEF document and how their names are found. Private to the formats.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/mef.h"

namespace nines::mef {

enum class Sort { gate, basicEvent, houseEvent, parameter };

using Index = std::uint32_t;
inline constexpr Index kNowhere = UINT32_MAX;

// A place in the tree of names: what fault trees and components make, 0 being the model itself. Names with dots are
// paths in it.
using Scope = std::uint32_t;

struct Definition {
  Sort sort = Sort::gate;
  std::string_view name;  // in the document
  Scope scope = 0;        // what it stands in
  pugi::xml_node node;
};

class Model {
 public:
  // Reads the text; all later nodes point into it.
  Status read(std::string_view text, const std::string& name, const MefOptions& options);

  const std::vector<Definition>& definitions() const { return m_definitions; }
  // What a name means inside of a scope: what is nearest, from the inside outwards, then what is public anywhere, then
  // a full path. `name` lies in the document.
  Index find(std::string_view name, Scope scope, bool parameter);
  // Full name of a definition, joined by dots.
  std::string path(const Definition& definition) const;

  Error error(ErrorCode code, const pugi::xml_node& at, std::string reason) const;

 private:
  struct Name {
    Scope scope;
    std::string_view text;
    bool operator==(const Name&) const = default;
  };
  struct HashName {
    std::size_t operator()(const Name& n) const { return std::hash<std::string_view>()(n.text) * 31 + n.scope; }
  };
  // Every name is kept once, however many stand in it: what long names in deep components take is no more than the
  // file.
  using Table = std::unordered_map<Name, Index, HashName>;

  struct ScopeRow {
    Scope parent = 0;
    std::string_view name;
    std::size_t depth = 0;
  };

  Error badName(const pugi::xml_node& at, std::string_view name) const;
  Error tooDeep(const pugi::xml_node& at) const;
  Status checkSize(const MefOptions& options) const;
  Status checkShape(const MefOptions& options);
  Status collect(const pugi::xml_node& container, Scope scope, bool isPrivate);
  Result<Scope> enterContainer(const pugi::xml_node& node, Scope scope);
  Status define(Sort sort, const pugi::xml_node& node, Scope scope, bool isPrivate);
  Status enter(Table& table, const Name& name, Index index);
  Scope makeScope(Scope parent, std::string_view name);
  Index lookIn(Scope scope, std::string_view name, const Table& table) const;
  Index search(std::string_view name, Scope scope, std::size_t table) const;
  Place placeOf(std::ptrdiff_t offset) const;

  std::string m_file;
  std::string m_text;
  pugi::xml_document m_document;
  std::vector<Definition> m_definitions;
  std::vector<ScopeRow> m_scopes{ScopeRow{}};
  Table m_children;                              // scopes in scopes
  Table m_defined[2], m_publics[2], m_found[2];  // of events, of parameters; what was found is not looked for again
};

// Elements below a definition that say what it is: neither label nor attributes.
std::vector<pugi::xml_node> contentOf(const pugi::xml_node& node);

// How far a walk over definitions is with each.
enum class Walked : std::uint8_t { no, open, done };

// The definitions below `roots` that were not walked over before, so that what one needs comes before it; an error
// names the circle. `needs` gives a Result of indexes. `walked` is by definition; one for several walks makes them cost
// what they add only.
template <class Needs>
Result<std::vector<Index>> inOrder(const Model& model, const std::vector<Index>& roots, std::vector<Walked>& walked,
                                   const Needs& needs) {
  struct Step {
    Index of;
    std::vector<Index> needs;
    std::size_t next = 0;
  };
  const auto& definitions = model.definitions();
  walked.resize(definitions.size(), Walked::no);
  std::vector<Index> order;
  std::vector<Step> stack;
  const auto enter = [&](Index i) -> Status {
    auto needed = needs(i);
    if (!needed) return needed.error();
    walked[i] = Walked::open;
    stack.push_back({i, std::move(*needed)});
    return nines::Unit{};
  };
  for (const Index root : roots) {
    if (walked[root] != Walked::no) continue;
    if (const Status entered = enter(root); !entered) return entered.error();
    while (!stack.empty()) {
      Step& step = stack.back();
      if (step.next == step.needs.size()) {
        walked[step.of] = Walked::done;
        order.push_back(step.of);
        stack.pop_back();
        continue;
      }
      const Index next = step.needs[step.next++];
      if (walked[next] == Walked::open) {
        return model.error(
            ErrorCode::circular, definitions[next].node,
            fmt::format("\"{}\" needs itself, through \"{}\"", definitions[next].name, definitions[step.of].name));
      }
      if (walked[next] == Walked::done) continue;
      if (const Status entered = enter(next); !entered) return entered.error();
    }
  }
  return order;
}

}  // namespace nines::mef
