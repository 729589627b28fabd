#include "batch/cases.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

namespace huice::test {

namespace {

class Maker {
 public:
  Maker(const Rulebook& book, const Recipe& recipe)
      : book_(book), recipe_(recipe), random_(recipe.seed) {}

  Cases run() {
    Cases cases;
    cases.rows = recipe_.rows;
    for (const FactInfo& fact : book_.facts()) {
      if (pick(100) < recipe_.unused_percent) continue;
      cases.facts.push_back(fact.type == FactType::members ? members(fact, recipe_.rows)
                                                           : values(fact, recipe_.rows));
    }
    return cases;
  }

 private:
  std::uint64_t pick(std::uint64_t n) { return random_() % n; }
  bool is_unknown() { return pick(100) < recipe_.unknown_percent; }

  Values values(const FactInfo& fact, std::size_t rows) {
    Values made;
    made.fact = &fact;
    for (std::size_t i = 0; i < rows; ++i)
      made.values.push_back(is_unknown() ? Known() : Known(value(fact)));
    return made;
  }

  Values members(const FactInfo& fact, std::size_t rows) {
    Values made;
    made.fact = &fact;
    made.offsets.push_back(0);
    for (std::size_t i = 0; i < rows; ++i) {
      made.known.push_back(pick(100) >= recipe_.unknown_percent / 2);
      const std::size_t size = made.known.back() ? pick(20) == 0 ? 0 : 1 + pick(4) : 0;
      made.offsets.push_back(made.offsets.back() + static_cast<std::int64_t>(size));
    }
    for (const FactInfo& field : fact.fields)
      made.fields.push_back(values(field, static_cast<std::size_t>(made.offsets.back())));
    return made;
  }

  FactValue value(const FactInfo& fact) {
    switch (fact.type) {
      case FactType::boolean:
        return pick(3) != 0;
      case FactType::integer:
        return static_cast<std::int64_t>(pick(3) == 0 ? pick(90) : near());
      case FactType::number:
        return pick(2) == 0 ? Decimal(near()) : Decimal::scaled(near() * 1000 + 125, -3);
      case FactType::money:
        return money();
      case FactType::date:
        return day();
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

  // The figures that the rules name, and their neighbours.
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
    const auto months = static_cast<std::int64_t>(pick(12 * 70));
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
    std::string operator()(const std::vector<std::string>&) const { return ""; }
  };
  return std::visit(Visitor{}, value);
}

}  // namespace

Cases make_cases(const Rulebook& book, const Recipe& recipe) { return Maker(book, recipe).run(); }

Case case_at(const Rulebook& book, const Cases& cases, std::size_t row) {
  Case made(book);
  for (const Values& values : cases.facts) {
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

// --- columns ------------------------------------------------------------------------------------

Columns::Columns(const Cases& cases, std::uint64_t seed) : random_(seed) {
  input_.rows = static_cast<std::int64_t>(cases.rows);
  for (const Values& values : cases.facts) input_.columns.push_back(column(values));
}

template <class T>
T* Columns::memory(std::size_t count) {
  memory_.emplace_back(count * sizeof(T) + 16, 0xA5);
  return reinterpret_cast<T*>(memory_.back().data());
}

const std::uint8_t* Columns::validity(const std::vector<bool>& known, std::int64_t offset) {
  if (std::find(known.begin(), known.end(), false) == known.end() && chance(50)) return nullptr;
  auto* bits = memory<std::uint8_t>((known.size() + static_cast<std::size_t>(offset)) / 8 + 1);
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::size_t at = i + static_cast<std::size_t>(offset);
    const auto bit = static_cast<std::uint8_t>(1U << (at % 8));
    bits[at / 8] =
        static_cast<std::uint8_t>(known[i] ? bits[at / 8] | bit : bits[at / 8] & ~unsigned{bit});
  }
  return bits;
}

Column Columns::of_whole(const std::vector<Known>& values, int scale) {
  Column made;
  made.offset = static_cast<std::int64_t>(random_() % 3) * 5;
  made.scale = scale;
  made.layout = chance(50) ? Layout::decimal128 : Layout::int64;
  const std::size_t before = static_cast<std::size_t>(made.offset);
  std::vector<bool> known;
  auto* narrow = memory<std::int64_t>((before + values.size()) * 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    known.push_back(values[i].has_value());
    const auto exact = values[i] ? number_of(*values[i]).to_scaled_int64(scale) : 0;
    if (!exact) made.layout = Layout::none;
  }
  if (made.layout == Layout::none) return made;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    const std::int64_t exact = *number_of(*values[i]).to_scaled_int64(scale);
    if (made.layout == Layout::int64) {
      narrow[before + i] = exact;
    } else {
      narrow[2 * (before + i)] = exact;
      narrow[2 * (before + i) + 1] = exact < 0 ? -1 : 0;
    }
  }
  made.values = narrow;
  made.validity = validity(known, made.offset);
  made.length = static_cast<std::int64_t>(values.size());
  return made;
}

Column Columns::of_texts(const std::vector<std::optional<std::string>>& texts) {
  Column made;
  made.offset = static_cast<std::int64_t>(random_() % 2) * 3;
  made.length = static_cast<std::int64_t>(texts.size());
  const auto before = static_cast<std::size_t>(made.offset);
  std::vector<bool> known;
  std::string bytes;
  made.layout = Layout::texts;
  auto* offsets = memory<std::int32_t>(before + texts.size() + 1);
  std::fill(offsets, offsets + before + 1, 0);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    known.push_back(texts[i].has_value());
    if (texts[i]) bytes += *texts[i];
    offsets[before + i + 1] = static_cast<std::int32_t>(bytes.size());
  }
  auto* kept = memory<char>(bytes.size() + 1);
  std::copy(bytes.begin(), bytes.end(), kept);
  made.offsets = offsets;
  made.values = kept;
  made.bytes = static_cast<std::int64_t>(bytes.size());
  made.validity = validity(known, made.offset);
  return made;
}

Column Columns::of_sets(const std::vector<Known>& values) {
  Column made;
  made.layout = Layout::lists;
  made.length = static_cast<std::int64_t>(values.size());
  std::vector<std::optional<std::string>> items;
  std::vector<bool> known;
  auto* offsets = memory<std::int32_t>(values.size() + 1);
  offsets[0] = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    known.push_back(values[i].has_value());
    if (values[i]) {
      for (const std::string& id : std::get<std::vector<std::string>>(*values[i]))
        items.emplace_back(id);
    }
    offsets[i + 1] = static_cast<std::int32_t>(items.size());
  }
  made.offsets = offsets;
  made.validity = validity(known, 0);
  made.fields.push_back(of_texts(items));
  return made;
}

