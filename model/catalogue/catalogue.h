// What kinds of nodes and links exist, as data. Palette, inspector, file validation, defaults, drawing and analyses all
// read it; a new service is one file in resources/catalogue and one icon. Facts that differ between profiles are in
// profile.h.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/names.h"
#include "support/resources.h"
#include "support/result.h"
#include "topology/value.h"

namespace nines {

struct Source {
  std::string text;  // where the figure stands, short enough for a tooltip
  std::string date;  // ISO date (or year-month) of that source
};

enum class PropertyType {
  boolean,
  integer,
  number,
  text,
  choice,       // one of `choices`
  choiceList,   // array of choices
  textList,     // array of strings
  integerList,  // array of whole numbers
  node,         // id of a node whose kind is in `nodeKinds`
  nodeList,
  outageTargets,  // a number, or an object outage kind -> number (seconds)
  lifecycle,      // array of objects {class, afterDays, noncurrent}
};

struct Choice {
  std::string value;
  std::string label;
};

struct PropertySchema {
  std::string key;
  std::string label;
  std::string section;  // inspector heading: "General", "Engine", "Availability", "Backup", ...
  PropertyType type = PropertyType::text;
  std::string unit;               // "s", "GB", "%", empty for none
  std::optional<double> minimum;  // advice for editors; rules judge
  std::optional<double> maximum;
  std::vector<Choice> choices;
  std::vector<double> steps;  // a number is one of these, ascending; empty: any within the range. Advice as well
  std::vector<std::string> nodeKinds;
  std::optional<Value> fallback;  // what is assumed where the property is absent; none: unknown
  std::string fallbackFrom;       // or the key of the property of the same node whose effective value is assumed
  std::string help;
  Source source;  // where the default or the range comes from; may be empty

  // The label of a choice's value, or the value itself.
  std::string_view choiceLabel(std::string_view value) const;
  // Empty if the value has this property's type (ranges and choices are advice), else what was expected: "a whole
  // number".
  std::string typeProblem(const Value& value) const;
};

// Where the properties of one kind are, by key.
class PropertyPositions {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffu;

  PropertyPositions() = default;
  explicit PropertyPositions(const std::vector<PropertySchema>& properties);

  // The position of the property with this key among those that this was made of; kNone if there is none.
  std::uint32_t of(const PropertyKey& key, const std::vector<PropertySchema>& properties) const {
    for (std::uint32_t at = key.hash() & m_mask;; at = (at + 1) & m_mask) {
      const Slot& slot = m_slots[at];
      if (slot.position == kNone) return kNone;
      if (slot.hash == key.hash() && (key.isLiteral() || properties[slot.position].key == key.text()))
        return slot.position;
    }
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t position = kNone;
  };

  // A power of two, at most half full; a key is in the first free slot from its hash on.
  std::vector<Slot> m_slots = std::vector<Slot>(1);
  std::uint32_t m_mask = 0;
};

// True for a node if all parts that are given hold.
struct Condition {
  std::string incoming;  // has an incoming link of this kind
  std::string outgoing;
  std::string property;   // the effective (set or assumed) value of the property ...
  std::vector<Value> is;  // ... is one of these; empty: is known
};

struct Chip {
  std::string text;  // capitals: "PRIMARY"
  bool solid = false;
  Condition when;
};

// Second line of a card. The first subtitle whose condition holds is shown. Segments stand between " · ";
// "{engine}" is the property's value as people read it, "{multiAz?Multi-AZ}" a text where it is true. A segment whose
// property is unknown vanishes.
struct Subtitle {
  std::string text;
  Condition when;
};

// A palette entry: a kind with some properties set.
struct Preset {
  std::string id;     // unique over the catalogue; the kind's own id for the plain one
  std::string label;  // palette tile: "ALB"
  std::string name;   // what a fresh card is called: "load-balancer"
  std::string icon;
  Value::Object properties;
  std::vector<std::string> aliases;  // what else people type: "multi az", "postgres"
};

enum class Shape { card, region, zone, frame, box, note };  // box: account, VPC, data centre, group

// SLA of one configuration of a kind: "single", "redundant", ...
struct Sla {
  std::string configuration;
  double availability = 0;  // fraction of time per month, the first credit threshold
  Source source;
};

struct Kind {
  std::string id;
  std::string label;     // "RDS instance"
  std::string category;  // id of a Category
  std::string tone;      // theme colour family; the category's unless the file says otherwise
  std::string icon;      // resources/icons/<icon>.svg
  Shape shape = Shape::card;
  std::vector<std::string> parents;  // kinds; "canvas" for the top level, "any" for every container
  std::set<std::string, std::less<>> traits;
  std::uint32_t knownTraits = 0;  // those of them that the program knows, by Trait::mask()
  std::vector<PropertySchema> properties;
  PropertyPositions positions;  // of these
  std::vector<Preset> presets;
  std::vector<Chip> chips;  // the first whose condition holds is drawn
  std::vector<Subtitle> subtitles;
  Condition stopped;  // drawn as stopped where it holds; no parts: never
  std::vector<Sla> slas;
  std::string help;
  std::string setLabel;  // what several of them are together, "Global table": drawn as a frame; empty: nothing

