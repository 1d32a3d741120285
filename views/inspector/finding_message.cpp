#include "inspector/finding_message.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "charts/local_figures.h"
#include "findings/finding_actions.h"
#include "rules/rulebook.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kSign = 16;

Token groundOf(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Token::errSoft;
    case Severity::warning:
      return Token::warnSoft;
    case Severity::info:
      break;
  }
  return Token::accentSoft;
}

QString ruleToolTip(const Finding& finding) {
  const Rule* rule = findRule(finding.rule);
  if (!rule) return {};
  QString text = QStringLiteral("<b>%1</b>").arg(toQString(rule->title).toHtmlEscaped());
  if (!rule->rationale.empty()) text += QStringLiteral("<br>") + toQString(rule->rationale).toHtmlEscaped();
  for (const RuleSource& source : rule->sources)
    text += QStringLiteral("<br>%1, %2").arg(toQString(source.text).toHtmlEscaped(), toQString(source.date));
  return text;
}

QLabel* makeLabel(const QString& html, QWidget* parent) {
  auto* label = new QLabel(html, parent);
  label->setTextFormat(Qt::RichText);
  label->setWordWrap(true);
  label->setFont(uiFont(metrics::kSmallText));
  return label;
}

}  // namespace

FindingMessage::FindingMessage(Document* document, const Finding& finding, QWidget* parent)
    : QFrame(parent), m_document(document), m_finding(finding) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8 + kSign + 6, 6, 8, 6);
  layout->setSpacing(2);
  const QString message = messageText(finding);
  auto* text = makeLabel(QStringLiteral("<b>%1</b> %2.").arg(toQString(finding.rule), message.toHtmlEscaped()), this);
  text->setToolTip(ruleToolTip(finding));
  layout->addWidget(text);
  m_links = makeLabel({}, this);
  m_links->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  m_links->installEventFilter(this);
  layout->addWidget(m_links);
  showActions();
  connect(document, &Document::readOnlyChanged, this, &FindingMessage::showActions);
  setAccessibleName(tr("%1: %2").arg(toQString(toText(finding.severity)), message));
  connect(m_links, &QLabel::linkActivated, this, [this](const QString& link) {
    if (link == QLatin1String("#fix")) emit fixRequested(m_finding);
    else if (link == QLatin1String("#explain")) emit explainRequested(m_finding);
    else emit waiveRequested(m_finding);
  });
}

void FindingMessage::showActions() { m_links->setText(actions()); }

// Made when somebody asks for it: what speaks against a fix is found by trying it out.
bool FindingMessage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_links && event->type() == QEvent::ToolTip) {
    const auto design = m_document->design();
    if (m_document->isReadOnly()) m_links->setToolTip(tr("The design is read-only during a drill."));
    else m_links->setToolTip(design ? fixToolTip(*design, m_finding) : QString());
  }
  return QFrame::eventFilter(watched, event);
}

// What would change the design is no link while the design is read-only.
QString FindingMessage::actions() const {
  QStringList links;
  const bool readOnly = m_document->isReadOnly();
  const auto link = [readOnly](const char* target, const QString& text) {
    if (readOnly && qstrcmp(target, "explain") != 0)
      return QStringLiteral("<span style=\"color: %1\">%2</span>")
          .arg(themeColour(Token::faint).name(), text.toHtmlEscaped());
    return QStringLiteral("<a style=\"text-decoration: none\" href=\"#%1\">%2</a>")
        .arg(QLatin1String(target), text.toHtmlEscaped());
  };
  const auto design = m_document->design();
  const auto edit = design && m_finding.fixable ? proposedFix(*design, m_finding) : std::nullopt;
  if (edit) links << link("fix", edit->label.empty() ? tr("Fix") : toQString(edit->label));
  links << link("waive", tr("Waive…"));
  if (findRule(m_finding.rule)) links << link("explain", tr("Explain…"));
  return links.join(QStringLiteral("&nbsp;&nbsp; "));
}

void FindingMessage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(themeColour(groundOf(m_finding.severity)));
  painter.drawRoundedRect(rect(), metrics::kFieldRadius, metrics::kFieldRadius);
  paintSign(painter, QRectF(8, 7, kSign, kSign), signOf(m_finding.severity));
}

}  // namespace nines
