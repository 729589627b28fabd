#include "batch/cases.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "compile/rulebook.hpp"

namespace huice::test {

namespace {

class Maker {
 public:
  Maker(const Rulebook& book, const Recipe& recipe)
      : book_(book), recipe_(recipe), random_(recipe.seed) {}

  Cases run() {
    Cases cases;
    cases.rows = recipe_.rows;
    const auto& declared = book_.state().model->facts;
    for (const FactInfo& fact : book_.facts()) {
      const auto& only = recipe_.facts;
      if (only != nullptr && std::find(only->begin(), only->end(), fact.id) == only->end())
        continue;
      if (pick(100) < recipe_.unused_percent) continue;
      const pack::Fact& declaration = of_id(declared, fact.id);
      cases.facts.push_back(fact.type == FactType::members
                                ? members(fact, declaration, recipe_.rows)
                                : values(fact, declaration, recipe_.rows));
    }
    return cases;
  }

 private:
  static const pack::Fact& of_id(const std::vector<pack::Fact>& facts, const std::string& id) {
    return *std::find_if(facts.begin(), facts.end(),
                         [&](const pack::Fact& fact) { return fact.id == id; });
  }

  std::uint64_t pick(std::uint64_t n) { return random_() % n; }
  bool is_unknown() { return pick(100) < recipe_.unknown_percent; }

  Values values(const FactInfo& fact, const pack::Fact& declaration, std::size_t rows) {
    declared_ = &declaration;
    Values made;
    made.fact = &fact;
    for (std::size_t i = 0; i < rows; ++i) {
      made.values.push_back(is_unknown() ? Known() : Known(value(fact)));
      if (recipe_.bad_permille == 0) continue;
      made.bad.push_back(pick(1000) < recipe_.bad_permille);
      if (!made.bad.back()) continue;
      made.values.back() = bad_value(fact);
      if (!made.values.back()) made.bad.back() = false;
    }
    return made;
  }

  Values members(const FactInfo& fact, const pack::Fact& declaration, std::size_t rows) {
    Values made;
    made.fact = &fact;
    made.offsets.push_back(0);
    for (std::size_t i = 0; i < rows; ++i) {
      made.known.push_back(pick(100) >= recipe_.unknown_percent / 2);
      const std::size_t size = made.known.back() ? pick(20) == 0 ? 0 : 1 + pick(4) : 0;
      made.offsets.push_back(made.offsets.back() + static_cast<std::int64_t>(size));
    }
    for (const FactInfo& field : fact.fields) {
      if (pick(100) < recipe_.unused_percent) continue;
      made.fields.push_back(values(field, of_id(declaration.fields, field.id),
                                   static_cast<std::size_t>(made.offsets.back())));
    }
    return made;
  }

  // Nothing where the fact takes every value of its type.
  Known bad_value(const FactInfo& fact) {
    switch (fact.type) {
      case FactType::integer:
        if (declared_->high && pick(2) == 0) return add(*declared_->high, Decimal(1));
        return Decimal::scaled(25, -1);
      case FactType::number:
        if (declared_->high) return add(*declared_->high, Decimal::scaled(1, -3));
        return std::nullopt;
      case FactType::money:
        return Decimal::scaled(1'000'005, -3);
      case FactType::date:
        if (declared_->last) return *declared_->last->plus_days(1);
        return std::nullopt;
      case FactType::enumeration:
        return std::string("none of them");
      case FactType::enum_set:
        return std::vector<std::string>{"none of them"};
      case FactType::code:
        return std::string("999999");
      default:
        return std::nullopt;
    }
  }

  // --- near to what the packs name ---

  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[pick(all.size())];
  }

  Decimal near_number(int places) {
    const Decimal& named = one_of(recipe_.thresholds->numbers);
    const Decimal step = Decimal::scaled(1, -places);
    const std::int64_t steps = static_cast<std::int64_t>(pick(5)) - 2;
    Decimal found = *add(*huice::round(named, places, Rounding::half_even),
                         *multiply(step, Decimal(steps % 2)));
    if (declared_->low && found < *declared_->low) found = *declared_->low;
    if (declared_->high && *declared_->high < found) found = *declared_->high;
    return found;
  }

