// Reads the tokens of FEEL and does what the grammar's rules mean: builds the tree and keeps the
// scopes. The grammar (grammar.cpp) only says in which order.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "feel/literals.hpp"
#include "feel/name_trie.hpp"
#include "feel/parse.hpp"
#include "feel/problem.hpp"
#include "feel/scope.hpp"
#include "feel/tree_builder.hpp"

namespace huice::feel {

/// A sign of the grammar, and the bytes that make another sign of it when they follow.
struct Sign {
  std::string_view text;
  std::string_view not_before;
};

/// Tokens are member functions that skip blanks and comments, and either take a token, moving `at`
/// past it, or leave `at` alone and answer false.
class Reader {
 public:
  using At = const char*;

  Reader(std::string_view text, const Scope& scope, Goal goal, const ParseLimits& limits,
         bool strict);

  // Tokens.
  bool sign(At& at, const Sign& sign);
  bool word(At& at, std::string_view word);
  bool end(At& at);

  // Leaves.
  bool number(At& at);
  bool string(At& at);
  bool at_literal(At& at);
  bool constant(At& at);
  bool known_name(At& at);
  bool unknown_name(At& at);
  bool type_name(At& at);
  bool dash(At& at);

  // Openings: a token, and a mark for the node that begins with it.
  bool open_sign(At& at, const Sign& sign);
  bool open_word(At& at, std::string_view word);
  bool open_generic(At& at, std::string_view word);
  bool open_list(At& at);
  bool open_reversed_range(At& at);
  bool open_if_chain(At& at);
  bool open_else_if(At& at);
  bool open_argument_name(At& at);
  bool open_key(At& at);
  bool open_variable(At& at);
  bool open_parameter(At& at);
  bool open_bare_test(At& at);
  bool open_bare_value(At& at);
  bool open_test_list(At& at);
  bool open_not_tests(At& at);
  void open_tests();

  // Openings of a node whose first part is the operand before.
  bool operand_sign(At& at, const Sign& sign);
  bool operand_word(At& at, std::string_view word);
  bool operand_comparison(At& at);
  bool operand_in(At& at);
  bool operand_instance_of(At& at);
  bool operand_filter(At& at);
  bool member(At& at);

  // Closings.
  bool close_empty_list(At& at);
  bool close_range(At& at);
  void close(SyntaxKind kind);
  void combine(SyntaxKind kind);
  void close_comparison();
  void close_in();
  void close_call();
  void close_parenthesis();
  void close_if_chain();
  void close_iterator();
  void close_parameter();
  void close_entry();
  void close_bare_value();
  void close_bare_test();
  void close_test_list();
  void close_not_tests();
  void close_tests();
  void set_external() noexcept { tree_.add_flag(1); }
  void declare_partial() { declare("partial"); }

  [[noreturn]] void fail(At at, Expected expected);

  [[nodiscard]] At begin() const noexcept { return text_.data(); }
  [[nodiscard]] At limit() const noexcept { return text_.data() + text_.size(); }
  [[nodiscard]] std::unique_ptr<Syntax> finish() { return tree_.finish(); }

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] text::Span last_token() const noexcept { return last_; }
  [[nodiscard]] const std::vector<UnknownName>& unknown_names() const noexcept { return unknown_; }
  /// Names to choose from for "did you mean", without those of local scopes.
  [[nodiscard]] std::vector<std::string_view> visible_names() const;
  /// The known or plain name that begins at a place; its length, or 0.
  [[nodiscard]] NameTrie::Match name_at(std::size_t at) const;
  [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

  // Scopes, entered and left by the grammar's directives.
  struct Nesting {
    explicit Nesting(Reader& reader);
    ~Nesting() { --reader_.depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Reader& reader_;
  };

  struct LocalNames {
    explicit LocalNames(Reader& reader) : reader_(reader), size_(reader.locals_.size()) {}
    ~LocalNames() { reader_.forget_locals(size_); }
    LocalNames(const LocalNames&) = delete;
    LocalNames& operator=(const LocalNames&) = delete;

   private:
    Reader& reader_;
    std::size_t size_;
  };

  /// Between brackets, where `[` never ends a range that began outside.
  struct Bracket {
    explicit Bracket(Reader& reader);
    ~Bracket();
    Bracket(const Bracket&) = delete;
    Bracket& operator=(const Bracket&) = delete;

   private:
    Reader& reader_;
    bool was_in_endpoint_;
  };

  /// The high end of a range, which may be followed by `[`.
  struct Endpoint {
    explicit Endpoint(Reader& reader) : reader_(reader), was_(reader.in_endpoint_) {
      reader_.in_endpoint_ = true;
    }
    ~Endpoint() { reader_.in_endpoint_ = was_; }
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

   private:
    Reader& reader_;
    bool was_;
  };

  /// Behind `in`, where `?` is the value that is tested.
  struct Tests {
    explicit Tests(Reader& reader) : reader_(reader) { ++reader_.tests_; }
    ~Tests() { --reader_.tests_; }
    Tests(const Tests&) = delete;
    Tests& operator=(const Tests&) = delete;

   private:
    Reader& reader_;
  };

  /// Inside a filter, where `item` and the keys of the items are names.
  struct Filter {
    explicit Filter(Reader& reader);
    ~Filter() { --reader_.filters_; }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

   private:
    Reader& reader_;
    Bracket bracket_;
    LocalNames names_;
  };

 private:
  [[nodiscard]] std::size_t offset(At at) const noexcept {
    return static_cast<std::size_t>(at - text_.data());
  }
  static text::Span span_of(std::size_t begin, std::size_t end) noexcept {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  /// Where the next token begins.
  std::size_t skip(At at);
  std::size_t skip_from(std::size_t at);
  std::size_t skip_comment(std::size_t at);
  bool take(At& at, std::size_t begin, std::size_t end);
  [[nodiscard]] bool is_sign(std::size_t at, const Sign& sign) const noexcept;
  [[nodiscard]] bool is_word(std::size_t at, std::string_view word) const noexcept;
  [[nodiscard]] bool is_text(std::size_t at, char c) const noexcept {
    return at < text_.size() && text_[at] == c;
  }
  /// Whether an operand can begin here: tells `]1..3]` and `[1..3[` from the ends of lists and
  /// filters.
  bool starts_operand(std::size_t at, bool also_signs);
  StringLiteral read_string_at(std::size_t at);
  void reject_bare_date(std::size_t begin, std::size_t end);
  [[nodiscard]] std::size_t name_run_end(std::size_t at, bool is_variable) const;
  bool open_name(At& at, bool is_variable);
  void note_unknown(text::Span span);
  void declare(std::string_view name);
  void forget_locals(std::size_t size);
  void check_operands(std::size_t count);
  void check_size();
  [[noreturn]] void fail(Problem problem, text::Span span, Expected expected = {});

  std::string_view text_;
  const Scope& scope_;
  Goal goal_;
  ParseLimits limits_;
  bool strict_;

  TreeBuilder tree_;
  text::Span last_;
  std::size_t skipped_from_;
  std::size_t skipped_to_ = 0;
  std::size_t tests_at_;  ///< where a parenthesis holds tests: just behind `in`
  std::uint64_t steps_ = 0;

  NameTrie local_names_;
  std::vector<NameTrie::End> locals_;
  NameTrie keys_;  ///< keys of the contexts that were read so far
  std::vector<std::uint32_t> brackets_;
  std::vector<UnknownName> unknown_;
  std::uint32_t depth_ = 0;
  std::uint32_t filters_ = 0;
  std::uint32_t tests_ = 0;
  bool in_endpoint_ = false;
};

}  // namespace huice::feel
