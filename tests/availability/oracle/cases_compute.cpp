#include "cases.h"

namespace nines::oracle {

const Assumed& usualAssumptions() {
  static const Assumed kAssumed = assumedBy(Profiles::shipped().orDefault(kDefaultProfile));
  return kAssumed;
}

const Anchors& usualAnchors() {
  static const Anchors kAnchors(usualAssumptions());
  return kAnchors;
}

void centre(Structure& s, const NodeId& id, std::optional<double> availability) {
  Properties properties;
  if (availability) properties["availability"] = Value(*availability);
  s.node(id, "data-centre", "", properties);
}

void record(Structure& s, const NodeId& id, const char* policy, bool checked) {
  s.node(id, "route53", "", {{"policy", Value(policy)}, {"healthCheck", Value(checked)}});
}

void route(Structure& s, const NodeId& from, const NodeId& to, const char* role) {
  s.link("routes", from, to, {{"role", Value(role)}});
}

void sites(Structure& s) {
  for (const int i : {1, 2, 3}) {
    const std::string number = std::to_string(i);
    centre(s, "site" + number, 1 - i / 100.0);
    s.node("t" + number, "app-tier", "site" + number);
  }
}

std::vector<Case> cases() {
  std::vector<Case> out;
  addComputeCases(out);
  addGroupCases(out);
  addTrafficCases(out);
  addDatabaseCases(out);
  addReplicaCases(out);
  addClusterCases(out);
  addStoreCases(out);
  addUnfinishedCases(out);
  addUnknownCases(out);
  return out;
}

namespace {

// What one failover of a default record costs a year, per trigger a year: 3 checks of 30 s and half of 60 s.
long double switching(long double perYear) { return perYear * 120.0L / kYear; }

void balancer(Structure& s, const std::vector<NodeId>& targets) {
  s.node("balancer", "load-balancer", "eu-west-1");
  for (const NodeId& target : targets) s.link("routes", "balancer", target);
  s.need("balancer");
}

}  // namespace

void addComputeCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  const long double two = 3 * (1 - h) * (1 - h) * h + (1 - h) * (1 - h) * (1 - h);
  out.push_back({"a tier in a Region goes round its zones by code",
                 [](Structure& s) {
                   s.region("eu-west-1", "ba");
                   s.node("tier", "app-tier", "eu-west-1", {{"running", Value(3)}, {"needed", Value(2)}});
                   s.need("tier");
                 },
                 either(r, usualAnchors().group, 1 - ((1 - z) * (1 - z) * two + (1 - z) * z * (1 - h) * (1 - h)))});
  out.push_back({"a tier in a Region without zones stands in one that is not drawn",
                 [](Structure& s) {
                   s.region("eu-west-1");
                   s.node("tier", "app-tier", "eu-west-1", {{"running", Value(2)}});
                   s.need("tier");
                 },
                 either(r, z, usualAnchors().group, h * h)});
  const auto tierOf = [](int running, int needed) {
    return [=](Structure& s) {
      s.region("eu-west-1", "a");
      s.node("tier", "app-tier", "a", {{"running", Value(running)}, {"needed", Value(needed)}});
      s.need("tier");
    };
  };
  out.push_back({"nothing needed", tierOf(1, 0), 0.0L});
  out.push_back({"nothing running", tierOf(0, 1), 1.0L});
  out.push_back({"more needed than running", tierOf(2, 3), 1.0L});
  out.push_back({"a tier on premises is as available as its site",
                 [](Structure& s) {
                   sites(s);
                   s.need("t2");
                 },
                 kSite2});
}

void addGroupCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  out.push_back({"an instance counts while what its tier needs is there",
                 [](Structure& s) {
                   s.region("eu-west-1", "ab");
                   s.node("group", "scaling-group", "eu-west-1");
                   for (const char* zone : {"a", "b"}) {
                     const std::string tier = std::string("tier-") + zone;
                     s.node(tier, "app-tier", zone);
                     s.node(tier + "-docs", "s3-bucket", "eu-west-1");
                     s.link("member", tier, "group");
                     s.link("uses", tier, tier + "-docs");
                   }
                   s.need("group");
                 },
                 either(r, usualAnchors().group, std::pow(either(z, h, usualAnchors().bucket(0.999L)), 2.0L))});
  out.push_back({"a member of a group does not count by itself",
                 [](Structure& s) {
                   s.region("eu-west-1", "ab");
                   s.node("group", "scaling-group", "eu-west-1");
                   for (const char* zone : {"a", "b"}) {
                     s.node(std::string("tier-") + zone, "app-tier", zone);
                     s.link("member", std::string("tier-") + zone, "group");
                   }
                   s.need("tier-a");
                 },
                 either(r, usualAnchors().group, std::pow(either(z, h), 2.0L))});
  out.push_back({"a group's own event is its Region's, and a single instance there has none",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   s.region("eu-central-1", "b");
                   s.node("group", "scaling-group", "eu-west-1");
                   for (const char* zone : {"a", "b"}) {
                     s.node(std::string("tier-") + zone, "app-tier", zone);
                     s.link("member", std::string("tier-") + zone, "group");
                   }
                   s.need("group");
                 },
                 std::pow(either(r, z, h), 2.0L)});
  out.push_back({"an endpoint means something of clusters only",
                 [](Structure& s) {
                   centre(s, "site", 0.99);
                   s.node("gateway", "storage-gateway", "site");
                   s.need("gateway", {{"access", Value("write")}, {"endpoint", Value("reader")}});
                 },
                 either(0.01L, usualAnchors().gateway)});
  out.push_back({"outside of any Region there is no own event",
                 [](Structure& s) {
                   s.node("zone", "az");
                   s.node("tier", "app-tier", "zone", {{"running", Value(2)}});
                   s.need("tier");
                 },
                 either(z, h * h)});
  out.push_back({"a gateway on premises",
                 [](Structure& s) {
                   centre(s, "site", 0.99);
                   s.node("gateway", "storage-gateway", "site");
                   s.node("server", "server", "site");
                   s.link("uses", "server", "gateway");
                   s.need("server");
                 },
                 either(0.01L, usualAnchors().gateway)});
}

void addTrafficCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  out.push_back({"a balancer with all targets in one zone",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   s.node("t1", "app-tier", "a");
                   s.node("t2", "app-tier", "a");
                   balancer(s, {"t1", "t2"});
                 },
                 either(r, z, usualAnchors().balancerInOneZone, h * h)});
  out.push_back({"a data centre is no zone to a balancer",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   sites(s);
                   s.node("there", "app-tier", "a");
                   balancer(s, {"there", "t1"});
                 },
                 either(r, usualAnchors().balancerInOneZone, either(z, h) * kSite1)});
  out.push_back({"two data centres are no two zones to a balancer",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   sites(s);
                   balancer(s, {"t1", "t2"});
                 },
                 either(r, usualAnchors().balancerInOneZone, kSite1 * kSite2)});
  const auto failover = [](bool checked) {
    return [=](Structure& s) {
      sites(s);
      record(s, "dns", "failover", checked);
      route(s, "dns", "t1", "primary");
      route(s, "dns", "t2", "secondary");
      s.need("dns");
    };
  };
  out.push_back({"failover without health check is the primary alone", failover(false), kSite1});
  out.push_back({"failover with health check", failover(true), either(switching(4), kSite1 * kSite2)});
  const auto weighted = [](bool checked) {
    return [=](Structure& s) {
      s.region("eu-west-1", "a");
      s.node("there", "app-tier", "a");
      sites(s);
      record(s, "dns", "weighted", checked);
      s.link("routes", "dns", "there");
      s.link("routes", "dns", "t1");
      s.need("dns");
    };
  };
  out.push_back({"a record without health check needs all targets", weighted(false), either(r, z, h, kSite1)});
  // Triggers of the tier: Region, zone, host; of the other: its site. The mean of both.
  out.push_back({"active-active is the mean over the targets", weighted(true),
                 either(switching((0.05L + 0.5L + 4.0L + 4.0L) / 2), either(r, z, h) * kSite1)});
  out.push_back({"the switch of a nested record triggers the outer one",
                 [](Structure& s) {
                   sites(s);
                   record(s, "inner", "latency", true);
                   s.link("routes", "inner", "t1");
                   s.link("routes", "inner", "t2");
                   record(s, "outer", "failover", true);
                   route(s, "outer", "inner", "primary");
                   route(s, "outer", "t3", "secondary");
                   s.need("outer");
                 },
                 either(switching(4), either(switching(4), kSite1 * kSite2) * kSite3)});
}

}  // namespace nines::oracle
