#include "painting/text_shape.h"

#include <QGuiApplication>
#include <QRawFont>
#include <QTextBoundaryFinder>
#include <QTextLayout>
#include <QThread>
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_map>

#include "painting/fonts.h"

namespace nines {

namespace {

// Whether a character looks the same wherever it stands.
bool isPlain(QChar character, const QRawFont& font) {
  if (character.isSurrogate() || !(character.isPrint() || character.isSpace())) return false;
  switch (character.script()) {
    case QChar::Script_Common:
    case QChar::Script_Latin:
    case QChar::Script_Greek:
    case QChar::Script_Cyrillic:
      return !character.isMark() && font.supportsCharacter(character);
    default:
      return false;
  }
}

bool runsFromTheLeft(const QString& text) {
  const auto points = text.toUcs4();
  return std::ranges::none_of(points, [](uint point) {
    switch (QChar::direction(point)) {
      case QChar::DirR:
      case QChar::DirAL:
      case QChar::DirAN:
      case QChar::DirRLE:
      case QChar::DirRLO:
      case QChar::DirRLI:
        return true;
      default:
        return false;
    }
  });
}

// Where nothing has a glyph, Qt draws with a typeface that is none, whose name must not be asked for.
QString familyOf(const QGlyphRun& run) {
  const QRawFont font = run.rawFont();
  return font.isValid() ? font.familyName() : QString();
}

// Qt gives a line's runs in an order of memory, which differs from one run of the program to the next, and with it the
// bytes of a PDF: by place, then by what they show.
QList<QGlyphRun> fromTheLeft(QList<QGlyphRun> runs) {
  const auto place = [](const QGlyphRun& run) {
    return run.positions().isEmpty() ? 0.0 : std::ranges::min(run.positions(), {}, &QPointF::x).x();
  };
  std::ranges::stable_sort(runs, [&](const QGlyphRun& a, const QGlyphRun& b) {
    const double left = place(a);
    const double right = place(b);
    if (left != right) return left < right;
    const QString one = familyOf(a);
    const QString other = familyOf(b);
    return one != other ? one < other : a.glyphIndexes() < b.glyphIndexes();
  });
  return runs;
}

// The runs of a line with plain stretches set anew, character by character.
class PlainLine {
 public:
  PlainLine(const QString& text, const QTextLayout& layout, const QRawFont& font, double spacing)
      : m_text(text), m_layout(layout), m_font(font), m_spacing(spacing) {}

  // What the line has become longer by.
  double set() {
    for (int at = 0; at < m_text.size();) {
      int end = at;
      while (end < m_text.size() && plainAt(end)) ++end;
      if (end > at) {
        setPlain(at, end - at);
      } else {
        while (end < m_text.size() && !plainAt(end)) ++end;
        m_allPlain = false;
        keep(fromTheLeft(m_layout.glyphRuns(at, end - at)));
      }
      at = end;
    }
    return m_shift;
  }
  QList<QGlyphRun> takeRuns() { return std::move(m_runs); }
  bool allPlain() const { return m_allPlain; }

 private:
  // A character with a mark behind it belongs to that mark.
  bool plainAt(int at) const {
    return isPlain(m_text[at], m_font) && !(at + 1 < m_text.size() && m_text[at + 1].isMark());
  }

  void keep(QList<QGlyphRun> runs) {
    for (QGlyphRun& run : runs) {
      QList<QPointF> positions = run.positions();
      for (QPointF& position : positions) position.rx() += m_shift;
      run.setPositions(positions);
      m_runs.append(run);
    }
  }

