// One workload in one outage: what serves it, from when on, and by which steps (drill.md, 3 to 8). The parts are
// implemented by what they speak of: judge_compute, judge_traffic, judge_clients, judge_reads, judge_rebuilt; ways in
// which stores come back are in database_ways, cluster_ways, object_ways, site_ways, copy_ways, backup_ways and
// backup_copies; what is not said is in judge_unsaid.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "recovery/damage.h"
#include "recovery/drill_base.h"
#include "recovery/plan.h"
#include "recovery/unsaid.h"
#include "semantics/store_access.h"

namespace nines::drills {

// From when on a part of the workload does its work.
struct Service {
  Ready read;           // every read is served
  Ready write;          // every write as well
  Ready full;           // with as much capacity as is needed
  Ready clean;          // and no request is sent to what is gone
  bool hit = false;     // something in it is hit by the outage; else it is as on ordinary days, good or bad
  bool failed = false;  // something in it has failed: health checks see that, unlike wrong data

  static Service never();
  static Service from(const Ready& ready) { return {ready, ready, ready, {}, true, true}; }
  // Until nothing is missing.
  Ready whole() const { return both(both(read, write), both(full, clean)); }
};
Service both(const Service& a, const Service& b);
// At the same times.
bool isSame(const Service& a, const Service& b);

// What has to happen to the clients of a store when something else takes over.
enum class Clients {
  stay,        // nothing: it comes back where it was
  cached,      // the name stays and its address changes: what they remember of it has to run out
  unlessTied,  // they are pointed elsewhere, unless those that are left have a writing link to what takes over
  pointed,     // they are pointed elsewhere
};

// One way in which the data of a store is served again.
struct Way {
  NodeIndex serves = kNone;
  Ready chain{};  // until it could be used
  Clients clients = Clients::stay;
  std::string_view how{};  // "Promoted replica {1}, up to {2} behind"
  std::optional<Span> rpo = Span{};
  const Duration* rpoBasis = nullptr;
  LinkIndex rpoLink = kNone;      // which says itself how far the copy is behind
  std::vector<Unsaid> lacking{};  // why there is no rpo
  Ready aside{};                  // what happens beside it and takes no time of its own
  Ready found{};                  // until it is found at the name that it keeps, by whom nobody points there
};

// What becomes of the data that one set of stores holds.
struct Outcome {
  NodeIndex lost = kNone;  // the store that was hit
  bool found = false;      // something brings it back
  Way way;
  Ready done = Ready::never();
};

// Of the steps of replicas that follow the standby of a database that failed over.
inline constexpr std::string_view kFollowsStandby = "{0} follows the standby";

// From when on clients of something that is only read and that is lost read what they need, and by what: that itself
// where it comes back.
struct Elsewhere {
  Ready ready = Ready::never();
  NodeIndex serves = kNone;
};

// A way into the workload that led to what is lost: a link of its card, or of a record that it asks. From `done` on it
// leads to what stands in, or to what was made anew.
struct Entry {
  LinkIndex link = kNone;
  Ready done;
};

// A record that sends its users elsewhere.
struct Switch {
  NodeIndex record = kNone;
  NodeIndex from = kNone;
  NodeIndex to = kNone;
  Ready done;
};

class Judge {
 public:
  Judge(const Base& base, const Damage& damage, NodeIndex workload, Outlook outlook = {});

  void run();

  const Service& result() const { return m_result; }
  const Plan& plan() const { return m_plan; }
  // Sets of stores that were hit and that the workload needs, by their first node.
  const std::map<NodeIndex, Outcome>& outcomes() const { return m_outcomes; }
  const std::vector<Switch>& switches() const { return m_switches; }
  NodeIndex workload() const { return m_workload; }
  // By what is lost and was only read.
  const std::unordered_map<NodeIndex, Elsewhere>& elsewhere() const { return m_elsewhere; }
  // Where the workload was put together in its recovery Region: its ways in, and the units there that stand in.
  const std::vector<Entry>& entries() const { return m_entries; }
  const std::vector<NodeIndex>& standIns() const { return m_standIns; }
  // Takes no writes and gives nothing back as it is.
  bool isOut(NodeIndex store) const;
  // It serves the workload on ordinary days.
  bool isOrdinary(NodeIndex node) const;
  // The link gives right now what is asked of it.
  bool works(LinkIndex link) const;
  // Whether the workload writes to that data on ordinary days.
  bool losesWrites(const Outcome& outcome) const;
  // Whether it does so at this very node.
  bool writesTo(NodeIndex store) const;
  // Data that it writes is gone, and nothing brings it back.
  bool losesForGood() const;
  // What is not said and has been asked for so far, ascending: other answers make no difference.
  const std::vector<Unsaid>& asked() const { return m_asked; }

