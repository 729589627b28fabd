// The huice command, built on the public headers alone.
#include <new>

#include "commands.hpp"
#include "exit_code.hpp"
#include "interrupt.hpp"

namespace {

int run(const cli::Options& options, cli::Output& out) {
  switch (options.command) {
    case cli::Command::decide:
      return cli::decide(options, out);
    case cli::Command::list:
      return cli::list(options, out);
    case cli::Command::blank_profile:
      return cli::blank_profile(options, out);
    case cli::Command::explain:
      return cli::explain(options, out);
    case cli::Command::check:
      return cli::check(options, out);
    case cli::Command::test:
      return cli::test(options, out);
    case cli::Command::schema:
      return cli::schema(options, out);
    case cli::Command::dmn:
      return cli::dmn(options, out);
  }
  return cli::usage;
}

}  // namespace

int main(int argc, char** argv) {
  cli::handle_signals();
  try {
    const cli::Parsed parsed = cli::parse_options(argc, argv);
    if (!parsed.options) return parsed.code;
    cli::Output out;
    const int code = run(*parsed.options, out);
    return out.finish(cli::is_interrupted() ? cli::interrupted : code);
  } catch (const std::bad_alloc&) {
    cli::complain("there is not enough memory");
    return cli::bad_case;
  }
}
