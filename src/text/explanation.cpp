// The pages of `huice check --explain CODE`.
#include <algorithm>
#include <iterator>

#include "text/code.hpp"

namespace huice::text {
namespace {

struct Page {
  Code code;
  std::string_view text;
};

// clang-format off
#define HUICE_PAGE(name, meaning, bad, good) \
  {Code::name, meaning "\n\nBad:\n\n" bad "\n\nGood:\n\n" good "\n"}

constexpr Page pages[] = {

HUICE_PAGE(cannot_read,
R"(The file or folder could not be opened or read: it does not exist, permission is denied,
or its symbolic links lead in a circle. The message says which.)",
R"(    huice decide --packs rules/no-such-folder person.json)",
R"(    huice decide --packs rules/cn person.json)"),

HUICE_PAGE(not_a_file,
R"(A pack or case is read from a regular file, or from a folder that holds such files.
Pipes (FIFO), sockets and devices are refused, because reading them could wait for ever;
a case may come from standard input, written `-`.)",
R"(    huice decide --packs /dev/zero person.json)",
R"(    huice decide --packs rules/cn -)"),

HUICE_PAGE(too_large,
R"(A limit on size was passed: bytes of a file, of a line or of one text, or the number of
values in a file. The limits keep a broken or hostile file from using up the machine.
Real packs stay far below them.)",
R"(    one file with every county's parameters for thirty years)",
R"(    one file for each year, all in one folder)"),

HUICE_PAGE(bad_utf8,
R"(Text must be UTF-8. The place shown is the first byte that belongs to no character.
Files that were saved by older Windows programs are often GB18030 (GBK); save them as
UTF-8.)",
R"(    title: {zh: \xB9\xF3\xD6\xDD, en: Guizhou}     (GBK bytes))",
R"(    title: {zh: 贵州, en: Guizhou}                 (UTF-8))"),

HUICE_PAGE(other_encoding,
R"(The file is UTF-16 or UTF-32, as some editors call "Unicode". Save it as UTF-8. A
byte-order mark of UTF-8 at the start is accepted.)",
R"(    FF FE 70 00 61 00 63 00 6B 00 ...    (UTF-16))",
R"(    70 61 63 6B ...                      (UTF-8))"),

HUICE_PAGE(empty_file,
R"(The file is empty, or holds nothing but blanks and comments. Often a save or a download
was cut off.)",
R"(    # to be written)",
R"(    pack: cn-520000-migrant-services)"),

HUICE_PAGE(no_packs,
R"(The path was read, but nothing in it is a rule pack: a pack is a file `*.yaml` whose
first key is `pack`. Files called `cases.yaml` or `*.cases.yaml` are worked cases, never
packs.)",
R"(    title: {zh: 措施, en: Measures}
    pack: cn-520000-migrant-services)",
R"(    pack: cn-520000-migrant-services
    title: {zh: 措施, en: Measures})"),

HUICE_PAGE(control_character,
R"(Control characters other than tab, line feed and carriage return with line feed cannot
stand in a text. They come from broken downloads and terminals, and are invisible in
most editors. Where one is really meant, write it as an escape in double quotes.)",
R"(    pattern: a<U+0001>b)",
R"(    pattern: "a\x01b")"),

HUICE_PAGE(yaml_syntax,
R"(The text is not YAML at the place shown. Most often a space is missing after a colon, a
line is indented wrongly or with a tab, a quote or bracket is never closed, or a text
that contains `: ` or starts with a special character needs quotes.)",
R"(    en: three papers: permit, contract, proof of residence)",
R"(    en: "three papers: permit, contract, proof of residence")"),

HUICE_PAGE(yaml_depth,
R"(Lists and maps are nested deeper than the limit. No real pack comes near it; move
conditions that are nested so deeply into definitions of their own.)",
R"(    when: {all: [{any: [{all: [{any: [ ... ]}]}]}]})",
R"(    when: {all: [is_resident, has_permit_or_contract]})"),

HUICE_PAGE(yaml_anchor,
R"(Anchors (`&name`) and aliases (`*name`) are refused: a reader of a rule would have to
look elsewhere for what it says, and a few lines of them can stand for millions of
values. Name what is shared in `definitions`. A text that merely starts with `&` or `*`
needs quotes.)",
R"(    first:  &shared {test: residence_permit_held}
    second: *shared)",
R"(    definitions:
      holds_permit: {value: residence_permit_held, label: {zh: 持有居住证, en: holds a permit}})"),

