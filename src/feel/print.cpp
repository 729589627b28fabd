// Writes trees as text. A stack of what is still to be written takes the place of recursion: chains
// like 1 + 1 + ... are as deep as they are long.
#include <array>
#include <utility>
#include <vector>

#include "feel/characters.hpp"
#include "feel/literals.hpp"
#include "feel/parse.hpp"

namespace huice::feel {
namespace {

/// How tightly a construct binds: an operand that binds less tightly than its place asks for gets
/// parentheses.
enum class Binding : std::uint8_t {
  whole,
  disjunction,
  conjunction,
  comparison,
  sum,
  product,
  power,
  negation,
  instance_of,
  postfix,
  primary,
};

constexpr Binding tighter(Binding binding) noexcept {
  return static_cast<Binding>(static_cast<std::uint8_t>(binding) + 1);
}

struct Infix {
  std::string_view sign;
  Binding binding;
};

Infix infix_of(SyntaxKind kind) noexcept {
  switch (kind) {
    case SyntaxKind::disjunction:
      return {" or ", Binding::disjunction};
    case SyntaxKind::conjunction:
      return {" and ", Binding::conjunction};
    case SyntaxKind::equal:
      return {" = ", Binding::comparison};
    case SyntaxKind::not_equal:
      return {" != ", Binding::comparison};
    case SyntaxKind::less:
      return {" < ", Binding::comparison};
    case SyntaxKind::less_equal:
      return {" <= ", Binding::comparison};
    case SyntaxKind::greater:
      return {" > ", Binding::comparison};
    case SyntaxKind::greater_equal:
      return {" >= ", Binding::comparison};
    case SyntaxKind::add:
      return {" + ", Binding::sum};
    case SyntaxKind::subtract:
      return {" - ", Binding::sum};
    case SyntaxKind::multiply:
      return {" * ", Binding::product};
    case SyntaxKind::divide:
      return {" / ", Binding::product};
    case SyntaxKind::power:
      return {" ** ", Binding::power};
    default:
      return {"", Binding::primary};
  }
}

Binding binding_of(SyntaxKind kind) noexcept {
  switch (kind) {
    case SyntaxKind::if_then_else:
    case SyntaxKind::for_loop:
    case SyntaxKind::some:
    case SyntaxKind::every:
    case SyntaxKind::function:
      return Binding::whole;
    case SyntaxKind::between:
    case SyntaxKind::in:
      return Binding::comparison;
    case SyntaxKind::negate:
      return Binding::negation;
    case SyntaxKind::instance_of:
      return Binding::instance_of;
    case SyntaxKind::path:
    case SyntaxKind::filter:
    case SyntaxKind::call:
      return Binding::postfix;
    default:
      return infix_of(kind).binding;
  }
}

bool is_ordering(SyntaxKind kind) noexcept {
  return kind >= SyntaxKind::less && kind <= SyntaxKind::greater_equal;
}

constexpr std::array<std::string_view, 6> test_signs{"< ", "<= ", "> ", ">= ", "= ", "!= "};

/// What is still to be written: a text, or a node.
struct Piece {
  Piece(std::string_view words) : text(words) {}  // NOLINT(google-explicit-constructor)
  Piece(const char* words) : text(words) {}       // NOLINT(google-explicit-constructor)
  Piece(SyntaxId id, Binding asked, bool is_a_test = false)
      : node(id), least(asked), is_node(true), is_test(is_a_test) {}

  std::string_view text;
  SyntaxId node{};
  Binding least = Binding::whole;
  bool is_node = false;
  bool is_test = false;  ///< a bare comparison needs no parentheses here
};

class Printer {
 public:
  explicit Printer(const Syntax& syntax) : syntax_(syntax) {}

  std::string print() {
    todo_.emplace_back(syntax_.root, Binding::whole);
    while (!todo_.empty()) {
      const Piece piece = todo_.back();
      todo_.pop_back();
      if (!piece.is_node) {
        out_ += piece.text;
        continue;
      }
      pieces_.clear();
      write(piece);
      todo_.insert(todo_.end(), pieces_.rbegin(), pieces_.rend());
    }
    return std::move(out_);
  }

