#include "theme/calendar.h"

#include <QCalendarWidget>
#include <QTableView>
#include <QTextCharFormat>
#include <QToolButton>

#include "theme/themed_icon.h"

namespace nines {

namespace {

constexpr int kDayWidth = 40;

}  // namespace

void dress(QCalendarWidget& calendar) {
  calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
  calendar.setMinimumWidth(7 * kDayWidth);
  for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday}) calendar.setWeekdayTextFormat(day, QTextCharFormat());
  if (auto* bar = calendar.findChild<QWidget*>(QStringLiteral("qt_calendar_navigationbar"))) {
    bar->setBackgroundRole(QPalette::Base);
    for (auto* button : bar->findChildren<QToolButton*>()) {
      QPalette palette = button->palette();
      palette.setColor(QPalette::ButtonText, palette.color(QPalette::Text));
      palette.setColor(QPalette::HighlightedText, palette.color(QPalette::Text));
      button->setPalette(palette);
      button->setForegroundRole(QPalette::Text);
    }
  }
  const auto arrow = [&](const char* name, const char* icon) {
    if (auto* button = calendar.findChild<QToolButton*>(QLatin1String(name)))
      button->setIcon(themedIcon(QString::fromLatin1(icon)));
  };
  arrow("qt_calendar_prevmonth", "back");
  arrow("qt_calendar_nextmonth", "fwd");
  if (auto* days = calendar.findChild<QTableView*>()) days->setFrameShape(QFrame::StyledPanel);
}

}  // namespace nines
