// The two arrows at the end of a field for a number. Up and Down in the field do the same.
#pragma once

#include <QWidget>

class QLineEdit;

namespace nines {

class StepArrows final : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kWidth = 20;

  // Stands inside of the line, at its end.
  explicit StepArrows(QLineEdit* line);

 signals:
  // 1: more, -1: less.
  void stepped(int direction);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void place();

  QLineEdit* m_line;
};

}  // namespace nines
