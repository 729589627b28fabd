// Explains syntax problems: what is wrong, and for the commonest mistakes what to write instead.
#pragma once

#include "feel/problem.hpp"
#include "feel/reader.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::feel {

void report(const SyntaxProblem& problem, const Reader& reader, const text::Decoded& text,
            text::Report& out);

void report(const UnknownName& name, const text::Decoded& text, text::Report& out);

}  // namespace huice::feel
