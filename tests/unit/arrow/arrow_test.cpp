// Rows in and answers out through the C data interface.
#include "huice/arrow.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "arrow/export.hpp"

namespace huice {

namespace {

using arrow::ArrayParts;
using arrow::SchemaParts;
using Bytes = std::vector<unsigned char>;

const char* const pack = R"(
pack: small
version: "1.0.0"
title: {zh: 小, en: small}
area: "000000"
sources:
  s: {title: {zh: 文, en: text}, issuer: {zh: 人, en: someone}, issued: 2020-01-01, force: [{from: 2020-01-01, is: in_force}]}
families: {f: {title: {zh: 类, en: family}}}
facts:
  poor: {type: boolean, about: person, label: {zh: 贫, en: poor}, question: {zh: 贫？, en: "Poor?"}}
  income: {type: money, unit: CNY, about: person, label: {zh: 入, en: income}, question: {zh: 入？, en: "Income?"}}
  since: {type: date, about: person, label: {zh: 起, en: since}, question: {zh: 起？, en: "Since?"}}
  work: {type: enum, about: person, label: {zh: 工, en: work}, question: {zh: 工？, en: "Work?"}, values: {none: {zh: 无, en: none}, some: {zh: 有, en: some}}}
  likes: {type: enum_set, about: person, label: {zh: 好, en: likes}, question: {zh: 好？, en: "Likes?"}, values: {tea: {zh: 茶, en: tea}, wine: {zh: 酒, en: wine}}}
  people:
    type: members
    about: household
    label: {zh: 人, en: people}
    question: {zh: 人？, en: "People?"}
    fields:
      age: {type: integer, about: person, label: {zh: 龄, en: age}, question: {zh: 龄？, en: "Age?"}}
entitlements:
  - {id: help, class: A, family: f, beneficiary: person, title: {zh: 助, en: help}, source: s 1, when: poor and work = "none", grants: {kind: money, of: {zh: 钱, en: money}, amount: "1000 - income", unit: CNY}}
  - {id: old, class: A, family: f, beneficiary: person, title: {zh: 老, en: old}, source: s 2, for: people, when: age >= 60, grants: {kind: money, of: {zh: 钱, en: money}, amount: "age / 3", unit: CNY}}
  - {id: tea, class: A, family: f, beneficiary: person, title: {zh: 茶, en: tea}, source: s 3, when: 'list contains(likes, "tea") and since + @"P1Y" <= as_of', grants: {kind: service, of: {zh: 茶, en: tea}}}
)";

Rulebook book() { return *load_texts({{"small.yaml", pack}}); }

template <class T>
Bytes bytes_of(const std::vector<T>& values) {
  Bytes bytes(values.size() * sizeof(T) + 1);
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), values.size() * sizeof(T));
  return bytes;
}

Bytes bits(const std::string& pattern) {
  Bytes all(pattern.size() / 8 + 1, 0);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '1') all[i / 8] = static_cast<unsigned char>(all[i / 8] | 1U << (i % 8));
  }
  return all;
}

ArrayParts of(std::int64_t length, Bytes mask, Bytes values) {
  ArrayParts made;
  made.length = length;
  made.nulls = mask.empty() ? 0 : -1;
  made.buffers = {std::move(mask), std::move(values)};
  return made;
}

ArrayParts words(const std::vector<std::string>& all) {
  std::vector<std::int32_t> offsets{0};
  std::string text;
  for (const std::string& word : all) {
    text += word;
    offsets.push_back(static_cast<std::int32_t>(text.size()));
  }
  ArrayParts made;
  made.length = static_cast<std::int64_t>(all.size());
  made.buffers = {{}, bytes_of(offsets), Bytes(text.begin(), text.end())};
  return made;
}

