// Reads paths of packs from standard input and prints what the loader says of each: one line with
// the path and, after tabs, code and message of each error.
#include <cstdio>
#include <iostream>
#include <string>

#include "pack/load.hpp"

int main() {
  for (std::string path; std::getline(std::cin, path);) {
    huice::text::Report report;
    std::vector<std::string> paths{path};
    (void)huice::pack::load(paths, report);
    std::string line = path;
    for (const huice::Diagnostic& diagnostic : report.take()) {
      if (diagnostic.severity != huice::Severity::error) continue;
      line += "\t" + diagnostic.code + " " + diagnostic.message;
    }
    std::puts(line.c_str());
  }
  return 0;
}
