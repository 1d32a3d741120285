// 200 generated designs of nested containers: no link crosses a card, a header or a label, wherever there is a way.
#include <deque>

#include "drawing_faults.h"
#include "nested_design.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr quint64 kDesigns = 200;
constexpr quint64 kInARow = 20;

// What a line must not run through, the ends' own headers excepted.
struct Obstacle {
  NodeIndex node;
  Rect rect;
};

std::vector<Obstacle> obstaclesOf(const Drawn& d, LinkIndex link) {
  std::vector<Obstacle> obstacles;
  for (NodeIndex i = 0; i < d.layout.size(); ++i) {
    const bool end = i == d.design.from(link) || i == d.design.to(link);
    const bool solid = d.layout.isSolid(d.design, i);
    if (end && !solid) continue;
    const Rect r = solid ? d.layout.rect(i) : d.layout.headerOf(d.design, i);
    if (!r.empty()) obstacles.push_back({i, r});
  }
  return obstacles;
}

std::string crossed(const Drawn& d, LinkIndex link, const Route& route) {
  for (const Obstacle& o : obstaclesOf(d, link)) {
    for (std::size_t k = 1; k < route.points.size(); ++k) {
      if (runsThrough(o.rect, route.points[k - 1], route.points[k])) return d.design.node(o.node).id;
    }
  }
  return {};
}

// Whether any orthogonal path joins the borders of both ends without running through an obstacle: a flood over the grid
// of all edges and the middles between them. On purpose nothing of the router's.
class Flood {
 public:
  Flood(const Drawn& d, LinkIndex link) : m_obstacles(obstaclesOf(d, link)) {
    const Rect from = d.layout.rect(d.design.from(link));
    const Rect to = d.layout.rect(d.design.to(link));
    const Rect around = d.layout.bounds().grown(40);
    addLines(from);
    addLines(to);
    addLines(around);
    for (const Obstacle& o : m_obstacles) addLines(o.rect);
    withMiddles(m_xs);
    withMiddles(m_ys);
    m_reached = flood(from, to);
  }

  bool reached() const { return m_reached; }

 private:
  void addLines(const Rect& r) {
    m_xs.insert(m_xs.end(), {r.left(), r.right(), r.centre().x});
    m_ys.insert(m_ys.end(), {r.top(), r.bottom(), r.centre().y});
  }

  static void withMiddles(std::vector<double>& lines) {
    std::ranges::sort(lines);
    lines.erase(std::ranges::unique(lines).begin(), lines.end());
    for (std::size_t k = lines.size(); k-- > 1;) lines.push_back((lines[k] + lines[k - 1]) / 2);
    std::ranges::sort(lines);
  }

  bool isFree(Point a, Point b) const {
    return std::ranges::none_of(m_obstacles, [&](const Obstacle& o) { return runsThrough(o.rect, a, b); });
  }

  bool flood(const Rect& from, const Rect& to) const {
    const auto columns = static_cast<int>(m_xs.size());
    const auto rows = static_cast<int>(m_ys.size());
    const auto at = [&](int c, int r) {
      return Point{m_xs[static_cast<std::size_t>(c)], m_ys[static_cast<std::size_t>(r)]};
    };
    std::vector<char> seen(m_xs.size() * m_ys.size(), 0);
    std::deque<std::pair<int, int>> open;
    const auto visit = [&](int c, int r) {
      char& mark = seen[static_cast<std::size_t>(r * columns + c)];
      if (mark == 0) open.emplace_back(c, r);
      mark = 1;
    };
    for (int c = 0; c < columns; ++c) {
      for (int r = 0; r < rows; ++r) {
        if (onBorder(from, at(c, r))) visit(c, r);
      }
    }
    while (!open.empty()) {
      const auto [c, r] = open.front();
      open.pop_front();
      if (onBorder(to, at(c, r))) return true;
      for (const auto& [dc, dr] : {std::pair(1, 0), std::pair(-1, 0), std::pair(0, 1), std::pair(0, -1)}) {
        const int nextC = c + dc;
        const int nextR = r + dr;
        if (nextC < 0 || nextR < 0 || nextC >= columns || nextR >= rows) continue;
        if (isFree(at(c, r), at(nextC, nextR))) visit(nextC, nextR);
      }
    }
    return false;
  }

  std::vector<Obstacle> m_obstacles;
  std::vector<double> m_xs;
  std::vector<double> m_ys;
  bool m_reached = false;
};

