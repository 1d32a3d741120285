// A drill mode over the drill made by hand; time stands still unless a test moves it.
#pragma once

#include "drill/drill_mode.h"
#include "drill_sample.h"
#include "panel_support.h"

namespace nines::test {

struct DrillBench {
  DrillBench() : document(drilledTopology()), mode(&document), drill(drillSample()) {
    mode.setWork([this](const auto&, const Outage&) { return this->drill; });
    mode.setClock([this] { return clock; });
  }
  void begin() { mode.setOutage(drill->outage); }

  PanelDocument document;
  Selection selection;
  DrillMode mode;
  std::shared_ptr<const Drill> drill;
  qint64 clock = 0;  // ms
};

}  // namespace nines::test
