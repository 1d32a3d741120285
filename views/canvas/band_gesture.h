// The rubber band: selects what it touches, with Shift in addition to what is selected.
#pragma once

#include "canvas/tool.h"

namespace nines {

class BandGesture final : public Gesture {
 public:
  BandGesture(ToolHost& host, Point from);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  ToolHost& m_host;
  Point m_from;
  Selection::Ids m_before;
};

}  // namespace nines
