// What an outage does to a design: what fails, what takes over, how long that takes and how much is lost (drill.md).
// Immutable values; all times are seconds since the outage began, all nodes and links are named by their ids.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.h"
#include "recovery/matrix_cells.h"
#include "recovery/outage.h"

namespace nines {

// A time or an amount of lost time: what it is if all goes well, and at worst. best <= worst.
struct Span {
  double best = 0;
  double worst = 0;

  bool operator==(const Span&) const = default;
};

// What a worst time or amount can be: as much as `least` for certain, as much as `most` at most. Equal where it is
// known; infinite where nothing may bring something back, and where nobody can say how long that takes.
struct Bounds {
  double least = 0;
  double most = 0;

  bool operator==(const Bounds&) const = default;
};

// A property that nobody has set, that has no default, and that decides something.
struct MissingValue {
  std::string owner;  // a node's or link's id
  std::string key;    // of the property; "instances" of a cluster without any

  bool operator==(const MissingValue&) const = default;
};

enum class StepKind { detect, decide, promote, restore, retrieve, transfer, rePoint, dns, start, deploy };
std::string_view toText(StepKind kind);  // "re-point", as the command line prints it

// One step of a recovery. Steps form a directed acyclic graph; a step starts when the last of those before it has
// ended.
struct DrillStep {
  std::string id;  // "s0": unique within one workload's drill
  StepKind kind = StepKind::detect;
  std::string subject;             // the node that it happens to; may be empty for a decision
  std::string what;                // "Promote orders-db-dr", a phrase in sentence case
  Span duration;                   // how long it takes
  Span start;                      // when it begins on the best and on the worst path
  Span end;                        // when it has ended
  std::vector<std::size_t> after;  // positions of the steps before it, ascending
  bool critical = false;           // on the worst path to the recovery time
  Source source;                   // where the duration comes from
  // What changes the duration: keys of assumptions ("decide.worst"), or else properties of nodes.
  std::vector<std::string> assumptions{};
  struct Property {
    std::string node;  // a node's or link's id
    std::string key;
    bool operator==(const Property&) const = default;
  };
  std::vector<Property> properties{};
  std::string note{};  // what is not known and how it counts: "its size is unknown and counts as 0 GB"; may be empty
};

enum class ServiceState { up, degraded, readOnly, down };
std::string_view toText(ServiceState state);  // "up", "degraded", "read-only", "down"

struct StateChange {
  double from = 0;
  ServiceState state = ServiceState::up;

  bool operator==(const StateChange&) const = default;
};

// One store's data and what becomes of it.
struct StoreLoss {
  std::string store;                 // the one that was hit
  std::string successor;             // what serves in its place; empty if nothing does, or it comes back itself
  std::string how;                   // "Asynchronous replica orders-db-dr, up to 60 s behind"
  std::optional<Span> rpo;           // empty where it cannot be known, or nothing brings the data back
  Source source;                     // of the figure
  bool lost = false;                 // nothing brings it back
  std::vector<std::string> because;  // assumptions that decide it
  bool written = true;               // by the workload, on ordinary days: only then it counts
};

// How a workload fares in an outage, without steps and words.
struct RecoveryFigures {
  bool recovers = true;
  bool recoveryUnknown = false;  // whether it recovers depends on what is not said; `recovers` is true then
  std::optional<Span> rto;       // until it is up for good; empty if it does not recover, or nobody can say when
  std::optional<Span> readRto;   // until reads are served for good
  std::optional<Span> rpo;       // over the stores that it writes; empty if it cannot be known
  // Of the worst ends of both, also where these are not known.
  Bounds rtoAtWorst;
  Bounds rpoAtWorst;

  bool operator==(const RecoveryFigures&) const = default;
};

// One workload in one outage.
struct WorkloadDrill : RecoveryFigures {
  std::string id;
  bool affected = false;  // something that fails or is spoiled is in its closure
  std::optional<double> rtoTarget;
  std::optional<double> rpoTarget;
  // Worst times against the targets that there are; empty where there is no target, or nothing can be said. What is
  // missed or met whatever is not said is missed or met.
  std::optional<bool> rtoMet;
  std::optional<bool> rpoMet;
  std::vector<StateChange> states{{}};      // on the worst path, from 0, each different from the one before
  std::vector<StateChange> bestStates{{}};  // on the best path
  std::vector<DrillStep> steps;             // by their ids; each after those before it
  std::vector<StoreLoss> losses;            // hit stores that it needs, by id
  // The step on the critical path that costs most (position in steps), and what would shorten it, a sentence.
  std::optional<std::size_t> costliest;
  std::string advice;
  std::string unknownBecause;         // why a figure is missing, a sentence
  std::vector<MissingValue> missing;  // what would have to be said for it, where that is why

  // Both targets together: false if one is missed, empty if there is none, or one that cannot be judged.
  std::optional<bool> met() const;
};

// How the drawing changes. A node may change more than once, as from failed to restored.
enum class Fate {
  failed,    // does not work any more
  spoiled,   // works, and its data is wrong
  stale,     // answers reads with data that is not followed up any more
  promoted,  // takes a role over that another one had
  restored,  // made anew from a backup, or came back
  started,   // runs, which it did not or not in this number
};
struct NodeChange {
  std::string node;
  Fate fate = Fate::failed;
  Span at;
};

// What a link carries. A link may change more than once, as from broken to idle.
enum class Traffic {
  broken,  // leads from or to what has failed
  moved,   // carries what went another way before, or leads to where that goes now
  idle,    // carries nothing any more: what it carried goes another way
  usual,   // as on ordinary days again
};
std::string_view toText(Traffic traffic);  // "broken", "moved", "idle", "usual"
struct LinkChange {
  std::string link;
  Traffic traffic = Traffic::broken;
  Span at;
};

// Something goes where no link is drawn.
enum class DetourKind {
  traffic,      // from a client to what took over
  replication,  // from what took over to a copy that follows it
};
std::string_view toText(DetourKind kind);  // "traffic", "replication"
struct Detour {
  DetourKind kind = DetourKind::traffic;
  std::string from;     // a node
  std::string to;       // a node
  std::string instead;  // the drawn link whose work it does, idle from then on: its labels speak of it too
  Span at;

  bool operator==(const Detour&) const = default;
};

struct Drill {
  Outage outage;
  std::vector<std::string> down;         // nodes that failed, by id; of a spoiled store none
  std::vector<std::string> promoted;     // nodes that take over, in any workload, by id
  std::vector<NodeChange> nodes;         // by time of the worst path, then id
  std::vector<LinkChange> links;         // of one link by time, the broken ones first
  std::vector<WorkloadDrill> workloads;  // all of them, by id
  std::vector<Detour> detours{};         // by kind, from, to
};

// One cell of the matrix.
struct MatrixCell : RecoveryFigures {
  Outage outage;  // the worst one for this workload in a column of worst cases; no parts where nothing hits it
  bool affected = false;
  std::optional<double> rtoTarget;
  std::optional<double> rpoTarget;
  std::optional<bool> met;
  std::vector<MissingValue> missing;
};

// Every workload against every outage: zones, Regions, data centres, corruption of each store, the worst host and the
// worst maintenance.
struct MatrixColumn {
  OutageKind kind = OutageKind::zone;
  std::optional<Outage> outage;   // nothing for the worst of all hosts or maintenances
  std::string title;              // "eu-west-1a", "Worst host"
  SharedCells<MatrixCell> cells;  // by workload
};
struct DrillMatrix {
  std::vector<std::string> workloads;  // ids, sorted
  std::vector<MatrixColumn> columns;
};

}  // namespace nines