  Date near_date() {
    Date found = one_of(recipe_.thresholds->dates);
    found = *found.plus_days(static_cast<std::int64_t>(pick(5)) % 3 - 1);
    if (declared_->first) found = std::max(found, *declared_->first);
    if (declared_->last) found = std::min(found, *declared_->last);
    return found;
  }

  Known near_value(const FactInfo& fact) {
    if (recipe_.thresholds == nullptr || pick(10) == 0) return {};
    const Thresholds& thresholds = *recipe_.thresholds;
    switch (fact.type) {
      case FactType::integer:
        if (thresholds.numbers.empty()) return {};
        return near_number(0);
      case FactType::number:
        if (thresholds.numbers.empty()) return {};
        return near_number(static_cast<int>(pick(4)));
      case FactType::money:
        if (thresholds.numbers.empty() || (recipe_.huge && pick(50) == 0)) return {};
        return near_number(2);
      case FactType::date:
        return near_date();
      case FactType::duration: {
        if (thresholds.durations.empty()) return {};
        const std::int64_t months =
            one_of(thresholds.durations).months + static_cast<std::int64_t>(pick(3)) - 1;
        return MonthsDuration{months};
      }
      case FactType::code:
        if (thresholds.codes.empty()) return {};
        return one_of(thresholds.codes);
      default:
        return {};
    }
  }

  FactValue value(const FactInfo& fact) {
    if (const Known near = near_value(fact)) return *near;
    switch (fact.type) {
      case FactType::boolean:
        return pick(3) != 0;
      case FactType::integer:
        return in_range(Decimal(pick(3) == 0 ? static_cast<std::int64_t>(pick(90)) : near()));
      case FactType::number:
        return in_range(pick(2) == 0 ? Decimal(near()) : Decimal::scaled(near() * 1000 + 125, -3));
      case FactType::money:
        return in_range(money());
      case FactType::date:
        return in_range(day());
      case FactType::duration:
        return MonthsDuration{static_cast<std::int64_t>(pick(40))};
      case FactType::enumeration:
        return fact.values[pick(fact.values.size())].id;
      case FactType::enum_set: {
        std::vector<std::string> ids;
        for (const FactValueInfo& choice : fact.values) {
          if (pick(fact.values.size()) < 2) ids.push_back(choice.id);
        }
        return ids;
      }
      case FactType::code:
        return place();
      case FactType::text:
      case FactType::members:
        break;
    }
    return std::string(pick(2) == 0 ? "a" : "b");
  }

  Decimal in_range(const Decimal& number) {
    if (declared_->low && number < *declared_->low) return *declared_->low;
    if (declared_->high && *declared_->high < number) return *declared_->high;
    return number;
  }

  Date in_range(Date date) {
    if (declared_->first) date = std::max(date, *declared_->first);
    if (declared_->last) date = std::min(date, *declared_->last);
    return date;
  }

  // Figures that rules like to name, and their neighbours.
  std::int64_t near() {
    static constexpr std::array<std::int64_t, 22> figures{
        0, 1, 2, 4, 5, 7, 8, 10, 15, 16, 17, 18, 19, 24, 25, 29, 30, 35, 59, 60, 66, 75};
    return figures[pick(figures.size())];
  }