 private:
  void put(const Piece& piece) { pieces_.push_back(piece); }
  void put(SyntaxId id, Binding least = Binding::whole) { pieces_.emplace_back(id, least); }

  void put_children(const SyntaxNode& node, std::uint32_t first, std::uint32_t last,
                    bool are_tests = false) {
    for (std::uint32_t i = first; i < last; ++i) {
      if (i > first) put(", ");
      put({syntax_.child(node, i), Binding::whole, are_tests});
    }
  }

  void write(const Piece& piece) {
    const SyntaxNode& node = syntax_.node(piece.node);
    const bool is_bare = node.kind == SyntaxKind::test_compare && !piece.is_test;
    const bool in_parentheses = is_bare || binding_of(node.kind) < piece.least ||
                                (piece.least != Binding::whole && ends_in_generic_name(node));
    if (in_parentheses) put("(");
    write(node);
    if (in_parentheses) put(")");
  }

  /// `x instance of list` before `<` would read as the start of `list<...>`.
  [[nodiscard]] bool ends_in_generic_name(const SyntaxNode& node) const {
    if (node.kind != SyntaxKind::instance_of) return false;
    const SyntaxNode& type = syntax_.node(syntax_.child(node, 1));
    if (type.kind != SyntaxKind::type_name) return false;
    const std::string_view name = syntax_.text(type);
    return name == "list" || name == "range" || name == "context" || name == "function";
  }

  void write(const SyntaxNode& node) {
    const auto child = [&](std::uint32_t index) { return syntax_.child(node, index); };
    switch (node.kind) {
      case SyntaxKind::null:
        return put("null");
      case SyntaxKind::boolean:
        return put(node.flag == 1 ? "true" : "false");
      case SyntaxKind::number:
      case SyntaxKind::name:
      case SyntaxKind::type_name:
        return put(syntax_.text(node));
      case SyntaxKind::string:
        return put(hold(quote(syntax_.text(node))));
      case SyntaxKind::at_literal:
        return put(hold('@' + quote(syntax_.text(node))));
      case SyntaxKind::path:
        put(child(0), Binding::postfix);
        put(".");
        return put(syntax_.text(node));
      case SyntaxKind::negate:
        put("-");
        return put(child(0), Binding::negation);
      case SyntaxKind::between:
        put(child(0), Binding::comparison);
        put(" between ");
        put(child(1), Binding::sum);
        put(" and ");
        return put(child(2), Binding::sum);
      case SyntaxKind::in:
        put(child(0), Binding::comparison);
        put(" in (");
        put_children(node, 1, node.count, true);
        return put(")");
      case SyntaxKind::instance_of:
        put(child(0), Binding::instance_of);
        put(" instance of ");
        return put(child(1));
      case SyntaxKind::if_then_else:
        put("if ");
        put(child(0));
        put(" then ");
        put(child(1));
        put(" else ");
        return put(child(2));
      case SyntaxKind::for_loop:
        return write_loop(node, "for ", " return ");
      case SyntaxKind::some:
        return write_loop(node, "some ", " satisfies ");
      case SyntaxKind::every:
        return write_loop(node, "every ", " satisfies ");
      case SyntaxKind::iterator:
        put(syntax_.text(node));
        put(" in ");
        put(child(0));
        if (node.count == 1) return;
        put("..");
        return put(child(1), Binding::sum);
      case SyntaxKind::filter:
        put(child(0), Binding::postfix);
        put("[");
        put(child(1));
        return put("]");
      case SyntaxKind::call:
        put(child(0), Binding::postfix);
        put("(");
        put_children(node, 1, node.count);
        return put(")");
      case SyntaxKind::named_argument:
        return write_pair(node, syntax_.text(node));
      case SyntaxKind::context_entry:
      case SyntaxKind::type_entry:
        return write_pair(node, key(syntax_.text(node)));
      case SyntaxKind::list:
        put("[");
        put_children(node, 0, node.count);
        return put("]");
      case SyntaxKind::context:
        put("{");
        put_children(node, 0, node.count);
        return put("}");
      case SyntaxKind::function:
        put("function(");
        put_children(node, 0, node.count - 1);
        put(node.flag == 1 ? ") external " : ") ");
        return put(child(node.count - 1));
      case SyntaxKind::parameter:
        if (node.count == 1) return write_pair(node, syntax_.text(node));
        return put(syntax_.text(node));
      case SyntaxKind::range:
        return write_range(node);
      case SyntaxKind::absent:
        return;
      case SyntaxKind::test_compare:
        put(test_signs[node.flag]);
        return put(child(0), Binding::sum);
      case SyntaxKind::test_any:
        return put("-");
      case SyntaxKind::test_not:
        put("not(");
        put_children(node, 0, node.count, true);
        return put(")");
      case SyntaxKind::tests:
        return write_tests(node);
      case SyntaxKind::type_list:
        return write_generic(node, "list<", node.count);
      case SyntaxKind::type_range:
        return write_generic(node, "range<", node.count);
      case SyntaxKind::type_context:
        return write_generic(node, "context<", node.count);
      case SyntaxKind::type_function:
        write_generic(node, "function<", node.count - 1);
        put("->");
        return put(child(node.count - 1));
      default:
        return write_infix(node);
    }
  }

