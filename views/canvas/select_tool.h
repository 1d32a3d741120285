// The left mouse button on the canvas: selects, and starts the gesture that the place under the pointer offers.
#pragma once

#include <memory>

#include "canvas/tool.h"

namespace nines {

class SelectTool {
 public:
  explicit SelectTool(ToolHost& host) : m_host(host) {}

  // Where it starts from a card, a link is drawn instead of moving it.
  void setConnecting(bool connecting) { m_connecting = connecting; }
  bool isConnecting() const { return m_connecting; }

  void press(const Pointer& pointer);
  void moveTo(const Pointer& pointer);
  void release(const Pointer& pointer);
  // Drops the gesture, or the press before it became one. False if there was neither.
  bool cancel();
  // Likewise, and what was selected before the press is selected again.
  bool giveUp();
  // The mouse is down.
  bool isActive() const { return m_pressed; }
  // And a gesture is under way.
  bool isDragging() const { return m_gesture != nullptr; }
  bool movesSelection() const { return m_gesture && m_gesture->movesSelection(); }

 private:
  void click(const Pointer& pointer);
  void selectBelow(const Pointer& pointer);
  std::unique_ptr<Gesture> gestureFor() const;

  ToolHost& m_host;
  bool m_connecting = false;
  bool m_pressed = false;
  Pointer m_press;
  Selection::Ids m_before;  // what was selected then
  Hit m_hit;
  std::unique_ptr<Gesture> m_gesture;
};

}  // namespace nines
