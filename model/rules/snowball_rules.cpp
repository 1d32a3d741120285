// Rules about devices that carry data to AWS by post.
#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "recovery/transfer_plan.h"
#include "rules/families.h"
#include "rules/limits.h"
#include "rules/mending.h"
#include "rules/places.h"
#include "rules/transfers.h"
#include "support/format.h"

namespace nines {

namespace {

constexpr std::string_view kSizes = "snowball.capacities";
constexpr std::string_view kOpen = "snowball.newCustomers";
constexpr std::string_view kAdvice = "snowball.recommendation";
constexpr double kMostJobs = 1000;  // more is a slip of the pen, not an order

NodeIndex subjectOf(const Design& design, const Finding& finding) { return design.indexOf(finding.subjects.front()); }

std::vector<Value> sizesOf(const Design& design) { return deviceSizes(design.profile().fact(kSizes)); }

double tbOf(const Value& size) { return size.asNumber().value_or(0); }

// Judged by the course, but a size that AWS has by now.
bool isOfferedToday(const Design& design, double capacity) {
  const Fact* theirs = otherIsToday(design) ? differingFact(design, kSizes) : nullptr;
  if (!theirs) return false;
  return std::ranges::any_of(deviceSizes(theirs), [&](const Value& size) { return tbOf(size) == capacity; });
}

// "50 or 80 TB (today 28 or 210 TB)".
std::string sizesText(const Design& design) {
  const auto listed = [](const std::vector<Value>& sizes) {
    std::vector<std::string> names;
    names.reserve(sizes.size());
    for (const Value& size : sizes) names.push_back(formatNumber(tbOf(size)));
    return joined(names, "or") + " TB";
  };
  std::string ours = listed(sizesOf(design));
  const Fact* theirs = differingFact(design, kSizes);
  if (!theirs) return ours;
  return ours + (otherIsToday(design) ? " (today " : " (the course teaches ") + listed(deviceSizes(theirs)) + ")";
}

// One job is one device; a card that does not say how many stands for one at least.
double jobsOf(const Design& design, NodeIndex device) { return design.read(device, "jobs").number(1); }

std::string neededJobs(double data, double capacity) {
  const std::string count = formatNumber(devicesFor(data, capacity), 0);
  return count + (count == "1" ? " job" : " jobs");
}

void judgeUnknownSize(const Design& design, NodeIndex device, FindingSink& sink) {
  const double data = design.read(device, "dataTb").number();
  // Any size would do.
  if (data <= jobsOf(design, device) * tbOf(sizesOf(design).front())) return;
  sink.reportUnknown({device},
                     "It is not said how large the devices of {name} are, so nobody can tell whether its {data} TB "
                     "fit; the sizes are {sizes}",
                     {{"name", titled(design, device)}, {"data", formatNumber(data)}, {"sizes", sizesText(design)}},
                     "capacityTb");
}

void judgeJobs(const Design& design, NodeIndex device, double capacity, FindingSink& sink) {
  const double data = design.read(device, "dataTb").number();
  const Reading jobs = design.read(device, "jobs");
  if (data <= jobsOf(design, device) * capacity) return;
  FindingSink::Arguments arguments{{"name", titled(design, device)},
                                   {"data", formatNumber(data)},
                                   {"capacity", formatNumber(capacity)},
                                   {"needed", neededJobs(data, capacity)}};
  if (!jobs.known()) {
    sink.reportUnknown({device},
                       "It is not said how many jobs are ordered for {name}; one job is one device, which holds "
                       "{capacity} TB, so its {data} TB take {needed}",
                       std::move(arguments), "jobs");
    return;
  }
  arguments.emplace_back("jobs", counted(jobs.integer(), "job"));
  sink.report({device},
              "{name} is to carry {data} TB in {jobs}, but one job is one device, which holds {capacity} TB: it takes "
              "{needed}, or the rest stays behind",
              std::move(arguments), "jobs");
}

void checkCapacity(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const std::vector<Value> sizes = sizesOf(design);
  for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
    const Reading capacity = design.read(device, "capacityTb");
    if (!capacity.known()) {
      judgeUnknownSize(design, device, sink);
      continue;
    }
    if (std::ranges::none_of(sizes, [&](const Value& size) { return tbOf(size) == capacity.number(); })) {
      sink.report({device},
                  isOfferedToday(design, capacity.number())
                      ? "{name} is a device of {capacity} TB, which AWS offers today but the course does not know; the "
                        "course has {sizes}"
                      : "{name} is a device of {capacity} TB, which AWS does not offer, so nobody can order it; the "
                        "sizes are {sizes}",
                  {{"name", titled(design, device)},
                   {"capacity", formatNumber(capacity.number())},
                   {"sizes", sizesText(design)}},
                  "capacityTb");
      continue;
    }
    judgeJobs(design, device, capacity.number(), sink);
  }
}

// The size that is asked for if it is on offer, else the smallest that is no smaller than what was asked for and, where
// nothing was, holds the data; else the largest.
Value bestSize(const Design& design, NodeIndex device) {
  const std::vector<Value> sizes = sizesOf(design);
  const Reading asked = design.read(device, "capacityTb");
  const double least =
      asked.known() ? asked.number() : design.read(device, "dataTb").number() / std::max(1.0, jobsOf(design, device));
  const auto at = std::ranges::find_if(sizes, [&](const Value& size) { return tbOf(size) >= least; });
  return at == sizes.end() ? sizes.back() : *at;
}

std::optional<Edit> fixCapacity(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex device = subjectOf(design, finding);
  if (device == kNone) return std::nullopt;
  const Value size = bestSize(design, device);
  const double data = design.read(device, "dataTb").number();
  double jobs = jobsOf(design, device);
  const bool more = data > jobs * tbOf(size);
  if (more) jobs = std::ceil(data / tbOf(size));
  while (more && jobs * tbOf(size) < data && jobs <= kMostJobs) ++jobs;
  if (more && jobs > kMostJobs) return std::nullopt;
  const auto count = static_cast<std::int64_t>(jobs);
  Mending mending(design, more ? "Order " + counted(count, "device") + " of " + formatNumber(tbOf(size)) + " TB"
                               : "Take a device of " + formatNumber(tbOf(size)) + " TB");
  if (const Reading asked = design.read(device, "capacityTb"); !asked.known() || asked.number() != tbOf(size)) {
    mending.set(device, "capacityTb", size);
  }
  if (more) mending.set(device, "jobs", count);
  return mending.take();
}

// What says that the service has closed: the fact of this profile, or of the other one. Null if both have it open.
const Fact* closing(const Design& design) {
  const Fact* ours = design.profile().fact(kOpen);
  if (ours && ours->value == Value(false)) return ours;
  const Fact* theirs = differingFact(design, kOpen);
  return theirs && theirs->value == Value(false) ? theirs : nullptr;
}

bool isClosed(const Design& design) { return design.profile().flag(kOpen) == false; }

// What AWS advises now that it has closed.
std::string adviceOf(const Design& design) {
  const Fact* fact = isClosed(design) ? design.profile().fact(kAdvice) : differingFact(design, kAdvice);
  const std::string* text = fact ? fact->value.asText() : nullptr;
  return text ? *text : "another way";
}

void checkNewCustomers(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  const Fact* closed = closing(design);
  if (!closed) return;
  for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
    sink.report({device},
                "{name} can only be ordered by customers who have used Snowball before: AWS closed it to new ones on "
                "{date} and advises {advice} instead",
                {{"name", titled(design, device)}, {"date", closed->source.date}, {"advice", adviceOf(design)}});
  }
}