HUICE_PAGE(yaml_tag,
R"(Tags (`!name`) are refused: every value is read as text and typed by the schema. A text
that merely starts with `!` needs quotes.)",
R"(    amount: !!float 830)",
R"(    amount: 830)"),

HUICE_PAGE(yaml_merge_key,
R"(Merge keys (`<<`) are refused, like the anchors that they need. Write the entries out,
or name what is shared in `definitions`.)",
R"(    <<: *defaults)",
R"(    beneficiary: household)"),

HUICE_PAGE(yaml_duplicate_key,
R"(One map has the same key twice. Other readers silently take the first or the last one;
in a rule either may be wrong. The note shows the first.)",
R"(    family: social-assistance
    family: schooling)",
R"(    family: social-assistance)"),

HUICE_PAGE(yaml_documents,
R"(A file holds one document. `---` in the middle of a file, or anything after `...`,
starts a second one, which other readers drop silently.)",
R"(    pack: one
    ---
    pack: two)",
R"(    two files: one.yaml and two.yaml)"),

HUICE_PAGE(yaml_full_width,
R"(A Chinese input method wrote a full-width sign where YAML needs the ASCII one: a colon
after a key, a comma or bracket of a list, quotes round a text. Full-width punctuation
inside texts for people is fine.)",
R"(    title： {zh: 落户， en: settlement})",
R"(    title: {zh: 落户, en: settlement})"),

HUICE_PAGE(json_syntax,
R"(The text is not JSON at the place shown. Most often a comma is missing or stands after
the last entry, or a text has single quotes or none.)",
R"(    {"facts": {"age": 34,}})",
R"(    {"facts": {"age": 34}})"),

HUICE_PAGE(json_depth,
R"(Arrays and objects are nested deeper than the limit. No real case comes near it.)",
R"(    [[[[[[[[ ... ]]]]]]]])",
R"(    {"facts": {"household_members": [{"name": "A"}]}})"),

HUICE_PAGE(json_duplicate_key,
R"(One object has the same key twice. Other readers silently take the last one; in a case
either may be wrong. The note shows the first.)",
R"(    {"facts": {"age": 34, "age": 43}})",
R"(    {"facts": {"age": 34}})"),

HUICE_PAGE(xml_syntax,
R"(The file is not well-formed XML: a tag that is not closed, an attribute that stands twice, a
prefix that was never declared. The place shown is where reading had to stop.)",
R"(    <decision name="Route"><variable name="Route"></decision>)",
R"(    <decision name="Route"><variable name="Route"/></decision>)"),

HUICE_PAGE(xml_entity,
R"(Document types, and entities other than XML's own five and numbered characters, are refused:
they let a small file grow without bound, or make a reader fetch other files. DMN models need
neither.)",
R"(    <!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>)",
R"(    <text>income &lt;= 1200</text>)"),

HUICE_PAGE(xml_limit,
R"(A limit on XML was passed: how deep elements lie in one another, or how many there are. Models
that a modelling tool writes stay far below both.)",
R"(    <context><contextEntry><context><contextEntry> ...    (a hundred times)</context></contextEntry>)",
R"(    <decision name="Part one"/> <decision name="Part two"/>)"),

HUICE_PAGE(unknown_key,
R"(The key is not one that can stand here. The hint names the keys that are spelt most
alike; `docs/packs.md` lists them all.)",
R"(    - id: gz-dibao-residence-permit
      beneficary: household)",
R"(    - id: gz-dibao-residence-permit
      beneficiary: household)"),

HUICE_PAGE(missing_key,
R"(A key that must stand here is not there. The place shown is the list or map that lacks
it.)",
R"(    - id: gz-dibao-residence-permit
      family: social-assistance)",
R"(    - id: gz-dibao-residence-permit
      family: social-assistance
      source: gz 十/s3)"),

HUICE_PAGE(wrong_shape,
R"(The value has another shape than the key needs: a text where a list or map is expected,
or the other way round.)",
R"(    bring: residence_permit)",
R"(    bring: [residence_permit])"),

HUICE_PAGE(bad_value,
R"(The value is not one of those that the key allows, or cannot be read as what it should
be (a date, a number, a duration, a place code).)",
R"(    verb: should)",
R"(    verb: must)"),

