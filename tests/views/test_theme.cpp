#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSlider>
#include <QStyleOption>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QToolBar>
#include <QToolButton>
#include <cmath>

#include "contrast.h"
#include "panel_support.h"
#include "theme/elided_label.h"
#include "theme/panel.h"
#include "theme/style.h"
#include "theme/style_sheet.h"

using namespace nines;
using namespace nines::test;

namespace {

// From the first to the last column in which something is drawn on the ground.
int inkWidth(const QImage& image) {
  const int ground = qGray(image.pixel(0, 0));
  int first = image.width();
  int last = -1;
  for (int x = 0; x < image.width(); ++x) {
    for (int y = 0; y < image.height(); ++y) {
      if (std::abs(qGray(image.pixel(x, y)) - ground) < 24) continue;
      first = std::min(first, x);
      last = x;
    }
  }
  return last < 0 ? 0 : last - first + 1;
}

double contrast(const QColor& a, const QColor& b) {
  const auto plain = [](const QColor& c) {
    const auto part = [](int value) { return static_cast<std::uint8_t>(value); };
    return Colour{part(c.red()), part(c.green()), part(c.blue()), 1};
  };
  return test::contrast(plain(a), plain(b));
}

class CountingPanel final : public Panel {
 public:
  int refreshed = 0;
  void ask() { scheduleRefresh(); }

 protected:
  void refresh() override { ++refreshed; }
};

}  // namespace

class TestTheme : public QObject {
  Q_OBJECT

