// How the inspector stands at the width that its dock has at first: nothing of it is cut.
#include <QLabel>
#include <QMainWindow>

#include "inspector/field_row.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_header.h"
#include "inspector/inspector_panel.h"
#include "inspector/typed_line.h"
#include "panel_support.h"
#include "theme/metrics.h"

using namespace nines;
using namespace nines::test;

class TestInspectorLook : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<QMainWindow> m_window;
  InspectorPanel* m_panel = nullptr;

  void showDesign(const Topology& topology) {
    m_document = std::make_unique<PanelDocument>(topology);
    m_selection = std::make_unique<Selection>();
    m_window = std::make_unique<QMainWindow>();
    m_panel = new InspectorPanel(m_document.get(), m_selection.get());
    m_window->setCentralWidget(m_panel);
    m_window->resize(metrics::kRightDock, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get(), kPatience));
  }
  void select(const Selection::Ids& ids) {
    m_selection->set(ids);
    m_panel->refreshNow();
    // Layouts within layouts settle one after the other.
    QApplication::processEvents();
    QApplication::processEvents();
  }
  // Everything visible that is text, with what it needs.
  void checkLabels(const char* what) const {
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (!label->isVisible() || label->text().isEmpty()) continue;
      if (label->wordWrap())
        QVERIFY2(label->heightForWidth(label->width()) <= label->height(),
                 qPrintable(QLatin1String(what) + ": " + label->text()));
      if (label->textFormat() == Qt::RichText || Qt::mightBeRichText(label->text())) continue;
      const QRect room = label->contentsRect();
      const int flags = label->wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
      const QRect needed = label->fontMetrics().boundingRect(QRect(0, 0, room.width(), 1000), flags, label->text());
      const QString place = QLatin1String(what) + QStringLiteral(": ") + label->text();
      QVERIFY2(needed.width() <= room.width() && needed.height() <= room.height(), qPrintable(place));
    }
    for (const FieldRow* row : m_panel->findChildren<FieldRow*>()) {
      if (!row->isVisible()) continue;
      const QPoint end = row->mapTo(m_panel, QPoint(row->width(), 0));
      QVERIFY2(end.x() <= m_panel->width(), what);
      QVERIFY2(row->minimumSizeHint().width() <= row->width(), row->schema().key.c_str());
    }
  }

 private slots:
  void init() { applyTheme(*qApp, lightTheme()); }
  void cleanup() { m_window.reset(); }

  void labelsOfEveryKindAreWhole() {
    Topology t;
    for (const Kind& kind : Catalogue::shipped().kinds()) t.nodes.put({kind.id, kind.id, "", "", {}, {}, {}});
    for (const LinkKind& kind : Catalogue::shipped().linkKinds())
      t.links.put({"link-" + kind.id, kind.id, "orders-a", "orders-b", {}, {}, {}});
    t.nodes.put({"orders-a", "note", "", "", {}, {}, {}});
    t.nodes.put({"orders-b", "note", "", "", {}, {}, {}});
    showDesign(t);
    checkLabels("design");
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      select({kind.id});
      checkLabels(kind.id.c_str());
    }
    for (const LinkKind& kind : Catalogue::shipped().linkKinds()) {
      select({"link-" + kind.id});
      checkLabels(kind.id.c_str());
    }
  }

  void theInnermostPlaceIsNamedWhereThereIsNoRoom() {
    showDesign(ordersDesign());
    select({"orders-db"});
    const auto* header = m_panel->findChild<InspectorHeader*>();
    const QFontMetrics font(uiFont(metrics::kHeaderText));
    const QString whole = "RDS instance · eu-west-1 › eu-west-1a";
    QCOMPARE(header->subtitle(), whole);
    const int room = font.horizontalAdvance(whole);
    QCOMPARE(header->subtitleFor(font, room), whole);
    QCOMPARE(header->subtitleFor(font, room - 1), QString("RDS instance · eu-west-1a"));
    QVERIFY(font.horizontalAdvance(header->subtitleFor(font, 90)) <= 90);
  }

  void rowsAreThirtyAndFieldsTwentySix() {
    showDesign(ordersDesign());
    select({"orders-db"});
    TypedLine* first = nullptr;
    TypedLine* second = nullptr;
    for (FieldRow* row : m_panel->findChildren<FieldRow*>()) {
      if (row->schema().key == "instanceClass") first = row->findChild<TypedLine*>();
      if (row->schema().key == "allocatedGb") second = row->findChild<TypedLine*>();
    }
    QVERIFY(first && second);
    QCOMPARE(first->height(), metrics::kField);
    QCOMPARE(second->mapTo(m_panel, QPoint()).y() - first->mapTo(m_panel, QPoint()).y(), metrics::kInspectorRow);
    QCOMPARE(first->mapTo(m_panel, QPoint()).x(), second->mapTo(m_panel, QPoint()).x());
  }

  void whatIsNotSetIsMutedInEveryField() {
    showDesign(ordersDesign());
    m_window->resize(metrics::kRightDock, 1400);  // all rows of a database are in sight
    QApplication::processEvents();
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      select({"orders-db"});
      m_panel->grab();  // labels take their colour when they are painted
      const QColor muted = themeColour(Token::muted);
      int marks = 0;
      int placeholders = 0;
      for (const TypedLine* line : m_panel->findChildren<TypedLine*>()) {
        if (!line->isVisible() || line->accessibleName() == "Name") continue;
        for (const QLabel* mark : line->findChildren<QLabel*>()) {
          if (mark->visibleRegion().isEmpty()) continue;  // scrolled out: not painted yet
          QCOMPARE(mark->palette().color(QPalette::Active, mark->foregroundRole()), muted);
          ++marks;
        }
        if (!line->placeholderText().isEmpty()) {
          QCOMPARE(line->palette().color(QPalette::Active, QPalette::PlaceholderText), muted);
          ++placeholders;
        }
      }
      QVERIFY(marks > 0);
      QVERIFY(placeholders > 0);
    }
    applyTheme(*qApp, lightTheme());
  }

  // Nor is the tile empty for a kind that this version does not know.
  void everyTileHasASign() {
    Topology topology = ordersDesign();
    Node stranger = *topology.nodes.find("orders-db");
    stranger.id = "stranger";
    stranger.kind = "quantum-store";
    topology.nodes.put(stranger);
    showDesign(topology);
    for (const char* id : {"orders-db", "stranger"}) {
      m_selection->set({id});
      m_panel->refreshNow();
      auto* header = m_panel->findChild<InspectorHeader*>();
      const QImage picture = header->grab().toImage();
      const QRect tile(18, (header->height() - 24) / 2, 24, 24);  // the middle of it, where the icon is
      const QRgb ground = picture.pixel(tile.topLeft() - QPoint(2, 2));
      int drawn = 0;
      for (int y = tile.top(); y <= tile.bottom(); ++y) {
        for (int x = tile.left(); x <= tile.right(); ++x) drawn += picture.pixel(x, y) != ground;
      }
      QVERIFY2(drawn > 20, id);
    }
  }

  void messagesAreThereAtOnceAndWhole() {
    showDesign(ordersDesign());
    Report report;
    report.findings = {makeFinding("replica.source-backup-retention", Severity::error, {"orders-db"},
                                   "orders-db has replicas but keeps no backups, and without them MySQL has no log to "
                                   "send to orders-r1",
                                   "backupRetentionDays"),
                       makeFinding("rds.multi-az", Severity::warning, {"orders-db"},
                                   "orders-db runs in one zone only; production needs a standby")};
    m_document->setReport(report);
    m_selection->set({"orders-db"});
    m_panel->refreshNow();
    // Before anything else happens: a box that comes later would push away what is being read.
    const auto messages = m_panel->findChildren<FindingMessage*>();
    QCOMPARE(messages.size(), qsizetype{2});
    for (const FindingMessage* message : messages) QVERIFY(message->isVisible());
    QApplication::processEvents();
    for (const FindingMessage* message : messages) {
      QVERIFY(message->mapTo(m_panel, QPoint(message->width(), 0)).x() <= m_panel->width());
      for (const QLabel* label : message->findChildren<QLabel*>()) {
        QVERIFY(label->minimumSizeHint().width() <= label->width());
        QVERIFY(label->heightForWidth(label->width()) <= label->height());
      }
    }
  }
};

QTEST_MAIN(TestInspectorLook)
#include "test_inspector_look.moc"
