// Years of a design that is no more.
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

#include "availability_fixture.h"
#include "charts/years_page.h"

using namespace nines;
using namespace nines::test;

class TestAvailabilityYears : public AvailabilityFixture {
  Q_OBJECT

 private slots:
  void init() { openDock(); }
  void cleanup() { m_panel.reset(); }

  // The years of the design before are no answer for the one that is there, whichever way its own end.
  void cancelLeavesNoYearsOfAnotherDesign() {
    m_document->judge();
    m_panel->refreshNow();
    YearsPage* page = side()->years();
    QSignalSpy finished(page, &YearsPage::finished);
    side()->tabs()->setCurrentIndex(2);
    QVERIFY(finished.wait(kPatience));
    // Of the same design they stay, and say how many they are.
    page->years()->setCurrentIndex(page->years()->count() - 1);
    emit page->years()->activated(page->years()->count() - 1);
    QVERIFY(page->isRunning());
    page->cancelButton()->click();
    QVERIFY(page->distribution().has_value());
    QVERIFY2(labels().contains("Half of 10,000 years"), qPrintable(labels()));
    Edit edit;
    edit.changes.push_back(SetAssumption{"region.unavailability", Value(5e-3)});
    QVERIFY(m_document->submit(edit));
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(page->isRunning());
    page->cancelButton()->click();
    QVERIFY(!page->isRunning());
    QVERIFY(!page->distribution());
    QVERIFY(page->figures().rows.isEmpty());
    QVERIFY(page->toolTip().isEmpty());
    QVERIFY2(labels().contains("Cancelled"), qPrintable(labels()));
  }

  // Nobody has to press anything for them to go.
  void aLongRunLeavesNoYearsOfAnotherDesign() {
    m_document->judge();
    m_panel->refreshNow();
    YearsPage* page = side()->years();
    QSignalSpy finished(page, &YearsPage::finished);
    side()->tabs()->setCurrentIndex(2);
    QVERIFY(finished.wait(kPatience));
    page->years()->addItem(QStringLiteral("as long as it takes"), 5'000'000);
    page->years()->setCurrentIndex(page->years()->count() - 1);
    Edit edit;
    edit.changes.push_back(SetAssumption{"region.unavailability", Value(5e-3)});
    QVERIFY(m_document->submit(edit));
    m_document->judge();
    m_panel->refreshNow();
    QVERIFY(page->isRunning() && page->distribution().has_value());
    QTRY_VERIFY(!page->distribution());
    QVERIFY(page->isRunning() && page->cancelButton()->isVisible());
    QVERIFY2(labels().contains("Simulating"), qPrintable(labels()));
    page->cancelButton()->click();
  }
};

QTEST_MAIN(TestAvailabilityYears)
#include "test_availability_years.moc"
