// Cut, copy and paste with keys and menu; and what other programs get.
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QMimeData>

#include "canvas/clipboard.h"
#include "canvas_fixture.h"
#include "formats/native.h"

using namespace nines;
using namespace nines::test;

class TestCanvasClipboard : public QObject {
  Q_OBJECT

  static void key(CanvasFixture& f, Qt::Key k) {
    f.view.setFocus();
    QTest::keyClick(&f.view, k, Qt::ControlModifier);
  }

 private slots:
  void init() { QGuiApplication::clipboard()->clear(); }

  void copyAndPasteAside() {
    CanvasFixture f;
    f.click(f.centreOf("app"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    key(f, Qt::Key_C);
    QVERIFY(f.document.undoSteps.empty());
    key(f, Qt::Key_V);
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
    QCOMPARE(f.document.labels.back(), std::string("Paste 2 resources"));
    QCOMPARE(f.selection.ids(), (Selection::Ids{"app-2", "db-2"}));
    QVERIFY(f.document.topology().links.find("app-db-2"));
    // Again: not onto the last one.
    key(f, Qt::Key_V);
    QVERIFY(f.document.topology().nodes.find("app-3"));
    QCOMPARE(f.node("app-3").parent, std::string("zone-a"));
    QVERIFY(f.rectOf("app-3").topLeft() != f.rectOf("app-2").topLeft());
  }

  void pasteIntoTheSelectedContainer() {
    CanvasFixture f;
    f.click(f.centreOf("app"));
    key(f, Qt::Key_C);
    f.click(f.at({400, 360}));  // inside the second zone
    QCOMPARE(f.selection.ids(), Selection::Ids{"zone-b"});
    key(f, Qt::Key_V);
    QCOMPARE(f.node("app-2").parent, std::string("zone-b"));
  }

  void cutTakesAwayInOneStep() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    key(f, Qt::Key_X);
    QVERIFY(!f.document.topology().nodes.find("db"));
    QCOMPARE(f.document.labels, std::vector<std::string>{"Cut db"});
    key(f, Qt::Key_V);
    QVERIFY(f.document.topology().nodes.find("db"));
    f.document.undo();
    f.document.undo();
    QVERIFY(f.document.topology() == smallDesign());
  }

  // A cluster moves with its members: after cutting nothing of it is left, and pasting brings it back once.
  void clustersAreCutWithTheirMembers() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("writer", "aurora-instance", "zone-a", {21, 280, 146, 52}));
    Node cluster = makeNode("cluster", "aurora-cluster", "region", {});
    cluster.rect.reset();
    t.nodes.put(cluster);
    t.links.put(makeLink("member", "member", "writer", "cluster"));
    CanvasFixture f(t);
    f.selection.set({"cluster"});
    key(f, Qt::Key_X);
    QVERIFY(!f.document.topology().nodes.find("cluster") && !f.document.topology().nodes.find("writer"));
    key(f, Qt::Key_V);
    QCOMPARE(f.document.topology().nodes.size(), t.nodes.size());
    QCOMPARE(f.document.topology().links.size(), t.links.size());
  }

  void pasteHereIsAtThePointer() {
    CanvasFixture f;
    f.click(f.centreOf("app"));
    key(f, Qt::Key_C);
    const QPoint at = f.at({470, 340});
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, f.surface()->mapToGlobal(at));
    QApplication::sendEvent(f.surface(), &event);
    auto* menu = f.view.findChild<QMenu*>(QStringLiteral("canvasMenu"));
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
      if (action->text().remove('&') == "Paste here")
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }
    QVERIFY(f.document.topology().nodes.find("app-2"));
    QCOMPARE(f.node("app-2").parent, std::string("zone-b"));
    QVERIFY(std::abs(f.rectOf("app-2").centre().x - 470) <= 8);
    QVERIFY(std::abs(f.rectOf("app-2").centre().y - 340) <= 8);
  }

  void otherProgramsGetAPicture() {
    CanvasFixture f;
    f.click(f.at({200, 330}));
    key(f, Qt::Key_C);
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QVERIFY(data->hasImage());
    const auto image = qvariant_cast<QImage>(data->imageData());
    QVERIFY(image.width() > 2 * 188 && image.height() > 2 * 360);
    QVERIFY(data->data("image/svg+xml").contains("<svg"));
    const QByteArray text = data->data(kDesignMime);
    const auto design =
        readDesign({text.data(), static_cast<std::size_t>(text.size())}, "clipboard", Catalogue::shipped());
    QVERIFY(design);
    QCOMPARE(design->nodes.size(), std::size_t{3});
  }

  // A design as text, as a mail would carry it; anything else is said to be nothing.
  void textIsPastedIfItIsADesign() {
    CanvasFixture f;
    Topology t;
    t.nodes.put(makeNode("guest", "users", "", {0, 0, 146, 52}));
    QGuiApplication::clipboard()->setText(QString::fromStdString(writeDesign(t)));
    key(f, Qt::Key_V);
    QVERIFY(f.document.topology().nodes.find("guest"));
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    for (const char* other : {"hello", "{\"format\":", "{}"}) {
      QGuiApplication::clipboard()->setText(QString::fromLatin1(other));
      key(f, Qt::Key_V);
      QVERIFY2(said.last().first().toString().contains("no resources"), other);
    }
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
  }

  void whatMayNotStandThereIsRefusedInWords() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    key(f, Qt::Key_C);
    CanvasFixture other{Topology{}};
    QSignalSpy said(&other.view, &CanvasView::statusMessage);
    key(other, Qt::Key_V);
    QVERIFY(other.document.undoSteps.empty());
    QVERIFY(said.last().first().toString().contains("RDS instance"));
  }

  void readOnlyDesignsCanBeCopied() {
    CanvasFixture f;
    f.click(f.centreOf("db"));
    f.document.readOnly = true;
    f.selection.clear();
    f.click(f.centreOf("db"));
    key(f, Qt::Key_X);
    QVERIFY(f.document.topology().nodes.find("db"));
    key(f, Qt::Key_C);
    QVERIFY(QGuiApplication::clipboard()->mimeData()->hasFormat(kDesignMime));
    key(f, Qt::Key_V);
    QVERIFY(f.document.undoSteps.empty());
  }
};

QTEST_MAIN(TestCanvasClipboard)
#include "test_canvas_clipboard.moc"
