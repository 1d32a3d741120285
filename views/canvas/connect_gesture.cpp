#include "canvas/connect_gesture.h"

#include <map>

#include "theme/text.h"

namespace nines {

namespace {

// Which nodes a link from this one could reach, asked once per kind.
std::vector<char> reachableFrom(const Design& design, NodeIndex from) {
  std::map<std::string_view, bool> byKind;
  std::vector<char> out(design.nodeCount(), 0);
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    const std::string_view kind = design.node(i).kind;
    const auto [at, fresh] = byKind.try_emplace(kind, false);
    if (fresh) at->second = !design.catalogue().linkKindsBetween(design.node(from).kind, kind).empty();
    out[i] = at->second && i != from ? 1 : 0;
  }
  return out;
}

}  // namespace

ConnectGesture::ConnectGesture(ToolHost& host, NodeIndex from, std::optional<NodeSide> side)
    : m_host(host),
      m_from{from, side, {}, {}},
      m_targets(host, reachableFrom(host.scene().design(), from), from),
      m_preview(host.scene().sharedDesign(), host.scene().sharedLayout(), host.scene().links().routes()) {
  if (side) m_from.start = handlePoints(host.scene(), from)[static_cast<std::size_t>(*side)];
}

void ConnectGesture::moveTo(const Pointer& pointer) {
  const Design& design = m_host.scene().design();
  const NodeIndex target = m_targets.at(pointer.scene);
  const bool allowed = target != kNone && !placing::linkChoices(design, m_from.node, target).empty();
  std::vector<HintLine> hint;
  if (target != kNone && !allowed) {
    hint.push_back({toQString(placing::linkRefusal(design, m_from.node, target)), Sign::error});
  }
  const NodeIndex end = allowed ? target : kNone;
  // On its way the line hangs on its handle; over a target it is shown as it will run, from whichever side that is.
  const LooseEnd from = end == kNone ? m_from : LooseEnd{m_from.node, {}, {}, {}};
  m_targets.show(m_preview.course(from, {end, {}, pointer.scene}), end, std::move(hint), pointer);
}

void ConnectGesture::connectTo(NodeIndex to, QPoint global) {
  const Design& design = m_host.scene().design();
  const auto choices = placing::linkChoices(design, m_from.node, to);
  const std::string fromId = design.node(m_from.node).id;
  const std::string toId = design.node(to).id;
  if (choices.empty()) {
    m_host.say(toQString(placing::linkRefusal(design, m_from.node, to)));
    return;
  }
  if (choices.size() == 1) {
    submitLink(m_host, fromId, toId, choices.front());
    return;
  }
  askForLinkKind(m_host, choices, global,
                 [host = &m_host, fromId, toId](const std::string& kind) { submitLink(*host, fromId, toId, kind); });
}

void ConnectGesture::finish(const Pointer& pointer) {
  const NodeIndex to = m_targets.at(pointer.scene);
  m_targets.hide();
  m_host.refreshMarks();
  if (to != kNone) connectTo(to, pointer.global);
}

void ConnectGesture::cancel() {
  m_targets.hide();
  m_host.refreshMarks();
}

void submitLink(ToolHost& host, const std::string& from, const std::string& to, std::string_view kind) {
  const Design& design = host.scene().design();
  const NodeIndex start = design.indexOf(from);
  const NodeIndex end = design.indexOf(to);
  if (start == kNone || end == kNone) return;
  const placing::Added added = placing::connect(design, start, end, kind);
  if (host.submit(added.edit)) host.selectDrawn(added.id);
}

}  // namespace nines
