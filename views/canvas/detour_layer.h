// Lines of an outage drill where no link is drawn: over the links, only while the drill shows a moment that has them.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "canvas/group_item.h"
#include "drawing/draw_detour.h"
#include "drawing/drill_picture.h"

class QGraphicsScene;

namespace nines {

class LatestWork;

class DetourLayer final : public QObject {
  Q_OBJECT

 public:
  // The items belong to the scene.
  DetourLayer(QGraphicsScene& scene, const CanvasStyle& style);

  // What a drill leads elsewhere at any time, and among which lines: drawn from show() on. In a large design they are
  // found beside the window, and linesFound() tells.
  struct Ground {
    std::shared_ptr<const Design> design;
    std::shared_ptr<const Layout> layout;
    const Routes& routes;
    const LabelPlaces& labels;
  };
  void setDetours(const Ground& ground, std::vector<Detour> detours);
  // Those of the moment; null: none. In a large design, all over which they may lie, a few with each frame.
  void show(const DrillPicture* moment, const TextMeasure& measure);
  // While frames have enough to paint; those that are due come afterwards.
  void hold(bool held);
  bool awaitsMore() const { return !m_due.empty(); }

  const std::vector<DetourLine>& lines() const { return m_lines; }
  // Under the pointer, as the drawing describes it; null where there is none that is shown.
  const DrawGroup* at(Point scene, double reach) const;
  const std::vector<DrawGroup>& groups() const { return m_strokes->groups(); }
  const std::vector<DrawGroup>& labels() const { return m_labels->groups(); }

 signals:
  void linesFound();

 private:
  // What becomes of a line, and of its label: drawn so, or not any more.
  struct Due {
    double top = 0;  // of what there is or will be, px of the scene
    std::string key;
    std::optional<DrawGroup> stroke = {};
    std::optional<DrawGroup> label = {};
  };
  void drawSome(std::size_t most);
  void take(std::shared_ptr<const Design> design, std::shared_ptr<const Layout> layout, std::vector<DetourLine> lines);

  LayerItem* m_strokes;
  LayerItem* m_labels;
  LatestWork* m_work;
  std::shared_ptr<const Design> m_design;
  std::shared_ptr<const Layout> m_layout;
  std::vector<DetourLine> m_lines;
  std::vector<Detour> m_shown;
  std::vector<Due> m_due;  // the next one last
  bool m_held = false;
  QTimer m_timer;
  bool m_fresh = false;  // lines that were not drawn yet
};

}  // namespace nines
