#include "inspector/selection_form.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "inspector/derived_row.h"
#include "inspector/field_row.h"
#include "inspector/form_findings.h"
#include "inspector/inspector_header.h"
#include "inspector/section.h"
#include "inspector/sla_text.h"
#include "inspector/switch_editor.h"
#include "inspector/typed_line.h"
#include "layout/locks.h"
#include "layout/standbys.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

using TargetKind = InspectorTarget::Kind;

bool isAnnotation(const Design& design, const InspectorTarget& target) {
  return target.kind == TargetKind::nodes && design.has(design.indexOf(target.ids.front()), trait::kAnnotation);
}

// What the form of a single link says of its ends: ids and names; empty for anything else.
QStringList endsOf(const Design& design, const InspectorTarget& target) {
  if (target.kind != TargetKind::links || target.ids.size() != 1) return {};
  const LinkIndex link = design.linkIndexOf(target.ids.front());
  QStringList out;
  for (const NodeIndex end : {design.from(link), design.to(link)}) {
    const std::string& id = design.node(end).id;
    out << toQString(id) << placedName(design, id);
  }
  return out;
}

}  // namespace

SelectionForm::SelectionForm(Document* document, Selection* selection, InspectorTarget target, Shared shared,
                             QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_selection(selection),
      m_target(std::move(target)),
      m_shared(shared),
      m_layout(new QVBoxLayout(this)),
      m_header(new InspectorHeader(this)),
      m_general(new QWidget(this)) {
  m_layout->setContentsMargins(0, 0, 0, 8);
  m_layout->setSpacing(0);
  m_layout->addWidget(m_header);
  auto* general = new QVBoxLayout(m_general);
  general->setContentsMargins(12, 0, 12, 8);
  general->setSpacing(4);
  m_layout->addWidget(m_general);
  build(*document->design());
  m_layout->addStretch(1);
}

void SelectionForm::build(const Design& design) {
  if (m_target.kind == TargetKind::nodes && m_target.ids.size() == 1) addName();
  if (m_target.kind == TargetKind::links && m_target.ids.size() == 1) addEnds(design);
  const bool multiline = isAnnotation(design, m_target);
  const std::vector<FieldState> fields = fieldsOf(design, m_target);
  if (m_name) addDerived(design, "General", {});
  std::set<std::string> begun{"General"};
  for (const FieldState& field : fields) {
    if (m_name && begun.insert(field.schema->section).second) addDerived(design, field.schema->section, {});
    addRow(field, multiline);
    if (m_name) addDerived(design, field.schema->section, field.schema->key);
  }
  if (m_target.kind == TargetKind::nodes) addLock();
  if (m_target.kind == TargetKind::nodes && m_target.ids.size() == 1) addAvailability();
  if (!fields.empty() || m_name || m_target.ids.size() == 1) return;
  auto* none = new QLabel(tr("These have no fields in common."), this);
  none->setContentsMargins(12, 8, 12, 8);
  none->setWordWrap(true);
  m_layout->addWidget(none);
}

Section* SelectionForm::section(const QString& title) {
  for (Section* s : m_sections) {
    if (s->title() == title) return s;
  }
  auto* added = new Section(title, m_shared.folded.contains(title), this);
  connect(added, &Section::foldedChanged, this, [this, title](bool folded) {
    if (folded) m_shared.folded.insert(title);
    else m_shared.folded.erase(title);
  });
  m_layout->addWidget(added);
  m_sections.push_back(added);
  return added;
}

void SelectionForm::addName() {
  Section* general = section(tr("General"));
  m_name = new TypedLine(general);
  m_name->setAccessibleName(tr("Name"));
  general->add(makePlainRow(tr("Name"), m_name, general));
  connect(m_name, &TypedLine::finished, this, [this](const QString& text) {
    m_name->setModified(false);
    submit({tr("Rename").toStdString(), {RenameNode{m_target.ids.front(), text.trimmed().toStdString()}}});
  });
}

void SelectionForm::addEnds(const Design& design) {
  m_ends = endsOf(design, m_target);
  Section* general = section(tr("General"));
  const LinkIndex link = design.linkIndexOf(m_target.ids.front());
  const std::pair<QString, NodeIndex> ends[] = {{tr("From"), design.from(link)}, {tr("To"), design.to(link)}};
  for (const auto& [label, node] : ends) {
    const QString text = placedName(design, design.node(node).id).toHtmlEscaped();
    auto* end =
        new QLabel(QStringLiteral("<a style=\"text-decoration: none\" href=\"#end\">%1</a>").arg(text), general);
    end->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    end->setMinimumHeight(metrics::kField);
    end->setWordWrap(true);
    end->setToolTip(tr("Select it"));
    connect(end, &QLabel::linkActivated, this, [this, id = design.node(node).id] { m_selection->set({id}); });
    general->add(makePlainRow(label, end, general));
  }
}

void SelectionForm::addRow(const FieldState& field, bool multiline) {
  const QString title = toQString(field.schema->section);
  Section* part = section(title.isEmpty() ? tr("General") : title);
  auto* row = new FieldRow(*field.schema, multiline, part);
  part->add(row);
  m_rows.push_back(row);
  // The catalogue outlives the form, and with it the schema.
  connect(row, &FieldRow::committed, this, [this, schema = field.schema](const std::optional<Value>& value) {
    if (const auto design = m_document->design()) submit(propertyEdit(*design, m_target, *schema, value));
  });
  connect(row, &FieldRow::memberCommitted, this,
          [this, schema = field.schema](const std::string& member, const std::optional<Value>& value) {
            if (const auto design = m_document->design()) submit(memberEdit(*design, m_target, *schema, member, value));
          });
}

void SelectionForm::addDerived(const Design& design, std::string_view section, std::string_view after) {
  const Kind* kind = design.kind(design.indexOf(m_target.ids.front()));
  if (!kind) return;
  for (const DerivedKind& derived : derivedKinds()) {
    if (derived.section == section && derived.after == after && derived.concerns(*kind)) addDerivedRow(derived);
  }
}

void SelectionForm::addDerivedRow(const DerivedKind& kind) {
  Section* part = section(QString::fromUtf8(kind.section));
  auto* row = new DerivedRow(kind, part);
  part->add(row);
  m_derived.push_back(row);
  connect(row, &DerivedRow::chosen, this, [this, &kind](const std::string& value) { choose(kind, value); });
  connect(row, &DerivedRow::switched, this, [this, &kind](bool on) {
    const auto design = m_document->design();
    const NodeIndex node = design->indexOf(m_target.ids.front());
    if (node != kNone) submit(kind.toggle(*design, node, on));
  });
  connect(row, &DerivedRow::selectAsked, this, [this](const std::vector<std::string>& ids) {
    QStringList revealed;
    for (const std::string& id : ids) revealed << toQString(id);
    m_selection->set({ids.begin(), ids.end()});
    emit revealRequested(revealed);
  });
}

// What moves cards is held to the rules of gestures: locks refuse it, also by way of a standby that would go along.
void SelectionForm::choose(const DerivedKind& kind, const std::string& value) {
  const auto design = m_document->design();
  const NodeIndex node = design->indexOf(m_target.ids.front());
  const NodeIndex wanted = design->indexOf(value);
  if (node == kNone || wanted == kNone) return;
  const Edit edit = kind.choose(*design, node, wanted);
  QString why;
  if (placing::hasLocks(*design)) why = toQString(placing::lockRefusal(*design, withStandbys(*design, edit)));
  if (why.isEmpty()) return submit(edit);
  emit notice(why);
  refresh();
}

void SelectionForm::showDerived(const std::shared_ptr<const Design>& design) {
  m_shared.scene.setDesign(design);
  const NodeIndex node = design->indexOf(m_target.ids.front());
  for (DerivedRow* row : m_derived) row->show(row->kind().read(m_shared.scene, node), *design);
}

void SelectionForm::addLock() {
  Section* general = section(tr("General"));
  m_lock = new SwitchEditor(general);
  m_lock->field()->setAccessibleName(tr("Locked"));
  const QString help = tr("Gestures on the canvas neither move, resize, rename nor delete it.");
  m_lock->field()->setAccessibleDescription(help);
  m_lockRow = makePlainRow(tr("Locked"), m_lock, general);
  m_lockRow->setToolTip(QStringLiteral("<b>%1</b><br>%2").arg(tr("Locked"), help));
  general->add(m_lockRow);
  connect(m_lock, &SwitchEditor::committed, this, [this](const std::optional<Value>& value) {
    const bool* on = value ? value->asBool() : nullptr;
    const auto design = m_document->design();
    std::vector<NodeIndex> nodes;
    for (const std::string& id : m_target.ids) {
      if (const NodeIndex i = design->indexOf(id); i != kNone) nodes.push_back(i);
    }
    if (on) submit(placing::setLocked(*design, nodes, *on));
  });
}

void SelectionForm::showLock(const Design& design) {
  if (!m_lock) return;
  FieldState state;
  state.state = FieldState::State::set;
  for (const std::string& id : m_target.ids) {
    const Value locked(design.topology().nodes.find(id)->locked);
    if (state.value && *state.value != locked) state.state = FieldState::State::mixed;
    state.value = locked;
  }
  if (state.state == FieldState::State::mixed) state.value.reset();
  m_lock->show(state, design);
  // Locking is the canvas' business (Arrange, context menu). What is locked says so here and can be unlocked.
  const bool* on = state.value ? state.value->asBool() : nullptr;
  m_lockRow->setVisible(!on || *on);
}

void SelectionForm::addAvailability() {
  m_sla = new QLabel(this);
  m_sla->setTextFormat(Qt::RichText);
  m_sla->setOpenExternalLinks(true);
  m_sla->setWordWrap(true);
  m_sla->setFont(uiFont(metrics::kSmallText));
  m_sla->setContentsMargins(0, 2, 4, 2);
  m_sla->hide();
  const auto at = std::find_if(m_sections.begin(), m_sections.end(),
                               [](const Section* s) { return s->title() == QLatin1String("Availability"); });
  Section* part = at != m_sections.end() ? *at : section(tr("General"));
  part->add(m_sla);
}

bool SelectionForm::fits(const Design& design, const InspectorTarget& target) const {
  if (target != m_target || endsOf(design, target) != m_ends) return false;
  const std::vector<FieldState> fields = fieldsOf(design, target);
  return std::equal(fields.begin(), fields.end(), m_rows.begin(), m_rows.end(),
                    [](const FieldState& field, const FieldRow* row) { return field.schema == &row->schema(); });
}

void SelectionForm::refresh() {
  const auto design = m_document->design();
  // Another form replaces this one shortly where something of it has gone.
  if (targetOf(*design, {m_target.ids.begin(), m_target.ids.end()}) != m_target) return;
  m_header->show(*design, m_target);
  showName(*design);
  showLock(*design);
  const std::vector<FieldState> fields = fieldsOf(*design, m_target);
  for (std::size_t i = 0; i < fields.size() && i < m_rows.size(); ++i) m_rows[i]->show(fields[i], *design);
  showDerived(design);
  showFindings(*design);
  showRows(fields);
  showAvailability(*design);
  for (Section* part : m_sections) part->hideIfEmpty();
  const bool enabled = !m_document->isReadOnly();
  for (FieldRow* row : m_rows) row->setEnabled(enabled);
  for (DerivedRow* row : m_derived) row->setEnabled(enabled || !(row->kind().choose || row->kind().toggle));
  if (m_name) m_name->setEnabled(enabled);
  if (m_lock) m_lock->setEnabled(enabled);
}

// What nothing asks for is hidden, unless a finding speaks of it.
void SelectionForm::showRows(const std::vector<FieldState>& fields) {
  for (std::size_t i = 0; i < fields.size() && i < m_rows.size(); ++i) {
    const bool found = !m_findings.empty() && std::ranges::any_of(m_findings.back(), [&](const Finding& finding) {
      return finding.property == fields[i].schema->key;
    });
    m_rows[i]->setVisible(!fields[i].idle || found);
  }
}

void SelectionForm::showName(const Design& design) {
  const Node* node = m_name ? design.topology().nodes.find(m_target.ids.front()) : nullptr;
  if (!node) return;
  m_name->setPlaceholderText(toQString(node->id));
  m_name->showText(QString::fromStdString(node->name));
}

std::vector<Finding> SelectionForm::findingsFor(const DerivedRow& row, const Design& design,
                                                const Report& report) const {
  std::vector<Finding> out;
  if (row.kind().rules.empty() || row.isHidden()) return out;
  std::vector<std::string> about{m_target.ids.front()};
  for (const NodeIndex node : row.kind().about(design, design.indexOf(m_target.ids.front())))
    about.push_back(design.node(node).id);
  out = openFindings(report, about, row.kind().rules);
  // What concerns a property stands by that.
  std::erase_if(out, [](const Finding& finding) { return !finding.property.empty(); });
  return out;
}

void SelectionForm::showMessages(InspectorRow& row, const std::vector<Finding>& findings) {
  std::vector<QWidget*> messages;
  std::optional<Severity> worst;
  for (const Finding& finding : findings) {
    messages.push_back(makeMessage(finding));
    if (!worst || finding.severity > *worst) worst = finding.severity;
  }
  row.setMessages(messages, worst);
}

void SelectionForm::showFindings(const Design& design) {
  const auto report = m_document->report();
  const bool single = m_target.kind == TargetKind::nodes && m_target.ids.size() == 1;
  std::vector<std::vector<Finding>> findings(m_derived.size() + 1);
  std::vector<Finding>& own = findings.back();
  if (report && single) own = openFindings(*report, m_target.ids, {});
  for (std::size_t i = 0; report && i < m_derived.size(); ++i) {
    findings[i] = findingsFor(*m_derived[i], design, *report);
    // Each stands in one place.
    std::erase_if(own, [&](const Finding& f) { return std::ranges::find(findings[i], f) != findings[i].end(); });
  }
  if (findings == m_findings && m_general->isVisibleTo(this) == !m_generalMessages.empty()) return;
  m_findings = std::move(findings);
  for (std::size_t i = 0; i < m_derived.size(); ++i) showMessages(*m_derived[i], m_findings[i]);
  for (QWidget* old : m_generalMessages) {
    old->hide();
    old->deleteLater();
  }
  m_generalMessages.clear();
  std::vector<Finding> general = m_findings.back();
  for (FieldRow* row : m_rows) {
    std::vector<Finding> here;
    for (const Finding& finding : m_findings.back()) {
      if (finding.property == row->schema().key) here.push_back(finding);
    }
    showMessages(*row, here);
    std::erase_if(general, [&](const Finding& finding) { return finding.property == row->schema().key; });
  }
  for (const Finding& finding : general) {
    m_generalMessages.push_back(makeMessage(finding));
    m_general->layout()->addWidget(m_generalMessages.back());
    m_generalMessages.back()->show();
  }
  m_general->setVisible(!m_generalMessages.empty());
}

QWidget* SelectionForm::makeMessage(const Finding& finding) {
  return makeFindingMessage(m_document, finding, this, [this](const QString& why) { emit notice(why); });
}

void SelectionForm::showAvailability(const Design&) {
  if (!m_sla) return;
  const auto report = m_document->report();
  const StoreEstimate* store = nullptr;
  const std::optional<Estimates> none;
  const std::optional<Estimates>& estimates = report ? report->estimates : none;
  if (estimates) {
    for (const StoreEstimate& estimate : estimates->stores) {
      if (estimate.id == m_target.ids.front()) store = &estimate;
    }
  }
  m_sla->setVisible(store && store->sla);
  if (!store || !store->sla) return;
  const QString text = slaHtml(*store);
  if (m_sla->text() == text) return;
  m_sla->setText(text);
  // Without a link it takes no focus.
  const bool linked = text.contains(QLatin1String("<a "));
  m_sla->setTextInteractionFlags(linked ? Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard
                                        : Qt::NoTextInteraction);
}

void SelectionForm::commitPending() {
  if (m_name) m_name->commitPending();
  for (FieldRow* row : m_rows) row->editor()->commitPending();
}

void SelectionForm::submit(const Edit& edit) {
  if (edit.empty()) return;
  QString why;
  if (!m_document->submit(edit, &why)) {
    emit notice(why);
    refresh();
  }
}

}  // namespace nines
