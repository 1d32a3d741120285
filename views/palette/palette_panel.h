// The palette dock: a search field over the catalogue's presets. It creates nothing itself: a drag and a request to
// place go out as signals.
#pragma once

#include <QPoint>

#include "catalogue/catalogue.h"
#include "theme/panel.h"

class QLabel;
class QLineEdit;
class QScrollArea;

namespace nines {

class PaletteGrid;
class PaletteTile;
class TileDrag;

class PalettePanel final : public Panel {
  Q_OBJECT

 public:
  explicit PalettePanel(const Catalogue& catalogue, QWidget* parent = nullptr);

  QLineEdit* searchField() const { return m_search; }
  // A drag that another part of the program ends, e.g. because a drill starts.
  void cancelDrag();

 signals:
  // Positions are global. A drag ends with exactly one of dropped and cancelled.
  void dragStarted(const QString& presetId, QPoint globalPos);
  void dragMoved(QPoint globalPos);
  void dragDropped(const QString& presetId, QPoint globalPos);
  void dragCancelled();
  // Double click or Enter: place one in the selected container.
  void placeRequested(const QString& presetId);

 protected:
  void hideEvent(QHideEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildSearch();
  void buildTiles(const Catalogue& catalogue);
  void connectTile(PaletteTile* tile);
  void filter(const QString& query);
  void placeBestMatch();

  QLineEdit* m_search = nullptr;
  QLabel* m_nothing = nullptr;
  QScrollArea* m_scroll = nullptr;
  PaletteGrid* m_grid = nullptr;
  TileDrag* m_drag = nullptr;
};

}  // namespace nines
