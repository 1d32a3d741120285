#include "palette/palette_panel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include "palette/palette_grid.h"
#include "palette/tile_drag.h"
#include "theme/metrics.h"
#include "theme/search_mark.h"
#include "theme/theme_style.h"

namespace nines {

PalettePanel::PalettePanel(const Catalogue& catalogue, QWidget* parent) : Panel(parent), m_drag(new TileDrag(this)) {
  setAccessibleName(tr("Palette"));
  buildSearch();
  buildTiles(catalogue);
  connect(m_drag, &TileDrag::started, this, &PalettePanel::dragStarted);
  connect(m_drag, &TileDrag::moved, this, &PalettePanel::dragMoved);
  connect(m_drag, &TileDrag::dropped, this, &PalettePanel::dragDropped);
  connect(m_drag, &TileDrag::cancelled, this, &PalettePanel::dragCancelled);
}

void PalettePanel::buildSearch() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 8, 0, 0);
  layout->setSpacing(6);
  m_search = new QLineEdit(this);
  m_search->setFixedHeight(metrics::kField);
  m_search->setClearButtonEnabled(true);
  addSearchMark(*m_search);
  m_search->setAccessibleName(tr("Search the palette"));
  m_search->installEventFilter(this);
  connect(m_search, &QLineEdit::textChanged, this, &PalettePanel::filter);
  connect(m_search, &QLineEdit::returnPressed, this, &PalettePanel::placeBestMatch);
  auto* searchRow = new QVBoxLayout;
  searchRow->setContentsMargins(8, 0, 8, 0);
  searchRow->addWidget(m_search);
  layout->addLayout(searchRow);
}

void PalettePanel::buildTiles(const Catalogue& catalogue) {
  m_nothing = new QLabel(this);
  m_nothing->setAlignment(Qt::AlignHCenter);
  m_nothing->setWordWrap(true);
  m_nothing->setTextFormat(Qt::PlainText);
  m_nothing->setContentsMargins(12, 12, 12, 12);
  m_nothing->hide();
  layout()->addWidget(m_nothing);
  m_scroll = new QScrollArea(this);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  static_cast<QVBoxLayout*>(layout())->addWidget(m_scroll, 1);
  m_grid = new PaletteGrid(paletteItems(catalogue), nullptr);
  for (PaletteTile* tile : m_grid->tiles()) connectTile(tile);
  connect(m_grid, &PaletteGrid::leftAtTop, m_search, [this] { m_search->setFocus(Qt::OtherFocusReason); });
  connect(m_grid, &PaletteGrid::tileFocused, this,
          [this](QWidget* tile) { m_scroll->ensureWidgetVisible(tile, 0, 8); });
  m_scroll->setWidget(m_grid);
  m_search->setPlaceholderText(tr("Search %n items", nullptr, m_grid->itemCount()));
  filter(QString());
}

void PalettePanel::connectTile(PaletteTile* tile) {
  const QString preset = tile->item().preset;
  connect(tile, &PaletteTile::pressedAt, m_drag, [this, preset](QPoint at) { m_drag->press(preset, at); });
  connect(tile, &PaletteTile::movedTo, m_drag, &TileDrag::move);
  connect(tile, &PaletteTile::releasedAt, m_drag, &TileDrag::release);
  connect(tile, &PaletteTile::placeRequested, this, [this, preset] { emit placeRequested(preset); });
  connect(tile, &PaletteTile::typed, this, [this](const QString& text) {
    m_search->setFocus(Qt::OtherFocusReason);
    m_search->insert(text);
  });
}

void PalettePanel::filter(const QString& query) {
  m_grid->setFilter(query);
  const bool none = m_grid->shownTiles().empty();
  m_nothing->setText(none ? tr("Nothing matches '%1'").arg(query.trimmed()) : QString());
  m_nothing->setVisible(none);
}

void PalettePanel::placeBestMatch() {
  if (const PaletteTile* best = m_grid->bestTile()) emit placeRequested(best->item().preset);
}

void PalettePanel::cancelDrag() { m_drag->cancel(); }

void PalettePanel::hideEvent(QHideEvent* event) {
  m_drag->cancel();
  Panel::hideEvent(event);
}

bool PalettePanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_search && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down) {
      m_grid->focusFirst();
      return true;
    }
    if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
      m_search->clear();
      return true;
    }
  }
  return Panel::eventFilter(watched, event);
}

}  // namespace nines
