// The rows of the findings table, made from a report: findings, waived ones, and waivers that no longer serve.
#pragma once

#include <QString>
#include <memory>
#include <string>
#include <vector>

#include "analysis/report.h"
#include "formats/findings_markdown.h"
#include "semantics/design.h"

namespace nines {

enum class RowKind {
  finding,
  waived,             // an active waiver silences it
  endedWaiver,        // a waiver past its date: its finding counts again and has a row of its own
  unexplainedWaiver,  // a waiver without reason, author or date: likewise
  staleWaiver,        // a waiver whose finding is gone
};

struct FindingRow {
  RowKind kind = RowKind::finding;
  Severity severity = Severity::info;
  std::string key;  // of the finding and of its waiver
  QString rule;
  QString message;
  QString resource;
  std::vector<std::string> subjects;
  std::shared_ptr<const Finding> finding;  // keeps its report alive; null for waivers without one
  bool fixable = false;
  QString waiver;  // reason, author, date and end of its waiver, for people
  QString
      note;  // "Waived: Test data (ada, 2026-11-01)", "Waiver by ada ended on 2026-01-01"; empty: nothing to be said
  bool idleWaiver = false;  // its waiver has ended, or lacks something: the finding counts

  // Message and note.
  QString sentence() const;

  // Same place in the table.
  bool sameAs(const FindingRow& other) const;
  // Same place and same content.
  bool operator==(const FindingRow&) const = default;
};

// The order of the table: errors, warnings, infos, waived ones, waivers; within each by rule and key.
bool comesBefore(const FindingRow& a, const FindingRow& b);

// Sorted by comesBefore. Names and waivers are read from `design`.
std::vector<FindingRow> findingRows(const std::shared_ptr<const Report>& report, const Design& design);

// "Waiver by ada ended on 2026-01-01", or what it does not say.
QString idleNote(const Waiver& waiver, WaiverState state);

// Reason, author and end of the waiver that silences the finding with this key; empty where none does.
QString activeWaiver(const Report& report, const Design& design, const std::string& key);

// The row as a page has it, with all its resources.
FindingLine findingLine(const FindingRow& row, const Design& design);

struct FindingCounts {
  int errors = 0;
  int warnings = 0;
  int infos = 0;
  int waived = 0;
  int idleWaivers = 0;  // waivers that silence nothing: rows of the table, but no findings

  int open() const { return errors + warnings + infos; }
  int all() const { return open() + waived + idleWaivers; }
};
FindingCounts countRows(const std::vector<FindingRow>& rows);

// "orders-db, catalog-1 and 2 more"
QString resourceNames(const Design& design, const std::vector<std::string>& ids);

}  // namespace nines
