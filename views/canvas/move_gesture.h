// Drags the selection, along guides. Dropping into another container re-parents.
#pragma once

#include <memory>

#include "canvas/drop_feedback.h"
#include "canvas/tool.h"
#include "layout/standbys.h"

namespace nines {

class MoveGesture final : public Gesture {
 public:
  // Moves everything that is selected; `grabbed` is the node under the pointer.
  MoveGesture(ToolHost& host, Point from, NodeIndex grabbed);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;
  bool movesSelection() const override { return !m_move.empty(); }

 private:
  void end();
  void followStandbys();
  void followView();
  std::vector<DrawGroup> guideMarks() const;
  void showCursor(bool refused);

  ToolHost& m_host;
  Point m_from;
  std::shared_ptr<const Design> m_design;  // kept alive for m_move
  std::shared_ptr<const Layout> m_layout;
  placing::Move m_move;
  Rect m_view;
  std::unique_ptr<const placing::Guides> m_guides;  // for what is on the screen
  placing::Move::Target m_target;
  std::vector<NodeIndex> m_askedFor;  // containers that m_along and m_lockedStandby are for
  std::vector<Companion> m_along;     // standbys that the drop takes along
  std::string m_lockedStandby;        // why it cannot
  DropFeedback m_feedback;
};

}  // namespace nines
