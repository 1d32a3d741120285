// What is selected, outside any scene or list, so that all views show the same.
#pragma once

#include <QObject>
#include <set>
#include <string>
#include <vector>

#include "support/geometry.h"

namespace nines {

class Selection : public QObject {
  Q_OBJECT

 public:
  using Ids = std::set<std::string, std::less<>>;  // nodes and links share one namespace
  using QObject::QObject;

  const Ids& ids() const { return m_ids; }
  bool contains(std::string_view id) const { return m_ids.contains(id); }
  // Emits changed() once, and only if the set is another.
  void set(Ids ids);
  void clear() { set({}); }

  // The node or link under the pointer, for highlights across views; empty for none.
  const std::string& hovered() const { return m_hovered; }
  void setHovered(std::string id);

  // What a list points out while the pointer is over one of its rows: nodes and links, perhaps many.
  const Ids& pointedOut() const { return m_pointedOut; }
  // Places at which something would come to stand, in the same way.
  const std::vector<Rect>& pointedPlaces() const { return m_pointedPlaces; }
  void pointOut(Ids ids, std::vector<Rect> places = {});

 signals:
  void changed();
  void hoveredChanged();
  void pointedOutChanged();

 private:
  Ids m_ids;
  std::string m_hovered;
  Ids m_pointedOut;
  std::vector<Rect> m_pointedPlaces;
};

}  // namespace nines
