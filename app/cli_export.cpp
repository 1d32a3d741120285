#include <QGuiApplication>

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

}  // namespace

int exportDesign(const ExportOptions& options) {
  const auto fail = [](const Error& error) {
    complain(error.text());
    return kUnreadable;
  };
  const auto input = readInput(options.file);
  if (!input) return fail(input.error());
  if (!options.force) {
    if (const std::string problem = replacingProblem(options.target); !problem.empty())
      return fail({ErrorCode::unreadable, options.target, {}, problem + "; --force replaces it"});
  }
  ExportRequest request;
  request.format = exportFormatOf(options.target)->format;
  request.theme = options.theme == "dark" ? &darkTheme() : &lightTheme();
  const Design design(input->topology, Catalogue::shipped(), Profiles::shipped().orDefault(input->topology->profile));
  const Status written = writeWithToolkit(design, request, options.target);
  return written ? static_cast<int>(kClean) : fail(written.error());
}

}  // namespace nines::cli