Column Columns::column(const Values& values) {
  Column made;
  const auto size = values.values.size();
  std::vector<bool> known;
  for (const Known& value : values.values) known.push_back(value.has_value());
  switch (values.fact->type) {
    case FactType::members: {
      made.layout = Layout::large_lists;
      made.length = static_cast<std::int64_t>(values.known.size());
      auto* offsets = memory<std::int64_t>(values.offsets.size());
      std::copy(values.offsets.begin(), values.offsets.end(), offsets);
      made.offsets = offsets;
      made.validity = validity(values.known, 0);
      for (const Values& field : values.fields) made.fields.push_back(column(field));
      break;
    }
    case FactType::boolean: {
      made.length = static_cast<std::int64_t>(size);
      if (chance(50)) {
        made.layout = Layout::bytes;
        auto* bytes = memory<std::uint8_t>(size);
        for (std::size_t i = 0; i < size; ++i)
          bytes[i] = values.values[i] && std::get<bool>(*values.values[i]) ? 1 : 0;
        made.values = bytes;
        made.validity = validity(known, 0);
      } else {
        made.layout = Layout::bits;
        made.offset = 5;
        auto* bits = memory<std::uint8_t>((size + 5) / 8 + 1);
        for (std::size_t i = 0; i < size; ++i) {
          const bool yes = values.values[i] && std::get<bool>(*values.values[i]);
          const std::size_t at = i + 5;
          const auto bit = static_cast<std::uint8_t>(1U << (at % 8));
          bits[at / 8] =
              static_cast<std::uint8_t>(yes ? bits[at / 8] | bit : bits[at / 8] & ~unsigned{bit});
        }
        made.values = bits;
        made.validity = validity(known, 5);
      }
      break;
    }
    case FactType::integer:
    case FactType::number:
    case FactType::money: {
      const int scale = values.fact->type == FactType::integer ? 0
                        : values.fact->type == FactType::money ? 2
                                                               : 3;
      if (chance(75)) made = of_whole(values.values, scale);
      if (made.layout != Layout::none) break;
      [[fallthrough]];
    }
    case FactType::enumeration:
    case FactType::code:
    case FactType::text:
    case FactType::duration: {
      std::vector<std::optional<std::string>> texts;
      for (const Known& value : values.values)
        texts.push_back(value ? std::optional(text_of(*value)) : std::nullopt);
      const bool has_few =
          values.fact->type == FactType::enumeration || values.fact->type == FactType::code;
      if (!has_few || chance(50)) {
        made = of_texts(texts);
        break;
      }
      std::map<std::string, std::int16_t> positions;
      std::vector<std::optional<std::string>> words;
      auto* at = memory<std::int16_t>(size);
      for (std::size_t i = 0; i < size; ++i) {
        if (!texts[i]) continue;
        const auto [found, is_new] =
            positions.emplace(*texts[i], static_cast<std::int16_t>(words.size()));
        if (is_new) words.emplace_back(*texts[i]);
        at[i] = found->second;
      }
      made.layout = Layout::int16;
      made.values = at;
      made.length = static_cast<std::int64_t>(size);
      made.validity = validity(known, 0);
      made.dictionary = std::make_shared<Column>(of_texts(words));
      break;
    }
    case FactType::date: {
      made.layout = Layout::int32;
      auto* days = memory<std::int32_t>(size);
      for (std::size_t i = 0; i < size; ++i) {
        if (values.values[i])
          days[i] = static_cast<std::int32_t>(std::get<Date>(*values.values[i]).days());
      }
      made.values = days;
      made.length = static_cast<std::int64_t>(size);
      made.validity = validity(known, 0);
      break;
    }
    case FactType::enum_set:
      made = of_sets(values.values);
      break;
  }
  made.fact = values.fact->id;
  return made;
}

}  // namespace huice::test
