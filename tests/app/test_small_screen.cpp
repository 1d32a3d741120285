// Every dialog of the program on 1366 x 768 at 150 %, which are 910 x 512: whole on the screen, its buttons within it.
#include <QAbstractButton>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollArea>
#include <QTemporaryDir>

#include "export_dialog.h"
#include "export_form.h"
#include "export_preview.h"
#include "findings/explain_dialog.h"
#include "findings/waive_dialog.h"
#include "formats/native.h"
#include "inspector/lifecycle_dialog.h"
#include "inspector/typed_line.h"
#include "selection.h"
#include "session.h"
#include "template_dialog.h"
#include "theme/theme_style.h"
#include "transfer/transfer_dialog.h"
#include "window_support.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr QSize kScreen{910, 512};
constexpr QSize kFrame{16, 40};  // of a window manager

Topology orders() {
  auto topology = loadDesign(fixturePath("../../resources/templates/orders.nines"), Catalogue::shipped());
  if (!topology) QTest::qFail("no template", __FILE__, __LINE__);
  return std::move(*topology);
}

// Something of a dialog may lie outside of it only where it can be scrolled to.
bool isReached(const QWidget& dialog, const QWidget& part) {
  for (const QWidget* at = part.parentWidget(); at && at != &dialog; at = at->parentWidget()) {
    if (qobject_cast<const QAbstractScrollArea*>(at)) return true;
  }
  return dialog.rect().contains(QRect(part.mapTo(&dialog, QPoint()), part.size()));
}

void judge(QDialog& dialog) {
  dialog.show();
  QVERIFY(QTest::qWaitForWindowExposed(&dialog, kPatience));
  QCoreApplication::processEvents();
  const QSize room = kScreen - kFrame;
  const QByteArray size = QByteArray::number(dialog.width()) + " x " + QByteArray::number(dialog.height());
  QVERIFY2(dialog.width() <= room.width() && dialog.height() <= room.height(), size);
  int buttons = 0;
  for (const QAbstractButton* button : dialog.findChildren<QAbstractButton*>()) {
    if (!button->isVisibleTo(&dialog)) continue;
    ++buttons;
    QVERIFY2(isReached(dialog, *button), qPrintable(button->text()));
    const QString heights = QStringLiteral("%1: %2 for %3")
                                .arg(button->text())
                                .arg(button->height())
                                .arg(button->minimumSizeHint().height());
    QVERIFY2(button->height() >= button->minimumSizeHint().height(), qPrintable(heights));
  }
  QVERIFY(buttons > 0);
}

}  // namespace

class TestSmallScreen : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale(QLocale::English));
    isolate(QStringLiteral("small-screen"));
    applyTheme(*qApp, lightTheme());
    QCOMPARE(QGuiApplication::primaryScreen()->size(), kScreen);
  }

  void planner() {
    Session session("");
    session.openCopy(orders());
    Selection selection;
    selection.set({"file-gateway"});
    TransferDialog dialog(&session, &selection, nullptr);
    judge(dialog);
    // What is below the edge can be reached: tabbing to the last field scrolls to it.
    auto* scroll = dialog.findChild<QScrollArea*>();
    QVERIFY(scroll && scroll->verticalScrollBar()->maximum() > 0);
    QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
    QWidget* last = dialog.field(TransferDialog::kHours);
    const auto isSeen = [&] {
      return scroll->viewport()->rect().contains(QRect(last->mapTo(scroll->viewport(), QPoint()), last->size()));
    };
    QVERIFY(!isSeen());
    QApplication::setActiveWindow(&dialog);
    QVERIFY(QTest::qWaitForWindowActive(&dialog, kPatience));
    for (int k = 0; k < 40 && !last->hasFocus(); ++k) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(last->hasFocus() && isSeen());
  }

  void lifecycleRules() {
    const PropertySchema* schema = Catalogue::shipped().kind("s3-bucket")->property("lifecycle");
    QVERIFY(schema);
    Value::Object rule;
    rule["class"] = Value("glacier");
    rule["afterDays"] = Value(std::int64_t{30});
    for (const std::size_t rules : {0U, 3U, 60U}) {
      LifecycleDialog dialog(*schema, Value::Array(rules, Value(rule)), nullptr);
      judge(dialog);
      QCOMPARE(dialog.rules().size(), rules);
      auto* scroll = dialog.findChild<QScrollArea*>();
      QCOMPARE(scroll->verticalScrollBar()->maximum() > 0, rules == 60);
    }
    // Lines that are added scroll as well.
    LifecycleDialog dialog(*schema, {}, nullptr);
    judge(dialog);
    QPushButton* add = nullptr;
    for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
      if (button->text() == QLatin1String("Add rule")) add = button;
    }
    QVERIFY(add);
    for (int k = 0; k < 30; ++k) QTest::mouseClick(add, Qt::LeftButton);
    auto* scroll = dialog.findChild<QScrollArea*>();
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    judge(dialog);
    QCOMPARE(dialog.rules().size(), std::size_t{30});
    for (const QComboBox* box : dialog.findChildren<QComboBox*>()) QVERIFY(box->height() >= 20);
  }

  void waiver() {
    WaiveDialog dialog(QString("A sentence that is long enough to take some lines of it. ").repeated(6), nullptr);
    judge(dialog);
    dialog.startFrom("because", QString("Waived until yesterday by somebody else. ").repeated(4));
    judge(dialog);
  }

  void explanation() {
    Session session("");
    session.openCopy(orders());
    session.waitForReport();
    QVERIFY(session.report() && !session.report()->findings.empty());
    for (const Finding& finding : session.report()->findings) {
      ExplainDialog dialog(&session, finding);
      judge(dialog);
    }
  }

  void templates() {
    TemplateDialog dialog(lightTheme(), nullptr);
    judge(dialog);
  }

  void exports() {
    Topology topology = orders();
    const auto design = std::make_shared<const Design>(std::make_shared<const Topology>(topology), Catalogue::shipped(),
                                                       Profiles::shipped().orDefault(topology.profile));
    ExportDialog dialog(design, nullptr, {"orders-db"}, {}, "Orders", nullptr);
    auto* form = dialog.findChild<ExportForm*>();
    QVERIFY(form && form->formats()->count() > 5);
    for (int row = 0; row < form->formats()->count(); ++row) {
      form->formats()->setCurrentIndex(row);
      judge(dialog);
      for (const QWidget* field : form->findChildren<QWidget*>()) {
        if (!field->isVisibleTo(&dialog) || field->children().size() > 4) continue;
        QVERIFY2(isReached(dialog, *field), field->metaObject()->className());
      }
    }
  }
};

// Screens are given when the program starts.
int main(int argc, char** argv) {
  const QTemporaryDir folder;
  const QJsonObject screen{{"name", "small"},
                           {"x", 0},
                           {"y", 0},
                           {"width", kScreen.width()},
                           {"height", kScreen.height()},
                           {"logicalDpi", 96},
                           {"logicalBaseDpi", 96},
                           {"dpr", 1}};
  const QString file = folder.filePath("screens.json");
  writeBytes(file, QJsonDocument(QJsonObject{{"screens", QJsonArray{screen}}}).toJson());
  qputenv("QT_QPA_PLATFORM", ("offscreen:configfile=" + file).toUtf8());
  QApplication application(argc, argv);
  TestSmallScreen test;
  return QTest::qExec(&test, argc, argv);
}
#include "test_small_screen.moc"
