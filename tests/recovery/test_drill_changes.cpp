// What designs have in common before and after a change, or under assumptions at their limit: drills of both.
#include <algorithm>
#include <string>
#include <utility>

#include "catalogue/assumptions.h"
#include "drilled.h"

using namespace nines;
using namespace nines::test;

namespace {

// A copy of a node or link with one property more.
template <class Row>
Row with(Row row, const std::string& key, Value value) {
  row.properties.insert_or_assign(key, std::move(value));
  return row;
}

// Durations, lags, intervals and sizes at nothing.
Topology instant(Topology topology) {
  for (const PropertySchema& schema : assumptionSchemas()) topology.assumptions[schema.key] = Value(0);
  const auto nodes = topology.nodes.rows();
  for (const auto& row : nodes) {
    Node node = *row;
    for (const char* key : {"startSeconds", "ttlSeconds", "healthCheckIntervalSeconds", "clientDnsCacheSeconds",
                            "allocatedGb", "dataGb", "intervalHours", "uploadBufferGib"}) {
      node = with(std::move(node), key, Value(0));
    }
    topology.nodes.put(std::move(node));
  }
  const auto links = topology.links.rows();
  for (const auto& row : links) {
    topology.links.put(with(with(*row, "lagSeconds", Value(0)), "intervalHours", Value(0)));
  }
  return topology;
}

Node nodeOf(std::string id, std::string kind, std::string parent, Properties properties = {}) {
  Node node;
  node.id = std::move(id);
  node.kind = std::move(kind);
  node.parent = std::move(parent);
  node.properties = std::move(properties);
  return node;
}
Link linkOf(std::string kind, std::string from, std::string to) {
  Link link;
  link.id = "added-link";
  link.kind = std::move(kind);
  link.from = std::move(from);
  link.to = std::move(to);
  return link;
}

// The first zone of the database's Region other than its own; nothing if there is none.
std::string otherZone(const Design& design, NodeIndex database) {
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    const bool same = design.zoneCode(zone) == design.zoneCode(design.zone(database));
    if (!same && design.region(zone) == design.region(database)) return design.node(zone).id;
  }
  return {};
}

// A backup plan beside the store, every two hours.
Topology backedUp(const Design& design, NodeIndex store) {
  Topology topology = design.topology();
  topology.nodes.put(
      nodeOf("added-plan", "backup-plan", design.node(design.region(store)).id, {{"intervalHours", Value(2)}}));
  topology.links.put(linkOf("backs-up", design.node(store).id, "added-plan"));
  return topology;
}

// Whether some backup of the store must be fetched from an archive: then a faster one may be preferred that is rarer
// (drill.md, 5: the smallest worst time first).
bool hasArchive(const Design& design) {
  return std::ranges::any_of(design.withTrait(trait::kBucket), [&](NodeIndex bucket) {
    const std::string_view storageClass = design.read(bucket, "storageClass").text();
    return storageClass == "glacier-flexible" || storageClass == "glacier-deep-archive";
  });
}

// Whether the workload needs something that stands in a Region or on a site. Records stand nowhere.
bool needsAPlace(const Drilled& drilled, const std::string& workload) {
  const NodeIndex self = drilled.design().indexOf(workload);
  return std::ranges::any_of(drilled.closure().nodesOf(self), [&](NodeIndex node) {
    const auto reaches = drilled.closure().reaching(node);
    const auto reach = std::ranges::find(reaches, self, &Reach::workload);
    return reach != reaches.end() && reach->hard && !drilled.design().has(node, trait::kDnsRecord);
  });
}

}  // namespace

class TestDrillChanges : public QObject {
  Q_OBJECT

 private slots:
  void standbyRaisesNothing_data() { designs(); }
  void standbyRaisesNothing() {
    const Drilled before(fetched());
    const Design& design = before.design();
    for (const NodeIndex database : design.withTrait(trait::kDatabaseInstance)) {
      const std::string zone = otherZone(design, database);
      if (design.isMultiAz(database) || design.isReplica(database) || zone.empty()) continue;
      Topology topology = design.topology();
      topology.nodes.put(nodeOf("added-standby", "rds-standby", zone));
      topology.links.put(linkOf("standby", design.node(database).id, "added-standby"));
      topology.nodes.put(with(design.node(database), "multiAz", Value(true)));
      const Drilled after(std::move(topology));
      for (const Outage& outage : offeredOutages(design, OutageKind::zone)) {
        const Drill then = before.drill(outage);
        for (const WorkloadDrill& w : after.drill(outage).workloads) {
          const WorkloadDrill* old = find(then, w.id);
          QVERIFY(old);
          QVERIFY2(worst(w.rto) <= worst(old->rto),
                   at(outage, w, "takes longer: " + textOf(*old) + " / " + textOf(w)).c_str());
          QVERIFY2(worst(w.rpo) <= worst(old->rpo),
                   at(outage, w, "loses more: " + textOf(*old) + " / " + textOf(w)).c_str());
        }
      }
    }
  }

