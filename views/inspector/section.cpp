#include "inspector/section.h"

#include <QAbstractButton>
#include <QStyleOption>
#include <QStylePainter>
#include <QVBoxLayout>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

class SectionHeader final : public QAbstractButton {
 public:
  SectionHeader(const QString& title, QWidget* parent) : QAbstractButton(parent) {
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setFont(uiFont(metrics::kText, QFont::DemiBold));
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(metrics::kSectionHeader);
  }

  bool hasLine = true;

 protected:
  void paintEvent(QPaintEvent*) override {
    QStylePainter painter(this);
    if (hasLine) painter.fillRect(0, 0, width(), 1, themeColour(Token::border2));
    QStyleOption arrow;
    arrow.initFrom(this);
    arrow.rect = QRect(8, (height() - 16) / 2, 16, 16);
    painter.drawPrimitive(isChecked() ? QStyle::PE_IndicatorArrowRight : QStyle::PE_IndicatorArrowDown, arrow);
    painter.setPen(themeColour(Token::text));
    painter.drawText(rect().adjusted(28, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (!hasFocus()) return;
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect = rect().adjusted(4, 4, -4, -4);
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, focus);
  }
};

}  // namespace

Section::Section(const QString& title, bool folded, QWidget* parent)
    : QWidget(parent), m_title(title), m_header(new SectionHeader(title, this)), m_body(new QWidget(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_header);
  layout->addWidget(m_body);
  m_rows = new QVBoxLayout(m_body);
  m_rows->setContentsMargins(12, 0, 12, 8);
  m_rows->setSpacing(4);
  m_header->setChecked(folded);
  m_body->setVisible(!folded);
  connect(m_header, &QAbstractButton::toggled, this, [this](bool checked) {
    m_body->setVisible(!checked);
    emit foldedChanged(checked);
  });
}

void Section::add(QWidget* row) { m_rows->addWidget(row); }

void Section::hideLine() { static_cast<SectionHeader*>(m_header)->hasLine = false; }

void Section::hideIfEmpty() {
  const auto isPutAway = [](const QWidget& w) {
    // What a layout has yet to show is hidden too, but nobody has hidden it.
    return w.isHidden() && w.testAttribute(Qt::WA_WState_ExplicitShowHide);
  };
  bool any = false;
  for (int i = 0; i < m_rows->count(); ++i) any = any || !isPutAway(*m_rows->itemAt(i)->widget());
  if (any == isPutAway(*this)) setVisible(any);
}

void Section::setFolded(bool folded) { m_header->setChecked(folded); }

}  // namespace nines
