#include "value/text.hpp"

#include <string_view>

#include "value/builtins.hpp"

namespace huice::value {

namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
  out += '"';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Words of letters and digits with single blanks between them need no quotes as a key.
bool is_plain_key(std::string_view key) {
  if (key.empty() || !is_letter(key.front()) || key.back() == ' ') return false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const char c = key[i];
    if (c == ' ' ? key[i - 1] == ' ' : !is_letter(c) && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

enum class Form : std::uint8_t { text, literal };

class Writer {
 public:
  explicit Writer(Form form) : form_(form) {}

  void write(const Value& value) {
    switch (value.kind()) {
      case Kind::unknown:
        out_ += "unknown";
        break;
      case Kind::null:
        out_ += "null";
        break;
      case Kind::boolean:
        out_ += value.boolean() ? "true" : "false";
        break;
      case Kind::number:
        out_ += value.number().to_string();
        break;
      case Kind::string:
        append_quoted(out_, value.string());
        break;
      case Kind::date:
        call("date", value.date().to_string());
        break;
      case Kind::time:
        call("time", value.time().to_string());
        break;
      case Kind::date_time:
        call("date and time", value.date_time().to_string());
        break;
      case Kind::days_duration:
        call("duration", value.days_duration().to_string());
        break;
      case Kind::months_duration:
        call("duration", value.months_duration().to_string());
        break;
      case Kind::list:
        write(value.list());
        break;
      case Kind::context:
        write(value.context());
        break;
      case Kind::range:
        write(value.range());
        break;
      case Kind::function:
        write(value.function());
        break;
      case Kind::bounds:
        break;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  // The literal of what FEEL makes with a function of a text.
  void call(std::string_view function, std::string_view text) {
    if (form_ == Form::text) {
      out_ += text;
      return;
    }
    out_ += function;
    out_ += '(';
    append_quoted(out_, text);
    out_ += ')';
  }

  void write(const ListObject& list) {
    out_ += '[';
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (i != 0) out_ += ", ";
      write(list.items[i]);
    }
    out_ += ']';
  }

  void write(const ContextObject& context) {
    out_ += '{';
    bool first = true;
    for (const auto& [key, value] : context.entries) {
      if (!first) out_ += ", ";
      first = false;
      if (is_plain_key(key)) {
        out_ += key;
      } else {
        append_quoted(out_, key);
      }
      out_ += ": ";
      write(value);
    }
    out_ += '}';
  }

  void write(const RangeObject& range) {
    if (range.shape != RangeObject::Shape::interval) {
      write_open(range.shape == RangeObject::Shape::equal_to ? "=" : "!=", range.low);
    } else if (!range.has_low) {
      write_open(range.high_included ? "<=" : "<", range.high);
    } else if (!range.has_high) {
      write_open(range.low_included ? ">=" : ">", range.low);
    } else {
      out_ += range.low_included ? '[' : '(';
      write(range.low);
      out_ += "..";
      write(range.high);
      out_ += range.high_included ? ']' : ')';
    }
  }

  void write_open(std::string_view sign, const Value& end) {
    out_ += '(';
    out_ += sign;
    write(end);
    out_ += ')';
  }

  void write(const FunctionObject& function) {
    if (function.builtin != nullptr) {
      out_ += function.builtin->name;
      return;
    }
    out_ += "function(";
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      if (i != 0) out_ += ", ";
      out_ += function.parameters[i];
    }
    out_ += ')';
  }

  Form form_;
  std::string out_;
};

std::string written(const Value& value, Form form) {
  Writer writer(form);
  writer.write(value);
  return writer.take();
}

}  // namespace

std::string to_text(const Value& value) {
  return value.is_string() ? value.string() : written(value, Form::text);
}

std::string to_literal(const Value& value) { return written(value, Form::literal); }

}  // namespace huice::value
