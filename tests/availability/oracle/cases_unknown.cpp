#include "cases.h"

namespace nines::oracle {

void addUnfinishedCases(std::vector<Case>& out) {
  const auto unknown = [&](const char* name, const std::function<void(Structure&)>& draw) {
    out.push_back({name, draw, std::nullopt});
  };
  unknown("users that need nothing", [](Structure& s) { s.node("users", "users"); });
  unknown("a data centre of which nothing is known", [](Structure& s) {
    centre(s, "site", std::nullopt);
    s.node("server", "server", "site");
    s.need("server");
  });
  unknown("a function", [](Structure& s) {
    s.region("eu-west-1");
    s.node("tier", "app-tier", "eu-west-1", {{"runsOn", Value("lambda")}});
    s.need("tier");
  });
  unknown("a server in a zone", [](Structure& s) {
    s.region("eu-west-1", "a");
    s.node("server", "server", "a");
    s.need("server");
  });
  for (const char* kind : {"load-balancer", "scaling-group", "aurora-cluster", "dax-cluster"}) {
    unknown(kind, [kind](Structure& s) {
      s.region("eu-west-1");
      s.node("empty", kind, "eu-west-1");
      s.need("empty");
    });
  }
  unknown("a record that routes nowhere", [](Structure& s) {
    record(s, "dns", "simple", true);
    s.need("dns");
  });
  unknown("an instance of no cluster", [](Structure& s) {
    s.region("eu-west-1", "a");
    s.node("instance", "aurora-instance", "a");
    s.need("instance");
  });
}

void addUnknownCases(std::vector<Case>& out) {
  const auto unknown = [&](const char* name, const std::function<void(Structure&)>& draw) {
    out.push_back({name, draw, std::nullopt});
  };
  unknown("what needs itself", [](Structure& s) {
    sites(s);
    s.link("uses", "t1", "t2");
    s.link("uses", "t2", "t1");
    s.need("t1");
  });
  unknown("an unknown alternative", [](Structure& s) {
    sites(s);
    centre(s, "site", std::nullopt);
    s.node("tier", "app-tier", "site");
    record(s, "dns", "weighted", true);
    s.link("routes", "dns", "t1");
    s.link("routes", "dns", "tier");
    s.need("dns");
  });
  unknown("a tier without a figure in a group of which nothing is needed", [](Structure& s) {
    s.region("eu-west-1");
    s.node("group", "scaling-group", "eu-west-1", {{"needed", Value(0)}});
    s.node("tier", "app-tier", "eu-west-1", {{"runsOn", Value("lambda")}});
    s.link("member", "tier", "group");
    s.need("group");
  });
  unknown("a tier that needs its own group, of which nothing is needed", [](Structure& s) {
    s.region("eu-west-1", "a");
    s.node("group", "scaling-group", "eu-west-1", {{"needed", Value(0)}});
    s.node("tier", "app-tier", "a");
    s.link("member", "tier", "group");
    s.link("uses", "tier", "group");
    s.need("group");
  });
  unknown("an instance drawn where there are none", [](Structure& s) {
    s.region("eu-west-1", "a");
    s.node("cluster", "aurora-cluster", "eu-west-1", {{"mode", Value("serverless-v1")}});
    s.node("instance", "aurora-instance", "a", {{"role", Value("writer")}});
    s.link("member", "instance", "cluster");
    s.need("instance");
  });
  unknown("a stopped cluster without instances", [](Structure& s) {
    s.region("eu-west-1");
    s.node("cluster", "aurora-cluster", "eu-west-1", {{"stopped", Value(true)}});
    s.need("cluster");
  });
  unknown("an instance of no cluster, to be written", [](Structure& s) {
    s.region("eu-west-1", "a");
    s.node("instance", "aurora-instance", "a");
    s.need("instance", {{"access", Value("write")}});
  });
  unknown("a kind of node that nobody knows", [](Structure& s) {
    s.node("thing", "thing");
    s.need("thing");
  });
  unknown("an assumption that cannot be", [](Structure& s) {
    s.design.assumptions.emplace("az.unavailability", Value(1.5));
    sites(s);
    s.need("t1");
  });
  out.push_back({"what tiers need of which nothing is needed may be unknown",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   s.node("group", "scaling-group", "eu-west-1", {{"needed", Value(0)}});
                   s.node("tier", "app-tier", "a");
                   s.node("thing", "thing");
                   s.link("member", "tier", "group");
                   s.link("uses", "tier", "thing");
                   s.need("group");
                 },
                 0.0L});
  out.push_back({"what is not read may be unknown",
                 [](Structure& s) {
                   sites(s);
                   s.node("thing", "thing");
                   s.link("uses", "t1", "thing", {{"hard", Value(false)}});
                   record(s, "dns", "failover", false);
                   route(s, "dns", "t1", "primary");
                   route(s, "dns", "t2", "secondary");
                   s.link("uses", "t2", "thing");
                   s.need("dns");
                 },
                 kSite1});
  out.push_back({"links that may not be drawn mean nothing",
                 [](Structure& s) {
                   sites(s);
                   s.link("standby", "t1", "t2");
                   s.link("routes", "t1", "t3");
                   s.need("t1");
                 },
                 kSite1});
}

}  // namespace nines::oracle
