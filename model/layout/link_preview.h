// The course of a line that is being drawn or dragged: around cards and headers, in the company of all others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "layout/router.h"

namespace nines {

enum class NodeSide : std::uint8_t { north, east, south, west };

// An end of such a line: at a node, there perhaps only at one of its sides, or wherever the pointer is.
struct LooseEnd {
  NodeIndex node = kNone;
  std::optional<NodeSide> side = {};
  Point pointer = {};  // where there is no node
  // On that side, where the line starts: in its middle, if nothing else is said.
  std::optional<Point> start = {};
  bool operator==(const LooseEnd&) const = default;
};

// The others stay as they are shown; full routes, found once an edit is made, may have them give way.
class LinkPreview {
 public:
  // `without`: the link that is dragged itself; its own line is in nobody's way.
  LinkPreview(std::shared_ptr<const Design> design, std::shared_ptr<const Layout> layout, const Routes& shown,
              LinkIndex without = kNone);
  ~LinkPreview();
  LinkPreview(const LinkPreview&) = delete;
  LinkPreview& operator=(const LinkPreview&) = delete;

  // At least two points. Where there is no free way, a simple line with few bends.
  std::vector<Point> course(LooseEnd from, LooseEnd to, const std::vector<Point>& wayPoints = {});
  // The one that bends nowhere but at the way points; no points where that would run into something.
  std::vector<Point> straight(const LooseEnd& from, const LooseEnd& to, const std::vector<Point>& wayPoints);

 private:
  struct Router;

  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Layout> m_layout;
  LinkIndex m_link;
  std::unique_ptr<Router> m_router;
  // The last answer, for a pointer that moves about within a node.
  LooseEnd m_from;
  LooseEnd m_to;
  std::vector<Point> m_wayPoints;
  std::vector<Point> m_course;
};

}  // namespace nines
