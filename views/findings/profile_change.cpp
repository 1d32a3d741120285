#include "findings/profile_change.h"

#include <QCoreApplication>
#include <QStringList>
#include <ranges>
#include <unordered_map>

#include "findings/severity_words.h"

namespace nines {

namespace {

using ByKey = std::unordered_map<std::string_view, const FindingRow*>;

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Findings", text, nullptr, n); }

ByKey byKey(const std::vector<FindingRow>& rows) {
  ByKey out;
  for (const FindingRow& row : rows) {
    if (row.finding) out.emplace(row.key, &row);
  }
  return out;
}

QString paragraph(const QString& text) { return QStringLiteral("<p>%1</p>").arg(text); }

QString line(const FindingRow& row) {
  return QStringLiteral("<b>%1</b> %2: %3").arg(severityWord(row.severity), row.rule, row.message.toHtmlEscaped());
}

// There can be thousands: what nobody reads is not laid out.
constexpr std::size_t kMostShown = 200;

QString further(std::size_t all) {
  return all > kMostShown ? paragraph(tr("and %n more", static_cast<int>(all - kMostShown))) : QString();
}

QString section(const QString& title, const std::vector<FindingRow>& rows) {
  if (rows.empty()) return {};
  QString html = QStringLiteral("<h4>%1 (%2)</h4>").arg(title).arg(rows.size());
  for (const FindingRow& row : rows | std::views::take(kMostShown)) html += paragraph(line(row));
  return html + further(rows.size());
}

}  // namespace

ProfileChange profileChange(const std::vector<FindingRow>& before, const std::vector<FindingRow>& now) {
  const ByKey old = byKey(before);
  const ByKey fresh = byKey(now);
  ProfileChange change;
  for (const FindingRow& row : now) {
    if (!row.finding) continue;
    const auto was = old.find(row.key);
    if (was == old.end()) {
      change.come.push_back(row);
    } else if (was->second->severity != row.severity || was->second->message != row.message) {
      change.changed.push_back({*was->second, row});
    }
  }
  for (const FindingRow& row : before) {
    if (row.finding && !fresh.contains(row.key)) change.gone.push_back(row);
  }
  return change;
}

QString profileChangeSummary(const ProfileChange& change) {
  if (change.isEmpty()) return tr("the same findings");
  // The first part names what is counted.
  QStringList parts;
  const auto add = [&parts](std::size_t n, const char* word) {
    if (n == 0) return;
    const QString what = parts.isEmpty() ? (n == 1 ? tr("finding ") : tr("findings ")) : QString();
    parts << QStringLiteral("%1 %2%3").arg(n).arg(what, tr(word));
  };
  add(change.come.size(), "new");
  add(change.gone.size(), "gone");
  add(change.changed.size(), "changed");
  return parts.join(QStringLiteral(", "));
}

QString profileChangeHtml(const ProfileChange& change) {
  QString html = section(tr("New"), change.come) + section(tr("Gone"), change.gone);
  if (change.changed.empty()) return html;
  html += QStringLiteral("<h4>%1 (%2)</h4>").arg(tr("Changed")).arg(change.changed.size());
  for (const ProfileChange::Pair& pair : change.changed | std::views::take(kMostShown)) {
    html += paragraph(line(pair.now));
    const QString before = pair.before.message == pair.now.message ? severityWord(pair.before.severity)
                           : pair.before.severity == pair.now.severity
                               ? pair.before.message
                               : QStringLiteral("%1: %2").arg(severityWord(pair.before.severity), pair.before.message);
    html += QStringLiteral("<p class=\"small\">%1</p>").arg(tr("Before: %1").arg(before.toHtmlEscaped()));
  }
  return html + further(change.changed.size());
}

}  // namespace nines
