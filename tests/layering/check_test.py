"""Plants files and looks whether check.py finds exactly the breaches in them."""

import pathlib
import tempfile
import unittest

import check

ORDER = "text number value program exec yaml json feel pack dmn compile decide explain verify arrow capi"

# path, text, the breach as "line: part of the message" (None: there is none)
CASES = [
    # Directions.
    ("src/feel/a.cpp", '#include "feel/a.hpp"\n#include "text/b.hpp"\n#include "huice/c.hpp"\n', None),
    ("src/feel/a.cpp", '\n#include "pack/b.hpp"\n', "2: src/feel comes before src/pack"),
    ("src/number/a.hpp", '#  include "value/b.hpp"\n', "1: src/number comes before src/value"),
    ("src/feel/a.inc", '#include "capi/b.hpp"\n', "1: src/feel comes before src/capi"),
    ("src/text/a.cpp", '// #include "pack/b.hpp"\n/*\n#include "pack/b.hpp"\n*/\n', None),
    ("src/text/a.cpp", '#include "a.hpp"\n', '1: write "folder/a.hpp"'),
    ("src/text/a.cpp", '#include "../pack/a.hpp"\n', '1: write "folder/a.hpp"'),
    ("src/other/a.cpp", "int a;\n", "1: its folder has no huice_folder() line"),
    ("include/huice/a.hpp", '#include "text/b.hpp"\n', '1: a public header includes "huice/..." only'),
    ("include/huice/a.hpp", '#include <string>\n#include "huice/b.hpp"\n', None),
    ("include/huice/huice.h", "#include <stdint.h>\n", None),
    ("examples/cli/a.cpp", '#include <CLI/CLI.hpp>\n#include "options.hpp"\n#include "huice/a.hpp"\n', None),
    ("examples/cli/a.cpp", '#include "pack/a.hpp"\n', "1: an example uses public headers only"),
    # Third parties.
    ("src/yaml/a.cpp", "#include <yaml-cpp/eventhandler.h>\n#include <sstream>\n", None),
    ("src/pack/a.cpp", "#include <yaml-cpp/yaml.h>\n", "1: only src/yaml/ may include"),
    ("src/json/a.cpp", "#include <nlohmann/json.hpp>\n", None),
    ("src/decide/a.cpp", "#include <nlohmann/json.hpp>\n", "1: only src/json/ may include"),
    ("src/feel/grammar.cpp", "#include <boost/spirit/home/x3.hpp>\n", None),
    ("src/feel/parse.cpp", "#include <boost/spirit/home/x3.hpp>\n", "1: only src/feel/grammar.cpp may"),
    ("src/feel/power.cpp", "#include <boost/multiprecision/cpp_dec_float.hpp>\n", None),
    ("src/number/power.cpp", "#include <boost/multiprecision/cpp_int.hpp>\n", "1: only src/feel/ may"),
    ("src/dmn/a.cpp", "#include <pugixml.hpp>\n", None),
    ("src/yaml/a.cpp", "#include <pugixml.hpp>\n", "1: only src/dmn/ may include"),
    ("src/exec/a.cpp", "#include <unicode/regex.h>\n", "1: only src/feel/ may include"),
    ("src/exec/a.cpp", "#include <fmt/format.h>\n", "1: <fmt/format.h> is no dependency"),
    ("include/huice/a.hpp", "#include <boost/variant.hpp>\n", "1: only src/feel/ may include"),
    # Headers and words.
    ("src/pack/a.cpp", "#include <iostream>\n", "1: the library does not use <iostream>"),
    ("src/pack/a.cpp", "#include <sstream>\n", "1: the library does not use <sstream>"),
    ("include/huice/a.hpp", "#include <chrono>\n", "1: the library does not use <chrono>"),
    ("src/yaml/a.cpp", "auto a = YAML::Load(text);\n", "1: the library does not use `YAML::Load`"),
    ("src/yaml/a.cpp", "auto a = YAML::LoadFile(text);\n", "1: the library does not use `YAML::LoadFile`"),
    ("src/yaml/a.cpp", "int a;\nYAML::Node node;\n", "2: the library does not use `YAML::Node`"),
    ("src/feel/grammar.cpp", "auto a = +x3::alpha;\n", "1: the library does not use `x3::alpha`"),
    ("src/feel/grammar.cpp", "auto a = x3::ascii::alpha;\nskip(x3::space);\n", "2: the library does not use `x3::space`"),
    ("src/feel/grammar.cpp", "x3::error_handler<It> a;\n", "1: the library does not use `error_handler`"),
    ("src/text/a.cpp", "out << std::endl;\n", "1: the library does not use `std::endl`"),
    ("src/text/a.cpp", "std::regex a;\n", "1: the library does not use `std::regex`"),
    ("src/number/a.cpp", "double a;\n", "1: the library does not use `double`"),
    ("include/huice/a.hpp", "float a();\n", "1: the library does not use `float`"),
    ("src/arrow/a.cpp", "double a; float b;\n", None),
    ("src/json/a.cpp", "bool number_float(number_float_t, const std::string& text);\n", None),
    ("src/text/a.cpp", "std::fprintf(stderr, text);\n", "1: the library does not use `std::fprintf(`"),
    ("src/decide/a.cpp", "auto a = std::time(nullptr);\n", "1: the library does not use `std::time`"),
    ("src/text/a.cpp", '// a double\n/* float\n std::endl */ auto a = "double" "\\"float";\n', None),
    ("src/text/a.cpp", 'auto a = R"x(std::endl "double)x"; int b = 1\'000; char c = \'"\';\n', None),
    ("src/text/a.cpp", "int b = 1'000; double c; int d = 2'000;\n", "1: the library does not use `double`"),
    ("src/text/a.cpp", 'char c = \'"\'; double d; char e = \'"\';\n', "1: the library does not use `double`"),
]  # fmt: skip


class CheckTest(unittest.TestCase):
    def breaches_with(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            project = pathlib.Path(folder)
            lines = "".join(f"huice_folder({name})\n" for name in ORDER.split())
            (project / "CMakeLists.txt").write_text(lines, encoding="utf-8")
            (project / path).parent.mkdir(parents=True)
            (project / path).write_text(text, encoding="utf-8")
            return check.breaches(project)

    def test_finds_each_breach_and_nothing_else(self):
        for path, text, expected in CASES:
            with self.subTest(path=path, text=text):
                found, count = self.breaches_with(path, text)
                self.assertEqual(count, 1)
                if expected is None:
                    self.assertEqual(found, [])
                else:
                    self.assertEqual(len(found), 1, found)
                    self.assertIn(f"{path}:{expected}", found[0])

    def test_core_folders_come_first(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "CMakeLists.txt").write_text("huice_folder(yaml)\nhuice_folder(text)\n")
            found, _ = check.breaches(pathlib.Path(folder))
            self.assertEqual(len(found), 1)
            self.assertIn("the first folders must be", found[0])


if __name__ == "__main__":
    unittest.main()
