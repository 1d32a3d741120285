#include "findings/finding_rows.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "charts/local_figures.h"
#include "rules/idle_waivers.h"
#include "support/plain_text.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr std::size_t kLongestEnd = 40;  // characters of a waiver's end that is no date

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Findings", text, nullptr, n); }

int rankOf(const FindingRow& row) {
  switch (row.kind) {
    case RowKind::finding:
      return 2 - static_cast<int>(row.severity);
    case RowKind::waived:
      return 3;
    case RowKind::endedWaiver:
      return 4;
    case RowKind::unexplainedWaiver:
      return 5;
    case RowKind::staleWaiver:
      return 6;
  }
  return 7;
}

QString waiverText(const Waiver& waiver) {
  const QString text = toQString(waiver.reason).trimmed();
  QStringList about;
  if (!waiver.author.empty()) about << toQString(waiver.author);
  if (!waiver.at.empty()) about << toQString(waiver.at);
  if (!waiver.until.empty()) about << tr("until %1").arg(toQString(waiver.until));
  const QString rest = about.join(QStringLiteral(", "));
  if (text.isEmpty() || rest.isEmpty()) return text + rest;
  return QStringLiteral("%1 (%2)").arg(text, rest);
}

// rule:subject[,subject]...[:variant]
std::vector<std::string> subjectsOf(const std::string& key) {
  std::vector<std::string> subjects;
  const std::size_t colon = key.find(':');
  if (colon == std::string::npos) return subjects;
  const std::size_t end = std::min(key.find(':', colon + 1), key.size());
  for (std::size_t at = colon + 1; at < end;) {
    const std::size_t comma = std::min(key.find(',', at), end);
    subjects.push_back(key.substr(at, comma - at));
    at = comma + 1;
  }
  return subjects;
}

FindingRow findingRow(std::shared_ptr<const Finding> shared, const Design& design) {
  const Finding& finding = *shared;
  FindingRow row;
  row.severity = finding.severity;
  row.key = finding.key();
  row.rule = toQString(finding.rule);
  row.message = messageText(finding);
  row.resource = resourceNames(design, finding.subjects);
  row.subjects = finding.subjects;
  row.fixable = finding.fixable;
  row.finding = std::move(shared);
  return row;
}

RowKind kindOf(WaiverState state) {
  switch (state) {
    case WaiverState::active:
      return RowKind::waived;
    case WaiverState::ended:
      return RowKind::endedWaiver;
    case WaiverState::unexplained:
      return RowKind::unexplainedWaiver;
    case WaiverState::stale:
      break;
  }
  return RowKind::staleWaiver;
}

void addWaiver(FindingRow& row, const Waiver* waiver, WaiverState state) {
  if (!waiver) return;
  if (state == WaiverState::active) {
    row.kind = RowKind::waived;
    row.waiver = waiverText(*waiver);
    row.note = tr("Waived: %1").arg(row.waiver);
    return;
  }
  row.idleWaiver = true;
  row.note = idleNote(*waiver, state);
}

// Why a waiver silences nothing.
QString idleMessage(RowKind kind, const Waiver* waiver) {
  if (kind == RowKind::endedWaiver && waiver && !hasReadableEnd(*waiver))
    return tr("Its waiver is to end on \"%1\", which is no date, so the finding counts")
        .arg(toQString(plainWords(waiver->until, kLongestEnd)));
  if (kind == RowKind::endedWaiver)
    return tr("Its waiver ended on %1").arg(waiver ? toQString(waiver->until) : QString());
  if (kind == RowKind::unexplainedWaiver)
    return tr("Its waiver says %1, so the finding counts").arg(waiver ? toQString(missingIn(*waiver)) : QString());
  return tr("Waiver without a finding: %1").arg(waiver ? toQString(waiver->reason) : QString());
}

FindingRow waiverRow(const std::string& key, WaiverState state, const Design& design) {
  FindingRow row;
  row.kind = kindOf(state);
  row.key = key;
  row.rule = toQString(std::string_view(key).substr(0, key.find(':')));
  row.subjects = subjectsOf(key);
  row.resource = resourceNames(design, row.subjects);
  const Waiver* waiver = design.topology().waivers.find(key);
  if (waiver) row.waiver = waiverText(*waiver);
  row.message = idleMessage(row.kind, waiver);
  return row;
}

}  // namespace

