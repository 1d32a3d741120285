#include "availability/count_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace nines::dd {

namespace {

// Beyond this the sum is not taken: it would have too many terms.
constexpr double kMostSummed = 1e7;
// What is smaller may have been rounded away, and is not 0.
constexpr double kLeast = std::numeric_limits<double>::min();

// x ln(x / p), and the size of what rounding may have done to it.
struct Divergence {
  double value = 0;
  double size = 0;
};

// Of a share x from a probability p, as Kullback and Leibler have it. 0 < p < 1.
Divergence divergence(double x, double p) {
  const double up = x > 0 ? x * std::log(x / p) : 0;
  const double down = x < 1 ? (1 - x) * std::log((1 - x) / (1 - p)) : 0;
  return {up + down, std::abs(up) + std::abs(down) + 1};
}

// ln k! beyond Stirling's (k + 1/2) ln k - k + ln(2 pi) / 2; 0 for 0, where that is left out as a whole.
double stirlingRest(double k) {
  if (k >= 16) {
    const double square = k * k;
    return (1. / 12 - (1. / 360 - 1. / (1260 * square)) / square) / k;
  }
  double factorial = 1;
  for (double i = 2; i <= k; ++i) factorial *= i;
  return k > 0 ? std::log(factorial) - (k + .5) * std::log(k) + k - std::log(2 * std::numbers::pi) / 2 : 0;
}

// P(exactly k of n), and by which factor it may be off. 0 < q < 1.
struct Exactly {
  double value = 0;
  double off = 0;
};

Exactly exactly(double k, double n, double q) {
  const Divergence d = divergence(k / n, q);
  const double root = k > 0 && k < n ? std::sqrt(n / (2 * std::numbers::pi * k * (n - k))) : 1;
  const double rest = k > 0 && k < n ? stirlingRest(n) - stirlingRest(k) - stirlingRest(n - k) : 0;
  constexpr double kUlps = 16 * std::numeric_limits<double>::epsilon();
  // Stirling's series breaks off below 1e-11 from 16 on.
  return {root * std::exp(rest - n * d.value), 1e-10 + kUlps * n * d.size};
}

// The sum from `k` on, away from the mean: terms fall, and from some on faster than any that matters.
double sumFrom(double k, double n, double q, double first, bool upwards) {
  const double odds = q / (1 - q);
  double sum = 0;
  for (double term = first; term > 0;) {
    sum += term;
    const double ratio = upwards ? (n - k) / (k + 1) * odds : k / (n - k + 1) / odds;
    term *= ratio;
    k += upwards ? 1 : -1;
    if (ratio < 1 && term / (1 - ratio) < sum * 1e-14) break;
  }
  return sum;
}

}  // namespace

// Chernoff's bound, on the side where the mean is not.
Range moreThanOfMean(double most, double count, const Range& mean) {
  const auto tail = [count](double x, double p) {
    if (p <= 0 || p >= 1) return 0.;
    const Divergence d = divergence(x, p);
    return std::min(1.0, std::exp(-count * std::max(0.0, d.value - 1e-15 * d.size)) + kLeast);
  };
  Range out{0, 1};
  if ((most + 1) / count > mean.upper) out.upper = tail((most + 1) / count, mean.upper);
  if (most / count < mean.lower) out.lower = 1 - tail(most / count, mean.lower);
  return out;
}

Range moreThan(std::int64_t most, std::int64_t count, double q) {
  if (most < 0) return {1, 1};
  if (most >= count || q <= 0) return {0, 0};
  if (q >= 1) return {1, 1};
  const auto n = static_cast<double>(count);
  const auto k = static_cast<double>(most);
  Range out = moreThanOfMean(k, n, {q, q});
  if (n <= kMostSummed) {
    const bool upwards = k + 1 > n * q;
    const Exactly first = exactly(upwards ? k + 1 : k, n, q);
    const double sum = sumFrom(upwards ? k + 1 : k, n, q, first.value, upwards);
    const double off = first.off + 1e-9;
    const Range side{std::max(0.0, sum * (1 - off)), std::min(1.0, sum * (1 + off) + kLeast)};
    const Range summed = upwards ? side : !side;
    out = {std::max(out.lower, summed.lower), std::min(out.upper, summed.upper)};
  }
  return {std::min(out.lower, out.upper), out.upper};
}

std::vector<Range> tooManyGone(std::vector<std::int64_t> inGroup, std::int64_t spare, double q) {
  std::ranges::sort(inGroup);
  const std::int64_t all = std::accumulate(inGroup.begin(), inGroup.end(), std::int64_t{0});
  std::vector<Range> out;
  std::int64_t fewest = 0;  // that as many groups have
  std::int64_t largest = 0;
  for (std::size_t lost = 0;; ++lost) {
    Range here{moreThan(spare - fewest, all - fewest, q).lower, moreThan(spare - largest, all - largest, q).upper};
    if (!out.empty()) here = {std::max(here.lower, out.back().lower), std::max(here.upper, out.back().upper)};
    out.push_back(here);
    if (lost == inGroup.size()) return out;
    fewest += inGroup[lost];
    largest += inGroup[inGroup.size() - 1 - lost];
  }
}

}  // namespace nines::dd
