// What the palette offers, from the catalogue's presets.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "catalogue/catalogue.h"
#include "drawing/theme.h"
#include "search/query.h"

namespace nines {

struct PaletteItem {
  QString preset;  // id of the Preset
  QString label;   // short enough for a tile
  QString name;    // the whole: kind, and what the preset sets ("S3 bucket: Glacier Flexible")
  QString icon;
  QString help;
  Token tone = Token::general;
  QStringList names;  // what else it is found by: whole name, kind, category, aliases

  // How well it fits, see Query.
  std::optional<int> rank(const Query& query) const { return query.rank(label, names); }
};

struct PaletteCategory {
  QString label;
  Token tone = Token::general;
  std::vector<PaletteItem> items;
};

// Categories and items in catalogue order; categories without items are left out.
std::vector<PaletteCategory> paletteItems(const Catalogue& catalogue);

// Which of the items fit the query, best first, as indices; equally good ones in their order. Those that only contain a
// piece of it are left out where others do better. All of them for an empty query.
std::vector<std::size_t> bestItems(const std::vector<PaletteItem>& items, const QString& query);

}  // namespace nines
