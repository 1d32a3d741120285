// What the inspector says of a node beside its properties: facts that follow from the drawing and from the drills, as a
// table. A new one is a row of it.
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/closure.h"
#include "semantics/design.h"
#include "topology/edit.h"

namespace nines {

// A design and what several facts ask of it, worked out once per design.
class DerivedScene {
 public:
  void setDesign(std::shared_ptr<const Design> design);
  const Design& design() const { return *m_design; }
  const Closure& closure() const;

 private:
  std::shared_ptr<const Design> m_design;
  mutable std::unique_ptr<const Closure> m_closure;
};

struct DerivedFact {
  struct Named {
    QString text;
    std::vector<std::string> ids;  // what it leads to, or the one value that it stands for
  };

  QString text;                // what a figure or a button says
  QString end;                 // muted, at its right end
  QString tip;                 // plain text
  std::vector<Named> entries;  // links that select, or what a list offers
  std::string chosen;          // of a list: the id of the entry that holds now
  QString fixedBy;             // of a list or a toggle: why nothing else can be chosen, plain text; empty: it can
  bool on = false;             // of a toggle
  bool assumed = false;        // likewise: nobody said so
};

struct DerivedKind {
  // links: names that select what they name. list: a value to choose. button: opens, by selecting. figure: text alone.
  // toggle: on or off.
  enum class Look { links, list, button, figure, toggle };

  const char* label;       // translated in the context "Inspector"
  const char* section;     // its heading, as properties name it
  std::string_view after;  // the key of the property that it follows; empty: the section's first
  Look look;
  bool (*concerns)(const Kind& kind);
  // Nothing where the fact does not hold: then the row is hidden.
  std::optional<DerivedFact> (*read)(const DerivedScene& scene, NodeIndex node);
  // The step by which a list's value takes effect; null for other looks.
  Edit (*choose)(const Design& design, NodeIndex node, NodeIndex value);
  // Findings by these rules stand below the row where they speak of the node or of one of `about`.
  std::span<const std::string_view> rules;
  std::vector<NodeIndex> (*about)(const Design& design, NodeIndex node);
  // The step by which a toggle takes effect; null for other looks.
  Edit (*toggle)(const Design& design, NodeIndex node, bool on) = nullptr;
};

// In the order of the inspector.
std::span<const DerivedKind> derivedKinds();

}  // namespace nines
