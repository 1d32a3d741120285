#include "availability/assumptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "support/format.h"

namespace nines {

namespace {

class Reader {
 public:
  Reader(const Profile& profile, const Value::Object& overrides) : m_profile(profile), m_overrides(overrides) {}

  double fraction(const std::string& key) {
    const double value = read(key);
    if (value >= 0 && value <= 1) return value;
    complain(key, value, "between 0 and 1");
    return 0;
  }

  double perYear(const std::string& key) {
    const double value = read(key);
    if (value >= 0 && std::isfinite(value)) return value;
    complain(key, value, "0 or more");
    return 0;
  }

  bool flag(const std::string& key) {
    const double value = read(key);
    if (value == 0 || value == 1) return value == 1;
    complain(key, value, "0 or 1");
    return false;
  }

  std::string takeProblem() { return std::move(m_problem); }

 private:
  double read(const std::string& key) const {
    if (const auto own = m_overrides.find(key); own != m_overrides.end()) {
      if (const auto number = own->second.asNumber()) return *number;
    }
    const auto at = m_profile.assumptions.find(key);
    return at == m_profile.assumptions.end() ? 0 : at->second.value.asNumber().value_or(0);
  }

  void complain(const std::string& key, double value, const char* allowed) {
    if (m_problem.empty()) m_problem = fmt::format("the assumption {} is {}, not {}", key, value, allowed);
  }

  const Profile& m_profile;
  const Value::Object& m_overrides;
  std::string m_problem;
};

}  // namespace

double FailureRate::duration() const {
  return perYear > 0 && unavailability > 0 ? unavailability * kYearSeconds / perYear : 0;
}

double FailureRate::lostTo(double seconds) const { return perYear * std::min(seconds, duration()) / kYearSeconds; }

Assumptions Assumptions::defaults(const Profile& profile) { return of(profile, {}); }

Assumptions Assumptions::of(const Profile& profile, const Value::Object& overrides) {
  Reader reader(profile, overrides);
  Assumptions out;
  out.region = {reader.fraction("region.unavailability"), reader.perYear("region.perYear")};
  out.zone = {reader.fraction("az.unavailability"), reader.perYear("az.perYear")};
  out.copy = {reader.fraction("copy.unavailability"), reader.perYear("copy.perYear")};
  out.hostPerYear = reader.perYear("host.perYear");
  out.ownPerYear = reader.perYear("own.perYear");
  out.dataCentrePerYear = reader.perYear("data-centre.perYear");
  out.designedFor = reader.flag("s3.designedFor");
  out.problem = reader.takeProblem();
  return out;
}

}  // namespace nines
