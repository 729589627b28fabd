// Worked cases beside a pack: cases.yaml and *.cases.yaml.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pack/load.hpp"
#include "text/report.hpp"
#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::pack {

struct Expectation {
  std::string rule;  ///< id of an entitlement or prohibition
  std::string status;
  std::optional<std::vector<std::string>> missing_facts;
  std::optional<std::vector<std::string>> missing_parameters;
  std::optional<std::string> earliest;  ///< a date, or "null"
  std::optional<bool> review;
  std::optional<std::string> amount;
  text::Place place;
};

struct WorkedCase {
  std::string id;
  std::string title_zh, title_en;
  std::string as_of;
  std::string jurisdiction;
  std::shared_ptr<const yaml::Document> document;  ///< keeps `facts` and `parameters` alive
  std::optional<yaml::NodeId> facts;
  std::optional<yaml::NodeId> parameters;
  std::vector<Expectation> expect;
  text::Place place;
};

/// All worked cases below the paths, by file and then in the order of the file. Problems go to the
/// report; a case that has some is left as far as it could be read.
[[nodiscard]] std::vector<WorkedCase> load_cases(const std::vector<std::string>& paths,
                                                 text::Report& report);
/// Those of files that are in memory already.
[[nodiscard]] std::vector<WorkedCase> load_cases(const std::vector<TextFile>& files,
                                                 text::Report& report);

}  // namespace huice::pack
