#include "formats/mef_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/xml_check.h"

namespace nines::mef {

namespace {

std::string_view nameOf(const pugi::xml_node& node) { return node.name(); }

bool describes(const pugi::xml_node& node) {
  return node.type() != pugi::node_element || nameOf(node) == "label" || nameOf(node) == "attributes";
}

// Which other programs may take for something that counts.
bool isStrayText(const pugi::xml_node& node) {
  if (node.type() != pugi::node_pcdata && node.type() != pugi::node_cdata) return false;
  return nameOf(node.parent()) != "label";
}

constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kDeepestScope = 50;  // a name is looked for in each of them

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
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") || text.substr(0, 2).find('\0') < 2)
    return Error{ErrorCode::unreadable, name, {}, "is not in UTF-8; other encodings, such as UTF-16, are not read"};
  m_text = text;
  if (const Status size = checkSize(options); !size) return size;
  // Entities beyond the five of XML itself are never expanded, and nothing is fetched.
  const auto result = m_document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default | pugi::parse_doctype,
                                             pugi::encoding_utf8);
  if (!result) {
    return Error{ErrorCode::unreadable, name, placeOf(result.offset),
                 fmt::format("is no well-formed XML: {}", result.description())};
  }
  if (const Status shape = checkShape(options); !shape) return shape;
  if (const auto fault = xmlFault(m_text)) {
    return Error{ErrorCode::unreadable, name, placeOf(static_cast<std::ptrdiff_t>(fault->at)),
                 fmt::format("is no well-formed XML: it {}", fault->reason)};
  }
  const pugi::xml_node root = m_document.document_element();
  if (nameOf(root) != "opsa-mef") {
    return error(ErrorCode::unsupported, root,
                 fmt::format("is no Open-PSA model: its root is <{}>, not <opsa-mef>", root.name()));
  }
  return collect(root, 0, false);
}

// Before they are read: an element takes much more memory than the few letters that it may be written with.
Status Model::checkSize(const MefOptions& options) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < m_text.size(); ++i) {
    if (m_text[i] == '=' || (m_text[i] == '<' && m_text[i + 1] != '/')) ++count;
  }
  if (count <= options.elements) return nines::Unit{};
  return Error{
      ErrorCode::tooLarge, m_file, {}, fmt::format("has more than {} elements and attributes", options.elements)};
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
    if (isStrayText(at)) return error(ErrorCode::unsupported, at, "has text where an element belongs");
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

Status Model::collect(const pugi::xml_node& container, Scope scope, bool isPrivate) {
  for (const pugi::xml_node& node : container.children()) {
    if (describes(node)) continue;
    const std::string_view kind = nameOf(node);
    const std::string_view role = node.attribute("role").value();
    const bool hidden = role.empty() ? isPrivate : role == "private";
    Status status = nines::Unit{};
    if (isContainer(kind)) {
      const auto within = enterContainer(node, scope);
      if (!within) return within.error();
      status = collect(node, *within, hidden);
    } else if (kind == "model-data") {
      status = collect(node, scope, isPrivate);
    } else if (kind == "define-gate") {
      status = define(Sort::gate, node, scope, hidden);
    } else if (kind == "define-basic-event") {
      status = define(Sort::basicEvent, node, scope, hidden);
    } else if (kind == "define-house-event") {
      status = define(Sort::houseEvent, node, scope, hidden);
    } else if (kind == "define-parameter") {
      status = define(Sort::parameter, node, scope, hidden);
    } else {
      return error(ErrorCode::unsupported, node, fmt::format("<{}> is not supported", node.name()));
    }
    if (!status) return status;
  }
  return nines::Unit{};
}

Error Model::badName(const pugi::xml_node& at, std::string_view name) const {
  if (name.empty()) return error(ErrorCode::missing, at, fmt::format("<{}> has no name", at.name()));
  return error(ErrorCode::tooLarge, at, fmt::format("the name has more than {} bytes", kLongestName));
}

