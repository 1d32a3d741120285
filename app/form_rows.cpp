#include "form_rows.h"

#include <QFormLayout>
#include <QLabel>

#include "theme/metrics.h"

namespace nines {

namespace {
constexpr int kLabel = 84;  // px, so that fields stand in one line whichever rows are shown
}

void addFieldRow(QFormLayout* form, const QString& label, QWidget* field) {
  field->setFixedHeight(metrics::kField);
  field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
  auto* name = new QLabel(label, field->parentWidget());
  name->setBuddy(field);
  name->setMinimumWidth(kLabel);
  form->addRow(name, field);
}

}  // namespace nines
