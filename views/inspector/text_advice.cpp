#include "inspector/text_advice.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

#include "catalogue/instance_classes.h"
#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Inspector", text); }

QStringList valuesOf(const Suggestions& offered) {
  QStringList out;
  for (const std::string& value : offered.values) out << toQString(value);
  return out;
}

// "db.r6g.large": service, family, size. What AWS appends for some engines (".tpc2.mem4x") comes after these.
QString classAdvice(const QString& text, const QStringList& known) {
  const QString service = known.last().section(QLatin1Char('.'), 0, 0);
  const QStringList parts = text.split(QLatin1Char('.'));
  if (instanceClass(text.toStdString()) && parts.front() == service)
    return tr("AWS has no %1 for this kind of resource.").arg(text);
  if (parts.size() < 3 || parts.front() != service || parts.contains(QString()))
    return tr("A class is written like %1.")
        .arg(known.last().section(QLatin1Char('.'), 0, 1) + QStringLiteral(".large"));
  const QString family = parts[0] + QLatin1Char('.') + parts[1];
  const QStringList sizes =
      known.filter(QRegularExpression(QLatin1Char('^') + QRegularExpression::escape(family) + QStringLiteral("\\.")));
  if (sizes.isEmpty()) return tr("No class that Nines knows: its size counts as unknown.");
  if (parts.size() > 3 && sizes.contains(parts.mid(0, 3).join(QLatin1Char('.')))) return {};
  const auto size = [](const QString& name) { return name.section(QLatin1Char('.'), 2); };
  if (sizes.size() == 1) return tr("%1 comes as %2 only.").arg(family, size(sizes.front()));
  return tr("%1 comes from %2 to %3.").arg(family, size(sizes.front()), size(sizes.last()));
}

}  // namespace

QString adviceOn(const QString& text, const Suggestions& offered) {
  const QStringList known = valuesOf(offered);
  if (text.isEmpty() || known.isEmpty() || known.contains(text)) return {};
  if (offered.classes) return classAdvice(text, known);
  const bool release =
      std::ranges::any_of(known, [&](const QString& version) { return text.startsWith(version + QLatin1Char('.')); });
  if (release) return {};
  return tr("Known are %1 (%2).").arg(known.join(QStringLiteral(", ")), toQString(offered.source.date));
}

}  // namespace nines
