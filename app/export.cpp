#include "export.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <span>

#include "analysis/report.h"
#include "drawing/any_ground.h"
#include "drawing/draw_design.h"
#include "formats/csv.h"
#include "formats/d2.h"
#include "formats/dot.h"
#include "formats/drawio.h"
#include "formats/mermaid.h"
#include "formats/native.h"
#include "formats/plantuml.h"
#include "formats/svg.h"
#include "formats/table_part.h"
#include "formats/tables_json.h"
#include "layout/pasting.h"
#include "painting/painter_backend.h"
#include "painting/pdf.h"
#include "painting/png.h"
#include "support/ascii.h"
#include "support/files.h"
#include "support/plain_text.h"

namespace nines {

namespace {

constexpr std::size_t kLongestName = 80;  // in what is told

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

using DiagramWriter = std::string (*)(const Design&, std::span<const NodeIndex>);

Result<std::string> diagramBy(DiagramWriter write, const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  return write(design, *only);
}

std::string drawioOf(const Design& design, std::span<const NodeIndex> only) {
  return writeDrawio(design, FontMeasure(), only);
}

// The text of the design that a picture carries; empty for none.
std::string carriedBy(const Design& design, const ExportRequest& request, const std::vector<NodeIndex>& only) {
  if (!request.withDesign) return {};
  if (only.empty()) return writeDesign(design.topology());
  return writeDesign(placing::shownExcerpt(design, Layout(design), only));
}

// A file may say anything; what stands so far away that nobody finds it in the picture is named.
void tellWhatIsFarAway(const Design& design, const DisplayList& list, const ExportRequest& request) {
  constexpr double far = 1e6;  // px
  if (!request.tell) return;
  double farthest = far;
  NodeIndex node = kNone;
  for (const DrawGroup& group : list.groups) {
    const Rect& b = group.bounds;
    const double away = std::max({-b.left(), -b.top(), b.right(), b.bottom()});
    const NodeIndex i = away > farthest ? design.indexOf(group.id) : kNone;
    if (i == kNone) continue;
    farthest = away;
    node = i;
  }
  if (node == kNone) return;
  request.tell(fmt::format("\"{}\" stands {:.0f} px away: in a picture that reaches there nobody sees anything",
                           plainWords(titleOf(design, node), kLongestName), farthest));
}

// A line needs two ends; diagrams of other programs draw a loop, tables have its row. One sentence, however many.
void tellOfLoops(const Design& design, const ExportRequest& request, const std::vector<NodeIndex>& only) {
  if (!request.tell) return;
  NodeIndex first = kNone;
  std::size_t count = 0;
  for (LinkIndex l = 0; l < design.linkCount(); ++l) {
    const NodeIndex node = design.from(l);
    if (node == kNone || node != design.to(l)) continue;
    NodeIndex around = node;
    while (around != kNone && std::ranges::find(only, around) == only.end()) around = design.parent(around);
    if (!only.empty() && around == kNone) continue;
    if (count++ == 0) first = node;
  }
  if (count == 0) return;
  std::string text = fmt::format("\"{}\" has a link to itself, for which the picture has no line",
                                 plainWords(titleOf(design, first), kLongestName));
  if (count > 1) text += fmt::format(", nor for {} more such link{}", count - 1, count == 2 ? "" : "s");
  request.tell(text);
}

DisplayList drawn(const Design& design, const TextMeasure& measure, const ExportRequest& request,
                  const std::vector<NodeIndex>& only) {
  DisplayList list = drawPicture(design, measure, only, request.drill.get(), request.legend);
  tellWhatIsFarAway(design, list, request);
  tellOfLoops(design, request, only);
  return request.background ? list : onAnyGround(std::move(list), measure);
}

Result<std::string> svgOf(const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  const FontMeasure measure;
  const std::string carried = carriedBy(design, request, *only);
  SvgOptions svg;
  svg.theme = request.theme;
  svg.background = request.background;
  svg.title = design.topology().name;
  svg.design = carried;
  svg.measure = &measure;
  return writeSvg(drawn(design, measure, request, *only), svg);
}

// What a request without a scale gets, as far as there can be such a picture.
double scaleFor(const Rect& drawing, const ExportRequest& request) {
  constexpr double usual = 2;
  if (request.scale != 0) return request.scale;
  const double largest = largestPngScale(drawing);
  if (largest <= 0 || largest >= usual) return usual;
  if (request.tell) {
    request.tell(fmt::format("at scale {:g}, since {:g} would be too large; SVG has no such limit", largest, usual));
  }
  return largest;
}

Result<std::string> pngOf(const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  const std::string carried = carriedBy(design, request, *only);
  PngOptions png;
  png.theme = request.theme;
  png.background = request.background;
  const DisplayList list = drawn(design, FontMeasure(), request, *only);
  png.scale = scaleFor(list.bounds, request);
  png.dpi = request.dpi;
  png.design = carried;
  return writePng(list, png);
}

std::shared_ptr<const Report> reportFor(const Design& design, const ExportRequest& request) {
  if (request.report && request.report->topology == design.snapshot()) return request.report;
  return analyse(design.snapshot(), 0);
}

Result<std::string> csvOf(const Design& design, const ExportRequest& request) {
  const NamedTable* table = namedTable(request.table);
  if (!table) return impossible("there is no table \"" + request.table + "\"");
  if (const auto only = partOf(design, request); !only) return only.error();
  const TablePart part(design, request.only);
  const auto report = table->ofReport ? part.of(reportFor(design, request)) : nullptr;
  return writeCsv(table->make(design, report.get(), part));
}

Result<std::string> jsonOf(const Design& design, const ExportRequest& request) {
  if (const auto only = partOf(design, request); !only) return only.error();
  const TablePart part(design, request.only);
  return tablesJson(design, *part.of(reportFor(design, request)), part);
}

Result<std::string> pdfOf(const Design& design, const ExportRequest& request) {
  const auto only = partOf(design, request);
  if (!only) return only.error();
  PdfOptions pdf;
  pdf.theme = request.theme;
  pdf.background = request.background;
  pdf.page = request.page;
  pdf.title = design.topology().name;
  pdf.design = carriedBy(design, request, *only);
  return writePdf(drawn(design, FontMeasure(), request, *only), pdf);
}

// A picture in a design's place would be a surprise, whoever allows it.
bool leadsToDesign(const std::string& target) {
  std::error_code error;
  if (!std::filesystem::is_symlink(target, error)) return false;
  return ascii::lower(std::filesystem::weakly_canonical(target, error).extension().string()) == ".nines";
}

}  // namespace

Result<std::string> exportedBytes(const Design& design, const ExportRequest& request) {
  switch (request.format) {
    case ExportFormat::svg:
      return svgOf(design, request);
    case ExportFormat::png:
      return pngOf(design, request);
    case ExportFormat::pdf:
      return pdfOf(design, request);
    case ExportFormat::csv:
      return csvOf(design, request);
    case ExportFormat::json:
      return jsonOf(design, request);
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
  if (leadsToDesign(target)) return Error{ErrorCode::unreadable, target, {}, "is a link to a design, which stays"};
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
  return isOwnExport(beginningOfFile(target, kExportBeginning)) ? std::string()
                                                                : "exists and is no file that Nines exported";
}

}  // namespace nines