HUICE_PAGE(bad_id,
R"(Ids of packs, entitlements and the like are lower-case letters, digits and `-`; names of
facts, parameters and definitions may not contain what FEEL would read as an operator.)",
R"(    pack: Guizhou Measures)",
R"(    pack: cn-520000-migrant-services)"),

HUICE_PAGE(duplicate_id,
R"(Two things have one id. Ids are unique over all packs that are loaded together; the note
shows the first.)",
R"(    - id: gz-dibao
    - id: gz-dibao)",
R"(    - id: gz-dibao-residence-permit
    - id: gz-dibao-household)"),

HUICE_PAGE(unknown_reference,
R"(A name refers to nothing that this pack sees: no such fact, parameter, definition,
document, family or entitlement. A pack sees its own names and those of the packs that
it `uses`.)",
R"(    bring: [residence_permitt])",
R"(    bring: [residence_permit])"),

HUICE_PAGE(cycle,
R"(Definitions, packs or entitlements refer to each other in a circle, so that none of them
can be worked out first. The notes show the way round.)",
R"(    definitions:
      a: {value: b + 1, label: {zh: 甲, en: a}}
      b: {value: a + 1, label: {zh: 乙, en: b}})",
R"(    definitions:
      a: {value: base + 1, label: {zh: 甲, en: a}}
      b: {value: a + 1, label: {zh: 乙, en: b}})"),

HUICE_PAGE(missing_language,
R"(Texts for people are written in Chinese and in English; one of them is missing.)",
R"(    title: {zh: 社会救助})",
R"(    title: {zh: 社会救助, en: social assistance})"),

HUICE_PAGE(placeholder,
R"(A `{name}` in a text for people names no fact, parameter or definition that the pack
sees.)",
R"(    en: has lived here {residence_years})",
R"(    en: has lived here {dibao_residence_years})"),

HUICE_PAGE(overrides_nothing,
R"(An exception says that it overrides another one, and there is no exception of that name
in the same rule.)",
R"(    unless:
      - {id: lapsed, test: permit_lapsed, overrides: [renewd]})",
R"(    unless:
      - {id: renewed, test: permit_renewed, gives: eligible}
      - {id: lapsed, test: permit_lapsed, overrides: [renewed]})"),

HUICE_PAGE(exceptions_conflict,
R"(Two exceptions of one rule can apply together, give different results, and neither
overrides the other. The message shows facts for which that happens. Say which of the
two wins.)",
R"(    unless:
      - {id: student, test: is_student, gives: ineligible}
      - {id: orphan, test: is_orphan, gives: eligible})",
R"(    unless:
      - {id: student, test: is_student, gives: ineligible}
      - {id: orphan, test: is_orphan, gives: eligible, overrides: [student]})"),

HUICE_PAGE(validity_overlap,
R"(A parameter has two values for one area on the same day. End the earlier value the day
before the later one starts, or leave `to` out: a value holds until the next one.)",
R"(    - {from: 2024-01-01, to: 2025-12-31, value: 780}
    - {from: 2025-01-01, value: 830})",
R"(    - {from: 2024-01-01, to: 2024-12-31, value: 780}
    - {from: 2025-01-01, value: 830})"),

HUICE_PAGE(binding_type,
R"(A value that is bound to a parameter does not fit its type, or the kind of binding does
not fit its kind (a value for a set, a test for a value).)",
R"(    local_dibao_line: [{from: 2025-01-01, value: P1Y}])",
R"(    local_dibao_line: [{from: 2025-01-01, value: "830"}])"),

HUICE_PAGE(source_reference,
R"(A source reference is the key of a declared source, a blank, and the place in it. The
key is not declared in `sources`.)",
R"(    source: guizhou 十/s3)",
R"(    source: gz 十/s3)"),

HUICE_PAGE(uses_missing,
R"(The pack `uses` another pack that is not among those loaded. Load it too, with a further
`--packs` if it lies elsewhere.)",
R"(    huice check rules/cn/520000-guizhou)",
R"(    huice check rules/cn)"),

HUICE_PAGE(reserved_name,
R"(The name is a word of FEEL or of huice (`if`, `and`, `as_of`), starts or ends with one,
or would always be read as an expression.)",
R"(    facts:
      as_of: {type: date})",
R"(    facts:
      application_date: {type: date})"),

HUICE_PAGE(name_reads_as_expression,
R"(The name could also be read as an expression over other declared names: `a-b` beside `a`
and `b`. The longest name wins, so the expression can only be written with blanks or
parentheses round its parts. A name with `_` avoids the doubt.)",
R"(    facts: {net: ..., gross: ..., gross-net: ...})",
R"(    facts: {net: ..., gross: ..., deductions: ...})"),

