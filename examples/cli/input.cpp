#include "input.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "interrupt.hpp"

namespace cli {
namespace {

constexpr std::size_t chunk = 64U << 10U;

/// Appends what can be read now: its size, 0 at the end, negative on an error.
ssize_t read_some(int descriptor, std::string& to) {
  const std::size_t before = to.size();
  to.resize(before + chunk);
  const ssize_t got = ::read(descriptor, to.data() + before, chunk);
  to.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got;
}

bool is_ready(int descriptor, int milliseconds) {
  pollfd ready{descriptor, POLLIN, 0};
  return ::poll(&ready, 1, milliseconds) > 0;
}

}  // namespace

std::optional<std::string> read_all(int descriptor, std::size_t most_bytes) {
  std::string out;
  while (out.size() <= most_bytes && !is_interrupted()) {
    const ssize_t got = read_some(descriptor, out);
    if (got == 0) return out;
    if (got < 0 && errno != EINTR && errno != EAGAIN) return std::nullopt;
    if (got < 0) is_ready(descriptor, -1);
  }
  return std::nullopt;
}

LineReader::Fill LineReader::fill(const std::function<void()>& before_waiting) {
  // A signal between the look at the flag and the wait would go unseen: so no wait is endless.
  constexpr int longest_wait = 500;
  drop_taken();
  if (!is_ready(descriptor_, 0)) before_waiting();
  while (!is_ready(descriptor_, longest_wait)) {
    if (is_interrupted()) return Fill::interrupted;
  }
  if (is_interrupted()) return Fill::interrupted;
  const ssize_t got = read_some(descriptor_, buffer_);
  if (got == 0) return Fill::end;
  if (got > 0 || errno == EINTR || errno == EAGAIN) return Fill::more;
  return Fill::failed;
}

void LineReader::drop_taken() {
  buffer_.erase(0, taken_);
  scanned_ -= taken_;
  taken_ = 0;
  if (buffer_.size() > most_bytes_) {
    too_long_ = true;
    buffer_.clear();
    scanned_ = 0;
  }
}

bool LineReader::take_line() {
  const std::size_t newline = buffer_.find('\n', scanned_);
  if (newline == std::string::npos) {
    scanned_ = buffer_.size();
    return false;
  }
  line_ = std::string_view(buffer_).substr(taken_, newline - taken_);
  taken_ = scanned_ = newline + 1;
  return true;
}

LineReader::Kind LineReader::next(const std::function<void()>& before_waiting) {
  while (!is_interrupted()) {
    if (take_line()) {
      const bool is_long = std::exchange(too_long_, false) || line_.size() > most_bytes_;
      return is_long ? Kind::too_long : Kind::line;
    }
    switch (fill(before_waiting)) {
      case Fill::more:
        break;
      case Fill::interrupted:
        return Kind::interrupted;
      case Fill::failed:
        return Kind::failed;
      case Fill::end: {
        const bool is_long = std::exchange(too_long_, false);
        if (buffer_.empty() && !is_long) return Kind::end;
        line_ = buffer_;
        taken_ = scanned_ = buffer_.size();
        return is_long ? Kind::too_long : Kind::line;
      }
    }
  }
  return Kind::interrupted;
}

}  // namespace cli
