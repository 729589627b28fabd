// = and is(): exact over unknown parts, item by item and key by key.
#include <algorithm>
#include <vector>

#include "value/interval.hpp"
#include "value/kinds.hpp"
#include "value/outcomes.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

using outcome::error;
using outcome::no;
using outcome::null;
using outcome::yes;

// Lists whose items may be absent are aligned in all ways up to this many pairs; beyond, anything
// is possible.
constexpr std::size_t most_alignments = 1'000'000;

Outcomes truth(bool is) { return is ? yes : no; }

class Comparison {
 public:
  Comparison(Sense sense, const ZoneRules* zones) : sense_(sense), zones_(zones) {}

  Outcomes of(const Value& a, const Value& b) const {
    if (a.is_unknown() || b.is_unknown()) return of_unknown(a, b);
    if (a.kind() != b.kind()) {
      return a.is_null() || b.is_null() || sense_ == Sense::identity ? no : error;
    }
    switch (a.kind()) {
      case Kind::string:
        return truth(a.string() == b.string());
      case Kind::boolean:
        return truth(a.boolean() == b.boolean());
      case Kind::number:
        return truth(a.number() == b.number());
      case Kind::date:
        return truth(a.date() == b.date());
      case Kind::null:
        return yes;
      case Kind::days_duration:
        return truth(a.days_duration() == b.days_duration());
      case Kind::months_duration:
        return truth(a.months_duration() == b.months_duration());
      case Kind::time:
        return of(a.time(), b.time());
      case Kind::date_time:
        return of(a.date_time(), b.date_time());
      case Kind::list:
        return of(a.list(), b.list());
      case Kind::context:
        return of(a.context(), b.context());
      case Kind::range:
        return of(a.range(), b.range());
      case Kind::function:
        return sense_ == Sense::identity ? truth(&a.function() == &b.function()) : error;
      case Kind::unknown:
      case Kind::bounds:
        break;
    }
    return error;
  }

 private:
  Outcomes of_unknown(const Value& a, const Value& b) const {
    const Kinds kinds_a = possible_kinds(a);
    const Kinds kinds_b = possible_kinds(b);
    Outcomes result = 0;
    if ((kinds_a & kinds_b) != 0) result |= yes | no;
    if (const auto of_a = interval_of(a), of_b = interval_of(b); of_a && of_b) {
      if (all_below(*of_a, *of_b) || all_below(*of_b, *of_a)) return no;
      if (all_at_most(*of_a, *of_b) && all_at_most(*of_b, *of_a)) return yes;
      return result;
    }
    if (sense_ == Sense::identity) return result | no;
    constexpr Kinds null_kind = kinds_of(Kind::null);
    if (((kinds_a | kinds_b) & null_kind) != 0) result |= no;
    if (kinds_a != null_kind && kinds_b != null_kind) result |= error;
    return result;
  }

  Outcomes of(const Time& a, const Time& b) const {
    if (sense_ == Sense::identity) return truth(a.nanos == b.nanos && a.zone == b.zone);
    if (a.zone == b.zone) return truth(whole_seconds(a) == whole_seconds(b));
    if (a.zone.kind == Zone::Kind::none || b.zone.kind == Zone::Kind::none) return no;
    const auto offset_a = offset_of(a, zones_);
    const auto offset_b = offset_of(b, zones_);
    if (!offset_a || !offset_b) return error;
    return truth(whole_seconds(a) - *offset_a == whole_seconds(b) - *offset_b);
  }

  Outcomes of(const DateTime& a, const DateTime& b) const {
    const bool same_zone = a.time.zone == b.time.zone;
    if (sense_ == Sense::identity) {
      return truth(same_zone && a.date == b.date && a.time.nanos == b.time.nanos);
    }
    if (same_zone) return truth(a.date == b.date && whole_seconds(a.time) == whole_seconds(b.time));
    if (a.time.zone.kind == Zone::Kind::none || b.time.zone.kind == Zone::Kind::none) return no;
    const auto instant_a = instant_of(a, zones_);
    const auto instant_b = instant_of(b, zones_);
    if (!instant_a || !instant_b) return error;
    return truth(instant_a->seconds == instant_b->seconds);
  }

