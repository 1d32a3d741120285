#include "formats/edit_json.h"

#include <cassert>
#include <utility>

#include "formats/json_fields.h"
#include "formats/json_parse.h"
#include "formats/json_write.h"
#include "formats/native_rows.h"

namespace nines {

namespace {

using json::Fields;
using json::Need;

// What a record may ask for: a paste of the largest design is one edit, and its rows stand one level deeper than in the
// file.
constexpr json::Limits kLimits{std::size_t{1} << 30, 80, 20'000'000};

// Appends the members of a change behind its name.
class Writer {
 public:
  explicit Writer(std::string& out) : m_out(out) {}

  void operator()(const AddNode& c) { row("add-node", "node", c.node); }
  void operator()(const RemoveNode& c) { id("remove-node", c.id); }
  void operator()(const RenameNode& c) {
    id("rename-node", c.id);
    text("name", c.name);
  }
  void operator()(const SetNodeRect& c) {
    id("set-node-rect", c.id);
    if (!c.rect) return;
    json::appendKey(m_out, "rect");
    json::appendRect(m_out, *c.rect);
  }
  void operator()(const SetNodeParent& c) {
    id("set-node-parent", c.id);
    if (!c.parent.empty()) text("parent", c.parent);
  }
  void operator()(const SetNodeProperty& c) {
    id("set-node-property", c.id);
    property(c.key, c.value);
  }
  void operator()(const SetNodeLocked& c) {
    id("set-node-locked", c.id);
    json::appendKey(m_out, "locked");
    m_out += c.locked ? "true" : "false";
  }
  void operator()(const AddLink& c) { row("add-link", "link", c.link); }
  void operator()(const RemoveLink& c) { id("remove-link", c.id); }
  void operator()(const SetLinkEnds& c) {
    id("set-link-ends", c.id);
    text("from", c.from);
    text("to", c.to);
  }
  void operator()(const SetLinkBends& c) {
    id("set-link-bends", c.id);
    json::appendKey(m_out, "bends");
    json::appendPoints(m_out, c.bends);
  }
  void operator()(const SetLinkProperty& c) {
    id("set-link-property", c.id);
    property(c.key, c.value);
  }
  void operator()(const SetComment& c) {
    id("set-comment", c.id);
    if (c.comment) row("comment", *c.comment);
  }
  void operator()(const SetWaiver& c) {
    change("set-waiver");
    text("key", c.key);
    if (c.waiver) row("waiver", *c.waiver);
  }
  void operator()(const SetAssumption& c) {
    change("set-assumption");
    property(c.key, c.value);
  }
  void operator()(const SetDesignName& c) {
    change("set-design-name");
    text("name", c.name);
  }
  void operator()(const SetProfile& c) {
    change("set-profile");
    text("profile", c.profile);
  }

 private:
  void change(std::string_view name) { text("change", name); }

  void text(std::string_view key, std::string_view text) {
    json::appendKey(m_out, key);
    json::appendText(m_out, text);
  }

  void id(std::string_view name, std::string_view id) {
    change(name);
    text("id", id);
  }

  void property(std::string_view key, const std::optional<Value>& value) {
    text("key", key);
    if (!value) return;
    json::appendKey(m_out, "value");
    json::appendValue(m_out, *value);
  }

  template <class Row>
  void row(std::string_view key, const Row& row) {
    json::appendKey(m_out, key);
    json::appendRow(m_out, row);
  }

  template <class Row>
  void row(std::string_view name, std::string_view key, const Row& content) {
    change(name);
    row(key, content);
  }

