// Lines of text as glyphs.
#pragma once

#include <QGlyphRun>
#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <cstdint>

#include "drawing/display_list.h"

namespace nines {

// Relative to the end, middle or start of its baseline, as the text is aligned.
struct ShapedText {
  QList<QGlyphRun> runs;
  QPointF origin;    // where to draw the runs so that the baseline is at (0, 0)
  double scale = 1;  // what the runs have to be scaled by
  double width = 0;  // in the runs' coordinates, like origin
};

enum class Shaping : std::uint8_t {
  best,  // with whatever the typeface offers
  // One glyph per character wherever the script allows it: a PDF names the character of a glyph only where the typeface
  // has a character for it, so that words with ligatures or contextual forms ("3x4", "(A)") could not be found.
  searchable,
};

// What the glyphs look like, which is no text any more. Glyphs that are pictures have no outline.
QPainterPath outlineOf(const ShapedText& text);

ShapedText shapedText(const TextShape& text, Shaping shaping);

}  // namespace nines
