#include "palette/palette_items.h"

#include <algorithm>

#include "theme/text.h"

namespace nines {

namespace {

QString nameOf(const Kind& kind, const Preset& preset) {
  QStringList choices;
  for (const auto& [key, value] : preset.properties) {
    const PropertySchema* schema = kind.property(key);
    const std::string* choice = value.asText();
    if (schema && choice) choices << toQString(schema->choiceLabel(*choice));
    else if (schema && value == Value(true)) choices << toQString(schema->label);
  }
  const QString name = toQString(kind.label);
  return choices.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, choices.join(QStringLiteral(", ")));
}

PaletteItem itemOf(const Kind& kind, const Preset& preset, const Category& category) {
  PaletteItem item;
  item.preset = toQString(preset.id);
  item.label = toQString(preset.label);
  item.name = nameOf(kind, preset);
  item.icon = toQString(preset.icon.empty() ? kind.icon : preset.icon);
  item.help = toQString(kind.help);
  item.tone = toneToken(kind.tone.empty() ? std::string_view(category.tone) : std::string_view(kind.tone));
  item.names << item.name << toQString(kind.label) << toQString(category.label);
  for (const std::string& alias : preset.aliases) item.names << toQString(alias);
  return item;
}

}  // namespace

std::vector<PaletteCategory> paletteItems(const Catalogue& catalogue) {
  std::vector<PaletteCategory> categories;
  for (const Category& category : catalogue.categories()) {
    PaletteCategory out{toQString(category.label), toneToken(category.tone), {}};
    for (const Kind& kind : catalogue.kinds()) {
      if (kind.category != category.id) continue;
      for (const Preset& preset : kind.presets) out.items.push_back(itemOf(kind, preset, category));
    }
    if (!out.items.empty()) categories.push_back(std::move(out));
  }
  return categories;
}

std::vector<std::size_t> bestItems(const std::vector<PaletteItem>& items, const QString& query) {
  struct Ranked {
    std::size_t item;
    int rank;
  };
  const Query wanted(query);
  std::vector<Ranked> found;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (wanted.isEmpty()) found.push_back({i, 0});
    else if (const auto rank = items[i].rank(wanted)) found.push_back({i, *rank});
  }
  std::ranges::stable_sort(found, {}, &Ranked::rank);
  std::vector<std::size_t> out;
  for (const Ranked& ranked : found) {
    if (ranked.rank >= Query::kLoose && found.front().rank < Query::kLoose) break;
    out.push_back(ranked.item);
  }
  return out;
}

}  // namespace nines
