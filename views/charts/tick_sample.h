// The chart's whole legend: what a target tick looks like.
#pragma once

#include <QWidget>

namespace nines {

class TickSample final : public QWidget {
  Q_OBJECT

 public:
  explicit TickSample(QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace nines