HUICE_PAGE(date_difference,
R"(A difference of two dates is compared with a duration. From 29 February 2024 to 28
February 2025 is eleven months to FEEL and a full year to the law. Add the duration to
the earlier date and compare dates.)",
R"(    test: as_of - residence_start_date >= duration("P1Y"))",
R"(    test: residence_start_date + duration("P1Y") <= as_of)"),

HUICE_PAGE(silent_rounding,
R"(An amount of money is computed with more decimals than money has, and the rule does not
say how to round. Write the rounding with its mode; it decides who gets a cent more.)",
R"(    amount: annual_amount / 12)",
R"(    amount: round half up(annual_amount / 12, 2))"),

HUICE_PAGE(table_conflict,
R"(Two rows of a decision table match the same inputs with different outputs under a hit
policy that does not allow it. The message shows such inputs.)",
R"(    hit: unique
    rows: [{when: ["[1..5]"], then: ["10"]}, {when: ["[5..9]"], then: ["20"]}])",
R"x(    hit: unique
    rows: [{when: ["[1..5)"], then: ["10"]}, {when: ["[5..9]"], then: ["20"]}])x"),

HUICE_PAGE(table_gap,
R"(No row of a decision table matches some inputs, and there is no default output. The
message shows such inputs. Where a gap is meant, give the output a default.)",
R"(    rows: [{when: ["< 5"], then: ["10"]}, {when: ["> 5"], then: ["20"]}])",
R"(    rows: [{when: ["< 5"], then: ["10"]}, {when: [">= 5"], then: ["20"]}])"),

HUICE_PAGE(dead_condition,
R"(The condition is false whatever the facts are, so what hangs on it never happens.
Usually a bound is turned round or a value is not in the fact's list.)",
R"(    test: age >= 60 and age < 18)",
R"(    test: age >= 60 or age < 18)"),

HUICE_PAGE(prefer_as_of,
R"(The engine never reads the clock: `today()` and `now()` give the date of the case. Write
`as_of`, which says so.)",
R"(    test: residence_start_date <= today())",
R"(    test: residence_start_date <= as_of)"),

HUICE_PAGE(feel_syntax,
R"(The expression is not FEEL at the place shown. The message says what was expected there.)",
R"(    test: age >= 60 && is_resident)",
R"(    test: age >= 60 and is_resident)"),

HUICE_PAGE(feel_unknown_name,
R"(The expression uses a name that is no fact, parameter, definition or built-in that the
pack sees. The hint gives the names spelt most alike. A text needs double quotes.)",
R"(    test: residence_permit_hold)",
R"(    test: residence_permit_held)"),

HUICE_PAGE(feel_depth,
R"(Parentheses, lists and `if`s are nested deeper than the limit. Give parts of the
expression a name in `definitions`.)",
R"(    value: ((((((((((((((((((((((age)))))))))))))))))))))))",
R"(    value: age)"),

HUICE_PAGE(feel_type,
R"(The types of the operands or arguments do not fit what is done with them, so the result
could only be null.)",
R"(    test: age >= "60")",
R"(    test: age >= 60)"),

HUICE_PAGE(feel_arity,
R"(A function is called with too few, too many or wrongly named arguments. The message
shows how it is called.)",
R"(    value: substring("居住证"))",
R"(    value: substring("居住证", 1, 2))"),

HUICE_PAGE(feel_literal,
R"(A literal cannot be the value that it is written as: a day that does not exist, a
duration or number that cannot be read.)",
R"(    test: as_of >= date("2025-02-30"))",
R"(    test: as_of >= date("2025-02-28"))"),

HUICE_PAGE(feel_not_available,
R"(The built-in exists in FEEL, but this build of huice lacks the library that it needs
(regular expressions, time zones). Build with ICU.)",
R"(    cmake -DHUICE_WITH_ICU=OFF ...)",
R"(    cmake -DHUICE_WITH_ICU=ON ...)"),

HUICE_PAGE(feel_always_null,
R"(The expression is null whatever the facts are: a part of it always errs, or compares
what can never be compared.)",
R"(    value: number("one"))",
R"(    value: number("1"))"),

HUICE_PAGE(feel_not_boolean,
R"(A condition must be true or false. This expression gives something else.)",
R"(    test: age)",
R"(    test: age >= 60)"),

