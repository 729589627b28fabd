// Where models are read from: a folder, or texts that lie in memory as files lie in folders.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::dmn {

class ModelFiles {
 public:
  ModelFiles() = default;
  ModelFiles(const ModelFiles&) = delete;
  ModelFiles& operator=(const ModelFiles&) = delete;
  virtual ~ModelFiles() = default;

  /// The text of a file; problems go to the report.
  [[nodiscard]] virtual std::shared_ptr<const text::Source> read(const std::string& path,
                                                                 std::size_t most_bytes,
                                                                 text::Report& report) const = 0;
  /// What a location names, seen from the folder that `path` lies in; "" outside of that folder.
  [[nodiscard]] virtual std::string located(const std::string& path,
                                            const std::string& location) const = 0;
  /// Every `.dmn` file of the folder that `path` lies in, sorted.
  [[nodiscard]] virtual std::vector<std::string> neighbours(const std::string& path) const = 0;
};

[[nodiscard]] const ModelFiles& files_on_disk();

/// Texts by their names, which say how they lie: `a/b.dmn` beside `a/c.dmn`.
class ModelTexts final : public ModelFiles {
 public:
  explicit ModelTexts(std::vector<std::shared_ptr<const text::Source>> texts)
      : texts_(std::move(texts)) {}
  [[nodiscard]] std::shared_ptr<const text::Source> read(const std::string& path,
                                                         std::size_t most_bytes,
                                                         text::Report& report) const override;
  [[nodiscard]] std::string located(const std::string& path,
                                    const std::string& location) const override;
  [[nodiscard]] std::vector<std::string> neighbours(const std::string& path) const override;

 private:
  std::vector<std::shared_ptr<const text::Source>> texts_;
};

}  // namespace huice::dmn
