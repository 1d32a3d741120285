#include "canvas/legend.h"

#include <QGuiApplication>
#include <QPainter>
#include <algorithm>

#include "canvas/legend_cover.h"
#include "painting/painter_backend.h"

namespace nines {

namespace {

constexpr int kAside = 4;  // next to the palette, as narrow as the column of what stands outside of all Regions
constexpr int kOff = 8;
constexpr double kPaleOpacity = .15;
constexpr int kRestMs = 200;
// Of the canvas's width and height: it would hide too much of a smaller one, or a fitted design would have to make way
// for it and become too small to be read.
constexpr int kLeastShare = 3;
constexpr double kLeastShareDown = 2.75;

}  // namespace

Legend::Legend(QWidget* parent) : QWidget(parent), m_theme(&lightTheme()) {
  setObjectName(QStringLiteral("legend"));
  setAccessibleName(tr("Legend"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  m_look.setSingleShot(true);
  m_look.setInterval(kRestMs);
  connect(&m_look, &QTimer::timeout, this, &Legend::look);
  hide();
}

void Legend::setTheme(const Theme& theme) {
  m_theme = &theme;
  update();
}

void Legend::setList(DisplayList list) {
  if (list.groups == m_list.groups) return;
  m_list = std::move(list);
  QStringList texts;
  for (const DrawGroup& group : m_list.groups) {
    for (const Shape2D& shape : group.shapes) {
      if (const auto* text = std::get_if<TextShape>(&shape)) texts += QString::fromStdString(text->text);
    }
  }
  setAccessibleDescription(texts.join(QLatin1String(", ")));
  place();
  update();
}

void Legend::setWanted(bool wanted) {
  m_wanted = wanted;
  updateVisible();
}

void Legend::setPointed(bool pointed) { paleBy(m_pointed, pointed); }

void Legend::setOverSelected(bool over) { paleBy(m_overSelected, over); }

void Legend::paleBy(bool& reason, bool holds) {
  const bool before = isPale();
  reason = holds;
  if (isPale() != before) update();
}

void Legend::place() {
  if (!parentWidget()) return;
  resize(qRound(m_list.bounds.width), qRound(m_list.bounds.height));
  move(placeIn(m_corner).topLeft());
  updateVisible();
}

QRect Legend::placeIn(Corner corner) const {
  const QSize canvas = parentWidget() ? parentWidget()->size() : size();
  const bool left = corner == Corner::bottomLeft || corner == Corner::topLeft;
  const bool top = corner == Corner::topLeft || corner == Corner::topRight;
  return {QPoint(left ? kAside : canvas.width() - width() - kAside, top ? kOff : canvas.height() - height() - kOff),
          size()};
}

void Legend::setCorner(Corner corner) {
  if (corner == m_corner) return;
  m_corner = corner;
  setPointed(false);  // the pointer is where it was
  place();
}

bool Legend::isInTheWay() const { return isVisible() && m_hidden && m_hidden(geometry()) > 0; }

void Legend::look() {
  if (!isVisible() || !m_hidden) return;
  if (QGuiApplication::mouseButtons() != Qt::NoButton) return lookLater();  // somebody drags
  const int here = m_hidden(geometry());
  if (here >= kHiddenLine) {
    const auto hiddenIn = [this](Corner corner) { return m_hidden(placeIn(corner)); };
    const Corner best = *std::ranges::min_element(kCorners, {}, hiddenIn);
    const int there = hiddenIn(best);
    if (there < kHiddenLine || there / kHiddenCard < here / kHiddenCard) setCorner(best);
  }
  emit looked();
}

void Legend::updateVisible() {
  const QWidget* canvas = parentWidget();
  const bool hasRoom =
      canvas && canvas->width() >= kLeastShare * width() && canvas->height() >= kLeastShareDown * height();
  setVisible(m_wanted && hasRoom && !m_list.groups.empty());
}

void Legend::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (isPale()) painter.setOpacity(kPaleOpacity);
  for (const DrawGroup& group : m_list.groups) paint(painter, group, *m_theme);
}

}  // namespace nines
