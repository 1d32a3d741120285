// The palette's tiles in two columns below their category headers. A tile whose label needs more takes a row alone.
#pragma once

#include <QWidget>
#include <vector>

#include "palette/palette_tile.h"

namespace nines {

class PaletteGrid final : public QWidget {
  Q_OBJECT

 public:
  PaletteGrid(const std::vector<PaletteCategory>& categories, QWidget* parent);

  // Shows only what fits; empty shows all.
  void setFilter(const QString& query);
  // The tile that fits best, marked as the one that Enter takes; null without a query or a match.
  PaletteTile* bestTile() const { return m_best; }
  int itemCount() const { return static_cast<int>(m_tiles.size()); }
  std::vector<PaletteTile*> shownTiles() const;
  const std::vector<PaletteTile*>& tiles() const { return m_tiles; }

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {150, 0}; }

 signals:
  void tileFocused(QWidget* tile);
  // Arrow up in the first row.
  void leftAtTop();

 public slots:
  void focusFirst();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Section {
    QWidget* header = nullptr;
    std::vector<PaletteTile*> tiles;
  };
  using Row = std::vector<PaletteTile*>;

  void setBest(PaletteTile* tile);
  void step(PaletteTile* from, int columns, int rows);
  static std::vector<Row> rowsOf(const Section& section, int column);
  std::vector<Row> rows() const;
  int columnWidth(int width) const;
  // Makes one tile the stop of the Tab key.
  void makeTabStop(PaletteTile* tile);
  void place();

  std::vector<Section> m_sections;
  std::vector<PaletteTile*> m_tiles;
  std::vector<PaletteItem> m_items;  // of the tiles, in their order
  PaletteTile* m_best = nullptr;
  // Going up and down keeps to the column it began in, also past a row that does not have it.
  PaletteTile* m_steppedTo = nullptr;
  int m_column = 0;
};

}  // namespace nines
