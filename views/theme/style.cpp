#include "theme/style.h"

#include <QAbstractSpinBox>
#include <QDockWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleOption>
#include <QTabBar>
#include <QWidget>
#include <algorithm>
#include <optional>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kArrowWidth = 20;
constexpr int kFieldPadding = 8;
constexpr int kTextFrame = 4;
constexpr int kMessageSign = 32;
constexpr int kDockIcon = 10;  // of which the cross takes the half
constexpr int kDockButton = 20;
constexpr int kDockButtonRight = 5;
constexpr int kDockTitleMargin = 4;  // above and below the text: less than what the button asks for
constexpr int kDockTitleLeft = 10;
constexpr int kButtonPadding = 10;  // beside a caption
// Qt makes a dock's title as high as its buttons ask for, and 2 more.
constexpr int kDockButtonMargin = (metrics::kDockTitle - 2 - kDockIcon) / 2;

struct FieldLook {
  QColor border;
  double width = 1;
};

FieldLook fieldLook(const QStyleOption& option, const QWidget* widget) {
  const QString severity = widget ? widget->property(kFieldSeverity).toString() : QString();
  if (option.state & QStyle::State_HasFocus) return {themeColour(Token::accent), 2};
  if (severity == QLatin1String("error")) return {themeColour(Token::err), 1};
  if (severity == QLatin1String("warning")) return {themeColour(Token::warnFill), 1};
  return {themeColour(Token::fieldBorder), 1};
}

void paintField(QPainter& painter, const QStyleOption& option, const QWidget* widget) {
  const FieldLook look = fieldLook(option, widget);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(look.border, look.width));
  const bool enabled = option.state & QStyle::State_Enabled;
  painter.setBrush(themeColour(enabled ? Token::field : Token::dock));
  const double inset = look.width / 2;
  painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), metrics::kFieldRadius,
                          metrics::kFieldRadius);
  painter.restore();
}

void paintTriangle(QPainter& painter, const QRectF& area, Qt::ArrowType arrow, const QColor& colour) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(area.center());
  if (arrow == Qt::UpArrow) painter.rotate(180);
  else if (arrow == Qt::RightArrow) painter.rotate(-90);
  else if (arrow == Qt::LeftArrow) painter.rotate(90);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  const QPointF points[] = {{-4, -2}, {4, -2}, {0, 2.5}};
  painter.drawPolygon(points, 3);
  painter.restore();
}

Qt::ArrowType arrowOf(QStyle::PrimitiveElement element) {
  switch (element) {
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
      return Qt::UpArrow;
    case QStyle::PE_IndicatorArrowLeft:
      return Qt::LeftArrow;
    case QStyle::PE_IndicatorArrowRight:
      return Qt::RightArrow;
    default:
      return Qt::DownArrow;
  }
}

void paintCheckBox(QPainter& painter, const QStyleOption& option) {
  const bool on = option.state & QStyle::State_On;
  const bool partly = option.state & QStyle::State_NoChange;
  const bool enabled = option.state & QStyle::State_Enabled;
  const bool focused = option.state & QStyle::State_HasFocus;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  // Only what is on is filled: what is not known must not look as if it were.
  const QColor fill = themeColour(!enabled ? Token::faint : Token::accent);
  // An empty box is nothing but its border, which therefore has more contrast than that of a field.
  painter.setPen(QPen(on ? fill : themeColour(focused ? Token::accent : Token::faint), 1));
  painter.setBrush(on ? fill : themeColour(Token::field));
  const QRectF box = QRectF(option.rect).adjusted(.5, .5, -.5, -.5);
  painter.drawRoundedRect(box, 3, 3);
  const QColor sign = themeColour(on ? Token::accentText : enabled ? Token::muted : Token::faint);
  painter.setPen(QPen(sign, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const double w = box.width();
  const QPointF corner = box.topLeft();
  const QPointF tick[] = {{w * .22, w * .52}, {w * .42, w * .72}, {w * .78, w * .28}};
  const QPointF moved[] = {corner + tick[0], corner + tick[1], corner + tick[2]};
  if (on) painter.drawPolyline(moved, 3);
  else if (partly) painter.drawLine(corner + QPointF(w * .25, w * .5), corner + QPointF(w * .75, w * .5));
  painter.restore();
}

void paintButton(QPainter& painter, const QStyleOption& option) {
  const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
  const bool enabled = option.state & QStyle::State_Enabled;
  const bool primary = enabled && button && button->features.testFlag(QStyleOptionButton::DefaultButton);
  const bool pressed = option.state & (QStyle::State_Sunken | QStyle::State_On);
  const bool hovered = enabled && option.state & QStyle::State_MouseOver;
  const bool focused = option.state & QStyle::State_HasFocus;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QColor fill = themeColour(pressed ? Token::accentSoft : hovered ? Token::hover : Token::field);
  if (primary) fill = pressed ? themeColour(Token::accent).darker(110) : themeColour(Token::accent);
  painter.setBrush(fill);
  const double width = focused ? 2 : 1;
  painter.setPen(QPen(themeColour(primary && !focused ? Token::accent
                                  : focused           ? (primary ? Token::text : Token::accent)
                                                      : Token::fieldBorder),
                      width));
  const double radius =
      option.rect.height() < metrics::kField - 2 ? metrics::kSmallButtonRadius : metrics::kFieldRadius;
  painter.drawRoundedRect(QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius);
  painter.restore();
}

void paintToolButton(QPainter& painter, const QStyleOption& option) {
  const bool pressed = option.state & (QStyle::State_Sunken | QStyle::State_On);
  const bool hovered = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
  if (!pressed && !hovered) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(themeColour(pressed ? Token::accentSoft : Token::hover));
  painter.drawRoundedRect(option.rect, metrics::kSmallButtonRadius, metrics::kSmallButtonRadius);
  painter.restore();
}

void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& dock) {
  painter.save();
  painter.fillRect(dock.rect, themeColour(Token::dock));
  painter.fillRect(QRect(dock.rect.left(), dock.rect.bottom(), dock.rect.width(), 1), themeColour(Token::border2));
  painter.setFont(uiFont(metrics::kText, QFont::DemiBold));
  painter.setPen(themeColour(Token::text));
  const QRect text = dock.rect.adjusted(kDockTitleLeft, 0, dock.closable ? -kDockButton - 6 : -kDockTitleLeft, 0);
  painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(dock.title, Qt::ElideRight, text.width()));
  painter.restore();
}

