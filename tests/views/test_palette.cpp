#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>

#include "palette/palette_grid.h"
#include "palette/palette_panel.h"
#include "panel_support.h"
#include "theme/metrics.h"

using namespace nines;
using namespace nines::test;

class TestPalette : public QObject {
  Q_OBJECT

  std::unique_ptr<PalettePanel> m_panel;

  PaletteTile* tile(const QString& preset) const {
    for (PaletteTile* t : m_panel->findChildren<PaletteTile*>()) {
      if (t->item().preset == preset) return t;
    }
    return nullptr;
  }
  QStringList shown() const {
    QStringList labels;
    for (PaletteTile* t : m_panel->findChild<PaletteGrid*>()->shownTiles()) labels << t->item().label;
    return labels;
  }

 private slots:
  void init() {
    applyTheme(*qApp, lightTheme());
    m_panel = std::make_unique<PalettePanel>(Catalogue::shipped());
    m_panel->resize(metrics::kLeftDock, 720);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }

  // As in the picture: the text begins right beside the magnifying glass.
  void searchTextBeginsBesideItsMark() {
    const QLineEdit* field = m_panel->searchField();
    const QRect cursor = field->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    QVERIFY2(cursor.center().x() >= 27 && cursor.center().x() <= 31, qPrintable(QString::number(cursor.center().x())));
  }

  void offersEveryPreset() {
    std::size_t presets = 0;
    for (const Kind& kind : Catalogue::shipped().kinds()) presets += kind.presets.size();
    QCOMPARE(m_panel->findChildren<PaletteTile*>().size(), static_cast<qsizetype>(presets));
    QVERIFY(m_panel->searchField()->placeholderText().contains(QString::number(presets)));
    for (PaletteTile* t : m_panel->findChildren<PaletteTile*>()) QVERIFY(!t->accessibleName().isEmpty());
  }

