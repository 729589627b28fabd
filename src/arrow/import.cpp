// Arrow arrays as the columns of a batch.
#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "arrow/convert.hpp"
#include "huice/arrow.hpp"
#include "text/code.hpp"

namespace huice {

namespace {

constexpr std::int64_t longest = std::int64_t{1} << 48;
constexpr std::int64_t most_children = 4096;

Diagnostic refusal(std::string message, std::string path, std::string hint = {}) {
  Diagnostic problem;
  problem.code = text::info(text::Code::batch_column).id;
  problem.message = std::move(message);
  problem.path = std::move(path);
  problem.hint = std::move(hint);
  return problem;
}

bool bit(const std::uint8_t* bits, std::int64_t at) { return (bits[at >> 3] >> (at & 7) & 1) != 0; }

struct Format {
  Layout layout = Layout::none;
  int scale = 0;
};

std::optional<int> whole_number(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int sign = 1;
  if (text.front() == '-') {
    sign = -1;
    text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
  }
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return sign * number;
}

// "d:12,2" and "d:12,2,128"
std::optional<Format> decimal(std::string_view format) {
  format.remove_prefix(2);
  const std::size_t comma = format.find(',');
  if (comma == std::string_view::npos || !whole_number(format.substr(0, comma)))
    return std::nullopt;
  format.remove_prefix(comma + 1);
  const std::size_t second = format.find(',');
  const auto scale = whole_number(format.substr(0, second));
  if (!scale) return std::nullopt;
  if (second == std::string_view::npos) return Format{Layout::decimal128, *scale};
  const std::string_view width = format.substr(second + 1);
  if (width == "128") return Format{Layout::decimal128, *scale};
  if (width == "64") return Format{Layout::int64, *scale};
  if (width == "32") return Format{Layout::int32, *scale};
  return std::nullopt;
}

std::optional<Format> read_format(std::string_view format) {
  struct Entry {
    std::string_view format;
    Layout layout;
  };
  static constexpr std::array entries{
      Entry{"n", Layout::none},         Entry{"b", Layout::bits},
      Entry{"c", Layout::int8},         Entry{"C", Layout::uint8},
      Entry{"s", Layout::int16},        Entry{"S", Layout::uint16},
      Entry{"i", Layout::int32},        Entry{"I", Layout::uint32},
      Entry{"l", Layout::int64},        Entry{"L", Layout::uint64},
      Entry{"u", Layout::texts},        Entry{"U", Layout::large_texts},
      Entry{"vu", Layout::text_views},  Entry{"tdD", Layout::int32},
      Entry{"tiM", Layout::int32},      Entry{"+l", Layout::lists},
      Entry{"+L", Layout::large_lists},
  };
  for (const Entry& entry : entries) {
    if (entry.format == format) return Format{entry.layout, 0};
  }
  return format.starts_with("d:") ? decimal(format) : std::nullopt;
}

std::string_view hint_for(std::string_view format) {
  if (format == "e") return "give floats of 32 or 64 bits, or better decimals or texts";
  if (format.starts_with("ts")) return "which day it is hangs on the place: give days (date32)";
  return "";
}

std::int64_t buffers_of(Layout layout) {
  switch (layout) {
    case Layout::none:
      return 0;
    case Layout::lists:
    case Layout::large_lists:
      return 2;
    case Layout::texts:
    case Layout::large_texts:
    case Layout::text_views:
      return 3;
    default:
      return 2;
  }
}

void release(ArrowSchema* schema) {
  if (schema != nullptr && schema->release != nullptr) schema->release(schema);
}
void release(ArrowArray& array) {
  if (array.release != nullptr) array.release(&array);
}

}  // namespace

namespace {

/// What does not lie in the arrays as a batch takes it.
struct Memory {
  std::deque<std::vector<std::uint8_t>> masks;  ///< that join those of structs and their fields
  std::deque<arrow::Converted> converted;
};

}  // namespace

struct ArrowRows::State {
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { release(array); }

  ArrowArray array{};
  BatchInput input;
  Memory memory;
};

namespace {

/// Walks schema and array side by side.
class Import {
 public:
  Import(Memory& memory, const std::vector<std::string>& left_out)
      : memory_(memory), left_out_(left_out) {}

  void rows(const ArrowSchema& schema, const ArrowArray& array, BatchInput& input) {
    if (!is_struct(schema, array, "")) return;
    input.rows = array.length;
    fields(schema, array, "facts.", input.columns);
  }
  [[nodiscard]] Diagnostics take_problems() { return std::move(problems_); }

 private:
  void fail(std::string message, const std::string& path, std::string_view hint = {}) {
    problems_.push_back(refusal(std::move(message), path, std::string(hint)));
  }

