// Lines of text as glyphs.
#pragma once

#include <QGlyphRun>
#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRawFont>
#include <QString>
#include <vector>

#include "drawing/display_list.h"

namespace nines {

// Relative to the end, middle or start of its baseline, as the text is aligned.
struct ShapedText {
  QList<QGlyphRun> runs;
  QPointF origin;    // where to draw the runs so that the baseline is at (0, 0)
  double scale = 1;  // what the runs have to be scaled by
  double width = 0;  // in the runs' coordinates, like origin
  // Each glyph is the one of its character, whatever stands beside that, so that a document can name them.
  bool plain = true;
};

// Whether the glyphs of a typeface are pictures, as those of emoji mostly are.
bool hasPictures(const QRawFont& font);

// What the glyphs look like, which is no text any more. Glyphs that are pictures have no outline.
QPainterPath outlineOf(const ShapedText& text);

// What people count as one character of a line, in the text's px from where the line begins.
struct TextCluster {
  QString text;
  double left = 0;
  double width = 0;
};
// From left to right, in whichever order they are read. Widths are those of the line as a whole.
std::vector<TextCluster> clustersOf(const TextShape& text);

// One glyph per character wherever the script allows it, each the character's own. Names look as they were typed: Inter
// makes an arrow of "->", another "x" in "3x4". And a PDF names the character of a glyph only where the typeface has a
// character for it, so that such words could not be found.
ShapedText shapedText(const TextShape& text);
// The same, remembered for what the window paints again and again. On other threads it is worked out each time.
ShapedText knownShape(const TextShape& text);

}  // namespace nines
