// Drags the edges of a container.
#pragma once

#include <memory>

#include "canvas/tool.h"

namespace nines {

class ResizeGesture final : public Gesture {
 public:
  ResizeGesture(ToolHost& host, Point from, NodeIndex container, placing::Edges edges);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  void end();

  ToolHost& m_host;
  Point m_from;
  NodeIndex m_container;
  placing::Edges m_edges;
  Rect m_rect;
};

// The cursor over these edges.
Qt::CursorShape cursorFor(placing::Edges edges);

}  // namespace nines
