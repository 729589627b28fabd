// Batch: one rulebook, one date and office, a column for each fact, an answer for every row.
//
// A row is a case (a person or a household). The answers are those that decide() gives row by row;
// only the way there differs. What is wrong with a single value costs that row its answer, not the
// others theirs.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "huice/case.hpp"
#include "huice/decision.hpp"
#include "huice/result.hpp"
#include "huice/rulebook.hpp"

namespace huice {

/// How the values of a column lie in memory. The buffers are those of Apache Arrow's arrays.
enum class Layout : std::uint8_t {
  none,   ///< no buffers: every value is unknown
  bytes,  ///< booleans, a byte each: zero is false
  bits,   ///< booleans, a bit each, the least significant first
  int8,
  int16,
  int32,  ///< whole numbers; dates as days since 1970-01-01; durations as months
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  decimal128,   ///< two's complement, little-endian
  texts,        ///< UTF-8; `offsets` are int32, one more than values
  large_texts,  ///< the same with int64 offsets
  text_views,   ///< Arrow's string views; `buffers` are their data
  lists,        ///< `fields` holds the items; `offsets` are int32, one more than lists
  large_lists,  ///< the same with int64 offsets
};

/// The values of one fact for every row: borrowed memory, which must live until the call returns.
/// A value that is not valid is *unknown*. Anything a case may write as a text (numbers, dates,
/// durations, codes, ids) may be a text here. Whole numbers stand for themselves, divided by
/// 10^scale. Binary floats are not taken; ArrowRows makes decimals of them.
///
/// | fact                     | layouts                                                           |
/// | ------------------------ | ----------------------------------------------------------------- |
/// | boolean                  | bytes, bits                                                       |
/// | integer, number, money   | whole numbers, decimal128, texts                                  |
/// | date, duration           | int32, texts                                                      |
/// | enum, code, text         | texts                                                             |
/// | enum_set                 | lists with one field of texts                                     |
/// | members                  | lists with a field for each fact of the members that is known     |
///
/// With a `dictionary` the values are whole numbers: positions in the dictionary's column.
struct Column {
  std::string fact;  ///< id of the fact; of the member's fact in `fields`; "" in a dictionary
  Layout layout = Layout::none;
  std::int64_t length = 0;        ///< values from `offset` on
  std::int64_t offset = 0;        ///< values to leave out at the beginning of each buffer
  const void* values = nullptr;   ///< not for lists; of texts the bytes
  const void* offsets = nullptr;  ///< texts and lists
  std::span<const void* const> buffers = {};        ///< text_views
  std::span<const std::int64_t> buffer_sizes = {};  ///< text_views; bytes of each of `buffers`
  std::int64_t bytes = -1;                 ///< of `values` of texts; -1: as many as the offsets say
  const std::uint8_t* validity = nullptr;  ///< a bit each, set where known; nullptr: all are known
  int scale = 0;                           ///< of whole numbers and decimal128
  std::shared_ptr<const Column> dictionary;
  std::vector<Column> fields;  ///< of lists
};

/// The rows. Facts without a column are unknown in every row; columns of facts that no output hangs
/// on are not looked at.
struct BatchInput {
  std::int64_t rows = 0;
  std::vector<Column> columns;
};

/// What to give for one entitlement or prohibition.
struct BatchOutput {
  std::string rule;
  bool status = true;
  bool amount = false;              ///< of the rule's grant with an amount
  bool missing_facts = false;       ///< as Outcome::missing_facts
  bool missing_parameters = false;  ///< as Outcome::missing_parameters
  bool reasons = false;             ///< codes of the decisive reasons; none for rules of members
  /// A rule that is decided `for: members` gives a value for each member, in order; with false, the
  /// outcome of the household instead (its best member's), without an amount.
  bool per_member = true;
  /// Digits after the point of the amounts, 0 to 12; amounts with more are rounded half-even.
  int places = 2;
  /// How the amounts lie in the result: int64, or decimal128 as most readers of Arrow know it. They
  /// are shown to Arrow as they lie (arrow.hpp).
  Layout amount_layout = Layout::int64;
  std::size_t grant =
      no_grant;  ///< index into RuleInfo::grants; no_grant: the first with an amount
  static constexpr std::size_t no_grant = static_cast<std::size_t>(-1);
};

namespace detail {
/// Uninitialized memory. Much of it lies in huge pages where there are such: to touch many small
/// ones for the first time takes longer than what is written there.
/// Much that is given back is kept for the next result, up to 512 MiB, as long as the system does
/// not want it (Linux).
[[nodiscard]] std::shared_ptr<void> allocate(std::size_t size);
/// Gives what is kept back to the system.
void forget_memory() noexcept;
}  // namespace detail

/// A whole number of 128 bits, two's complement, as it lies in Arrow's decimal128.
struct Whole128 {
  std::uint64_t low;
  std::int64_t high;
};

/// Values that are kept from run to run and are written before they are read.
template <class T>
class Buffer {
 public:
  void resize(std::size_t size) {
    if (size > capacity_) {
      values_.reset();
      values_ = std::static_pointer_cast<T>(detail::allocate(size * sizeof(T)));
      capacity_ = size;
    }
    size_ = size;
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] T* data() noexcept { return values_.get(); }
  [[nodiscard]] const T* data() const noexcept { return values_.get(); }
  [[nodiscard]] const T& operator[](std::size_t i) const noexcept { return values_.get()[i]; }
  [[nodiscard]] T& operator[](std::size_t i) noexcept { return values_.get()[i]; }
  [[nodiscard]] const T* begin() const noexcept { return values_.get(); }
  [[nodiscard]] const T* end() const noexcept { return values_.get() + size_; }

