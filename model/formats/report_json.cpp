#include "formats/report_json.h"

#include <optional>
#include <string_view>

#include "availability/contributors.h"
#include "formats/json_writer.h"
#include "rules/explanation.h"

namespace nines {

namespace {

using json::Writer;

void writeSource(Writer& out, std::string_view text, std::string_view date) {
  if (text.empty()) return out.null();
  out.object([&] {
    out.key("text").value(text);
    out.key("date").textOrNull(date);
  });
}

void writeLine(Writer& out, std::size_t line) {
  if (line > 0) out.key("line").value(line);
  else out.key("line").null();
}

void writeFinding(Writer& out, const Finding& finding, bool waived, std::size_t line) {
  out.object([&] {
    out.key("rule").value(finding.rule);
    out.key("severity").value(toText(finding.severity));
    out.key("subjects").strings(finding.subjects);
    out.key("property").textOrNull(finding.property);
    out.key("message").value(finding.message());
    out.key("key").value(finding.key());
    out.key("unknown").value(finding.unknown);
    out.key("waived").value(waived);
    out.key("fixable").value(finding.fixable);
    writeLine(out, line);
  });
}

std::vector<std::string> keysOf(std::span<const IdleWaiver> waivers, Idleness why) {
  std::vector<std::string> out;
  for (const IdleWaiver& waiver : waivers) {
    if (waiver.why == why) out.push_back(waiver.key);
  }
  return out;
}

void writeIdleWaiver(Writer& out, const IdleWaiver& waiver) {
  out.object([&] {
    out.key("key").value(waiver.key);
    out.key("state").value(toText(waiver.why));
    out.key("until").textOrNull(waiver.until);
    out.key("message").value(wordsOf(waiver));
    writeLine(out, waiver.line);
  });
}

void writeError(Writer& out, const Error& error) {
  out.object([&] {
    out.key("file").value(error.file);
    writeLine(out, error.place.line);
    out.key("pointer").textOrNull(error.place.pointer);
    out.key("reason").value(error.reason);
  });
}

void writeFactor(Writer& out, const SlaFactor& factor) {
  out.object([&] {
    out.key("label").value(factor.label);
    out.key("availability").value(factor.availability);
    writeSource(out.key("source"), factor.source.text, factor.source.date);
    out.key("nodes").strings(factor.nodes);
    if (factor.alternatives.empty()) return;
    out.key("alternatives").array(factor.alternatives, [&](const std::vector<SlaFactor>& branch) {
      out.array(branch, [&](const SlaFactor& inside) { writeFactor(out, inside); });
    });
  });
}

void writeReached(Writer& out, std::optional<double> figure, std::optional<double> target) {
  if (figure && target) out.value(*figure >= *target);
  else out.null();
}

void writeLimit(Writer& out, const Contributor& limit, const Event& event) {
  out.object([&] {
    out.key("component").textOrNull(event.component);
    out.key("event").value(event.key);
    out.key("label").value(event.label);
    out.key("criticality").value(limit.criticality);
    out.key("birnbaum").value(limit.birnbaum);
    out.key("ifPerfect").value(limit.ifPerfect);
  });
}

void writeYears(Writer& out, const DowntimeDistribution& years, const SimulatedWorkloads& simulated) {
  constexpr double kYear = 31'557'600;  // seconds
  out.object([&] {
    out.key("years").value(std::size_t{simulated.years});
    out.key("seed").value(static_cast<std::size_t>(simulated.seed));
    out.key("mean").value(1 - years.mean / kYear);
    // What is down longer is less available.
    out.key("meanLow").value(1 - years.meanHigh / kYear);
    out.key("meanHigh").value(1 - years.meanLow / kYear);
    out.key("downtimeSeconds").object([&] {
      out.key("mean").value(years.mean);
      out.key("meanLow").value(years.meanLow);
      out.key("meanHigh").value(years.meanHigh);
      out.key("p50").value(years.p50);
      out.key("p95").value(years.p95);
      out.key("p99").value(years.p99);
    });
    out.key("histogram").array(years.bars, [&](const DowntimeBar& bar) {
      out.object([&] {
        out.key("from").value(bar.from);
        out.key("to").value(bar.to);
        out.key("years").value(std::size_t{bar.years});
      });
    });
  });
}

// Downtime and whether the target is met are said of the exact figure alone. What is said of the product has its name.
void writeWorkload(Writer& out, const WorkloadEstimate& workload, const SimulatedWorkloads* simulated,
                   std::size_t position) {
  constexpr double kYear = 31'557'600;  // seconds
  std::optional<double> downtime;
  if (workload.exact.unavailability) downtime = *workload.exact.unavailability * kYear;
  out.object([&] {
    out.key("id").value(workload.id);
    out.key("availability").value(workload.exact.availability);
    out.key("unavailability").value(workload.exact.unavailability);
    out.key("downtimeSecondsPerYear").value(downtime);
    out.key("slaProduct").value(workload.slaProduct);
    out.key("target").value(workload.target);
    writeReached(out.key("met"), workload.exact.availability, workload.target);
    writeReached(out.key("slaProductMet"), workload.slaProduct, workload.target);
    if (workload.exact.availability) {
      out.key("singlePoints").strings(workload.singlePoints);
      out.key("limits").array(limiting(workload.contributors),
                              [&](const Contributor& limit) { writeLimit(out, limit, workload.events[limit.event]); });
    } else {
      out.key("singlePoints").null();
      out.key("limits").null();
    }
    out.key("availabilityUnknownBecause").textOrNull(workload.exact.unknownBecause);
    if (simulated) {
      const auto& years = simulated->workloads[position];
      out.key("simulated");
      years ? writeYears(out, *years, *simulated) : out.null();
    }
    out.key("slaFactors").array(workload.factors, [&](const SlaFactor& factor) { writeFactor(out, factor); });
    out.key("unknownBecause").textOrNull(workload.unknownBecause);
  });
}

void writeStore(Writer& out, const StoreEstimate& store) {
  out.object([&] {
    out.key("id").value(store.id);
    out.key("read").value(store.read.availability);
    out.key("write").value(store.write.availability);
    out.key("sla").value(store.sla);
    out.key("configuration").textOrNull(store.configuration);
    writeSource(out.key("source"), store.source.text, store.source.date);
    out.key("unknownBecause")
        .textOrNull(store.read.unknownBecause.empty() ? store.write.unknownBecause : store.read.unknownBecause);
  });
}

void writeRuleSource(Writer& out, const RuleSource& source) {
  out.object([&] {
    out.key("text").value(source.text);
    out.key("date").value(source.date);
    out.key("address").textOrNull(addressOf(source.text, source.date));
  });
}

void writeFactValue(Writer& out, const Value& value) {
  if (const bool* flag = value.asBool()) return out.value(*flag);
  if (const auto number = value.asNumber()) return out.value(*number);
  const Value::Array* list = value.asArray();
  if (!list) return out.value(factText(value));
  out.array(*list, [&](const Value& item) { writeFactValue(out, item); });
}

void writeLimit(Writer& out, const RuleLimit& limit) {
  const auto profiles = Profiles::shipped().all();
  out.object([&] {
    out.key("label").value(limit.label);
    out.key("facts").array(factsOf(limit, profiles.front()), [&](std::string_view key) {
      out.object([&] {
        out.key("key").value(key);
        for (const Profile& profile : profiles) {
          if (const Fact* fact = profile.fact(key)) writeFactValue(out.key(profile.id), fact->value);
        }
      });
    });
  });
}

void writeRule(Writer& out, const Rule& rule) {
  out.object([&] {
    out.key("id").value(rule.id);
    out.key("title").value(rule.title);
    out.key("severity").object([&] {
      out.key("course-2021").value(toText(rule.course2021));
      out.key("aws-2026").value(toText(rule.aws2026));
    });
    out.key("rationale").value(rule.rationale);
    out.key("rows").strings(rule.rows);
    out.key("sources").array(rule.sources, [&](const RuleSource& source) { writeRuleSource(out, source); });
    out.key("limits").array(rule.limits, [&](const RuleLimit& limit) { writeLimit(out, limit); });
    out.key("aliases").strings(rule.aliases);
    out.key("fixable").value(rule.fix != nullptr);
    out.key("noFix").textOrNull(rule.noFix);
  });
}

}  // namespace

void writeFindings(Writer& out, const FileFindings& file) {
  out.key("profile").value(file.profile);
  out.key("unknownProfile").textOrNull(file.unknownProfile);
  std::size_t at = 0;
  out.key("findings").array(file.findings, [&](const Finding& finding) {
    const std::size_t line = at < file.lines.size() ? file.lines[at] : 0;
    ++at;
    writeFinding(out, finding, isWaived(finding, file.waivers), line);
  });
  out.key("staleWaivers").strings(keysOf(file.idle, Idleness::stale));
  out.key("endedWaivers").strings(keysOf(file.idle, Idleness::ended));
  out.key("unreadableWaivers").strings(keysOf(file.idle, Idleness::unreadable));
  out.key("unexplainedWaivers").strings(keysOf(file.idle, Idleness::unexplained));
  out.key("idleWaivers").array(file.idle, [&](const IdleWaiver& waiver) { writeIdleWaiver(out, waiver); });
}

std::string findingsJson(std::span<const FileFindings> files, std::span<const Error> unreadable) {
  Writer out;
  out.object([&] {
    out.key("files").array(files, [&](const FileFindings& file) {
      out.object([&] {
        out.key("file").value(file.file);
        writeFindings(out, file);
      });
    });
    out.key("errors").array(unreadable, [&](const Error& error) { writeError(out, error); });
  });
  return std::move(out).take();
}

void writeEstimates(Writer& out, const Estimates& estimates, const SimulatedWorkloads* simulated) {
  std::size_t position = 0;
  out.key("workloads").array(estimates.workloads, [&](const WorkloadEstimate& w) {
    writeWorkload(out, w, simulated, position++);
  });
  out.key("stores").array(estimates.stores, [&](const StoreEstimate& s) { writeStore(out, s); });
}

std::string estimatesJson(const Estimates& estimates, const SimulatedWorkloads* simulated) {
  Writer out;
  out.object([&] { writeEstimates(out, estimates, simulated); });
  return std::move(out).take();
}

std::string rulesJson(std::span<const Rule> rules) {
  Writer out;
  out.object([&] { out.key("rules").array(rules, [&](const Rule& rule) { writeRule(out, rule); }); });
  return std::move(out).take();
}

}  // namespace nines