  Decimal money() {
    static constexpr std::array<std::int64_t, 16> figures{
        0, 250, 310, 400, 500, 650, 600, 1000, 1200, 2000, 2500, 4000, 5000, 6000, 8000, 10000};
    switch (pick(8)) {
      case 0:
        return Decimal(0);
      case 1:
      case 2:
        return Decimal::scaled(
            figures[pick(figures.size())] * 100 + static_cast<std::int64_t>(pick(3)) - 1 + 1, -2);
      case 3:
        return recipe_.huge && pick(50) == 0 ? Decimal(4'000'000'000'000'000'000)
                                             : Decimal(15999 + static_cast<std::int64_t>(pick(3)));
      default:
        return Decimal::scaled(static_cast<std::int64_t>(pick(400'000)), -2);
    }
  }

  Date day() {
    const auto months = static_cast<std::int64_t>(pick(std::uint64_t{12} * 70));
    const Date near = *recipe_.as_of.plus_months(pick(3) == 0 ? -12 * (months / 12) : -months);
    return *near.plus_days(static_cast<std::int64_t>(pick(3)) - 2);
  }

  std::string place() {
    const auto areas = book_.areas();
    static const std::array<std::string, 8> common{"520000", "520100", "520102", "520103",
                                                   "440000", "440300", "440304", "350200"};
    if (areas.empty() || pick(3) != 0) return common[pick(common.size())];
    return areas[1 + pick(areas.size() - 1)].code;
  }

  const Rulebook& book_;
  const Recipe& recipe_;
  std::mt19937_64 random_;
  const pack::Fact* declared_ = nullptr;  ///< the fact that values are being made for
};

FactValue as_value(const FactValue& value) { return value; }

void set(Case& made, FactHandle handle, const FactValue& value) {
  std::visit([&](const auto& known) { made.set(handle, known); }, value);
}

Decimal number_of(const FactValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return Decimal(*whole);
  return std::get<Decimal>(value);
}

std::string text_of(const FactValue& value) {
  struct Visitor {
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(const Decimal& n) const { return n.to_string(); }
    std::string operator()(Date d) const { return d.to_string(); }
    std::string operator()(const MonthsDuration& d) const { return d.to_string(); }
    std::string operator()(const std::string& s) const { return s; }
    std::string operator()(const std::vector<std::string>& ids) const {
      std::string all;
      for (const std::string& id : ids) all += id + " ";
      return all;
    }
  };
  return std::visit(Visitor{}, value);
}

}  // namespace

Cases make_cases(const Rulebook& book, const Recipe& recipe) { return Maker(book, recipe).run(); }

namespace {

Values copies(const Values& values, const std::vector<std::size_t>& from) {
  Values made;
  made.fact = values.fact;
  for (const std::size_t row : from) {
    if (!values.values.empty()) made.values.push_back(values.values[row]);
    if (!values.bad.empty()) made.bad.push_back(values.bad[row]);
  }
  if (values.fact->type != FactType::members) return made;
  std::vector<std::size_t> members;
  made.offsets.push_back(0);
  for (const std::size_t row : from) {
    made.known.push_back(values.known[row]);
    for (std::int64_t i = values.offsets[row]; i < values.offsets[row + 1]; ++i)
      members.push_back(static_cast<std::size_t>(i));
    made.offsets.push_back(static_cast<std::int64_t>(members.size()));
  }
  for (const Values& field : values.fields) made.fields.push_back(copies(field, members));
  return made;
}

}  // namespace

Cases copies(const Cases& cases, const std::vector<std::size_t>& from) {
  Cases made;
  made.rows = from.size();
  for (const Values& values : cases.facts) made.facts.push_back(copies(values, from));
  return made;
}

bool is_bad(const Values& values, std::size_t row) {
  if (values.fact->type != FactType::members) return !values.bad.empty() && values.bad[row];
  const auto first = values.offsets[row];
  const auto last = values.offsets[row + 1];
  return std::any_of(values.fields.begin(), values.fields.end(), [&](const Values& field) {
    if (field.bad.empty()) return false;
    return std::find(field.bad.begin() + first, field.bad.begin() + last, true) !=
           field.bad.begin() + last;
  });
}

Case case_at(const Rulebook& book, const Cases& cases, std::size_t row,
             const std::vector<std::string>& left_out) {
  Case made(book);
  for (const Values& values : cases.facts) {
    if (std::find(left_out.begin(), left_out.end(), values.fact->id) != left_out.end()) continue;
    const FactHandle handle = fact(book, values.fact->id);
    if (values.fact->type != FactType::members) {
      if (values.values[row]) set(made, handle, as_value(*values.values[row]));
      continue;
    }
    if (!values.known[row]) continue;
    std::vector<MemberFacts> members;
    for (std::int64_t i = values.offsets[row]; i < values.offsets[row + 1]; ++i) {
      MemberFacts& member = members.emplace_back();
      for (const Values& field : values.fields) {
        const Known& known = field.values[static_cast<std::size_t>(i)];
        if (known) member.emplace_back(field.fact->id, *known);
      }
    }
    made.set_members(handle, members);
  }
  return made;
}

std::string text_of_row(const Cases& cases, std::size_t row) {
  std::string text;
  for (const Values& values : cases.facts) {
    if (values.fact->type != FactType::members) {
      if (values.values[row]) text += values.fact->id + ": " + text_of(*values.values[row]) + "\n";
      continue;
    }
    if (!values.known[row]) continue;
    text += values.fact->id + ":\n";
    for (std::int64_t i = values.offsets[row]; i < values.offsets[row + 1]; ++i) {
      text += "  -";
      for (const Values& field : values.fields) {
        const Known& known = field.values[static_cast<std::size_t>(i)];
        if (known) text += " " + field.fact->id + ": " + text_of(*known) + ",";
      }
      text += "\n";
    }
  }
  return text;
}

// --- columns ------------------------------------------------------------------------------------

namespace {

bool is_all_unknown(const std::vector<Known>& values) {
  return std::none_of(values.begin(), values.end(),
                      [](const Known& value) { return value.has_value(); });
}

template <class T>
bool fits_into(const std::vector<std::optional<std::int64_t>>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const auto& value) { return !value || std::in_range<T>(*value); });
}

bool fits(Layout layout, const std::vector<std::optional<std::int64_t>>& values) {
  switch (layout) {
    case Layout::int8:
      return fits_into<std::int8_t>(values);
    case Layout::int16:
      return fits_into<std::int16_t>(values);
    case Layout::int32:
      return fits_into<std::int32_t>(values);
    case Layout::uint8:
      return fits_into<std::uint8_t>(values);
    case Layout::uint16:
      return fits_into<std::uint16_t>(values);
    case Layout::uint32:
      return fits_into<std::uint32_t>(values);
    case Layout::uint64:
      return fits_into<std::uint64_t>(values);
    default:
      return true;
  }
}

std::size_t width(Layout layout) {
  switch (layout) {
    case Layout::int8:
    case Layout::uint8:
      return 1;
    case Layout::int16:
    case Layout::uint16:
      return 2;
    case Layout::int32:
    case Layout::uint32:
      return 4;
    case Layout::decimal128:
      return 16;
    default:
      return 8;
  }
}

}  // namespace

Columns::Columns(const Cases& cases, std::uint64_t seed, Style style)
    : random_(seed), is_plain_(style == Style::plain) {
  input_.rows = static_cast<std::int64_t>(cases.rows);
  for (const Values& values : cases.facts) input_.columns.push_back(column(values));
}

template <class T>
T* Columns::memory(std::size_t count) {
  memory_.emplace_back(count * sizeof(T), 0xA5);
  return reinterpret_cast<T*>(memory_.back().data());
}

const std::uint8_t* Columns::validity(const std::vector<bool>& known, std::int64_t offset) {
  if (std::find(known.begin(), known.end(), false) == known.end() && !chance(50)) return nullptr;
  auto* bits = memory<std::uint8_t>((known.size() + static_cast<std::size_t>(offset)) / 8 + 1);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::size_t at = i + static_cast<std::size_t>(offset);
    const auto bit = static_cast<std::uint8_t>(1U << (at % 8));
    bits[at / 8] =
        static_cast<std::uint8_t>(known[i] ? bits[at / 8] | bit : bits[at / 8] & ~unsigned{bit});
  }
  return bits;
}

