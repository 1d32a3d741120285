// A drill made by hand, for what shows drills: zone a is lost; Orders fails over, Reports waits for a restore and
// misses its target, Warehouse is not hit.
#pragma once

#include <memory>

#include "recovery/drill.h"
#include "topology/topology.h"

namespace nines::test {

inline Topology drilledTopology() {
  Topology t;
  t.name = "Orders";
  t.nodes.put({"eu-west-1", "region", "", "eu-west-1", {}, {{"code", "eu-west-1"}}, {}});
  t.nodes.put({"eu-west-1a", "az", "eu-west-1", "eu-west-1a", {}, {{"code", "eu-west-1a"}}, {}});
  t.nodes.put({"eu-west-1b", "az", "eu-west-1", "eu-west-1b", {}, {{"code", "eu-west-1b"}}, {}});
  t.nodes.put({"orders-db", "rds-instance", "eu-west-1a", "orders-db", {}, {{"engine", "mysql"}}, {}});
  t.nodes.put({"orders-r1", "rds-instance", "eu-west-1b", "orders-r1", {}, {{"engine", "mysql"}}, {}});
  t.nodes.put({"app-1", "app-tier", "eu-west-1a", "app-1", {}, {}, {}});
  t.nodes.put({"app-2", "app-tier", "eu-west-1b", "app-2", {}, {}, {}});
  t.nodes.put({"docs", "s3-bucket", "eu-west-1", "orders-docs", {}, {}, {}});
  t.nodes.put({"orders", "users", "", "Orders", {}, {}, {}});
  t.nodes.put({"reports", "users", "", "Reports", {}, {}, {}});
  t.nodes.put({"warehouse", "users", "", "Warehouse", {}, {}, {}});
  t.links.put({"db-r1", "replicates", "orders-db", "orders-r1", {}, {}, {}});
  return t;
}

inline DrillStep drillStep(std::string id, StepKind kind, std::string subject, std::string what, Span duration,
                           Span start, std::vector<std::size_t> after, bool critical) {
  DrillStep step;
  step.id = std::move(id);
  step.kind = kind;
  step.subject = std::move(subject);
  step.what = std::move(what);
  step.duration = duration;
  step.start = start;
  step.end = {start.best + duration.best, start.worst + duration.worst};
  step.after = std::move(after);
  step.critical = critical;
  step.source = {"AWS documentation", "2024-05"};
  return step;
}

inline WorkloadDrill ordersDrill() {
  WorkloadDrill w;
  w.id = "orders";
  w.affected = true;
  w.rto = Span{80, 180};
  w.readRto = Span{80, 150};
  w.rpo = Span{0, 0};
  w.rtoTarget = 900;
  w.rpoTarget = 60;
  w.rtoMet = w.rpoMet = true;
  w.states = {{0, ServiceState::down}, {150, ServiceState::degraded}, {180, ServiceState::up}};
  w.bestStates = {{0, ServiceState::down}, {80, ServiceState::up}};
  w.steps = {drillStep("s0", StepKind::detect, "", "Detect", {20, 30}, {0, 0}, {}, true),
             drillStep("s1", StepKind::promote, "orders-r1", "Promote orders-r1", {60, 120}, {20, 30}, {0}, true),
             drillStep("s2", StepKind::rePoint, "orders-db", "Re-point clients", {0, 30}, {80, 150}, {1}, true),
             drillStep("s3", StepKind::dns, "docs", "DNS TTL", {0, 60}, {20, 30}, {0}, false),
             drillStep("s4", StepKind::start, "app-2", "Start app-2", {60, 100}, {20, 30}, {0}, false)};
  w.steps[1].assumptions = {"decide.best", "decide.worst"};
  w.steps[2].properties = {{"orders-db", "clientDnsCacheSeconds"}};
  w.costliest = 1;
  w.advice = "A standby in another zone would take over by itself.";
  return w;
}

inline WorkloadDrill reportsDrill() {
  WorkloadDrill w;
  w.id = "reports";
  w.affected = true;
  w.rto = Span{600, 1500};
  w.readRto = Span{0, 0};
  w.rpo = Span{0, 60};
  w.rtoTarget = 900;
  w.rtoMet = false;
  w.states = {{0, ServiceState::readOnly}, {1500, ServiceState::up}};
  w.bestStates = {{0, ServiceState::readOnly}, {600, ServiceState::up}};
  w.steps = {drillStep("s0", StepKind::restore, "orders-db", "Restore orders-db", {600, 1500}, {0, 0}, {}, true)};
  w.costliest = 0;
  w.advice = "A replica in eu-west-1b would avoid the restore.";
  w.losses = {{"orders-db", "", "Point-in-time recovery", Span{0, 60}, {}, false, {}}};
  return w;
}

inline std::shared_ptr<const Drill> drillSample() {
  auto drill = std::make_shared<Drill>();
  drill->outage.parts = {{OutageKind::zone, "eu-west-1a"}};
  drill->down = {"app-1", "orders-db"};
  drill->promoted = {"orders-r1"};
  drill->nodes = {{"app-1", Fate::failed, {0, 0}},
                  {"orders-db", Fate::failed, {0, 0}},
                  {"docs", Fate::stale, {0, 0}},
                  {"app-2", Fate::started, {80, 130}},
                  {"orders-r1", Fate::promoted, {80, 150}},
                  {"orders-db", Fate::restored, {600, 1500}}};
  WorkloadDrill warehouse;
  warehouse.id = "warehouse";
  warehouse.rto = warehouse.readRto = warehouse.rpo = Span{0, 0};
  warehouse.rtoTarget = 3600;
  warehouse.rtoMet = true;
  drill->workloads = {ordersDrill(), reportsDrill(), warehouse};
  return drill;
}

}  // namespace nines::test
