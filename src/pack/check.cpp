#include "pack/check.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "pack/full_width.hpp"
#include "pack/misplaced.hpp"
#include "pack/scalar.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;
using yaml::NodeId;
using yaml::NodeKind;

std::string_view noun_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::scalar:
      return "a text";
    case NodeKind::list:
      return "a list";
    case NodeKind::map:
      return "a map";
  }
  return "";
}

/// A value and how messages speak of it.
struct Subject {
  NodeId node;
  std::string name;   ///< "`title`", "fact `residence_permit_held`"
  text::Place place;  ///< what to underline when the value as a whole is meant
};

class Checker {
 public:
  Checker(const yaml::Document& document, text::Report& report)
      : document_(document), report_(report) {}

  BadNodes run(const Shape& shape) {
    const NodeId root = document_.root();
    check(shape, {root, "the file", first_place(root)});
    return std::move(bad_);
  }

 private:
  void check(const Shape& shape, const Subject& subject) {
    if (shape.form == Form::anything) return;
    if (document_.is_null(subject.node)) {
      wrong(Code::wrong_shape, subject, subject.name + " has no value", hint_for_no_value(subject));
      return;
    }
    switch (shape.form) {
      case Form::scalar:
        return check_text(shape, subject);
      case Form::languages:
        return check_languages(shape, subject);
      case Form::list:
        return check_list(shape, subject);
      case Form::one_or_list:
        return document_.kind(subject.node) == NodeKind::list ? check_list(shape, subject)
                                                              : check(*shape.item, subject);
      case Form::dictionary:
        return check_dictionary(shape, subject);
      case Form::map:
        return check_map(shape, subject);
      case Form::scalar_or:
        return check(document_.kind(subject.node) == NodeKind::scalar ? *shape.key : *shape.item,
                     subject);
      case Form::with_key:
        return check(
            document_.find(subject.node, shape.selector) != nullptr ? *shape.item : *shape.other,
            subject);
      case Form::anything:
        return;
    }
  }

  void check_text(const Shape& shape, const Subject& subject) {
    if (!expect(NodeKind::scalar, subject, "")) return;
    const std::string_view text = document_.text(subject.node);
    if (const auto fault = check_scalar(shape, text)) {
      const std::string shown = trim(text).empty() ? std::string(" ") : ": " + quoted(text) + " ";
      wrong(fault->code, {subject.node, subject.name, document_.place(subject.node)},
            subject.name + shown + fault->message, fault->hint);
    }
  }

  void check_languages(const Shape& shape, const Subject& subject) {
    if (!expect(NodeKind::map, subject, "write both languages: {zh: …, en: …}")) return;
    for (const std::string_view language : {"zh", "en"}) {
      if (document_.find(subject.node, language) == nullptr) {
        wrong(Code::missing_language, subject,
              subject.name + " has no text in " + (language == "zh" ? "Chinese" : "English"),
              "add `" + std::string(language) + "`; every text for people is in both languages");
      }
    }
    for (std::size_t i = 0; i < document_.size(subject.node); ++i) {
      const auto [key, value] = document_.entry(subject.node, i);
      const std::string_view language = document_.text(key);
      if (language != "zh" && language != "en") {
        wrong(Code::unknown_key, {value, "", document_.place(key)},
              subject.name + " has no key " + quoted(language),
              hint_for_key(language, "a text has the languages `zh` and `en`"));
        continue;
      }
      check(text_shape(shape),
            {value, subject.name + " in " + std::string(language == "zh" ? "Chinese" : "English"),
             document_.place(key)});
    }
  }

  static const Shape& text_shape(const Shape& /*languages*/) {
    static constexpr Shape text;
    return text;
  }

  void check_list(const Shape& shape, const Subject& subject) {
    if (!expect(NodeKind::list, subject,
                "write a list: [ … ], or a line with `-` for each " + std::string(shape.noun)))
      return;
    const std::size_t size = document_.size(subject.node);
    if (size == 0 && !shape.may_be_empty) {
      wrong(Code::wrong_shape, subject, subject.name + " is empty",
            "it needs at least one " + std::string(shape.noun));
    }
    for (std::size_t i = 0; i < size; ++i) {
      const NodeId item = document_.item(subject.node, i);
      check(*shape.item, {item, name_of_item(shape, subject, item, i), first_place(item)});
    }
  }

