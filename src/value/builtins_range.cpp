// Relations of points and ranges on a line (DMN 1.5, table 78), written as they stand there, and
// range(). A point is the closed range from itself to itself.
#include <array>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/range_literal.hpp"

namespace huice::value {

namespace {

/// One end of a range; `side` tells an end that lies beyond every value.
struct End {
  Value at;
  bool included = false;
  int side = 0;  // -1: before everything, 1: after everything, 0: at a value
};

struct Stretch {
  End start;
  End end;
};

End start_of(const RangeObject& range) {
  return range.has_low ? End{range.low, range.low_included, 0} : End{{}, false, -1};
}

End end_of(const RangeObject& range) {
  return range.has_high ? End{range.high, range.high_included, 0} : End{{}, false, 1};
}

Stretch stretch_of(const Value& value) {
  if (value.kind() == Kind::range) return {start_of(value.range()), end_of(value.range())};
  return {{value, true, 0}, {value, true, 0}};
}

/// The words of the table, bound to the rules of zones.
class Line {
 public:
  explicit Line(const ZoneRules* zones) : zones_(zones) {}

  Value before(const Stretch& a, const Stretch& b) const {
    return either(less(a.end, b.start),
                  both(Value(!a.end.included || !b.start.included), same(a.end, b.start)));
  }

  Value meets(const Stretch& a, const Stretch& b) const {
    return both(Value(a.end.included && b.start.included), same(a.end, b.start));
  }

  Value overlaps(const Stretch& a, const Stretch& b) const {
    return both(reaches(a.end, b.start), reaches(b.end, a.start));
  }

  Value overlaps_before(const Stretch& a, const Stretch& b) const {
    return both(both(starts_earlier(a, b), reaches(a.end, b.start)), ends_no_later(a, b));
  }

  Value finishes(const Stretch& a, const Stretch& b) const {
    return both(both(Value(a.end.included == b.end.included), same(a.end, b.end)),
                starts_no_earlier(a, b));
  }

  Value includes(const Stretch& a, const Stretch& b) const {
    return both(starts_no_earlier(b, a), ends_no_later(b, a));
  }

  Value starts(const Stretch& a, const Stretch& b) const {
    return both(both(Value(a.start.included == b.start.included), same(a.start, b.start)),
                ends_no_later(a, b));
  }

  Value coincides(const Stretch& a, const Stretch& b) const {
    return both(both(Value(a.start.included == b.start.included), same(a.start, b.start)),
                both(Value(a.end.included == b.end.included), same(a.end, b.end)));
  }

 private:
  static Value both(const Value& a, const Value& b) { return conjunction(a, b); }
  static Value either(const Value& a, const Value& b) { return disjunction(a, b); }

  Value less(const End& a, const End& b) const {
    if (a.side != 0 || b.side != 0) return Value(a.side < b.side);
    return compare(Relation::less, a.at, b.at, zones_);
  }

  Value same(const End& a, const End& b) const {
    if (a.side != 0 || b.side != 0) return Value(a.side == b.side);
    return equal(a.at, b.at, zones_);
  }

  // Does a range that ends there come up to one that starts here?
  Value reaches(const End& end, const End& start) const {
    return either(less(start, end), both(Value(end.included && start.included), same(end, start)));
  }

  Value starts_earlier(const Stretch& a, const Stretch& b) const {
    return either(less(a.start, b.start),
                  both(Value(a.start.included && !b.start.included), same(a.start, b.start)));
  }

  Value starts_no_earlier(const Stretch& a, const Stretch& b) const {
    return either(less(b.start, a.start),
                  both(Value(!a.start.included || b.start.included), same(a.start, b.start)));
  }

  Value ends_no_later(const Stretch& a, const Stretch& b) const {
    return either(less(a.end, b.end),
                  both(Value(!a.end.included || b.end.included), same(a.end, b.end)));
  }