HUICE_PAGE(case_unknown_key,
R"(A case has the keys `id`, `as_of`, `jurisdiction`, `parameters` and `facts`. Facts stand
inside `facts`.)",
R"(    {"as_of": "2026-03-10", "age": 34})",
R"(    {"as_of": "2026-03-10", "facts": {"age": 34}})"),

HUICE_PAGE(case_unknown_fact,
R"(The case supplies a fact that no loaded pack declares. It is refused rather than
ignored: a misspelt fact would change the answer silently. `huice list --kind fact`
shows them all.)",
R"(    {"facts": {"residence_permit_hold": true}})",
R"(    {"facts": {"residence_permit_held": true}})"),

HUICE_PAGE(case_wrong_type,
R"(The fact has a value of another type than it is declared with. Dates, durations and
place codes are texts; leave a fact out, or write null, when it is not known.)",
R"(    {"facts": {"residence_permit_held": "yes"}})",
R"(    {"facts": {"residence_permit_held": true}})"),

HUICE_PAGE(case_not_in_enum,
R"(The fact has a value that is not in its list. The message gives the values; the hint
those spelt most alike.)",
R"(    {"facts": {"hukou_type": "village"}})",
R"(    {"facts": {"hukou_type": "rural"}})"),

HUICE_PAGE(case_bad_date,
R"(Dates are written YYYY-MM-DD, and the day must exist.)",
R"(    {"facts": {"residence_start_date": "2025-02-30"}})",
R"(    {"facts": {"residence_start_date": "2025-02-28"}})"),

HUICE_PAGE(case_bad_place,
R"(A place is a text of six digits after GB/T 2260 whose first two digits are a province. A
number is refused: it loses leading zeros in other systems.)",
R"(    {"facts": {"hukou_place": 520100}})",
R"(    {"facts": {"hukou_place": "520100"}})"),

HUICE_PAGE(case_unknown_place,
R"(The province of the place code is known, but the code is not in the list of areas. It is
used as written; check it for a slip.)",
R"(    {"facts": {"hukou_place": "520199"}})",
R"(    {"facts": {"hukou_place": "520103"}})"),

HUICE_PAGE(case_not_supplied,
R"(The value is worked out from other facts and cannot be supplied. Supply the facts that
it is worked out from.)",
R"(    {"facts": {"age_years": 34}})",
R"(    {"facts": {"birth_date": "1992-01-31"}})"),

HUICE_PAGE(case_no_date,
R"(A decision needs a date. Only the single `huice decide` takes today's; lines and library
calls must say `as_of`.)",
R"(    {"id": "1", "facts": {}})",
R"(    {"id": "1", "as_of": "2026-03-10", "facts": {}})"),

HUICE_PAGE(case_future_date,
R"(A date in the profile lies after `as_of`. The case is decided as written; check it for a
slip.)",
R"(    {"as_of": "2026-03-10", "facts": {"residence_start_date": "2062-01-01"}})",
R"(    {"as_of": "2026-03-10", "facts": {"residence_start_date": "2026-01-01"}})"),

HUICE_PAGE(case_out_of_range,
R"(The number or date lies outside the range that the fact is declared with.)",
R"(    {"facts": {"age": 340}})",
R"(    {"facts": {"age": 34}})"),

HUICE_PAGE(case_too_precise,
R"(Money has at most two decimals; write whole cents, rounded as the payer did.)",
R"(    {"facts": {"household_per_capita_income": "3120.005"}})",
R"(    {"facts": {"household_per_capita_income": "3120.00"}})"),

HUICE_PAGE(case_missing_id,
R"(Each line of a `--jsonl` stream needs an `id`, so that its answer can be told from the
others.)",
R"(    {"as_of": "2026-03-10", "facts": {}})",
R"(    {"id": "case-17", "as_of": "2026-03-10", "facts": {}})"),

HUICE_PAGE(case_unknown_parameter,
R"(The case sets a parameter that no loaded pack declares. `huice list --kind parameter`
shows them all.)",
R"(    {"parameters": {"dibao_line": "830"}})",
R"(    {"parameters": {"local_dibao_line": "830"}})"),

HUICE_PAGE(case_bad_parameter,
R"(The value set for a parameter cannot be read as its type.)",
R"(    huice decide --set local_dibao_line=eight hundred ...)",
R"(    huice decide --set local_dibao_line=800 ...)"),

