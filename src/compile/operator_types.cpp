#include "compile/lower.hpp"

namespace huice::compile {

using feel::SyntaxKind;
using value::simple;
using value::Type;
using value::TypeKind;
using value::TypeRef;

namespace {

bool is_duration(TypeKind kind) {
  return kind == TypeKind::days_duration || kind == TypeKind::months_duration;
}
bool is_instant(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::date_time || kind == TypeKind::time;
}

TypeRef sum_type(TypeKind a, TypeKind b) {
  if (a == TypeKind::number && b == TypeKind::number) return simple(TypeKind::number);
  if (a == TypeKind::string && b == TypeKind::string) return simple(TypeKind::string);
  if (is_instant(a) && is_duration(b)) return simple(a);
  if (is_duration(a) && is_instant(b)) return simple(b);
  if (is_duration(a) && a == b) return simple(a);
  return nullptr;
}

TypeRef difference_type(TypeKind a, TypeKind b) {
  if (a == TypeKind::number && b == TypeKind::number) return simple(TypeKind::number);
  if (is_instant(a) && is_instant(b)) return simple(TypeKind::days_duration);
  if (is_instant(a) && is_duration(b)) return simple(a);
  if (is_duration(a) && a == b) return simple(a);
  return nullptr;
}

TypeRef product_type(TypeKind a, TypeKind b) {
  if (a == TypeKind::number && b == TypeKind::number) return simple(TypeKind::number);
  if (is_duration(a) && b == TypeKind::number) return simple(a);
  if (a == TypeKind::number && is_duration(b)) return simple(b);
  return nullptr;
}

TypeRef quotient_type(TypeKind a, TypeKind b) {
  if (a == TypeKind::number && b == TypeKind::number) return simple(TypeKind::number);
  if (is_duration(a) && b == TypeKind::number) return simple(a);
  if (is_duration(a) && a == b) return simple(TypeKind::number);
  return nullptr;
}

}  // namespace

TypeRef arithmetic_type(SyntaxKind op, const Type& a, const Type& b) {
  if (a.kind == TypeKind::any || b.kind == TypeKind::any) return simple(TypeKind::any);
  switch (op) {
    case SyntaxKind::add:
      return sum_type(a.kind, b.kind);
    case SyntaxKind::subtract:
      return difference_type(a.kind, b.kind);
    case SyntaxKind::multiply:
      return product_type(a.kind, b.kind);
    case SyntaxKind::divide:
      return quotient_type(a.kind, b.kind);
    default:
      return a.kind == TypeKind::number && b.kind == TypeKind::number ? simple(TypeKind::number)
                                                                      : nullptr;
  }
}

bool comparable(const Type& a, const Type& b) {
  if (a.kind == TypeKind::any || b.kind == TypeKind::any) return true;
  if (a.kind == TypeKind::null || b.kind == TypeKind::null) return true;
  return a.kind == b.kind;
}

}  // namespace huice::compile
