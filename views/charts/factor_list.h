// The factors of a product of SLAs, the heaviest first: names and downtime, configuration and SLA, and a thin bar for
// the share of the downtime.
#pragma once

#include <QListView>

namespace nines {

class FactorList final : public QListView {
  Q_OBJECT

 public:
  static constexpr int kIndent = 4;  // of the text, so that the focus has room around it

  explicit FactorList(QWidget* parent);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace nines
