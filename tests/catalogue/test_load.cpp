// Every kind of mistake in a catalogue file is an error that names the file and the place in it.
#include <algorithm>
#include <map>

#include "catalogue/catalogue.h"
#include "support.h"

using namespace nines;

namespace {

const char kCategories[] = R"({"categories": [{"id": "databases", "label": "Databases", "tone": "db"}]})";
const char kZone[] = R"({"id": "az", "label": "Zone", "category": "databases", "order": 1, "icon": "az",
  "shape": "zone", "parents": ["canvas"], "traits": ["zone"], "help": "A zone.",
  "properties": [], "presets": []})";
const char kStore[] = R"({"id": "store", "label": "Store", "category": "databases", "order": 2, "icon": "rds",
  "shape": "card", "parents": ["az"], "traits": ["store"], "help": "A store.",
  "properties": [
    {"key": "engine", "label": "Engine", "section": "General", "type": "choice", "help": "Which.",
     "choices": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}], "default": "a"},
    {"key": "days", "label": "Days", "section": "General", "type": "integer", "minimum": 1, "maximum": 35,
     "default": 7, "help": "How many."},
    {"key": "zone", "label": "Zone", "section": "General", "type": "node", "nodeKinds": ["az"], "help": "Where."},
    {"key": "copies", "label": "Copies", "section": "General", "type": "integer", "defaultFrom": "days", "help": "Two."}
  ],
  "presets": [{"id": "store", "label": "Store", "name": "store", "aliases": []},
              {"id": "store-b", "label": "Store B", "name": "store", "properties": {"engine": "b"}, "aliases": []}],
  "chips": [{"text": "COPY", "when": {"incoming": "feeds"}}],
  "subtitles": [{"text": "{engine} · {layer}", "when": {"property": "engine", "is": ["a"]}}],
  "slas": [{"configuration": "single", "availability": 0.99, "source": {"text": "SLA", "date": "2024"}}],
  "outgoing": {"feeds": ["store"]}})";
const char kLink[] = R"({"id": "feeds", "label": "Feeds", "order": 1, "line": "dashed", "help": "Copies.",
  "properties": []})";

// Loads the small catalogue above with one part of one file replaced.
Result<Catalogue> loadWith(const QString& file, const QString& from, const QString& to) {
  std::map<std::string, std::string> texts{{"catalogue/categories.json", kCategories},
                                           {"catalogue/kinds/az.json", kZone},
                                           {"catalogue/kinds/store.json", kStore},
                                           {"catalogue/links/feeds.json", kLink}};
  if (!from.isEmpty()) {
    std::string& text = texts.at(file.toStdString());
    const std::size_t at = text.find(from.toStdString());
    if (at == std::string::npos) qFatal("the text to replace is not there");
    text.replace(at, static_cast<std::size_t>(from.toUtf8().size()), to.toStdString());
  }
  std::vector<Resource> files{{"icons/az.svg", "<svg/>"}, {"icons/rds.svg", "<svg/>"}};
  for (const auto& [path, text] : texts) files.push_back({path, text});
  return Catalogue::load(files);
}

}  // namespace

class LoadTest : public QObject {
  Q_OBJECT

 private slots:
  void loadsASmallCatalogue() {
    const auto loaded = loadWith({}, {}, {});
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
    const Kind* store = loaded->kind("store");
    QVERIFY(store);
    QCOMPARE(store->tone, std::string("db"));
    QCOMPARE(store->presets[1].icon, std::string("rds"));
    QCOMPARE(store->property("days")->fallback, std::optional<Value>(7));
    QCOMPARE(store->property("copies")->fallbackFrom, std::string("days"));
    QVERIFY(loaded->mayLink("feeds", "store", "store"));
    QVERIFY(!loaded->mayLink("feeds", "az", "store"));
    QVERIFY(!loaded->mayContain("store", "store"));
  }

  // A new kind brings its own pairs in both directions, without touching another file.
  void incomingPairsCount() {
    const auto loaded = loadWith("catalogue/kinds/store.json", R"("outgoing": {"feeds": ["store"]})",
                                 R"("incoming": {"feeds": ["az"]})");
    QVERIFY(loaded.ok());
    QVERIFY(loaded->mayLink("feeds", "az", "store"));
    QVERIFY(!loaded->mayLink("feeds", "store", "store"));
  }