  Outcomes of(const ListObject& a, const ListObject& b) const {
    if (!a.certain() || !b.certain()) return of_uncertain(a, b);
    if (a.items.size() != b.items.size()) return no;
    Outcomes result = yes;
    for (std::size_t i = 0; i < a.items.size() && result != no; ++i) {
      result = conjunction_of(result, of(a.items[i], b.items[i]));
    }
    return result;
  }

  // tails[j]: the outcomes of comparing what follows item i of a and item j of b.
  Outcomes of_uncertain(const ListObject& a, const ListObject& b) const {
    const std::size_t width = b.items.size() + 1;
    if ((a.items.size() + 1) > most_alignments / width) return anything();
    const auto may_lack = [](const ListObject& list, std::size_t i) {
      return !list.certain() && list.maybe[i];
    };
    std::vector<Outcomes> tails(width, no);
    tails.back() = yes;
    for (std::size_t j = width - 1; j-- > 0;) {
      tails[j] = static_cast<Outcomes>(no | (may_lack(b, j) ? tails[j + 1] : 0));
    }
    for (std::size_t i = a.items.size(); i-- > 0;) {
      std::vector<Outcomes> row(width, 0);
      for (std::size_t j = width; j-- > 0;) {
        const bool b_ended = j + 1 == width;
        Outcomes here = b_ended ? no : conjunction_of(of(a.items[i], b.items[j]), tails[j + 1]);
        if (may_lack(a, i)) here |= tails[j];
        if (!b_ended && may_lack(b, j)) here |= row[j + 1];
        row[j] = here;
      }
      tails = std::move(row);
    }
    return tails.front();
  }

  Outcomes of(const ContextObject& a, const ContextObject& b) const {
    if (a.entries.size() != b.entries.size()) return no;
    Outcomes result = yes;
    for (std::size_t i = 0; i < a.entries.size(); ++i) {
      const auto& [key, value] = a.entries[i];
      const Value* other = b.entries[i].first == key ? &b.entries[i].second : b.find(key);
      if (other == nullptr) return no;
      result = conjunction_of(result, of(value, *other));
    }
    return result;
  }

  Outcomes of(const RangeObject& a, const RangeObject& b) const {
    if (a.shape != b.shape || a.has_low != b.has_low || a.has_high != b.has_high ||
        a.low_included != b.low_included || a.high_included != b.high_included) {
      return no;
    }
    const Outcomes low = a.has_low ? of(a.low, b.low) : yes;
    return conjunction_of(low, a.has_high ? of(a.high, b.high) : yes);
  }

  Outcomes anything() const {
    return sense_ == Sense::identity ? yes | no : yes | null | error | no;
  }

  Sense sense_;
  const ZoneRules* zones_;
};

}  // namespace

Outcomes conjunction_of(Outcomes p, Outcomes q) noexcept {
  // A value of one set survives when the other set has one that is no greater.
  const auto from_least = [](Outcomes set) {
    const unsigned least = set & (~unsigned{set} + 1U);
    return ~(least - 1U);
  };
  return static_cast<Outcomes>((p & from_least(q)) | (q & from_least(p)));
}

Value value_of(Outcomes outcomes) noexcept {
  switch (outcomes) {
    case yes:
      return Value(true);
    case no:
      return Value(false);
    case null:
      return Value::null();
    case error:
      return Value::error();
    default:
      return Value::unknown();
  }
}

Outcomes sameness(const Value& a, const Value& b, Sense sense, const ZoneRules* zones) {
  return Comparison(sense, zones).of(a, b);
}

Outcomes match(const Value& a, const Value& b, const ZoneRules* zones) {
  const Outcomes outcomes = sameness(a, b, Sense::equality, zones);
  return static_cast<Outcomes>((outcomes & yes) | ((outcomes & ~yes) != 0 ? no : 0));
}

}  // namespace huice::value
