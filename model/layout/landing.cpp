#include "layout/landing.h"

#include <algorithm>

#include "layout/shift_search.h"

namespace nines::placing {

namespace {

constexpr Gaps kMovedContainerGaps{8, 8};
constexpr std::size_t kNear = 24;         // obstacles whose edges a single card tries in both directions at once
constexpr std::size_t kMostPairs = 1024;  // of cards and obstacles

std::span<const NodeIndex> contentsOf(const Design& design, NodeIndex container) {
  return container == kNone ? design.topLevel() : design.children(container);
}

Point shiftOff(const Design& design, const Layout& layout, std::span<const Landing> cards,
               const std::function<bool(NodeIndex)>& leaves, Gaps gaps) {
  ShiftSearch search(layout, cards.front().container, cards.front().rect);
  for (const Landing& card : cards) {
    search.keepInside(design, layout, card.container, card.rect);
    for (const NodeIndex other : contentsOf(design, card.container)) {
      if (!leaves(other) && !layout.place(other).frame) search.keepOff(card.rect, layout.rect(other), gaps);
    }
  }
  if (cards.size() == 1) return search.run(ShiftSearch::Directions::both, kNear);
  return search.pairs() > kMostPairs ? Point{} : search.run(ShiftSearch::Directions::alongAxes, kMostPairs);
}

Point besideAll(const Design& design, const Layout& layout, const Landing& container, Gaps gaps,
                const std::function<bool(NodeIndex)>& ignored) {
  const bool overlaps = std::ranges::any_of(contentsOf(design, container.container), [&](NodeIndex other) {
    return !ignored(other) && !layout.place(other).frame && layout.rect(other).intersects(container.rect);
  });
  if (!overlaps) return {};
  return shiftOff(design, layout, {&container, 1}, ignored, gaps);
}

}  // namespace

bool isCard(const Design& design, const Layout& layout, NodeIndex i) {
  const Kind* kind = design.kind(i);
  return !(kind && kind->isContainer()) && !layout.place(i).frame;
}

Point shiftToFree(const Design& design, const Layout& layout, std::span<const Landing> cards,
                  const std::function<bool(NodeIndex)>& leaves) {
  const auto hidesOne = [&](const Landing& card) {
    return std::ranges::any_of(contentsOf(design, card.container), [&](NodeIndex other) {
      return isCard(design, layout, other) && !leaves(other) && layout.rect(other).intersects(card.rect);
    });
  };
  if (std::ranges::none_of(cards, hidesOne)) return {};
  return shiftOff(design, layout, cards, leaves, kCardGaps);
}

Point shiftBeside(const Design& design, const Layout& layout, const Landing& container) {
  return besideAll(design, layout, container, kContainerGaps, [](NodeIndex) { return false; });
}

Point shiftBeside(const Design& design, const Layout& layout, NodeIndex container, const Landing& to) {
  const Rect before = layout.rect(container);
  return besideAll(design, layout, to, kMovedContainerGaps,
                   [&](NodeIndex other) { return other == container || layout.rect(other).intersects(before); });
}

}  // namespace nines::placing
