// nines_bench [drill] [NODES...] (default 100 1000 10000): start, load, check, save, pictures, scene, drag, zoom and
// drill of seeded designs, the drill also of the example Orders; of "drill" nothing else.
#include <QApplication>
#include <QBuffer>
#include <QGraphicsRectItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QImage>
#include <QMainWindow>
#include <QMouseEvent>
#include <QPainter>
#include <boost/json.hpp>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "analysis/report.h"
#include "canvas/canvas_view.h"
#include "drawing/draw_design.h"
#include "drill/drill_mode.h"
#include "formats/native.h"
#include "formats/svg.h"
#include "generator.h"
#include "main_window.h"
#include "measure.h"
#include "own_home.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "rules/rulebook.h"
#include "session.h"
#include "theme/theme_style.h"
#include "windows.h"

using namespace nines;
using namespace nines::bench;

namespace {

constexpr std::uint64_t kSeed = 42;
constexpr QSize kViewport{1280, 800};

void render(QWidget& widget) {
  QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&image);
  widget.render(&painter);
}

// What Qt itself needs for as many plain rectangles with a text each.
class PlainView {
 public:
  explicit PlainView(std::size_t nodes) {
    const int columns = static_cast<int>(std::sqrt(static_cast<double>(nodes))) + 1;
    for (std::size_t i = 0; i < nodes; ++i) {
      auto* item = m_scene.addRect(0, 0, 146, 52);
      item->setPos(static_cast<int>(i) % columns * 180, static_cast<int>(i) / columns * 80);
      item->setFlag(QGraphicsItem::ItemIsMovable);
    }
    m_view.setScene(&m_scene);
    m_view.resize(kViewport);
  }

  void fit() { m_view.fitInView(m_scene.sceneRect(), Qt::KeepAspectRatio); }
  void zoomStep() {
    m_view.scale(1.1, 1.1);
    render(m_view);
    m_view.scale(1 / 1.1, 1 / 1.1);
  }
  void dragStep() {
    QGraphicsItem* item = m_scene.items().first();
    item->moveBy(8, 8);
    render(m_view);
    item->moveBy(-8, -8);
  }

 private:
  QGraphicsScene m_scene;
  QGraphicsView m_view;
};

void sendMouse(QWidget* widget, QEvent::Type type, QPoint at, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, widget->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                    buttons, {});
  QApplication::sendEvent(widget, &event);
}

void benchModel(std::size_t nodes, const Topology& topology, const std::string& text) {
  const auto parse = [&] { boost::json::parse(text); };
  compare("load", nodes, [&] { (void)readDesign(text, "bench", Catalogue::shipped()); }, "boost::json::parse", parse);
  const auto parsed = boost::json::parse(text);
  compare(
      "save", nodes, [&] { (void)writeDesign(topology); }, "boost::json::serialize",
      [&] { (void)boost::json::serialize(parsed); });
  const auto shared = std::make_shared<const Topology>(topology);
  const Profile& profile = Profiles::shipped().orDefault(topology.profile);
  const Design design(shared, Catalogue::shipped(), profile);
  const auto walk = [&] {
    std::size_t sum = 0;
    for (const auto& node : topology.nodes.rows()) sum += node->id.size();
    if (sum == 0) std::abort();
  };
  compare("index", nodes, [&] { const Design again(shared, Catalogue::shipped(), profile); }, "walk over nodes", walk);
  compare("check", nodes, [&] { (void)checkRules(design); }, "walk over nodes", walk);
  const Layout layout(design);
  compare("route", nodes, [&] { (void)routeLinks(design, layout); }, "walk over nodes", walk, 3);
}

// From a design to the bytes of its picture; beside it what of that is finding the lines' ways, or packing the pixels.
void benchPictures(std::size_t nodes, const Topology& topology, const std::string& text) {
  const auto shared = std::make_shared<const Topology>(topology);
  const Profile& profile = Profiles::shipped().orDefault(topology.profile);
  const Design design(shared, Catalogue::shipped(), profile);
  const FontMeasure measure;
  const auto svg = [&] {
    SvgOptions options;
    options.design = text;
    options.measure = &measure;
    (void)writeSvg(drawPicture(design, measure), options);
  };
  const auto route = [&] { (void)routeLinks(design, Layout(design)); };
  compare("svg", nodes, svg, "route", route, 3);
  const DisplayList list = drawPicture(design, measure);
  PngOptions png;
  png.scale = 1;
  png.design = text;
  const QImage image = pictureImage(list, png);
  if (image.isNull()) return;  // too large for pixels
  const auto pack = [&] {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
  };
  compare("png", nodes, [&] { (void)writePng(list, png); }, "QImage::save", pack, 3);
}

// Draws a link from the right handle of the card: the preview is routed at every step.
void benchConnect(std::size_t nodes, CanvasView& view, NodeIndex card, PlainView& plain) {
  const Rect r = view.canvasScene().layout().rect(card);
  const QPoint centre = view.viewportPoint(r.centre());
  sendMouse(view.viewport(), QEvent::MouseButtonPress, centre, Qt::LeftButton);
  sendMouse(view.viewport(), QEvent::MouseButtonRelease, centre, Qt::NoButton);
  const QPoint handle = view.viewportPoint({r.right(), r.centre().y});
  sendMouse(view.viewport(), QEvent::MouseButtonPress, handle, Qt::LeftButton);
  int step = 0;
  compare(
      "connect step", nodes,
      [&] {
        ++step;
        const QPoint aside(200 + step * 37 % 300, step * 53 % 260 - 130);
        sendMouse(view.viewport(), QEvent::MouseMove, handle + aside, Qt::LeftButton);
        render(*view.viewport());
      },
      "plain drag step", [&] { plain.dragStep(); });
  view.cancelGesture();
}

