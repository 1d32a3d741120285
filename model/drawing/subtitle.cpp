// The second line of a card from the catalogue's templates.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "drawing/draw_parts.h"
#include "drawing/drill_picture.h"
#include "support/ascii.h"

namespace nines {

namespace {

constexpr std::string_view kSeparator = " \u00b7 ";
constexpr int kMostWalked = 200;  // replicas behind one

// A value as people read it; nothing where it says nothing.
using Text = std::optional<std::string>;

Text readable(double number) {
  if (!std::isfinite(number)) return std::nullopt;
  char buffer[64];
  const bool whole = std::abs(number) < 1e15 && number == std::floor(number);
  const auto end = whole ? std::to_chars(buffer, buffer + sizeof buffer, static_cast<long long>(number))
                         : std::to_chars(buffer, buffer + sizeof buffer, number);
  return std::string(buffer, end.ptr);
}

Text readableCount(std::size_t count) {
  if (count == 0) return std::nullopt;
  return std::to_string(count);
}

std::string nameOf(const Design& design, const PropertySchema* schema, const std::string& text) {
  if (!schema) return text;
  if (schema->type == PropertyType::node || schema->type == PropertyType::nodeList) {
    const NodeIndex i = design.indexOf(text);
    return i == kNone ? text : std::string(titleOf(design, i));
  }
  return std::string(schema->choiceLabel(text));
}

Text readable(const Design& design, const PropertySchema* schema, const Value& value) {
  if (const bool* flag = value.asBool()) return *flag ? "yes" : "no";
  if (const auto number = value.asNumber()) return readable(*number);
  if (const std::string* text = value.asText()) return text->empty() ? Text() : nameOf(design, schema, *text);
  const Value::Array* array = value.asArray();
  if (!array || array->empty()) return std::nullopt;
  std::string out;
  for (const Value& item : *array) {
    const Text part = readable(design, schema, item);
    if (!part) return std::nullopt;
    out += (out.empty() ? "" : ", ") + *part;
  }
  return out;
}

// Zones that a balancer reaches: those of its targets, or of the members of groups that are its targets.
std::size_t zonesReached(const Design& design, NodeIndex i) {
  std::set<std::string_view> codes;
  const auto add = [&](NodeIndex n) {
    if (design.zone(n) != kNone) codes.insert(design.zoneCode(design.zone(n)));
  };
  for (const LinkIndex l : design.outgoing(i)) {
    const NodeIndex target = design.to(l);
    if (target == kNone) continue;
    add(target);
    for (const NodeIndex member : design.members(target)) {
      if (member != kNone) add(member);
    }
  }
  return codes.size();
}

// In a drill those that have failed run no more, and those that were started do.
bool isRunning(const Design& design, NodeIndex i, const DrillPicture* drill) {
  const DrillMark* mark = drill ? drill->of(design.node(i).id) : nullptr;
  if (mark && mark->fate == Fate::failed) return false;
  const bool started = mark && (mark->fate == Fate::started || mark->fate == Fate::restored);
  return started || !draw::isStopped(design, i);
}

std::size_t runningMembers(const Design& design, NodeIndex i, const DrillPicture* drill) {
  const std::vector<NodeIndex> members = design.members(i);
  return static_cast<std::size_t>(
      std::ranges::count_if(members, [&](NodeIndex m) { return m != kNone && isRunning(design, m, drill); }));
}

// What a recovery Region stands by for: the strategy of the workloads that name it, if all say the same, else its role.
Text standby(const Design& design, NodeIndex region) {
  Text role = nameOf(design, design.kind(region)->property("role"), std::string(design.read(region, "role").text()));
  Text common;
  for (const NodeIndex i : design.withTrait(trait::kWorkload)) {
    const NodeIndex named = design.indexOf(std::string(design.read(i, "recoveryRegion").text()));
    if (named == kNone || design.regionCode(named) != design.regionCode(region)) continue;
    const std::string strategy(design.read(i, "strategy").text());
    if (strategy.empty() || strategy == "none") continue;
    const std::string label = nameOf(design, design.kind(i)->property("strategy"), strategy);
    if (common && *common != label) return role;
    common = label;
  }
  return common ? common : role;
}

// "3 of 5" in a chain, whose layers go on or have come some way; nothing for a replica of a source alone, of which
// there is more to say than that.
Text chainLayerOf(const Design& design, NodeIndex replica) {
  const std::uint32_t own = design.replicaLayer(replica);
  if (own == 0) return std::nullopt;
  // Layers grow along every link that is followed, so that no circle is walked; of more than anybody draws only the
  // beginning is.
  std::uint32_t deepest = own;
  std::vector<NodeIndex> waiting{replica};
  for (int walked = 0; !waiting.empty() && walked < kMostWalked; ++walked) {
    const NodeIndex i = waiting.back();
    waiting.pop_back();
    deepest = std::max(deepest, design.replicaLayer(i));
    for (const NodeIndex next : design.targets(i, "replicates")) {
      if (design.replicaLayer(next) == design.replicaLayer(i) + 1) waiting.push_back(next);
    }
  }
  if (deepest <= 2) return std::nullopt;
  return std::to_string(own) + " of " + std::to_string(deepest);
}

// What is said of the link over which a copy gets its data; of several the first that says it.
Text ofSourceLink(const Design& design, NodeIndex copy, std::string (*say)(const Design&, LinkIndex)) {
  for (const LinkIndex l : design.incoming(copy)) {
    if (std::string text = say(design, l); !text.empty()) return text;
  }
  return std::nullopt;
}

Text derived(const Design& design, NodeIndex i, std::string_view key, const DrillPicture* drill) {
  if (key == "chainLayer") return chainLayerOf(design, i);
  if (key == "layer") return readableCount(design.replicaLayer(i));
  if (key == "lag") return ofSourceLink(design, i, draw::lagText);
  if (key == "replication") return ofSourceLink(design, i, draw::copyWord);
  if (key == "zones") return readableCount(zonesReached(design, i));
  if (key == "members") return readableCount(design.members(i).size());
  if (key == "place") {
    const RegionFact* fact = awsRegion(design.regionCode(i));
    return fact ? Text(fact->place) : Text();
  }
  if (key == "standby") return standby(design, i);
  if (key == "running" && !design.members(i).empty()) return std::to_string(runningMembers(design, i, drill));
  return std::nullopt;
}

Text valueOf(const Design& design, NodeIndex i, std::string_view key, const DrillPicture* drill) {
  const PropertySchema* schema = design.kind(i)->property(key);
  const Reading reading = design.read(i, key);
  if (reading.known()) return readable(design, schema, *reading.value);
  return schema ? Text() : derived(design, i, key, drill);
}

bool isTrue(const Design& design, NodeIndex i, std::string_view key) {
  // A drawn standby says as much as the property.
  if (key == "multiAz" && design.has(i, trait::kDatabaseInstance)) return design.isMultiAz(i);
  return design.read(i, key).flag();
}

// "4.1 TB" of 4096 GB: in a unit that keeps figures short. Others than GB stay as they are.
Text amountOf(const Design& design, NodeIndex i, std::string_view key) {
  constexpr double kGbPerTb = 1000;
  const PropertySchema* schema = design.kind(i)->property(key);
  const Reading reading = design.read(i, key);
  const auto number = reading.known() ? reading.value->asNumber() : std::nullopt;
  if (!schema || !number) return std::nullopt;
  const bool large = schema->unit == "GB" && std::abs(*number) >= kGbPerTb;
  const Text figure = readable(large ? std::round(*number / kGbPerTb * 10) / 10 : *number);
  if (!figure) return std::nullopt;
  return *figure + " " + (large ? "TB" : schema->unit);
}

// A property of what the first outgoing link of this kind leads to.
Text ofTarget(const Design& design, NodeIndex i, std::string_view link, std::string_view key) {
  for (const LinkIndex l : design.outgoing(i)) {
    const NodeIndex target = design.to(l);
    if (design.link(l).kind == link && target != kNone && design.kind(target))
      return valueOf(design, target, key, nullptr);
  }
  return std::nullopt;
}

// The token between braces, as the catalogue has it (`Subtitle`).
Text tokenText(const Design& design, NodeIndex i, std::string_view token, const DrillPicture* drill) {
  if (const std::size_t to = token.find('>'); to != std::string_view::npos)
    return ofTarget(design, i, token.substr(0, to), token.substr(to + 1));
  if (const std::size_t bar = token.find('|'); bar != std::string_view::npos)
    return amountOf(design, i, token.substr(0, bar));
  const std::size_t mark = token.find('?');
  if (mark == std::string_view::npos) return valueOf(design, i, token, drill);
  if (!isTrue(design, i, token.substr(0, mark))) return std::nullopt;
  return std::string(token.substr(mark + 1));
}

// The template text after a figure: " nodes" is " node" after 1. Words of one letter are units.
std::string agreeing(std::string_view rest, const std::string& figure) {
  std::string out(rest);
  if (figure != "1" || !rest.starts_with(' ')) return out;
  std::size_t end = 1;
  while (end < rest.size() && ascii::isLetter(rest[end])) ++end;
  if (end > 3 && rest[end - 1] == 's') out.erase(end - 1, 1);
  return out;
}

// A choice's label inside a line: "Primary" is "primary", but "MySQL" and "EC2" stay.
std::string insideLine(std::string text) {
  std::size_t end = 1;
  while (end < text.size() && ascii::isLower(text[end])) ++end;
  const bool plainWord = end > 1 && (end == text.size() || text[end] == ' ');
  if (plainWord) text[0] = ascii::lower(text[0]);
  return text;
}

bool isChoice(const Design& design, NodeIndex i, std::string_view key) {
  const PropertySchema* schema = design.kind(i)->property(key);
  return schema && !schema->choices.empty();
}

// One segment filled in, nothing if a value of it is unknown.
Text segmentText(const Design& design, NodeIndex i, std::string_view segment, bool first, const DrillPicture* drill) {
  std::string out;
  std::string figure;
  while (!segment.empty()) {
    const std::size_t open = segment.find('{');
    out += agreeing(segment.substr(0, open), figure);
    if (open == std::string_view::npos) break;
    const std::size_t close = segment.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string_view token = segment.substr(open + 1, close - open - 1);
    const Text value = tokenText(design, i, token, drill);
    if (!value) return std::nullopt;
    const bool inside = !first || !out.empty();
    // Those of other cards' choices are words as well.
    const bool word = isChoice(design, i, token) || token == "standby";
    out += inside && word ? insideLine(*value) : *value;
    figure = *value;
    segment.remove_prefix(close + 1);
  }
  return out;
}

// Whether both have the same letters and digits: "file-gateway" and "File gateway".
bool saysTheSame(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      const bool beyond = static_cast<unsigned char>(c) >= 0x80;
      if (beyond || ascii::isLetter(c) || ascii::isDigit(c)) out += ascii::lower(c);
    }
    return out;
  };
  return bare(a) == bare(b);
}