Scope Model::makeScope(Scope parent, std::string_view name) {
  const auto [known, isNew] = m_children.try_emplace({parent, name}, static_cast<Scope>(m_scopes.size()));
  if (isNew) m_scopes.push_back({parent, name, m_scopes[parent].depth + 1});
  return known->second;
}

// The scope that a name stands for, which may be a path.
Result<Scope> Model::enterContainer(const pugi::xml_node& node, Scope scope) {
  std::string_view name = node.attribute("name").value();
  if (name.empty() || name.size() > kLongestName) return badName(node, name);
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
    scope = makeScope(scope, name.substr(0, dot));
    name.remove_prefix(dot + 1);
  }
  scope = makeScope(scope, name);
  if (m_scopes[scope].depth <= kDeepestScope) return scope;
  return tooDeep(node);
}

Error Model::tooDeep(const pugi::xml_node& at) const {
  return error(ErrorCode::tooLarge, at, fmt::format("components are nested more than {} deep", kDeepestScope));
}

Status Model::define(Sort sort, const pugi::xml_node& node, Scope scope, bool isPrivate) {
  const std::string_view name = node.attribute("name").value();
  if (name.empty() || name.size() > kLongestName) return badName(node, name);
  const auto index = static_cast<Index>(m_definitions.size());
  const std::size_t table = tableOf(sort);
  m_definitions.push_back({sort, name, scope, node});
  std::string_view rest = name;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    scope = makeScope(scope, rest.substr(0, dot));
    if (m_scopes[scope].depth > kDeepestScope) return tooDeep(node);
    rest.remove_prefix(dot + 1);
  }
  if (const Status entered = enter(m_defined[table], {scope, rest}, index); !entered) return entered;
  return isPrivate ? Status(nines::Unit{}) : enter(m_publics[table], {0, name}, index);
}

std::string Model::path(const Definition& definition) const {
  std::string out(definition.name);
  for (Scope at = definition.scope; at != 0; at = m_scopes[at].parent)
    out.insert(0, fmt::format("{}.", m_scopes[at].name));
  return out;
}

Status Model::enter(Table& table, const Name& name, Index index) {
  const auto [known, isNew] = table.try_emplace(name, index);
  if (isNew) return nines::Unit{};
  const Place first = placeOf(m_definitions[known->second].node.offset_debug());
  const Definition& again = m_definitions[index];
  const bool isPublic = &table == &m_publics[tableOf(again.sort)];
  return error(ErrorCode::duplicate, again.node,
               fmt::format("\"{}\" is defined twice, first on line {}",
                           isPublic ? std::string(again.name) : path(again), first.line));
}

// What is defined under this name, or path, right in a scope.
Index Model::lookIn(Scope scope, std::string_view name, const Table& table) const {
  for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.')) {
    const auto within = m_children.find({scope, name.substr(0, dot)});
    if (within == m_children.end()) return kNowhere;
    scope = within->second;
    name.remove_prefix(dot + 1);
  }
  const auto found = table.find({scope, name});
  return found == table.end() ? kNowhere : found->second;
}

Index Model::search(std::string_view name, Scope scope, std::size_t table) const {
  for (; scope != 0; scope = m_scopes[scope].parent) {
    if (const Index found = lookIn(scope, name, m_defined[table]); found != kNowhere) return found;
  }
  const auto isPublic = m_publics[table].find({0, name});
  return isPublic != m_publics[table].end() ? isPublic->second : lookIn(0, name, m_defined[table]);
}

Index Model::find(std::string_view name, Scope scope, bool parameter) {
  const std::size_t table = parameter ? 1 : 0;
  const auto [known, isNew] = m_found[table].try_emplace({scope, name}, kNowhere);
  if (isNew) known->second = search(name, scope, table);
  return known->second;
}

}  // namespace nines::mef
