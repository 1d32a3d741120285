#include "export.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "drawing/draw_design.h"
#include "formats/svg.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"

namespace nines {

namespace {

const Theme& themeOf(const ExportRequest& request) { return request.theme ? *request.theme : lightTheme(); }

Error impossible(std::string reason) { return {ErrorCode::unreadable, {}, {}, std::move(reason)}; }

std::string svgOf(const Design& design, const ExportRequest& request) {
  SvgOptions svg;
  svg.theme = &themeOf(request);
  svg.background = request.background;
  svg.title = design.topology().name;
  return writeSvg(drawPicture(design, FontMeasure()), svg);
}

Result<std::string> pngOf(const Design& design, const ExportRequest& request) {
  QString why;
  const QByteArray bytes = pngBytes(drawPicture(design, FontMeasure()), themeOf(request), request.scale, &why);
  if (bytes.isEmpty()) return impossible(why.toStdString());
  return bytes.toStdString();
}

// The first bytes of a file, as many as an export of ours needs to be known; empty if there are none.
std::string beginningOf(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return {};
  std::string out(kExportBeginning, '\0');
  const ssize_t got = ::read(fd, out.data(), out.size());
  ::close(fd);
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

}  // namespace

Result<std::string> exportedBytes(const Design& design, const ExportRequest& request) {
  switch (request.format) {
    case ExportFormat::svg:
      return svgOf(design, request);
    case ExportFormat::png:
      return pngOf(design, request);
    default:
      break;
  }
  return impossible("cannot be written in this format");
}

Status writeExport(const Design& design, const ExportRequest& request, const std::string& target) {
  const auto bytes = exportedBytes(design, request);
  if (!bytes) {
    Error error = bytes.error();
    error.file = target;
    return error;
  }
  const auto written = writeFileAtomically(target, *bytes);
  return written ? Status(Unit{}) : Status(written.error());
}

std::string replacingProblem(const std::string& target) {
  struct stat info{};
  // What is no regular file cannot be replaced at all; writing says so.
  if (::stat(target.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return {};
  return isOwnExport(beginningOf(target)) ? std::string() : "exists and is no file that Nines exported";
}

}  // namespace nines
