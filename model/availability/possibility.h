// Whether something can be at all, whatever its probability: some that can be are smaller than any number.
#pragma once

namespace nines {

// Of what cannot be, unless said otherwise.
struct Possibility {
  bool is = false;    // it can be
  bool isNot = true;  // its contrary can be
  constexpr Possibility operator!() const { return {isNot, is}; }
};

}  // namespace nines
