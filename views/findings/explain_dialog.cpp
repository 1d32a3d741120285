#include "findings/explain_dialog.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

#include "findings/explanation_text.h"
#include "findings/explanation_view.h"
#include "findings/finding_actions.h"
#include "findings/finding_rows.h"
#include "findings/severity_words.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

constexpr int kMargin = 16;
constexpr int kSign = 20;
constexpr int kSpacing = 12;
constexpr int kWidth = 540;
constexpr int kLeastHeight = 320;
constexpr int kMostHeight = 680;  // what is longer scrolls
constexpr int kFrame = 40;        // what a window manager puts above and below
constexpr int kScrollBar = 8;

QString waiverOf(const Document& document, const Finding& finding) {
  const auto design = document.design();
  const auto report = document.report();
  return design && report ? activeWaiver(*report, *design, finding.key()) : QString();
}

QString severityName(const Finding& finding) {
  return finding.unknown ? ExplainDialog::tr("Info, for lack of a value") : severityWord(finding.severity);
}

}  // namespace

ExplainDialog::ExplainDialog(Document* document, Finding finding, QWidget* parent)
    : QDialog(parent), m_document(document), m_finding(std::move(finding)) {
  setWindowTitle(tr("Finding explained"));
  build();
  fill();
  fitHeight();
  m_text->setFocus(Qt::OtherFocusReason);
}

void ExplainDialog::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  layout->setSpacing(kSpacing);
  layout->addWidget(buildHeader());
  m_text = new ExplanationView(tr("Explanation"), this);
  layout->addWidget(m_text, 1);
  m_refusal = new QLabel(this);
  m_refusal->setTextFormat(Qt::PlainText);
  m_refusal->setWordWrap(true);
  m_refusal->hide();
  layout->addWidget(m_refusal);
  layout->addWidget(buildButtons());
}

QWidget* ExplainDialog::buildHeader() {
  auto* header = new QWidget(this);
  auto* line = new QHBoxLayout(header);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(10);
  m_sign = new QLabel(header);
  line->addWidget(m_sign, 0, Qt::AlignTop);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  auto* title = new QLabel(toQString(findRule(m_finding.rule)->title), header);
  title->setTextFormat(Qt::PlainText);
  title->setWordWrap(true);
  title->setFont(uiFont(metrics::kNameText, QFont::DemiBold));
  words->addWidget(title);
  const auto design = m_document->design();
  const QString severity = severityName(m_finding);
  const QString about =
      QStringLiteral("%1 · %2 · %3")
          .arg(waiverOf(*m_document, m_finding).isEmpty() ? severity : tr("%1, waived").arg(severity),
               toQString(m_finding.rule), design ? resourceNames(*design, m_finding.subjects) : QString());
  auto* second = new MutedLabel(about, header);
  second->setTextFormat(Qt::PlainText);
  second->setWordWrap(true);
  second->setFont(uiFont(metrics::kHeaderText));
  words->addWidget(second);
  line->addLayout(words, 1);
  return header;
}

QWidget* ExplainDialog::buildButtons() {
  auto* row = new QWidget(this);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(8);
  const FixAllOffer offer = fixAllOffer(*m_document, m_finding.rule);
  const bool open = m_finding.fixable && !m_document->isReadOnly();
  if (open) {
    auto* one = new QPushButton(tr("&Fix"), row);
    one->setAutoDefault(false);
    connect(one, &QPushButton::clicked, this, [this] { fix(false); });
    line->addWidget(one);
  }
  if (open && offer.count > 1) {
    auto* all = new QPushButton(tr("Fix &all %1 of this kind").arg(offer.count), row);
    all->setAutoDefault(false);
    connect(all, &QPushButton::clicked, this, [this] { fix(true); });
    line->addWidget(all);
  }
  line->addStretch(1);
  auto* close = new QPushButton(tr("Close"), row);
  close->setDefault(true);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  line->addWidget(close);
  return row;
}

void ExplainDialog::fill() {
  const Sign sign = waiverOf(*m_document, m_finding).isEmpty() ? signOf(m_finding.severity) : Sign::waived;
  m_sign->setPixmap(signIcon(sign).pixmap(QSize(kSign, kSign)));
  const auto design = m_document->design();
  const auto explanation = design ? explain(*design, m_finding) : std::nullopt;
  if (!explanation) return;
  ExplainedFix fix{correctionOf(*design, m_finding), {}};
  if (fix.edit) fix.refusal = fixRefusal(*design, m_finding, *fix.edit);
  m_text->tell(explanationHtml(*design, m_finding, *explanation, fix, waiverOf(*m_document, m_finding)));
}

// As high as its words need.
void ExplainDialog::fitHeight() {
  const int room = kWidth - 2 * kMargin - kScrollBar;
  int height = m_text->heightFor(room) + 2 * kMargin;
  for (int i = 0; i < layout()->count(); ++i) {
    const QWidget* part = layout()->itemAt(i)->widget();
    if (!part || part == m_text || part->isHidden()) continue;
    height +=
        kSpacing + (part->hasHeightForWidth() ? part->heightForWidth(kWidth - 2 * kMargin) : part->sizeHint().height());
  }
  // The text scrolls; the buttons below it have to be on the screen.
  const int most = std::min(kMostHeight, screen()->availableSize().height() - kFrame);
  resize(kWidth, std::clamp(height + kSpacing, std::min(kLeastHeight, most), most));
}

// Colours of rich text and signs are those of the theme that was current when they were made.
void ExplainDialog::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_text) fill();
}

void ExplainDialog::fix(bool all) {
  QString why;
  const bool done = all ? submitFixAll(*m_document, m_finding.rule, &why) : submitFix(*m_document, m_finding, &why);
  if (done && why.isEmpty()) {
    accept();
    return;
  }
  m_refusal->setText(why);
  m_refusal->show();
}

bool explainFinding(Document& document, const Finding& finding, QWidget* parent) {
  if (!findRule(finding.rule)) return false;
  auto* dialog = new ExplainDialog(&document, finding, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
  return true;
}

}  // namespace nines
