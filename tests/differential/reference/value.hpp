// Values of the reference walker. There is no unknown among them: it tries every completion.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"

namespace huice::reference {

/// A place as the case writes it, and the county that it is: of a place written coarsely one of
/// those that lie in it.
struct Place {
  std::string written;
  std::string county;
  friend bool operator==(const Place&, const Place&) = default;
};

struct Value;
using Items = std::vector<Value>;
struct Null {
  friend bool operator==(Null, Null) = default;
};

struct Value {
  std::variant<Null, bool, Decimal, Date, MonthsDuration, std::string, Place, Items> is;

  [[nodiscard]] bool null() const { return std::holds_alternative<Null>(is); }
  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&is);
  }
  friend bool operator==(const Value&, const Value&) = default;
};

/// Values of facts and parameters by name.
using Environment = std::map<std::string, Value, std::less<>>;

/// Is the code inside the area? By the digits of the area that say something.
[[nodiscard]] bool lies_in(const std::string& code, const std::string& area);
/// Are the last two digits 00: a prefecture, a province or the nation?
[[nodiscard]] bool is_coarse(const std::string& code);

}  // namespace huice::reference
