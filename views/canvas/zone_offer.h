// What a fresh Region is asked: how many of its zones to draw. A small bar in the Region; it vanishes with the first
// thing that happens elsewhere, so that nobody has to answer.
#pragma once

#include <QFrame>
#include <vector>

class QToolButton;

namespace nines {

class ZoneOffer final : public QFrame {
  Q_OBJECT

 public:
  // `most`: how many zones the Region has.
  ZoneOffer(const QString& region, int most, QWidget* parent);

  const std::vector<QToolButton*>& buttons() const { return m_buttons; }

 signals:
  void chosen(int count);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<QToolButton*> m_buttons;
};

}  // namespace nines
