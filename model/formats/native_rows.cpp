#include "formats/native_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/json_write.h"

namespace nines::json {

namespace {

constexpr std::array<std::string_view, 7> kNodeKeys{"id", "kind", "parent", "name", "rect", "properties", "locked"};
constexpr std::array<std::string_view, 6> kLinkKeys{"id", "kind", "from", "to", "properties", "bends"};
constexpr std::array<std::string_view, 7> kCommentKeys{"id", "thread", "target", "author", "at", "text", "resolved"};
constexpr std::array<std::string_view, 5> kWaiverKeys{"key", "reason", "author", "at", "until"};

void appendField(std::string& out, std::string_view key, std::string_view text) {
  appendKey(out, key);
  appendText(out, text);
}

void appendProperties(std::string& out, const Properties& properties) {
  if (properties.empty()) return;
  appendKey(out, "properties");
  out += '{';
  appendMembers(out, properties);
  out += '}';
}

// Keys from newer programs. One of ours cannot be among them: it would be in the text twice.
template <std::size_t N>
void appendExtra(std::string& out, const Value::Object& extra, const std::array<std::string_view, N>& known) {
  for (const auto& [key, value] : extra) {
    if (std::ranges::find(known, key) != known.end()) continue;
    appendKey(out, key);
    appendValue(out, value);
  }
}

void appendTarget(std::string& out, const Comment& comment) {
  appendKey(out, "target");
  out += '{';
  if (const auto* onNode = std::get_if<Comment::OnNode>(&comment.target)) appendField(out, "node", onNode->node);
  if (const auto* onLink = std::get_if<Comment::OnLink>(&comment.target)) appendField(out, "link", onLink->link);
  if (const auto* at = std::get_if<Point>(&comment.target)) {
    appendKey(out, "at");
    appendPoint(out, *at);
  }
  // The place has no extra keys of its own in a Comment: they ride in the comment's, under the same name.
  const auto extra = comment.extra.find("target");
  const Value::Object* rest = extra == comment.extra.end() ? nullptr : extra->second.asObject();
  if (rest) appendExtra(out, *rest, std::array<std::string_view, 3>{"node", "link", "at"});
  out += '}';
}

void readTarget(Fields& comment, Comment& out) {
  auto value = comment.any("target", Need::required);
  if (!value) return;
  Fields target(std::move(*value));
  const int given = target.has("node") + target.has("link") + target.has("at");
  if (target.has("node")) out.target = Comment::OnNode{target.text("node")};
  else if (target.has("link")) out.target = Comment::OnLink{target.text("link")};
  else if (const auto at = target.point("at")) out.target = *at;
  if (given != 1) target.fail({ErrorCode::wrongType, {}, "expected one of \"node\", \"link\" and \"at\""});
  if (const auto& problem = target.problem()) comment.fail("target", *problem);
  if (Value::Object rest = target.rest(); !rest.empty()) out.extra.emplace("target", std::move(rest));
}

}  // namespace

void appendPoints(std::string& out, const std::vector<Point>& points) {
  out += '[';
  for (const Point& point : points) {
    if (&point != &points.front()) out += ", ";
    appendPoint(out, point);
  }
  out += ']';
}

void appendRow(std::string& out, const Node& node) {
  out += '{';
  appendField(out, "id", node.id);
  appendField(out, "kind", node.kind);
  if (!node.parent.empty()) appendField(out, "parent", node.parent);
  if (!node.name.empty()) appendField(out, "name", node.name);
  if (node.rect) {
    appendKey(out, "rect");
    appendRect(out, *node.rect);
  }
  appendProperties(out, node.properties);
  if (node.locked) {
    appendKey(out, "locked");
    out += "true";
  }
  appendExtra(out, node.extra, kNodeKeys);
  out += '}';
}

void appendRow(std::string& out, const Link& link) {
  out += '{';
  appendField(out, "id", link.id);
  appendField(out, "kind", link.kind);
  appendField(out, "from", link.from);
  appendField(out, "to", link.to);
  appendProperties(out, link.properties);
  if (!link.bends.empty()) {
    appendKey(out, "bends");
    appendPoints(out, link.bends);
  }
  appendExtra(out, link.extra, kLinkKeys);
  out += '}';
}

void appendRow(std::string& out, const Comment& comment) {
  out += '{';
  appendField(out, "id", comment.id);
  appendField(out, "thread", comment.thread);
  appendTarget(out, comment);
  appendField(out, "author", comment.author);
  appendField(out, "at", comment.at);
  appendField(out, "text", comment.text);
  appendKey(out, "resolved");
  out += comment.resolved ? "true" : "false";
  appendExtra(out, comment.extra, kCommentKeys);
  out += '}';
}

void appendRow(std::string& out, const Waiver& waiver) {
  out += '{';
  appendField(out, "key", waiver.key);
  appendField(out, "reason", waiver.reason);
  appendField(out, "author", waiver.author);
  appendField(out, "at", waiver.at);
  if (!waiver.until.empty()) appendField(out, "until", waiver.until);
  appendExtra(out, waiver.extra, kWaiverKeys);
  out += '}';
}

std::optional<Problem> readRow(Value value, Node& node) {
  Fields fields(std::move(value));
  node.id = fields.id("id");
  node.kind = fields.text("kind", Need::required);
  const bool parented = fields.has("parent");
  node.parent = fields.text("parent");
  if (parented && node.parent.empty()) {
    fields.fail({ErrorCode::dangling, {"parent"}, "the parent is empty; leave it out for the canvas"});
  }
  node.name = fields.text("name");
  node.rect = fields.rect("rect");
  node.properties = fields.object("properties");
  node.locked = fields.flag("locked");
  node.extra = fields.rest();
  return fields.problem();
}

std::optional<Problem> readRow(Value value, Link& link) {
  Fields fields(std::move(value));
  link.id = fields.id("id");
  link.kind = fields.text("kind", Need::required);
  link.from = fields.text("from", Need::required);
  link.to = fields.text("to", Need::required);
  link.properties = fields.object("properties");
  link.bends = fields.points("bends");
  link.extra = fields.rest();
  return fields.problem();
}

std::optional<Problem> readRow(Value value, Comment& comment) {
  Fields fields(std::move(value));
  comment.id = fields.id("id");
  comment.thread = fields.text("thread");
  readTarget(fields, comment);
  comment.author = fields.text("author");
  comment.at = fields.text("at");
  comment.text = fields.text("text");
  comment.resolved = fields.flag("resolved");
  comment.extra.merge(fields.rest());
  return fields.problem();
}

std::optional<Problem> readRow(Value value, Waiver& waiver) {
  Fields fields(std::move(value));
  waiver.key = fields.text("key", Need::required);
  if (!fields.problem() && waiver.key.empty()) {
    fields.fail({ErrorCode::wrongType, {"key"}, "a waiver needs the key of a finding"});
  }
  waiver.reason = fields.text("reason");
  waiver.author = fields.text("author");
  waiver.at = fields.text("at");
  waiver.until = fields.text("until");
  waiver.extra = fields.rest();
  return fields.problem();
}

}  // namespace nines::json