  void check_dictionary(const Shape& shape, const Subject& subject) {
    if (!expect(NodeKind::map, subject,
                "write a map with the id of each " + std::string(shape.noun) + " as key"))
      return;
    if (document_.size(subject.node) == 0) {
      wrong(Code::wrong_shape, subject, subject.name + " is empty",
            "it needs at least one " + std::string(shape.noun));
    }
    for (std::size_t i = 0; i < document_.size(subject.node); ++i) {
      const auto [key, value] = document_.entry(subject.node, i);
      const std::string name = std::string(shape.noun) + " " + quoted(document_.text(key));
      if (const auto fault = check_scalar(*shape.key, document_.text(key))) {
        wrong(fault->code, {value, "", document_.place(key)},
              quoted(document_.text(key)) + " " + fault->message, fault->hint);
      }
      check(*shape.item, {value, name, document_.place(key)});
    }
  }

  void check_map(const Shape& shape, const Subject& subject) {
    const std::string what = "write a map, such as `" + example_of(shape) + "`";
    if (!expect(NodeKind::map, subject, what)) return;
    path_.push_back(&shape);
    for (std::size_t i = 0; i < document_.size(subject.node); ++i) {
      const auto [key, value] = document_.entry(subject.node, i);
      check_entry(shape, subject, key, value);
    }
    for (const Key& key : shape.keys) {
      if (!is_misspelt(key, shape, subject.node)) check_presence(key, subject);
    }
    for (const Group& group : shape.groups) check_group(group, shape, subject);
    if (shape.in_pairs) check_pair(subject);
    path_.pop_back();
  }

  void check_entry(const Shape& shape, const Subject& subject, NodeId key, NodeId value) {
    const std::string_view name = document_.text(key);
    const Key* known = find_key(shape, name);
    const Subject entry{value, quoted(name), document_.place(key)};
    if (known == nullptr) {
      wrong(Code::unknown_key, entry, subject.name + " has no key " + quoted(name),
            is_crowded(report_) ? std::string()
                                : hint_for_key(name, hint_for_unknown_key(name, path_)));
      return;
    }
    if (!known->only.key.empty() && !applies(known->only, subject.node)) {
      wrong(Code::unknown_key, entry,
            quoted(name) + " does not go with this `" + std::string(known->only.key) + "`",
            "only with " + alternatives(known->only.words, "or"));
      return;
    }
    check(*known->shape, entry);
  }

  /// A required key under a wrong name was reported as that name; that it is missing says nothing
  /// more.
  bool is_misspelt(const Key& key, const Shape& shape, NodeId map) const {
    if (!key.required || document_.find(map, key.name) != nullptr || is_crowded(report_))
      return false;
    for (std::size_t i = 0; i < document_.size(map); ++i) {
      const std::string_view written = document_.text(document_.entry(map, i).key);
      if (find_key(shape, written) == nullptr && !text::nearest(written, {key.name}, 1).empty()) {
        return true;
      }
    }
    return false;
  }

  void check_presence(const Key& key, const Subject& subject) {
    if (!key.required || document_.find(subject.node, key.name) != nullptr) return;
    if (!key.only.key.empty() && !applies(key.only, subject.node)) return;
    std::string hint = "`" + std::string(key.name) + "`: " + std::string(key.about);
    if (!key.example.empty()) {
      hint += ", such as `" + std::string(key.name) + ": " + std::string(key.example) + "`";
    }
    wrong(Code::missing_key, subject, subject.name + " has no `" + std::string(key.name) + "`",
          std::move(hint));
  }

  void check_group(const Group& group, const Shape& shape, const Subject& subject) {
    std::size_t present = 0;
    NodeId last = subject.node;
    text::Place place = subject.place;
    for (std::size_t i = 0; i < document_.size(subject.node); ++i) {
      const auto [key, value] = document_.entry(subject.node, i);
      if (!words::position(group.keys, document_.text(key))) continue;
      ++present;
      last = value;
      place = document_.place(key);
    }
    const std::string list = alternatives(group.keys, "or");
    if (present == 0 && group.rule != Group::Rule::at_most_one) {
      wrong(Code::missing_key, subject,
            subject.name + " has none of " + alternatives(group.keys, "and"),
            with_article(shape.noun) + " needs " + list);
    }
    if (present > 1 && group.rule != Group::Rule::at_least_one) {
      wrong(Code::unknown_key, {last, "", place},
            subject.name + " has more than one of " + alternatives(group.keys, "and"),
            with_article(shape.noun) + " has " + list + ", not several of them");
    }
  }

