// What the forms of an export have in common: rows with a label, and choices that come back the next time.
#pragma once

#include <QSettings>
#include <QString>
#include <QVariant>

class QFormLayout;
class QWidget;

namespace nines {

// At the end of the form: as high as fields are, with its label's key and name.
void addFieldRow(QFormLayout* form, const QString& label, QWidget* field);

inline QVariant recalled(const char* key, const QVariant& otherwise) {
  return QSettings().value(QLatin1String(key), otherwise);
}
inline void keep(const char* key, const QVariant& value) { QSettings().setValue(QLatin1String(key), value); }

}  // namespace nines
