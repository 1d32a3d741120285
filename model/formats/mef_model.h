// The definitions of a MEF document and how their names are found. Private to the formats.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/mef.h"

namespace nines::mef {

enum class Sort { gate, basicEvent, houseEvent, parameter };

struct Definition {
  Sort sort = Sort::gate;
  std::string name;
  std::string container;  // names of what it stands in, joined by dots; empty in model data
  pugi::xml_node node;

  std::string path() const { return container.empty() ? name : container + '.' + name; }
};

using Index = std::uint32_t;
inline constexpr Index kNowhere = UINT32_MAX;

class Model {
 public:
  // Reads the text; all later nodes point into it.
  Status read(std::string_view text, const std::string& name, const MefOptions& options);

  const std::vector<Definition>& definitions() const { return m_definitions; }
  // What a name means inside of a container: what is nearest, from the inside outwards, then what is public anywhere,
  // then a full path.
  Index find(const std::string& name, const std::string& container, bool parameter) const;

  Error error(ErrorCode code, const pugi::xml_node& at, std::string reason) const;

 private:
  using Table = std::unordered_map<std::string, Index>;

  Error tooLong(const pugi::xml_node& at) const;
  Status checkShape(const MefOptions& options);
  Status collect(const pugi::xml_node& container, const std::string& path, bool isPrivate);
  Status define(Sort sort, const pugi::xml_node& node, const std::string& container, bool isPrivate);
  Status enter(Table& table, const std::string& key, Index index);
  Place placeOf(std::ptrdiff_t offset) const;

  std::string m_file;
  std::string m_text;
  pugi::xml_document m_document;
  std::vector<Definition> m_definitions;
  Table m_paths[2], m_publics[2];  // of events, of parameters
};

// Elements below a definition that say what it is: neither label nor attributes.
std::vector<pugi::xml_node> contentOf(const pugi::xml_node& node);

// The definitions below `roots` so that what one needs comes before it; an error names the circle. `needs` gives a
// Result of indexes.
template <class Needs>
Result<std::vector<Index>> inOrder(const Model& model, const std::vector<Index>& roots, const Needs& needs);

}  // namespace nines::mef

namespace nines::mef {

template <class Needs>
Result<std::vector<Index>> inOrder(const Model& model, const std::vector<Index>& roots, const Needs& needs) {
  struct Step {
    Index of;
    std::vector<Index> needs;
    std::size_t next = 0;
  };
  enum : std::uint8_t { kNew, kOpen, kDone };
  const auto& definitions = model.definitions();
  std::vector<std::uint8_t> state(definitions.size(), kNew);
  std::vector<Index> order;
  std::vector<Step> stack;
  const auto enter = [&](Index i) -> Status {
    auto needed = needs(i);
    if (!needed) return needed.error();
    state[i] = kOpen;
    stack.push_back({i, std::move(*needed)});
    return nines::Unit{};
  };
  for (const Index root : roots) {
    if (state[root] != kNew) continue;
    if (const Status entered = enter(root); !entered) return entered.error();
    while (!stack.empty()) {
      Step& step = stack.back();
      if (step.next == step.needs.size()) {
        state[step.of] = kDone;
        order.push_back(step.of);
        stack.pop_back();
        continue;
      }
      const Index next = step.needs[step.next++];
      if (state[next] == kOpen) {
        return model.error(
            ErrorCode::circular, definitions[next].node,
            "\"" + definitions[next].name + "\" needs itself, through \"" + definitions[step.of].name + "\"");
      }
      if (state[next] == kDone) continue;
      if (const Status entered = enter(next); !entered) return entered.error();
    }
  }
  return order;
}

}  // namespace nines::mef
