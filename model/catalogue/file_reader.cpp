// Kind, link and category files from JSON.
#include <utility>

#include "catalogue/catalogue_files.h"

namespace nines::catalogue_files {

namespace {

using json::ObjectReader;

constexpr std::string_view kKinds = "catalogue/kinds/";
constexpr std::string_view kLinks = "catalogue/links/";
constexpr std::string_view kCategories = "catalogue/categories.json";
constexpr std::string_view kIcons = "icons/";

// What stands between the folder and the ending: "kinds/rds-instance.json" -> "rds-instance".
std::string stem(std::string_view path) {
  const std::size_t begin = path.rfind('/') + 1;
  return std::string(path.substr(begin, path.rfind('.') - begin));
}

std::string readId(ObjectReader& reader) {
  std::string id = reader.text("id");
  if (id != stem(reader.file())) reader.fail(ErrorCode::dangling, "id", "the id is not the file's name");
  return id;
}

Shape readShape(ObjectReader& reader) {
  const std::string name = reader.text("shape");
  if (name == "card") return Shape::card;
  if (name == "region") return Shape::region;
  if (name == "zone") return Shape::zone;
  if (name == "frame") return Shape::frame;
  if (name == "box") return Shape::box;
  if (name == "note") return Shape::note;
  reader.fail(ErrorCode::unsupported, "shape", "unknown shape \"" + name + "\"");
  return Shape::card;
}

Preset readPreset(ObjectReader& reader, const Kind& kind) {
  Preset out;
  out.id = reader.text("id");
  out.label = reader.text("label");
  out.name = reader.text("name");
  out.icon = reader.optionalText("icon");
  if (out.icon.empty()) out.icon = kind.icon;
  reader.object("properties", [&out](ObjectReader& properties) {
    properties.rest([&out](const std::string& key, const Value& value) { out.properties.emplace(key, value); });
  });
  out.aliases = reader.texts("aliases");
  return out;
}

void readLook(ObjectReader& reader, Kind& kind) {
  reader.each("presets", [&kind](ObjectReader& r) { kind.presets.push_back(readPreset(r, kind)); });
  reader.each("chips", [&kind](ObjectReader& r) {
    Chip chip{r.text("text"), r.flag("solid", false), {}};
    r.object("when", [&chip](ObjectReader& when) { chip.when = readCondition(when); });
    kind.chips.push_back(std::move(chip));
  });
  reader.each("subtitles", [&kind](ObjectReader& r) {
    Subtitle subtitle{r.text("text"), {}};
    r.object("when", [&subtitle](ObjectReader& when) { subtitle.when = readCondition(when); });
    kind.subtitles.push_back(std::move(subtitle));
  });
  reader.object("stopped", [&kind](ObjectReader& r) { kind.stopped = readCondition(r); });
}

void readSlas(ObjectReader& reader, Kind& kind) {
  reader.each("slas", [&kind](ObjectReader& r) {
    Sla sla{r.text("configuration"), r.number("availability"), r.source("source")};
    if (sla.availability <= 0 || sla.availability > 1) {
      r.fail(ErrorCode::wrongType, "availability", "expected a fraction above 0 and up to 1");
    }
    if (sla.source.text.empty()) r.fail(ErrorCode::missing, {}, "an SLA needs a source");
    if (kind.sla(sla.configuration)) r.fail(ErrorCode::duplicate, "configuration", "the configuration occurs twice");
    kind.slas.push_back(std::move(sla));
  });
}

Ends readEnds(ObjectReader& reader, std::string_view key) {
  Ends out;
  reader.object(key, [&out](ObjectReader& ends) {
    ends.rest([&](const std::string& link, const Value&) { out.emplace(link, ends.texts(link)); });
  });
  return out;
}

KindFile readKind(ObjectReader& reader) {
  KindFile out;
  out.file = reader.file();
  out.order = reader.number("order");
  Kind& kind = out.kind;
  kind.id = readId(reader);
  kind.label = reader.text("label");
  kind.category = reader.text("category");
  kind.tone = reader.optionalText("tone");
  kind.icon = reader.text("icon");
  kind.shape = readShape(reader);
  kind.help = reader.text("help");
  kind.setLabel = reader.optionalText("setLabel");
  reader.texts("rows");  // as of a property
  kind.parents = reader.texts("parents");
  for (std::string& name : reader.texts("traits")) kind.traits.insert(std::move(name));
  reader.each("newTraits", [&out](ObjectReader& r) {
    out.newTraits.push_back({r.text("name"), r.text("meaning")});
    out.kind.traits.insert(out.newTraits.back().name);
  });
  kind.properties = readProperties(reader);
  readLook(reader, kind);
  readSlas(reader, kind);
  out.outgoing = readEnds(reader, "outgoing");
  out.incoming = readEnds(reader, "incoming");
  return out;
}

LinkFile readLink(ObjectReader& reader) {
  LinkFile out;
  out.file = reader.file();
  out.order = reader.number("order");
  out.kind.id = readId(reader);
  out.kind.label = reader.text("label");
  out.kind.help = reader.text("help");
  out.kind.line = reader.text("line");
  static const std::set<std::string, std::less<>> kLines{"solid", "double", "dashed", "dotted", "none"};
  if (!kLines.contains(out.kind.line)) reader.fail(ErrorCode::unsupported, "line", "unknown line style");
  out.kind.properties = readProperties(reader);
  reader.texts("rows");  // as of a property
  return out;
}

void readInto(Files& files, ObjectReader& reader) {
  if (reader.file() == kCategories) {
    reader.each("categories", [&files](ObjectReader& r) {
      files.categories.push_back({r.text("id"), r.text("label"), r.text("tone")});
    });
  } else if (reader.file().starts_with(kKinds)) {
    files.kinds.push_back(readKind(reader));
  } else {
    files.links.push_back(readLink(reader));
  }
}

}  // namespace

Files read(std::span<const Resource> resources, json::Problems& problems) {
  Files files;
  for (const Resource& resource : resources) {
    if (resource.path.starts_with(kIcons)) files.icons.insert(stem(resource.path));
    const bool ours =
        resource.path.starts_with(kKinds) || resource.path.starts_with(kLinks) || resource.path == kCategories;
    if (!ours) continue;
    const std::string name(resource.path);
    Result<Value> json = json::parse(resource.text, name);
    if (!json) {
      problems.add(std::move(json.error()));
      continue;
    }
    ObjectReader reader(*json, name, {}, problems);
    readInto(files, reader);
    reader.finish();
  }
  return files;
}

}  // namespace nines::catalogue_files
