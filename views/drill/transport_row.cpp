#include "drill/transport_row.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "drill/drill_words.h"
#include "drill/scrub_bar.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kRow = 36;
constexpr int kButton = 26;
constexpr int kIcon = 16;
constexpr int kSpeedWidth = 76;
constexpr int kApart = 8;
constexpr int kScrubMargin = 10;  // half a handle beyond the axis

QString speedText(double speed) { return QStringLiteral("%1\u00d7").arg(speed); }

}  // namespace

TransportRow::TransportRow(DrillMode* mode, QWidget* parent)
    : QWidget(parent),
      m_mode(mode),
      m_back(addButton(QStringLiteral("back"), tr("Previous event"), &DrillMode::stepBack)),
      m_play(new QPushButton(this)),
      m_forward(addButton(QStringLiteral("fwd"), tr("Next event"), &DrillMode::stepForward)),
      m_restart(addButton(QStringLiteral("loop"), tr("Play from the start"), &DrillMode::restart)),
      m_scrub(new ScrubBar(this)),
      m_time(new QLabel(this)),
      m_speedLabel(new MutedLabel(tr("Speed"), this)),
      m_speeds(new QComboBox(this)),
      m_export(new QPushButton(this)) {
  setFixedHeight(kRow);
  auto* play = static_cast<QPushButton*>(m_play);
  play->setDefault(true);
  play->setObjectName(QStringLiteral("play"));
  play->setIconSize({kIcon, kIcon});
  play->setFocusPolicy(Qt::TabFocus);
  connect(play, &QAbstractButton::clicked, this, &TransportRow::togglePlaying);
  m_time->setFont(uiFont(metrics::kText));
  m_time->setObjectName(QStringLiteral("drillTime"));
  m_speeds->setAccessibleName(tr("Speed"));
  m_speeds->setToolTip(tr("How many seconds of the drill pass in one second"));
  for (const double speed : DrillMode::kSpeeds) m_speeds->addItem(speedText(speed), speed);
  connect(m_speeds, &QComboBox::activated, this,
          [this](int index) { m_mode->setSpeed(m_speeds->itemData(index).toDouble()); });
  connect(m_scrub, &ScrubBar::timePicked, mode, &DrillMode::setTime);
  connect(m_scrub, &ScrubBar::backRequested, mode, &DrillMode::stepBack);
  connect(m_scrub, &ScrubBar::forwardRequested, mode, &DrillMode::stepForward);
  connect(m_scrub, &ScrubBar::playRequested, this, &TransportRow::togglePlaying);
  m_export->setAccessibleName(tr("Export timeline"));
  m_export->setToolTip(tr("Export the timeline as Markdown or CSV"));
  m_export->setIconSize({kIcon, kIcon});
  m_export->setFocusPolicy(Qt::TabFocus);
  m_export->setObjectName(QStringLiteral("exportTimeline"));
  // In the order in which they stand.
  setTabOrder(m_back, m_play);
  setTabOrder(m_play, m_forward);
  setTabOrder(m_forward, m_restart);
  setTabOrder(m_restart, m_scrub);
  setTabOrder(m_scrub, m_speeds);
  setTabOrder(m_speeds, m_export);
}

QAbstractButton* TransportRow::addButton(const QString& icon, const QString& name, void (DrillMode::*action)()) {
  auto* button = new QToolButton(this);
  button->setIcon(themedIcon(icon, Token::text, {kIcon, kIcon}));
  button->setIconSize({kIcon, kIcon});
  button->setAutoRaise(true);
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setFocusPolicy(Qt::TabFocus);
  button->setObjectName(icon);
  connect(button, &QAbstractButton::clicked, m_mode, action);
  return button;
}

void TransportRow::togglePlaying() {
  if (m_mode->isPlaying()) m_mode->pause();
  else m_mode->play();
}

QString TransportRow::timeText() const {
  return tr("%1 of %2").arg(clockText(m_mode->time()), clockText(m_mode->length()));
}

void TransportRow::update() {
  const bool drill = m_mode->drill() != nullptr;
  const bool plays = m_mode->isPlaying();
  for (QAbstractButton* button : {m_back, m_play, m_forward, m_restart}) button->setEnabled(drill);
  m_export->setEnabled(drill);
  if (m_play->icon().isNull() || plays != m_showsPause) {
    m_showsPause = plays;
    m_play->setIcon(
        themedIcon(plays ? QStringLiteral("pause") : QStringLiteral("play"), Token::accentText, {kIcon, kIcon}));
    const QString name = plays ? tr("Pause") : tr("Play");
    m_play->setAccessibleName(name);
    m_play->setToolTip(tr("%1 (Space)").arg(name));
  }
  m_scrub->setTime(m_mode->time());
  m_time->setText(drill ? tr("<b>%1</b> of %2").arg(clockText(m_mode->time()), clockText(m_mode->length()))
                        : QString());
  int index = m_speeds->findData(m_mode->speed());
  if (index < 0) {
    index = m_speeds->count();
    m_speeds->addItem(speedText(m_mode->speed()), m_mode->speed());
  }
  if (index != m_speeds->currentIndex()) m_speeds->setCurrentIndex(index);
}

void TransportRow::layOut() {
  const TimelineColumns c = TimelineColumns::of(width());
  const auto centre = [&](QWidget* widget, int left, int wide, int high) {
    widget->setGeometry(left, (height() - high) / 2, wide, high);
  };
  int x = c.nameLeft - 4;
  const int gap = c.plotLeft - x < 4 * (kButton + 4) + 12 ? 0 : 4;
  for (QAbstractButton* button : {m_back, m_play, m_forward, m_restart}) {
    centre(button, x, kButton, kButton);
    x += kButton + gap;
  }
  const int left = c.plotLeft - kScrubMargin;
  centre(m_scrub, left, c.plotWidth + 2 * kScrubMargin, height());
  m_scrub->setColumns(c, left);
  // A narrow dock has room for signs only.
  const bool roomy = width() >= TimelineColumns::kRoomy;
  m_export->setText(roomy ? tr("Export…") : QString());
  m_export->setIcon(roomy ? QIcon() : themedIcon(QStringLiteral("save"), Token::text, {kIcon, kIcon}));
  const int exporting = roomy ? m_export->sizeHint().width() : metrics::kField + 4;
  centre(m_export, width() - TimelineColumns::kRight - exporting, exporting, metrics::kField);
  const int speeds = width() - TimelineColumns::kRight - exporting - kApart - kSpeedWidth;
  centre(m_speeds, speeds, kSpeedWidth, metrics::kField);
  m_speedLabel->setVisible(roomy);
  const int label = roomy ? m_speedLabel->sizeHint().width() + kApart : 0;
  centre(m_speedLabel, speeds - label, label, height());
  centre(m_time, c.rtoLeft, speeds - label - c.rtoLeft - 4, height());
}

void TransportRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layOut();
}

void TransportRow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) layOut();
}

}  // namespace nines
