// Above the canvas during an outage drill: what is shown, and that the design stays as it is.
#pragma once

#include <QWidget>

class QPushButton;

namespace nines {

class DrillMode;
class ElidedLabel;

class DrillBanner final : public QWidget {
  Q_OBJECT

 public:
  // Shown while the mode is on, and only then.
  explicit DrillBanner(DrillMode* mode, QWidget* parent = nullptr);

  // "eu-west-1a is lost, 1 min 45 s in. Your design is not changed."
  QString sentence() const;
  // As much of it as there is room for.
  QString shownSentence() const;
  QPushButton* restartButton() const { return m_restart; }
  QPushButton* endButton() const { return m_end; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void follow();

  DrillMode* m_mode;
  ElidedLabel* m_text;
  QPushButton* m_restart;
  QPushButton* m_end;
};

}  // namespace nines
