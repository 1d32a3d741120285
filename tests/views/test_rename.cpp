// Renaming in place: a field over the name, one undoable step.
#include "canvas/title_editor.h"
#include "canvas_fixture.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

namespace {

struct RenameFixture : CanvasFixture {
  using CanvasFixture::CanvasFixture;

  TitleEditor* editor() const {
    for (TitleEditor* found : view.findChildren<TitleEditor*>()) {
      if (found->isVisible()) return found;
    }
    return nullptr;
  }
  void doubleClick(QPoint where) {
    QTest::mouseMove(surface(), where);
    QTest::mouseClick(surface(), Qt::LeftButton, {}, where);
    QTest::mouseDClick(surface(), Qt::LeftButton, {}, where);
  }
  void retype(const QString& name) {
    editor()->selectAll();
    if (name.isEmpty()) QTest::keyClick(editor(), Qt::Key_Delete);
    QTest::keyClicks(editor(), name);
  }
  // Where the name of the card begins on the screen.
  QPoint nameOf(const std::string& id) const {
    const Rect r = rectOf(id);
    return at({r.x + 43, r.y + 24});
  }
};

Topology withNote(const std::string& text) {
  Topology t = smallDesign();
  t.nodes.put(makeNode("hint", "note", "", {620, 40, 146, 50}, {{"text", Value(text)}}));
  return t;
}

}  // namespace

class TestRename : public QObject {
  Q_OBJECT

 private slots:
  void init() { applyTheme(*qApp, lightTheme()); }

