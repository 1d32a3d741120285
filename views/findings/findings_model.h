// Findings as a table. A new report changes only the rows that differ, so that selection and place stay.
#pragma once

#include <QAbstractTableModel>

#include "document.h"
#include "findings/finding_rows.h"

namespace nines {

class FindingsModel final : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kSeverity, kRule, kMessage, kResource, kFix, kWaive, kColumns };
  enum Role {
    kSortRole = Qt::UserRole,
    kSearchRole,
    kExplainableRole,  // whether there is a finding to explain
    kFixAllRole,       // how many open findings of the row's rule can be mended ...
    kWaiverRole,       // why, by whom and until when it is accepted
    kNoFixAllRole,     // ... and why where it is none
    kRefusedRole,      // why neither Fix nor Waive is possible now; empty where they are
    kFixableRole,      // whether the first button is "Fix", not "Show"
  };

  // Asks the document what a fix would change, for tooltips.
  explicit FindingsModel(const Document* document, QObject* parent = nullptr);

  // Takes over the document's newest report.
  void update();

  const std::vector<FindingRow>& rows() const { return m_rows; }
  const FindingRow& row(int i) const { return m_rows[static_cast<std::size_t>(i)]; }
  // The finding of a row; null for waivers without one.
  const Finding* finding(int i) const;
  // 0 before the first report.
  std::size_t rulesChecked() const { return m_report ? m_report->rulesChecked : 0; }
  bool hasReport() const { return m_report != nullptr; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void replaceRows(std::vector<FindingRow> rows);
  void removeMissing(const std::vector<FindingRow>& rows);
  void insertNew(std::vector<FindingRow>& rows);
  QString text(const FindingRow& row, int column) const;
  QString toolTip(int row, int column) const;
  QString refusal() const;
  // Whether the design has something that the row is about.
  bool canShow(const FindingRow& row) const;

  const Document* m_document;
  std::shared_ptr<const Report> m_report;
  std::vector<FindingRow> m_rows;
};

}  // namespace nines