  // A rule for a new kind alone asks for a trait that the kind brings along.
  void aKindBringsTraits() {
    const auto loaded =
        loadWith("catalogue/kinds/store.json", R"("traits": ["store"],)",
                 R"("traits": ["store"], "newTraits": [{"name": "queue", "meaning": "holds messages"}],)");
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
    QVERIFY(loaded->kind("store")->has("queue"));
    QVERIFY(loaded->kind("store")->has(trait::kStore));
    QVERIFY(!loaded->kind("az")->has("queue"));
  }

  // Others may have the trait then, too.
  void aTraitThatAKindBringsIsKnown() {
    const auto loaded =
        loadWith("catalogue/kinds/az.json", R"("traits": ["zone"],)",
                 R"("traits": ["zone", "queue"], "newTraits": [{"name": "queue", "meaning": "holds"}],)");
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
  }

  void mistake_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* file, const char* from, const char* to, ErrorCode code,
                        const char* place) {
      QTest::newRow(name) << QString("catalogue/") + file << QString::fromUtf8(from) << QString::fromUtf8(to)
                          << static_cast<int>(code) << QString(place);
    };
    const char* store = "kinds/store.json";
    using enum ErrorCode;
    row("no JSON", store, R"("id": "store",)", R"("id": "store")", notJson, ":1:");
    row("text after the object", "links/feeds.json", "[]}", "[]} {}", notJson, ":2:");
    row("key twice", store, R"("order": 2)", R"("order": 2, "order": 3)", duplicate, ":1:");
    row("unknown key", store, R"("order": 2)", R"("order": 2, "colour": "red")", unsupported, "(/colour)");
    row("unknown key inside", store, R"("help": "Which.")", R"("help": "Which.", "hint": "")", unsupported,
        "(/properties/0/hint)");
    row("missing key", store, R"("label": "Store", "category")", R"("category")", missing, "label");
    row("wrong type", store, R"("order": 2)", R"("order": "two")", wrongType, "(/order)");
    row("empty text", store, R"("help": "A store.")", R"("help": "")", wrongType, "(/help)");
    row("id is not the file's name", store, R"({"id": "store")", R"({"id": "shop")", dangling, "(/id)");
    row("category twice", "categories.json", R"("tone": "db"})",
        R"("tone": "db"}, {"id": "databases", "label": "Again", "tone": "st"})", duplicate, "(/categories/0/id)");
    row("unknown tone", "categories.json", R"("db")", R"("pink")", dangling, "(/categories/0/tone)");
    row("unknown category", store, R"("category": "databases")", R"("category": "stores")", dangling, "(/category)");
    row("unknown icon", store, R"("icon": "rds")", R"("icon": "moon")", dangling, "(/icon)");
    row("unknown shape", store, R"("shape": "card")", R"("shape": "blob")", unsupported, "(/shape)");
    row("unknown trait", store, R"(["store"], "help")", R"(["magic"], "help")", dangling, "(/traits)");
    row("trait that is not new", store, R"(["store"], "help")",
        R"(["store"], "newTraits": [{"name": "zone", "meaning": "again"}], "help")", duplicate, "(/newTraits/0)");
    row("trait brought twice", store, R"(["store"], "help")",
        R"(["store"], "newTraits": [{"name": "q", "meaning": "a"}, {"name": "q", "meaning": "b"}], "help")", duplicate,
        "(/newTraits/0)");
    row("trait without a meaning", store, R"(["store"], "help")", R"(["store"], "newTraits": [{"name": "q"}], "help")",
        missing, "meaning");
    row("unknown parent", store, R"("parents": ["az"])", R"("parents": ["moon"])", dangling, "(/parents/0)");
    row("parent is no container", store, R"("parents": ["az"])", R"("parents": ["az", "store"])", dangling,
        "(/parents/1)");
    row("no parent", store, R"("parents": ["az"])", R"("parents": [])", missing, "(/parents)");
    row("unknown type", store, R"("type": "choice")", R"("type": "pick")", unsupported, "(/properties/0/type)");
    row("property twice", store, R"("key": "days")", R"("key": "engine")", duplicate, "(/properties/0/key)");
    // These two have the same FNV-1a hash.
    row("two keys of one hash", store, R"({"key": "copies", "label": "Copies",)",
        R"({"key": "costarring", "label": "One", "section": "General", "type": "integer", "help": "One."},
           {"key": "liquid", "label": "Copies",)",
        duplicate, "(/properties/4/key)");
    row("default of a wrong type", store, R"("default": 7)", R"("default": "7")", wrongType, "(/properties/1/default)");
    row("default below the range", store, R"("default": 7)", R"("default": 0)", wrongType, "(/properties/1/default)");
    row("default above the range", store, R"("default": 7)", R"("default": 36)", wrongType, "(/properties/1/default)");
    row("default outside the choices", store, R"("default": "a")", R"("default": "c")", wrongType,
        "(/properties/0/default)");
    row("range upside down", store, R"("minimum": 1)", R"("minimum": 99)", wrongType, "(/properties/1/minimum)");
    const char* range = R"("minimum": 1, "maximum": 35)";
    row("steps that fall", store, range, R"("steps": [7, 5])", wrongType, "(/properties/1/steps)");
    row("a single step", store, range, R"("steps": [7])", wrongType, "(/properties/1/steps)");
    row("steps of text", store, range, R"("steps": [7, "9"])", wrongType, "(/properties/1/steps)");
    row("steps that are no list", store, range, R"("steps": 7)", wrongType, "(/properties/1/steps)");
    row("steps beside a range", store, R"("minimum": 1)", R"("minimum": 1, "steps": [7, 9])", duplicate,
        "(/properties/1/steps)");
    row("steps of a text", store, R"("nodeKinds": ["az"])", R"("nodeKinds": ["az"], "steps": [1, 2])", wrongType,
        "(/properties/2/steps)");
    row("default between the steps", store, range, R"("steps": [5, 9])", wrongType, "(/properties/1/default)");
    row("choice twice", store, R"({"value": "b")", R"({"value": "a")", duplicate, "(/properties/0/choices/0/value)");
    row("choice without choices", store, R"("type": "integer", "minimum": 1)", R"("type": "choice", "minimum": 1)",
        missing, "(/properties/1)");
    row("unknown node kind", store, R"("nodeKinds": ["az"])", R"("nodeKinds": ["moon"])", dangling,
        "(/properties/2/nodeKinds/0)");
    row("node property without kinds", store, R"("nodeKinds": ["az"], )", "", missing, "(/properties/2)");
    row("default from nowhere", store, R"("defaultFrom": "days")", R"("defaultFrom": "nights")", dangling,
        "(/properties/3/defaultFrom)");
    row("default from another type", store, R"("defaultFrom": "days")", R"("defaultFrom": "engine")", dangling,
        "(/properties/3/defaultFrom)");
    row("preset of another kind's id", store, R"("id": "store-b")", R"("id": "az")", duplicate, "(/presets/1/id)");
    row("preset id twice", store, R"("id": "store-b")", R"("id": "store")", duplicate, "(/presets/1/id)");
    row("presets overlap", store, R"("properties": {"engine": "b"})", R"("properties": {})", duplicate, "(/presets/1)");
    row("preset of an unknown property", store, R"({"engine": "b"})", R"({"motor": "b"})", dangling,
        "(/presets/1/properties/motor)");
    row("preset outside the choices", store, R"({"engine": "b"})", R"({"engine": "z"})", wrongType,
        "(/presets/1/properties/engine)");
    row("preset with an unknown icon", store, R"("aliases": []},)", R"("icon": "moon", "aliases": []},)", dangling,
        "(/presets/0/icon)");
    row("chip on an unknown link", store, R"("incoming": "feeds")", R"("incoming": "eats")", dangling,
        "(/chips/0/when)");
    row("subtitle of an unknown property", store, "{engine} ·", "{motor} ·", dangling, "(/subtitles/0/text)");
    row("subtitle of a property that no target has", store, "{engine} ·", "{feeds>motor} ·", dangling,
        "(/subtitles/0/text)");
    row("subtitle over an unknown link", store, "{engine} ·", "{eats>engine} ·", dangling, "(/subtitles/0/text)");
    row("subtitle with an open brace", store, "{layer}", "{layer", wrongType, "(/subtitles/0/text)");
    row("condition on an unknown property", store, R"({"property": "engine")", R"({"property": "motor")", dangling,
        "(/subtitles/0/when)");
    row("condition outside the choices", store, R"("is": ["a"])", R"("is": ["z"])", wrongType, "(/subtitles/0/when)");
    row("link to an unknown kind", store, R"({"feeds": ["store"]})", R"({"feeds": ["moon"]})", dangling,
        "(/outgoing/feeds/0)");
    row("unknown link kind", store, R"({"feeds": ["store"]})", R"({"eats": ["store"]})", dangling, "(/outgoing/eats)");
    row("SLA above 1", store, R"("availability": 0.99)", R"("availability": 99.9)", wrongType,
        "(/slas/0/availability)");
    row("SLA without source", store, R"(, "source": {"text": "SLA", "date": "2024"})", "", missing, "(/slas/0)");
    row("unknown line style", "links/feeds.json", R"("dashed")", R"("wavy")", unsupported, "(/line)");
  }
  void mistake() {
    QFETCH(QString, file);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(int, code);
    QFETCH(QString, place);
    const auto loaded = loadWith(file, from, to);
    QVERIFY(!loaded.ok());
    const QString text = QString::fromStdString(loaded.error().text());
    QVERIFY2(static_cast<int>(loaded.error().code) == code, qPrintable(text));
    QVERIFY2(text.startsWith(file), qPrintable(text));
    QVERIFY2(text.contains(place), qPrintable(text));
  }

  void kindTwice() {
    const std::vector<Resource> files{{"catalogue/categories.json", kCategories},
                                      {"catalogue/kinds/az.json", kZone},
                                      {"catalogue/kinds/more/az.json", kZone},
                                      {"icons/az.svg", "<svg/>"}};
    const auto loaded = Catalogue::load(files);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::duplicate);
    QCOMPARE(loaded.error().file, std::string("catalogue/kinds/more/az.json"));
  }

  void typeProblem_data() {
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("sample");
    QTest::addColumn<bool>("fits");
    const auto rows = [](const char* name, PropertyType type, std::vector<int> fitting) {
      for (int sample = 0; sample < 12; ++sample) {
        const bool fits = std::ranges::find(fitting, sample) != fitting.end();
        QTest::addRow("%s %d", name, sample) << static_cast<int>(type) << sample << fits;
      }
    };
    rows("boolean", PropertyType::boolean, {1});
    rows("integer", PropertyType::integer, {2, 3});
    rows("number", PropertyType::number, {2, 3, 4});
    rows("text", PropertyType::text, {5});
    rows("choice", PropertyType::choice, {5});
    rows("node", PropertyType::node, {5});
    rows("choice list", PropertyType::choiceList, {6, 7});
    rows("text list", PropertyType::textList, {6, 7});
    rows("node list", PropertyType::nodeList, {6, 7});
    rows("integer list", PropertyType::integerList, {6, 8});
    rows("outage targets", PropertyType::outageTargets, {2, 3, 4, 9});
    rows("lifecycle", PropertyType::lifecycle, {6, 10});
  }
  void typeProblem() {
    const std::vector<Value> samples = {
        Value(),
        true,
        7,
        7.0,
        0.5,
        "text",
        Value::Array{},
        Value::Array{"a", "b"},
        Value::Array{1, 2},
        Value::Object{{"az", 60}, {"region", 0.5}},
        Value::Array{Value::Object{{"class", "standard-ia"}, {"afterDays", 30}, {"noncurrent", false}}},
        Value::Array{Value::Object{{"class", 3}}},
    };
    QFETCH(int, type);
    QFETCH(int, sample);
    QFETCH(bool, fits);
    PropertySchema schema;
    schema.type = static_cast<PropertyType>(type);
    QCOMPARE(schema.typeProblem(samples[static_cast<std::size_t>(sample)]).empty(), fits);
  }

  // Rules judge choices and ranges; a file with other values loads.
  void typeProblemLetsAdvicePass() {
    const Kind* rds = Catalogue::shipped().kind("rds-instance");
    QVERIFY(rds->property("engine")->typeProblem("duckdb").empty());
    QVERIFY(rds->property("backupRetentionDays")->typeProblem(400).empty());
    QCOMPARE(rds->property("engine")->choiceLabel("sqlserver"), std::string_view("SQL Server"));
    QCOMPARE(rds->property("engine")->choiceLabel("duckdb"), std::string_view("duckdb"));
  }
};

QTEST_GUILESS_MAIN(LoadTest)
#include "test_load.moc"