  std::string& m_out;
};

// The row at a key, if it is there.
template <class Row>
std::optional<Row> takeRow(Fields& fields, const std::string& key, Need need) {
  auto value = fields.any(key, need);
  if (!value) return std::nullopt;
  Row row;
  if (auto problem = json::readRow(std::move(*value), row)) fields.fail(key, std::move(*problem));
  return row;
}

std::string takeId(Fields& fields) { return fields.text("id", Need::required); }
std::string takeKey(Fields& fields) { return fields.text("key", Need::required); }

template <class Set>
Change takeProperty(Fields& fields) {
  Set change;
  change.id = takeId(fields);
  change.key = takeKey(fields);
  change.value = fields.any("value");
  return change;
}

Change takeWaiver(Fields& fields) {
  std::string key = takeKey(fields);
  return SetWaiver{std::move(key), takeRow<Waiver>(fields, "waiver", Need::optional)};
}

Change takeLinkEnds(Fields& fields) {
  SetLinkEnds change;
  change.id = takeId(fields);
  change.from = fields.text("from", Need::required);
  change.to = fields.text("to", Need::required);
  return change;
}

struct Reading {
  std::string_view name;
  Change (*read)(Fields& fields);
};

// Braces take their parts in order, so the first problem is the one that stands first here.
constexpr Reading kReadings[] = {
    {"add-node",
     [](Fields& f) -> Change { return AddNode{takeRow<Node>(f, "node", Need::required).value_or(Node{})}; }},
    {"remove-node", [](Fields& f) -> Change { return RemoveNode{takeId(f)}; }},
    {"rename-node", [](Fields& f) -> Change { return RenameNode{takeId(f), f.text("name", Need::required)}; }},
    {"set-node-rect", [](Fields& f) -> Change { return SetNodeRect{takeId(f), f.rect("rect")}; }},
    {"set-node-parent", [](Fields& f) -> Change { return SetNodeParent{takeId(f), f.text("parent")}; }},
    {"set-node-property", takeProperty<SetNodeProperty>},
    {"set-node-locked", [](Fields& f) -> Change { return SetNodeLocked{takeId(f), f.flag("locked", Need::required)}; }},
    {"add-link",
     [](Fields& f) -> Change { return AddLink{takeRow<Link>(f, "link", Need::required).value_or(Link{})}; }},
    {"remove-link", [](Fields& f) -> Change { return RemoveLink{takeId(f)}; }},
    {"set-link-ends", takeLinkEnds},
    {"set-link-bends", [](Fields& f) -> Change { return SetLinkBends{takeId(f), f.points("bends")}; }},
    {"set-link-property", takeProperty<SetLinkProperty>},
    {"set-comment",
     [](Fields& f) -> Change { return SetComment{takeId(f), takeRow<Comment>(f, "comment", Need::optional)}; }},
    {"set-waiver", takeWaiver},
    {"set-assumption", [](Fields& f) -> Change { return SetAssumption{takeKey(f), f.any("value")}; }},
    {"set-design-name", [](Fields& f) -> Change { return SetDesignName{f.text("name", Need::required)}; }},
    {"set-profile", [](Fields& f) -> Change { return SetProfile{f.text("profile", Need::required)}; }},
};
static_assert(std::size(kReadings) == std::variant_size_v<Change>);

// The change, or what is wrong with it.
std::optional<json::Problem> readChange(Value value, std::vector<Change>& changes) {
  Fields fields(std::move(value));
  const std::string name = fields.text("change", Need::required);
  if (fields.problem()) return fields.problem();
  for (const Reading& reading : kReadings) {
    if (reading.name != name) continue;
    changes.push_back(reading.read(fields));
    fields.allowNoMore();
    return fields.problem();
  }
  return json::Problem{ErrorCode::unsupported, {"change"}, "there is no change \"" + name + "\""};
}

std::optional<json::Problem> readFields(Value document, Edit& edit) {
  Fields fields(std::move(document));
  edit.label = fields.text("label", Need::required);
  auto list = fields.any("changes", Need::required);
  fields.allowNoMore();
  if (fields.problem()) return fields.problem();
  assert(list);
  Value::Array* changes = list->asArray();
  if (!changes) return json::wrongType({"changes"}, "a list", *list);
  edit.changes.reserve(changes->size());
  for (std::size_t i = 0; i < changes->size(); ++i) {
    auto problem = readChange(std::move((*changes)[i]), edit.changes);
    if (!problem) continue;
    problem->path.insert(problem->path.begin(), {json::Step("changes"), json::Step(i)});
    return problem;
  }
  return std::nullopt;
}

}  // namespace

std::string writeEdit(const Edit& edit) {
  std::string out = "{";
  json::appendKey(out, "label");
  json::appendText(out, edit.label);
  json::appendKey(out, "changes");
  out += '[';
  for (const Change& change : edit.changes) {
    if (&change != &edit.changes.front()) out += ", ";
    out += '{';
    std::visit(Writer(out), change);
    out += '}';
  }
  out += "]}";
  return out;
}

Result<Edit> readEdit(std::string_view line, const std::string& name) {
  auto document = json::parse(line, name, kLimits);
  if (!document) return std::move(document.error());
  Edit edit;
  if (auto problem = readFields(std::move(*document), edit)) {
    return json::errorAt(line, name, problem->code, problem->path, std::move(problem->reason));
  }
  return edit;
}

}  // namespace nines