/// Three rows in every layout that the pack has a use for.
struct Rows {
  SchemaParts schema{"+s", "", {}, nullptr};
  ArrayParts array;
  Rows() {
    array.length = 3;
    array.buffers.emplace_back();
    add({"b", "poor", {}, nullptr}, of(3, bits("110"), bits("110")));
    add({"d:10,2", "income", {}, nullptr},
        of(3, {}, bytes_of<std::int64_t>({25050, 0, -100, -1, 0, 0})));
    add({"tdD", "since", {}, nullptr}, of(3, {}, bytes_of<std::int32_t>({18262, 20000, 18262})));
    ArrayParts work = of(3, {}, bytes_of<std::int8_t>({1, 1, 0}));
    work.dictionary = std::make_shared<ArrayParts>(words({"some", "none"}));
    add({"c", "work", {}, std::make_shared<SchemaParts>(SchemaParts{"u", "", {}, nullptr})},
        std::move(work));
    ArrayParts likes = of(3, bits("101"), bytes_of<std::int32_t>({0, 1, 1, 3}));
    likes.children.push_back(words({"tea", "wine", "tea"}));
    add({"+l", "likes", {{"u", "item", {}, nullptr}}, nullptr}, std::move(likes));
    ArrayParts members;
    members.length = 4;
    members.buffers.emplace_back();
    members.children.push_back(of(4, bits("1101"), bytes_of<std::int16_t>({70, 50, 0, 61})));
    ArrayParts people = of(3, bits("110"), bytes_of<std::int64_t>({0, 1, 4, 4}));
    people.children.push_back(std::move(members));
    add({"+L", "people", {{"+s", "item", {{"s", "age", {}, nullptr}}, nullptr}}, nullptr},
        std::move(people));
  }
  void add(SchemaParts type, ArrayParts values) {
    schema.children.push_back(std::move(type));
    array.children.push_back(std::move(values));
  }
};

BatchDecider decider() {
  std::vector<BatchOutput> outputs(3);
  outputs[0].rule = "help";
  outputs[0].amount = outputs[0].missing_facts = true;
  outputs[0].amount_layout = Layout::decimal128;
  outputs[1].rule = "old";
  outputs[1].amount = true;
  outputs[1].places = 1;
  outputs[2].rule = "tea";
  outputs[2].reasons = true;
  BatchOptions options;
  options.as_of = *Date::parse("2025-01-01");
  auto made = BatchDecider::make(book(), outputs, options);
  EXPECT_TRUE(made) << to_text(made.error());
  return std::move(*made);
}

/// A column of the exported answers as text, a blank between values.
std::string told(const ArrowSchema& schema, const ArrowArray& array, std::int64_t first,
                 std::int64_t end) {
  const std::string format = schema.format;
  std::string text;
  const auto* mask = static_cast<const std::uint8_t*>(array.buffers[0]);
  for (std::int64_t i = first; i < end; ++i) {
    if (i > first) text += " ";
    if (mask != nullptr && (mask[i / 8] >> (i % 8) & 1) == 0) {
      text += "null";
      continue;
    }
    const auto offset = [&](const ArrowArray& of, std::int64_t at) {
      return static_cast<const std::int64_t*>(of.buffers[1])[at];
    };
    if (format == "c") {
      const auto code = static_cast<const std::int8_t*>(array.buffers[1])[i];
      text += told(*schema.dictionary, *array.dictionary, code, code + 1);
    } else if (format == "U") {
      text.append(static_cast<const char*>(array.buffers[2]) + offset(array, i),
                  static_cast<std::size_t>(offset(array, i + 1) - offset(array, i)));
    } else if (format == "+L") {
      text +=
          "[" +
          told(*schema.children[0], *array.children[0], offset(array, i), offset(array, i + 1)) +
          "]";
    } else {
      const bool is_narrow = format.ends_with(",64");
      text +=
          std::to_string(static_cast<const std::int64_t*>(array.buffers[1])[is_narrow ? i : 2 * i]);
    }
  }
  return text;
}

std::string all_told(const ArrowSchema& schema, const ArrowArray& array) {
  std::string text;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    text += std::string(schema.children[i]->name) + ": " +
            told(*schema.children[i], *array.children[i], 0, array.length) + "\n";
  }
  return text;
}

