// Designs with links, and what tests of links ask of a canvas.
#pragma once

#include <QMenu>

#include "canvas_fixture.h"
#include "layout/bending.h"

namespace nines::test {

using Points = std::vector<Point>;

// Beside the small design a bucket, a server and people; the database is backed up and copied.
inline Topology linkedDesign() {
  Topology t = smallDesign();
  t.nodes.put(makeNode("bucket", "s3-bucket", "region", {16, 200, 146, 52}));
  t.nodes.put(makeNode("people", "users", "", {-280, 80, 146, 52}));
  t.nodes.put(makeNode("others", "users", "", {-280, 300, 146, 52}));
  t.links.put(makeLink("people-alb", "uses", "people", "alb"));
  t.links.put(makeLink("db-copy", "replicates", "db", "db-b"));
  t.links.put(makeLink("db-bucket", "backs-up", "db", "bucket"));
  Link link = *t.links.find("app-db");
  link.properties = {{"access", Value("read")}};
  t.links.put(link);
  return t;
}

// A line out of the first card at y = 26, down in the middle, into the second one at y = 226; others above and below.
inline Topology zigzag() {
  Topology t;
  t.nodes.put(makeNode("one", "server", "", {0, 0, 146, 52}));
  t.nodes.put(makeNode("two", "server", "", {400, 200, 146, 52}));
  t.nodes.put(makeNode("sill", "server", "", {0, 80, 146, 52}));
  t.nodes.put(makeNode("lid", "server", "", {400, 120, 146, 52}));
  t.links.put(makeLink("l", "replicates", "one", "two"));
  return t;
}

inline const Points& pointsOf(const CanvasFixture& f, const std::string& id) {
  return f.view.canvasScene().links().route(id)->points;
}
inline const Link& linkOf(const CanvasFixture& f, const std::string& id) {
  return *f.document.topology().links.find(id);
}

inline QPoint middleOf(const CanvasFixture& f, const std::string& id, std::size_t piece) {
  const Points corners = placing::cornersOf(*f.view.canvasScene().links().route(id));
  const Point sum = corners[piece] + corners[piece + 1];
  return f.at({sum.x / 2, sum.y / 2});
}
inline QPoint startOf(const CanvasFixture& f, const std::string& id) { return f.at(pointsOf(f, id).front()); }
inline QPoint endOf(const CanvasFixture& f, const std::string& id) { return f.at(pointsOf(f, id).back()); }

// A click on the line, where it is that link's alone.
inline void selectLink(CanvasFixture& f, const std::string& id) {
  f.click(middleOf(f, id, 0));
  QCOMPARE(f.selection.ids(), Selection::Ids{id});
}

inline QMenu* menuOf(CanvasFixture& f, QPoint at, QContextMenuEvent::Reason reason = QContextMenuEvent::Mouse) {
  QContextMenuEvent event(reason, at, f.surface()->mapToGlobal(at));
  QApplication::sendEvent(reason == QContextMenuEvent::Mouse ? f.surface() : static_cast<QWidget*>(&f.view), &event);
  return f.view.findChild<QMenu*>("canvasMenu");
}
inline QAction* entry(const QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions()) {
    if (action->text().remove('&') == text) return action;
  }
  return nullptr;
}
inline void clickEntry(QMenu& menu, const QString& text) {
  QAction* action = entry(menu, text);
  QVERIFY2(action && action->isEnabled(), qPrintable(text));
  QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
}

inline Points previewed(const CanvasFixture& f) {
  Points out;
  const auto& groups = f.view.canvasScene().gestureMarks().groups();
  if (groups.empty()) return out;
  for (const PathStep& step : std::get<PathShape>(groups.front().shapes.front()).steps) out.push_back(step.to);
  return out;
}

}  // namespace nines::test
