#include "value/value.hpp"

#include <algorithm>

namespace huice::value {

namespace {

template <class T>
const T& as(const Object* object) noexcept {
  return *static_cast<const T*>(object);
}

}  // namespace

void Value::drop() noexcept {
  if (bits_.object->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete bits_.object;
  owns_ = false;
}

Value Value::unknown_between(const Decimal* low, const Decimal* high) {
  if (low == nullptr && high == nullptr) return unknown();
  auto* bounds = new BoundsObject;
  if (low != nullptr) {
    bounds->low = *low;
    bounds->has_low = true;
  }
  if (high != nullptr) {
    bounds->high = *high;
    bounds->has_high = true;
  }
  Value v = adopt(Kind::unknown, bounds);
  v.aux_ = 1;
  return v;
}

Value Value::string(std::string_view text) { return adopt(Kind::string, new StringObject(text)); }
Value Value::time(Time t) { return adopt(Kind::time, new TimeObject(std::move(t))); }
Value Value::date_time(DateTime t) {
  return adopt(Kind::date_time, new DateTimeObject(std::move(t)));
}

const std::string& Value::string() const noexcept { return as<StringObject>(bits_.object).text; }
const Time& Value::time() const noexcept { return as<TimeObject>(bits_.object).time; }
const DateTime& Value::date_time() const noexcept {
  return as<DateTimeObject>(bits_.object).date_time;
}
const ListObject& Value::list() const noexcept { return as<ListObject>(bits_.object); }
const ContextObject& Value::context() const noexcept { return as<ContextObject>(bits_.object); }
const RangeObject& Value::range() const noexcept { return as<RangeObject>(bits_.object); }
const FunctionObject& Value::function() const noexcept { return as<FunctionObject>(bits_.object); }

const BoundsObject* Value::bounds() const noexcept {
  return kind_ == Kind::unknown && aux_ != 0 ? &as<BoundsObject>(bits_.object) : nullptr;
}

const Value* ContextObject::find(std::string_view key) const noexcept {
  for (const auto& [name, value] : entries) {
    if (name == key) return &value;
  }
  return nullptr;
}

unsigned Value::depth() const noexcept { return holds_object() ? bits_.object->depth : 0; }

namespace {

// Makes `part` one of the parts of a whole; gives the depth of the whole.
unsigned take_in(Value& part, unsigned depth) noexcept {
  part.own();
  return std::max(depth, part.depth() + 1);
}

Value finish(Kind kind, Object* whole, unsigned depth) noexcept {
  whole->depth = depth;
  Value value = Value::adopt(kind, whole);
  return depth > most_levels ? Value::error() : value;
}

}  // namespace

Value make_list(std::vector<Value> items) { return make_list(std::move(items), {}); }

Value make_list(std::vector<Value> items, std::vector<bool> maybe) {
  auto* list = new ListObject;
  unsigned depth = 1;
  for (Value& item : items) depth = take_in(item, depth);
  list->items = std::move(items);
  if (std::find(maybe.begin(), maybe.end(), true) != maybe.end()) list->maybe = std::move(maybe);
  return finish(Kind::list, list, depth);
}

Value make_context(std::vector<std::pair<std::string, Value>> entries) {
  auto* context = new ContextObject;
  unsigned depth = 1;
  for (auto& [key, value] : entries) depth = take_in(value, depth);
  context->entries = std::move(entries);
  return finish(Kind::context, context, depth);
}

Value make_range(Value low, bool low_included, Value high, bool high_included) {
  return make_range(std::move(low), low_included, std::move(high), high_included, true, true);
}

Value make_range(Value low, bool low_included, Value high, bool high_included, bool has_low,
                 bool has_high) {
  auto* range = new RangeObject;
  const unsigned depth = take_in(high, take_in(low, 1));
  range->low = std::move(low);
  range->high = std::move(high);
  range->has_low = has_low;
  range->has_high = has_high;
  range->low_included = low_included;
  range->high_included = high_included;
  return finish(Kind::range, range, depth);
}

Value make_point_range(Value value, RangeObject::Shape shape) {
  auto* range = new RangeObject;
  const unsigned depth = take_in(value, 1);
  range->shape = shape;
  range->low = value;
  range->high = std::move(value);
  range->low_included = range->high_included = true;
  return finish(Kind::range, range, depth);
}

Value make_function(std::uint32_t body, std::vector<std::string> parameters,
                    std::vector<Value> captured) {
  auto* function = new FunctionObject;
  unsigned depth = 1;
  for (Value& value : captured) depth = take_in(value, depth);
  function->body = body;
  function->parameters = std::move(parameters);
  function->captured = std::move(captured);
  return finish(Kind::function, function, depth);
}

Value make_function(const Builtin& builtin) {
  auto* function = new FunctionObject;
  function->builtin = &builtin;
  return finish(Kind::function, function, 1);
}

}  // namespace huice::value
