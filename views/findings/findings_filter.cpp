#include "findings/findings_filter.h"

#include "findings/findings_model.h"

namespace nines {

bool passes(FindingFilter filter, const FindingRow& row) {
  const bool counts = row.kind == RowKind::finding;
  switch (filter) {
    case FindingFilter::all:
      return true;
    case FindingFilter::errors:
      return counts && row.severity == Severity::error;
    case FindingFilter::warnings:
      return counts && row.severity == Severity::warning;
    case FindingFilter::infos:
      return counts && row.severity == Severity::info;
    case FindingFilter::waived:
      return row.kind == RowKind::waived;
    case FindingFilter::idleWaivers:
      return row.idleWaiver || (!counts && row.kind != RowKind::waived);
  }
  return true;
}

void FindingsFilter::setFilter(FindingFilter filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  invalidateFilter();
}

void FindingsFilter::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  invalidateFilter();
}

bool FindingsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const auto* model = static_cast<const FindingsModel*>(sourceModel());
  if (!passes(m_filter, model->row(row))) return false;
  if (m_text.isEmpty()) return true;
  const QString haystack = model->index(row, 0, parent).data(FindingsModel::kSearchRole).toString();
  return haystack.contains(m_text, Qt::CaseInsensitive);
}

}  // namespace nines
