// What loops, filters, tables and calls by name have in common with no one else.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "exec/machine.hpp"
#include "program/program.hpp"
#include "value/value.hpp"

namespace huice::exec {

/// `for`, `some` and `every` over one or more iterators; later domains see earlier variables.
class Loop {
 public:
  Loop(Machine& machine, const program::Body& body, const program::Node& node,
       std::span<const value::Value> cells);
  [[nodiscard]] value::Value run();

 private:
  void iterate(std::uint32_t iterator, bool maybe);
  void over(const value::Value& domain, std::uint32_t iterator, bool maybe);
  void visit(bool maybe);
  void stop(value::Value result) {
    truth_ = std::move(result);
    stopped_ = true;
  }

  Machine& machine_;
  const program::Node& node_;
  const program::Body& body_;
  std::span<const value::Value> cells_;
  std::vector<value::Value> variables_;
  std::vector<value::Value> results_;
  std::vector<bool> maybe_;
  value::Value truth_;
  bool uncertain_ = false;  // some result may be absent
  bool stopped_ = false;
  bool booleans_only_ = false;  // any other value is an error, even where another item decides
};

/// Collects the items that a filter keeps.
class FilterResult {
 public:
  explicit FilterResult(bool booleans_only) : booleans_only_(booleans_only) {}
  void take(const value::Value& item, const value::Value& kept, bool maybe);
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] value::Value value();

 private:
  std::vector<value::Value> items_;
  std::vector<bool> maybe_;
  bool uncertain_ = false;
  bool failed_ = false;
  bool booleans_only_;
};

/// Applies a hit policy to the rows of a decision table (DMN 1.5, 8.2.8). A row whose match is an
/// error makes the table an error, under FIRST unless a row before it matches: never a silent "no
/// match". A row that may match makes every result it could take part in unknown.
class TableRun {
 public:
  explicit TableRun(const program::Table& table) : table_(table) {}
  void take(const value::Value& match, std::vector<value::Value> outputs);
  [[nodiscard]] value::Value result(const std::vector<value::Value>& defaults);

 private:
  [[nodiscard]] value::Value one(const std::vector<value::Value>& outputs) const;
  [[nodiscard]] value::Value defaults_or_null(const std::vector<value::Value>& defaults) const;
  [[nodiscard]] value::Value any_of_candidates(const std::vector<value::Value>& defaults) const;
  [[nodiscard]] value::Value single(const std::vector<value::Value>& defaults);
  [[nodiscard]] value::Value collected();
  [[nodiscard]] bool before(const std::vector<value::Value>& a,
                            const std::vector<value::Value>& b) const;
  void sort_by_priority();

  struct Hit {
    std::vector<value::Value> outputs;
    bool maybe;
  };
  const program::Table& table_;
  std::vector<Hit> hits_;
  bool failed_ = false;
  bool maybe_ = false;
};

/// Puts arguments given by name into the order of the function's parameters; false when a name is
/// unknown or missing.
[[nodiscard]] bool order_by_name(const value::FunctionObject& function,
                                 std::span<const std::string_view> names,
                                 std::vector<value::Value>& arguments);
[[nodiscard]] bool order_by_name(const value::Builtin& builtin,
                                 std::span<const std::string_view> names,
                                 std::vector<value::Value>& arguments);
/// Does a parameter take no list when it is given by name?
[[nodiscard]] bool takes_no_list(const value::Builtin& builtin, std::string_view name);
/// May the built-in be called with so many positional arguments?
[[nodiscard]] bool accepts(const value::Builtin& builtin, std::size_t arguments);

}  // namespace huice::exec
