// Places palette entries. The palette holds the mouse while one is dragged and tells where it is; a QDrag would take
// the events away from us and does nothing on some platforms.
#pragma once

#include <QPoint>
#include <vector>

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
  // Into the selected container at a free place, else onto the canvas.
  bool placeInSelection(const placing::Pick& pick);

 private:
  void show(const placing::Spot& spot);
  void drawGhost(Size size);
  bool submit(const placing::Pick& pick, const placing::Spot& spot);
  void setForbidden(bool forbidden);
  void end();

  ToolHost& m_host;
  LayerItem& m_ghost;
  placing::Pick m_pick;
  Size m_ghostSize;
  std::vector<NodeIndex> m_allowed;  // containers that may hold it
  bool m_forbidden = false;
};

}  // namespace nines
