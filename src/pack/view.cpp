#include "pack/view.hpp"

#include "pack/scalar.hpp"

namespace huice::pack {

using yaml::NodeKind;

View View::operator[](std::string_view key) const {
  if (!is(NodeKind::map)) return {};
  const yaml::NodeId* value = file_->document->find(node_, key);
  return value != nullptr ? View(*file_, *value) : View();
}

std::vector<View> View::items() const {
  if (!present()) return {};
  if (!is(NodeKind::list)) return {*this};
  std::vector<View> all;
  for (std::size_t i = 0; i < file_->document->size(node_); ++i) {
    all.emplace_back(*file_, file_->document->item(node_, i));
  }
  return all;
}

std::vector<std::pair<View, View>> View::entries() const {
  std::vector<std::pair<View, View>> all;
  if (!is(NodeKind::map)) return all;
  for (std::size_t i = 0; i < file_->document->size(node_); ++i) {
    const auto [key, value] = file_->document->entry(node_, i);
    all.emplace_back(View(*file_, key), View(*file_, value));
  }
  return all;
}

std::string View::text() const {
  if (!is(NodeKind::scalar) || file_->bad.contains(node_)) return {};
  return std::string(trim(file_->document->text(node_)));
}

std::optional<Date> View::date() const {
  const std::string written = text();
  return written.empty() ? std::nullopt : read_date(written);
}

Text View::languages() const {
  const View zh = (*this)["zh"];
  const View en = (*this)["en"];
  return {zh.text(), en.text(), zh.place(), en.place()};
}

Expression View::expression() const {
  if (!is(NodeKind::scalar) || file_->bad.contains(node_)) return {};
  return {decoded(), nullptr};
}

std::optional<Expression> View::optional_expression() const {
  if (text().empty()) return std::nullopt;
  return expression();
}

text::Place View::place() const {
  if (!present()) return {};
  if (is(NodeKind::map) && file_->document->size(node_) > 0) {
    return file_->document->place(file_->document->entry(node_, 0).key);
  }
  return file_->document->place(node_);
}

}  // namespace huice::pack
