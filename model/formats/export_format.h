// The formats in which a design leaves the program, as data: command line, window and tests go through this table, so
// that a format that gets its row here is offered, described and tested everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace nines {

enum class ExportFormat : std::uint8_t { svg, png, pdf, drawio, dot, mermaid, d2, plantuml, csv, json };

struct ExportFormatRow {
  ExportFormat format;
  std::string_view ending;  // of its files, without the dot
  std::string_view name;    // what people call it: "SVG picture"
  bool picture;             // looks like the drawing; else text for another tool, or a table
  // Whether a file that begins so was written by us in this format. Each writer leaves a mark in the first 4096 bytes.
  bool (*isOurs)(std::string_view beginning);
};

// Those that this version writes, in the order in which they are offered.
std::span<const ExportFormatRow> exportFormats();

// By the ending of a file's name, capitals or not; null: none of ours.
const ExportFormatRow* exportFormatOf(std::string_view path);

// Tables of what the design is and what the analyses say of it; all others show the drawing.
bool isTable(ExportFormat format);
// Drawn as the canvas draws: a typeface has to be at hand.
bool measuresText(ExportFormat format);

// What can be asked of an export. Some of it means nothing to some formats.
enum class ExportOption : std::uint8_t {
  theme,         // light or dark
  transparency,  // no ground behind the drawing
  legend,        // what lines and signs mean
  scale,         // pixels to a logical one
  dpi,           // the same as a resolution
  part,          // some nodes only
  design,        // the design inside, for Nines to open
  page,          // paper, tiles
  table,         // which of several tables
};
bool takes(ExportFormat format, ExportOption option);

// Whether the text is the beginning of a file that we exported, in whatever format.
inline constexpr std::size_t kExportBeginning = 4096;
bool isOwnExport(std::string_view beginning);

}  // namespace nines
