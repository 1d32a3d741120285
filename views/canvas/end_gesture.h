// Drags one end of a link to another node.
#pragma once

#include "canvas/link_targets.h"
#include "canvas/tool.h"
#include "layout/link_preview.h"
#include "layout/linking.h"

namespace nines {

class EndGesture final : public Gesture {
 public:
  EndGesture(ToolHost& host, LinkIndex link, placing::LinkEnd end);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;
  bool movesSelection() const override { return true; }

 private:
  void end();
  void drop(NodeIndex target, QPoint global);
  std::vector<Point> courseTo(NodeIndex target, Point pointer);
  std::vector<HintLine> hintFor(NodeIndex target) const;

  ToolHost& m_host;
  LinkIndex m_link;
  placing::LinkEnd m_end;
  NodeIndex m_fixed;
  NodeIndex m_now;  // where the end is
  LinkTargets m_targets;
  LinkPreview m_preview;
};

// One end of the link at another node, in this kind. Ids, because a menu can be open while the document changes.
void submitEnd(ToolHost& host, const std::string& link, placing::LinkEnd end, const std::string& node,
               std::string_view kind);

}  // namespace nines
