#include "catalogue/catalogue.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <tuple>
#include <utility>

#include "catalogue/catalogue_files.h"

namespace nines {

namespace {

constexpr std::array<std::pair<Trait, std::string_view>, 25> kTraits{{
    {trait::kAccount, "AWS account: a border of administration, not of failure"},
    {trait::kRegion, "a Region; everything inside shares its outages"},
    {trait::kZone, "an Availability Zone; everything inside shares its outages"},
    {trait::kNetwork, "a private network inside a Region"},
    {trait::kTransparent, "groups for the eye: containment looks through it"},
    {trait::kDataCentre, "a site outside AWS with its own outages and uplink"},
    {trait::kAnnotation, "explains the drawing and is no part of the architecture"},
    {trait::kWorkload, "people or systems that need the design; carries the targets"},
    {trait::kDnsRecord, "answers names with addresses of healthy targets"},
    {trait::kBalancer, "spreads requests over healthy targets"},
    {trait::kCompute, "runs instances of an application"},
    {trait::kComputeGroup, "keeps the instances of its member tiers together as one capacity"},
    {trait::kDatabaseInstance, "a database server that can have a standby and read replicas"},
    {trait::kStandby, "the second, unreadable server of a database instance"},
    {trait::kClusterVolume, "a database cluster whose storage lies in six copies over three zones"},
    {trait::kClusterInstance, "a server of a cluster volume, writer or reader"},
    {trait::kTable, "a regional key-value table"},
    {trait::kTableCache, "a cache in front of tables"},
    {trait::kTableCacheNode, "a node of a table cache"},
    {trait::kBucket, "regional object storage"},
    {trait::kGateway, "brings storage of a site into AWS"},
    {trait::kTransferDevice, "carries data into AWS by post"},
    {trait::kBackupPlan, "takes backups on a schedule and keeps them"},
    {trait::kServer, "a server that people run themselves"},
    {trait::kStore, "holds data of a workload"},
}};

consteval bool areNumbered() {
  for (std::size_t i = 0; i < kTraits.size(); ++i) {
    if (kTraits[i].first.bit != i) return false;
  }
  return kTraits.size() <= 32;
}
static_assert(areNumbered());

std::uint32_t knownAmong(const std::set<std::string, std::less<>>& traits) {
  std::uint32_t out = 0;
  for (const auto& [trait, meaning] : kTraits) {
    if (traits.contains(trait.name)) out |= trait.mask();
  }
  return out;
}

std::string pairKey(std::string_view link, std::string_view from, std::string_view to) {
  std::string key(link);
  key.append(1, ' ').append(from).append(1, ' ').append(to);
  return key;
}

void addPairs(const catalogue_files::KindFile& file, std::set<std::string, std::less<>>& pairs) {
  for (const auto& [link, kinds] : file.outgoing) {
    for (const std::string& to : kinds) pairs.insert(pairKey(link, file.kind.id, to));
  }
  for (const auto& [link, kinds] : file.incoming) {
    for (const std::string& from : kinds) pairs.insert(pairKey(link, from, file.kind.id));
  }
}

// Palette order: by category, then by the number that the file gives, then by id.
void sortKinds(catalogue_files::Files& files) {
  const auto position = [&files](const catalogue_files::KindFile& f) {
    const auto at = std::ranges::find(files.categories, f.kind.category, &Category::id);
    return std::tuple(at - files.categories.begin(), f.order, std::string_view(f.kind.id));
  };
  std::ranges::sort(files.kinds, {}, position);
  std::ranges::sort(files.links, {}, &catalogue_files::LinkFile::order);
}

}  // namespace

Result<Catalogue> Catalogue::load(std::span<const Resource> resources) {
  json::Problems problems;
  catalogue_files::Files files = catalogue_files::read(resources, problems);
  if (!problems.any()) catalogue_files::check(files, problems);
  if (problems.any()) return problems.take();

  sortKinds(files);
  Catalogue out;
  for (catalogue_files::KindFile& file : files.kinds) {
    addPairs(file, out.m_pairs);
    out.m_kindIndex.emplace(file.kind.id, out.m_kinds.size());
    out.m_kinds.push_back(std::move(file.kind));
  }
  for (catalogue_files::LinkFile& file : files.links) out.m_linkKinds.push_back(std::move(file.kind));
  out.m_categories = std::move(files.categories);
  for (LinkKind& kind : out.m_linkKinds) kind.positions = PropertyPositions(kind.properties);
  for (Kind& kind : out.m_kinds) {
    kind.knownTraits = knownAmong(kind.traits);
    kind.positions = PropertyPositions(kind.properties);
    if (kind.tone.empty()) kind.tone = out.category(kind.category)->tone;
  }
  return out;
}

const Catalogue& Catalogue::shipped() {
  static const Catalogue catalogue = [] {
    auto loaded = load(resources());
    if (loaded) return std::move(loaded).value();
    std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
    std::abort();
  }();
  return catalogue;
}

const Kind* Catalogue::kind(std::string_view id) const {
  const auto at = m_kindIndex.find(id);
  return at == m_kindIndex.end() ? nullptr : &m_kinds[at->second];
}

const LinkKind* Catalogue::linkKind(std::string_view id) const {
  const auto at = std::ranges::find(m_linkKinds, id, &LinkKind::id);
  return at == m_linkKinds.end() ? nullptr : &*at;
}

const Category* Catalogue::category(std::string_view id) const {
  const auto at = std::ranges::find(m_categories, id, &Category::id);
  return at == m_categories.end() ? nullptr : &*at;
}

bool Catalogue::mayContain(std::string_view parentKind, std::string_view kindId) const {
  const Kind* child = kind(kindId);
  if (!child) return true;
  const auto lists = [child](std::string_view name) {
    return std::ranges::find(child->parents, name) != child->parents.end();
  };
  if (parentKind.empty()) return lists("canvas");
  const Kind* parent = kind(parentKind);
  if (!parent) return true;
  return parent->isContainer() && (lists("any") || lists(parentKind));
}

bool Catalogue::mayLink(std::string_view linkKindId, std::string_view fromKind, std::string_view toKind) const {
  if (!linkKind(linkKindId) || !kind(fromKind) || !kind(toKind)) return true;
  return m_pairs.contains(pairKey(linkKindId, fromKind, toKind));
}

std::vector<std::string_view> Catalogue::linkKindsBetween(std::string_view fromKind, std::string_view toKind) const {
  std::vector<std::string_view> out;
  for (const LinkKind& link : m_linkKinds) {
    if (mayLink(link.id, fromKind, toKind)) out.push_back(link.id);
  }
  return out;
}

std::span<const std::pair<Trait, std::string_view>> Catalogue::knownTraits() { return kTraits; }

}  // namespace nines