 private slots:
  // What is shown as it was typed stands in the tip like that too.
  void tipsOfElidedLabelsArePlain_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"orders-db fails", "<b>orders</b> fails", "a < b & c > d", "<img src=x> &amp; more"})
      QTest::newRow(text) << text;
  }
  void tipsOfElidedLabelsArePlain() {
    QFETCH(QString, text);
    ElidedLabel label;
    label.setWhole(text);
    const QString tip = label.toolTip();
    QCOMPARE(Qt::mightBeRichText(tip) ? QTextDocumentFragment::fromHtml(tip).toPlainText() : tip, text);
  }

  // The toolkit's own would look foreign, and not follow the theme.
  void messageBoxesHaveOurSigns_data() {
    QTest::addColumn<QMessageBox::Icon>("icon");
    QTest::addColumn<Sign>("sign");
    QTest::newRow("warning") << QMessageBox::Warning << Sign::warning;
    QTest::newRow("error") << QMessageBox::Critical << Sign::error;
    QTest::newRow("question") << QMessageBox::Question << Sign::info;
    QTest::newRow("information") << QMessageBox::Information << Sign::info;
  }
  void messageBoxesHaveOurSigns() {
    QFETCH(QMessageBox::Icon, icon);
    QFETCH(Sign, sign);
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      const QMessageBox box(icon, "Nines", "Something");
      const QImage shown = box.iconPixmap().toImage();
      const QImage ours = signIcon(sign).pixmap(box.iconPixmap().deviceIndependentSize().toSize()).toImage();
      QVERIFY(!shown.isNull());
      QCOMPARE(shown, ours);
    }
    applyTheme(*qApp, lightTheme());
  }

  // Nor has a button that opens a menu anything drawn over its icon.
  void menuButtonsShowTheirIconAlone() {
    applyTheme(*qApp, lightTheme());
    QToolBar bar;
    QMenu menu;
    QToolButton* plain = nullptr;
    for (const bool opens : {false, true}) {
      auto* button = new QToolButton(&bar);
      button->setIcon(themedIcon(QStringLiteral("align"), Token::muted, {18, 18}));
      button->setFixedSize(28, 28);
      if (opens) button->setMenu(&menu);
      button->setPopupMode(QToolButton::InstantPopup);
      bar.addWidget(button);
      if (!opens) plain = button;
      if (opens) QCOMPARE(button->grab().toImage(), plain->grab().toImage());
    }
  }

  void longCaptionsHaveRoomInTheirButton() {
    for (const char* caption : {"OK", "Discard edits", "New from template…", "Save the design under another name"}) {
      const QPushButton button(QString::fromUtf8(caption));
      const int text = button.fontMetrics().horizontalAdvance(button.text());
      QVERIFY2(button.sizeHint().width() >= text + 20, caption);
    }
  }

  void slidersAreSeenInBothThemes() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      QSlider slider(Qt::Horizontal);
      slider.setRange(0, 100);
      slider.setValue(20);
      slider.resize(110, 22);
      const QImage picture = slider.grab().toImage();
      // The free end of the groove, and the handle with its border.
      QCOMPARE(picture.pixelColor(90, picture.height() / 2).rgb(), themeColour(Token::fieldBorder).rgb());
      QVERIFY(shows(picture, themeColour(Token::muted)));
      QVERIFY(contrast(themeColour(Token::muted), themeColour(Token::window)) >= 3);
    }
    applyTheme(*qApp, lightTheme());
  }

  void switches() {
    applyTheme(*qApp, lightTheme());
    const ProgramStyle* style = programStyle();
    QVERIFY(style);
    applyTheme(*qApp, darkTheme());
    QCOMPARE(currentTheme().id, darkTheme().id);
    QCOMPARE(QApplication::palette().color(QPalette::Window), themeColour(Token::window));
    applyTheme(*qApp, lightTheme());
    QCOMPARE(currentTheme().id, lightTheme().id);
    // Below the wrapper of the style sheet, which is what the application calls its style. A second one would polish
    // every widget anew.
    QCOMPARE(programStyle(), style);
    QCOMPARE(QApplication::style()->pixelMetric(QStyle::PM_IndicatorWidth),
             style->pixelMetric(QStyle::PM_IndicatorWidth));
  }

  void sheetNamesEveryToken() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QString sheet = styleSheet(*theme);
      QVERIFY(!sheet.contains('@'));
      QVERIFY2(!sheet.contains(QRegularExpression(": *;")), "an unknown token leaves an empty value");
    }
  }

  void textCanBeRead() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      for (const Token ground :
           {Token::dock, Token::base, Token::window, Token::field, Token::hover, Token::accentSoft})
        QVERIFY(contrast(themeColour(Token::text), themeColour(ground)) >= 7);
      for (const Token ground : {Token::dock, Token::base, Token::field})
        QVERIFY(contrast(themeColour(Token::muted), themeColour(ground)) >= 4.5);
      for (const Token ground : {Token::errSoft, Token::warnSoft}) {
        QVERIFY(contrast(themeColour(Token::text), themeColour(ground)) >= 7);
        QVERIFY(contrast(themeColour(Token::accent), themeColour(ground)) >= 4.5);
      }
      QVERIFY(contrast(themeColour(Token::accentText), themeColour(Token::accent)) >= 4.5);
    }
    applyTheme(*qApp, lightTheme());
  }

  void iconsFollowTheTheme() {
    applyTheme(*qApp, lightTheme());
    const QIcon icon = themedIcon("search", Token::accent, {18, 18});
    const QImage light = icon.pixmap(QSize(18, 18)).toImage();
    applyTheme(*qApp, darkTheme());
    const QImage dark = icon.pixmap(QSize(18, 18)).toImage();
    QVERIFY(light != dark);
    QVERIFY(icon.pixmap(QSize(18, 18), QIcon::Disabled).toImage() != dark);
    applyTheme(*qApp, lightTheme());
    QCOMPARE(icon.pixmap(QSize(18, 18)).toImage(), light);
  }

  void signsDiffer() {
    applyTheme(*qApp, lightTheme());
    std::vector<QImage> pictures;
    for (const Sign sign : {Sign::error, Sign::warning, Sign::info, Sign::waived, Sign::ok})
      pictures.push_back(signIcon(sign).pixmap(QSize(16, 16)).toImage().convertToFormat(QImage::Format_Alpha8));
    // Told apart by shape, not by colour alone: the alpha channels differ where the forms do.
    QVERIFY(pictures[0] != pictures[1]);
    QVERIFY(pictures[1] != pictures[2]);
    QVERIFY(pictures[2] != pictures[3]);
  }

  void panelsGatherUpdates() {
    CountingPanel panel;
    panel.ask();
    panel.ask();
    QApplication::processEvents();
    QCOMPARE(panel.refreshed, 0);
    panel.show();
    QCOMPARE(panel.refreshed, 1);
    panel.ask();
    panel.ask();
    QCOMPARE(panel.refreshed, 1);
    QTRY_COMPARE_WITH_TIMEOUT(panel.refreshed, 2, kPatience);
    panel.refreshNow();
    QCOMPARE(panel.refreshed, 2);
  }

  void docksHaveALowTitleWithOneButton() {
    applyTheme(*qApp, lightTheme());
    QMainWindow window;
    auto* dock = new QDockWidget("Palette", &window);
    dock->setWidget(new QWidget);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    window.resize(500, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, kPatience));
    QCOMPARE(dock->widget()->geometry().top(), 28);
    QAbstractButton* close = nullptr;
    for (QAbstractButton* button : dock->findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || button->visibleRegion().isEmpty()) continue;
      QVERIFY2(!close, "one button only");
      close = button;
    }
    QVERIFY(close);
    QCOMPARE(close->size(), QSize(20, 20));
    // A small cross in a large button, as in the picture: 7 px of it are seen, or a little less.
    const int cross = inkWidth(window.grab(QRect(close->mapTo(&window, QPoint()), close->size())).toImage());
    QVERIFY2(cross == 6 || cross == 7, qPrintable(QString::number(cross)));
    QVERIFY(dock->rect().adjusted(0, 0, 0, 28 - dock->height()).contains(close->geometry()));
    // It floats without a button.
    QTest::mouseDClick(dock, Qt::LeftButton, {}, {40, 14});
    QVERIFY(dock->isFloating());
    dock->setFloating(false);
    QTest::mouseClick(close, Qt::LeftButton);
    QVERIFY(!dock->isVisible());
  }

  void tabbedDocksHaveALowStrip() {
    applyTheme(*qApp, lightTheme());
    QMainWindow window;
    std::vector<QDockWidget*> docks;
    for (const char* name : {"Findings", "Availability"}) {
      docks.push_back(new QDockWidget(name, &window));
      docks.back()->setWidget(new QWidget);
      window.addDockWidget(Qt::BottomDockWidgetArea, docks.back());
    }
    window.tabifyDockWidget(docks[0], docks[1]);
    window.resize(500, 400);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, kPatience));
    auto* tabs = window.findChild<QTabBar*>();
    QVERIFY(tabs && tabs->isVisible());
    QCOMPARE(tabs->height(), 28);
    keepPicture(window, "tabbed-docks");
    QVERIFY(docks[0]->widget()->visibleRegion().isEmpty());
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QTRY_VERIFY_WITH_TIMEOUT(!docks[0]->widget()->visibleRegion().isEmpty(), kPatience);
  }

  void textStartsAlikeInFieldsAndCombos() {
    applyTheme(*qApp, lightTheme());
    QLineEdit field;
    QStyleOptionFrame line;
    line.initFrom(&field);
    line.rect = QRect(0, 0, 120, 26);
    line.lineWidth = 1;
    QStyleOptionComboBox combo;
    combo.rect = line.rect;
    const QStyle* style = QApplication::style();
    constexpr int kOwnMargin = 2;  // QLineEdit adds it
    QCOMPARE(style->subElementRect(QStyle::SE_LineEditContents, &line, &field).left() + kOwnMargin,
             style->subControlRect(QStyle::CC_ComboBox, &combo, QStyle::SC_ComboBoxEditField).left());
  }

  void dialogButtonsHaveWordsOnly() {
    applyTheme(*qApp, lightTheme());
    QDialogButtonBox buttons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    for (const QAbstractButton* button : buttons.buttons()) {
      QVERIFY(button->icon().isNull());
      QVERIFY(!button->text().isEmpty());
    }
  }

  void onlyWhatIsOnIsFilled() {
    applyTheme(*qApp, lightTheme());
    QCheckBox box;
    box.setTristate(true);
    box.setFocusPolicy(Qt::NoFocus);  // a border with the focus has the same colour
    box.resize(30, 26);
    box.show();
    const auto filled = [&] {
      QApplication::processEvents();
      return shows(box.grab().toImage(), themeColour(Token::accent));
    };
    box.setCheckState(Qt::Checked);
    QVERIFY(filled());
    box.setCheckState(Qt::Unchecked);
    const QImage off = box.grab().toImage();
    box.setCheckState(Qt::PartiallyChecked);
    QVERIFY(!filled());
    QVERIFY(box.grab().toImage() != off);
  }

  void fieldsShowTheirState() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      applyTheme(*qApp, *theme);
      QWidget window;
      QLineEdit field(&window);
      field.setGeometry(10, 10, 120, 26);
      QComboBox combo(&window);
      combo.addItem("One");
      combo.setGeometry(10, 50, 120, 26);
      QCheckBox box("On", &window);
      box.setChecked(true);
      box.setGeometry(10, 90, 120, 26);
      QPushButton button("Waive", &window);
      button.setDefault(true);
      button.setGeometry(10, 130, 120, 26);
      window.resize(160, 170);
      window.show();
      field.clearFocus();
      field.setProperty(kFieldSeverity, "error");
      QVERIFY(shows(window.grab().toImage(), themeColour(Token::accent)));
      QVERIFY(field.grab().toImage().pixelColor(60, 0) == themeColour(Token::err));
      keepPicture(window,
                  QStringLiteral("controls-") + QString::fromUtf8(theme->id.data(), qsizetype(theme->id.size())));
    }
    applyTheme(*qApp, lightTheme());
  }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"
