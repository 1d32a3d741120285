// What a drawing of the same size costs Qt alone: a QGraphicsView with the options that were found best for one (level
// of detail, all links in one item that leaves out what is not exposed, minimal viewport updates, the default index),
// of cards with a tile, a name and a second line. The canvas is measured against it.
#pragma once

#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPainter>
#include <QStyleOptionGraphicsItem>
#include <cstddef>
#include <utility>
#include <vector>

namespace nines::bench {

// Where everything stands, for the canvas and for what it is measured against.
struct Drawing {
  std::vector<QRectF> containers;
  std::vector<QRectF> cards;
  std::vector<std::pair<std::size_t, std::size_t>> links;  // indices of cards
};

class TunedBox final : public QGraphicsItem {
 public:
  TunedBox(const QRectF& rect, QString name, QColor fill, double z)
      : m_size(rect.size()), m_name(std::move(name)), m_fill(fill) {
    setPos(rect.topLeft());
    setZValue(z);
  }

  QRectF boundingRect() const override { return QRectF({}, m_size).adjusted(-1, -1, 1, 1); }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
    constexpr double kNamesFrom = .3;
    constexpr double kRadius = 8;
    const QRectF rect({}, m_size);
    if (QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()) < kNamesFrom) {
      painter->fillRect(rect, m_fill);
      return;
    }
    painter->setPen(QPen(QColor(0x9a, 0xa4, 0xb2), 1));
    painter->setBrush(m_fill);
    painter->drawRoundedRect(rect, kRadius, kRadius);
    painter->setPen(Qt::black);
    painter->drawText(QPointF(43, 24), m_name);
    if (zValue() == 0) return;
    painter->drawText(QPointF(43, 39.5), QStringLiteral("Second line"));
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0xe0, 0xe4, 0xf4));
    painter->drawRoundedRect(QRectF(9, 12, 28, 28), 6, 6);
  }

 private:
  QSizeF m_size;
  QString m_name;
  QColor m_fill;
};

// All links: three straight runs from the right of one card to the left of another.
class TunedLinks final : public QGraphicsItem {
 public:
  explicit TunedLinks(const Drawing& drawing) : m_drawing(drawing), m_moved(drawing.cards.size()) {
    setFlag(ItemUsesExtendedStyleOption);
    setZValue(1);
    m_of.resize(drawing.cards.size());
    for (std::size_t i = 0; i < drawing.links.size(); ++i) {
      m_of[drawing.links[i].first].push_back(i);
      m_of[drawing.links[i].second].push_back(i);
      m_lines.push_back(lineOf(i));
      m_bounds |= m_lines.back().bounds;
    }
    constexpr double kRoom = 10000;  // it is never announced anew
    m_bounds.adjust(-kRoom, -kRoom, kRoom, kRoom);
  }

  void moveCard(std::size_t card, QPointF by) {
    m_moved[card] = by;
    for (const std::size_t i : m_of[card]) {
      update(m_lines[i].bounds);
      m_lines[i] = lineOf(i);
      update(m_lines[i].bounds);
    }
  }

  QRectF boundingRect() const override { return m_bounds; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget*) override {
    painter->setPen(QPen(QColor(0x5b, 0x67, 0x78), 1.5));
    for (const Line& line : m_lines) {
      if (line.bounds.intersects(option->exposedRect)) painter->drawPolyline(line.points, 4);
    }
  }

 private:
  struct Line {
    QPointF points[4];
    QRectF bounds;
  };

  Line lineOf(std::size_t i) const {
    const auto [from, to] = m_drawing.links[i];
    const QRectF a = m_drawing.cards[from].translated(m_moved[from]);
    const QRectF b = m_drawing.cards[to].translated(m_moved[to]);
    const QPointF start(a.right(), a.center().y());
    const QPointF end(b.left(), b.center().y());
    const double middle = (start.x() + end.x()) / 2;
    const QRectF bounds = QRectF(start, end).normalized().adjusted(-2, -2, 2, 2);
    return {{start, {middle, start.y()}, {middle, end.y()}, end}, bounds};
  }

  const Drawing& m_drawing;
  std::vector<QPointF> m_moved;
  std::vector<std::vector<std::size_t>> m_of;  // the links of a card
  std::vector<Line> m_lines;
  QRectF m_bounds;
};

class TunedView final : public QGraphicsView {
 public:
  explicit TunedView(const Drawing& drawing) : m_drawing(drawing) {
    for (std::size_t i = 0; i < drawing.containers.size(); ++i) {
      m_scene.addItem(new TunedBox(drawing.containers[i], QStringLiteral("region-%1").arg(i), Qt::white, 0));
    }
    m_cards.reserve(drawing.cards.size());
    for (std::size_t i = 0; i < drawing.cards.size(); ++i) {
      m_cards.push_back(new TunedBox(drawing.cards[i], QStringLiteral("card-%1").arg(i), QColor(0xf5, 0xf7, 0xfa), 2));
      m_scene.addItem(m_cards.back());
    }
    m_links = new TunedLinks(drawing);
    m_scene.addItem(m_links);
    for (const QRectF& rect : drawing.containers) m_bounds |= rect;
    m_scene.setSceneRect(m_bounds.adjusted(-4000, -4000, 4000, 4000));
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  }
  ~TunedView() override { setScene(nullptr); }

  void look(bool everything, QPointF centre) {
    resetTransform();
    if (everything) fitInView(m_bounds, Qt::KeepAspectRatio);
    else centerOn(centre);
  }
  void moveCards(const std::vector<std::size_t>& cards, QPointF by) {
    for (const std::size_t card : cards) {
      m_cards[card]->setPos(m_drawing.cards[card].topLeft() + by);
      m_links->moveCard(card, by);
    }
  }

 private:
  const Drawing& m_drawing;
  QGraphicsScene m_scene;
  std::vector<TunedBox*> m_cards;
  TunedLinks* m_links = nullptr;
  QRectF m_bounds;
};

}  // namespace nines::bench
