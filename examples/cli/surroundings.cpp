#include "surroundings.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <string_view>

namespace cli {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

huice::Date today() {
  constexpr std::int64_t utc_offset = 28'800;
  constexpr std::int64_t day = 86'400;
  const auto now = static_cast<std::int64_t>(std::time(nullptr));
  return huice::Date::from_days((now + utc_offset) / day).value_or(huice::Date());
}

std::size_t output_width() {
  constexpr std::size_t ordinary = 80;
  constexpr std::size_t readable = 100;  // longer lines are hard to follow
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
      size.ws_col == 0) {
    return ordinary;
  }
  return size.ws_col < readable ? size.ws_col : readable;
}

bool wants_colour() {
  if (!variable("NO_COLOR").empty() || variable("TERM") == "dumb") return false;
  return ::isatty(STDOUT_FILENO) != 0;
}

}  // namespace cli