// A whole template filled in; segments without a value vanish.
std::string filledIn(const Design& design, NodeIndex i, std::string_view pattern, const DrillPicture* drill) {
  std::string out;
  for (;;) {
    const std::size_t end = pattern.find(kSeparator);
    const Text text = segmentText(design, i, pattern.substr(0, end), out.empty(), drill);
    if (text && !text->empty()) out += (out.empty() ? "" : std::string(kSeparator)) + *text;
    if (end == std::string_view::npos) return out;
    pattern.remove_prefix(end + kSeparator.size());
  }
}

}  // namespace

namespace draw {

const Subtitle* subtitleFor(const Design& design, NodeIndex i) {
  const Kind* kind = design.kind(i);
  if (!kind) return nullptr;
  const auto at = std::ranges::find_if(kind->subtitles, [&](const Subtitle& s) { return design.holds(s.when, i); });
  return at == kind->subtitles.end() ? nullptr : &*at;
}

std::vector<std::string> shorterSubtitles(const Design& design, NodeIndex i) {
  std::vector<std::string> shorter;
  const Reading reading = design.read(i, "engineVersion");
  std::string version = " " + std::string(reading.text());
  const std::string whole = subtitleOf(design, i);
  const std::size_t at = whole.find(version);
  if (version.size() == 1 || at == std::string::npos) return shorter;
  const std::string before = whole.substr(0, at);
  const std::string behind = whole.substr(at + version.size());
  for (std::size_t dot = version.rfind('.'); dot != std::string::npos; dot = version.rfind('.')) {
    version.resize(dot);
    shorter.push_back(before + version + behind);
  }
  shorter.push_back(before + behind);
  return shorter;
}

std::string subtitleOf(const Design& design, NodeIndex i, const DrillPicture* drill) {
  const Kind* kind = design.kind(i);
  if (!kind) return design.node(i).kind;
  std::string repeated;
  for (const Subtitle& subtitle : kind->subtitles) {
    if (!design.holds(subtitle.when, i)) continue;
    std::string text = filledIn(design, i, subtitle.text, drill);
    if (text.empty()) continue;
    if (!saysTheSame(text, titleOf(design, i))) return text;
    if (repeated.empty()) repeated = std::move(text);
  }
  return repeated;
}

}  // namespace draw

std::string subtitleOf(const Design& design, NodeIndex i) { return draw::subtitleOf(design, i, nullptr); }

}  // namespace nines
