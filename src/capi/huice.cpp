// The C ABI over the C++ API.
#include "huice/huice.h"

#include <atomic>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "huice/huice.hpp"
#include "json/writer.hpp"
#include "text/code.hpp"

struct huice_rulebook {
  huice::Rulebook book;
};
struct huice_error {
  huice::Diagnostics all;
  std::string text;
};
struct huice_text {
  std::string text;
};
struct huice_cancel {
  std::atomic<bool> is_set = false;
};

namespace {

using huice::Diagnostic;
using huice::Diagnostics;
using huice::json::Writer;

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : text; }

/// What went wrong, and how the C function says so.
struct Failure {
  huice_status status = HUICE_OK;
  Diagnostics problems;
};

Failure fail(huice_status status, huice::text::Code code, std::string message) {
  Diagnostic problem;
  problem.code = huice::text::info(code).id;
  problem.message = std::move(message);
  return {status, {std::move(problem)}};
}

Failure missing(const char* what) {
  return fail(HUICE_INVALID_ARGUMENT, huice::text::Code::internal,
              std::string("`") + what + "` is NULL");
}

void tell(Failure failure, huice_error** error) {
  if (error == nullptr) return;
  auto made = std::make_unique<huice_error>();
  made->all = std::move(failure.problems);
  made->text = huice::to_text(made->all);
  *error = made.release();
}

// No exception leaves the library.
template <class Work>
huice_status guarded(huice_error** error, Work&& work) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    Failure failure = work();
    const huice_status status = failure.status;
    if (status != HUICE_OK) tell(std::move(failure), error);
    return status;
  } catch (const std::bad_alloc&) {
    return HUICE_OUT_OF_MEMORY;
  } catch (...) {
    return HUICE_INTERNAL;
  }
}

const Diagnostic* at(const huice_error* error, std::size_t index) {
  return error != nullptr && index < error->all.size() ? &error->all[index] : nullptr;
}

huice_text* to_text(std::string text) {
  return std::make_unique<huice_text>(huice_text{std::move(text)}).release();
}

/// The options as the C++ API takes them.
struct Options {
  std::optional<huice::Date> as_of;
  std::string jurisdiction;
  std::vector<huice::ParameterSetting> parameters;
  huice::ReasonDetail reasons = huice::ReasonDetail::codes;
  huice::TextOptions text;
  unsigned threads = 1;
  const std::atomic<bool>* cancel = nullptr;
};

Failure read(const huice_options* given, Options& options) {
  if (given == nullptr) return {};
  if (given->abi_version != HUICE_ABI_VERSION) {
    return fail(HUICE_INVALID_ARGUMENT, huice::text::Code::internal,
                "the options are not those of this version: use huice_options_init()");
  }
  if (given->as_of != nullptr) {
    options.as_of = huice::Date::parse(given->as_of);
    if (!options.as_of) {
      return fail(HUICE_INVALID_ARGUMENT, huice::text::Code::case_bad_date,
                  "`" + std::string(given->as_of) + "` is no date");
    }
  }
  options.jurisdiction = view(given->jurisdiction);
  if (given->parameter_count > 0 && given->parameters == nullptr) return missing("parameters");
  for (std::size_t i = 0; i < given->parameter_count; ++i) {
    const huice_parameter& parameter = given->parameters[i];
    if (parameter.id == nullptr || parameter.value == nullptr) return missing("parameters");
    options.parameters.push_back(
        {parameter.id, parameter.value, std::string(view(parameter.area))});
  }
  const std::string_view reasons = view(given->reasons);
  if (reasons == "none") options.reasons = huice::ReasonDetail::none;
  if (reasons == "full") options.reasons = huice::ReasonDetail::full;
  const bool knows_reasons =
      reasons.empty() || reasons == "none" || reasons == "codes" || reasons == "full";
  const std::string_view language = view(given->language);
  if (language == "en") options.text.language = huice::Language::en;
  if (!knows_reasons || !(language.empty() || language == "zh" || language == "en")) {
    return fail(HUICE_INVALID_ARGUMENT, huice::text::Code::internal,
                "reasons are none, codes or full; the language is zh or en");
  }
  options.threads = given->threads;
  if (given->cancel != nullptr) options.cancel = &given->cancel->is_set;
  return {};
}