void benchCanvas(std::size_t nodes, const Topology& topology) {
  Session session{std::string()};
  session.openCopy(topology);
  Selection selection;
  PlainView plain(nodes);
  plain.fit();
  compare(
      "scene", nodes, [&] { CanvasView view(&session, &selection); }, "plain QGraphicsView",
      [&] { PlainView other(nodes); }, 3);

  CanvasView view(&session, &selection);
  view.resize(kViewport);
  view.show();
  view.fit();
  compare("repaint everything", nodes, [&] { render(*view.viewport()); }, "plain zoom step", [&] { plain.zoomStep(); });
  compare(
      "zoom step", nodes,
      [&] {
        view.zoomIn();
        render(*view.viewport());
        view.zoomOut();
      },
      "plain zoom step", [&] { plain.zoomStep(); });

  // Drag one card that is in the middle of the view at 100 %.
  view.zoomTo(1);
  const CanvasScene& scene = view.canvasScene();
  NodeIndex card = 0;
  while (card + 1 < scene.design().nodeCount() && scene.design().kind(card)->isContainer()) ++card;
  view.centerOn(scene.layout().rect(card).centre().x, scene.layout().rect(card).centre().y);
  const QPoint at = view.viewportPoint(scene.layout().rect(card).centre());
  sendMouse(view.viewport(), QEvent::MouseButtonPress, at, Qt::LeftButton);
  sendMouse(view.viewport(), QEvent::MouseMove, at + QPoint(12, 12), Qt::LeftButton);
  int step = 0;
  compare(
      "drag step", nodes,
      [&] {
        sendMouse(view.viewport(), QEvent::MouseMove, at + QPoint(16 + ++step % 2 * 8, 16), Qt::LeftButton);
        render(*view.viewport());
      },
      "plain drag step", [&] { plain.dragStep(); });
  view.cancelGesture();
  benchConnect(nodes, view, card, plain);
}

// A jump of the playhead over all that happens, back and forth: its longest frame, until all is drawn.
void benchJump(MainWindow& window, const Work& floor) {
  DrillMode& drill = window.drill();
  const CanvasScene& scene = window.canvas().canvasScene();
  std::size_t step = 0;
  Seconds longest;
  const auto jump = [&] {
    longest = {};
    bool first = true;
    while (first || scene.awaitsDrill() || scene.detours().awaitsMore()) {
      const Seconds frame = secondsOf([&] {
        if (first) drill.setTime(++step % 2 ? 0 : drill.length());
        QApplication::processEvents();
      });
      longest = {std::max(longest.wall, frame.wall), std::max(longest.processor, frame.processor)};
      first = false;
    }
  };
  const std::size_t nodes = window.session().design()->nodeCount();
  compare("drill jump", nodes, jump, "plain zoom step", floor);
  std::vector<double> walls;
  std::vector<double> processor;
  for (int i = 0; i < 9; ++i) {
    jump();
    walls.push_back(longest.wall * 1e3);
    processor.push_back(longest.processor * 1e3);
  }
  std::printf("{\"bench\": \"longest frame of a drill jump\", \"nodes\": %zu, \"ms\": %.3f, \"processorMs\": %.3f}\n",
              nodes, median(walls), median(processor));
}

// A frame of a drill in the whole window, canvas and docks: while nothing happens but time, and over an event. The
// painting itself is Qt's, of what has changed.
void benchDrill(const Topology& topology) {
  Windows windows;
  MainWindow& window = *windows.newWindow();
  window.resize(1680, 1050);
  window.show();
  window.session().openCopy(topology);
  window.session().waitForReport();
  const std::size_t nodes = topology.nodes.size();
  const auto zones = offeredOutages(*window.session().design(), OutageKind::zone);
  if (zones.empty()) return;
  DrillMode& drill = window.drill();
  drill.setOutage(zones.front());
  while (drill.isWorking()) QApplication::processEvents();
  window.canvas().fit();
  do QApplication::processEvents();
  while (window.canvas().canvasScene().awaitsDrill());
  PlainView plain(nodes);
  plain.fit();
  const auto floor = [&] { plain.zoomStep(); };
  const auto& moments = drill.moments();
  double time = moments.back() / 2;
  compare(
      "drill frame", nodes,
      [&] {
        drill.setTime(time += .016 * drill.speed());
        QApplication::processEvents();
      },
      "plain zoom step", floor, 25);
  benchJump(window, floor);
  drill.end();
}

void benchStart() {
  compare(
      "window to first paint", 0,
      [] {
        Windows windows;
        render(*windows.newWindow());
      },
      "bare main window",
      [] {
        QMainWindow window;
        window.resize(1400, 880);
        window.show();
        render(window);
      });
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("nines-test"));
  QApplication::setApplicationName(QStringLiteral("bench"));
  if (!test::useOwnHome()) qFatal("no folder for settings and journals");
  applyTheme(application, lightTheme());
  std::vector<std::size_t> sizes;
  bool drillsOnly = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "drill") drillsOnly = true;
    else sizes.push_back(std::strtoul(argv[i], nullptr, 10));
  }
  if (sizes.empty()) sizes = {100, 1000, 10000};
  if (!drillsOnly) benchStart();
  for (const std::size_t nodes : sizes) {
    const Topology topology = test::generateDesign(kSeed, nodes);
    if (!drillsOnly) {
      benchModel(nodes, topology, writeDesign(topology));
      benchPictures(nodes, topology, writeDesign(topology));
      benchCanvas(nodes, topology);
    }
    benchDrill(topology);
  }
  const auto orders = readDesign(*resource("templates/orders.nines"), "orders", Catalogue::shipped());
  if (orders) benchDrill(*orders);
  return 0;
}
