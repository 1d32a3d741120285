// A list of dots with words: workloads and their state, events and their moment, stores and their loss. As high as its
// rows; what is around it scrolls.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <vector>

#include "copying/table_copy.h"
#include "drawing/theme.h"

namespace nines {

struct DrillListRow {
  enum class Phase { past, now, coming };

  QString time;  // left of the dot; may be empty
  Token dot = Token::muted;
  Phase phase = Phase::past;
  QString title;
  QString figure;  // after the title, or at the right end where the title is strong
  QString second;  // a second line; all rows of a list have one or none has
  bool strong = false;
  QString tip;

  bool operator==(const DrillListRow&) const = default;
  QString spoken() const;
};

class DrillListModel final : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { kTimeRole = Qt::UserRole, kFigureRole, kSecondRole };

  using QAbstractListModel::QAbstractListModel;

  // Keeps rows that stay: what is chosen stays chosen while the drill plays.
  void setRows(std::vector<DrillListRow> rows);
  const std::vector<DrillListRow>& rows() const { return m_rows; }
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<DrillListRow> m_rows;
};

class DrillList final : public QListView {
  Q_OBJECT

 public:
  // The columns are what is copied of its rows.
  DrillList(const QString& accessibleName, std::vector<CopyColumn> copied, QWidget* parent);

  void setRows(std::vector<DrillListRow> rows);
  const std::vector<DrillListRow>& rows() const { return m_model->rows(); }
  int timeWidth() const { return m_timeWidth; }
  QSize sizeHint() const override;

 signals:
  // A person chose the row: by a click, Enter or Space.
  void chosen(int row);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

 private:
  DrillListModel* m_model;
  int m_timeWidth = 0;
};

}  // namespace nines
