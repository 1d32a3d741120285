// Places palette entries. The palette holds the mouse while one is dragged and tells where it is; a QDrag would take
// the events away from us and does nothing on some platforms.
#pragma once

#include <QPoint>
#include <memory>
#include <optional>

#include "canvas/drop_feedback.h"
#include "canvas/tool.h"

namespace nines {

class PlaceTool {
 public:
  PlaceTool(ToolHost& host, LayerItem& ghost) : m_host(host), m_ghost(ghost) {}
  ~PlaceTool() { cancel(); }
  PlaceTool(const PlaceTool&) = delete;
  PlaceTool& operator=(const PlaceTool&) = delete;

  bool isActive() const { return m_pick.kind != nullptr; }
  void begin(const placing::Pick& pick);
  void update(QPoint global);
  // True if a node was added; it is selected then.
  bool finish(QPoint global);
  void cancel();
  // Of everything that is selected: a container is its own, several things share the innermost one around all of them
  // (kNone: the canvas). Nothing where no node is selected.
  std::optional<NodeIndex> containerOfSelection() const;
  // Where it would go without a pointer: a free place in the container of what is selected. With nothing selected, on
  // the canvas where that may hold it, else in the container that took the last one, else in the one next to the middle
  // of the view.
  placing::Spot spotInSelection(const Kind& kind) const;
  // True if a node was added; it is selected then. A refusal is said.
  bool place(const placing::Pick& pick, const placing::Spot& spot);

 private:
  void show(const placing::Spot& spot);
  void drawGhost(Size size);
  placing::Spot spotFor(const placing::Pick& pick, Point at) const;
  NodeIndex likelyContainer(const Kind& kind) const;
  void setForbidden(bool forbidden);
  void end();

  ToolHost& m_host;
  LayerItem& m_ghost;
  placing::Pick m_pick;
  Size m_ghostSize;
  std::string m_lastContainer;               // where something was placed last
  std::unique_ptr<DropFeedback> m_feedback;  // while it is active
  bool m_forbidden = false;
};

}  // namespace nines
