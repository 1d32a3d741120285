#include "formats/mef_model.h"

#include <fmt/format.h>

#include <algorithm>

namespace nines::mef {

namespace {

std::string_view nameOf(const pugi::xml_node& node) { return node.name(); }

bool describes(const pugi::xml_node& node) {
  return node.type() != pugi::node_element || nameOf(node) == "label" || nameOf(node) == "attributes";
}

// Names stand in every path below them: long ones would fill the memory with copies.
constexpr std::size_t kLongestName = 1000;

bool isContainer(std::string_view name) { return name == "define-fault-tree" || name == "define-component"; }

constexpr std::size_t tableOf(Sort sort) { return sort == Sort::parameter ? 1 : 0; }

}  // namespace

std::vector<pugi::xml_node> contentOf(const pugi::xml_node& node) {
  std::vector<pugi::xml_node> out;
  for (const pugi::xml_node& child : node.children()) {
    if (!describes(child)) out.push_back(child);
  }
  return out;
}

Place Model::placeOf(std::ptrdiff_t offset) const {
  if (offset < 0) return {};
  const std::string_view before = std::string_view(m_text).substr(0, static_cast<std::size_t>(offset));
  const std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1, before.size() - lineStart + 1, {}};
}

Error Model::error(ErrorCode code, const pugi::xml_node& at, std::string reason) const {
  // The library says where an element's name is: people look for its bracket.
  return {code, m_file, placeOf(at.offset_debug() - (at.type() == pugi::node_element ? 1 : 0)), std::move(reason)};
}

Status Model::read(std::string_view text, const std::string& name, const MefOptions& options) {
  m_file = name;
  if (text.size() > options.bytes) {
    return Error{ErrorCode::tooLarge, name, {}, fmt::format("is larger than {} bytes", options.bytes)};
  }
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  m_text = text;
  // Entities beyond the five of XML itself are never expanded, and nothing is fetched.
  const auto result = m_document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default | pugi::parse_doctype,
                                             pugi::encoding_utf8);
  if (!result) {
    return Error{ErrorCode::unreadable, name, placeOf(result.offset),
                 fmt::format("is no well-formed XML: {}", result.description())};
  }
  if (const Status shape = checkShape(options); !shape) return shape;
  const pugi::xml_node root = m_document.document_element();
  if (nameOf(root) != "opsa-mef") {
    return error(ErrorCode::unsupported, root,
                 fmt::format("is no Open-PSA model: its root is <{}>, not <opsa-mef>", root.name()));
  }
  return collect(root, {}, false);
}

// Before anything walks down: so that recursion over elements is bounded.
Status Model::checkShape(const MefOptions& options) {
  for (const pugi::xml_node& node : m_document.children()) {
    if (node.type() == pugi::node_doctype && std::string_view(node.value()).find('[') != std::string_view::npos) {
      return error(ErrorCode::unsupported, node, "declares entities or elements of its own, which are not read");
    }
  }
  std::size_t depth = 0;
  pugi::xml_node at = m_document;
  while (at) {
    if (at.first_child()) {
      at = at.first_child();
      if (++depth > options.depth) {
        return error(ErrorCode::tooLarge, at, fmt::format("elements are nested more than {} deep", options.depth));
      }
      continue;
    }
    while (at && !at.next_sibling()) {
      at = at.parent();
      if (depth > 0) --depth;
    }
    at = at.next_sibling();
  }
  return nines::Unit{};
}

Status Model::collect(const pugi::xml_node& container, const std::string& path, bool isPrivate) {
  for (const pugi::xml_node& node : container.children()) {
    if (describes(node)) continue;
    const std::string_view kind = nameOf(node);
    const std::string_view role = node.attribute("role").value();
    const bool hidden = role.empty() ? isPrivate : role == "private";
    Status status = nines::Unit{};
    if (isContainer(kind)) {
      const std::string name = node.attribute("name").value();
      if (name.empty()) return error(ErrorCode::missing, node, fmt::format("<{}> has no name", node.name()));
      if (name.size() > kLongestName) return tooLong(node);
      status = collect(node, path.empty() ? name : path + '.' + name, hidden);
    } else if (kind == "model-data") {
      status = collect(node, path, isPrivate);
    } else if (kind == "define-gate") {
      status = define(Sort::gate, node, path, hidden);
    } else if (kind == "define-basic-event") {
      status = define(Sort::basicEvent, node, path, hidden);
    } else if (kind == "define-house-event") {
      status = define(Sort::houseEvent, node, path, hidden);
    } else if (kind == "define-parameter") {
      status = define(Sort::parameter, node, path, hidden);
    } else {
      return error(ErrorCode::unsupported, node, fmt::format("<{}> is not supported", node.name()));
    }
    if (!status) return status;
  }
  return nines::Unit{};
}

Error Model::tooLong(const pugi::xml_node& at) const {
  return error(ErrorCode::tooLarge, at, fmt::format("the name has more than {} bytes", kLongestName));
}

Status Model::define(Sort sort, const pugi::xml_node& node, const std::string& container, bool isPrivate) {
  Definition definition{sort, node.attribute("name").value(), container, node};
  if (definition.name.empty()) return error(ErrorCode::missing, node, fmt::format("<{}> has no name", node.name()));
  if (definition.name.size() > kLongestName) return tooLong(node);
  const auto index = static_cast<Index>(m_definitions.size());
  const std::size_t table = tableOf(sort);
  const std::string path = definition.path();
  const std::string name = definition.name;
  m_definitions.push_back(std::move(definition));
  if (const Status entered = enter(m_paths[table], path, index); !entered) return entered;
  return isPrivate ? Status(nines::Unit{}) : enter(m_publics[table], name, index);
}

Status Model::enter(Table& table, const std::string& key, Index index) {
  const auto [known, isNew] = table.try_emplace(key, index);
  if (isNew) return nines::Unit{};
  const Place first = placeOf(m_definitions[known->second].node.offset_debug());
  return error(ErrorCode::duplicate, m_definitions[index].node,
               fmt::format("\"{}\" is defined twice, first on line {}", key, first.line));
}

Index Model::find(const std::string& name, const std::string& container, bool parameter) const {
  const std::size_t table = parameter ? 1 : 0;
  const auto look = [](const Table& in, const std::string& key) {
    const auto found = in.find(key);
    return found == in.end() ? kNowhere : found->second;
  };
  for (std::string_view scope = container; !scope.empty();) {
    const Index found = look(m_paths[table], fmt::format("{}.{}", scope, name));
    if (found != kNowhere) return found;
    const std::size_t dot = scope.rfind('.');
    scope = dot == std::string_view::npos ? std::string_view() : scope.substr(0, dot);
  }
  const Index found = look(m_publics[table], name);
  return found != kNowhere ? found : look(m_paths[table], name);
}

}  // namespace nines::mef
