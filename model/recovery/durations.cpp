#include "recovery/durations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "catalogue/assumptions.h"
#include "support/format.h"

namespace nines {

namespace {

std::string spanText(const Span& span) {
  if (span.best == span.worst) return formatDuration(span.worst);
  return fmt::format("{} to {}", formatDuration(span.best), formatDuration(span.worst));
}

// A range that ends before it begins was changed at one end only; the pessimistic end counts.
Span ordered(double best, double worst) { return {std::min(best, worst), worst}; }

}  // namespace

Durations::Durations(const Profile& profile, const Value::Object& overrides)
    : m_profile(profile), m_overrides(overrides) {}

Durations::Figure Durations::figure(std::string_view key) const {
  Figure out;
  out.fact = profileFigure(m_profile, key);
  if (!out.fact) return out;
  const auto number = out.fact->value.asNumber();
  out.ofProfile = out.value = number.value_or(0);
  out.editable = assumptionSchema(key) != nullptr;
  const auto own = m_overrides.find(key);
  const auto changed = own == m_overrides.end() ? std::nullopt : own->second.asNumber();
  const bool isChanged = out.editable && changed && std::isfinite(*changed) && *changed >= 0;
  if (isChanged) out.value = *changed;
  out.statedByProfile = number.has_value();
  out.stated = number || isChanged;
  return out;
}

Duration Durations::duration(std::string_view key, bool fromZero) const {
  const std::string worstKey = std::string(key) + ".worst";
  const std::string bestKey = std::string(key) + ".best";
  Figure worst = figure(worstKey);
  const bool isRange = worst.fact != nullptr;
  if (!isRange) worst = figure(key);
  if (!worst.fact) return {{}, {fmt::format("Nines has no figure for {}", key), {}}, {}, false};
  Figure best = isRange ? figure(bestKey) : worst;
  if (!best.fact) best = worst;

  Duration out;
  out.source = worst.fact->source;
  if (isRange && !fromZero && best.editable && best.fact != worst.fact) out.assumptions.push_back(bestKey);
  if (worst.editable) out.assumptions.push_back(isRange ? worstKey : std::string(key));
  out.seconds = fromZero ? Span{0, worst.value} : ordered(best.value, worst.value);
  const Span ofProfile = fromZero ? Span{0, worst.ofProfile} : ordered(best.ofProfile, worst.ofProfile);
  out.stated = worst.stated && best.stated;
  if (!worst.statedByProfile) {
    if (out.stated) out.source.text = fmt::format("Assumption of this design ({})", out.source.text);
  } else if (out.seconds != ofProfile) {
    out.source.text =
        fmt::format("Assumption of this design, instead of {} ({})", spanText(ofProfile), out.source.text);
  }
  return out;
}

Duration Durations::range(std::string_view key) const { return duration(key, false); }

Duration Durations::upTo(std::string_view key) const { return duration(key, true); }

double Durations::number(std::string_view key) const { return figure(key).value; }

}  // namespace nines
