#include "selection.h"

namespace nines {

void Selection::set(Ids ids) {
  if (ids == m_ids) return;
  m_ids = std::move(ids);
  emit changed();
}

void Selection::setHovered(std::string id) {
  if (id == m_hovered) return;
  m_hovered = std::move(id);
  emit hoveredChanged();
}

void Selection::pointOut(Ids ids, std::vector<Rect> places) {
  if (ids == m_pointedOut && places == m_pointedPlaces) return;
  m_pointedOut = std::move(ids);
  m_pointedPlaces = std::move(places);
  emit pointedOutChanged();
}

}  // namespace nines