// How many px of the route run beside the borders of containers and frames, too near to tell one from the other.
double besideBorders(const Drawn& d, const Route& route) {
  constexpr double kNear = 5;
  double sum = 0;
  for (std::size_t k = 1; k < route.points.size(); ++k) {
    const Point a = route.points[k - 1], b = route.points[k];
    for (NodeIndex i = 0; i < d.layout.size(); ++i) {
      if (d.layout.isSolid(d.design, i)) continue;
      const Rect& r = d.layout.rect(i);
      const bool flat = a.y == b.y;
      for (const double side : {flat ? r.top() : r.left(), flat ? r.bottom() : r.right()}) {
        if (std::abs(side - (flat ? a.y : a.x)) >= kNear) continue;
        const double low = flat ? std::max(std::min(a.x, b.x), r.left()) : std::max(std::min(a.y, b.y), r.top());
        const double high = flat ? std::min(std::max(a.x, b.x), r.right()) : std::min(std::max(a.y, b.y), r.bottom());
        sum += std::max(0.0, high - low);
      }
    }
  }
  return sum;
}

// Cards, headers, other links' lines and labels that a label lies on.
std::vector<std::string> hidesOf(const Drawn& d, const Routes& routes, const LabelPlaces& labels, const LinkId& id) {
  std::vector<std::string> hidden;
  const Rect pill = labels.at(id);
  for (NodeIndex i = 0; i < d.layout.size(); ++i) {
    const Rect r = d.layout.isSolid(d.design, i) ? d.layout.rect(i) : d.layout.headerOf(d.design, i);
    if (pill.intersects(r)) hidden.push_back(d.design.node(i).id);
  }
  for (const auto& [line, route] : routes) {
    if (line != id && runsThrough(pill, route)) hidden.push_back(line);
  }
  for (const auto& [other, place] : labels) {
    if (other != id && pill.intersects(place)) hidden.push_back("label " + other);
  }
  return hidden;
}

}  // namespace

class TestGeneratedRoutes : public QObject {
  Q_OBJECT

  qsizetype m_routes = 0;
  qsizetype m_labels = 0;
  QStringList m_blocked;
  QStringList m_besideBorders;
  QStringList m_onOwnLine;  // labels that found no place beside their line
  QStringList m_hopless;    // crossings too close to a corner or a card

