#include "options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "exit_code.hpp"
#include "output.hpp"
#include "surroundings.hpp"

namespace cli {
namespace {

using huice::Date;
using huice::Language;
using huice::ReasonDetail;

constexpr std::string_view top_help =
    R"(Examples:
  huice decide --packs rules/cn --jurisdiction 520000 profile.json
  huice decide --packs rules/cn --packs rules/cn-values --lang en profile.yaml
  huice decide --packs rules/cn --jsonl < cases.jsonl > answers.jsonl
  huice template --packs rules/cn --entitlement gz-dibao-residence-permit > profile.yaml
  huice explain --packs rules/cn gz-dibao-residence-permit profile.yaml
  huice check rules/cn

)";
constexpr std::string_view decide_help =
    R"(Examples:
  huice decide --packs rules/cn --jurisdiction 520000 profile.json
  huice decide --packs rules/cn --as-of 2026-03-10 --set local_dibao_line=700@520100 profile.yaml
  huice decide --packs rules/cn --format json --reasons full - < profile.json
  huice decide --packs rules/cn --jsonl < cases.jsonl > answers.jsonl

)";
constexpr std::string_view list_help =
    R"(Examples:
  huice list --packs rules/cn --kind entitlement
  huice list --packs rules/cn --format tsv > all.tsv

)";
constexpr std::string_view template_help =
    R"(Examples:
  huice template --packs rules/cn > profile.yaml
  huice template --packs rules/cn --entitlement gz-dibao-residence-permit --lang en

)";
constexpr std::string_view explain_help =
    R"(Examples:
  huice explain --packs rules/cn gz-dibao-residence-permit profile.json
  huice explain --packs rules/cn residence_permit_held

)";
constexpr std::string_view check_help =
    R"(Examples:
  huice check rules/cn rules/cn-values
  huice check --explain E0302

)";
constexpr std::string_view test_help =
    R"(Examples:
  huice test rules/cn
  huice test rules/cn rules/cn-values      (the cases of a path see the packs before it too)

)";
constexpr std::string_view schema_help =
    R"(Examples:
  huice schema pack > rulepack.schema.json
  huice schema case --packs rules/cn > case.schema.json

)";

constexpr std::string_view dmn_help =
    R"(Examples:
  huice dmn subsidy.dmn
  huice dmn subsidy.dmn --decision Amount --input '{"Income": 1200, "Children": 2}'
  huice dmn subsidy.dmn --decision Amount --input case.json

)";

/// Help that begins with examples.
class ExamplesFirst : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    static const std::map<std::string_view, std::string_view> examples = {
        {"decide", decide_help},   {"list", list_help},   {"template", template_help},
        {"explain", explain_help}, {"check", check_help}, {"test", test_help},
        {"schema", schema_help},   {"dmn", dmn_help}};
    const auto found = examples.find(app->get_name());
    std::string out(mode == CLI::AppFormatMode::Sub ? ""
                    : found == examples.end()       ? top_help
                                                    : found->second);
    return out + CLI::Formatter::make_help(app, std::move(name), mode);
  }
};

std::string check_date(const std::string& text) {
  const bool has_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (has_form && Date::parse(text)) return {};
  return fmt::format("`{}` is no date; write year, month and day: 2026-03-10", text);
}

/// ID=VALUE or ID=VALUE@AREA; an area is six digits.
std::optional<huice::ParameterSetting> read_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return std::nullopt;
  huice::ParameterSetting setting{text.substr(0, equals), text.substr(equals + 1), ""};
  constexpr std::size_t area_digits = 6;
  const std::size_t at = setting.text.rfind('@');
  if (at != std::string::npos && setting.text.size() - at - 1 == area_digits &&
      setting.text.find_first_not_of("0123456789", at + 1) == std::string::npos) {
    setting.area = setting.text.substr(at + 1);
    setting.text.resize(at);
  }
  return setting;
}

std::string check_setting(const std::string& text) {
  if (read_setting(text)) return {};
  return fmt::format("`{}` is not ID=VALUE or ID=VALUE@AREA", text);
}

template <class Value>
Value pick(const std::map<std::string, Value>& words, const std::string& word) {
  const auto found = words.find(word);
  return found == words.end() ? Value{} : found->second;
}

/// The texts as they were given, before they are typed.
struct Given {
  std::vector<std::string> packs;
  std::vector<std::string> paths;
  std::string as_of;
  std::string jurisdiction;
  std::vector<std::string> settings;
  std::string language = "zh";
  std::string format = "text";
  std::string reasons = "codes";
  std::string colour = "auto";
  bool all = false;
  bool by_line = false;
  std::string profile;
  std::string id;
  std::string kind;
  std::string code;
  std::string schema;
};

