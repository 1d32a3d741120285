// The shipped catalogue against the contract of the file format, transcribed here once more by hand.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "catalogue/catalogue.h"
#include "support.h"

using namespace nines;

namespace {

using Words = std::vector<std::string>;

Words words(const std::string& text) {
  std::istringstream in(text);
  Words out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

struct KindRow {
  const char* id;
  const char* parents;
  const char* properties;
};

const KindRow kKinds[] = {
    {"account", "canvas", "accountId"},
    {"region", "canvas account", "code role"},
    {"vpc", "region", "cidr"},
    {"az", "region vpc", "code"},
    {"data-centre", "canvas", "uplinkMbps availability"},
    {"group", "canvas account region vpc az data-centre group", ""},
    {"users", "canvas", "availabilityTarget rtoSeconds rpoSeconds claim strategy primaryRegion recoveryRegion"},
    {"route53", "canvas account", "policy ttlSeconds healthCheck healthCheckIntervalSeconds failureThreshold"},
    {"load-balancer", "region vpc", "type healthCheckIntervalSeconds unhealthyThreshold"},
    {"scaling-group", "region vpc", "needed maximum"},
    {"app-tier", "az region vpc data-centre",
     "runsOn running needed maximum startSeconds counterpart clientDnsCacheSeconds daxClient clientSideBalancing"},
    {"rds-instance", "az",
     "engine engineVersion edition storageEngine multiAz backupRetentionDays backupCopyRegion instanceClass "
     "allocatedGb subnetGroupAzs lagAlarm failoverEvents chosenStandbyAz"},
    {"rds-standby", "az", ""},
    {"aurora-cluster", "region vpc",
     "engine mode backupRetentionDays backupCopyRegion minAcu maxAcu autoPause dataApi customEndpoints stopped dataGb"},
    {"aurora-instance", "az", "role promotionTier instanceClass"},
    {"dynamodb-table", "region",
     "tableName capacityMode autoScaling pitr pitrDays onDemandBackups backupRetentionDays consistency witness dataGb"},
    {"dax-cluster", "vpc region",
     "nodes nodeAzs encryptionAtRest tls inboundPorts itemTtlSeconds clientFallback instanceClass"},
    {"dax-node", "az", "role"},
    {"s3-bucket", "region",
     "storageClass purpose versioning mfaDelete lifecycle retrieval objectMb multipart access dataGb"},
    {"storage-gateway", "data-centre az",
     "type volumes volumeTib totalTib tapes tapeGib tapeDrives mediaChangers archivePool cacheGib uploadBufferGib "
     "writeMbps uploadMbps writeHours"},
    {"snowball", "data-centre canvas", "capacityTb jobs dataTb linkMbps utilisation ongoing notifications"},
    {"backup-plan", "region", "intervalHours retentionDays copyTo"},
    {"server", "data-centre az", "role dataGb"},
    {"note", "canvas account region vpc az data-centre group", "text"},
};

struct LinkRow {
  const char* id;
  const char* line;
  const char* properties;
};

const LinkRow kLinks[] = {
    {"uses", "solid", "access endpoint hard workload"},
    {"routes", "solid", "role weight"},
    {"standby", "double", "mode"},
    {"replicates", "dashed", "mode technology lagSeconds timeControl"},
    {"member", "none", ""},
    {"backs-up", "dotted", "intervalHours"},
    {"transfers", "dotted", "dataTb linkMbps utilisation"},
};

struct PairRow {
  const char* link;
  const char* from;
  const char* to;
};

const PairRow kPairs[] = {
    {"uses", "users app-tier scaling-group server dax-cluster",
     "route53 load-balancer scaling-group app-tier rds-instance rds-standby aurora-cluster aurora-instance "
     "dynamodb-table dax-cluster s3-bucket storage-gateway server"},
    {"routes", "route53", "route53 load-balancer scaling-group app-tier s3-bucket server"},
    {"routes", "load-balancer", "scaling-group app-tier server"},
    {"standby", "rds-instance", "rds-standby"},
    {"replicates", "rds-instance", "rds-instance"},
    {"replicates", "aurora-cluster", "aurora-cluster"},
    {"replicates", "aurora-instance", "aurora-instance"},
    {"replicates", "dynamodb-table", "dynamodb-table"},
    {"replicates", "s3-bucket", "s3-bucket"},
    {"replicates", "server", "server"},
    {"member", "aurora-instance", "aurora-cluster"},
    {"member", "dax-node", "dax-cluster"},
    {"member", "app-tier", "scaling-group"},
    {"backs-up", "rds-instance aurora-cluster dynamodb-table s3-bucket server storage-gateway",
     "s3-bucket backup-plan storage-gateway"},
    {"transfers", "server storage-gateway snowball", "s3-bucket"},
    {"transfers", "server", "snowball"},
};

// "owner.property" -> default; every boolean that is not here is false, everything else has none.
const std::map<std::string, Value> kDefaults = {
    {"users.claim", "none"},
    {"route53.policy", "simple"},
    {"route53.ttlSeconds", 60},
    {"route53.healthCheckIntervalSeconds", 30},
    {"route53.failureThreshold", 3},
    {"load-balancer.healthCheckIntervalSeconds", 30},
    {"load-balancer.unhealthyThreshold", 2},
    {"scaling-group.needed", 1},
    {"app-tier.runsOn", "ec2"},
    {"app-tier.running", 1},
    {"app-tier.needed", 1},
    {"app-tier.startSeconds", 180},
    {"app-tier.clientDnsCacheSeconds", 30},
    {"rds-instance.backupRetentionDays", 1},
    {"aurora-cluster.backupRetentionDays", 1},
    {"aurora-cluster.mode", "provisioned"},
    {"aurora-instance.role", "reader"},
    {"aurora-instance.promotionTier", 1},
    {"dynamodb-table.capacityMode", "on-demand"},
    {"dynamodb-table.pitrDays", 35},
    {"dynamodb-table.consistency", "eventual"},
    {"dax-cluster.itemTtlSeconds", 300},
    {"s3-bucket.storageClass", "standard"},
    {"s3-bucket.purpose", "data"},
    {"s3-bucket.retrieval", "standard"},
    {"storage-gateway.tapeDrives", 10},
    {"storage-gateway.mediaChangers", 1},
    {"snowball.utilisation", 0.8},
    {"transfers.utilisation", 0.8},
    {"uses.endpoint", "cluster"},
    {"uses.hard", true},
    {"standby.mode", "synchronous"},
    {"replicates.mode", "asynchronous"},
};

const std::set<std::string> kUnknownBooleans = {"dynamodb-table.pitr", "s3-bucket.multipart"};

std::optional<Value> expectedDefault(const std::string& name, const PropertySchema& schema) {
  if (const auto at = kDefaults.find(name); at != kDefaults.end()) return at->second;
  if (schema.type == PropertyType::boolean && !kUnknownBooleans.contains(name)) return Value(false);
  return std::nullopt;
}

void compareProperties(const std::string& owner, std::span<const PropertySchema> schemas, const char* expected) {
  Words keys;
  for (const PropertySchema& schema : schemas) {
    keys.push_back(schema.key);
    const std::string name = owner + "." + schema.key;
    QVERIFY2(schema.fallback == expectedDefault(name, schema), name.c_str());
    QCOMPARE(schema.fallbackFrom, std::string(name == "app-tier.maximum" ? "running" : ""));
    if (schema.fallback) QVERIFY2(!schema.source.text.empty() && !schema.source.date.empty(), name.c_str());
  }
  Words wanted = words(expected);
  std::ranges::sort(keys);
  std::ranges::sort(wanted);
  QCOMPARE(keys, wanted);
}

}  // namespace

class ContractTest : public QObject {
  Q_OBJECT

