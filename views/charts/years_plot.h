// How the simulated years spread over ranges of downtime, drawn by Qt Charts: nothing but years_plot.cpp names a type
// of it.
#pragma once

#include <QStringList>
#include <memory>
#include <vector>

class QWidget;

namespace nines {

class YearsPlot {
 public:
  explicit YearsPlot(QWidget* parent);
  ~YearsPlot();

  QWidget* widget() const;
  // A column each, as a share of the years from 0 to 1, and what stands below it; empty texts leave the place empty.
  void setColumns(const std::vector<double>& shares, const QStringList& labels);
  // Takes the current theme's colours.
  void restyle();

 private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace nines
