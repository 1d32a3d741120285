// Which findings show: by severity and by text.
#pragma once

#include <QSortFilterProxyModel>

#include "findings/finding_rows.h"

namespace nines {

enum class FindingFilter {
  all,
  errors,
  warnings,
  infos,
  waived,
  idleWaivers,  // waivers that silence nothing, and the findings that count although somebody waived them
};

bool passes(FindingFilter filter, const FindingRow& row);

class FindingsFilter final : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  FindingFilter filter() const { return m_filter; }
  void setFilter(FindingFilter filter);
  const QString& text() const { return m_text; }
  void setText(const QString& text);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  FindingFilter m_filter = FindingFilter::all;
  QString m_text;
};

}  // namespace nines