TEST(Arrow, RowsInAnswersOut) {
  Rows rows;
  ArrowSchema schema;
  ArrowArray array;
  build(rows.schema, &schema);
  build(rows.array, &array);
  auto taken = ArrowRows::take(&schema, &array);
  ASSERT_TRUE(taken) << to_text(taken.error());
  EXPECT_EQ(schema.release, nullptr);
  EXPECT_EQ(array.release, nullptr);
  BatchDecider batch = decider();
  BatchResult result;
  const Diagnostics problems = batch.run(taken->input(), result);
  ASSERT_TRUE(problems.empty()) << to_text(problems);
  export_schema(batch, &schema);
  export_arrow(batch, result, &array);
  EXPECT_EQ(all_told(schema, array),
            "help.status: eligible eligible ineligible\n"
            "help.amount: 74950 100100 0\n"
            "help.missing_facts: [] [] []\n"
            "old.status: [eligible] [ineligible undetermined eligible] null\n"
            "old.amount: [233] [0 null 203] null\n"
            "tea.status: eligible ineligible eligible\n"
            "tea.reasons: [place when] [when] [place when]\n");
  schema.release(&schema);
  array.release(&array);
}

TEST(Arrow, ASliceIsItsRows) {
  Rows rows;
  ArrowSchema schema;
  ArrowArray array;
  build(rows.schema, &schema);
  build(rows.array, &array);
  array.offset = 1;
  array.length = 2;
  auto taken = ArrowRows::take(&schema, &array);
  ASSERT_TRUE(taken) << to_text(taken.error());
  BatchDecider batch = decider();
  BatchResult result;
  ASSERT_TRUE(batch.run(taken->input(), result).empty());
  export_schema(batch, &schema);
  export_arrow(batch, result, &array);
  EXPECT_EQ(all_told(schema, array),
            "help.status: eligible ineligible\n"
            "help.amount: 100100 0\n"
            "help.missing_facts: [] []\n"
            "old.status: [ineligible undetermined eligible] null\n"
            "old.amount: [0 null 203] null\n"
            "tea.status: ineligible eligible\n"
            "tea.reasons: [when] [place when]\n");
  schema.release(&schema);
  array.release(&array);
}

// --- a stream -----------------------------------------------------------------------------------

struct Source {
  int left = 2;
  int released = 0;
  static int get_schema(ArrowArrayStream*, ArrowSchema* out) {
    build(Rows().schema, out);
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& self = *static_cast<Source*>(stream->private_data);
    *out = {};
    if (self.left-- > 0) build(Rows().array, out);
    return 0;
  }
  static const char* get_last_error(ArrowArrayStream*) { return nullptr; }
  static void release(ArrowArrayStream* stream) {
    ++static_cast<Source*>(stream->private_data)->released;
    stream->release = nullptr;
  }
  ArrowArrayStream stream() { return {&get_schema, &get_next, &get_last_error, &release, this}; }
};

TEST(Arrow, AStreamOfAnswersForAStreamOfRows) {
  Source source;
  ArrowArrayStream rows = source.stream();
  ArrowArrayStream answers;
  std::int64_t seen = 0;
  decide_stream(decider(), &rows, &answers, {},
                [&](const BatchReport& report) { seen += report.rows; });
  ArrowSchema schema;
  ASSERT_EQ(answers.get_schema(&answers, &schema), 0);
  int arrays = 0;
  for (ArrowArray array;; ++arrays) {
    ASSERT_EQ(answers.get_next(&answers, &array), 0) << answers.get_last_error(&answers);
    if (array.release == nullptr) break;
    EXPECT_EQ(told(*schema.children[0], *array.children[0], 0, 3), "eligible eligible ineligible");
    array.release(&array);
  }
  EXPECT_EQ(arrays, 2);
  EXPECT_EQ(seen, 6);
  schema.release(&schema);
  answers.release(&answers);
  EXPECT_EQ(source.released, 1);
}

// --- arrays that contradict themselves ----------------------------------------------------------

struct Hostile {
  const char* what;
  void (*spoil)(ArrowSchema& schema, ArrowArray& array);
};

