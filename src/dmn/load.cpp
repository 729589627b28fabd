#include "dmn/load.hpp"

#include <algorithm>
#include <map>

#include "dmn/implied_inputs.hpp"
#include "dmn/link.hpp"
#include "dmn/parse.hpp"
#include "dmn/read.hpp"

namespace huice::dmn {

using text::Code;

namespace {

/// Does the text name something other than a file: https://…, file:…, //host/…?
bool names_a_url(std::string_view location) {
  if (location.substr(0, 2) == "//") return true;
  const std::size_t colon = location.find(':');
  return colon != std::string_view::npos && location.find('/') > colon;
}

class Loader {
 public:
  Loader(const LoadLimits& limits, const ModelFiles& files, text::Report& report)
      : limits_(limits), files_(files), report_(report) {}

  Library run(const std::string& path) {
    path_ = path;
    auto first = read(path, report_);
    if (!first || !take(std::move(*first))) return {};
    for (std::uint32_t i = 0; i < library_.models.size() && !report_.has_errors(); ++i) imports(i);
    return std::move(library_);
  }

 private:
  std::optional<Model> read(const std::string& path, text::Report& report) {
    const auto source = files_.read(path, limits_.bytes, report);
    if (!source) return std::nullopt;
    const auto root = read_xml(source, limits_.xml, report);
    if (!root) return std::nullopt;
    const std::size_t before = report.error_count();
    Model model = read_model(*root, source, report);
    model.path = path;
    if (report.error_count() > before) return std::nullopt;
    return model;
  }

  bool take(Model model) {
    parts_ += model.elements.size() + parts_of(model.types);
    if (parts_ > limits_.parts) {
      report_.file_error(Code::too_large, model.path,
                         "the model and what it imports have more than " +
                             std::to_string(limits_.parts) + " elements and types");
      return false;
    }
    library_.models.push_back(std::move(model));
    return true;
  }

  static std::size_t parts_of(const std::vector<ItemDefinition>& types) {
    std::size_t parts = types.size();
    for (const ItemDefinition& type : types) parts += parts_of(type.components);
    return parts;
  }

  void imports(std::uint32_t number) {
    for (std::size_t i = 0; i < library_.models[number].imports.size(); ++i) {
      const Import import = library_.models[number].imports[i];
      const std::uint32_t found = find(import);
      if (found != nowhere) library_.models[number].imports[i].model = found;
    }
  }

  std::uint32_t find(const Import& import) {
    for (std::uint32_t i = 0; i < library_.models.size(); ++i) {
      if (library_.models[i].space == import.space) return i;
    }
    if (library_.models.size() >= limits_.models) {
      report_.error(Code::dmn_import, import.place,
                    "more than " + std::to_string(limits_.models) + " models are imported");
      return nowhere;
    }
    const std::string path = import.location.empty() ? beside(import) : located(import);
    if (path.empty()) return nowhere;
    auto model = read(path, report_);
    if (!model) return nowhere;
    if (model->space != import.space) {
      report_.error(Code::dmn_import, import.place,
                    "the file `" + import.location + "` holds the model \"" + model->space +
                        "\", not \"" + import.space + "\"");
      return nowhere;
    }
    if (!take(std::move(*model))) return nowhere;
    return static_cast<std::uint32_t>(library_.models.size() - 1);
  }

  /// The file that a location names; empty (and reported) when it lies outside of the folder.
  std::string located(const Import& import) {
    if (names_a_url(import.location)) {
      return refuse(import, "`" + import.location + "` is an address; nothing is fetched",
                    "keep imported models beside the model, and give a file name");
    }
    std::string found = files_.located(path_, import.location);
    if (!found.empty()) return found;
    return refuse(import, "`" + import.location + "` lies outside of the folder of the model",
                  "keep imported models beside the model");
  }

  std::string refuse(const Import& import, std::string message, std::string hint) {
    report_.error(Code::dmn_import, import.place, std::move(message), std::move(hint));
    return {};
  }

  /// The file in the folder that holds the namespace.
  std::string beside(const Import& import) {
    look_around();
    const auto found = neighbours_.find(import.space);
    if (found == neighbours_.end()) {
      return refuse(import, "no model beside this one has the namespace \"" + import.space + "\"",
                    "keep imported models in the folder of the model");
    }
    return found->second;
  }

  void look_around() {
    if (looked_) return;
    looked_ = true;
    std::vector<std::string> paths = files_.neighbours(path_);
    if (paths.size() > limits_.files) paths.resize(limits_.files);
    for (const std::string& path : paths) {
      text::Report ignored;  // a broken neighbour matters only to who imports it by location
      if (const auto model = read(path, ignored)) neighbours_.emplace(model->space, path);
    }
  }

  LoadLimits limits_;
  const ModelFiles& files_;
  text::Report& report_;
  std::string path_;  ///< of the model that was asked for
  Library library_;
  std::map<std::string, std::string> neighbours_;  // namespace -> path
  bool looked_ = false;
  std::size_t parts_ = 0;
};

}  // namespace

Library load(const std::string& path, const LoadLimits& limits, text::Report& report,
             const ModelFiles& files) {
  Library library = Loader(limits, files, report).run(path);
  if (report.has_errors()) return library;
  link(library);
  add_implied_inputs(library);
  parse_texts(library);
  return library;
}

}  // namespace huice::dmn
