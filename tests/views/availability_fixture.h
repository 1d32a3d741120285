// The availability dock over the Orders example, as the tests of its parts set it up.
#pragma once

#include <QAbstractItemModelTester>
#include <QLabel>
#include <memory>

#include "charts/availability_panel.h"
#include "charts/availability_side.h"
#include "charts/share_list.h"
#include "charts/share_model.h"
#include "charts/what_if_model.h"
#include "charts/what_if_page.h"
#include "panel_support.h"

namespace nines::test {

class AvailabilityFixture : public QObject {
 protected:
  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<AvailabilityPanel> m_panel;

  NinesChart* chart() const { return m_panel->chart(); }
  AvailabilitySide* side() const { return m_panel->side(); }
  // The words of all labels that are seen.
  QString labels() const {
    QStringList words;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) {
      if (label->isVisible()) words << label->text();
    }
    return words.join('|');
  }

  // In the light theme, as large as on a small screen.
  void openDock() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(ordersDesign());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<AvailabilityPanel>(m_document.get(), m_selection.get());
    constexpr auto kReports = QAbstractItemModelTester::FailureReportingMode::QtTest;
    new QAbstractItemModelTester(side()->whatIf()->model(), kReports, m_panel.get());
    for (ShareList* list : {side()->limits(), side()->product()})
      new QAbstractItemModelTester(list->shares(), kReports, list);
    m_panel->resize(694, 202);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
  }
};

}  // namespace nines::test
