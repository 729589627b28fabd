#include "decide/batch_column.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "text/code.hpp"
#include "text/utf8.hpp"

namespace huice::deciding {

using pack::FactType;
using value::Value;

namespace {

constexpr std::uint32_t not_looked_up = 0xFFFFFFFF;
constexpr int most_scale = 38;

bool bit(const void* bits, std::int64_t at) noexcept {
  const auto* bytes = static_cast<const std::uint8_t*>(bits);
  return (bytes[at >> 3] >> (at & 7) & 1U) != 0;
}

template <class T>
T load(const void* values, std::int64_t at) noexcept {
  T out;
  std::memcpy(&out, static_cast<const char*>(values) + at * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return out;
}

bool is_text(Layout layout) noexcept {
  return layout == Layout::texts || layout == Layout::large_texts || layout == Layout::text_views;
}
bool is_list(Layout layout) noexcept {
  return layout == Layout::lists || layout == Layout::large_lists;
}
bool is_whole(Layout layout) noexcept { return layout >= Layout::int8 && layout <= Layout::uint64; }

std::int64_t offset_at(const Column& column, std::int64_t at) noexcept {
  const bool large = column.layout == Layout::large_texts || column.layout == Layout::large_lists;
  return large ? load<std::int64_t>(column.offsets, column.offset + at)
               : load<std::int32_t>(column.offsets, column.offset + at);
}

Wide whole_at(const Column& column, std::int64_t row) noexcept {
  const std::int64_t at = column.offset + row;
  switch (column.layout) {
    case Layout::int8:
      return load<std::int8_t>(column.values, at);
    case Layout::int16:
      return load<std::int16_t>(column.values, at);
    case Layout::int32:
      return load<std::int32_t>(column.values, at);
    case Layout::int64:
      return load<std::int64_t>(column.values, at);
    case Layout::uint8:
      return load<std::uint8_t>(column.values, at);
    case Layout::uint16:
      return load<std::uint16_t>(column.values, at);
    case Layout::uint32:
      return load<std::uint32_t>(column.values, at);
    case Layout::uint64:
      return load<std::uint64_t>(column.values, at);
    case Layout::decimal128:
      return load<Wide>(column.values, at);
    default:
      return 0;
  }
}

/// The head of a string view: its length, then twelve bytes of text, or a prefix and a place.
struct View {
  std::int32_t length;
  char inlined[4];
  std::int32_t buffer;
  std::int32_t offset;
};
static_assert(sizeof(View) == 16);
constexpr std::int32_t most_inlined = 12;

std::string_view view_at(const Column& column, std::int64_t row) noexcept {
  const std::int64_t at = column.offset + row;
  const auto view = load<View>(column.values, at);
  if (view.length <= most_inlined) {
    const char* inlined = static_cast<const char*>(column.values) + at * 16 + 4;
    return {inlined, static_cast<std::size_t>(view.length < 0 ? 0 : view.length)};
  }
  const auto buffer = static_cast<std::size_t>(view.buffer);
  const char* text = static_cast<const char*>(column.buffers[buffer]) + view.offset;
  return {text, static_cast<std::size_t>(view.length)};
}

std::string_view text_at(const Column& column, std::int64_t row) noexcept {
  if (column.layout == Layout::text_views) return view_at(column, row);
  const std::int64_t begin = offset_at(column, row);
  const std::int64_t end = offset_at(column, row + 1);
  if (begin == end) return {};
  return {static_cast<const char*>(column.values) + begin, static_cast<std::size_t>(end - begin)};
}

bool is_valid(const Column& column, std::int64_t row) noexcept {
  if (column.layout == Layout::none) return false;
  return column.validity == nullptr || bit(column.validity, column.offset + row);
}

/// Nothing where it has more than 34 digits.
std::optional<Decimal> to_decimal(Wide coefficient, int scale) {
  constexpr Wide limit = static_cast<Wide>(10'000'000'000'000'000) * 1'000'000'000'000'000'000;
  if (coefficient >= limit || coefficient <= -limit) return std::nullopt;
  constexpr std::int64_t half = 1LL << 62;
  const auto high = static_cast<std::int64_t>(coefficient / half);
  const auto low = static_cast<std::int64_t>(coefficient % half);
  if (high == 0) return Decimal::scaled(low, -scale);
  const auto upper = multiply(Decimal::scaled(high, -scale), Decimal(half));
  return upper ? add(*upper, Decimal::scaled(low, -scale)) : std::nullopt;
}

// --- checks of the shape ------------------------------------------------------------------------

class ShapeCheck {
 public:
  explicit ShapeCheck(std::string path) : path_(std::move(path)) {}

  std::optional<Diagnostic> run(const Column& column, const pack::Fact& fact, std::int64_t rows) {
    check(column, fact, rows);
    return std::move(found_);
  }

 private:
  void fail(std::string message, std::string hint = {}) {
    if (found_) return;
    Diagnostic problem;
    problem.code = text::info(text::Code::batch_column).id;
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    problem.path = path_;
    found_ = std::move(problem);
  }

  void check(const Column& column, const pack::Fact& fact, std::int64_t rows) {
    if (column.length < rows || column.offset < 0) {
      return fail("the column has " + std::to_string(column.length) + " values for " +
                  std::to_string(rows) + " rows");
    }
    if (column.layout == Layout::none || rows == 0) return;
    if (column.dictionary != nullptr) return check_dictionary(column, fact, rows);
    check_layout(column, fact);
    if (!found_) check_buffers(column, rows);
    if (!found_ && is_list(column.layout)) check_fields(column, fact, rows);
  }

  void check_dictionary(const Column& column, const pack::Fact& fact, std::int64_t rows) {
    const Column& words = *column.dictionary;
    if (!is_whole(column.layout)) return fail("positions in a dictionary are whole numbers");
    if (words.dictionary != nullptr || !is_text(words.layout) || !takes_texts(fact))
      return fail("the dictionary of `" + fact.id + "` does not hold texts");
    check_buffers(column, rows);
    if (words.offset < 0) fail("the dictionary begins before its buffers");
    if (!found_) check_buffers(words, words.length);
    if (found_ || all_below(column, rows, words.length)) return;
    for (std::int64_t i = 0; i < rows && !found_; ++i) {
      if (!is_valid(column, i)) continue;
      const Wide at = whole_at(column, i);
      if (at < 0 || at >= words.length)
        fail("row " + std::to_string(i) + " points beyond the dictionary");
    }
  }

  /// Is every position, known or not, one of the first `length`? Looks at the usual layouts only.
  [[nodiscard]] static bool all_below(const Column& column, std::int64_t rows,
                                      std::int64_t length) {
    const auto look = [&](auto type) {
      using T = decltype(type);
      const auto* bytes = static_cast<const char*>(column.values) +
                          column.offset * static_cast<std::int64_t>(sizeof(T));
      const auto limit = std::min<std::int64_t>(length, std::numeric_limits<T>::max());
      bool is_below = true;
      for (std::int64_t i = 0; i < rows; ++i) {
        T at;
        std::memcpy(&at, bytes + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
        // A negative position is a large one without its sign.
        is_below &=
            static_cast<std::make_unsigned_t<T>>(at) < static_cast<std::make_unsigned_t<T>>(limit);
      }
      return is_below;
    };
    switch (column.layout) {
      case Layout::int8:
        return look(std::int8_t{});
      case Layout::uint8:
        return look(std::uint8_t{});
      case Layout::int16:
        return look(std::int16_t{});
      case Layout::uint16:
        return look(std::uint16_t{});
      case Layout::int32:
        return look(std::int32_t{});
      default:
        return false;
    }
  }

  [[nodiscard]] static bool takes_texts(const pack::Fact& fact) {
    return fact.type != FactType::boolean && fact.type != FactType::enum_set &&
           fact.type != FactType::members;
  }

  void check_layout(const Column& column, const pack::Fact& fact) {
    const Layout layout = column.layout;
    if (column.scale < -most_scale || column.scale > most_scale)
      return fail("a scale is from -38 to 38, not " + std::to_string(column.scale));
    bool fits = takes_texts(fact) && is_text(layout);
    switch (fact.type) {
      case FactType::boolean:
        fits = layout == Layout::bytes || layout == Layout::bits;
        break;
      case FactType::integer:
      case FactType::number:
      case FactType::money:
        fits = fits || is_whole(layout) || layout == Layout::decimal128;
        break;
      case FactType::date:
      case FactType::duration:
        fits = fits || (layout == Layout::int32 && column.scale == 0);
        break;
      case FactType::enum_set:
      case FactType::members:
        fits = is_list(layout);
        break;
      default:
        break;
    }
    if (!fits) {
      fail("`" + fact.id + "` takes " + std::string(what_it_takes(fact.type)) +
           "; the column holds something else");
    }
  }

  void check_buffers(const Column& column, std::int64_t rows) {
    const bool has_offsets =
        (is_text(column.layout) && column.layout != Layout::text_views) || is_list(column.layout);
    if (rows == 0) return;
    if (has_offsets) return check_offsets(column, rows);
    if (column.values == nullptr) return fail("the column has no values");
    if (column.layout == Layout::text_views) check_views(column, rows);
  }

  void check_offsets(const Column& column, std::int64_t rows) {
    if (column.offsets == nullptr) return fail("the column has no offsets");
    std::int64_t before = offset_at(column, 0);
    if (before < 0) return fail("an offset is negative");
    std::int64_t first = 1;
    if (column.layout == Layout::lists && never_go_down(column, rows)) {
      first = rows + 1;
      before = offset_at(column, rows);
    }
    for (std::int64_t i = first; i <= rows; ++i) {
      const std::int64_t here = offset_at(column, i);
      if (here < before) return fail("the offsets go down at row " + std::to_string(i));
      before = here;
    }
    if (!is_text(column.layout)) return;
    if (column.bytes >= 0 && before > column.bytes)
      return fail("the offsets point beyond the texts");
    if (column.values == nullptr && before > offset_at(column, 0)) fail("the column has no texts");
  }

  [[nodiscard]] static bool never_go_down(const Column& column, std::int64_t rows) {
    const auto* bytes = static_cast<const char*>(column.offsets) + column.offset * 4;
    bool is_rising = true;
    for (std::int64_t i = 0; i < rows; ++i) {
      std::int32_t pair[2];
      std::memcpy(pair, bytes + i * 4, sizeof pair);
      is_rising &= pair[0] <= pair[1];
    }
    return is_rising;
  }

  void check_views(const Column& column, std::int64_t rows) {
    for (std::int64_t i = 0; i < rows; ++i) {
      if (!is_valid(column, i)) continue;
      const auto view = load<View>(column.values, column.offset + i);
      if (view.length < 0) return fail("a text has a negative length");
      if (view.length <= most_inlined) continue;
      const bool fits =
          view.buffer >= 0 && static_cast<std::size_t>(view.buffer) < column.buffers.size() &&
          static_cast<std::size_t>(view.buffer) < column.buffer_sizes.size() && view.offset >= 0 &&
          std::int64_t{view.offset} + view.length <=
              column.buffer_sizes[static_cast<std::size_t>(view.buffer)] &&
          column.buffers[static_cast<std::size_t>(view.buffer)] != nullptr;
      if (!fits) return fail("row " + std::to_string(i) + " points beyond the texts");
    }
  }

  void check_fields(const Column& column, const pack::Fact& fact, std::int64_t rows) {
    const std::int64_t items = offset_at(column, rows);
    if (fact.type == FactType::enum_set) {
      if (column.fields.size() != 1) return fail("a list of ids has one field");
      pack::Fact choice;
      choice.id = fact.id;
      choice.type = FactType::text;
      return check(column.fields.front(), choice, items);
    }
    for (const Column& field : column.fields) {
      const pack::Fact* declared = nullptr;
      for (const pack::Fact& candidate : fact.fields) {
        if (candidate.id == field.fact) declared = &candidate;
      }
      if (declared == nullptr) return fail("`" + fact.id + "` has no fact `" + field.fact + "`");
      path_ += "." + field.fact;
      check(field, *declared, items);
      if (found_) return;
      path_.resize(path_.size() - field.fact.size() - 1);
    }
  }

  std::string path_;
  std::optional<Diagnostic> found_;
};

}  // namespace

std::uint32_t Vocabulary::number_of(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(values_.size());
  numbers_.emplace(std::string(text), number);
  Checked checked;
  if (!text::find_invalid_utf8(text)) {
    checked = check_.text(text);
  } else {
    checked = check_.wrong_type("a text that is not UTF-8");
  }
  bad_.push_back(checked.objection && !is_warning(checked.objection->code) ? 1 : 0);
  values_.push_back(std::move(checked));
  return number;
}

ColumnReader::ColumnReader(const Column& column, const pack::Fact& fact, Vocabulary& vocabulary)
    : column_(column),
      fact_(fact),
      vocabulary_(vocabulary),
      has_texts_(column.dictionary != nullptr || is_text(column.layout)) {
  if (column.dictionary != nullptr)
    by_position_.assign(static_cast<std::size_t>(column.dictionary->length), not_looked_up);
}

bool ColumnReader::is_known(std::int64_t row) const noexcept {
  if (!is_valid(column_, row)) return false;
  if (column_.dictionary == nullptr) return true;
  return is_valid(*column_.dictionary, static_cast<std::int64_t>(whole_at(column_, row)));
}

bool ColumnReader::boolean(std::int64_t row) const noexcept {
  const std::int64_t at = column_.offset + row;
  return column_.layout == Layout::bits ? bit(column_.values, at)
                                        : load<std::uint8_t>(column_.values, at) != 0;
}

Wide ColumnReader::whole(std::int64_t row) const noexcept { return whole_at(column_, row); }

std::string_view ColumnReader::text(std::int64_t row) const noexcept {
  if (column_.dictionary == nullptr) return text_at(column_, row);
  return text_at(*column_.dictionary, static_cast<std::int64_t>(whole_at(column_, row)));
}

std::uint32_t ColumnReader::word(std::int64_t row) {
  if (column_.dictionary == nullptr) return vocabulary_.number_of(text_at(column_, row));
  return *word_at(static_cast<std::int64_t>(whole_at(column_, row)));
}

std::optional<std::uint32_t> ColumnReader::word_at(std::int64_t position) {
  if (!is_valid(*column_.dictionary, position)) return std::nullopt;
  std::uint32_t& word = by_position_[static_cast<std::size_t>(position)];
  if (word == not_looked_up) word = vocabulary_.number_of(text_at(*column_.dictionary, position));
  return word;
}

std::int64_t ColumnReader::begin(std::int64_t row) const noexcept {
  return offset_at(column_, row);
}

Checked ColumnReader::value(std::int64_t row) {
  if (!is_known(row)) return {};
  if (has_texts_) {
    // Numbers and dates have too many texts to keep.
    const bool is_kept = fact_.type == FactType::enumeration || fact_.type == FactType::code;
    if (is_kept || column_.dictionary != nullptr) return vocabulary_.at(word(row));
    const std::string_view written = text(row);
    if (text::find_invalid_utf8(written))
      return vocabulary_.check().wrong_type("a text that is not UTF-8");
    return vocabulary_.check().text(written);
  }
  switch (fact_.type) {
    case FactType::boolean:
      return {Value(boolean(row))};
    case FactType::date: {
      const auto date = Date::from_days(static_cast<std::int64_t>(whole(row)));
      if (!date) return vocabulary_.check().wrong_type("a day beyond the calendar");
      return vocabulary_.check().date(*date);
    }
    case FactType::duration:
      return {Value(MonthsDuration{static_cast<std::int64_t>(whole(row))})};
    case FactType::enum_set:
      return list_value(row);
    default: {
      const auto number = to_decimal(whole(row), column_.scale);
      if (!number) return vocabulary_.check().wrong_type("a number of more than 34 digits");
      return vocabulary_.check().number(*number);
    }
  }
}

Checked ColumnReader::list_value(std::int64_t row) {
  const Column& items = column_.fields.front();
  std::vector<std::string_view> ids;
  for (std::int64_t i = begin(row); i < end(row); ++i) {
    const bool has_dictionary = items.dictionary != nullptr;
    if (!is_valid(items, i)) return {};  // who does not know one choice does not know the set
    const auto at = has_dictionary ? static_cast<std::int64_t>(whole_at(items, i)) : i;
    const Column& texts = has_dictionary ? *items.dictionary : items;
    if (!is_valid(texts, at)) return {};
    ids.push_back(text_at(texts, at));
  }
  return vocabulary_.check().choices(ids);
}

std::optional<Diagnostic> check_column(const Column& column, const pack::Fact& fact,
                                       std::int64_t rows, const std::string& path) {
  return ShapeCheck(path).run(column, fact, rows);
}

}  // namespace huice::deciding
