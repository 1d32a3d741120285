#include "cases.h"

namespace nines::oracle {

namespace {

const Properties kRead{{"access", Value("read")}};
const Properties kWrite{{"access", Value("write")}};

}  // namespace

void addDatabaseCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  const long double pairSwitch = switchCost({h, 4}, 90) + switchCost(usualAssumptions().zone, 90);
  out.push_back({"a standby that is wanted stands in the next zone by code",
                 [](Structure& s) {
                   s.region("eu-west-1", "cab");
                   s.node("db", "rds-instance", "a", {{"multiAz", Value(true)}});
                   s.node("tier", "app-tier", "b");
                   s.link("uses", "tier", "db");
                   s.need("tier");
                 },
                 either(r, usualAnchors().pair, pairSwitch, z, h, either(z, h) * h)});
  out.push_back({"or in the one that was chosen",
                 [](Structure& s) {
                   s.region("eu-west-1", "abc");
                   s.node("db", "rds-instance", "a", {{"multiAz", Value(true)}, {"chosenStandbyAz", Value("c")}});
                   s.node("tier", "app-tier", "c");
                   s.link("uses", "tier", "db");
                   s.need("tier");
                 },
                 either(r, usualAnchors().pair, pairSwitch, z, h, either(z, h) * h)});
  out.push_back({"or in the next one of its subnet group",
                 [](Structure& s) {
                   s.region("eu-west-1", "abc");
                   s.node("db", "rds-instance", "a",
                          {{"multiAz", Value(true)}, {"subnetGroupAzs", Value(Value::Array{Value("c"), Value("a")})}});
                   s.node("tier", "app-tier", "c");
                   s.link("uses", "tier", "db");
                   s.need("tier");
                 },
                 either(r, usualAnchors().pair, pairSwitch, z, h, either(z, h) * h)});
  out.push_back({"or in that of a Region that AWS does not know, by the codes that are drawn",
                 [](Structure& s) {
                   s.node("north", "region");
                   for (const char* zone : {"a", "b", "c"})
                     s.node(zone, "az", "north", {{"code", Value(std::string("north-") + zone)}});
                   s.node("db", "rds-instance", "a",
                          {{"multiAz", Value(true)},
                           {"subnetGroupAzs", Value(Value::Array{Value("north-c"), Value("north-a")})}});
                   s.node("tier", "app-tier", "c");
                   s.link("uses", "tier", "db");
                   s.need("tier");
                 },
                 either(r, usualAnchors().pair, pairSwitch, z, h, either(z, h) * h)});
}

void addReplicaCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  const auto replicated = [](Structure& s) {
    s.region("eu-west-1", "ab");
    s.node("db", "rds-instance", "a");
    s.node("replica", "rds-instance", "b");
    s.link("replicates", "db", "replica");
  };
  const auto with = [replicated](const std::function<void(Structure&)>& needs) {
    return [=](Structure& s) {
      replicated(s);
      needs(s);
    };
  };
  out.push_back({"nobody can write to a replica", with([](Structure& s) { s.need("replica", kWrite); }), 1.0L});
  out.push_back({"a replica is never promoted", with([](Structure& s) {
                   s.need("db", kWrite);
                   s.need("replica", kWrite);
                 }),
                 either(r, z, h)});
  out.push_back({"who does not know the replica does not find it", with([](Structure& s) { s.need("db", kRead); }),
                 either(r, z, h)});
  out.push_back({"whoever can be read will do, if linked at all", with([](Structure& s) {
                   s.need("db", {{"access", Value("write")}, {"hard", Value(false)}});
                   s.need("replica", kRead);
                 }),
                 either(r, std::pow(either(z, h), 2.0L))});
  out.push_back({"a link that does not say what for asks for what there is",
                 with([](Structure& s) { s.need("replica"); }), either(r, z, h)});
  out.push_back({"nothing replicates into itself",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   s.node("db", "rds-instance", "a");
                   s.link("replicates", "db", "db");
                   s.need("db", kWrite);
                 },
                 either(r, z, h)});
  out.push_back({"each side of a pair over two Regions needs its own",
                 [](Structure& s) {
                   s.region("eu-west-1", "a");
                   s.region("eu-central-1", "b");
                   s.node("db", "rds-instance", "a");
                   s.node("standby", "rds-standby", "b");
                   s.link("standby", "db", "standby");
                   s.need("db");
                 },
                 either(usualAnchors().pair, switchCost({h, 4}, 90) + switchCost(usualAssumptions().zone, 90),
                        std::pow(either(r, z, h), 2.0L))});
  out.push_back({"a link to a standby asks for nothing to be written",
                 [](Structure& s) {
                   s.region("eu-west-1", "ab");
                   s.node("db", "rds-instance", "a");
                   s.node("replica", "rds-instance", "b", {{"multiAz", Value(true)}});
                   s.node("standby", "rds-standby", "a");
                   s.link("standby", "replica", "standby");
                   s.link("replicates", "db", "replica");
                   s.need("standby");
                   s.need("replica", {{"hard", Value(false)}});
                 },
                 0.0005L});
  out.push_back({"a standby serves nobody",
                 [](Structure& s) {
                   s.region("eu-west-1", "ab");
                   s.node("db", "rds-instance", "a");
                   s.node("standby", "rds-standby", "b");
                   s.link("standby", "db", "standby");
                   s.need("standby", kRead);
                 },
                 1.0L});
}

