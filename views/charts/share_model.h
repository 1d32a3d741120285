// Rows that have a part in a downtime, the heaviest first: what limits a workload, or the factors of a product of SLAs.
#pragma once

#include <QAbstractListModel>
#include <string>
#include <vector>

namespace nines {

struct ShareRow {
  QString name;                        // "Host of orders-db"
  QString detail;                      // second line: "single point of failure", "Multi-AZ"; may be empty
  bool warns = false;                  // the detail is a warning
  QString downtime;                    // per year, its share
  QString figure;                      // second line, right: "99.95 %", "without it 99.98 %"
  double share = 0;                    // of the whole, 0 to 1
  QString toolTip;                     // plain text
  QString spoken;                      // the whole row as a sentence, for those who hear it
  std::vector<std::string> nodes;      // what a click selects
  std::vector<std::string> takesDown;  // what is pointed out while the pointer is over the row
  bool operator==(const ShareRow&) const = default;
};

class ShareModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { kDetailRole = Qt::UserRole, kWarnsRole, kDowntimeRole, kFigureRole, kShareRole };

  using QAbstractListModel::QAbstractListModel;

  void setRows(std::vector<ShareRow> rows);
  const std::vector<ShareRow>& rows() const { return m_rows; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<ShareRow> m_rows;
};

}  // namespace nines
