#include "inspector/field_editor.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVariant>
#include <cassert>

#include "inspector/check_list_editor.h"
#include "inspector/choice_editor.h"
#include "inspector/inspector_row.h"
#include "inspector/lifecycle_editor.h"
#include "inspector/line_editor.h"
#include "inspector/outage_targets_editor.h"
#include "inspector/quantity.h"
#include "inspector/switch_editor.h"
#include "inspector/text_editor.h"
#include "inspector/value_text.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

void FieldEditor::setSeverity(std::optional<Severity> severity) { setFieldSeverity(*field(), severity); }

void FieldEditor::setEndRoom(int room) {
  if (field()->property(kEndRoom).toInt() == room) return;
  field()->setProperty(kEndRoom, room);
  field()->update();
}

FieldEditor* makeEditor(const PropertySchema& schema, bool multiline, QWidget* parent) {
  switch (schema.type) {
    case PropertyType::boolean:
      return new SwitchEditor(parent);
    case PropertyType::choice:
    case PropertyType::node:
      return new ChoiceEditor(parent);
    case PropertyType::choiceList:
    case PropertyType::nodeList:
      return new CheckListEditor(parent);
    case PropertyType::outageTargets:
      return new OutageTargetsEditor(parent);
    case PropertyType::lifecycle:
      return new LifecycleEditor(parent);
    case PropertyType::text:
      if (multiline) return new TextEditor(parent);
      break;
    case PropertyType::integer:
    case PropertyType::number:
      if (!schema.steps.empty()) return new ChoiceEditor(parent);
      break;
    case PropertyType::textList:
    case PropertyType::integerList:
      break;
  }
  return new LineEditor(parent);
}

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Inspector", text); }

// What people are asked for where nothing is known.
QString invitation(const PropertySchema& schema) {
  switch (schema.type) {
    case PropertyType::boolean:
      return tr("On or off?");
    case PropertyType::lifecycle:
      return tr("Add rules…");
    case PropertyType::outageTargets:
      return tr("Enter a duration");
    case PropertyType::text:
      return tr("Enter a value");
    case PropertyType::textList:
    case PropertyType::integerList:
      return tr("Enter values");
    case PropertyType::integer:
    case PropertyType::number:
      if (!schema.steps.empty()) break;
      if (isFraction(schema)) return tr("Enter a share");
      if (schema.unit.empty()) return tr("Enter a number");
      return schema.unit == "s" ? tr("Enter a duration") : tr("Enter %1").arg(toQString(schema.unit));
    case PropertyType::choice:
    case PropertyType::choiceList:
    case PropertyType::node:
    case PropertyType::nodeList:
      break;
  }
  return tr("Choose…");
}

}  // namespace

QString stateText(const FieldState& state, const Design& design, const QLocale& locale) {
  switch (state.state) {
    case FieldState::State::set:
    case FieldState::State::assumed:
    case FieldState::State::drawn:
      assert(state.value);
      return valueText(*state.schema, *state.value, design, locale);
    case FieldState::State::mixed:
      return tr("Mixed");
    case FieldState::State::unknown:
      break;
  }
  return invitation(*state.schema);
}

QLabel* makeAdvice(QWidget* parent) {
  auto* advice = new MutedLabel(QString(), parent);
  advice->setWordWrap(true);
  advice->setTextFormat(Qt::PlainText);
  advice->setFont(uiFont(metrics::kHeaderText));
  advice->hide();
  return advice;
}

void showAdvice(QLabel& label, const QString& advice) {
  if (advice != label.text()) label.setText(advice);
  label.setVisible(!advice.isEmpty());
}

QString assumedText() { return tr("assumed"); }

bool isMuted(const FieldState& state) {
  return state.state != FieldState::State::set && state.state != FieldState::State::drawn;
}

}  // namespace nines
