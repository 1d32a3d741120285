// nines_bench_canvas [ROUNDS [CASE]]: 10,000 cards and as many links in 100 containers on the canvas, 1920 x 1080: what
// it takes to build, and a frame while one card or 500 are dragged, from the mouse's event to the last pixel. In
// between the same by a plain QGraphicsView that was tuned for it (tuned_view.h).
//
// Processor time of the window's thread: a machine that others use does not add to it. Frames: the median of a round,
// the least over all rounds.
#include <QApplication>
#include <QMouseEvent>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>

#include "canvas/canvas_view.h"
#include "measure.h"
#include "own_home.h"
#include "session.h"
#include "theme/theme_style.h"
#include "tuned_view.h"

using namespace nines;
using namespace nines::bench;

namespace {

constexpr QSize kViewport{1920, 1080};
constexpr int kSide = 10;        // Regions per row and column, and cards of each
constexpr int kFreeColumns = 2;  // of a Region: where its cards are dragged to
constexpr double kColumn = 208;
constexpr int kFrames = 20;

double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// A hundred Regions of a hundred cards each: tiers, which use the table and the bucket beside them.
struct Sample {
  Topology topology;
  Drawing drawing;
  std::vector<std::string> ids;  // of the cards

  Sample() {
    for (int r = 0; r < kSide * kSide; ++r) addRegion(r);
    // Sorted first, so that each row is appended.
    std::ranges::sort(m_nodes, {}, &Node::id);
    topology.nodes.reserve(m_nodes.size());
    topology.links.reserve(m_links.size());
    for (Node& node : m_nodes) topology.nodes.put(std::move(node));
    for (Link& link : m_links) topology.links.put(std::move(link));
  }

 private:
  static constexpr double kRow = 88;
  static constexpr double kHead = 48;
  static constexpr double kGap = 24;

  void addRegion(int r) {
    const double width = kGap + (kSide + kFreeColumns) * kColumn;
    const double height = kHead + kSide * kRow;
    Node region;
    region.id = numbered("region", r);
    region.kind = "region";
    region.name = region.id;
    region.rect = Rect{r % kSide * (width + 48), r / kSide * (height + 48), width, height};
    drawing.containers.emplace_back(region.rect->x, region.rect->y, width, height);
    for (int i = 0; i < kSide * kSide; ++i) addCard(r, i, *region.rect);
    m_nodes.push_back(std::move(region));
  }

  void addCard(int r, int i, const Rect& region) {
    constexpr const char* kKinds[] = {"app-tier", "dynamodb-table", "app-tier", "s3-bucket"};
    const int column = i % kSide;
    const int row = i / kSide;
    Node node;
    node.kind = kKinds[column % 4];
    node.id = numbered("card", r * kSide * kSide + i);
    node.name = node.id;
    node.parent = numbered("region", r);
    node.rect = Rect{kGap + column * kColumn, kHead + row * kRow, kCardSize.width, kCardSize.height};
    const std::size_t at = drawing.cards.size();
    drawing.cards.emplace_back(region.x + node.rect->x, region.y + node.rect->y, kCardSize.width, kCardSize.height);
    ids.push_back(node.id);
    m_nodes.push_back(std::move(node));
    if (column % 2 == 1) return;
    addLink(at, at + 1);
    addLink(at, row + 1 < kSide ? at + kSide + 1 : at + 1 - kSide);
  }

  void addLink(std::size_t from, std::size_t to) {
    Link link;
    link.id = numbered("link", static_cast<int>(drawing.links.size()));
    link.kind = "uses";
    link.from = numbered("card", static_cast<int>(from));
    link.to = numbered("card", static_cast<int>(to));
    m_links.push_back(std::move(link));
    drawing.links.emplace_back(from, to);
  }

  static std::string numbered(const char* word, int number) {
    char text[32];
    std::snprintf(text, sizeof text, "%s-%05d", word, number);
    return text;
  }

  std::vector<Node> m_nodes;
  std::vector<Link> m_links;
};

// Waits for the paint event that ends a frame.
class Frames final : public QObject {
 public:
  explicit Frames(QWidget* surface) : m_surface(surface) { surface->installEventFilter(this); }

  void finish() {
    while (!m_painted) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  void begin() { m_painted = false; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == m_surface && event->type() == QEvent::Paint) m_painted = true;
    return QObject::eventFilter(watched, event);
  }

 private:
  QWidget* m_surface;
  bool m_painted = true;
};

struct Frame {
  double whole = 0;   // seconds
  double before = 0;  // of which until the event's handling had ended, and painting began
};

Frame frameSeconds(QWidget* surface, const std::function<void(int)>& step) {
  Frames frames(surface);
  QApplication::processEvents();
  std::vector<double> whole;
  std::vector<double> before;
  for (int i = 0; i < kFrames; ++i) {
    frames.begin();
    const double start = threadSeconds();
    step(i);
    before.push_back(threadSeconds() - start);
    frames.finish();
    whole.push_back(threadSeconds() - start);
  }
  return {median(whole), median(before)};
}

void sendMouse(QWidget* widget, QEvent::Type type, QPoint at, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, widget->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                    buttons, {});
  QApplication::sendEvent(widget, &event);
}

struct Least {
  double ours = std::numeric_limits<double>::infinity();
  double event = std::numeric_limits<double>::infinity();  // of ours, before painting
  double floor = std::numeric_limits<double>::infinity();

