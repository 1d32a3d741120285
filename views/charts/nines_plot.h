// The bars, drawn by Qt Charts: nothing but nines_plot.cpp names a type of it.
#pragma once

#include <memory>
#include <vector>

class QWidget;

namespace nines {

class NinesPlot {
 public:
  struct Bar {
    enum class Look { none, workload, store, missed, unknown } look = Look::none;
    double nines = 0;  // length, from kLeastNines to kMostNines
  };

  explicit NinesPlot(QWidget* parent);
  ~NinesPlot();

  // The widget that paints; it takes no mouse events.
  QWidget* widget() const;
  // One bar per row of this height, from the top of the widget, which they fill. Replaces values; series and axes stay.
  void setBars(const std::vector<Bar>& bars, int rowHeight, int barHeight);
  // Takes the current theme's colours.
  void restyle();

 private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace nines
