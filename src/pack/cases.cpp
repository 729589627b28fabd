#include "pack/cases.hpp"

#include <map>

#include "pack/check.hpp"
#include "pack/files.hpp"
#include "pack/schema.hpp"
#include "pack/view.hpp"
#include "text/file.hpp"

namespace huice::pack {
namespace {

using text::Code;

std::optional<std::vector<std::string>> read_names(const View& list) {
  if (!list.present()) return std::nullopt;
  std::vector<std::string> names;
  for (const View& item : list.items()) names.push_back(item.text());
  return names;
}

std::optional<std::string> read_text(const View& view) {
  if (!view.present()) return std::nullopt;
  return view.text();
}

/// A date, or null where the outcome never comes.
std::optional<std::string> read_earliest(const View& view, text::Report& report) {
  if (!view.present()) return std::nullopt;
  std::string written = view.text();
  if (written.empty() || written == "~" || written == "null") return "null";
  if (!view.date()) {
    report.error(Code::bad_value, view.place(), "`earliest`: `" + written + "` is not a date",
                 "write a date such as 2025-04-14, or null");
  }
  return written;
}

Expectation read_expectation(const View& rule, const View& body, text::Report& report) {
  Expectation expectation;
  expectation.rule = rule.text();
  expectation.place = rule.place();
  if (body.is(yaml::NodeKind::scalar)) {
    expectation.status = body.text();
    return expectation;
  }
  expectation.status = body["status"].text();
  expectation.missing_facts = read_names(body["missing_facts"]);
  expectation.missing_parameters = read_names(body["missing_parameters"]);
  expectation.earliest = read_earliest(body["earliest"], report);
  if (const View review = body["review"]; review.present()) {
    expectation.review = review.text() == "yes" || review.text() == "true";
  }
  expectation.amount = read_text(body["amount"]);
  return expectation;
}

class CaseFile {
 public:
  CaseFile(const PackFile& file, text::Report& report)
      : file_(file), report_(report), root_(View::root(file)) {}

  void read(std::vector<WorkedCase>& all) const {
    std::map<std::string, text::Place> seen;
    for (const View& body : root_["list"].items()) {
      WorkedCase one = read_case(body);
      const auto [first, is_new] = seen.try_emplace(one.id, one.place);
      if (!is_new && !one.id.empty()) {
        report_.error(Code::duplicate_id, one.place, "two cases have the id `" + one.id + "`")
            .notes.push_back({"the first is here", first->second.locate()});
      }
      all.push_back(std::move(one));
    }
  }

 private:
  WorkedCase read_case(const View& body) const {
    WorkedCase one;
    one.id = body["id"].text();
    one.place = body["id"].present() ? body["id"].place() : body.place();
    const Text title = body["title"].languages();
    one.title_zh = title.zh;
    one.title_en = title.en;
    one.as_of = own_or_default(body, "as_of");
    if (one.as_of.empty() && !body["as_of"].present()) {
      report_.error(Code::missing_key, one.place, "case `" + one.id + "` has no `as_of`",
                    "`as_of`: the date of the case; give it here or under `defaults`");
    }
    one.jurisdiction = own_or_default(body, "jurisdiction");
    one.document = file_.document;
    one.facts = map_of(body["facts"]);
    one.parameters = map_of(body["parameters"]);
    for (const auto& [rule, expected] : body["expect"].entries()) {
      one.expect.push_back(read_expectation(rule, expected, report_));
    }
    return one;
  }

  std::string own_or_default(const View& body, std::string_view key) const {
    const View own = body[key];
    return own.present() ? own.text() : root_["defaults"][key].text();
  }

  std::optional<yaml::NodeId> map_of(const View& view) const {
    if (!view.present()) return std::nullopt;
    if (view.is(yaml::NodeKind::map)) return view.node();
    report_.error(Code::wrong_shape, view.place(), "facts and parameters of a case are maps",
                  "write `name: value` for each; `{}` when there are none");
    return std::nullopt;
  }

  const PackFile& file_;
  text::Report& report_;
  View root_;
};

void read_source(std::shared_ptr<const text::Source> source, std::vector<WorkedCase>& all,
                 text::Report& report) {
  if (source == nullptr) return;
  std::shared_ptr<const yaml::Document> document =
      yaml::read(std::move(source), yaml::Limits{}, report);
  if (document == nullptr) return;
  BadNodes bad = check(*document, cases_shape(), report);
  const PackFile file{std::move(document), std::move(bad), {}};
  CaseFile(file, report).read(all);
}

}  // namespace

std::vector<WorkedCase> load_cases(const std::vector<std::string>& paths, text::Report& report) {
  std::vector<WorkedCase> all;
  for (const std::string& path : paths) {
    for (const std::string& file : text::find_files(path, ".yaml", report)) {
      if (!holds_cases(file)) continue;
      read_source(text::read_file(file, yaml::Limits{}.file_bytes, report), all, report);
    }
  }
  return all;
}

std::vector<WorkedCase> load_cases(const std::vector<TextFile>& files, text::Report& report) {
  std::vector<WorkedCase> all;
  for (const TextFile& file : files) {
    if (holds_cases(file.name))
      read_source(text::check_text(file.name, file.text, report), all, report);
  }
  return all;
}

}  // namespace huice::pack
