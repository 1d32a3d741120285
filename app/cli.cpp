// The only file that includes CLI11: it takes long to compile.
#include "cli.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "catalogue/profile.h"
#include "cli_commands.h"
#include "cli_text.h"
#include "display.h"
#include "formats/export_format.h"
#include "formats/tables.h"

namespace nines {

namespace {

using cli::Format;

// What the arguments said. CLI11 writes into it while it parses.
struct Arguments {
  std::vector<std::string> files;  // without a subcommand: to open
  std::string format = "text";
  std::string failOn = "error";
  cli::CheckOptions check;
  cli::EstimateOptions estimate;
  cli::DrillOptions drill;
  cli::EvaluateOptions evaluate;
  cli::FaultTreeOptions faultTree;
  cli::ExportOptions picture;
  std::vector<std::pair<ExportOption, CLI::Option*>> forSomeFormats;  // of export

  Format chosenFormat() const {
    if (format == "json") return Format::json;
    if (format == "sarif") return Format::sarif;
    return format == "md" ? Format::markdown : Format::text;
  }
};

// Asked only when a profile is named: reading the profiles takes time.
std::string profileProblem(const std::string& id) {
  std::string known;
  for (const Profile& profile : Profiles::shipped().all()) {
    if (profile.id == id) return {};
    known += (known.empty() ? "" : ", ") + profile.id;
  }
  return id + " is no profile; there are " + known;
}

// "svg|png", or with other words between them.
std::string exportEndings(const std::string& before, const std::string& between) {
  std::string out;
  for (const ExportFormatRow& row : exportFormats())
    out += (out.empty() ? "" : between) + before + std::string(row.ending);
  return out;
}

std::string exportProblem(const std::string& path) {
  return exportFormatOf(path) ? std::string() : path + " ends in none of " + exportEndings(".", ", ");
}

// `more` is one that this command has besides, with what it is for.
void addFormat(CLI::App& command, Arguments& arguments, const std::string& more = {}, const std::string& purpose = {}) {
  std::vector<std::string> formats{"text", "json"};
  if (!more.empty()) formats.push_back(more);
  command.add_option("--format", arguments.format, "text for people, json for programs" + purpose)
      ->check(CLI::IsMember(formats))
      ->option_text("text|json" + (more.empty() ? more : "|" + more) + " (default text)");
}

CLI::App* addCheck(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("check", "Print the findings of designs");
  command->add_option("FILE", arguments.check.files, "designs")->required()->option_text("...");
  command->add_option("--profile", arguments.check.profile, "judge by the facts of this profile, not the design's own")
      ->check(profileProblem, {})
      ->option_text("PROFILE");
  addFormat(*command, arguments, "sarif", ", sarif for code hosts");
  command
      ->add_option("--fail-on", arguments.failOn,
                   "exit with 1 if a finding that is not waived has this severity or a worse one")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}))
      ->option_text("error|warning|info|never (default error)");
  command->footer("Exit codes: 0 nothing at or above --fail-on, 1 some, 2 wrong usage, 3 a file cannot be read.");
  return command;
}

// Whole or not, in decimal digits as they are typed, and finite. CLI11 would read 0x10 as 16, 010 as 8 and "inf", let
// pass what is no number at all, and wrap what is negative.
template <typename Number>
std::optional<Number> decimal(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(number)) return std::nullopt;
  }
  return number;
}

// `wrong` is what a text is that is no number from `least` to `most`: "is no seed". The check takes the number over, as
// CLI11 would read the text once more.
template <typename Number, typename To>
CLI::Option* addNumber(CLI::App& command, const char* name, const char* purpose, To& to, Number least, Number most,
                       const std::string& wrong) {
  const auto take = [&to, least, most, wrong](const std::string& text) {
    const auto read = decimal<Number>(text);
    const Number number = read.value_or(least);
    if (!read || number < least || number > most) return text + " " + wrong;
    to = number;
    return std::string();
  };
  return command.add_option_function<std::string>(name, [](const std::string&) {}, purpose)->check(take, {});
}

CLI::App* addEstimate(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("estimate", "Print how available workloads and data stores are");
  command->add_option("FILE", arguments.estimate.file, "a design")->required()->option_text(" ");
  addFormat(*command, arguments);
  CLI::Option* years =
      addNumber(*command, "--simulate", "draw so many years: how they differ", arguments.estimate.simulatedYears,
                std::uint32_t{1}, std::uint32_t{10'000'000}, "is no number of years from 1 to 10000000")
          ->option_text("YEARS");
  addNumber(*command, "--seed", "of the random years: the same seed gives the same years", arguments.estimate.seed,
            std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(), "is no seed: a whole number, 0 or more")
      ->needs(years)
      ->option_text("N (default 1)");
  return command;
}

