#include "inspector/derived_facts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <set>
#include <tuple>

#include "charts/figures.h"
#include "drill/drill_words.h"
#include "inspector/quantity.h"
#include "layout/layout.h"
#include "layout/moving_into.h"
#include "recovery/restoring.h"
#include "support/format.h"
#include "theme/text.h"

namespace nines {

namespace {

using Look = DerivedKind::Look;

QString tr(const char* text, int n = -1) { return QCoreApplication::translate("Inspector", text, nullptr, n); }

DerivedFact::Named named(const Design& design, NodeIndex node) {
  return {toQString(titleOf(design, node)), {design.node(node).id}};
}

void sortByName(DerivedFact& fact) {
  std::sort(fact.entries.begin(), fact.entries.end(), [](const DerivedFact::Named& a, const DerivedFact::Named& b) {
    return std::tie(a.text, a.ids) < std::tie(b.text, b.ids);
  });
}

// --- Zone ---

bool mayStandInZone(const Kind& kind) {
  const Catalogue& catalogue = Catalogue::shipped();
  return !kind.isContainer() && std::ranges::any_of(catalogue.kinds(), [&](const Kind& container) {
    return container.has(trait::kZone) && catalogue.mayContain(container.id, kind.id);
  });
}

// Zones drawn in the same Region. Without what `leaves` names, unless the node stands in it.
DerivedFact zonesFor(const Design& design, NodeIndex node, NodeIndex leaves) {
  DerivedFact fact;
  const NodeIndex home = design.zone(node);
  for (const NodeIndex zone : design.withTrait(trait::kZone)) {
    if (design.region(zone) != design.region(home)) continue;
    const bool left = leaves != kNone && design.zoneCode(zone) == design.zoneCode(leaves);
    if (zone == home || !left) fact.entries.push_back(named(design, zone));
  }
  sortByName(fact);
  fact.chosen = design.node(home).id;
  return fact;
}

// What gestures on the canvas do not move, the inspector does not move either.
QString lockOf(const Design& design, NodeIndex node) {
  return design.node(node).locked ? tr("%1 is locked and stays.").arg(toQString(titleOf(design, node))) : QString();
}

std::optional<DerivedFact> zoneOf(const DerivedScene& scene, NodeIndex node) {
  const Design& design = scene.design();
  if (design.zone(node) == kNone) return std::nullopt;
  const NodeIndex primary = design.has(node, trait::kStandby) ? design.primaryOf(node) : kNone;
  DerivedFact fact = zonesFor(design, node, primary == kNone ? kNone : design.zone(primary));
  fact.tip = tr("The Availability Zone in which it stands. Another one moves it there, as dragging it would.");
  fact.fixedBy = lockOf(design, node);
  return fact;
}

Edit moveToZone(const Design& design, NodeIndex node, NodeIndex zone) {
  return placing::moveInto(design, Layout(design), node, zone);
}

// --- Used by ---

bool canBeUsed(const Kind& kind) {
  return !kind.isContainer() && !kind.has(trait::kWorkload) && !kind.has(trait::kAnnotation);
}

std::optional<DerivedFact> usersOf(const DerivedScene& scene, NodeIndex node) {
  DerivedFact fact;
  for (const Reach& reach : scene.closure().reaching(node))
    fact.entries.push_back(named(scene.design(), reach.workload));
  if (fact.entries.empty()) return std::nullopt;
  sortByName(fact);
  fact.tip = tr("Workloads whose links lead here. A click selects one.");
  return fact;
}

// --- Databases ---

bool isDatabase(const Kind& kind) { return kind.has(trait::kDatabaseInstance); }

std::optional<DerivedFact> standbyZoneOf(const DerivedScene& scene, NodeIndex node) {
  const Design& design = scene.design();
  const NodeIndex standby = design.standbyOf(node);
  if (standby == kNone || design.zone(standby) == kNone) return std::nullopt;
  DerivedFact fact = zonesFor(design, standby, design.zone(node));
  fact.tip =
      tr("The Availability Zone of the standby that is drawn. Another one moves it there, as dragging it would.");
  fact.fixedBy = lockOf(design, standby);
  if (fact.fixedBy.isEmpty() && design.node(node).locked)
    fact.fixedBy = tr("%1 is locked: its standby stays.").arg(toQString(titleOf(design, node)));
  return fact;
}

Edit moveStandby(const Design& design, NodeIndex node, NodeIndex zone) {
  return moveToZone(design, design.standbyOf(node), zone);
}

// Replicas, replicas of replicas and so on.
std::vector<NodeIndex> replicasOf(const Design& design, NodeIndex source) {
  std::vector<NodeIndex> out;
  std::set<NodeIndex> seen{source};
  std::vector<NodeIndex> open{source};
  while (!open.empty()) {
    const NodeIndex at = open.back();
    open.pop_back();
    for (const NodeIndex replica : design.targets(at, "replicates")) {
      if (!design.has(replica, trait::kDatabaseInstance) || !seen.insert(replica).second) continue;
      out.push_back(replica);
      open.push_back(replica);
    }
  }
  std::ranges::sort(out);
  return out;
}

std::optional<DerivedFact> replicas(const DerivedScene& scene, NodeIndex node) {
  const Design& design = scene.design();
  const std::vector<NodeIndex> all = replicasOf(design, node);
  if (all.empty()) return std::nullopt;
  DerivedFact fact;
  fact.entries.emplace_back();
  QStringList names;
  const std::uint32_t own = design.replicaLayer(node);
  std::uint32_t deepest = 0;
  for (const NodeIndex replica : all) {
    fact.entries.front().ids.push_back(design.node(replica).id);
    const auto layer = design.replicaLayer(replica);
    deepest = std::max(deepest, layer);
    const QString name = toQString(titleOf(design, replica));
    names << (layer > 0 ? tr("%1, layer %2").arg(name).arg(layer) : name);
  }
  // Replicas and layers of the same part of the chain: from here down.
  fact.text = QString::number(all.size());
  if (own > 0 && deepest > own + 1) fact.text = tr("%1 in %2 layers").arg(fact.text).arg(deepest - own + 1);
  fact.tip = tr("Read replicas, counting those of replicas. Edit selects them:") + QLatin1Char('\n') +
             names.join(QLatin1Char('\n'));
  if (own > 1) fact.tip += QLatin1Char('\n') + tr("Its own layer is %1; the source of the chain is layer 1.").arg(own);
  else if (own == 1) fact.tip += QLatin1Char('\n') + tr("It is layer 1 itself.");
  return fact;
}

// What speaks of how many there are and how they hang together.
constexpr std::string_view kReplicaRules[] = {"replica.count", "replica.chain-depth", "replica.cycle",
                                              "replica.nesting-engine", "replica.postgresql-nesting"};

// --- Backup ---

bool isRestored(const Kind& kind) {
  return kind.has(trait::kDatabaseInstance) || kind.has(trait::kClusterVolume) || kind.has(trait::kTable);
}

constexpr std::string_view kRetention = "backupRetentionDays";

// Automatic backups are on where they are kept for a day at least; clusters have them always.
bool mayLackBackups(const Kind& kind) {
  const PropertySchema* retention = kind.property(kRetention);
  return retention && retention->minimum == 0;
}

std::optional<DerivedFact> automaticBackups(const DerivedScene& scene, NodeIndex node) {
  const Reading days = scene.design().read(node, kRetention);
  if (!days.known()) return std::nullopt;
  DerivedFact fact;
  fact.on = days.number() > 0;
  fact.assumed = days.state == Reading::State::assumed;
  fact.tip = tr("Whether AWS backs it up every day by itself. Off is a retention of 0 days.");
  return fact;
}

Edit switchBackups(const Design& design, NodeIndex node, bool on) {
  const std::string label =
      on ? tr("Switch automatic backups on").toStdString() : tr("Switch automatic backups off").toStdString();
  // On is what it is without a word: the retention that AWS gives by itself.
  const std::optional<Value> days = on ? std::nullopt : std::optional<Value>(Value(std::int64_t{0}));
  return {label, {SetNodeProperty{design.node(node).id, std::string(kRetention), days}}};
}

// What it means that there is no backup.
DerivedFact noRestore(const Design& design, NodeIndex node) {
  DerivedFact fact;
  if (design.has(node, trait::kTable)) {
    const bool off = design.read(node, "pitr").known();
    fact.text = off ? tr("None: point-in-time recovery is off. What is deleted or overwritten stays lost.")
                    : tr("Unknown: nothing says whether point-in-time recovery is on.");
    fact.tip = tr("Point-in-time recovery or a backup plan gives a way back.");
    return fact;
  }
  fact.text = tr("None: automatic backups are off. What is deleted or overwritten stays lost.");
  fact.tip = tr("A retention of 1 day or more switches them on. Read replicas need them, too.");
  return fact;
}

std::optional<DerivedFact> restoring(const DerivedScene& scene, NodeIndex node) {
  const auto time = restoreTime(scene.design(), node);
  if (!time) return noRestore(scene.design(), node);
  DerivedFact fact;
  // Without the size there is a least time, but no greatest one.
  const bool open = time->sizeCounts && !time->gb;
  fact.text =
      open ? tr("≥ %1").arg(secondsText(time->seconds.best)) : tr("up to %1").arg(secondsText(time->seconds.worst));
  if (time->gb) fact.end = tr("%1 GB").arg(numberText(*time->gb, QLocale()));
  else if (open) fact.end = tr("size unknown");
  QStringList lines{tr("Restoring it from a backup takes %1").arg(rangeText(time->seconds))};
  if (open) lines << tr("More by its size, which is unknown and counts as 0 GB");
  if (const QString source = sourceText(time->source); !source.isEmpty()) lines << tr("Source: %1").arg(source);
  lines << tr("The decision before it and pointing clients to what was restored take their own time");
  fact.tip = lines.join(QLatin1Char('\n'));
  return fact;
}

}  // namespace

void DerivedScene::setDesign(std::shared_ptr<const Design> design) {
  if (design == m_design) return;
  m_design = std::move(design);
  m_closure.reset();
}

const Closure& DerivedScene::closure() const {
  if (!m_closure) m_closure = std::make_unique<const Closure>(*m_design);
  return *m_closure;
}

std::span<const DerivedKind> derivedKinds() {
  static const DerivedKind kinds[] = {
      {QT_TRANSLATE_NOOP("Inspector", "Zone"),
       "General",
       {},
       Look::list,
       mayStandInZone,
       zoneOf,
       moveToZone,
       {},
       nullptr},
      {QT_TRANSLATE_NOOP("Inspector", "Used by"), "General", {}, Look::links, canBeUsed, usersOf, nullptr, {}, nullptr},
      {QT_TRANSLATE_NOOP("Inspector", "Standby in"),
       "Availability",
       "multiAz",
       Look::list,
       isDatabase,
       standbyZoneOf,
       moveStandby,
       {},
       nullptr},
      {QT_TRANSLATE_NOOP("Inspector", "Replicas"), "Availability", "multiAz", Look::button, isDatabase, replicas,
       nullptr, kReplicaRules, replicasOf},
      {QT_TRANSLATE_NOOP("Inspector", "Automated"),
       "Backup",
       {},
       Look::toggle,
       mayLackBackups,
       automaticBackups,
       nullptr,
       {},
       nullptr,
       switchBackups},
      {QT_TRANSLATE_NOOP("Inspector", "Restore"),
       "Backup",
       kRetention,
       Look::figure,
       isRestored,
       restoring,
       nullptr,
       {},
       nullptr},
  };
  return kinds;
}

}  // namespace nines
