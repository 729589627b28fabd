// Parts of lists and ranges, and sequences.
#pragma once

#include "value/value.hpp"

namespace huice::value {

/// list[selector] where the selector does not depend on the item: a number picks by position
/// (1-based, negative from the end, truncated), a boolean keeps all or none. A value that is no
/// list counts as a list of itself.
[[nodiscard]] Value element(const Value& list, const Value& selector);

/// low..high as a list of whole numbers or dates, counting down where low is above high. Errors for
/// other kinds and for more than `most` items.
[[nodiscard]] Value sequence(const Value& low, const Value& high, std::size_t most);

/// A range whose ends are checked: of one kind, comparable; has_low, has_high tell whether that end
/// exists at all.
[[nodiscard]] Value checked_range(Value low, bool low_included, Value high, bool high_included,
                                  bool has_low, bool has_high);

}  // namespace huice::value
