#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli_commands.h"
#include "cli_input.h"
#include "cli_text.h"
#include "formats/native.h"
#include "formats/report_json.h"
#include "formats/rules_page.h"
#include "formats/sarif.h"
#include "formats/waiver_lines.h"
#include "rules/rulebook.h"
#include "rules/waiver_dates.h"

namespace nines::cli {

namespace {

// A waiver is not stale for what the design's own profile finds: whoever believed that would lose it.
void keepWaiversOfOwnProfile(const Input& input, const Profile& judging, std::vector<WaiverStatus>& waivers) {
  const Profile& own = Profiles::shipped().orDefault(input.ownProfile);
  if (own.id == judging.id) return;
  const Design design(input.topology, Catalogue::shipped(), own);
  std::erase_if(waivers, [&](const WaiverStatus& waiver) {
    const Rule* rule = findRule(std::string_view(waiver.key).substr(0, waiver.key.find(':')));
    if (waiver.state != WaiverState::stale || !rule) return false;
    return std::ranges::any_of(checkRule(design, *rule), [&](const Finding& f) { return f.key() == waiver.key; });
  });
}

FileFindings judge(const Input& input) {
  const Profile& profile = judgingProfile(input);
  const Design design(input.topology, Catalogue::shipped(), profile);
  FileFindings out{input.file, profile.id, checkRules(design), {}, {}, {}};
  if (profile.id != input.topology->profile) out.unknownProfile = input.topology->profile;
  out.waivers = judgeWaivers(*input.topology, out.findings, nowIso());
  keepWaiversOfOwnProfile(input, profile, out.waivers);
  out.idle = idleWaivers(*input.topology, out.waivers);
  out.said = input.topology->waivers;
  if (!out.idle.empty()) {
    const auto lines = waiverLines(input.text);
    for (IdleWaiver& waiver : out.idle) {
      if (const auto at = lines.find(waiver.key); at != lines.end()) waiver.line = at->second;
    }
  }
  if (out.findings.empty()) return out;
  const LineIndex lines(input.text);
  for (const Finding& finding : out.findings) {
    out.lines.push_back(finding.subjects.empty() ? 0 : lines.lineOf(finding.subjects.front()));
  }
  return out;
}

bool fails(const FileFindings& file, std::optional<Severity> threshold) {
  return threshold && std::ranges::any_of(file.findings, [&](const Finding& finding) {
           return finding.severity >= *threshold && !isWaived(finding, file.waivers);
         });
}

Style styleOf(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Style::error;
    case Severity::warning:
      return Style::warning;
    case Severity::info:
      return Style::note;
  }
  return Style::plain;
}

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string_view shortly(Idleness why) {
  if (why == Idleness::unreadable) return "no date";
  return why == Idleness::unexplained ? "incomplete" : toText(why);
}

Cell placeCell(const FileFindings& file, std::size_t line) {
  return {line > 0 ? fmt::format("{}:{}", file.file, line) : file.file, Style::faint};
}

// What a person at a terminal wants to know at the end; a pipe gets rows only.
std::string summary(const FileFindings& file, bool colours) {
  std::array<std::size_t, 3> counts{};
  std::size_t waived = 0;
  for (const Finding& finding : file.findings) {
    if (isWaived(finding, file.waivers)) ++waived;
    else ++counts[static_cast<std::size_t>(finding.severity)];
  }
  std::string out = file.file + ": ";
  if (counts[0] + counts[1] + counts[2] == 0) out += "nothing found";
  else out += counted(counts[2], "error") + ", " + counted(counts[1], "warning") + ", " + counted(counts[0], "info");
  if (waived > 0) out += fmt::format("; {} waived", waived);
  if (!file.idle.empty()) out += "; " + counted(file.idle.size(), "waiver") + " without effect";
  out += fmt::format(" (profile {})", file.profile);
  return styled({out, Style::strong}, colours) + '\n';
}

std::string asText(const std::vector<FileFindings>& files) {
  const bool colours = hasColours(stdout);
  const bool terminal = isTerminal(stdout);
  std::vector<std::vector<Cell>> rows;
  for (const FileFindings& file : files) {
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      const Finding& finding = file.findings[i];
      if (isWaived(finding, file.waivers)) continue;
      rows.push_back({placeCell(file, file.lines[i]),
                      {std::string(toText(finding.severity)), styleOf(finding.severity)},
                      {std::string(finding.rule), Style::strong},
                      {finding.message()}});
    }
    for (const IdleWaiver& waiver : file.idle) {
      rows.push_back({placeCell(file, waiver.line),
                      {"waiver", Style::note},
                      {std::string(shortly(waiver.why)), Style::strong},
                      {wordsOf(waiver)}});
    }
  }
  std::string out = table(rows, colours);
  if (!terminal) return out;
  for (const FileFindings& file : files) out += summary(file, colours);
  return out;
}

std::string written(Format format, const std::vector<FileFindings>& files, const std::vector<Error>& unreadable) {
  switch (format) {
    case Format::json:
      return findingsJson(files, unreadable);
    case Format::sarif:
      return sarif(files, unreadable, NINES_VERSION);
    default:
      return asText(files);
  }
}

}  // namespace

int check(const CheckOptions& options) {
  std::vector<FileFindings> files;
  std::vector<Error> unreadable;
  for (const std::string& name : options.files) {
    if (auto input = readInput(name, options.profile)) files.push_back(judge(*input));
    else unreadable.push_back(input.error());
  }
  for (const Error& error : unreadable) complain(error.text());
  if (!print(written(options.format, files, unreadable))) return kUnreadable;
  if (!unreadable.empty()) return kUnreadable;
  const bool failed = std::ranges::any_of(files, [&](const FileFindings& file) { return fails(file, options.failOn); });
  return failed ? kFindings : kClean;
}

int rules(Format format) {
  if (format == Format::json) return print(rulesJson(rulebook())) ? kClean : kUnreadable;
  if (format == Format::markdown) return print(rulesPage(rulebook())) ? kClean : kUnreadable;
  std::vector<std::vector<Cell>> rows;
  rows.push_back({{"RULE", Style::faint},
                  {"COURSE-2021", Style::faint},
                  {"AWS-2026", Style::faint},
                  {"FIX", Style::faint},
                  {"TITLE", Style::faint}});
  for (const Rule& rule : rulebook()) {
    rows.push_back({{std::string(rule.id), Style::strong},
                    {std::string(toText(rule.course2021)), styleOf(rule.course2021)},
                    {std::string(toText(rule.aws2026)), styleOf(rule.aws2026)},
                    {rule.fix ? "yes" : "-"},
                    {std::string(rule.title)}});
  }
  return print(table(rows, hasColours(stdout))) ? kClean : kUnreadable;
}

}  // namespace nines::cli