const Hostile hostile[] = {
    {"negative length", [](ArrowSchema&, ArrowArray& a) { a.length = -1; }},
    {"endless length", [](ArrowSchema&, ArrowArray& a) { a.length = INT64_MAX; }},
    {"offset beyond", [](ArrowSchema&, ArrowArray& a) { a.offset = INT64_MAX; }},
    {"short column", [](ArrowSchema&, ArrowArray& a) { a.children[1]->length = 2; }},
    {"no children", [](ArrowSchema&, ArrowArray& a) { a.children = nullptr; }},
    {"fewer children", [](ArrowSchema&, ArrowArray& a) { a.n_children = 1; }},
    {"a null child", [](ArrowSchema&, ArrowArray& a) { a.children[0] = nullptr; }},
    {"no buffers", [](ArrowSchema&, ArrowArray& a) { a.children[0]->buffers = nullptr; }},
    {"few buffers", [](ArrowSchema&, ArrowArray& a) { a.children[0]->n_buffers = 1; }},
    {"no values", [](ArrowSchema&, ArrowArray& a) { a.children[1]->buffers[1] = nullptr; }},
    {"nulls without a mask", [](ArrowSchema&, ArrowArray& a) { a.children[1]->null_count = 2; }},
    {"a dictionary too many",
     [](ArrowSchema&, ArrowArray& a) { a.children[3]->dictionary = nullptr; }},
    {"a position beyond the dictionary",
     [](ArrowSchema&, ArrowArray& a) { a.children[3]->dictionary->length = 1; }},
    {"a short list of members",
     [](ArrowSchema&, ArrowArray& a) { a.children[5]->children[0]->length = 3; }},
    {"offsets that go down",
     [](ArrowSchema&, ArrowArray& a) {
       static std::int64_t offsets[] = {0, 3, 1, 4};
       a.children[5]->buffers[1] = offsets;
     }},
    {"a negative offset",
     [](ArrowSchema&, ArrowArray& a) {
       static std::int32_t offsets[] = {-4, 0, 1, 1};
       a.children[4]->buffers[1] = offsets;
     }},
    {"no offsets", [](ArrowSchema&, ArrowArray& a) { a.children[4]->buffers[1] = nullptr; }},
    {"half floats", [](ArrowSchema& s, ArrowArray&) { s.children[1]->format = "e"; }},
    {"times of a zone", [](ArrowSchema& s, ArrowArray&) { s.children[2]->format = "tsn:UTC"; }},
    {"no format", [](ArrowSchema& s, ArrowArray&) { s.children[1]->format = nullptr; }},
    {"no struct", [](ArrowSchema& s, ArrowArray&) { s.format = "+l"; }},
    {"another type", [](ArrowSchema& s, ArrowArray&) { s.children[0]->format = "tdD"; }},
    {"endless scale", [](ArrowSchema& s, ArrowArray&) { s.children[1]->format = "d:9,9999"; }},
    {"no such fact", [](ArrowSchema& s, ArrowArray&) { s.children[1]->name = "incomes"; }},
    {"no name", [](ArrowSchema& s, ArrowArray&) { s.children[1]->name = nullptr; }},
};

TEST(Arrow, HostileArraysAreRefused) {
  BatchDecider batch = decider();
  for (const Hostile& example : hostile) {
    SCOPED_TRACE(example.what);
    Rows rows;
    ArrowSchema schema;
    ArrowArray array;
    build(rows.schema, &schema);
    build(rows.array, &array);
    // What is shown may be spoilt; the owner releases what it made.
    const ArrowSchema whole_schema = schema;
    const ArrowArray whole_array = array;
    example.spoil(schema, array);
    ArrowSchema shown_schema = schema;
    ArrowArray shown_array = array;
    static int released;
    released = 0;
    shown_schema.release = [](ArrowSchema* s) { ++released, s->release = nullptr; };
    shown_array.release = [](ArrowArray* a) { ++released, a->release = nullptr; };
    {
      auto taken = ArrowRows::take(&shown_schema, &shown_array);
      if (taken) {
        BatchResult result;
        EXPECT_FALSE(batch.run(taken->input(), result).empty());
      } else {
        EXPECT_FALSE(taken.error().empty());
      }
    }
    EXPECT_EQ(released, 2);
    ArrowSchema owned_schema = whole_schema;
    ArrowArray owned_array = whole_array;
    owned_schema.release(&owned_schema);
    owned_array.release(&owned_array);
  }
}

TEST(Arrow, ReleasedStructsAreRefused) {
  ArrowSchema schema{};
  ArrowArray array{};
  EXPECT_FALSE(ArrowRows::take(&schema, &array));
  EXPECT_FALSE(ArrowRows::take(nullptr, nullptr));
  build(Rows().schema, &schema);
  EXPECT_FALSE(ArrowRows::take(&schema, &array));
  EXPECT_EQ(schema.release, nullptr);
}

}  // namespace

}  // namespace huice
