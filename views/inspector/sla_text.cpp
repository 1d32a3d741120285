#include "inspector/sla_text.h"

#include <QCoreApplication>

#include "charts/figures.h"
#include "rules/explanation.h"
#include "support/format.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Inspector", text); }

QString sourceHtml(const Source& source) {
  QString text = QStringLiteral("%1, %2").arg(toQString(source.text), toQString(source.date)).toHtmlEscaped();
  const std::string_view address = addressOf(source.text, source.date);
  if (address.empty()) return text;
  return QStringLiteral("<a href=\"%1\" style=\"color: %2; text-decoration: none\">%3</a>")
      .arg(toQString(address).toHtmlEscaped(), themeColour(Token::accent).name(), text);
}

}  // namespace

QString slaHtml(const StoreEstimate& store) {
  if (!store.sla) return {};
  QString rest = tr("%1, %2 a year")
                     .arg(toQString(store.configuration).toHtmlEscaped(), durationText(downtimePerYear(*store.sla)));
  if (!store.source.text.empty()) rest += tr("<br>Source: %1").arg(sourceHtml(store.source));
  return tr("<b>SLA %1</b> %2")
      .arg(percentText(*store.sla),
           QStringLiteral("<span style=\"color: %1\">%2</span>").arg(themeColour(Token::muted).name(), rest));
}

}  // namespace nines
