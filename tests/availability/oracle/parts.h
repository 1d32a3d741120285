// What a design consists of for the question "is it up?": every node with the events that take it down and the nodes
// that it needs. Nothing is evaluated here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drawing.h"
#include "numbers.h"

namespace nines::oracle {

struct Event {
  std::string name;  // "region eu-west-1", "zone eu-west-1/eu-west-1a", "host tier-a 1", "own db", "switch db", ...
  Rate rate;
};

// An instance, and all that takes it down.
struct Unit {
  std::vector<std::size_t> events;
  std::optional<std::size_t> zone;    // among them
  std::optional<std::size_t> region;  // among them
};

enum class Sort {
  users,
  record,
  balancer,
  group,
  tier,
  database,
  standby,
  cluster,
  instance,
  table,
  cache,
  bucket,
  gateway,
  server,
  other
};

struct Use {
  std::size_t target = 0;
  std::size_t set = 0;  // the target's
  bool hard = true;
  bool reads = true;
  bool writes = true;
  bool carriesWrites = true;  // no reader endpoint
};

struct Target {
  std::size_t part = 0;
  bool primary = false;
};

struct Part {
  const Node* node = nullptr;
  std::size_t set = 0;  // nodes with the same data have the same
  Sort sort = Sort::other;
  std::string unknown;              // why nothing can be said of it, if so
  std::vector<std::size_t> events;  // each takes all of it down
  std::vector<Unit> units;
  double needed = 1;  // of the units (tiers), of those of all members (groups)
  std::vector<Use> uses;
  std::vector<Target> targets;
  std::vector<std::size_t> members;        // tiers of a group, tables of a global table, the cluster's own number
  std::optional<std::size_t> container;    // a tier's group, an instance's cluster
  std::optional<std::size_t> switching;    // F
  std::vector<Unit> copies;                // of an Aurora volume
  bool readable = true;                    // no witness
  std::map<std::size_t, std::size_t> own;  // of a group, or a tier in none: own events by Region
  bool writable = true;                    // neither that nor a replica of another
  bool failover = false;                   // record: failover policy
  bool checked = false;                    // record: health check
  double switchSeconds = 0;                // record: until it has switched
  bool fallback = false;                   // cache: clients read past it
};

struct Parts {
  std::vector<Event> events;
  std::vector<Part> parts;
  std::map<std::string, std::size_t, std::less<>> byId;
};

// All parts of a design. The switches of records have rates yet to be found (walk.h): those follow from the structure.
Parts partsOf(const Drawing& drawing, const Assumed& assumed, const Anchors& anchors);

}  // namespace nines::oracle
