// How the canvas's tools see the canvas. A gesture previews while the mouse is down and submits one edit on release.
#pragma once

#include <QPoint>
#include <QString>
#include <Qt>
#include <optional>

#include "canvas/canvas_scene.h"
#include "canvas/hit_test.h"
#include "canvas/pointer_hint.h"
#include "document.h"
#include "selection.h"

class QWidget;

namespace nines {

class DropForecast;

struct Pointer {
  Point scene;
  QPoint global;
  Qt::KeyboardModifiers modifiers;

  bool shift() const { return modifiers.testFlag(Qt::ShiftModifier); }
};

class ToolHost {
 public:
  virtual ~ToolHost() = default;

  virtual Document& document() = 0;
  virtual Selection& selection() = 0;
  virtual CanvasScene& scene() = 0;
  virtual QWidget& surface() = 0;  // for tooltips, menus and cursors
  virtual double zoom() const = 0;
  // The part of the scene that is on the screen.
  virtual Rect visible() const = 0;
  virtual Hit hitAt(Point at) const = 0;
  // Nothing where the point of the screen lies outside the canvas.
  virtual std::optional<Point> sceneAt(QPoint global) const = 0;
  virtual QPoint viewportOf(Point scene) const = 0;
  // Beside the pointer while something is dragged.
  virtual PointerHint& pointerHint() = 0;
  virtual DropForecast& forecast() = 0;
  // Shown in the status bar; empty takes it away.
  virtual void say(const QString& message) = 0;
  // One undoable step; a refusal is said.
  virtual bool submit(const Edit& edit) = 0;
  // Selects a link that was drawn just now. Until something else is done the card that it starts at shows its handles,
  // and these come before the link's end: people draw several links in a row from one handle.
  virtual void selectDrawn(const std::string& link) = 0;
  // The marks of selection and hover, made anew.
  virtual void refreshMarks() = 0;
};

// From the first movement of a pressed mouse to its release. Exactly one of finish() and cancel() ends it; both leave
// the scene without previews.
class Gesture {
 public:
  virtual ~Gesture() = default;

  virtual void moveTo(const Pointer& pointer) = 0;
  virtual void finish(const Pointer& pointer) = 0;
  virtual void cancel() = 0;
  // What is selected is on its way: outlines would stay behind.
  virtual bool movesSelection() const { return false; }
};

}  // namespace nines