// The course has the device on offer, so only today's profile takes it away.
std::optional<Edit> fixNewCustomers(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex device = subjectOf(design, finding);
  if (device == kNone || !isClosed(design)) return std::nullopt;
  return replaceDeviceByLine(design, device);
}

void checkNotifications(const RuleContext& context, FindingSink& sink) {
  const Design& design = context.design();
  for (const NodeIndex device : design.withTrait(trait::kTransferDevice)) {
    if (design.read(device, "notifications").flag()) continue;
    sink.report({device},
                "{name} has no notifications, so nobody learns by Amazon SNS that its job is held up or the device is "
                "lost, and recovery waits for the data meanwhile",
                {{"name", titled(design, device)}}, "notifications");
  }
}

std::optional<Edit> fixNotifications(const RuleContext& context, const Finding& finding) {
  const Design& design = context.design();
  const NodeIndex device = subjectOf(design, finding);
  if (device == kNone) return std::nullopt;
  Mending mending(design, "Give " + titled(design, device) + " a notification topic");
  mending.set(device, "notifications", true);
  return mending.take();
}

constexpr std::string_view kCourse = "Course notes, AWS High Availability: AWS Snowball for data transfer";

constexpr std::array kRules{
    Rule{.id = "snowball.capacity",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Devices have a size that AWS offers and hold the data together",
         .rationale =
             "A device of a size that is not offered cannot be ordered. One job is one device, so that more data takes "
             "more jobs. The course knows 50 and 80 TB; AWS has retired both since.",
         .rows = {"N01", "N04"},
         .sources = {{kCourse, "2021"},
                     {"AWS API reference, Snowball CreateJob", "2026-08-07"},
                     {"AWS Snowball Developer Guide, jobs", "2023-05-01"}},
         .limits = {{"snowball.capacities", "Sizes of devices in TB"}},
         .check = checkCapacity,
         .fix = fixCapacity},
    Rule{
        .id = "snowball.new-customers",
        .course2021 = Severity::info,
        .aws2026 = Severity::warning,
        .title = "Snowball is closed to new customers",
        .rationale =
            "Since November 2025 only customers who had used Snowball before can order devices. AWS advises DataSync, "
            "Data Transfer Terminals or partners instead.",
        .rows = {"N02"},
        .sources = {{kCourse, "2021"}, {"AWS Snowball Developer Guide, limits: closed to new customers", "2025-11-07"}},
        .limits = {{"snowball.newCustomers", "Open to new customers"}, {"snowball.recommendation", "What is advised"}},
        .check = checkNewCustomers,
        .fix = fixNewCustomers},
    Rule{.id = "snowball.network-faster",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "A device is sent only where the line would take more than a week",
         .rationale =
             "A device is delivered, filled, sent back and imported, which takes one to two weeks (commonly quoted; "
             "AWS promises no time). A line that takes a week or less (TB x 8,000,000 / (Mbit/s x utilisation x "
             "86,400) days) has the data in AWS sooner.",
         .rows = {"N03"},
         .sources = {{kCourse, "2021"}},
         .limits = {{"snowball.network.maximumDays", "Days over the line up to which no device is needed"}},
         .check = checkNetworkFaster,
         .noFix = "Speed is one reason for a device among several; whether it goes is for people to weigh."},
    Rule{
        .id = "snowball.recommended",
        .course2021 = Severity::warning,
        .aws2026 = Severity::info,
        .title = "Transfers that would take more than a week over the line have another way",
        .rationale =
            "Until its first load is complete, a copy in AWS is of no use to recovery. Where the line would take more "
            "than a week (TB x 8,000,000 / (Mbit/s x utilisation x 86,400) days), the course advises a Snowball. AWS "
            "closed that to new customers in November 2025 and advises a Data Transfer Terminal, to which people "
            "bring their disks, or DataSync, which goes over the line too and so wants a faster one.",
        .rows = {"N03"},
        .sources = {{kCourse, "2021"}, {"AWS Snowball Developer Guide, limits: closed to new customers", "2025-11-07"}},
        .limits = {{"snowball.network.maximumDays", "Days over the line, at most"},
                   {"snowball.network.deviceFromTb", "TB from which a device is worth it"},
                   {"snowball.slowLineAdvice", "What is advised past that"}},
        .check = checkDeviceRecommended,
        .noFix = "Another way or a faster line, or more patience: that depends on dates that a design does not know."},
    Rule{.id = "snowball.ongoing-replication",
         .course2021 = Severity::error,
         .aws2026 = Severity::error,
         .title = "Data that keeps changing has a path over the line besides the device",
         .rationale =
             "A job carries the data as it was when the device was filled, once. What is written later reaches AWS "
             "over a line only, or is lost with the site, so no recovery point target can rest on devices alone.",
         .rows = {"N09"},
         .sources = {{"AWS Snowball Developer Guide, jobs: a device is used for one job", "2023-05-01"}},
         .check = checkOngoingReplication,
         .fix = fixOngoingReplication},
    Rule{.id = "snowball.notifications",
         .course2021 = Severity::info,
         .aws2026 = Severity::info,
         .title = "Somebody is notified of the progress of a job",
         .rationale =
             "AWS reports each step of a job by SNS, as text message or e-mail; the console shows the same to those "
             "who look. Without either, a device that was lost or refused comes to light when its data is missed.",
         .rows = {"N06"},
         .sources = {{kCourse, "2021"}, {"AWS Snowball Developer Guide, notifications", "2023-05-01"}},
         .check = checkNotifications,
         .fix = fixNotifications},
};

}  // namespace

std::span<const Rule> snowballRules() { return kRules; }

}  // namespace nines