  void write_infix(const SyntaxNode& node) {
    const Infix infix = infix_of(node.kind);
    const SyntaxId left = syntax_.child(node, 0);
    const bool chains = is_ordering(node.kind) && is_ordering(syntax_.node(left).kind);
    put(left, chains ? tighter(infix.binding) : infix.binding);
    put(infix.sign);
    put(syntax_.child(node, 1), tighter(infix.binding));
  }

  void write_loop(const SyntaxNode& node, std::string_view keyword, std::string_view body) {
    put(keyword);
    put_children(node, 0, node.count - 1);
    put(body);
    put(syntax_.child(node, node.count - 1));
  }

  void write_pair(const SyntaxNode& node, std::string_view name) {
    put(name);
    put(": ");
    put(syntax_.child(node, 0));
  }

  void write_range(const SyntaxNode& node) {
    const SyntaxId low = syntax_.child(node, 0);
    const SyntaxId high = syntax_.child(node, 1);
    const bool low_included = (node.flag & 1) != 0;
    const bool high_included = (node.flag & 2) != 0;
    if (syntax_.node(low).kind == SyntaxKind::absent) {
      put(high_included ? "(<= " : "(< ");
      put(high, Binding::sum);
      return put(")");
    }
    if (syntax_.node(high).kind == SyntaxKind::absent) {
      put(low_included ? "(>= " : "(> ");
      put(low, Binding::sum);
      return put(")");
    }
    put(low_included ? "[" : "(");
    put(low);
    put("..");
    put(high);
    put(high_included ? "]" : ")");
  }

  /// A call of not() that is the only test would read back as a negation of tests.
  void write_tests(const SyntaxNode& node) {
    const bool looks_negated = node.count == 1 && is_call_of_not(syntax_.child(node, 0));
    if (looks_negated) put("(");
    put_children(node, 0, node.count, true);
    if (looks_negated) put(")");
  }

  [[nodiscard]] bool is_call_of_not(SyntaxId id) const {
    const SyntaxNode& node = syntax_.node(id);
    if (node.kind != SyntaxKind::call) return false;
    const SyntaxNode& function = syntax_.node(syntax_.child(node, 0));
    return function.kind == SyntaxKind::name && syntax_.text(function) == "not";
  }

  void write_generic(const SyntaxNode& node, std::string_view opening, std::uint32_t count) {
    put(opening);
    put_children(node, 0, count);
    put(">");
  }

  std::string_view key(std::string_view text) {
    const bool is_word = word_end(text, 0) == text.size() && !text.empty();
    return is_word && !is_keyword(text) && text != "?" ? text : hold(quote(text));
  }

  /// Keeps a text that was made here until it has been written.
  std::string_view hold(std::string text) {
    held_ = std::move(text);
    return held_;
  }

  const Syntax& syntax_;
  std::vector<Piece> todo_;
  std::vector<Piece> pieces_;
  std::string held_;
  std::string out_;
};

}  // namespace

std::string print(const Syntax& syntax) { return Printer(syntax).print(); }

}  // namespace huice::feel
