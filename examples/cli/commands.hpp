// The commands. Each gives its exit code; what it has to say goes to `out`.
#pragma once

#include <optional>

#include "options.hpp"
#include "output.hpp"

namespace cli {

int decide(const Options& options, Output& out);
int decide_lines(const Options& options, const huice::Rulebook& book, Output& out);
int list(const Options& options, Output& out);
int blank_profile(const Options& options, Output& out);
int explain(const Options& options, Output& out);
int check(const Options& options, Output& out);
int test(const Options& options, Output& out);
int schema(const Options& options, Output& out);
int dmn(const Options& options, Output& out);

/// The packs, or nothing after their diagnostics were shown.
[[nodiscard]] std::optional<huice::Rulebook> load_packs(const Options& options);

/// Checks --jurisdiction and --set against the rulebook; false after what is wrong was shown.
[[nodiscard]] bool check_options(const Options& options, const huice::Rulebook& book);

/// The case of `options.profile` with the options put over it, or nothing after its diagnostics
/// were shown. A missing date is today's, which is said on standard error.
[[nodiscard]] std::optional<huice::Case> read_profile(const Options& options,
                                                      const huice::Rulebook& book);

}  // namespace cli