Column Columns::of_booleans(const std::vector<Known>& values) {
  Column made;
  made.offset = slice(3, 5);
  const auto before = static_cast<std::size_t>(made.offset);
  made.layout = chance(50) ? Layout::bits : Layout::bytes;
  const bool is_bits = made.layout == Layout::bits;
  const std::size_t size = before + values.size();
  auto* bytes = memory<std::uint8_t>(is_bits ? size / 8 + 1 : size);
  std::vector<bool> known;
  for (std::size_t i = 0; i < values.size(); ++i) {
    known.push_back(values[i].has_value());
    if (!values[i]) continue;
    const bool yes = std::get<bool>(*values[i]);
    const std::size_t at = before + i;
    if (!is_bits) {
      bytes[at] = yes ? static_cast<std::uint8_t>(chance(50) ? 2 : 1) : 0;
      continue;
    }
    const unsigned bit = 1U << (at % 8);
    bytes[at / 8] = static_cast<std::uint8_t>(yes ? bytes[at / 8] | bit : bytes[at / 8] & ~bit);
  }
  made.values = bytes;
  made.validity = validity(known, made.offset);
  return made;
}

Column Columns::of_whole(const std::vector<std::optional<std::int64_t>>& values, Layout layout) {
  Column made;
  made.layout = layout;
  made.offset = slice(3, 5);
  const auto before = static_cast<std::size_t>(made.offset);
  const std::size_t bytes = width(layout);
  auto* room = memory<unsigned char>((before + values.size()) * bytes + 16);
  std::vector<bool> known;
  for (std::size_t i = 0; i < values.size(); ++i) {
    known.push_back(values[i].has_value());
    if (!values[i]) continue;
    // Little-endian, with the sign in the upper half of decimal128.
    const std::int64_t parts[2] = {*values[i], *values[i] < 0 ? -1 : 0};
    std::memcpy(room + (before + i) * bytes, parts, bytes);
  }
  made.values = room;
  made.validity = validity(known, made.offset);
  return made;
}

