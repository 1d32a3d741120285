// Dragging a palette tile, followed with plain mouse events: QDrag does nothing on the offscreen platform and offers no
// way to say why a place refuses.
#pragma once

#include <QObject>
#include <QPoint>
#include <QString>

namespace nines {

class TileDrag final : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~TileDrag() override;

  bool active() const { return m_active; }

  // From the tile that has the mouse. Positions are global.
  void press(const QString& preset, QPoint at);
  void move(QPoint at);
  void release(QPoint at);
  // Ends a drag without a drop; does nothing if none is active.
  void cancel();

 signals:
  void started(const QString& preset, QPoint at);
  void moved(QPoint at);
  void dropped(const QString& preset, QPoint at);
  void cancelled();

 protected:
  // While a drag is active: Esc, another mouse button and leaving the program cancel it.
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void begin(QPoint at);
  void end();

  QString m_preset;
  QPoint m_pressedAt;
  bool m_pressed = false;
  bool m_active = false;
};

}  // namespace nines
