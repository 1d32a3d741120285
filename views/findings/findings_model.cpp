#include "findings/findings_model.h"

#include <QColor>
#include <QIcon>
#include <algorithm>

#include "findings/finding_actions.h"
#include "findings/severity_words.h"
#include "findings/waiver_signs.h"
#include "rules/rulebook.h"
#include "theme/theme_style.h"
#include "theme/themed_icon.h"

namespace nines {

namespace {

QIcon signOfRow(const FindingRow& row) {
  if (row.kind == RowKind::waived) return signIcon(Sign::waived);
  return row.finding ? signIcon(signOf(row.severity)) : endedIcon();
}

QString severityName(const FindingRow& row) {
  if (row.kind == RowKind::waived) return FindingsModel::tr("Waived");
  if (!row.finding) return FindingsModel::tr("Waiver");
  return severityWord(row.severity);
}

bool isFixable(const FindingRow& row) { return row.kind == RowKind::finding && row.fixable; }

QString waiveAction(const FindingRow& row) {
  switch (row.kind) {
    case RowKind::finding:
      return FindingsModel::tr("Waive");
    case RowKind::waived:
      return FindingsModel::tr("Revoke");
    case RowKind::endedWaiver:
    case RowKind::unexplainedWaiver:
    case RowKind::staleWaiver:
      break;
  }
  return FindingsModel::tr("Remove");
}

}  // namespace

FindingsModel::FindingsModel(const Document* document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document) {
  connect(document, &Document::readOnlyChanged, this, [this] {
    if (!m_rows.empty()) emit dataChanged(index(0, kFix), index(rowCount() - 1, kWaive));
  });
}

void FindingsModel::update() {
  const auto design = m_document->design();
  m_report = m_document->report();
  replaceRows(m_report && design ? findingRows(m_report, *design) : std::vector<FindingRow>());
}

void FindingsModel::replaceRows(std::vector<FindingRow> rows) {
  removeMissing(rows);
  insertNew(rows);
  // Both lists have the same rows now. Which report they come from concerns nobody outside.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    m_rows[i].finding = rows[i].finding;
    if (m_rows[i] == rows[i]) continue;
    m_rows[i] = std::move(rows[i]);
    const int at = static_cast<int>(i);
    emit dataChanged(index(at, 0), index(at, kColumns - 1));
  }
}

void FindingsModel::removeMissing(const std::vector<FindingRow>& rows) {
  const auto isMissing = [&](const FindingRow& row) {
    return !std::binary_search(rows.begin(), rows.end(), row, comesBefore);
  };
  for (std::size_t end = m_rows.size(); end > 0;) {
    if (!isMissing(m_rows[end - 1])) {
      --end;
      continue;
    }
    std::size_t first = end - 1;
    while (first > 0 && isMissing(m_rows[first - 1])) --first;
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(first),
                 m_rows.begin() + static_cast<std::ptrdiff_t>(end));
    endRemoveRows();
    end = first;
  }
}

void FindingsModel::insertNew(std::vector<FindingRow>& rows) {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto isNew = [&](std::size_t i) { return at == m_rows.size() || comesBefore(rows[i], m_rows[at]); };
    std::size_t end = at;
    while (end < rows.size() && isNew(end)) ++end;
    if (end == at) continue;
    beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
    m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(at), rows.begin() + static_cast<std::ptrdiff_t>(at),
                  rows.begin() + static_cast<std::ptrdiff_t>(end));
    endInsertRows();
    at = end - 1;
  }
}

const Finding* FindingsModel::finding(int i) const { return row(i).finding.get(); }

int FindingsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QString FindingsModel::text(const FindingRow& row, int column) const {
  switch (column) {
    case kRule:
      return row.rule;
    case kMessage:
      return row.sentence();
    case kResource:
      return row.resource;
    case kFix:
      if (isFixable(row)) return tr("Fix");
      return canShow(row) ? tr("Show") : QString();
    case kWaive:
      return waiveAction(row);
    default:
      return {};
  }
}

bool FindingsModel::canShow(const FindingRow& row) const {
  const auto design = m_document->design();
  return design && std::ranges::any_of(row.subjects, [&](const std::string& id) {
           return design->topology().nodes.find(id) || design->topology().links.find(id);
         });
}

QString FindingsModel::toolTip(int i, int column) const {
  const FindingRow& r = row(i);
  const Finding* f = finding(i);
  const auto design = m_document->design();
  if (column == kFix && !isFixable(r)) return canShow(r) ? tr("Select it and bring it into sight") : QString();
  const bool isButton = column == kWaive || column == kFix;
  if (const QString why = refusal(); isButton && !why.isEmpty()) return why;
  if (column == kFix && f && design) {
    const QString tip = fixToolTip(*design, *f);
    return tip.isEmpty() ? tr("The design has changed: there is no correction any more.") : tip;
  }
  if (!r.waiver.isEmpty()) {
    const QString waived = (r.kind == RowKind::waived ? tr("Waived: %1") : tr("Waiver: %1")).arg(r.waiver);
    return column == kMessage ? r.message + QLatin1Char('\n') + waived : waived;
  }
  if (column == kSeverity) return severityName(r);
  return column == kWaive ? tr("Accept this finding and say why") : text(r, column);
}

QString FindingsModel::refusal() const {
  return m_document->isReadOnly() ? tr("The design is read-only during a drill.") : QString();
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const FindingRow& r = row(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(r, column);
    case Qt::DecorationRole:
      return column == kSeverity ? QVariant(signOfRow(r)) : QVariant();
    case Qt::ToolTipRole:
      return toolTip(index.row(), column);
    case Qt::AccessibleTextRole:
      return column == kSeverity ? severityName(r) : text(r, column);
    case Qt::ForegroundRole:
      return themeColour(column == kMessage && r.kind == RowKind::finding ? Token::text : Token::muted);
    case kSortRole:
      return column == kSeverity ? QVariant(index.row()) : QVariant(text(r, column));
    case kSearchRole:
      return QString(r.rule + QLatin1Char('\n') + r.sentence() + QLatin1Char('\n') + r.resource);
    case kWaiverRole:
      return r.waiver;
    case kRefusedRole:
      return refusal();
    case kFixableRole:
      return isFixable(r);
    case kExplainableRole:
      return r.finding && findRule(r.finding->rule);
    case kFixAllRole:
      return r.finding ? fixAllOffer(*m_document, r.finding->rule).count : 0;
    case kNoFixAllRole:
      return r.finding ? fixAllOffer(*m_document, r.finding->rule).reason : QString();
    default:
      return {};
  }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return QAbstractTableModel::headerData(section, orientation, role);
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role == Qt::AccessibleTextRole && section == kSeverity) return tr("Severity");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kRule:
      return tr("Rule");
    case kMessage:
      return tr("Message");
    case kResource:
      return tr("Resource");
    default:
      return QString();
  }
}

}  // namespace nines
