// What a drag shows before it is dropped: where it goes, why not, what it would raise; and that the drop does just
// that.
#include "canvas/pointer_hint.h"
#include "canvas_fixture.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

namespace {

struct DropFixture : CanvasFixture {
  using CanvasFixture::CanvasFixture;

  PointerHint& hint() const { return *view.findChild<PointerHint*>(); }
  QString said() const { return hint().isVisible() ? hint().texts().join('|') : QString(); }
  QPoint global(Point at) const { return surface()->mapToGlobal(this->at(at)); }
  void hover(const char* preset, Point at) {
    view.beginPlacing(preset, global(at));
    view.updatePlacing(global(at));
  }
  // Outlines around this container, by the width of their border; 0 if there is none.
  double marked(const std::string& id) const {
    double width = 0;
    for (const DrawGroup& group : view.canvasScene().dropMarks().groups()) {
      for (const Shape2D& shape : group.shapes) {
        const auto* rect = std::get_if<RectShape>(&shape);
        if (rect && rect->rect == rectOf(id)) width = std::max(width, rect->stroke.width);
      }
    }
    return width;
  }
};

constexpr Point kInZoneB{470, 120};
constexpr Point kInRegion{90, 300};

}  // namespace

class TestDropFeedback : public QObject {
  Q_OBJECT

 private slots:
  void init() { applyTheme(*qApp, lightTheme()); }

  void lightsWhatMayTakeIt() {
    DropFixture f;
    f.hover("rds-mysql", kInZoneB);
    QVERIFY(f.marked("zone-b") == 2);  // the one that will
    QVERIFY(f.marked("zone-a") > 0);   // may
    QVERIFY(f.marked("zone-a") < f.marked("zone-b"));
    QCOMPARE(f.marked("region"), 0.0);
    f.view.updatePlacing(f.global({270, 300}));
    QVERIFY(f.marked("zone-a") == 2);
    f.view.cancelPlacing();
    QCOMPARE(f.marked("zone-a"), 0.0);
  }

  void namesTheContainer() {
    DropFixture f;
    f.hover("rds-mysql", kInZoneB);
    QCOMPARE(f.hint().texts().first(), QStringLiteral("In zone-b"));
    f.view.updatePlacing(f.global({270, 300}));
    QCOMPARE(f.hint().texts().first(), QStringLiteral("In zone-a"));
    f.view.cancelPlacing();
    QVERIFY(!f.hint().isVisible());
    f.hover("users", {700, 100});
    QCOMPARE(f.hint().texts().first(), QStringLiteral("On the canvas"));
    f.view.cancelPlacing();
  }

  void saysWhyNotAtThePointer() {
    DropFixture f;
    QSignalSpy status(&f.view, &CanvasView::statusMessage);
    f.hover("rds-mysql", kInRegion);
    const QString why = QStringLiteral("An RDS instance stands in an Availability Zone, not in a Region");
    QCOMPARE(f.said(), why);
    QCOMPARE(status.back().front().toString(), why);
    QCOMPARE(f.hint().lines().front().sign, Sign::error);
    QVERIFY(f.marked("region") == 2);
    // Beside the pointer, not below it, and inside the canvas.
    const QPoint pointer = f.at(kInRegion);
    QVERIFY(!f.hint().geometry().contains(pointer));
    QVERIFY(f.surface()->rect().contains(f.hint().geometry()));
    f.view.cancelPlacing();
    QCOMPARE(f.said(), QString());
    QCOMPARE(status.back().front().toString(), QString());
  }

  // A zone that may take it shows in a Region that may not: its mark is painted later.
  void marksLieFromTheOutsideIn() {
    DropFixture f;
    f.hover("rds-mysql", kInRegion);
    const auto& marks = f.view.canvasScene().dropMarks().groups();
    QCOMPARE(marks.size(), std::size_t{3});
    QVERIFY(marks.front().bounds.contains(f.rectOf("region")));
    f.view.cancelPlacing();
  }

