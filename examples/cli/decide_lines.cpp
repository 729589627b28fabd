// --jsonl: a case per line in, an answer per line out, in the same order.
#include <fcntl.h>
#include <unistd.h>

#include "commands.hpp"
#include "exit_code.hpp"
#include "huice/line.hpp"
#include "input.hpp"

namespace cli {
namespace {

constexpr std::size_t most_bytes = 16U << 20U;  // of a line

huice::LineOptions line_options(const Options& options) {
  huice::LineOptions out;
  out.as_of = options.as_of;
  out.jurisdiction = options.jurisdiction;
  out.parameters = options.settings;
  out.reasons = options.reasons;
  return out;
}

class Lines {
 public:
  Lines(const Options& options, const huice::Rulebook& book, Output& out)
      : book_(book), options_(line_options(options)), out_(out) {}

  int answer_all(int descriptor) {
    LineReader reader(descriptor, most_bytes);
    while (out_.is_open()) {
      switch (reader.next([this] { out_.flush(); })) {
        case LineReader::Kind::line:
          ++number_;
          answer(huice::decide_line(book_, reader.text(), number_, options_));
          break;
        case LineReader::Kind::too_long:
          ++number_;
          answer(huice::refuse_long_line(number_, most_bytes));
          break;
        case LineReader::Kind::end:
          return all_decided_ ? done : bad_case;
        case LineReader::Kind::interrupted:
          return interrupted;
        case LineReader::Kind::failed:
          complain("the input cannot be read");
          return bad_case;
      }
    }
    return done;  // the output says itself why it is not open
  }

 private:
  void answer(const huice::LineAnswer& answer) {
    all_decided_ = all_decided_ && answer.decided;
    out_.line(answer.json);
  }

  const huice::Rulebook& book_;
  huice::LineOptions options_;
  Output& out_;
  std::uint64_t number_ = 0;
  bool all_decided_ = true;
};

}  // namespace

int decide_lines(const Options& options, const huice::Rulebook& book, Output& out) {
  int descriptor = STDIN_FILENO;
  if (!options.profile.empty() && options.profile != "-") {
    descriptor = ::open(options.profile.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      complain("cannot read `" + options.profile + "`");
      return bad_case;
    }
  }
  return Lines(options, book, out).answer_all(descriptor);
}

}  // namespace cli
