#include "dmn/files.hpp"

#include <algorithm>
#include <filesystem>

#include "text/file.hpp"

namespace huice::dmn {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view suffix = ".dmn";

/// The folder of a file as its path writes it, with a closing slash; "" is the current one.
std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

/// The rest of `file` below `folder`; "" where it lies elsewhere.
std::string below(const fs::path& folder, const fs::path& file) {
  const auto [left, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  if (left != folder.end()) return {};
  fs::path found;
  for (auto part = rest; part != file.end(); ++part) found /= *part;
  return found.generic_string();
}

class FilesOnDisk final : public ModelFiles {
 public:
  std::shared_ptr<const text::Source> read(const std::string& path, std::size_t most_bytes,
                                           text::Report& report) const override {
    return text::read_file(path, most_bytes, report);
  }

  std::string located(const std::string& path, const std::string& location) const override {
    if (fs::path(location).is_absolute()) return {};
    std::error_code failed;
    const fs::path folder = fs::weakly_canonical(path, failed).parent_path();
    const fs::path file = fs::weakly_canonical(folder / location, failed);
    const std::string name = failed ? std::string() : below(folder, file);
    return name.empty() ? name : folder_of(path) + name;
  }

  std::vector<std::string> neighbours(const std::string& path) const override {
    const std::string folder = folder_of(path);
    std::vector<std::string> found;
    std::error_code failed;
    for (fs::directory_iterator at(folder.empty() ? "." : folder, failed), end;
         !failed && at != end; at.increment(failed)) {
      std::error_code unreadable;
      if (at->path().extension() == suffix &&
          at->symlink_status(unreadable).type() == fs::file_type::regular)
        found.push_back(folder + at->path().filename().string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
};

}  // namespace

const ModelFiles& files_on_disk() {
  static const FilesOnDisk files;
  return files;
}

std::shared_ptr<const text::Source> ModelTexts::read(const std::string& path,
                                                     std::size_t most_bytes,
                                                     text::Report& report) const {
  for (const auto& source : texts_) {
    if (source->name() != path) continue;
    if (source->text().size() <= most_bytes) return source;
    report.file_error(text::Code::too_large, path,
                      "the file is larger than " + std::to_string(most_bytes) + " bytes");
    return nullptr;
  }
  report.file_error(text::Code::cannot_read, path, "there is no such file among the texts");
  return nullptr;
}

std::string ModelTexts::located(const std::string& path, const std::string& location) const {
  if (fs::path(location).is_absolute()) return {};
  const fs::path folder = fs::path("/" + folder_of(path)).lexically_normal().parent_path();
  const std::string name = below(folder, (folder / location).lexically_normal());
  return name.empty() ? name : folder_of(path) + name;
}

std::vector<std::string> ModelTexts::neighbours(const std::string& path) const {
  const std::string folder = folder_of(path);
  std::vector<std::string> found;
  for (const auto& source : texts_) {
    const std::string& name = source->name();
    if (folder_of(name) == folder && name.ends_with(suffix)) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace huice::dmn