Failure decide(const huice_rulebook* book, const char* case_json, const Options& options,
               std::optional<huice::Decision>& decision) {
  auto read_case = huice::case_from_json(book->book, case_json);
  if (!read_case) return {HUICE_INVALID_CASE, read_case.error()};
  if (options.as_of) read_case->as_of(*options.as_of);
  if (!options.jurisdiction.empty()) read_case->jurisdiction(options.jurisdiction);
  for (const huice::ParameterSetting& setting : options.parameters) read_case->parameter(setting);
  auto decided = huice::decide(book->book, *read_case);
  if (!decided) return {HUICE_INVALID_CASE, decided.error()};
  decision.emplace(std::move(*decided));
  return {};
}

void put(Writer& out, const huice::LocalText& text) {
  out.begin_object().key("zh").string(text.zh).key("en").string(text.en).end_object();
}

template <class List, class Title>
void put_list(Writer& out, std::string_view name, const List& list, Title title) {
  out.key(name).begin_list();
  for (const auto& item : list) {
    out.begin_object().key("id").string(item.id).key("title");
    put(out, title(item));
    out.end_object();
  }
  out.end_list();
}

}  // namespace

extern "C" {

const char* huice_version(void) {
  static const std::string text(huice::version());
  return text.c_str();
}
uint32_t huice_abi_version(void) { return HUICE_ABI_VERSION; }

const char* huice_text_data(const huice_text* text) {
  return text == nullptr ? "" : text->text.c_str();
}
size_t huice_text_size(const huice_text* text) { return text == nullptr ? 0 : text->text.size(); }
void huice_text_free(huice_text* text) { delete text; }

size_t huice_error_count(const huice_error* error) {
  return error == nullptr ? 0 : error->all.size();
}
const char* huice_error_code(const huice_error* error, size_t index) {
  const Diagnostic* found = at(error, index);
  return found == nullptr ? "" : found->code.c_str();
}
const char* huice_error_message(const huice_error* error, size_t index) {
  const Diagnostic* found = at(error, index);
  return found == nullptr ? "" : found->message.c_str();
}
const char* huice_error_path(const huice_error* error, size_t index) {
  const Diagnostic* found = at(error, index);
  return found == nullptr ? "" : found->path.c_str();
}
const char* huice_error_hint(const huice_error* error, size_t index) {
  const Diagnostic* found = at(error, index);
  return found == nullptr ? "" : found->hint.c_str();
}
const char* huice_error_text(const huice_error* error) {
  return error == nullptr ? "" : error->text.c_str();
}
void huice_error_free(huice_error* error) { delete error; }

huice_status huice_load(const char* const* paths, size_t count, huice_rulebook** out,
                        huice_error** error) {
  return guarded(error, [&]() -> Failure {
    if (out == nullptr) return missing("out");
    *out = nullptr;
    if (paths == nullptr && count > 0) return missing("paths");
    std::vector<std::string> all;
    for (size_t i = 0; i < count; ++i) {
      if (paths[i] == nullptr) return missing("paths");
      all.emplace_back(paths[i]);
    }
    auto book = huice::load(all);
    if (!book) return {HUICE_CANNOT_LOAD, book.error()};
    *out = std::make_unique<huice_rulebook>(huice_rulebook{std::move(*book)}).release();
    return {};
  });
}

void huice_rulebook_free(huice_rulebook* book) { delete book; }

const char* huice_rulebook_hash(const huice_rulebook* book) {
  return book == nullptr ? "" : book->book.hash().c_str();
}

huice_status huice_catalogue(const huice_rulebook* book, huice_text** out, huice_error** error) {
  return guarded(error, [&]() -> Failure {
    if (book == nullptr) return missing("book");
    if (out == nullptr) return missing("out");
    Writer json;
    json.begin_object();
    const auto title = [](const auto& item) { return item.title; };
    put_list(json, "entitlements", book->book.entitlements(), title);
    put_list(json, "prohibitions", book->book.prohibitions(), title);
    put_list(json, "services", book->book.services(), title);
    put_list(json, "facts", book->book.facts(), [](const auto& item) { return item.label; });
    put_list(json, "parameters", book->book.parameters(), title);
    json.end_object();
    *out = to_text(json.take());
    return {};
  });
}

void huice_options_init(huice_options* options) {
  if (options == nullptr) return;
  *options = {};
  options->abi_version = HUICE_ABI_VERSION;
  options->threads = 1;
}

huice_status huice_decide(const huice_rulebook* book, const char* case_json,
                          const huice_options* options, huice_text** out, huice_error** error) {
  return guarded(error, [&]() -> Failure {
    if (book == nullptr) return missing("book");
    if (case_json == nullptr) return missing("case_json");
    if (out == nullptr) return missing("out");
    *out = nullptr;
    Options given;
    if (Failure failure = read(options, given); failure.status != HUICE_OK) return failure;
    std::optional<huice::Decision> decision;
    if (Failure failure = decide(book, case_json, given, decision); failure.status != HUICE_OK)
      return failure;
    *out = to_text(huice::to_json(*decision, given.reasons));
    return {};
  });
}

huice_status huice_explain(const huice_rulebook* book, const char* id, const char* case_json,
                           const huice_options* options, huice_text** out, huice_error** error) {
  return guarded(error, [&]() -> Failure {
    if (book == nullptr) return missing("book");
    if (id == nullptr) return missing("id");
    if (case_json == nullptr) return missing("case_json");
    if (out == nullptr) return missing("out");
    *out = nullptr;
    Options given;
    if (Failure failure = read(options, given); failure.status != HUICE_OK) return failure;
    std::optional<huice::Decision> decision;
    if (Failure failure = decide(book, case_json, given, decision); failure.status != HUICE_OK)
      return failure;
    std::string text = huice::explain_text(*decision, id, given.text);
    if (text.empty()) {
      return fail(HUICE_NOT_FOUND, huice::text::Code::batch_output,
                  "nothing is called `" + std::string(id) + "`");
    }
    *out = to_text(std::move(text));
    return {};
  });
}

huice_status huice_decide_arrow(const huice_rulebook* book, const huice_output* outputs,
                                size_t output_count, const huice_options* options,
                                struct ArrowArrayStream* rows, struct ArrowArrayStream* out,
                                huice_error** error) {
  return guarded(error, [&]() -> Failure {
    if (book == nullptr) return missing("book");
    if (rows == nullptr || rows->release == nullptr) return missing("rows");
    if (out == nullptr) return missing("out");
    if (outputs == nullptr && output_count > 0) return missing("outputs");
    Options given;
    if (Failure failure = read(options, given); failure.status != HUICE_OK) return failure;
    if (!given.as_of) {
      return fail(HUICE_INVALID_ARGUMENT, huice::text::Code::case_no_date,
                  "a batch needs `as_of`, e.g. \"2026-03-10\"");
    }
    std::vector<huice::BatchOutput> wanted;
    for (size_t i = 0; i < output_count; ++i) {
      if (outputs[i].rule == nullptr) return missing("outputs");
      huice::BatchOutput output;
      output.rule = outputs[i].rule;
      output.status = (outputs[i].give & HUICE_GIVE_STATUS) != 0;
      output.amount = (outputs[i].give & HUICE_GIVE_AMOUNT) != 0;
      output.missing_facts = (outputs[i].give & HUICE_GIVE_MISSING_FACTS) != 0;
      output.missing_parameters = (outputs[i].give & HUICE_GIVE_MISSING_PARAMETERS) != 0;
      output.reasons = (outputs[i].give & HUICE_GIVE_REASONS) != 0;
      output.places = outputs[i].places;
      output.amount_layout = huice::Layout::decimal128;
      wanted.push_back(std::move(output));
    }
    huice::BatchOptions batch;
    batch.as_of = *given.as_of;
    batch.jurisdiction = given.jurisdiction;
    batch.parameters = std::move(given.parameters);
    batch.threads = given.threads;
    batch.cancel = given.cancel;
    auto decider = huice::BatchDecider::make(book->book, std::move(wanted), std::move(batch));
    if (!decider) return {HUICE_INVALID_ARGUMENT, decider.error()};
    huice::decide_stream(std::move(*decider), rows, out);
    return {};
  });
}

huice_cancel* huice_cancel_new(void) { return new (std::nothrow) huice_cancel; }
void huice_cancel_set(huice_cancel* cancel) {
  if (cancel != nullptr) cancel->is_set = true;
}
void huice_cancel_free(huice_cancel* cancel) { delete cancel; }

}  // extern "C"
