#include "output.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "exit_code.hpp"

namespace cli {
namespace {

/// Writes all of it, waiting where the descriptor does not block; 0 or the error number.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd ready{descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::string_view reason_of(int error) noexcept {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full";
    case EBADF:
      return "standard output is closed";
    case EFBIG:
      return "the file would be too large";
    default:
      return "the system reports an error";
  }
}

}  // namespace

void Output::write(std::string_view text) {
  if (!is_open()) return;
  buffer_ += text;
  if (buffer_.size() >= batch) flush();
}

void Output::line(std::string_view text) {
  if (!is_open()) return;
  buffer_ += text;
  buffer_ += '\n';
  if (buffer_.size() >= batch) flush();
}

void Output::flush() {
  if (!is_open() || buffer_.empty()) return;
  error_ = write_all(STDOUT_FILENO, buffer_);
  buffer_.clear();
  if (error_ != 0) state_ = error_ == EPIPE ? State::closed : State::failed;
}

int Output::finish(int code) {
  flush();
  if (state_ == State::closed) return done;
  if (state_ == State::open) return code;
  complain(fmt::format("output could not be written: {}", reason_of(error_)));
  return cannot_write;
}

void print_error(std::string_view text) { (void)write_all(STDERR_FILENO, text); }

void complain(std::string_view message) { print_error(fmt::format("huice: {}\n", message)); }

}  // namespace cli
