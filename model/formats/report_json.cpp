#include "formats/report_json.h"

#include <fmt/format.h>

#include <cmath>
#include <concepts>
#include <optional>
#include <string_view>

#include "drawing/utf8.h"

namespace nines {

namespace {

// Writes JSON from left to right; commas come by themselves.
class Writer {
 public:
  std::string take() && { return std::move(m_out += '\n'); }

  template <class Body>
  void object(Body body) {
    open('{');
    body();
    close('}');
  }
  template <class Items, class Each>
  void array(const Items& items, Each each) {
    open('[');
    for (const auto& item : items) each(item);
    close(']');
  }

  Writer& key(std::string_view name) {
    value(name);
    m_out += ": ";
    m_first = true;  // the value follows without a comma
    return *this;
  }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::same_as<bool> auto flag) { raw(flag ? "true" : "false"); }
  void value(std::size_t count) { raw(std::to_string(count)); }
  // Shortest digits that give the same number again.
  void value(double number) { raw(std::isfinite(number) ? fmt::format("{}", number) : "null"); }
  void value(std::optional<double> number) { number ? value(*number) : null(); }
  void null() { raw("null"); }
  void textOrNull(std::string_view text) { text.empty() ? null() : value(text); }

 private:
  void separate() {
    if (!m_first) m_out += ", ";
    m_first = false;
  }
  void raw(std::string_view text) {
    separate();
    m_out += text;
  }
  void open(char bracket) {
    separate();
    m_out += bracket;
    m_first = true;
  }
  void close(char bracket) {
    m_out += bracket;
    m_first = false;
  }

  std::string m_out;
  bool m_first = true;
};

void Writer::value(std::string_view text) {
  separate();
  m_out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    if (next.code == '"' || next.code == '\\') m_out.append(1, '\\').append(1, static_cast<char>(next.code));
    else if (next.code == '\n') m_out += "\\n";
    else if (next.code == '\t') m_out += "\\t";
    else if (next.code < 0x20 || next.code == 0x7f) m_out += fmt::format("\\u{:04x}", static_cast<unsigned>(next.code));
    else utf8::append(m_out, next.code);  // file names may be no UTF-8
  }
  m_out += '"';
}

void writeStrings(Writer& out, const auto& texts) {
  out.array(texts, [&](const auto& text) { out.value(text); });
}

void writeSource(Writer& out, std::string_view text, std::string_view date) {
  if (text.empty()) return out.null();
  out.object([&] {
    out.key("text").value(text);
    out.key("date").textOrNull(date);
  });
}

void writeFinding(Writer& out, const Finding& finding, bool waived, std::size_t line) {
  out.object([&] {
    out.key("rule").value(finding.rule);
    out.key("severity").value(toText(finding.severity));
    writeStrings(out.key("subjects"), finding.subjects);
    out.key("property").textOrNull(finding.property);
    out.key("message").value(finding.message());
    out.key("key").value(finding.key());
    out.key("unknown").value(finding.unknown);
    out.key("waived").value(waived);
    out.key("fixable").value(finding.fixable);
    if (line > 0) out.key("line").value(line);
    else out.key("line").null();
  });
}

std::vector<std::string> keysIn(std::span<const WaiverStatus> waivers, WaiverState state) {
  std::vector<std::string> out;
  for (const WaiverStatus& waiver : waivers) {
    if (waiver.state == state) out.push_back(waiver.key);
  }
  return out;
}

void writeFile(Writer& out, const FileFindings& file) {
  out.object([&] {
    out.key("file").value(file.file);
    out.key("profile").value(file.profile);
    out.key("unknownProfile").textOrNull(file.unknownProfile);
    std::size_t at = 0;
    out.key("findings").array(file.findings, [&](const Finding& finding) {
      const std::size_t line = at < file.lines.size() ? file.lines[at] : 0;
      ++at;
      writeFinding(out, finding, isWaived(finding, file.waivers), line);
    });
    writeStrings(out.key("staleWaivers"), keysIn(file.waivers, WaiverState::stale));
    writeStrings(out.key("endedWaivers"), keysIn(file.waivers, WaiverState::ended));
  });
}

void writeError(Writer& out, const Error& error) {
  out.object([&] {
    out.key("file").value(error.file);
    if (error.place.line > 0) out.key("line").value(error.place.line);
    else out.key("line").null();
    out.key("pointer").textOrNull(error.place.pointer);
    out.key("reason").value(error.reason);
  });
}

void writeFactor(Writer& out, const SlaFactor& factor) {
  out.object([&] {
    out.key("label").value(factor.label);
    out.key("availability").value(factor.availability);
    writeSource(out.key("source"), factor.source.text, factor.source.date);
    writeStrings(out.key("nodes"), factor.nodes);
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

// Downtime and whether the target is met are said of the exact figure alone. What is said of the product has its name.
void writeWorkload(Writer& out, const WorkloadEstimate& workload) {
  constexpr double kYear = 31'557'600;  // seconds
  std::optional<double> downtime;
  if (workload.unavailability) downtime = *workload.unavailability * kYear;
  out.object([&] {
    out.key("id").value(workload.id);
    out.key("availability").value(workload.availability);
    out.key("unavailability").value(workload.unavailability);
    out.key("downtimeSecondsPerYear").value(downtime);
    out.key("slaProduct").value(workload.slaProduct);
    out.key("target").value(workload.target);
    writeReached(out.key("met"), workload.availability, workload.target);
    writeReached(out.key("slaProductMet"), workload.slaProduct, workload.target);
    out.key("singlePoints").null();
    out.key("limits").null();
    out.key("slaFactors").array(workload.factors, [&](const SlaFactor& factor) { writeFactor(out, factor); });
    out.key("unknownBecause").textOrNull(workload.unknownBecause);
  });
}

void writeStore(Writer& out, const StoreEstimate& store) {
  out.object([&] {
    out.key("id").value(store.id);
    out.key("read").value(store.read);
    out.key("write").value(store.write);
    out.key("sla").value(store.sla);
    out.key("configuration").textOrNull(store.configuration);
    writeSource(out.key("source"), store.source.text, store.source.date);
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
    writeStrings(out.key("rows"), rule.rows);
    out.key("sources").array(rule.sources,
                             [&](const RuleSource& source) { writeSource(out, source.text, source.date); });
    writeStrings(out.key("aliases"), rule.aliases);
    out.key("fixable").value(rule.fix != nullptr);
    out.key("noFix").textOrNull(rule.noFix);
  });
}

}  // namespace

std::string findingsJson(std::span<const FileFindings> files, std::span<const Error> unreadable) {
  Writer out;
  out.object([&] {
    out.key("files").array(files, [&](const FileFindings& file) { writeFile(out, file); });
    out.key("errors").array(unreadable, [&](const Error& error) { writeError(out, error); });
  });
  return std::move(out).take();
}

std::string estimatesJson(const Estimates& estimates) {
  Writer out;
  out.object([&] {
    out.key("workloads").array(estimates.workloads, [&](const WorkloadEstimate& w) { writeWorkload(out, w); });
    out.key("stores").array(estimates.stores, [&](const StoreEstimate& s) { writeStore(out, s); });
  });
  return std::move(out).take();
}

std::string rulesJson(std::span<const Rule> rules) {
  Writer out;
  out.object([&] { out.key("rules").array(rules, [&](const Rule& rule) { writeRule(out, rule); }); });
  return std::move(out).take();
}

}  // namespace nines
