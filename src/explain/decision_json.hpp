// The answer as JSON (docs: "answer"): every key always there, in one order.
#pragma once

#include <string>

#include "explain/answer.hpp"
#include "huice/render.hpp"
#include "json/writer.hpp"

namespace huice::explain {

void write_answer(json::Writer& out, const Answer& answer, ReasonDetail detail);
/// One entry of "entitlements" or "prohibitions".
void write_outcome(json::Writer& out, const Answer& answer, const Outcome& outcome,
                   ReasonDetail detail);
void write_text(json::Writer& out, const LocalText& text);
void write_citations(json::Writer& out, std::span<const CitationInfo> citations);
/// {"code","message","path","hint"}
void write_problem(json::Writer& out, const Diagnostic& problem);

}  // namespace huice::explain