  // Inside of a zone nothing says that the Region around it may not take the card.
  void whatMayTakeItDoesNotLookRefused() {
    DropFixture f;
    const auto colourAt = [&](Point at) {
      QApplication::processEvents();
      const QImage seen = f.surface()->grab().toImage();
      const QPointF pixel = QPointF(f.at(at)) * seen.devicePixelRatio();
      return seen.pixelColor(pixel.toPoint());
    };
    const Rect zone = f.rectOf("zone-a");
    const Point inZone{zone.centre().x, zone.bottom() - 12};
    const Point inRegion{kInRegion.x + 14, kInRegion.y + 60};
    const QColor region = colourAt(inRegion);
    f.hover("rds-mysql", kInZoneB);
    const QColor lit = colourAt(inZone);
    f.view.updatePlacing(f.global(kInRegion));
    QVERIFY(f.marked("region") == 2);
    QVERIFY(f.marked("zone-a") > 0);
    QCOMPARE(colourAt(inZone), lit);
    QVERIFY(colourAt(inRegion) != region);
    f.view.cancelPlacing();
    QCOMPARE(colourAt(inRegion), region);
  }

  void theHintStaysInsideTheCanvas_data() {
    QTest::addColumn<QPoint>("at");
    QTest::newRow("bottom right") << QPoint(995, 695);
    QTest::newRow("bottom left") << QPoint(3, 695);
    QTest::newRow("top right") << QPoint(995, 3);
  }
  void theHintStaysInsideTheCanvas() {
    QFETCH(QPoint, at);
    DropFixture f;
    f.view.beginPlacing("rds-mysql", f.surface()->mapToGlobal(at));
    QVERIFY(!f.said().isEmpty());
    QVERIFY(f.surface()->rect().contains(f.hint().geometry()));
    QVERIFY(!f.hint().geometry().contains(at));
    f.view.cancelPlacing();
  }

  // A fresh cache does not encrypt at rest: judged before it is dropped; the drop then raises just that.
  void warnsOfWhatADropWouldRaise() {
    DropFixture f;
    const auto before = analyse(f.document.design()->snapshot(), 1)->findings;
    f.hover("dax-cluster", kInRegion);
    QTRY_VERIFY_WITH_TIMEOUT(f.hint().texts().size() > 1, kPatience);
    const auto lines = f.hint().lines();
    f.view.finishPlacing("dax-cluster", f.global(kInRegion));
    std::vector<Finding> raised = analyse(f.document.design()->snapshot(), 2)->findings;
    std::erase_if(raised, [&](const Finding& finding) {
      return finding.severity < Severity::warning ||
             std::ranges::any_of(before, [&](const Finding& other) { return other.key() == finding.key(); });
    });
    QVERIFY(!raised.empty());
    const std::size_t shown = std::min<std::size_t>(raised.size(), 2);
    QCOMPARE(lines.size(), 1 + shown + (raised.size() > 2 ? 1 : 0));
    for (std::size_t i = 0; i < shown; ++i) {
      QCOMPARE(lines[i + 1].text, QString::fromStdString(raised[i].message()));
      QCOMPARE(lines[i + 1].sign, signOf(raised[i].severity));
    }
  }

  void countsWhatItDoesNotShow() {
    // Four copies come to stand where their primaries are.
    Topology t;
    t.nodes.put(makeNode("region", "region", "", {0, 0, 592, 496}, {{"code", Value("eu-west-1")}}));
    t.nodes.put(makeNode("zone-a", "az", "region", {176, 40, 188, 440}, {{"code", Value("eu-west-1a")}}));
    t.nodes.put(makeNode("zone-b", "az", "region", {376, 40, 188, 440}, {{"code", Value("eu-west-1b")}}));
    Selection::Ids copies;
    for (int i = 0; i < 4; ++i) {
      const std::string db = "db" + std::to_string(i);
      const std::string copy = "copy" + std::to_string(i);
      t.nodes.put(makeNode(db, "rds-instance", "zone-a", {21, 40 + 72.0 * i, 146, 52}));
      t.nodes.put(makeNode(copy, "rds-standby", "zone-b", {21, 40 + 72.0 * i, 146, 52}));
      t.links.put(makeLink("pair" + std::to_string(i), "standby", db, copy));
      copies.insert(copy);
    }
    DropFixture f(t);
    f.selection.set(copies);
    const QPoint from = f.centreOf("copy0");
    f.press(from);
    f.moveTo(from, from + QPoint(-200, 0));
    QTRY_VERIFY_WITH_TIMEOUT(!f.view.isForecastPending(), kPatience);
    QCOMPARE(f.hint().texts().size(), 4);
    QCOMPARE(f.hint().texts().last(), QStringLiteral("and 2 more"));
    QTest::keyClick(&f.view, Qt::Key_Escape);
    f.release(from + QPoint(-200, 0));
    QVERIFY(f.document.topology() == t);
  }

