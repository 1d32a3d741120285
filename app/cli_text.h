// Text for people: aligned columns, coloured where a terminal shows it.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace nines::cli {

enum class Style { plain, error, warning, note, good, strong, faint };

struct Cell {
  std::string text;  // control characters and signs that turn directions are never sent to a terminal
  Style style = Style::plain;
};

// A person reads it: the stream is a terminal.
bool isTerminal(std::FILE* stream);
// ... that shows colours, and nobody asked for none (no-color.org).
bool hasColours(std::FILE* stream);

// One cell as it is printed.
std::string styled(const Cell& cell, bool colours);

// Rows of cells in columns as wide as their widest cell, two blanks apart, nothing behind the last one. Rows may have
// different lengths.
std::string table(const std::vector<std::vector<Cell>>& rows, bool colours, std::string_view indent = {});

// Figures as the window shows them (support/format.h), with plain spaces.
std::string percent(double availability);
// Downtime in a year of that availability.
std::string downtimePerYear(double availability);

std::string duration(double seconds);

// Writes all of it to standard output. False, with a line on standard error, if that fails.
bool print(std::string_view text);
// A line on standard error.
void complain(std::string_view text);

}  // namespace nines::cli
