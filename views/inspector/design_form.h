// The inspector while nothing is selected: name, rule profile and totals of the design.
#pragma once

#include <QWidget>

#include "document.h"

class QLabel;

namespace nines {

class FieldCombo;
class TypedLine;

class DesignForm final : public QWidget {
  Q_OBJECT

 public:
  DesignForm(Document* document, QWidget* parent);

  void refresh();
  void commitPending();
  // What the design is called as long as nobody has named it.
  void setFallbackName(const QString& name);

 signals:
  void notice(const QString& text);

 private:
  void build();
  void submit(const Edit& edit);

  Document* m_document;
  TypedLine* m_name;
  FieldCombo* m_profile;
  QLabel* m_resources;
  QLabel* m_workloads;
  QLabel* m_links;
  QLabel* m_profileHelp;
};

struct DesignTotals {
  int resources = 0;  // services and servers: no locations, users or notes
  int workloads = 0;
  int links = 0;
};
DesignTotals totalsOf(const Design& design);

}  // namespace nines
