// Drags a link from a handle to another node.
#pragma once

#include <optional>

#include "canvas/link_targets.h"
#include "canvas/tool.h"
#include "layout/link_preview.h"

namespace nines {

class ConnectGesture final : public Gesture {
 public:
  // From this side of the node, or from any.
  ConnectGesture(ToolHost& host, NodeIndex from, std::optional<NodeSide> side);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  void connectTo(NodeIndex to, QPoint global);

  ToolHost& m_host;
  LooseEnd m_from;
  LinkTargets m_targets;
  LinkPreview m_preview;
};

// Creates the link and selects it. Ids, because a menu can be open while the document changes.
void submitLink(ToolHost& host, const std::string& from, const std::string& to, std::string_view kind);

}  // namespace nines
