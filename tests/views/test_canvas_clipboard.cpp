// Cut, copy and paste with keys and menu; and what other programs get.
#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUrl>

#include "canvas/clipboard.h"
#include "canvas_fixture.h"
#include "formats/native.h"
#include "theme/theme_style.h"

using namespace nines;
using namespace nines::test;

class TestCanvasClipboard : public QObject {
  Q_OBJECT

  static void key(CanvasFixture& f, Qt::Key k) {
    f.view.setFocus();
    QTest::keyClick(&f.view, k, Qt::ControlModifier);
  }

  // What lies on what, in words: only what is in the same container can.
  static QString fault(const CanvasFixture& f) {
    const Design& design = f.view.canvasScene().design();
    const Layout& layout = f.view.canvasScene().layout();
    for (NodeIndex i = 0; i < layout.size(); ++i) {
      for (NodeIndex k = i + 1; k < layout.size(); ++k) {
        if (design.parent(i) != design.parent(k) || layout.place(i).frame || layout.place(k).frame) continue;
        if (!layout.rect(i).intersects(layout.rect(k))) continue;
        return QString::fromStdString(design.node(i).id + " lies on " + design.node(k).id);
      }
    }
    return {};
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
    QTest::mouseMove(f.surface(), f.centreOf("writer"));
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

  // All that stands in a Region, with the keys alone: nothing lies on anything, it is selected, in sight, and one step.
  void aRegionsContent() {
    auto orders = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
    QVERIFY(orders);
    const Topology before = *orders;
    CanvasFixture f(std::move(*orders));
    f.click(f.at(f.rectOf("eu-west-1").topLeft() + Point{30, 12}));
    QCOMPARE(f.selection.ids(), Selection::Ids{"eu-west-1"});
    key(f, Qt::Key_A);
    key(f, Qt::Key_C);
    key(f, Qt::Key_V);
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
    QCOMPARE(fault(f), QString());
    QVERIFY(f.selection.contains("orders-vpc-2") && f.selection.contains("orders-docs-2"));
    QCOMPARE(f.node("orders-vpc-2").parent, std::string("eu-west-1"));
    QVERIFY(f.surface()->rect().contains(f.at(f.rectOf("orders-vpc-2").topLeft())));
    f.document.undo();
    QVERIFY(f.document.topology() == before);
    // The Region as a whole, again and again.
    f.selection.set({"eu-west-1"});
    key(f, Qt::Key_C);
    for (const char* copy : {"eu-west-1-2", "eu-west-1-3", "eu-west-1-4"}) {
      key(f, Qt::Key_V);
      QCOMPARE(f.selection.ids(), Selection::Ids{copy});
      QCOMPARE(fault(f), QString());
      QVERIFY(f.surface()->rect().contains(f.at(f.rectOf(copy).topLeft())));
    }
    key(f, Qt::Key_D);
    QCOMPARE(f.selection.ids(), Selection::Ids{"eu-west-1-4-2"});
    QCOMPARE(fault(f), QString());
    QVERIFY(f.surface()->rect().contains(f.at(f.rectOf("eu-west-1-4-2").topLeft())));
  }

  void pasteIsUnderThePointer() {
    CanvasFixture f;
    f.click(f.centreOf("app"));
    key(f, Qt::Key_C);
    QTest::mouseMove(f.surface(), f.at({470, 340}));  // in the other zone
    key(f, Qt::Key_V);
    QCOMPARE(f.node("app-2").parent, std::string("zone-b"));
    QVERIFY(std::abs(f.rectOf("app-2").centre().x - 470) <= 8);
    QVERIFY(std::abs(f.rectOf("app-2").centre().y - 340) <= 8);
    // Taken now: the next one goes beside it, in the same zone.
    key(f, Qt::Key_V);
    QCOMPARE(f.node("app-3").parent, std::string("zone-b"));
    QCOMPARE(fault(f), QString());
    // A database stands in no Region: beside the original rather than nowhere.
    f.click(f.centreOf("db"));
    key(f, Qt::Key_C);
    QTest::mouseMove(f.surface(), f.at({90, 300}));
    key(f, Qt::Key_V);
    QCOMPARE(f.node("db-2").parent, std::string("zone-a"));
    QCOMPARE(fault(f), QString());
  }

  // What was copied is selected still, and what was pasted is selected next: neither is the container that is meant.
  void groupsArePastedBesideThemselves() {
    Topology t = smallDesign();
    t.nodes.put(makeNode("group", "group", "zone-b", {10, 40, 168, 100}));
    CanvasFixture f(t);
    QTest::mouseMove(f.surface(), f.centreOf("group"));
    f.selection.set({"group"});
    key(f, Qt::Key_C);
    for (const char* copy : {"group-2", "group-3"}) {
      key(f, Qt::Key_V);
      QCOMPARE(f.selection.ids(), Selection::Ids{copy});
      QCOMPARE(f.node(copy).parent, std::string("zone-b"));
      QCOMPARE(fault(f), QString());
    }
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

  // Nothing but a picture, so that programs have no text to prefer.
  void copyAsPicture() {
    CanvasFixture f;
    f.click(f.centreOf("app"));
    f.view.setFocus();
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(said.last().first().toString().contains("picture of the selection"));
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->formats(), (QStringList{kSvgMime, kPngMime, "application/x-qt-image"}));
    QVERIFY(!data->hasText());
    const QByteArray svg = data->data(kSvgMime);
    QVERIFY(svg.contains("id=\"app\"") && !svg.contains("id=\"db\""));
    const QImage png = QImage::fromData(data->data(kPngMime), "PNG");
    const auto image = qvariant_cast<QImage>(data->imageData());
    QCOMPARE(png.size(), image.size());
    QVERIFY(png.width() >= 2 * 146 && png.width() < 2 * 300 && png.height() < 2 * 200);
    QVERIFY(f.document.undoSteps.empty());
  }

  void aPictureOfAllInTheWindowsColours() {
    for (const Theme* theme : {&darkTheme(), &lightTheme()}) {
      applyTheme(*qApp, *theme);
      CanvasFixture f;
      f.view.setFocus();
      QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
      const QMimeData* data = QGuiApplication::clipboard()->mimeData();
      const QByteArray svg = data->data(kSvgMime);
      for (const char* id : {"id=\"app\"", "id=\"db\"", "id=\"zone-b\""}) QVERIFY2(svg.contains(id), id);
      const QImage png = QImage::fromData(data->data(kPngMime), "PNG");
      QCOMPARE(png.pixelColor(0, 0).rgb(), themeColour(Token::canvas).rgb());
    }
  }

  void anEmptyDesignHasNoPicture() {
    CanvasFixture f{Topology{}};
    QGuiApplication::clipboard()->setText("before");
    f.view.setFocus();
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("before"));
  }

