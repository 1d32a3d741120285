#include "drawing/diagram.h"

#include <algorithm>
#include <set>
#include <utility>

#include "drawing/draw_parts.h"
#include "layout/shown_part.h"

namespace nines {

namespace {

using Form = DiagramBox::Form;

class DiagramBuilder {
 public:
  DiagramBuilder(const Design& design, const placing::ShownPart& part)
      : m_design(design), m_part(part), m_layout(part.layout) {}

  Diagram build() {
    m_out.name = m_design.topology().name;
    addBoxes();
    joinFrames();
    flatten();
    for (BoxIndex b = 0; b < m_out.boxes.size(); ++b) {
      const BoxIndex nest = m_out.boxes[b].nest;
      (nest == kNoBox ? m_out.top : m_out.boxes[nest].inside).push_back(b);
    }
    addSets();
    addLinks();
    return std::move(m_out);
  }

 private:
  BoxIndex boxOf(NodeIndex i) const { return i == kNone ? kNoBox : m_boxes[i]; }

  void addBoxes() {
    const std::vector<NodeIndex>& nodes = m_part.nodes;
    m_boxes.assign(m_design.nodeCount(), kNoBox);
    for (BoxIndex b = 0; b < nodes.size(); ++b) m_boxes[nodes[b]] = b;
    m_out.boxes.reserve(nodes.size());
    for (const NodeIndex i : nodes) m_out.boxes.push_back(box(i));
  }

  DiagramBox box(NodeIndex i) const {
    const Kind* kind = m_design.kind(i);
    const draw::Tones tones = draw::tonesOf(m_design, i);
    DiagramBox out;
    out.node = i;
    out.form = formOf(i);
    out.parent = out.nest = boxOf(m_design.parent(i));
    out.id = m_design.node(i).id;
    out.name = titleOf(m_design, i);
    out.kind = kind ? kind->label : m_design.node(i).kind;
    if (m_part.isCut(i)) out.share = draw::shareText(spanningMembers(m_design, i).size(), m_layout.place(i).leftOut);
    if (const Chip* chip = roleChip(m_design, i)) out.chip = chip->text;
    out.detail = detailOf(i, kind);
    out.shorter = draw::shorterSubtitles(m_design, i);
    out.line = tones.line;
    out.text = tones.text;
    out.store = m_design.has(i, trait::kStore);
    out.rect = m_layout.rect(i);
    return out;
  }

  Form formOf(NodeIndex i) const {
    const Kind* kind = m_design.kind(i);
    if (m_layout.place(i).frame) return Form::frame;
    if (kind && kind->shape == Shape::note) return Form::note;
    if (kind ? kind->isContainer() : !m_design.children(i).empty()) return Form::container;
    return Form::card;
  }

  std::string detailOf(NodeIndex i, const Kind* kind) const {
    if (!kind) return {};
    if (kind->shape == Shape::region) return draw::regionSubtitle(m_design, i);
    if (kind->shape != Shape::note) return subtitleOf(m_design, i);
    const Reading text = m_design.read(i, "text");
    return text.known() ? std::string(text.text()) : std::string();
  }

  // Frames hold members that share their container, unless frames are around that: then they could come to stand in
  // themselves.
  void joinFrames() {
    for (DiagramBox& frame : m_out.boxes) {
      if (frame.form != Form::frame) continue;
      for (const NodeIndex m : m_design.members(frame.node)) {
        const BoxIndex member = boxOf(m);
        if (member != kNoBox && m != frame.node) frame.members.push_back(member);
      }
    }
    for (BoxIndex f = 0; f < m_out.boxes.size(); ++f) {
      DiagramBox& frame = m_out.boxes[f];
      if (frame.members.empty() || !mayHold(f)) continue;
      frame.nest = m_out.boxes[frame.members.front()].parent;
      for (const BoxIndex member : frame.members) m_out.boxes[member].nest = f;
      frame.members.clear();
    }
  }

  // From the outside in, without recursion: what is deeper than programs bear stands beside what would hold it.
  void flatten() {
    constexpr std::size_t unknown = static_cast<std::size_t>(-1);
    std::vector<std::size_t> depths(m_out.boxes.size(), unknown);
    std::vector<BoxIndex> inwards;
    for (BoxIndex b = 0; b < m_out.boxes.size(); ++b) {
      for (BoxIndex at = b; at != kNoBox && depths[at] == unknown; at = m_out.boxes[at].nest) inwards.push_back(at);
      for (; !inwards.empty(); inwards.pop_back()) {
        BoxIndex& nest = m_out.boxes[inwards.back()].nest;
        if (nest != kNoBox && depths[nest] == kDeepestNest) nest = m_out.boxes[nest].nest;
        depths[inwards.back()] = nest == kNoBox ? 0 : depths[nest] + 1;
      }
    }
  }

