// What the impact dock says at one moment of a drill.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "drawing/theme.h"
#include "recovery/events.h"

namespace nines {

struct ImpactRow {
  std::string id;
  Token tone = Token::okFill;
  QString name;
  QString word;      // "Down", "Serving again"
  QString sentence;  // what it waits for, and until when
  bool operator==(const ImpactRow&) const = default;
};
// By workload; those that are hit first.
std::vector<ImpactRow> impactRows(const Design& design, const Drill& drill, DrillEnd end, double seconds);

struct ImpactCount {
  QString word;
  int count = 0;
  Token tone = Token::muted;
  bool operator==(const ImpactCount&) const = default;
};
// Resources by what has become of them: failed, promoted, stale and unchanged always, others where the drill has any.
std::vector<ImpactCount> impactCounts(const Design& design, const Drill& drill, DrillEnd end, double seconds);

struct LossRow {
  std::string store;
  QString figure;  // "0–1 min"
  QString how;
  bool lost = false;
  bool operator==(const LossRow&) const = default;
};
// Each store once: the worst of what any workload loses in it.
std::vector<LossRow> lossRows(const Design& design, const Drill& drill);

struct DrillVerdict {
  std::optional<bool> met;  // empty where no workload has targets that can be judged
  QString title;            // "3 of 4 workloads meet their targets"
  struct Part {
    std::string workload;
    std::string subject;  // of the costliest step
    QString title;        // "Reports misses its RTO by 10 min"
    QString text;         // the costliest step, and what would help
    bool operator==(const Part&) const = default;
  };
  // Workloads that miss, then those of which nobody can say; where there are neither, the one that takes longest.
  std::vector<Part> parts;
};
DrillVerdict verdictOf(const Design& design, const Drill& drill);

}  // namespace nines