  // Keeps the layout's kerning as far as it has set the same glyphs.
  void setPlain(int from, int length) {
    const QList<QGlyphRun> before = fromTheLeft(m_layout.glyphRuns(from, length));
    const QList<quint32> glyphs = m_font.glyphIndexesForString(m_text.mid(from, length));
    if (before.size() != 1 || glyphs.size() != length) {
      m_allPlain = false;
      return keep(before);
    }
    const QList<quint32> set = before[0].glyphIndexes();
    const QList<QPointF> places = before[0].positions();
    const QList<QPointF> advances = m_font.advancesForGlyphIndexes(glyphs, QRawFont::UseDesignMetrics);
    const double end = endOf(before[0]);
    QList<QPointF> positions;
    positions.reserve(length);
    double x = places[0].x() + m_shift;
    for (int i = 0; i < length; ++i) {
      positions.append({x, places[0].y()});
      const bool isSame = set.size() == length && set[i] == glyphs[i];
      if (!isSame) x += advances[i].x() + m_spacing;
      else x += (i + 1 < length ? places[i + 1].x() : end) - places[i].x();
    }
    m_shift = x - end;
    QGlyphRun run = before[0];
    run.setRawFont(m_font);
    run.setGlyphIndexes(glyphs);
    run.setPositions(positions);
    m_runs.append(run);
  }

  double endOf(const QGlyphRun& run) const {
    const QList<QPointF> advances =
        run.rawFont().advancesForGlyphIndexes(run.glyphIndexes().last(1), QRawFont::UseDesignMetrics);
    return run.positions().last().x() + advances[0].x() + m_spacing;
  }

