// Parsing for tests, and trees written as s-expressions.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "feel/parse.hpp"
#include "huice/diagnostic.hpp"

namespace huice::feel {

/// Names beyond the built-ins, and keys.
class Names {
 public:
  Names() = default;
  explicit Names(const std::vector<std::string>& names, const std::vector<std::string>& keys = {}) {
    for (const std::string& name : names) names_.add(name);
    for (const std::string& key : keys) keys_.add(key);
  }
  /// The names of `outer` and more.
  Names(const Names& outer, const std::vector<std::string>& names) : Names(names) {
    for (const std::string_view name : outer.names_.names()) names_.add(name);
    for (const std::string_view key : outer.keys_.names()) keys_.add(key);
  }
  [[nodiscard]] Scope scope() const { return {{&builtin_names(), &names_}, &keys_}; }

 private:
  NameSet names_;
  NameSet keys_;
};

struct Parsed {
  std::unique_ptr<Syntax> syntax;
  Diagnostics diagnostics;

  /// The code of the only diagnostic, or what went otherwise.
  [[nodiscard]] std::string code() const;
};

struct ParseOptions {
  Goal goal = Goal::expression;
  ParseLimits limits{};
  bool report_unknown_names = true;
  std::string file = "test";
};

[[nodiscard]] Parsed parse_text(const std::string& text, const Names& names,
                                const ParseOptions& options = {});

/// (+ 1 (call abs x)): kind, flags and texts of every node, without places.
[[nodiscard]] std::string dump(const Syntax& syntax);
[[nodiscard]] std::string dump(const Syntax& syntax, SyntaxId id);

[[nodiscard]] std::string read_file(const std::string& path);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

/// One row of tests/language/syntax.tsv.
struct SyntaxRow {
  std::size_t line;
  Goal goal;
  std::string text;
  std::string tree;
  std::shared_ptr<const Names> names;
};
[[nodiscard]] std::vector<SyntaxRow> syntax_rows();

}  // namespace huice::feel
