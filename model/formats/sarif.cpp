#include "formats/sarif.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "formats/json_writer.h"

namespace nines {

namespace {

using json::Writer;
using RuleIndex = std::map<std::string_view, std::size_t>;  // positions in the rulebook

// SARIF's name of a severity.
std::string_view levelOf(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "note";
  }
  return "none";
}

// A message of SARIF is a sentence with its full stop.
std::string sentence(std::string_view text) { return fmt::format("{}{}", text, text.ends_with('.') ? "" : "."); }

void writeMessage(Writer& out, std::string_view text) {
  out.object([&] { out.key("text").value(sentence(text)); });
}

std::string helpOf(const Rule& rule) {
  std::string help(rule.rationale);
  for (const RuleSource& source : rule.sources) help += fmt::format("\nSource: {} ({})", source.text, source.date);
  return help;
}

void writeRule(Writer& out, const Rule& rule, std::string_view profile) {
  out.object([&] {
    out.key("id").value(rule.id);
    writeMessage(out.key("shortDescription"), rule.title);
    writeMessage(out.key("fullDescription"), rule.rationale);
    out.key("help").object([&] { out.key("text").value(helpOf(rule)); });
    out.key("defaultConfiguration").object([&] { out.key("level").value(levelOf(rule.severity(profile))); });
    out.key("properties").object([&] {
      out.key("tags").strings(std::array{rule.id.substr(0, rule.id.find('.'))});
      out.key("aliases").strings(rule.aliases);
    });
  });
}

void writePlace(Writer& out, std::string_view file, std::size_t line) {
  out.key("physicalLocation").object([&] {
    out.key("artifactLocation").object([&] { out.key("uri").value(fileUri(file)); });
    if (line > 0) out.key("region").object([&] { out.key("startLine").value(line); });
  });
}

// The format has no place of its own for who accepted a result, and until when.
void writeSigned(Writer& out, const Waiver* waiver) {
  if (!waiver) return;
  out.key("properties").object([&] {
    out.key("author").textOrNull(waiver->author);
    out.key("at").textOrNull(waiver->at);
    out.key("until").textOrNull(waiver->until);
  });
}

void writeResult(Writer& out, const FileFindings& file, std::size_t at, const RuleIndex& rules) {
  const Finding& finding = file.findings[at];
  const std::size_t line = at < file.lines.size() ? file.lines[at] : 0;
  out.object([&] {
    out.key("ruleId").value(finding.rule);
    if (const auto rule = rules.find(finding.rule); rule != rules.end()) out.key("ruleIndex").value(rule->second);
    out.key("level").value(levelOf(finding.severity));
    writeMessage(out.key("message"), finding.message());
    out.key("locations").array(std::array{&file}, [&](const FileFindings* each) {
      out.object([&] {
        writePlace(out, each->file, line);
        out.key("logicalLocations").array(finding.subjects, [&](const std::string& subject) {
          out.object([&] {
            out.key("name").value(subject);
            out.key("kind").value("resource");
          });
        });
      });
    });
    // The second name is the one that GitHub compares; where it is missing, the text of the line is taken instead,
    // which has the name and the place of the resource in it.
    out.key("partialFingerprints").object([&] {
      out.key("findingKey/v1").value(finding.key());
      out.key("primaryLocationLineHash").value(finding.key());
    });
    if (const WaiverStatus* waiver = waiverOf(finding, file.waivers)) {
      out.key("suppressions").array(std::array{waiver}, [&](const WaiverStatus* each) {
        out.object([&] {
          out.key("kind").value("inSource");
          out.key("status").value("accepted");
          if (!each->reason.empty()) out.key("justification").value(each->reason);
          writeSigned(out, file.said.find(each->key));
        });
      });
    }
    out.key("properties").object([&] {
      out.key("profile").value(file.profile);
      out.key("unknown").value(finding.unknown);
      out.key("fixable").value(finding.fixable);
    });
  });
}

// A waiver that silences nothing suppresses no result, so that nothing else in the log would tell of it.
void writeIdleWaivers(Writer& out, std::span<const FileFindings> files) {
  std::vector<std::pair<const FileFindings*, const IdleWaiver*>> idle;
  for (const FileFindings& file : files) {
    for (const IdleWaiver& waiver : file.idle) idle.emplace_back(&file, &waiver);
  }
  if (idle.empty()) return;
  out.key("toolConfigurationNotifications").array(idle, [&](const auto& each) {
    out.object([&] {
      out.key("level").value("note");
      writeMessage(out.key("message"), wordsOf(*each.second));
      out.key("locations").array(std::array{&each}, [&](const auto* place) {
        out.object([&] { writePlace(out, place->first->file, place->second->line); });
      });
    });
  });
}

void writeInvocation(Writer& out, std::span<const FileFindings> files, std::span<const Error> unreadable) {
  out.object([&] {
    out.key("executionSuccessful").value(unreadable.empty());
    writeIdleWaivers(out, files);
    if (unreadable.empty()) return;
    out.key("toolExecutionNotifications").array(unreadable, [&](const Error& error) {
      out.object([&] {
        out.key("level").value("error");
        const std::string& pointer = error.place.pointer;
        writeMessage(out.key("message"), pointer.empty() ? error.reason : pointer + ": " + error.reason);
        out.key("locations").array(std::array{&error}, [&](const Error* each) {
          out.object([&] { writePlace(out, each->file, each->place.line); });
        });
      });
    });
  });
}

// All findings: their files, and which of its findings.
std::vector<std::pair<const FileFindings*, std::size_t>> resultsOf(std::span<const FileFindings> files) {
  std::vector<std::pair<const FileFindings*, std::size_t>> results;
  for (const FileFindings& file : files) {
    results.reserve(results.size() + file.findings.size());
    for (std::size_t at = 0; at < file.findings.size(); ++at) results.emplace_back(&file, at);
  }
  return results;
}

void writeTool(Writer& out, std::string_view version, std::string_view profile) {
  out.object([&] {
    out.key("driver").object([&] {
      out.key("name").value("Nines");
      out.key("version").value(version);
      out.key("rules").array(rulebook(), [&](const Rule& rule) { writeRule(out, rule, profile); });
    });
  });
}

}  // namespace

std::string fileUri(std::string_view file) {
  constexpr std::string_view kUnreserved = "-._~/";
  std::string uri = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain || kUnreserved.find(c) != std::string_view::npos) uri += c;
    else uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return uri;
}

std::string sarif(std::span<const FileFindings> files, std::span<const Error> unreadable, std::string_view version) {
  RuleIndex rules;
  for (const Rule& rule : rulebook()) rules.emplace(rule.id, rules.size());
  // The default levels of the rules are those of one profile; each result says its own.
  const std::string_view profile = files.empty() ? std::string_view() : files.front().profile;
  Writer out;
  out.object([&] {
    out.key("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
    out.key("version").value("2.1.0");
    out.key("runs").array(std::array{0}, [&](int) {
      out.object([&] {
        writeTool(out.key("tool"), version, profile);
        out.key("invocations").array(std::array{0}, [&](int) { writeInvocation(out, files, unreadable); });
        out.key("results").array(resultsOf(files),
                                 [&](const auto& result) { writeResult(out, *result.first, result.second, rules); });
      });
    });
  });
  return std::move(out).take();
}

}  // namespace nines
