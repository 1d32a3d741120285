#include "inspector/derived_row.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QVariant>
#include <algorithm>

#include "inspector/field_button.h"
#include "inspector/field_combo.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/style.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

using Look = DerivedKind::Look;

constexpr qsizetype kMostLinks = 8;

}  // namespace

DerivedRow::DerivedRow(const DerivedKind& kind, QWidget* parent) : InspectorRow(parent), m_kind(kind) {
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, kRowAction, 0);
  line->setSpacing(6);
  const QString label = QCoreApplication::translate("Inspector", kind.label);
  QLabel* name = makeRowLabel(label, this);
  QWidget* content = makeContent();
  content->setAccessibleName(label);
  name->setBuddy(content);
  auto* labelled = new QHBoxLayout;
  labelled->setSpacing(0);
  labelled->addWidget(name, 0, Qt::AlignTop);
  labelled->addWidget(content, 1);
  line->addLayout(labelled, 1);
  if (m_end) line->addWidget(m_end, 0, Qt::AlignTop);
  addLine(line);
}

QWidget* DerivedRow::makeContent() {
  if (m_kind.look == Look::list) {
    m_combo = new FieldCombo(this);
    connect(m_combo, &QComboBox::activated, this, [this](int index) {
      const std::string id = m_combo->itemData(index).toString().toStdString();
      if (id != m_fact.chosen) emit chosen(id);
    });
    return m_combo;
  }
  if (m_kind.look == Look::button) {
    m_button = new FieldButton(tr("Edit…"), this);
    connect(m_button, &QAbstractButton::clicked, this, [this] {
      if (!m_fact.entries.empty()) emit selectAsked(m_fact.entries.front().ids);
    });
    return m_button;
  }
  m_text = new QLabel(this);
  m_text->setMinimumHeight(metrics::kField);
  m_text->setWordWrap(true);
  if (m_kind.look == Look::links) {
    m_text->setTextFormat(Qt::RichText);
    m_text->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_text, &QLabel::linkActivated, this, [this](const QString& link) {
      const auto at = static_cast<std::size_t>(link.mid(1).toULongLong());
      if (at < m_fact.entries.size()) emit selectAsked(m_fact.entries[at].ids);
    });
    return m_text;
  }
  m_text->setTextFormat(Qt::PlainText);
  m_end = new MutedLabel(QString(), this);
  m_end->setMinimumHeight(metrics::kField);
  return m_text;
}

void DerivedRow::show(const std::optional<DerivedFact>& fact) {
  setVisible(fact.has_value());
  if (!fact) return;
  m_fact = *fact;
  setToolTip(m_fact.fixedBy.isEmpty() ? m_fact.tip : m_fact.fixedBy);
  if (m_combo) showList();
  else if (m_button) m_button->setDisplay(m_fact.text, false);
  else if (m_kind.look == Look::links) showLinks();
  else m_text->setText(m_fact.text);
  if (m_button) m_button->setToolTip(m_fact.tip);
  if (!m_end) return;
  m_end->setText(m_fact.end);
  m_end->setVisible(!m_fact.end.isEmpty());
}

void DerivedRow::showLinks() {
  QStringList links;
  for (std::size_t i = 0; i < m_fact.entries.size() && links.size() < kMostLinks; ++i) {
    links << QStringLiteral("<a style=\"text-decoration: none\" href=\"#%1\">%2</a>")
                 .arg(i)
                 .arg(m_fact.entries[i].text.toHtmlEscaped());
  }
  const auto more = static_cast<qsizetype>(m_fact.entries.size()) - links.size();
  QString text = links.join(QStringLiteral(", "));
  if (more > 0) text += tr(" and %1 more").arg(more);
  if (m_text->text() != text) m_text->setText(text);
}

void DerivedRow::showList() {
  const auto& entries = m_fact.entries;
  bool same = m_combo->count() == static_cast<int>(entries.size());
  for (int i = 0; same && i < m_combo->count(); ++i) {
    const auto& entry = entries[static_cast<std::size_t>(i)];
    same = m_combo->itemText(i) == entry.text && m_combo->itemData(i).toString() == toQString(entry.ids.front());
  }
  if (!same) {
    m_combo->clear();
    for (const auto& entry : entries) m_combo->addItem(entry.text, toQString(entry.ids.front()));
  }
  const int index = m_combo->findData(toQString(m_fact.chosen));
  if (m_combo->currentIndex() != index) m_combo->setCurrentIndex(index);
  m_combo->setDisplay(m_combo->currentText(), false);
  m_combo->setEnabled(m_fact.fixedBy.isEmpty());
  m_combo->setAccessibleDescription(m_fact.fixedBy);
}

void DerivedRow::showSeverity(std::optional<Severity> worst) {
  QWidget* field = m_combo ? static_cast<QWidget*>(m_combo) : m_button;
  if (field) setFieldSeverity(*field, worst);
}

}  // namespace nines