  [[nodiscard]] bool is_left_out(std::string_view path) const {
    path.remove_prefix(std::string_view("facts.").size());
    return std::find(left_out_.begin(), left_out_.end(), path) != left_out_.end();
  }

  bool is_sound(const ArrowSchema& schema, const ArrowArray& array, const std::string& path) {
    const bool has_sane_lengths = array.length >= 0 && array.offset >= 0 &&
                                  array.length <= longest && array.offset <= longest &&
                                  array.null_count >= -1;
    if (!has_sane_lengths) return fail("the array's lengths are impossible", path), false;
    if (array.n_buffers < 0 || (array.n_buffers > 0 && array.buffers == nullptr))
      return fail("the array has no buffers", path), false;
    const bool children_agree = schema.n_children == array.n_children && array.n_children >= 0 &&
                                array.n_children <= most_children;
    if (!children_agree) return fail("schema and array differ in their children", path), false;
    if (array.n_children > 0 && (schema.children == nullptr || array.children == nullptr))
      return fail("the array's children are missing", path), false;
    for (std::int64_t i = 0; i < array.n_children; ++i) {
      if (schema.children[i] == nullptr || array.children[i] == nullptr ||
          schema.children[i]->format == nullptr || array.children[i]->release == nullptr)
        return fail("the array's children are missing", path), false;
    }
    if ((schema.dictionary == nullptr) != (array.dictionary == nullptr))
      return fail("schema and array differ in their dictionary", path), false;
    return true;
  }

  bool is_struct(const ArrowSchema& schema, const ArrowArray& array, const std::string& path) {
    if (std::string_view(schema.format) != "+s")
      return fail("the rows are a struct, a column for each fact", path), false;
    if (!is_sound(schema, array, path)) return false;
    if (array.n_buffers < 1) return fail("the struct has no buffers", path), false;
    for (std::int64_t i = 0; i < array.n_children; ++i) {
      if (array.children[i]->length < array.offset + array.length)
        return fail("a column is shorter than its struct", path), false;
    }
    return true;
  }

  void fields(const ArrowSchema& schema, const ArrowArray& array, const std::string& path,
              std::vector<Column>& columns) {
    for (std::int64_t i = 0; i < array.n_children; ++i) {
      const ArrowSchema& child = *schema.children[i];
      const std::string name = child.name == nullptr ? "" : child.name;
      if (is_left_out(path + name)) continue;
      Column made = column(child, *array.children[i], path + name);
      made.fact = name;
      // A field begins where its struct does.
      made.offset += array.offset;
      made.length = array.length;
      join_masks(array, made);
      columns.push_back(std::move(made));
    }
  }

  // Where the struct is null, so are its fields.
  void join_masks(const ArrowArray& array, Column& field) {
    const auto* outer = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (outer == nullptr || array.null_count == 0 || field.layout == Layout::none) return;
    std::vector<std::uint8_t>& mask =
        memory_.masks.emplace_back(static_cast<std::size_t>((field.offset + array.length) / 8 + 1));
    for (std::int64_t i = 0; i < array.length; ++i) {
      const bool known = bit(outer, array.offset + i) &&
                         (field.validity == nullptr || bit(field.validity, field.offset + i));
      const std::int64_t at = field.offset + i;
      if (known)
        mask[static_cast<std::size_t>(at >> 3)] |= static_cast<std::uint8_t>(1U << (at & 7));
    }
    field.validity = mask.data();
  }

  Column column(const ArrowSchema& schema, const ArrowArray& array, const std::string& path) {
    Column made;
    if (!is_sound(schema, array, path)) return made;
    if (is_converted(schema)) return converted(schema, array, path);
    const auto format = read_format(schema.format);
    if (!format) {
      fail("Arrow's type `" + std::string(schema.format).substr(0, 40) + "` is none of a fact",
           path, hint_for(schema.format));
      return made;
    }
    made.layout = format->layout;
    made.scale = format->scale;
    made.length = array.length;
    made.offset = array.offset;
    if (array.n_buffers < buffers_of(made.layout)) {
      fail("the array has too few buffers", path);
      return {};
    }
    if (made.layout == Layout::none) return made;
    if (array.null_count != 0) made.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (array.null_count > 0 && made.validity == nullptr) {
      fail("the array has nulls, but does not say which", path);
      return {};
    }
    take_buffers(schema, array, path, made);
    if (schema.dictionary != nullptr) take_dictionary(schema, array, path, made);
    return made;
  }

  static bool is_converted(const ArrowSchema& schema) {
    const std::string_view format = schema.format;
    const bool is_float = format == "f" || format == "g";
    return schema.dictionary == nullptr && (is_float || arrow::units_a_day(format));
  }

