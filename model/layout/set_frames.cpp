#include "layout/set_frames.h"

#include <algorithm>

#include "layout/arrange.h"
#include "semantics/table_sets.h"

namespace nines {

namespace {

constexpr double kAir = 4;  // between a label and a card beside it

// The name that the tables share in AWS, else that of the first one.
std::string nameOf(const Design& design, const std::vector<NodeIndex>& members) {
  for (const NodeIndex i : members) {
    const Reading name = design.read(i, "tableName");
    if (name.known() && !name.text().empty()) return std::string(name.text());
  }
  return std::string(titleOf(design, members.front()));
}

// The place along the upper border nearest to the usual one where no card lies on the label; the usual one for want of
// any. Members in several Regions have strangers between them, and the label would be below these.
Rect labelBesideCards(const Rect& frame, const Rect& usual, const std::vector<Rect>& cards) {
  constexpr double kStep = 8;
  const double first = frame.left() + kFrameInsets.left;
  const double last = frame.right() - kFrameInsets.left - usual.width;
  const auto isFree = [&](const Rect& label) {
    return std::ranges::none_of(cards, [&](const Rect& card) { return card.grown(kAir).intersects(label); });
  };
  const double most = std::max(last - usual.x, usual.x - first);
  for (double aside = 0; aside <= most; aside += kStep) {
    for (const double x : {usual.x + aside, usual.x - aside}) {
      if (x < first || x > last) continue;
      const Rect label{x, usual.y, usual.width, usual.height};
      if (isFree(label)) return label;
    }
  }
  return usual;
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
    frame.members = std::move(members);
    const Rect usual = frameTab(frame.rect, lettersOf(frame.text), 0);
    const Rect border{frame.rect.x, usual.y, frame.rect.width, usual.height};
    std::vector<Rect> onBorder;
    for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
      const Rect card = rectOf(i);
      const bool within = card.intersects(frame.rect);
      if ((!within && !card.grown(kAir).intersects(border)) || !solid(i)) continue;
      if (std::ranges::binary_search(frame.members, i)) continue;
      frame.loose = frame.loose || within;
      onBorder.push_back(card);
    }
    frame.label = labelBesideCards(frame.rect, usual, onBorder);
    out.push_back(std::move(frame));
  }
  return out;
}

std::string keyOf(const Design& design, const SetFrame& frame) {
  return design.node(frame.members.front()).id + "-SET";  // ids of nodes and links have small letters only
}

}  // namespace nines