 private:
  const Design& design() const { return m_base.design(); }
  void judgeAll();
  void judgeParts();
  void settleCircles(const std::vector<NodeIndex>& parts);
  void forget();
  void judgeSent(NodeIndex target);
  std::vector<NodeIndex> reachedParts() const;
  Service judged(NodeIndex node);
  // With the users that are sent there from elsewhere.
  Service judgedSent(NodeIndex node);
  // Of what a client or balancer in ordinary use leads to.
  Service judgedFrom(NodeIndex user, NodeIndex node);
  Service judge(NodeIndex node);

  // people
  StepIndex decide();
  Ready decided();
  void findNotice();

  // compute
  struct Capacity {
    std::int64_t left = 0;
    std::int64_t needed = 0;
    std::int64_t possible = 0;  // in places that work
    bool isGroup = false;
    bool isHit = false;
    bool ran = false;           // something ran before
    NodeIndex slowest = kNone;  // of the tiers that can start instances
    double startSeconds = 0;
  };
  Service judgeCompute(NodeIndex unit);
  Capacity capacityOf(NodeIndex unit) const;
  Service started(NodeIndex unit, const Capacity& capacity);
  std::vector<StepIndex> startsAfter(NodeIndex unit, const Capacity& capacity);
  Ready deployed(NodeIndex unit);
  std::int64_t survivors(const TierFacts& tier) const;

  // traffic
  Service judgeBalancer(NodeIndex balancer);
  Service judgeRecord(NodeIndex record);
  struct Sent;
  Sent sentElsewhere(NodeIndex record, NodeIndex from, const std::vector<NodeIndex>& targets);
  Ready handedOver(NodeIndex from, NodeIndex to);
  Ready writtenBy(const std::vector<NodeIndex>& clients, NodeIndex set);
  bool writesInto(NodeIndex client, NodeIndex set) const;
  std::vector<Service> sidesOf(NodeIndex balancer);
  bool losesInstances(NodeIndex target) const;
  static Service eitherOf(const Service& home, const Service& other, const Ready& change);
  Ready changedBy(NodeIndex record, const Service& side, bool failed);
  StepIndex recordDetect(NodeIndex record);
  std::optional<StepIndex> balancerDetect(NodeIndex balancer);
  Ready nameChanged(NodeIndex record, const Ready& before);
  static bool isDown(const Service& side);

  // clients
  Service need(NodeIndex client);
  Service needOfTarget(NodeIndex store);
  Service needOfStores(NodeIndex client, const NeedFacts& facts);
  bool needsWrites(NodeIndex client, const NeedFacts& facts) const;
  Ready writeReady(NodeIndex client, std::span<const LinkIndex> links, const StoreNeed& need);
  std::vector<NeedFacts> needsOfSurvivors(NodeIndex group) const;
  bool losesTiers(NodeIndex unit) const;
  bool takesWrites(NodeIndex client, std::span<const LinkIndex> links, const StoreNeed& need) const;
  Ready followed(NodeIndex client, const Outcome& lost, const StoreNeed& need);
  Ready pointedToPrimary(std::span<const LinkIndex> links);
  Ready runsAgain(NodeIndex copy);
  Ready tiedPromotion(NodeIndex client, std::span<const LinkIndex> links);
  NodeIndex stoppedBehind(NodeIndex client, LinkIndex link) const;
  Ready servedBy(NodeIndex client, std::span<const LinkIndex> links, bool write);
  Ready awake(NodeIndex client, std::span<const LinkIndex> links);
  Ready turned(NodeIndex client, std::span<const LinkIndex> links);
  Ready clusterStarted(NodeIndex cluster);
  bool serves(LinkIndex link, bool write) const;
  Service judgeCache(NodeIndex cache);
  Service judgeServer(NodeIndex server);

