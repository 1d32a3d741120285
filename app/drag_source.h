// Begins a drag into another program where people press and pull a widget.
#pragma once

#include <QObject>
#include <QPoint>
#include <functional>

class QDrag;
class QMimeData;
class QWidget;

namespace nines {

class DragSource final : public QObject {
  Q_OBJECT

 public:
  // What is dragged; null: nothing can be now. The drag takes it over.
  using Load = std::function<QMimeData*()>;
  // Carries the drag out and lets go of it. Where there is no platform to drag over, a test puts its own in place.
  using Carry = std::function<void(QDrag*)>;

  DragSource(QWidget* from, Load load);

  static void setCarry(Carry carry);
  // Seen at the pointer meanwhile.
  void setPicture(std::function<QPixmap()> picture) { m_picture = std::move(picture); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void begin();

  QWidget* m_from;
  Load m_load;
  std::function<QPixmap()> m_picture;
  QPoint m_pressedAt;
  bool m_pressed = false;
};

}  // namespace nines