CLI::App* addDrill(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("drill", "Print what outages do to workloads, and how they recover");
  command->add_option("FILE", arguments.drill.file, "a design")->required()->option_text(" ");
  command
      ->add_option("--outage", arguments.drill.outages,
                   "what fails: host, az, region, corruption, on-premises or maintenance, and where. "
                   "With + between them several at once; may be given several times. Else everything that can fail")
      ->expected(1)
      ->take_all()
      ->option_text("KIND:ID[+KIND:ID...] ...");
  addFormat(*command, arguments);
  command->footer(
      "Times are from the best to the worst; targets are compared with the worst.\n"
      "JSON of everything that can fail names the workloads once, and with each outage only those that it affects.");
  return command;
}

CLI::App* addEvaluate(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("evaluate", "Print the exact probability of a fault tree");
  command->add_option("TREE", arguments.evaluate.file, "a fault tree in the Open-PSA format")
      ->required()
      ->option_text(" ");
  addFormat(*command, arguments);
  addNumber(*command, "--mission-time", "what the system's mission time is in expressions",
            arguments.evaluate.missionTime, 0.0, std::numeric_limits<double>::max(), "is no time: a number, 0 or more")
      ->option_text("T");
  return command;
}

CLI::App* addFaultTree(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("fault-tree", "Write the fault tree behind a workload's estimate");
  command->add_option("FILE", arguments.faultTree.file, "a design")->required()->option_text(" ");
  command->add_option("--workload", arguments.faultTree.workload, "whose service fails")->required()->option_text("ID");
  command->add_option("-o,--output", arguments.faultTree.target, "a file in the Open-PSA format; else standard output")
      ->option_text("TREE");
  command->add_flag("--force", arguments.faultTree.force, "replace a file even if it is no fault tree");
  return command;
}

std::string tableProblem(const std::string& name) {
  std::string known;
  for (const NamedTable& table : namedTables()) {
    if (table.name == name) return {};
    known += (known.empty() ? "" : ", ") + std::string(table.name);
  }
  return name + " is no table; there are " + known;
}

// Options that only some formats take.
void addExportOptions(CLI::App& command, Arguments& arguments) {
  cli::ExportOptions& to = arguments.picture;
  const auto add = [&](ExportOption option, CLI::Option* added) {
    arguments.forSomeFormats.emplace_back(option, added);
    return added;
  };
  add(ExportOption::theme, command.add_option("--theme", to.theme, "colours of a picture"))
      ->check(CLI::IsMember({"light", "dark"}))
      ->option_text("light|dark (default light)");
  add(ExportOption::transparency, command.add_flag("--transparent", to.transparent, "no ground behind the drawing"));
  add(ExportOption::legend, command.add_flag("--legend", to.legend, "with what the lines of a picture mean"));
  add(ExportOption::scale, addNumber(command, "--scale", "pixels of a PNG to one of the drawing", to.scale, .01, 100.0,
                                     "is no scale from 0.01 to 100"))
      ->option_text("N (default 2, or as much as fits)");
  add(ExportOption::dpi, addNumber(command, "--dpi", "the resolution that a PNG names", to.dpi, 1, 100'000,
                                   "is no resolution from 1 to 100000"))
      ->option_text("N (default 96 x scale)");
  add(ExportOption::part, command.add_option("--only", to.only, "these resources with everything in them"))
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false)
      ->option_text("ID[,ID...] ...");
  add(ExportOption::design,
      command.add_flag("--no-design", to.withoutDesign, "a picture that does not carry the design for Nines to open"));
  add(ExportOption::table, command.add_option("--table", to.table, "which of the tables a CSV holds"))
      ->check(tableProblem, {})
      ->option_text("NAME (default resources)");
}

Result<Paper> paperOrProblem(std::string_view text) {
  if (const PaperRow* row = paperNamed(text)) return row->paper;
  return Error{ErrorCode::wrongType, {}, {}, std::string(text) + " is no paper; there are " + paperChoices()};
}

// How a PDF lies on pages. The checks take the values over.
void addPageOptions(CLI::App& command, Arguments& arguments) {
  PageSetup& page = arguments.picture.page;
  const auto keep = [&](CLI::Option* option) {
    arguments.forSomeFormats.emplace_back(ExportOption::page, option);
    return option;
  };
  const auto add = [&](const char* name, const char* purpose, auto read, auto& to, const char* shown) {
    const auto take = [read, &to](const std::string& text) {
      const auto value = read(text);
      if (value) to = *value;
      return value ? std::string() : value.error().reason;
    };
    return keep(command.add_option_function<std::string>(
                    name, [](const std::string&) {}, purpose))
        ->check(take, {})
        ->option_text(shown);
  };
  const auto margins = [](std::string_view text) {
    const auto mm = marginNamed(text);
    return mm ? Result<PageMargins>(PageMargins{*mm, *mm, *mm, *mm}) : Result<PageMargins>(mm.error());
  };
  CLI::Option* paper = add("--page", "the paper of a PDF", paperOrProblem, page.paper,
                           "drawing|A0|...|A5|letter|legal|tabloid (default drawing)");
  add("--orientation", "which way up the paper lies", orientationNamed, page.orientation,
      "auto|portrait|landscape (default auto)")
      ->needs(paper);
  add("--margin", "bare paper around the drawing", margins, page.margins, "MM (default 10)");
  CLI::Option* tile = add("--tile", "spread the drawing over pages in this size, 100% being 96 pixels to the inch",
                          tileScaleNamed, page.tileScale, "PERCENT%")
                          ->needs(paper);
  add("--overlap", "what neighbouring pages have in common", overlapNamed, page.overlap, "MM (default 10)")
      ->needs(tile);
  const auto bare = [&page] { page.marks = false; };
  keep(command.add_flag_callback("--no-marks", bare, "pages without marks to cut at and labels"))->needs(tile);
}