  bool mayHold(BoxIndex f) const {
    const std::vector<BoxIndex>& members = m_out.boxes[f].members;
    const BoxIndex container = m_out.boxes[members.front()].parent;
    const bool together = std::ranges::all_of(members, [&](BoxIndex m) {
      const DiagramBox& member = m_out.boxes[m];
      return member.parent == container && member.nest == container && member.form != Form::frame;
    });
    for (BoxIndex b = container; b != kNoBox; b = m_out.boxes[b].parent) {
      if (m_out.boxes[b].form != Form::container) return false;
    }
    return together;
  }

  void addSets() {
    for (const SetFrame& frame : m_layout.setFrames()) {
      DiagramSet set{draw::shareText(frame.members.size(), frame.leftOut) + frame.text, {}, frame.rect, frame.loose};
      set.members.reserve(frame.members.size());
      for (const NodeIndex i : frame.members) {
        if (boxOf(i) != kNoBox) set.members.push_back(boxOf(i));
      }
      for (const BoxIndex b : set.members) m_out.boxes[b].set = set.text;
      m_out.sets.push_back(std::move(set));
    }
  }

  void findMemberships() {
    for (NodeIndex i = 0; i < m_design.nodeCount(); ++i) {
      for (const LinkIndex l : m_design.outgoing(i)) {
        if (draw::lineOf(m_design, l) == draw::LinkLine::none) m_memberships.insert({i, m_design.to(l)});
      }
    }
  }
  bool isMember(NodeIndex member, NodeIndex frame) const { return m_memberships.contains({member, frame}); }

  DiagramLink::Line lineOf(LinkIndex l) const {
    using Line = DiagramLink::Line;
    const NodeIndex from = m_design.from(l);
    const NodeIndex to = m_design.to(l);
    if (isMember(from, to) || isMember(to, from)) return Line::hidden;
    switch (draw::lineOf(m_design, l)) {
      case draw::LinkLine::none:
        return Line::hidden;
      case draw::LinkLine::solid:
        return Line::solid;
      case draw::LinkLine::twofold:
        return Line::synchronous;
      case draw::LinkLine::dashed:
        return Line::asynchronous;
      case draw::LinkLine::dotted:
        return Line::dotted;
    }
    return Line::solid;
  }

  void addLinks() {
    findMemberships();
    m_out.links.reserve(m_design.linkCount());
    for (LinkIndex l = 0; l < m_design.linkCount(); ++l) {
      DiagramLink link;
      link.link = l;
      link.from = boxOf(m_design.from(l));
      link.to = boxOf(m_design.to(l));
      if (!m_part.hasLink(m_design, l)) continue;
      link.id = m_design.link(l).id;
      link.line = lineOf(l);
      const LinkKind* kind = m_design.linkKind(l);
      link.kind = kind ? kind->label : m_design.link(l).kind;
      if (link.line != DiagramLink::Line::hidden) {
        link.twoWay = draw::isTwoWay(m_design, l);
        link.label = draw::labelOf(m_design, l);
        link.ink = draw::lookOf(m_design, l, draw::lineOf(m_design, l)).ink.token;
      }
      m_out.links.push_back(std::move(link));
    }
  }

  const Design& m_design;
  const placing::ShownPart& m_part;
  const Layout& m_layout;
  Diagram m_out;
  std::vector<BoxIndex> m_boxes;  // by NodeIndex
  std::set<std::pair<NodeIndex, NodeIndex>> m_memberships;
};

}  // namespace

bool Diagram::isIn(BoxIndex inner, BoxIndex outer) const {
  while (inner != kNoBox && inner != outer) inner = boxes[inner].nest;
  return inner != kNoBox && inner == outer;
}

Diagram diagramOf(const Design& design, const Layout& layout, std::span<const NodeIndex> only) {
  return diagramOf(design, placing::shownPart(design, layout, only));
}

Diagram diagramOf(const Design& design, const placing::ShownPart& part) { return DiagramBuilder(design, part).build(); }

}  // namespace nines
