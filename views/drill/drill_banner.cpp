#include "drill/drill_banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <cmath>

#include "drill/drill_mode.h"
#include "painting/painter_backend.h"
#include "support/format.h"
#include "theme/elided_label.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kHeight = 34;
constexpr int kIcon = 18;
constexpr int kLeft = 12;

}  // namespace

DrillBanner::DrillBanner(DrillMode* mode, QWidget* parent) : QWidget(parent), m_mode(mode) {
  setObjectName(QStringLiteral("drillBanner"));
  setAccessibleName(tr("Outage drill"));
  setFixedHeight(kHeight);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(kLeft + kIcon + 8, 0, 12, 0);
  layout->setSpacing(8);
  auto* title = new QLabel(tr("Outage drill"), this);
  title->setFont(uiFont(metrics::kText, QFont::DemiBold));
  m_text = new ElidedLabel(this);
  m_text->setFont(uiFont(metrics::kText));
  m_restart = new QPushButton(tr("Restart"), this);
  m_end = new QPushButton(tr("End drill"), this);
  layout->addWidget(title);
  layout->addWidget(m_text, 1);
  for (QPushButton* button : {m_restart, m_end}) {
    button->setFixedHeight(metrics::kChip);
    button->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(button);
  }
  m_restart->setToolTip(tr("Play from the beginning"));
  m_end->setToolTip(tr("Back to the design (Esc)"));
  connect(m_restart, &QPushButton::clicked, mode, &DrillMode::restart);
  connect(m_end, &QPushButton::clicked, mode, &DrillMode::end);
  connect(mode, &DrillMode::activeChanged, this, &DrillBanner::follow);
  connect(mode, &DrillMode::drillChanged, this, &DrillBanner::follow);
  connect(mode, &DrillMode::timeChanged, this, &DrillBanner::follow);
  follow();
}

QString DrillBanner::sentence() const {
  const QString unchanged = tr("Your design is not changed.");
  if (!m_mode->design() || m_mode->outage().parts.empty())
    return QStringLiteral("%1 %2").arg(tr("Choose what fails."), unchanged);
  const QString what = toQString(sentenceOf(*m_mode->design(), m_mode->outage()));
  if (m_mode->isWorking()) return tr("%1. Working out what comes of it… %2").arg(what, unchanged);
  return tr("%1, %2 in. %3").arg(what, toQString(formatDuration(std::round(m_mode->time()))), unchanged);
}

QString DrillBanner::shownSentence() const { return m_text->shown(); }

void DrillBanner::follow() {
  setVisible(m_mode->isActive());
  if (!m_mode->isActive()) return;
  m_text->setWhole(sentence());
  m_restart->setEnabled(m_mode->drill() != nullptr);
}

void DrillBanner::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), themeColour(Token::window));
  painter.fillRect(rect(), themeColour(Token::errSoft));
  painter.drawPixmap(QPoint(kLeft, (height() - kIcon) / 2), iconPixmap(QStringLiteral("drill"), QSize(kIcon, kIcon),
                                                                       themeColour(Token::err), devicePixelRatioF()));
}

}  // namespace nines
