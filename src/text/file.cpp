#include "text/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <set>
#include <string_view>
#include <utility>

#include "text/utf8.hpp"

namespace huice::text {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_folders_deep = 64;

/// A descriptor or folder stream that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int value) noexcept : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  [[nodiscard]] int get() const noexcept { return value_; }
  [[nodiscard]] bool is_open() const noexcept { return value_ >= 0; }

 private:
  int value_;
};

/// Fixed words for what the system says: strerror() follows the locale.
std::string_view reason_of(int error) noexcept {
  switch (error) {
    case ENOENT:
      return "it does not exist";
    case EACCES:
    case EPERM:
      return "permission is denied";
    case ELOOP:
      return "its symbolic links lead in a circle";
    case ENOTDIR:
      return "a part of its path is not a folder";
    case ENAMETOOLONG:
      return "its path is too long";
    case EMFILE:
    case ENFILE:
      return "too many files are open";
    case EISDIR:
      return "it is a folder";
    default:
      return "the system reports an error while reading it";
  }
}

void report_unreadable(const std::string& path, int error, Report& report) {
  report.file_error(Code::cannot_read, path,
                    "cannot read `" + path + "`: " + std::string(reason_of(error)));
}

std::string_view kind_of(mode_t mode) noexcept {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe (FIFO)";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

void report_not_a_file(const std::string& path, mode_t mode, Report& report) {
  report.file_error(Code::not_a_file, path,
                    "`" + path + "` is " + std::string(kind_of(mode)) + ", not a regular file");
}

std::string mebibytes(std::size_t bytes) {
  const std::size_t tenths = bytes / 1024 * 10 / 1024;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MiB";
}

void report_too_large(const std::string& path, std::size_t most_bytes, Report& report) {
  report.file_error(
      Code::too_large, path,
      "`" + path + "` is larger than " + mebibytes(most_bytes) + ", the most that is read",
      "split it into several files");
}

/// Reads until the end, or until `bytes` is larger than `most_bytes`; 0 or the error number.
int read_all(int descriptor, std::size_t most_bytes, std::string& bytes) {
  constexpr std::size_t step = 64U << 10U;
  std::size_t used = bytes.size();
  while (used <= most_bytes) {
    bytes.resize(std::max(bytes.size(), used + step));
    const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno;
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return 0;
}

bool starts_with(std::string_view text, std::string_view with) noexcept {
  return text.substr(0, with.size()) == with;
}

/// UTF-16 and UTF-32, by their mark or by the zero bytes that ASCII characters have there.
bool is_wide_encoding(std::string_view bytes) noexcept {
  if (starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF")) return true;
  const std::string_view head = bytes.substr(0, 4);
  if (head.size() < 2) return false;
  const bool first = head[0] == '\0';
  const bool second = head[1] == '\0';
  return first || second;
}

/// The text with every byte that is not UTF-8 replaced, so that it can be quoted.
std::string quotable(std::string_view text) {
  std::string out;
  while (const std::optional<std::size_t> bad = find_invalid_utf8(text)) {
    out += text.substr(0, *bad);
    append_code_point(out, 0xFFFD);
    text.remove_prefix(*bad + 1);
  }
  out += text;
  return out;
}

std::string hexadecimal(char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<std::uint8_t>(byte);
  return {'0', 'x', digits[value >> 4U], digits[value & 15U]};
}

void report_bad_utf8(const std::string& name, std::string_view bytes, std::size_t bad,
                     Report& report) {
  const std::size_t line_end = std::min(bytes.find('\n', bad), bytes.size());
  std::string shown(bytes.substr(0, bad));
  shown += quotable(bytes.substr(bad, line_end - bad));
  const auto at = static_cast<std::uint32_t>(bad);
  report.error(Code::bad_utf8,
               {std::make_shared<const Source>(name, std::move(shown)), {at, at + 3}},
               "the byte " + hexadecimal(bytes[bad]) + " is not part of any UTF-8 character",
               "save the file as UTF-8; text from older Windows programs is often GB18030 (GBK)");
}

/// Walks a folder in byte order of the names, each folder once.
class Finder {
 public:
  Finder(std::string_view suffix, Report& report) : suffix_(suffix), report_(report) {}

  void walk(const std::string& folder, const struct stat& status) {
    const Identity identity{status.st_dev, status.st_ino};
    if (std::find(above_.begin(), above_.end(), identity) != above_.end()) {
      report_.file_error(Code::cannot_read, folder,
                         "`" + folder + "` is a symbolic link to a folder that contains it");
      return;
    }
    if (above_.size() == most_folders_deep) {
      report_.file_error(Code::cannot_read, folder,
                         "`" + folder + "` lies too deep below the start");
      return;
    }
    if (!seen_.insert(identity).second) return;
    above_.push_back(identity);
    const std::string prefix = folder + "/";
    for (const std::string& name : names_in(folder)) visit(prefix + name);
    above_.pop_back();
  }

  [[nodiscard]] std::vector<std::string> take() {
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    DIR* stream = ::opendir(folder.c_str());
    if (stream == nullptr) {
      report_unreadable(folder, errno, report_);
      return names;
    }
    while (const dirent* entry = ::readdir(stream)) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name);
    }
    ::closedir(stream);
    std::sort(names.begin(), names.end());
    return names;
  }

  void visit(const std::string& path) {
    const bool wanted = std::string_view(path).ends_with(suffix_);
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
      // What is no pack by its name may dangle as it likes.
      if (wanted || errno == EACCES) report_unreadable(path, errno, report_);
    } else if (S_ISDIR(status.st_mode)) {
      walk(path, status);
    } else if (wanted && S_ISREG(status.st_mode)) {
      if (seen_.insert({status.st_dev, status.st_ino}).second) found_.push_back(path);
    } else if (wanted) {
      report_not_a_file(path, status.st_mode, report_);
    }
  }

  std::string_view suffix_;
  Report& report_;
  std::vector<Identity> above_;
  std::set<Identity> seen_;
  std::vector<std::string> found_;
};

}  // namespace