  // reads
  Ready readReady(NodeIndex client, std::span<const LinkIndex> links);
  bool isCut(NodeIndex target) const;
  bool lacksStorage(NodeIndex target) const;
  Ready copyBack(std::span<const LinkIndex> links, const Ready& otherwise);
  Ready readSuccessor(const Outcome& lost, std::span<const LinkIndex> reads);
  bool knowsOnlyCopies(const Outcome& lost, std::span<const LinkIndex> links) const;
  Ready pointedToSuccessor(const Outcome& lost, std::span<const LinkIndex> links);
  Ready pointedElsewhere(NodeIndex target);
  Ready readWithout(const Outcome& lost, std::span<const LinkIndex> reads);
  Elsewhere copyLeft(NodeIndex target);
  Elsewhere findElsewhere(NodeIndex target);
  Elsewhere cameBack(NodeIndex target);
  Elsewhere clusterBack(NodeIndex cluster);
  Elsewhere instanceBack(NodeIndex instance);

  // stores
  const Outcome* outcome(NodeIndex set);
  NodeIndex lostStore(NodeIndex set) const;
  // Whatever is written into its set is written at one node of it, the primary; else at any of them.
  bool writesInOnePlace(NodeIndex store) const;
  std::vector<Way> waysOf(NodeIndex store);
  Ready finished(const Way& way, NodeIndex store);
  Ready firstServed(const Way& way, const Ready& done, NodeIndex store);
  static Ready servedTied(const Way& way);
  Ready servedFor(NodeIndex client, const Outcome& lost);
  Ready pointed(const Way& way, NodeIndex store);
  Ready forgotten(const Ready& before, NodeIndex store, std::span<const NodeIndex> clients);
  std::vector<NodeIndex> findClients(NodeIndex set) const;
  const std::vector<NodeIndex>& survivingClients(NodeIndex store);
  bool isTied(NodeIndex client, NodeIndex store) const;
  bool isLinked(NodeIndex client, NodeIndex store, bool write) const;

  // what is not said
  bool turnsOutWell(const Unsaid& unsaid) const;
  bool saysYes(NodeIndex node, std::string_view key) const;
  bool writesBy(LinkIndex link) const;
  bool mayWriteTo(NodeIndex node) const;

  // live copies, and how far they are behind
  struct Behind {
    NodeIndex node = kNone;
    Lag lag{};
    LinkIndex link = kNone;  // the last one on the way there
  };
  std::vector<NodeIndex> lostSources(NodeIndex store) const;
  std::vector<Behind> copiesBehind(NodeIndex store) const;
  Behind tableBehind(NodeIndex table, NodeIndex other) const;
  static Way copyWay(const Behind& copy, Ready chain, std::string_view how);
  void addDatabaseWays(NodeIndex store, std::vector<Way>& out);
  Step restartStep(NodeIndex database) const;
  void addReturn(NodeIndex store, std::vector<Way>& out);
  void addStandbyWay(NodeIndex store, std::vector<Way>& out);
  Ready addFollowers(NodeIndex store, const Ready& promotion);
  void addPromotions(NodeIndex store, std::vector<Way>& out);
  void addClusterWays(NodeIndex store, std::vector<Way>& out);
  Ready createdAnew(NodeIndex cluster, NodeIndex instance, bool writes);
  void addInstanceWays(NodeIndex store, std::vector<Way>& out);
  std::optional<Way> instanceWay(NodeIndex cluster);
  Step broughtBack(NodeIndex cluster) const;
  void addGlobalWays(NodeIndex store, std::vector<Way>& out);
  bool lacksQuorum(NodeIndex table) const;
  void addTableWays(NodeIndex store, std::vector<Way>& out);
  void addBucketWays(NodeIndex store, std::vector<Way>& out);
  void addSourceWays(NodeIndex store, std::vector<Way>& out);
  void addServerWays(NodeIndex store, std::vector<Way>& out);
  void addGatewayWays(NodeIndex store, std::vector<Way>& out);

