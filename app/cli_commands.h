// What each subcommand does, apart from how its arguments are written. Results go to standard output, errors to
// standard error, a line each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formats/export_format.h"
#include "painting/page_setup.h"
#include "rules/finding.h"

namespace nines::cli {

enum ExitCode : int {
  kClean = 0,       // nothing at or above the threshold, or what was asked for is done
  kFindings = 1,    // some findings at or above the threshold
  kUsage = 2,       // wrong arguments
  kUnreadable = 3,  // a file could not be read or written
};

enum class Format { text, json, sarif, markdown };  // each command has some of them

struct CheckOptions {
  std::vector<std::string> files;
  std::string profile;  // empty: each design's own
  Format format = Format::text;
  std::optional<Severity> failOn = Severity::error;  // nothing: never
};
int check(const CheckOptions& options);

struct EstimateOptions {
  std::string file;
  Format format = Format::text;
  std::uint32_t simulatedYears = 0;  // 0: nothing is simulated
  std::uint64_t seed = 1;
};
int estimate(const EstimateOptions& options);

struct DrillOptions {
  std::string file;
  std::vector<std::string> outages;  // each a drill of its own; none: the matrix of all
  Format format = Format::text;
};
int drill(const DrillOptions& options);

struct EvaluateOptions {
  std::string file;
  Format format = Format::text;
  std::optional<double> missionTime;
};
int evaluate(const EvaluateOptions& options);

struct FaultTreeOptions {
  std::string file;
  std::string workload;
  std::string target;  // empty: standard output
  bool force = false;  // replace even what is no fault tree
};
int faultTree(const FaultTreeOptions& options);

int rules(Format format);

struct ExportOptions {
  std::string file;
  std::string target;  // its ending is one of formats/export_format.h
  std::string theme = "light";
  bool transparent = false;
  bool legend = false;
  double scale = 2;
  int dpi = 0;                    // 0: what the scale comes to
  std::vector<std::string> only;  // ids, or several with commas between them
  bool withoutDesign = false;
  std::string table = "resources";
  PageSetup page;
  bool force = false;  // replace even what is no export of ours
  // Those of the above that were named and mean something to some formats only, as they were written.
  std::vector<std::pair<ExportOption, std::string>> given;
};
int exportDesign(const ExportOptions& options);

}  // namespace nines::cli
