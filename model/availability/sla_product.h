// AWS's rule of thumb: availability of a workload as the product of the SLAs of the distinct services on its path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/design.h"

namespace nines {

// One factor of a product, so that people can check it.
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

struct WorkloadEstimate {
  std::string id;
  std::optional<double> slaProduct;  // nothing where a service on the path has no sourced figure
  std::vector<SlaFactor> factors;
  std::string unknownBecause;    // why slaProduct is empty, a sentence naming the resource
  std::optional<double> target;  // users.availabilityTarget
  // From the exact engine; empty until it exists.
  std::optional<double> availability;
  std::optional<double> unavailability;
};

struct StoreEstimate {
  std::string id;
  std::optional<double> sla;  // of its own configuration
  Source source;
  std::string configuration;  // "Multi-AZ"
  std::optional<double> read;
  std::optional<double> write;
};

struct Estimates {
  std::vector<WorkloadEstimate> workloads;  // by id
  std::vector<StoreEstimate> stores;        // by id; one line per data set (a replica or standby has none of its own)
};

Estimates estimateSlas(const Design& design);

}  // namespace nines
