// What people do with rows of the findings dock: fix, explain, waive, copy.
#include <algorithm>
#include <numeric>

#include "findings/explain_dialog.h"
#include "findings/finding_actions.h"
#include "findings/findings_filter.h"
#include "findings/findings_model.h"
#include "findings/findings_panel.h"
#include "findings/findings_view.h"
#include "findings/fix_preview.h"
#include "formats/findings_markdown.h"
#include "theme/text.h"

namespace nines {

namespace {
constexpr std::size_t kMostMended = 100;
}

void FindingsPanel::pointAtFix(int row) {
  const Finding* finding = row < 0 || m_document->isReadOnly() ? nullptr : findingAt(row);
  const auto design = m_document->design();
  const auto edit = finding && design ? correctionOf(*design, *finding) : std::nullopt;
  FixPreview preview = edit ? fixPreview(*design, *edit) : FixPreview();
  m_selection->pointOut(std::move(preview.changed), std::move(preview.added));
}

void FindingsPanel::fix(int row) {
  const Finding* finding = findingAt(row);
  if (!finding) return;
  QString why;
  if (m_document->isReadOnly()) {
    why = tr("The design is read-only during a drill.");
  } else {
    if (m_mended.size() == kMostMended) m_mended.erase(m_mended.begin());
    m_mended.push_back({finding->key(), m_view->visualRect(m_filter->index(row, 0)).top(), false});
    if (!submitFix(*m_document, Finding(*finding), &why) && !m_mended.empty()) m_mended.pop_back();
  }
  if (!why.isEmpty()) emit notice(why);
}

void FindingsPanel::fixAllOf(int row) {
  const Finding* finding = findingAt(row);
  if (!finding) return;
  QString why;
  if (m_document->isReadOnly()) why = tr("The design is read-only during a drill.");
  else submitFixAll(*m_document, finding->rule, &why);
  if (!why.isEmpty()) emit notice(why);
}

bool FindingsPanel::explain(int row) {
  const Finding* finding = findingAt(row);
  return finding && explainFinding(*m_document, *finding, window());
}

bool FindingsPanel::explainChosen() {
  return !m_view->chosenRows().isEmpty() && m_view->currentIndex().isValid() && explain(m_view->currentIndex().row());
}

void FindingsPanel::waive(const QList<int>& rows) {
  if (m_document->isReadOnly()) {
    emit notice(tr("The design is read-only during a drill."));
    return;
  }
  std::vector<std::string> open;
  std::vector<std::string> waived;
  for (const int row : rows) {
    const FindingRow& r = m_model->row(sourceRow(row));
    (r.kind == RowKind::finding ? open : waived).push_back(r.key);
  }
  if (!open.empty()) {
    const FindingRow& first = m_model->row(sourceRow(rows.front()));
    const int count = static_cast<int>(open.size());
    askToWaive(*m_document, open, count == 1 ? first.message : tr("%n findings", nullptr, count), window());
    return;
  }
  QString why;
  if (!submitRevoke(*m_document, waived, &why)) emit notice(why);
}

QString FindingsPanel::markdown(const QList<int>& rows) const {
  QList<int> sources;
  for (const int row : rows) sources << sourceRow(row);
  return markdownOf(sources);
}

QString FindingsPanel::markdown() {
  refreshNow();
  QList<int> all(m_model->rowCount());
  std::iota(all.begin(), all.end(), 0);
  return markdownOf(all);
}

QString FindingsPanel::markdownOf(const QList<int>& sourceRows) const {
  const auto design = m_document->design();
  if (!design || sourceRows.isEmpty()) return {};
  std::vector<FindingLine> lines;
  lines.reserve(static_cast<std::size_t>(sourceRows.size()));
  for (const int row : sourceRows) lines.push_back(findingLine(m_model->row(row), *design));
  return toQString(findingsMarkdown(design->topology().name, lines));
}

}  // namespace nines
