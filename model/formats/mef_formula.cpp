#include "formats/mef_formula.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace nines::mef {

namespace {

std::string_view nameOf(const pugi::xml_node& node) { return node.name(); }

bool isReference(std::string_view kind) {
  return kind == "event" || kind == "gate" || kind == "basic-event" || kind == "house-event";
}

// Whether a definition of that sort may be called by an element of that name.
bool fits(std::string_view kind, Sort sort) {
  if (kind == "gate") return sort == Sort::gate;
  if (kind == "basic-event") return sort == Sort::basicEvent;
  if (kind == "house-event") return sort == Sort::houseEvent;
  return true;
}

}  // namespace

Result<pugi::xml_node> Formulas::formulaOf(Index gate) const {
  const Definition& definition = m_model.definitions()[gate];
  const std::vector<pugi::xml_node> content = contentOf(definition.node);
  if (content.size() == 1) return content.front();
  return m_model.error(
      content.empty() ? ErrorCode::missing : ErrorCode::duplicate, definition.node,
      fmt::format("the gate \"{}\" has {} formula", definition.name, content.empty() ? "no" : "more than one"));
}

Result<Index> Formulas::named(const pugi::xml_node& node, Scope scope) const {
  const std::string_view name = node.attribute("name").value();
  const Index found = m_model.find(name, scope, false);
  if (found == kNowhere) return m_model.error(ErrorCode::dangling, node, fmt::format("\"{}\" is not defined", name));
  const std::string_view type = node.attribute("type").value();
  const std::string_view kind = nameOf(node) == "event" && !type.empty() ? type : nameOf(node);
  if (fits(kind, m_model.definitions()[found].sort)) return found;
  return m_model.error(ErrorCode::wrongType, node, fmt::format("\"{}\" is no {}", name, kind));
}

Result<std::vector<Index>> Formulas::namedIn(const pugi::xml_node& formula, Scope scope) const {
  std::vector<Index> out;
  std::vector<pugi::xml_node> stack{formula};
  while (!stack.empty()) {
    const pugi::xml_node node = stack.back();
    stack.pop_back();
    if (isReference(nameOf(node))) {
      const auto found = named(node, scope);
      if (!found) return found.error();
      out.push_back(*found);
      continue;
    }
    for (const pugi::xml_node& child : contentOf(node)) stack.push_back(child);
  }
  return out;
}

Result<FaultTree::Ref> Formulas::constantOf(Index houseEvent) const {
  const Definition& definition = m_model.definitions()[houseEvent];
  const std::vector<pugi::xml_node> content = contentOf(definition.node);
  if (content.empty()) return FaultTree::never();
  if (content.size() > 1 || nameOf(content.front()) != "constant") {
    return m_model.error(ErrorCode::wrongType, definition.node,
                         fmt::format("the house event \"{}\" must be one constant", definition.name));
  }
  return constant(content.front());
}

Result<FaultTree::Ref> Formulas::constant(const pugi::xml_node& node) const {
  const std::string_view value = node.attribute("value").value();
  if (value == "true") return FaultTree::always();
  if (value == "false") return FaultTree::never();
  return m_model.error(ErrorCode::wrongType, node, fmt::format("the constant \"{}\" is neither true nor false", value));
}

// Recursion goes as deep as elements are nested, which the model has bounded.
Result<FaultTree::Ref> Formulas::build(const pugi::xml_node& formula, Scope scope) {
  if (isReference(nameOf(formula))) {
    const auto found = named(formula, scope);
    return found ? Result<Ref>(m_refs[*found]) : Result<Ref>(found.error());
  }
  if (nameOf(formula) == "constant") return constant(formula);
  std::vector<Ref> arguments;
  for (const pugi::xml_node& child : contentOf(formula)) {
    const auto built = build(child, scope);
    if (!built) return built;
    arguments.push_back(*built);
  }
  return connect(formula, std::move(arguments));
}

Result<FaultTree::Ref> Formulas::connect(const pugi::xml_node& node, std::vector<Ref> arguments) {
  const std::string_view kind = nameOf(node);
  const bool needsOne = kind == "not";
  const bool needsTwo = kind == "imply";
  const bool counts = kind == "atleast" || kind == "cardinality";
  const bool known = needsOne || needsTwo || counts || kind == "and" || kind == "or" || kind == "xor" ||
                     kind == "iff" || kind == "nand" || kind == "nor";
  if (!known) {
    return m_model.error(ErrorCode::unsupported, node, fmt::format("<{}> is no connective that is supported", kind));
  }
  if (arguments.empty() || (needsOne && arguments.size() != 1) || (needsTwo && arguments.size() != 2)) {
    return m_model.error(
        ErrorCode::wrongType, node,
        fmt::format("<{}> has {} argument{}", kind, arguments.size(), arguments.size() == 1 ? "" : "s"));
  }
  if (counts) return count(node, arguments);
  if (needsOne) return !arguments.front();
  if (needsTwo) return m_tree.any(std::array{!arguments[0], arguments[1]});
  if (kind == "and") return m_tree.all(arguments);
  if (kind == "nand") return !m_tree.all(arguments);
  if (kind == "or") return m_tree.any(arguments);
  if (kind == "nor") return !m_tree.any(arguments);
  // Both are associative in the format: joined two by two. Each "if and only if" of two is a contrary of "xor".
  const Ref odd = m_tree.oddly(arguments);
  return kind == "iff" && arguments.size() % 2 == 0 ? !odd : odd;
}

Result<FaultTree::Ref> Formulas::count(const pugi::xml_node& node, const std::vector<Ref>& arguments) {
  const auto least = number(node, "min");
  if (!least) return least.error();
  // A cardinality of more than there are is false; of who asks for at least as many it is a slip.
  if (nameOf(node) == "atleast" && *least > arguments.size()) {
    return m_model.error(
        ErrorCode::wrongType, node,
        fmt::format("<atleast> wants {} of {} argument{}", *least, arguments.size(), arguments.size() == 1 ? "" : "s"));
  }
  const Ref enough = m_tree.atLeast(*least, arguments);
  if (nameOf(node) == "atleast") return enough;
  const auto most = number(node, "max");
  if (!most) return most.error();
  if (*most < *least) return m_model.error(ErrorCode::wrongType, node, "<cardinality> has a max below its min");
  return m_tree.all(std::array{enough, !m_tree.atLeast(*most + 1, arguments)});
}

Result<std::uint32_t> Formulas::number(const pugi::xml_node& node, const char* attribute) const {
  constexpr std::uint32_t kMost = 1'000'000'000;
  const std::string_view text = node.attribute(attribute).value();
  std::uint32_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc() && read.ptr == text.data() + text.size() && value <= kMost) return value;
  const bool isDigits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  if (isDigits) {
    return m_model.error(ErrorCode::wrongType, node,
                         fmt::format("<{}> has {} as {}, more than {}", node.name(), text, attribute, kMost));
  }
  return m_model.error(ErrorCode::wrongType, node,
                       fmt::format("<{}> needs a whole number as {}, not \"{}\"", node.name(), attribute, text));
}

}  // namespace nines::mef
