#include "canvas/end_gesture.h"

#include <QCoreApplication>

#include "layout/bending.h"
#include "theme/text.h"

namespace nines {

using placing::LinkEnd;

namespace {

NodeIndex nodeAtEnd(const Design& design, LinkIndex link, LinkEnd end) {
  return end == LinkEnd::from ? design.from(link) : design.to(link);
}

LinkEnd otherEnd(LinkEnd end) { return end == LinkEnd::from ? LinkEnd::to : LinkEnd::from; }

}  // namespace

EndGesture::EndGesture(ToolHost& host, LinkIndex link, LinkEnd end)
    : m_host(host),
      m_link(link),
      m_end(end),
      m_fixed(nodeAtEnd(host.scene().design(), link, otherEnd(end))),
      m_now(nodeAtEnd(host.scene().design(), link, end)),
      m_targets(host, placing::possibleEnds(host.scene().design(), link, end), m_fixed),
      m_preview(host.scene().sharedDesign(), host.scene().sharedLayout(), host.scene().links().routes(), link) {
  m_host.scene().selectionMarks().clear();
  m_host.scene().hideLink(m_host.scene().design().link(link).id);
}

std::vector<Point> EndGesture::courseTo(NodeIndex target, Point pointer) {
  const CanvasScene& scene = m_host.scene();
  const Rect there = target == kNone ? Rect{pointer.x, pointer.y, 0, 0} : scene.layout().rect(target);
  std::vector<Point> bends = scene.design().link(m_link).bends;
  if (target != m_now) placing::followEnd(bends, m_end, scene.layout().rect(m_now), there);
  const LooseEnd fixed{m_fixed, {}, {}};
  const LooseEnd loose{target, {}, pointer};
  return m_end == LinkEnd::to ? m_preview.course(fixed, loose, bends) : m_preview.course(loose, fixed, bends);
}

// Why not, or that it becomes a link of another kind.
std::vector<HintLine> EndGesture::hintFor(NodeIndex target) const {
  if (target == kNone || target == m_now) return {};
  const Design& design = m_host.scene().design();
  const placing::Ends ends = endsWith(design, m_link, m_end, target);
  const auto choices = placing::relinkChoices(design, m_link, ends);
  if (choices.empty()) {
    return {{toQString(placing::relinkRefusal(design, m_link, ends)), Sign::error}};
  }
  if (choices.front() == design.link(m_link).kind) return {};
  const LinkKind* kind = design.linkKind(m_link);
  const std::string label = kind ? kind->label : design.link(m_link).kind;
  return {{QCoreApplication::translate("nines::EndGesture", "Becomes another kind of link: '%1' cannot go there")
               .arg(toQString(label))}};
}

void EndGesture::moveTo(const Pointer& pointer) {
  const NodeIndex target = m_targets.at(pointer.scene);
  const Design& design = m_host.scene().design();
  const bool allowed =
      target == m_now ||
      (target != kNone && !placing::relinkChoices(design, m_link, endsWith(design, m_link, m_end, target)).empty());
  const NodeIndex end = allowed ? target : kNone;
  m_targets.show(courseTo(end, pointer.scene), end, hintFor(target), pointer);
}

void EndGesture::drop(NodeIndex target, QPoint global) {
  const Design& design = m_host.scene().design();
  const placing::Ends ends = endsWith(design, m_link, m_end, target);
  const auto choices = placing::relinkChoices(design, m_link, ends);
  const std::string link = design.link(m_link).id;
  const std::string node = design.node(target).id;
  if (choices.empty()) {
    m_host.say(toQString(placing::relinkRefusal(design, m_link, ends)));
  } else if (choices.front() == design.link(m_link).kind) {
    submitEnd(m_host, link, m_end, node, choices.front());
  } else {
    askForLinkKind(m_host, choices, global, [host = &m_host, link, end = m_end, node](const std::string& kind) {
      submitEnd(*host, link, end, node, kind);
    });
  }
}

void EndGesture::end() { m_targets.hide(); }

void EndGesture::finish(const Pointer& pointer) {
  const NodeIndex target = m_targets.at(pointer.scene);
  end();
  if (target != kNone && target != m_now) drop(target, pointer.global);
  m_host.refreshMarks();
}

void EndGesture::cancel() {
  end();
  m_host.refreshMarks();
}

void submitEnd(ToolHost& host, const std::string& link, LinkEnd end, const std::string& node, std::string_view kind) {
  const Design& design = host.scene().design();
  const LinkIndex i = design.linkIndexOf(link);
  const NodeIndex to = design.indexOf(node);
  if (i == kNone || to == kNone) return;
  const Edit edit = placing::relink(design, host.scene().layout(), i, endsWith(design, i, end, to), kind);
  if (!edit.empty() && host.submit(edit)) host.selection().set({link});
}

}  // namespace nines
