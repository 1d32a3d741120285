#include "inspector/inspector_panel.h"

#include <QApplication>
#include <QScrollArea>
#include <QVBoxLayout>

#include "findings/explain_dialog.h"
#include "inspector/design_form.h"
#include "inspector/finding_message.h"
#include "inspector/inspector_row.h"
#include "inspector/selection_form.h"

namespace nines {

InspectorPanel::InspectorPanel(Document* document, Selection* selection, QWidget* parent)
    : Panel(parent), m_document(document), m_selection(selection), m_scroll(new QScrollArea(this)) {
  setAccessibleName(tr("Inspector"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_scroll);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  connect(selection, &Selection::changed, this, [this] {
    // What is typed belongs to what was selected until now.
    commitPending();
    scheduleRefresh();
  });
  connect(document, &Document::changed, this, [this] { scheduleRefresh(); });
  connect(document, &Document::readOnlyChanged, this, [this] { scheduleRefresh(); });
  connect(document, &Document::reportChanged, this, [this] { scheduleRefresh(); });
}

void InspectorPanel::commitPending() {
  if (m_design) m_design->commitPending();
  if (m_fields) m_fields->commitPending();
}

bool InspectorPanel::explainFocused() {
  QWidget* at = QApplication::focusWidget();
  for (; at && isAncestorOf(at); at = at->parentWidget()) {
    const auto* message = qobject_cast<FindingMessage*>(at);
    if (!message && qobject_cast<InspectorRow*>(at)) {
      for (const FindingMessage* below : at->findChildren<FindingMessage*>()) {
        if (!message && below->isVisibleTo(at)) message = below;
      }
    }
    if (message) return explainFinding(*m_document, Finding(message->finding()), window());
  }
  return false;
}

void InspectorPanel::refresh() {
  const auto design = m_document->design();
  if (!design) return;
  if (targetOf(*design, m_selection->ids()).kind == InspectorTarget::Kind::none) showDesign();
  else showSelection(*design);
}

void InspectorPanel::replaceForm(QWidget* form) {
  // The old form may be the sender of what led here.
  if (QWidget* old = m_scroll->takeWidget()) {
    old->hide();
    old->deleteLater();
  }
  m_design = nullptr;
  m_fields = nullptr;
  m_scroll->setWidget(form);
}

void InspectorPanel::setFallbackName(const QString& name) {
  m_fallbackName = name;
  if (m_design) m_design->setFallbackName(name);
}

void InspectorPanel::showDesign() {
  if (!m_design) {
    auto* form = new DesignForm(m_document, nullptr);
    connect(form, &DesignForm::notice, this, &InspectorPanel::notice);
    form->setFallbackName(m_fallbackName);
    replaceForm(form);
    m_design = form;
  }
  m_design->refresh();
}

void InspectorPanel::showSelection(const Design& design) {
  InspectorTarget target = targetOf(design, m_selection->ids());
  if (!m_fields || !m_fields->fits(design, target)) {
    auto* form = new SelectionForm(m_document, m_selection, std::move(target), {m_folded, m_scene}, nullptr);
    connect(form, &SelectionForm::notice, this, &InspectorPanel::notice);
    connect(form, &SelectionForm::revealRequested, this, &InspectorPanel::revealRequested);
    replaceForm(form);
    m_fields = form;
  }
  m_fields->refresh();
}

}  // namespace nines