  Column converted(const ArrowSchema& schema, const ArrowArray& array, const std::string& path) {
    arrow::Raw raw;
    raw.offset = array.offset;
    raw.length = array.length;
    if (array.n_buffers < 2) return fail("the array has too few buffers", path), Column();
    if (array.length == 0) return {};
    raw.values = array.buffers[1];
    if (array.null_count != 0) raw.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (raw.values == nullptr) return fail("the column has no values", path), Column();
    if (array.null_count > 0 && raw.validity == nullptr)
      return fail("the array has nulls, but does not say which", path), Column();
    arrow::Converted& memory = memory_.converted.emplace_back();
    const auto units = arrow::units_a_day(schema.format);
    return units ? arrow::read_times(*units, raw, memory)
                 : arrow::read_floats(schema.format, raw, memory);
  }

  void take_buffers(const ArrowSchema& schema, const ArrowArray& array, const std::string& path,
                    Column& made) {
    switch (made.layout) {
      case Layout::texts:
      case Layout::large_texts:
        made.offsets = array.buffers[1];
        made.values = array.buffers[2];
        return;
      case Layout::text_views:
        take_views(array, path, made);
        return;
      case Layout::lists:
      case Layout::large_lists:
        made.offsets = array.buffers[1];
        take_items(schema, array, path, made);
        return;
      default:
        made.values = array.buffers[1];
        return;
    }
  }

  // The last buffer holds the sizes of those between.
  void take_views(const ArrowArray& array, const std::string& path, Column& made) {
    made.values = array.buffers[1];
    const std::int64_t count = array.n_buffers - 3;
    if (count > longest / 64) return fail("the array has too many buffers", path);
    const auto* sizes = static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1]);
    if (count > 0 && sizes == nullptr) return fail("the sizes of the texts are missing", path);
    made.buffers = {array.buffers + 2, static_cast<std::size_t>(count)};
    if (count > 0) made.buffer_sizes = {sizes, static_cast<std::size_t>(count)};
  }

  void take_items(const ArrowSchema& schema, const ArrowArray& array, const std::string& path,
                  Column& made) {
    if (array.n_children != 1) return fail("a list has one child", path);
    const ArrowSchema& items = *schema.children[0];
    const ArrowArray& values = *array.children[0];
    if (std::string_view(items.format) == "+s") {
      if (is_struct(items, values, path)) fields(items, values, path + ".", made.fields);
      return;
    }
    if (std::string_view(items.format).starts_with("+"))
      return fail("a list holds texts or structs", path);
    made.fields.push_back(column(items, values, path));
  }

  void take_dictionary(const ArrowSchema& schema, const ArrowArray& array, const std::string& path,
                       Column& made) {
    if (schema.dictionary->format == nullptr || array.dictionary->release == nullptr ||
        schema.dictionary->dictionary != nullptr ||
        std::string_view(schema.dictionary->format).starts_with("+"))
      return fail("the dictionary does not hold texts", path);
    made.dictionary =
        std::make_shared<const Column>(column(*schema.dictionary, *array.dictionary, path));
  }

  Memory& memory_;
  const std::vector<std::string>& left_out_;
  Diagnostics problems_;
};

}  // namespace

ArrowRows::ArrowRows(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
ArrowRows::ArrowRows(ArrowRows&&) noexcept = default;
ArrowRows& ArrowRows::operator=(ArrowRows&&) noexcept = default;
ArrowRows::~ArrowRows() = default;

Result<ArrowRows> ArrowRows::take(ArrowSchema* schema, ArrowArray* array,
                                  const std::vector<std::string>& left_out) {
  if (schema == nullptr || schema->release == nullptr || schema->format == nullptr) {
    release(schema);
    if (array != nullptr) release(*array);
    return refusal("there is no schema, or it was released", "");
  }
  Result<ArrowRows> rows = take(*schema, array, left_out);
  release(schema);
  return rows;
}

Result<ArrowRows> ArrowRows::take(const ArrowSchema& schema, ArrowArray* array,
                                  const std::vector<std::string>& left_out) {
  if (array == nullptr || array->release == nullptr)
    return refusal("there is no array, or it was released", "");
  auto state = std::make_unique<State>();
  state->array = *array;
  array->release = nullptr;
  if (schema.format == nullptr) return refusal("the schema has no format", "");
  Import import(state->memory, left_out);
  import.rows(schema, state->array, state->input);
  Diagnostics problems = import.take_problems();
  if (!problems.empty()) return problems;
  return ArrowRows(std::move(state));
}

const BatchInput& ArrowRows::input() const noexcept { return state_->input; }

}  // namespace huice
