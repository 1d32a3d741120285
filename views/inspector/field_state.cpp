#include "inspector/field_state.h"

#include <QCoreApplication>
#include <QString>
#include <algorithm>

#include "catalogue/relevance.h"
#include "catalogue/suggestions.h"
#include "inspector/text_advice.h"
#include "inspector/value_text.h"
#include "semantics/pairs.h"
#include "semantics/targets.h"
#include "theme/text.h"

namespace nines {

namespace {

using TargetKind = InspectorTarget::Kind;

const std::vector<PropertySchema>* schemasOf(const Design& design, const InspectorTarget& target,
                                             const std::string& id) {
  if (target.kind == TargetKind::nodes) {
    const Kind* kind = design.kind(design.indexOf(id));
    return kind ? &kind->properties : nullptr;
  }
  const LinkKind* kind = design.linkKind(design.linkIndexOf(id));
  return kind ? &kind->properties : nullptr;
}

const PropertySchema* findSchema(const std::vector<PropertySchema>& schemas, const PropertySchema& like) {
  const auto at = std::find_if(schemas.begin(), schemas.end(),
                               [&](const PropertySchema& s) { return s.key == like.key && s.type == like.type; });
  return at == schemas.end() ? nullptr : &*at;
}

Reading readOne(const Design& design, const InspectorTarget& target, const std::string& id, const std::string& key) {
  return target.kind == TargetKind::nodes ? design.read(design.indexOf(id), key)
                                          : design.readLink(design.linkIndexOf(id), key);
}

FieldState stateOf(const Reading& reading) {
  FieldState field;
  switch (reading.state) {
    case Reading::State::set:
      field.state = FieldState::State::set;
      break;
    case Reading::State::assumed:
      field.state = FieldState::State::assumed;
      break;
    case Reading::State::unknown:
      break;
  }
  if (reading.value) field.value = *reading.value;
  field.anySet = reading.state == Reading::State::set;
  return field;
}

// A drawn standby makes a database Multi-AZ whatever its property says, as all analyses read it.
FieldState readTarget(const Design& design, const InspectorTarget& target, const std::string& id,
                      const std::string& key) {
  const Reading reading = readOne(design, target, id, key);
  FieldState field = stateOf(reading);
  const NodeIndex i = target.kind == TargetKind::nodes && key == "multiAz" ? design.indexOf(id) : kNone;
  if (i == kNone || !design.has(i, trait::kDatabaseInstance)) return field;
  field.allDrawn = design.standbyOf(i) != kNone;
  if (reading.flag() || !design.isMultiAz(i)) return field;
  field.state = FieldState::State::drawn;
  field.value = Value(true);
  return field;
}

void merge(FieldState& field, const FieldState& other) {
  field.anySet = field.anySet || other.anySet;
  field.allDrawn = field.allDrawn && other.allDrawn;
  const bool same = field.value && other.value ? sameValue(*field.value, *other.value)
                                               : field.value.has_value() == other.value.has_value();
  if (field.state == FieldState::State::mixed) return;
  if (!same) {
    field.state = FieldState::State::mixed;
    field.value.reset();
  } else if (other.state == FieldState::State::set) {
    field.state = FieldState::State::set;
  }
}

// Of several targets those of the first: they are advice.
void suggest(const Design& design, const InspectorTarget& target, const PropertySchema& schema, FieldState& field) {
  if (target.kind != TargetKind::nodes || schema.type != PropertyType::text) return;
  const NodeIndex node = design.indexOf(target.ids.front());
  Suggestions offered = suggestionsFor(design.node(node).kind, schema.key,
                                       [&](std::string_view key) { return design.read(node, key).value; });
  if (offered.values.empty()) return;
  if (const std::string* text = field.value ? field.value->asText() : nullptr)
    field.advice = adviceOn(toQString(*text), offered);
  field.suggestions = std::move(offered.values);
  field.suggestedBy = offered.source.text + ", " + offered.source.date;
}

// A zone of another Region is none in which a resource of this one could stand. Regions are told apart by their codes.
bool isWithinReach(const Design& design, const InspectorTarget& target, NodeIndex candidate) {
  if (target.kind != TargetKind::nodes || !design.has(candidate, trait::kZone)) return true;
  const NodeIndex region = design.region(candidate);
  return std::ranges::all_of(target.ids, [&](const std::string& id) {
    const NodeIndex home = design.region(design.indexOf(id));
    if (home == kNone || home == region) return true;
    return region != kNone && design.regionCode(home) == design.regionCode(region);
  });
}

// Nodes of the schema's kinds.
std::vector<std::string> candidatesFor(const Design& design, const InspectorTarget& target,
                                       const PropertySchema& schema) {
  const bool pointing = schema.type == PropertyType::node || schema.type == PropertyType::nodeList;
  if (!pointing) return {};
  std::vector<const Node*> nodes;
  for (const auto& node : design.topology().nodes.rows()) {
    const auto& kinds = schema.nodeKinds;
    const bool fits = kinds.empty() || std::ranges::find(kinds, node->kind) != kinds.end();
    if (fits && isWithinReach(design, target, design.indexOf(node->id))) nodes.push_back(node.get());
  }
  std::stable_sort(nodes.begin(), nodes.end(), [](const Node* a, const Node* b) { return a->title() < b->title(); });
  std::vector<std::string> ids;
  ids.reserve(nodes.size());
  for (const Node* node : nodes) ids.push_back(node->id);
  return ids;
}

constexpr std::string_view kStandbyZone = "chosenStandbyAz";

// Which zone a standby is to stand in is asked for where it is wanted and not drawn: what is drawn has a row of its
// own. What is set and says something else stays in sight.
bool isIdle(const Design& design, const InspectorTarget& target, const PropertySchema& schema) {
  if (target.kind != TargetKind::nodes || schema.key != kStandbyZone) return false;
  return std::ranges::all_of(target.ids, [&](const std::string& id) {
    const NodeIndex database = design.indexOf(id);
    if (!design.has(database, trait::kDatabaseInstance)) return false;
    const NodeIndex standby = design.standbyOf(database);
    const Reading chosen = design.read(database, kStandbyZone);
    if (standby == kNone)
      return !chosen.known() && (!design.isMultiAz(database) || !mayChooseStandbyZone(design, database));
    const NodeIndex zone = design.zone(standby);
    return !chosen.known() || (zone != kNone && design.node(zone).id == chosen.text());
  });
}

// A zone that is asked for beside a standby that is drawn elsewhere.
QString standbyAdvice(const Design& design, const InspectorTarget& target, const FieldState& field) {
  if (!field.anySet || target.ids.size() != 1) return {};
  const NodeIndex database = design.indexOf(target.ids.front());
  const NodeIndex standby = database == kNone ? kNone : design.standbyOf(database);
  const NodeIndex zone = standby == kNone ? kNone : design.zone(standby);
  if (zone == kNone || !field.value || Value(design.node(zone).id) == *field.value) return {};
  return QCoreApplication::translate("Inspector", "The standby is drawn in %1, which counts.")
      .arg(toQString(titleOf(design, zone)));
}

const PropertySchema* sibling(const Design& design, const InspectorTarget& target, const std::string& key) {
  const auto* schemas = schemasOf(design, target, target.ids.front());
  const auto at = std::ranges::find(*schemas, key, &PropertySchema::key);
  return at == schemas->end() ? nullptr : &*at;
}

std::string_view kindOf(const Design& design, const InspectorTarget& target, const std::string& id) {
  if (target.kind == TargetKind::nodes) return design.topology().nodes.find(id)->kind;
  return design.topology().links.find(id)->kind;
}

bool isDrawnFor(const Design& design, const std::string& id, const Relevance& relevance) {
  if (relevance.drawn == Relevance::Drawn::any) return true;
  const NodeIndex node = design.indexOf(id);
  return relevance.drawn == Relevance::Drawn::replica ? design.isReplica(node) : design.members(node).empty();
}

bool hasEndFor(const Design& design, const std::string& id, const Relevance& relevance) {
  if (relevance.ends.empty()) return true;
  const LinkIndex link = design.linkIndexOf(id);
  return std::ranges::any_of(relevance.ends, [&](const std::string& kind) {
    return design.node(design.from(link)).kind == kind || design.node(design.to(link)).kind == kind;
  });
}

// As long as nobody knows the other value, it may be one beside which the property says something.
bool saysSomething(const Design& design, const InspectorTarget& target, const std::string& id,
                   const Relevance& relevance) {
  if (!isDrawnFor(design, id, relevance) || !hasEndFor(design, id, relevance)) return false;
  if (relevance.where.empty()) return true;
  const Reading other = readOne(design, target, id, relevance.where);
  return !other.known() || std::ranges::any_of(relevance.is, [&](const Value& v) { return v == *other.value; });
}

// "Counts only where Engine is Oracle or SQL Server."
QString relevanceAdvice(const Design& design, const InspectorTarget& target, const Relevance& relevance) {
  const auto say = [](const char* text) { return QCoreApplication::translate("Inspector", text); };
  if (relevance.drawn == Relevance::Drawn::replica) return say("Counts only for a replica.");
  if (relevance.drawn == Relevance::Drawn::noMembers) return say("The drawn members count.");
  const PropertySchema* other = relevance.where.empty() ? nullptr : sibling(design, target, relevance.where);
  if (!other) return say("Says nothing of these ends.");
  QStringList values;
  for (const Value& value : relevance.is) values << valueText(*other, value, design, QLocale());
  const QString last = values.takeLast();
  const QString all = values.isEmpty() ? last : say("%1 or %2").arg(values.join(QStringLiteral(", ")), last);
  return say("Counts only where %1 is %2.").arg(toQString(other->label), all);
}

// What says nothing beside the other values is not asked for. What is set nevertheless stays in sight, with a word on
// it.
void weigh(const Design& design, const InspectorTarget& target, const PropertySchema& schema, FieldState& field) {
  const Relevance* relevance = relevanceOf(kindOf(design, target, target.ids.front()), schema.key);
  if (!relevance) return;
  const bool counts = std::ranges::any_of(
      target.ids, [&](const std::string& id) { return saysSomething(design, target, id, *relevance); });
  if (counts) return;
  if (field.anySet) field.advice = relevanceAdvice(design, target, *relevance);
  else field.idle = true;
}

// What one has and another has not, or has otherwise, is mixed.
void readKinds(const Design& design, const InspectorTarget& target, const PropertySchema& schema, FieldState& field) {
  if (schema.type != PropertyType::outageTargets) return;
  const bool second = hasSecondRegion(design);
  for (const std::string& id : target.ids) {
    const Reading reading = readOne(design, target, id, schema.key);
    const Value::Object kinds = reading.known() ? targetsByKind(*reading.value, second) : Value::Object();
    field.perKind = field.perKind || (reading.known() && reading.value->asObject());
    if (id == target.ids.front()) {
      field.byKind = kinds;
      continue;
    }
    for (const auto& [kind, value] : kinds) {
      const auto at = field.byKind.find(kind);
      if (at == field.byKind.end() || !sameValue(at->second, value)) field.mixedKinds.insert(kind);
    }
    for (const auto& [kind, value] : field.byKind) {
      if (!kinds.contains(kind)) field.mixedKinds.insert(kind);
    }
  }
  for (const std::string& kind : field.mixedKinds) field.byKind.erase(kind);
}

FieldState readField(const Design& design, const InspectorTarget& target, const PropertySchema& schema) {
  FieldState field = readTarget(design, target, target.ids.front(), schema.key);
  for (std::size_t i = 1; i < target.ids.size(); ++i)
    merge(field, readTarget(design, target, target.ids[i], schema.key));
  suggest(design, target, schema, field);
  field.candidates = candidatesFor(design, target, schema);
  field.idle = isIdle(design, target, schema);
  if (schema.key == kStandbyZone) field.advice = standbyAdvice(design, target, field);
  weigh(design, target, schema, field);
  readKinds(design, target, schema, field);
  field.schema = &schema;
  return field;
}

const Properties* propertiesOf(const Design& design, const InspectorTarget& target, const std::string& id) {
  if (target.kind == TargetKind::nodes) {
    const Node* node = design.topology().nodes.find(id);
    return node ? &node->properties : nullptr;
  }
  const Link* link = design.topology().links.find(id);
  return link ? &link->properties : nullptr;
}

// Whose property it is, as the history names it: "Orders", "app-1 \u2192 orders-db", "3 resources".
QString ownerText(const Design& design, const InspectorTarget& target) {
  const auto name = [&](const NodeId& id) {
    const Node* node = design.topology().nodes.find(id);
    return toQString(node ? node->title() : std::string_view(id));
  };
  if (target.ids.size() != 1) {
    const QString many = target.kind == TargetKind::links ? QCoreApplication::translate("Inspector", "%1 links")
                                                          : QCoreApplication::translate("Inspector", "%1 resources");
    return many.arg(target.ids.size());
  }
  const Link* link = design.topology().links.find(target.ids.front());
  return link ? QStringLiteral("%1 \u2192 %2").arg(name(link->from), name(link->to)) : name(target.ids.front());
}

Edit namedEdit(const Design& design, const InspectorTarget& target, const PropertySchema& schema, bool sets) {
  const QString label = sets ? QCoreApplication::translate("Inspector", "Set %1 of %2")
                             : QCoreApplication::translate("Inspector", "Clear %1 of %2");
  return {label.arg(toQString(schema.label).toLower(), ownerText(design, target)).toStdString(), {}};
}

// A version is one of an engine: with another engine nobody knows it.
void clearDependents(const Design& design, const InspectorTarget& target, const PropertySchema& schema,
                     const std::string& id, Edit& edit) {
  const Node* node = target.kind == TargetKind::nodes ? design.topology().nodes.find(id) : nullptr;
  if (!node || !node->properties.contains(schema.key)) return;
  for (const auto& [key, value] : node->properties) {
    if (suggestionsDependOn(node->kind, key, schema.key))
      edit.changes.emplace_back(SetNodeProperty{id, key, std::nullopt});
  }
}

// Nothing for a target that has it already.
void addChange(const Design& design, const InspectorTarget& target, const PropertySchema& schema, const std::string& id,
               const std::optional<Value>& value, Edit& edit) {
  const Properties* properties = propertiesOf(design, target, id);
  if (!properties) return;
  const auto at = properties->find(schema.key);
  const bool set = at != properties->end();
  if (value ? set && sameValue(at->second, *value) : !set) return;
  if (target.kind == TargetKind::nodes) edit.changes.emplace_back(SetNodeProperty{id, schema.key, value});
  else edit.changes.emplace_back(SetLinkProperty{id, schema.key, value});
  clearDependents(design, target, schema, id, edit);
}

}  // namespace

InspectorTarget targetOf(const Design& design, const Selection::Ids& ids) {
  InspectorTarget target;
  std::vector<std::string> links;
  for (const std::string& id : ids) {
    if (design.topology().nodes.find(id)) target.ids.push_back(id);
    else if (design.topology().links.find(id)) links.push_back(id);
  }
  if (!target.ids.empty()) target.kind = links.empty() ? TargetKind::nodes : TargetKind::both;
  else if (!links.empty()) target.kind = TargetKind::links;
  target.ids.insert(target.ids.end(), links.begin(), links.end());
  return target;
}

std::vector<FieldState> fieldsOf(const Design& design, const InspectorTarget& target) {
  std::vector<FieldState> fields;
  if (target.kind != TargetKind::nodes && target.kind != TargetKind::links) return fields;
  const auto* first = schemasOf(design, target, target.ids.front());
  if (!first) return fields;
  std::vector<const std::vector<PropertySchema>*> others;
  for (const std::string& id : target.ids) {
    const auto* schemas = schemasOf(design, target, id);
    if (!schemas) return fields;
    if (schemas != first && std::find(others.begin(), others.end(), schemas) == others.end()) others.push_back(schemas);
  }
  for (const PropertySchema& schema : *first) {
    const bool shared =
        std::all_of(others.begin(), others.end(), [&](const auto* s) { return findSchema(*s, schema); });
    if (shared) fields.push_back(readField(design, target, schema));
  }
  return fields;
}

Edit propertyEdit(const Design& design, const InspectorTarget& target, const PropertySchema& schema,
                  const std::optional<Value>& value) {
  Edit edit = namedEdit(design, target, schema, value.has_value());
  for (const std::string& id : target.ids) addChange(design, target, schema, id, value, edit);
  return edit;
}

Edit memberEdit(const Design& design, const InspectorTarget& target, const PropertySchema& schema,
                const std::string& member, const std::optional<Value>& value) {
  Edit edit = namedEdit(design, target, schema, value.has_value());
  const bool second = hasSecondRegion(design);
  for (const std::string& id : target.ids) {
    const Properties* properties = propertiesOf(design, target, id);
    if (!properties) continue;
    const auto at = properties->find(schema.key);
    Value::Object now = at == properties->end() ? Value::Object() : targetsByKind(at->second, second);
    const auto before = now.find(member);
    if (before == now.end() ? !value : value && sameValue(before->second, *value)) continue;
    if (value) now.insert_or_assign(member, *value);
    else now.erase(member);
    std::optional<Value> whole;
    if (!now.empty()) whole = Value(std::move(now));
    addChange(design, target, schema, id, whole, edit);
  }
  return edit;
}

QString placedName(const Design& design, std::string_view id) {
  const Node* node = design.topology().nodes.find(id);
  if (!node) return toQString(id);
  const Node* parent = design.topology().nodes.find(node->parent);
  if (!parent) return toQString(node->title());
  return QStringLiteral("%1 · %2").arg(toQString(node->title()), toQString(parent->title()));
}

}  // namespace nines
