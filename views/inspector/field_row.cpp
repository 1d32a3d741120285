#include "inspector/field_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

#include "inspector/row_action.h"
#include "inspector/value_text.h"
#include "theme/text.h"

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
    : InspectorRow(parent), m_schema(&schema), m_editor(makeEditor(schema, multiline, this)) {
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(0);
  auto* label = makeRowLabel(toQString(schema.label), this);
  label->setBuddy(m_editor->field());
  m_editor->field()->setAccessibleName(toQString(schema.label));
  m_editor->field()->setAccessibleDescription(toQString(schema.help));
  line->addWidget(label, 0, Qt::AlignTop);
  line->addWidget(m_editor, 1, Qt::AlignTop);
  addLine(line);
  m_action = new RowAction(this, m_editor);
  m_editor->installEventFilter(this);
  connect(m_action, &QToolButton::clicked, this, [this] {
    if (m_state.anySet) emit committed(std::nullopt);
    else if (m_state.value) emit committed(m_state.value);
  });
  connect(m_editor, &FieldEditor::committed, this, &FieldRow::committed);
  connect(m_editor, &FieldEditor::memberCommitted, this, &FieldRow::memberCommitted);
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
  if (m_state.anySet) {
    m_action->setDoes(RowAction::Does::clear);
    m_action->setToolTip(tr("Clear: %1").arg(afterClearing(*m_schema, m_state.allDrawn, design)));
    m_action->setAccessibleName(tr("Clear %1").arg(label));
  } else if (canSet) {
    m_action->setDoes(RowAction::Does::set);
    m_action->setToolTip((drawn ? tr("Set what is drawn: %1") : tr("Set the assumed value: %1"))
                             .arg(stateText(m_state, design, QLocale())));
    m_action->setAccessibleName(tr("Set %1").arg(label));
  } else {
    m_action->setDoes(RowAction::Does::nothing);
  }
  m_editor->setEndRoom(m_action->room());
  placeAction();
}

void FieldRow::placeAction() {
  m_action->move(m_editor->width() - m_editor->endInset() - m_action->width(), 2);
  m_action->raise();
}

bool FieldRow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_editor && event->type() == QEvent::Resize) placeAction();
  return InspectorRow::eventFilter(watched, event);
}

void FieldRow::enterEvent(QEnterEvent* event) {
  InspectorRow::enterEvent(event);
  m_action->update();
}

void FieldRow::leaveEvent(QEvent* event) {
  InspectorRow::leaveEvent(event);
  m_action->update();
}

}  // namespace nines
