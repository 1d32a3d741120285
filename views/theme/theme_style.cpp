#include "theme/theme_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QScreen>
#include <QVariant>

#include "painting/painter_backend.h"
#include "theme/metrics.h"
#include "theme/style.h"
#include "theme/style_sheet.h"
#include "theme/text.h"

namespace nines {

namespace {

// The application object carries the choice, so that there is no second place to keep it.
constexpr const char* kThemeProperty = "ninesTheme";

void applyFonts() {
  QApplication::setFont(uiFont(metrics::kText));
  QApplication::setFont(uiFont(metrics::kSmallText), "QStatusBar");
  QApplication::setFont(uiFont(metrics::kSmallText), "QToolTip");
}

void fillDisabled(QPalette& palette, const QColor& faint) {
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    palette.setColor(QPalette::Disabled, role, faint);
}

}  // namespace

ProgramStyle* programStyle() {
  QStyle* style = QApplication::style();
  if (auto* own = qobject_cast<ProgramStyle*>(style)) return own;
  return style ? style->findChild<ProgramStyle*>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

const Theme& currentTheme() {
  const bool dark = qApp && qApp->property(kThemeProperty).toString() == toQString(darkTheme().id);
  return dark ? darkTheme() : lightTheme();
}

QColor themeColour(Token token) { return toQColor(currentTheme().colour(token)); }

QPalette paletteOf(const Theme& theme) {
  const auto colour = [&](Token token) { return toQColor(theme.colour(token)); };
  QPalette palette;
  palette.setColor(QPalette::Window, colour(Token::window));
  palette.setColor(QPalette::Base, colour(Token::base));
  palette.setColor(QPalette::AlternateBase, colour(Token::alt));
  palette.setColor(QPalette::Button, colour(Token::field));
  palette.setColor(QPalette::ToolTipBase, colour(Token::base));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    palette.setColor(role, colour(Token::text));
  palette.setColor(QPalette::BrightText, colour(Token::accentText));
  palette.setColor(QPalette::PlaceholderText, colour(Token::faint));
  palette.setColor(QPalette::Highlight, colour(Token::accent));
  palette.setColor(QPalette::HighlightedText, colour(Token::accentText));
  palette.setColor(QPalette::Link, colour(Token::accent));
  palette.setColor(QPalette::LinkVisited, colour(Token::accent));
  palette.setColor(QPalette::Midlight, colour(Token::hover));
  palette.setColor(QPalette::Light, colour(Token::base));
  palette.setColor(QPalette::Mid, colour(Token::fieldBorder));
  palette.setColor(QPalette::Dark, colour(Token::border));
  palette.setColor(QPalette::Shadow, colour(Token::shadow));
  fillDisabled(palette, colour(Token::faint));
  return palette;
}

QFont uiFont(double px, QFont::Weight weight) {
  QFont font;
  if (QFontDatabase::families().contains(QStringLiteral("Inter"))) font.setFamily(QStringLiteral("Inter"));
  else font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
  // Pixel sizes are whole in QFont, so fractional ones go through points.
  const QScreen* screen = QGuiApplication::primaryScreen();
  const double dpi = screen ? screen->logicalDotsPerInchY() : 96;
  font.setPointSizeF(px * 72 / dpi);
  font.setWeight(weight);
  return font;
}

void applyTheme(QApplication& application, const Theme& theme) {
  application.setProperty(kThemeProperty, toQString(theme.id));
  if (!programStyle()) QApplication::setStyle(new ProgramStyle);
  applyFonts();
  QApplication::setPalette(paletteOf(theme));
  application.setStyleSheet(styleSheet(theme));
}

}  // namespace nines
