#include <fmt/format.h>

#include <array>
#include <chrono>

#include "cli_commands.h"
#include "cli_text.h"
#include "formats/evaluation_json.h"
#include "support/files.h"

namespace nines::cli {

namespace {

// All digits: this is for comparing with other programs.
std::string asText(const MefTree& tree, const Probability& p, const Possibility& can) {
  std::vector<std::vector<Cell>> rows;
  const auto row = [&rows](const char* what, std::string value, Style style = Style::plain) {
    rows.push_back({{what, Style::faint}, {std::move(value), style}});
  };
  row("TOP EVENT", tree.top, Style::strong);
  if (p.outcome == Probability::Outcome::exact) {
    const auto said = [](double value, bool canHappen) {
      return isTooSmall(value, canHappen) ? fmt::format("below {}", kLeastProbability) : fmt::format("{}", value);
    };
    row("PROBABILITY", said(p.probability, can.is));
    row("CONTRARY", said(p.contrary, can.isNot));
  } else {
    row("PROBABILITY", fmt::format("between {} and {}", p.probability, p.upper));
  }
  row("EVENTS", fmt::format("{}", tree.q.size()));
  row("GATES", fmt::format("{}", tree.gates));
  row("DIAGRAM", fmt::format("{} nodes", p.diagramNodes));
  return table(rows, hasColours(stdout));
}

}  // namespace

int evaluate(const EvaluateOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  MefOptions reading;
  reading.missionTime = options.missionTime;
  const auto text = readFile(options.file, reading.bytes);
  if (!text) {
    complain(text.error().text());
    return kUnreadable;
  }
  const auto tree = readMef(*text, options.file, reading);
  if (!tree) {
    complain(tree.error().text());
    return kUnreadable;
  }
  Evaluator evaluator(tree->tree, tree->q, std::array{tree->function});
  const Probability p = evaluator.probability(tree->function);
  const Possibility can = evaluator.possibility(tree->function);
  if (p.outcome != Probability::Outcome::exact) {
    complain(fmt::format("{}: warning: the tree is too large to be exact; its probability lies between {} and {}",
                         options.file, p.probability, p.upper));
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  const bool json = options.format == Format::json;
  return print(json ? evaluationJson(*tree, p, can, seconds.count()) : asText(*tree, p, can)) ? kClean : kUnreadable;
}

}  // namespace nines::cli
