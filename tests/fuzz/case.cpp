// Any text as a case, in JSON and in YAML, under a small rulebook; what is a case is decided and
// told.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "huice/huice.hpp"

namespace {

const huice::Rulebook& book() {
  static const huice::Rulebook loaded = *huice::load_texts({{"p.yaml", R"(pack: fuzz
version: "1"
title: {zh: 测试, en: test}
area: "520000"
sources:
  s: {title: {zh: 文, en: doc}, issuer: {zh: 某, en: x}, issued: 2020-01-01, force: [{from: 2020-01-01, is: in_force}]}
facts:
  a: {type: boolean, about: person, label: {zh: 甲, en: a}, question: {zh: 甲？, en: "a?"}}
  n: {type: integer, range: "[0..120]", about: person, label: {zh: 数, en: n}, question: {zh: 数？, en: "n?"}}
  d: {type: date, about: person, label: {zh: 日, en: d}, question: {zh: 日？, en: "d?"}}
  p: {type: code, about: person, label: {zh: 地, en: p}, question: {zh: 地？, en: "p?"}}
  e: {type: enum, about: person, label: {zh: 类, en: e}, question: {zh: 类？, en: "e?"}, values: {x: {zh: 一, en: x}, y: {zh: 二, en: y}}}
families:
  f: {title: {zh: 族, en: f}, connecting: p}
entitlements:
  - id: one
    class: A
    family: f
    beneficiary: person
    verb: must
    title: {zh: 一, en: one}
    source: s 一
    when: {test: 'a or n >= 18 and d + duration("P1Y") <= as_of or e = "x"', zh: 条件, en: condition}
    grants: {kind: access, of: {zh: 物, en: thing}}
)"}});
  return loaded;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are what the fuzzer gives
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const bool yaml : {false, true}) {
    const auto applicant =
        yaml ? huice::case_from_yaml(book(), text) : huice::case_from_json(book(), text);
    if (!applicant) {
      if (applicant.error().empty()) std::abort();
      continue;
    }
    const auto decision = huice::decide(book(), *applicant);
    if (!decision) continue;
    if (huice::to_text(*decision).empty() || huice::to_json(*decision).empty()) std::abort();
  }
  return 0;
}
