// Frames around nodes that are one thing together without a node of its own: the replicas of a global table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "semantics/design.h"
#include "support/geometry.h"

namespace nines {

struct SetFrame {
  std::vector<NodeIndex> members;  // in id order, two at least
  std::string text;                // "Global table \u00b7 sessions"
  Rect rect;                       // absolute, around the members
  Rect label;                      // what the text covers on the upper border, measured roughly
  bool loose = false;              // something else stands in it as well
  int leftOut = 0;                 // of the members, where only a part of the design is shown: not within rect then

  bool operator==(const SetFrame&) const = default;
};

// `rectOf` gives the absolute rectangle of a node; `solid` tells which count as standing in a frame.
std::vector<SetFrame> setFramesOf(const Design& design, const std::function<Rect(NodeIndex)>& rectOf,
                                  const std::function<bool(NodeIndex)>& solid);

// The key of what is drawn for it; no node or link has one like it.
std::string keyOf(const Design& design, const SetFrame& frame);

}  // namespace nines
