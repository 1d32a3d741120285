#include "inspector/field_row.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// What the property is once it is cleared.
QString afterClearing(const PropertySchema& schema, bool drawn, const Design& design) {
  if (drawn) return FieldRow::tr("the drawn standby counts then");
  if (!schema.fallbackFrom.empty()) return FieldRow::tr("it follows another property then");
  if (!schema.fallback) return FieldRow::tr("it is unknown then");
  return FieldRow::tr("%1 is assumed then").arg(valueText(schema, *schema.fallback, design, QLocale()));
}

}  // namespace

FieldRow::FieldRow(const PropertySchema& schema, bool multiline, QWidget* parent)
    : InspectorRow(parent), m_schema(&schema), m_action(new QToolButton(this)) {
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(0);
  auto* label = makeRowLabel(toQString(schema.label), this);
  m_editor = makeEditor(schema, multiline, this);
  label->setBuddy(m_editor->field());
  m_editor->field()->setAccessibleName(toQString(schema.label));
  m_editor->field()->setAccessibleDescription(toQString(schema.help));
  line->addWidget(label, 0, Qt::AlignTop);
  line->addWidget(m_editor, 1, Qt::AlignTop);
  line->addWidget(m_action, 0, Qt::AlignTop);
  addLine(line);
  buildAction();
  connect(m_editor, &FieldEditor::committed, this, &FieldRow::committed);
  connect(m_editor, &FieldEditor::memberCommitted, this, &FieldRow::memberCommitted);
}

void FieldRow::buildAction() {
  m_action->setAutoRaise(true);
  m_action->setFixedSize(kRowAction, metrics::kField);
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

}  // namespace nines
