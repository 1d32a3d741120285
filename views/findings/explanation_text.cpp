#include "findings/explanation_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <utility>
#include <vector>

#include "charts/local_figures.h"
#include "findings/edit_words.h"
#include "findings/severity_words.h"
#include "theme/metrics.h"
#include "theme/text.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kMostChanges = 12;

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Explanation", text, nullptr, n); }

QString escaped(std::string_view text) { return toQString(text).toHtmlEscaped(); }

QString part(const QString& heading, const QString& body) {
  return QStringLiteral("<h4>%1</h4>%2").arg(heading.toHtmlEscaped(), body);
}

QString paragraph(const QString& html) { return QStringLiteral("<p>%1</p>").arg(html); }

QString sourceText(std::string_view text, std::string_view date) {
  const std::string_view address = addressOf(text, date);
  const QString name = escaped(text);
  return QStringLiteral("%1 (%2)").arg(
      address.empty() ? name : QStringLiteral("<a href=\"%1\">%2</a>").arg(escaped(address), name), escaped(date));
}

// A fact as people write it. Texts are no figures, versions among them.
QString factWords(const Value& value) {
  if (value.asNumber()) return localNumber(toQString(factText(value)));
  const Value::Array* list = value.asArray();
  if (!list || list->empty()) return toQString(factText(value));
  QStringList items;
  for (const Value& item : *list) items << factWords(item);
  return items.join(QStringLiteral(", "));
}

QString limitsPart(const Explanation& explanation) {
  if (explanation.limits.empty()) return {};
  const bool both =
      std::any_of(explanation.limits.begin(), explanation.limits.end(), [](const auto& l) { return l.theirs; });
  const auto cell = [](const QString& html, bool ours) {
    return QStringLiteral("<td class=\"%1\">%2</td>").arg(ours ? QStringLiteral("ours") : QStringLiteral("cell"), html);
  };
  QString rows;
  if (both) {
    rows = QStringLiteral("<tr><td></td><td class=\"head\">%1</td><td class=\"head\">%2</td></tr>")
               .arg(escaped(explanation.profile->label), escaped(explanation.other->label));
  }
  std::vector<std::pair<std::string_view, std::string_view>> sources;
  const auto note = [&](const Fact& fact) {
    const std::pair<std::string_view, std::string_view> source(fact.source.text, fact.source.date);
    if (std::find(sources.begin(), sources.end(), source) == sources.end()) sources.push_back(source);
  };
  for (const ExplainedLimit& limit : explanation.limits) {
    rows += QStringLiteral("<tr>") + cell(escaped(limit.label), false) +
            cell(QStringLiteral("<b>%1</b>").arg(factWords(limit.ours->value).toHtmlEscaped()), true);
    if (both) rows += cell(factWords((limit.theirs ? limit.theirs : limit.ours)->value).toHtmlEscaped(), true);
    rows += QStringLiteral("</tr>");
    note(*limit.ours);
    if (limit.theirs) note(*limit.theirs);
  }
  QString body = QStringLiteral("<table cellspacing=\"0\" width=\"100%\">%1</table>").arg(rows);
  QStringList from;
  for (const auto& [text, date] : sources) from << sourceText(text, date);
  if (explanation.furtherLimits > 0)
    body +=
        QStringLiteral("<p class=\"small\">%1</p>").arg(tr("and %n more", static_cast<int>(explanation.furtherLimits)));
  body += QStringLiteral("<p class=\"small\">%1</p>").arg(from.join(QStringLiteral("<br>")));
  return part(explanation.limits.size() == 1 ? tr("Limit that counts") : tr("Limits that count"), body);
}

QString otherPart(const Finding& finding, const Explanation& explanation) {
  if (!explanation.other) return {};
  const QString other = escaped(explanation.other->label);
  const QString heading = tr("By %1").arg(toQString(explanation.other->label));
  if (!explanation.elsewhere) return part(heading, paragraph(tr("%1 finds nothing here.").arg(other)));
  const Finding& theirs = *explanation.elsewhere;
  if (theirs.severity == finding.severity && theirs.message() == finding.message())
    return part(heading, paragraph(tr("%1 judges alike.").arg(other)));
  const QString verdict = theirs.severity == finding.severity
                              ? tr("It is %1 as well").arg(severityNoun(theirs.severity))
                              : tr("It is %1").arg(severityNoun(theirs.severity));
  return part(heading, paragraph(QStringLiteral("%1: %2.").arg(verdict, messageText(theirs).toHtmlEscaped())));
}

