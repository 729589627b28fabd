// Result<T>: a value, or every diagnostic that kept it from being made.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <variant>

#include "huice/diagnostic.hpp"

namespace huice {

/// Thrown by Result::value() when there is no value. The library itself throws nothing else.
class Error : public std::exception {
 public:
  explicit Error(Diagnostics diagnostics)
      : diagnostics_(std::move(diagnostics)), text_(to_text(diagnostics_)) {}
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const Diagnostics& diagnostics() const noexcept { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
  std::string text_;
};

/// Either a T or the diagnostics (at least one error) that explain why there is none.
/// Warnings found on the way to a value travel beside it, in `warnings()`.
///
///     auto book = huice::load({"rules/cn"});
///     if (!book) { std::fputs(huice::to_text(book.error()).c_str(), stderr); return 1; }
///     use(*book);
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(T value, Diagnostics warnings)
      : state_(std::in_place_index<0>, std::move(value)), warnings_(std::move(warnings)) {}
  Result(Diagnostics errors)
      : state_(std::in_place_index<1>, std::move(errors)) {}  // NOLINT(google-explicit-constructor)
  Result(Diagnostic error)
      : state_(std::in_place_index<1>, Diagnostics{std::move(error)}) {
  }  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  [[nodiscard]] explicit operator bool() const noexcept { return has_value(); }

  /// The value. Precondition: has_value().
  [[nodiscard]] T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
  [[nodiscard]] T* operator->() noexcept { return std::get_if<0>(&state_); }
  [[nodiscard]] const T* operator->() const noexcept { return std::get_if<0>(&state_); }

#if defined(__cpp_exceptions)
  /// The value, or throws Error.
  [[nodiscard]] T& value() & {
    if (!has_value()) throw Error(error());
    return **this;
  }
  [[nodiscard]] T&& value() && {
    if (!has_value()) throw Error(error());
    return std::move(**this);
  }
#endif

  /// Every diagnostic. Precondition: !has_value().
  [[nodiscard]] const Diagnostics& error() const noexcept { return *std::get_if<1>(&state_); }

  /// What was found but did not keep the value from being made.
  [[nodiscard]] const Diagnostics& warnings() const noexcept { return warnings_; }

 private:
  std::variant<T, Diagnostics> state_;
  Diagnostics warnings_;
};

}  // namespace huice