  // What people type, and what they mean by it: the entry that Enter would place, and one that is offered as well.
  void findsWhatIsMeant_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("best");  // id of a preset
    QTest::addColumn<QString>("also");
    const auto row = [](const char* query, const char* best, const char* also = "") {
      QTest::newRow(query) << query << best << also;
    };
    row("mysql", "rds-mysql", "aurora-cluster");
    row("rds mysql", "rds-mysql");
    row("relational", "rds-instance", "aurora-cluster");
    row("multi az", "rds-multi-az", "rds-standby");
    row("Multi-AZ", "rds-multi-az", "rds-mysql-multi-az");
    row("multiaz", "rds-multi-az");
    row("mysql multi az", "rds-mysql-multi-az");
    row("postgres", "rds-postgresql", "aurora-cluster");
    row("pg", "rds-postgresql", "rds-postgresql-multi-az");
    row("db", "rds-instance", "aurora-cluster");
    row("database", "rds-instance", "dynamodb-table");
    row("aur", "aurora-cluster", "aurora-writer");
    row("bucket", "s3-bucket", "s3-glacier-flexible");
    row("object storage", "s3-bucket");
    row("s3", "s3-bucket", "s3-standard-ia");
    row("archive", "s3-glacier-instant", "s3-glacier-deep-archive");
    row("nosql", "dynamodb-table");
    row("cache", "dax-cluster", "dax-node");
    row("dns", "route53");
    row("lb", "alb", "nlb");
    row("elb", "alb", "nlb");
    row("load balancer", "alb", "nlb");
    row("asg", "scaling-group");
    row("autoscaling", "scaling-group");
    row("auto-scaling", "scaling-group");
    row("replica", "aurora-reader", "rds-instance");
    row("read replica", "rds-instance", "aurora-reader");
    row("reader", "aurora-reader");
    row("writer", "aurora-writer");
    row("standby", "rds-standby", "rds-multi-az");
    row("vm", "ec2");
    row("docker", "ecs");
    row("serverless", "lambda", "aurora-serverless-v2");
    row("az", "az");
    row("subnet", "vpc");
    row("on prem", "data-centre");
    row("nas", "storage-server");
    row("server", "server", "storage-server");
    row("application server", "server");
    row("vtl", "tape-gateway");
    row("snapshot", "backup-plan");
    row("clients", "users");
  }
  void findsWhatIsMeant() {
    QFETCH(QString, query);
    QFETCH(QString, best);
    QFETCH(QString, also);
    const qsizetype all = shown().size();
    QSignalSpy place(m_panel.get(), &PalettePanel::placeRequested);
    QTest::keyClicks(m_panel->searchField(), query);
    QVERIFY2(shown().contains(tile(best)->item().label), qPrintable(shown().join(',')));
    QVERIFY2(tile(best)->isPreferred(), qPrintable(shown().join(',')));
    if (!also.isEmpty()) QVERIFY2(shown().contains(tile(also)->item().label), qPrintable(shown().join(',')));
    QVERIFY(shown().size() < all);
    QTest::keyClick(m_panel->searchField(), Qt::Key_Return);
    QCOMPARE(place.size(), 1);
    QCOMPARE(place[0][0].toString(), best);
    QTest::keyClick(m_panel->searchField(), Qt::Key_Escape);
    QCOMPARE(shown().size(), all);
    QVERIFY(!tile(best)->isPreferred());
  }

  // Every name that the catalogue gives an entry leads to it.
  void everyAliasLeadsToItsEntry() {
    std::vector<PaletteItem> items;
    for (const PaletteTile* t : m_panel->findChildren<PaletteTile*>()) items.push_back(t->item());
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (const QString& name : items[i].names) {
        const auto found = bestItems(items, name);
        QVERIFY2(std::find(found.begin(), found.end(), i) != found.end(),
                 qPrintable(items[i].preset + QStringLiteral(" by ") + name));
      }
    }
  }

  void piecesOfWordsCountWhereNothingElseFits() {
    QTest::keyClicks(m_panel->searchField(), "sql");
    QVERIFY(shown().contains("SQL Server"));
    QVERIFY(!shown().contains("DynamoDB"));  // "nosql"
    m_panel->searchField()->clear();
    QTest::keyClicks(m_panel->searchField(), "owball");
    QCOMPARE(shown(), QStringList{"Snowball"});
  }

  void labelsAreWholeAndUnique() {
    QVERIFY2(QFontDatabase::families().contains("Inter"), "fonts-inter is part of the program");
    QSet<QString> labels;
    for (const PaletteTile* t : m_panel->findChildren<PaletteTile*>()) {
      const QString label = t->item().label;
      QVERIFY2(!labels.contains(label), qPrintable(label));
      labels.insert(label);
      QVERIFY2(t->fullWidth() <= t->width(), qPrintable(label));
      QVERIFY2(2 * t->width() <= m_panel->width(), qPrintable(label + ": two tiles stand side by side"));
      const int left = t->width() - t->fontMetrics().horizontalAdvance(label);
      QVERIFY2(left >= metrics::kTileIcon + metrics::kTileGap + 4, qPrintable(label + ": no air behind it"));
    }
  }

  void namesAreWhole_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("name");
    QTest::newRow("archive") << "s3-glacier-flexible" << "S3 bucket: Glacier Flexible";
    QTest::newRow("gateway") << "tape-gateway" << "Storage gateway: Tape gateway";
    QTest::newRow("cluster") << "aurora-serverless-v2" << "Aurora cluster: Serverless v2";
    QTest::newRow("switch") << "rds-mysql-multi-az" << "RDS instance: MySQL, Multi-AZ";
    QTest::newRow("plain") << "az" << "Availability Zone";
  }
  void namesAreWhole() {
    QFETCH(QString, preset);
    QFETCH(QString, name);
    QVERIFY2(tile(preset)->toolTip().contains(name.toHtmlEscaped()), qPrintable(tile(preset)->toolTip()));
    QVERIFY(tile(preset)->accessibleName().contains(name));
    // It is found by its whole name, however short its label is.
    QTest::keyClicks(m_panel->searchField(), name.section(": ", -1));
    QVERIFY2(shown().contains(tile(preset)->item().label), qPrintable(shown().join(',')));
  }

  void punctuationIsNoQuery() {
    const qsizetype all = shown().size();
    QSignalSpy place(m_panel.get(), &PalettePanel::placeRequested);
    QTest::keyClicks(m_panel->searchField(), "/");
    QCOMPARE(shown().size(), all);
    QTest::keyClick(m_panel->searchField(), Qt::Key_Return);
    QCOMPARE(place.size(), 0);
    QTest::keyClicks(m_panel->searchField(), "aur");
    QTest::keyClick(m_panel->searchField(), Qt::Key_Return);
    QCOMPARE(place.size(), 1);
    QCOMPARE(place[0][0].toString(), QString("aurora-cluster"));
  }

  void saysThatNothingMatches() {
    QTest::keyClicks(m_panel->searchField(), "xyz");
    QVERIFY(shown().isEmpty());
    bool said = false;
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
      said = said || (label->isVisible() && label->text() == "Nothing matches 'xyz'");
    QVERIFY(said);
  }

  void dragsWithTheMouse() {
    QSignalSpy started(m_panel.get(), &PalettePanel::dragStarted);
    QSignalSpy moved(m_panel.get(), &PalettePanel::dragMoved);
    QSignalSpy dropped(m_panel.get(), &PalettePanel::dragDropped);
    QSignalSpy cancelled(m_panel.get(), &PalettePanel::dragCancelled);
    PaletteTile* t = tile("rds-mysql");
    QTest::mousePress(t, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(t, {12, 11});
    QCOMPARE(started.size(), 0);
    QTest::mouseMove(t, {60, 40});
    QCOMPARE(started.size(), 1);
    QCOMPARE(started[0][0].toString(), QString("rds-mysql"));
    QTest::mouseMove(t, {400, 300});
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved[0][0].toPoint(), t->mapToGlobal(QPoint(400, 300)));
    QTest::mouseRelease(t, Qt::LeftButton, {}, {400, 300});
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].toString(), QString("rds-mysql"));
    QCOMPARE(cancelled.size(), 0);
  }

  void aClickIsNoDrag() {
    QSignalSpy dropped(m_panel.get(), &PalettePanel::dragDropped);
    QSignalSpy place(m_panel.get(), &PalettePanel::placeRequested);
    QTest::mouseClick(tile("region"), Qt::LeftButton);
    QCOMPARE(dropped.size() + place.size(), 0);
    QVERIFY(tile("region")->hasFocus());
  }

  void cancelsDrags_data() {
    QTest::addColumn<int>("how");
    QTest::newRow("Esc") << 0;
    QTest::newRow("right button") << 1;
    QTest::newRow("hidden") << 2;
    QTest::newRow("asked") << 3;
  }
  void cancelsDrags() {
    QFETCH(int, how);
    QSignalSpy dropped(m_panel.get(), &PalettePanel::dragDropped);
    QSignalSpy cancelled(m_panel.get(), &PalettePanel::dragCancelled);
    PaletteTile* t = tile("rds-mysql");
    QTest::mousePress(t, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(t, {60, 60});
    if (how == 0) QTest::keyClick(t, Qt::Key_Escape);
    if (how == 1) QTest::mousePress(t, Qt::RightButton, {}, {60, 60});
    if (how == 2) m_panel->hide();
    if (how == 3) m_panel->cancelDrag();
    QCOMPARE(cancelled.size(), 1);
    if (how == 1) QTest::mouseRelease(t, Qt::RightButton, {}, {60, 60});
    QTest::mouseRelease(t, Qt::LeftButton, {}, {60, 60});
    QCOMPARE(dropped.size(), 0);
    QCOMPARE(cancelled.size(), 1);
  }

  void placesByDoubleClickAndKeyboard() {
    QSignalSpy place(m_panel.get(), &PalettePanel::placeRequested);
    QTest::mouseDClick(tile("region"), Qt::LeftButton);
    QCOMPARE(place.size(), 1);
    QTest::keyClick(tile("region"), Qt::Key_Return);
    QCOMPARE(place.size(), 2);
    QCOMPARE(place[1][0].toString(), QString("region"));
    QTest::keyClicks(m_panel->searchField(), "mysql");
    QTest::keyClick(m_panel->searchField(), Qt::Key_Return);
    QCOMPARE(place.size(), 3);
    QCOMPARE(place[2][0].toString(), QString("rds-mysql"));
  }

  void arrowsMoveBetweenTiles() {
    const auto tiles = m_panel->findChild<PaletteGrid*>()->shownTiles();
    m_panel->searchField()->setFocus();
    QTest::keyClick(m_panel->searchField(), Qt::Key_Down);
    QVERIFY(tiles[0]->hasFocus());
    QTest::keyClick(tiles[0], Qt::Key_Right);
    QVERIFY(tiles[1]->hasFocus());
    QTest::keyClick(tiles[1], Qt::Key_Down);
    QVERIFY(!tiles[1]->hasFocus());
    auto* below = qobject_cast<PaletteTile*>(QApplication::focusWidget());
    QVERIFY(below);
    QTest::keyClick(below, Qt::Key_Up);
    QVERIFY(tiles[1]->hasFocus());
    QTest::keyClick(tiles[1], Qt::Key_Up);
    QVERIFY(m_panel->searchField()->hasFocus());
  }

  void goingDownKeepsTheColumn() {
    // A category with an odd count ends in a row of one.
    const auto tiles = m_panel->findChild<PaletteGrid*>()->shownTiles();
    PaletteTile* right = tile("rds-mysql-multi-az");
    QVERIFY(right->x() > tile("rds-mysql")->x());
    right->setFocus();
    int lone = 0;
    std::vector<PaletteTile*> path{right};
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      auto* focused = qobject_cast<PaletteTile*>(QApplication::focusWidget());
      QVERIFY(focused);
      QTest::keyClick(focused, Qt::Key_Down);
      auto* below = qobject_cast<PaletteTile*>(QApplication::focusWidget());
      QVERIFY(below);
      if (below == focused) break;
      QVERIFY(below->y() > focused->y());
      const bool hasRight = std::any_of(tiles.begin(), tiles.end(), [&](const PaletteTile* t) {
        return t->y() == below->y() && t->x() == right->x();
      });
      QCOMPARE(below->x() == right->x(), hasRight);
      lone += hasRight ? 0 : 1;
      path.push_back(below);
    }
    QVERIFY(lone > 0);
    // And back the same way.
    for (std::size_t i = path.size() - 1; i > 0; --i) {
      QVERIFY(path[i]->hasFocus());
      QTest::keyClick(path[i], Qt::Key_Up);
    }
    QVERIFY(right->hasFocus());
  }

  void typingOnATileSearches() {
    tile("region")->setFocus();
    QTest::keyClicks(tile("region"), "s");
    QVERIFY(m_panel->searchField()->hasFocus());
    QCOMPARE(m_panel->searchField()->text(), QString("s"));
  }

  void looksRightInBothThemes() {
    keepPicture(*m_panel, "palette-light");
    const QImage light = m_panel->grab().toImage();
    applyTheme(*qApp, darkTheme());
    keepPicture(*m_panel, "palette-dark");
    const QImage dark = m_panel->grab().toImage();
    QVERIFY(shows(light, themeColour(Token::dock)) == false);
    QVERIFY(shows(dark, themeColour(Token::dock)));
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestPalette)
#include "test_palette.moc"
