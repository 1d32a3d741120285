#include "inspector/switch_editor.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

// People choose on or off; the third state only shows that neither is known.
class TwoChoiceBox final : public QCheckBox {
 public:
  using QCheckBox::QCheckBox;

 protected:
  void nextCheckState() override { setCheckState(checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked); }
};

Qt::CheckState checkState(const FieldState& state) {
  const bool* on = state.value ? state.value->asBool() : nullptr;
  if (!on) return Qt::PartiallyChecked;
  return *on ? Qt::Checked : Qt::Unchecked;
}

QString label(const FieldState& state) {
  switch (state.state) {
    case FieldState::State::mixed:
      return SwitchEditor::tr("Mixed");
    case FieldState::State::unknown:
      return SwitchEditor::tr("On or off?");
    case FieldState::State::drawn:
      return SwitchEditor::tr("On, by drawn standby");
    case FieldState::State::set:
    case FieldState::State::assumed:
      break;
  }
  const QString text = checkState(state) == Qt::Checked ? SwitchEditor::tr("On") : SwitchEditor::tr("Off");
  return state.state == FieldState::State::assumed ? SwitchEditor::tr("%1, assumed").arg(text) : text;
}

}  // namespace

SwitchEditor::SwitchEditor(QWidget* parent) : FieldEditor(parent), m_box(new TwoChoiceBox(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_box);
  m_box->setMinimumHeight(metrics::kField);
  setFocusProxy(m_box);
  connect(m_box, &QCheckBox::clicked, this, [this] { emit committed(Value(m_box->checkState() == Qt::Checked)); });
}

QWidget* SwitchEditor::field() { return m_box; }

void SwitchEditor::show(const FieldState& state, const Design&) {
  const Qt::CheckState shown = checkState(state);
  m_box->setTristate(true);
  if (m_box->checkState() != shown) m_box->setCheckState(shown);
  m_box->setText(label(state));
  // Off would change nothing as long as the standby is drawn.
  m_box->setEnabled(state.state != FieldState::State::drawn);
  QPalette colours = m_box->palette();
  colours.setColor(QPalette::WindowText, themeColour(isMuted(state) ? Token::muted : Token::text));
  m_box->setPalette(colours);
}

}  // namespace nines