  void movingAboutInOneContainerSaysNothing() {
    DropFixture f;
    const QPoint from = f.centreOf("db");
    f.press(from);
    f.moveTo(from, from + QPoint(0, 40));
    QVERIFY(!f.hint().isVisible());
    QVERIFY(!f.view.isForecastPending());
    f.release(from + QPoint(0, 40));
  }

  void movingElsewhereSaysWhere() {
    DropFixture f;
    const QPoint from = f.centreOf("app");
    f.press(from);
    f.moveTo(from, from + QPoint(200, 0));
    QCOMPARE(f.hint().texts().first(), QStringLiteral("In zone-b"));
    QVERIFY(f.marked("zone-b") == 2);
    QVERIFY(f.marked("zone-a") > 0 && f.marked("zone-a") < 2);
    QVERIFY(f.marked("region") > 0);  // a tier may stand in a Region as well
    QTest::keyClick(&f.view, Qt::Key_Escape);
    QVERIFY(!f.hint().isVisible());
    QCOMPARE(f.marked("zone-b"), 0.0);
    f.release(from + QPoint(200, 0));
  }

  // Two zones with a database each: a copy may not come to stand where its primary is.
  void warnsOfAMove() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("copy", "rds-standby", "zone-b", {21, 280, 146, 52}));
    t.links.put(makeLink("pair", "standby", "db", "copy"));
    DropFixture f(t);
    const QPoint from = f.centreOf("copy");
    f.press(from);
    f.moveTo(from, from - QPoint(200, 0));
    QTRY_VERIFY_WITH_TIMEOUT(f.hint().texts().size() > 1, kPatience);
    QVERIFY2(f.said().contains("zone"), qPrintable(f.said()));
    const QString warning = f.hint().texts().at(1);
    f.moveTo(from - QPoint(200, 0), from);
    QVERIFY(!f.hint().isVisible());  // back home: nothing to say
    f.moveTo(from, from - QPoint(200, 0));
    QTRY_VERIFY_WITH_TIMEOUT(f.hint().texts().size() > 1, kPatience);
    f.release(from - QPoint(200, 0));
    QVERIFY(!f.hint().isVisible());
    const auto findings = analyse(f.document.design()->snapshot(), 1)->findings;
    QVERIFY(std::ranges::any_of(
        findings, [&](const Finding& finding) { return QString::fromStdString(finding.message()) == warning; }));
  }

  // The card that would be hidden pushes the dropped one aside, before and after the release alike.
  void aCardLandsBesideTheOneUnderThePointer() {
    DropFixture f;
    const Rect app = f.rectOf("app");
    const QPoint from = f.centreOf("db");
    f.press(from);
    f.moveTo(from, f.centreOf("app") + QPoint(0, 10));
    const QPointF preview = f.view.canvasScene().shownShift("db");
    const Rect before = f.rectOf("db");
    f.release(f.centreOf("app") + QPoint(0, 10));
    QVERIFY(!f.rectOf("db").intersects(app));
    QCOMPARE(f.rectOf("app"), app);
    QCOMPARE(f.node("db").parent, std::string("zone-a"));
    QCOMPARE(f.rectOf("db"), before.translated({preview.x(), preview.y()}));
  }

  void aFreshCardLandsBesideToo() {
    DropFixture f;
    const Rect db = f.rectOf("db-b");
    f.hover("rds-mysql", db.centre());
    QVERIFY(f.view.finishPlacing("rds-mysql", f.global(db.centre())));
    const std::string id = *f.selection.ids().begin();
    QCOMPARE(f.node(id).parent, std::string("zone-b"));
    QVERIFY(!f.rectOf(id).intersects(db));
    QCOMPARE(f.rectOf("db-b"), db);
  }

  void looksRightInBothThemes() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      DropFixture f;
      f.hover("rds-mysql", kInRegion);
      const QImage picture = f.hint().grab().toImage();
      QCOMPARE(picture.pixelColor(picture.width() / 2, 2).rgb(), themeColour(Token::base).rgb());
      f.view.cancelPlacing();
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestDropFeedback)
#include "test_drop_feedback.moc"
