#include "inspector/design_form.h"

#include <QLabel>
#include <QVBoxLayout>

#include "inspector/field_combo.h"
#include "inspector/field_row.h"
#include "inspector/section.h"
#include "inspector/typed_line.h"
#include "semantics/resource.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

DesignTotals totalsOf(const Design& design) {
  DesignTotals totals;
  totals.links = static_cast<int>(design.linkCount());
  for (NodeIndex i = 0; i < design.nodeCount(); ++i) {
    if (isResource(design, i)) ++totals.resources;
    else if (design.has(i, trait::kWorkload)) ++totals.workloads;
  }
  return totals;
}

DesignForm::DesignForm(Document* document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_name(new TypedLine(this)),
      m_profile(new FieldCombo(this)),
      m_resources(new QLabel(this)),
      m_workloads(new QLabel(this)),
      m_links(new QLabel(this)),
      m_profileHelp(new MutedLabel(this)) {
  build();
  connect(m_name, &TypedLine::finished, this, [this](const QString& text) {
    m_name->setModified(false);
    submit({tr("Name design").toStdString(), {SetDesignName{text.trimmed().toStdString()}}});
  });
  connect(m_profile, &QComboBox::activated, this, [this](int index) {
    const std::string id = m_profile->itemData(index).toString().toStdString();
    const auto design = m_document->design();
    if (design && design->topology().profile != id) submit({tr("Choose rule profile").toStdString(), {SetProfile{id}}});
  });
}

void DesignForm::build() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 8);
  layout->setSpacing(0);
  auto* section = new Section(tr("Design"), false, this);
  section->hideLine();  // below the one of the dock's title
  layout->addWidget(section);
  m_name->setAccessibleName(tr("Name of the design"));
  section->add(makePlainRow(tr("Name"), m_name, section));
  for (const Profile& profile : Profiles::shipped().all())
    m_profile->addItem(toQString(profile.label), toQString(profile.id));
  m_profile->setAccessibleName(tr("Rule profile"));
  section->add(makePlainRow(tr("Rule profile"), m_profile, section));
  m_profileHelp->setWordWrap(true);
  m_profileHelp->setFont(uiFont(metrics::kHeaderText));
  section->add(makePlainRow(QString(), m_profileHelp, section));
  const std::pair<QString, QLabel*> totals[] = {
      {tr("Resources"), m_resources}, {tr("Workloads"), m_workloads}, {tr("Links"), m_links}};
  for (const auto& [label, value] : totals) section->add(makePlainRow(label, value, section));
  layout->addStretch(1);
}

void DesignForm::refresh() {
  const auto design = m_document->design();
  m_name->showText(QString::fromStdString(design->topology().name));
  const QString id = toQString(design->topology().profile);
  int index = m_profile->findData(id);
  if (index < 0) {
    // A newer program's profile stays chosen until another one is.
    m_profile->addItem(id, id);
    index = m_profile->count() - 1;
  }
  if (m_profile->currentIndex() != index) m_profile->setCurrentIndex(index);
  m_profile->setDisplay(m_profile->itemText(index), false);
  const bool known = design->profile().id == design->topology().profile;
  m_profileHelp->setText(
      known ? tr("AWS has changed limits over time. The profile says by which ones the design is judged.")
            : tr("This version does not know the profile. It judges the design by %1, and keeps the profile until "
                 "another is chosen.")
                  .arg(toQString(design->profile().label)));
  const DesignTotals totals = totalsOf(*design);
  m_resources->setText(QString::number(totals.resources));
  m_workloads->setText(QString::number(totals.workloads));
  m_links->setText(QString::number(totals.links));
  for (QWidget* editor : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_profile)})
    editor->setEnabled(!m_document->isReadOnly());
}

void DesignForm::setFallbackName(const QString& name) { m_name->setPlaceholderText(name); }

void DesignForm::commitPending() { m_name->commitPending(); }

void DesignForm::submit(const Edit& edit) {
  QString why;
  if (m_document->submit(edit, &why)) return;
  emit notice(why);
  refresh();
}

}  // namespace nines