 private:
  static_assert(std::is_trivial_v<T>);
  std::shared_ptr<T> values_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// The answers for one entitlement or prohibition; what was not asked for is empty.
struct OutcomeColumns {
  const RuleInfo* rule = nullptr;  ///< lives as long as the rulebook
  bool per_member = false;         ///< a value for each member of all rows, else for each row
  std::size_t members = 0;         ///< per_member: index into BatchResult::members
  int places = 2;
  /// A Status, or BatchResult::no_answer.
  Buffer<std::uint8_t> status;
  /// What the entitlement pays, times 10^places: 0 where it is refused (ineligible or
  /// not_applicable). Counts only where `amount_known`. Of the two columns that which lies as
  /// BatchOutput::amount_layout says.
  Buffer<std::int64_t> amount;
  Buffer<Whole128> amount128;
  /// 1 where the amount is known: the outcome is a refusal, or eligible or conditional with an
  /// amount that hangs on nothing unknown (and has at most 18 digits).
  Buffer<std::uint8_t> amount_known;
  // Indices into BatchResult::sets.
  Buffer<std::uint32_t> missing_facts;
  Buffer<std::uint32_t> missing_parameters;
  Buffer<std::uint32_t> reasons;
};

/// Which members belong to which row: those of row i are [offsets[i], offsets[i + 1]). Rows whose
/// members are unknown have none.
struct MemberRows {
  std::string fact;
  Buffer<std::int64_t> offsets;
  Buffer<std::uint8_t> known;  ///< 1 where the members are known
};

/// How the rows were decided.
struct BatchReport {
  std::int64_t rows = 0;
  std::int64_t rows_redone = 0;   ///< rows that the single evaluator decided, in part or wholly
  std::int64_t rows_refused = 0;  ///< rows without an answer, because a value does not fit
  /// Why rows were redone, with how many; a row may count under several reasons.
  std::vector<std::pair<std::string, std::int64_t>> redone;
  /// What is wrong with values of refused rows, one for each, by row: the first
  /// BatchOptions::problems of them.
  Diagnostics problems;
  bool cancelled = false;  ///< there are no outcomes
};

struct BatchResult {
  static constexpr std::uint8_t no_answer = 0xFF;
  std::int64_t rows = 0;
  std::vector<OutcomeColumns> outcomes;  ///< in the order of the outputs asked for
  std::vector<MemberRows> members;       ///< that outcomes per member go by
  /// Sorted ids, each set once; the first is the empty set. Which number a set has hangs on nothing
  /// but the order in which its first row comes.
  std::vector<std::vector<std::string>> sets;
  BatchReport report;
};

struct BatchOptions {
  Date as_of;
  std::string jurisdiction;                  ///< "" when none is given
  std::vector<ParameterSetting> parameters;  ///< as a case brings them, for every row
  DecideOptions decide{.earliest = false};   ///< `earliest` is not looked for
  unsigned threads = 1;                      ///< 0: as many as the machine has
  std::size_t block = 2048;                  ///< rows at a time; changes no answer
  std::size_t problems = 100;                ///< as many as the report names at most
  bool kernels = true;                       ///< false: every row by the single evaluator
  /// Called after blocks with the rows done so far, from one of the working threads at a time;
  /// false cancels.
  std::function<bool(std::int64_t done, std::int64_t rows)> progress;
  /// Looked at before every block, and before every row that the single evaluator decides.
  const std::atomic<bool>* cancel = nullptr;
};

namespace detail {
class BatchState;
}

/// Decides rows, again and again: made once for a rulebook and what is wanted, it remembers what it
/// worked out. One call at a time; use one decider a thread, or let it use several threads.
///
///     auto batch = huice::BatchDecider::make(book, {{.rule = "gz-dibao-residence-permit"}},
///                                            {.as_of = day, .jurisdiction = "520000"});
///     huice::BatchResult result;
///     auto failed = batch->run(rows, result);
class BatchDecider {
 public:
  /// Fails when there is no such rule, an output cannot be given, or a parameter does not fit.
  /// Without outputs: the status of every entitlement and prohibition.
  [[nodiscard]] static Result<BatchDecider> make(const Rulebook& book,
                                                 std::vector<BatchOutput> outputs,
                                                 BatchOptions options);
  BatchDecider(BatchDecider&&) noexcept;
  BatchDecider& operator=(BatchDecider&&) noexcept;
  ~BatchDecider();

  /// Writes the answers into `result`, whose buffers are used again where they are large enough.
  /// Gives what keeps the rows from being decided at all (a column of a fact that does not exist,
  /// of a layout that the fact does not take, too short); empty when they were decided.
  [[nodiscard]] Diagnostics run(const BatchInput& input, BatchResult& result);

  [[nodiscard]] const Rulebook& rulebook() const noexcept;
  [[nodiscard]] const BatchOptions& options() const noexcept;
  [[nodiscard]] std::span<const BatchOutput> outputs() const noexcept;
  /// Does the output give a value for each member?
  [[nodiscard]] bool gives_members(std::size_t output) const noexcept;

 private:
  explicit BatchDecider(std::unique_ptr<detail::BatchState> state) noexcept;
  std::unique_ptr<detail::BatchState> state_;
};

/// Decides rows once.
[[nodiscard]] Result<BatchResult> decide_batch(const Rulebook& book, const BatchInput& input,
                                               std::vector<BatchOutput> outputs,
                                               const BatchOptions& options);

}  // namespace huice
