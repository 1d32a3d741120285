// Where a link that is being drawn, or one of whose ends is dragged, may end: what may take it lights up, and what may
// not says why at the pointer.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "canvas/tool.h"

namespace nines {

class LinkTargets {
 public:
  // `possible`, by NodeIndex: those that may take it as far as kinds go. `fixed`: the end that stays.
  LinkTargets(ToolHost& host, std::vector<char> possible, NodeIndex fixed);
  ~LinkTargets() { hide(); }
  LinkTargets(const LinkTargets&) = delete;
  LinkTargets& operator=(const LinkTargets&) = delete;

  // What a drop there would mean, also if it may not take the link; kNone for none.
  NodeIndex at(Point at) const;
  // The line as it would run. `target` only where it may end; `hint` stands beside the pointer.
  void show(const std::vector<Point>& course, NodeIndex target, std::vector<HintLine> hint, const Pointer& pointer);
  void hide();

 private:
  NodeIndex nodeAt(Point at) const;

  ToolHost& m_host;
  std::vector<char> m_possible;
  NodeIndex m_fixed;
  bool m_shown = true;
};

// A menu of kinds of link at the pointer; `chosen` gets the id.
void askForLinkKind(ToolHost& host, std::span<const std::string_view> kinds, QPoint global,
                    const std::function<void(const std::string&)>& chosen);

}  // namespace nines