  const QString& m_text;
  const QTextLayout& m_layout;
  const QRawFont& m_font;
  double m_spacing;
  double m_shift = 0;
  bool m_allPlain = true;
  QList<QGlyphRun> m_runs;
};

}  // namespace

// By the tables that hold them.
bool hasPictures(const QRawFont& font) {
  constexpr std::array tables{"CBLC", "sbix", "COLR", "SVG "};
  return std::ranges::any_of(tables, [&](const char* table) { return !font.fontTable(table).isEmpty(); });
}

QPainterPath outlineOf(const ShapedText& text) {
  constexpr double fine = 1000;  // px: coordinates of a glyph are rounded to parts of one
  QPainterPath out;
  out.setFillRule(Qt::WindingFill);
  for (const QGlyphRun& run : text.runs) {
    QRawFont font = run.rawFont();
    if (hasPictures(font)) continue;  // one such that was asked for outlines has no pictures any more
    const double reduced = font.pixelSize() / fine;
    font.setPixelSize(fine);
    const QList<quint32> glyphs = run.glyphIndexes();
    const QList<QPointF> places = run.positions();
    for (qsizetype i = 0; i < glyphs.size(); ++i) {
      const QPointF place = text.origin + places[i];
      out.addPath(QTransform(reduced, 0, 0, reduced, place.x(), place.y()).map(font.pathForGlyph(glyphs[i])));
    }
  }
  return out;
}

namespace {

std::unordered_map<std::string, ShapedText>& knownShapes() {
  static std::unordered_map<std::string, ShapedText> known;
  return known;
}

std::string keyOf(const TextShape& text) {
  const auto style = std::to_string(text.style.size) + ' ' + std::to_string(static_cast<int>(text.style.weight)) + ' ' +
                     std::to_string(text.style.spacing) + ' ' + std::to_string(static_cast<int>(text.align));
  return style + ' ' + text.text;
}

}  // namespace

ShapedText knownShape(const TextShape& text) {
  constexpr std::size_t most = 1024;
  // The command line has an application without widgets.
  const QCoreApplication* application = QCoreApplication::instance();
  if (!application || QThread::currentThread() != application->thread()) return shapedText(text);
  auto& known = knownShapes();
  // Glyphs belong to fonts, which go with the application.
  if (known.empty()) qAddPostRoutine([] { knownShapes().clear(); });
  else if (known.size() >= most) known.clear();
  const auto [at, fresh] = known.try_emplace(keyOf(text));
  if (fresh) at->second = shapedText(text);
  return at->second;
}

namespace {

// One line that is never broken.
QTextLine setLine(QTextLayout& layout) {
  QTextOption option;
  option.setWrapMode(QTextOption::NoWrap);
  option.setUseDesignMetrics(true);
  layout.setTextOption(option);
  layout.beginLayout();
  const QTextLine line = layout.createLine();
  layout.endLayout();
  return line;
}

}  // namespace

namespace {

// Where a cluster's glyphs begin, and whether its script runs from the right. Not where Qt has its cursor: between two
// directions that is in two places.
struct ClusterPlace {
  QString text;
  std::optional<double> left;
  bool fromRight = false;
};

ClusterPlace placeOf(const QTextLayout& layout, int from, int length) {
  ClusterPlace out{layout.text().mid(from, length), {}, false};
  for (const QGlyphRun& run : layout.glyphRuns(from, length)) {
    for (const QPointF& at : run.positions()) out.left = out.left ? std::min(*out.left, at.x()) : at.x();
    out.fromRight = run.isRightToLeft();
  }
  return out;
}

std::vector<ClusterPlace> placesOf(const QTextLayout& layout) {
  const QString text = layout.text();
  QTextBoundaryFinder ends(QTextBoundaryFinder::Grapheme, text);
  std::vector<ClusterPlace> out;
  const auto length = static_cast<int>(text.size());
  for (int at = 0; at < length;) {
    ends.setPosition(at);
    const auto next = static_cast<int>(ends.toNextBoundary());
    const int end = next > at ? next : length;
    ClusterPlace place = placeOf(layout, at, end - at);
    // Without a glyph of its own it belongs to the one before it.
    if (place.left || out.empty()) out.push_back(std::move(place));
    else out.back().text += place.text;
    at = end;
  }
  return out;
}

}  // namespace

std::vector<TextCluster> clustersOf(const TextShape& text) {
  const ScaledFont font = scaledFont(text.style);
  QTextLayout layout(QString::fromStdString(text.text), font.font);
  const QTextLine line = setLine(layout);
  if (!line.isValid()) return {};
  std::vector<ClusterPlace> places = placesOf(layout);
  // Letters that share a glyph share its place, and stand there in the order of their script.
  for (auto from = places.begin(); from != places.end();) {
    const auto to =
        std::find_if(std::next(from), places.end(), [&](const ClusterPlace& p) { return p.left != from->left; });
    if (from->fromRight) std::reverse(from, to);
    from = to;
  }
  std::ranges::stable_sort(places, {}, [](const ClusterPlace& place) { return place.left.value_or(0); });
  std::vector<TextCluster> out;
  for (std::size_t i = 0; i < places.size();) {
    std::size_t end = i + 1;
    while (end < places.size() && places[end].left == places[i].left) ++end;
    const double left = places[i].left.value_or(0);
    const double right = end < places.size() ? places[end].left.value_or(left) : line.naturalTextWidth();
    const double each = std::max(right - left, 0.) / static_cast<double>(end - i) * font.scale;
    for (std::size_t k = i; k < end; ++k)
      out.push_back({places[k].text, left * font.scale + static_cast<double>(k - i) * each, each});
    i = end;
  }
  return out;
}

ShapedText shapedText(const TextShape& text) {
  ScaledFont font = scaledFont(text.style);
  font.font.setStrikeOut(false);  // painted with glyph runs, the line would stand beside the text
  const QString string = QString::fromStdString(text.text);
  QTextLayout layout(string, font.font);
  const QTextLine line = setLine(layout);
  if (!line.isValid()) return {};
  double width = line.naturalTextWidth();
  QList<QGlyphRun> runs;
  bool allPlain = false;
  if (runsFromTheLeft(string)) {
    const QRawFont raw = QRawFont::fromFont(font.font);
    PlainLine plain(string, layout, raw, text.style.spacing / font.scale);
    width += plain.set();
    runs = plain.takeRuns();
    allPlain = plain.allPlain();
  } else {
    runs = fromTheLeft(layout.glyphRuns());
  }
  const double back = text.align == Align::left ? 0 : text.align == Align::centre ? width / 2 : width;
  return {std::move(runs), {-back, -line.ascent()}, font.scale, width, allPlain};
}

}  // namespace nines
