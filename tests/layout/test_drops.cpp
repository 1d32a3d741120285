// Pictures that no person has arranged: one card of a design dropped onto each other one, and all over the canvas. No
// label covers a line, a card or a badge, and no line runs through any of these.
#include "drawing_faults.h"
#include "formats/native.h"
#include "layout/placing.h"
#include "layout/route_keeper.h"
#include "layout/standbys.h"
#include "nested_design.h"

using namespace nines;
using namespace nines::test;

namespace {

// Where the upper left corner of a card is dragged to: onto all others, and to places apart from each other.
std::vector<Point> placesFor(const Drawn& d, NodeIndex card) {
  constexpr double kAcross = 176, kDown = 96;
  std::vector<Point> places;
  for (NodeIndex i = 0; i < d.layout.size(); ++i) {
    if (i != card && d.layout.isSolid(d.design, i)) places.push_back(d.layout.rect(i).topLeft());
  }
  const Rect bounds = d.layout.bounds();
  for (double y = bounds.y; y < bounds.bottom(); y += kDown) {
    for (double x = bounds.x; x < bounds.right(); x += kAcross) places.push_back({x, y});
  }
  return places;
}

// What a drop there leaves; nothing where it is refused.
std::optional<Drawn> dropped(const Drawn& d, NodeIndex card, Point place) {
  const placing::Move move(d.design, d.layout, {&card, 1}, card);
  const auto target = move.targetAt(place - d.layout.rect(card).topLeft());
  const Edit edit = target.refusal.empty() ? move.edit(target) : Edit();
  Topology next = *d.topology;
  if (edit.empty() || !apply(next, withStandbys(d.design, edit))) return std::nullopt;
  return Drawn(std::move(next));
}

bool isCrossing(const std::string& fault) { return fault.find("without a hop") != std::string::npos; }

}  // namespace

class TestDrops : public QObject {
  Q_OBJECT

  qsizetype m_pictures = 0;
  QStringList m_crossings;  // in the room of which no hop fits

  // As many drops as that, evenly from all of them.
  void sweep(const Drawn& d, const QString& name, std::size_t most, QStringList& wrong) {
    RouteKeeper base;
    base.update(d.design, d.layout);
    std::vector<std::pair<NodeIndex, Point>> drops;
    for (NodeIndex card = 0; card < d.layout.size(); ++card) {
      if (!d.layout.isSolid(d.design, card)) continue;
      for (const Point place : placesFor(d, card)) drops.emplace_back(card, place);
    }
    const std::size_t stride = std::max<std::size_t>(drops.size() / most, 1);
    for (std::size_t at = 0; at < drops.size(); at += stride) {
      const auto [card, place] = drops[at];
      if (const auto now = dropped(d, card, place)) {
        RouteKeeper keeper = base;
        keeper.update(now->design, now->layout);
        ++m_pictures;
        for (const std::string& fault : faultsOf(*now, Lines(*now, keeper.routes()))) {
          const QString where = QString("%1, %2 at %3, %4: %5")
                                    .arg(name, QString::fromStdString(d.design.node(card).id))
                                    .arg(place.x)
                                    .arg(place.y)
                                    .arg(QString::fromStdString(fault));
          (isCrossing(fault) ? m_crossings : wrong) << where;
        }
      }
    }
  }

 private slots:
  void ofTheTemplates_data() {
    QTest::addColumn<QString>("path");
    for (const Resource& r : resourcesBelow("templates/")) {
      const QString path = QString::fromUtf8(r.path.data(), static_cast<qsizetype>(r.path.size()));
      QTest::newRow(qPrintable(path)) << path;
    }
  }
  void ofTheTemplates() {
    QFETCH(QString, path);
    const std::string name = path.toStdString();
    auto topology = readDesign(*resource(name), name, Catalogue::shipped());
    QVERIFY(topology.ok());
    const Drawn d(std::move(topology).value());
    const auto faults = faultsOf(d, Lines(d));
    QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().c_str());
    QStringList wrong;
    sweep(d, path, 250, wrong);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
  }

  void ofNestedDesigns_data() {
    QTest::addColumn<quint64>("seed");
    for (const quint64 seed : {2U, 9U, 17U}) QTest::addRow("seed %d", int(seed)) << seed;
  }
  void ofNestedDesigns() {
    QFETCH(quint64, seed);
    QStringList wrong;
    sweep(Drawn(NestedDesign(seed).build()), QString("seed %1").arg(seed), 8, wrong);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
  }

  // The primary of Orders on all places around its standby and over it, where lines are closest to each other.
  void aroundTheStandbyOfOrders() {
    const std::string name = "templates/orders.nines";
    const Drawn d(readDesign(*resource(name), name, Catalogue::shipped()).value());
    const NodeIndex primary = d.at("orders-db");
    const Rect standby = d.rect("orders-db-standby");
    QStringList wrong;
    int pictures = 0;
    for (double y = standby.y - 80; y <= standby.y + 320; y += 40) {
      for (const double aside : {-24.0, 0.0, 24.0}) {
        const auto now = dropped(d, primary, {standby.x + aside, y});
        if (!now) continue;  // beyond its zone
        ++pictures;
        for (const std::string& fault : faultsOf(*now, Lines(*now))) {
          if (!isCrossing(fault)) wrong << QString("%1: %2").arg(y).arg(QString::fromStdString(fault));
        }
      }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("; ")));
    QVERIFY2(pictures >= 20, qPrintable(QString::number(pictures)));
  }

  // What the rows above have seen: hardly a crossing too close to a corner for its hop.
  void hardlyAnyCrossingHasNoHop() {
    QVERIFY2(m_pictures > 250, qPrintable(QString::number(m_pictures)));
    QVERIFY2(m_crossings.size() * 50 <= m_pictures, qPrintable(m_crossings.join("; ")));
  }
};

QTEST_GUILESS_MAIN(TestDrops)
#include "test_drops.moc"
