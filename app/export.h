// A design in another format, for the command line, the window and whatever leaves it by drag or clipboard.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drawing/theme.h"
#include "formats/export_format.h"
#include "painting/page_setup.h"
#include "semantics/design.h"
#include "support/result.h"

namespace nines {

struct DrillPicture;
struct Report;

struct ExportRequest {
  ExportFormat format = ExportFormat::svg;
  const Theme* theme = nullptr;  // null: light
  bool background = true;        // false: transparent
  // Pixels of a PNG per logical px; 0: the usual ones, or as many as there can be, which `tell` is told then.
  double scale = 0;
  int dpi = 0;               // of a PNG; 0: 96 x scale
  std::vector<NodeId> only;  // these with everything in them; empty: the whole design
  bool withDesign = true;    // pictures carry the design; with `only`, that part as a design of its own
  PageSetup page;            // of a PDF
  // Pictures show this moment of an outage drill, in the design's usual places; null: ordinary days.
  std::shared_ptr<const DrillPicture> drill{};
  bool legend = false;              // pictures say what their lines and signs mean
  std::string table = "resources";  // of a CSV: a name of formats/tables.h
  // What the analyses say of this very design, where somebody knows it; else tables that need it have it worked out.
  std::shared_ptr<const Report> report{};
  // What was done otherwise than people may expect, in a sentence; may be empty.
  std::function<void(const std::string&)> tell{};
};

// Formats that measure text need a QGuiApplication: all show the same in the typeface that is there. The same design
// and request give the same bytes. What cannot be made says why; such an error names no file.
Result<std::string> exportedBytes(const Design& design, const ExportRequest& request);

// The same into a file, whole or not at all. A file of that name is replaced: whether it may be, callers ask first.
// Only a link to a design is refused whatever they say.
Status writeExport(const Design& design, const ExportRequest& request, const std::string& target);

// Why the target must not be replaced unasked; empty if it is not there, or an export of ours.
std::string replacingProblem(const std::string& target);

}  // namespace nines