CLI::App* addExport(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("export", "Write a design as a picture, a diagram or tables");
  command->add_option("FILE", arguments.picture.file, "a design")->required()->option_text(" ");
  command->add_option("-o,--output", arguments.picture.target, "what to write; the format is that of the ending")
      ->required()
      ->check(exportProblem, {})
      ->option_text("OUT." + exportEndings("", "|"));
  addExportOptions(*command, arguments);
  addPageOptions(*command, arguments);
  command->add_flag("--force", arguments.picture.force, "replace a file even if Nines did not export it");
  command->footer("Exit codes: 0 written, 2 wrong usage, 3 the design cannot be read or the file cannot be written.");
  return command;
}

std::optional<Severity> severityOf(const std::string& text) {
  for (const Severity severity : {Severity::info, Severity::warning, Severity::error}) {
    if (toText(severity) == text) return severity;
  }
  return std::nullopt;
}

int usageError(const std::string& reason, const std::string& command) {
  cli::complain("nines: " + reason + " (see nines " + command + "--help)");
  return cli::kUsage;
}

// "chek" is a mistyped command rather than a design that is not there.
bool looksLikeACommand(const std::string& word) {
  std::error_code error;
  return word.find_first_of("./\\") == std::string::npos && !std::filesystem::exists(word, error);
}

int open(int argc, char** argv, const std::vector<std::string>& files, const OpenWindow& openWindow) {
  if (!files.empty() && looksLikeACommand(files.front()))
    return usageError("\"" + files.front() + "\" is neither a command nor a file", {});
  if (!openWindow) return usageError("a command is missing", {});
  if (const std::string problem = displayProblem(); !problem.empty())
    return usageError(problem + "; the commands need none", {});
  QStringList names;
  for (const std::string& file : files) names.append(QString::fromStdString(file));
  return openWindow(argc, argv, names);
}

}  // namespace

int runCommandLine(int argc, char** argv, const OpenWindow& openWindow) {
  // A limit on the size of files ends a program otherwise, in the middle of what it writes. So the write fails instead.
  std::signal(SIGXFSZ, SIG_IGN);
  CLI::App app("Designer for AWS high-availability and disaster-recovery topologies", "nines");
  Arguments arguments;
  app.set_version_flag("--version", "nines " NINES_VERSION);
  app.require_subcommand(0, 1);
  app.add_option("FILE", arguments.files, "designs to open in the window")->option_text("...");
  CLI::App* check = addCheck(app, arguments);
  CLI::App* estimate = addEstimate(app, arguments);
  CLI::App* drill = addDrill(app, arguments);
  CLI::App* evaluate = addEvaluate(app, arguments);
  CLI::App* faultTree = addFaultTree(app, arguments);
  CLI::App* picture = addExport(app, arguments);
  CLI::App* rules = app.add_subcommand("rules", "Print the rulebook");
  addFormat(*rules, arguments, "md", ", md for a page");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // help or version
    const auto chosen = app.get_subcommands();
    return usageError(error.what(), chosen.empty() ? std::string() : chosen.front()->get_name() + " ");
  }
  arguments.check.format = arguments.estimate.format = arguments.chosenFormat();
  arguments.drill.format = arguments.evaluate.format = arguments.chosenFormat();
  arguments.check.failOn = severityOf(arguments.failOn);
  for (const auto& [option, parsed] : arguments.forSomeFormats) {
    if (parsed->count() > 0) arguments.picture.given.emplace_back(option, parsed->get_name());
  }
  if (check->parsed()) return cli::check(arguments.check);
  if (estimate->parsed()) return cli::estimate(arguments.estimate);
  if (drill->parsed()) return cli::drill(arguments.drill);
  if (evaluate->parsed()) return cli::evaluate(arguments.evaluate);
  if (faultTree->parsed()) return cli::faultTree(arguments.faultTree);
  if (picture->parsed()) return cli::exportDesign(arguments.picture);
  if (rules->parsed()) return cli::rules(arguments.chosenFormat());
  return open(argc, argv, arguments.files, openWindow);
}

}  // namespace nines
