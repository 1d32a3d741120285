// Thirty-nine different gestures, each five times, through window events alone. Then everything is undone and redone:
// the file is the same byte for byte (but for the count of saves, which no undo takes back).
#include "drawn_by_hand.h"
#include "formats/native.h"
#include "window_driver.h"

using namespace nines;
using test::Driver;

namespace {

// A Region of three zones with a database and a tier, people outside: room for everything that follows.
Topology base() {
  Topology t;
  t.name = "Gestures";
  const auto put = test::nodesInto(t);
  put("region", "region", "", {240, 0, 900, 700}, {{"code", Value("eu-west-1")}});
  put("a", "az", "region", {240, 40, 188, 640}, {{"code", Value("eu-west-1a")}});
  put("b", "az", "region", {440, 40, 188, 640}, {{"code", Value("eu-west-1b")}});
  put("c", "az", "region", {640, 40, 188, 640}, {{"code", Value("eu-west-1c")}});
  put("balancer", "load-balancer", "region", {40, 60, 146, 52});
  put("tier", "app-tier", "a", {21, 40, 146, 52});
  put("db", "rds-instance", "b", {21, 40, 146, 52}, {{"engine", Value("mysql")}});
  put("people", "users", "", {0, 0, 146, 52});
  put("others", "users", "", {0, 120, 146, 52});
  put("crowd", "users", "", {40, 260, 146, 52});
  // A link of two corners and what its ends can go to, off everything else.
  put("one", "server", "", {1300, 0, 146, 52});
  put("two", "server", "", {1700, 200, 146, 52});
  put("three", "server", "", {1700, 400, 146, 52});
  put("sill", "server", "", {1300, 80, 146, 52});
  put("lid", "server", "", {1700, 120, 146, 52});
  t.links.put({"line", "replicates", "one", "two", {}, {}, {}});
  return t;
}

// The file's bytes without its count of saves.
QByteArray content(const QString& file) {
  QByteArray bytes = test::bytesOf(file);
  const qsizetype at = bytes.indexOf("\"revision\"");
  return at < 0 ? bytes : bytes.remove(at, bytes.indexOf('\n', at) - at);
}

}  // namespace

