// The answers of a batch as Arrow arrays.
#include <cstring>
#include <limits>

#include "arrow/export.hpp"

namespace huice {

using arrow::ArrayParts;
using arrow::SchemaParts;

namespace {

constexpr std::size_t status_count = 8;

using Bytes = std::vector<unsigned char>;

template <class T>
void append(Bytes& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof(T));
  std::memcpy(bytes.data() + at, &value, sizeof(T));
}

/// A bit for each value, and how many are unset.
class Mask {
 public:
  explicit Mask(std::size_t size) : bits_((size + 7) / 8, 0) {}
  void set(std::size_t at, bool known) {
    if (known) {
      bits_[at >> 3] = static_cast<unsigned char>(bits_[at >> 3] | 1U << (at & 7));
    } else {
      ++nulls_;
    }
  }
  /// Adds it as the first buffer of the array; leaves it out where nothing is null.
  void put(ArrayParts& array) {
    array.nulls = nulls_;
    if (nulls_ == 0) bits_.clear();
    array.buffers.insert(array.buffers.begin(), std::move(bits_));
  }

 private:
  Bytes bits_;
  std::int64_t nulls_ = 0;
};

ArrayParts texts(const std::vector<std::string_view>& all) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(all.size());
  Bytes offsets;
  Bytes bytes;
  append(offsets, std::int64_t{0});
  for (const std::string_view text : all) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    append(offsets, static_cast<std::int64_t>(bytes.size()));
  }
  array.buffers = {{}, std::move(offsets), std::move(bytes)};
  return array;
}

ArrayParts statuses(const Buffer<std::uint8_t>& values) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(values.size());
  Mask mask(values.size());
  Bytes codes(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool known = values[i] < status_count;
    mask.set(i, known);
    codes[i] = known ? values[i] : 0;
  }
  array.buffers.push_back(std::move(codes));
  mask.put(array);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < status_count; ++i) names.push_back(name(static_cast<Status>(i)));
  array.dictionary = std::make_shared<ArrayParts>(texts(names));
  return array;
}

ArrayParts amounts(const Buffer<std::int64_t>& values, const Buffer<std::uint8_t>& known) {
  constexpr std::size_t width = 16;
  ArrayParts array;
  array.length = static_cast<std::int64_t>(values.size());
  Mask mask(values.size());
  Bytes wide(values.size() * width);
  for (std::size_t i = 0; i < values.size(); ++i) {
    mask.set(i, known[i] != 0);
    const std::int64_t halves[2] = {values[i], values[i] < 0 ? -1 : 0};
    std::memcpy(wide.data() + i * width, halves, width);
  }
  array.buffers.push_back(std::move(wide));
  mask.put(array);
  return array;
}

ArrayParts sets(const Buffer<std::uint32_t>& numbers,
                const std::vector<std::vector<std::string>>& all) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(numbers.size());
  Bytes offsets;
  std::vector<std::string_view> items;
  append(offsets, std::int64_t{0});
  for (const std::uint32_t number : numbers) {
    for (const std::string& id : all[number]) items.push_back(id);
    append(offsets, static_cast<std::int64_t>(items.size()));
  }
  array.buffers = {{}, std::move(offsets)};
  array.children.push_back(texts(items));
  return array;
}

ArrayParts per_member(ArrayParts values, const MemberRows& members, std::int64_t rows) {
  ArrayParts array;
  array.length = rows;
  const auto size = static_cast<std::size_t>(rows);
  Mask mask(size);
  for (std::size_t i = 0; i < size; ++i) mask.set(i, members.known[i] != 0);
  Bytes offsets((size + 1) * sizeof(std::int64_t));
  std::memcpy(offsets.data(), members.offsets.data(), offsets.size());
  array.buffers.push_back(std::move(offsets));
  mask.put(array);
  array.children.push_back(std::move(values));
  return array;
}

SchemaParts set_schema() { return {"+L", "", {{"U", "item", {}, nullptr}}, nullptr}; }

/// Calls with the name and the schema of each column that was asked for.
template <class Visit>
void each_column(const BatchOutput& output, Visit&& visit) {
  if (output.status) {
    auto words = std::make_shared<SchemaParts>(SchemaParts{"U", "", {}, nullptr});
    visit("status", SchemaParts{"c", "", {}, std::move(words)});
  }
  if (output.amount)
    visit("amount", SchemaParts{"d:38," + std::to_string(output.places), "", {}, nullptr});
  if (output.missing_facts) visit("missing_facts", set_schema());
  if (output.missing_parameters) visit("missing_parameters", set_schema());
  if (output.reasons) visit("reasons", set_schema());
}

}  // namespace

void export_schema(const BatchDecider& decider, ArrowSchema* out) {
  SchemaParts root{"+s", "", {}, nullptr};
  const auto outputs = decider.outputs();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    each_column(outputs[i], [&](std::string_view what, SchemaParts column) {
      std::string title = outputs[i].rule + "." + std::string(what);
      if (decider.gives_members(i)) {
        column.name = "item";
        SchemaParts list{"+L", "", {}, nullptr};
        list.children.push_back(std::move(column));
        column = std::move(list);
      }
      column.name = std::move(title);
      root.children.push_back(std::move(column));
    });
  }
  arrow::build(std::move(root), out);
}

void export_arrow(const BatchDecider& decider, const BatchResult& result, ArrowArray* out) {
  ArrayParts root;
  root.length = result.rows;
  root.buffers.emplace_back();
  const auto outputs = decider.outputs();
  for (std::size_t i = 0; i < outputs.size() && i < result.outcomes.size(); ++i) {
    const OutcomeColumns& columns = result.outcomes[i];
    each_column(outputs[i], [&](std::string_view what, const SchemaParts&) {
      ArrayParts made = what == "status"          ? statuses(columns.status)
                        : what == "amount"        ? amounts(columns.amount, columns.amount_known)
                        : what == "missing_facts" ? sets(columns.missing_facts, result.sets)
                        : what == "reasons"       ? sets(columns.reasons, result.sets)
                                                  : sets(columns.missing_parameters, result.sets);
      if (columns.per_member)
        made = per_member(std::move(made), result.members[columns.members], result.rows);
      root.children.push_back(std::move(made));
    });
  }
  arrow::build(std::move(root), out);
}

}  // namespace huice