Column Columns::of_numbers(const std::vector<Known>& values, FactType type) {
  const int usual = type == FactType::integer ? 0 : type == FactType::money ? 2 : 3;
  const int scale = chance(40) ? static_cast<int>(pick(9)) - 1 : usual;
  std::vector<std::optional<std::int64_t>> whole;
  for (const Known& value : values) {
    const auto exact = value ? number_of(*value).to_scaled_int64(std::max(scale, 0)) : std::nullopt;
    const bool is_tens = scale < 0 && exact && *exact % 10 == 0;
    whole.push_back(scale >= 0 ? exact : is_tens ? std::optional(*exact / 10) : std::nullopt);
    if (value && !whole.back()) return {};
  }
  static constexpr std::array<Layout, 12> layouts{
      Layout::int8,   Layout::int16,  Layout::int32,  Layout::int32,
      Layout::int64,  Layout::int64,  Layout::int64,  Layout::uint8,
      Layout::uint16, Layout::uint32, Layout::uint64, Layout::decimal128};
  Layout layout = type == FactType::integer ? Layout::int32 : Layout::int64;
  if (chance(80)) layout = layouts[pick(layouts.size())];
  if (!fits(layout, whole)) layout = chance(50) ? Layout::decimal128 : Layout::int64;
  Column made = of_whole(whole, layout);
  made.scale = scale;
  return made;
}

void Columns::put_offsets(Column& column, const std::vector<std::int64_t>& ends, bool is_text) {
  const auto before = static_cast<std::size_t>(column.offset);
  const auto put = [&](auto* offsets) {
    using T = std::remove_pointer_t<decltype(offsets)>;
    // What lies before may be anything that goes up.
    for (std::size_t i = 0; i <= before; ++i) offsets[i] = i == 0 ? T{0} : static_cast<T>(ends[0]);
    for (std::size_t i = 0; i < ends.size(); ++i) offsets[before + i] = static_cast<T>(ends[i]);
    column.offsets = offsets;
  };
  if (chance(50)) {
    column.layout = is_text ? Layout::large_texts : Layout::large_lists;
    put(memory<std::int64_t>(before + ends.size()));
  } else {
    column.layout = is_text ? Layout::texts : Layout::lists;
    put(memory<std::int32_t>(before + ends.size()));
  }
}