class TestGestures : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<Windows> m_windows;
  std::unique_ptr<Driver> m_driver;
  QString m_file;

  // Each is one gesture of the round. `edits`: how many undo steps it makes.
  struct Gesture {
    const char* name;
    int edits;
    std::function<void()> act;
  };

  std::string m_card;    // placed in this round
  std::string m_person;  // placed in this round
  std::string m_group;   // placed in this round
  int m_round = 0;

  Driver& d() { return *m_driver; }
  QPoint inZone(const char* zone, double row) {
    const Rect r = d().rectOf(zone);
    return d().at({r.centre().x, r.y + 60 + 72 * row});
  }

  void addPlacing(std::vector<Gesture>& all) {
    all.push_back({"drag a tile into a zone", 1, [&] { m_card = d().place("EC2", inZone("c", 1)); }});
    all.push_back({"drag a tile onto the canvas", 1, [&] { m_person = d().place("Users", d().at({80, 420})); }});
    all.push_back({"drag a container", 1, [&] { m_group = d().place("Group", d().at({100, 600})); }});
    all.push_back({"double-click a tile", 1, [&] {
                     d().select("a");
                     QTest::mouseDClick(d().tile("EC2"), Qt::LeftButton);
                   }});
    all.push_back({"a note from the tool bar", 1, [&] { d().toolButton("Insert a note"); }});
    all.push_back({"duplicate", 1, [&] {
                     d().select(m_person);
                     d().key(Qt::Key_D, Qt::ControlModifier);
                   }});
    all.push_back({"delete what is selected", 1, [&] { d().key(Qt::Key_Delete); }});
  }

  void addMoving(std::vector<Gesture>& all) {
    all.push_back(
        {"move within a zone", 1, [&] { d().drag(d().centreOf(m_card), d().centreOf(m_card) + QPoint(0, 70)); }});
    all.push_back({"move into another zone", 1, [&] { d().drag(d().centreOf(m_card), inZone("a", 4)); }});
    all.push_back({"move several", 1, [&] {
                     d().select("people");
                     d().click(d().centreOf("others"), Qt::ShiftModifier);
                     d().drag(d().centreOf("people"), d().centreOf("people") + QPoint(m_round % 2 ? -16 : 16, 0));
                   }});
    all.push_back({"nudge", 1, [&] { d().key(Qt::Key_Right); }});
    all.push_back({"nudge far", 1, [&] { d().key(Qt::Key_Left, Qt::ShiftModifier); }});
    all.push_back({"a move given up", 0, [&] {
                     const QPoint from = d().centreOf("people");
                     QTest::mousePress(d().surface(), Qt::LeftButton, {}, from);
                     Driver::move(d().surface(), from, from + QPoint(200, 90));
                     d().key(Qt::Key_Escape);
                     QTest::mouseRelease(d().surface(), Qt::LeftButton, {}, from + QPoint(200, 90));
                   }});
    all.push_back({"a container with its content", 1,
                   [&] { d().drag(d().header("region"), d().header("region") + QPoint(m_round % 2 ? -32 : 32, 0)); }});
  }

  void addLocking(std::vector<Gesture>& all) {
    all.push_back({"lock with the keys", 1, [&] {
                     d().select("crowd");
                     d().key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
                   }});
    all.push_back({"a drag of what is locked", 0,
                   [&] { d().drag(d().centreOf("crowd"), d().centreOf("crowd") + QPoint(60, 60)); }});
    all.push_back({"delete what is locked", 0, [&] { d().key(Qt::Key_Delete); }});
    all.push_back({"unlock by the menu", 1, [&] { d().contextMenu(d().centreOf("crowd"), "Unlock"); }});
  }

  void addLinking(std::vector<Gesture>& all) {
    all.push_back({"link from a handle", 1, [&] { d().connectCards(m_person, "balancer"); }});
    all.push_back({"link in link mode", 1, [&] {
                     d().shortcut(Qt::Key_L);
                     d().drag(d().centreOf("balancer"), d().centreOf(m_card));
                     Driver::chooseFirst();
                     d().key(Qt::Key_Escape);
                   }});
  }

  void addLinkEditing(std::vector<Gesture>& all) {
    // After a gesture on it, it is selected.
    all.push_back({"move a piece of a line", 1, [&] {
                     d().click(d().middleOf("line", 1));
                     d().drag(d().middleOf("line", 1), d().middleOf("line", 1) + QPoint(40, 0));
                   }});
    all.push_back({"an end to another card", 1, [&] { d().drag(d().endOf("line"), d().centreOf("three")); }});
    all.push_back({"an end given up", 0, [&] { d().drag(d().endOf("line"), d().centreOf("three") + QPoint(0, 90)); }});
    all.push_back({"reverse a link", 1, [&] { d().contextMenu(d().middleOf("line", 1), "Reverse link"); }});
    all.push_back({"and back, in the menu bar", 1, [&] { d().menu("Arrange", "Reverse link"); }});
    all.push_back({"move a line by keys", 1, [&] { d().key(Qt::Key_Right); }});
    all.push_back({"reset a route", 1, [&] { d().contextMenu(d().middleOf("line", 1), "Reset route"); }});
    all.push_back({"an end back again", 1, [&] { d().drag(d().endOf("line"), d().centreOf("two")); }});
  }

  void addShaping(std::vector<Gesture>& all) {
    all.push_back({"resize at an edge", 1, [&] {
                     d().select(m_group);
                     const Rect r = d().rectOf(m_group);
                     const QPoint edge = d().at({r.right(), r.centre().y});
                     d().drag(edge, edge + QPoint(40, 0));
                   }});
    all.push_back({"resize at a corner", 1, [&] {
                     d().select(m_group);
                     const Rect r = d().rectOf(m_group);
                     const QPoint corner = d().at({r.right(), r.bottom()});
                     d().drag(corner, corner + QPoint(24, 24));
                   }});
    all.push_back({"fit to content", 1, [&] { d().menu("Arrange", "Fit to content"); }});
    all.push_back({"delete a container", 1, [&] {
                     d().select(m_group);
                     d().key(Qt::Key_Delete);
                   }});
    all.push_back({"align", 1, [&] {
                     d().drag(d().centreOf("crowd"), d().centreOf("crowd") + QPoint(24, 8));
                     d().click(d().centreOf("people"), Qt::ShiftModifier);
                     d().menu("Arrange", "Align left edges");
                   }});
    all.push_back({"tidy", 1, [&] {
                     d().select("a");
                     d().key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
                   }});
  }

  void addFields(std::vector<Gesture>& all) {
    all.push_back({"rename in the inspector", 1, [&] {
                     d().select("db");
                     d().type("Name", QStringLiteral("db %1").arg(m_round));
                   }});
    all.push_back({"a number in the inspector", 1, [&] {
                     auto* line = d().row("backupRetentionDays")->findChild<TypedLine*>();
                     line->setFocus();
                     line->selectAll();
                     QTest::keyClicks(line, QString::number(2 + m_round));
                     QTest::keyClick(line, Qt::Key_Return);
                   }});
    all.push_back({"a choice in the inspector", 1,
                   [&] { QTest::keyClick(d().row("engine")->findChild<QComboBox*>(), Qt::Key_Down); }});
    all.push_back({"Multi-AZ on or off", 1, [&] {
                     QTest::mouseClick(d().row("multiAz")->findChild<QCheckBox*>(), Qt::LeftButton, {}, {8, 8});
                   }});
    all.push_back({"the design's name", 1, [&] {
                     d().click(d().at({-30, -30}));
                     d().type("Name of the design", QStringLiteral("Round %1").arg(m_round));
                   }});
  }

  std::vector<Gesture> gestures() {
    std::vector<Gesture> all;
    addPlacing(all);
    addMoving(all);
    addLocking(all);
    addLinking(all);
    addLinkEditing(all);
    addShaping(all);
    addFields(all);
    return all;
  }

  void save() {
    d().shortcut(Qt::Key_S);
    QTRY_VERIFY_WITH_TIMEOUT(!m_windows->all().first()->isWindowModified(), test::kPatience);
  }

 private slots:
  void initTestCase() { test::isolate(QStringLiteral("gestures")); }
  void init() {
    test::forgetEverything();
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("gestures.nines"));
    test::writeBytes(m_file, QByteArray::fromStdString(writeDesign(base())));
    m_windows = std::make_unique<Windows>();
    m_windows->start({m_file});
    MainWindow& window = *m_windows->all().first();
    window.resize(1680, 1050);
    QVERIFY(QTest::qWaitForWindowActive(&window, test::kPatience));
    m_driver = std::make_unique<Driver>(window);
    d().shortcut(Qt::Key_9);
  }

  void thereAndBackAgain() {
    constexpr int kRounds = 5;
    const QByteArray first = content(m_file);
    const std::vector<Gesture> all = gestures();
    QVERIFY(all.size() >= 25);
    for (m_round = 0; m_round < kRounds; ++m_round) {
      for (const Gesture& gesture : all) {
        const int before = d().steps();
        gesture.act();
        const int extra = std::string_view(gesture.name) == "align" ? 1 : 0;  // it puts a card aside first
        QVERIFY2(d().steps() == before + gesture.edits + extra,
                 qPrintable(QStringLiteral("round %1, %2: %3 steps, not %4")
                                .arg(m_round)
                                .arg(QString::fromLatin1(gesture.name))
                                .arg(d().steps() - before)
                                .arg(gesture.edits + extra)));
        d().shortcut(Qt::Key_9);  // everything in sight again
      }
    }
    const int steps = d().steps();
    QVERIFY(steps >= kRounds * 25);
    save();
    const QByteArray last = content(m_file);
    QVERIFY(last != first);
    for (int i = 0; i < steps; ++i) d().shortcut(Qt::Key_Z);
    QCOMPARE(d().steps(), 0);
    save();
    QCOMPARE(content(m_file), first);
    for (int i = 0; i < steps; ++i) d().shortcut(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    save();
    QCOMPARE(content(m_file), last);
    QVERIFY(m_windows->closeAll());
  }
};

QTEST_MAIN(TestGestures)
#include "test_gestures.moc"
