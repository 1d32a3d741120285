#include "inspector/field_row.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kAction = 26;
constexpr int kNoAction = 4;
constexpr int kLabelGap = 4;

QLabel* makeLabel(const QString& text, QWidget* parent) {
  auto* label = new MutedLabel(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setFixedWidth(metrics::kInspectorLabel + kLabelGap);
  label->setContentsMargins(0, 0, kLabelGap, 0);
  label->setMinimumHeight(metrics::kField);
  return label;
}

// What the property is once it is cleared.
QString afterClearing(const PropertySchema& schema, bool drawn, const Design& design) {
  if (drawn) return FieldRow::tr("the drawn standby counts then");
  if (!schema.fallbackFrom.empty()) return FieldRow::tr("it follows another property then");
  if (!schema.fallback) return FieldRow::tr("it is unknown then");
  return FieldRow::tr("%1 is assumed then").arg(valueText(schema, *schema.fallback, design, QLocale()));
}

}  // namespace

FieldRow::FieldRow(const PropertySchema& schema, bool multiline, QWidget* parent)
    : QWidget(parent), m_schema(&schema), m_action(new QToolButton(this)), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(4);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(0);
  auto* label = makeLabel(toQString(schema.label), this);
  m_editor = makeEditor(schema, multiline, this);
  label->setBuddy(m_editor->field());
  m_editor->field()->setAccessibleName(toQString(schema.label));
  m_editor->field()->setAccessibleDescription(toQString(schema.help));
  line->addWidget(label, 0, Qt::AlignTop);
  line->addWidget(m_editor, 1, Qt::AlignTop);
  line->addWidget(m_action, 0, Qt::AlignTop);
  m_layout->addLayout(line);
  buildAction();
  connect(m_editor, &FieldEditor::committed, this, &FieldRow::committed);
  connect(m_editor, &FieldEditor::memberCommitted, this, &FieldRow::memberCommitted);
}

void FieldRow::buildAction() {
  m_action->setAutoRaise(true);
  m_action->setFixedSize(kAction, metrics::kField);
  m_action->setIconSize({14, 14});
  QSizePolicy policy = m_action->sizePolicy();
  policy.setRetainSizeWhenHidden(true);  // fields stay aligned
  m_action->setSizePolicy(policy);
  connect(m_action, &QToolButton::clicked, this, [this] {
    if (m_state.anySet) emit committed(std::nullopt);
    else if (m_state.value) emit committed(m_state.value);
  });
}

void FieldRow::show(const FieldState& state, const Design& design) {
  m_state = state;
  m_editor->show(state, design);
  updateAction(design);
  setToolTip(helpToolTip(*m_schema, design, QLocale()));
}

void FieldRow::updateAction(const Design& design) {
  const QString label = toQString(m_schema->label);
  const bool drawn = m_state.state == FieldState::State::drawn;
  const bool canSet = !m_state.anySet && (drawn || m_state.state == FieldState::State::assumed);
  m_action->setVisible(canSet || m_state.anySet);
  if (m_state.anySet) {
    m_action->setText(QString());
    m_action->setIcon(themedIcon(QStringLiteral("x"), Token::muted, {14, 14}));
    m_action->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_action->setToolTip(tr("Clear: %1").arg(afterClearing(*m_schema, m_state.allDrawn, design)));
    m_action->setAccessibleName(tr("Clear %1").arg(label));
  } else if (canSet) {
    m_action->setIcon(QIcon());
    m_action->setText(tr("Set"));
    m_action->setToolButtonStyle(Qt::ToolButtonTextOnly);
    QPalette colours = m_action->palette();
    colours.setColor(QPalette::ButtonText, themeColour(Token::accent));
    m_action->setPalette(colours);
    m_action->setToolTip((drawn ? tr("Set what is drawn: %1") : tr("Set the assumed value: %1"))
                             .arg(stateText(m_state, design, QLocale())));
    m_action->setAccessibleName(tr("Set %1").arg(label));
  }
}

void FieldRow::setMessages(const std::vector<QWidget*>& messages, std::optional<Severity> worst) {
  for (QWidget* old : m_messages) {
    old->hide();
    old->deleteLater();
  }
  m_messages = messages;
  for (QWidget* message : m_messages) {
    m_layout->addWidget(message);
    message->show();  // a layout would show it only when control is back in the event loop
  }
  m_editor->setSeverity(worst);
}

QWidget* makePlainRow(const QString& label, QWidget* content, RowEnd end, QWidget* parent) {
  auto* row = new QWidget(parent);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, end == RowEnd::action ? kAction : kNoAction, 0);
  line->setSpacing(0);
  line->addWidget(makeLabel(label, row), 0, Qt::AlignTop);
  line->addWidget(content, 1);
  return row;
}

}  // namespace nines