class CommandLine {
 public:
  CommandLine()
      : app_("huice (惠策) " + std::string(huice::version()) +
                 "\nDecides which public benefits and services a person qualifies for, and says "
                 "why.\n按规则判定可以享受哪些惠民政策和服务，并说明理由。",
             "huice") {
    app_.formatter(std::make_shared<ExamplesFirst>());
    app_.require_subcommand(1);
    app_.set_help_flag("-h,--help", "show this help · 显示帮助");
    app_.set_version_flag("--version", "huice " + std::string(huice::version()),
                          "show the version · 显示版本");
    add_decide();
    add_list();
    add_template();
    add_explain();
    add_check();
    add_test();
    add_schema();
    add_dmn();
  }

  Parsed parse(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      const auto chosen = app_.get_subcommands();
      return show(chosen.empty() ? app_.help() : chosen.front()->help());
    } catch (const CLI::CallForVersion& version) {
      return show(std::string(version.what()) + "\n");
    } catch (const CLI::ParseError& mistake) {
      return refuse(mistake.what());
    }
    return typed();
  }

 private:
  static Parsed show(const std::string& text) {
    Output out;
    out.write(text);
    return {std::nullopt, out.finish(done)};
  }

  Parsed refuse(std::string_view message) {
    const auto chosen = app_.get_subcommands();
    const std::string command = chosen.empty() ? "huice" : "huice " + chosen.front()->get_name();
    print_error(fmt::format("huice: {}\nSee `{} --help`.\n", message, command));
    return {std::nullopt, usage};
  }

  CLI::App* add(const std::string& name, const std::string& description, Command command) {
    CLI::App* sub = app_.add_subcommand(name, description);
    sub->callback([this, command] { command_ = command; });
    return sub;
  }

  CLI::Option* add_packs(CLI::App* sub) {
    return sub
        ->add_option("--packs", given_.packs,
                     "folder or file of rule packs; repeatable · 规则包，可多次给出")
        ->type_name("PATH")
        ->allow_extra_args(false);
  }
  void add_as_of(CLI::App* sub) {
    sub->add_option("--as-of", given_.as_of, "date of the decision · 评估日期")
        ->type_name("DATE")
        ->check(check_date);
  }
  void add_language(CLI::App* sub) {
    sub->add_option("--lang", given_.language, "language of texts (default zh) · 语言")
        ->type_name("zh|en")
        ->check(CLI::IsMember({"zh", "en"}));
  }
  void add_format(CLI::App* sub, const std::string& type, const std::vector<std::string>& words) {
    sub->add_option("--format", given_.format, "default text · 输出格式")
        ->type_name(type)
        ->check(CLI::IsMember(words));
  }
  void add_colour(CLI::App* sub) {
    sub->add_option("--color", given_.colour, "default auto: on a terminal · 颜色")
        ->type_name("auto|always|never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
  }
  void add_office(CLI::App* sub) {
    sub->add_option("--jurisdiction", given_.jurisdiction,
                    "area of the deciding office, six digits · 办理机关所在地代码")
        ->type_name("AREA");
    sub->add_option("--set", given_.settings,
                    "a parameter for this run; repeatable · 为本次给出参数")
        ->type_name("ID=VALUE[@AREA]")
        ->allow_extra_args(false)
        ->check(check_setting);
  }

  void add_decide() {
    CLI::App* sub = add("decide", "decide one case, or a case per line · 评估", Command::decide);
    add_packs(sub)->required();
    add_as_of(sub);
    add_office(sub);
    add_language(sub);
    add_format(sub, "text|json", {"text", "json"});
    sub->add_option("--reasons", given_.reasons, "in JSON (default codes) · JSON 中的理由")
        ->type_name("full|codes|none")
        ->check(CLI::IsMember({"full", "codes", "none"}));
    sub->add_flag("--all", given_.all, "also what is refused or does not apply · 显示全部");
    sub->add_flag("--jsonl", given_.by_line,
                  "a case per line in, an answer per line out · 逐行评估");
    add_colour(sub);
    sub->add_option("PROFILE", given_.profile, "JSON or YAML; - is standard input · 情况文件");
  }
  void add_list() {
    CLI::App* sub = add("list", "what the packs hold · 列出规则包内容", Command::list);
    add_packs(sub)->required();
    sub->add_option("--kind", given_.kind, "only these · 只列出")
        ->type_name("entitlement|prohibition|service|indicator|fact|parameter")
        ->check(CLI::IsMember(
            {"entitlement", "prohibition", "service", "indicator", "fact", "parameter"}));
    add_as_of(sub);
    add_language(sub);
    add_format(sub, "text|json|tsv", {"text", "json", "tsv"});
  }
  void add_template() {
    CLI::App* sub =
        add("template", "a blank profile with its questions · 空白情况表", Command::blank_profile);
    add_packs(sub)->required();
    sub->add_option("--entitlement", given_.id, "only what this one reads · 只含该项所需")
        ->type_name("ID");
    add_language(sub);
  }
  void add_explain() {
    CLI::App* sub = add("explain", "one entitlement, fact … in full · 详细说明", Command::explain);
    add_packs(sub)->required();
    add_as_of(sub);
    add_office(sub);
    add_language(sub);
    add_format(sub, "text|json", {"text", "json"});
    add_colour(sub);
    sub->add_option("ID", given_.id,
                    "of an entitlement, prohibition, service, indicator, fact or parameter")
        ->required();
    sub->add_option("PROFILE", given_.profile,
                    "JSON or YAML; - is standard input; none: nothing is known");
  }
  void add_check() {
    CLI::App* sub = add("check", "find mistakes in packs · 检查规则包", Command::check);
    sub->add_option("PATH", given_.paths, "folders or files of packs");
    sub->add_option("--explain", given_.code, "what a code means · 解释代码")->type_name("CODE");
    add_format(sub, "text|json", {"text", "json"});
    add_colour(sub);
  }
  void add_test() {
    CLI::App* sub = add("test", "run the worked cases of packs · 运行样例", Command::test);
    sub->add_option("PATH", given_.paths, "folders or files of packs and cases")->required();
    add_format(sub, "text|json", {"text", "json"});
    add_language(sub);
  }
  void add_schema() {
    CLI::App* sub =
        add("schema", "JSON Schema of packs, cases, decisions · 数据格式", Command::schema);
    sub->add_option("WHICH", given_.schema, "default pack")
        ->type_name("pack|case|decision")
        ->check(CLI::IsMember({"pack", "case", "decision"}));
    add_packs(sub);
  }

  void add_dmn() {
    CLI::App* sub = add("dmn", "evaluate a decision of a DMN model · 评估 DMN 模型", Command::dmn);
    sub->add_option("FILE", given_.paths, "the model (.dmn)")->required()->expected(1);
    sub->add_option("--decision", given_.id,
                    "a decision, service or function; none: what the model holds · 决策名称")
        ->type_name("NAME");
    sub->add_option("--input", given_.profile,
                    "a JSON object with values by name, a file, or - · 输入")
        ->type_name("JSON");
    add_as_of(sub);
    add_format(sub, "text|json", {"text", "json"});
    add_colour(sub);
  }

  Parsed typed() {
    Options out;
    out.command = command_;
    const bool takes_paths =
        command_ == Command::check || command_ == Command::test || command_ == Command::dmn;
    out.packs = takes_paths ? given_.paths : given_.packs;
    if (!given_.as_of.empty()) out.as_of = Date::parse(given_.as_of);
    out.jurisdiction = given_.jurisdiction;
    for (const std::string& text : given_.settings) out.settings.push_back(*read_setting(text));
    out.language = given_.language == "en" ? Language::en : Language::zh;
    out.format = pick<Format>({{"json", Format::json}, {"tsv", Format::tsv}}, given_.format);
    out.reasons = pick<ReasonDetail>({{"codes", ReasonDetail::codes}, {"full", ReasonDetail::full}},
                                     given_.reasons);
    out.all = given_.all;
    out.by_line = given_.by_line;
    out.profile = given_.profile;
    out.id = given_.id;
    out.kind = given_.kind;
    out.code = given_.code;
    out.schema = given_.schema;
    out.colour = given_.colour == "always" || (given_.colour == "auto" && wants_colour());
    if (command_ == Command::decide && !out.by_line && out.profile.empty())
      return refuse("a PROFILE is needed, or --jsonl");
    if (command_ == Command::check && out.packs.empty() && out.code.empty())
      return refuse("a PATH is needed, or --explain CODE");
    return {std::move(out), done};
  }

  Given given_;
  Command command_ = Command::decide;
  CLI::App app_;
};

}  // namespace

Parsed parse_options(int argc, char** argv) { return CommandLine().parse(argc, argv); }

}  // namespace cli