Column Columns::of_plain_texts(const Texts& texts) {
  Column made;
  made.offset = slice(2, 3);
  std::vector<bool> known;
  std::string bytes = chance(50) ? "left out" : "";
  std::vector<std::int64_t> ends{static_cast<std::int64_t>(bytes.size())};
  for (const auto& text : texts) {
    known.push_back(text.has_value());
    bytes += text.value_or(chance(50) ? "?" : "");
    ends.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  auto* kept = memory<char>(bytes.size() + 1);
  std::copy(bytes.begin(), bytes.end(), kept);
  put_offsets(made, ends, true);
  made.values = kept;
  made.bytes = chance(50) ? static_cast<std::int64_t>(bytes.size()) : -1;
  made.validity = validity(known, made.offset);
  return made;
}

Column Columns::of_views(const Texts& texts) {
  constexpr std::size_t most_inlined = 12;
  Column made;
  made.layout = Layout::text_views;
  made.offset = slice(2, 3);
  const auto before = static_cast<std::size_t>(made.offset);
  std::vector<bool> known;
  std::string bytes = "left out";
  auto* views = memory<unsigned char>((before + texts.size()) * 16 + 16);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    known.push_back(texts[i].has_value());
    if (!texts[i]) continue;
    unsigned char* view = views + (before + i) * 16;
    const auto length = static_cast<std::int32_t>(texts[i]->size());
    std::memset(view, 0, 16);
    std::memcpy(view, &length, 4);
    if (texts[i]->size() <= most_inlined) {
      std::copy(texts[i]->begin(), texts[i]->end(), view + 4);
      continue;
    }
    const std::int32_t place[2] = {1, static_cast<std::int32_t>(bytes.size())};
    std::memcpy(view + 4, texts[i]->data(), 4);
    std::memcpy(view + 8, place, 8);
    bytes += *texts[i];
  }
  auto* kept = memory<char>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), kept);
  made.values = views;
  made.buffers = buffers_.emplace_back(std::vector<const void*>{nullptr, kept});
  made.buffer_sizes =
      sizes_.emplace_back(std::vector<std::int64_t>{0, static_cast<std::int64_t>(bytes.size())});
  made.validity = validity(known, made.offset);
  return made;
}

// Words in any order, some of them not used, twice or unknown.
Column Columns::of_dictionary(const Texts& texts) {
  std::map<std::string, std::int64_t> positions;
  Texts words;
  const bool has_unknown = chance(30);
  if (has_unknown) words.emplace_back();
  if (chance(30)) words.emplace_back("not used");
  std::vector<std::optional<std::int64_t>> at;
  for (const auto& text : texts) {
    if (!text) {
      at.push_back(has_unknown && chance(70) ? std::optional<std::int64_t>(0) : std::nullopt);
      continue;
    }
    const auto [found, is_new] = positions.emplace(*text, static_cast<std::int64_t>(words.size()));
    if (is_new) words.push_back(text);
    at.push_back(found->second);
    if (chance(2)) positions.erase(found);  // the word comes again
  }
  static constexpr std::array<Layout, 8> layouts{Layout::int8,   Layout::int16, Layout::int32,
                                                 Layout::int64,  Layout::uint8, Layout::uint8,
                                                 Layout::uint16, Layout::uint32};
  Layout layout = is_plain_ ? Layout::int8 : layouts[pick(layouts.size())];
  if (!fits(layout, at)) layout = Layout::int32;
  Column made = of_whole(at, layout);
  auto dictionary = chance(50) ? of_views(words) : of_plain_texts(words);
  dictionary.length = static_cast<std::int64_t>(words.size());
  made.dictionary = std::make_shared<Column>(std::move(dictionary));
  return made;
}