  void take(const Frame& one, const Frame& other) {
    ours = std::min(ours, one.whole);
    event = std::min(event, one.before);
    floor = std::min(floor, other.whole);
  }
  void print(const char* name) const {
    std::printf("{\"bench\": \"%s\", \"ms\": %.3f, \"eventMs\": %.3f, \"floorMs\": %.3f, \"ratio\": %.2f}\n", name,
                ours * 1e3, event * 1e3, floor * 1e3, ours / floor);
    std::fflush(stdout);
  }
};

// The cards of Regions in the middle, from the one that is grabbed on.
std::vector<std::size_t> middleCards(std::size_t count) {
  constexpr std::size_t kPerRegion = static_cast<std::size_t>(kSide) * kSide;
  const std::size_t first = 44 * kPerRegion;
  std::vector<std::size_t> out{first + 5 * kSide - 1};
  for (std::size_t i = first; out.size() < count; ++i) {
    if (i != out.front()) out.push_back(i);
  }
  return out;
}

class Canvas {
 public:
  explicit Canvas(const Sample& sample) : m_sample(sample), m_session(std::string()) {
    m_session.openCopy(sample.topology);
    m_session.waitForReport();
  }

  double build() {
    const double start = threadSeconds();
    const CanvasView view(&m_session, &m_selection);
    return threadSeconds() - start;
  }

  void open() {
    m_view = std::make_unique<CanvasView>(&m_session, &m_selection);
    show(*m_view);
    m_view->fit();
    while (m_view->canvasScene().awaitsRoutes()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }
  void close() { m_view.reset(); }

  static void show(QWidget& view) {
    view.resize(kViewport);
    view.show();
    QApplication::processEvents();
  }

  void look(bool everything, QPointF centre) {
    if (everything) return m_view->fit();
    m_view->zoomTo(1);
    m_view->centerOn(centre);
  }

  // To and fro between one and two of these steps to the right.
  Frame drag(const std::vector<std::size_t>& cards, double step) {
    Selection::Ids ids;
    for (const std::size_t card : cards) ids.insert(m_sample.ids[card]);
    m_selection.set(std::move(ids));
    QWidget* surface = m_view->viewport();
    const QPointF centre = m_sample.drawing.cards[cards.front()].center();
    const QPoint at = m_view->viewportPoint({centre.x(), centre.y()});
    sendMouse(surface, QEvent::MouseButtonPress, at, Qt::LeftButton);
    const auto move = [&](int steps) {
      sendMouse(surface, QEvent::MouseMove, at + QPoint(qRound(steps * step * m_view->zoom()), 0), Qt::LeftButton);
    };
    move(1);
    move(2);
    const Frame spent = frameSeconds(surface, [&](int i) { move(1 + i % 2); });
    m_view->cancelGesture();
    sendMouse(surface, QEvent::MouseButtonRelease, at, Qt::NoButton);
    QApplication::processEvents();
    return spent;
  }

 private:
  const Sample& m_sample;
  Session m_session;
  Selection m_selection;
  std::unique_ptr<CanvasView> m_view;
};

Frame dragPlain(TunedView& plain, const std::vector<std::size_t>& cards, double step) {
  plain.moveCards(cards, QPointF(2 * step, 0));
  const Frame spent =
      frameSeconds(plain.viewport(), [&](int i) { plain.moveCards(cards, QPointF((1 + i % 2) * step, 0)); });
  plain.moveCards(cards, {});
  QApplication::processEvents();
  return spent;
}

void benchDrags(const Sample& sample, Canvas& canvas, TunedView& plain, int rounds, std::string_view only) {
  struct Case {
    const char* name;
    std::size_t cards;
    bool everything;
  };
  constexpr double kShortStep = 16;  // px
  constexpr Case kCases[] = {{"drag 1 at 100 %", 1, false},
                             {"drag 500 at 100 %", 500, false},
                             {"drag 1, everything seen", 1, true},
                             {"drag 500, everything seen", 500, true}};
  for (const Case& what : kCases) {
    if (!only.empty() && only != what.name) continue;
    const std::vector<std::size_t> cards = middleCards(what.cards);
    const QPointF centre = sample.drawing.cards[cards.front()].center();
    canvas.look(what.everything, centre);
    plain.look(what.everything, centre);
    const double step = what.everything ? kColumn : kShortStep;
    Least least;
    for (int i = 0; i < rounds; ++i) least.take(canvas.drag(cards, step), dragPlain(plain, cards, step));
    least.print(what.name);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("nines-test"));
  QApplication::setApplicationName(QStringLiteral("bench"));
  if (!test::useOwnHome()) qFatal("no folder for settings and journals");
  applyTheme(application, lightTheme());
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  const std::string_view only = argc > 2 ? argv[2] : "";
  const Sample sample;
  Canvas canvas(sample);
  Least build;
  for (int i = 0; i < rounds && only.empty(); ++i) {
    const double ours = canvas.build();
    const double start = threadSeconds();
    const TunedView plain(sample.drawing);
    build.take({ours, 0}, {threadSeconds() - start, 0});
  }
  if (only.empty()) build.print("scene");
  canvas.open();
  TunedView plain(sample.drawing);
  Canvas::show(plain);
  benchDrags(sample, canvas, plain, rounds, only);
  canvas.close();
  return 0;
}