 private slots:
  void listsExactlyTheKinds() {
    std::set<std::string> expected;
    for (const KindRow& row : kKinds) expected.insert(row.id);
    std::set<std::string> found;
    for (const Kind& kind : Catalogue::shipped().kinds()) found.insert(kind.id);
    QCOMPARE(found, expected);
  }

  void kind_data() {
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(kKinds)); ++i) QTest::newRow(kKinds[i].id) << i;
  }
  void kind() {
    QFETCH(int, row);
    const KindRow& expected = kKinds[row];
    const Catalogue& catalogue = Catalogue::shipped();
    const Kind* found = catalogue.kind(expected.id);
    QVERIFY(found);
    compareProperties(found->id, found->properties, expected.properties);

    const Words parents = words(expected.parents);
    const auto allowed = [&](const std::string& p) { return std::ranges::find(parents, p) != parents.end(); };
    QCOMPARE(catalogue.mayContain("", expected.id), allowed("canvas"));
    for (const KindRow& parent : kKinds) {
      QVERIFY2(catalogue.mayContain(parent.id, expected.id) == allowed(parent.id), parent.id);
    }
  }

  void numbersOfFewSteps() {
    std::map<std::string, std::vector<double>> found;
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      for (const PropertySchema& schema : kind.properties) {
        if (!schema.steps.empty()) found.emplace(kind.id + "." + schema.key, schema.steps);
      }
    }
    QCOMPARE(found, (std::map<std::string, std::vector<double>>{{"route53.healthCheckIntervalSeconds", {10, 30}}}));
  }

  void link_data() {
    QTest::addColumn<int>("row");
    for (int i = 0; i < static_cast<int>(std::size(kLinks)); ++i) QTest::newRow(kLinks[i].id) << i;
  }
  void link() {
    QFETCH(int, row);
    const LinkRow& expected = kLinks[row];
    const LinkKind& found = Catalogue::shipped().linkKinds()[static_cast<std::size_t>(row)];
    QCOMPARE(found.id, std::string(expected.id));
    QCOMPARE(found.line, std::string(expected.line));
    compareProperties(found.id, found.properties, expected.properties);
  }

  void everyPairOfKindsIsAsListed() {
    std::set<std::string> allowed;
    for (const PairRow& row : kPairs) {
      for (const std::string& from : words(row.from)) {
        for (const std::string& to : words(row.to)) allowed.insert(std::string(row.link) + " " + from + " " + to);
      }
    }
    const Catalogue& catalogue = Catalogue::shipped();
    for (const LinkRow& link : kLinks) {
      for (const KindRow& from : kKinds) {
        for (const KindRow& to : kKinds) {
          const std::string pair = std::string(link.id) + " " + from.id + " " + to.id;
          QVERIFY2(catalogue.mayLink(link.id, from.id, to.id) == allowed.contains(pair), pair.c_str());
        }
      }
    }
  }

  void linkKindsBetweenKeepCatalogueOrder() {
    using Ids = std::vector<std::string_view>;
    const Catalogue& catalogue = Catalogue::shipped();
    QVERIFY((catalogue.linkKindsBetween("server", "s3-bucket") == Ids{"uses", "backs-up", "transfers"}));
    QVERIFY((catalogue.linkKindsBetween("rds-instance", "rds-standby") == Ids{"standby"}));
    QVERIFY((catalogue.linkKindsBetween("app-tier", "scaling-group") == Ids{"uses", "member"}));
    QVERIFY(catalogue.linkKindsBetween("note", "users").empty());
  }

  void unknownKindsMayDoAnything() {
    const Catalogue& catalogue = Catalogue::shipped();
    QVERIFY(catalogue.mayContain("az", "quantum-store"));
    QVERIFY(catalogue.mayContain("", "quantum-store"));
    QVERIFY(catalogue.mayContain("moon-base", "rds-instance"));
    QVERIFY(catalogue.mayLink("uses", "note", "quantum-store"));
    QVERIFY(catalogue.mayLink("entangles", "note", "note"));
    QCOMPARE(catalogue.linkKindsBetween("quantum-store", "note").size(), std::size(kLinks));
  }
};

QTEST_GUILESS_MAIN(ContractTest)
#include "test_contract.moc"
