// Entitlements, prohibitions, services and indicators.
#include "pack/context.hpp"

namespace huice::pack {
namespace {

using Need = Reference::Need;

Condition read_condition(const Context& context, const View& view);

std::vector<Condition> read_parts(const Context& context, const View& list) {
  std::vector<Condition> parts;
  for (const View& part : list.items()) parts.push_back(read_condition(context, part));
  return parts;
}

Condition read_condition(const Context& context, const View& view) {
  Condition condition;
  condition.place = view.place();
  if (view.is(yaml::NodeKind::scalar)) {
    condition.test = view.expression();
    return condition;
  }
  condition.text = view.languages();
  condition.source = context.citations(view["source"]);
  if (const View all = view["all"]; all.present()) {
    condition.kind = Condition::Kind::all;
    condition.parts = read_parts(context, all);
  } else if (const View any = view["any"]; any.present()) {
    condition.kind = Condition::Kind::any;
    condition.parts = read_parts(context, any);
  } else if (const View negated = view["not"]; negated.present()) {
    condition.kind = Condition::Kind::negation;
    condition.parts.push_back(read_condition(context, negated));
  } else {
    condition.test = view["test"].expression();
  }
  return condition;
}

std::vector<Exception> read_exceptions(const Context& context, const View& list) {
  std::vector<Exception> exceptions;
  for (const View& item : list.items()) {
    Exception exception;
    exception.id = item["id"].text();
    exception.when = read_condition(context, item);
    exception.gives = item["gives"].word(words::exception_result, ExceptionResult::ineligible);
    exception.overrides = texts_of(item["overrides"]);
    exception.text = exception.when.text;
    exception.source = exception.when.source;
    exception.place = item["id"].present() ? item["id"].place() : item.place();
    exceptions.push_back(std::move(exception));
  }
  return exceptions;
}

std::optional<Review> read_review(const View& view) {
  if (!view.is(yaml::NodeKind::map)) return std::nullopt;
  Review review;
  review.place = view.place();
  review.when = view["when"].expression();
  const std::string prefer = view["prefer"].text();
  review.prefer = prefer != "no" && prefer != "false";
  for (const View& reading : view["readings"].items()) {
    review.readings.push_back(reading.languages());
  }
  return review;
}

std::vector<Grant> read_grants(const Context& context, const View& list) {
  std::vector<Grant> grants;
  for (const View& item : list.items()) {
    context.refer(Need::terms, item["amount_from"]);
    grants.push_back({item["kind"].text(), item["of"].languages(),
                      item["amount"].optional_expression(), item["amount_from"].text(),
                      item["unit"].text(), item["per"].text(), item.place()});
  }
  return grants;
}

/// What an entitlement and a prohibition have in common.
Rule read_rule(const Context& context, const View& body) {
  Rule rule;
  rule.pack = context.id();
  rule.id = body["id"].text();
  rule.place = body["id"].present() ? body["id"].place() : body.place();
  rule.area = context.loading.model.packs[context.index].area;
  rule.grade = body["class"].text() == "B" ? 'B' : 'A';
  rule.family = body["family"].text();
  context.refer(Need::family, body["family"]);
  rule.beneficiaries = texts_of(body["beneficiary"]);
  rule.verb = body["verb"].word(words::verb, Verb::must);
  rule.title = body["title"].languages();
  rule.source = context.citations(body["source"]);
  rule.quote = body["quote"].text();
  rule.place_fact = body["place"].text();
  context.refer(Need::place_fact, body["place"]);
  rule.applies = body["applies"].optional_expression();
  rule.needs = texts_of(body["needs"]);
  context.refer_to_each(Need::parameter, body["needs"]);
  rule.review = read_review(body["review"]);
  rule.office = body["office"].languages();
  rule.appeal = body["appeal"].languages();
  return rule;
}

}  // namespace

void read_entitlements(const Context& context, const View& section) {
  std::vector<Rule>& rules = context.loading.model.rules;
  for (const View& body : section.items()) {
    context.declare(body["id"], Kind::entitlement, rules.size());
    Rule rule = read_rule(context, body);
    rule.requires_ids = texts_of(body["requires"]);
    context.refer_to_each(Need::entitlement, body["requires"]);
    if (const View when = body["when"]; when.present()) rule.when = read_condition(context, when);
    rule.exceptions = read_exceptions(context, body["unless"]);
    rule.effect = body["effect"].word(words::effect, Effect::benefit);
    rule.for_members = body["for"].text();
    context.refer(Need::members_fact, body["for"]);
    rule.grants = read_grants(context, body["grants"]);
    rule.bring = texts_of(body["bring"]);
    context.refer_to_each(Need::document, body["bring"]);
    rules.push_back(std::move(rule));
  }
}

void read_prohibitions(const Context& context, const View& section) {
  std::vector<Rule>& rules = context.loading.model.rules;
  for (const View& body : section.items()) {
    context.declare(body["id"], Kind::prohibition, rules.size());
    Rule rule = read_rule(context, body);
    rule.prohibition = true;
    if (const View violated = body["violated"]; violated.present()) {
      rule.when = read_condition(context, violated);
    }
    rules.push_back(std::move(rule));
  }
}

void read_services(const Context& context, const View& section) {
  std::vector<Service>& services = context.loading.model.services;
  for (const View& body : section.items()) {
    context.declare(body["id"], Kind::service, services.size());
    Service service;
    service.pack = context.id();
    service.id = body["id"].text();
    service.place = body["id"].present() ? body["id"].place() : body.place();
    service.family = body["family"].text();
    context.refer(Need::family, body["family"]);
    service.group = body["group"].languages();
    service.verb = body["verb"].word(words::verb, Verb::must);
    service.title = body["title"].languages();
    service.source = context.citations(body["source"]);
    service.office = body["office"].languages();
    service.area = context.loading.model.packs[context.index].area;
    services.push_back(std::move(service));
  }
}

void read_indicators(const Context& context, const View& section) {
  std::vector<Indicator>& indicators = context.loading.model.indicators;
  for (const View& body : section.items()) {
    context.declare(body["id"], Kind::indicator, indicators.size());
    Indicator indicator;
    indicator.pack = context.id();
    indicator.id = body["id"].text();
    indicator.place = body["id"].present() ? body["id"].place() : body.place();
    indicator.family = body["family"].text();
    context.refer(Need::family, body["family"]);
    indicator.title = body["title"].languages();
    indicator.source = context.citations(body["source"]);
    indicator.figure = body["figure"].text();
    indicator.comparator = body["comparator"].text();
    indicator.period = body["period"].text();
    indicator.label = body["label"].text();
    indicator.unit = body["unit"].languages();
    indicator.area = context.loading.model.packs[context.index].area;
    indicators.push_back(std::move(indicator));
  }
}

}  // namespace huice::pack
