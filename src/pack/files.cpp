#include "pack/files.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "pack/schema.hpp"
#include "text/file.hpp"

namespace huice::pack {
namespace {

using text::Code;

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

/// Without what may stand before the first key: blank lines, comments, the mark of a document, a
/// brace.
std::string_view at_first_key(std::string_view text) {
  while (true) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n{");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    if (text.front() != '#' && text.front() != '%' && !text.starts_with("---")) return text;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
}

/// Whether the first key is `pack`, told before parsing so that a broken pack is still known as
/// one.
bool begins_as_pack(std::string_view text) {
  constexpr std::string_view key = "pack";
  text = at_first_key(text);
  const bool quoted = text.starts_with('"') || text.starts_with('\'');
  if (quoted) text.remove_prefix(1);
  if (!text.starts_with(key)) return false;
  text.remove_prefix(key.size());
  if (quoted) text.remove_prefix(std::min<std::size_t>(1, text.size()));
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.empty() || text.front() == ':' || text.front() == '\r' || text.front() == '\n' ||
         text.starts_with("：");
}

class Folders final : public FileSource {
 public:
  std::shared_ptr<const text::Source> beside(const PackFile& pack, const std::string& name,
                                             const text::Place& asked,
                                             text::Report& report) const override {
    const std::string path = pack.folder + name;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
      report.error(Code::cannot_read, asked, "there is no file `" + name + "` beside the pack");
      return nullptr;
    }
    return text::read_file(path, yaml::Limits{}.file_bytes, report);
  }

  std::optional<std::vector<std::shared_ptr<const text::Source>>> models(
      text::Report&) const override {
    return std::nullopt;
  }
};

class Texts final : public FileSource {
 public:
  explicit Texts(std::vector<TextFile> files) : files_(std::move(files)) {}
  std::shared_ptr<const text::Source> beside(const PackFile& pack, const std::string& name,
                                             const text::Place& asked,
                                             text::Report& report) const override {
    for (const TextFile& file : files_) {
      if (file.name == pack.folder + name) return text::check_text(file.name, file.text, report);
    }
    report.error(Code::cannot_read, asked, "there is no file `" + name + "` beside the pack");
    return nullptr;
  }
  std::optional<std::vector<std::shared_ptr<const text::Source>>> models(
      text::Report& report) const override {
    std::vector<std::shared_ptr<const text::Source>> found;
    for (const TextFile& file : files_) {
      if (!file.name.ends_with(".dmn")) continue;
      if (auto source = text::check_text(file.name, file.text, report))
        found.push_back(std::move(source));
    }
    return found;
  }

 private:
  std::vector<TextFile> files_;
};

void parse_pack(std::shared_ptr<const text::Source> source, FilesFound& found,
                text::Report& report) {
  std::string folder = folder_of(source->name());
  std::shared_ptr<const yaml::Document> document =
      yaml::read(std::move(source), yaml::Limits{}, report);
  if (document == nullptr) {
    found.complete = false;
    return;
  }
  BadNodes bad = check(*document, pack_shape(), report);
  found.files.push_back({std::move(document), std::move(bad), std::move(folder)});
}

void refuse_as_pack(const std::string& name, text::Report& report) {
  report.file_error(Code::no_packs, name, "the file is not a pack: its first key is not `pack`",
                    "a pack begins with `pack: some-id`");
}

void parse_if_pack(const std::string& path, bool named_by_user, FilesFound& found,
                   text::Report& report) {
  if (holds_cases(path)) {
    if (named_by_user) {
      report.file_error(Code::no_packs, path, "the file holds worked cases, not a pack");
    }
    return;
  }
  auto source = text::read_file(path, yaml::Limits{}.file_bytes, report);
  if (source == nullptr) {
    found.complete = false;
  } else if (begins_as_pack(source->text())) {
    parse_pack(std::move(source), found, report);
  } else if (named_by_user) {
    refuse_as_pack(path, report);
  }
}

/// One file may be reached by several of the paths, also through links.
std::string identity(const std::string& path) {
  std::error_code failed;
  const auto canonical = std::filesystem::canonical(path, failed);
  return failed ? path : canonical.string();
}

void finish(FilesFound& found, text::Report& report) {
  if (found.files.empty() && !report.has_errors()) {
    report.file_error(Code::no_packs, "", "no pack was given",
                      "a pack is a `.yaml` file whose first key is `pack`");
  }
  std::sort(found.files.begin(), found.files.end(), [](const PackFile& a, const PackFile& b) {
    return a.document->source()->name() < b.document->source()->name();
  });
}

}  // namespace

bool holds_cases(std::string_view path) noexcept {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "cases.yaml" || name.ends_with(".cases.yaml");
}

FilesFound find_packs(const std::vector<std::string>& paths, text::Report& report) {
  FilesFound found;
  found.source = std::make_unique<Folders>();
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    const std::size_t errors_before = report.error_count();
    const std::size_t files_before = seen.size();
    const std::size_t packs_before = found.files.size();
    for (const std::string& file : text::find_files(path, ".yaml", report)) {
      if (!seen.insert(identity(file)).second) continue;
      parse_if_pack(file, file == path, found, report);
    }
    const bool silent = report.error_count() == errors_before;
    const bool nothing_new = found.files.size() == packs_before;
    if (silent && nothing_new && (seen.size() > files_before || found.files.empty())) {
      report.file_error(Code::no_packs, path, "no pack was found here",
                        "a pack is a `.yaml` file whose first key is `pack`");
    }
  }
  finish(found, report);
  return found;
}

FilesFound find_packs(const std::vector<TextFile>& files, text::Report& report) {
  FilesFound found;
  found.source = std::make_unique<Texts>(files);
  for (const TextFile& file : files) {
    if (!file.name.ends_with(".yaml") || holds_cases(file.name)) continue;
    auto source = text::check_text(file.name, file.text, report);
    if (source == nullptr) {
      found.complete = false;
    } else if (begins_as_pack(source->text())) {
      parse_pack(std::move(source), found, report);
    } else {
      refuse_as_pack(file.name, report);
    }
  }
  finish(found, report);
  return found;
}

}  // namespace huice::pack