// Qt puts a tab's rectangle onto its text where the style sheet gives it padding.
QRect focusRect(const QStyleOption& option, const QWidget* widget) {
  const auto* tabs = qobject_cast<const QTabBar*>(widget);
  return tabs ? tabs->tabRect(tabs->currentIndex()).adjusted(3, 3, -3, -4) : option.rect;
}

void paintFocus(QPainter& painter, const QRect& rect) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QPen pen(themeColour(Token::accent), 1);
  pen.setDashPattern({2, 2});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(rect).adjusted(.5, .5, -.5, -.5), 3, 3);
  painter.restore();
}

// As the fields of the inspector: two arrows at the end of a line.
void paintSpinBox(const QStyle& style, const QStyleOptionComplex& option, QPainter& painter, const QWidget* widget) {
  paintField(painter, option, widget);
  const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(&option);
  if (!box || box->buttonSymbols == QAbstractSpinBox::NoButtons) return;
  const bool enabled = option.state & QStyle::State_Enabled;
  const QColor colour = themeColour(enabled ? Token::muted : Token::faint);
  const auto place = [&](QStyle::SubControl part) {
    return QRectF(style.subControlRect(QStyle::CC_SpinBox, box, part, widget));
  };
  paintTriangle(painter, place(QStyle::SC_SpinBoxUp), Qt::UpArrow, colour);
  paintTriangle(painter, place(QStyle::SC_SpinBoxDown), Qt::DownArrow, colour);
}

std::optional<Sign> messageSign(QStyle::StandardPixmap icon) {
  switch (icon) {
    case QStyle::SP_MessageBoxCritical:
      return Sign::error;
    case QStyle::SP_MessageBoxWarning:
      return Sign::warning;
    case QStyle::SP_MessageBoxInformation:
    case QStyle::SP_MessageBoxQuestion:
      return Sign::info;
    default:
      return std::nullopt;
  }
}

}  // namespace