  const ZoneRules* zones_;
};

using Word = Value (Line::*)(const Stretch& a, const Stretch& b) const;

/// What may stand on each side: each pair of a point and a range that the table has.
enum class Sides : std::uint8_t {
  point_point = 1,
  point_range = 2,
  range_point = 4,
  range_range = 8,
};
constexpr unsigned operator|(Sides a, Sides b) {
  return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}
constexpr unsigned operator|(unsigned a, Sides b) { return a | static_cast<unsigned>(b); }

constexpr Kinds points = ordered_kinds;

unsigned possible_sides(const Value& a, const Value& b) {
  const Kinds kinds_a = possible_kinds(a);
  const Kinds kinds_b = possible_kinds(b);
  unsigned sides = 0;
  const auto add = [&](Kinds left, Kinds right, Sides side) {
    if ((kinds_a & left) != 0 && (kinds_b & right) != 0) sides = sides | side;
  };
  add(points, points, Sides::point_point);
  add(points, ranges, Sides::point_range);
  add(ranges, points, Sides::range_point);
  add(ranges, ranges, Sides::range_range);
  return sides;
}

bool is_complement(const Value& value) {
  return value.kind() == Kind::range && value.range().shape == RangeObject::Shape::other_than;
}

bool is_undetermined(const Value& value) { return value.is_unknown() && value.bounds() == nullptr; }

Value relate(Arguments arguments, const CallContext& context, Word word, unsigned allowed,
             bool swapped) {
  const Value& a = arguments[0];
  const Value& b = arguments[1];
  if ((possible_sides(a, b) & allowed) == 0 || is_complement(a) || is_complement(b)) {
    return Value::error();
  }
  if (is_undetermined(a) || is_undetermined(b)) return Value::unknown();
  const Line line(context.zones);
  return swapped ? (line.*word)(stretch_of(b), stretch_of(a))
                 : (line.*word)(stretch_of(a), stretch_of(b));
}

template <Word word, unsigned allowed, bool swapped>
Value relation(Arguments arguments, const CallContext& context) {
  return relate(arguments, context, word, allowed, swapped);
}

constexpr unsigned any_sides =
    Sides::point_point | Sides::point_range | Sides::range_point | Sides::range_range;
constexpr unsigned both_ranges = static_cast<unsigned>(Sides::range_range);
constexpr unsigned in_range_sides = Sides::point_range | Sides::range_range;
constexpr unsigned around_sides = Sides::range_point | Sides::range_range;
constexpr unsigned alike_sides = Sides::point_point | Sides::range_range;

using Signatures = std::vector<Signature>;

Signatures signatures_of(unsigned allowed) {
  Signatures result;
  const auto add = [&](Sides side, std::string_view a, std::string_view b) {
    if ((allowed & static_cast<unsigned>(side)) != 0) result.push_back({{a, b}});
  };
  add(Sides::point_point, "point1", "point2");
  add(Sides::point_range, "point", "range");
  add(Sides::range_point, "range", "point");
  add(Sides::range_range, "range1", "range2");
  return result;
}

template <Word word, unsigned allowed, bool swapped = false>
Builtin relation_of(std::string_view name) {
  return {name,
          signatures_of(allowed),
          partly_known < relation<word, allowed, swapped>,
          points | ranges,
          points | ranges >
          , TypeKind::boolean, true};
}

Value range(Arguments arguments, const CallContext& context) {
  return parse_range(arguments[0].string(), context.zones);
}

}  // namespace

std::vector<Builtin> range_builtins() {
  return {
      relation_of<&Line::before, any_sides>("before"),
      relation_of<&Line::before, any_sides, true>("after"),
      relation_of<&Line::meets, both_ranges>("meets"),
      relation_of<&Line::meets, both_ranges, true>("met by"),
      relation_of<&Line::overlaps, both_ranges>("overlaps"),
      relation_of<&Line::overlaps_before, both_ranges>("overlaps before"),
      relation_of<&Line::overlaps_before, both_ranges, true>("overlaps after"),
      relation_of<&Line::finishes, in_range_sides>("finishes"),
      relation_of<&Line::finishes, around_sides, true>("finished by"),
      relation_of<&Line::includes, around_sides>("includes"),
      relation_of<&Line::includes, in_range_sides, true>("during"),
      relation_of<&Line::starts, in_range_sides>("starts"),
      relation_of<&Line::starts, around_sides, true>("started by"),
      relation_of<&Line::coincides, alike_sides>("coincides"),
      {"range", {{{"from"}}}, known<range, texts>, TypeKind::range, true},
  };
}

}  // namespace huice::value
