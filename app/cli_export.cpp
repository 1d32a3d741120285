#include <fmt/format.h>

#include <QGuiApplication>
#include <algorithm>
#include <filesystem>

#include "cli_commands.h"
#include "cli_input.h"
#include "cli_text.h"
#include "export.h"

namespace nines::cli {

namespace {

// Measuring text needs the toolkit, but neither a window nor a display.
Status writeWithToolkit(const Design& design, const ExportRequest& request, const std::string& target) {
  // What the toolkit says about its surroundings (no runtime folder, no fonts) concerns nobody here.
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  // Whatever the environment asks for, it may not be there.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int argc = 1;
  char name[] = "nines";
  char* argv[] = {name, nullptr};
  const QGuiApplication application(argc, argv);
  return writeExport(design, request, target);
}

// The first option that means nothing to the format, in a sentence; empty if there is none.
std::string optionProblem(const ExportOptions& options, ExportFormat format) {
  for (const auto& [option, name] : options.given) {
    if (takes(format, option)) continue;
    std::string those;
    for (const ExportFormatRow& row : exportFormats()) {
      if (takes(row.format, option)) those += fmt::format("{}.{}", those.empty() ? "" : ", ", row.ending);
    }
    return fmt::format("{} means nothing to .{}, only to {}", name, exportFormatOf(options.target)->ending, those);
  }
  return {};
}

// "a,b" are two.
std::vector<NodeId> idsIn(const std::vector<std::string>& texts) {
  std::vector<NodeId> out;
  for (const std::string& text : texts) {
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t to = std::min(text.find(',', from), text.size());
      out.push_back(text.substr(from, to - from));
      from = to + 1;
    }
  }
  return out;
}

ExportRequest requestOf(const ExportOptions& options, ExportFormat format) {
  ExportRequest out;
  out.format = format;
  out.theme = options.theme == "dark" ? &darkTheme() : &lightTheme();
  out.background = !options.transparent;
  out.legend = options.legend;
  const bool scaled = std::ranges::any_of(options.given, [](const auto& g) { return g.first == ExportOption::scale; });
  out.scale = scaled ? options.scale : 0;
  out.dpi = options.dpi;
  out.only = idsIn(options.only);
  out.withDesign = !options.withoutDesign;
  out.table = options.table;
  out.page = options.page;
  return out;
}

// Why the target must not be replaced, in a sentence; empty if it may be.
std::string replacing(const ExportOptions& options) {
  std::error_code error;
  // Also where that is a picture of ours: it may be the only place where the design is kept.
  if (std::filesystem::equivalent(options.file, options.target, error)) return "is the design itself";
  return replacingProblem(options.target);
}

}  // namespace

int exportDesign(const ExportOptions& options) {
  const auto fail = [](const Error& error) {
    complain(error.text());
    return kUnreadable;
  };
  const auto wrongUsage = [](const std::string& problem) {
    complain(fmt::format("nines: {} (see nines export --help)", problem));
    return kUsage;
  };
  const ExportFormat format = exportFormatOf(options.target)->format;
  if (const std::string problem = optionProblem(options, format); !problem.empty()) return wrongUsage(problem);
  const bool hasSheets = options.page.paper != Paper::drawing;
  if (!hasSheets && (options.page.tileScale > 0 || options.page.orientation != Orientation::automatic))
    return wrongUsage("a page of the drawing's size has neither orientation nor tiles; name a paper, as in --page A4");
  const auto input = readInput(options.file);
  if (!input) return fail(input.error());
  ExportRequest request = requestOf(options, format);
  std::vector<std::string> told;
  request.tell = [&told](const std::string& what) { told.push_back(what); };
  for (const NodeId& id : request.only) {
    if (!input->topology->nodes.find(id))
      return wrongUsage(fmt::format("--only: {} has no resource \"{}\"", options.file, id));
  }
  if (!options.force) {
    if (const std::string problem = replacing(options); !problem.empty())
      return fail({ErrorCode::unreadable, options.target, {}, problem + "; --force replaces it"});
  }
  // What only shows the drawing judges nothing.
  const Profile& profile =
      isTable(format) ? judgingProfile(*input) : Profiles::shipped().orDefault(input->topology->profile);
  const Design design(input->topology, Catalogue::shipped(), profile);
  const Status written = measuresText(format) ? writeWithToolkit(design, request, options.target)
                                              : writeExport(design, request, options.target);
  if (written) {
    for (const std::string& what : told) complain(options.target + ": " + what);
    return kClean;
  }
  Error error = written.error();
  if (error.code == ErrorCode::tooLarge && request.scale != 0)
    error.reason += fmt::format("; --scale is {:g}", request.scale);
  if (error.code == ErrorCode::tooLarge) {
    for (const std::string& what : told) error.reason += "; " + what;
  }
  return fail(error);
}

}  // namespace nines::cli
