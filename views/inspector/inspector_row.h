// What rows of the inspector have in common: a label of one width, and findings below.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "rules/finding.h"

class QBoxLayout;
class QLabel;
class QVBoxLayout;

namespace nines {

class InspectorRow : public QWidget {
  Q_OBJECT

 public:
  explicit InspectorRow(QWidget* parent);

  // Boxes to stand below the row, worst first; the row owns them.
  void setMessages(const std::vector<QWidget*>& messages, std::optional<Severity> worst);

 protected:
  // The row itself, above its messages.
  void addLine(QBoxLayout* line);
  // Colours the border of what the row shows; nothing: no finding.
  virtual void showSeverity(std::optional<Severity> worst) = 0;

 private:
  QVBoxLayout* m_layout;
  std::vector<QWidget*> m_messages;
};

// Colours the border of a widget that is painted as a field; nothing: no finding.
void setFieldSeverity(QWidget& field, std::optional<Severity> severity);

QLabel* makeRowLabel(const QString& text, QWidget* parent);

// A row of label and any widget, aligned with the fields.
QWidget* makePlainRow(const QString& label, QWidget* content, QWidget* parent);

}  // namespace nines
