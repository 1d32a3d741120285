// Above the findings after another profile was chosen: what it changes, in a line, and one by one on demand.
#pragma once

#include <QWidget>

#include "findings/profile_change.h"

class QLabel;
class QPushButton;

namespace nines {

class ProfileStrip final : public QWidget {
  Q_OBJECT

 public:
  explicit ProfileStrip(QWidget* parent = nullptr);

  // `from` and `to` are the labels of the profiles.
  void tell(const QString& from, const QString& to, ProfileChange change);
  QString text() const;

  QSize minimumSizeHint() const override { return {1, QWidget::minimumSizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showDetails();

  QLabel* m_text;
  QPushButton* m_details;
  QString m_title;
  ProfileChange m_change;
};

}  // namespace nines