  void aDoubleClickRenames_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QPointF>("at");
    QTest::newRow("card, on its name") << "db" << QPointF(260, 262);
    QTest::newRow("card, elsewhere") << "db" << QPointF(215, 280);
    QTest::newRow("Region, in its header") << "region" << QPointF(60, 12);
    QTest::newRow("zone, on its name") << "zone-b" << QPointF(400, 52);
  }
  void aDoubleClickRenames() {
    QFETCH(QString, id);
    QFETCH(QPointF, at);
    RenameFixture f;
    f.doubleClick(f.at({at.x(), at.y()}));
    QVERIFY(f.editor());
    QCOMPARE(f.editor()->text(), id);
    QCOMPARE(f.editor()->selectedText(), id);
    QVERIFY(f.editor()->hasFocus());
    QTest::keyClicks(f.editor(), "orders");
    QVERIFY(f.document.undoSteps.empty());
    QTest::keyClick(f.editor(), Qt::Key_Return);
    QVERIFY(!f.editor());
    QCOMPARE(f.node(id.toStdString()).name, std::string("orders"));
    QCOMPARE(f.document.undoSteps.size(), 1u);
    QCOMPARE(f.document.labels.back(), "Rename " + id.toStdString());
    QVERIFY(f.view.hasFocus());
    f.document.undo();
    QVERIFY(f.document.topology() == smallDesign());
  }

  void f2RenamesWhatIsSelected() {
    RenameFixture f;
    QTest::keyClick(&f.view, Qt::Key_F2);
    QVERIFY(!f.editor());  // nothing is selected
    QVERIFY(!f.view.renameAction()->isEnabled());
    f.selection.set({"db", "app"});
    QVERIFY(!f.view.renameAction()->isEnabled());
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    QVERIFY(f.editor());
    f.retype("orders-db");
    QTest::keyClick(f.editor(), Qt::Key_Enter);
    QCOMPARE(f.node("db").name, std::string("orders-db"));
    QCOMPARE(f.selection.ids(), (Selection::Ids{"db"}));
  }

  void escapeTakesBack() {
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.retype("other");
    QTest::keyClick(f.editor(), Qt::Key_Escape);
    QVERIFY(!f.editor());
    QVERIFY(f.document.topology() == smallDesign());
    QVERIFY(f.document.undoSteps.empty());
    QCOMPARE(f.selection.ids(), (Selection::Ids{"db"}));
    QVERIFY(f.view.hasFocus());
  }

  void aClickElsewhereCommits_data() {
    QTest::addColumn<QString>("where");
    QTest::newRow("another card") << "alb";
    QTest::newRow("the bare canvas") << "";
  }
  void aClickElsewhereCommits() {
    QFETCH(QString, where);
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.retype("other");
    f.click(where.isEmpty() ? f.at({700, 500}) : f.centreOf(where.toStdString()));
    QVERIFY(!f.editor());
    QCOMPARE(f.node("db").name, std::string("other"));
    QCOMPARE(f.document.undoSteps.size(), 1u);
    QCOMPARE(f.selection.contains("alb"), !where.isEmpty());
  }

  void focusElsewhereCommits() {
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.retype("other");
    f.view.setFocus();
    QVERIFY(!f.editor());
    QCOMPARE(f.node("db").name, std::string("other"));
  }

  void anUnchangedNameIsNoStep() {
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.retype("  db ");
    QTest::keyClick(f.editor(), Qt::Key_Return);
    QVERIFY(f.document.undoSteps.empty());
  }

  // As in the inspector: the id stands for a name that is not there, and shows as such while nothing is typed.
  void anEmptyNameFallsBackToTheId() {
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.retype("");
    QCOMPARE(f.editor()->placeholderText(), QStringLiteral("db"));
    QTest::keyClick(f.editor(), Qt::Key_Return);
    QCOMPARE(f.node("db").name, std::string());
    QCOMPARE(f.node("db").title(), std::string("db"));
  }

  void keysOfTheCanvasAreLetters() {
    RenameFixture f;
    f.selection.set({"db"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    f.editor()->end(false);
    QTest::keyClicks(f.editor(), "/a ");
    QTest::keyClick(f.editor(), Qt::Key_Backspace);
    QTest::keyClick(f.editor(), Qt::Key_Home);
    QTest::keyClick(f.editor(), Qt::Key_Delete);
    QTest::keyClick(f.editor(), Qt::Key_D, Qt::ControlModifier);
    QVERIFY(f.editor());
    QCOMPARE(f.editor()->text(), QStringLiteral("b/a"));
    QVERIFY(f.document.topology() == smallDesign());
  }

  void standsExactlyOverTheName_data() {
    QTest::addColumn<double>("zoom");
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("150 %") << 1.5;
    QTest::newRow("75 %") << .75;
  }
  void standsExactlyOverTheName() {
    QFETCH(double, zoom);
    RenameFixture f;
    f.view.zoomTo(zoom);
    f.selection.set({"app"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    const QRect field = f.editor()->geometry();
    const QPoint name = f.nameOf("app");
    // The text begins where the name does, and lies around its line.
    QVERIFY2(std::abs(field.left() + 4 - name.x()) <= 1, qPrintable(QString::number(field.left() - name.x())));
    QVERIFY(field.top() < name.y() - 8 * zoom && field.bottom() > name.y());
    QVERIFY(std::abs(field.center().y() - (name.y() - 4.5 * zoom)) <= 2);
    const Rect card = f.rectOf("app");
    // Smaller names than can be read are edited larger than they are drawn.
    if (12.5 * zoom >= 11) QVERIFY(field.right() <= f.at({card.right() + 2, 0}).x());
    QCOMPARE(f.editor()->font().weight(), QFont::DemiBold);
  }

  void isReadableAtEveryZoom() {
    RenameFixture f;
    for (const double zoom : {.05, .2, .4, 1.0, 4.0}) {
      f.view.zoomTo(zoom);
      f.selection.set({"app"});
      QTest::keyClick(&f.view, Qt::Key_F2);
      QVERIFY2(f.editor(), qPrintable(QString::number(zoom)));
      QVERIFY(QFontInfo(f.editor()->font()).pixelSize() >= 11);
      QVERIFY(f.editor()->width() >= 85);
      QVERIFY(f.surface()->rect().contains(f.editor()->geometry()));
      QTest::keyClick(f.editor(), Qt::Key_Escape);
    }
  }

  void followsScrollingAndZoom() {
    RenameFixture f;
    f.selection.set({"app"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    const QPoint before = f.editor()->pos();
    QWheelEvent wheel(QPointF(500, 350), f.surface()->mapToGlobal(QPoint(500, 350)), {}, {0, -120}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(f.surface(), &wheel);
    QCOMPARE(f.editor()->x(), before.x());
    QVERIFY(f.editor()->y() != before.y());
    QVERIFY(std::abs(f.editor()->x() + 4 - f.nameOf("app").x()) <= 1);
    f.view.zoomTo(1.5);
    QVERIFY(std::abs(f.editor()->x() + 4 - f.nameOf("app").x()) <= 1);
  }

  void whatVanishesIsNotRenamed() {
    RenameFixture f;
    QVERIFY(f.document.submit({"Add", {AddNode{makeNode("new", "s3-bucket", "region", {16, 300, 146, 52})}}}));
    f.selection.set({"new"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    QVERIFY(f.editor());
    f.document.undo();
    QVERIFY(!f.editor());
    QVERIFY(f.document.topology() == smallDesign());
  }

  void aFrameIsRenamedAtItsLabel() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("fleet", "scaling-group", "region", {16, 200, 146, 52}));
    t.links.put(makeLink("m", "member", "app", "fleet"));
    RenameFixture f(t);
    f.selection.set({"fleet"});
    QTest::keyClick(&f.view, Qt::Key_F2);
    QCOMPARE(f.editor()->text(), QStringLiteral("fleet"));
    const Rect frame = f.rectOf("fleet");
    QVERIFY(std::abs(f.editor()->geometry().center().y() - f.at(frame.topLeft()).y()) <= 4);
    f.retype("web");
    QTest::keyClick(f.editor(), Qt::Key_Return);
    QCOMPARE(f.node("fleet").name, std::string("web"));
  }

  void aNoteIsEditedWhereItsTextStands() {
    RenameFixture f(withNote("Ask Ann"));
    f.doubleClick(f.at({700, 60}));
    QVERIFY(f.editor());
    QCOMPARE(f.editor()->text(), QStringLiteral("Ask Ann"));
    f.retype("Ask Ben");
    QTest::keyClick(f.editor(), Qt::Key_Return);
    QCOMPARE(f.node("hint").properties.at("text"), Value("Ask Ben"));
    QCOMPARE(f.node("hint").name, std::string("hint"));
    QCOMPARE(f.document.undoSteps.size(), 1u);
  }

  void severalLinesAreLeftToTheInspector() {
    RenameFixture f(withNote("one\ntwo"));
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    f.doubleClick(f.at({700, 60}));
    QVERIFY(!f.editor());
    QVERIFY(said.back().front().toString().contains("inspector"));
    QCOMPARE(f.node("hint").properties.at("text"), Value("one\ntwo"));
  }

  void aReadOnlyDesignIsNotRenamed() {
    RenameFixture f;
    f.document.readOnly = true;
    f.doubleClick(f.centreOf("db"));
    QVERIFY(!f.editor());
  }

  void looksRightInBothThemes() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      RenameFixture f;
      f.selection.set({"db"});
      QTest::keyClick(&f.view, Qt::Key_F2);
      f.editor()->deselect();
      const QImage picture = f.editor()->grab().toImage();
      QCOMPARE(picture.pixelColor(picture.width() - 8, picture.height() / 2).rgb(), themeColour(Token::base).rgb());
      QCOMPARE(picture.pixelColor(picture.width() / 2, 0).rgb(), themeColour(Token::accent).rgb());
      QCOMPARE(f.editor()->palette().color(QPalette::Text).rgb(), themeColour(Token::text).rgb());
      QTest::keyClick(f.editor(), Qt::Key_Escape);
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestRename)
#include "test_rename.moc"
