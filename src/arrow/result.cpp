// The answers of a batch as Arrow arrays.
#include <algorithm>
#include <bit>
#include <cstring>

#include "arrow/export.hpp"
#include "huice/version.hpp"

namespace huice {

using arrow::ArrayParts;
using arrow::Memory;
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

/// Bytes that are 0 or 1 as a mask, the first buffer of the array; none where all are known.
void put_mask(const std::uint8_t* known, std::size_t size, ArrayParts& array) {
  Memory mask;
  if (size > 0 && std::memchr(known, 0, size) != nullptr) {
    std::uint8_t* bits = nullptr;
    mask = Memory::make((size + 7) / 8, bits);
    std::size_t set = 0;
    for (std::size_t i = 0; i < size; i += 8) {
      unsigned byte = 0;
      for (std::size_t k = 0; k < 8 && i + k < size; ++k) byte |= unsigned{known[i + k]} << k;
      bits[i / 8] = static_cast<std::uint8_t>(byte);
      set += static_cast<std::size_t>(std::popcount(byte));
    }
    array.nulls = static_cast<std::int64_t>(size - set);
  }
  array.buffers.insert(array.buffers.begin(), std::move(mask));
}

/// A buffer of the result: shown while somebody owns the result, else copied.
template <class T>
Memory shown(const std::shared_ptr<const BatchResult>& owner, const Buffer<T>& values) {
  if (owner != nullptr) return {owner, values.data(), values.size() * sizeof(T)};
  T* copy = nullptr;
  Memory made = Memory::make(values.size(), copy);
  if (!values.empty()) std::memcpy(copy, values.data(), values.size() * sizeof(T));
  return made;
}

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

ArrayParts statuses(const std::shared_ptr<const BatchResult>& owner,
                    const Buffer<std::uint8_t>& values) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(values.size());
  const bool all_known = std::none_of(values.begin(), values.end(),
                                      [](std::uint8_t value) { return value >= status_count; });
  if (all_known) {
    array.buffers = {Memory(), shown(owner, values)};
  } else {
    std::uint8_t* codes = nullptr;
    array.buffers.push_back(Memory::make(values.size(), codes));
    Bytes known(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      known[i] = values[i] < status_count ? 1 : 0;
      codes[i] = known[i] != 0 ? values[i] : std::uint8_t{0};
    }
    put_mask(known.data(), known.size(), array);
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < status_count; ++i) names.push_back(name(static_cast<Status>(i)));
  array.dictionary = std::make_shared<ArrayParts>(texts(names));
  return array;
}

template <class T>
ArrayParts amounts(const std::shared_ptr<const BatchResult>& owner, const Buffer<T>& values,
                   const Buffer<std::uint8_t>& known) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(values.size());
  array.buffers.push_back(shown(owner, values));
  put_mask(known.data(), known.size(), array);
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

ArrayParts per_member(const std::shared_ptr<const BatchResult>& owner, ArrayParts values,
                      const MemberRows& members) {
  ArrayParts array;
  array.length = static_cast<std::int64_t>(members.known.size());
  array.buffers.push_back(shown(owner, members.offsets));
  put_mask(members.known.data(), members.known.size(), array);
  array.children.push_back(std::move(values));
  return array;
}

SchemaParts set_schema() { return {"+L", "", {{"U", "item", {}, nullptr}}, nullptr}; }

bool is_wide(const BatchOutput& output) { return output.amount_layout == Layout::decimal128; }

std::string amount_format(const BatchOutput& output) {
  const std::string places = std::to_string(output.places);
  return is_wide(output) ? "d:38," + places : "d:18," + places + ",64";
}

/// Calls with the name and the schema of each column that was asked for.
template <class Visit>
void each_column(const BatchOutput& output, Visit&& visit) {
  if (output.status) {
    auto words = std::make_shared<SchemaParts>(SchemaParts{"U", "", {}, nullptr});
    visit("status", SchemaParts{"c", "", {}, std::move(words)});
  }
  if (output.amount) visit("amount", SchemaParts{amount_format(output), "", {}, nullptr});
  if (output.missing_facts) visit("missing_facts", set_schema());
  if (output.missing_parameters) visit("missing_parameters", set_schema());
  if (output.reasons) visit("reasons", set_schema());
}

}  // namespace

void export_schema(const BatchDecider& decider, ArrowSchema* out) {
  SchemaParts root{"+s", "", {}, nullptr};
  root.metadata = {{"huice.rulebook", decider.rulebook().hash()},
                   {"huice.as_of", decider.options().as_of.to_string()},
                   {"huice.jurisdiction", decider.options().jurisdiction},
                   {"huice.version", std::string(version())}};
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

namespace {

ArrayParts answers_to(std::string_view what, const BatchOutput& output,
                      const OutcomeColumns& columns, const BatchResult& result,
                      const std::shared_ptr<const BatchResult>& owner) {
  if (what == "status") return statuses(owner, columns.status);
  if (what == "missing_facts") return sets(columns.missing_facts, result.sets);
  if (what == "missing_parameters") return sets(columns.missing_parameters, result.sets);
  if (what == "reasons") return sets(columns.reasons, result.sets);
  return is_wide(output) ? amounts(owner, columns.amount128, columns.amount_known)
                         : amounts(owner, columns.amount, columns.amount_known);
}

void export_result(const BatchDecider& decider, const BatchResult& result,
                   const std::shared_ptr<const BatchResult>& owner, ArrowArray* out) {
  ArrayParts root;
  root.length = result.rows;
  root.buffers.emplace_back();
  const auto outputs = decider.outputs();
  for (std::size_t i = 0; i < outputs.size() && i < result.outcomes.size(); ++i) {
    const OutcomeColumns& columns = result.outcomes[i];
    each_column(outputs[i], [&](std::string_view what, const SchemaParts&) {
      ArrayParts made = answers_to(what, outputs[i], columns, result, owner);
      if (columns.per_member)
        made = per_member(owner, std::move(made), result.members[columns.members]);
      root.children.push_back(std::move(made));
    });
  }
  arrow::build(std::move(root), out);
}

}  // namespace

void export_arrow(const BatchDecider& decider, const BatchResult& result, ArrowArray* out) {
  export_result(decider, result, nullptr, out);
}

void export_arrow(const BatchDecider& decider, const std::shared_ptr<const BatchResult>& result,
                  ArrowArray* out) {
  export_result(decider, *result, result, out);
}

}  // namespace huice
