// What the tables of a part of a design are made of.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "layout/shown_part.h"
#include "semantics/design.h"

namespace nines {

struct Report;

// The nodes and links that pictures of the part show (placing::ShownPart), and of what the analyses say of the whole
// design what concerns them. No figure is worked out for the part alone.
class TablePart {
 public:
  // No nodes: all of the design. Their ids are kept as they are given.
  TablePart(const Design& design, std::span<const NodeId> only);

  // What was asked for; empty: everything.
  std::span<const NodeId> only() const { return m_only; }
  // In the design's order.
  const std::vector<NodeIndex>& nodes() const { return m_shown.nodes; }
  const std::vector<LinkIndex>& links() const { return m_links; }

  // Findings and waivers with a subject in the part, workloads and data stores that are in it, and of the drills what
  // happens to workloads in it or by outages of what is in it alone; other cells count as not affected. The report
  // itself where all is asked for.
  std::shared_ptr<const Report> of(std::shared_ptr<const Report> report) const;

 private:
  bool has(std::string_view id) const;
  bool isAbout(std::string_view findingKey) const;

  const Design& m_design;
  std::vector<NodeId> m_only;
  placing::ShownPart m_shown;
  std::vector<LinkIndex> m_links;
};

}  // namespace nines