std::shared_ptr<const Source> read_file(const std::string& path, std::size_t most_bytes,
                                        Report& report) {
  // O_NONBLOCK: opening a FIFO that nobody writes to must not wait.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) {
    if (errno == ENXIO) {
      report.file_error(Code::not_a_file, path,
                        "`" + path + "` is a socket or device, not a regular file");
    } else {
      report_unreadable(path, errno, report);
    }
    return nullptr;
  }
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) {
    report_unreadable(path, errno, report);
    return nullptr;
  }
  if (!S_ISREG(status.st_mode)) {
    report_not_a_file(path, status.st_mode, report);
    return nullptr;
  }
  if (std::cmp_greater(status.st_size, most_bytes)) {
    report_too_large(path, most_bytes, report);
    return nullptr;
  }
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
  if (const int error = read_all(file.get(), most_bytes, bytes); error != 0) {
    report_unreadable(path, error, report);
    return nullptr;
  }
  // The size is checked again: files under /proc say 0, and others may grow meanwhile.
  if (bytes.size() > most_bytes) {
    report_too_large(path, most_bytes, report);
    return nullptr;
  }
  return check_text(path, std::move(bytes), report);
}

std::shared_ptr<const Source> check_text(std::string name, std::string bytes, Report& report) {
  if (bytes.size() >= std::numeric_limits<std::uint32_t>::max()) {
    report_too_large(name, std::numeric_limits<std::uint32_t>::max(), report);
    return nullptr;
  }
  if (is_wide_encoding(bytes)) {
    report.file_error(Code::other_encoding, name, "`" + name + "` is UTF-16 or UTF-32, not UTF-8",
                      "save it as UTF-8");
    return nullptr;
  }
  if (starts_with(bytes, utf8_mark)) bytes.erase(0, utf8_mark.size());
  if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) {
    report.file_error(Code::empty_file, name, "`" + name + "` is empty");
    return nullptr;
  }
  if (const std::optional<std::size_t> bad = find_invalid_utf8(bytes)) {
    report_bad_utf8(name, bytes, *bad, report);
    return nullptr;
  }
  auto source = std::make_shared<const Source>(std::move(name), std::move(bytes));
  if (const std::size_t zero = source->text().find('\0'); zero != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(zero);
    report.error(Code::control_character, {source, {at, at + 1}}, "a zero byte stands in the text");
    return nullptr;
  }
  return source;
}

std::vector<std::string> find_files(const std::string& path, std::string_view suffix,
                                    Report& report) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    report_unreadable(path, errno, report);
    return {};
  }
  if (S_ISREG(status.st_mode)) return {path};
  if (!S_ISDIR(status.st_mode)) {
    report_not_a_file(path, status.st_mode, report);
    return {};
  }
  std::string folder = path;
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  Finder finder(suffix, report);
  finder.walk(folder, status);
  return finder.take();
}

}  // namespace huice::text
