// Drags the selection. Dropping into another container re-parents.
#pragma once

#include <memory>

#include "canvas/tool.h"

namespace nines {

class MoveGesture final : public Gesture {
 public:
  // Moves everything that is selected; `grabbed` is the node under the pointer.
  MoveGesture(ToolHost& host, Point from, NodeIndex grabbed);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  void end();

  ToolHost& m_host;
  Point m_from;
  NodeIndex m_grabbed;
  std::shared_ptr<const Design> m_design;  // kept alive for m_move
  std::shared_ptr<const Layout> m_layout;
  placing::Move m_move;
  placing::Move::Target m_target;
};

}  // namespace nines
