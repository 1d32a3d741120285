#include "theme/style_sheet.h"

#include <QHash>

#include "painting/painter_backend.h"
#include "theme/text.h"

namespace nines {

namespace {

// "@name" stands for a token.
constexpr std::string_view kTemplate = R"(
QMenuBar { background: @window; color: @text; border: none; }
QMenuBar::item { padding: 6px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @base; color: @text; border: 1px solid @fieldBorder; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::icon { padding-left: 6px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border2; margin: 4px 6px; }
QToolBar { background: @window; border: none; border-bottom: 1px solid @border; spacing: 2px; padding: 0 6px; }
QToolBar::separator { width: 1px; background: @border; margin: 4px 6px; }
QToolBar QToolButton { border: none; border-radius: 5px; padding: 5px; color: @text; }
QToolBar QToolButton:hover { background: @hover; }
QToolBar QToolButton::menu-indicator { image: none; }
QToolBar QToolButton:checked, QToolBar QToolButton:pressed { background: @accentSoft; }
QStatusBar { background: @window; color: @text; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QMainWindow { background: @window; }
QMainWindow::separator { background: @border; width: 1px; height: 1px; }
QSplitter::handle { background: @border; }
QTabBar { background: @dock; }
QTabBar::tab { background: @dock; color: @muted; padding: 6px 10px 5px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QMainWindow > QTabBar::tab:first { margin-left: 8px; }
QTabBar::tab:hover:!selected { background: @hover; }
QToolTip { background: @base; color: @text; border: 1px solid @fieldBorder; padding: 4px 6px; }
nines--Panel { background: @dock; }
nines--Panel QScrollArea { background: transparent; border: none; }
nines--Panel QScrollArea > QWidget > QWidget { background: transparent; }
QPlainTextEdit { background: @field; }
QTableView, QTreeView, QListView { background: @base; alternate-background-color: @alt; color: @text; border: none;
  gridline-color: @border2; selection-background-color: @accentSoft; selection-color: @text; outline: none; }
QListView#searchHits { border: 1px solid @fieldBorder; padding: 3px 0; }
nines--AvailabilitySide { border-left: 1px solid @border2; }
nines--ShareList, nines--DrillList, QTableView#whatIf, QTableView#whatIf QHeaderView, QTableView#whatIf QHeaderView::section {
  background: transparent; }
nines--Panel QTableView, nines--Panel QTreeView, nines--Panel QListView, nines--Panel QHeaderView,
nines--Panel QHeaderView::section, nines--Panel QTableCornerButton::section { background: @dock; }
QTableView::item { border: none; padding: 0 4px; }
QTableView::item:hover { background: @hover; }
QTableView::item:selected { background: @accentSoft; color: @text; }
QHeaderView { background: @base; border: none; }
QTableCornerButton::section { background: @base; border: none; border-bottom: 1px solid @border2; }
QTableView#drillMatrix QHeaderView::section:vertical { color: @text; padding: 0 10px; border-right: 1px solid @fieldBorder; }
QTableView#drillMatrix QTableCornerButton::section { border-right: 1px solid @fieldBorder; }
QHeaderView::section { background: @base; color: @muted; border: none; border-bottom: 1px solid @border2;
  padding: 0 7px; }
QHeaderView::section:hover { color: @text; }
QComboBox QAbstractItemView { background: @base; border: 1px solid @fieldBorder; selection-background-color: @accentSoft;
  selection-color: @text; padding: 2px; }
QFrame#fieldPopup { background: @base; border: 1px solid @fieldBorder; }
QSlider::groove:horizontal { height: 3px; background: @fieldBorder; border-radius: 1px; }
QSlider::handle:horizontal { width: 11px; height: 11px; margin: -5px 0; border: 1px solid @muted; border-radius: 6px;
  background: @field; }
QSlider::handle:horizontal:hover { background: @hover; }
QSlider:focus { border: none; }
QSlider::handle:horizontal:focus { border: 2px solid @accent; width: 9px; height: 9px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: @fieldBorder; border-radius: 3px; margin: 1px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

struct NamedToken {
  QLatin1String name;
  Token token;
};

constexpr NamedToken kTokens[] = {
    {QLatin1String("window"), Token::window},   {QLatin1String("dock"), Token::dock},
    {QLatin1String("base"), Token::base},       {QLatin1String("alt"), Token::alt},
    {QLatin1String("field"), Token::field},     {QLatin1String("fieldBorder"), Token::fieldBorder},
    {QLatin1String("hover"), Token::hover},     {QLatin1String("border"), Token::border},
    {QLatin1String("border2"), Token::border2}, {QLatin1String("text"), Token::text},
    {QLatin1String("muted"), Token::muted},     {QLatin1String("faint"), Token::faint},
    {QLatin1String("accent"), Token::accent},   {QLatin1String("accentSoft"), Token::accentSoft},
};

QString css(Colour colour) {
  return QStringLiteral("rgba(%1, %2, %3, %4)")
      .arg(colour.red)
      .arg(colour.green)
      .arg(colour.blue)
      .arg(qRound(colour.alpha * 255));
}

qsizetype wordEnd(const QString& text, qsizetype at) {
  while (at < text.size() && text.at(at).isLetterOrNumber()) ++at;
  return at;
}

}  // namespace

QString styleSheet(const Theme& theme) {
  QHash<QString, QString> values;
  for (const auto& [name, token] : kTokens) values.insert(name, css(theme.colour(token)));
  const QString source = toQString(kTemplate);
  QString sheet;
  for (qsizetype at = 0; at < source.size();) {
    const qsizetype sign = source.indexOf(QLatin1Char('@'), at);
    if (sign < 0) return sheet + source.mid(at);
    const qsizetype end = wordEnd(source, sign + 1);
    sheet += source.mid(at, sign - at) + values.value(source.mid(sign + 1, end - sign - 1));
    at = end;
  }
  return sheet;
}

}  // namespace nines