QString fixPart(const Design& design, const Explanation& explanation, const ExplainedFix& fix) {
  const Rule& rule = *explanation.rule;
  if (!rule.fix) return part(tr("No fix"), paragraph(escaped(rule.noFix)));
  if (!fix.edit) return part(tr("No fix"), paragraph(tr("Nines cannot mend it here without knowing more.")));
  QString lines;
  for (const QString& line : describeEdit(*fix.edit, design, kMostChanges))
    lines += QStringLiteral("<li>%1</li>").arg(line.toHtmlEscaped());
  return part(tr("What Fix would do"),
              paragraph(escaped(fix.edit->label)) + QStringLiteral("<ul class=\"list\">%1</ul>").arg(lines) +
                  (fix.refusal.isEmpty() ? QString() : paragraph(fix.refusal.toHtmlEscaped())));
}

QString toolName(QStringView tool) {
  static const std::pair<QLatin1String, const char*> kNames[] = {
      {QLatin1String("config"), "AWS Config"},
      {QLatin1String("securityhub"), "AWS Security Hub"},
      {QLatin1String("trusted-advisor"), "AWS Trusted Advisor"},
  };
  for (const auto& [id, name] : kNames) {
    if (tool == id) return QLatin1String(name);
  }
  return tool.toString();
}

QString aliasesPart(const Rule& rule) {
  std::vector<std::pair<QString, QStringList>> tools;
  for (const std::string_view alias : rule.aliases) {
    const QString text = toQString(alias);
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    const QString tool = toolName(QStringView(text).left(colon));
    if (tools.empty() || tools.back().first != tool) tools.emplace_back(tool, QStringList());
    tools.back().second << text.mid(colon + 1).toHtmlEscaped();
  }
  if (tools.empty()) return {};
  QStringList lines;
  for (const auto& [tool, names] : tools)
    lines << QStringLiteral("%1: %2").arg(tool.toHtmlEscaped(), names.join(QStringLiteral(", ")));
  return part(tr("Elsewhere"), paragraph(lines.join(QStringLiteral("<br>"))));
}

QString sourcesPart(const Rule& rule) {
  QStringList lines;
  for (const RuleSource& source : rule.sources) lines << sourceText(source.text, source.date);
  if (!rule.rows.empty()) {
    QStringList rows;
    for (const std::string_view row : rule.rows) rows << escaped(row);
    lines << (rows.size() == 1 ? tr("Row %1 of the fact sheet") : tr("Rows %1 of the fact sheet"))
                 .arg(rows.join(QStringLiteral(", ")));
  }
  return part(tr("Sources"), paragraph(lines.join(QStringLiteral("<br>"))));
}

}  // namespace

QString explanationHtml(const Design& design, const Finding& finding, const Explanation& explanation,
                        const ExplainedFix& fix, const QString& waiver) {
  const Rule& rule = *explanation.rule;
  return paragraph(messageText(finding).toHtmlEscaped() + QLatin1Char('.')) +
         (waiver.isEmpty() ? QString() : part(tr("Waived"), paragraph(waiver.toHtmlEscaped()))) +
         part(tr("Why it matters"), paragraph(escaped(rule.rationale))) + limitsPart(explanation) +
         otherPart(finding, explanation) + fixPart(design, explanation, fix) + sourcesPart(rule) + aliasesPart(rule);
}

QString explanationStyle() {
  const auto colour = [](Token token) { return themeColour(token).name(); };
  return QStringLiteral(
             "h4 { color: %1; font-size: %2px; font-weight: 600; margin-top: 14px; margin-bottom: 3px; }"
             "p { margin-top: 0; margin-bottom: 2px; }"
             ".small { color: %1; font-size: %2px; margin-top: 4px; }"
             ".head { color: %1; font-size: %2px; padding: 0 0 2px 12px; }"
             ".cell { padding: 2px 0; }"
             ".ours { padding: 2px 0 2px 12px; }"
             ".list { margin-top: 2px; }"
             "a { color: %3; text-decoration: none; }")
      .arg(colour(Token::muted), QString::number(metrics::kHeaderText), colour(Token::accent));
}

}  // namespace nines
