// Any shape of an Arrow array, within the giver's promise that its buffers are as large as its
// lengths say: it is refused or decided.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <string>
#include <vector>

#include "huice/huice.hpp"

namespace {

const huice::Rulebook& book() {
  static const huice::Rulebook loaded = *huice::load_texts({{"p.yaml", R"(pack: fuzz
version: "1"
title: {zh: 测试, en: test}
area: "000000"
sources:
  s: {title: {zh: 文, en: doc}, issuer: {zh: 某, en: x}, issued: 2020-01-01, force: [{from: 2020-01-01, is: in_force}]}
facts:
  a: {type: boolean, about: person, label: {zh: 甲, en: a}, question: {zh: 甲？, en: "a?"}}
  m: {type: money, about: person, label: {zh: 数, en: m}, question: {zh: 数？, en: "m?"}}
  d: {type: date, about: person, label: {zh: 日, en: d}, question: {zh: 日？, en: "d?"}}
  e: {type: enum, about: person, label: {zh: 类, en: e}, question: {zh: 类？, en: "e?"}, values: {x: {zh: 一, en: x}, y: {zh: 二, en: y}}}
  q:
    type: members
    about: household
    label: {zh: 人, en: q}
    question: {zh: 人？, en: "q?"}
    fields:
      n: {type: integer, about: person, label: {zh: 龄, en: n}, question: {zh: 龄？, en: "n?"}}
families: {f: {title: {zh: 族, en: f}}}
entitlements:
  - {id: one, class: A, family: f, beneficiary: person, title: {zh: 一, en: one}, source: s 1, when: 'a or m >= 18 and d <= as_of or e = "x"', grants: {kind: money, of: {zh: 物, en: thing}, amount: 1000 - m, unit: CNY}}
  - {id: two, class: A, family: f, beneficiary: person, title: {zh: 二, en: two}, source: s 2, when: 'sum(q.n) > 10', grants: {kind: access, of: {zh: 物, en: thing}}}
  - {id: three, class: A, family: f, beneficiary: person, title: {zh: 三, en: three}, source: s 3, for: q, when: n > 10, grants: {kind: access, of: {zh: 物, en: thing}}}
)"}});
  return loaded;
}

/// Hands out bytes of the input, then zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}
  std::uint8_t next() { return at_ < size_ ? data_[at_++] : 0; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t at_ = 0;
};

constexpr std::size_t room = 4096;
constexpr std::int64_t most_rows = 40;

/// Makes arrays out of the bytes; owns them.
class Maker {
 public:
  explicit Maker(Bytes& bytes) : bytes_(bytes) {}

  void make(int depth, ArrowSchema& schema, ArrowArray& array) {
    static const char* const formats[] = {"b", "i", "l", "d:10,2", "tdD", "u",  "U", "vu",
                                          "c", "C", "n", "+l",     "+L",  "+s", "g", "tiM"};
    static const char* const names[] = {"a", "m", "d", "e", "q", "n", "z", ""};
    schema = {};
    array = {};
    schema.format = depth == 0 ? "+s" : formats[bytes_.next() % 16];
    schema.name = names[bytes_.next() % 8];
    schema.release = [](ArrowSchema* s) { s->release = nullptr; };
    array.release = [](ArrowArray* a) { a->release = nullptr; };
    array.length = bytes_.next() % most_rows;
    array.offset = bytes_.next() % 4;
    array.null_count = static_cast<std::int8_t>(bytes_.next()) % 3;
    array.n_buffers = bytes_.next() % 5;
    const std::string_view format = schema.format;
    const bool is_text = format == "u" || format == "U";
    std::vector<const void*>& buffers = held_.emplace_back();
    for (int i = 0; i < 5; ++i) buffers.push_back(buffer(is_text && i == 1, format == "U"));
    array.buffers = buffers.data();
    const int children = depth >= 3 ? 0 : depth == 0 ? bytes_.next() % 6 : bytes_.next() % 3;
    if (children == 0) return;
    auto& schemas = schema_pointers_.emplace_back();
    auto& arrays = array_pointers_.emplace_back();
    for (int i = 0; i < children; ++i) {
      schemas.push_back(&schemas_.emplace_back());
      arrays.push_back(&arrays_.emplace_back());
      ArrowSchema& s = *schemas.back();
      ArrowArray& a = *arrays.back();
      make(depth + 1, s, a);
    }
    schema.n_children = array.n_children = children;
    schema.children = schemas.data();
    array.children = arrays.data();
    if (depth > 0 && bytes_.next() % 4 == 0) {
      schema.dictionary = schemas[0];
      array.dictionary = arrays[0];
    }
  }

 private:
  // Offsets of texts stay within the texts: that is the promise.
  const void* buffer(bool has_text_offsets, bool is_large) {
    const std::uint8_t how = bytes_.next();
    if (how % 16 == 0) return nullptr;
    auto& memory = memory_.emplace_back(room / 8, 0U);
    auto* raw = reinterpret_cast<unsigned char*>(memory.data());
    for (std::size_t i = 0; i < 64; ++i) raw[i] = how % 2 == 0 ? bytes_.next() : 0;
    if (!has_text_offsets) return raw;
    for (std::size_t i = 0; i < room / (is_large ? 8 : 4); ++i) {
      if (is_large) {
        std::int64_t at = 0;
        std::memcpy(&at, raw + i * 8, 8);
        at = at < 0 ? -1 : at % 1024;
        std::memcpy(raw + i * 8, &at, 8);
      } else {
        std::int32_t at = 0;
        std::memcpy(&at, raw + i * 4, 4);
        at = at < 0 ? -1 : at % 1024;
        std::memcpy(raw + i * 4, &at, 4);
      }
    }
    return raw;
  }

  Bytes& bytes_;
  std::deque<std::vector<std::uint64_t>> memory_;
  std::deque<std::vector<const void*>> held_;
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::deque<std::vector<ArrowSchema*>> schema_pointers_;
  std::deque<std::vector<ArrowArray*>> array_pointers_;
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes(data, size);
  Maker maker(bytes);
  ArrowSchema schema;
  ArrowArray array;
  maker.make(0, schema, array);
  auto rows = huice::ArrowRows::take(&schema, &array);
  if (!rows) return 0;
  huice::BatchOptions options;
  options.as_of = *huice::Date::parse("2025-01-01");
  auto decider = huice::BatchDecider::make(book(), {}, options);
  if (!decider) std::abort();
  huice::BatchResult result;
  if (!decider->run(rows->input(), result).empty()) return 0;
  ArrowArray answers;
  huice::export_arrow(*decider, result, &answers);
  if (answers.length != rows->input().rows) std::abort();
  answers.release(&answers);
  return 0;
}
