// Drags a link from a handle to another node.
#pragma once

#include "canvas/tool.h"

namespace nines {

class ConnectGesture final : public Gesture {
 public:
  ConnectGesture(ToolHost& host, NodeIndex from);

  void moveTo(const Pointer& pointer) override;
  void finish(const Pointer& pointer) override;
  void cancel() override;

 private:
  NodeIndex targetAt(Point at) const;
  void connectTo(NodeIndex to, QPoint global);

  ToolHost& m_host;
  NodeIndex m_from;
  std::vector<char> m_targets;  // by NodeIndex: may be linked to
};

// Creates the link and selects it. Ids, because a menu can be open while the document changes.
void submitLink(ToolHost& host, const std::string& from, const std::string& to, std::string_view kind);

}  // namespace nines
