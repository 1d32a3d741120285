// Lines of text as glyphs.
#pragma once

#include <QGlyphRun>
#include <QList>
#include <QPainterPath>
#include <QPointF>

#include "drawing/display_list.h"

namespace nines {

// Relative to the end, middle or start of its baseline, as the text is aligned.
struct ShapedText {
  QList<QGlyphRun> runs;
  QPointF origin;    // where to draw the runs so that the baseline is at (0, 0)
  double scale = 1;  // what the runs have to be scaled by
  double width = 0;  // in the runs' coordinates, like origin
};

// What the glyphs look like, which is no text any more. Glyphs that are pictures have no outline.
QPainterPath outlineOf(const ShapedText& text);

// One glyph per character wherever the script allows it, each the character's own. Names look as they were typed: Inter
// makes an arrow of "->", another "x" in "3x4". And a PDF names the character of a glyph only where the typeface has a
// character for it, so that such words could not be found.
ShapedText shapedText(const TextShape& text);
// The same, remembered for what the window paints again and again. On other threads it is worked out each time.
ShapedText knownShape(const TextShape& text);

}  // namespace nines
