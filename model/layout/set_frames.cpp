#include "layout/set_frames.h"

#include <algorithm>

#include "layout/arrange.h"
#include "semantics/table_sets.h"

namespace nines {

namespace {

// The name that the tables share in AWS, else that of the first one.
std::string nameOf(const Design& design, const std::vector<NodeIndex>& members) {
  for (const NodeIndex i : members) {
    const Reading name = design.read(i, "tableName");
    if (name.known() && !name.text().empty()) return std::string(name.text());
  }
  return std::string(titleOf(design, members.front()));
}

}  // namespace

std::vector<SetFrame> setFramesOf(const Design& design, const std::function<Rect(NodeIndex)>& rectOf,
                                  const std::function<bool(NodeIndex)>& solid) {
  std::vector<SetFrame> out;
  for (std::vector<NodeIndex>& members : globalTables(design)) {
    const Kind* kind = design.kind(members.front());
    if (!kind || kind->setLabel.empty()) continue;
    SetFrame frame;
    frame.text = kind->setLabel + " \u00b7 " + nameOf(design, members);
    Rect around;
    for (const NodeIndex i : members) around = around.united(rectOf(i));
    frame.rect = frameAround(around);
    frame.label = frameTab(frame.rect, lettersOf(frame.text), 0);
    frame.members = std::move(members);
    for (NodeIndex i = 0; i < design.nodeCount() && !frame.loose; ++i) {
      frame.loose = solid(i) && rectOf(i).intersects(frame.rect) && !std::ranges::binary_search(frame.members, i);
    }
    out.push_back(std::move(frame));
  }
  return out;
}

std::string keyOf(const Design& design, const SetFrame& frame) {
  return design.node(frame.members.front()).id + "-SET";  // ids of nodes and links have small letters only
}

}  // namespace nines
