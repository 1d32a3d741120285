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
  }
  const QString name = toQString(kind.label);
  return choices.isEmpty() ? name : QStringLiteral("%1: %2").arg(name, choices.join(QStringLiteral(", ")));
}

PaletteItem itemOf(const Kind& kind, const Preset& preset, std::string_view categoryTone) {
  PaletteItem item;
  item.preset = toQString(preset.id);
  item.label = toQString(preset.label);
  item.name = nameOf(kind, preset);
  item.icon = toQString(preset.icon.empty() ? kind.icon : preset.icon);
  item.help = toQString(kind.help);
  item.tone = toneToken(kind.tone.empty() ? categoryTone : std::string_view(kind.tone));
  item.words << item.label.toLower() << item.name.toLower();
  for (const std::string& alias : preset.aliases) item.words << toQString(alias).toLower();
  return item;
}

}  // namespace

bool PaletteItem::matches(const QString& query) const {
  const QStringList parts = query.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::all_of(parts.begin(), parts.end(), [&](const QString& part) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) { return word.contains(part); });
  });
}

std::vector<PaletteCategory> paletteItems(const Catalogue& catalogue) {
  std::vector<PaletteCategory> categories;
  for (const Category& category : catalogue.categories()) {
    PaletteCategory out{toQString(category.label), toneToken(category.tone), {}};
    for (const Kind& kind : catalogue.kinds()) {
      if (kind.category != category.id) continue;
      for (const Preset& preset : kind.presets) out.items.push_back(itemOf(kind, preset, category.tone));
    }
    if (!out.items.empty()) categories.push_back(std::move(out));
  }
  return categories;
}

}  // namespace nines
