// What the palette offers, from the catalogue's presets.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "catalogue/catalogue.h"
#include "drawing/theme.h"

namespace nines {

struct PaletteItem {
  QString preset;  // id of the Preset
  QString label;   // short enough for a tile
  QString name;    // the whole: kind, and what the preset sets ("S3 bucket: Glacier Flexible")
  QString icon;
  QString help;
  Token tone = Token::general;
  QStringList words;  // what a search looks through, in lower case

  // Every word of the query occurs somewhere in label, name or aliases.
  bool matches(const QString& query) const;
};

struct PaletteCategory {
  QString label;
  Token tone = Token::general;
  std::vector<PaletteItem> items;
};

// Categories and items in catalogue order; categories without items are left out.
std::vector<PaletteCategory> paletteItems(const Catalogue& catalogue);

}  // namespace nines
