// Drags a straight piece of a link's line, or a corner of it.
#pragma once

#include "canvas/tool.h"
#include "layout/bending.h"
#include "layout/link_preview.h"

namespace nines {

class BendGesture final : public Gesture {
 public:
  BendGesture(ToolHost& host, Point from, LinkIndex link, placing::Grip grip);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;
  bool movesSelection() const override { return true; }

 private:
  void end();

  ToolHost& m_host;
  Point m_from;
  LinkIndex m_link;
  placing::Grip m_grip;
  std::vector<Point> m_corners;  // of the line as it was
  std::vector<Point> m_bends;
  LinkPreview m_preview;
};

// What it ran into, for a person who dragged it farther.
QString whyStopped(const Design& design, const placing::Bent& bent);

Qt::CursorShape cursorFor(const std::vector<Point>& corners, placing::Grip grip);

}  // namespace nines
