#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <algorithm>

#include "assumptions/assumptions_model.h"
#include "assumptions/assumptions_panel.h"
#include "catalogue/assumptions.h"
#include "panel_support.h"
#include "theme/elided_label.h"

using namespace nines;
using namespace nines::test;

using Model = AssumptionsModel;

class TestAssumptions : public QObject {
  Q_OBJECT

  std::unique_ptr<PanelDocument> m_document;
  std::unique_ptr<AssumptionsPanel> m_panel;

  QTableView* table() const { return m_panel->table(); }
  QModelIndex cell(std::string_view key, int column) const {
    return m_panel->model()->index(m_panel->model()->rowOf(key), column);
  }
  // Names of the rows that are seen, headings with a colon behind.
  QStringList visibleRows() const {
    QStringList out;
    const Model& model = *m_panel->model();
    for (int row = 0; row < model.rowCount(); ++row) {
      if (!table()->isVisible() || table()->isRowHidden(row)) continue;
      const QString name = model.index(row, Model::kName).data().toString();
      out << (model.isHeading(row) ? name + ":" : name);
    }
    return out;
  }
  QString text(std::string_view key, int column) const { return cell(key, column).data().toString(); }
  std::optional<double> own(const std::string& key) const {
    const auto& all = m_document->topology().assumptions;
    const auto at = all.find(key);
    return at == all.end() ? std::nullopt : at->second.asNumber();
  }
  const Fact& profileFigureOfDesign(std::string_view key) const {
    return *profileFigure(m_document->design()->profile(), key);
  }
  QLineEdit* open(std::string_view key) {
    table()->scrollTo(cell(key, Model::kValue));
    const QPoint at = table()->visualRect(cell(key, Model::kValue)).center();
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, at);
    return table()->viewport()->findChild<QLineEdit*>();
  }
  // As a person does: a double click, the text, Enter.
  void type(std::string_view key, const QString& typed) {
    QLineEdit* line = open(key);
    QVERIFY(line);
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, typed);
    QTest::keyClick(line, Qt::Key_Return);
    QApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_panel->refreshNow();
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

  void init() {
    applyTheme(*qApp, lightTheme());
    m_document = std::make_unique<PanelDocument>(ordersDesign());
    m_panel = std::make_unique<AssumptionsPanel>(m_document.get());
    new QAbstractItemModelTester(m_panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_panel.get());
    m_panel->resize(694, 300);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get(), kPatience));
    m_panel->refreshNow();
  }
  void cleanup() { m_panel.reset(); }

  // What people see must be what the analyses read.
  void everyRowIsAnAssumptionOfEveryProfile() {
    QVERIFY(!assumptionSchemas().empty());
    for (const Profile& profile : Profiles::shipped().all()) {
      for (const PropertySchema& schema : assumptionSchemas()) {
        const Fact* fact = profileFigure(profile, schema.key);
        QVERIFY2(fact, schema.key.c_str());
        QVERIFY2(!fact->source.text.empty() && !fact->source.date.empty(), schema.key.c_str());
        const auto value = fact->value.asNumber();
        if (!value) {  // its source says that there is none
          QCOMPARE(fact->value, Value("undefined"));
          QVERIFY2(schema.steps.empty(), schema.key.c_str());
          continue;
        }
        if (schema.steps.empty()) QVERIFY2(*value >= *schema.minimum && *value <= *schema.maximum, schema.key.c_str());
        else QVERIFY2(std::ranges::count(schema.steps, *value) == 1, schema.key.c_str());
      }
    }
  }

  void showsValueSourceAndDate() {
    QCOMPARE(text("az.unavailability", Model::kName), QString("Zone outages: share of time"));
    QCOMPARE(text("az.unavailability", Model::kValue), QString("0.05\u00a0%"));
    QCOMPARE(text("az.unavailability", Model::kDefault), QString("0.05\u00a0%"));
    QVERIFY(text("az.unavailability", Model::kSource).startsWith("2026-11-22, Nines assumption"));
    QCOMPARE(text("az.perYear", Model::kValue), QString("0.5\u00a0a year"));
    QCOMPARE(text("az.unavailability", Model::kReset), QString());
    QVERIFY(!m_panel->resetAllButton()->isEnabled());
  }

  void aValueIsChangedAndReset() {
    type("az.unavailability", "0.2 %");
    QCOMPARE(own("az.unavailability"), std::optional(0.002));
    QCOMPARE(text("az.unavailability", Model::kValue), QString("0.2\u00a0%"));
    QCOMPARE(text("az.unavailability", Model::kDefault), QString("0.05\u00a0%"));
    QCOMPARE(m_document->edits.size(), std::size_t{1});
    QVERIFY(m_panel->resetAllButton()->isEnabled());
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                      table()->visualRect(cell("az.unavailability", Model::kReset)).center());
    m_panel->refreshNow();
    QVERIFY(!own("az.unavailability"));
    QCOMPARE(text("az.unavailability", Model::kValue), QString("0.05\u00a0%"));
    QCOMPARE(m_document->edits.size(), std::size_t{2});
  }

  void theProfilesOwnValueIsNotKept() {
    type("az.perYear", "2");
    QCOMPARE(own("az.perYear"), std::optional(2.0));
    type("az.perYear", "0.5 a year");
    QVERIFY(!own("az.perYear"));
  }

  void aBareNumberIsAPercentage() {
    type("az.unavailability", "0.2");
    QCOMPARE(own("az.unavailability"), std::optional(0.002));
    type("az.unavailability", "5e-5");
    QCOMPARE(own("az.unavailability"), std::optional(0.00005));
  }

  void aSwitchTakesItsStepsOnly() {
    type("s3.designedFor", "0.5");
    QVERIFY(!own("s3.designedFor"));
    type("s3.designedFor", "1");
    QCOMPARE(own("s3.designedFor"), std::optional(1.0));
    QCOMPARE(text("s3.designedFor", Model::kValue), QString("1"));
  }

  // Nothing is taken for granted that people cannot see and change.
  void everyAssumptionIsShown() {
    for (const auto& [key, fact] : Profiles::shipped().all().front().assumptions)
      QVERIFY2(assumptionSchema(key), key.c_str());
  }

  // How long recoveries take is a fact of the profile for some steps. It is shown, and changed, like the rest.
  void factsOfTheProfileAreChangedToo() {
    const Fact& fact = profileFigureOfDesign("rds.failover.worst");
    QCOMPARE(text("rds.failover.worst", Model::kValue), QString("2\u00a0min"));
    QVERIFY(text("rds.failover.worst", Model::kSource).contains(QString::fromStdString(fact.source.text)));
    QVERIFY(text("rds.failover.worst", Model::kSource).startsWith(QString::fromStdString(fact.source.date)));
    type("rds.failover.worst", "90");
    QCOMPARE(own("rds.failover.worst"), std::optional(90.0));
    QCOMPARE(text("rds.failover.worst", Model::kValue), QString("1\u00a0min\u00a030\u00a0s"));
    QCOMPARE(text("rds.failover.worst", Model::kDefault), QString("2\u00a0min"));
  }

  void eachSectionHasItsHeading() {
    const Model& model = *m_panel->model();
    QStringList headings;
    for (int row = 0; row < model.rowCount(); ++row) {
      if (model.isHeading(row)) headings << model.index(row, Model::kName).data().toString();
    }
    QStringList sections;
    for (const PropertySchema& schema : assumptionSchemas()) {
      const QString section = QString::fromStdString(schema.section);
      if (!sections.contains(section)) sections << section;
    }
    sections << "Derived from SLAs: share of time";
    QCOMPARE(headings, sections);
    std::size_t derived = 0;
    for (int row = 0; row < model.rowCount(); ++row) derived += model.isDerived(row) ? 1 : 0;
    QCOMPARE(static_cast<std::size_t>(model.rowCount() - headings.size()), assumptionSchemas().size() + derived);
    for (const PropertySchema& schema : assumptionSchemas()) {
      int row = model.rowOf(schema.key);
      QVERIFY(row > 0);
      while (!model.isHeading(row)) --row;
      QCOMPARE(model.index(row, Model::kName).data().toString(), QString::fromStdString(schema.section));
    }
  }

  // The figures of availability.md, "Own event, anchored once", that no assumption is: seen with their SLA and its
  // date, and never changed.
  void derivedFiguresAreShown_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<double>("exact");
    QTest::addColumn<QString>("source");
    QTest::newRow("host") << "RDS instance, single: one instance by itself" << "0.45\u00a0%" << 4.452473749250e-03
                          << "2024-01-22, SLA 99.5\u00a0%: Amazon RDS SLA";
    QTest::newRow("pair") << "RDS instance, redundant: its own failures" << "0.041\u00a0%" << 4.126995991213e-04
                          << "2024-01-22, SLA 99.95\u00a0%: Amazon RDS SLA";
    QTest::newRow("switch") << "RDS instance, redundant: its switches" << "0.0013\u00a0%" << 1.283367556468e-05
                            << "2024-01-22, SLA 99.95\u00a0%: Amazon RDS SLA";
    QTest::newRow("cluster") << "Aurora cluster, redundant: its own failures" << "0.0042\u00a0%" << 4.158599212600e-05
                             << "2022-05-19, SLA 99.99\u00a0%: Amazon Aurora SLA";
    QTest::newRow("group") << "App tier, ec2.redundant: its own failures" << "0.0025\u00a0%" << 2.549817452269e-05
                           << "2022-05-05, SLA 99.99\u00a0%: AWS Compute SLA, Region level";
    QTest::newRow("balancer in one zone") << "Load balancer, single" << "0.045\u00a0%" << 4.502726386945e-04
                                          << "2022-07-25, SLA 99.9\u00a0%: Elastic Load Balancing SLA";
    QTest::newRow("bucket in one zone") << "S3 bucket, one-zone-ia" << "0.95\u00a0%" << 9.455225137445e-03
                                        << "2023-11-28, SLA 99\u00a0%: Amazon S3 SLA";
    QTest::newRow("caches") << "DAX cluster, redundant: its own failures" << "0.005\u00a0%" << 4.988120060589e-05
                            << "2024-05-20, SLA 99.99\u00a0%: Amazon DynamoDB Accelerator SLA";
  }
  void derivedFiguresAreShown() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(double, exact);
    QFETCH(QString, source);
    const Model& model = *m_panel->model();
    int row = 0;
    while (row < model.rowCount() && model.index(row, Model::kName).data().toString() != name) ++row;
    QVERIFY(row < model.rowCount());
    const auto at = [&](int column) { return model.index(row, column); };
    QCOMPARE(at(Model::kValue).data().toString(), value);
    QVERIFY(std::abs(at(Model::kValue).data(Qt::ToolTipRole).toString().toDouble() - exact) <= 1e-11 * exact + 1e-15);
    QCOMPARE(at(Model::kSource).data().toString(), source);
    QVERIFY(!(at(Model::kValue).flags() & Qt::ItemIsEditable));
    table()->setFocus();
    table()->setCurrentIndex(at(Model::kValue));
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_F2, Qt::Key_Delete}) QTest::keyClick(table(), key);
    QVERIFY(!table()->viewport()->findChild<QLineEdit*>());
    // An assumption of the design moves estimates, never these.
    type("az.unavailability", "2 %");
    QCOMPARE(at(Model::kValue).data().toString(), value);
    QCOMPARE(m_document->edits.size(), std::size_t{1});
  }

  // Nothing happens to a heading: neither arrow keys nor clicks stop there.
  void headingsAreNoRows() {
    table()->setFocus();
    table()->setCurrentIndex(cell("s3.designedFor", Model::kName));
    QTest::keyClick(table(), Qt::Key_Down);
    QCOMPARE(table()->currentIndex().row(), m_panel->model()->rowOf("decide.best"));
    QTest::keyClick(table(), Qt::Key_Up);
    QCOMPARE(table()->currentIndex().row(), m_panel->model()->rowOf("s3.designedFor"));
    const QModelIndex heading = m_panel->model()->index(m_panel->model()->rowOf("decide.best") - 1, Model::kName);
    QVERIFY(m_panel->model()->isHeading(heading.row()));
    table()->scrollTo(heading);
    QTest::mouseDClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(heading).center());
    QVERIFY(!table()->viewport()->findChild<QLineEdit*>());
    QCOMPARE(table()->currentIndex().row(), m_panel->model()->rowOf("s3.designedFor"));
    QVERIFY(m_document->edits.empty());
  }

  void searchShowsWhatHasAllWords() {
    const qsizetype all = visibleRows().size();
    m_panel->searchField()->setFocus();
    QTest::keyClicks(m_panel->searchField(), "rds FAIL");
    QCOMPARE(visibleRows(), QStringList({"Recovery: databases:", "RDS failover to the standby, at best",
                                         "RDS failover to the standby, at worst", "Derived from SLAs: share of time:",
                                         "RDS instance, redundant: its own failures"}));
    m_panel->searchField()->selectAll();
    QTest::keyClicks(m_panel->searchField(), "people");
    QCOMPARE(visibleRows().size(), 6);
    m_panel->searchField()->selectAll();
    QTest::keyClicks(m_panel->searchField(), "unicorn");
    QCOMPARE(visibleRows(), QStringList());
    QTest::keyClick(m_panel->searchField(), Qt::Key_Escape);
    QCOMPARE(visibleRows().size(), all);
    QVERIFY(table()->hasFocus() || m_panel->searchField()->hasFocus());
  }

  void whatIsSearchedIsChanged() {
    QTest::keyClicks(m_panel->searchField(), "noticing worst");
    type("decide.worst", "10 min");
    QCOMPARE(own("decide.worst"), std::optional(600.0));
    QCOMPARE(visibleRows(), QStringList({"Recovery: people:", "Noticing and deciding, at worst"}));
  }

  void noTextAtAllResets() {
    type("az.perYear", "2");
    type("az.perYear", " ");
    QVERIFY(!own("az.perYear"));
  }

  void whatIsNoValueIsRefused_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("why");
    QTest::newRow("words") << "seldom" << "no number";
    QTest::newRow("too much") << "120 %" << "between 0 % and 100 %";
    QTest::newRow("negative") << "-0.1 %" << "between 0 % and 100 %";
    QTest::newRow("unit") << "5 GB" << "no unit";
  }
  void whatIsNoValueIsRefused() {
    QFETCH(QString, typed);
    QFETCH(QString, why);
    QSignalSpy said(m_panel.get(), &AssumptionsPanel::notice);
    QLineEdit* line = open("az.unavailability");
    QVERIFY(line);
    QVERIFY(line->alignment() & Qt::AlignRight);  // as the value that it stands over
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, typed);
    QTest::keyClick(line, Qt::Key_Return);
    QApplication::processEvents();
    QCOMPARE(said.size(), 1);
    QVERIFY2(said.at(0).at(0).toString().contains(why), qPrintable(said.at(0).at(0).toString()));
    bool shown = false;
    for (const QLabel* label : m_panel->findChildren<QLabel*>()) shown = shown || label->text().contains(why);
    QVERIFY(shown);
    QVERIFY(m_document->edits.empty());
    QCOMPARE(text("az.unavailability", Model::kValue), QString("0.05\u00a0%"));
  }

  // Where the bar is too narrow for its sentence, the sentence ends in a sign of omission, and the tip has it whole.
  void theHintIsNeverJustCut() {
    m_panel->resize(420, 200);
    QApplication::processEvents();
    const auto* hint = m_panel->findChild<ElidedLabel*>();
    QVERIFY(hint && hint->isVisible());
    QVERIFY2(hint->shown().endsWith(QChar(0x2026)), qPrintable(hint->shown()));
    QCOMPARE(hint->toolTip(), hint->text());
    m_panel->resize(900, 200);
    QApplication::processEvents();
    QCOMPARE(hint->shown(), hint->text());
  }

  void byKeyboardAlone() {
    table()->setFocus();
    table()->setCurrentIndex(cell("host.perYear", Model::kName));
    QTest::keyClick(table(), Qt::Key_Return);
    auto* line = table()->viewport()->findChild<QLineEdit*>();
    QVERIFY(line);
    QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(line, "6");
    QTest::keyClick(line, Qt::Key_Return);
    QApplication::processEvents();
    QCOMPARE(own("host.perYear"), std::optional(6.0));
    m_panel->refreshNow();
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(!own("host.perYear"));
  }

  void resetAllIsOneStep() {
    type("az.perYear", "2");
    type("host.perYear", "6");
    QTest::mouseClick(m_panel->resetAllButton(), Qt::LeftButton);
    m_panel->refreshNow();
    QVERIFY(m_document->topology().assumptions.empty());
    QCOMPARE(m_document->edits.size(), std::size_t{3});
    QVERIFY(m_document->undo());
    m_panel->refreshNow();
    QCOMPARE(text("az.perYear", Model::kValue), QString("2\u00a0a year"));
    QCOMPARE(text("host.perYear", Model::kValue), QString("6\u00a0a year"));
  }

  // Keys of a newer program stay in the file.
  void unknownKeysStay() {
    Edit edit;
    edit.changes.push_back(SetAssumption{"later.key", Value(3.0)});
    QVERIFY(m_document->submit(edit));
    type("az.perYear", "2");
    QTest::mouseClick(m_panel->resetAllButton(), Qt::LeftButton);
    QCOMPARE(own("later.key"), std::optional(3.0));
    bool said = false;
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
      said = said || label->text().contains("no assumption “later.key”");
    QVERIFY(said);
  }

  void readOnlyWhileADrillRuns() {
    m_document->setReadOnly(true);
    QVERIFY(!open("az.perYear"));
  }

  void columnsFillTheWidth() {
    for (const int width : {420, 694, 1200}) {
      m_panel->resize(width, 300);
      QApplication::processEvents();
      int sum = 0;
      for (int column = 0; column < Model::kColumns; ++column) sum += table()->columnWidth(column);
      QCOMPARE(sum, table()->viewport()->width());
    }
  }

  void looksRightInBothThemes() {
    type("az.unavailability", "0.2 %");
    keepPicture(*m_panel, "assumptions-light");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::fieldBorder)));
    applyTheme(*qApp, darkTheme());
    QApplication::processEvents();
    keepPicture(*m_panel, "assumptions-dark");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::fieldBorder)));
    table()->scrollTo(cell("rds.failover.best", Model::kName), QAbstractItemView::PositionAtTop);
    keepPicture(*m_panel, "assumptions-recovery-dark");
    applyTheme(*qApp, lightTheme());
    QApplication::processEvents();
    keepPicture(*m_panel, "assumptions-recovery-light");
    const QModelIndex last = m_panel->model()->index(m_panel->model()->rowCount() - 1, Model::kName);
    table()->scrollTo(last);
    keepPicture(*m_panel, "assumptions-derived-light");
    applyTheme(*qApp, darkTheme());
    QApplication::processEvents();
    keepPicture(*m_panel, "assumptions-derived-dark");
    QVERIFY(shows(m_panel->grab().toImage(), themeColour(Token::fieldBorder)));
  }
};

QTEST_MAIN(TestAssumptions)
#include "test_assumptions.moc"