QString idleNote(const Waiver& waiver, WaiverState state) {
  const QString author = toQString(waiver.author).trimmed();
  if (state == WaiverState::unexplained) {
    const QString missing = toQString(missingIn(waiver));
    return author.isEmpty() ? tr("Its waiver says %1").arg(missing) : tr("Waiver by %1 says %2").arg(author, missing);
  }
  const QString until = toQString(plainWords(waiver.until, kLongestEnd));
  if (!hasReadableEnd(waiver)) {
    return author.isEmpty() ? tr("Its waiver is to end on \"%1\", which is no date").arg(until)
                            : tr("Waiver by %1 is to end on \"%2\", which is no date").arg(author, until);
  }
  return author.isEmpty() ? tr("Its waiver ended on %1").arg(until) : tr("Waiver by %1 ended on %2").arg(author, until);
}

QString FindingRow::sentence() const {
  if (note.isEmpty()) return message;
  return message + (message.endsWith(QLatin1Char('.')) ? QStringLiteral(" ") : QStringLiteral(". ")) + note;
}

bool FindingRow::sameAs(const FindingRow& other) const {
  return !comesBefore(*this, other) && !comesBefore(other, *this);
}

bool comesBefore(const FindingRow& a, const FindingRow& b) {
  const int rankA = rankOf(a);
  const int rankB = rankOf(b);
  return std::tie(rankA, a.rule, a.key) < std::tie(rankB, b.rule, b.key);
}

QString resourceNames(const Design& design, const std::vector<std::string>& ids) {
  constexpr std::size_t kShown = 3;
  constexpr std::size_t kLongestName = 80;
  QStringList names;
  for (std::size_t i = 0; i < std::min(ids.size(), kShown); ++i) {
    const Node* node = design.topology().nodes.find(ids[i]);
    names << toQString(plainWords(node ? node->title() : ids[i], kLongestName));
  }
  if (ids.size() <= kShown) return names.join(QStringLiteral(", "));
  return tr("%1 and %n more", static_cast<int>(ids.size() - kShown)).arg(names.join(QStringLiteral(", ")));
}

std::vector<FindingRow> findingRows(const std::shared_ptr<const Report>& report, const Design& design) {
  std::unordered_map<std::string_view, WaiverState> states;
  for (const WaiverStatus& status : report->waivers) states.emplace(status.key, status.state);
  std::vector<FindingRow> rows;
  rows.reserve(report->findings.size());
  for (std::size_t i = 0; i < report->findings.size(); ++i) {
    FindingRow row = findingRow({report, &report->findings[i]}, design);
    const auto state = states.find(row.key);
    if (state != states.end()) addWaiver(row, design.topology().waivers.find(row.key), state->second);
    rows.push_back(std::move(row));
  }
  for (const WaiverStatus& status : report->waivers) {
    // One that was just removed is still in the report until the next one comes.
    const bool exists = design.topology().waivers.find(status.key) != nullptr;
    if (exists && status.state != WaiverState::active) rows.push_back(waiverRow(status.key, status.state, design));
  }
  std::sort(rows.begin(), rows.end(), comesBefore);
  // Keys are unique; the table's updates rely on it.
  rows.erase(std::unique(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.sameAs(b); }),
             rows.end());
  return rows;
}

QString activeWaiver(const Report& report, const Design& design, const std::string& key) {
  const bool active = std::ranges::any_of(report.waivers, [&](const WaiverStatus& status) {
    return status.key == key && status.state == WaiverState::active;
  });
  const Waiver* waiver = active ? design.topology().waivers.find(key) : nullptr;
  return waiver ? waiverText(*waiver) : QString();
}

FindingLine findingLine(const FindingRow& row, const Design& design) {
  FindingLine line;
  using Group = FindingLine::Group;
  if (row.kind == RowKind::waived) line.group = Group::waived;
  else if (row.kind != RowKind::finding) line.group = Group::idleWaiver;
  else if (row.severity == Severity::error) line.group = Group::error;
  else if (row.severity == Severity::warning) line.group = Group::warning;
  line.rule = row.rule.toStdString();
  line.message = (row.idleWaiver ? row.sentence() : row.message).toStdString();
  for (const std::string& id : row.subjects) {
    const Node* node = design.topology().nodes.find(id);
    line.resources.push_back(node ? node->title() : id);
  }
  // A waiver without a finding says its reason itself.
  if (row.kind != RowKind::staleWaiver) line.waiver = row.waiver.toStdString();
  return line;
}

FindingCounts countRows(const std::vector<FindingRow>& rows) {
  FindingCounts counts;
  for (const FindingRow& row : rows) {
    if (row.kind == RowKind::waived) ++counts.waived;
    else if (row.kind != RowKind::finding) ++counts.idleWaivers;
    else if (row.severity == Severity::error) ++counts.errors;
    else if (row.severity == Severity::warning) ++counts.warnings;
    else ++counts.infos;
  }
  return counts;
}

}  // namespace nines
