// Pictures without a ground of their own: words stand on something that is painted.
#include "drawing/any_ground.h"
#include "drawing/draw_design.h"
#include "drawing/draw_parts.h"
#include "sample.h"
#include "support.h"

using namespace nines;

namespace {

bool isOpaque(const Theme& theme, Ink ink) { return ink.visible() && colourOf(theme, ink).alpha > .9; }

// Whether something opaque that is painted before covers the rectangle.
bool stands(const DisplayList& list, const Theme& theme, std::size_t group, std::size_t shape, const Rect& rect) {
  for (std::size_t g = 0; g <= group; ++g) {
    const auto& shapes = list.groups[g].shapes;
    for (std::size_t s = 0; s < (g == group ? shape : shapes.size()); ++s) {
      const auto* body = std::get_if<RectShape>(&shapes[s]);
      if (body && isOpaque(theme, body->fill) && body->rect.grown(1).contains(rect)) return true;
      const auto* tab = std::get_if<PathShape>(&shapes[s]);
      if (tab && isOpaque(theme, tab->fill) && boundsOf(shapes[s], builtInMeasure()).grown(1).contains(rect))
        return true;
    }
  }
  return false;
}

// Words that stand on nothing.
QStringList homeless(const DisplayList& list, const Theme& theme) {
  QStringList out;
  for (std::size_t g = 0; g < list.groups.size(); ++g) {
    for (std::size_t s = 0; s < list.groups[g].shapes.size(); ++s) {
      const Shape2D& shape = list.groups[g].shapes[s];
      const auto* text = std::get_if<TextShape>(&shape);
      if (text && !stands(list, theme, g, s, boundsOf(shape, builtInMeasure())))
        out += QString::fromStdString(text->text);
    }
  }
  return out;
}

test::Sample sampleWithGroup() {
  test::Sample sample;
  sample.node("loose", "group", "", {0, 480, 162, 120}, {}, "Outline");
  return sample;
}

}  // namespace

class TestAnyGround : public QObject {
  Q_OBJECT

 private slots:
  void wordsStandOnSomething() {
    const DisplayList list = sampleWithGroup().list(builtInMeasure());
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QStringList before = homeless(list, *theme);
      QVERIFY2(before.contains("Warehouse DC") && before.contains("Outline"), qPrintable(before.join('|')));
      const QStringList after = homeless(onAnyGround(list, builtInMeasure()), *theme);
      QVERIFY2(after.isEmpty(), qPrintable(after.join('|')));
    }
  }

  void partsStandOnSomething() {
    const Design design = sampleWithGroup().design();
    for (const char* id : {"dc", "wa", "catalog", "cache", "loose", "sessions"}) {
      const std::vector<NodeIndex> only{design.indexOf(id)};
      const DisplayList list = onAnyGround(drawPicture(design, builtInMeasure(), only), builtInMeasure());
      QVERIFY(!list.groups.empty());
      const QStringList after = homeless(list, lightTheme());
      QVERIFY2(after.isEmpty(), qPrintable(after.join('|')));
    }
  }

  // Nothing else changes: not the picture's size, and on the canvas nobody sees a difference.
  void onlyGroundsAreAdded() {
    const DisplayList list = sampleWithGroup().list(builtInMeasure());
    DisplayList grounded = onAnyGround(list, builtInMeasure());
    QCOMPARE(grounded.bounds, list.bounds);
    QVERIFY(list.bounds.contains(grounded.groups.front().bounds));
    for (const Shape2D& shape : grounded.groups.front().shapes) {
      const auto* rect = std::get_if<RectShape>(&shape);
      QVERIFY(rect && rect->fill == Ink{Token::canvas} && !rect->stroke.ink.visible());
    }
    grounded.groups.erase(grounded.groups.begin());
    QVERIFY(grounded.groups == list.groups);
  }

  void nothingStaysNothing() { QVERIFY(onAnyGround({}, builtInMeasure()).groups.empty()); }
};

QTEST_GUILESS_MAIN(TestAnyGround)
#include "test_any_ground.moc"
