// The dictionary: facts, families, documents.
#include "pack/context.hpp"
#include "pack/scalar.hpp"

namespace huice::pack {
namespace {

using text::Code;

void read_number_range(const RangeText& range, const View& view, const Context& context,
                       Fact& fact) {
  fact.low = Decimal::parse(range.low);
  fact.high = Decimal::parse(range.high);
  if (!fact.low == range.low.empty() && !fact.high == range.high.empty() &&
      !(fact.low && fact.high && *fact.high < *fact.low)) {
    return;
  }
  context.report().error(Code::bad_value, view.place(), "the range is not one of numbers",
                         "write the lower number first: \"[0..150]\"");
}

void read_date_range(const RangeText& range, const View& view, const Context& context, Fact& fact) {
  fact.first = read_date(range.low);
  fact.last = read_date(range.high);
  if (!fact.first == range.low.empty() && !fact.last == range.high.empty() &&
      !(fact.first && fact.last && *fact.last < *fact.first)) {
    return;
  }
  context.report().error(Code::bad_value, view.place(), "the range is not one of dates",
                         "write the earlier date first: \"[1900-01-01..2100-12-31]\"");
}

void read_range(const View& view, const Context& context, Fact& fact) {
  const std::string text = view.text();
  const auto range = split_range(text);
  if (!range) return;
  if (fact.type == FactType::date) {
    read_date_range(*range, view, context, fact);
  } else {
    read_number_range(*range, view, context, fact);
  }
}

Fact read_fact(const Context& context, const View& key, const View& body) {
  Fact fact;
  fact.pack = context.id();
  fact.id = key.text();
  fact.place = key.place();
  fact.type = body["type"].word(words::fact_type, FactType::boolean);
  fact.about = body["about"].text();
  fact.label = body["label"].languages();
  fact.question = body["question"].languages();
  fact.help = body["help"].languages();
  fact.unit = body["unit"].text();
  for (const auto& [id, label] : body["values"].entries()) {
    fact.values.push_back({id.text(), label.languages()});
  }
  read_range(body["range"], context, fact);
  fact.evidence = texts_of(body["evidence"]);
  context.refer_to_each(Reference::Need::document, body["evidence"]);
  fact.sensitive = texts_of(body["sensitive"]);
  fact.change = body["change"].word(words::change, Change::actionable);
  fact.ask_after = body["ask_after"].text();
  return fact;
}

void read_fields(const Context& context, const View& fields, Fact& fact) {
  for (const auto& [key, body] : fields.entries()) {
    Fact field = read_fact(context, key, body);
    if (field.type == FactType::members) {
      context.report().error(Code::bad_value, body["type"].place(),
                             "members cannot have members of their own");
    }
    fact.fields.push_back(std::move(field));
  }
  // A field is asked after another one of the same member, or after a fact of the case.
  for (const auto& [key, body] : fields.entries()) {
    const View after = body["ask_after"];
    if (!fields[after.text()].present()) context.refer(Reference::Need::fact, after);
  }
}

}  // namespace

void read_facts(const Context& context, const View& section) {
  std::vector<Fact>& facts = context.loading.model.facts;
  for (const auto& [key, body] : section.entries()) {
    context.declare(key, Kind::fact, facts.size());
    Fact fact = read_fact(context, key, body);
    context.refer(Reference::Need::fact, body["ask_after"]);
    read_fields(context, body["fields"], fact);
    facts.push_back(std::move(fact));
  }
}

void read_families(const Context& context, const View& section) {
  std::vector<Family>& families = context.loading.model.families;
  for (const auto& [key, body] : section.entries()) {
    context.declare(key, Kind::family, families.size());
    context.refer(Reference::Need::place_fact, body["connecting"]);
    families.push_back({context.id(), key.text(), body["title"].languages(),
                        body["connecting"].text(), key.place()});
  }
}

void read_documents(const Context& context, const View& section) {
  std::vector<Paper>& papers = context.loading.model.papers;
  for (const auto& [key, label] : section.entries()) {
    context.declare(key, Kind::document, papers.size());
    papers.push_back({context.id(), key.text(), label.languages(), key.place()});
  }
}

}  // namespace huice::pack