  // A picture that Nines made holds what it shows: from the clipboard, or from a file that was copied.
  void picturesArePasted_data() {
    QTest::addColumn<QString>("mime");
    QTest::newRow("SVG") << QString(kSvgMime);
    QTest::newRow("PNG") << QString(kPngMime);
  }
  void picturesArePasted() {
    QFETCH(QString, mime);
    CanvasFixture f;
    f.click(f.centreOf("app"));
    f.click(f.centreOf("db"), Qt::ShiftModifier);
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QByteArray bytes = QGuiApplication::clipboard()->mimeData()->data(mime);
    auto* held = new QMimeData;
    held->setData(mime, bytes);
    QGuiApplication::clipboard()->setMimeData(held);
    key(f, Qt::Key_V);
    QCOMPARE(f.selection.ids(), (Selection::Ids{"app-2", "db-2"}));
    QVERIFY(f.document.topology().links.find("app-db-2"));
    QTemporaryDir folder;
    QFile file(folder.filePath("picture"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    held = new QMimeData;
    held->setUrls({QUrl::fromLocalFile(file.fileName())});
    QGuiApplication::clipboard()->setMimeData(held);
    key(f, Qt::Key_V);
    QCOMPARE(f.selection.ids(), (Selection::Ids{"app-3", "db-3"}));
  }

  void otherPicturesAndFilesHoldNothing() {
    CanvasFixture f;
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
    QTemporaryDir folder;
    const auto held = [](auto&& fill) {
      auto* data = new QMimeData;
      fill(*data);
      return data;
    };
    for (QMimeData* data : {held([&](QMimeData& d) { d.setData(kPngMime, png); }), held([](QMimeData& d) {
                              d.setData(kSvgMime, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
                            }),
                            held([](QMimeData& d) { d.setData(kSvgMime, "<svg"); }),
                            held([&](QMimeData& d) { d.setUrls({QUrl::fromLocalFile(folder.path())}); }),
                            held([&](QMimeData& d) { d.setUrls({QUrl::fromLocalFile(folder.filePath("gone"))}); }),
                            held([](QMimeData& d) { d.setUrls({QUrl("https://example.com/x.svg")}); })}) {
      QGuiApplication::clipboard()->setMimeData(data);
      key(f, Qt::Key_V);
      QVERIFY(!said.isEmpty());  // once: it is the same each time
      QVERIFY(said.last().first().toString().contains("no resources"));
      QVERIFY(f.document.undoSteps.empty());
    }
  }

  void whatWouldStandTooDeepIsNotPasted() {
    Topology t;
    const auto nest = [&](const std::string& prefix, int groups) {
      for (int i = 0; i < groups; ++i) {
        Node node = makeNode(prefix + std::to_string(i), "group", i == 0 ? "" : prefix + std::to_string(i - 1), {});
        node.rect.reset();
        t.nodes.put(node);
      }
    };
    nest("a", 40);
    nest("b", 26);
    CanvasFixture f(t);
    QSignalSpy said(&f.view, &CanvasView::statusMessage);
    f.selection.set({"a0"});
    key(f, Qt::Key_C);
    f.selection.set({"b25"});  // 25 containers are around it, and 39 around the innermost of what is pasted
    key(f, Qt::Key_V);
    QVERIFY(f.document.undoSteps.empty());
    QVERIFY(f.document.topology() == t);
    QCOMPARE(said.last().first().toString(), QString("'a39' would stand in more than 64 containers, one in the other"));
    f.selection.set({"b24"});
    key(f, Qt::Key_V);
    QCOMPARE(f.document.undoSteps.size(), std::size_t{1});
    QCOMPARE(f.document.topology().nodes.size(), std::size_t{106});
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
