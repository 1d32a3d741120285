// A document that applies edits, and a small design to try the canvas on.
#pragma once

#include <QSignalSpy>

#include "canvas/canvas_view.h"
#include "document.h"
#include "layout/standbys.h"
#include "selection.h"
#include "support.h"

namespace nines::test {

class PlainDocument final : public Document {
 public:
  explicit PlainDocument(Topology topology) { reset(std::move(topology)); }

  std::shared_ptr<const Design> design() const override { return m_design; }
  std::shared_ptr<const Report> report() const override { return m_report; }
  bool isReadOnly() const override { return readOnly; }
  bool submit(const Edit& edit, QString* why = nullptr) override {
    ChangeSet changes;
    if (!carryOut(withStandbys(*m_design, edit), changes, why)) return false;
    if (m_lastInverse.empty()) return true;
    undoSteps.push_back(m_lastInverse);
    labels.push_back(edit.label);
    emit changed(changes, false);
    return true;
  }
  void undo() {
    const Edit inverse = undoSteps.back();
    undoSteps.pop_back();
    ChangeSet changes;
    if (carryOut(inverse, changes, nullptr)) emit changed(changes, true);
  }
  void open(Topology topology) {
    reset(std::move(topology));
    ChangeSet all;
    all.everything = true;
    emit changed(all, false);
  }
  void publish(Report report) {
    m_report = std::make_shared<const Report>(std::move(report));
    emit reportChanged();
  }
  const Topology& topology() const { return m_topology; }

  std::vector<Edit> undoSteps;
  std::vector<std::string> labels;
  bool readOnly = false;

 private:
  void reset(Topology topology) {
    m_topology = std::move(topology);
    remake();
  }
  void remake() {
    m_design = std::make_shared<const Design>(std::make_shared<const Topology>(m_topology), Catalogue::shipped(),
                                              Profiles::shipped().orDefault(m_topology.profile));
  }
  bool carryOut(const Edit& edit, ChangeSet& changes, QString* why) {
    const auto applied = apply(m_topology, edit);
    if (!applied) {
      if (why) *why = QString::fromStdString(applied.error().reason);
      return false;
    }
    m_lastInverse = applied->inverse;
    changes = applied->changes;
    remake();
    return true;
  }

  Topology m_topology;
  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Report> m_report;
  Edit m_lastInverse;
};

inline Node makeNode(std::string id, std::string kind, std::string parent, Rect rect, Properties properties = {}) {
  Node node;
  node.name = id;
  node.id = std::move(id);
  node.kind = std::move(kind);
  node.parent = std::move(parent);
  node.rect = rect;
  node.properties = std::move(properties);
  return node;
}

inline Link makeLink(std::string id, std::string kind, std::string from, std::string to) {
  Link link;
  link.id = std::move(id);
  link.kind = std::move(kind);
  link.from = std::move(from);
  link.to = std::move(to);
  return link;
}

// A Region with two zones: a balancer beside them, a tier and a database in the first, a database in the second.
inline Topology smallDesign() {
  Topology t;
  t.name = "Small";
  t.nodes.put(makeNode("region", "region", "", {0, 0, 592, 416}, {{"code", Value("eu-west-1")}}));
  t.nodes.put(makeNode("zone-a", "az", "region", {176, 40, 188, 360}, {{"code", Value("eu-west-1a")}}));
  t.nodes.put(makeNode("zone-b", "az", "region", {376, 40, 188, 360}, {{"code", Value("eu-west-1b")}}));
  t.nodes.put(makeNode("alb", "load-balancer", "region", {16, 80, 146, 52}));
  t.nodes.put(makeNode("app", "app-tier", "zone-a", {21, 40, 146, 52}));
  t.nodes.put(makeNode("db", "rds-instance", "zone-a", {21, 200, 146, 52}, {{"engine", Value("mysql")}}));
  t.nodes.put(makeNode("db-b", "rds-instance", "zone-b", {21, 200, 146, 52}, {{"engine", Value("mysql")}}));
  t.links.put(makeLink("alb-app", "routes", "alb", "app"));
  t.links.put(makeLink("app-db", "uses", "app", "db"));
  return t;
}

// A shown canvas of a fixed size at 100 %, with real events on its viewport.
struct CanvasFixture {
  explicit CanvasFixture(Topology topology = smallDesign())
      : document(std::move(topology)), view(&document, &selection) {
    view.resize(1000, 700);
    view.show();
    QApplication::setActiveWindow(&view);
    view.setFocus();
    if (!QTest::qWaitForWindowActive(&view, kPatience)) QTest::qFail("no active window", __FILE__, __LINE__);
    view.zoomTo(1);
  }

  Rect rectOf(const std::string& id) const {
    const Design& design = view.canvasScene().design();
    return view.canvasScene().layout().rect(design.indexOf(id));
  }
  QPoint at(Point scenePoint) const { return view.viewportPoint(scenePoint); }
  QPoint centreOf(const std::string& id) const { return at(rectOf(id).centre()); }
  QWidget* surface() const { return view.viewport(); }
  const Node& node(const std::string& id) const { return *document.topology().nodes.find(id); }

  void click(QPoint where, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseMove(surface(), where);
    QTest::mouseClick(surface(), Qt::LeftButton, modifiers, where);
  }
  void press(QPoint where, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseMove(surface(), where);
    QTest::mousePress(surface(), Qt::LeftButton, modifiers, where);
  }
  // In steps, as a hand does.
  void moveTo(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    constexpr int kSteps = 5;
    for (int i = 1; i <= kSteps; ++i) {
      const QPoint where = from + (to - from) * i / kSteps;
      QMouseEvent move(QEvent::MouseMove, where, surface()->mapToGlobal(where), Qt::NoButton, Qt::LeftButton,
                       modifiers);
      QApplication::sendEvent(surface(), &move);
    }
  }
  void release(QPoint where, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseRelease(surface(), Qt::LeftButton, modifiers, where);
  }
  void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    press(from, modifiers);
    moveTo(from, to, modifiers);
    release(to, modifiers);
  }

  PlainDocument document;
  Selection selection;
  CanvasView view;
};

}  // namespace nines::test
