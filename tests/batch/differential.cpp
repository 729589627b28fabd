#include "batch/differential.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

namespace huice::test {

namespace {

std::string text_of(const BatchOptions& options) {
  std::string text = "as_of " + options.as_of.to_string() + ", jurisdiction \"" +
                     options.jurisdiction + "\", threads " + std::to_string(options.threads) +
                     ", block " + std::to_string(options.block) +
                     (options.kernels ? "" : ", no kernels");
  for (const ParameterSetting& setting : options.parameters)
    text += ", " + setting.id + (setting.area.empty() ? "" : " in " + setting.area) + " = " +
            setting.text;
  return text + "\n";
}

std::string text_of(const BatchOutput& output) {
  return output.rule + (output.status ? "" : " without status") +
         (output.amount ? " amount to " + std::to_string(output.places) + " places" : "") +
         (output.missing_facts ? " facts" : "") + (output.missing_parameters ? " parameters" : "") +
         (output.reasons ? " reasons" : "") + (output.per_member ? "" : " of the household");
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool mentions(const std::string& text, const std::string& id) {
  for (std::size_t at = text.find(id); at != std::string::npos; at = text.find(id, at + 1)) {
    const std::size_t end = at + id.size();
    const bool starts = at == 0 || !is_word(text[at - 1]);
    if (starts && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

}  // namespace

Differential::Differential(const Rulebook& book, const std::string& text, std::uint64_t seed,
                           Tally& tally)
    : book_(book), random_(seed), tally_(tally) {
  // Where facts are declared, every one of them is mentioned.
  const std::size_t families = text.find("\nfamilies:");
  const std::size_t facts = text.find("\nfacts:");
  const bool is_after =
      facts != std::string::npos && families != std::string::npos && facts < families;
  rules_ = is_after ? text.substr(families) : text;
  for (const FactInfo& fact : book.facts()) {
    if (mentions(rules_, fact.id)) mentioned_.push_back(fact.id);
  }
  if (book_.facts().size() > mentioned_.size() && chance(30))
    mentioned_.push_back(book_.facts()[pick(book_.facts().size())].id);
}

void Differential::choose_style(BatchOptions& options) {
  is_plain_ = chance(40);
  static constexpr std::array<std::size_t, 5> blocks{1, 3, 7, 64, 2048};
  options.block = blocks[pick(blocks.size())];
  options.threads = static_cast<unsigned>(1 + pick(3));
  options.kernels = is_plain_ || !chance(15);
  if (chance(70)) options.decide.evaluations = 500;
}

std::vector<BatchOutput> Differential::choose_outputs(const BatchOptions& options) {
  std::vector<BatchOutput> outputs;
  const bool wants_all = chance(60);
  const bool wants_reasons = !is_plain_ && chance(20);
  const auto want = [&](const RuleInfo& rule) {
    if (!wants_all && chance(40)) return;
    BatchOutput output;
    output.rule = rule.id;
    output.status = !chance(5);
    output.missing_facts = chance(80);
    output.missing_parameters = chance(60);
    output.reasons = wants_reasons;
    output.places = static_cast<int>(pick(5));
    output.per_member = is_plain_ || chance(80);
    output.amount = chance(70);
    if (chance(50)) output.amount_layout = Layout::decimal128;
    if (output.amount && chance(30)) output.grant = pick(2);
    if (output.amount && !BatchDecider::make(book_, {output}, options)) output.amount = false;
    outputs.push_back(output);
  };
  for (const RuleInfo& rule : book_.entitlements()) want(rule);
  for (const RuleInfo& rule : book_.prohibitions()) want(rule);
  std::shuffle(outputs.begin(), outputs.end(), random_);
  return outputs;
}

Recipe Differential::choose_recipe(const BatchOptions& options, std::size_t most_rows) {
  static constexpr std::array<unsigned, 8> shares{0, 0, 0, 0, 5, 5, 30, 100};
  Recipe recipe;
  recipe.unknown_percent = shares[pick(shares.size())];
  const std::size_t most = recipe.unknown_percent < 30 ? most_rows : most_rows / 4 + 1;
  recipe.rows = chance(20) ? pick(8) : 1 + pick(chance(90) ? most / 5 + 1 : most);
  recipe.seed = random_();
  recipe.as_of = options.as_of;
  recipe.unused_percent = is_plain_ || chance(60) ? 0 : 20;
  recipe.huge = !is_plain_ && chance(20);
  recipe.facts = &mentioned_;
  recipe.thresholds = &thresholds_;
  recipe.bad_permille = !is_plain_ && chance(30) ? 10 : 0;
  return recipe;
}

std::vector<std::size_t> Differential::choose_copies(std::size_t rows, bool is_cheap) {
  std::vector<std::size_t> from(rows);
  std::iota(from.begin(), from.end(), std::size_t{0});
  if (rows == 0 || !is_cheap || chance(30)) return from;
  // Others in other places.
  from.resize(rows * (2 + pick(12)));
  for (std::size_t i = rows; i < from.size(); ++i) from[i] = pick(rows);
  return from;
}

std::string Differential::run(const BatchOptions& asked, std::size_t most_rows) {
  BatchOptions options = asked;
  choose_style(options);
  const std::vector<BatchOutput> outputs = choose_outputs(options);
  auto decider = BatchDecider::make(book_, outputs, options);
  if (!decider) return to_text(decider.error());
  const bool has_reasons = std::any_of(outputs.begin(), outputs.end(),
                                       [](const BatchOutput& output) { return output.reasons; });
  known_.clear();
  is_read_.clear();
  thresholds_ = thresholds_of(rules_, options.as_of);
  // Again and again: what a decider remembers must not show.
  for (int again = 0; again < 3; ++again) {
    const Recipe recipe = choose_recipe(options, most_rows);
    const Cases cases = make_cases(book_, recipe);
    const bool is_cheap = options.kernels && !has_reasons && recipe.unknown_percent < 30;
    const std::vector<std::size_t> from = choose_copies(cases.rows, is_cheap);
    const Columns columns(copies(cases, from), random_(),
                          is_plain_ ? Columns::Style::plain : Columns::Style::any);
    std::string difference = run_rows(*decider, options, cases, from, columns.input());
    if (!difference.empty())
      return text_of(options) + "batch " + std::to_string(again) + " of this decider, " +
             std::to_string(from.size()) + " rows\n" + difference;
  }
  return "";
}

bool Differential::is_read(BatchDecider& decider, const Values& values, std::size_t row) {
  const auto known = is_read_.find(values.fact->id);
  if (known != is_read_.end()) return known->second;
  // The row with nothing in it but that value.
  Cases one;
  one.rows = 1;
  one.facts.push_back(values);
  const Columns columns(copies(one, {row}), 1);
  BatchResult result;
  const Diagnostics problems = decider.run(columns.input(), result);
  const bool is_read = problems.empty() && result.report.rows_refused == 1;
  return is_read_[values.fact->id] = is_read;
}

Result<RowAnswers> Differential::expected(BatchDecider& decider, SingleAnswers& singles,
                                          const Cases& cases, std::size_t row,
                                          const std::vector<std::size_t>& members) {
  std::vector<std::string> left_out;
  bool is_refused = false;
  for (const Values& values : cases.facts) {
    if (!is_bad(values, row)) continue;
    left_out.push_back(values.fact->id);
    is_refused = is_refused || is_read(decider, values, row);
  }
  if (is_refused) return singles.refused(members);
  const std::string content = left_out.empty() ? text_of_row(cases, row) : "";
  const auto known = known_.find(content);
  if (left_out.empty() && known != known_.end()) return known->second;
  ++tally_.single;
  auto answers = singles.of(case_at(book_, cases, row, left_out));
  if (!answers || !left_out.empty()) return answers;
  return known_.emplace(content, std::move(*answers)).first->second;
}

std::string Differential::run_rows(BatchDecider& decider, const BatchOptions& options,
                                   const Cases& cases, const std::vector<std::size_t>& from,
                                   const BatchInput& input) {
  const Diagnostics problems = decider.run(input, result_);
  if (!problems.empty()) return to_text(problems);
  const BatchReport& report = result_.report;
  ++tally_.batches;
  tally_.rows += report.rows;
  tally_.refused += report.rows_refused;
  if (options.kernels) (is_plain_ ? tally_.plain : tally_.other).add(report);
  SingleAnswers singles(decider, options, sets_);
  const BatchAnswers batch(result_, sets_);
  std::vector<std::optional<RowAnswers>> by_case(cases.rows);
  RowAnswers got;
  for (std::size_t row = 0; row < from.size(); ++row) {
    auto& single = by_case[from[row]];
    if (!single) {
      auto answers = expected(decider, singles, cases, from[row], batch.members_in(row));
      if (!answers) return text_of_row(cases, from[row]) + to_text(answers.error());
      single = std::move(*answers);
    }
    batch.of(row, got);
    if (got == *single) continue;
    std::string difference = "row " + std::to_string(row) + ":\n" + text_of_row(cases, from[row]);
    for (std::size_t i = 0; i < got.size(); ++i) {
      if (got[i] == (*single)[i]) continue;
      difference += text_of(decider.outputs()[i]) + "\n";
      for (const RowAnswer& answer : got[i])
        difference += "  batch:  " + text_of(answer, sets_) + "\n";
      for (const RowAnswer& answer : (*single)[i])
        difference += "  single: " + text_of(answer, sets_) + "\n";
    }
    return difference;
  }
  return "";
}

void Share::add(const BatchReport& report) {
  rows += report.rows;
  redone += report.rows_redone;
  for (const auto& [reason, count] : report.redone) why[reason] += count;
}

namespace {

std::string text_of(const char* kind, const Share& share) {
  const auto part = [&](std::int64_t rows) {
    const std::int64_t hundredths = share.rows == 0 ? 0 : rows * 10'000 / share.rows;
    const std::string digits = std::to_string(100 + hundredths % 100).substr(1);
    return std::to_string(rows) + " (" + std::to_string(hundredths / 100) + "." + digits + " %)";
  };
  std::string text = std::string("of ") + std::to_string(share.rows) + " " + kind +
                     " rows with kernels " + part(share.redone) + " were redone\n";
  for (const auto& [why, rows] : share.why) text += "  " + part(rows) + " " + why + "\n";
  return text;
}

}  // namespace

std::string text_of(const Tally& tally) {
  return std::to_string(tally.rows) + " rows in " + std::to_string(tally.batches) + " batches of " +
         std::to_string(tally.packs) + " rulebooks, " + std::to_string(tally.single) +
         " single decisions, " + std::to_string(tally.refused) + " rows refused\n" +
         text_of("plain", tally.plain) + text_of("other", tally.other);
}

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace huice::test