// Copies that never fail: storage is there while two of three zones are.
void addClusterCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().auroraHost;
  const long double s = usualAnchors().cluster;
  const auto cluster = [](const char* mode, const NodeId& needed, const Properties& access) {
    return [=](Structure& structure) {
      structure.design.assumptions.emplace("copy.unavailability", Value(0));
      structure.region("eu-west-1", "abc");
      structure.node("cluster", "aurora-cluster", "eu-west-1", {{"mode", Value(mode)}});
      structure.node("writer", "aurora-instance", "a", {{"role", Value("writer")}});
      structure.node("reader", "aurora-instance", "b");
      structure.link("member", "writer", "cluster");
      structure.link("member", "reader", "cluster");
      structure.need(needed, access);
    };
  };
  const long double up = (1 - z) * (1 - z) * (1 - h * h) + 2 * (1 - z) * (1 - z) * z * (1 - h);
  const long double endpoint = either(r, s, z, h, z * z);
  const long double clusterSwitch = switchCost({h, 4}, 45) + switchCost(usualAssumptions().zone, 45);
  out.push_back(
      {"a cluster that is written", cluster("provisioned", "cluster", kWrite), either(r, s, clusterSwitch, 1 - up)});
  out.push_back({"a cluster that is read", cluster("serverless-v2", "cluster", kRead), either(r, s, 1 - up)});
  out.push_back({"several masters need no switch", cluster("multi-master", "cluster", kWrite), either(r, s, 1 - up)});
  out.push_back({"an instance endpoint is that instance", cluster("provisioned", "reader", kRead), endpoint});
  out.push_back({"and written only with the switch made", cluster("provisioned", "writer", kWrite),
                 either(endpoint, clusterSwitch)});
  out.push_back({"a reader takes no writes", cluster("provisioned", "reader", kWrite), 1.0L});
  out.push_back({"where all are masters it does", cluster("multi-master", "reader", kWrite), endpoint});
  out.push_back(
      {"serverless v1 is one instance somewhere", cluster("serverless-v1", "cluster", kWrite), either(r, h, z, z * z)});
}

void addStoreCases(std::vector<Case>& out) {
  const long double r = usualAssumptions().region.q;
  const long double z = usualAssumptions().zone.q;
  const long double h = usualAnchors().host;
  const long double t = usualAnchors().table;
  const auto cache = [](const Properties& properties, const Properties& access) {
    return [=](Structure& s) {
      s.region("eu-west-1", "ab");
      s.node("dax", "dax-cluster", "eu-west-1", properties);
      s.node("table", "dynamodb-table", "eu-west-1");
      s.link("uses", "dax", "table", access);
      s.need("dax", access);
    };
  };
  const Properties twoNodes{{"nodes", Value(2)}};
  const Properties fallback{{"clientFallback", Value(true)}, {"nodes", Value(2)}};
  const long double behind = either(r, t, usualAnchors().cache, std::pow(either(z, h), 2.0L));
  out.push_back({"a cache of two nodes before its table", cache(twoNodes, kRead), behind});
  out.push_back({"reads pass by a cache", cache(fallback, kRead), either(r, t)});
  out.push_back({"writes do not", cache(fallback, kWrite), behind});
  // It takes both, and nothing says that it is not asked for both.
  out.push_back({"what nobody calls a read does not either", cache(fallback, {}), behind});
  out.push_back({"one replica of a global table",
                 [](Structure& s) {
                   s.region("eu-west-1");
                   s.region("eu-central-1");
                   s.node("table", "dynamodb-table", "eu-west-1");
                   s.node("other", "dynamodb-table", "eu-central-1");
                   s.link("replicates", "other", "table");
                   s.need("table");
                 },
                 either(r, t, usualAnchors().globalTable)});
  const auto bucket = [](const char* storage, int designedFor) {
    return [=](Structure& s) {
      s.design.assumptions.emplace("s3.designedFor", Value(designedFor));
      s.region("eu-west-1");
      s.node("docs", "s3-bucket", "eu-west-1", {{"storageClass", Value(storage)}});
      s.need("docs");
    };
  };
  out.push_back({"Standard by SLA", bucket("standard", 0), 0.001L});
  out.push_back({"Standard as designed", bucket("standard", 1), 0.0001L});
  out.push_back({"Infrequent Access by SLA", bucket("standard-ia", 0), 0.01L});
  out.push_back({"One Zone by SLA", bucket("one-zone-ia", 0), 0.01L});
  out.push_back({"One Zone as designed", bucket("one-zone-ia", 1), 0.005L});
  out.push_back({"neither figure", bucket("standard", 2), std::nullopt});
  out.push_back({"two buckets with the same data",
                 [](Structure& s) {
                   s.region("eu-west-1");
                   s.region("eu-central-1");
                   s.node("docs", "s3-bucket", "eu-west-1");
                   s.node("copy", "s3-bucket", "eu-central-1");
                   s.link("replicates", "docs", "copy");
                   s.need("docs");
                   s.need("copy", kRead);
                 },
                 1e-6L});
}

}  // namespace nines::oracle
