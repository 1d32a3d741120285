#include "formats/export_format.h"

#include <algorithm>
#include <array>

#include "formats/csv.h"
#include "formats/pdf_attachment.h"
#include "formats/png_chunks.h"
#include "formats/tables_json.h"
#include "support/ascii.h"

namespace nines {

namespace {

bool has(std::string_view text, std::string_view mark) { return text.find(mark) != std::string_view::npos; }

bool isOurSvg(std::string_view text) {
  return text.starts_with("<?xml") && has(text, "<svg ") && has(text, "<!-- Nines -->");
}

bool isOurDrawio(std::string_view text) { return text.starts_with("<?xml") && has(text, "<mxfile host=\"Nines\""); }
bool isOurDot(std::string_view text) { return text.starts_with("// Nines\n"); }
bool isOurMermaid(std::string_view text) {
  return text.starts_with("---\n# Nines\n") || text.starts_with("%% Nines\n");
}
bool isOurD2(std::string_view text) { return text.starts_with("# Nines\n"); }
bool isOurPlantUml(std::string_view text) { return text.starts_with("@startuml\n' Nines\n"); }

constexpr std::array kFormats{
    ExportFormatRow{ExportFormat::svg, "svg", "SVG picture", true, isOurSvg},
    ExportFormatRow{ExportFormat::png, "png", "PNG picture", true, isOwnPng},
    ExportFormatRow{ExportFormat::pdf, "pdf", "PDF document", true, isOwnPdf},
    ExportFormatRow{ExportFormat::drawio, "drawio", "draw.io diagram", false, isOurDrawio},
    ExportFormatRow{ExportFormat::dot, "dot", "Graphviz graph", false, isOurDot},
    ExportFormatRow{ExportFormat::mermaid, "mmd", "Mermaid flowchart", false, isOurMermaid},
    ExportFormatRow{ExportFormat::d2, "d2", "D2 diagram", false, isOurD2},
    ExportFormatRow{ExportFormat::plantuml, "puml", "PlantUML diagram", false, isOurPlantUml},
    ExportFormatRow{ExportFormat::csv, "csv", "Table", false, isOwnCsv},
    ExportFormatRow{ExportFormat::json, "json", "Tables as JSON", false, isOwnTablesJson},
};

bool isAnyOf(ExportFormat format, std::initializer_list<ExportFormat> list) {
  return std::ranges::find(list, format) != list.end();
}

}  // namespace

std::span<const ExportFormatRow> exportFormats() { return kFormats; }

const ExportFormatRow* exportFormatOf(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  // ".svg" alone is a hidden file without an ending.
  if (dot == std::string_view::npos || dot == 0 || path[dot - 1] == '/') return nullptr;
  const std::string ending = ascii::lower(path.substr(dot + 1));
  const auto found = std::ranges::find(kFormats, std::string_view(ending), &ExportFormatRow::ending);
  return found == kFormats.end() ? nullptr : &*found;
}

bool isTable(ExportFormat format) { return isAnyOf(format, {ExportFormat::csv, ExportFormat::json}); }

bool measuresText(ExportFormat format) {
  using enum ExportFormat;
  return isAnyOf(format, {svg, png, pdf, drawio});
}

bool takes(ExportFormat format, ExportOption option) {
  using enum ExportFormat;
  switch (option) {
    case ExportOption::theme:
      return isAnyOf(format, {svg, png, pdf});
    case ExportOption::transparency:
    case ExportOption::legend:
      return isAnyOf(format, {svg, png, pdf});
    case ExportOption::scale:
    case ExportOption::dpi:
      return format == png;
    case ExportOption::part:
      return true;
    case ExportOption::design:
      return isAnyOf(format, {svg, png, pdf});
    case ExportOption::page:
      return format == pdf;
    case ExportOption::table:
      return format == csv;
  }
  return false;
}

bool isOwnExport(std::string_view beginning) {
  return std::ranges::any_of(kFormats, [&](const ExportFormatRow& row) { return row.isOurs(beginning); });
}

}  // namespace nines
