#include "findings/profile_strip.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "findings/explanation_view.h"
#include "theme/dialog_room.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMargin = 16;
constexpr int kWidth = 600;
constexpr int kLeastHeight = 200;
constexpr int kMostHeight = 640;  // what is longer scrolls

}  // namespace

ProfileStrip::ProfileStrip(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("profileStrip"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 4, 10, 4);
  layout->setSpacing(8);
  m_text = new QLabel(this);
  m_text->setTextFormat(Qt::PlainText);
  m_text->setFont(uiFont(metrics::kText));
  m_text->setMinimumWidth(1);
  m_details = new QPushButton(tr("Details"), this);
  auto* close = new QPushButton(tr("Close"), this);
  connect(m_details, &QPushButton::clicked, this, &ProfileStrip::showDetails);
  connect(close, &QPushButton::clicked, this, &QWidget::hide);
  layout->addWidget(m_text, 1);
  for (QPushButton* button : {m_details, close}) {
    button->setFixedHeight(metrics::kChip);
    button->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(button);
  }
  hide();
}

QString ProfileStrip::text() const { return m_text->text(); }

void ProfileStrip::tell(const QString& from, const QString& to, ProfileChange change) {
  m_title = tr("%1 instead of %2").arg(to, from);
  m_change = std::move(change);
  const QString text = QStringLiteral("%1: %2").arg(m_title, profileChangeSummary(m_change));
  m_text->setText(text);
  m_text->setToolTip(text);
  m_details->setVisible(!m_change.isEmpty());
  show();
}

void ProfileStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), themeColour(Token::accentSoft));
}

void ProfileStrip::showDetails() {
  auto* dialog = new QDialog(window());
  dialog->setObjectName(QStringLiteral("profileChange"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(m_title);
  auto* layout = new QVBoxLayout(dialog);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  auto* words = new ExplanationView(m_title, dialog);
  words->tell(profileChangeHtml(m_change));
  layout->addWidget(words);
  auto* close = new QPushButton(tr("Close"), dialog);
  close->setDefault(true);
  connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
  layout->addWidget(close, 0, Qt::AlignRight);
  const int height = words->heightFor(kWidth - 2 * kMargin) + close->sizeHint().height() + 3 * kMargin;
  const int most = std::min(kMostHeight, dialogRoom(*dialog).height());
  dialog->resize(kWidth, std::clamp(height, std::min(kLeastHeight, most), most));
  dialog->open();
}

}  // namespace nines