  void backupLosesNoMore_data() { designs(); }
  void backupLosesNoMore() {
    const Drilled before(fetched());
    const Design& design = before.design();
    if (hasArchive(design)) return;
    for (const Outage& outage : offeredOutages(design, OutageKind::corruption)) {
      const NodeIndex store = design.indexOf(outage.parts.front().place);
      QVERIFY(store != kNone);
      if (design.region(store) == kNone) continue;
      const Drill then = before.drill(outage);
      const Drilled after(backedUp(design, store));
      for (const WorkloadDrill& w : after.drill(outage).workloads) {
        const WorkloadDrill* old = find(then, w.id);
        QVERIFY(old);
        QVERIFY2(worst(w.rpo) <= worst(old->rpo),
                 at(outage, w, "loses more: " + textOf(*old) + " / " + textOf(w)).c_str());
        QVERIFY2(w.recovers || !old->recovers, at(outage, w, "no longer recovers").c_str());
      }
    }
  }

  void unusedThingsChangeNothing_data() { designs(); }
  void unusedThingsChangeNothing() {
    const Topology topology = fetched();
    const Drilled without(topology);
    Topology more = topology;
    more.nodes.put(nodeOf("unused-region", "region", {}, {{"code", Value("sa-east-1")}}));
    more.nodes.put(nodeOf("unused-zone", "az", "unused-region", {{"code", Value("sa-east-1a")}}));
    more.nodes.put(nodeOf("unused-db", "rds-instance", "unused-zone", {{"engine", Value("mysql")}}));
    more.nodes.put(nodeOf("unused-table", "dynamodb-table", "unused-region"));
    more.nodes.put(nodeOf("unused-tier", "app-tier", "unused-zone"));
    const Drilled drilled(std::move(more));
    for (const char* text : {"host:unused-db", "maintenance:unused-db", "host:unused-tier", "az:sa-east-1a",
                             "region:sa-east-1", "corruption:unused-table"}) {
      const auto unused = readOutage(drilled.design(), text);
      QVERIFY2(unused.ok(), text);
      for (const WorkloadDrill& w : drilled.drill(*unused).workloads) {
        QVERIFY2(!w.affected, at(*unused, w, "is affected").c_str());
      }
      for (const Outage& outage : without.outages()) {
        const std::string alone = textOf(without.drill(outage));
        QCOMPARE(textOf(drilled.drill(outage)), alone);
        const std::string together = textOf(drilled.drill(joined({outage, *unused})));
        QVERIFY2(together == alone, (toText(outage) + " + " + text + ":\n" + alone + together).c_str());
      }
    }
  }

  void withoutDurationsNothingTakesTime_data() { designs(); }
  void withoutDurationsNothingTakesTime() {
    const Drilled drilled(instant(fetched()));
    for (const Outage& outage : drilled.outages()) {
      for (const WorkloadDrill& w : drilled.drill(outage).workloads) {
        QVERIFY2(!w.recovers || w.rto == Span(), at(outage, w, textOf(w)).c_str());
        QVERIFY2(!w.rpo || *w.rpo == Span(), at(outage, w, textOf(w)).c_str());
      }
    }
  }

  void whenEverythingFailsNothingRecovers_data() { designs(); }
  void whenEverythingFailsNothingRecovers() {
    const Drilled drilled(fetched());
    std::vector<Outage> all = offeredOutages(drilled.design(), OutageKind::region);
    const auto sites = offeredOutages(drilled.design(), OutageKind::onPremises);
    all.insert(all.end(), sites.begin(), sites.end());
    const Outage everything = joined(all);
    for (const WorkloadDrill& w : drilled.drill(everything).workloads) {
      QVERIFY2(w.affected || !needsAPlace(drilled, w.id), at(everything, w, "is not affected").c_str());
      if (w.affected) QVERIFY2(!w.recovers, at(everything, w, textOf(w)).c_str());
    }
  }
};

QTEST_APPLESS_MAIN(TestDrillChanges)
#include "test_drill_changes.moc"