  void judgeRoutes(const Drawn& d, const Routes& routes, const std::string& where, QStringList& wrong) {
    for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
      const auto at = routes.find(d.design.link(i).id);
      if (at == routes.end()) continue;
      ++m_routes;
      constexpr double kFelt = 24;
      if (besideBorders(d, at->second) > kFelt) m_besideBorders << QString::fromStdString(where + at->first);
      if (const std::string fault = faultOf(d, i, at->second); !fault.empty())
        wrong << QString::fromStdString(where + fault);
      const std::string through = crossed(d, i, at->second);
      if (through.empty()) continue;
      m_blocked << QString::fromStdString(where + at->first + " through " + through);
      if (!at->second.blocked) wrong << m_blocked.back() + " without saying so";
      if (Flood(d, i).reached()) wrong << m_blocked.back() + " though there is a way";
    }
  }

  // What the pictures have wrong in the eyes of another, and what routes and labels are not judged by here.
  void judgePicture(const Drawn& d, const Routes& routes, const std::string& where, QStringList& wrong) {
    for (const std::string& fault : faultsOf(d, Lines(d, routes))) {
      const bool hop = fault.find("without a hop") != std::string::npos;
      if (hop) m_hopless << QString::fromStdString(where + fault);
      else if (fault.find("badge") != std::string::npos) wrong << QString::fromStdString(where + fault);
    }
  }

  void judgeLabels(const Drawn& d, const Routes& routes, const std::string& where, QStringList& wrong) {
    const LabelPlaces labels = placeLabels({d.design, d.layout, builtInMeasure(), Badges()}, routes);
    m_labels += static_cast<qsizetype>(labels.size());
    for (const auto& [id, pill] : labels) {
      for (const std::string& what : hidesOf(d, routes, labels, id)) {
        wrong << QString::fromStdString(where + "label of " + id + " on " + what);
      }
      if (runsThrough(pill, routes.at(id))) m_onOwnLine << QString::fromStdString(where + id);
    }
  }

 private slots:
  void nothingIsCrossedWhereThereIsAWay_data() {
    QTest::addColumn<quint64>("first");
    for (quint64 seed = 1; seed <= kDesigns; seed += kInARow) QTest::addRow("seeds from %d", int(seed)) << seed;
  }
  void nothingIsCrossedWhereThereIsAWay() {
    QFETCH(quint64, first);
    QStringList wrong;
    for (quint64 seed = first; seed < first + kInARow; ++seed) {
      const Drawn d(NestedDesign(seed).build());
      const Routes routes = routeLinks(d.design, d.layout);
      const std::string where = "seed " + std::to_string(seed) + ", ";
      judgeRoutes(d, routes, where, wrong);
      judgeLabels(d, routes, where, wrong);
      judgePicture(d, routes, where, wrong);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
  }

  // What the rows above have seen.
  void hardlyAnyHasNoWay() {
    QVERIFY2(m_routes > 5000, qPrintable(QString::number(m_routes)));
    QVERIFY2(m_labels > 1000, qPrintable(QString::number(m_labels)));
    QVERIFY2(m_blocked.size() * 100 <= m_routes, qPrintable(m_blocked.join("; ")));
    QVERIFY2(m_besideBorders.size() * 200 <= m_routes, qPrintable(m_besideBorders.join("; ")));
    QVERIFY2(m_onOwnLine.size() * 100 <= m_labels, qPrintable(m_onOwnLine.join("; ")));
    QVERIFY2(m_hopless.size() * 200 <= m_routes, qPrintable(m_hopless.join("; ")));
    for (const QString& link : m_blocked) qInfo("no way for %s", qPrintable(link));
  }

  // More lines between Regions than there are lanes: all of them get through, and none through a card.
  void crowdsGetThrough_data() {
    QTest::addColumn<int>("links");
    QTest::newRow("crowded") << 450;
    QTest::newRow("more so") << 750;
    QTest::newRow("large") << 1100;
  }
  void crowdsGetThrough() {
    QFETCH(int, links);
    constexpr int kRegions = 4, kColumns = 8, kRows = 7;
    Drawing drawing;
    for (int r = 0; r < kRegions; ++r) {
      const std::string region = "region-" + std::to_string(r);
      drawing.node(region, "region", "", Rect{r % 2 * 1500., r / 2 * 700., 1400, 600});
      for (int k = 0; k < kColumns * kRows; ++k) {
        drawing.card("n" + std::to_string(r) + "-" + std::to_string(k), 30 + k % kColumns * 168, 50 + k / kColumns * 72,
                     region, "dynamodb-table");
      }
    }
    Rng rng(5);
    const auto any = [&](int region) {
      return "n" + std::to_string(region) + "-" + std::to_string(rng.below(kColumns * kRows));
    };
    for (int l = 0; l < links; ++l) {
      const int from = static_cast<int>(rng.below(kRegions));
      const int to = (from + 1 + static_cast<int>(rng.below(kRegions - 1))) % kRegions;
      const std::string last = any(to);
      drawing.link("l" + std::to_string(l), "uses", any(from), last);
    }
    const Drawn d = drawing.drawn();
    const Routes routes = routeLinks(d.design, d.layout);
    QCOMPARE(routes.size(), static_cast<std::size_t>(links));
    QStringList wrong;
    for (LinkIndex i = 0; i < d.design.linkCount(); ++i) {
      const Route& route = routes.at(d.design.link(i).id);
      if (route.blocked || !crossed(d, i, route).empty()) wrong << QString::fromStdString(d.design.link(i).id);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
  }

  // The designs are what the sentence above says of them.
  void designsAreNested() {
    std::size_t cards = 0;
    for (quint64 seed = 1; seed <= kDesigns; ++seed) {
      const Drawn d(NestedDesign(seed).build());
      std::size_t here = 0;
      int depth = 0;
      for (NodeIndex i = 0; i < d.layout.size(); ++i) {
        if (d.layout.isSolid(d.design, i)) ++here;
        depth = std::max(depth, d.layout.place(i).depth);
      }
      QVERIFY2(here >= 20 && here <= 95, qPrintable(QString("seed %1: %2 cards").arg(seed).arg(here)));
      cards += here;
      for (LinkIndex l = 0; l < d.design.linkCount(); ++l) QVERIFY(d.design.linkKind(l));
    }
    QVERIFY(cards > kDesigns * 40);
  }
};

QTEST_GUILESS_MAIN(TestGeneratedRoutes)
#include "test_generated_routes.moc"
