#include <fcntl.h>
#include <unistd.h>

#include <QGuiApplication>
#include <filesystem>

#include "cli_commands.h"
#include "cli_input.h"
#include "cli_text.h"
#include "picture.h"

namespace nines::cli {

namespace {

// The first bytes of a file, as many as a picture of ours needs to be known; empty if there are none.
std::string beginningOf(const std::string& path) {
  constexpr std::size_t kEnough = 4096;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return {};
  std::string out(kEnough, '\0');
  const ssize_t got = ::read(fd, out.data(), out.size());
  ::close(fd);
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

// Why the target must not be written, empty if it may.
std::string targetProblem(const ExportOptions& options) {
  std::error_code error;
  if (options.force || !std::filesystem::exists(options.target, error)) return {};
  if (std::filesystem::is_directory(options.target, error)) return "is a folder, not a file";
  if (isOwnExport(beginningOf(options.target))) return {};
  return "exists and is no picture that Nines exported; --force replaces it";
}

// Measuring text needs the toolkit, but neither a window nor a display.
Status writePicture(const Design& design, const Theme& theme, const std::string& target) {
  // What the toolkit says about its surroundings (no runtime folder, no fonts) concerns nobody here.
  qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
  // Whatever the environment asks for, it may not be there.
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int argc = 1;
  char name[] = "nines";
  char* argv[] = {name, nullptr};
  const QGuiApplication application(argc, argv);
  const bool isPng = std::filesystem::path(target).extension() == ".png";
  return isPng ? writePngPicture(design, theme, target) : writeSvgPicture(design, theme, target);
}

}  // namespace

bool isOwnExport(std::string_view beginning) {
  const bool isPng = beginning.starts_with("\x89PNG\r\n\x1a\n");
  const bool isSvg = beginning.starts_with("<?xml") && beginning.find("<svg ") != std::string_view::npos;
  if (isPng) return beginning.find(std::string_view("Software\0Nines", 14)) != std::string_view::npos;
  return isSvg && beginning.find("<!-- Nines -->") != std::string_view::npos;
}

int exportPicture(const ExportOptions& options) {
  const auto fail = [](const Error& error) {
    complain(error.text());
    return kUnreadable;
  };
  const auto input = readInput(options.file);
  if (!input) return fail(input.error());
  if (const std::string problem = targetProblem(options); !problem.empty()) {
    return fail({ErrorCode::unreadable, options.target, {}, problem});
  }
  const Theme& theme = options.theme == "dark" ? darkTheme() : lightTheme();
  const Design design(input->topology, Catalogue::shipped(), Profiles::shipped().orDefault(input->topology->profile));
  const Status written = writePicture(design, theme, options.target);
  return written ? static_cast<int>(kClean) : fail(written.error());
}

}  // namespace nines::cli