Column Columns::of_texts(const Texts& texts) {
  if (!chance(60)) return of_dictionary(texts);
  return chance(60) ? of_plain_texts(texts) : of_views(texts);
}

Column Columns::of_sets(const std::vector<Known>& values) {
  Column made;
  made.offset = slice(3, 1);
  Texts items(chance(60) ? 1 + pick(2) : 0, std::string("left out"));
  std::vector<bool> known;
  std::vector<std::int64_t> ends{static_cast<std::int64_t>(items.size())};
  for (const Known& value : values) {
    // A set with an item that is not known is not known.
    const bool has_hole = !value && chance(30);
    known.push_back(value.has_value() || has_hole);
    if (has_hole) items.emplace_back();
    if (value) {
      for (const std::string& id : std::get<std::vector<std::string>>(*value))
        items.emplace_back(id);
    }
    ends.push_back(static_cast<std::int64_t>(items.size()));
  }
  put_offsets(made, ends, false);
  made.validity = validity(known, made.offset);
  made.fields.push_back(of_texts(items));
  made.fields.back().length = static_cast<std::int64_t>(items.size());
  return made;
}

// Between the lists, and in those that are not known, there may be members of nobody.
Column Columns::of_members(const Values& values) {
  Column made;
  made.offset = slice(3, 1);
  const bool has_strays = chance(40);
  std::vector<Values> fields = values.fields;
  for (Values& field : fields) field.values.clear();
  std::int64_t items = 0;
  const auto stray = [&](std::size_t count) {
    if (!has_strays) return;
    for (Values& field : fields) field.values.resize(field.values.size() + count);
    items += static_cast<std::int64_t>(count);
  };
  stray(pick(4));
  std::vector<std::int64_t> ends{items};
  for (std::size_t row = 0; row < values.known.size(); ++row) {
    if (!values.known[row]) stray(pick(3));
    const std::int64_t first = values.offsets[row];
    const std::int64_t last = values.offsets[row + 1];
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const auto& from = values.fields[f].values;
      fields[f].values.insert(fields[f].values.end(), from.begin() + first, from.begin() + last);
    }
    items += last - first;
    ends.push_back(items);
  }
  put_offsets(made, ends, false);
  made.validity = validity(values.known, made.offset);
  for (const Values& field : fields) {
    made.fields.push_back(column(field));
    made.fields.back().length = items;
  }
  return made;
}

Column Columns::column(const Values& values) {
  Column made;
  const auto with_texts = [&] {
    Texts texts;
    for (const Known& value : values.values)
      texts.push_back(value ? std::optional(text_of(*value)) : std::nullopt);
    made = of_texts(texts);
  };
  const auto with_whole = [&](auto&& number) {
    std::vector<std::optional<std::int64_t>> whole;
    for (const Known& value : values.values)
      whole.push_back(value ? std::optional<std::int64_t>(number(*value)) : std::nullopt);
    made = of_whole(whole, Layout::int32);
  };
  const FactType type = values.fact->type;
  if (type != FactType::members && is_all_unknown(values.values) && chance(50)) {
    made.layout = Layout::none;
  } else if (type == FactType::members) {
    made = of_members(values);
  } else if (type == FactType::boolean) {
    made = of_booleans(values.values);
  } else if (type == FactType::enum_set) {
    made = of_sets(values.values);
  } else if (type == FactType::date && !chance(30)) {
    with_whole([](const FactValue& value) { return std::get<Date>(value).days(); });
  } else if (type == FactType::duration && !chance(30)) {
    with_whole([](const FactValue& value) { return std::get<MonthsDuration>(value).months; });
  } else {
    const bool is_number =
        type == FactType::integer || type == FactType::number || type == FactType::money;
    if (is_number && !chance(12)) made = of_numbers(values.values, type);
    if (made.layout == Layout::none) with_texts();
  }
  made.fact = values.fact->id;
  made.length = static_cast<std::int64_t>(type == FactType::members ? values.known.size()
                                                                    : values.values.size());
  return made;
}

}  // namespace huice::test
