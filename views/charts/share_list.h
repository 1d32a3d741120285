// Rows of a ShareModel: name and downtime, second line and figure, and a thin bar for the share of the downtime.
#pragma once

#include <QListView>

namespace nines {

class ShareModel;

class ShareList final : public QListView {
  Q_OBJECT

 public:
  static constexpr int kGoodRows = 3;   // that there should be room for
  static constexpr int kLeastRow = 39;  // how low a row may be for that
  static constexpr int kIndent = 4;     // of the text, so that the focus has room around it

  ShareList(ShareModel* model, const QString& accessibleName, QWidget* parent);

  ShareModel* shares() const { return m_model; }

 signals:
  // A person chose the row: by a click, Enter or Space.
  void chosen(int row);
  // The pointer is over this row; -1 where it left.
  void pointedAt(int row);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void pointAt(int row);

  ShareModel* m_model;
  int m_pointed = -1;
};

}  // namespace nines