  // backups
  struct Copy {
    NodeIndex bucket = kNone;         // that it has to be retrieved from, if its class needs that
    NodeIndex tapes = kNone;          // the gateway whose tapes it is on
    Amount interval{};                // unknown: nothing can be said of how old it is
    double lag = 0;                   // until it had arrived there
    const Duration* basis = nullptr;  // of the lag, unless a link says it
    LinkIndex link = kNone;
  };
  std::vector<NodeIndex> holdersOf(NodeIndex store) const;
  std::vector<Copy> copiesOf(NodeIndex store) const;
  void addCopies(LinkIndex link, std::vector<Copy>& out) const;
  void addBucketCopies(NodeIndex store, NodeIndex bucket, const Amount& interval, std::vector<Copy>& out) const;
  void addGatewayCopies(NodeIndex gateway, const Amount& interval, std::vector<Copy>& out) const;
  void addMountedCopies(LinkIndex link, std::vector<Copy>& out) const;
  void addKeptCopies(LinkIndex link, std::vector<Copy>& out) const;
  std::optional<std::vector<Copy>> copiesInAws(NodeIndex gateway) const;
  Amount lostWithGateway(NodeIndex gateway, const Copy& copy) const;
  bool keepsVolumes(NodeIndex gateway) const;
  bool hasTapes(NodeIndex gateway) const;
  void addBackupWays(NodeIndex store, std::vector<Way>& out);
  void addPointInTime(NodeIndex store, std::string_view key, std::vector<Way>& out);
  void addPointInTimeOf(NodeIndex holder, NodeIndex store, std::string_view key, std::vector<Way>& out);
  bool isTooOld(NodeIndex store, double days) const;
  Ready fetched(const Copy& copy);
  Ready retrieved(const Ready& before, NodeIndex bucket);
  std::optional<Span> lossOf(const Copy& copy, bool spoiled) const;
  Step restoreStep(NodeIndex store, NodeIndex holder) const;
  const Duration& tapeRetrieval(NodeIndex gateway) const;
  Step tapeStep(NodeIndex gateway) const;
  Step gatewayStep(NodeIndex gateway) const;
  std::optional<Step> refillStep(NodeIndex server, LinkIndex backup) const;
  bool fits(NodeIndex server, NodeIndex device) const;
  std::optional<Step> postedStep(NodeIndex server) const;
  std::optional<Span> spoiledToo(std::optional<Span> rpo) const;

  // Aurora
  bool isMultiMaster(NodeIndex cluster) const;
  NodeIndex writerOf(NodeIndex cluster) const;
  const std::vector<NodeIndex>& instancesOf(NodeIndex cluster) const;
  int storageCopies(NodeIndex cluster) const;
  bool hasInstanceLeft(NodeIndex cluster) const;
  bool clusterServes(NodeIndex cluster, bool write, std::string_view endpoint) const;

  // where nothing that is drawn takes over
  Service rebuilt();
  Ready rebuiltCompute();
  Ready rebuiltData();
  Ready rebuiltEntries(const Ready& data, const Ready& ready);
  Ready readAway(NodeIndex store, const Ready& otherwise);
  bool standsIn(NodeIndex client) const;
  bool isPrimaryLost() const;

  const Base& m_base;
  const Damage& m_damage;
  const NodeIndex m_workload;
  const Outlook m_outlook;
  mutable std::vector<Unsaid> m_asked;
  const RecoveryPlan* m_recovery;
  Plan m_plan;
  Service m_result;
  // What is known of parts that the outage reaches and that serve on ordinary days; and, where something is sent
  // elsewhere, of those that it is sent to with users who come from there.
  struct Known {
    std::unordered_map<NodeIndex, Service> services;
    std::unordered_map<NodeIndex, Service> ofServers;  // what they need themselves
  };
  Known m_known;
  Known m_knownSent;
  bool m_sent = false;  // users from elsewhere are being judged
  std::map<NodeIndex, Outcome> m_outcomes;
  std::vector<NodeIndex> m_intact;                                  // sets of which it is known that they have none
  std::unordered_map<NodeIndex, std::vector<NodeIndex>> m_clients;  // that are left, by set
  std::unordered_map<NodeIndex, Elsewhere> m_elsewhere;
  std::optional<StepIndex> m_decide;
  NodeIndex m_notice = kNone;  // the record whose health check tells people
  std::unordered_map<NodeIndex, StepIndex> m_detects;
  std::unordered_map<NodeIndex, StepIndex> m_deploys;
  std::unordered_map<NodeIndex, StepIndex> m_clusterStarts;
  std::vector<Switch> m_switches;
  std::vector<NodeIndex> m_standIns;
  std::vector<Entry> m_entries;
};

}  // namespace nines::drills
