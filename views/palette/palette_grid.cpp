#include "palette/palette_grid.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kLeft = 4;  // nothing on the right: that is where the scroll bar begins
constexpr int kBottom = 4;
constexpr int kColumns = 2;

// A category's name with its colour square.
class CategoryHeader final : public QWidget {
 public:
  CategoryHeader(const PaletteCategory& category, QWidget* parent)
      : QWidget(parent), m_text(category.label), m_tone(category.tone) {
    setFont(uiFont(metrics::kHeaderText, QFont::DemiBold));
    setAccessibleName(m_text);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = metrics::kCategorySquare;
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeColour(m_tone));
    painter.drawRoundedRect(QRectF(4, (height() - side) / 2.0, side, side), 2, 2);
    painter.setPen(themeColour(Token::muted));
    painter.drawText(rect().adjusted(4 + side + 7, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
  }

 private:
  QString m_text;
  Token m_tone;
};

}  // namespace

PaletteGrid::PaletteGrid(const std::vector<PaletteCategory>& categories, QWidget* parent) : QWidget(parent) {
  for (const PaletteCategory& category : categories) {
    Section section;
    section.header = new CategoryHeader(category, this);
    for (const PaletteItem& item : category.items) {
      auto* tile = new PaletteTile(item, this);
      connect(tile, &PaletteTile::stepped, this, [this, tile](int c, int r) { step(tile, c, r); });
      tile->installEventFilter(this);
      section.tiles.push_back(tile);
      m_tiles.push_back(tile);
      m_items.push_back(item);
    }
    m_sections.push_back(std::move(section));
  }
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  if (!m_tiles.empty()) makeTabStop(m_tiles.front());
}

void PaletteGrid::setBest(PaletteTile* tile) {
  if (m_best) m_best->setPreferred(false);
  m_best = tile;
  if (m_best) m_best->setPreferred(true);
}

void PaletteGrid::setFilter(const QString& query) {
  const std::vector<std::size_t> fitting = bestItems(m_items, query);
  std::vector<char> fits(m_tiles.size(), 0);
  for (const std::size_t i : fitting) fits[i] = 1;
  setBest(Query(query).isEmpty() || fitting.empty() ? nullptr : m_tiles[fitting.front()]);
  std::size_t at = 0;
  for (Section& section : m_sections) {
    bool any = false;
    for (PaletteTile* tile : section.tiles) {
      const bool shown = fits[at++] != 0;
      tile->setVisible(shown);
      any = any || shown;
    }
    section.header->setVisible(any);
  }
  if (const auto shown = shownTiles(); !shown.empty()) makeTabStop(shown.front());
  place();
  updateGeometry();
}

std::vector<PaletteTile*> PaletteGrid::shownTiles() const {
  std::vector<PaletteTile*> shown;
  for (PaletteTile* tile : m_tiles) {
    if (!tile->isHidden()) shown.push_back(tile);
  }
  return shown;
}

int PaletteGrid::columnWidth(int width) const { return (width - kLeft) / kColumns; }

std::vector<PaletteGrid::Row> PaletteGrid::rowsOf(const Section& section, int column) {
  std::vector<Row> rows;
  bool open = false;  // the last row has a free cell
  for (PaletteTile* tile : section.tiles) {
    if (tile->isHidden()) continue;
    const bool wide = tile->fullWidth() > column;
    if (open && !wide) rows.back().push_back(tile);
    else rows.push_back({tile});
    open = !wide && rows.back().size() < kColumns;
  }
  return rows;
}

int PaletteGrid::heightForWidth(int width) const {
  int height = kBottom;
  for (const Section& section : m_sections) {
    const auto count = static_cast<int>(rowsOf(section, columnWidth(width)).size());
    if (count) height += metrics::kCategoryHeader + count * metrics::kTile;
  }
  return height;
}

QSize PaletteGrid::sizeHint() const { return {metrics::kLeftDock, heightForWidth(metrics::kLeftDock)}; }

void PaletteGrid::place() {
  const int column = columnWidth(width());
  int y = 0;
  for (const Section& section : m_sections) {
    if (section.header->isHidden()) continue;
    section.header->setGeometry(kLeft, y, width() - kLeft, metrics::kCategoryHeader);
    y += metrics::kCategoryHeader;
    for (const Row& row : rowsOf(section, column)) {
      const bool wide = row.front()->fullWidth() > column;
      for (std::size_t at = 0; at < row.size(); ++at) {
        const int x = kLeft + static_cast<int>(at) * column;
        row[at]->setGeometry(x, y, wide ? kColumns * column : column, metrics::kTile);
      }
      y += metrics::kTile;
    }
  }
}

void PaletteGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place();
}

std::vector<PaletteGrid::Row> PaletteGrid::rows() const {
  std::vector<Row> all;
  for (const Section& section : m_sections) {
    const std::vector<Row> rows = rowsOf(section, columnWidth(width()));
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

void PaletteGrid::step(PaletteTile* from, int columns, int rowSteps) {
  const std::vector<Row> all = rows();
  for (std::size_t r = 0; r < all.size(); ++r) {
    const auto at = std::find(all[r].begin(), all[r].end(), from);
    if (at == all[r].end()) continue;
    const auto column = static_cast<int>(at - all[r].begin());
    if (from != m_steppedTo) m_column = column;
    const int row = static_cast<int>(r) + rowSteps;
    if (row < 0) {
      emit leftAtTop();
      return;
    }
    if (row >= static_cast<int>(all.size())) return;
    const Row& target = all[static_cast<std::size_t>(row)];
    const int last = static_cast<int>(target.size()) - 1;
    const int wanted = columns != 0 ? column + columns : m_column;
    m_steppedTo = target[static_cast<std::size_t>(std::clamp(wanted, 0, last))];
    if (columns != 0) m_column = std::clamp(wanted, 0, last);
    m_steppedTo->setFocus(Qt::OtherFocusReason);
    return;
  }
}

void PaletteGrid::makeTabStop(PaletteTile* tile) {
  for (PaletteTile* other : m_tiles) other->setFocusPolicy(other == tile ? Qt::StrongFocus : Qt::ClickFocus);
}

void PaletteGrid::focusFirst() {
  if (const auto shown = shownTiles(); !shown.empty()) shown.front()->setFocus(Qt::OtherFocusReason);
}

bool PaletteGrid::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) {
    if (auto* tile = qobject_cast<PaletteTile*>(watched)) {
      makeTabStop(tile);
      emit tileFocused(tile);
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace nines
