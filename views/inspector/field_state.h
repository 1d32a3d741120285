// What the inspector edits: the selected nodes or links, the properties they share, and the edits that change them.
#pragma once

#include <QString>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "selection.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

struct InspectorTarget {
  enum class Kind { none, nodes, links, both } kind = Kind::none;
  std::vector<std::string> ids;

  bool operator==(const InspectorTarget&) const = default;
};

// Ids that the design does not have (any more) are left out.
InspectorTarget targetOf(const Design& design, const Selection::Ids& ids);

struct FieldState {
  // drawn: what the drawing says, where that counts over the property (Multi-AZ by a drawn standby).
  enum class State { set, assumed, drawn, unknown, mixed };

  const PropertySchema* schema = nullptr;  // of the catalogue
  State state = State::unknown;
  std::optional<Value> value;            // set, assumed and drawn
  bool anySet = false;                   // at least one of the targets has it set
  bool allDrawn = false;                 // the drawing says the same of all targets, whether or not it is set as well
  std::vector<std::string> suggestions;  // of a text that may be any other one as well
  std::string suggestedBy;               // their source and its date
  std::vector<std::string> candidates;   // of a node or a node list: ids to choose from, in order of their names
  QString advice;                        // what the value likely means to a person who mistyped it; empty: nothing
  bool idle = false;                     // nothing asks for it as the drawing is: hidden, unless a finding is about it

  // Of targets by kind of outage, which one figure is too: what all of several targets say alike, the kinds of which
  // they say several things, and whether any of them has figures of their own.
  Value::Object byKind;
  std::set<std::string, std::less<>> mixedKinds;
  bool perKind = false;

  bool operator==(const FieldState&) const = default;
};

// The properties of a single target, or those that all of several targets have (same key and type), in catalogue order.
std::vector<FieldState> fieldsOf(const Design& design, const InspectorTarget& target);

// Sets the property of all targets (no value: clears it), leaving out those that have it already. What only
// meant something beside the value that was set before, a version beside its engine, is cleared with it. May be empty.
Edit propertyEdit(const Design& design, const InspectorTarget& target, const PropertySchema& schema,
                  const std::optional<Value>& value);

// Sets or removes one member of the object that the property is, for all targets; the other members stay as each has
// them. One figure for all becomes one for each kind of outage that it counts for, and what has no members is cleared.
Edit memberEdit(const Design& design, const InspectorTarget& target, const PropertySchema& schema,
                const std::string& member, const std::optional<Value>& value);

// "orders-db", or "eu-west-1a · eu-west-1" where it has a parent.
QString placedName(const Design& design, std::string_view id);

}  // namespace nines
