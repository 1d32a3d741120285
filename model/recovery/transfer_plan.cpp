#include "recovery/transfer_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "rules/places.h"

namespace nines {

namespace {

constexpr double kGbPerTb = 1000;
constexpr double kDay = 86400;
constexpr double kGibPerTib = 1024;
constexpr double kMibPerMb = 1e6 / (1 << 20);
constexpr double kGibPerTb = 1e12 / (1 << 30);
constexpr double kGibPerMb = 1e6 / (1 << 30);

const Fact& factOf(const Profile& profile, std::string_view key) {
  const Fact* fact = profile.fact(key);
  if (!fact) throw std::runtime_error("the profile lacks " + std::string(key));
  return *fact;
}

double numberOf(const Profile& profile, std::string_view key) {
  return factOf(profile, key).value.asNumber().value_or(0);
}

std::optional<double> known(const Reading& reading) {
  return reading.known() ? std::optional(reading.number()) : std::nullopt;
}

void planDevices(const TransferQuestion& question, const Profile& profile, const Value::Object& assumptions,
                 TransferPlan& plan) {
  const Fact& open = factOf(profile, "snowball.newCustomers");
  plan.openToNew = open.value != Value(false);
  plan.open = open.source;
  for (const Profile& other : Profiles::shipped().all()) {
    if (other.flag("snowball.newCustomers") != false) continue;
    plan.today = other.text("snowball.recommendation").value_or(std::string());
    plan.todaySource = factOf(other, "snowball.recommendation").source;
  }
  if (!question.dataTb) return;
  const Fact& sizes = factOf(profile, "snowball.capacities");
  const std::vector<Value> offered = deviceSizes(&sizes);
  const auto holds = [&](const Value& size) { return size.asNumber().value_or(0) >= *question.dataTb; };
  const auto at = std::ranges::find_if(offered, holds);
  const double capacity = (at == offered.end() ? offered.back() : *at).asNumber().value_or(0);
  const Fact& object = factOf(profile, "snowball.object.maximumGib");
  TransferPlan::Devices devices;
  devices.capacityTb = capacity;
  devices.jobs = devicesFor(*question.dataTb, capacity);
  devices.offer = sizes.source;
  devices.shipping = Durations(profile, assumptions).range("snowball.shipping");
  devices.objectGib = object.value.asNumber().value_or(0);
  devices.objects = object.source;
  devices.takesObject = question.objectMb.value_or(0) * kGibPerMb <= devices.objectGib;
  plan.devices = std::move(devices);
}

void choose(const TransferQuestion& question, const Profile& profile, TransferPlan& plan) {
  const Fact& week = factOf(profile, "snowball.network.maximumDays");
  const Fact& advice = factOf(profile, "snowball.slowLineAdvice");
  plan.maximumDays = week.value.asNumber().value_or(0);
  plan.week = week.source;
  plan.advice = profile.text("snowball.slowLineAdvice").value_or(std::string());
  plan.adviceSource = advice.source;
  if (!plan.lineSeconds || !question.dataTb) return;
  using Choice = TransferPlan::Choice;
  if (*plan.lineSeconds <= plan.maximumDays * kDay) plan.choice = Choice::line;
  else if (*question.dataTb < numberOf(profile, "snowball.network.deviceFromTb")) plan.choice = Choice::fasterLine;
  else if (!plan.openToNew) plan.choice = Choice::elsewhere;
  else plan.choice = plan.devices && !plan.devices->takesObject ? Choice::divide : Choice::device;
}

TransferPlan::Multipart planParts(double objectMb, const Profile& profile) {
  const Fact& from = factOf(profile, "s3.multipart.fromMb");
  const double least = numberOf(profile, "s3.multipart.partMib.minimum");
  const double most = numberOf(profile, "s3.multipart.partMib.maximum");
  const double parts = numberOf(profile, "s3.multipart.parts.maximum");
  const double mib = std::max(0.0, objectMb) * kMibPerMb;
  TransferPlan::Multipart plan;
  plan.fromMb = from.value.asNumber().value_or(0);
  plan.from = from.source;
  plan.limits = factOf(profile, "s3.multipart.parts.maximum").source;
  plan.advised = objectMb >= plan.fromMb;
  plan.partMib = std::max(least, std::ceil(mib / parts));
  const Fact& object = factOf(profile, "s3.object.maximumGib");
  plan.mostGib = object.value.asNumber().value_or(0);
  plan.most = object.source;
  plan.possible = plan.partMib <= most && objectMb * kGibPerMb <= plan.mostGib;
  const Fact& piece = factOf(profile, "s3.put.maximumGib");
  plan.pieceGib = piece.value.asNumber().value_or(0);
  plan.piece = piece.source;
  plan.needed = objectMb * kGibPerMb > plan.pieceGib;
  plan.parts = std::max(1.0, std::ceil(mib / plan.partMib));
  plan.fewest = std::max(1.0, std::ceil(mib / most));
  return plan;
}

// By the limits of the profile; nothing limits what a file gateway keeps in S3.
void planGateways(const TransferQuestion& question, const Profile& profile, TransferPlan::Gateway& plan) {
  if (!question.dataTb) return;
  const double tib = std::max(0.0, *question.dataTb) * kGibPerTb / kGibPerTib;
  if (plan.type == "stored-volume" || plan.type == "cached-volume") {
    const Fact& total = factOf(
        profile, plan.type == "stored-volume" ? "gateway.storedVolume.totalTib" : "gateway.cachedVolume.totalTib");
    plan.gateways = std::max(1.0, std::ceil(tib / total.value.asNumber().value_or(1)));
    plan.limits = total.source;
  }
  if (plan.type != "tape") return;
  const Fact& size = factOf(profile, "gateway.tapeGib.maximum");
  plan.tapes = std::max(1.0, std::ceil(tib * kGibPerTib / size.value.asNumber().value_or(1)));
  plan.limits = size.source;
  plan.gateways = std::max({1.0, std::ceil(*plan.tapes / numberOf(profile, "gateway.tapes.maximum")),
                            std::ceil(tib / numberOf(profile, "gateway.tapes.totalTib"))});
}

TransferPlan::Gateway planGateway(const TransferQuestion& question, const Profile& profile) {
  TransferPlan::Gateway plan;
  plan.type = question.gateway;
  planGateways(question, profile, plan);
  plan.waitsInCache = plan.type == "file";
  const std::string disk = plan.waitsInCache ? "gateway.cacheGib" : "gateway.uploadBufferGib";
  const Fact& least = factOf(profile, disk + ".minimum");
  plan.leastGib = least.value.asNumber().value_or(0);
  plan.mostGib = numberOf(profile, disk + ".maximum");
  plan.buffer = least.source;
  if (!question.writeMbps || !question.uploadMbps) return plan;
  const double compression = std::max(1.0, question.compression.value_or(1));
  // A line that keeps up needs no hours.
  if (*question.writeMbps > *question.uploadMbps * compression && !question.writeHours) return plan;
  const double waits =
      uploadBufferGib(*question.writeMbps, *question.uploadMbps, question.writeHours.value_or(0), compression);
  plan.bufferGib = std::max(plan.leastGib, std::ceil(waits));
  return plan;
}

void readLine(const LineTransfer& transfer, TransferQuestion& question) {
  question.dataTb = transfer.dataTb;
  question.linkMbps = transfer.linkMbps;
  question.utilisation = transfer.utilisation;
}

void readNode(const Design& design, NodeIndex node, TransferQuestion& question) {
  if (design.has(node, trait::kTransferDevice)) {
    question.dataTb = known(design.read(node, "dataTb"));
    question.linkMbps = known(design.read(node, "linkMbps"));
    question.utilisation = known(design.read(node, "utilisation"));
  } else {
    // What it sends, if it sends to one place.
    for (const LinkIndex l : design.outgoing(node)) {
      if (design.link(l).kind == "transfers" && !question.dataTb) readLine(lineTransferOf(design, l), question);
    }
    const auto held = known(design.read(node, "dataGb"));
    if (!question.dataTb && held) question.dataTb = *held / kGbPerTb;
  }
  const NodeIndex site = siteOf(design, node);
  if (!question.linkMbps && site != kNone) question.linkMbps = known(design.read(site, "uplinkMbps"));
  question.objectMb = known(design.read(node, "objectMb"));
  if (!design.has(node, trait::kGateway)) return;
  question.gateway = design.read(node, "type").text();
  question.writeMbps = known(design.read(node, "writeMbps"));
  question.uploadMbps = known(design.read(node, "uploadMbps"));
  question.writeHours = known(design.read(node, "writeHours"));
}

}  // namespace

double transferDays(double dataTb, double linkMbps, double utilisation) {
  const double rate = linkMbps * utilisation;
  if (dataTb <= 0) return 0;
  if (rate <= 0) return std::numeric_limits<double>::infinity();
  return dataTb * 8e6 / (rate * kDay);
}

double devicesFor(double dataTb, double capacityTb) { return std::max(1.0, std::ceil(dataTb / capacityTb)); }

double uploadBufferGib(double writeMbps, double uploadMbps, double hours, double compression) {
  return std::max(0.0, writeMbps - uploadMbps * compression) * 1e6 * hours * 3600 / 8 / (1 << 30);
}

std::vector<Value> deviceSizes(const Fact* fact) {
  const Value::Array* list = fact ? fact->value.asArray() : nullptr;
  if (!list || list->empty()) throw std::runtime_error("the profile names no sizes of devices");
  std::vector<Value> sizes = *list;
  std::ranges::sort(sizes, {}, [](const Value& v) { return v.asNumber().value_or(0); });
  return sizes;
}

std::optional<double> LineTransfer::days() const {
  if (!dataTb || !linkMbps) return std::nullopt;
  return transferDays(*dataTb, *linkMbps, utilisation);
}

LineTransfer lineTransferOf(const Design& design, LinkIndex link) {
  LineTransfer t;
  const NodeIndex from = design.from(link);
  if (const Reading data = design.readLink(link, "dataTb"); data.known()) t.dataTb = data.number();
  else if (const Reading held = design.read(from, "dataGb"); held.known()) t.dataTb = held.number() / kGbPerTb;
  const NodeIndex site = siteOf(design, from);
  if (const Reading line = design.readLink(link, "linkMbps"); line.known()) t.linkMbps = line.number();
  else if (const Reading up = site == kNone ? Reading() : design.read(site, "uplinkMbps"); up.known())
    t.linkMbps = up.number();
  t.utilisation = design.readLink(link, "utilisation").number();
  return t;
}

TransferQuestion transferQuestionOf(const Design& design, std::string_view id) {
  TransferQuestion question;
  if (const LinkIndex link = design.linkIndexOf(id); link != kNone && design.link(link).kind == "transfers")
    readLine(lineTransferOf(design, link), question);
  else if (const NodeIndex node = design.indexOf(id); node != kNone) readNode(design, node, question);
  if (question.utilisation) return question;
  const Kind* kind = design.catalogue().kind("snowball");
  const PropertySchema* schema = kind ? kind->property("utilisation") : nullptr;
  if (schema && schema->fallback) question.utilisation = schema->fallback->asNumber();
  return question;
}

TransferPlan planTransfer(const TransferQuestion& question, const Profile& profile, const Value::Object& assumptions) {
  TransferPlan plan;
  if (question.dataTb && question.linkMbps && question.utilisation)
    plan.lineSeconds = transferDays(*question.dataTb, *question.linkMbps, *question.utilisation) * kDay;
  planDevices(question, profile, assumptions, plan);
  choose(question, profile, plan);
  if (question.objectMb) plan.multipart = planParts(*question.objectMb, profile);
  if (!question.gateway.empty()) plan.gateway = planGateway(question, profile);
  return plan;
}

}  // namespace nines
