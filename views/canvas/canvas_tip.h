// What is known of the thing below the pointer, beside it. A part of the canvas, not a window as tool tips are: it
// takes no press, and leaves the pointer to the canvas below.
#pragma once

#include <QLabel>
#include <QList>

namespace nines {

class CanvasTip final : public QLabel {
  Q_OBJECT

 public:
  explicit CanvasTip(QWidget* parent);

  // Beside `thing`, which may be empty where the pointer alone tells the place; inside of the parent, over none of
  // `handles`. All in the parent's coordinates. `html` that is empty hides it.
  void show(const QString& html, QPoint pointer, const QRect& thing, const QList<QRect>& handles);
  // What it says now; empty while hidden.
  QString shownText() const { return isHidden() ? QString() : text(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
};

// Where a tip of this size goes: below the thing, above it or at a side, wherever all of it has room.
QRect tipPlace(QSize size, const QRect& room, QPoint pointer, const QRect& thing, const QList<QRect>& handles);

}  // namespace nines
