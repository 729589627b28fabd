// Batches through the Apache Arrow C data interface: arrays in, arrays out, without copying what
// comes in. Needs no Arrow library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "huice/batch.hpp"
#include "huice/result.hpp"

// The structs of the interface, as its specification gives them; other libraries define the same.
// NOLINTBEGIN(readability-identifier-naming): its names
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
}

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
}

#endif
// NOLINTEND(readability-identifier-naming)

namespace huice {

/// Rows that came as an Arrow array: a struct (a record batch) with a column for each fact. null is
/// unknown. Reads booleans, whole numbers, decimals up to 128 bits, floats of 32 and 64 bits,
/// date32, date64 and timestamps without a zone, intervals of months, texts (utf8, large_utf8,
/// utf8_view), dictionaries of texts, lists of texts for enum sets and lists of structs for
/// members. Columns whose name is no fact are an error of BatchDecider::run.
///
/// A float stands for the shortest decimal that gives back the same float; NaN is unknown, infinity
/// fits no fact. A point in time is a date only at midnight.
class ArrowRows {
 public:
  /// Takes both over, whether it succeeds or not; the structs that were given are then released.
  /// Fails when their shape contradicts itself or is none of the above. The sizes of buffers are
  /// not part of the interface: that they are as large as the lengths say is the giver's promise.
  /// Columns that `left_out` names are not looked at ("id", "household_members.id").
  [[nodiscard]] static Result<ArrowRows> take(ArrowSchema* schema, ArrowArray* array,
                                              const std::vector<std::string>& left_out = {});
  /// The same for one array of a stream, whose schema is only read.
  [[nodiscard]] static Result<ArrowRows> take(const ArrowSchema& schema, ArrowArray* array,
                                              const std::vector<std::string>& left_out = {});
  ArrowRows(ArrowRows&&) noexcept;
  ArrowRows& operator=(ArrowRows&&) noexcept;
  ~ArrowRows();

  /// Lives as long as the rows.
  [[nodiscard]] const BatchInput& input() const noexcept;

 private:
  struct State;
  explicit ArrowRows(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

/// The schema of what export_arrow() gives: a struct with, for each output asked for,
///
/// | column                   | type                                                          |
/// | ------------------------ | ------------------------------------------------------------- |
/// | ID.status                | dictionary of int8 and utf8; null without an answer           |
/// | ID.amount                | decimal64(18, places) of amounts that lie as int64,           |
/// |                          | decimal128(38, places) of those that lie as decimal128        |
/// |                          | (BatchOutput::amount_layout); null where it is not known      |
/// | ID.missing_facts         | list of utf8, likewise ID.missing_parameters and ID.reasons   |
///
/// and a large_list of these for an outcome per member (null where the members are unknown). Its
/// metadata tells huice.rulebook (the hash), huice.as_of, huice.jurisdiction and huice.version.
/// `out` must be unused; its user releases it.
void export_schema(const BatchDecider& decider, ArrowSchema* out);

/// Copies a result of the decider.
void export_arrow(const BatchDecider& decider, const BatchResult& result, ArrowArray* out);
/// Shows a result of the decider, which must not change any more, and copies only what Arrow has in
/// another form.
void export_arrow(const BatchDecider& decider, const std::shared_ptr<const BatchResult>& result,
                  ArrowArray* out);

/// A stream of answers for a stream of rows, array by array as they are asked for. Takes `rows`
/// over. What is wrong with the rows is told by the stream (EINVAL and get_last_error). `told` is
/// called with the report of each array. Columns that `left_out` names are not facts.
void decide_stream(BatchDecider decider, ArrowArrayStream* rows, ArrowArrayStream* out,
                   std::vector<std::string> left_out = {},
                   std::function<void(const BatchReport&)> told = {});

}  // namespace huice