ProgramStyle::ProgramStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void ProgramStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                 const QWidget* widget) const {
  switch (element) {
    case PE_PanelLineEdit: {
      const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
      if (frame && frame->lineWidth > 0) paintField(*painter, *option, widget);
      return;
    }
    case PE_FrameLineEdit:
      return;
    case PE_FrameTabBarBase: {
      // One line below all tabs, as below a dock's title.
      const QRect& strip = option->rect;
      painter->fillRect(QRect(strip.left(), strip.bottom(), strip.width(), 1), themeColour(Token::border2));
      return;
    }
    case PE_Frame:
      if (!qobject_cast<const QPlainTextEdit*>(widget)) break;
      paintField(*painter, *option, widget);
      return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
      paintCheckBox(*painter, *option);
      return;
    case PE_PanelButtonCommand:
      paintButton(*painter, *option);
      return;
    case PE_PanelButtonTool:
      paintToolButton(*painter, *option);
      return;
    case PE_FrameDefaultButton:
      return;
    case PE_FrameFocusRect:
      paintFocus(*painter, focusRect(*option, widget));
      return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
    case PE_IndicatorSpinDown:
    case PE_IndicatorSpinUp: {
      const bool enabled = option->state & State_Enabled;
      paintTriangle(*painter, option->rect, arrowOf(element), themeColour(enabled ? Token::muted : Token::faint));
      return;
    }
    default:
      break;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ProgramStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                      const QWidget* widget) const {
  if (control == CC_SpinBox) {
    paintSpinBox(*this, *option, *painter, widget);
    return;
  }
  if (control != CC_ComboBox) {
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    return;
  }
  paintField(*painter, *option, widget);
  const QRectF arrow(option->rect.right() - kArrowWidth, option->rect.top(), kArrowWidth, option->rect.height());
  const bool enabled = option->state & State_Enabled;
  paintTriangle(*painter, arrow, Qt::DownArrow, themeColour(enabled ? Token::muted : Token::faint));
}

void ProgramStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
  if (element == CE_ComboBoxLabel && widget && widget->property(kFieldAssumed).toBool()) {
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (combo && combo->currentIcon.isNull()) {
      painter->save();
      painter->setPen(themeColour(Token::muted));
      const QRect area = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
      painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                        combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, area.width()));
      painter->restore();
      return;
    }
  }
  if (element == CE_DockWidgetTitle) {
    const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option);
    if (dock && !dock->verticalTitleBar) {
      paintDockTitle(*painter, *dock);
      return;
    }
  }
  if (element == CE_PushButtonLabel) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    if (button && button->features.testFlag(QStyleOptionButton::DefaultButton) && (button->state & State_Enabled)) {
      QStyleOptionButton primary(*button);
      primary.palette.setColor(QPalette::ButtonText, themeColour(Token::accentText));
      QProxyStyle::drawControl(element, &primary, painter, widget);
      return;
    }
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

// Long captions keep the room beside them that short ones have anyway.
QSize ProgramStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                                     const QWidget* widget) const {
  QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
  if (type == CT_PushButton) size.setWidth(std::max(size.width(), contents.width() + 2 * kButtonPadding));
  return size;
}

int ProgramStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
      return 15;
    case PM_DefaultFrameWidth:
      // Round corners and a focused border have room beside the text.
      if (qobject_cast<const QPlainTextEdit*>(widget)) return kTextFrame;
      break;
    case PM_MessageBoxIconSize:
      return kMessageSign;
    case PM_SmallIconSize:
      // Dock titles draw their buttons' icons as large as this, whatever size these have.
      if (widget && widget->inherits("QDockWidgetTitleButton")) return kDockIcon;
      break;
    case PM_DockWidgetTitleMargin:
      return kDockTitleMargin;
    case PM_DockWidgetTitleBarButtonMargin:
      return kDockButtonMargin;
    case PM_ButtonDefaultIndicator:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
      return 0;
    default:
      break;
  }
  return QProxyStyle::pixelMetric(metric, option, widget);
}

int ProgramStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* data) const {
  if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  return QProxyStyle::styleHint(hint, option, widget, data);
}

QIcon ProgramStyle::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const {
  if (icon == SP_TitleBarCloseButton || icon == SP_DockWidgetCloseButton)
    return themedIcon(QStringLiteral("x"), Token::muted, {kDockIcon, kDockIcon});
  if (const auto sign = messageSign(icon)) return signIcon(*sign);
  // The button that floats a dock has no place (see subElementRect): its icon must not make the title higher.
  if (icon == SP_TitleBarNormalButton && qobject_cast<const QDockWidget*>(widget)) return {};
  return QProxyStyle::standardIcon(icon, option, widget);
}

QRect ProgramStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  if (element == SE_DockWidgetCloseButton) {
    const QRect title = option->rect;
    const QPoint corner(title.right() + 1 - kDockButtonRight - kDockButton, title.center().y() - (kDockButton - 1) / 2);
    return visualRect(option->direction, title, {corner, QSize(kDockButton, kDockButton)});
  }
  if (element == SE_LineEditContents) {
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    // QLineEdit keeps 2 of its own on both sides: text begins where that of a combo box does.
    if (frame && frame->lineWidth > 0) return option->rect.adjusted(kFieldPadding - 2, 1, 2 - kFieldPadding, -1);
  }
  // A dock floats when its title is dragged or double-clicked; a button for it would crowd the one that closes. An
  // empty rectangle would be ignored, so it has a height.
  if (element == SE_DockWidgetFloatButton) return {option->rect.topLeft(), QSize(0, 1)};
  return QProxyStyle::subElementRect(element, option, widget);
}

QRect ProgramStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                   const QWidget* widget) const {
  if (control == CC_ComboBox && sub == SC_ComboBoxEditField)
    return option->rect.adjusted(kFieldPadding, 2, -kArrowWidth, -2);
  if (control == CC_ComboBox && sub == SC_ComboBoxArrow)
    return {option->rect.right() - kArrowWidth, option->rect.top(), kArrowWidth, option->rect.height()};
  return QProxyStyle::subControlRect(control, option, sub, widget);
}

}  // namespace nines