  void check_pair(const Subject& subject) {
    const bool zh = document_.find(subject.node, "zh") != nullptr;
    const bool en = document_.find(subject.node, "en") != nullptr;
    if (zh == en) return;
    wrong(Code::missing_language, subject,
          subject.name + " has no text in " + (zh ? "English" : "Chinese"),
          std::string("add `") + (zh ? "en" : "zh") +
              "`; every text for people is in both languages");
  }

  bool applies(const Only& only, NodeId map) const {
    const NodeId* selector = document_.find(map, only.key);
    if (selector == nullptr) return only.when_absent;
    return words::position(only.words, document_.text(*selector)).has_value();
  }

  bool expect(NodeKind kind, const Subject& subject, std::string hint) {
    const NodeKind found = document_.kind(subject.node);
    if (found == kind) return true;
    if (found == NodeKind::scalar) {
      const std::string_view text = document_.text(subject.node);
      if (const auto wide = find_full_width(text, ":,[]{}-")) {
        bad_.add(subject.node);
        report_.error(Code::yaml_full_width, document_.decoded(subject.node).at(wide->span),
                      subject.name + " should be " + std::string(noun_of(kind)) + ", but is a text",
                      full_width_hint(*wide));
        return false;
      }
    }
    wrong(Code::wrong_shape, subject,
          subject.name + " should be " + std::string(noun_of(kind)) + ", but is " +
              std::string(noun_of(found)),
          std::move(hint));
    return false;
  }

  void wrong(Code code, const Subject& subject, std::string message, std::string hint) {
    bad_.add(subject.node);
    report_.error(code, subject.place, std::move(message), std::move(hint));
  }

  /// A full-width colon in an unknown key is the likelier fault than a misspelling.
  static std::string hint_for_key(std::string_view key, std::string otherwise) {
    const auto wide = find_full_width(key, ":,");
    return wide ? full_width_hint(*wide) : std::move(otherwise);
  }

  std::string hint_for_no_value(const Subject& subject) const {
    const std::string_view source = document_.source()->text();
    const std::size_t after = subject.place.span.end;
    const bool colon = source.substr(std::min(after, source.size())).find(':') == 0;
    if (!colon && subject.place.span != document_.place(subject.node).span) {
      return "write a colon and a value after it, or remove it";
    }
    return "give it a value, or remove it";
  }

  std::string name_of_item(const Shape& list, const Subject& subject, NodeId item,
                           std::size_t index) const {
    if (document_.kind(item) == NodeKind::map) {
      const NodeId* id = document_.find(item, "id");
      if (id != nullptr && !document_.text(*id).empty()) {
        return std::string(list.item->noun) + " " + quoted(document_.text(*id));
      }
    }
    return std::string(list.noun) + " " + std::to_string(index + 1) + " of " + subject.name;
  }

  static std::string example_of(const Shape& map) {
    for (const Key& key : map.keys) {
      if (!key.example.empty()) {
        return "{" + std::string(key.name) + ": " + std::string(key.example) + ", …}";
      }
    }
    return "{" + std::string(map.keys.front().name) + ": …}";
  }

  /// A map is long; its first key is enough to find it.
  text::Place first_place(NodeId node) const {
    if (document_.kind(node) == NodeKind::map && document_.size(node) > 0) {
      return document_.place(document_.entry(node, 0).key);
    }
    return document_.place(node);
  }

  const yaml::Document& document_;
  text::Report& report_;
  BadNodes bad_;
  std::vector<const Shape*> path_;  ///< the maps that are being checked, the innermost last
};

}  // namespace

BadNodes check(const yaml::Document& document, const Shape& shape, text::Report& report) {
  return Checker(document, report).run(shape);
}

}  // namespace huice::pack
