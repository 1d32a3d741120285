#include "formats/mef_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <numbers>
#include <numeric>

namespace nines::mef {

namespace {

using Numbers = std::vector<double>;

struct Operation {
  std::size_t least = 1;
  std::size_t most = 1;
  std::function<double(const Numbers&)> apply;  // not a number where it is not defined
};

constexpr std::size_t kAny = SIZE_MAX;
constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

double product(const Numbers& x) { return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>()); }
double sum(const Numbers& x) { return std::accumulate(x.begin(), x.end(), 0.0); }

// From the left, so that "1 - availability" keeps the digits that it has.
double difference(const Numbers& x) { return std::accumulate(x.begin() + 1, x.end(), x[0], std::minus<>()); }

// Divisor by divisor: their product may overflow where the quotient does not.
double quotient(const Numbers& x) {
  if (std::find(x.begin() + 1, x.end(), 0.0) != x.end()) return kUndefined;
  return std::accumulate(x.begin() + 1, x.end(), x[0], std::divides<>());
}

// Failure on demand, then failing and being repaired: gamma, lambda, mu, t. Small values keep all their digits.
double repairable(double gamma, double lambda, double mu, double t) {
  if (gamma < 0 || gamma > 1 || lambda < 0 || mu < 0 || t < 0) return kUndefined;
  const double rate = lambda + mu;
  if (rate == 0) return gamma;
  return lambda / rate * -std::expm1(-rate * t) + gamma * std::exp(-rate * t);
}

double weibull(double scale, double shape, double shift, double t) {
  if (scale <= 0 || shape <= 0) return kUndefined;
  return t <= shift ? 0 : -std::expm1(-std::pow((t - shift) / scale, shape));
}

const std::map<std::string_view, Operation>& operations() {
  static const std::map<std::string_view, Operation> all{
      {"neg", {1, 1, [](const Numbers& x) { return -x[0]; }}},
      {"add", {1, kAny, sum}},
      {"sub", {1, kAny, difference}},
      {"mul", {1, kAny, product}},
      {"div", {2, kAny, quotient}},
      {"pi", {0, 0, [](const Numbers&) { return std::numbers::pi; }}},
      {"abs", {1, 1, [](const Numbers& x) { return std::abs(x[0]); }}},
      {"exp", {1, 1, [](const Numbers& x) { return std::exp(x[0]); }}},
      {"log", {1, 1, [](const Numbers& x) { return std::log(x[0]); }}},
      {"log10", {1, 1, [](const Numbers& x) { return std::log10(x[0]); }}},
      {"sqrt", {1, 1, [](const Numbers& x) { return std::sqrt(x[0]); }}},
      {"pow", {2, 2, [](const Numbers& x) { return std::pow(x[0], x[1]); }}},
      {"min", {1, kAny, [](const Numbers& x) { return *std::ranges::min_element(x); }}},
      {"max", {1, kAny, [](const Numbers& x) { return *std::ranges::max_element(x); }}},
      {"mean", {1, kAny, [](const Numbers& x) { return sum(x) / static_cast<double>(x.size()); }}},
      {"exponential",
       {2, 4,
        [](const Numbers& x) {
          if (x.size() == 3) return kUndefined;
          return x.size() == 2 ? repairable(0, x[0], 0, x[1]) : repairable(x[0], x[1], x[2], x[3]);
        }}},
      {"GLM", {4, 4, [](const Numbers& x) { return repairable(x[0], x[1], x[2], x[3]); }}},
      {"Weibull", {4, 4, [](const Numbers& x) { return weibull(x[0], x[1], x[2], x[3]); }}},
  };
  return all;
}

}  // namespace

Result<pugi::xml_node> Expressions::expressionOf(const Definition& definition) const {
  const std::vector<pugi::xml_node> content = contentOf(definition.node);
  const char* what = definition.sort == Sort::parameter ? "parameter" : "basic event";
  if (content.empty()) {
    return m_model.error(ErrorCode::missing, definition.node,
                         fmt::format("the {} \"{}\" has no value", what, definition.name));
  }
  if (content.size() > 1) {
    return m_model.error(ErrorCode::duplicate, content[1],
                         fmt::format("the {} \"{}\" has more than one value", what, definition.name));
  }
  return content.front();
}

Result<double> Expressions::probability(Index event) {
  const Definition& definition = m_model.definitions()[event];
  const auto expression = expressionOf(definition);
  if (!expression) return expression.error();
  if (const Status ready = prepare(*expression, definition.scope); !ready) return ready.error();
  auto value = valueOf(*expression, definition.scope);
  if (!value) return value;
  if (!(*value >= 0 && *value <= 1)) {
    return m_model.error(ErrorCode::wrongType, *expression,
                         fmt::format("the probability of \"{}\" is {}, not between 0 and 1", definition.name, *value));
  }
  return value;
}

