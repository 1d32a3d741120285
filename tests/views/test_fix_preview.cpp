// While the pointer is over "Fix", the canvas shows what it would change and where something new would stand.
#include "findings/finding_actions.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "findings/fix_preview.h"
#include "fixture_path.h"
#include "formats/native.h"
#include "layout/layout.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

class TestFixPreview : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<FindingsPanel> m_panel;

  void open(const char* fixture) {
    auto design = loadDesign(fixturePath(fixture), Catalogue::shipped());
    QVERIFY2(design, design ? "" : design.error().text().c_str());
    m_document = std::make_unique<PanelDocument>(*design);
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<FindingsPanel>(m_document.get(), m_selection.get());
    m_document->judge();
    m_panel->resize(900, 260);
    m_panel->show();
    m_panel->refreshNow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
  QPoint fixButton(const std::string& key) const {
    if (!m_panel->showFinding(key)) return {};
    const int row = m_panel->view()->currentIndex().row();
    return m_panel->view()->visualRect(m_panel->view()->model()->index(row, FindingsModel::kFix)).center();
  }
  bool pointsAtNothing() const { return m_selection->pointedOut().empty() && m_selection->pointedPlaces().empty(); }

 private slots:
  void cleanup() { m_panel.reset(); }

  void whereTheNewOneWillStand() {
    open("rules/aurora.reader/fail.nines");
    std::string key;
    for (const Finding& f : m_document->report()->findings) {
      if (f.rule == "aurora.reader") key = f.key();
    }
    QVERIFY(!key.empty());
    QSet<QString> before;
    for (const auto& node : m_document->topology().nodes.rows()) before.insert(QString::fromStdString(node->id));
    QTest::mouseMove(m_panel->view()->viewport(), fixButton(key));
    QCOMPARE(m_selection->pointedPlaces().size(), 1U);
    const Rect foreseen = m_selection->pointedPlaces().front();
    QTest::mouseClick(m_panel->view()->viewport(), Qt::LeftButton, {}, fixButton(key));
    QCOMPARE(m_document->edits.size(), 1U);
    QVERIFY(pointsAtNothing());
    const Layout layout(*m_document->design());
    int added = 0;
    for (const auto& node : m_document->topology().nodes.rows()) {
      if (before.contains(QString::fromStdString(node->id))) continue;
      ++added;
      QVERIFY(layout.rect(m_document->design()->indexOf(node->id)) == foreseen);
    }
    QCOMPARE(added, 1);
  }

  void whatIsChangedAndNoLongerWhenThePointerLeaves() {
    open("rules/replica.source-backup-retention/fail.nines");
    const Finding& finding = m_document->report()->findings.front();
    QCOMPARE(finding.rule, std::string_view("replica.source-backup-retention"));
    QTest::mouseMove(m_panel->view()->viewport(), fixButton(finding.key()));
    QCOMPARE(m_selection->pointedOut(), Selection::Ids{finding.subjects.front()});
    QVERIFY(m_selection->pointedPlaces().empty());
    QTest::mouseMove(m_panel->view()->viewport(), QPoint(2, fixButton(finding.key()).y()));
    QVERIFY(pointsAtNothing());
    QTest::mouseMove(m_panel->view()->viewport(), fixButton(finding.key()));
    QVERIFY(!pointsAtNothing());
    QEvent left(QEvent::Leave);
    QApplication::sendEvent(m_panel->view()->viewport(), &left);
    QVERIFY(pointsAtNothing());
  }

  void nothingDuringADrill() {
    open("rules/replica.source-backup-retention/fail.nines");
    m_document->setReadOnly(true);
    QTest::mouseMove(m_panel->view()->viewport(), fixButton(m_document->report()->findings.front().key()));
    QVERIFY(pointsAtNothing());
  }

  // An edit that does not fit the design any more points at nothing.
  void editThatDoesNotFit() {
    open("rules/aurora.reader/pass.nines");
    const FixPreview preview = fixPreview(*m_document->design(), {"", {RenameNode{"nobody", "x"}}});
    QVERIFY(preview.changed.empty() && preview.added.empty());
  }
};

QTEST_MAIN(TestFixPreview)
#include "test_fix_preview.moc"
