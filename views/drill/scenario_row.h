// One kind of outage as a large row: icon, name, and a line that says what happens.
#pragma once

#include <QAbstractButton>

namespace nines {

class ScenarioRow final : public QAbstractButton {
  Q_OBJECT

 public:
  ScenarioRow(const QString& icon, const QString& title, const QString& line, QWidget* parent);

  const QString& line() const { return m_line; }
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_icon;
  QString m_line;
};

}  // namespace nines