// All of its parameters, those that they need first: their circles are found, and however long the chain is nothing
// recurses along it.
Status Expressions::prepare(const pugi::xml_node& expression, Scope scope) {
  const auto roots = parametersOf(expression, scope);
  if (!roots) return roots.error();
  const auto needs = [this](Index i) -> Result<std::vector<Index>> {
    const Definition& definition = m_model.definitions()[i];
    const auto own = expressionOf(definition);
    if (!own) return own.error();
    return parametersOf(*own, definition.scope);
  };
  const auto order = inOrder(m_model, *roots, m_walked, needs);
  if (!order) return order.error();
  for (const Index i : *order) {
    const Definition& definition = m_model.definitions()[i];
    const auto own = expressionOf(definition);
    if (!own) return own.error();
    const auto value = valueOf(*own, definition.scope);
    if (!value) return value.error();
    m_values[i] = *value;
  }
  return nines::Unit{};
}

Result<std::vector<Index>> Expressions::parametersOf(const pugi::xml_node& expression, Scope scope) const {
  std::vector<Index> out;
  std::vector<pugi::xml_node> stack{expression};
  while (!stack.empty()) {
    const pugi::xml_node node = stack.back();
    stack.pop_back();
    if (std::strcmp(node.name(), "parameter") == 0) {
      const Index found = m_model.find(node.attribute("name").value(), scope, true);
      if (found == kNowhere) {
        return m_model.error(ErrorCode::dangling, node,
                             fmt::format("the parameter \"{}\" is not defined", node.attribute("name").value()));
      }
      out.push_back(found);
    }
    for (const pugi::xml_node& child : contentOf(node)) stack.push_back(child);
  }
  return out;
}

// Recursion goes as deep as elements are nested, which the model has bounded.
Result<double> Expressions::valueOf(const pugi::xml_node& node, Scope scope) {
  const std::string_view kind = node.name();
  if (kind == "float" || kind == "int" || kind == "bool") return literal(node);
  if (kind == "parameter") return parameter(node, scope);
  if (kind == "system-mission-time") {
    if (m_missionTime) return *m_missionTime;
    return m_model.error(ErrorCode::missing, node, "the mission time is needed: say it with --mission-time");
  }
  const auto found = operations().find(kind);
  if (found == operations().end()) {
    return m_model.error(ErrorCode::unsupported, node,
                         fmt::format("<{}> is not supported: no exact number can be had", node.name()));
  }
  const auto arguments = argumentsOf(node, scope);
  if (!arguments) return arguments.error();
  const Operation& operation = found->second;
  if (arguments->size() < operation.least || arguments->size() > operation.most) {
    return m_model.error(ErrorCode::wrongType, node,
                         fmt::format("<{}> has {} arguments", node.name(), arguments->size()));
  }
  const double value = operation.apply(*arguments);
  if (!std::isfinite(value)) {
    return m_model.error(ErrorCode::wrongType, node, fmt::format("<{}> has no value for its arguments", node.name()));
  }
  return value;
}

Result<double> Expressions::literal(const pugi::xml_node& node) const {
  constexpr std::string_view kSpace = " \t\r\n";  // around numbers XML lets it pass
  const std::string_view written = node.attribute("value").value();
  std::string_view text = written;
  if (std::strcmp(node.name(), "bool") == 0) {
    if (text == "true") return 1.0;
    if (text == "false") return 0.0;
  }
  text = text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
  text = text.substr(0, text.find_last_not_of(kSpace) + 1);
  double value = 0;
  // A leading plus is allowed in XML's numbers.
  const char* first = text.data() + (text.starts_with('+') && !text.starts_with("+-") ? 1 : 0);
  const char* last = text.data() + text.size();
  const auto read = std::from_chars(first, last, value);
  const bool isBeyond = value != 0 && std::isfinite(value) && (std::abs(value) < 1e-307 || std::abs(value) > 1e308);
  if ((read.ec == std::errc::result_out_of_range || isBeyond) && read.ptr == last) {
    return m_model.error(ErrorCode::wrongType, node,
                         fmt::format("\"{}\" is beyond what is calculated with: 1e-307 to 1e308, and 0", text));
  }
  if (read.ec != std::errc() || read.ptr != last || !std::isfinite(value)) {
    return m_model.error(ErrorCode::wrongType, node, fmt::format("\"{}\" is no number", written));
  }
  if (std::strcmp(node.name(), "int") == 0 && std::trunc(value) != value) {
    return m_model.error(ErrorCode::wrongType, node, fmt::format("\"{}\" is no whole number", written));
  }
  return value;
}

Result<double> Expressions::parameter(const pugi::xml_node& node, Scope scope) const {
  return m_values.at(m_model.find(node.attribute("name").value(), scope, true));
}

Result<std::vector<double>> Expressions::argumentsOf(const pugi::xml_node& node, Scope scope) {
  std::vector<double> out;
  for (const pugi::xml_node& child : contentOf(node)) {
    const auto value = valueOf(child, scope);
    if (!value) return value.error();
    out.push_back(*value);
  }
  return out;
}

}  // namespace nines::mef
