// Powers through exp and ln.
#pragma once

#include "number/decimal_codec.hpp"

namespace huice::number {

/// |base| ^ exponent as e ^ (exponent * ln |base|). Precondition: base != 0.
[[nodiscard]] std::optional<Decimal> power_by_logarithm(const DecimalParts& base,
                                                        const DecimalParts& exponent) noexcept;

}  // namespace huice::number