  bool has(Trait trait) const { return (knownTraits & trait.mask()) != 0; }
  bool has(std::string_view trait) const { return traits.contains(trait); }
  const PropertySchema* property(std::string_view key) const;
  const Sla* sla(std::string_view configuration) const;
  // The palette entry whose properties all have the values that `effective` gives (null for unknown); of several the
  // one with most properties, null if none. Its icon is the one of a card: an ECS tier does not look like an EC2 one.
  const Preset* presetOf(const std::function<const Value*(std::string_view key)>& effective) const;
  // Regions, zones, VPCs, accounts, data centres and groups hold other nodes; frames do not (their members link to
  // them).
  bool isContainer() const { return shape == Shape::region || shape == Shape::zone || shape == Shape::box; }
};

struct LinkKind {
  std::string id;  // uses, routes, standby, replicates, member, backs-up, transfers
  std::string label;
  std::string help;
  std::string line;  // solid, double, dashed, dotted, none (members are drawn as a frame)
  std::vector<PropertySchema> properties;
  PropertyPositions positions;  // of these

  const PropertySchema* property(std::string_view key) const;
};

struct Category {
  std::string id;  // locations, traffic, compute, databases, storage, recovery, annotations
  std::string label;
  std::string tone;  // theme colour family: region, az, net, cp, db, st, sec, gen
};

class Catalogue {
 public:
  // Reads resources/catalogue and cross-checks it: unknown keys, kinds, traits, icons, defaults of a wrong type,
  // parents that are no containers are errors with file and place.
  static Result<Catalogue> load(std::span<const Resource> files);
  // The one that is shipped. Asserts that it loads (a test says so too).
  static const Catalogue& shipped();

  std::span<const Kind> kinds() const { return m_kinds; }  // in palette order
  std::span<const LinkKind> linkKinds() const { return m_linkKinds; }
  std::span<const Category> categories() const { return m_categories; }
  const Kind* kind(std::string_view id) const;
  const LinkKind* linkKind(std::string_view id) const;
  const Category* category(std::string_view id) const;

  // Whether `kind` may stand in `parentKind` (empty: on the canvas). Groups are transparent: ask for the first
  // ancestor that is none. Unknown kinds may stand anywhere.
  bool mayContain(std::string_view parentKind, std::string_view kind) const;
  // Whether a link of this kind may join these kinds; pairs that are drawable only so that their own rule can speak
  // (properties.md's *) count as allowed. Unknown kinds may be joined by anything.
  bool mayLink(std::string_view linkKind, std::string_view fromKind, std::string_view toKind) const;
  // The link kinds that may join these kinds, in catalogue order.
  std::vector<std::string_view> linkKindsBetween(std::string_view fromKind, std::string_view toKind) const;

  // Trait names that catalogue files may use, with their meaning (documentation and load check).
  static std::span<const std::pair<Trait, std::string_view>> knownTraits();

 private:
  std::vector<Kind> m_kinds;
  std::vector<LinkKind> m_linkKinds;
  std::vector<Category> m_categories;
  std::map<std::string, std::size_t, std::less<>> m_kindIndex;
  std::set<std::string, std::less<>> m_pairs;  // "link from to"
};

// Traits that rules and analyses ask for, instead of product names.
namespace trait {
inline constexpr Trait kAccount{"account", 0};
inline constexpr Trait kRegion{"region", 1};
inline constexpr Trait kZone{"zone", 2};
inline constexpr Trait kNetwork{"network", 3};          // VPC
inline constexpr Trait kTransparent{"transparent", 4};  // group: containment looks through it
inline constexpr Trait kDataCentre{"data-centre", 5};
inline constexpr Trait kAnnotation{"annotation", 6};  // no part of the architecture
inline constexpr Trait kWorkload{"workload", 7};      // users: carries targets
inline constexpr Trait kDnsRecord{"dns-record", 8};
inline constexpr Trait kBalancer{"balancer", 9};
inline constexpr Trait kCompute{"compute", 10};                     // app tier
inline constexpr Trait kComputeGroup{"compute-group", 11};          // scaling group
inline constexpr Trait kDatabaseInstance{"database-instance", 12};  // can have a standby and read replicas
inline constexpr Trait kStandby{"standby", 13};
inline constexpr Trait kClusterVolume{"cluster-volume", 14};  // storage in six copies over three zones
inline constexpr Trait kClusterInstance{"cluster-instance", 15};
inline constexpr Trait kTable{"table", 16};             // regional key-value table
inline constexpr Trait kTableCache{"table-cache", 17};  // DAX
inline constexpr Trait kTableCacheNode{"table-cache-node", 18};
inline constexpr Trait kBucket{"bucket", 19};
inline constexpr Trait kGateway{"gateway", 20};
inline constexpr Trait kTransferDevice{"transfer-device", 21};  // Snowball
inline constexpr Trait kBackupPlan{"backup-plan", 22};
inline constexpr Trait kServer{"server", 23};
inline constexpr Trait kStore{"store", 24};  // holds data of a workload
}  // namespace trait

}  // namespace nines
