// What the analyses say of availability: immutable values of a Report. All fractions of time, all times in seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/catalogue.h"
#include "support/shared_rows.h"

namespace nines {

// One factor of a product of SLAs, so that people can check it.
struct SlaFactor {
  std::string label;        // "orders-db, Multi-AZ": names and configuration, joined
  double availability = 1;  // fraction
  Source source;
  std::vector<std::string> nodes;
  // For alternatives below one DNS record, any of which suffices: the factors of each.
  std::vector<std::vector<SlaFactor>> alternatives{};
  std::string names{};          // "orders-db": of the resources, at most a few
  std::string configuration{};  // "Multi-AZ", or for alternatives what each is worth; may be empty
};

// One independent event of the exact estimate (availability.md, "Events").
struct Event {
  enum class Kind { region, zone, host, auroraHost, copy, own, switching, dataCentre };
  Kind kind = Kind::host;
  std::string key;  // stable, unique in the design: "zone:eu-west-1:eu-west-1a", "host:orders-db", "own:orders-db"
  std::string component;  // the node that it is about; of a Region or zone one that is drawn, empty if none is
  // All nodes that it takes down by itself, sorted: for highlighting. In an estimate those of Regions, zones and data
  // centres are left out, since they change with whatever moves there (withInhabitants() in events.h).
  std::vector<std::string> nodes;
  std::string label;           // as people say it: "Zone eu-west-1a", "Host of orders-db"
  double unavailability = 0;   // q, fraction of time
  double perYear = 0;          // w, how often it begins
  double durationSeconds = 0;  // mean: q * year / w; 0 where it never happens
  bool ofRedundancy = false;   // own event or switch of a redundant configuration: no single point to people
};

// How much an event matters to a workload.
struct Contributor {
  std::uint32_t event = 0;  // position in the events that it is listed with
  double birnbaum = 0;      // dU / dq
  double criticality = 0;   // q * birnbaum / U
  double ifPerfect = 1;     // availability if the event never happened
  double unavailabilityIfPerfect = 0;
};

struct MinimalCutSet {
  std::vector<std::uint32_t> events;  // positions in WorkloadEstimate::events, ascending
  double probability = 0;
};

// Exact figures of one function: a workload's need, a store's read or write.
struct ExactFigure {
  std::optional<double> availability;
  std::optional<double> unavailability;  // computed directly, never as 1 - availability
  std::string unknownBecause;            // why both are empty: a sentence that names the resource
};

struct WorkloadEstimate {
  std::string id;
  std::optional<double> slaProduct;  // nothing where a service on the path has no sourced figure
  std::vector<SlaFactor> factors;
  std::string unknownBecause;    // why slaProduct is empty, a sentence naming the resource
  std::optional<double> target;  // users.availabilityTarget
  ExactFigure exact;
  std::vector<Event> events;              // that it rests on: those of the workload alone, and places
  std::vector<Contributor> contributors;  // by descending criticality
  std::vector<MinimalCutSet> cutSets;     // of at most two events, the smallest first, then the most probable
  std::vector<std::string> singlePoints;  // nodes, sorted: components of the cut sets of one event that people mean
};

struct StoreEstimate {
  std::string id;
  std::optional<double> sla;  // of its own configuration
  Source source;
  std::string configuration;  // "Multi-AZ"
  ExactFigure read;
  ExactFigure write;
};

// What an edit leaves alone is shared with the estimates before it.
struct Estimates {
  SharedRows<WorkloadEstimate> workloads;  // by id
  SharedRows<StoreEstimate> stores;        // by id; one line per data set (a replica or standby has none of its own)
};

}  // namespace nines
