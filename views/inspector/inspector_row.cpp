#include "inspector/inspector_row.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QVariant>

#include "theme/metrics.h"
#include "theme/muted_label.h"
#include "theme/style.h"

namespace nines {

namespace {

constexpr int kLabelGap = 4;

}  // namespace

InspectorRow::InspectorRow(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(4);
}

void InspectorRow::addLine(QBoxLayout* line) { m_layout->insertLayout(0, line); }

void InspectorRow::setMessages(const std::vector<QWidget*>& messages, std::optional<Severity> worst) {
  for (QWidget* old : m_messages) {
    old->hide();
    old->deleteLater();
  }
  m_messages = messages;
  for (QWidget* message : m_messages) {
    m_layout->addWidget(message);
    message->show();  // a layout would show it only when control is back in the event loop
  }
  showSeverity(worst);
}

void setFieldSeverity(QWidget& field, std::optional<Severity> severity) {
  QString text;
  if (severity == Severity::error) text = QStringLiteral("error");
  else if (severity == Severity::warning) text = QStringLiteral("warning");
  if (field.property(kFieldSeverity).toString() == text) return;
  field.setProperty(kFieldSeverity, text);
  field.update();
}

QLabel* makeRowLabel(const QString& text, QWidget* parent) {
  auto* label = new MutedLabel(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setFixedWidth(metrics::kInspectorLabel + kLabelGap);
  label->setContentsMargins(0, 0, kLabelGap, 0);
  label->setMinimumHeight(metrics::kField);
  return label;
}

QWidget* makePlainRow(const QString& label, QWidget* content, QWidget* parent) {
  auto* row = new QWidget(parent);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(0);
  line->addWidget(makeRowLabel(label, row), 0, Qt::AlignTop);
  line->addWidget(content, 1);
  return row;
}

}  // namespace nines
