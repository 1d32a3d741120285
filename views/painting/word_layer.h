// Words under a picture: what a document says where its letters are drawn as shapes.
#pragma once

#include "drawing/display_list.h"

class QColor;
class QPainter;

namespace nines {

struct ShapedText;

// A device that painters paint on is one as well where its documents can be searched.
class WordLayer {
 public:
  WordLayer() = default;
  WordLayer(const WordLayer&) = delete;
  WordLayer& operator=(const WordLayer&) = delete;
  virtual ~WordLayer() = default;

  // A line whose shapes are painted at the painter's origin, on its baseline and as it is aligned; so many px of the
  // line wide.
  virtual void addWords(const QPainter& painter, const TextShape& line, double width) = 0;
};

// The painter's device as such; null where it is none.
WordLayer* wordLayerOf(const QPainter& painter);

// The shapes of a line where a document cannot say its letters: outlines, and pictures of what a typeface has as
// pictures. A box stands for what can be drawn in neither way. Leaves a brush of the colour behind.
void paintShapes(QPainter& painter, const ShapedText& line, const QColor& colour);

}  // namespace nines