HUICE_PAGE(case_not_an_object,
R"(A case is a JSON object (or a YAML map), not a list, text or number.)",
R"(    ["age", 34])",
R"(    {"facts": {"age": 34}})"),

HUICE_PAGE(batch_column,
R"(A column of a batch is not of a type that its fact takes, has fewer values than there are
rows, or its buffers contradict themselves (offsets that go down, positions beyond the
dictionary). No row was decided. Points in time with a zone are no dates: which day it is
hangs on the place.)",
R"(    pa.array(["2026-03-10"]).cast(pa.timestamp("s", "UTC")))",
R"(    pa.array(["2026-03-10"]).cast(pa.date32()))"),

HUICE_PAGE(batch_output,
R"(What was asked for is not there to give: no entitlement or prohibition has that id, it
grants no amount, or an amount was asked for with too many places.)",
R"(    decide(table, outputs=["gz-dibao-residence"]))",
R"(    decide(table, outputs=["gz-dibao-residence-permit"]))"),

HUICE_PAGE(condition_error,
R"(While a case was decided, a condition gave null because a part of it erred (a division
by zero, a text that is no date). The outcome is `needs_review`, never a refusal. Guard
the part that can err.)",
R"(    test: wage_arrears_amount / unpaid_months <= local_minimum_wage)",
R"(    test: unpaid_months > 0 and wage_arrears_amount / unpaid_months <= local_minimum_wage)"),

HUICE_PAGE(step_limit,
R"(A condition or a value took more than ten million steps: an iteration over very long lists, or
nested iterations. It gives null, and the outcome is `needs_review`, never a refusal. Shorten
the lists.)",
R"(    value: count(for a in list, b in list, c in list return a + b + c))",
R"(    value: sum(list))"),

HUICE_PAGE(dmn_namespace,
R"(The root element is not `definitions` in the namespace of DMN 1.1, 1.2, 1.3, 1.4 or 1.5. The
prefix does not matter, the namespace does.)",
R"(    <definitions name="benefits" namespace="urn:office">)",
R"(    <definitions name="benefits" namespace="urn:office"
                 xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">)"),

HUICE_PAGE(dmn_structure,
R"(A decision table, context or other expression lacks a part, or has one too many: a rule with more
entries than the table has inputs, an unknown hit policy, an iteration without `return`. Only the
decision that holds it is spoilt; the others of the model work.)",
R"(    <decisionTable hitPolicy="BEST">)",
R"(    <decisionTable hitPolicy="PRIORITY">)"),

HUICE_PAGE(dmn_reference,
R"(A requirement, an output of a decision service or the like names an element that the model and
its imports do not have. `href` is "#id", or the namespace of an imported model and "#id". A
decision that a pack or the command asks for must stand in the model itself.)",
R"(    <requiredInput href="#_income"/>    (no inputData has the id _income))",
R"(    <inputData id="_income" name="Income"/> ... <requiredInput href="#_income"/>)"),

HUICE_PAGE(dmn_import,
R"(Imported models are looked for in the folder of the model only: by `locationURI` when it is
given, else by their namespace. Addresses, absolute paths and paths that lead out of the folder
are refused, and nothing is fetched over a network.)",
R"(    <import name="base" namespace="urn:base" locationURI="https://example.org/base.dmn"/>)",
R"(    <import name="base" namespace="urn:base" locationURI="base.dmn"/>)"),

HUICE_PAGE(dmn_external,
R"(Functions written in Java, PMML or another language are not run. A few pure ones of the JDK,
such as java.lang.Math.max, are known and done exactly; docs/dmn.md lists them.)",
R"(    function(x) external {java: {class: "org.example.Rates", method signature: ...}})",
R"(    function(x) if x < 1000 then 0.03 else 0.05)"),

HUICE_PAGE(internal,
R"(huice found a state that should not be possible. It is a defect of huice, not of the
pack or the case. Please report it with the message and, if you can, the files.)",
R"(    error[E0901]: node 17 has no type)",
R"(    any other answer)"),

};
#undef HUICE_PAGE
// clang-format on

}  // namespace

std::string_view explanation(std::string_view id) noexcept {
  const auto* page = std::find_if(std::begin(pages), std::end(pages),
                                  [&](const Page& p) { return info(p.code).id == id; });
  return page == std::end(pages) ? std::string_view() : page->text;
}

}  // namespace huice::text
