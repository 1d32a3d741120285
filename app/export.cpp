#include "export.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <span>

#include "analysis/report.h"
#include "drawing/draw_design.h"
#include "formats/csv.h"
#include "formats/d2.h"
#include "formats/dot.h"
#include "formats/drawio.h"
#include "formats/mermaid.h"
#include "formats/plantuml.h"
#include "formats/svg.h"
#include "formats/tables_json.h"
#include "painting/painter_backend.h"
#include "painting/png.h"
#include "support/files.h"

namespace nines {

namespace {

const Theme& themeOf(const ExportRequest& request) { return request.theme ? *request.theme : lightTheme(); }

Error impossible(std::string reason) { return {ErrorCode::unreadable, {}, {}, std::move(reason)}; }

// The nodes that are asked for: none named, all of them.
Result<std::vector<NodeIndex>> partOf(const Design& design, const ExportRequest& request) {
  std::vector<NodeIndex> only;
  only.reserve(request.only.size());
  for (const NodeId& id : request.only) {
    only.push_back(design.indexOf(id));
    if (only.back() == kNone) return impossible("there is no resource \"" + id + "\"");
  }
  return only;
}

Result<DisplayList> drawn(const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  return drawPicture(design, FontMeasure(), *only);
}

using DiagramWriter = std::string (*)(const Design&, std::span<const NodeIndex>);

Result<std::string> diagramBy(DiagramWriter write, const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  return write(design, *only);
}

std::string drawioOf(const Design& design, std::span<const NodeIndex> only) {
  return writeDrawio(design, FontMeasure(), only);
}

Result<std::string> svgOf(const Design& design, const ExportRequest& request) {
  const auto list = drawn(design, request);
  if (!list) return list.error();
  SvgOptions svg;
  svg.theme = &themeOf(request);
  svg.background = request.background;
  svg.title = design.topology().name;
  return writeSvg(*list, svg);
}

Result<std::string> pngOf(const Design& design, const ExportRequest& request) {
  const auto list = drawn(design, request);
  if (!list) return list.error();
  QString why;
  const QByteArray bytes = pngBytes(*list, themeOf(request), request.scale, &why);
  if (bytes.isEmpty()) return impossible(why.toStdString());
  return bytes.toStdString();
}

std::shared_ptr<const Report> reportFor(const Design& design, const ExportRequest& request) {
  if (request.report && request.report->topology == design.snapshot()) return request.report;
  return analyse(design.snapshot(), 0);
}

Result<std::string> csvOf(const Design& design, const ExportRequest& request) {
  const NamedTable* table = namedTable(request.table);
  if (!table) return impossible("there is no table \"" + request.table + "\"");
  const auto report = table->ofReport ? reportFor(design, request) : nullptr;
  return writeCsv(table->make(design, report.get()));
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
    case ExportFormat::csv:
      return csvOf(design, request);
    case ExportFormat::json:
      return tablesJson(design, *reportFor(design, request));
    case ExportFormat::drawio:
      return diagramBy(drawioOf, design, request);
    case ExportFormat::dot:
      return diagramBy(writeDot, design, request);
    case ExportFormat::mermaid:
      return diagramBy(writeMermaid, design, request);
    case ExportFormat::d2:
      return diagramBy(writeD2, design, request);
    case ExportFormat::plantuml:
      return diagramBy(writePlantUml, design, request);
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
