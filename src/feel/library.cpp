#include "feel/library.hpp"

#if HUICE_WITH_ICU

#include <unicode/basictz.h>
#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <memory>

#include "feel/xpath_regex.hpp"
#include "value/arguments.hpp"

namespace huice::feel {

namespace {

using value::Arguments;
using value::CallContext;
using value::Value;

// Steps of ICU's matcher: about a tenth of a second, whatever the pattern.
constexpr std::int32_t time_limit = 100;
constexpr std::int32_t stack_limit = 8 << 20;

icu::UnicodeString wide(const std::string& text) { return icu::UnicodeString::fromUTF8(text); }

Value narrow(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return Value::string(utf8);
}

Value upper_case(Arguments arguments, const CallContext&) {
  return narrow(wide(arguments[0].string()).toUpper(icu::Locale::getRoot()));
}
Value lower_case(Arguments arguments, const CallContext&) {
  return narrow(wide(arguments[0].string()).toLower(icu::Locale::getRoot()));
}

/// A compiled pattern on a text; `ready` is false when either is not valid.
class Matching {
 public:
  Matching(const Value& text, const Value& pattern, const Value& flags)
      : text_(wide(text.string())) {
    const auto read =
        read_flags(flags.is_null() ? std::string_view() : std::string_view(flags.string()));
    if (!read) return;
    const auto translated = to_icu_pattern(pattern.string(), *read);
    if (!translated) return;
    std::uint32_t icu_flags = 0;
    if (read->dot_all) icu_flags |= UREGEX_DOTALL;
    if (read->multiline) icu_flags |= UREGEX_MULTILINE;
    if (read->ignore_case) icu_flags |= UREGEX_CASE_INSENSITIVE;
    matcher_ = std::make_unique<icu::RegexMatcher>(wide(*translated), icu_flags, status_);
    if (U_FAILURE(status_)) return;
    matcher_->setTimeLimit(time_limit, status_);
    matcher_->setStackLimit(stack_limit, status_);
    matcher_->reset(text_);
  }

  [[nodiscard]] bool ready() const { return matcher_ != nullptr && U_SUCCESS(status_) != 0; }
  icu::RegexMatcher& matcher() { return *matcher_; }
  UErrorCode& status() { return status_; }

 private:
  icu::UnicodeString text_;
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher_;
};

Value matches(Arguments arguments, const CallContext&) {
  Matching matching(arguments[0], arguments[1], arguments[2]);
  if (!matching.ready()) return Value::error();
  const bool found = matching.matcher().find(matching.status()) != 0;
  return U_FAILURE(matching.status()) ? Value::error() : Value(found);
}

// XPath's replacement: $N, \$ and \\; nothing else may follow a backslash, and a $ needs a digit.
bool is_replacement(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      if (i + 1 >= text.size() || (text[i + 1] != '$' && text[i + 1] != '\\')) return false;
      ++i;
    } else if (text[i] == '$') {
      if (i + 1 >= text.size() || text[i + 1] < '0' || text[i + 1] > '9') return false;
    }
  }
  return true;
}

bool matches_nothing(const Value& pattern, const Value& flags) {
  Matching empty(Value::string(""), pattern, flags);
  return empty.ready() && empty.matcher().find(empty.status()) != 0;
}

Value replace(Arguments arguments, const CallContext&) {
  if (!is_replacement(arguments[2].string())) return Value::error();
  Matching matching(arguments[0], arguments[1], arguments[3]);
  if (!matching.ready() || matches_nothing(arguments[1], arguments[3])) return Value::error();
  const icu::UnicodeString replacement = wide(arguments[2].string());
  // ICU's replaceAll() would take a search that ran out of time for the end of the text.
  icu::UnicodeString result;
  UErrorCode& status = matching.status();
  while (matching.matcher().find(status) != 0 && U_SUCCESS(status) != 0)
    matching.matcher().appendReplacement(result, replacement, status);
  if (U_FAILURE(status)) return Value::error();
  return narrow(matching.matcher().appendTail(result));
}

Value split(Arguments arguments, const CallContext&) {
  Matching matching(arguments[0], arguments[1], Value::null());
  if (!matching.ready() || matches_nothing(arguments[1], Value::null())) return Value::error();
  const icu::UnicodeString text = wide(arguments[0].string());
  std::vector<Value> parts;
  std::int32_t from = 0;
  UErrorCode& status = matching.status();
  while (matching.matcher().find(status) != 0 && U_SUCCESS(status) != 0) {
    parts.push_back(narrow(text.tempSubStringBetween(from, matching.matcher().start(status))));
    from = matching.matcher().end(status);
  }
  if (U_FAILURE(status)) return Value::error();
  parts.push_back(narrow(text.tempSubStringBetween(from, text.length())));
  return value::make_list(std::move(parts));
}

class IcuZones final : public value::ZoneRules {
 public:
  [[nodiscard]] bool knows(std::string_view zone) const noexcept override {
    return find(zone) != nullptr;
  }

  [[nodiscard]] std::optional<std::int32_t> offset(std::string_view zone, const Date& date,
                                                   std::int64_t nanos) const noexcept override {
    const auto found = find(zone);
    const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(found.get());
    if (rules == nullptr) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    // In ICU's own type: a whole number would overflow in the years far off.
    const std::int64_t millis_of_day = nanos / 1'000'000;
    const UDate millis =
        static_cast<UDate>(date.days()) * U_MILLIS_PER_DAY + static_cast<UDate>(millis_of_day);
    rules->getOffsetFromLocal(millis, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                              status);
    if (U_FAILURE(status)) return std::nullopt;
    return (raw + saving) / 1000;
  }

 private:
  static std::unique_ptr<icu::TimeZone> find(std::string_view zone) {
    const std::string name(zone);
    // ICU makes up zones from unknown names and short aliases: only names of the tz database count.
    if (name.find('/') == std::string::npos && name != "UTC" && name != "GMT") return nullptr;
    std::unique_ptr<icu::TimeZone> rules(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (rules == nullptr || *rules == icu::TimeZone::getUnknown()) return nullptr;
    return rules;
  }
};

}  // namespace

std::span<const value::Builtin> library_builtins() {
  using value::known;
  using value::null_kind;
  using value::texts;
  using value::TypeKind;
  static const std::vector<value::Builtin> table = {
      {"upper case", {{{"string"}, 0, false}}, &known<upper_case, texts>, TypeKind::string, true},
      {"lower case", {{{"string"}, 0, false}}, &known<lower_case, texts>, TypeKind::string, true},
      {"matches",
       {{{"input", "pattern", "flags"}, 1, false}},
       &known < matches,
       texts,
       texts,
       texts | null_kind >
       , TypeKind::boolean, true},
      {"replace",
       {{{"input", "pattern", "replacement", "flags"}, 1, false}},
       &known < replace,
       texts,
       texts,
       texts,
       texts | null_kind >
       , TypeKind::string, true},
      {"split",
       {{{"string", "delimiter"}, 0, false}},
       &known<split, texts, texts>,
       TypeKind::list,
       true},
  };
  return table;
}

const value::ZoneRules* zone_rules() {
  static const IcuZones zones;
  return &zones;
}

}  // namespace huice::feel

#else

namespace huice::feel {

std::span<const value::Builtin> library_builtins() { return {}; }
const value::ZoneRules* zone_rules() { return nullptr; }

}  // namespace huice::feel

#endif
