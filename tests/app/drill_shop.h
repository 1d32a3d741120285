// A shop in two zones with a database of its own in each: what fails over when zone a is lost.
#pragma once

#include "drawn_by_hand.h"

namespace nines::test {

inline Topology shop() {
  Topology t;
  t.name = "Shop";
  const auto put = nodesInto(t);
  put("region", "region", "", {240, 0, 592, 416}, {{"code", Value("eu-west-1")}});
  put("zone-a", "az", "region", {176, 40, 188, 360}, {{"code", Value("eu-west-1a")}});
  put("zone-b", "az", "region", {376, 40, 188, 360}, {{"code", Value("eu-west-1b")}});
  put("shop", "users", "", {0, 80, 146, 52}, {{"rtoSeconds", Value(900)}});
  put("alb", "load-balancer", "region", {16, 80, 146, 52});
  put("app-a", "app-tier", "zone-a", {21, 40, 146, 52});
  put("app-b", "app-tier", "zone-b", {21, 40, 146, 52});
  put("db", "rds-instance", "zone-a", {21, 200, 146, 52}, {{"engine", Value("mysql")}});
  put("standby", "rds-standby", "zone-b", {21, 200, 146, 52});
  const auto link = [&](const char* id, const char* kind, const char* from, const char* to) {
    t.links.put({id, kind, from, to, {}, {}, {}});
  };
  link("shop-alb", "uses", "shop", "alb");
  link("alb-a", "routes", "alb", "app-a");
  link("alb-b", "routes", "alb", "app-b");
  link("a-db", "uses", "app-a", "db");
  link("b-db", "uses", "app-b", "db");
  link("pair", "standby", "db", "standby");
  return t;
}

}  // namespace nines::test
